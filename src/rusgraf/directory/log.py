"""The log of a graph directory: one line of JSON for each thing that was done, never changed afterwards.

A line holds a hash of itself, so that a change or a cut shows, and is complete only with the
line end behind it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any, Final

#: What can be done to a submission; ``init`` for what a directory begins with.
ACTIONS: Final = ("init", "submit", "replace", "withdraw")


@dataclass(frozen=True)
class Change:
    """What was done to one submission.

    :param id: the name of its named graph, without what all such names begin with.
    :param version: the SHA-256 of the Turtle file that holds it from then on; empty where it was withdrawn.
    :param before: that of the file which held it until then; empty where it is new.
    :param content: the SHA-256 of its statements as sorted N-Triples.
    :param statements: how many there are.
    """

    id: str
    version: str
    before: str = ""
    content: str = ""
    statements: int = 0


@dataclass(frozen=True)
class Entry:
    """One thing that was done, to one submission or to several at once.

    :param number: counted from 1.
    :param at: when, in UTC, as xsd:dateTime writes it.
    :param by: who: a name, or an ORCID iD as an IRI.
    :param action: one of :data:`ACTIONS`.
    :param changes: what was done to each submission, sorted by its id.
    :param why: the reason, where one was given.
    :param versions: of rusgraf and its ontology.
    """

    number: int
    at: str
    by: str
    action: str
    changes: tuple[Change, ...]
    why: str = ""
    versions: Mapping[str, str] = field(default_factory=dict)

    def line(self) -> bytes:
        """The line of the log, with its end."""
        document = asdict(self)
        return _json({**document, "check": _check(document)}) + b"\n"


@dataclass(frozen=True)
class Fault:
    """A line of a log that is not as it was written.

    :param line: counted from 1.
    :param kind: ``cut``, ``changed``, ``number`` or ``chain``.
    """

    line: int
    kind: str


@dataclass(frozen=True)
class Log:
    """A log as it was read.

    :param entries: the lines that are as they were written.
    :param faults: the others; and numbers that are missing.
    :param size: the bytes of all whole lines; what follows is the beginning of a line that was never
        finished.
    :param rest: how many bytes follow.
    """

    entries: Sequence[Entry]
    faults: Sequence[Fault]
    size: int
    rest: int = 0

    @property
    def heads(self) -> dict[str, Change]:
        """The last change of each submission that there is, by its id."""
        found = {change.id: change for entry in self.entries for change in entry.changes}
        return {id: change for id, change in sorted(found.items()) if change.version}

    def of(self, id: str) -> Iterator[tuple[Entry, Change]]:
        """What was done to one submission, the oldest first."""
        for entry in self.entries:
            yield from ((entry, change) for change in entry.changes if change.id == id)


def parsed(data: bytes) -> Log:
    """Read a log."""
    whole, _, rest = data.rpartition(b"\n")
    entries: list[Entry] = []
    faults: list[Fault] = []
    heads: dict[str, str] = {}
    for number, line in enumerate(whole.split(b"\n") if whole else (), start=1):
        if not line.strip():
            # An editor puts an empty line at the end; it says nothing.
            continue
        entry = _entry(line)
        if entry is None:
            faults.append(Fault(number, "changed" if line.endswith(b"}") else "cut"))
            continue
        if entry.number != (entries[-1].number + 1 if entries else 1):
            faults.append(Fault(number, "number"))
        if any(heads.get(change.id, "") != change.before for change in entry.changes):
            faults.append(Fault(number, "chain"))
        heads |= {change.id: change.version for change in entry.changes}
        entries.append(entry)
    return Log(tuple(entries), tuple(faults), len(data) - len(rest), len(rest))


def _entry(line: bytes) -> Entry | None:
    """The entry that a line holds, if it is as it was written."""
    try:
        document = json.loads(line)
        check = document.pop("check")
        changes = tuple(Change(**each) for each in document["changes"])
        entry = Entry(**{**document, "changes": changes})
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return entry if check == _check(asdict(entry)) else None


def _check(document: Mapping[str, Any]) -> str:
    return sha256(_json(document)).hexdigest()[:16]


def _json(document: Mapping[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
