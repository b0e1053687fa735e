"""``rusgraf show``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rusgraf.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rusgraf.arguments import Branch, Node
    from rusgraf.views import Section, View

#: The heading of the calls that ask more.
_MORE = {"nb": "Spør videre", "en": "Ask further"}
#: How many rows a part has at most, and how many hang below one of them: enough for a first look.
_ROWS = 20
_BELOW = 4
#: Columns that programs follow, and that say little to people.
_UNSAID = ("assertion", "relation")
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
    show_default="20, and 4 below a branch of the tree of a claim",
    help="Rows of each part at most; with json, only of what else points to the thing.",
)
@options.language
@options.graph
def command(id: str, format: str, limit: int | None, lang: str, paths: tuple[Path | str, ...]) -> None:
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

    rows, below = (_ROWS, _BELOW) if limit is None else (limit, limit)
    view = views.view(graph, id, lang=lang, limit=rows)
    click.echo(_json(view) if format == "json" else _text(view, lang, rows, below), nl=False)


def _json(view: View) -> str:
    from rusgraf.terms import curie

    document = {
        "thing": view.thing.value,
        "curie": curie(view.thing.value),
        "name": view.name,
        "kind": view.kind,
        "statements": list(view.statements),
        "branches": [
            {
                "name": branch.name,
                "title": branch.title,
                "total": branch.total,
                "nodes": [node.values() for node in branch.nodes],
            }
            for branch in view.branches
        ],
        "sections": [
            {"title": section.title, "total": section.total, "rows": list(section.table)}
            for section in view.sections
        ],
        "questions": list(view.questions),
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _text(view: View, lang: str, limit: int, below: int) -> str:
    from rusgraf.terms import curie

    lines = [*([view.name] if view.name else []), f"{curie(view.thing.value)} ({view.kind})"]
    if len(view.statements):
        lines.append("")
    for row, (property, _, value, _) in zip(view.statements, view.statements.terms, strict=True):
        lines.append(f"  {row['label'] or _cell(property)}: {_both(row['text'], value)}")
    tree = [line for branch in view.branches for line in _branch(branch, lang, limit, below)]
    rest = [line for section in view.sections for line in _section(section, lang, limit)]
    if view.questions:
        rest += ["", _MORE[lang], *(f"  {call}" for call in view.questions)]
    return "".join(f"{line}\n" for line in [*options.indented(lines), *tree, *options.indented(rest)])


def _branch(branch: Branch, lang: str, limit: int, below: int) -> list[str]:
    return ["", f"{branch.title} ({branch.total})", *_drawn(branch.nodes, lang, limit, below)]


def _drawn(nodes: tuple[Node, ...], lang: str, limit: int, below: int, stem: str = "") -> Iterator[str]:
    """The nodes of a tree, each on a line, or on two: what it says, and where that is from."""
    left = len(nodes) - limit
    for place, node in enumerate(nodes[:limit], start=1):
        last = place == len(nodes)
        mark, margin = (stem + "└─ ", stem + "   ") if last else (stem + "├─ ", stem + "│  ")
        for line in filter(None, _told(node)):
            yield options.folded(line, margin, mark)
            mark = margin
        yield from _drawn(node.below, lang, below, below, margin)
    if left > 0:
        yield f"{stem}└─ {_AND_MORE[lang].format(left)}"


def _told(node: Node) -> tuple[str, str]:
    cells = {name: _cell(term) for name, term in node.row.items() if name not in _UNSAID}
    if "count" in cells:
        *what, count = cells.values()
        return " ".join((*what, f"({count})")), ""
    if "text" not in cells:
        return " · ".join(cells.values()), ""
    place = list(cells).index("text")
    before, (text, *after) = list(cells.values())[:place], list(cells.values())[place:]
    return ": ".join(filter(None, (" · ".join(before), text))), " · ".join(after)


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
