"""What is known of a text where it goes wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from itertools import islice
from typing import Final, TypeAlias

from rusgraf.spans import Lines, Reader
from rusgraf.tokens import Token, tokens

#: The name of a mistake, and from where to where it stands, as offsets.
Answer: TypeAlias = tuple[str, int, int]

#: Recognises one sort of mistake, or passes.
Rule: TypeAlias = "Callable[[Case], Answer | None]"

_SHOWN: Final = 40
_NEAR: Final = 2000
_LINE: Final = re.compile(r"[^\r\n]*")


def shown(word: str) -> str:
    """A word as a message shows it: on one line, and not too long."""
    word = " ".join(word.split())
    return word if len(word) <= _SHOWN else f"{word[: _SHOWN - 1]}…"


class Case:
    """A text, and what is known of it where it goes wrong.

    :ivar said: what the engine says.
    :ivar start: where the engine stopped.
    :ivar end: where the engine takes the mistake to end.
    :ivar before: the tokens before that.
    :ivar brackets: those of them that open what is not closed.
    :ivar words: what to put into the message.
    """

    def __init__(self, text: str, format: str, lines: Lines, error: SyntaxError) -> None:
        line, column = error.lineno or 1, error.offset or 1
        self.text, self.lines = text, lines
        self.said = re.sub(r"^Parser error (?:at|between) .*?: ", "", error.msg)
        self.start = lines.offset(line, column)
        self.end = max(lines.offset(error.end_lineno or line, error.end_offset or column), self.start)
        self.words = {"format": format}
        self.before: list[Token] = []
        self.brackets: list[Token] = []
        self._reader = Reader()

    @property
    def is_first(self) -> bool:
        """Whether the mistake is among the first words, so that all may be of another kind."""
        return len(list(islice(tokens(self.text, self.start), 3))) <= 2  # noqa: PLR2004

    def read(self) -> None:
        """Read what stands before the mistake."""
        for token in tokens(self.text, self.start):
            self.before.append(token)
            if token.kind in ("other", "triple") or token.end > self.start:
                return
            list(self._reader.read(token))
            if token.text in ("[", "(", "{"):
                self.brackets.append(token)
            elif token.text in ("]", ")", "}") and self.brackets:
                self.brackets.pop()

    @property
    def expected(self) -> str:
        """What was to come: ``subject``, ``property``, ``value``, ``item`` of a list,
        ``datatype``, something in a ``directive``, or a ``mark`` after a value.
        """
        level = self._reader.level
        if self._reader.directive:
            return "directive"
        if self._reader.typed:
            return "datatype"
        if level.bracket:
            return "item"
        if not level.subject:
            return "subject"
        if not level.predicate:
            return "property"
        return "mark" if level.done or self._reader.literal else "value"

    @cached_property
    def _coming(self) -> list[Token]:
        near = self.text[self.start : self.start + _NEAR]
        return [token._replace(start=token.start + self.start) for token in islice(tokens(near), 40)]

    def coming(self) -> list[Token]:
        """The next tokens, from the mistake on."""
        return self._coming

    def next(self, index: int = 0) -> Token:
        """One of the next tokens; an empty one at the end of the file."""
        found = self._coming
        return found[index] if index < len(found) else Token("", "", len(self.text))

    def last(self, index: int = 1) -> Token:
        """One of the tokens before, counted back from 1; an empty one at the beginning."""
        return self.before[-index] if index <= len(self.before) else Token("", "", 0)

    def line(self, token: Token) -> int:
        """The line in which a token begins."""
        return self.lines.place(token.start)[0]

    def begins_line(self, token: Token) -> bool:
        """Whether a token stands at the left margin, as the subjects of blocks do."""
        return self.lines.place(token.start)[1] == 1

    def line_end(self, offset: int) -> int:
        """Where the line of an offset ends."""
        match = _LINE.match(self.text, offset)
        return match.end() if match else offset

    def here(self, key: str, **words: str) -> Answer:
        """The mistake is what stands where the engine stopped."""
        return self.between(key, self.start, self.end, **words)

    def at(self, token: Token, key: str, **words: str) -> Answer:
        """The mistake is a token."""
        return self.between(key, token.start, token.end, **words)

    def missing(self, key: str, **words: str) -> Answer:
        """Something is missing after what was last written."""
        token = first = self.last()
        if token.kind == "tag":
            first = self.last(2)
        elif self.last(2).text == "^^":
            first = self.last(3)
        word = shown(self.text[first.start : token.end])
        return self.between(key, token.end, token.end, **{"word": word, **words})

    def between(self, key: str, start: int, end: int, **words: str) -> Answer:
        """The mistake stands between two offsets."""
        self.words |= words
        return key, start, end
