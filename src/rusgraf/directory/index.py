"""The index of a large graph directory: all its statements, with what follows from them, on the disk.

It is a cache (docs/decisions/0020). Its name is the hash of all that it was made of, so that it is
never out of date: with another file, log, ontology or release of rusgraf it has another name. It
is made aside, put in its place as a whole, and only read from then on. Whoever deletes it loses time.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Quad, Store

from rusgraf import files, places, store
from rusgraf.directory import history
from rusgraf.directory.log import Log
from rusgraf.files import RawFile
from rusgraf.store import Answer, LazyStore
from rusgraf.terms import DERIVED_GRAPHS

#: Where indexes lie in a graph directory.
INDEXES: Final = Path(".cache", "index")
#: The bytes of Turtle from which reading them takes so long that an index is worth its room: some 60,000
#: statements.
WORTH: Final = 3_000_000

_CHECKS: Final = NamedNode(f"{DERIVED_GRAPHS}checks")


class Index:
    """A store on the disk in which everything is, and nothing is changed."""

    def __init__(self, made: Store) -> None:
        self._store = made

    def answer(self, text: str, *, checks: bool = True) -> Answer:  # noqa: ARG002, it has all
        """Answer SPARQL, as :class:`rusgraf.store.Holding` says."""
        return store.answered(self._store, text)

    def about(self, thing: NamedNode) -> list[Quad]:
        """What is stated of a thing, as :class:`rusgraf.store.Holding` says."""
        return store.about(self._store, thing)

    def holding(self, *, checks: bool = False, graphs: bool = False) -> Store:  # noqa: ARG002, it has all
        """The store itself, as :class:`rusgraf.store.Holding` says."""
        return self._store

    def as_of(self, day: date) -> Store:
        """A copy in memory, as :class:`rusgraf.store.Holding` says."""
        made = self._store.quads_for_pattern(None, None, None, _CHECKS)
        return store.as_of(self._store, {Quad(q.subject, q.predicate, q.object) for q in made}, day)


def opened(
    directory: Path, raw: Sequence[RawFile], log: Log, tell: Callable[[int], object]
) -> Index | LazyStore:
    """The statements of a graph directory: from its index, or in memory, after which there is an index.

    Where none can be written, as in a folder that may not be written to, there is none.

    :param raw: the files of its submissions.
    :param tell: told how many files there are, before an index is made of them.
    :raises UnreadableInput: a file cannot be read.
    """
    from filelock import FileLock

    place = directory / INDEXES / _name(directory, raw, log)
    if found := _found(place):
        return found
    # Two who need it at once make it once.
    lock = FileLock(place.with_name("lock"))
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    try:
        if lock.is_locked and (found := _found(place)):
            return found
        if lock.is_locked:
            tell(len(raw))
        made = LazyStore(map(files.parsed, raw), history.quads(log))
        if lock.is_locked:
            _written(made.holding(checks=True, graphs=True), place)
        return made
    finally:
        lock.release()


def _name(directory: Path, raw: Sequence[RawFile], log: Log) -> str:
    """The hash of all that the statements follow from."""
    whole = sha256(f"rusgraf {version('rusgraf')} pyoxigraph {version('pyoxigraph')}\n".encode())
    rules = [*places.ontology_files(), *places.rule_files(), *places.check_rules()]
    parts = [(path.name, path.read_bytes()) for path in rules]
    # Wherever the directory lies, and however it was called.
    parts += [(Path(each.name).relative_to(directory).as_posix(), each.data) for each in raw]
    parts += [("log", entry.line()) for entry in log.entries]
    for name, data in parts:
        whole.update(f"{sha256(data).hexdigest()} {name}\n".encode())
    return whole.hexdigest()


def _found(place: Path) -> Index | None:
    # Where a file of it is missing or cut short, the engine says so at once.
    with suppress(OSError, RuntimeError):
        return Index(Store.read_only(str(place)))
    return None


def _written(made: Store, place: Path) -> None:
    """Put an index in its place, and those of other states out of it."""
    for other in place.parent.iterdir():
        if other.is_dir():
            # Who has one open goes on reading it.
            shutil.rmtree(other, ignore_errors=True)
    aside = place.with_name(f"unfinished-{os.getpid()}")
    try:
        index = Store(str(aside))
        index.bulk_extend(made)
        index.optimize()
        index.flush()
        del index
        aside.rename(place)
    except (OSError, RuntimeError):
        shutil.rmtree(aside, ignore_errors=True)
