"""The way in for people who live in spreadsheets: a template, reading it filled in, and writing it back.

A sheet says in rows what a submission says in statements. Headings, lists and notes are made from
ontology and shapes; every statement knows its cell, so that a finding stands where it is to be mended.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import Quad, Triple

from rusgraf.anchors import Text
from rusgraf.files import RawFile
from rusgraf.graph import Graph
from rusgraf.sheets import columns, grid, statements, tables
from rusgraf.sheets import template as templates
from rusgraf.sheets.annotating import annotate, annotated
from rusgraf.sheets.register import Register
from rusgraf.sheets.rows import Rows
from rusgraf.sheets.telling import Reading, told

__all__ = [
    "Reading",
    "Written",
    "annotate",
    "annotated",
    "is_spreadsheet",
    "read",
    "read_bytes",
    "read_raw",
    "template",
    "told",
    "warm",
    "write",
]

#: The suffixes of spreadsheets: those that are read, and those of which is told how to save them.
_SUFFIXES: Final = (".xlsx", ".xlsm", ".csv", ".xls", ".xlsb", ".ods")


@dataclass(frozen=True)
class Written:
    """Statements as a workbook.

    :param data: the workbook.
    :param left: the statements that no sheet has a place for.
    """

    data: bytes
    left: tuple[Triple, ...]


def is_spreadsheet(path: Path) -> bool:
    """Whether a path stands for a spreadsheet: by its suffix, or a folder of the CSV files of one."""
    if path.is_dir():
        return any(tables.is_ours(file.stem) for file in path.glob("*.csv"))
    return path.suffix.lower() in _SUFFIXES


def read(path: Path, *, graph: Graph, texts: Sequence[Text] = ()) -> Reading:
    """Read a workbook, or a folder of CSV files, that was filled in.

    :param graph: the graph that it refers to.
    :param texts: the texts of its documents, in the order in which it has these.
    :raises UnreadableInput: it is missing, no workbook, damaged, protected by a password, or too large.
    """
    return read_raw(grid.load(path), graph=graph, texts=texts)


def read_raw(raw: RawFile, *, graph: Graph, texts: Sequence[Text] = ()) -> Reading:
    """Read a workbook, or the CSV files of a folder, that was loaded, as :func:`read` does."""
    return _reading(raw.name, grid.of(raw), Register(graph), texts)


def read_bytes(data: bytes, name: str, *, graph: Graph, texts: Sequence[Text] = ()) -> Reading:
    """Read a workbook from memory, as :func:`read` does."""
    return _reading(name, grid.grids(data, name), Register(graph), texts)


def _reading(name: str, grids: list[grid.Grid], register: Register, texts: Sequence[Text]) -> Reading:
    records, findings = tables.tables(grids)
    format = "csv" if grids and grids[0].file.lower().endswith(".csv") else "xlsx"
    file, gathered = statements.read(name, records, register, texts, format)
    placed = {
        (cell.place.sheet, cell.place.cell): cell.column
        for record in records
        for each in record.cells.values()
        for cell in each
    }
    return Reading(file, (*findings, *gathered.findings), placed, frozenset(gathered.doubted))


def warm() -> None:
    """Read all that reading a spreadsheet needs of ontology and shapes."""
    columns.sheets()


def template(*, graph: Graph, lang: str = "nb") -> bytes:
    """A workbook to fill in.

    :param graph: the graph whose things can be chosen.
    :param lang: the language of headings, lists and notes.
    """
    return templates.render(Register(graph), lang)


def write(quads: Iterable[Quad], *, graph: Graph, lang: str = "nb", texts: Sequence[Text] = ()) -> Written:
    """What a file of RDF says as a workbook, filled in.

    :param quads: its statements.
    :param graph: the graph that it refers to.
    :param texts: the texts of its documents, in the order of these; places are then shown by their words.
    """
    quads = list(quads)
    register = Register(graph)
    data = templates.render(register, lang, Rows(quads, register, lang, texts).of())
    again = {quad.triple for quad in _reading("", grid.grids(data, ""), register, texts).file.quads}
    return Written(data, tuple(sorted({quad.triple for quad in quads} - again, key=str)))
