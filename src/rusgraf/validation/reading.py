"""From files as they were given to a report: what cannot be read is a finding like any other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pyoxigraph import NamedNode

from rusgraf import jsonld, places, requirements
from rusgraf.errors import UnreadableInput
from rusgraf.files import RawFile, SourceFile, is_data, parsed
from rusgraf.graph import Graph
from rusgraf.validation import engines
from rusgraf.validation.checking import check
from rusgraf.validation.findings import Finding, Given, Report, in_order, unread
from rusgraf.validation.world import shortcuts, surroundings


def report(
    given: Sequence[Given], graph: Graph, engine: str, sources: Mapping[str, str] | None = None
) -> Report:
    """Read files and check them together, in this process.

    :param graph: the graph that they are to join.
    :param engine: ``fast`` or ``reference``.
    :param sources: texts that nothing may be copied from, by what they are called.
    """
    read = [_read(each) if isinstance(each, RawFile) else each for each in given]
    found = [each for each in read if isinstance(each, SourceFile)]
    unread = [each for each in read if isinstance(each, Finding)]
    checked = check(found, graph, engine, sources) if found else Report({}, ())
    held = {name: graphs for source in found for name, graphs in _held(source, graph)}
    return in_order(read, unread, replace(checked, replaced=held))


def warm(graph: Graph, engine: str) -> None:
    """Read all that a check needs, so that it can do without opening a file."""
    jsonld.context()
    places.data_folders()
    around = surroundings(graph)
    # The vocabulary looks at the ontology and the shapes, and at the list of foreign terms.
    _ = around.vocabulary.foreign, around.vocabulary.classes, around.vocabulary.properties
    shortcuts()
    requirements.texts()
    engines.ENGINES[engine]("")


def _read(raw: RawFile) -> SourceFile | Finding:
    try:
        return parsed(raw)
    except UnreadableInput as error:
        return unread(error, raw.name)


def _held(source: SourceFile, graph: Graph) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The named graphs of a file that are there already, if there are any."""
    names = {quad.graph_name for quad in source.quads}
    if held := sorted(
        name.value for name in names if isinstance(name, NamedNode) and is_data(name) and graph.holds(name)
    ):
        yield source.name, tuple(held)
