"""Finding things by name, and the names of things, by SPARQL alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final, TypeAlias

from pyoxigraph import Literal, NamedNode

from rusgraf import sparql
from rusgraf.errors import UnknownName, UsageError
from rusgraf.table import Table
from rusgraf.terms import BASE, LABELS, PREFIXES, Term, curie, expand, is_of_debate, nearest, unknown

Select: TypeAlias = Callable[[str], Table]

#: How many things are asked for at a time.
_BATCH = 1_000
#: How many things a hint names.
_FEW = 5

#: The kind of what a log tells of, whether it is in the graph still or not.
EVER_SUBMITTED: Final = "ever submitted"

_LABEL = "|".join(map(str, LABELS))
#: Where things and codes of ours have their names.
_SPACES = [space for space in PREFIXES.values() if space.startswith(BASE)]
_SLUG = re.compile(r"[\w-]+\Z")
_WORD = re.compile(r"\w+")


def resolve(select: Select, name: str, kind: str) -> NamedNode:
    """The thing that a person means by a slug, CURIE, IRI or label.

    :param kind: a class, or the scheme that holds a code: ``rg:Actor``, ``topic``, ``code/category``.
    :raises UnknownName: nothing of the kind has that name.
    """
    iri = expand(name)
    # The IRIs that the name may stand for are looked at first: going through all labels takes longer.
    candidates = " ".join(map(str, _candidates(name)))
    for row in select(f"SELECT ?thing {{ VALUES ?thing {{ {candidates} }} {_of(kind)} }} ORDER BY ?thing"):
        return NamedNode(row["thing"])
    things = _things(select, kind)
    by_slug = {thing.rsplit("/", 1)[-1]: thing for thing in sorted(things)}
    if name.lower() in by_slug:
        return NamedNode(by_slug[name.lower()])
    for thing, labels in sorted(things.items()):
        if name.casefold() in labels:
            return NamedNode(thing)
    word = (iri or name).rsplit("/", 1)[-1]
    begins = [
        slug
        for slug, thing in by_slug.items()
        if _begin(name, [slug.replace("-", " "), *sorted(things[thing])])
    ]
    raise unknown(kind.removeprefix("rg:").removeprefix("code/"), word, by_slug, begins[:_FEW])


def _begin(name: str, texts: Iterable[str]) -> bool:
    """Whether every word of a name begins a word of one of the texts."""
    words = _WORD.findall(name.casefold())
    return any(
        all(any(there.startswith(word) for there in _WORD.findall(text)) for word in words)
        for text in texts
        if words
    )


def _candidates(name: str) -> list[NamedNode]:
    """The IRIs that a name stands for if it is one, or a slug of ours."""
    iri = expand(name)
    try:
        if iri is None and "/" in name:
            # As a log has it: submissions/2026-letter.
            return [NamedNode(f"{BASE}graph/{name}")]
        if iri is None and not _SLUG.match(name):
            return []
        return [NamedNode(iri)] if iri else [NamedNode(space + name.lower()) for space in _SPACES]
    except ValueError:
        return []


def _of(kind: str) -> str:
    """The pattern that holds for ``?thing`` where it is of a kind."""
    if kind == EVER_SUBMITTED:
        return "?version prov:specializationOf ?thing"
    iri = expand(kind)
    return f"?thing a <{iri}>" if iri else f"?thing skos:inScheme <{BASE}{kind}>"


def _things(select: Select, kind: str) -> dict[str, set[str]]:
    """The IRIs of a kind, each with its labels in lower case."""
    found: dict[str, set[str]] = {}
    for row in select(f"SELECT ?thing ?label {{ {_of(kind)} OPTIONAL {{ ?thing {_LABEL} ?label }} }}"):
        found.setdefault(row["thing"], set()).add((row["label"] or "").casefold())
    return found


def labels(
    select: Select, things: Iterable[NamedNode], language: str, *, of: str = _LABEL
) -> dict[NamedNode, str]:
    """What things are called: in the language if they can, else in any that they have.

    :param of: the properties whose texts are asked for.
    """
    asked = sorted(map(str, set(things)))
    rows: list[tuple[Term | None, ...]] = []
    for start in range(0, len(asked), _BATCH):
        values = " ".join(asked[start : start + _BATCH])
        rows += select(f"SELECT ?thing ?label {{ VALUES ?thing {{ {values} }} ?thing {of} ?label }}").terms
    found: dict[NamedNode, Literal] = {}
    for thing, label in sorted(rows, key=str):
        assert isinstance(thing, NamedNode)
        if isinstance(label, Literal) and (thing not in found or label.language == language):
            found[thing] = label
    return {thing: label.value for thing, label in found.items()}


def kinds(select: Select, things: Iterable[NamedNode], language: str) -> dict[NamedNode, str]:
    """What sort of thing each is: its narrowest classes, or the list that holds the code."""
    things = set(things)
    classes = _values(select, things, "a")
    schemes = _values(select, things, "skos:inScheme")
    wider = _values(select, {of for each in classes.values() for of in each}, "rdfs:subClassOf")
    found = {}
    for thing in things:
        of = classes.get(thing, set())
        found[thing] = schemes.get(thing) or of - {above for each in of for above in wider.get(each, set())}
    names = labels(select, {of for each in found.values() for of in each}, language)
    return {
        thing: ", ".join(sorted(names.get(of, curie(of.value)) for of in each))
        for thing, each in found.items()
    }


def _values(select: Select, things: Iterable[NamedNode], property: str) -> dict[NamedNode, set[NamedNode]]:
    asked = sorted(map(str, things))
    found: dict[NamedNode, set[NamedNode]] = {}
    for start in range(0, len(asked), _BATCH):
        values = " ".join(asked[start : start + _BATCH])
        rows = select(f"SELECT ?thing ?value {{ VALUES ?thing {{ {values} }} ?thing {property} ?value }}")
        for thing, value in rows.terms:
            if isinstance(thing, NamedNode) and isinstance(value, NamedNode):
                found.setdefault(thing, set()).add(value)
    return found


def anything(select: Select, name: str) -> NamedNode:
    """The thing of any kind that a person means by a slug, CURIE, IRI or label.

    A slug that several things share means the one that the others are parts of or
    describe, where there is just one such.

    :raises UnknownName: nothing has that name.
    :raises UsageError: several things have it.
    """
    # A term of the ontology is the one thing whose name has capitals.
    candidates = [*_candidates(name), *_candidates(f"rg:{name}")]
    values = " ".join(map(str, candidates))
    rows = select(f"SELECT DISTINCT ?thing {{ VALUES ?thing {{ {values} }} ?thing ?p ?o }} ORDER BY ?thing")
    if not len(rows) and expand(name) is None:
        rows = select(
            f"SELECT DISTINCT ?thing {{ ?thing {_LABEL}|skos:altLabel ?label ."
            f" FILTER ( isIRI(?thing) && ( LCASE(STR(?label)) = {Literal(name.lower())}"
            f" || STRENDS(STR(?thing), {Literal('/' + name.lower())}) ) ) }} ORDER BY ?thing"
        )
    found = [row["thing"] for row in rows]
    if not found:
        raise _unknown_thing(select, name)
    of_debate = [iri for iri in found if is_of_debate(iri)]
    if len(of_debate) == 1:
        return NamedNode(of_debate[0])
    if len(found) > 1:
        raise UsageError(
            f"{name!r} is the name of {len(found)} things.",
            f"Say which: {', '.join(map(curie, found))}.",
        )
    return NamedNode(found[0])


def _unknown_thing(select: Select, name: str) -> UnknownName:
    """The error for a name that nothing bears, with the nearest CURIEs or slugs that there are."""
    prefix, colon, _ = name.partition(":")
    space = PREFIXES.get(prefix, BASE) if colon else BASE
    rows = select(f"SELECT DISTINCT ?s {{ ?s ?p ?o FILTER ( STRSTARTS(STR(?s), {Literal(space)}) ) }}")
    names = sorted(curie(row["s"]) for row in rows)
    if not colon:
        by_slug = {each.rpartition(":")[2]: each for each in names if not each.startswith("<")}
        close = [by_slug[slug] for slug in nearest(name, by_slug)]
    else:
        close = nearest(name, names)
    hint = f"Did you mean {' or '.join(close)}?" if close else f"Look for it: rusgraf find {name!r}"
    return UnknownName(f"There is nothing called {name!r}.", hint)


def unknown_names(select: Select, query: str) -> dict[str, list[str]]:
    """The rusgraf names in a query that nothing in the graph bears.

    :returns: each as a CURIE, with the nearest names that there are.
    """
    ours = {iri for iri in sparql.names(query) if iri.startswith(BASE)}
    missing = {}
    for iri in sorted(ours):
        term = f"<{iri}>"
        places = (f"{term} ?p ?o", f"?s {term} ?o", f"?s ?p {term}", f"GRAPH {term} {{ ?s ?p ?o }}")
        if any(len(select(f"SELECT * {{ {place} }} LIMIT 1")) for place in places):
            continue
        space = iri.removesuffix(iri.rpartition("/")[2].rpartition("#")[2])
        rows = select(f'SELECT DISTINCT ?s {{ ?s ?p ?o FILTER ( STRSTARTS(STR(?s), "{space}") ) }}')
        missing[curie(iri)] = nearest(curie(iri), [curie(row["s"]) for row in rows])
    return missing
