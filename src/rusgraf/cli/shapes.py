"""``rusgraf shapes``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from rusgraf.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rusgraf.requirements import Requirements
    from rusgraf.requirements.wording import Description, Entry, Name

_WORDS = {
    "nb": {
        "value": "Verdi: {}",
        "asked": "se: {}",
        "none": "Grafen har ikke noe eksempel ennå.",
        "more": "Om én av dem: {}",
    },
    "en": {
        "value": "Value: {}",
        "asked": "see: {}",
        "none": "The graph has no example yet.",
        "more": "More on one of them: {}",
    },
}


@click.command("shapes")
@click.argument("name", required=False)
@click.option(
    "-f",
    "--format",
    type=click.Choice(["text", "md", "json"]),
    default="text",
    show_default=True,
    help="Form of the answer; json has both languages.",
)
@options.language
def command(name: str | None, format: str, lang: str) -> None:
    """Say what is asked of a class of things, with an example out of the graph.

    \b
    rusgraf shapes
    rusgraf shapes claim
    rusgraf shapes relation --lang en

    NAME is a class: a slug, a CURIE, an IRI or a label. Without it, all of them are listed.
    The words are made from the shapes that “rusgraf validate” checks with.
    """
    from rusgraf import requirements

    if format == "json":
        asked = requirements.all() if name is None else (requirements.of(name),)
        documents = [_document(each) for each in asked]
        answer = documents if name is None else documents[0] | {"example": _example(asked[0])}
        click.echo(json.dumps(answer, ensure_ascii=False, indent=1))
        return
    from rusgraf.requirements import markdown, wording

    if name is None:
        told = [wording.describe(each, lang) for each in requirements.all()]
        lines = markdown.table(told) if format == "md" else _list(told, lang)
    else:
        asked_of = requirements.of(name)
        write = markdown.page if format == "md" else _text
        lines = write(wording.describe(asked_of, lang), _example(asked_of), lang)
    click.echo("\n".join(lines).rstrip())


def _example(asked: Requirements) -> str:
    from rusgraf import examples, graph

    example = examples.of(graph.open(), asked)
    return example.render("ttl").decode() if example else ""


def _list(told: list[Description], lang: str) -> Iterator[str]:
    from rusgraf.requirements.wording import call

    label, short = (max(len(getattr(each.name, part)) for each in told) for part in ("label", "curie"))
    for each in told:
        begin = f"{each.name.label:{label}}  {each.name.curie:{short}}  "
        yield options.folded(begin + each.definition, len(begin))
    yield ""
    yield _WORDS[lang]["more"].format(call(f"shapes {told[0].name.asked}", lang))


def _text(told: Description, example: str, lang: str) -> Iterator[str]:
    from rusgraf.requirements.words import HEADINGS

    words = HEADINGS[lang]
    yield f"{told.name.label} ({told.name.curie})"
    yield options.folded(told.definition, 0)
    if told.kinds:
        yield from ("", words["kinds"], *_names(told.kinds, "  "), f"  {_see(told.kinds, lang)}")
    for heading, entries in (("required", told.required), ("optional", told.optional)):
        if entries:
            yield from ("", words[heading])
        for entry in entries:
            yield from ("", *_entry(entry, lang))
    for heading, advice in (("rules", told.rules), ("warnings", told.warnings)):
        if advice:
            yield from ("", words[heading], "")
        for each in advice:
            yield options.folded(f"{', '.join(each.properties)}: {each.text}", 4, "  - ")
    yield from ("", words["example"], "", example) if example else ("", _WORDS[lang]["none"])


def _entry(entry: Entry, lang: str) -> Iterator[str]:
    yield options.folded(f"{entry.label} ({entry.curie}): {entry.count}", 4, "  ")
    yield options.folded(entry.definition, 6, "      ")
    yield options.folded(_WORDS[lang]["value"].format(entry.value), 8, "      ")
    if entry.classes:
        yield options.folded(_see(entry.classes, lang), 12, "        ")
    yield from _names(entry.choices, " " * 8)
    if entry.more:
        yield f"        {entry.more}"
    yield from (options.folded(text, 8, "      - ") for text in entry.advice)


def _names(names: tuple[Name, ...], margin: str) -> Iterator[str]:
    width = max((len(each.curie) for each in names), default=0)
    for each in names:
        begin = f"{margin}{each.curie:{width}}  "
        yield options.folded(begin + each.label, len(begin))


def _see(names: Iterable[Name], lang: str) -> str:
    """How to learn what is asked of classes, or which things there are of one that nothing is asked of."""
    from rusgraf.requirements.wording import call

    calls = [
        call(f"shapes {each.asked}" if each.asked else f"find --kind {each.curie}", lang) for each in names
    ]
    return _WORDS[lang]["asked"].format(", ".join(calls))


def _document(asked: Requirements) -> dict[str, Any]:
    from rusgraf.terms import curie

    return {
        "class": asked.name,
        "labels": asked.labels,
        "definitions": asked.definitions,
        "kinds": [curie(kind) for kind in asked.kinds],
        "fields": [
            {
                "property": field.path,
                "labels": field.labels,
                "definitions": field.definitions,
                "kind": field.kind,
                "least": field.asked.least,
                "most": field.asked.most,
                "scheme": field.scheme or None,
                "codes": [curie(code) for code in field.codes],
                "classes": [curie(iri) for iri in field.classes],
                "datatypes": [curie(iri) for iri in field.datatypes],
                "languages": field.languages,
                "tags": field.asked.tags,
                "onePerLanguage": field.asked.once,
                "patterns": field.asked.patterns,
                "bounds": [{"kind": kind, "limit": limit} for kind, limit in field.asked.bounds],
                "shapes": [curie(shape) for shape in field.shapes],
                "messages": field.messages,
            }
            for field in asked.fields
        ],
        **{
            part: [
                {"shape": curie(rule.shape), "property": rule.path, "messages": rule.messages}
                for rule in getattr(asked, part)
            ]
            for part in ("rules", "warnings")
        },
    }
