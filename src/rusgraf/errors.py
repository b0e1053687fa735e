"""What can go wrong, as one tree.

::

    RusgrafError                 anything below; never raised itself
    ├── UsageError          (2)  a wrong option, parameter or combination
    │   ├── UnknownName     (2)  a name that nothing bears; suggests the nearest
    │   └── QueryError      (2)  a query that is not SPARQL, or is not allowed
    ├── UnreadableInput     (3)  a file that is missing, not text, or not RDF
    │   └── SyntaxProblem   (3)  RDF with a mistake in its syntax, at a line
    ├── EndpointError       (4)  a server that cannot be reached, refuses, or answers what is no answer
    └── Refused             (5)  a change that is not made, and nothing with it

The number is the exit code of the command line. A submission that does not
conform is not an error but a :class:`rusgraf.Report`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_LINE_END = re.compile(r"\r\n|\n|\r")


class RusgrafError(Exception):
    """An error to be shown to the person at the keyboard.

    :param message: what happened, and where.
    :param hint: what to do about it; empty where the message says it all.
    """

    exit_code = 70

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(RusgrafError):
    """A wrong option, parameter or combination of them."""

    exit_code = 2


class UnknownName(UsageError):
    """A name that nothing bears: a query, an actor, a prefix, a term."""


class QueryError(UsageError):
    """A query that is not SPARQL, or that is not allowed."""


class EndpointError(RusgrafError):
    """A server that cannot be reached, refuses, or answers what is no answer to the question.

    :param status: the HTTP status that it answered with; 0 where it is not that.
    """

    exit_code = 4

    def __init__(self, message: str, hint: str = "", *, status: int = 0) -> None:
        super().__init__(message, hint)
        self.status = status


class UnreadableInput(RusgrafError):
    """Input that cannot be read as what it should be.

    :param kind: what sort of mistake it is, as a finding has it: ``unreadable``, ``refused``
        or ``syntax``.
    :param messages: the same as message and hint, without the place, in nb and en; empty
        where it is not about what a file holds.
    :param line: where in the file, counted from 1; 0 where it is not known.
    :param column: where in the line, counted from 1; 0 where it is not known.
    """

    exit_code = 3

    def __init__(
        self,
        message: str,
        hint: str = "",
        *,
        kind: str = "unreadable",
        messages: Mapping[str, str] | None = None,
        line: int = 0,
        column: int = 0,
    ) -> None:
        super().__init__(message, hint)
        self.kind = kind
        self.messages = messages or {}
        self.line = line
        self.column = column


@dataclass(frozen=True)
class SyntaxMistake:
    """A mistake in the syntax of a file.

    :param line: counted from 1; 0 where it is not known.
    :param column: counted from 1, in characters.
    :param end_line: the line in which it ends.
    :param end_column: the column after its last character; the same as ``column`` where
        something is missing.
    :param messages: what is wrong and what to do, by language.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    messages: Mapping[str, str]


class SyntaxProblem(UnreadableInput):
    """RDF with a mistake in its syntax.

    :param mistake: what is wrong and what to do, and where.
    :param text: the line in which it stands.
    """

    def __init__(self, message: str, mistake: SyntaxMistake, text: str = "") -> None:
        super().__init__(
            message, kind="syntax", messages=mistake.messages, line=mistake.line, column=mistake.column
        )
        self.mistake = mistake
        self.text = text


class Refused(RusgrafError):
    """A change that is not made: others rest on it, somebody else is at it, or the disk does not take it."""

    exit_code = 5


def syntax_problem(name: str, text: str, mistake: SyntaxMistake) -> SyntaxProblem:
    """The error that a mistake in the syntax of a text is, showing the line."""
    if not mistake.line:
        return SyntaxProblem(f"{name}: {mistake.messages['en']}", mistake)
    lines = _LINE_END.split(text)
    return SyntaxProblem(
        f"{name}, line {mistake.line}: {mistake.messages['en']}\n"
        f"{excerpt(text, mistake.line, mistake.column)}",
        mistake,
        lines[min(mistake.line, len(lines)) - 1],
    )


def excerpt(text: str, line: int, column: int) -> str:
    """Show one line of a text with a caret under a column.

    :param line: the line, counted from 1.
    :param column: the column, counted from 1 in characters.
    """
    lines = _LINE_END.split(text)
    shown = lines[min(line, len(lines)) - 1].expandtabs(1)
    number = f"{min(line, len(lines))} | "
    start = max(0, column - 61)
    window = shown[start : start + 100]
    return f"{number}{window}\n{' ' * (len(number) + column - 1 - start)}^"
