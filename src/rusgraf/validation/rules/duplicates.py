"""Things that say the same as another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import partial
from typing import Final

from pyoxigraph import Literal, NamedNode, Store

from rusgraf.terms import PREFIXES, RDF_TYPE, Term, rg
from rusgraf.validation.drafts import Draft, Spot
from rusgraf.validation.wording import named, say
from rusgraf.validation.world import World

_LABEL: Final = NamedNode(f"{PREFIXES['rdfs']}label")
#: What makes two things of a class one: a text that they share, or all the values of some properties.
_BY_TEXT: Final = {
    rg("Actor"): (_LABEL,),
    rg("Claim"): (rg("paraphrase"),),
    rg("EvidenceItem"): (rg("paraphrase"),),
    rg("PopulationGroup"): (NamedNode(f"{PREFIXES['skos']}prefLabel"),),
}
_MARKS: Final = {
    **_BY_TEXT,
    rg("Assertion"): (rg("asserts"), rg("assertedBy"), rg("stance"), rg("anchor")),
    rg("Anchor"): (rg("rendition"), rg("start"), rg("end")),
    rg("ArgumentRelation"): (rg("target"), rg("premise"), rg("drawnBy"), RDF_TYPE),
    rg("SourceDocument"): tuple(
        NamedNode(f"{PREFIXES['dcterms']}{name}") for name in ("creator", "title", "date")
    ),
    rg("TextRendition"): (rg("textSha256"),),
}
#: What counts is the text that an anchor is in: one stance in two passages is one assertion with two anchors.
_BY_WAY_OF: Final = {rg("anchor"): rg("rendition")}
_PAGE: Final = NamedNode(f"{PREFIXES['foaf']}page")
_OBSERVATION: Final = NamedNode(f"{PREFIXES['qb']}Observation")
_SERIES: Final = NamedNode(f"{PREFIXES['qb']}dataSet")
#: What two figures that are one have in common, or both lack.
_FIGURE: Final = (
    NamedNode(f"{PREFIXES['sdmx-dimension']}refPeriod"),
    NamedNode(f"{PREFIXES['sdmx-dimension']}refArea"),
    _SERIES,
    rg("category"),
    rg("medicine"),
    NamedNode(f"{PREFIXES['prov']}wasRevisionOf"),
)
_NEEDED: Final = 3


def check(world: World) -> Iterator[Draft]:
    """Things that say the same as another, here or in the graph."""
    passed: dict[tuple[object, ...], Term] = {}
    seen: set[Term] = set()
    figures: dict[tuple[object, ...], Term] = {}
    for subject in world.index.about:
        classes = world.classes(subject)
        others: list[Term] = []
        for of_class in sorted(_MARKS.keys() & classes, key=str):
            marks = _marks(world, subject, of_class)
            # Of two in a submission, the second is the one too many.
            others += [passed.setdefault(mark, subject) for mark in marks]
            others += _around(world, of_class, marks)
        if _OBSERVATION in classes:
            mark = _figure(world, subject)
            others += (
                [figures.setdefault(mark, subject), *_figures_around(world, subject, mark)] if mark else []
            )
        alike = _same_doi(world, subject, classes)
        others += sorted((each for each in alike if each in seen or world.is_around(each)), key=str)
        seen.add(subject)
        other = next((each for each in others if each != subject), None)
        if other is not None:
            yield Draft(
                "duplicate",
                subject,
                None,
                say(world, "duplicate", focus=named(subject), other=other, name=named(other)),
                values=(other,),
                rules=("duplicate",),
                spots=(Spot("subject", subject),),
            )


def marks(world: World, subject: Term) -> Iterator[tuple[object, ...]]:
    """What another thing may not share with this one, whatever class it will turn out to have."""
    about = world.index.about[subject]
    for of_class, paths in _MARKS.items():
        if all(path in about for path in paths):
            yield from _marks(world, subject, of_class)
    if _SERIES in about and (mark := _figure(world, subject)):
        yield mark
    yield from ((_PAGE, page) for page in about.get(_PAGE, ()))


def _marks(world: World, subject: Term, of_class: NamedNode) -> list[tuple[object, ...]]:
    """What another thing of the class cannot share with this one: any of its texts, or all its values."""
    paths = _MARKS[of_class]
    values = [_values(world, subject, path) for path in paths]
    if of_class in _BY_TEXT:
        texts = [value for value in values[0] if isinstance(value, Literal)]
        return [(of_class, plain, text.language) for text in texts if (plain := _plain(text.value))]
    return [(of_class, *map(frozenset, values))] if all(values) else []


def _values(world: World, subject: Term, path: NamedNode) -> list[Term]:
    values = world.values(subject, path)
    further = _BY_WAY_OF.get(path)
    return [end for value in values for end in world.values(value, further)] if further else values


def _around(world: World, of_class: NamedNode, marks: list[tuple[object, ...]]) -> Iterator[Term]:
    """The things of the graph that have one of these marks."""
    path, store = _MARKS[of_class][0], world.around.store
    if of_class in _BY_TEXT:
        known = world.around.remembered((of_class, path), lambda: _by_text(store, of_class, path))
        yield from (known[mark] for mark in marks if mark in known)
        return
    for mark in marks:
        first = min(mark[1], key=str)  # type: ignore[call-overload]
        if isinstance(first, Literal) or world.is_around(first):
            for quad in store.quads_for_pattern(None, path, first):
                if mark in _marks(world, quad.subject, of_class):
                    yield quad.subject


def _figure(world: World, figure: Term) -> tuple[object, ...]:
    """What no other figure can share with this one; nothing where too little is told of it."""
    told = [frozenset(world.values(figure, path)) for path in _FIGURE]
    measures = (NamedNode(iri) for iri in world.vocabulary.measures)
    numbers = frozenset(value for measure in measures for value in world.values(figure, measure))
    return (*told, numbers) if all(told[:_NEEDED]) and numbers else ()


def _figures_around(world: World, figure: Term, mark: tuple[object, ...]) -> list[Term]:
    """The figures of the graph, in the series of a figure, that have its mark."""
    found: list[Term] = []
    for series in world.values(figure, _SERIES):
        if world.is_around(series):
            known = world.around.remembered((_OBSERVATION, series), partial(_of_series, world, series))
            found += known.get(mark, [])
    return found


def _of_series(world: World, series: Term) -> dict[tuple[object, ...], list[Term]]:
    # It is remembered for other submissions, which know nothing of what this one states.
    alone = World(world.around, [])
    marks: dict[tuple[object, ...], list[Term]] = defaultdict(list)
    for quad in world.around.store.quads_for_pattern(None, _SERIES, series):
        marks[_figure(alone, quad.subject)].append(quad.subject)
    return marks


def _same_doi(world: World, subject: Term, classes: AbstractSet[Term]) -> set[Term]:
    """Sources with the same DOI: other addresses may hold several."""
    if rg("EvidenceSource") not in classes:
        return set()
    dois = {page for page in world.values(subject, _PAGE) if str(page).startswith("<https://doi.org/")}
    return {source for doi in dois for source in _bearing(world, _PAGE, doi)} - {subject}


def _bearing(world: World, path: NamedNode, value: Term) -> set[Term]:
    """The things, here and around, that have a value for a property."""
    return {quad.subject for quad in world.about(None, path, value)}


def _by_text(store: Store, of_class: NamedNode, path: NamedNode) -> dict[tuple[object, ...], Term]:
    return {
        (of_class, _plain(quad.object.value), quad.object.language): quad.subject
        for quad in store.quads_for_pattern(None, path, None)
        if isinstance(quad.object, Literal)
    }


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
