"""Workbooks as people leave them: what is meant is read, and what cannot be is told at its cell."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from pyoxigraph import Literal, NamedNode, Quad

import rusgraf
from filling import GOOD, at, fill, findings, page, read, saved, template, where
from rusgraf import places, sheets
from rusgraf.graph import Graph
from rusgraf.sheets import columns
from rusgraf.terms import LANGUAGES, PREFIXES, RDF_TYPE, rg
from rusgraf.turtle import Statements

NBSP, ZERO = "\u00a0", "\u200b"


def triples(book: Workbook | bytes, graph: Graph) -> set[object]:
    return {quad.triple for quad in read(book, graph).file.quads}


def good(graph: Graph) -> Workbook:
    return fill(template(graph))


# --------------------------------------------------------------------- what makes no difference


def spaces(book: Workbook) -> None:
    at(book, "claims", "Standpunkt", 4).value = f"{NBSP}slutter{NBSP}seg til {ZERO}"
    at(book, "claims", "Påstand", 4).value = "kveldsåpent  "
    at(book, "relations", "Mål", 3).value = f"{ZERO}Kveldsåpent"
    at(book, "claims", "Gjengivelse (bokmål)", 4).value += " \n"


def date_as_number(book: Workbook) -> None:
    cell = at(book, "document", "Innsending: utgitt")
    cell.value = datetime(2026, 11, 25)  # noqa: DTZ001
    cell.number_format = "dd.mm.yyyy"


def year_as_text_and_float(book: Workbook) -> None:
    at(book, "document", "Dokument: dato").value = "2026 "


def year_as_float(book: Workbook) -> None:
    at(book, "document", "Dokument: dato").value = 2026.0


def headings_in_another_case(book: Workbook) -> None:
    for name in ("claims", "relations"):
        for cell in page(book, name)[1]:
            cell.value = f"  {str(cell.value).upper()} "


def headings_without_stars(book: Workbook) -> None:
    for cell in page(book, "claims")[1]:
        cell.value = str(cell.value).rstrip(" *")


def headings_of_both_languages(book: Workbook) -> None:
    english = {c.headings["nb"]: c.headings["en"] for c in columns.sheet("claims").columns}
    for number, cell in enumerate(page(book, "claims")[1]):
        heading = str(cell.value).removesuffix(" *")
        cell.value = english.get(heading, heading) if number % 2 else heading


def headings_renamed(book: Workbook) -> None:
    at(book, "claims", "Standpunkt", 1).value = "Hva mener de?"


def columns_turned_round(book: Workbook) -> None:
    book.defined_names.clear()
    sheet = page(book, "claims")
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(reversed(values), 1):
            sheet.cell(row, column).value = value
    # The example is marked in the first column of the template.
    sheet.delete_rows(2)


def columns_deleted(book: Workbook) -> None:
    book.defined_names.clear()
    page(book, "claims").delete_cols(at(book, "claims", "Ifølge", 1).column)
    page(book, "relations").delete_cols(at(book, "relations", "Argumentrelasjon", 1).column)


def sheets_turned_round(book: Workbook) -> None:
    for sheet in book.worksheets[:]:
        book.move_sheet(sheet, -book.index(sheet))


def sheet_renamed(book: Workbook) -> None:
    page(book, "claims").title = "Mine påstander"
    book.defined_names.clear()


def sheets_hidden(book: Workbook) -> None:
    for name in ("claims", "relations"):
        page(book, name).sheet_state = "hidden"
    page(book, "claims").row_dimensions[4].hidden = True


def empty_rows_between(book: Workbook) -> None:
    page(book, "claims").insert_rows(4, 3)
    page(book, "relations").insert_rows(2, 2)


def rows_above_the_headings(book: Workbook) -> None:
    book.defined_names.clear()
    page(book, "claims").insert_rows(1, 2)
    page(book, "claims")["A1"].value = "Foreningens påstander"


def formats_far_down(book: Workbook) -> None:
    page(book, "claims").cell(1_048_576, 16_384).number_format = "0.00"
    page(book, "claims").cell(60_000, 3).value = " "


def merged(book: Workbook) -> None:
    sheet = page(book, "claims")
    column = at(book, "claims", "Standpunkt", 4).column
    sheet.merge_cells(start_row=3, end_row=5, start_column=column, end_column=column)


def codes_by_slug_and_curie(book: Workbook) -> None:
    at(book, "claims", "Standpunkt", 4).value = "endorses"
    at(book, "claims", "Standpunkt", 5).value = "stance:endorses"
    at(book, "claims", "Emne", 4).value = "Low-threshold LAR"
    at(book, "claims", "Type", 4).value = "rg:PolicyDemand"
    at(book, "document", "Aktør: aktørtype").value = "Trade Union"


def premise_by_its_text(book: Workbook) -> None:
    at(book, "relations", "Premiss", 3).value = GOOD["claims"][2]["Gjengivelse (bokmål)"]


def existing_claim_by_its_text(book: Workbook) -> None:
    chosen = "Norge bør ha flere LAR-tilbud med lav terskel. [more-low-threshold-lar]"
    at(book, "claims", "Påstand", 3).value = chosen


def whole_passage_in_one_cell(book: Workbook) -> None:
    at(book, "claims", "Første ord", 4).value = "they should be open in the\nevening."
    at(book, "claims", "Siste ord", 4).value = None


def more_columns_and_sheets(book: Workbook) -> None:
    page(book, "claims").cell(1, 60).value = "Husk å spørre om dette"
    page(book, "claims").cell(4, 60).value = "ja"
    book.create_sheet("Notater")["A1"].value = "Ring foreningen"


NO_DIFFERENCE: list[Callable[[Workbook], None]] = [
    spaces,
    date_as_number,
    year_as_text_and_float,
    year_as_float,
    headings_in_another_case,
    headings_without_stars,
    headings_of_both_languages,
    headings_renamed,
    columns_turned_round,
    columns_deleted,
    sheets_turned_round,
    sheet_renamed,
    sheets_hidden,
    empty_rows_between,
    rows_above_the_headings,
    formats_far_down,
    merged,
    codes_by_slug_and_curie,
    premise_by_its_text,
    existing_claim_by_its_text,
    whole_passage_in_one_cell,
    more_columns_and_sheets,
]


@pytest.mark.parametrize("change", NO_DIFFERENCE, ids=lambda change: change.__name__)
def test_what_makes_no_difference(graph: Graph, change: Callable[[Workbook], None]) -> None:
    book = good(graph)
    expected = triples(book, graph)
    change(book)
    assert triples(book, graph) == expected
    assert findings(book, graph) == []


def test_what_is_not_of_the_template_is_noted(graph: Graph) -> None:
    book = good(graph)
    more_columns_and_sheets(book)
    noted = [f.message("nb") for f in read(book, graph).findings if f.severity == "Info"]
    assert noted == [
        "Kolonnen «Husk å spørre om dette» er ikke av malen, og er ikke lest.",
        "Arket «Notater» er ikke av malen, og er ikke lest.",
    ]


def test_a_misspelt_heading_is_told(graph: Graph) -> None:
    book = good(graph)
    book.defined_names.clear()
    at(book, "claims", "Standpunkt", 1).value = "Stanpunkt"
    (found, *_) = findings(book, graph)
    assert (found.kind, found.severity, found.suggestion) == ("unknown-property", "Warning", "Standpunkt")


# --------------------------------------------------------------------- one mistake, one finding, at its cell

MISTAKES: list[tuple[str, str, int, Any, str, str]] = [
    ("claims", "Standpunkt", 4, "sluter seg til", "unknown-code", "slutter seg til"),
    ("claims", "Standpunkt", 4, "kanskje", "unknown-code", ""),
    ("claims", "Type", 4, "krav", "unknown-code", ""),
    ("claims", "Emne", 4, "lavterskel LAR", "unknown-code", "lavterskel-LAR"),
    ("claims", "Ifølge", 4, "Verdens helseorganisasjon", "dangling-reference", ""),
    ("claims", "Påstand", 3, "more-low-treshold-lar", "dangling-reference", "more-low-threshold-lar"),
    ("claims", "Første ord", 4, "they would be open", "dangling-reference", ""),
    ("claims", "Første ord", 4, "the", "wrong-value", ""),
    ("claims", "Siste ord", 4, "in the morning", "wrong-value", ""),
    ("claims", "Standpunkt", 4, "=1/0", "wrong-value", ""),
    ("relations", "Mål", 3, "kveldsåben", "dangling-reference", "kveldsapent"),
    ("relations", "Grunnlag", 3, "utalt", "unknown-code", "uttalt"),
    ("relations", "Mål", 3, "kveldsåpent; dagtid", "too-many", ""),
    ("document", "Innsending: utgitt", 3, "31.02.2026", "impossible-date", ""),
    ("document", "Innsending: utgitt", 3, "2026", "wrong-datatype", ""),
    ("document", "Dokument: dato", 3, 46351, "wrong-datatype", "2026-11-25"),
    ("document", "Dokument: nettadresse", 3, "www.example.org", "wrong-value", ""),
    ("document", "Aktør: aktørtype", 3, "fagforbund", "unknown-code", "fagforening"),
    ("document", "Dokument", 3, "en/skråstrek", "wrong-value", ""),
    ("claims", "Påstand", 3, "=1/0", "wrong-value", ""),
    ("claims", "Påstand", 3, "a/b", "wrong-value", ""),
    ("claims", "Påstand", 3, None, "missing-statement", ""),
    ("relations", "Argumentrelasjon", 3, "a/b", "wrong-value", ""),
    ("relations", "Argumentrelasjon", 9, "=1/0", "wrong-value", ""),
    ("sources", "Kilde", 9, "a/b", "wrong-value", ""),
]


@pytest.mark.parametrize(("name", "heading", "row", "value", "kind", "suggestion"), MISTAKES)
def test_a_cell_that_cannot_be_read(
    graph: Graph, name: str, heading: str, row: int, value: Any, kind: str, suggestion: str
) -> None:
    book = good(graph)
    cell = at(book, name, heading, row)
    cell.value = value
    found = findings(book, graph)
    assert where(found) == [(page(book, name).title, cell.coordinate)], [f.message() for f in found]
    assert (found[0].kind, found[0].suggestion) == (kind, suggestion)
    for language in LANGUAGES:
        assert found[0].message(language)[0] in "«“"
    assert found[0].message("nb").startswith(f"«{heading}»: ")


MISSING = [
    ("claims", "Type", 4),
    ("claims", "Gjengivelse (bokmål)", 4),
    ("claims", "Gjengivelse (engelsk)", 4),
    ("claims", "Emne", 4),
    ("claims", "Standpunkt", 4),
    ("relations", "Type", 3),
    ("relations", "Premiss", 3),
    ("relations", "Mål", 3),
    ("relations", "Grunnlag", 3),
    ("document", "Innsending: tittel (bokmål)", 3),
    ("document", "Innsending: utgitt", 3),
    ("document", "Innsending: lisens", 3),
    ("document", "Innsender: navn (bokmål)", 3),
    ("document", "Aktør: navn (bokmål)", 3),
    ("document", "Aktør: aktørtype", 3),
    ("document", "Dokument: tittel (bokmål)", 3),
    ("document", "Dokument: dato", 3),
]


@pytest.mark.parametrize(("name", "heading", "row"), MISSING)
def test_a_cell_that_must_be_filled_in(graph: Graph, name: str, heading: str, row: int) -> None:
    book = good(graph)
    cell = at(book, name, heading, row)
    cell.value = None
    found = findings(book, graph)
    assert where(found) == [(page(book, name).title, cell.coordinate)], [f.message() for f in found]
    assert found[0].message("nb").startswith(f"«{heading}»: Fyll ut cellen.")


@pytest.mark.parametrize("heading", ["Første ord", "Siste ord"])
def test_words_that_lack(graph: Graph, heading: str) -> None:
    book = good(graph)
    for name, row in (("claims", 4), ("relations", 3)):
        at(book, name, "Første ord", row).value = None
        if heading == "Første ord":
            at(book, name, "Siste ord", row).value = None
    if heading == "Første ord":
        # Nothing of the place is said.
        assert {place[1][0] for place in where(findings(book, graph))} == {
            at(book, "claims", heading).column_letter,
            at(book, "relations", heading).column_letter,
        }
    else:
        messages = {finding.message("nb") for finding in findings(book, graph)}
        assert messages == {"«Siste ord»: Skriv også de første ordene av stedet."}


def test_words_without_a_text_are_told_once(graph: Graph) -> None:
    reading = sheets.read_bytes(saved(good(graph)), "filled.xlsx", graph=graph)
    (found,) = reading.findings
    assert "--text" in found.message("nb")
    assert len(found.also) == 3


def test_a_formula_is_read_as_what_it_came_to_or_told(graph: Graph) -> None:
    book = good(graph)
    cell = at(book, "claims", "Standpunkt", 4)
    cell.value = '="slutter "&"seg til"'
    # openpyxl does not work formulas out, so the file holds no value.
    found = findings(book, graph)
    assert where(found) == [("Påstander", cell.coordinate)]
    assert "formel" in found[0].message("nb")


def test_a_sheet_without_headings_is_told(graph: Graph) -> None:
    book = good(graph)
    book.defined_names.clear()
    page(book, "relations").delete_rows(1)
    found = [finding for finding in findings(book, graph) if finding.place.sheet == "Relasjoner"]
    assert [finding.kind for finding in found] == ["missing-statement"]


def test_too_many_rows_are_told(graph: Graph) -> None:
    book = good(graph)
    page(book, "claims").cell(10_500, 1).value = "langt nede"
    page(book, "claims").cell(1_048_576, 2).value = "lengst nede"
    found = findings(book, graph)
    assert [(finding.kind, finding.place.cell) for finding in found] == [("refused", "A10500")]


def test_two_rows_with_one_text_are_two_claims(graph: Graph) -> None:
    book = good(graph)
    for row in (6, 7):
        for heading in ("Type", "Gjengivelse (bokmål)", "Gjengivelse (engelsk)", "Emne", "Standpunkt"):
            at(book, "claims", heading, row).value = GOOD["claims"][1][heading]
        at(book, "claims", "Første ord", row).value = "LAR must not"
    quads = read(book, graph).file.quads
    assert {str(q.subject)[1:-1].rpartition("/")[2] for q in quads if q.predicate == rg("paraphrase")} == {
        "kveldsapent",
        "dagtid",
        "low-threshold-lar-should-be-open-after-working-hours-too",
        "low-threshold-lar-should-be-open-after-working-hours-too-2",
    }


def test_another_row_of_a_claim_is_another_place(graph: Graph) -> None:
    book = good(graph)
    at(book, "claims", "Påstand", 6).value = "kveldsåpent"
    at(book, "claims", "Første ord", 6).value = "evening hours keep"
    assertion = NamedNode(f"{PREFIXES['assertion']}example-association-kveldsapent")
    quads = read(book, graph).file.quads
    assert len([q for q in quads if (q.subject, q.predicate) == (assertion, rg("anchor"))]) == 2
    assert findings(book, graph) == []


@pytest.mark.parametrize("given", [5, 6])
def test_where_a_passage_is_may_be_said_in_one_of_its_rows(given: int, graph: Graph) -> None:
    book = good(graph)
    for heading in ("Påstand", "Første ord", "Siste ord"):
        at(book, "claims", heading, 6).value = at(book, "claims", heading, 5).value
    for row in (5, 6):
        at(book, "claims", "Stedsangivelse", row).value = "1 Opening hours" if row == given else None
    quads = read(book, graph).file.quads
    told = [quad.object for quad in quads if quad.predicate == NamedNode(f"{PREFIXES['rg']}locator")]
    assert Literal("1 Opening hours") in told
    assert findings(book, graph) == []


def test_no_stance_is_a_dash(graph: Graph) -> None:
    book = good(graph)
    for heading, value in (("Standpunkt", "–"), ("Første ord", None), ("Siste ord", None)):  # noqa: RUF001
        at(book, "claims", heading, 5).value = value
    at(book, "claims", "Stedsangivelse", 5).value = None
    assert findings(book, graph) == []
    subjects = {str(quad.subject) for quad in read(book, graph).file.quads}
    assert not any("assertion/example-association-dagtid" in subject for subject in subjects)


def test_a_figure_is_measured_by_its_series(graph: Graph) -> None:
    book = good(graph)
    row = {
        "Tallserie": "overdose-deaths-police",
        "Sted": "Norge",
        "År": "1899",
        "Enhet": "dødsfall",
        "Kilde": "fmr-police-figures",
        "Verdi": "1 234,0",
    }
    fill(book, {"figures": [row]})
    quads = read(book, graph).file.quads
    figure = NamedNode(f"{PREFIXES['observation']}overdose-deaths-police-1899")
    measure = NamedNode(f"{PREFIXES['measure']}police-overdose-deaths")
    # What is counted comes in whole numbers, however a spreadsheet writes them.
    value = Literal("1234", datatype=NamedNode(f"{PREFIXES['xsd']}integer"))
    assert (figure, measure, value) in {(q.subject, q.predicate, q.object) for q in quads}
    assert findings(book, graph) == []


def test_what_begins_as_a_formula_stays_a_text(graph: Graph) -> None:
    claim = NamedNode(PREFIXES["claim"] + "example")
    text = Literal('=HYPERLINK("https://example.org";"x")', language="nb")
    quads = [Quad(claim, RDF_TYPE, rg("FactualClaim")), Quad(claim, rg("paraphrase"), text)]
    written = sheets.write(quads, graph=graph)
    assert written.left == ()
    book = openpyxl.load_workbook(io.BytesIO(written.data))
    cell = at(book, "claims", "Gjengivelse (bokmål)", 2)
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert not any(c.data_type == "f" for sheet in book for line in sheet.iter_rows() for c in line)


def test_a_new_version_of_what_the_graph_has_keeps_its_names(graph: Graph, tmp_path: Path) -> None:
    book = good(graph)
    for heading in ("Dokument", "Aktør", "Innsender"):
        at(book, "document", heading).value = None
    at(book, "relations", "Premiss", 3).value = GOOD["claims"][2]["Gjengivelse (engelsk)"]
    at(book, "relations", "Mål", 3).value = GOOD["claims"][1]["Gjengivelse (engelsk)"]
    for row in (4, 5):
        at(book, "claims", "Påstand", row).value = None
    first = read(book, graph)
    (tmp_path / "first.ttl").write_bytes(Statements(first.file.quads).render("ttl"))
    with_it = rusgraf.open(places.DATA, tmp_path)
    assert with_it.holds(first.file.graph)
    again = read(book, with_it)
    assert {quad.triple for quad in again.file.quads} == {quad.triple for quad in first.file.quads}
    assert findings(book, with_it) == []
