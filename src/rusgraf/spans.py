"""Where each statement of a Turtle file stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from rusgraf.terms import PREFIXES, RDF_TYPE
from rusgraf.tokens import Token, tokens

#: From where to where, as offsets in characters.
Span: TypeAlias = tuple[int, int]

_FIRST: Final = NamedNode(PREFIXES["rdf"] + "first")
_REST: Final = NamedNode(PREFIXES["rdf"] + "rest")
_DIRECTIVES: Final = {"prefix": 2, "base": 1, "version": 1}
_LINE_END: Final = re.compile(r"\r\n|\n|\r")
_STATEMENT_LINE: Final = re.compile(r"^[ \t\ufeff]*[^\s#\ufeff][^\r\n]*", re.MULTILINE)
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


class Statement(NamedTuple):
    """A statement and where its parts are written.

    What several statements share they share by place: all statements of one block have
    the same ``subject``, and a second block about the same thing has another.
    A blank node ``[ … ]`` and a list ``( … )`` stand at their opening bracket, since what
    is inside are statements of their own. The statements that make up a list,
    ``rdf:first`` and ``rdf:rest``, stand with all three parts at the item.
    """

    quad: Quad
    subject: Span
    predicate: Span
    object: Span


class Declaration(NamedTuple):
    """The declaration of a prefix, or of a base.

    :param prefix: without the colon.
    :param iri: as it is written, perhaps relative.
    :param span: from the prefix, or the word for a base, to the end of the IRI.
    """

    prefix: str
    iri: str
    span: Span


class Lines:
    """The lines of a text, ended by LF, CR LF or CR as the engine counts them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [int(text.startswith("\ufeff")), *(match.end() for match in _LINE_END.finditer(text))]

    def place(self, offset: int) -> tuple[int, int]:
        """The line and the column of an offset, both counted from 1, in characters."""
        line = max(bisect_right(self._starts, offset), 1)
        return line, max(offset - self._starts[line - 1], 0) + 1

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and a column; the nearest there is."""
        start = self._starts[min(max(line, 1), len(self._starts)) - 1]
        return min(start + max(column, 1) - 1, len(self._text))

    def text(self, line: int) -> str:
        """A line, without its end."""
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(self._text)
        return self._text[start:end].rstrip("\r\n")


def statements(text: str, format: str = "ttl") -> Iterator[Statement]:
    """The statements of a text, in the order in which the engine reads them, with their places.

    Ends early where places are not known: at the first triple term (``<<``, ``{|``, ``~``),
    which rusgraf does not use.

    :param format: ``ttl``, ``nt``, ``trig`` or ``nq``.
    :raises SyntaxError: the text has a mistake in its syntax.
    """
    rdf_format = RdfFormat.from_extension(format)
    quads = parse(text.removeprefix("\ufeff").encode(), format=rdf_format)
    for quad, place in zip(quads, _places(text), strict=False):
        if not _fits(text, place, quad):
            return
        yield Statement(quad, place.subject, place.predicate, place.object)


def by_line(text: str) -> list[tuple[int, str]]:
    """The lines of N-Triples or N-Quads that hold a statement: where each begins, and its text."""
    return [(match.start(), match[0]) for match in _STATEMENT_LINE.finditer(text)]


def declarations(text: str) -> Iterator[Declaration]:
    """The declarations of prefixes in a text of Turtle or TriG, in their order."""
    last: list[Token] = []
    for token in tokens(text):
        if token.kind == "iri" and len(last) == 2 and _is_directive(last[0], "prefix"):  # noqa: PLR2004
            iri = _ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), token.text[1:-1])
            yield Declaration(last[1].text[:-1], iri, (last[1].start, token.end))
        last = [*last[-1:], token]


def bases(text: str) -> Iterator[Declaration]:
    """The declarations of what relative names begin with, in their order; their prefix is empty."""
    before: Token | None = None
    for token in tokens(text):
        if token.kind == "iri" and before and _is_directive(before, "base"):
            yield Declaration("", token.text[1:-1], (before.start, token.end))
        before = token


class _Place(NamedTuple):
    subject: Span
    predicate: Span
    object: Span
    #: Of the statements that make up a list.
    property: NamedNode | None = None


class _Level:
    """What is open: the document or a graph, a blank node, or a list."""

    __slots__ = ("bracket", "done", "item", "predicate", "subject")

    def __init__(self, bracket: Span | None = None, subject: Span | None = None) -> None:
        #: That of a list.
        self.bracket = bracket
        self.item: Span | None = None
        self.subject = subject
        self.predicate: Span | None = None
        self.done = False

    def take(self, span: Span) -> Iterator[_Place]:
        """Take a term as what it must be here."""
        if self.bracket:
            self.item = span
            yield _Place(span, span, span, _FIRST)
        elif not self.subject:
            self.subject = span
        elif not self.predicate:
            self.predicate = span
        elif not self.done:  # else it names the graph, in N-Quads
            self.done = True
            yield _Place(self.subject, self.predicate, span)

    def end(self, mark: str) -> None:
        """Forget what ``,``, ``;`` or the end of a block ends."""
        self.done = False
        if mark != ",":
            self.predicate = None
        if mark not in ",;":
            self.subject = None


class Reader:
    """Walks through the tokens as the engine does, and knows what each is said of."""

    def __init__(self) -> None:
        self.level = _Level()
        self.outer: list[_Level] = []
        #: A text that may yet get a language or a datatype.
        self.literal: Span | None = None
        self.typed = False
        #: How many tokens of a directive are still to come.
        self.directive = 0

    def read(self, token: Token) -> Iterator[_Place]:
        """Take the next token, and give the statements that it completes."""
        if self.directive:
            self.directive -= 1
            return
        if self.literal:
            start, end = self.literal
            self.typed = self.typed or token.text == "^^"
            if token.text == "^^":
                return
            suffix = self.typed or token.kind == "tag"
            self.literal, self.typed = None, False
            yield from self.level.take((start, token.end if suffix else end))
            if suffix:
                return
        if token.kind in ("word", "tag") and not self.outer and not self.level.subject:
            # A word that is no directive is GRAPH, after which comes a name.
            self.directive = next((n for word, n in _DIRECTIVES.items() if _is_directive(token, word)), 0)
            return
        if self.level.bracket:
            yield from self._list(token.text, self.level.bracket)
        yield from self._term(token)

    def _term(self, token: Token) -> Iterator[_Place]:
        span = (token.start, token.end)
        if token.text == "[":
            self._open(_Level(subject=span))
        elif token.text == "(":
            self._open(_Level(bracket=span))
        elif token.text == "]" and self.outer:
            subject, self.level = self.level.subject, self.outer.pop()
            yield from self.level.take(subject or span)
        elif token.kind == "string":
            self.literal = span
        elif token.kind != "mark":
            yield from self.level.take(span)
        elif token.text != ")":
            self.level.end(token.text)

    def _list(self, text: str, bracket: Span) -> Iterator[_Place]:
        """Go on in a list: to its next item or its end."""
        item, outer = self.level.item, self.outer[-1]
        if item:
            yield _Place(item, item, item, _REST)
        else:
            yield from outer.take(bracket)
        if text == ")":
            self.level = self.outer.pop()

    def _open(self, level: _Level) -> None:
        self.outer.append(self.level)
        self.level = level


def _places(text: str) -> Iterator[_Place]:
    reader = Reader()
    for token in tokens(text):
        if token.kind == "triple":
            return
        # What one token completes the engine yields last first.
        yield from reversed(list(reader.read(token)))


def _is_directive(token: Token, word: str) -> bool:
    return token.text == f"@{word}" or (token.kind == "word" and token.text.lower() == word)


def _fits(text: str, place: _Place, quad: Quad) -> bool:
    """Whether a statement can be what stands at a place."""
    if place.property:
        return quad.predicate == place.property
    verb = text[slice(*place.predicate)]
    if verb == "a" and quad.predicate != RDF_TYPE:
        return False
    begins = text[place.object[0]]
    if begins in "[(_":
        return isinstance(quad.object, BlankNode) or (begins == "(" and quad.object.value.endswith("#nil"))  # type: ignore[union-attr]
    word = text[slice(*place.object)]
    literal = begins in "\"'+-.0123456789" or word in ("true", "false")
    if literal != isinstance(quad.object, Literal):
        return False
    return all(
        "\\" in name or isinstance(term, Literal) or term.value.endswith(name.partition(":")[2])  # type: ignore[union-attr]
        for name, term in ((verb, quad.predicate), (word, quad.object))
        if name[0] != "<" and ":" in name
    )
