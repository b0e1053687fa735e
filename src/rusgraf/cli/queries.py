"""``rusgraf queries``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rusgraf.cli import options

if TYPE_CHECKING:
    from rusgraf.canned import CannedQuery

#: What the queries are on, in Norwegian.
TAGS = {
    "actors": "aktører",
    "agreement": "enighet",
    "arguments": "argumenter",
    "checks": "kontroller",
    "evidence": "belegg",
    "figures": "tall",
    "whole graph": "hele grafen",
}


@click.command("queries")
@click.argument("name", required=False)
@options.language
@options.graph
def command(name: str | None, lang: str, paths: tuple[Path | str, ...]) -> None:  # noqa: ARG001
    """List the canned queries, or show one.

    \b
    rusgraf queries
    rusgraf queries demands-by-actor

    They are the same for every graph, so --graph changes nothing here.
    """
    from rusgraf import canned

    if name is None:
        click.echo("\n".join(_listed([canned.get(each) for each in canned.names()], lang)))
        return
    query = canned.get(name)
    click.echo(f"{query.summary[lang]}\n\n{query.description[lang]}\n")
    for parameter in query.parameters:
        default = f", by default {parameter.default}" if parameter.default else ""
        optional = ", optional" if parameter.optional else ""
        click.echo(f"  -p {parameter.name}=…  {parameter}{optional}{default}")
    click.echo(f"\n  {query.example_call()}\n\n{query.text}", nl=False)


def _listed(queries: list[CannedQuery], lang: str) -> Iterator[str]:
    """The queries by what they are on, a line for each."""
    margin = max(len(query.name) for query in queries) + 4
    for tag in sorted({tag for query in queries for tag in query.tags}):
        yield f"{TAGS.get(tag, tag) if lang == 'nb' else tag}:"
        for query in queries:
            if tag in query.tags:
                yield options.folded(f"  {query.name:{margin - 2}}{query.summary[lang]}", margin)
