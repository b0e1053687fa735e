"""``rusgraf compare``."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from rusgraf.cli import options


@click.command("compare")
@click.argument("actors", nargs=-1, required=True, metavar="ACTOR ACTOR...")
@click.option(
    "--by",
    type=click.Choice(["claim", "topic"]),
    default="claim",
    show_default=True,
    help="A row for each claim, or for each topic.",
)
@click.option("--limit", type=click.IntRange(min=0), help="Show so many rows at most.")
@click.option("-f", "--format", type=click.Choice(options.TABLE_FORMATS), help="Form of the answer.")
@options.language
@options.graph
def command(
    actors: tuple[str, ...],
    by: str,
    limit: int | None,
    format: str | None,
    lang: str,
    paths: tuple[Path, ...],
) -> None:
    """Compare the stances of two actors, or of every two of several.

    \b
    rusgraf compare fo auh
    rusgraf compare fo auh --by topic --lang en

    Contested, on conditions, agreed, or taken up by one only; claims that say nearly the
    same count as one. The rules are in docs/decisions/0012; “rusgraf queries
    agreement-on-claims” shows the query.
    """
    from rusgraf import comparison

    found = comparison.compare(*actors, graph=options.opened(paths), lang=lang)
    table = found.claims if by == "claim" else found.topics
    counts = Counter(row["verdict"] for row in table)
    summary = ", ".join(f"{verdict}: {count}" for verdict, count in counts.items())
    options.say(f"{summary or 'No rows'}.")
    if limit is not None and len(table) > limit:
        options.say(f"{limit} of {len(table)} rows.")
        table = table.head(limit)
    options.echo_table(table, format)
