"""``rusgraf init``."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from rusgraf.cli import options

_SAID: Final = {
    "nb": "{folder}: en grafmappe med {count} innsendinger.\n"
    "Spør den:         rusgraf query overview --graph {folder}\n"
    'Send inn til den: rusgraf submit FIL --by "Ditt navn" --graph {folder}',
    "en": "{folder}: a graph directory with {count} submissions.\n"
    "To ask it:       rusgraf query overview --graph {folder}\n"
    'To submit to it: rusgraf submit FILE --by "Your name" --graph {folder}',
}


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@click.option(
    "--by",
    default="rusgraf",
    envvar="RUSGRAF_BY",
    metavar="NAME_OR_ORCID",
    help="Who makes it, for the log: a name, or an ORCID iD.",
)
@click.option("--empty", is_flag=True, help="Begin without the data that ships with rusgraf.")
@options.language
def command(folder: Path, by: str, empty: bool, lang: str) -> None:
    """Make a graph directory.

    \b
    rusgraf init my-graph
    rusgraf submit my-document.ttl --by "My name" --graph my-graph

    It begins with the data that ships with rusgraf, and has a log, every version of each
    submission, a workflow that checks pull requests, and a hook for pre-commit. Every
    command takes it as --graph DIR.
    """
    from rusgraf.keeping import founding, verifying

    entry = founding.init(folder, by, empty=empty)
    options.say(_SAID[lang].format(folder=verifying.quoted(folder), count=len(entry.changes) if entry else 0))
