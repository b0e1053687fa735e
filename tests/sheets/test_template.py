"""The template: it opens, its lists are those of ontology and graph, its example is right and not read."""

from __future__ import annotations

import re
from typing import Any

import pytest
from openpyxl.workbook import Workbook

from filling import STATEMENT, at, fill, findings, page, read, template
from rusgraf import requirements
from rusgraf.graph import Graph
from rusgraf.sheets import columns, wording
from rusgraf.terms import LANGUAGES


def lists(book: Workbook, name: str) -> dict[str, list[Any]]:
    """What may be chosen, by the heading of the column; the ranges are those of the sheet of lists."""
    sheet = page(book, name)
    found = {}
    for validation in sheet.data_validations.dataValidation:
        title, cells = re.fullmatch(r"'(.+)'!(.+)", validation.formula1).groups()  # type: ignore[union-attr]
        first = re.match(r"([A-Z]+)(\d+)", str(validation.sqref))
        assert first
        heading = sheet[f"A{first[2]}"] if columns.sheet(name).form else sheet[f"{first[1]}1"]
        found[str(heading.value).removesuffix(" *")] = [
            row[0].value for row in book[title][cells.replace("$", "")]
        ]
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_lists_are_those_of_the_ontology(graph: Graph, lang: str) -> None:
    book = template(graph, lang)
    for sheet in columns.sheets():
        if sheet.name == "anchors":
            continue
        offered = lists(book, sheet.name)
        for column in sheet.columns:
            if column.shown != "needed" and column.field and column.field.kind in ("code", "topic"):
                codes = columns.kinds(column.part) if column.path.endswith("#type") else column.field.codes
                assert offered[column.headings[lang]] == [requirements.labels(code)[lang] for code in codes]


def test_the_lists_are_those_of_the_graph(graph: Graph) -> None:
    book = template(graph, "en")
    claims = lists(book, "claims")
    assert "Norway should have more low-threshold LAR services. [more-low-threshold-lar]" in claims["Claim"]
    assert len(claims["Claim"]) == len(graph.select("SELECT DISTINCT ?c { ?c a/rdfs:subClassOf* rg:Claim }"))
    assert "Fellesorganisasjonen (FO) [fo]" in lists(book, "document")["Actor"]
    assert "Norway" in lists(book, "figures")["Area"]
    # A step is drawn between the claims of the rows.
    assert lists(book, "relations")["Premise"][0] == at(book, "claims", "Claim", 2).value


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_pleasant(graph: Graph, lang: str) -> None:
    book = template(graph, lang)
    assert book.sheetnames[0] == wording.SHEETS["guidance"][lang]
    for sheet in columns.sheets():
        if sheet.name == "anchors":
            assert sheet.titles[lang] not in book.sheetnames
            continue
        found = page(book, sheet.name)
        assert found.freeze_panes == "B2"
        assert not found.protection.sheet
        headings = [row[0] for row in found.iter_rows(min_row=2)] if sheet.form else list(found[1])
        assert all(heading.comment for heading in headings if heading.value)
        starred = {heading.value for heading in headings if str(heading.value).endswith(" *")}
        shown = {column for column in sheet.columns if column.shown != "needed"}
        assert starred == {f"{column.headings[lang]} *" for column in shown if column.required}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_example_is_not_read(graph: Graph, lang: str) -> None:
    reading = read(template(graph, lang), graph)
    assert {quad.predicate.value.rpartition("/")[2] for quad in reading.file.quads} == {
        "22-rdf-syntax-ns#type",
        "license",
    }
    assert not reading.findings


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_example_is_right(graph: Graph, lang: str) -> None:
    book = template(graph, lang)
    mark = wording.EXAMPLE[lang]
    for sheet in columns.sheets():
        if sheet.titles[lang] not in book.sheetnames:
            continue
        found = page(book, sheet.name)
        if sheet.form:
            found["C1"].value = wording.FORM["answer"][lang]
            found.delete_cols(2)
        for cell in found[2]:
            cell.value = str(cell.value).removeprefix(f"{mark}: ") if cell.value else None
    reading = read(book, graph)
    assert len({quad.subject for quad in reading.file.quads}) == 11
    assert findings(book, graph) == []


def test_what_is_filled_in_conforms(graph: Graph) -> None:
    assert findings(fill(template(graph)), graph, STATEMENT) == []
