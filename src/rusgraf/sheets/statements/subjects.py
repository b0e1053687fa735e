"""What each row is about: the IRIs of the things that it describes or refers to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from rusgraf.sheets import cells, naming
from rusgraf.sheets.cells import Unusable
from rusgraf.sheets.columns import Part
from rusgraf.sheets.naming import short
from rusgraf.sheets.tables import Cell, Record
from rusgraf.sheets.values import Values
from rusgraf.terms import BASE, LANGUAGES

#: What is named by its texts, English before Norwegian; everything else by what it is about.
_BY_TEXT = ("agent", "actor", "document", "claim", "evidence", "source")


@dataclass
class Subjects:
    """The IRIs of the parts of rows.

    :param known: whether the graph has a thing of this name, elsewhere than in this very submission.
    :param found: those of the parts that a row has, by row and name of the part.
    :param wrong: the cells that should name a thing and do not, each with why.
    :param taken: the names that things of this spreadsheet have.
    """

    known: Callable[[str], bool] = lambda name: False  # noqa: ARG005
    found: dict[tuple[int, str], NamedNode] = field(default_factory=dict)
    wrong: list[tuple[Cell, Unusable]] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    _numbers: dict[str, int] = field(default_factory=dict)

    def of(self, record: Record, part: str) -> NamedNode | None:
        """The thing that a part of a row is, if the row has it and it has a name yet."""
        return self.found.get((id(record), part))

    def name(self, record: Record, part: Part, words: Iterable[str], *, whole: bool = False) -> NamedNode:
        """Give a thing a name that no other has, out of words.

        :param whole: keep all words, however long the name becomes.
        """
        slug = naming.slug("-".join(words), 0 if whole else naming.LONGEST)
        slug = slug or part.name
        stem = naming.space(part) + slug
        number = self._numbers.get(stem, 1)
        while (candidate := stem if number == 1 else f"{stem}-{number}") in self.taken or self.known(
            candidate
        ):
            number += 1
        # Rows of one name are numbered on from the last of them: there may be thousands.
        self._numbers[stem] = number + 1
        self.taken.add(candidate)
        subject = NamedNode(candidate)
        self.found[id(record), part.name] = subject
        return subject


def named(records: Iterable[Record], values: Values) -> Subjects:
    """Name what rows are about: first what people named, then what is named by its texts."""
    subjects = Subjects()
    records = list(records)
    parts = [(record, part) for record in records for part in record.sheet.parts]
    for record, part in parts:
        for cell in record.of(part.name, "id"):
            if not cells.is_empty(cell.value):
                _given(subjects, record, part, cell, values)
    front = [(record, part) for record, part in parts if record.sheet.name == "document"]
    for record, part in front:
        _by_text(subjects, record, part)
    # What another submission says keeps its names; what an earlier version of this one says is this.
    own = values.register.stated_in(submission(records, subjects))
    subjects.known = lambda name: name not in own and values.register.has(name)
    for record, part in parts:
        _by_text(subjects, record, part)
    for record, part in parts:
        if subject := subjects.of(record, part.name):
            values.add(part, subject, _texts(record, part).items())
    return subjects


def _by_text(subjects: Subjects, record: Record, part: Part) -> None:
    if part.name in _BY_TEXT and is_described(record, part) and subjects.of(record, part.name) is None:
        texts = _texts(record, part)
        name = next((texts[language] for language in reversed(LANGUAGES) if texts.get(language)), "")
        subjects.name(record, part, [name])


def submission(records: Iterable[Record], subjects: Subjects) -> NamedNode:
    """The named graph that the submission is: as the document sheet says, or named by its first document."""
    front = [record for record in records if record.sheet.name == "document"]
    for record in front:
        if given := subjects.of(record, "submission"):
            return given
    documents = (local(subjects.of(record, "document")) for record in front)
    return NamedNode(f"{BASE}graph/submissions/{next(filter(None, documents), 'submission')}")


def _given(subjects: Subjects, record: Record, part: Part, cell: Cell, values: Values) -> None:
    try:
        name = cells.name(cell.value)
        meant = values.names(cell.column).meant(name)
        subject = NamedNode(meant[0]) if len(meant) == 1 else naming.minted(part, name)
    except Unusable as error:
        subjects.wrong.append((cell, error))
        return
    subjects.found[id(record), part.name] = subject
    subjects.taken.add(subject.value)


def is_described(record: Record, part: Part) -> bool:
    """Whether a row says something of a part of it, beside its name."""
    return any(
        not cells.is_empty(cell.value)
        for column, found in record.cells.items()
        if column.part == part and column.role != "id"
        for cell in found
    )


def _texts(record: Record, part: Part) -> Mapping[str, str]:
    """The first text of a part in each language."""
    found: dict[str, str] = {}
    for column, each in record.cells.items():
        if column.part == part and column.language and column.field and column.field.required:
            for cell in each:
                try:
                    if text := cells.name(cell.value):
                        found.setdefault(column.language, text)
                except Unusable:
                    continue
    return found


def local(subject: NamedNode | None) -> str:
    """The short name of a thing, or nothing."""
    return short(subject.value) if subject else ""
