"""The workbook that a person fills in: headings, lists, notes and guidance, made from what is asked."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from rusgraf.errors import UsageError
from rusgraf.sheets import columns, wording
from rusgraf.sheets.columns import Column, Sheet
from rusgraf.sheets.notes import note
from rusgraf.sheets.register import Choice, Register
from rusgraf.sheets.tables import letters
from rusgraf.sheets.template import examples, styles
from rusgraf.terms import curie

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

#: What the rows of a sheet have in their columns: several values where a column is repeated.
Filled: TypeAlias = Sequence[Mapping[Column, Sequence[Any]]]

#: How far down the lists to choose from reach.
_ROWS: Final = 2_000
#: Of what may be chosen from the rows of another sheet: the sheet.
_OWN: Final[Mapping[str, str]] = {"premise": "claims", "target": "claims", "hasStatisticalContent": "claims"}
#: The most characters that a cell can have.
_MAX_TEXT: Final = 32_767


def render(register: Register, language: str, filled: Mapping[str, Filled] | None = None) -> bytes:
    """A workbook to fill in, or one that is filled in.

    :param register: the graph, as what cells may name.
    :param language: that of headings, lists and notes.
    :param filled: the rows of each sheet; by default none, and an example in each.
    """
    import openpyxl

    book = openpyxl.Workbook()
    book.properties.creator = "rusgraf"
    book.properties.created = book.properties.modified = styles.TIMELESS
    book.remove(book.worksheets[0])
    _guidance(book, language)
    lists = _Lists(register, language)
    for sheet in columns.sheets():
        rows = list((filled or {}).get(sheet.name, ()))
        if sheet.name == "anchors" and not rows:
            continue
        if not filled:
            rows = list(examples.rows(sheet, register, language))
        _Page(book, sheet, language, lists).write(rows, example=not filled)
    lists.write(book)
    book.active = 1
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _guidance(book: Workbook, language: str) -> None:
    page = book.create_sheet(wording.SHEETS["guidance"][language])
    styles.page(page)
    page.column_dimensions["A"].width = 24
    page.column_dimensions["B"].width = 100
    for number, line in enumerate(wording.GUIDANCE[language].split("\n"), 1):
        page.merge_cells(start_row=number, end_row=number, start_column=1, end_column=2)
        styles.prose(page.cell(number, 1, line), heading=number == 1)
    row = page.max_row + 2
    for sheet in columns.sheets():
        if sheet.name in wording.PURPOSES:
            styles.prose(page.cell(row, 1, sheet.titles[language]), heading=True)
            styles.prose(page.cell(row, 2, wording.PURPOSES[sheet.name][language]))
            row += 1


class _Lists:
    """The sheet with what may be chosen, a column for each list."""

    def __init__(self, register: Register, language: str) -> None:
        self.register = register
        self.language = language
        self.lists: dict[tuple[str, ...], str] = {}

    def range(self, column: Column) -> str:
        """Where what may be chosen in a column stands; empty where it is not a choice."""
        own = _OWN.get(column.path.rpartition("#")[2])
        if own:
            return f"'{wording.SHEETS[own][self.language]}'!$A$2:$A${_ROWS}"
        choices = self.register.choices(column)
        if not choices or (
            column.role == "id" and column.part.name not in ("claim", "actor", "agent", "document")
        ):
            return ""
        items = tuple(dict.fromkeys(shown(column, choice, self.language) for choice in choices))
        self.lists.setdefault(items, column.headings[self.language])
        letter = letters(list(self.lists).index(items) + 1)
        return f"'{wording.SHEETS['lists'][self.language]}'!${letter}$2:${letter}${len(items) + 1}"

    def write(self, book: Workbook) -> None:
        page = book.create_sheet(wording.SHEETS["lists"][self.language])
        styles.page(page, frozen="A2")
        for number, (items, heading) in enumerate(self.lists.items(), 1):
            page.column_dimensions[letters(number)].width = min(60, max(map(len, items)) + 4)
            styles.heading(page.cell(1, number), heading)
            for row, item in enumerate(items, 2):
                write(page, row, number, item)


def shown(column: Column, choice: Choice, language: str) -> str:
    """How a cell names what it chose: codes by what they are called, things by their short name too."""
    return choice.shown(language, bracketed=column.field is None or column.field.kind == "thing")


class _Page:
    """A sheet, being written."""

    def __init__(self, book: Workbook, sheet: Sheet, language: str, lists: _Lists) -> None:
        self.book = book
        self.sheet = sheet
        self.language = language
        self.lists = lists
        self.page = book.create_sheet(sheet.titles[language])

    def write(self, rows: Filled, *, example: bool) -> None:
        """Headings, lists and notes, and the rows below them."""
        styles.page(self.page, frozen="B2")
        if self.sheet.form:
            styles.form(self.page, self.language, len(rows), example=example)
        number = 2 if self.sheet.form else 1
        for column in self.sheet.columns:
            values = [row.get(column, ()) for row in rows]
            if column.shown == "needed" and not any(values):
                continue
            repeat = max(column.repeat, *map(len, values)) if values else column.repeat
            for ordinal in range(repeat):
                self._column(number, column, ordinal)
                for line, each in enumerate(values, 2):
                    value = each[ordinal] if ordinal < len(each) else None
                    row, across = (number, line + example) if self.sheet.form else (line, number)
                    if value is not None:
                        styles.filled(self.page.cell(row, across), column)
                        write(self.page, row, across, value)
                    if example:
                        styles.example(self.page.cell(row, across))
                if example and (answer := examples.PREFILLED.get((column.part.of, curie(column.path)))):
                    write(self.page, number, 2, answer)
                number += 1
        styles.finished(self.page, self.sheet)

    def _column(self, number: int, column: Column, ordinal: int) -> None:
        row, across = (number, 1) if self.sheet.form else (1, number)
        cell = self.page.cell(row, across)
        heading = column.headings[self.language] + (f" {ordinal + 1}" if ordinal else "")
        styles.heading(cell, heading + (" *" if column.required and not ordinal else ""), column)
        styles.note(cell, note(column, self.language))
        styles.column(self.page, self.sheet, number, column)
        if not ordinal:
            self._name(column.key, f"'{self.page.title}'!${letters(across)}${row}")
        if source := self.lists.range(column):
            below = f"B{row}:Z{row}" if self.sheet.form else f"{letters(across)}2:{letters(across)}{_ROWS}"
            styles.choice(
                self.page, source, below, free=column.many or not column.field or column.field.kind == "thing"
            )

    def _name(self, key: str, reference: str) -> None:
        from openpyxl.workbook.defined_name import DefinedName

        self.book.defined_names[key] = DefinedName(key, attr_text=reference)


def write(page: Worksheet, row: int, column: int, value: Any) -> None:
    """Write a value into a cell; a text stays a text, however it begins.

    :raises UsageError: it is longer than a cell can hold, or has characters that none can.
    """
    if isinstance(value, str):
        from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

        if len(value) > _MAX_TEXT or ILLEGAL_CHARACTERS_RE.search(value):
            raise UsageError(f"A cell cannot hold {value[:40]!r}: it is too long, or has control characters.")
        cell = page.cell(row, column)
        cell.value = value
        cell.data_type = "s"
        if value.startswith(("=", "+", "-", "@")):
            cell.quotePrefix = True
        return
    page.cell(row, column, value)


def headings(sheet: Sheet, language: str) -> Iterable[str]:
    """The headings that the template of a sheet has."""
    return (column.headings[language] for column in sheet.columns if column.shown != "needed")
