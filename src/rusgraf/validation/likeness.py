"""What a submission says twice, says in the wrong language, or took word for word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, Store

from rusgraf.terms import PREFIXES, RDF_TYPE, Term, rg, show
from rusgraf.validation.drafts import Draft, Spot
from rusgraf.validation.languages import language_of
from rusgraf.validation.wording import language_name, say
from rusgraf.validation.world import World

_LABEL: Final = NamedNode(f"{PREFIXES['rdfs']}label")
_TITLE: Final = NamedNode(f"{PREFIXES['dcterms']}title")
#: What makes two things of a class one: a text that they share, or all the values of some properties.
_BY_TEXT: Final = {rg("Claim"): (rg("paraphrase"),), rg("Actor"): (_LABEL,)}
_MARKS: Final = {
    **_BY_TEXT,
    rg("Assertion"): (rg("asserts"), rg("assertedBy"), rg("stance"), rg("anchor")),
    rg("Anchor"): (rg("rendition"), rg("start"), rg("end")),
    rg("ArgumentRelation"): (rg("target"), rg("premise"), rg("drawnBy"), RDF_TYPE),
    rg("TextRendition"): (rg("textSha256"),),
}
#: What counts is the text that an anchor is in: one stance in two passages is one assertion with two anchors.
_BY_WAY_OF: Final = {rg("anchor"): rg("rendition")}
#: The languages that are told apart.
_SWAPPED: Final = ("nb", "en")
_PAGE: Final = NamedNode(f"{PREFIXES['foaf']}page")
_OBSERVATION: Final = NamedNode(f"{PREFIXES['qb']}Observation")
#: What two figures that are one have in common, or both lack.
_FIGURE: Final = (
    NamedNode(f"{PREFIXES['sdmx-dimension']}refPeriod"),
    NamedNode(f"{PREFIXES['sdmx-dimension']}refArea"),
    NamedNode(f"{PREFIXES['qb']}dataSet"),
    rg("category"),
    rg("medicine"),
    NamedNode(f"{PREFIXES['prov']}wasRevisionOf"),
)
_NEEDED: Final = 3
#: As many words in a row as this are a copy.
_RUN: Final = 8
#: What things are called is theirs; the rest is for the contributor to put in words.
_NAMES: Final = (_LABEL, _TITLE, NamedNode(f"{PREFIXES['skos']}altLabel"), rg("locator"))


def duplicates(world: World) -> Iterator[Draft]:
    """Things that say the same as another, here or in the graph."""
    passed: dict[tuple[object, ...], Term] = {}
    seen: set[Term] = set()
    for subject in world.index.about:
        classes = world.classes(subject)
        others: list[Term] = []
        for of_class in sorted(_MARKS.keys() & classes, key=str):
            marks = _marks(world, subject, of_class)
            # Of two in a submission, the second is the one too many.
            others += [passed.setdefault(mark, subject) for mark in marks]
            others += _around(world, of_class, marks)
        alike = _same_figure(world, subject, classes) | _same_doi(world, subject, classes)
        others += sorted((each for each in alike if each in seen or world.is_around(each)), key=str)
        seen.add(subject)
        other = next((each for each in others if each != subject), None)
        if other is not None:
            yield Draft(
                "duplicate",
                subject,
                None,
                say(world, "duplicate", focus=show(subject), other=other, name=show(other)),
                values=(other,),
                rules=("duplicate",),
                spots=(Spot("subject", subject),),
            )


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
        known = world.around.remembered(path, lambda: _by_text(store, of_class, path))
        yield from (known[mark] for mark in marks if mark in known)
        return
    for mark in marks:
        first = min(mark[1], key=str)  # type: ignore[call-overload]
        if isinstance(first, Literal) or world.is_around(first):
            for quad in store.quads_for_pattern(None, path, first):
                if mark in _marks(world, quad.subject, of_class):
                    yield quad.subject


def _same_figure(world: World, subject: Term, classes: AbstractSet[Term]) -> set[Term]:
    """Figures that give the same number for the same, neither of them as a revision of the other."""
    if _OBSERVATION not in classes:
        return set()

    def told(figure: Term) -> tuple[list[set[Term]], set[Term]]:
        numbers = {quad.object for quad in world.about(figure) if quad.predicate in measures}
        return [set(world.values(figure, path)) for path in _FIGURE], numbers

    measures = {NamedNode(iri) for iri in world.vocabulary.measures}
    mine = told(subject)
    if not (all(mine[0][:_NEEDED]) and mine[1]):
        return set()
    year = next(iter(mine[0][0]))
    others = _bearing(world, _FIGURE[0], year) - {subject}
    return {other for other in others if told(other) == mine}


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


def swapped(world: World) -> Iterator[Draft]:
    """Texts whose language tag seems to be that of the other language: one draft for each property."""
    wrong: dict[tuple[Term, NamedNode], list[Quad]] = defaultdict(list)
    for quad in _texts(world):
        assert isinstance(quad.object, Literal)
        if quad.object.language in _SWAPPED:
            seems = language_of(quad.object.value)
            if seems and seems != quad.object.language and not _in_both(world, quad):
                wrong[quad.subject, quad.predicate].append(quad)
    for (focus, path), quads in wrong.items():
        text = quads[0].object
        assert isinstance(text, Literal)
        yield Draft(
            "swapped-languages",
            focus,
            path.value,
            say(
                world,
                "swapped-languages",
                tag=text.language or "",
                language=language_name(language_of(text.value)),
            ),
            values=tuple(quad.object for quad in quads),
            rules=("swapped-languages",),
            severity="Warning",
            spots=tuple(Spot.of("object", quad) for quad in quads),
        )


def _in_both(world: World, quad: Quad) -> bool:
    """Whether a text stands with the tag of either language."""
    assert isinstance(quad.object, Literal)
    texts = world.values(quad.subject, quad.predicate)
    return all(Literal(quad.object.value, language=tag) in texts for tag in _SWAPPED)


def untranslated(world: World) -> Iterator[Draft]:
    """Texts that are the same in both languages."""
    for quad in dict.fromkeys(world.meant):
        text = quad.object
        if not isinstance(text, Literal) or text.language != "en" or quad.predicate in _NAMES:
            continue
        same = Literal(text.value, language="nb")
        if _in_both(world, quad) and " " in text.value.strip():
            yield Draft(
                "swapped-languages",
                quad.subject,
                quad.predicate.value,
                say(world, "untranslated"),
                values=(text, same),
                rules=("swapped-languages",),
                severity="Warning",
                spots=tuple(
                    Spot("object", quad.subject, quad.predicate.value, value)
                    for value in ((text, same) if language_of(text.value) != "en" else (same, text))
                ),
            )


def copied(world: World, sources: Mapping[str, str]) -> Iterator[Draft]:
    """Texts that share a run of words with a source.

    :param sources: the texts of the sources, by what they are called.
    """
    runs = {run: name for name, text in sources.items() for run in _runs(_words(text))}
    if not runs:
        return
    for quad in _texts(world):
        value = quad.object
        assert isinstance(value, Literal)
        shared = [run for run in _runs(_words(value.value)) if run in runs]
        if shared:
            yield Draft(
                "copied-text",
                quad.subject,
                quad.predicate.value,
                say(world, "copied-text", source=runs[shared[0]], run=" ".join(shared[0])),
                values=(value,),
                rules=("copied-text",),
                spots=(Spot.of("object", quad),),
            )


def _texts(world: World) -> Iterator[Quad]:
    """The statements that a contributor puts in words."""
    for path, quads in world.index.using.items():
        if path not in _NAMES:
            yield from (quad for quad in quads if isinstance(quad.object, Literal) and quad.object.language)


def _words(text: str) -> list[str]:
    # The numbers of printed lines stand in the middle of sentences.
    return [word for word in re.findall(r"\w+", text.casefold()) if not word.isdigit()]


def _runs(words: list[str]) -> Iterable[tuple[str, ...]]:
    return (tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
