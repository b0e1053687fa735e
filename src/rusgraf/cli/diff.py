"""``rusgraf diff``."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from rusgraf.cli import options

_SAID: Final = {
    "nb": ("De sier det samme.", "{lost} utsagn borte, {gained} nye."),
    "en": ("They say the same.", "Statements gone: {lost}, new: {gained}."),
}


@click.command("diff")
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@options.language
@options.directory
def command(one: str, other: str, lang: str, directory: Path | str) -> None:
    """Say how two versions or files differ, as statements.

    \b
    rusgraf diff my-document@1 my-document
    rusgraf diff my-document changed.ttl
    rusgraf diff one.ttl other.ttl

    A and B are files, or submissions of a graph directory: as they are, or with @N as in
    version N. What only A says is marked by -, what only B says by +. The order of
    statements, their layout and the names of what has none make no difference.
    """
    from rusgraf.keeping import differing

    first, second = (differing.statements(name, directory) for name in (one, other))
    found = differing.between(first, second)
    for each in found:
        click.echo(each.subject)
        for mark, pairs in (("-", each.lost), ("+", each.gained)):
            for verb, value in pairs:
                click.echo(f"  {mark} {verb} {value}")
    lost, gained = sum(len(each.lost) for each in found), sum(len(each.gained) for each in found)
    options.say(_SAID[lang][bool(found)].format(lost=lost, gained=gained))
