"""The workbooks of the documentation are the template of today, filled in."""

from __future__ import annotations

from io import BytesIO

import hearing
import openpyxl
import pytest

import rusgraf
from filling import EXAMPLES
from rusgraf import sheets
from rusgraf.anchors import read_text
from rusgraf.graph import Graph
from rusgraf.terms import LANGUAGES

TEXT = read_text(EXAMPLES / "hearing.txt")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mended", [False, True])
def test_they_are_of_today(language: str, mended: bool) -> None:
    name = f"hearing-{language}{'-mended' * mended}.xlsx"
    kept, made = (
        {
            (sheet.title, cell.coordinate): (cell.value, cell.comment and cell.comment.text)
            for sheet in openpyxl.load_workbook(source)
            for row in sheet.iter_rows()
            for cell in row
        }
        for source in (EXAMPLES / name, BytesIO(hearing.workbook(language, mended=mended)))
    )
    assert kept == made, "run python docs/_ext/hearing.py"


def test_both_languages_say_the_same(graph: Graph) -> None:
    first, second = (
        {quad.triple for quad in sheets.read(path, graph=graph, texts=[TEXT]).file.quads}
        for path in (EXAMPLES / f"hearing-{language}-mended.xlsx" for language in LANGUAGES)
    )
    assert first == second


def test_mended_they_are_accepted(graph: Graph) -> None:
    path = EXAMPLES / "hearing-nb-mended.xlsx"
    reading = sheets.read(path, graph=graph, texts=[TEXT])
    assert not reading.findings
    # Nothing is copied from a text of the examples either.
    assert not rusgraf.validate(reading.file, graph=graph, engine="reference", sources=EXAMPLES).findings
