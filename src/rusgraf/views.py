"""One thing with all about it.

What is stated of a thing and what points to it is told for whatever the graph holds;
the questions in ``queries/show/`` tell the rest for the classes that they are about.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from rusgraf import arguments, canned, lookup
from rusgraf.arguments import Branch
from rusgraf.graph import Graph
from rusgraf.table import Table
from rusgraf.terms import BASE, LABELS, LANGUAGES, PREFIXES, RDF_TYPE, Term, curie, unknown

#: The longest literal that tells one thing from another; a checksum is longer.
_TELLING: Final = 60
#: Literals that say little without the name of their property.
_NUMBERS: Final = tuple(NamedNode(PREFIXES["xsd"] + name) for name in ("integer", "decimal", "boolean"))


@dataclass(frozen=True)
class Section:
    """Some rows about a thing.

    :param title: what they tell, in words.
    :param table: the rows; of what merely points to the thing, only the first.
    :param total: how many rows there are in all.
    """

    title: str
    table: Table
    total: int


@dataclass(frozen=True)
class View:
    """A thing with all about it, in one language.

    :param name: what it is called: its label, title or paraphrase, if it has one.
    :param kind: its narrowest classes, or the list that holds the code.
    :param statements: what is stated of it: ``property label value text``; the text is
        what the value is called, or what tells it apart where it has no name.
    :param branches: of a claim, who says it, what speaks for and against it, and so on, as
        a tree.
    :param sections: the answers of the other questions for its classes, then what else
        points to it.
    :param questions: calls that ask more about it.
    """

    thing: NamedNode
    name: str
    kind: str
    statements: Table
    branches: tuple[Branch, ...]
    sections: tuple[Section, ...]
    questions: tuple[str, ...]


def view(graph: Graph, name: str, *, lang: str = "nb", limit: int = 20) -> View:
    """All about a thing.

    :param name: its CURIE, IRI, slug or label.
    :param lang: the language of labels and texts.
    :param limit: how many of the things that merely point to it are named, by property.
    :raises UnknownName: nothing is called so, or there is no such language.
    :raises UsageError: several things are called so.
    """
    if lang not in LANGUAGES:
        raise unknown("language", lang, LANGUAGES)
    thing = lookup.anything(graph.select, name)
    of = graph.select(f"SELECT ?of {{ {thing} a|skos:inScheme ?of }}")
    # As parameters of canned queries have them: a class as a CURIE, a list of codes by its slug.
    kinds = {name for row in of for name in (curie(row["of"]), row["of"].removeprefix(BASE))}
    covered = {"rdf:type"}
    branches: list[Branch] = []
    sections = []
    for query in canned.get_shown():
        classes = next(parameter.of for parameter in query.parameters if parameter.name == "it")
        if kinds.isdisjoint(classes.split(" or ")):
            continue
        covered |= set(query.covers)
        given = {p.name: {"it": thing.value, "lang": lang}[p.name] for p in query.parameters}
        table = graph.select(query.filled(given, lambda value, _: NamedNode(value)))
        if query.branch and "rg:Claim" in kinds:
            branches += arguments.branches(thing, query.branch, query.summary[lang], table, lang)
        elif len(table):
            sections.append(Section(query.summary[lang], table, len(table)))
    return View(
        thing=thing,
        name=graph.labels([thing], lang).get(thing, ""),
        kind=lookup.kinds(graph.select, [thing], lang)[thing],
        statements=_statements(graph, thing, covered, lang),
        branches=tuple(branches),
        sections=(*sections, *_pointing(graph, thing, covered, lang, limit)),
        questions=tuple(_questions(thing, kinds)),
    )


def _statements(graph: Graph, thing: NamedNode, covered: set[str], lang: str) -> Table:
    rows = graph.select(
        f"SELECT ?property ?value {{ {thing} ?property ?value }} ORDER BY ?property ?value"
    ).terms
    pairs = [
        (property, value)
        for property, value in rows
        if isinstance(property, NamedNode) and curie(property.value) not in covered and value is not None
    ]
    # A text is told in the language asked for; in another only where there is none.
    there = {property for property, value in pairs if _language(value) == lang}
    pairs = [pair for pair in pairs if _language(pair[1]) in (None, lang) or pair[0] not in there]
    iris = [term for pair in pairs for term in pair if isinstance(term, NamedNode)]
    names = _names(graph, iris, lang)
    told = [pair for pair in pairs if pair[0] not in LABELS]
    return Table(
        ("property", "label", "value", "text"),
        tuple((property, _named(names, property), value, _named(names, value)) for property, value in told),
    )


def _language(term: Term) -> str | None:
    return term.language if isinstance(term, Literal) else None


def _pointing(graph: Graph, thing: NamedNode, covered: set[str], lang: str, limit: int) -> list[Section]:
    counts = graph.select(
        f"SELECT ?property (COUNT(*) AS ?count) {{ ?subject ?property {thing} FILTER isIRI(?subject) }}"
        " GROUP BY ?property ORDER BY ?property"
    )
    sections = []
    labels = graph.labels([NamedNode(row["property"]) for row in counts], lang)
    for row in counts:
        property = NamedNode(row["property"])
        if f"^{curie(property.value)}" in covered:
            continue
        found = graph.select(
            f"SELECT ?thing {{ ?thing {property} {thing} FILTER isIRI(?thing) }}"
            f" ORDER BY ?thing LIMIT {limit}"
        )
        names = _names(graph, found.iris(), lang)
        table = Table(("name", "thing"), tuple((_named(names, each), each) for (each,) in found.terms))
        label = labels.get(property, curie(property.value))
        sections.append(Section(f"← {label}", table, row["count"]))
    return sections


def _names(graph: Graph, things: Iterable[NamedNode], lang: str) -> dict[NamedNode, str]:
    """What things are called; those without a name, by what is stated of them."""
    things = set(things)
    names = graph.labels(things, lang)
    nameless = sorted(map(str, things - names.keys()))
    if not nameless:
        return names
    stated = graph.select(
        f"SELECT ?thing ?property ?value {{ VALUES ?thing {{ {' '.join(nameless)} }} ?thing ?property ?value"
        f" FILTER ( ?property != {RDF_TYPE} ) }} ORDER BY ?thing ?property ?value"
    )
    called = graph.labels(stated.iris(), lang)
    told: dict[NamedNode, list[str]] = {}
    for thing, property, value in stated.terms:
        assert isinstance(thing, NamedNode)
        assert isinstance(property, NamedNode)
        if isinstance(value, NamedNode) and value in called:
            told.setdefault(thing, []).append(called[value])
        elif isinstance(value, Literal) and value.datatype in _NUMBERS:
            told.setdefault(thing, []).append(f"{called.get(property, curie(property.value))} {value.value}")
        elif isinstance(value, Literal) and len(value.value) <= _TELLING and value.language in (None, lang):
            told.setdefault(thing, []).append(value.value)
    return names | {thing: "; ".join(dict.fromkeys(texts)) for thing, texts in told.items()}


def _named(names: dict[NamedNode, str], term: Term | None) -> Literal | None:
    return Literal(names[term]) if isinstance(term, NamedNode) and term in names else None


def _questions(thing: NamedNode, kinds: set[str]) -> list[str]:
    """Calls of the canned queries that need nothing but a thing of these kinds.

    A parameter with a default is left out: it is for few things of its kind.
    """
    slug = thing.value.rsplit("/", 1)[-1]
    return [
        f"rusgraf query {query.name} -p {parameter.name}={slug}"
        for query in map(canned.get, canned.names())
        for parameter in query.parameters
        if parameter.of in kinds
        and not parameter.default
        and all(p.optional or p.default or p == parameter for p in query.parameters)
    ]
