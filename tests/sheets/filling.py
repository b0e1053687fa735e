"""Filling in the template, with openpyxl in the place of Excel."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

import rusgraf
from rusgraf import sheets
from rusgraf.anchors import Text, read_text
from rusgraf.graph import Graph
from rusgraf.sheets import Reading, columns
from rusgraf.validation import Finding

EXAMPLES = Path(__file__).parents[2] / "docs" / "example"
STATEMENT = read_text(EXAMPLES / "statement.txt")

#: A statement of a union that does not exist, as somebody might fill it in, in Norwegian.
GOOD: Mapping[str, list[dict[str, Any]]] = {
    "document": [
        {
            "Innsending: tittel (bokmål)": "Foreningens uttalelse (oppdiktet)",
            "Innsending: utgitt": "25.11.2026",
            "Innsender": "example-researchers",
            "Innsender: navn (bokmål)": "Forskergruppen (oppdiktet)",
            "Aktør": "example-association",
            "Aktør: navn (bokmål)": "Foreningen (oppdiktet)",
            "Aktør: aktørtype": "fagforening",
            "Dokument": "example-association",
            "Dokument: tittel (bokmål)": "Uttalelse (oppdiktet)",
            "Dokument: dato": 2026,
        }
    ],
    "claims": [
        {"Påstand": "more-low-threshold-lar", "Standpunkt": "slutter seg til", "Første ord": "We want more"},
        {
            "Påstand": "kveldsåpent",
            "Type": "politisk krav",
            "Gjengivelse (bokmål)": "LAR med lav terskel bør ha kveldsåpent.",
            "Gjengivelse (engelsk)": "Low-threshold LAR should be open after working hours too.",
            "Emne": "lavterskel-LAR",
            "Standpunkt": "slutter seg til",
            "Første ord": "they should be open",
            "Siste ord": "in the evening.",
            "Stedsangivelse": "1 Opening hours",
        },
        {
            "Påstand": "dagtid",
            "Type": "faktapåstand",
            "Gjengivelse (bokmål)": "De som arbeider på dagtid, rekker ikke en klinikk som bare er dagåpen.",
            "Gjengivelse (engelsk)": "Those who work by day cannot reach a clinic with daytime hours only.",
            "Emne": "lavterskel-LAR",
            "Standpunkt": "slutter seg til",
            "Første ord": "Someone with a job",
            "Siste ord": "nine and three",
            "Stedsangivelse": "1 Opening hours",
        },
    ],
    "relations": [
        {
            "Type": "støtte",
            "Premiss": "dagtid",
            "Mål": "kveldsåpent",
            "Grunnlag": "uttalt",
            "Første ord": "Someone with a job",
            "Siste ord": "nine and three",
            "Stedsangivelse": "1 Opening hours",
        }
    ],
}


_templates: dict[tuple[int, str], bytes] = {}


def template(graph: Graph, lang: str = "nb") -> Workbook:
    """A template to be changed; it is made once."""
    if (id(graph), lang) not in _templates:
        _templates[id(graph), lang] = sheets.template(graph=graph, lang=lang)
    return openpyxl.load_workbook(io.BytesIO(_templates[id(graph), lang]))


def page(book: Workbook, name: str) -> Worksheet:
    """The sheet, whatever the language."""
    titles = columns.sheet(name).titles.values()
    return next(each for each in book.worksheets if each.title in titles)


def at(book: Workbook, name: str, heading: str, row: int = 3) -> Any:
    """The cell below a heading, or beside it on the form."""
    sheet = page(book, name)
    form = columns.sheet(name).form
    for number in range(1, (sheet.max_row if form else sheet.max_column) + 1):
        shown = (sheet.cell(number, 1) if form else sheet.cell(1, number)).value
        if shown is not None and str(shown).removesuffix(" *") == heading:
            return sheet.cell(number, 2) if form else sheet.cell(row, number)
    raise KeyError(heading)


def fill(book: Workbook, filled: Mapping[str, list[dict[str, Any]]] = GOOD) -> Workbook:
    """Write rows below the example."""
    for name, rows in filled.items():
        for row, values in enumerate(rows, 3):
            for heading, value in values.items():
                at(book, name, heading, row).value = value
    return book


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def read(data: bytes | Workbook, graph: Graph, *texts: Text) -> Reading:
    data = data if isinstance(data, bytes) else saved(data)
    return sheets.read_bytes(data, "filled.xlsx", graph=graph, texts=texts or (STATEMENT,))


def findings(book: bytes | Workbook, graph: Graph, *texts: Text) -> list[Finding]:
    """All that is wrong, with the cells and with the statements, but for what is only noted."""
    reading = read(book, graph, *texts)
    report = sheets.told(rusgraf.validate(reading.file, graph=graph), [reading])
    return [finding for finding in report.findings if finding.severity != "Info"]


def where(found: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.place.sheet, finding.place.cell) for finding in found]
