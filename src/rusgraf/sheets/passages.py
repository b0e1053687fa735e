"""Places in the text: from the first and last words that a person pastes to an anchor, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, Quad

from rusgraf import anchors
from rusgraf.anchors import Text
from rusgraf.errors import UsageError
from rusgraf.graph import Graph
from rusgraf.sheets import cells
from rusgraf.sheets.cells import Unusable
from rusgraf.sheets.naming import short
from rusgraf.terms import PREFIXES, RDF_TYPE, Term, rg

_IS_FORMAT_OF: Final = NamedNode(PREFIXES["dcterms"] + "isFormatOf")
#: Signs that programs exchange for each other as people type and paste, one for one.
_ALIKE: Final = str.maketrans("‘’‚“”„«»‐‑‒–—−", '\'\'\'"""""------')  # noqa: RUF001 - that is what they are for
#: How many words of a passage are written at most, to find it again.
_MANY: Final = 25


@dataclass(frozen=True)
class Document:
    """A document whose passages are looked for.

    :param iri: the document, if it is known.
    :param rendition: the text of it, where the person named it.
    :param text: the text, where it was given.
    :param creators: the actors behind it.
    :param is_described: whether the spreadsheet describes it; its text is then described with it, though the
        graph may have an earlier version of both.
    """

    iri: NamedNode | None
    rendition: NamedNode | None = None
    text: Text | None = None
    creators: tuple[NamedNode, ...] = ()
    is_described: bool = False


@dataclass(frozen=True)
class Passage:
    """A passage that was found.

    :param anchor: the anchor of it.
    :param document: the document that it is in.
    :param quads: what is stated of the anchor and its text.
    """

    anchor: NamedNode
    document: Document
    quads: tuple[Quad, ...]


def found(documents: Iterable[Document], graph: Graph, first: Any, last: Any, locator: str) -> Passage:
    """The passage between some words.

    :param first: the cell with the first words, or with the whole passage.
    :param last: the cell with the last words; empty where the first words are all of it.
    :raises Unusable: there is no text, or the words are not in it, or more than once; ``texts`` has ``cell``,
        which is ``last`` where the mistake is there.
    """
    documents = [document for document in documents if document.text]
    if not documents:
        raise Unusable("dangling-reference", "text-needed")
    hits: list[tuple[Document, Text, str]] = []
    for document in documents:
        hits += [(document, *hit) for hit in _hits(document.text, first)[:1]]  # type: ignore[arg-type]
    if not hits:
        raise Unusable("dangling-reference", "words")
    lines = [line for _, text, words in hits for line in anchors.lines_with(text, words)]
    if len(lines) > 1:
        raise Unusable("wrong-value", "words-twice", count=str(len(lines)), lines=", ".join(map(str, lines)))
    ((document, text, begin),) = hits
    ends = [begin] if cells.is_empty(last) else _readings(last)
    for end in ends:
        for within in (text, _plain(text)):
            try:
                span = anchors.find(
                    within, *((begin, end) if within is text else (_alike(begin), _alike(end)))
                )
            except UsageError:
                continue
            return _described(document, graph, span, locator)
    raise Unusable("wrong-value", "words-last", cell="last")


def _hits(text: Text, words: Any) -> list[tuple[Text, str]]:
    """The text and the words as they stand in it: as pasted, or with the signs that programs exchange."""
    readings = _readings(words)
    tried = [(text, reading) for reading in readings] + [
        (_plain(text), _alike(reading)) for reading in readings
    ]
    return [(within, reading) for within, reading in tried if anchors.lines_with(within, reading)]


def _readings(words: Any) -> list[str]:
    """What a cell says, as it is and without what nobody sees."""
    return list(
        dict.fromkeys(reading for reading in (cells.shown(words).strip(), cells.text(words)) if reading)
    )


def _alike(words: str) -> str:
    return words.translate(_ALIKE)


def _plain(text: Text) -> Text:
    """A text of the same length with one sign for all that are alike."""
    return replace(text, characters=_alike(text.characters))


def _described(document: Document, graph: Graph, span: tuple[int, int], locator: str) -> Passage:
    assert document.text
    slug = short(document.iri.value) if document.iri else ""
    try:
        quads = list(anchors.describe(graph, document.text, span, locator=locator, slug=slug))
    except UsageError as error:
        raise Unusable("owned-subject", "text-other", cell="document") from error
    anchor = next(quad.subject for quad in quads if quad.predicate == rg("locator"))
    rendition = next(quad.object for quad in quads if quad.predicate == rg("rendition"))
    assert isinstance(anchor, NamedNode)
    assert isinstance(rendition, NamedNode)
    if document.is_described and document.iri and not any(quad.subject == rendition for quad in quads):
        stated: dict[NamedNode, NamedNode | Literal] = {
            RDF_TYPE: rg("TextRendition"),
            _IS_FORMAT_OF: document.iri,
            rg("textSha256"): Literal(document.text.sha256),
            rg("textLength"): Literal(len(document.text.characters)),
        }
        quads += [Quad(rendition, predicate, value) for predicate, value in stated.items()]
    renamed: dict[Term, NamedNode] = {}
    if document.iri:
        renamed[NamedNode(PREFIXES["document"] + short(rendition.value))] = document.iri
    if document.rendition and document.rendition != rendition:
        start, end = span
        renamed[rendition] = document.rendition
        renamed[anchor] = NamedNode(f"{PREFIXES['anchor']}{short(document.rendition.value)}-{start}-{end}")

    def name(term: Term) -> Term:
        return renamed.get(term, term)

    return Passage(
        renamed.get(anchor, anchor),
        document,
        tuple(Quad(name(quad.subject), quad.predicate, name(quad.object)) for quad in quads),  # type: ignore[arg-type]
    )


def words(text: Text, start: int, end: int) -> tuple[str, str] | None:
    """The first and last words by which a passage is found again; ``None`` where no words do.

    The fewest that do are taken, and no fewer than a person needs to see which passage it is.
    """
    passage = text.characters[start:end].split()
    for count in range(min(4, len(passage)), min(_MANY, len(passage)) + 1):
        first = " ".join(passage[:count])
        for last in (
            [""]
            if count == len(passage)
            else [" ".join(passage[-n:]) for n in range(min(4, len(passage)), _MANY)]
        ):
            try:
                if anchors.find(text, first, last or first) == (start, end):
                    return first, last
            except UsageError:
                break
    return None


def stated(about: Mapping[NamedNode, Iterable[Term]]) -> tuple[int, int] | None:
    """Start and end of an anchor, out of what is stated of it, if they are numbers."""
    numbers = []
    for name in ("start", "end"):
        values = [value.value for value in about.get(rg(name), ()) if isinstance(value, Literal)]
        if len(values) != 1 or not values[0].isdecimal():
            return None
        numbers.append(int(values[0]))
    return numbers[0], numbers[1]


def is_anchor(about: Mapping[NamedNode, Iterable[Term]]) -> bool:
    """Whether what is stated is about an anchor."""
    return rg("Anchor") in about.get(RDF_TYPE, ())
