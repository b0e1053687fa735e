"""Writing to a graph directory so that nothing that was acknowledged is lost, and nothing is half there.

Versions are written first, each under a name of its own; then the line of the log, which is what
makes it so; then the files are put in their places. Each step is on the disk before the next.
A process that is killed leaves a beginning that nobody reads, or an end that the next one makes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from rusgraf.directory import LOCK, LOG, Directory, hashed
from rusgraf.directory.log import Change, Entry
from rusgraf.errors import Refused

#: What files are called until they are whole.
_UNFINISHED = ".unfinished-"


@contextmanager
def alone(directory: Directory) -> Iterator[None]:
    """Be the only one who writes to a directory.

    :raises Refused: somebody else writes to it, or nobody may.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(directory.path / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise Refused(
            f"{directory.path}: another rusgraf is writing to this directory.",
            "Wait until it is done, and try again.",
        ) from None
    except OSError as error:
        raise _refused(error, directory) from error
    try:
        yield
    finally:
        lock.release()


def commit(directory: Directory, entry: Entry, texts: Mapping[str, bytes]) -> None:
    """Make it so: write versions, then the line of the log, then put the files in place.

    :param texts: the bytes of each version by its hash, unless it is there already.
    :raises Refused: the disk is full, or may not be written to; nothing was changed then.
    """
    path = directory.path / LOG
    size = path.stat().st_size
    try:
        for version, text in texts.items():
            if hashed(directory.version(version)) != version:
                write(directory.version(version), text)
        _append(path, entry.line())
    except OSError as error:
        with suppress(OSError):
            os.truncate(path, size)
        raise _refused(error, directory) from error
    try:
        place(directory, entry)
    except OSError as error:
        raise Refused(
            f"It is done and in the log, but {error.filename or directory.path}: {error.strerror}.",
            "The next command that writes to the directory puts the file in its place.",
        ) from error


def _refused(error: OSError, directory: Directory) -> Refused:
    return Refused(f"{error.filename or directory.path}: {error.strerror}.", "Nothing was changed.")


def place(directory: Directory, entry: Entry) -> None:
    """Put the files of an entry where they belong, as far as they are not there."""
    for change in entry.changes:
        path = directory.place(change.id)
        if not change.version:
            path.unlink(missing_ok=True)
            # Git does not bring the folder along when nothing is in it any more.
            if path.parent.is_dir():
                _to_disk(path.parent)
        elif hashed(path) != change.version:
            write(path, directory.version(change.version).read_bytes())


def recover(directory: Directory) -> None:
    """Finish what a process left that was killed, as far as it was acknowledged; undo the rest.

    :raises Refused: the disk does not take it.
    """
    try:
        _recover(directory)
    except OSError as error:
        raise _refused(error, directory) from error


def _recover(directory: Directory) -> None:
    log = directory.log()
    for path in directory.path.rglob(f"{_UNFINISHED}*"):
        path.unlink()
    if log.faults:
        return
    for last in log.entries[-1:]:
        if any(_is_other(directory, change) for change in last.changes):
            return
        place(directory, last)
    known = {directory.place(id) for id in log.heads}
    if log.rest and known == set(directory.places()):
        os.truncate(directory.path / LOG, log.size)


def _is_other(directory: Directory, change: Change) -> bool:
    """Whether a file is neither as before a change nor as after it: somebody changed it by hand."""
    return hashed(directory.place(change.id)) not in (change.before, change.version)


def write(path: Path, data: bytes) -> None:
    """Write a file that is there as a whole, or not at all."""
    new = [folder for folder in path.parents if not folder.exists()]
    path.parent.mkdir(parents=True, exist_ok=True)
    for folder in new:
        _to_disk(folder.parent)
    unfinished = path.with_name(f"{_UNFINISHED}{os.getpid()}-{path.name}")
    try:
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError:
        with suppress(OSError):
            unfinished.unlink()
        raise
    _to_disk(path.parent)


def _append(path: Path, line: bytes) -> None:
    with path.open("ab", buffering=0) as file:
        written = file.write(line)
        if written != len(line):
            file.write(line[written:])
        os.fsync(file.fileno())


def _to_disk(folder: Path) -> None:
    """See to it that the names in a folder are on the disk; Windows does so by itself."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
