"""The log of a graph directory as PROV-O: who submitted what, when, and what it was replaced by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from rusgraf.directory.log import Change, Entry, Log
from rusgraf.table import Table
from rusgraf.terms import BASE, DERIVED_GRAPHS, PREFIXES, RDF_TYPE, Term, slug

#: The named graph that the history is.
GRAPH: Final = NamedNode(f"{DERIVED_GRAPHS}history")
_RDFS, _XSD = PREFIXES["rdfs"], PREFIXES["xsd"]
_VERSION: Final = NamedNode(f"{PREFIXES['owl']}versionInfo")
_IDENTIFIER: Final = NamedNode(f"{PREFIXES['dcterms']}identifier")
#: How the IRIs of people begin who have an ORCID iD.
ORCID: Final = "https://orcid.org/"
_LABEL, _COMMENT = NamedNode(f"{_RDFS}label"), NamedNode(f"{_RDFS}comment")
_COLUMNS: Final = ("entry", "at", "by", "action", "submission", "version", "statements", "why", "file")
_DONE: Final = {
    "init": ("opprettet", "set up"),
    "submit": ("sendt inn", "submitted"),
    "replace": ("erstattet", "replaced"),
    "withdraw": ("trukket", "withdrawn"),
}


def quads(log: Log) -> Iterator[Quad]:
    """The history of all submissions."""
    for statement in _statements(log):
        yield Quad(*statement, GRAPH)


def _statements(log: Log) -> Iterator[tuple[NamedNode, NamedNode, Term]]:
    heads: dict[str, NamedNode] = {}
    numbers: Counter[str] = Counter()
    for entry in log.entries:
        activity = NamedNode(f"{PREFIXES['activity']}log-{entry.number}")
        yield from _activity(activity, entry)
        for change in entry.changes:
            before = heads.pop(change.id, None)
            if before:
                yield before, _prov("wasInvalidatedBy"), activity
            if not change.version:
                continue
            numbers[change.id] += 1
            number = str(numbers[change.id])
            version = NamedNode(f"{PREFIXES['version']}{change.id.replace('/', '-')}-{number}")
            heads[change.id] = version
            yield version, RDF_TYPE, _prov("Entity")
            yield version, _prov("specializationOf"), NamedNode(f"{BASE}graph/{change.id}")
            yield version, _prov("wasGeneratedBy"), activity
            yield version, _VERSION, Literal(number)
            yield version, _IDENTIFIER, Literal(f"sha256:{change.version}")
            if before:
                yield version, _prov("wasRevisionOf"), before


def _activity(activity: NamedNode, entry: Entry) -> Iterator[tuple[NamedNode, NamedNode, Term]]:
    norwegian, english = _DONE[entry.action]
    yield activity, RDF_TYPE, _prov("Activity")
    yield activity, _LABEL, Literal(norwegian, language="nb")
    yield activity, _LABEL, Literal(english, language="en")
    yield activity, _prov("endedAtTime"), Literal(entry.at, datatype=NamedNode(f"{_XSD}dateTime"))
    if software := entry.versions.get("rusgraf"):
        yield activity, _VERSION, Literal(f"rusgraf {software}")
    if entry.why:
        yield activity, _COMMENT, Literal(entry.why)
    who = agent(entry.by)
    yield activity, _prov("wasAssociatedWith"), who
    yield who, RDF_TYPE, _prov("Agent")
    yield who, _LABEL, Literal(entry.by)


def agent(by: str) -> NamedNode:
    """The agent that somebody is who submits: an ORCID iD, or a name in the name of rusgraf."""
    return NamedNode(by if by.startswith(ORCID) else PREFIXES["agent"] + slug(by))


def _prov(name: str) -> NamedNode:
    return NamedNode(PREFIXES["prov"] + name)


def table(log: Log, id: str | None = None) -> Table:
    """The log as a table: a row for each change, the latest last.

    :param id: only what was done to this submission.
    """
    numbers: Counter[str] = Counter()
    rows = []
    for entry in log.entries:
        for change in entry.changes:
            numbers[change.id] += bool(change.version)
            if id is None or change.id == id:
                rows.append(_row(entry, change, numbers[change.id]))
    return Table(_COLUMNS, tuple(rows))


def _row(entry: Entry, change: Change, number: int) -> tuple[Term | None, ...]:
    return (
        Literal(entry.number),
        Literal(entry.at, datatype=NamedNode(f"{_XSD}dateTime")),
        Literal(entry.by),
        Literal(entry.action),
        Literal(change.id),
        Literal(number) if change.version else None,
        Literal(change.statements) if change.version else None,
        Literal(entry.why) if entry.why else None,
        Literal(f"versions/{change.version}.ttl") if change.version else None,
    )
