"""Reading shapes and ontology: which shapes are for which class, and what they come to together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from rusgraf import places
from rusgraf.requirements import constraints
from rusgraf.requirements.constraints import Constraint
from rusgraf.requirements.fields import Field, Requirements, Rule
from rusgraf.requirements.said import Said
from rusgraf.terms import BASE, PREFIXES, RDF_TYPE, Term

_SH, _RDFS, _SKOS, _XSD = (PREFIXES[name] for name in ("sh", "rdfs", "skos", "xsd"))
_LABELS: Final = (f"{_RDFS}label", f"{_SKOS}prefLabel")
_DEFINITIONS: Final = (f"{_SKOS}definition", f"{_SKOS}scopeNote")
_DOMAINS: Final = (f"{_RDFS}domain", f"{PREFIXES['schema']}domainIncludes")
_RANGES: Final = (f"{_RDFS}range", f"{PREFIXES['schema']}rangeIncludes")
_TOPICS: Final = f"{BASE}topic"
#: What a property shape says beside what it asks of each value.
_ABOUT: Final = frozenset(f"{_SH}{name}" for name in ("message", "path", "severity", "sparql"))
#: What it says that bars some values, and asks for none.
_BARRING: Final = frozenset(f"{_SH}{name}" for name in ("qualifiedValueShape", "qualifiedMaxCount", "not"))

#: What each datatype is to a person.
_KINDS: Final = {
    f"{PREFIXES['rdf']}langString": "text",
    f"{_XSD}string": "string",
    f"{_XSD}decimal": "number",
    f"{_XSD}integer": "integer",
    f"{_XSD}boolean": "boolean",
    f"{_XSD}date": "date",
    f"{_XSD}gYearMonth": "date",
    f"{_XSD}gYear": "date",
    f"{_XSD}anyURI": "iri",
}


def labels(iri: str) -> Mapping[str, str]:
    """What a class, property, code or list of codes is called, by language.

    >>> labels("https://w3id.org/rusgraf/code/stance/endorses")["en"]
    'endorses'
    """
    return _said().texts(iri, *_LABELS)


def definitions(iri: str) -> Mapping[str, str]:
    """What a class, property, code or list of codes means, by language."""
    return _said().texts(iri, *_DEFINITIONS)


@cache
def texts() -> tuple[bytes, ...]:
    """The files that all this is read from; a process that may open none later asks for them first."""
    shapes = places.turtle_files(places.ONTOLOGY / "shapes")
    foreign = places.turtle_files(places.ONTOLOGY / "imports")
    return tuple(path.read_bytes() for path in [*places.ontology_files(), *foreign, *shapes])


@cache
def _said() -> Said:
    return Said(
        quad for text in texts() for quad in parse(text, format=RdfFormat.TURTLE, rename_blank_nodes=True)
    )


@cache
def targeted() -> frozenset[str]:
    """The classes that some shape is about."""
    said = _said()
    return frozenset(iri for shape in said.subjects() for iri in said.iris(shape, f"{_SH}targetClass"))


@cache
def classes() -> tuple[str, ...]:
    """The classes of which something is asked, in the order of the ontology; those of others last."""
    said = _said()
    declared = [
        iri
        for iri in said.having(RDF_TYPE.value, NamedNode(f"{PREFIXES['owl']}Class"))
        if not _is_derived(iri) and targeted().intersection(_above(iri))
    ]
    return tuple(sorted(declared, key=lambda iri: not iri.startswith(BASE)))


@cache
def _above(iri: str) -> tuple[str, ...]:
    """A class and those above it, the widest first."""
    above = [each for wider in _said().iris(iri, f"{_RDFS}subClassOf") for each in _above(wider)]
    return (*dict.fromkeys(above), iri)


def _narrows(one: str, other: str) -> bool:
    return other in _above(one)


def _is_derived(iri: str) -> bool:
    return Literal(True) in _said().of(iri, f"{PREFIXES['rg']}derived")


def _shapes(iri: str) -> Iterator[Term]:
    """The property shapes that hold for things of a class, those of wider classes first."""
    said = _said()
    for wider in _above(iri):
        for name in said.having(f"{_SH}targetClass", NamedNode(wider)):
            yield from said.of(name, f"{_SH}property")
    for shape in said.subjects():
        if any(_may_have(iri, property) for property in said.iris(shape, f"{_SH}targetSubjectsOf")):
            yield from said.of(shape, f"{_SH}property")


def _may_have(iri: str, property: str) -> bool:
    """Whether things of a class may have a property: by its domain, or else by the classes it is asked of."""
    domains = {domain for each in _DOMAINS for domain in _said().iris(property, each)} or _askers(property)
    return not domains or not domains.isdisjoint(_above(iri))


@cache
def _askers(property: str) -> frozenset[str]:
    """The classes of whose things a shape asks for a property."""
    said, path = _said(), f"{_SH}path"
    return frozenset(
        of_class
        for shape in said.subjects()
        for of_class in said.iris(shape, f"{_SH}targetClass")
        for each in said.of(shape, f"{_SH}property")
        if property in said.iris(each, path)
    )


@cache
def asked_of(iri: str) -> Requirements:
    """What is asked of things of a class, by its IRI."""
    said = _said()
    parts: dict[str, list[tuple[Term, Constraint]]] = {}
    rules, warnings = [], []
    for shape in dict.fromkeys(_shapes(iri)):
        path = next(iter(said.iris(shape, f"{_SH}path")), "")
        if NamedNode(f"{_SH}Warning") in said.of(shape, f"{_SH}severity"):
            warnings.append(_rule(shape, path))
        elif not _is_of_values(shape, path):
            rules.append(_rule(shape, path))
        else:
            parts.setdefault(path, []).append((shape, constraints.read(said, shape, _narrows)))
    for path, members in list(parts.items()):
        barring = [shape for shape, asked in members if asked.most == 0]
        if barring:
            # Whatever else is asked of the values, there are none.
            del parts[path]
            rules = [rule for rule in rules if rule.path != path] + [_rule(shape, path) for shape in barring]
    fields = tuple(_field(iri, path, members) for path, members in parts.items())
    kinds = [each for each in classes() if each != iri and _narrows(each, iri)]
    chosen = [code for field in fields if field.path == RDF_TYPE.value for code in field.codes]
    return Requirements(
        name=iri,
        labels=labels(iri),
        definitions=definitions(iri),
        fields=fields,
        wider=tuple(each for each in _above(iri) if each != iri and each in targeted()),
        kinds=tuple(kind for kind in kinds if kind in chosen or not chosen),
        rules=tuple(rules),
        warnings=tuple(warnings),
    )


def _is_of_values(shape: Term, path: str) -> bool:
    """Whether a property shape says what values are to be like, and not how statements go together."""
    said = _said()
    asked = {name for name in said.properties(shape) if name.startswith(_SH)} - _ABOUT
    return bool(path) and not asked <= _BARRING and not _is_derived(path)


def _rule(shape: Term, path: str) -> Rule:
    assert isinstance(shape, NamedNode)
    return Rule(shape.value, path, _said().texts(shape, f"{_SH}message"))


def _field(iri: str, path: str, members: list[tuple[Term, Constraint]]) -> Field:
    said = _said()
    asked = _completed(iri, path, constraints.both((each for _, each in members), _narrows))
    return Field(
        path=path,
        labels=labels(path),
        definitions=definitions(path),
        shapes=tuple(shape.value for shape, _ in members if isinstance(shape, NamedNode)),
        kind=kind(asked),
        asked=asked,
        messages=tuple(said.texts(shape, f"{_SH}message") for shape, _ in members),
    )


def _completed(iri: str, path: str, asked: Constraint) -> Constraint:
    """What is asked, with the codes of the list; where shapes say nothing of values, the ontology may."""
    said = _said()
    if asked.scheme:
        listed = tuple(said.having(f"{_SKOS}inScheme", NamedNode(asked.scheme)))
        return replace(asked, codes=tuple(code for code in listed if code in asked.codes or not asked.codes))
    if path == RDF_TYPE.value and asked.codes:
        narrower = tuple(code for code in asked.codes if _narrows(code, iri))
        wider = tuple(code for code in asked.codes if _narrows(iri, code))
        return replace(asked, codes=narrower or wider or asked.codes)
    if asked.codes or asked.classes or asked.datatypes or asked.iri:
        return asked
    ranges = [range for each in _RANGES for range in said.iris(path, each)]
    datatypes = tuple(range for range in ranges if range in _KINDS)
    classes = tuple(range for range in ranges if range not in _KINDS)
    return replace(asked, datatypes=datatypes, classes=() if datatypes else classes)


def kind(asked: Constraint) -> str:
    """What a value is to a person."""
    if asked.scheme == _TOPICS:
        return "topic"
    if asked.scheme or asked.codes:
        return "code"
    if asked.classes:
        return "thing"
    kinds = {_KINDS.get(datatype, "string") for datatype in asked.datatypes}
    return kinds.pop() if len(kinds) == 1 else "iri" if asked.iri else "string"
