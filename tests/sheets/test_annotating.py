"""A workbook comes back with what is wrong at its cells, and all else as it was."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from filling import at, fill, findings, page, saved, template
from rusgraf.graph import Graph
from rusgraf.sheets.annotating import annotated
from rusgraf.terms import LANGUAGES


@pytest.mark.parametrize("lang", LANGUAGES)
def test_notes_stand_in_the_faulty_cells_alone(graph: Graph, lang: str) -> None:
    book = fill(template(graph))
    stance, topic = at(book, "claims", "Standpunkt", 4), at(book, "claims", "Emne", 5)
    stance.value = "kanskje"
    stance.comment = Comment("Spør Kari", "meg")
    topic.value = None
    own = book.create_sheet("Notater")
    own["B2"].value = "=1+1"
    own["B3"].value = "Ring foreningen"
    own["B3"].font = Font(bold=True, color="FF0000")
    before = saved(book)
    found = findings(before, graph)
    assert len(found) == 2
    after = openpyxl.load_workbook(io.BytesIO(annotated(before, "filled.xlsx", found, lang)))

    for finding in found:
        cell = after[finding.place.sheet][finding.place.cell]
        assert cell.comment
        assert cell.comment.text.startswith(finding.message(lang))
        assert cell.fill.start_color.rgb == "00FFD9D9"
    kept = at(after, "claims", "Standpunkt", 4).comment
    assert kept
    assert kept.text.endswith("Spør Kari")

    assert after.sheetnames == book.sheetnames
    faulty = {(finding.place.sheet, finding.place.cell) for finding in found}
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                again = after[sheet.title][cell.coordinate]
                if cell.data_type != "f":
                    assert again.value == cell.value
                if (sheet.title, cell.coordinate) not in faulty:
                    assert again.fill.start_color.rgb == cell.fill.start_color.rgb
                    assert bool(again.comment) == bool(cell.comment)
    assert after["Notater"]["B3"].font.bold
    assert len(page(after, "claims").data_validations.dataValidation) == len(
        page(book, "claims").data_validations.dataValidation
    )


def test_no_formula_is_written(graph: Graph) -> None:
    book = fill(template(graph))
    book.create_sheet("Notater")["B2"].value = '=HYPERLINK("https://example.org")'
    stance = at(book, "claims", "Standpunkt", 4)
    stance.value = "=slutter"
    stance.data_type = "s"
    data = saved(book)
    after = openpyxl.load_workbook(io.BytesIO(annotated(data, "filled.xlsx", findings(data, graph), "nb")))
    assert not any(cell.data_type == "f" for sheet in after for row in sheet.iter_rows() for cell in row)
    assert at(after, "claims", "Standpunkt", 4).value == "=slutter"


def test_a_note_on_a_merged_cell_goes_to_where_it_is_seen(graph: Graph) -> None:
    book = fill(template(graph))
    stance = at(book, "claims", "Standpunkt", 4)
    stance.value = "kanskje"
    page(book, "claims").merge_cells(f"{stance.coordinate}:{stance.column_letter}5")
    data = saved(book)
    found = findings(data, graph)
    after = openpyxl.load_workbook(io.BytesIO(annotated(data, "filled.xlsx", found, "nb")))
    assert page(after, "claims")[stance.coordinate].comment
