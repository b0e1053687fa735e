"""Statements of a submission, and what the ontology has to make them of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Quad

from rusgraf.graph import Graph
from rusgraf.terms import BASE, PREFIXES

#: A thing by its CURIE, or a value.
Value: TypeAlias = str | Literal
#: What is said of a thing, by property: one value or several.
Said: TypeAlias = Mapping[str, Value | tuple[Value, ...]]

_DAY = "2026-01-01"


@lru_cache(maxsize=100_000)
def named(curie: str) -> NamedNode:
    """The IRI of a CURIE; one that is written out stays."""
    prefix, _, name = curie.partition(":")
    return NamedNode(curie if prefix in ("http", "https") else PREFIXES[prefix] + name)


def typed(text: object, kind: str) -> Literal:
    """A value with a datatype of XML Schema."""
    return Literal(str(text), datatype=named(f"xsd:{kind}"))


def decimal(number: float) -> Literal:
    """A decimal, as the engine writes it."""
    return typed(f"{number:g}", "decimal")


def both(nb: str, en: str) -> tuple[Literal, Literal]:
    """A text in both languages."""
    return Literal(nb, language="nb"), Literal(en, language="en")


@dataclass
class Submission:
    """A submission with its header.

    :param id: ``FOLDER/NAME``.
    :param title: what it is called, in nb and en.
    """

    id: str
    title: tuple[str, str]
    quads: list[Quad] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._graph = NamedNode(f"{BASE}graph/{self.id}")
        self.state(
            self._graph.value,
            "rg:Submission",
            {
                "dcterms:title": both(*self.title),
                "dcterms:creator": "agent:made-up-editors",
                "dcterms:issued": typed(_DAY, "date"),
                "dcterms:license": "https://creativecommons.org/licenses/by/4.0/",
            },
        )

    def state(self, subject: str, kind: str, said: Said) -> None:
        """State what a thing is, and each property with its value or values."""
        about = named(subject)
        self.quads.append(Quad(about, named("rdf:type"), named(kind), self._graph))
        for path, values in said.items():
            for value in values if isinstance(values, tuple) else (values,):
                object = named(value) if isinstance(value, str) else value
                self.quads.append(Quad(about, named(path), object, self._graph))


@dataclass(frozen=True)
class Measured:
    """A kind of series: its structure and measure, whether its figures are whole, and what its parts are."""

    structure: str
    measure: str
    whole: bool
    part: str


class Vocabulary:
    """What the ontology has, as CURIEs."""

    def __init__(self) -> None:
        graph = Graph([])
        #: Topics with what they are called in nb and en.
        self.topics = [
            (row["topic"], row["nb"], row["en"])
            for row in graph.select(
                "SELECT ?topic ?nb ?en { ?topic skos:prefLabel ?nb , ?en"
                " FILTER ( LANG(?nb) = 'nb' ) FILTER ( LANG(?en) = 'en' )"
                f" FILTER STRSTARTS(STR(?topic), '{PREFIXES['topic']}') }} ORDER BY ?topic"
            )
        ]
        self.measured = [
            Measured(row["structure"], row["measure"], row["range"].endswith("integer"), row["part"] or "")
            for row in graph.select(
                "SELECT ?structure ?measure ?range ?part {"
                " ?structure qb:component/qb:measure ?measure . ?measure rdfs:range ?range ."
                " OPTIONAL { VALUES ?part { rg:category rg:medicine }"
                " ?structure qb:component/qb:dimension ?part }"
                " } ORDER BY ?structure"
            )
        ]
        self._codes = {
            scheme: [
                row["code"]
                for row in graph.select(
                    "SELECT ?code { ?code skos:inScheme ?of"
                    f" FILTER STRSTARTS(STR(?code), '{PREFIXES[scheme]}') }} ORDER BY ?code"
                )
            ]
            for scheme in ("category", "medicine")
        }
        #: The country, then its counties.
        self.areas = ["wd:Q20"] + [
            row["area"] for row in graph.select("SELECT ?area { ?area skos:broader wd:Q20 } ORDER BY ?area")
        ]

    def codes(self, part: str) -> list[str]:
        """The codes of ``rg:category`` or ``rg:medicine``."""
        return self._codes[part.rpartition("#")[2]]
