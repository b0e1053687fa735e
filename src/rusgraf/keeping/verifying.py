"""Whether files and log of a graph directory agree; what is wrong, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rusgraf.directory import LOG, Directory, hashed
from rusgraf.directory.log import Log

_LINES: Final = {
    "cut": "the line is cut off",
    "changed": "the line is not as it was written",
    "number": "a line before this one is missing",
    "chain": "the line does not follow from those before it",
}
_MEND_LOG: Final = f"Bring {LOG} back from a copy or from git; the versions are kept in any case."


@dataclass(frozen=True)
class Problem:
    """Something that is not as the log says.

    :param id: the submission that it is about; empty where it is the log itself.
    :param what: what is wrong, with the file.
    :param todo: what to do.
    :param is_serious: whether nothing should be written before it is mended.
    """

    id: str
    what: str
    todo: str
    is_serious: bool = True

    def __str__(self) -> str:
        return self.what


def problems(directory: Directory, log: Log, *, versions: bool = False) -> Sequence[Problem]:
    """What is wrong with a graph directory.

    :param log: its log.
    :param versions: look at every version that ever was, too.
    """
    found = [
        Problem("", f"{LOG}, line {fault.line}: {_LINES[fault.kind]}", _MEND_LOG) for fault in log.faults
    ]
    if log.rest:
        found.append(Problem("", f"{LOG}: the last line is cut off", _MEND_LOG))
    found += _files(directory, log)
    if versions:
        found += _versions(directory, log)
    return found


def call(directory: Directory, command: str) -> str:
    """A call of rusgraf that does something to a directory, as it is typed where one is now."""
    where = "" if directory.path == Path() else f" --graph {directory.path}"
    return f"rusgraf {command}{where}"


def _files(directory: Directory, log: Log) -> Iterator[Problem]:
    heads = log.heads
    for id, change in heads.items():
        path = directory.place(id)
        there = hashed(path)
        name = path.relative_to(directory.path).as_posix()
        number = sum(bool(each.version) for _, each in log.of(id))
        undo = call(directory, f"replace {id} --version {number}")
        if not there:
            yield Problem(id, f"{name} is missing", f"To bring it back: {undo}")
        elif there != change.version:
            yield Problem(
                id,
                f"{name} is not what was submitted: it was changed by hand",
                f"To keep the change: {call(directory, f'replace {id} {path}')}\n  To undo it: {undo}",
            )
    for path in directory.places():
        id = path.relative_to(directory.path).with_suffix("").as_posix()
        if id not in heads:
            yield Problem(
                id,
                f"{id}.ttl is in no line of the log",
                "Move it out of the folder. If it is to be part of the graph, submit it from there.",
            )


def _versions(directory: Directory, log: Log) -> Iterator[Problem]:
    seen: set[str] = set()
    for entry in log.entries:
        for change in entry.changes:
            if not change.version or change.version in seen:
                continue
            seen.add(change.version)
            path = directory.version(change.version)
            name = path.relative_to(directory.path).as_posix()
            is_head = hashed(directory.place(change.id)) == change.version
            copy = directory.place(change.id).relative_to(directory.path).as_posix()
            if hashed(path) != change.version:
                yield Problem(
                    change.id,
                    f"{name}, a version of {change.id}, is {'damaged' if path.exists() else 'missing'}",
                    f"Copy {copy} there, which is the same." if is_head else "Bring it back from a copy.",
                )
    for path in sorted(directory.version("x").parent.glob("*.ttl")):
        if path.stem not in seen:
            name = path.relative_to(directory.path).as_posix()
            yield Problem(
                "",
                f"{name} belongs to no line of the log",
                "It is what is left of a change that was never made, and may be deleted.",
                is_serious=False,
            )
