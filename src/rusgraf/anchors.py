"""Text anchors: making one from a passage, and proving those that the graph has.

Positions are counted from 0, end-exclusive, in Unicode code points of the UTF-8 text,
which is how Python indexes a string. An anchor holds the checksum of its passage, so
that whoever has the text can prove it, and nobody needs to publish it.
"""

from __future__ import annotations

import re
import string
import unicodedata
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from rusgraf.errors import UnreadableInput, UsageError
from rusgraf.graph import Graph
from rusgraf.table import Table
from rusgraf.terms import BASE, PREFIXES, RDF_TYPE, Term, rg
from rusgraf.turtle import Statements

#: Between two words: white space, and line numbers printed at the end or the start of a line.
_GAP: Final = r"(?:\s+(?:\d+[ \t]*\r?\n\s*)*|\s*\n\s*[1-9]\d{0,3}\s+)"
#: White space, and the byte order mark.
_WHITE: Final = string.whitespace + "\u00a0\ufeff"
_IS_FORMAT_OF = NamedNode(PREFIXES["dcterms"] + "isFormatOf")


@dataclass(frozen=True)
class Text:
    """A text as it is anchored: the characters, and the checksum that identifies it."""

    name: str
    characters: str
    sha256: str


def read_text(path: Path) -> Text:
    """Read a text, character by character as the file has it.

    :raises UnreadableInput: the file is missing, or is not UTF-8.
    """
    try:
        return text_of(path.read_bytes(), path.name)
    except OSError as error:
        raise UnreadableInput(f"{path}: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise UnreadableInput(
            f"{path}: not UTF-8 text (byte {error.start}).", "Save the file with the encoding UTF-8."
        ) from error


def text_of(data: bytes, name: str) -> Text:
    """A text from memory.

    :raises UnicodeDecodeError: it is not UTF-8.
    """
    return Text(name, data.decode("utf-8"), sha256(data).hexdigest())


def find(text: Text, first: str, last: str) -> tuple[int, int]:
    """Find the passage that begins and ends with given words.

    White space, line breaks and printed line numbers between the words do not matter.
    The passage ends where the last words first come after the first words begin.

    :returns: start and end.
    :raises UsageError: the words are not there, or the first words are there twice.
    """
    begins = list(_pattern(first).finditer(text.characters))
    if not begins:
        raise UsageError(f"{text.name}: the words {first!r} are not in the text.", _hint(text, first))
    if len(begins) > 1:
        lines = ", ".join(map(str, lines_with(text, first)))
        raise UsageError(
            f"{text.name}: the words {first!r} are there {len(begins)} times (lines {lines}).",
            "Give more words, or use --lines.",
        )
    (begun,) = begins
    ends = (match.end() for match in _pattern(last).finditer(text.characters, begun.start()))
    end = next((end for end in ends if end >= begun.end()), None)
    if end is None:
        raise UsageError(f"{text.name}: the words {last!r} do not come after {first!r}.")
    return begun.start(), end


def lines_with(text: Text, words: str) -> list[int]:
    """The lines of the file on which given words begin, as :func:`find` looks for them: one for each time."""
    return [_line(text, match.start()) for match in _pattern(words).finditer(text.characters)]


def _pattern(words: str) -> re.Pattern[str]:
    parts = words.split()
    if not parts:
        raise UsageError("The words of a passage cannot be empty.")
    # Whole words only, where the ends are words.
    return re.compile(rf"(?<!\w(?=\w)){_GAP.join(map(re.escape, parts))}(?!(?<=\w)\w)")


def _hint(text: Text, words: str) -> str:
    composed = unicodedata.normalize("NFC", text.characters)
    if composed != text.characters and _pattern(unicodedata.normalize("NFC", words)).search(composed):
        return "The file writes å, é and the like as two characters each; copy the words from the file."
    return ""


def find_lines(text: Text, first: int, last: int) -> tuple[int, int]:
    """The passage that some lines of the file hold, without white space around it.

    :param first: the first line, counted from 1.
    :param last: the last line, included.
    :raises UsageError: there are no such lines, or nothing is on them.
    """
    lines = text.characters.split("\n")
    if not 1 <= first <= last <= len(lines):
        raise UsageError(f"{text.name}: there are no lines {first}-{last}; the file has {len(lines)}.")
    start = sum(len(line) + 1 for line in lines[: first - 1])
    passage = "\n".join(lines[first - 1 : last])
    if not passage.strip(_WHITE):
        raise UsageError(f"{text.name}: there is nothing on lines {first}-{last}.")
    bare = passage.strip(_WHITE)
    start += passage.index(bare)
    return start, start + len(bare)


def describe(
    graph: Graph, text: Text, span: tuple[int, int], *, locator: str = "", slug: str = ""
) -> Statements:
    """The anchor of a passage as statements, with the rendition where the graph lacks it.

    :param span: start and end of the passage.
    :param locator: where a reader of the document finds it; the lines of the file
        where nothing better is given. An anchor that the graph has keeps its own.
    :param slug: what to call the document, where it is new; by default, the file's name.
    """
    start, end = span
    rendition = rendition_of(graph, text)
    quads = []
    if rendition is None:
        slug = re.sub(r"[^a-z0-9]+", "-", (slug or Path(text.name).stem).lower()).strip("-") or "text"
        rendition = NamedNode(f"{BASE}id/rendition/{slug}")
        if graph.graphs_about(rendition):
            raise UsageError(
                f"The graph has another text called {slug}.",
                "Choose another name with --document, or use the text that the graph knows.",
            )
        quads += _about(
            rendition,
            (RDF_TYPE, rg("TextRendition")),
            (_IS_FORMAT_OF, NamedNode(f"{BASE}id/document/{slug}")),
            (rg("textSha256"), Literal(text.sha256)),
            (rg("textLength"), Literal(len(text.characters))),
        )
    name = rendition.value.rsplit("/", 1)[-1]
    anchor = NamedNode(f"{BASE}id/anchor/{name}-{start}-{end}")
    place = _known_locator(graph, anchor) or locator.strip() or _lines(text, start, end)
    quads += _about(
        anchor,
        (RDF_TYPE, rg("Anchor")),
        (rg("rendition"), rendition),
        (rg("start"), Literal(start)),
        (rg("end"), Literal(end)),
        (rg("locator"), Literal(place)),
        (rg("selectionSha256"), Literal(_digest(text.characters[start:end]))),
    )
    return Statements(tuple(quads))


def rendition_of(graph: Graph, text: Text) -> NamedNode | None:
    """The rendition that a text is, character for character, if the graph has it."""
    rows = graph.lookup(
        f'SELECT ?rendition {{ ?rendition rg:textSha256 "{text.sha256}" }} ORDER BY ?rendition'
    )
    term = rows.terms[0][0] if rows.terms else None
    return term if isinstance(term, NamedNode) else None


def _known_locator(graph: Graph, anchor: NamedNode) -> str:
    rows = list(graph.lookup(f"SELECT ?locator {{ {anchor} rg:locator ?locator }}"))
    return str(rows[0]["locator"]) if rows else ""


@dataclass(frozen=True)
class Verification:
    """What became of the anchors of a graph, held against texts.

    :param table: a row for each anchor whose text was there: the anchor, its rendition
        and locator, start and end, whether it holds, and the passage.
    :param missing: how many anchors each rendition has whose text was not there.
    """

    table: Table
    missing: dict[str, int]

    @property
    def holds(self) -> bool:
        """Whether every anchor that could be checked holds."""
        return all(row["holds"] for row in self.table)


def verify(graph: Graph, folder: Path) -> Verification:
    """Hold the anchors of a graph against the texts in a folder.

    A text is recognised by its checksum, whatever the file is called.

    :raises UnreadableInput: the folder is missing.
    """
    if not folder.is_dir():
        raise UnreadableInput(f"{folder}: there is no such folder.")
    anchors = graph.select(
        "SELECT ?anchor ?rendition ?sha ?locator ?start ?end ?selection {"
        " ?anchor a rg:Anchor ; rg:rendition ?rendition . ?rendition rg:textSha256 ?sha ."
        " OPTIONAL { ?anchor rg:locator ?locator }"
        " OPTIONAL { ?anchor rg:start ?start ; rg:end ?end ; rg:selectionSha256 ?selection }"
        " } ORDER BY ?rendition ?start ?end ?anchor"
    )
    texts = _texts(folder, {row["sha"] for row in anchors})
    rows: list[tuple[Term | None, ...]] = []
    missing: dict[str, int] = {}
    for terms, row in zip(anchors.terms, anchors, strict=True):
        characters = texts.get(row["sha"])
        if characters is None:
            missing[row["rendition"]] = missing.get(row["rendition"], 0) + 1
            continue
        first, last = row["start"], row["end"]
        passage = characters[first:last] if isinstance(first, int) and isinstance(last, int) else ""
        anchor, rendition, _, locator, start, end, _ = terms
        holds = Literal(_digest(passage) == row["selection"])
        rows.append((anchor, rendition, locator, start, end, holds, Literal(" ".join(passage.split()))))
    columns = ("anchor", "rendition", "locator", "start", "end", "holds", "passage")
    return Verification(Table(columns, tuple(rows)), missing)


def _texts(folder: Path, wanted: set[str]) -> dict[str, str]:
    """The texts below a folder, by checksum; other files may lie there, and anchor nothing."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            try:
                text = read_text(path)
            except UnreadableInput:
                continue
            if text.sha256 in wanted:
                found[text.sha256] = text.characters
    return found


def _about(subject: NamedNode, *pairs: tuple[NamedNode, NamedNode | Literal]) -> list[Quad]:
    return [Quad(subject, predicate, value) for predicate, value in pairs]


def _digest(characters: str) -> str:
    return sha256(characters.encode()).hexdigest()


def _line(text: Text, position: int) -> int:
    return text.characters.count("\n", 0, position) + 1


def _lines(text: Text, start: int, end: int) -> str:
    first, last = _line(text, start), _line(text, end - 1)
    return f"l. {first}" if first == last else f"l. {first}-{last}"
