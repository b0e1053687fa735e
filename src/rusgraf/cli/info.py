"""``rusgraf info``."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rusgraf.cli import options

if TYPE_CHECKING:
    from rusgraf.graph import Graph

_LIBRARIES = ("rusgraf", "pyoxigraph", "shacl", "pyshacl", "rdflib")
_WORDS = {
    "nb": {
        "versions": "Versjoner",
        "ontology": "ontologi",
        "places": "Steder",
        "data": "data",
        "server": "tjener",
        "asked": "det spørres i",
        "default": "standardgrafen på tjeneren",
        "queries": "spørringer",
        "things": "Ting",
        "statements": "Utsagn",
        "union": "i alt, hvert utsagn talt én gang",
    },
    "en": {
        "versions": "Versions",
        "ontology": "ontology",
        "places": "Places",
        "data": "data",
        "server": "server",
        "asked": "what is asked",
        "default": "the default graph of the server",
        "queries": "queries",
        "things": "Things",
        "statements": "Statements",
        "union": "in all, each counted once",
    },
}


@click.command("info")
@click.option(
    "-f",
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Form of the answer.",
)
@options.language
@options.graph
def command(format: str, lang: str, paths: tuple[Path | str, ...]) -> None:
    """Say what the graph holds, in which versions, and where it is.

    \b
    rusgraf info
    rusgraf info --lang en -f json

    The counts are those of the canned query “overview”.
    """
    graph = options.opened(paths)
    facts = _facts(graph, paths, lang)
    if format == "json":
        click.echo(json.dumps(facts, ensure_ascii=False, indent=1))
    else:
        click.echo("".join(f"{line}\n" for line in _lines(facts, _WORDS[lang])), nl=False)


def _facts(graph: Graph, paths: tuple[Path | str, ...], lang: str) -> dict[str, Any]:
    from rusgraf import places
    from rusgraf.terms import curie

    counted: dict[str, list[dict[str, Any]]] = {"class": [], "graph": []}
    for row in graph.run("overview", lang=lang):
        within = {"within": curie(row["within"])} if row["within"] else {}
        thing = curie(row["thing"]) if row["counted"] == "class" else row["thing"]
        counted[row["counted"]].append(
            {"thing": thing, "label": row["label"], **within, "count": row["count"]}
        )
    ontology = graph.select("SELECT ?version { <https://w3id.org/rusgraf/ns> owl:versionInfo ?version }")
    (stated,) = graph.select("SELECT (COUNT(*) AS ?count) { ?s ?p ?o }")
    return {
        "versions": {
            **{name: _version(name) for name in _LIBRARIES},
            "ontology": next((row["version"] for row in ontology), None),
            "python": platform.python_version(),
        },
        "places": {**_places(graph, paths), "queries": [str(places.QUERIES)]},
        "things": counted["class"],
        "graphs": counted["graph"],
        "statements": stated["count"],
    }


def _places(graph: Graph, paths: tuple[Path | str, ...]) -> dict[str, list[str]]:
    from rusgraf import places
    from rusgraf.terms import UNION_GRAPH

    if graph.server is None:
        return {
            "ontology": [str(places.ONTOLOGY)],
            "data": list(map(str, paths)) or [str(places.DATA)],
        }
    # Where nobody has put the union, the server decides what is asked.
    return {
        "server": [graph.server.address.url],
        "asked": [UNION_GRAPH.value] if graph.server.has_union else [],
    }


def _version(library: str) -> str | None:
    try:
        return version(library)
    except PackageNotFoundError:
        # The fast engine for SHACL is not built for every platform.
        return None


def _lines(facts: dict[str, Any], words: dict[str, str]) -> Iterator[str]:
    yield words["versions"]
    yield from (f"  {words.get(name, name)} {number or '-'}" for name, number in facts["versions"].items())
    yield from ("", words["places"])
    yield from (
        f"  {words[name]}: {', '.join(paths) or words['default']}" for name, paths in facts["places"].items()
    )
    yield from ("", words["things"])
    yield from _tree(facts["things"], None, "  ")
    yield from ("", words["statements"], f"  {facts['statements']:>7}  {words['union']}")
    for each in facts["graphs"]:
        yield f"  {each['count']:>7}  {each['label'] or each['thing']}"


def _tree(things: list[dict[str, Any]], within: str | None, indent: str) -> Iterator[str]:
    for each in things:
        if each.get("within") == within:
            yield f"{indent}{each['count']:>7}  {each['label'] or each['thing']}"
            yield from _tree(things, each["thing"], f"{indent}  ")
