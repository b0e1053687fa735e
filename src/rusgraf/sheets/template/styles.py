"""How the sheets look: colours, widths, wrapped text, headings that stay in view."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from rusgraf.sheets import wording
from rusgraf.sheets.columns import Column, Sheet
from rusgraf.sheets.tables import letters

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

#: When every workbook was made: nobody needs to know.
TIMELESS: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - no place has a time zone here

_DARK: Final = "1F4E5F"
_PLAIN: Final = "5B7C8A"
_FOLDED: Final = "8C9AA1"
_EXAMPLE: Final = "EEF2F4"
_FAULT: Final = "FFD9D9"
#: How wide a column is, by what stands in it.
_WIDTHS: Final = {
    "id": 28,
    "first": 34,
    "last": 34,
    "locator": 20,
    "value": 12,
    "text": 46,
    "thing": 34,
    "code": 22,
    "topic": 26,
    "date": 13,
    "number": 12,
    "integer": 12,
    "iri": 34,
}
#: The height of a line of text.
_LINE: Final = 15
_NOTE_WIDTH: Final = 380


def page(sheet: Worksheet, *, frozen: str = "") -> None:
    """What all sheets have in common."""
    sheet.sheet_view.showGridLines = bool(frozen)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = _fit()
    if frozen:
        sheet.freeze_panes = frozen


def _fit() -> Any:
    from openpyxl.worksheet.properties import PageSetupProperties

    return PageSetupProperties(fitToPage=True)


def prose(cell: Any, *, heading: bool = False) -> None:
    """Running text."""
    from openpyxl.styles import Alignment, Font

    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.font = Font(bold=heading, size=12 if heading else 11, color=_DARK if heading else "000000")
    if cell.column == 1 and not heading:
        lines = 1 + len(str(cell.value)) // 118
        cell.parent.row_dimensions[cell.row].height = 16 * lines
    elif cell.column > 1:
        cell.parent.row_dimensions[cell.row].height = 16 * (1 + len(str(cell.value)) // 95)


def heading(cell: Any, text: str, column: Column | None = None) -> None:
    """The heading of a column, darker where cells must be filled in."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    colour = _DARK
    if column is not None and not column.required:
        colour = _PLAIN if column.shown == "always" else _FOLDED
    cell.value = text
    cell.fill = PatternFill("solid", start_color=colour)
    cell.font = Font(bold=True, color="FFFFFF")
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    side = Side("thin", color="FFFFFF")
    cell.border = Border(right=side, bottom=side)


def note(cell: Any, text: str) -> None:
    """A note that is read when the pointer is over a cell."""
    from openpyxl.comments import Comment

    comment = Comment(text, "rusgraf")
    comment.width = _NOTE_WIDTH
    comment.height = 24 + 17 * sum(1 + len(line) // 52 for line in text.split("\n"))
    cell.comment = comment


def column(sheet: Worksheet, of: Sheet, number: int, column: Column) -> None:
    """Width and format of a column, or of a row of a form; all is text but what is counted."""
    from openpyxl.styles import Alignment, Border, Side

    kind = column.field.kind if column.field else column.role
    width = _WIDTHS.get(column.role) or _WIDTHS.get(kind, 20)
    if of.form:
        for across in range(2, 4):
            cell = sheet.cell(number, across)
            filled(cell, column)
            cell.border = Border(bottom=Side("thin", color="D5DCE0"))
        if column.shown == "folded":
            sheet.row_dimensions[number].outlineLevel = 1
            sheet.row_dimensions[number].hidden = True
        return
    dimension = sheet.column_dimensions[letters(number)]
    dimension.width = width
    dimension.number_format = _format(column)
    dimension.alignment = Alignment(wrap_text=True, vertical="top")
    if column.shown == "folded":
        dimension.outlineLevel = 1
        dimension.hidden = True


def filled(cell: Any, column: Column) -> None:
    """A cell that has a value: one with a style of its own no longer has that of its column."""
    from openpyxl.styles import Alignment

    cell.number_format = _format(column)
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _format(column: Column) -> str:
    """Text for all but what is counted, so that a year stays a year."""
    kind = column.field.kind if column.field else column.role
    return "General" if kind in ("number", "integer", "value") else "@"


def form(sheet: Worksheet, language: str, records: int, *, example: bool) -> None:
    """The first row of a form, above questions, answers and the example."""
    sheet.column_dimensions["A"].width = 38
    sheet.column_dimensions["B"].width = 60
    heading(sheet.cell(1, 1), wording.FORM["question"][language])
    heading(sheet.cell(1, 2), wording.FORM["answer"][language])
    for number in range(1, records):
        sheet.column_dimensions[letters(number + 2)].width = 60
        heading(sheet.cell(1, number + 2), wording.FORM["answer"][language])
    if example:
        sheet.column_dimensions["C"].width = 50
        heading(sheet.cell(1, 3), f"{wording.EXAMPLE[language]}: {wording.FORM['not read'][language]}")


def finished(sheet: Worksheet, of: Sheet) -> None:
    """What depends on all that the sheet has."""
    from openpyxl.worksheet.properties import Outline

    sheet.sheet_properties.outlinePr = Outline(summaryBelow=False, summaryRight=False)
    sheet.row_dimensions[1].height = 24 if of.form else 36
    # A program that opens the file need not work out how high a row with wrapped text is.
    for number, row in enumerate(sheet.iter_rows(min_row=2), 2):
        widths = [sheet.column_dimensions[letters(across)].width for across in range(1, len(row) + 1)]
        texts = [str(cell.value or "") for cell in row]
        lines = [-(-len(text) * 1.1 // width) for text, width in zip(texts, widths, strict=True)]
        if max(lines, default=1) > 1:
            sheet.row_dimensions[number].height = _LINE * max(lines)


def example(cell: Any) -> None:
    """A cell of the made-up row."""
    from openpyxl.styles import Alignment, Font, PatternFill

    cell.font = Font(italic=True, color="55666E")
    cell.fill = PatternFill("solid", start_color=_EXAMPLE)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if cell.number_format == "General" and isinstance(cell.value, str):
        cell.number_format = "@"


def choice(sheet: Worksheet, source: str, below: str, *, free: bool) -> None:
    """Let cells be chosen from a list.

    :param free: something else may stand there too, such as the name of another row.
    """
    from openpyxl.worksheet.datavalidation import DataValidation

    validation = DataValidation("list", formula1=source, allow_blank=True, errorStyle="warning")
    validation.showErrorMessage = not free
    validation.add(below)
    sheet.add_data_validation(validation)


def fault(cell: Any) -> None:
    """The colour of a cell that something is wrong with."""
    from openpyxl.styles import PatternFill

    cell.fill = PatternFill("solid", start_color=_FAULT)
