"""From files as they were given to a report: what cannot be read is a finding like any other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from rusgraf import jsonld, places, requirements
from rusgraf.errors import UnreadableInput
from rusgraf.files import RawFile, SourceFile, headers, is_data, parsed
from rusgraf.graph import Graph
from rusgraf.intake.asked import SHEETS, Asked, Outcome, Tell, silent
from rusgraf.validation import engines, ties
from rusgraf.validation.checking import check
from rusgraf.validation.findings import Finding, Given, Report, in_order, unread
from rusgraf.validation.ties import Ties
from rusgraf.validation.world import shortcuts, surroundings

if TYPE_CHECKING:
    from rusgraf.sheets import Reading


def outcome(given: Sequence[Given], graph: Graph, asked: Asked, tell: Tell = silent) -> Outcome:
    """Read files and check them together, in this process.

    :param graph: the graph that they are to join.
    :param tell: told how many files were read, after each.
    """
    read: list[SourceFile | Reading | Finding] = []
    for each in given:
        read.append(_read(each, graph, asked) if isinstance(each, RawFile) else each)
        tell(len(read))
    readings = [each for each in read if not isinstance(each, SourceFile | Finding)]
    known = [each if isinstance(each, SourceFile | Finding) else each.file for each in read]
    files = [each for each in known if isinstance(each, SourceFile)]
    checked = check(files, graph, asked.engine, asked.sources) if files else Report({}, ())
    if readings:
        from rusgraf import sheets

        checked = sheets.told(checked, readings)
    held = {name: graphs for file in files for name, graphs in _held(file, graph)}
    unread = [each for each in read if isinstance(each, Finding)]
    return Outcome(
        in_order(known, unread, replace(checked, replaced=held)),
        not unread and all(reading.is_whole for reading in readings),
        {file.name: serialize(file.quads, format=RdfFormat.N_QUADS) or b"" for file in files}
        if asked.statements
        else {},
    )


def ties_of(given: Sequence[RawFile], graph: Graph, asked: Asked) -> list[Ties]:
    """What may tie each file to others; nothing where one cannot be read."""
    around = surroundings(graph)
    read = (_read(each, graph, asked) for each in given)
    files = (each if isinstance(each, SourceFile | Finding) else each.file for each in read)
    return [ties.of(each, around) if isinstance(each, SourceFile) else Ties() for each in files]


def warm(graph: Graph, engine: str, *, spreadsheets: bool = False) -> None:
    """Read all that a check needs, so that it can do without opening a file.

    :param spreadsheets: also what reading a spreadsheet needs.
    """
    jsonld.context()
    places.data_folders()
    around = surroundings(graph)
    # The vocabulary looks at the ontology and the shapes, and at the list of foreign terms.
    _ = around.vocabulary.foreign, around.vocabulary.classes, around.vocabulary.properties
    shortcuts()
    requirements.texts()
    engines.ENGINES[engine]("")
    if spreadsheets:
        from rusgraf import sheets

        sheets.warm()


def _read(raw: RawFile, graph: Graph, asked: Asked) -> SourceFile | Reading | Finding:
    try:
        if raw.format not in SHEETS:
            return _headed(parsed(raw), graph, asked)
        from rusgraf import anchors, sheets

        texts = [anchors.text_of(data, name) for name, data in asked.documents]
        return sheets.read_raw(raw, graph=graph, texts=texts)
    except UnreadableInput as error:
        return unread(error, raw.name)


def _headed(source: SourceFile, known: Graph, asked: Asked) -> SourceFile:
    """A file, with the header that it is to have where it has none."""
    is_named = all(quad.graph_name != source.graph for quad in source.quads)
    if source.name not in asked.headers or is_named or headers(source.quads):
        return source
    iri, header = asked.headers[source.name]
    graph = NamedNode(iri)
    own = (
        Quad(q.subject, q.predicate, q.object, graph if q.graph_name == source.graph else q.graph_name)
        for q in source.quads
    )
    described = {quad.subject for quad in source.quads}
    added = (
        Quad(q.subject, q.predicate, q.object, graph)
        for q in parse(header, format=RdfFormat.N_TRIPLES)
        if q.subject == graph or (q.subject not in described and _agrees(known, q))
    )
    return replace(source, graph=graph, quads=(*own, *added))


def _agrees(graph: Graph, quad: Quad) -> bool:
    """Whether a graph says nothing of a thing, or this too: who submits may be known by another name."""
    assert isinstance(quad.subject, NamedNode)
    about = {each.triple for each in graph.about(quad.subject).quads}
    return not about or quad.triple in about


def _held(source: SourceFile, graph: Graph) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The named graphs of a file that are there already, if there are any."""
    names = {quad.graph_name for quad in source.quads}
    if held := sorted(
        name.value for name in names if isinstance(name, NamedNode) and is_data(name) and graph.holds(name)
    ):
        yield source.name, tuple(held)
