"""A folder of CSV files is read as a workbook is."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

import rusgraf
from conftest import Cli
from filling import EXAMPLES, STATEMENT, fill, page, read, template
from rusgraf import sheets
from rusgraf.errors import UnreadableInput
from rusgraf.graph import Graph
from rusgraf.sheets import columns


def exported(
    book: Workbook, folder: Path, *, delimiter: str = ";", encoding: str = "utf-8", named: str = ""
) -> Path:
    """What a spreadsheet program saves, a file for each sheet."""
    folder.mkdir(exist_ok=True)
    for sheet in columns.sheets():
        if sheet.titles["nb"] not in book.sheetnames:
            continue
        title = sheet.titles["nb"]
        # As a person names it, and as LibreOffice does that saves all sheets.
        name = {"key": sheet.name, "libreoffice": f"mitt-dokument-{title}"}.get(named, title.lower())
        with (folder / f"{name}.csv").open("w", encoding=encoding, newline="") as file:
            writer = csv.writer(file, delimiter=delimiter)
            writer.writerows(page(book, sheet.name).iter_rows(values_only=True))
    return folder


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("named", ["key", "title", "libreoffice"])
def test_it_is_read_as_the_workbook(
    graph: Graph, tmp_path: Path, delimiter: str, encoding: str, named: str
) -> None:
    book = fill(template(graph))
    folder = exported(book, tmp_path / "files", delimiter=delimiter, encoding=encoding, named=named)
    assert sheets.is_spreadsheet(folder)
    reading = sheets.read(folder, graph=graph, texts=[STATEMENT])
    assert {quad.triple for quad in reading.file.quads} == {
        quad.triple for quad in read(book, graph).file.quads
    }
    assert reading.file.format == "csv"
    assert not reading.findings


def test_findings_name_the_file_and_the_cell(graph: Graph, tmp_path: Path) -> None:
    book = fill(template(graph))
    page(book, "claims")["H4"].value = "kanskje"
    page(book, "claims")["E5"].value = None
    folder = exported(book, tmp_path / "files")
    reading = sheets.read(folder, graph=graph, texts=[STATEMENT])
    report = sheets.told(rusgraf.validate(reading.file, graph=graph), [reading])
    places = [(finding.place.file, finding.place.cell) for finding in report.findings]
    assert places == [(str(folder / "påstander.csv"), "H4"), (str(folder / "påstander.csv"), "E5")]


def test_a_folder_with_findings_is_not_said_to_conform(cli: Cli, graph: Graph, tmp_path: Path) -> None:
    book = fill(template(graph))
    page(book, "claims")["H4"].value = "kanskje"
    folder = exported(book, tmp_path / "files")
    done = cli("validate", folder, "--text", EXAMPLES / "statement.txt")
    assert done.returncode == 1
    assert f"{folder / 'påstander.csv'}: 1 feil" in done.stdout
    assert "i orden" not in done.stdout


def test_the_old_encoding_of_windows_is_told(graph: Graph, tmp_path: Path) -> None:
    folder = exported(fill(template(graph, "nb")), tmp_path / "files", named="key")
    text = (folder / "claims.csv").read_text("utf-8").replace("–", "-")  # noqa: RUF001
    (folder / "claims.csv").write_bytes(text.encode("cp1252"))
    with pytest.raises(UnreadableInput, match="not UTF-8") as raised:
        sheets.read(folder, graph=graph)
    assert "CSV UTF-8" in raised.value.hint


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a\0b;c\n", "NUL"),
        (b";\n" * 60_000, "more than 50000 rows"),
        (b'"' + b"a" * 200_000 + b'"\n', "not CSV"),
        (b"a;" * (9 << 20), "larger than"),
    ],
)
def test_what_is_no_table_is_refused(graph: Graph, tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "claims.csv").write_bytes(data)
    with pytest.raises(UnreadableInput, match=message):
        sheets.read(tmp_path, graph=graph)
