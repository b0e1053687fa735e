"""What is asked of a check beside the files, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from rusgraf.validation.findings import Report

#: Told how many files were read.
Tell: TypeAlias = Callable[[int], None]
#: The formats of spreadsheets.
SHEETS: Final = ("xlsx", "csv")


@dataclass(frozen=True)
class Asked:
    """What is asked of a check.

    :param engine: ``fast`` or ``reference``.
    :param sources: texts that nothing may be copied from, by what they are called.
    :param documents: the texts in which spreadsheets name places: what each is called, and its bytes.
    :param statements: whether the statements of the files are wanted too.
    :param headers: what a file without a header is taken to be, by its name: the IRI of the named
        graph, and the header as N-Triples.
    """

    engine: str = "fast"
    sources: Mapping[str, str] = field(default_factory=dict)
    documents: tuple[tuple[str, bytes], ...] = ()
    statements: bool = False
    headers: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What came of a check.

    :param whole: whether every cell of every spreadsheet could be read.
    :param statements: the statements of each file as N-Quads, where they were asked for.
    """

    report: Report
    whole: bool = True
    statements: Mapping[str, bytes] = field(default_factory=dict)


def silent(_: int) -> None:
    """Tell nobody how many files were read."""
