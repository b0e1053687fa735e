"""A submission in its surroundings: what is stated in it, and what the graph knows beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple

from rusgraf import places, turtle
from rusgraf.graph import Graph
from rusgraf.terms import LABELS, RDF_TYPE, Term, part_of, rg
from rusgraf.validation import vocabulary
from rusgraf.validation.vocabulary import Vocabulary

#: What leads from premise to target.
_RELATING: Final = (rg("premise"), rg("target"))


@dataclass(frozen=True)
class Surroundings:
    """The graph that a submission joins, without the graphs that it replaces.

    :param graph: the graph as a whole.
    :param vocabulary: its ontology.
    :param replaced: the graphs left out.
    :param text: ontology and data as N-Triples.
    :param store: the same, to look things up in.
    """

    graph: Graph
    vocabulary: Vocabulary
    replaced: frozenset[NamedNode]
    text: str
    store: Store

    @cached_property
    def subjects(self) -> frozenset[Term]:
        """All things that are described."""
        return frozenset(quad.subject for quad in self.store)

    def owner(self, subject: Term) -> NamedNode | None:
        """The named graph of data that describes a thing."""
        if isinstance(subject, Literal | Triple):
            return None
        about = self.graph.graphs_about(subject) - self.replaced
        return min((graph for graph in about if part_of(graph) == "data"), key=str, default=None)


@lru_cache(maxsize=8)
def surroundings(graph: Graph, replaced: frozenset[NamedNode] = frozenset()) -> Surroundings:
    """The surroundings that a graph is, made once.

    :param replaced: the named graphs that the submission is a new version of.
    """
    text = graph.ntriples("ontology") + graph.ntriples("data", without=replaced)
    store = Store()
    store.bulk_load(text, format=RdfFormat.N_TRIPLES)
    ontology = frozenset(quad.triple for quad in graph.quads("ontology"))
    return Surroundings(graph, vocabulary.of(ontology), replaced, text.decode(), store)


@dataclass
class World:
    """A submission, as it was probably meant, in its surroundings.

    :param around: the graph that it joins.
    :param given: its statements, file by file, as they were given.
    :param meant: what stands for each of them once names are mended; in the same order.
    """

    around: Surroundings
    given: list[Quad]
    meant: list[Quad] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.meant = self.meant or list(self.given)

    @property
    def vocabulary(self) -> Vocabulary:
        """What ontology and shapes know."""
        return self.around.vocabulary

    def mend(self, names: Mapping[Term, Term]) -> None:
        """Put right names in the place of wrong ones from here on."""
        if not names:
            return
        self.meant = [
            Quad(
                names.get(quad.subject, quad.subject),  # type: ignore[arg-type]
                names.get(quad.predicate, quad.predicate),  # type: ignore[arg-type]
                names.get(quad.object, quad.object),
                quad.graph_name,
            )
            for quad in self.meant
        ]
        self.__dict__.pop("own", None)

    @cached_property
    def own(self) -> Store:
        """The statements submitted, as meant, to look things up in."""
        store = Store()
        store.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in self.meant)
        return store

    def values(self, subject: Term | None, path: NamedNode) -> list[Term]:
        """The values of a property of a thing, here and around, each once."""
        return list(dict.fromkeys(triple.object for triple in self.about(subject, path)))

    def about(
        self, subject: Term | None, path: NamedNode | None = None, value: Term | None = None
    ) -> Iterator[Quad]:
        """Statements here and around that fit a pattern; one that stands in both comes twice."""
        if isinstance(subject, Literal | Triple):
            return
        for store in (self.own, self.around.store):
            yield from store.quads_for_pattern(subject, path, value)

    def is_described(self, term: Term) -> bool:
        """Whether anything is stated of a thing."""
        return next(self.about(term), None) is not None

    def classes(self, term: Term) -> set[Term]:
        """The classes of a thing, with what they are parts of."""
        return self.vocabulary.with_superclasses(self.values(term, RDF_TYPE))

    def labels(self, term: Term) -> Mapping[str, str]:
        """What a thing is called, by language."""
        found = dict(self.vocabulary.labels.get(term, {}))
        if isinstance(term, Literal | Triple):
            return {}
        # What the graph calls a thing counts before what a submission calls it.
        for store in (self.around.store, self.own):
            for path in LABELS:
                for quad in store.quads_for_pattern(term, path, None):
                    if isinstance(quad.object, Literal):
                        found.setdefault(quad.object.language or "", quad.object.value)
        return found

    def ntriples(self, meant: Iterable[Triple]) -> str:
        """Everything as N-Triples: the surroundings, statements, and the shortcuts that follow from both.

        The shortcuts are derived anew: the shapes look for circles along them.
        """
        triples = set(meant)
        relations = Store()
        relations.extend(
            quad for path in _RELATING for quad in self.around.store.quads_for_pattern(None, path, None)
        )
        sources = {quad.subject for quad in relations}
        relations.extend(
            quad for source in sources for quad in self.around.store.quads_for_pattern(source, RDF_TYPE, None)
        )
        relations.extend(
            Quad(t.subject, t.predicate, t.object)
            for t in triples
            if t.predicate in _RELATING or t.predicate == RDF_TYPE
        )
        derived = relations.query(shortcuts())
        return self.around.text + turtle.ntriples(triples.union(derived))  # type: ignore[arg-type]


@cache
def shortcuts() -> str:
    """The rule that derives what leads from premise to target."""
    return (places.ONTOLOGY / "rules" / "shortcuts.rq").read_text(encoding="utf-8")
