"""``rusgraf find``."""

from __future__ import annotations

from pathlib import Path

import click

from rusgraf.cli import options


@click.command("find")
@click.argument("words", nargs=-1)
@click.option(
    "--kind",
    default="",
    metavar="KIND",
    help="Only these: claim, actor, topic, source, dataset, …, or a class. Without WORDS, all of them.",
)
@click.option("--limit", type=click.IntRange(min=0), help="Show so many things at most.")
@click.option("-f", "--format", type=click.Choice(options.TABLE_FORMATS), help="Form of the answer.")
@options.columns
@options.language
@options.graph
def command(
    words: tuple[str, ...],
    kind: str,
    limit: int | None,
    format: str | None,
    columns: str,
    lang: str,
    paths: tuple[Path | str, ...],
) -> None:
    """Search labels, titles, paraphrases and definitions.

    \b
    rusgraf find overdose deaths
    rusgraf find ettervern --kind claim
    rusgraf find --kind actor

    All words must occur, each as a word or the beginning of one, in Norwegian or in
    English. Case and accents do not matter; ae, oe and aa also find æ, ø and å. A short
    word in capitals, as WHO or LAR, is found only where it is written so. Nothing found
    is an answer too: the exit code is 0.
    """
    from rusgraf import search

    graph = options.opened(paths)
    sought = " ".join(words)
    found = graph.find(sought, kind=kind, lang=lang)
    if not len(found):
        close = search.near(graph.select, sought) if words else []
        hint = f" Words that are there: {', '.join(dict.fromkeys(close))}." if close else ""
        options.say(f"Nothing found.{hint}")
    elif limit is not None and len(found) > limit:
        options.say(f"{limit} of {len(found)} things.")
        found = found.head(limit)
    options.echo_table(found, format, columns)
