"""``rusgraf export``."""

from __future__ import annotations

from pathlib import Path

import click

from rusgraf.cli import options


@click.command("export")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="File to write; standard output by default."
)
@click.option(
    "-f",
    "--format",
    type=click.Choice(options.RDF_FORMATS),
    help="RDF format; by default what the output file's suffix says, or Turtle.",
)
@click.option("--document", metavar="NAME", help="Only what is said in this document.")
@click.option("--actor", metavar="NAME", help="Only what this actor says.")
@click.option("--topic", metavar="NAME", help="Only what is said on this topic or a narrower one.")
@click.option("--submission", metavar="NAME", help="Only what this submission states, with what it mentions.")
@click.option(
    "--with",
    "extras",
    type=click.Choice(["ontology", "derived"]),
    multiple=True,
    help="Add the ontology, or the statements derived by rule; may be repeated.",
)
@options.graph
def command(
    output: Path | None,
    format: str | None,
    document: str | None,
    actor: str | None,
    topic: str | None,
    submission: str | None,
    extras: tuple[str, ...],
    paths: tuple[Path, ...],
) -> None:
    """Take the graph, or a slice of it, away as RDF.

    \b
    rusgraf export -o rusgraf.ttl
    rusgraf export --topic lar -f jsonld

    The same graph always gives the same bytes. A slice is closed: what its statements
    mention is described in it. Turtle, N-Triples, RDF/XML and JSON-LD hold the union
    of the data; TriG and N-Quads keep the named graphs.
    """
    statements = options.opened(paths).statements(
        document=document, actor=actor, topic=topic, submission=submission, extras=extras
    )
    if output is None or str(output) == "-":
        click.echo(statements.render(format or "ttl"), nl=False)
    else:
        statements.write(output, format)
        options.say(f"{output}: {len(statements)} statements.")
