"""What one set of statements says and another does not, thing by thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Triple

from rusgraf import directory as directories
from rusgraf import files
from rusgraf.errors import UnknownName, UsageError
from rusgraf.keeping import changes
from rusgraf.places import is_address
from rusgraf.terms import RDF_TYPE, Term, written


@dataclass(frozen=True)
class Difference:
    """What changed of one thing.

    :param subject: the thing, as Turtle writes it.
    :param lost: property and value of what only the first says.
    :param gained: property and value of what only the second says.
    """

    subject: str
    lost: Sequence[tuple[str, str]]
    gained: Sequence[tuple[str, str]]


def statements(name: str, path: Path | str) -> list[Triple]:
    """The statements of a file, or of a submission as it is or was.

    :param name: of a file, or the id of a submission, with ``@N`` for its version N.
    :param path: the graph directory.
    :raises UnknownName: there is no such submission or version.
    :raises UnreadableInput: the file cannot be read.
    """
    if Path(name).is_file():
        return [quad.triple for quad in files.read(Path(name)).quads]
    if not is_address(path) and not directories.is_directory(Path(path)):
        raise UsageError(f"{name} is no file, and {path} no graph directory.", "Say which: --graph DIR")
    directory = directories.at(path)
    log = directory.log()
    id, _, number = name.partition("@")
    try:
        id = changes.found(log, id, ever=bool(number))
    except UnknownName as error:
        raise UnknownName(f"{name} is neither a file nor a submission.", error.hint) from None
    if number and not number.isdecimal():
        raise UsageError(f"{number} is no number of a version.")
    text = changes.version(directory, log, id, int(number)) if number else directory.place(id).read_bytes()
    return [quad.triple for quad in files.read_bytes(text, name).quads]


def between(one: Iterable[Triple], other: Iterable[Triple]) -> list[Difference]:
    """The differences between two sets of statements, by thing."""
    first, second = set(one), set(other)
    changed: dict[Term, tuple[list[tuple[str, str]], list[tuple[str, str]]]] = defaultdict(lambda: ([], []))
    for side, triples in enumerate((first - second, second - first)):
        for triple in triples:
            verb = "a" if triple.predicate == RDF_TYPE else written(triple.predicate)
            changed[triple.subject][side].append((verb, written(triple.object)))
    return [
        Difference(written(subject), sorted(lost), sorted(gained))
        for subject, (lost, gained) in sorted(changed.items(), key=lambda item: str(item[0]))
    ]
