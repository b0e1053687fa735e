"""Sheets as tables: which sheet is which, which column is which, and the rows that were filled in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from rusgraf.sheets import cells, columns, wording
from rusgraf.sheets.archive import MAX_COLUMNS, MAX_ROWS
from rusgraf.sheets.columns import Column, Sheet
from rusgraf.sheets.grid import At, Grid
from rusgraf.sheets.telling import finding
from rusgraf.terms import LANGUAGES, nearest
from rusgraf.validation.findings import Finding, Place

#: The rows, or on a form the columns, among which the headings are looked for.
_FIRST: Final = 20
#: How many headings must be known for a sheet of another name to be taken for one of the template's.
_ENOUGH: Final = 4
#: How the names in a row begin that is not read; on a form, what stands above the answers.
_EXAMPLE: Final = re.compile(rf"({'|'.join(word.casefold() for word in wording.EXAMPLE.values())}):")


@dataclass(frozen=True)
class Cell:
    """A cell of a table.

    :param value: as the grid has it; ``None`` where it is empty.
    :param column: what it says something about.
    :param place: where it stands.
    """

    value: Any
    column: Column
    place: Place


@dataclass(frozen=True)
class Record:
    """A row that was filled in, or a column of a form.

    :param sheet: the sheet that it is in.
    :param cells: its cells, empty ones too, by column; several where a column is there several times.
    :param place: that of its first cell.
    """

    sheet: Sheet
    cells: Mapping[Column, tuple[Cell, ...]]
    place: Place

    def of(self, part: str, role: str = "field", path: str = "") -> list[Cell]:
        """The cells of some columns."""
        return [
            cell
            for column, found in self.cells.items()
            if column.part.name == part and column.role == role and (not path or column.path == path)
            for cell in found
        ]


def tables(grids: Iterable[Grid]) -> tuple[list[Record], list[Finding]]:
    """The rows of all sheets that are of the template, and what is wrong with the sheets themselves."""
    records: list[Record] = []
    findings: list[Finding] = []
    for grid in grids:
        sheet = _sheet(grid)
        if sheet is None:
            if not is_ours(grid.title) and grid.cells:
                place = Place(grid.file, sheet=grid.title)
                findings.append(
                    finding("unknown-property", place, "sheet", texts={"shown": grid.title}, severity="Info")
                )
            continue
        found, wrong = _Table(sheet, grid).read()
        records += found
        findings += wrong
    order = [sheet.name for sheet in columns.sheets()]
    records.sort(key=lambda record: order.index(record.sheet.name))
    return records, findings


def is_ours(title: str) -> bool:
    """Whether a sheet bears a name that the template gives."""
    names = {_folded(name) for titles in wording.SHEETS.values() for name in titles.values()}
    return _own(title) in names | set(wording.SHEETS)


def _own(title: str) -> str:
    """The name of a sheet; LibreOffice puts that of the workbook before it, for each file of CSV."""
    return _folded(title).rpartition("-")[2]


def _sheet(grid: Grid) -> Sheet | None:
    """Which sheet it is: by the names that the template gave, by its title, or by its headings."""
    if is_ours(grid.title) and not any(_own(grid.title) in _called(sheet) for sheet in columns.sheets()):
        return None
    for sheet in columns.sheets():
        if any(column.key in grid.names for column in sheet.columns):
            return sheet
    for sheet in columns.sheets():
        if _own(grid.title) in _called(sheet):
            return sheet
    known = {sheet.name: len(set(_Table(sheet, grid).headings().values())) for sheet in columns.sheets()}
    best = max(columns.sheets(), key=lambda sheet: known[sheet.name])
    return best if known[best.name] >= _ENOUGH else None


def _called(sheet: Sheet) -> set[str]:
    return {_folded(sheet.name), *map(_folded, sheet.titles.values())}


class _Table:
    """A sheet that is of the template, being read.

    Lines run as records do: along the rows, or down the columns of a form. Each is counted from 1.
    """

    def __init__(self, sheet: Sheet, grid: Grid) -> None:
        self.sheet = sheet
        self.grid = grid
        self.cells: Mapping[At, Any] = (
            {(column, row): value for (row, column), value in grid.cells.items()}
            if sheet.form
            else grid.cells
        )
        self.names = _names(sheet)
        self.at = self._line()

    def headings(self) -> dict[int, Column]:
        """The columns that are known, by their number."""
        found = {
            number: self.names[_heading(value)]
            for (line, number), value in sorted(self.cells.items(), key=lambda item: item[0])
            if line == self.at and _heading(value) in self.names
        }
        for column in self.sheet.columns:
            if at := self.grid.names.get(column.key):
                line, number = (at[1], at[0]) if self.sheet.form else at
                # A name stays with a cell that was moved, and also where its content was replaced.
                if line == self.at and number not in found and (line, number) in self.cells:
                    found[number] = column
        return dict(sorted(found.items()))

    def read(self) -> tuple[list[Record], list[Finding]]:
        """The records, and what is wrong with the sheet."""
        headings = self.headings()
        if not headings:
            place = Place(self.grid.file, sheet=self.grid.title)
            return [], [finding("missing-statement", place, "headings", texts={"shown": self.grid.title})]
        findings = list(self._unknown(headings))
        lines: dict[int, dict[int, Any]] = defaultdict(dict)
        beyond = None
        for (line, number), value in self.cells.items():
            if line <= self.at or cells.is_empty(value):
                continue
            if line - self.at > (MAX_COLUMNS if self.sheet.form else MAX_ROWS):
                beyond = min(beyond or (line, number), (line, number))
            elif number in headings:
                lines[line][number] = value
        if beyond:
            word, count = ("columns", MAX_COLUMNS) if self.sheet.form else ("rows", MAX_ROWS)
            findings.append(finding("refused", self._place(*beyond), word, texts={"count": str(count)}))
        numbers = {
            column: [n for n, each in headings.items() if each == column] for column in self.sheet.columns
        }
        records = [
            self._record(line, values, numbers)
            for line, values in sorted(lines.items())
            if not self._is_example(line, values, headings)
        ]
        return records, findings

    def _record(self, line: int, values: Mapping[int, Any], numbers: Mapping[Column, list[int]]) -> Record:
        found = {
            column: tuple(Cell(values.get(n), column, self._place(line, n)) for n in each)
            for column, each in numbers.items()
            if each
        }
        return Record(self.sheet, found, self._place(line, min(values)))

    def _is_example(self, line: int, values: Mapping[int, Any], headings: Mapping[int, Column]) -> bool:
        """Whether a row is the made-up one: a name in it says so, or on a form what stands above it."""
        names = [value for number, value in values.items() if headings[number].names]
        marks = [self.cells.get((line, 1))] if self.sheet.form else names
        return any(isinstance(mark, str) and _EXAMPLE.match(_folded(mark)) for mark in marks)

    def _line(self) -> int:
        """The line that most headings stand in; on a form, the column."""
        for column in self.sheet.columns:
            if at := self.grid.names.get(column.key):
                return at[1] if self.sheet.form else at[0]
        counts: dict[int, int] = defaultdict(int)
        for (line, _), value in self.cells.items():
            if line <= _FIRST and _heading(value) in self.names:
                counts[line] += 1
        return max(sorted(counts), key=lambda line: counts[line], default=1)

    def _unknown(self, headings: Mapping[int, Column]) -> Iterator[Finding]:
        """What is said of columns that are not of the template."""
        filled = sorted({number for line, number in self.cells if line > self.at})
        if self.sheet.form:
            # Above the columns of a form stands what they are for.
            filled = [number for number in filled if number > 1]
        known = {heading for column in self.sheet.columns for heading in column.headings.values()}
        for number in (number for number in filled if number not in headings):
            heading = self.cells.get((self.at, number))
            place = self._place(self.at, number)
            if heading is None:
                if not self.sheet.form:
                    yield finding("unknown-property", place, "no-heading", severity="Info")
                continue
            shown = cells.shown(heading)
            near = next(iter(nearest(shown, known, 1)), "")
            word, severity = ("heading-near", "Warning") if near else ("heading", "Info")
            yield finding("unknown-property", place, word, None, {"shown": shown}, near, severity)

    def _place(self, line: int, number: int) -> Place:
        row, column = (number, line) if self.sheet.form else (line, number)
        shown = cells.shown(self.grid.cells.get((row, column)))
        return Place(self.grid.file, sheet=self.grid.title, cell=f"{letters(column)}{row}", text=shown)


def letters(number: int) -> str:
    """The letters of a column, counted from 1.

    >>> letters(1), letters(28)
    ('A', 'AB')
    """
    found = ""
    while number:
        number, letter = divmod(number - 1, 26)
        found = chr(ord("A") + letter) + found
    return found


def _names(sheet: Sheet) -> dict[str, Column]:
    """The columns of a sheet by all that their headings may be."""
    named = {}
    for column in sheet.columns:
        for name in (*(column.headings[language] for language in LANGUAGES), column.key):
            named[_heading(name)] = column
    return named


def _heading(value: Any) -> str:
    """A heading as it is compared: whatever the case, without the star and the number of a column."""
    if not isinstance(value, str):
        return ""
    return re.sub(r"\s+\d+$", "", _folded(value).rstrip("* ").rstrip(":"))


def _folded(value: str) -> str:
    return " ".join(cells.text(value).split()).casefold()
