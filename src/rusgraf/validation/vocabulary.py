"""What the ontology and the shapes know: classes, properties, code lists, and what they are called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final, TypeGuard

from pyoxigraph import Literal, NamedNode, Triple

from rusgraf import files, places
from rusgraf.terms import BASE, FIRST, LABELS, PREFIXES, RDF_TYPE, Term, rg
from rusgraf.validation import shapes

_RDFS: Final = PREFIXES["rdfs"]
_SKOS: Final = PREFIXES["skos"]
_SUBCLASS: Final = NamedNode(f"{_RDFS}subClassOf")
#: What a property is used on.
_DOMAINS: Final = (NamedNode(f"{_RDFS}domain"), NamedNode(f"{PREFIXES['schema']}domainIncludes"))
_IN_SCHEME: Final = NamedNode(f"{_SKOS}inScheme")
_NOTE: Final = NamedNode(f"{_SKOS}scopeNote")
_DERIVED: Final = rg("derived")
_OWL: Final = PREFIXES["owl"]
_CLASS: Final = NamedNode(f"{_OWL}Class")
_MEMBERS: Final = NamedNode(f"{_OWL}members")
_REST: Final = NamedNode(f"{PREFIXES['rdf']}rest")
_PROPERTIES: Final = tuple(
    NamedNode(_OWL + name) for name in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")
)


@dataclass(frozen=True)
class Vocabulary:
    """The ontology, to be asked.

    :param triples: its statements.
    """

    triples: frozenset[Triple]

    @cached_property
    def defined(self) -> frozenset[Term]:
        """All that it states anything of."""
        return frozenset(triple.subject for triple in self.triples)

    @cached_property
    def known(self) -> frozenset[Term]:
        """All that it states anything of, and the classes of others that a shape is about."""
        return self.defined | shapes.targets()

    def is_foreign(self, classes: Iterable[Term]) -> bool:
        """Whether a thing that has these classes has none that rusgraf has, or might have by its name."""
        return not any(each in self.known or is_ours(each) for each in classes)

    @cached_property
    def classes(self) -> frozenset[str]:
        """The IRIs of the classes of rusgraf, and of those of others that a shape is about."""
        own = {t.subject for t in self.triples if t.predicate == RDF_TYPE and t.object == _CLASS}
        return frozenset(term.value for term in own | shapes.targets() if isinstance(term, NamedNode))

    @cached_property
    def properties(self) -> frozenset[str]:
        """The IRIs of the properties that rusgraf has, or asks for by a shape."""
        own = {t.subject for t in self.triples if t.predicate == RDF_TYPE and t.object in _PROPERTIES}
        return frozenset(
            term.value for term in own | shapes.paths() if isinstance(term, NamedNode) and term != RDF_TYPE
        )

    @cached_property
    def measures(self) -> frozenset[str]:
        """The IRIs of what the figures of series are given by."""
        measure = NamedNode(f"{PREFIXES['qb']}MeasureProperty")
        own = {t.subject for t in self.triples if t.predicate == RDF_TYPE and t.object == measure}
        return frozenset(term.value for term in own if isinstance(term, NamedNode))

    @cached_property
    def foreign(self) -> frozenset[str]:
        """The IRIs of the terms of other vocabularies that rusgraf uses anywhere."""
        return frozenset(t.subject.value for t in self._listed if isinstance(t.subject, NamedNode))

    @cached_property
    def _listed(self) -> tuple[Triple, ...]:
        listed = files.read_trusted(places.ONTOLOGY / "imports" / "terms.ttl").quads
        return tuple(quad.triple for quad in listed)

    @cached_property
    def derived(self) -> frozenset[Term]:
        """The terms whose statements come of rules alone, as the ontology marks them."""
        marked = {triple.subject for triple in self.triples if triple.predicate == _DERIVED}
        return frozenset(marked | {term for term, classes in self.domains.items() if classes <= marked})

    @cached_property
    def domains(self) -> Mapping[Term, set[Term]]:
        """The classes that each property is used on."""
        found: dict[Term, set[Term]] = defaultdict(set)
        for triple in self.triples:
            if triple.predicate in _DOMAINS:
                found[triple.subject].add(triple.object)
        return found

    @cached_property
    def _above(self) -> Mapping[Term, set[Term]]:
        found: dict[Term, set[Term]] = defaultdict(set)
        for triple in self.triples:
            if triple.predicate == _SUBCLASS:
                found[triple.subject].add(triple.object)
        return found

    def above(self, one: Term) -> list[NamedNode]:
        """The classes that a class is directly a part of."""
        return [each for each in self._above.get(one, ()) if isinstance(each, NamedNode)]

    def may_be_both(self, one: Term, other: Term) -> bool:
        """Whether a thing may have two classes, by the lists of which classes exclude each other.

        Of a class that is in none of the lists, nothing is known.
        """
        ones, others = (
            [
                number
                for number, members in enumerate(self._apart)
                if not members.isdisjoint(self.with_superclasses([each]))
            ]
            for each in (one, other)
        )
        return bool(ones and others) and set(ones).isdisjoint(others)

    @cached_property
    def _apart(self) -> list[set[Term]]:
        """The lists of classes that exclude each other."""
        first: dict[Term, Term] = {
            triple.subject: triple.object for triple in self.triples if triple.predicate == FIRST
        }
        rest: dict[Term, Term] = {
            triple.subject: triple.object for triple in self.triples if triple.predicate == _REST
        }
        found = []
        for triple in self.triples:
            if triple.predicate == _MEMBERS:
                members: set[Term] = set()
                cell = triple.object
                while cell in first:
                    members.add(first[cell])
                    cell = rest[cell]
                found.append(members)
        return found

    def notes(self, term: Term) -> dict[str, str]:
        """What the ontology notes of the use of a term, by language."""
        return {
            triple.object.language or "": triple.object.value
            for triple in self.triples
            if triple.subject == term and triple.predicate == _NOTE and isinstance(triple.object, Literal)
        }

    def with_superclasses(self, classes: Iterable[Term]) -> frozenset[Term]:
        """Classes, with all those that they are parts of."""
        found: set[Term] = set()
        waiting = list(classes)
        while waiting:
            each = waiting.pop()
            if each not in found:
                found.add(each)
                waiting += self._above.get(each, ())
        return frozenset(found)

    @cached_property
    def codes(self) -> Mapping[str, tuple[NamedNode, ...]]:
        """The members of each code list, and of the topics, by its IRI."""
        found: dict[str, list[NamedNode]] = defaultdict(list)
        for triple in self.triples:
            if (
                triple.predicate == _IN_SCHEME
                and isinstance(triple.object, NamedNode)
                and isinstance(triple.subject, NamedNode)
            ):
                found[triple.object.value].append(triple.subject)
        return {scheme: tuple(sorted(members, key=_iri)) for scheme, members in found.items()}

    def scheme_of(self, iri: str) -> str:
        """The code list that an IRI would be in by its name; empty where there is none."""
        return next((scheme for scheme in self.codes if iri.startswith(f"{scheme}/")), "")

    @cached_property
    def labels(self) -> Mapping[Term, Mapping[str, str]]:
        """What each term is called, by language; those of others as rusgraf calls them."""
        return labels(self._listed) | labels(self.triples)


def _iri(term: NamedNode) -> str:
    return term.value


def labels(triples: Iterable[Triple]) -> dict[Term, dict[str, str]]:
    """What things are called, by language, as statements about them say."""
    found: dict[Term, dict[str, str]] = defaultdict(dict)
    for triple in triples:
        if triple.predicate in LABELS and isinstance(triple.object, Literal):
            found[triple.subject].setdefault(triple.object.language or "", triple.object.value)
    return found


def is_ours(term: Term | None) -> TypeGuard[NamedNode]:
    """Whether a term is an IRI in the name of rusgraf, other than that of a blank node."""
    return (
        isinstance(term, NamedNode) and term.value.startswith(BASE) and not term.value.startswith(files.BLANK)
    )


@cache
def of(triples: frozenset[Triple]) -> Vocabulary:
    """The vocabulary that statements make, looked through once."""
    return Vocabulary(triples)
