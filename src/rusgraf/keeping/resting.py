"""What rests on a submission: what others refer to that only it describes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from pyoxigraph import NamedNode, Quad

from rusgraf.graph import Graph
from rusgraf.keeping.minting import GRAPHS
from rusgraf.terms import Term, curie, part_of


def on(graph: Graph, id: str) -> Mapping[str, Sequence[str]]:
    """The submissions that rest on one, directly or through others, each with what it refers to.

    :returns: by id; what is referred to, as CURIEs.
    """
    describing: dict[Term, set[str]] = defaultdict(set)
    mentioning: dict[Term, set[str]] = defaultdict(set)
    described: dict[str, set[Term]] = defaultdict(set)
    for quad in graph.quads("data"):
        name = _id(quad)
        describing[quad.subject].add(name)
        described[name].add(quad.subject)
        mentioning[quad.object].add(name)
    gone = {id}
    resting: dict[str, set[str]] = defaultdict(set)
    queue = [id]
    for each in queue:
        for thing in described[each]:
            if not isinstance(thing, NamedNode) or not describing[thing] <= gone:
                continue
            for other in mentioning[thing] - gone:
                resting[other].add(curie(thing.value))
        for other in sorted(set(resting) - gone):
            gone.add(other)
            queue.append(other)
    return {name: sorted(things) for name, things in sorted(resting.items())}


def _id(quad: Quad) -> str:
    graph = quad.graph_name
    assert isinstance(graph, NamedNode)
    assert part_of(graph) == "data"
    return graph.value.removeprefix(GRAPHS)
