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
_SAVE_AS: Final = (
    "Open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx).",
    "Åpne den i Excel eller LibreOffice, og lagre den som Excel-arbeidsbok (.xlsx).",
)
#: What to do with a file that no program for spreadsheets writes so.
_SAVE_ANEW: Final = (
    "Open it in Excel or LibreOffice and save it anew.",
    "Åpne den i Excel eller LibreOffice, og lagre den på nytt.",
)


@dataclass(frozen=True)
class Archive:
    """A workbook that may be opened.

    :param data: its bytes.
    :param formulas: whether a cell of it holds a formula.
    """

    data: bytes
    formulas: bool


def unusable(
    name: str, en: str, nb: str, do: tuple[str, str] = _SAVE_ANEW, kind: str = "unreadable"
) -> UnreadableInput:
    """The error that says why a file is not read as a spreadsheet.

    :param en: what is wrong with it, as it goes on from its name.
    :param do: what to do, in en and nb.
    """
    told = {"nb": f"{nb[:1].upper()}{nb[1:]} {do[1]}", "en": f"{en[:1].upper()}{en[1:]} {do[0]}"}
    return UnreadableInput(f"{name}: {en}", do[0], kind=kind, messages=told)


def too_large(name: str, limit: int) -> UnreadableInput:
    """The error that says that a file is larger than any that is read.

    :param limit: how many bytes are read.
    """
    megabytes = limit >> 20
    do = ("Split it.", "Del den opp.")
    return unusable(name, f"larger than {megabytes} MB.", f"større enn {megabytes} MB.", do, "refused")


def _damaged(name: str) -> UnreadableInput:
    return unusable(
        name,
        "not an Excel workbook, or a damaged one.",
        "ikke en Excel-arbeidsbok, eller en som er skadet.",
        _SAVE_AS,
    )


def admitted(data: bytes, name: str) -> Archive:
    """See that a file is a workbook that can be opened without harm.

    :raises UnreadableInput: it is of another kind, protected by a password, damaged, or too large.
    """
    if len(data) > MAX_FILE:
        raise too_large(name, MAX_FILE)
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise unusable(
                name,
                "protected by a password.",
                "beskyttet med passord.",
                ("Save it without a password.", "Lagre den uten passord."),
            )
        raise unusable(
            name, "a workbook of the old kind (.xls).", "en arbeidsbok av det gamle slaget (.xls).", _SAVE_AS
        )
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
        raise _damaged(name) from error
    except Exception as error:
        if type(error).__module__ != "zlib":
            raise
        raise _damaged(name) from error


def _looked_through(archive: zipfile.ZipFile, data: bytes, name: str) -> Archive:
    parts = archive.infolist()
    if len(parts) > _MAX_PARTS:
        raise unusable(
            name,
            f"has {len(parts)} parts; a workbook has far fewer.",
            f"har {len(parts)} deler; en arbeidsbok har langt færre.",
            kind="refused",
        )
    unpacked = sum(part.file_size for part in parts)
    if unpacked > _MAX_UNPACKED:
        raise unusable(
            name,
            f"unpacks to {unpacked >> 20} MB, more than the {_MAX_UNPACKED >> 20} MB that are read.",
            f"blir {unpacked >> 20} MB når den pakkes ut, mer enn de {_MAX_UNPACKED >> 20} MB som leses.",
            (
                "Remove formats and sheets that are not needed, or split the workbook.",
                "Ta bort formatering og ark som ikke trengs, eller del arbeidsboken.",
            ),
            "refused",
        )
    names = {part.filename for part in parts}
    if len(names) < len(parts):
        raise unusable(
            name,
            "has a part twice; this is not how a workbook is written.",
            "har en del to ganger; slik skrives ingen arbeidsbok.",
        )
    if "xl/workbook.xml" not in names:
        if "content.xml" in names:
            raise unusable(name, "an OpenDocument file (.ods).", "en OpenDocument-fil (.ods).", _SAVE_AS)
        if "xl/workbook.bin" in names:
            raise unusable(name, "a binary workbook (.xlsb).", "en binær arbeidsbok (.xlsb).", _SAVE_AS)
        raise unusable(name, "not an Excel workbook.", "ikke en Excel-arbeidsbok.", _SAVE_AS)
    return _counted(archive, parts, data, name)


def _counted(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], data: bytes, name: str) -> Archive:
    elements = merged = 0
    formulas = False
    for part in parts:
        if not part.filename.lower().endswith((".xml", ".rels", ".vml")):
            continue
        text = archive.read(part)
        if text.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in text[:200] or b"<!DOCTYPE" in text:
            raise unusable(
                name,
                f"{part.filename} is not XML as a workbook has it.",
                f"{part.filename} er ikke XML slik en arbeidsbok har det.",
            )
        elements += sum(1 for _ in _ELEMENT.finditer(text))
        merged += sum(_cells(match) for match in _MERGE.finditer(text))
        formulas = formulas or bool(_FORMULA.search(text))
        if elements > _MAX_ELEMENTS or merged > _MAX_MERGED:
            raise unusable(
                name,
                "more cells than are read.",
                "flere celler enn det som leses.",
                (
                    f"At most {MAX_ROWS} rows a sheet; clear the formats of empty rows, or split it.",
                    f"Høyst {MAX_ROWS} rader i et ark; fjern formatering av tomme rader, eller del den.",
                ),
                "refused",
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
