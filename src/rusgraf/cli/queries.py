"""``rusgraf queries``."""

from __future__ import annotations

import click

from rusgraf.cli import options


@click.command("queries")
@click.argument("name", required=False)
@options.language
def command(name: str | None, lang: str) -> None:
    """List the canned queries, or show one.

    \b
    rusgraf queries
    rusgraf queries demands-by-actor
    """
    from rusgraf import canned

    if name is None:
        width = max(map(len, canned.names()))
        for each in map(canned.get, canned.names()):
            click.echo(f"{each.name:{width}}  {each.summary[lang]}")
        return
    query = canned.get(name)
    click.echo(f"{query.summary[lang]}\n\n{query.description[lang]}\n")
    for parameter in query.parameters:
        default = f", by default {parameter.default}" if parameter.default else ""
        optional = ", optional" if parameter.optional else ""
        click.echo(f"  -p {parameter.name}=…  {parameter}{optional}{default}")
    click.echo(f"\n  {query.example_call()}\n\n{query.text}", nl=False)
