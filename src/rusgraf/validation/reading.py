"""From files as they were given to a report: what cannot be read is a finding like any other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pyoxigraph import NamedNode

from rusgraf import jsonld
from rusgraf.errors import UnreadableInput
from rusgraf.files import RawFile, SourceFile, is_data, parsed
from rusgraf.graph import Graph
from rusgraf.terms import BASE, Term
from rusgraf.validation import check, engines, hygiene, shapes, shortcuts
from rusgraf.validation.findings import Finding, Report, in_order
from rusgraf.validation.hygiene import Given


def report(given: Sequence[Given], graph: Graph, engine: str) -> Report:
    """Read files and check them together, in this process.

    :param graph: the graph that they are to join.
    :param engine: ``fast`` or ``reference``.
    """
    read = [_read(each) if isinstance(each, RawFile) else each for each in given]
    sources = [each for each in read if isinstance(each, SourceFile)]
    unread = [each for each in read if isinstance(each, Finding)]
    unsafe = list(hygiene.check(sources))
    tame = [hygiene.harmless(source) for source in sources]
    checked = check(tame, graph, engine) if sources else Report({}, ())
    checked = replace(
        checked,
        findings=tuple(_unsaid(checked.findings, unsafe)),
        replaced={name: held for source in sources for name, held in _held(source, graph)},
    )
    return in_order(read, [*unread, *unsafe], checked)


def warm(graph: Graph, engine: str) -> None:
    """Read all that a check needs, so that it can do without opening a file."""
    # Asked for any name, the graph reads which file states what.
    graph.holds(NamedNode(BASE))
    jsonld.context()
    shapes.text()
    shapes.targets()
    shortcuts()
    engines.ENGINES[engine]("")


def _read(raw: RawFile) -> SourceFile | Finding:
    try:
        return parsed(raw)
    except UnreadableInput as error:
        return hygiene.unread(error, raw.name)


def _held(source: SourceFile, graph: Graph) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The named graphs of a file that are there already, if there are any."""
    names = {quad.graph_name for quad in source.quads}
    if held := sorted(
        name.value for name in names if isinstance(name, NamedNode) and is_data(name) and graph.holds(name)
    ):
        yield source.name, tuple(held)


def _unsaid(findings: Sequence[Finding], unsafe: Sequence[Finding]) -> list[Finding]:
    """The findings that do not follow from a term that is unsafe."""
    terms: set[Term | None] = {finding.focus for finding in unsafe if finding.path is None}
    said = {(finding.focus, finding.path) for finding in unsafe}
    return [
        finding
        for finding in findings
        if finding.focus not in terms
        and (finding.focus, finding.path) not in said
        and terms.isdisjoint(finding.values)
    ]
