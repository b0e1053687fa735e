"""The shapes that ship with rusgraf, and what they say to a contributor."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from rusgraf import files, places, turtle
from rusgraf.terms import BASE, PREFIXES, Term

_SH: Final = PREFIXES["sh"]
_RGSH: Final = PREFIXES["rgsh"]
_RDF: Final = PREFIXES["rdf"]
#: The constraints that hold other shapes, one or a list of them.
_NESTED: Final = ("node", "or", "not", "qualifiedValueShape", "property")
#: Classes begin with a capital; codes are told from properties by their namespace.
_PROPERTY: Final = re.compile(r"\b([a-z][a-z-]*):([a-z]\w*)")
_CODES: Final = f"{BASE}code/"


@dataclass(frozen=True)
class Shape:
    """What a property shape says.

    :param iri: its name.
    :param messages: what it asks of a contributor, by language.
    :param mistake: the kind of mistake that breaking it is, where the shape says so itself.
    :param classes: the classes that a value may have.
    :param scheme: the IRI of the code list that a value must be in.
    :param datatypes: the IRIs of the datatypes that a value may have.
    :param languages: the language tags that a value may have.
    :param compared: the IRIs of the properties whose values it must be below, or differ from.
    """

    iri: str
    messages: Mapping[str, str] = field(default_factory=dict)
    mistake: str = ""
    classes: tuple[str, ...] = ()
    scheme: str = ""
    datatypes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    compared: tuple[str, ...] = ()


@cache
def quads() -> tuple[Quad, ...]:
    """The statements of all shapes."""
    paths = places.turtle_files(places.ONTOLOGY / "shapes")
    return tuple(quad for path in paths for quad in files.read_trusted(path).quads)


@cache
def text() -> str:
    """The shapes as N-Triples, the form that every engine reads alike."""
    return turtle.ntriples(quad.triple for quad in quads())


@cache
def targets() -> frozenset[Term]:
    """The classes that some shape is about."""
    return frozenset(quad.object for quad in quads() if quad.predicate.value == f"{_SH}targetClass")


@cache
def paths() -> frozenset[Term]:
    """The properties that some shape is about."""
    return frozenset(
        quad.object
        for quad in quads()
        if quad.predicate.value == f"{_SH}path" and isinstance(quad.object, NamedNode)
    )


@cache
def is_read(classes: frozenset[Term], path: str) -> bool:
    """Whether a shape is about a property of things that have these classes, or of things of any."""
    by_class = _paths_by_class()
    return any(path in by_class.get(each, ()) for each in (None, *classes))


@cache
def _paths_by_class() -> Mapping[Term | None, set[str]]:
    found: dict[Term | None, set[str]] = defaultdict(set)
    for about in _about().values():
        paths = {
            path.value
            for name in about.get(f"{_SH}property", ())
            for path in _about().get(name, {}).get(f"{_SH}path", ())
            if isinstance(path, NamedNode)
        }
        for of_class in about.get(f"{_SH}targetClass", ()):
            found[of_class] |= paths
        if f"{_SH}targetSubjectsOf" in about:
            found[None] |= paths
    return found


@cache
def paths_of(classes: frozenset[Term], *, required: bool = False) -> frozenset[str]:
    """The IRIs of the properties that the shapes of some classes are about.

    :param required: only those without which a thing is not whole.
    """
    about = _about()
    found = (
        path
        for node in about.values()
        if not classes.isdisjoint(node.get(f"{_SH}targetClass", ()))
        for shape in node.get(f"{_SH}property", ())
        if not required or f"{_SH}minCount" in about[shape] or f"{_SH}qualifiedMinCount" in about[shape]
        for path in about[shape].get(f"{_SH}path", ())
    )
    return frozenset(path.value for path in found if isinstance(path, NamedNode))


@cache
def get(iri: str) -> Shape:
    """What a shape says, with what the shapes inside it say of the value.

    :param iri: the IRI of a property shape.
    """
    node = NamedNode(iri)
    about = _about()[node]
    mistakes = [value.value for value in about.get(f"{_RGSH}mistake", ()) if isinstance(value, Literal)]
    found: dict[str, list[str]] = defaultdict(list)
    _gather(node, found)
    return Shape(
        iri,
        {
            value.language or "": value.value
            for value in about.get(f"{_SH}message", ())
            if isinstance(value, Literal)
        },
        mistakes[0] if mistakes else "",
        tuple(found["class"]),
        found["scheme"][0] if found["scheme"] else "",
        tuple(found["datatype"]),
        tuple(found["language"]),
        tuple(
            term.value
            for name in ("lessThan", "lessThanOrEquals", "disjoint")
            for term in about.get(_SH + name, ())
            if isinstance(term, NamedNode)
        ),
    )


def joined(names: Iterable[str]) -> Shape:
    """What several shapes ask of a value, together, without what they say of it.

    :param names: the IRIs of one property shape or more.
    """
    found = [get(name) for name in dict.fromkeys(names)]
    return Shape(
        found[0].iri,
        mistake=next((shape.mistake for shape in found if shape.mistake), ""),
        classes=tuple(dict.fromkeys(name for shape in found for name in shape.classes)),
        scheme=next((shape.scheme for shape in found if shape.scheme), ""),
        datatypes=tuple(dict.fromkeys(name for shape in found for name in shape.datatypes)),
        languages=tuple(dict.fromkeys(tag for shape in found for tag in shape.languages)),
        compared=tuple(dict.fromkeys(name for shape in found for name in shape.compared)),
    )


def messages(shape: str) -> Mapping[str, str]:
    """What a shape asks of a contributor, by language.

    :param shape: the IRI of a property shape.
    """
    return get(shape).messages


@cache
def query(shape: str) -> str:
    """The query that a shape asks, with all prefixes; empty where it is no query, or several.

    :param shape: the IRI of a property shape.
    """
    texts = [
        value.value
        for constraint in _about().get(NamedNode(shape), {}).get(f"{_SH}sparql", ())
        for value in _about()[constraint].get(f"{_SH}select", ())
        if isinstance(value, Literal)
    ]
    if len(texts) != 1:
        return ""
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items()) + texts[0]


@cache
def properties(shape: str) -> tuple[str, ...]:
    """The IRIs of the properties that the query of a shape speaks of, in its order.

    :param shape: the IRI of a property shape.
    """
    body = query(shape).partition("WHERE")[2]
    found = (PREFIXES[prefix] + name for prefix, name in _PROPERTY.findall(body) if prefix in PREFIXES)
    return tuple(dict.fromkeys(iri for iri in found if not iri.startswith(_CODES)))


@cache
def _about() -> Mapping[Term, Mapping[str, list[Term]]]:
    about: dict[Term, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads():
        about[quad.subject][quad.predicate.value].append(quad.object)
    return about


def _gather(node: Term, found: dict[str, list[str]]) -> None:
    """Collect what a shape, and those inside it, say of the value."""
    about = _about().get(node, {})
    for name in ("class", "datatype"):
        found[name] += [term.value for term in about.get(_SH + name, ()) if isinstance(term, NamedNode)]
    for head in about.get(f"{_SH}languageIn", ()):
        found["language"] += [term.value for term in _items(head) if isinstance(term, Literal)]
    for value in about.get(f"{_SH}hasValue", ()):
        # By a path from the value: what it must be of, or the list that it must be in.
        if isinstance(value, NamedNode) and about.get(f"{_SH}path"):
            kind = "scheme" if NamedNode(f"{PREFIXES['skos']}inScheme") in about[f"{_SH}path"] else "class"
            found[kind].append(value.value)
    for name in _NESTED:
        if name == "not":
            continue
        for inner in about.get(_SH + name, ()):
            for each in _items(inner) or [inner]:
                _gather(each, found)


def _items(head: Term) -> list[Term]:
    """The members of a list."""
    items: list[Term] = []
    while cell := _about().get(head):
        if f"{_RDF}first" not in cell:
            break
        items += cell[f"{_RDF}first"]
        head = cell[f"{_RDF}rest"][0]
    return items
