"""What goes through the pipes between a process and its worker.

A message is a JSON document and any number of byte strings, each behind its length. Nothing
that comes from the process that read hostile input is ever run or unpickled.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import IO, Any

from pyoxigraph import NamedNode, RdfFormat, parse

from rusgraf.files import RawFile
from rusgraf.intake.asked import Asked
from rusgraf.terms import Term
from rusgraf.validation.findings import Finding, Place, Report
from rusgraf.validation.ties import Ties

#: The bytes of a length.
_LENGTH = 8


def send(stream: IO[bytes], document: Mapping[str, Any], *blobs: bytes) -> None:
    """Write a message.

    :raises OSError: nobody reads any longer.
    """
    text = json.dumps({**document, "blobs": len(blobs)}).encode()
    for part in (text, *blobs):
        stream.write(len(part).to_bytes(_LENGTH, "big"))
        stream.write(part)
    stream.flush()


def receive(stream: IO[bytes], limit: int | None = None) -> tuple[dict[str, Any], list[bytes]] | None:
    """Read a message; ``None`` where the other end was closed, at once or half way.

    :param limit: the size in bytes beyond which a part is not read.
    :raises MemoryError: a part is larger than that.
    """
    text = _part(stream, limit)
    if text is None:
        return None
    document = json.loads(text)
    blobs = [_part(stream, limit) for _ in range(document.pop("blobs"))]
    read = [blob for blob in blobs if blob is not None]
    return (document, read) if len(read) == len(blobs) else None


def send_files(stream: IO[bytes], what: str, raw: Sequence[RawFile], asked: Asked) -> None:
    """Write files, and what is asked about them.

    :param what: ``check`` or ``ties``.
    :raises OSError: nobody reads any longer.
    """
    files = [{"name": f.name, "format": f.format, "parts": [name for name, _ in f.parts]} for f in raw]
    document = {
        "what": what,
        "files": files,
        "sources": dict(asked.sources),
        "documents": [name for name, _ in asked.documents],
        "statements": asked.statements,
        "headers": dict(asked.headers),
    }
    blobs = [data for each in raw for data in (each.data, *(data for _, data in each.parts))]
    send(stream, document, *blobs, *(data for _, data in asked.documents))


def received_files(
    document: Mapping[str, Any], blobs: Sequence[bytes], engine: str
) -> tuple[list[RawFile], Asked]:
    """The files, and what is asked of their check, that :func:`send_files` wrote."""
    left = iter(blobs)
    raw = [
        RawFile(each["name"], next(left), each["format"], tuple((name, next(left)) for name in each["parts"]))
        for each in document["files"]
    ]
    documents = tuple((name, next(left)) for name in document["documents"])
    headers = {name: (iri, header) for name, (iri, header) in document["headers"].items()}
    return raw, Asked(engine, document["sources"], documents, document["statements"], headers)


def _part(stream: IO[bytes], limit: int | None) -> bytes | None:
    head = stream.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    size = int.from_bytes(head, "big")
    if limit is not None and size > limit:
        raise MemoryError
    part = stream.read(size)
    return part if len(part) == size else None


def packed(report: Report) -> dict[str, Any]:
    """A report as JSON knows it, with terms as N-Triples writes them."""
    return {
        "files": dict(report.files),
        "findings": [_packed(finding) for finding in report.findings],
        "labels": {iri: dict(labels) for iri, labels in report.labels.items()},
        "replaced": dict(report.replaced),
    }


def packed_ties(ties: Ties) -> dict[str, Any]:
    """The ties of a file as JSON knows them."""
    return {
        name: list(value) if isinstance(value, frozenset) else value for name, value in asdict(ties).items()
    }


def unpacked_ties(document: Mapping[str, Any]) -> Ties:
    """The ties that :func:`packed_ties` packed."""
    pairs = {name: frozenset((one, other) for one, other in document[name]) for name in ("marks", "steps")}
    return Ties(**{**document, **pairs, "mentioned": frozenset(document["mentioned"])})


def _packed(finding: Finding) -> dict[str, Any]:
    return {
        **vars(finding),
        "focus": None if finding.focus is None else str(finding.focus),
        "values": [str(value) for value in finding.values],
        "messages": dict(finding.messages),
        "place": vars(finding.place),
        "also": [vars(place) for place in finding.also],
    }


def unpacked(document: Mapping[str, Any]) -> Report:
    """The report that :func:`packed` packed."""
    findings = tuple(_unpacked(finding) for finding in document["findings"])
    replaced = {name: tuple(graphs) for name, graphs in document["replaced"].items()}
    return Report(**{**document, "findings": findings, "replaced": replaced})


def _unpacked(document: Mapping[str, Any]) -> Finding:
    return Finding(
        **{
            **document,
            "focus": None if document["focus"] is None else _term(document["focus"]),
            "values": tuple(map(_term, document["values"])),
            "rules": tuple(document["rules"]),
            "place": Place(**document["place"]),
            "also": tuple(Place(**place) for place in document["also"]),
        }
    )


def _term(text: str) -> Term:
    if text.startswith("<") and not text.startswith("<<"):
        return NamedNode(text[1:-1])
    quad = next(parse(f"<urn:s> <urn:p> {text} .", format=RdfFormat.N_TRIPLES))
    term: Term = quad.object
    return term
