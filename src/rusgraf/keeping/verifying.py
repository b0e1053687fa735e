"""Whether files and log of a graph directory agree; what is wrong, and what to do about it."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from rusgraf.directory import LOG, UNREADABLE, Directory, hashed
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
    "lost": {
        "nb": ("{file} er en utgave som ingen linje i loggen har: linjer mangler i loggen", "{mend}"),
        "en": ("{file} is a version that no line of the log has: lines of the log are missing", "{mend}"),
    },
    "unreadable": {
        "nb": (
            "{file} kan ikke leses: den er ingen fil, eller kan ikke åpnes",
            "Gi deg selv rett til å lese den, eller flytt bort det som ligger der. Hent den tilbake: {undo}",
        ),
        "en": (
            "{file} cannot be read: it is no file, or may not be opened",
            "Give yourself the right to read it, or move away what lies there. To bring it back: {undo}",
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
            (
                "Er loggen hel, er den igjen etter en endring som aldri ble gjort, og kan slettes. "
                "Hold loggen opp mot en kopi eller git først: mangler linjer på slutten, er den en utgave."
            ),
        ),
        "en": (
            "{file} belongs to no line of the log",
            (
                "If the log is whole, it is left of a change that was never made, and may be deleted. "
                "Hold the log against a copy or git first: if lines are missing at its end, it is a version."
            ),
        ),
    },
}
#: How often one begins again when a writer comes between.
_PATIENCE: Final = 5
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


def problems_now(directory: Directory, *, versions: bool = False) -> tuple[Log, Sequence[Problem]]:
    """What is wrong with a graph directory that somebody may be writing to, and its log."""
    for _ in range(_PATIENCE):
        log = directory.log()
        found = problems(directory, log, versions=versions, settled=False)
        if not found or directory.log() == log:
            break
    return log, found


def problems(
    directory: Directory, log: Log, *, versions: bool = False, settled: bool = True
) -> Sequence[Problem]:
    """What is wrong with a graph directory.

    :param log: its log.
    :param versions: look at every version that ever was, too.
    :param settled: nobody is writing; otherwise the last change may be on its way to the files, and the
        next one to the log.
    """
    found = [Problem("", fault.kind, {"file": LOG, "line": str(fault.line)}) for fault in log.faults]
    if log.rest and settled:
        found.append(Problem("", "rest", {"file": LOG}))
    coming = log.entries[-1].changes if log.entries and not settled else ()
    found += _files(directory, log, {change.id: change.before for change in coming})
    if versions:
        found += _versions(directory, log)
    return found


def call(directory: Directory, command: str) -> str:
    """A call of rusgraf that does something to a directory, as it is typed where one is now."""
    where = "" if directory.path == Path() else f" --graph {quoted(directory.path)}"
    return f"rusgraf {command}{where}"


def quoted(path: Path | str) -> str:
    """A path as it is typed: in quotes where a shell would take it apart."""
    return shlex.quote(str(path))


def _files(directory: Directory, log: Log, coming: Mapping[str, str]) -> Iterator[Problem]:
    """What is wrong with the files of submissions.

    :param coming: the submissions whose files may be as before a change, each with the hash from then.
    """
    heads = log.heads
    logged = {change.version for entry in log.entries for change in entry.changes}
    for id, change in heads.items():
        path = directory.place(id)
        there = hashed(path)
        if there == change.version or there == coming.get(id):
            continue
        number = sum(bool(each.version) for _, each in log.of(id))
        said = {
            "file": path.relative_to(directory.path).as_posix(),
            "undo": call(directory, f"replace {id} --version {number}"),
            "keep": call(directory, f"replace {id} {quoted(path)}"),
        }
        yield Problem(id, _kind(directory, there, logged), said)
    for path in directory.places():
        name = path.relative_to(directory.path)
        id = name.with_suffix("").as_posix()
        if id not in heads and hashed(path) not in ("", coming.get(id)):
            kind = "lost" if _kind(directory, hashed(path), logged) == "lost" else "added"
            yield Problem(id, kind, {"file": name.as_posix()})


def _kind(directory: Directory, there: str, logged: Collection[str]) -> str:
    """What is wrong with a file that is not as the log says, by its hash."""
    if there in ("", UNREADABLE):
        return "unreadable" if there else "missing"
    return "lost" if there not in logged and directory.version(there).exists() else "edited"


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
