"""A line of what was given, with what is wrong in it, safe to be shown."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from rusgraf.validation.findings import Place

#: How far before the mistake a long line is shown.
_BEFORE: Final = 30

#: What would steer a terminal, or show a text in another order than it has.
_HIDDEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]"
    r"|[\ud800-\udfff]|[\U000e0000-\U000e007f]"
)


def visible(text: str, *, keep: str = "") -> str:
    r"""A text in which nothing hides: control characters are shown by name or picture.

    :param keep: characters to be left as they are, such as a line feed.

    >>> visible("a\x1b[31mb\u202ec")
    'a␛[31mb<U+202E>c'
    """

    def shown(match: re.Match[str]) -> str:
        code = ord(match[0])
        if match[0] in keep:
            return match[0]
        if match[0] == "\t":
            return " "
        if code < 0x20:  # noqa: PLR2004
            return chr(0x2400 + code)
        return "␡" if match[0] == "\x7f" else f"<U+{code:04X}>"

    return _HIDDEN.sub(shown, text)


def columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    none = sum(unicodedata.category(char) in ("Mn", "Me", "Cf") for char in text)
    return len(text) + wide - none


@dataclass(frozen=True)
class Excerpt:
    """Part of a line: what is before, within and behind the mistake.

    ``within`` is empty where the columns are not known.
    """

    before: str
    within: str
    behind: str

    @property
    def text(self) -> str:
        """The part as a whole."""
        return f"{self.before}{self.within}{self.behind}"

    @property
    def carets(self) -> str:
        """The line that points at the mistake; empty where its columns are not known."""
        return " " * columns(self.before) + "^" * columns(self.within)


def excerpt(place: Place, width: int = 100) -> Excerpt | None:
    """The line of a place, cut to what is near the mistake; ``None`` where there is no line.

    A mistake that goes on in further lines is shown to the end of its first.

    :param width: how many characters of the line to show.
    """
    line = place.text.rstrip("\r\n")
    if not line.strip():
        return None
    if not place.column:
        return Excerpt(visible(line[:width]) + ("…" if len(line) > width else ""), "", "")
    start = min(place.column - 1, len(line))
    last = place.end_column - 1 if place.end_line in (0, place.line) else len(line.rstrip())
    end = min(max(last, start + 1), len(line))
    first = 0
    if len(line) > width:
        first = max(0, min(start - min(_BEFORE, width // 3), len(line) - width))
    stop = min(len(line), first + width)
    before, within, behind = line[first:start], line[start : min(end, stop)], line[min(end, stop) : stop]
    return Excerpt(
        ("…" if first else "") + visible(before),
        # A mistake at the very end of a line, such as a missing full stop, has a place of its own there.
        visible(within) or " ",
        visible(behind) + ("…" if stop < len(line) else ""),
    )
