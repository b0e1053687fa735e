"""Mistakes as somebody types them: one edit of a submission that conforms, with what should be said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import rusgraf
from rusgraf import files
from rusgraf.errors import UnreadableInput
from rusgraf.validation import checking, findings
from rusgraf.validation.findings import Finding

#: Stands before the place where the mistake should be found.
MARK = "‸"


@dataclass(frozen=True)
class Slip:
    """One mistake.

    :param name: what somebody did.
    :param thing: what it was done to, as the file writes its name.
    :param old: what stood there.
    :param new: what stands there now; the mark is where the finding should point, the beginning of
        the thing where there is none.
    :param kind: the kind of the finding.
    :param said: words that the finding must have in both languages, or by language.
    """

    name: str
    thing: str
    old: str
    new: str
    kind: str
    said: str | tuple[str, str] = ""


@cache
def base(name: str) -> str:
    return (Path(__file__).parent / "figures" / f"{name}.ttl").read_text(encoding="utf-8")


def made(text: str, slip: Slip) -> tuple[str, tuple[int, int]]:
    """The text with a slip in it, and the line and column of its mark."""
    start = text.index(f"\n{slip.thing} a ") + 1
    end = text.find(" .\n\n", start) + 4 if " .\n\n" in text[start:] else len(text)
    assert text[start:end].count(slip.old) == 1
    block = text[start:end].replace(slip.old, slip.new)
    before = text[:start] + block.partition(MARK)[0] if MARK in block else text[:start]
    place = (before.count("\n") + 1, len(before) - before.rfind("\n"))
    return text[:start] + block.replace(MARK, "") + text[end:], place


def found(*texts: str | bytes, format: str = "ttl", names: Sequence[str] = ()) -> tuple[Finding, ...]:
    """What validation finds in files, with what keeps one from being read."""
    read, unread = [], []
    for number, text in enumerate(texts):
        name = names[number] if names else f"file{number or ''}.{format}"
        data = text.encode() if isinstance(text, str) else text
        try:
            read.append(files.read_bytes(data, name, name.rpartition(".")[2]))
        except UnreadableInput as error:
            unread.append(findings.unread(error, name))
    return (*unread, *checking.check(read, rusgraf.open()).findings)


def check(text: str, slip: Slip) -> None:
    """Hold that a slip is told once, as what it is, where it is, in both languages."""
    edited, place = made(text, slip)
    told = found(edited)
    assert [finding.kind for finding in told] == [slip.kind], [str(each) for each in told]
    assert (told[0].place.line, told[0].place.column) == place, told[0]
    words = (slip.said, slip.said) if isinstance(slip.said, str) else slip.said
    for language, word in zip(("nb", "en"), words, strict=True):
        assert word in told[0].message(language)
