"""What a cell may name: codes, topics, and the things of the graph, by the words that people see."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from pyoxigraph import Literal, NamedNode

from rusgraf import requirements
from rusgraf.graph import Graph
from rusgraf.sheets.columns import Column, kinds
from rusgraf.sheets.naming import short, slug
from rusgraf.terms import LABELS, LANGUAGES, RDF_TYPE, curie, expand, nearest

#: How the name of a thing ends in a list: its short name, in brackets.
_BRACKETED: Final = re.compile(r".*\[([^\[\]]+)\]")
#: For how many wrong names the nearest right one is looked for.
_MOST_NEAR: Final = 100
_LABEL: Final = "|".join(map(str, LABELS))


@dataclass(frozen=True)
class Choice:
    """Something that a cell may name.

    :param iri: what it is.
    :param labels: what it is called, by language.
    """

    iri: str
    labels: Mapping[str, str]

    @property
    def short(self) -> str:
        """The short name: the last part of the IRI, or a CURIE of another register."""
        return short(self.iri)

    def shown(self, language: str, *, bracketed: bool) -> str:
        """How a list shows it.

        :param bracketed: with its short name after what it is called, as things have it, and codes not.
        """
        label = self.labels.get(language) or next(iter(self.labels.values()), "")
        if not label:
            return self.short
        return f"{label} [{self.short}]" if bracketed else label


class Register:
    """The things that a graph has, and the codes, as what a cell may name."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def choices(self, column: Column) -> tuple[Choice, ...]:
        """What a cell of a column may name; nothing where there is no list of it."""
        field = column.field
        if field is None:
            return self.of_classes((column.part.asked.name,)) if column.role == "id" else ()
        if field.path == RDF_TYPE.value:
            return tuple(Choice(iri, requirements.labels(iri)) for iri in kinds(column.part))
        if field.kind in ("code", "topic"):
            return tuple(Choice(iri, requirements.labels(iri)) for iri in field.codes)
        if field.kind == "thing":
            return self.of_classes(field.classes)
        return self._used.get(field.path, ()) if field.kind == "iri" else ()

    def of_classes(self, classes: Iterable[str]) -> tuple[Choice, ...]:
        """The things of some classes, by name."""
        found = {choice.iri: choice for name in classes for choice in self._things.get(name, ())}
        return tuple(found[iri] for iri in sorted(found))

    def has(self, iri: str) -> bool:
        """Whether the graph has a thing."""
        return iri in self._known

    def stated_in(self, graph: NamedNode) -> frozenset[str]:
        """The things that a named graph describes."""
        if not self.graph.holds(graph):
            return frozenset()
        rows = self.graph.lookup(f"SELECT DISTINCT ?thing {{ GRAPH {graph} {{ ?thing ?property ?value }} }}")
        return frozenset(row["thing"] for row in rows)

    def classes(self, iri: str) -> list[str]:
        """The classes of a thing of the graph, wider ones too."""
        return [
            name for name, choices in self._things.items() if any(choice.iri == iri for choice in choices)
        ]

    def measures(self, series: NamedNode) -> list[NamedNode]:
        """What the figures of a series measure."""
        return self._measures.get(series.value, [])

    def counts(self, measure: NamedNode) -> bool:
        """Whether a measure counts, so that its figures are whole numbers."""
        return measure in self._counting

    @cached_property
    def _counting(self) -> frozenset[NamedNode]:
        rows = self.graph.lookup("SELECT ?measure { ?measure rdfs:range xsd:integer }")
        return frozenset(NamedNode(row["measure"]) for row in rows)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(choice.iri for choices in self._things.values() for choice in choices)

    @cached_property
    def _things(self) -> dict[str, list[Choice]]:
        rows = self.graph.lookup(
            "SELECT DISTINCT ?thing ?class { ?thing a/rdfs:subClassOf* ?class FILTER isIRI(?thing) }"
            " ORDER BY ?thing ?class"
        )
        names = self._labels({row["thing"] for row in rows})
        found: dict[str, list[Choice]] = defaultdict(list)
        for row in rows:
            found[row["class"]].append(Choice(row["thing"], names.get(row["thing"], {})))
        return found

    def _labels(self, things: Iterable[str]) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = defaultdict(dict)
        wanted = set(things)
        table = self.graph.lookup(f"SELECT ?thing ?label {{ ?thing {_LABEL} ?label }} ORDER BY ?thing ?label")
        for thing, label in table.terms:
            if isinstance(label, Literal) and isinstance(thing, NamedNode) and thing.value in wanted:
                found[thing.value].setdefault(label.language or "", label.value)
        return found

    @cached_property
    def _measures(self) -> dict[str, list[NamedNode]]:
        rows = self.graph.lookup(
            "SELECT DISTINCT ?series ?measure { ?series qb:structure/qb:component/qb:measure ?measure }"
            " ORDER BY ?series ?measure"
        )
        found: dict[str, list[NamedNode]] = defaultdict(list)
        for row in rows:
            found[row["series"]].append(NamedNode(row["measure"]))
        return found

    @cached_property
    def _used(self) -> dict[str, tuple[Choice, ...]]:
        """The IRIs of other registers that the graph uses again and again, such as Norway's, by property."""
        rows = self.graph.lookup(
            "SELECT ?property ?value ( COUNT(*) AS ?times ) { ?thing ?property ?value FILTER isIRI(?value) }"
            " GROUP BY ?property ?value HAVING ( COUNT(*) > 1 ) ORDER BY ?property ?value"
        )
        names = self._labels({row["value"] for row in rows})
        found: dict[str, list[Choice]] = defaultdict(list)
        for row in rows:
            found[row["property"]].append(Choice(row["value"], names.get(row["value"], {})))
        return {property: tuple(choices) for property, choices in found.items()}


class Names:
    """Choices by everything that a person may call them: label in either language, short name, CURIE, IRI."""

    def __init__(self, choices: Iterable[Choice]) -> None:
        self.choices = tuple(choices)
        self._by_label: dict[str, list[str]] = defaultdict(list)
        self._by_short: dict[str, list[str]] = defaultdict(list)
        self._near: dict[tuple[str, str], str] = {}
        for choice in self.choices:
            for name in (choice.short, curie(choice.iri)):
                self._add(self._by_short, name, choice.iri)
            for label in choice.labels.values():
                self._add(self._by_label, label, choice.iri)

    @staticmethod
    def _add(names: dict[str, list[str]], name: str, iri: str) -> None:
        known = names[_folded(name)]
        if iri not in known:
            known.append(iri)

    def meant(self, name: str) -> list[str]:
        """The IRIs that a person may mean by a name; none where nothing is called so."""
        iri = expand(name)
        if iri and any(choice.iri == iri for choice in self.choices):
            return [iri]
        for names in (self._by_label, self._by_short):
            if found := names.get(_folded(name)):
                return found
        bracketed = _BRACKETED.fullmatch(name)
        return self._by_short.get(_folded(bracketed[1]) if bracketed else slug(name), [])

    def near(self, name: str, language: str) -> str:
        """The name most like one that nothing has, as a list would show it; empty where none is.

        Only the first wrong names are looked into: whoever has more has another mistake than a slip.
        """
        if (name, language) not in self._near and len(self._near) < _MOST_NEAR:
            labels = [choice.labels.get(language) or choice.short for choice in self.choices]
            shorts = [choice.short for choice in self.choices]
            found = nearest(name, labels, 1) or nearest(name, shorts, 1)
            self._near[name, language] = next(iter(found), "")
        return self._near.get((name, language), "")


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def words(choices: Iterable[Choice], language: str) -> Iterator[str]:
    """What choices are called, for a sentence."""
    assert language in LANGUAGES
    for choice in choices:
        yield choice.labels.get(language) or choice.short
