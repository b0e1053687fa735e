"""``rusgraf export``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rusgraf.cli import options
from rusgraf.errors import UsageError

if TYPE_CHECKING:
    from rusgraf.graph import Graph


@click.command("export")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="File to write, for nodes-edges a folder; standard output by default.",
)
@click.option(
    "-f",
    "--format",
    type=click.Choice([*options.RDF_FORMATS, *options.CSV_FORMATS]),
    help="RDF format, or tables as CSV; by default what the output file's suffix says, or Turtle.",
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
@options.language
@options.graph
def command(
    output: Path | None,
    format: str | None,
    document: str | None,
    actor: str | None,
    topic: str | None,
    submission: str | None,
    extras: tuple[str, ...],
    lang: str,
    paths: tuple[Path | str, ...],
) -> None:
    """Take the graph, or a slice of it, away as RDF or as tables.

    \b
    rusgraf export -o rusgraf.ttl
    rusgraf export --topic lar -f jsonld
    rusgraf export --actor fo -f coding-table -o fo.csv
    rusgraf export -f nodes-edges -o network/

    The same graph always gives the same bytes. A slice is closed: what its statements
    mention is described in it. Turtle, N-Triples, RDF/XML and JSON-LD hold the union
    of the data; TriG and N-Quads keep the named graphs.

    A coding table has a row for each assertion. nodes-edges writes nodes.csv and
    edges.csv, for Gephi, igraph and their kin. Both are CSV in UTF-8 with commas, and
    --lang says in which language; in Excel, open them by Data, From Text/CSV.
    """
    part = {"document": document, "actor": actor, "topic": topic, "submission": submission}
    if format in options.CSV_FORMATS:
        if extras:
            raise UsageError(f"--with does not go with -f {format}.")
        _tables(options.opened(paths), part, format, lang, output)
        return
    statements = options.opened(paths).statements(**part, extras=extras)
    if output is None or str(output) == "-":
        click.echo(statements.render(format or "ttl"), nl=False)
    else:
        statements.write(output, format)
        options.say(f"{output}: {len(statements)} statements.")


def _tables(graph: Graph, part: dict[str, str | None], format: str, lang: str, output: Path | None) -> None:
    """Write the tables of a CSV format: one to a file or standard output, several to a folder."""
    names = options.CSV_FORMATS[format]
    to_folder = len(names) > 1
    if to_folder and (output is None or str(output) == "-" or output.is_file()):
        raise UsageError(f"-f {format} writes several files.", "Say into which folder: -o FOLDER")
    if any(name is not None for name in part.values()):
        graph = graph.slice(**part)
    for name in names:
        table = graph.run(name, lang=lang)
        if output is None or str(output) == "-":
            click.echo(table.render("csv"), nl=False)
            continue
        if to_folder:
            output.mkdir(parents=True, exist_ok=True)
        path = output / f"{name}.csv" if to_folder else output
        table.write(path, "csv")
        options.say(f"{path}: {len(table)} rows.")
