"""Files that would keep whoever opens them busy, or that are something else: each gets a clear answer."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filling import EXAMPLES, fill, findings, read, saved, template
from rusgraf import sheets
from rusgraf.errors import UnreadableInput
from rusgraf.graph import Graph


def changed(data: bytes, change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    """An archive with its parts changed, and with more of them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, change(part.filename, old.read(part)))
        for name, content in more.items():
            new.writestr(name, content)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def good(graph: Graph) -> bytes:
    return saved(fill(template(graph)))


def in_claims(pattern: bytes, replacement: bytes) -> Callable[[str, bytes], bytes]:
    """Change the sheet with the claims: it is the third."""
    return lambda name, text: (
        re.sub(pattern, replacement, text, count=1) if name == "xl/worksheets/sheet3.xml" else text
    )


def bomb(good: bytes) -> bytes:
    return changed(good, lambda name, text: text, **{"xl/media/image1.png": b"\0" * (200 << 20)})


def rows_bomb(good: bytes) -> bytes:
    rows = b"<row>" + b"<c><v>1</v></c>" * 1000 + b"</row>"
    return changed(good, in_claims(b"</sheetData>", rows * 1000 + b"</sheetData>"))


def merge_bomb(good: bytes) -> bytes:
    merge = b'</sheetData><mergeCells count="1"><mergeCell ref="A5:XFD1048576"/></mergeCells>'
    return changed(good, in_claims(b"</sheetData>", merge))


def entity_bomb(good: bytes) -> bytes:
    doctype = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return changed(good, lambda name, text: doctype + text if name == "xl/workbook.xml" else text)


def utf_16(good: bytes) -> bytes:
    return changed(
        good, lambda name, text: text.decode().encode("utf-16") if name == "xl/workbook.xml" else text
    )


def many_parts(good: bytes) -> bytes:
    return changed(good, lambda name, text: text, **{f"xl/extra{n}.xml": b"<x/>" for n in range(1500)})


def cut_short(good: bytes) -> bytes:
    return good[: len(good) // 2]


def broken_xml(good: bytes) -> bytes:
    return changed(good, in_claims(b"</sheetData>", b"</shetData>"))


def no_workbook(good: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("readme.txt", "hei")
    return buffer.getvalue()


def open_document(good: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")
    return buffer.getvalue()


def old_kind(good: bytes) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000


def protected(good: bytes) -> bytes:
    return old_kind(good) + "EncryptedPackage".encode("utf-16-le")


def turtle(good: bytes) -> bytes:
    return (EXAMPLES / "submission.ttl").read_bytes()


def huge(good: bytes) -> bytes:
    return b"PK" + b"\0" * (33 << 20)


HOSTILE = {
    bomb: "unpacks to",
    rows_bomb: "more cells",
    merge_bomb: "more cells",
    entity_bomb: "not XML",
    utf_16: "not XML",
    many_parts: "parts",
    cut_short: "damaged",
    broken_xml: "damaged",
    no_workbook: "not an Excel workbook",
    open_document: r"\.ods",
    old_kind: r"\.xls\)",
    protected: "password",
    turtle: "not an Excel workbook",
    huge: "larger than",
}


@pytest.mark.parametrize(
    ("make", "message"), HOSTILE.items(), ids=lambda value: getattr(value, "__name__", "")
)
def test_hostile_files_are_refused(
    graph: Graph, good: bytes, make: Callable[[bytes], bytes], message: str
) -> None:
    with pytest.raises(UnreadableInput, match=message):
        read(make(good), graph)


def test_a_far_cell_is_told_at_once(graph: Graph, good: bytes) -> None:
    cell = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    # Such a cell is below all rows that are read, and its column has no heading.
    found = findings(changed(good, in_claims(b"</sheetData>", cell)), graph)
    assert [(finding.kind, finding.place.cell) for finding in found] == [("refused", "XFD1048576")]


@pytest.mark.parametrize(
    "row",
    [
        b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>',
        b'<row r="9"><c r="ZZZZZZ9"><v>1</v></c></row>',
        b'<row r="9"><c r="A9" t="s"><v>999999</v></c></row>',
        b'<row r="9"><c r="A9" t="d"><v>2021-99-99</v></c></row>',
        b'<row r="9"><c r="A9"><v>1e999</v></c></row>',
        b'<row r="9"><c r="A9" s="99999"><v>1</v></c></row>',
        b'<row r="x"><c r="A9"><v>1</v></c></row>',
    ],
)
def test_cells_that_no_program_writes(graph: Graph, good: bytes, row: bytes) -> None:
    """They are told or refused; nothing else happens."""
    data = changed(good, in_claims(b"</sheetData>", row + b"</sheetData>"))
    with suppress(UnreadableInput):
        findings(data, graph)


def test_a_link_to_another_workbook_is_not_followed(graph: Graph) -> None:
    book = fill(template(graph))
    book.worksheets[2]["A9"].value = "='[http://127.0.0.1:9/x.xlsx]Sheet1'!A1"
    assert [finding.place.cell for finding in findings(book, graph)] == ["A9"]


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 1 << 20), st.sampled_from(["overwrite", "cut", "alone"]))
def test_any_bytes_are_read_or_refused(graph: Graph, good: bytes, noise: bytes, at: int, how: str) -> None:
    at %= len(good)
    data = {
        "overwrite": good[:at] + noise + good[at + len(noise) :],
        "cut": good[:at],
        "alone": noise,
    }[how]
    with suppress(UnreadableInput):
        sheets.read_bytes(data, "noise.xlsx", graph=graph)


def test_what_is_missing_or_no_file_is_told(graph: Graph, tmp_path: Path) -> None:
    for path, message in ((tmp_path / "none.xlsx", "No such file"), (tmp_path, "no CSV file")):
        with pytest.raises(UnreadableInput, match=message):
            sheets.read(path, graph=graph)


def test_what_is_within_the_limits_is_read(graph: Graph) -> None:
    """As many rows as are allowed."""
    book = openpyxl.load_workbook(io.BytesIO(sheets.template(graph=graph)))
    page = book["Kilder"]
    for row in range(3, 10_002):
        page.cell(row, 1).value = f"example-{row}"
        page.cell(row, 3).value = f"Kilde {row}"
    reading = sheets.read_bytes(saved(book), "large.xlsx", graph=graph)
    assert not reading.findings
    assert len([quad for quad in reading.file.quads if quad.predicate.value.endswith("#label")]) == 9_999
