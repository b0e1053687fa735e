"""Texts that a submission is about: in which places are found, and from which nothing may be copied."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from rusgraf.errors import UnreadableInput
from rusgraf.files import READABLE

#: The suffixes of submissions, which may lie beside the texts that they are about.
_SUBMISSIONS: Final = {*READABLE, "csv"}


def read(folder: Path) -> dict[str, str]:
    """The texts in a folder, by file name; what is no text, or a submission, is passed over.

    :raises UnreadableInput: the folder is missing.
    """
    if not folder.is_dir():
        raise UnreadableInput(f"{folder}: there is no such folder.")
    texts = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix[1:].lower() not in _SUBMISSIONS:
            with suppress(UnicodeDecodeError):
                texts[path.name] = path.read_bytes().decode("utf-8")
    return texts


def of(path: Path) -> tuple[str, bytes]:
    """A text as it is: what it is called, and its bytes.

    :raises UnreadableInput: the file is missing, or is not UTF-8.
    """
    from rusgraf import anchors

    anchors.read_text(path)
    return path.name, path.read_bytes()
