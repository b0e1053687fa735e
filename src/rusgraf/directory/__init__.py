"""A graph directory: a folder of Turtle files, one for each submission, with a log of what was done to them.

::

    submissions/2026-my-document.ttl     one file, one named graph; likewise register/, statistics/ and so on
    log.jsonl                            what was done, when and by whom
    versions/{sha256}.ttl                every version that ever was, under the hash of its bytes

What the log says is done. A file is put in its place after that, so that for a moment, or where
a process was killed, the last entry may be ahead of the files: who reads takes the version then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG
from typing import Final

from rusgraf import files
from rusgraf.directory import history, log
from rusgraf.directory.log import Log
from rusgraf.errors import UnreadableInput, UsageError
from rusgraf.files import RawFile
from rusgraf.places import is_address

__all__ = [
    "INCOMING",
    "LOCK",
    "LOG",
    "UNREADABLE",
    "VERSIONS",
    "Directory",
    "at",
    "below",
    "has_lost_its_log",
    "hashed",
    "history",
    "is_directory",
]

LOG: Final = "log.jsonl"
#: Where those who work by pull request put what is to be submitted.
INCOMING: Final = "incoming"
LOCK: Final = ".lock"
VERSIONS: Final = "versions"
_ASIDE: Final = (INCOMING, VERSIONS)
#: In place of the hash of what is there, but is no file, or may not be read.
UNREADABLE: Final = "unreadable"
#: How often a reader begins again when a writer comes between.
_PATIENCE: Final = 5


def is_directory(path: Path) -> bool:
    """Whether a folder is a graph directory."""
    return (path / LOG).is_file()


def has_lost_its_log(path: Path) -> bool:
    """Whether there are versions in a folder, and no log that could say what they are."""
    return not (path / LOG).exists() and any((path / VERSIONS).glob(f"{'?' * 64}.ttl"))


def below(path: Path) -> Path | None:
    """A graph directory somewhere below a folder that is none."""
    found = (log.parent for log in path.rglob(LOG) if (log.parent / VERSIONS).is_dir())
    return next(found, None)


def at(place: Path | str) -> Directory:
    """The graph directory that a person means.

    :param place: a folder; the address of a server is a mistake.
    :raises UsageError: it is none.
    """
    if isinstance(place, str) and is_address(place):
        raise UsageError(
            f"{place} is a server; submissions are kept in a graph directory.",
            f"Work on the directory: --graph DIR. Then bring the server up to date: "
            f"rusgraf publish --to {place} --graph DIR",
        )
    path = Path(place)
    if has_lost_its_log(path):
        raise UsageError(
            f"{path} is a graph directory without its log.",
            f"Bring {LOG} back from a copy or from git; the versions are kept in any case.",
        )
    if not is_directory(path):
        raise UsageError(
            f"{path} is no graph directory.", "Say which: --graph DIR. To make one: rusgraf init DIR"
        )
    return Directory(path)


class Directory:
    """A graph directory, to be read.

    :param path: the folder.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def log(self) -> Log:
        """The log as it is now.

        :raises UnreadableInput: it cannot be read.
        """
        try:
            return log.parsed((self.path / LOG).read_bytes())
        except OSError as error:
            raise UnreadableInput(f"{self.path / LOG}: {error.strerror or error}.") from error

    def version(self, hash: str) -> Path:
        """The file that holds a version."""
        return self.path / VERSIONS / f"{hash}.ttl"

    def place(self, id: str) -> Path:
        """The file that holds a submission."""
        return self.path.joinpath(*f"{id}.ttl".split("/"))

    def places(self) -> list[Path]:
        """The Turtle files of submissions: neither versions, nor what is only proposed, nor hidden ones."""
        return sorted(
            path
            for path in self.path.rglob("*.ttl")
            if not (first := path.relative_to(self.path).parts[0]).startswith(".")
            and first not in _ASIDE
            and not path.name.startswith(".")
        )

    def read(self) -> tuple[list[RawFile], Log]:
        """The files of all submissions as they are now, and the log that goes with them.

        :raises UnreadableInput: a file is missing or cannot be read.
        """
        for attempt in range(_PATIENCE):
            before = self.log()
            try:
                raw = [self._read(id, path) for id, path in self._as_logged(before).items()]
            except UnreadableInput:
                if attempt == _PATIENCE - 1 or self.log() == before:
                    raise
                continue
            if self.log() == before:
                return raw, before
        # Versions never change, so they cannot be of two moments.
        heads = before.heads.items()
        return [self._read(id, self.version(head.version)) for id, head in heads], before

    def _as_logged(self, log: Log) -> Mapping[str, Path]:
        """Where each submission is to be read: where it lies, or a version that is on its way there."""
        found = {path.relative_to(self.path).with_suffix("").as_posix(): path for path in self.places()}
        for change in log.entries[-1].changes if log.entries else ():
            if change.version:
                if hashed(self.place(change.id)) in ("", change.before):
                    found[change.id] = self.version(change.version)
            elif change.id in found and hashed(found[change.id]) == change.before:
                del found[change.id]
        return dict(sorted(found.items()))

    def _read(self, id: str, path: Path) -> RawFile:
        return replace(files.load(path), name=str(self.place(id)))


def hashed(path: Path) -> str:
    """The SHA-256 of a file; empty where there is none, :data:`UNREADABLE` where it cannot be told."""
    try:
        if not S_ISREG(path.stat().st_mode):
            return UNREADABLE
        return sha256(path.read_bytes()).hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError:
        return UNREADABLE
