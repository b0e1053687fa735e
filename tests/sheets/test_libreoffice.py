"""LibreOffice opens what is written, and what it writes is read."""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path

import pytest

from filling import STATEMENT, at, fill, page, read, saved, template
from rusgraf import sheets
from rusgraf.graph import Graph
from rusgraf.terms import LANGUAGES

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(
        not shutil.which("soffice"), reason="needs LibreOffice: apt-get install libreoffice-calc-nogui"
    ),
]


def converted(path: Path, to: str, folder: Path) -> Path:
    """What LibreOffice makes of a file."""
    folder.mkdir(exist_ok=True)
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            to,
            "--outdir",
            folder,
            path,
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / f"{path.stem}.{to.partition(':')[0]}"


def test_what_it_saves_says_the_same(graph: Graph, tmp_path: Path) -> None:
    book = fill(template(graph))
    # LibreOffice works the formula out; its value is what is read.
    at(book, "claims", "Standpunkt", 4).value = '="slutter "&"seg til"'
    path = tmp_path / "filled.xlsx"
    path.write_bytes(saved(book))
    again = converted(path, "xlsx:Calc MS Excel 2007 XML", tmp_path / "out")
    reading = sheets.read(again, graph=graph, texts=[STATEMENT])
    assert not reading.findings
    at(book, "claims", "Standpunkt", 4).value = "slutter seg til"
    assert {quad.triple for quad in reading.file.quads} == {
        quad.triple for quad in read(book, graph).file.quads
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_opens_the_template_with_its_lists_and_notes(graph: Graph, tmp_path: Path, lang: str) -> None:
    import openpyxl

    path = tmp_path / "template.xlsx"
    path.write_bytes(sheets.template(graph=graph, lang=lang))
    before = openpyxl.load_workbook(path)
    after = openpyxl.load_workbook(converted(path, "xlsx:Calc MS Excel 2007 XML", tmp_path / "out"))
    assert after.sheetnames == before.sheetnames
    for sheet in before.worksheets:
        notes = [cell.comment and cell.comment.text for cell in sheet[1]]
        assert [cell.comment and cell.comment.text for cell in after[sheet.title][1]][: len(notes)] == notes
        lists = {each.formula1.replace("'", "") for each in sheet.data_validations.dataValidation}
        assert lists == {
            each.formula1.replace("'", "") for each in after[sheet.title].data_validations.dataValidation
        }
    assert set(before.defined_names) <= set(after.defined_names)


def test_the_csv_that_it_saves_is_read(graph: Graph, tmp_path: Path) -> None:
    book = fill(template(graph))
    folder = tmp_path / "files"
    folder.mkdir()
    for name in ("document", "claims", "relations"):
        path = tmp_path / f"{name}.xlsx"
        one = fill(template(graph))
        for sheet in one.worksheets[:]:
            if sheet.title != page(one, name).title:
                one.remove(sheet)
        one.defined_names.clear()
        path.write_bytes(saved(one))
        shutil.copy(converted(path, "csv:Text - txt - csv (StarCalc):59,34,76,1", tmp_path / "out"), folder)
    with (folder / "claims.csv").open(encoding="utf-8") as file:
        assert next(csv.reader(file, delimiter=";"))[0] == "Påstand"
    reading = sheets.read(folder, graph=graph, texts=[STATEMENT])
    assert not reading.findings
    assert {quad.triple for quad in reading.file.quads} == {
        quad.triple for quad in read(book, graph).file.quads
    }
