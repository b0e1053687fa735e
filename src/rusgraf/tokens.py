"""The words and marks that Turtle and its kin are written in, each at its place.

For texts that the engine can read, and for what stands before a mistake: the engine
says what is right, so that the names here may be wider than those of the standard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_NAME = r"[A-Za-z0-9_\-\x80-\U0010ffff]"
_TOKEN = re.compile(
    rf"""
    [ \t\r\n]*+ (?: \#[^\r\n]*+ [ \t\r\n]*+ )*+
    (?:
      (?P<string> \"\"\"(?: [^"\\]++ | \\. | "(?!"") )*+\"\"\" | '''(?: [^'\\]++ | \\. | '(?!'') )*+'''
                | "(?: [^"\\\r\n]++ | \\. )*+" | '(?: [^'\\\r\n]++ | \\. )*+' )
    | (?P<iri> <[^<>"{{}}|^`\x00-\x20]*+> )
    | (?P<number> [+-]?
        (?: (?: [0-9]+ (?:\.[0-9]*)? | \.[0-9]+ ) [eE][+-]?[0-9]+ | [0-9]*\.[0-9]+ | [0-9]+ ) )
    | (?P<label> _:(?: {_NAME} | \.++(?={_NAME}) )++ )
    | (?P<name> (?: (?: {_NAME} | \.++(?={_NAME}) )*+ :
        (?: (?![.-]) (?: {_NAME} | : | %[0-9A-Fa-f]{{2}} | \\. | \.++(?=[:%\\]|{_NAME}) )++ )? ) )
    | (?P<word> [A-Za-z][A-Za-z0-9_\-\x80-\U0010ffff]*+ )
    | (?P<tag> @[A-Za-z]++(?:-[A-Za-z0-9]++)*+(?:--[A-Za-z]++)? )
    | (?P<triple> <<\(?+ | \)?+>> | \{{\| | \|\}} | ~ )
    | (?P<mark> \^\^ | [.,;()\[\]{{}}] )
    | (?P<other> . )
    )
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A word or mark of Turtle.

    :param kind: ``string`` (without language or datatype), ``iri``, ``number``, ``label``
        (of a blank node), ``name`` (with a prefix), ``word`` (``a``, ``true``, ``PREFIX``),
        ``tag`` (of a language; also ``@prefix``), ``mark``, ``triple`` (marks of triple
        terms), or ``other`` for a character that begins none of these.
    :param text: as it is written.
    :param start: where it begins, as an offset in characters.
    """

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.start + len(self.text)


def tokens(text: str, end: int | None = None) -> Iterator[Token]:
    """The tokens of a text, without white space and comments.

    :param end: where to stop; tokens that begin there or later are left out.
    """
    position = 1 if text.startswith("\ufeff") else 0
    end = len(text) if end is None else end
    while match := _TOKEN.match(text, position):
        kind = match.lastgroup
        assert kind
        start = match.start(kind)
        if start >= end:
            return
        position = match.end()
        yield Token(kind, match[kind], start)
