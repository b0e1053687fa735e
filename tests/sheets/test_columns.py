"""Everything that is asked of a document and what it says is a column, or left out for a reason."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from rusgraf import requirements
from rusgraf.sheets import columns, notes, wording
from rusgraf.sheets.columns import Column, Sheet
from rusgraf.terms import LANGUAGES, PREFIXES, curie, expand

ROOT = Path(__file__).parents[2]
SHEETS = columns.sheets()
COLUMNS = [column for sheet in SHEETS for column in sheet.columns]
PARTS = [part for sheet in SHEETS for part in sheet.parts]


def test_every_class_is_of_a_sheet_or_left_out_for_a_reason() -> None:
    asked = {curie(each.name) for each in requirements.all()}
    covered = {part.of for part in PARTS} | {curie(kind) for part in PARTS for kind in columns.kinds(part)}
    assert asked == covered & asked | set(columns.NOT_IN_SHEETS)
    assert not covered & set(columns.NOT_IN_SHEETS)


def test_every_field_is_a_column_or_made_by_the_row() -> None:
    for part in PARTS:
        has = {column.path for column in COLUMNS if column.part == part}
        for field in part.asked.fields:
            assert field.path in has or (part.of, curie(field.path)) in columns.MADE, (part, field.path)
        for kind in columns.kinds(part):
            for field in requirements.of(kind).fields:
                made = (curie(kind), curie(field.path)) in columns.MADE
                assert field.path in has or made, (kind, field.path)


def test_nothing_is_said_to_be_made_that_is_not_asked() -> None:
    for of, property in columns.MADE:
        assert expand(property) in {field.path for field in requirements.of(of).fields}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_headings_are_alone_in_their_sheet_in_both_languages(sheet: Sheet) -> None:
    for language in LANGUAGES:
        counts = Counter(column.headings[language].casefold() for column in sheet.columns)
        assert set(counts.values()) == {1}, counts.most_common(2)
    # One heading in the two languages is never that of two columns.
    for one in sheet.columns:
        for other in sheet.columns:
            if one is not other:
                assert not set(one.headings.values()) & set(other.headings.values())


def test_the_names_of_columns_are_fit_for_cells() -> None:
    assert len({column.key for column in COLUMNS}) == len(COLUMNS)
    assert all(re.fullmatch(r"rusgraf(\.\w+)+", column.key) for column in COLUMNS)


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.key)
def test_every_heading_has_a_note_without_turtle(column: Column) -> None:
    names = r"\b(?:" + "|".join(map(re.escape, PREFIXES)) + r"):[A-Za-z]\w+"
    for language in LANGUAGES:
        note = notes.note(column, language)
        assert note or column.shown == "needed"
        mentioned = {name for name in re.findall(names, note) if not name.startswith("wd:")}
        assert not mentioned, note
        assert "@nb" not in note


def test_what_is_said_is_said_in_both_languages() -> None:
    for said in (wording.SHEETS, wording.PURPOSES, wording.PARTS, wording.NOTES, wording.FORM, wording.IN):
        assert all(set(LANGUAGES) <= set(texts) for texts in said.values())
    assert {sheet.name for sheet in SHEETS} <= set(wording.SHEETS)
    assert {sheet.name for sheet in SHEETS} == set(wording.PURPOSES)


def test_a_new_property_becomes_a_column_by_itself(tmp_path: Path) -> None:
    for folder in ("ontology", "data", "queries", "src"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    ontology = tmp_path / "ontology" / "rusgraf.ttl"
    ontology.write_text(
        ontology.read_text("utf-8")
        + 'rg:urgency a owl:DatatypeProperty ; rdfs:label "hast"@nb ; rdfs:label "urgency"@en ;\n'
        ' skos:definition "Hvor mye det haster."@nb ; skos:definition "How urgent it is."@en .\n',
        "utf-8",
    )
    shapes = tmp_path / "ontology" / "shapes" / "claims.ttl"
    shapes.write_text(
        shapes.read_text("utf-8").replace(
            "sh:property rgsh:Claim-kind ;", "sh:property rgsh:Claim-kind ; sh:property rgsh:Claim-urgency ;"
        )
        + "rgsh:Claim-urgency a sh:PropertyShape ; sh:path rg:urgency ; sh:minCount 1 ; sh:maxCount 1 ;\n"
        " sh:datatype <http://www.w3.org/2001/XMLSchema#integer> ;\n"
        ' sh:message "Si hvor mye det haster."@nb ; sh:message "Say how urgent it is."@en .\n',
        "utf-8",
    )
    output = tmp_path / "template.xlsx"
    subprocess.run(
        [sys.executable, "-m", "rusgraf", "template", "-o", str(output), "--lang", "nb"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "src"), "PATH": ""},
        check=True,
    )
    import openpyxl

    headings = {cell.value: cell for cell in openpyxl.load_workbook(output)["Påstander"][1]}
    comment = headings["Hast *"].comment
    assert comment
    assert comment.text == "Hvor mye det haster.\nSi hvor mye det haster.\nMå fylles ut."
