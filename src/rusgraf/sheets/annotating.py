"""A workbook given back, with what is wrong written at the cells."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from rusgraf.sheets import archive, grid
from rusgraf.sheets.template import styles
from rusgraf.validation.findings import Finding


def annotated(data: bytes, name: str, findings: Iterable[Finding], language: str) -> bytes:
    """A workbook with a note and a colour in each cell that something is wrong with.

    All else stays as far as openpyxl can keep it. A formula is given back as the value that it last came to.

    :param data: the workbook.
    :param findings: those of it; each that is of a sheet as a whole goes to its first cell.
    :raises UnreadableInput: it cannot be read.
    """
    from openpyxl.cell.cell import MergedCell

    book = grid.opened(archive.admitted(data, name), name)
    by_cell: dict[tuple[str, str], list[str]] = defaultdict(list)
    for finding in findings:
        if finding.place.sheet in book.sheetnames and finding.severity != "Info":
            by_cell[finding.place.sheet, finding.place.cell or "A1"].append(finding.message(language))
    for (sheet, coordinate), messages in by_cell.items():
        cell = book[sheet][coordinate]
        if isinstance(cell, MergedCell):
            merged = next(each for each in book[sheet].merged_cells.ranges if coordinate in each)
            cell = merged.start_cell
        before = [cell.comment.text] if cell.comment else []
        styles.note(cell, "\n\n".join([*messages, *before]))
        styles.fault(cell)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def annotate(path: Path, findings: Iterable[Finding], language: str) -> bytes:
    """A workbook on the disk, annotated."""
    return annotated(
        path.read_bytes(), str(path), [f for f in findings if f.place.file == str(path)], language
    )
