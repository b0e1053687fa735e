"""``rusgraf query``."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rusgraf.cli import options
from rusgraf.errors import UnreadableInput, UsageError

if TYPE_CHECKING:
    from rusgraf.canned import CannedQuery
    from rusgraf.graph import Graph


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    from rusgraf import canned

    return [name for name in canned.names() if name.startswith(incomplete)]


@click.command("query")
@click.argument("question", required=False, shell_complete=_complete)
@click.option("-p", "--param", "given", multiple=True, metavar="NAME=VALUE", help="Value of a parameter.")
@click.option(
    "-f",
    "--format",
    type=click.Choice([*options.TABLE_FORMATS, *options.RDF_FORMATS]),
    help="Form of the answer. By default a drawn table on a terminal, CSV when piped, Turtle for statements.",
)
@click.option("--labels", is_flag=True, help="Add a column with labels after each column of IRIs.")
@click.option("--limit", type=click.IntRange(min=0), help="Show so many rows at most.")
@options.columns
@click.option("--exit-status", is_flag=True, help="Leave with 1 where an ASK is false.")
@options.language
@options.graph
def command(
    question: str | None,
    given: tuple[str, ...],
    format: str | None,
    labels: bool,
    limit: int | None,
    columns: str,
    exit_status: bool,
    lang: str,
    paths: tuple[Path | str, ...],
) -> int:
    """Ask the graph.

    \b
    rusgraf query demands-by-actor -p actor=fo
    rusgraf query 'SELECT ?claim { ?claim a rg:PolicyDemand }'
    rusgraf query overdose-deaths --columns year,deaths
    rusgraf query my-question.rq -f csv > answer.csv

    QUESTION is the name of a canned query, a file, SPARQL text, or - for standard
    input. The prefixes of rusgraf need not be declared.
    """
    text, canned_query = _read(question)
    parameters = _parameters(given)
    if parameters and canned_query is None:
        raise UsageError("Only canned queries take parameters.", "Write the values into the query itself.")
    graph = options.opened(paths)
    if canned_query is not None:
        if any(parameter.name == "lang" for parameter in canned_query.parameters):
            parameters.setdefault("lang", lang)
        answer = graph.answer(canned_query, parameters)
    else:
        answer = graph.query(text)
        _warn(graph, text)
    if isinstance(answer, bool):
        _only_for(format, ("json",), "an ASK")
        click.echo(f'{{"head": {{}}, "boolean": {str(answer).lower()}}}' if format else str(answer).lower())
        return int(exit_status and not answer)
    from rusgraf.table import Table

    if isinstance(answer, Table):
        _only_for(format, options.TABLE_FORMATS, "a SELECT")
        if limit is not None and len(answer) > limit:
            options.say(f"{limit} of {len(answer)} rows.")
            answer = answer.head(limit)
        if labels:
            answer = answer.labelled(graph.labels(answer.iris(), lang))
        options.echo_table(answer, format, columns)
        if not len(answer) and limit != 0:
            options.say("No rows.")
    else:
        _only_for(format, options.RDF_FORMATS, "statements")
        click.echo(answer.render(format or "ttl"), nl=False)
    return 0


def _read(question: str | None) -> tuple[str, CannedQuery | None]:
    """The text of a question, and the canned query that it is, if it is one."""
    from rusgraf import canned

    if question is None:
        raise UsageError(
            "Say what to ask: the name of a canned query, a file, SPARQL text, or - for standard input.",
            "“rusgraf queries” lists the canned queries.",
        )
    if question == "-":
        return _decoded(sys.stdin.buffer.read(), "standard input"), None
    path = Path(question)
    named = path.suffix in (".rq", ".sparql")
    if not named and any(character in question for character in "{ \n"):
        return question, None
    if question not in canned.names():
        if path.is_file():
            text = _decoded(path.read_bytes(), question)
            if not re.search("^#[+]", text, re.MULTILINE):
                return text, None
            # Nobody has looked whether the answer depends on the checks.
            return text, replace(canned.parse(path.stem, text), checks=True)
        if named or path.is_dir():
            raise UnreadableInput(f"{question or '.'}: there is no such file.")
    query = canned.get(question)
    return query.text, query


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"{name}: not UTF-8 text.") from error


def _parameters(given: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not equals:
            raise UsageError(f"-p {each}: write NAME=VALUE.")
        if name in found:
            raise UsageError(f"-p {each}: {name} is given twice.")
        found[name] = value
    return found


def _only_for(format: str | None, fitting: tuple[str, ...], kind: str) -> None:
    if format is not None and format not in fitting:
        raise UsageError(f"The answer is {kind}; -f {format} does not fit.", f"Use {', '.join(fitting)}.")


def _warn(graph: Graph, text: str) -> None:
    for name, close in graph.unknown_names(text).items():
        meant = f" Did you mean {' or '.join(close)}?" if close else ""
        options.say(f"Note: {name} is nowhere in the graph.{meant}")
