"""Sheets as they come: workbooks and folders of CSV, as cells with values."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from rusgraf.errors import UnreadableInput
from rusgraf.files import RawFile
from rusgraf.sheets import archive

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

#: A cell: its row and column, counted from 1.
At: TypeAlias = tuple[int, int]

_MAX_CSV: Final = 16 * 1024 * 1024
_MAX_LINES: Final = 5 * archive.MAX_ROWS


@dataclass(frozen=True)
class Formula:
    """A formula whose value the file does not hold."""


@dataclass(frozen=True)
class Fault:
    """An error value, such as ``#REF!``.

    :param text: as the cell shows it.
    """

    text: str


@dataclass(frozen=True)
class Grid:
    """A sheet.

    :param file: how the person who gave it calls the file that it is in.
    :param title: the name of the sheet; for CSV, that of the file without its suffix.
    :param cells: the values of the cells that have one. A merged cell has its value throughout.
    :param names: the columns and rows that the template has given names, by those.
    """

    file: str
    title: str
    cells: Mapping[At, Any]
    names: Mapping[str, At] = field(default_factory=dict)


def load(path: Path) -> RawFile:
    """Take a workbook, or the CSV files of a folder, from the disk as they are.

    :raises UnreadableInput: it is missing, or too large.
    """
    if path.is_dir():
        files = sorted(file for file in path.iterdir() if file.suffix.lower() == ".csv" and file.is_file())
        if not files:
            raise UnreadableInput(f"{path}: there is no CSV file in this folder.")
        return RawFile(str(path), b"", "csv", tuple((str(file), _bytes(file, _MAX_CSV)) for file in files))
    if path.suffix.lower() == ".csv":
        return RawFile(str(path), _bytes(path, _MAX_CSV), "csv")
    return RawFile(str(path), _bytes(path, archive.MAX_FILE), "xlsx")


def _bytes(path: Path, limit: int) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise UnreadableInput(f"{path}: {error.strerror or error}.") from error
    if len(data) > limit:
        raise archive.too_large(str(path), limit)
    return data


def of(raw: RawFile) -> list[Grid]:
    """The sheets of a workbook, or of the CSV files of a folder.

    :raises UnreadableInput: it is no workbook, damaged, protected, or too large.
    """
    if raw.parts:
        return [_csv(name, data) for name, data in raw.parts]
    return [_csv(raw.name, raw.data)] if raw.format == "csv" else grids(raw.data, raw.name)


def grids(data: bytes, name: str) -> list[Grid]:
    """The sheets of a workbook.

    :raises UnreadableInput: as :func:`of` does.
    """
    admitted = archive.admitted(data, name)
    book = opened(admitted, name)
    formulas = opened(admitted, name, values=False) if admitted.formulas else None
    return [_grid(name, book, sheet, formulas) for sheet in book.worksheets]


def opened(admitted: archive.Archive, name: str, *, values: bool = True) -> Workbook:
    """Open a workbook that was looked through.

    :param values: show what formulas last came to, rather than the formulas.
    """
    import warnings

    import openpyxl

    try:
        with warnings.catch_warnings():
            # What openpyxl cannot keep, such as a slicer, is nothing that is read.
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(admitted.data), data_only=values, keep_links=False)
    except Exception as error:  # a damaged workbook makes openpyxl raise whatever it stumbles over
        raise archive.unusable(name, "a damaged workbook.", "en skadet arbeidsbok.") from error


def filled(sheet: Worksheet) -> list[Any]:
    """The cells of a sheet that the file names, far ones too; going by rows and columns may take for ever."""
    return [cell for _, cell in sorted(sheet._cells.items())]  # noqa: SLF001


def _grid(name: str, book: Workbook, sheet: Worksheet, formulas: Workbook | None) -> Grid:
    from openpyxl.cell.cell import MergedCell

    cells: dict[At, Any] = {}
    for cell in filled(sheet):
        if isinstance(cell, MergedCell) or cell.value is None:
            continue
        cells[cell.row, cell.column] = _value(cell)
    if formulas is not None:
        for cell in filled(formulas[sheet.title]):
            if not isinstance(cell, MergedCell) and cell.data_type == "f":
                cells.setdefault((cell.row, cell.column), Formula())
    for merged in sheet.merged_cells.ranges:
        value = cells.get((merged.min_row, merged.min_col))
        if value is not None:
            for row, column in merged.cells:
                cells.setdefault((row, column), value)
    return Grid(name, sheet.title, cells, _names(book, sheet.title))


def _value(cell: Any) -> Any:
    """The value of a cell; a percentage as it is shown, since the cell holds a hundredth of it."""
    if cell.data_type == "e":
        return Fault(str(cell.value))
    if cell.data_type == "n" and "%" in str(cell.number_format) and isinstance(cell.value, (int, float)):
        return f"{Decimal(repr(cell.value)) * 100:f} %"
    return cell.value


def _names(book: Workbook, title: str) -> dict[str, At]:
    from openpyxl.utils.cell import coordinate_to_tuple

    found = {}
    for name, defined in book.defined_names.items():
        try:
            for sheet, reference in defined.destinations:
                if sheet == title and ":" not in reference:
                    found[name] = coordinate_to_tuple(reference.replace("$", ""))
        except Exception:  # noqa: BLE001, S112 - a name of somebody else's may be any formula
            continue
    return found


def _csv(path: str, data: bytes) -> Grid:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise archive.unusable(
            path,
            f"not UTF-8 text (line {line}); it may be in the older encoding of Windows.",
            f"ikke UTF-8-tekst (linje {line}); den kan ha den eldre tegnkodingen til Windows.",
            (
                "In Excel, save it as “CSV UTF-8”; in LibreOffice, choose Unicode (UTF-8) when you save it.",
                "Lagre den i Excel som «CSV UTF-8», eller velg Unicode (UTF-8) når du lagrer i LibreOffice.",
            ),
        ) from error
    if "\0" in text:
        raise archive.unusable(
            path,
            "contains a NUL byte; this is not a text file.",
            "inneholder en NUL-byte; dette er ingen tekstfil.",
        )
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    cells: dict[At, Any] = {}
    try:
        for row, values in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
            if row > _MAX_LINES:
                raise archive.unusable(
                    path,
                    f"more than {_MAX_LINES} rows.",
                    f"mer enn {_MAX_LINES} rader.",
                    ("Split the sheet.", "Del arket."),
                    "refused",
                )
            for column, value in enumerate(values, 1):
                if value:
                    cells[row, column] = value
    except csv.Error as error:
        raise archive.unusable(path, f"not CSV: {error}.", f"ikke CSV: {error}.") from error
    return Grid(path, Path(path).stem, cells)
