"""``rusgraf check``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rusgraf.cli import options
from rusgraf.errors import UsageError

if TYPE_CHECKING:
    from rusgraf.checks import Checks

#: How many comparisons are told one by one, in a list of all claims and where one is asked for.
_FEW, _MANY = 3, 100
_READING = {"nb": "Slik er påstanden lest", "en": "How the claim is read"}
_RECORD = {"nb": "Offentlig saksgang", "en": "Public record"}


@click.command("check")
@click.argument("claims", nargs=-1, metavar="[CLAIM]...")
@click.option("--as-of", metavar="DATE", help="Ask what followed from what was published by a day instead.")
@click.option("--details", is_flag=True, help="A row for each series and study that was compared with.")
@click.option(
    "--plot",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Draw the figures behind one claim, as .svg or .png, and print them as a table.",
)
@click.option(
    "-f",
    "--format",
    type=click.Choice(["text", *options.TABLE_FORMATS]),
    default="text",
    show_default=True,
    help="Form of the answer.",
)
@options.language
@options.graph
def command(
    claims: tuple[str, ...],
    as_of: str | None,
    details: bool,
    plot: Path | None,
    format: str,
    lang: str,
    paths: tuple[Path | str, ...],
) -> None:
    """Tell whether the figures bear claims out.

    \b
    rusgraf check
    rusgraf check overdose-deaths-2020-highest-in-twenty-years --lang en
    rusgraf check --details -f csv
    rusgraf check --as-of 2021-06-09
    rusgraf check overdose-deaths-2020-highest-in-twenty-years --plot overdose-deaths.svg

    Each statistical claim gets two verdicts, which follow from the figures and a rule alone:
    on what was published by the time of the claim, and on the latest figures. Claims that
    can be dated stand beside, with what the public record says. Without a CLAIM, all are told.
    """
    if plot is not None:
        _plot(plot, claims, as_of, details, format, lang, paths)
        return
    found = options.opened(paths).check(*claims, as_of=as_of, lang=lang)
    if details:
        options.echo_table(found.details, None if format == "text" else format)
    elif format == "text":
        if claims and not found.claims and not found.records:
            options.say("There is nothing in it that figures can settle; “rusgraf show” tells more.")
        click.echo(_text(found, claims), nl=False)
    else:
        options.echo_table(found.claims, format)


def _plot(
    path: Path,
    claims: tuple[str, ...],
    as_of: str | None,
    details: bool,
    format: str,
    lang: str,
    paths: tuple[Path | str, ...],
) -> None:
    if len(claims) != 1 or details:
        raise UsageError("--plot draws one claim, and goes without --details.")
    from rusgraf import pictures

    # Before the work, not after it.
    pictures.check_suffix(path)
    picture = options.opened(paths).picture(*claims, as_of=as_of, lang=lang)
    picture.write(path)
    options.say(f"{path}: {picture.title}")
    options.echo_table(picture.table, None if format == "text" else format)


def _text(found: Checks, asked: tuple[str, ...]) -> str:
    from rusgraf.terms import curie

    lines: list[str] = []
    for statement in dict.fromkeys(
        row["statement"] for table in (found.claims, found.records) for row in table
    ):
        checks = [row for row in found.claims if row["statement"] == statement]
        records = [row for row in found.records if row["statement"] == statement]
        lines += [(checks or records)[0]["text"] or "", curie(statement)]
        for row in checks:
            lines += [f"  {_vintage(row)}: {row['verdict']}", f"    {row['explanation']}"]
        # Many are told one by one only where somebody asks for the claim, and not once for each vintage.
        if checks and 1 < checks[-1]["parts"] <= (_MANY if asked else _FEW):
            parts = (row for row in found.details if _same(row, checks[-1]))
            lines += [f"    - {row['verdict']}: {row['explanation']}" for row in parts]
        if checks and checks[0]["reading"]:
            lines.append(f"  {_READING[found.language]}: {checks[0]['reading']}")
        lines += [f"  {_RECORD[found.language]} ({row['how']}): {row['finding']}" for row in records]
        lines.append("")
    return "".join(f"{line}\n" for line in options.indented(lines[:-1]))


def _vintage(row: dict[str, Any]) -> str:
    return f"{row['vintage']}, {row['asOf']}" if row["asOf"] else row["vintage"]


def _same(row: dict[str, Any], check: dict[str, Any]) -> bool:
    return all(row[name] == check[name] for name in ("statement", "vintage", "asOf"))
