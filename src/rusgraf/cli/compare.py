"""``rusgraf compare``."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rusgraf.cli import options

if TYPE_CHECKING:
    from rusgraf.comparison import Comparison
    from rusgraf.table import Table


@click.command("compare")
@click.argument("actors", nargs=-1, required=True, metavar="ACTOR ACTOR...")
@click.option(
    "--by",
    type=click.Choice(["claim", "topic"]),
    default="claim",
    show_default=True,
    help="A row for each claim, or for each topic.",
)
@click.option("--all", "alone", is_flag=True, help="Show also what only one of the two takes up.")
@click.option(
    "--only",
    # The command must not import what it only needs when it runs; a test compares the two.
    type=click.Choice(["contested", "conditional", "agreed", "supporting", "apart", "one-only"]),
    help="Show the rows with this verdict only.",
)
@click.option("--limit", type=click.IntRange(min=0), help="Show so many rows at most.")
@click.option("-f", "--format", type=click.Choice(options.TABLE_FORMATS), help="Form of the answer.")
@options.language
@options.graph
def command(
    actors: tuple[str, ...],
    by: str,
    alone: bool,
    only: str | None,
    limit: int | None,
    format: str | None,
    lang: str,
    paths: tuple[Path | str, ...],
) -> None:
    """Compare the stances of two actors, or of every two of several.

    \b
    rusgraf compare fo auh
    rusgraf compare fo auh --by topic --lang en
    rusgraf compare fo auh --only contested

    Contested, on conditions, agreed, supporting where the one gives a reason for what the
    other says, or taken up by one only; claims that say nearly the same count as one. The
    rules are in docs/decisions/0010; “rusgraf queries agreement-on-claims” shows the query.
    """
    from rusgraf import comparison

    found = comparison.compare(*actors, graph=options.opened(paths), lang=lang)
    table = found.claims if by == "claim" else found.topics
    _tell(found, table)
    if only:
        table = _where(table, found.verdicts[only])
    elif not alone:
        table = _where(table, *(name for verdict, name in found.verdicts.items() if verdict != "one-only"))
    if limit is not None and len(table) > limit:
        options.say(f"{limit} of {len(table)} rows.")
        table = table.head(limit)
    format = format or ("table" if options.on_terminal() else "csv")
    if format == "table":
        table = _drawn(table)
    options.echo_table(table, format)


def _tell(found: Comparison, table: Table) -> None:
    counts = Counter(row["verdict"] for row in table)
    # Only topics are apart.
    told = [
        f"{name}: {counts[name]}"
        for verdict, name in found.verdicts.items()
        if verdict != "apart" or table is found.topics
    ]
    points = [row for row in found.claims if row["verdict"] != found.verdicts["one-only"]]
    analytic = sum(row["basis"] == found.analytic for row in points)
    options.say(f"{', '.join(told)}.")
    options.say(f"{analytic} of {len(points)} points rest on analysts' steps only.")


def _where(table: Table, *verdicts: str) -> Table:
    from rusgraf.table import Table

    kept = (terms for terms, row in zip(table.terms, table, strict=True) if row["verdict"] in verdicts)
    return Table(table.columns, tuple(kept))


def _drawn(table: Table) -> Table:
    """To be read: two actors are said once, and a column that is empty is left out."""
    from rusgraf.table import Table
    from rusgraf.terms import show

    columns = dict(zip(table.columns, zip(*table.terms, strict=True), strict=bool(table.terms)))
    if len(set(zip(columns.get("actor", ()), columns.get("other", ()), strict=True))) == 1:
        for name in ("actor", "other"):
            click.echo(f"{name}: {show(columns.pop(name)[0])}")
        click.echo()
    columns = {name: cells for name, cells in columns.items() if any(cells)}
    return Table(tuple(columns), tuple(zip(*columns.values(), strict=True))) if columns else table
