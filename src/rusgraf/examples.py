"""Good examples, out of the graph."""

from __future__ import annotations

from collections import defaultdict

from pyoxigraph import NamedNode

from rusgraf.graph import Graph
from rusgraf.requirements import Requirements
from rusgraf.turtle import Statements


def of(graph: Graph, asked: Requirements) -> Statements | None:
    """A thing that shows what is asked of its class, with what the graph states of it.

    It is one that has as many of the properties as any other, the required ones first, and
    says the least of those: so the same graph always gives the same example.

    :returns: ``None`` where nothing is of the class.
    """
    said: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in graph.select(
        f"""SELECT ?thing ?property ?value {{
              ?thing a <{asked.name}> ; ?property ?value .
              FILTER ( isIRI(?thing) )
            }}"""
    ):
        said[row["thing"]][row["property"]] += len(str(row["value"]))
    required = {field.path for field in asked.required}
    paths = {field.path for field in asked.fields}

    def worth(thing: str) -> tuple[int, int, int, str]:
        has = said[thing].keys()
        return (-len(has & required), -len(has & paths), sum(said[thing].values()), thing)

    if not said:
        return None
    return graph.about(NamedNode(min(said, key=worth)))
