"""What a spreadsheet file may be before anything is made of it: its kind and its size.

A workbook is a ZIP archive of XML. A small one can unpack to gigabytes, name the last cell
of a sheet or merge all of them: whoever opens it without looking is kept busy for ever.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from rusgraf.errors import UnreadableInput

#: Rows of a sheet, below its headings, that are read.
MAX_ROWS: Final = 10_000
#: Columns of a sheet that are read.
MAX_COLUMNS: Final = 500

#: Bytes of a file that is read.
MAX_FILE: Final = 32 * 1024 * 1024
_MAX_UNPACKED: Final = 64 * 1024 * 1024
_MAX_PARTS: Final = 1_000
#: XML elements in all parts together: a cell takes two or three.
_MAX_ELEMENTS: Final = 400_000
#: Cells that merges may cover, all together.
_MAX_MERGED: Final = 100_000

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_ELEMENT: Final = re.compile(rb"<[A-Za-z_]")
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s>/]")
_MERGE: Final = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*[\"']\s*\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)"
)
_SAVE_AS: Final = "Open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx)."


@dataclass(frozen=True)
class Archive:
    """A workbook that may be opened.

    :param data: its bytes.
    :param formulas: whether a cell of it holds a formula.
    """

    data: bytes
    formulas: bool


def admitted(data: bytes, name: str) -> Archive:
    """See that a file is a workbook that can be opened without harm.

    :raises UnreadableInput: it is of another kind, protected by a password, damaged, or too large.
    """
    if len(data) > MAX_FILE:
        raise UnreadableInput(f"{name}: larger than {MAX_FILE >> 20} MB.", "Split the workbook.")
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise UnreadableInput(f"{name}: protected by a password.", "Save it without a password.")
        raise UnreadableInput(f"{name}: a workbook of the old kind (.xls).", _SAVE_AS)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _looked_through(archive, data, name)
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        ValueError,
        OverflowError,
    ) as error:
        raise UnreadableInput(f"{name}: not an Excel workbook, or a damaged one.", _SAVE_AS) from error
    except Exception as error:
        if type(error).__module__ != "zlib":
            raise
        raise UnreadableInput(f"{name}: not an Excel workbook, or a damaged one.", _SAVE_AS) from error


def _looked_through(archive: zipfile.ZipFile, data: bytes, name: str) -> Archive:
    parts = archive.infolist()
    if len(parts) > _MAX_PARTS:
        raise UnreadableInput(f"{name}: has {len(parts)} parts; a workbook has far fewer.")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > _MAX_UNPACKED:
        raise UnreadableInput(
            f"{name}: unpacks to {unpacked >> 20} MB, more than the {_MAX_UNPACKED >> 20} MB that are read.",
            "Remove formats and sheets that are not needed, or split the workbook.",
        )
    names = {part.filename for part in parts}
    if len(names) < len(parts):
        raise UnreadableInput(f"{name}: has a part twice; this is not how a workbook is written.")
    if "xl/workbook.xml" not in names:
        if "content.xml" in names:
            raise UnreadableInput(f"{name}: an OpenDocument file (.ods).", _SAVE_AS)
        if "xl/workbook.bin" in names:
            raise UnreadableInput(f"{name}: a binary workbook (.xlsb).", _SAVE_AS)
        raise UnreadableInput(f"{name}: not an Excel workbook.", _SAVE_AS)
    return _counted(archive, parts, data, name)


def _counted(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], data: bytes, name: str) -> Archive:
    elements = merged = 0
    formulas = False
    for part in parts:
        if not part.filename.lower().endswith((".xml", ".rels", ".vml")):
            continue
        text = archive.read(part)
        if text.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in text[:200] or b"<!DOCTYPE" in text:
            raise UnreadableInput(f"{name}: {part.filename} is not XML as a workbook has it.")
        elements += sum(1 for _ in _ELEMENT.finditer(text))
        merged += sum(_cells(match) for match in _MERGE.finditer(text))
        formulas = formulas or bool(_FORMULA.search(text))
        if elements > _MAX_ELEMENTS or merged > _MAX_MERGED:
            raise UnreadableInput(
                f"{name}: more cells than are read.",
                f"At most {MAX_ROWS} rows a sheet; clear the formats of empty rows, or split the workbook.",
            )
    return Archive(data, formulas)


def _cells(merge: re.Match[bytes]) -> int:
    left, top, right, bottom = (part.decode() for part in merge.groups())
    return (_column(right) - _column(left) + 1) * (int(bottom) - int(top) + 1)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
