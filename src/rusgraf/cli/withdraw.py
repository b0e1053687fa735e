"""``rusgraf withdraw``."""

from __future__ import annotations

from pathlib import Path

import click

from rusgraf.cli import kept, options


@click.command("withdraw")
@click.argument("name", metavar="ID")
@click.option("--why", required=True, metavar="REASON", help="The reason, for the log.")
@click.option("--with-dependents", is_flag=True, help="Withdraw all that rests on it, too.")
@options.by
@options.dry_run
@options.language
@options.directory
def command(
    name: str, why: str, with_dependents: bool, by: str, dry_run: bool, lang: str, directory: Path | str
) -> int:
    """Take a submission out of the graph.

    \b
    rusgraf withdraw my-document --why "Published by mistake" --by "My name"

    Refused while others rest on it; they are named. Every version stays, and can be
    brought back: rusgraf replace my-document --version 1
    """
    from rusgraf import keeping

    graph = options.kept(directory)
    done = keeping.withdraw(graph, name, by, why=why, with_dependents=with_dependents, dry_run=dry_run)
    return kept.told(done, graph, lang, dry_run=dry_run)
