"""Whether files and log of a graph directory agree; what is wrong, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from rusgraf.directory import LOG, Directory, hashed
from rusgraf.directory.log import Log

#: By kind and language: what is wrong, and what to do.
_WORDS: Final = {
    "cut": {
        "nb": ("{file}, linje {line}: linjen er avkuttet", "{mend}"),
        "en": ("{file}, line {line}: the line is cut off", "{mend}"),
    },
    "rest": {
        "nb": ("{file}: den siste linjen er avkuttet", "{mend}"),
        "en": ("{file}: the last line is cut off", "{mend}"),
    },
    "changed": {
        "nb": ("{file}, linje {line}: linjen er ikke slik den ble skrevet", "{mend}"),
        "en": ("{file}, line {line}: the line is not as it was written", "{mend}"),
    },
    "number": {
        "nb": ("{file}, linje {line}: en linje før denne mangler", "{mend}"),
        "en": ("{file}, line {line}: a line before this one is missing", "{mend}"),
    },
    "chain": {
        "nb": ("{file}, linje {line}: linjen følger ikke av dem som er før den", "{mend}"),
        "en": ("{file}, line {line}: the line does not follow from those before it", "{mend}"),
    },
    "missing": {
        "nb": ("{file} mangler", "Hent den tilbake: {undo}"),
        "en": ("{file} is missing", "To bring it back: {undo}"),
    },
    "edited": {
        "nb": (
            "{file} er ikke det som ble sendt inn: den er endret for hånd",
            "Behold endringen: {keep}\n  Angre den: {undo}",
        ),
        "en": (
            "{file} is not what was submitted: it was changed by hand",
            "To keep the change: {keep}\n  To undo it: {undo}",
        ),
    },
    "added": {
        "nb": (
            "{file} står ikke i noen linje i loggen",
            "Flytt den ut av mappen. Skal den være en del av grafen, send den inn derfra.",
        ),
        "en": (
            "{file} is in no line of the log",
            "Move it out of the folder. If it is to be part of the graph, submit it from there.",
        ),
    },
    "version missing": {
        "nb": ("{file}, en utgave av {id}, mangler", "Hent den fra en kopi eller fra git."),
        "en": ("{file}, a version of {id}, is missing", "Bring it back from a copy or from git."),
    },
    "version damaged": {
        "nb": ("{file}, en utgave av {id}, er skadet", "Hent den fra en kopi eller fra git."),
        "en": ("{file}, a version of {id}, is damaged", "Bring it back from a copy or from git."),
    },
    "head": {
        "nb": ("{file}, utgaven av {id} som gjelder, er skadet eller mangler", "Legg en kopi av {copy} der."),
        "en": (
            "{file}, the version of {id} that holds, is damaged or missing",
            "Put a copy of {copy} there.",
        ),
    },
    "left": {
        "nb": (
            "{file} hører ikke til noen linje i loggen",
            "Den er igjen etter en endring som aldri ble gjort, og kan slettes.",
        ),
        "en": (
            "{file} belongs to no line of the log",
            "It is what is left of a change that was never made, and may be deleted.",
        ),
    },
}
_MEND: Final = {
    "nb": f"Hent {LOG} fra en kopi eller fra git; utgavene er der uansett.",
    "en": f"Bring {LOG} back from a copy or from git; the versions are kept in any case.",
}


@dataclass(frozen=True)
class Problem:
    """Something that is not as the log says.

    :param id: the submission that it is about; empty where it is the log itself.
    :param kind: a key of the words for it.
    :param said: what the words name: a file, a line, a call.
    """

    id: str
    kind: str
    said: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_serious(self) -> bool:
        """Whether it is more than a remnant that does no harm."""
        return self.kind != "left"

    def what(self, language: str = "en") -> str:
        """What is wrong, with the file."""
        return self._words(language, 0)

    def todo(self, language: str = "en") -> str:
        """What to do."""
        return self._words(language, 1)

    def __str__(self) -> str:
        return self.what()

    def _words(self, language: str, which: int) -> str:
        return _WORDS[self.kind][language][which].format(id=self.id, mend=_MEND[language], **self.said)


def problems(directory: Directory, log: Log, *, versions: bool = False) -> Sequence[Problem]:
    """What is wrong with a graph directory.

    :param log: its log.
    :param versions: look at every version that ever was, too.
    """
    found = [Problem("", fault.kind, {"file": LOG, "line": str(fault.line)}) for fault in log.faults]
    if log.rest:
        found.append(Problem("", "rest", {"file": LOG}))
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
        if there == change.version:
            continue
        number = sum(bool(each.version) for _, each in log.of(id))
        said = {
            "file": path.relative_to(directory.path).as_posix(),
            "undo": call(directory, f"replace {id} --version {number}"),
            "keep": call(directory, f"replace {id} {path}"),
        }
        yield Problem(id, "edited" if there else "missing", said)
    for path in directory.places():
        name = path.relative_to(directory.path)
        id = name.with_suffix("").as_posix()
        if id not in heads:
            yield Problem(id, "added", {"file": name.as_posix()})


def _versions(directory: Directory, log: Log) -> Iterator[Problem]:
    seen: set[str] = set()
    for entry in log.entries:
        for change in entry.changes:
            if not change.version or change.version in seen:
                continue
            seen.add(change.version)
            path = directory.version(change.version)
            if hashed(path) == change.version:
                continue
            place = directory.place(change.id)
            said = {
                "file": path.relative_to(directory.path).as_posix(),
                "copy": place.relative_to(directory.path).as_posix(),
            }
            is_head = hashed(place) == change.version
            kind = "head" if is_head else "version damaged" if path.exists() else "version missing"
            yield Problem(change.id, kind, said)
    for path in sorted(directory.version("x").parent.glob("*.ttl")):
        if path.stem not in seen:
            yield Problem("", "left", {"file": path.relative_to(directory.path).as_posix()})
