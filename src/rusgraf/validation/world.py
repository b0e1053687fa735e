"""A submission in its surroundings: what is stated in it, and what the graph knows beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from itertools import chain
from typing import Any, Final, TypeVar

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple

from rusgraf import places, turtle
from rusgraf.graph import Graph
from rusgraf.terms import LABELS, RDF_TYPE, Term, part_of, rg
from rusgraf.validation import vocabulary
from rusgraf.validation.vocabulary import Vocabulary

T = TypeVar("T")

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

    def remembered(self, key: object, make: Callable[[], T]) -> T:
        """What was made from the graph, made once.

        :param key: what it is remembered by.
        """
        if key not in self._memory:
            self._memory[key] = make()
        found: T = self._memory[key]
        return found

    @cached_property
    def _memory(self) -> dict[object, Any]:
        return {}

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


class Index:
    """Statements by what they are about and by their property, looked through once.

    :param about: the values of each property of each thing.
    :param using: the statements of each property.
    """

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.about: dict[Term, dict[NamedNode, list[Term]]] = {}
        self.using: dict[NamedNode, list[Quad]] = {}
        about, using = self.about, self.using
        for quad in quads:
            subject, path, value, _ = quad
            paths = about.get(subject)
            if paths is None:
                paths = about[subject] = {}
            if path in paths:
                paths[path].append(value)
            else:
                paths[path] = [value]
            if path in using:
                using[path].append(quad)
            else:
                using[path] = [quad]


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
    _around: dict[Term, bool] = field(default_factory=dict)
    _classes: dict[tuple[Term, ...], frozenset[Term]] = field(default_factory=dict)

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
        self._renew()

    def reread(self, statements: Mapping[Quad, Quad]) -> None:
        """Put right statements in the place of wrong ones from here on."""
        if statements:
            self.meant = [statements.get(quad, quad) for quad in self.meant]
            self._renew()

    def _renew(self) -> None:
        for cached in ("index", "new", "own"):
            self.__dict__.pop(cached, None)

    @cached_property
    def index(self) -> Index:
        """The statements submitted, as meant, by thing and by property."""
        return Index(self.meant)

    @cached_property
    def new(self) -> Sequence[Quad]:
        """The statements submitted that the graph does not have; to say the same again is no conflict."""
        known = {subject for subject in self.index.about if self.is_around(subject)}
        if not known:
            return self.meant
        store = self.around.store
        return [
            quad
            for quad in self.meant
            if quad.subject not in known or Quad(quad.subject, quad.predicate, quad.object) not in store
        ]

    @cached_property
    def own(self) -> Store:
        """The statements submitted, as meant, to look things up in."""
        store = Store()
        store.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in self.meant)
        return store

    def values(self, subject: Term | None, path: NamedNode) -> list[Term]:
        """The values of a property of a thing, here and around, each once."""
        if subject is None or isinstance(subject, Literal | Triple):
            return []
        own = self.stated(subject, path)
        if self.is_around(subject):
            own = [*own, *(quad.object for quad in self.around.store.quads_for_pattern(subject, path, None))]
        return own if len(own) <= 1 else list(dict.fromkeys(own))

    def stated(self, subject: Term, path: NamedNode) -> list[Term]:
        """The values of a property of a thing, as they are submitted: one that stands twice comes twice."""
        return self.index.about.get(subject, {}).get(path, [])

    def is_around(self, term: Term) -> bool:
        """Whether the graph states anything of a thing."""
        if term not in self._around:
            known = not isinstance(term, Literal | Triple) and (
                next(self.around.store.quads_for_pattern(term, None, None), None) is not None
            )
            self._around[term] = known
        return self._around[term]

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
        return term in self.index.about or self.is_around(term)

    def classes(self, term: Term) -> frozenset[Term]:
        """The classes of a thing, with what they are parts of."""
        own = tuple(self.values(term, RDF_TYPE))
        if own not in self._classes:
            self._classes[own] = self.vocabulary.with_superclasses(own)
        return self._classes[own]

    def labels(self, term: Term) -> Mapping[str, str]:
        """What a thing is called, by language."""
        found = dict(self.vocabulary.labels.get(term, {}))
        if isinstance(term, Literal | Triple):
            return {}
        # What the graph calls a thing counts before what a submission calls it.
        about = self.index.about.get(term, {})
        for path in LABELS:
            around = self.around.store.quads_for_pattern(term, path, None)
            for value in (*(quad.object for quad in around), *about.get(path, ())):
                if isinstance(value, Literal):
                    found.setdefault(value.language or "", value.value)
        return found

    def ntriples(self, meant: Iterable[Triple]) -> str:
        """Everything as N-Triples: the surroundings, statements, and the shortcuts that follow from both.

        The shortcuts are derived anew: the shapes look for circles along them.
        """
        relations = Store()
        relations.extend(
            quad for path in _RELATING for quad in self.around.store.quads_for_pattern(None, path, None)
        )
        sources = {quad.subject for quad in relations}
        relations.extend(
            quad for source in sources for quad in self.around.store.quads_for_pattern(source, RDF_TYPE, None)
        )
        relations.extend(
            Quad(quad.subject, quad.predicate, quad.object)
            for path in (*_RELATING, RDF_TYPE)
            for quad in self.index.using.get(path, ())
        )
        derived: Iterable[Triple] = relations.query(shortcuts())  # type: ignore[assignment]
        return self.around.text + turtle.ntriples(chain(meant, derived))


@cache
def shortcuts() -> str:
    """The rule that derives what leads from premise to target."""
    return (places.ONTOLOGY / "rules" / "shortcuts.rq").read_text(encoding="utf-8")
