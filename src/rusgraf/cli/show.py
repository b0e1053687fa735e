"""``rusgraf show``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rusgraf.cli import options

if TYPE_CHECKING:
    from rusgraf.views import Section, View

#: The heading of the calls that ask more.
_MORE = {"nb": "Spør videre", "en": "Ask further"}
_AND_MORE = {"nb": "… og {} til", "en": "… and {} more"}


@click.command("show")
@click.argument("id")
@click.option(
    "-f",
    "--format",
    type=click.Choice(["text", "json", "ttl"]),
    default="text",
    show_default=True,
    help="Form of the answer; ttl has the thing's own statements only.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=20,
    show_default=True,
    help="Rows of each part at most; with json, only of what else points to the thing.",
)
@options.language
@options.graph
def command(id: str, format: str, limit: int, lang: str, paths: tuple[Path, ...]) -> None:
    """Show one thing with all about it.

    \b
    rusgraf show claim:introduce-heroin-assisted-treatment
    rusgraf show fo --lang en
    rusgraf show rg:stance -f ttl

    ID is a CURIE, an IRI, a slug or a label: of a claim, an actor, a document, a source,
    a topic, a code, a class or whatever else the graph describes.
    """
    graph = options.opened(paths)
    if format == "ttl":
        from rusgraf import lookup

        click.echo(graph.about(lookup.anything(graph.select, id)).render("ttl"), nl=False)
        return
    from rusgraf import views

    view = views.view(graph, id, lang=lang, limit=limit)
    click.echo(_json(view) if format == "json" else _text(view, lang, limit), nl=False)


def _json(view: View) -> str:
    from rusgraf.terms import curie

    document = {
        "thing": view.thing.value,
        "curie": curie(view.thing.value),
        "name": view.name,
        "kind": view.kind,
        "statements": list(view.statements),
        "sections": [
            {"title": section.title, "total": section.total, "rows": list(section.table)}
            for section in view.sections
        ],
        "questions": list(view.questions),
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _text(view: View, lang: str, limit: int) -> str:
    from rusgraf.terms import curie

    lines = [*([view.name] if view.name else []), f"{curie(view.thing.value)} ({view.kind})"]
    if len(view.statements):
        lines.append("")
    for row, (property, _, value, _) in zip(view.statements, view.statements.terms, strict=True):
        lines.append(f"  {row['label'] or _cell(property)}: {_both(row['text'], value)}")
    for section in view.sections:
        lines += _section(section, lang, limit)
    if view.questions:
        lines += ["", _MORE[lang], *(f"  {call}" for call in view.questions)]
    margins = (len(line) - len(line.lstrip()) + 2 for line in lines)
    return "".join(f"{options.folded(*each)}\n" for each in zip(lines, margins, strict=True))


def _section(section: Section, lang: str, limit: int) -> list[str]:
    rows = ("  " + " · ".join(filter(None, map(_cell, row))) for row in section.table.head(limit).terms)
    lines = ["", f"{section.title} ({section.total})", *rows]
    left = section.total - min(limit, len(section.table))
    return [*lines, *([f"  {_AND_MORE[lang].format(left)}"] if left else [])]


def _both(text: str | None, value: Any) -> str:
    return f"{text} ({_cell(value)})" if text else _cell(value)


def _cell(term: Any) -> str:
    from rusgraf.table import CONTROL
    from rusgraf.terms import show

    return CONTROL.sub(" ", show(term)).replace("\n", " ")
