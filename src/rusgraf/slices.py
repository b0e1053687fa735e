"""Parts of a graph that stand on their own.

A slice is closed: whatever a statement in it mentions is described in it, as far as
the graph describes it; only topics, codes and measures stay with the ontology.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from typing import Final

from pyoxigraph import NamedNode, Quad, Store

from rusgraf.terms import BASE, PREFIXES, RDF_TYPE, Term, part_of, rg

_TARGET = rg("target")
#: What a relation leads from and to.
_ENDS = (rg("premise"), _TARGET)
_BUNDLE = NamedNode(PREFIXES["prov"] + "Bundle")
_DERIVED_FROM = NamedNode(PREFIXES["prov"] + "wasDerivedFrom")
_DATA_SET = NamedNode(PREFIXES["qb"] + "dataSet")

#: What each slice begins with: the things that ``$it`` calls for.
_SEEDS: Final = {
    "document": "?thing rg:anchor/rg:rendition/dcterms:isFormatOf $it",
    "rendition": "?thing dcterms:isFormatOf $it",
    "actor": "?thing rg:assertedBy|rg:drawnBy $it",
    "topic": "?thing dcterms:subject/skos:broader* $it",
}


class Slice:
    """A growing set of subjects of the data graphs of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._quads: dict[Term, list[Quad]] = {}

    @property
    def subjects(self) -> AbstractSet[Term]:
        """The things that are in."""
        return self._quads.keys()

    def add(self, things: Iterable[Term]) -> None:
        """Take things in, and everything that they mention, and so on."""
        queue = list(things)
        while queue:
            thing = queue.pop()
            if not isinstance(thing, NamedNode) or thing in self._quads:
                continue
            if quads := _data(self._store.quads_for_pattern(thing, None, None)):
                self._quads[thing] = quads
                queue += [quad.object for quad in quads]

    def seed(self, kind: str, it: NamedNode) -> None:
        """Take in what a slice of this kind begins with."""
        query = f"SELECT ?thing {{ {_SEEDS[kind]} }}".replace("$it", str(it))
        self.add([it, *(row["thing"] for row in self._store.query(query, prefixes=dict(PREFIXES)))])  # type: ignore[union-attr]

    def add_pointing(self, predicate: NamedNode) -> None:
        """Take in what points into the slice by this predicate."""
        self.add(self._where(predicate, lambda values: not values.isdisjoint(self.subjects)))

    def add_inner_relations(self) -> None:
        """Take in the argument relations whose premises and target are all in the slice."""
        while True:
            before = len(self.subjects)
            inner = [self._where(predicate, lambda values: values <= self.subjects) for predicate in _ENDS]
            self.add(set.intersection(*inner))
            if len(self.subjects) == before:
                return

    def quads(self, name: str) -> list[Quad]:
        """The statements about the subjects, with the headers of the graphs they come from.

        The slice has a header of its own, so that a file of it is never taken for a new
        version of a graph of which it has only a part.
        """
        graphs = {quad.graph_name for quads in self._quads.values() for quad in quads}
        origins = sorted((graph for graph in graphs if isinstance(graph, NamedNode)), key=str)
        self.add(origins)
        header = NamedNode(f"{BASE}graph/slices/{name}")
        return [
            Quad(header, RDF_TYPE, _BUNDLE, header),
            *(Quad(header, _DERIVED_FROM, origin, header) for origin in origins),
            *(quad for quads in self._quads.values() for quad in quads),
        ]

    def _where(self, predicate: NamedNode, accepts: Callable[[set[Term]], bool]) -> set[Term]:
        values: dict[Term, set[Term]] = defaultdict(set)
        for quad in _data(self._store.quads_for_pattern(None, predicate, None)):
            values[quad.subject].add(quad.object)
        return {thing for thing, found in values.items() if accepts(found)}


def _data(quads: Iterable[Quad]) -> list[Quad]:
    """Those of the statements that the graphs of data make."""
    return [q for q in quads if isinstance(q.graph_name, NamedNode) and part_of(q.graph_name) == "data"]


def of(store: Store, kind: str, it: NamedNode) -> list[Quad]:
    """The statements of one slice.

    - ``submission``: what one submission states.
    - ``document``: what is said in a document, and by whom.
    - ``actor``: what an actor says, in which documents, and the steps it takes.
    - ``topic``: the claims on a topic or a narrower one, the relations that bear on
      them with their premises, what every actor says of all these claims, and the
      series of figures on the topic.

    Argument relations between claims of the slice come along in each.
    """
    part = Slice(store)
    if kind == "submission":
        part.add(quad.subject for quad in store.quads_for_pattern(None, None, None, it))
    else:
        part.seed(kind, it)
    if kind == "document":
        part.seed("rendition", it)
    if kind == "topic":
        part.add_pointing(_TARGET)
        part.add_pointing(rg("asserts"))
        part.add_pointing(_DATA_SET)
    part.add_inner_relations()
    return part.quads(f"{kind}-{it.value.rsplit('/', 1)[-1]}")
