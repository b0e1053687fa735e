"""From statements to rows: what a file of RDF says, as a person would have filled it in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, Quad

from rusgraf.anchors import Text
from rusgraf.sheets import columns, naming, passages, wording
from rusgraf.sheets.cells import Unusable
from rusgraf.sheets.columns import Column, Part, Sheet
from rusgraf.sheets.naming import short
from rusgraf.sheets.passages import Document
from rusgraf.sheets.register import Register
from rusgraf.sheets.tables import Cell
from rusgraf.sheets.values import Values
from rusgraf.terms import PREFIXES, RDF_TYPE, Term, curie, expand, rg
from rusgraf.validation.findings import Place

_CREATOR: Final = NamedNode(PREFIXES["dcterms"] + "creator")
_IS_FORMAT_OF: Final = NamedNode(PREFIXES["dcterms"] + "isFormatOf")
_DATA_SET: Final = NamedNode(PREFIXES["qb"] + "dataSet")
_PLACE: Final = Place()

Row = dict[Column, list[Any]]


class Rows:
    """What some statements say, as rows.

    :param quads: the statements.
    :param register: the graph, as what cells may name.
    :param language: that of what is chosen from lists.
    :param texts: the texts of the documents, in the order of these.
    """

    def __init__(
        self, quads: Iterable[Quad], register: Register, language: str, texts: Sequence[Text] = ()
    ) -> None:
        self.about: dict[NamedNode, dict[NamedNode, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for quad in sorted(set(quads), key=str):
            if isinstance(quad.subject, NamedNode):
                self.about[quad.subject][quad.predicate].append(quad.object)
        self.register = register
        self.language = language
        self.values = Values(register)
        self.things: dict[str, list[NamedNode]] = defaultdict(list)
        for subject in list(self.about):
            for part in self._parts(subject):
                self.things[part.name].append(subject)
                self.values.add(part, subject)
        self.documents = [
            Document(document, next(iter(self._having("rendition", _IS_FORMAT_OF, document)), None), text)
            for document, text in zip_longest(self.things["document"], texts[: len(self.things["document"])])
        ]

    def of(self) -> dict[str, list[Row]]:
        """The rows of each sheet."""
        return {sheet.name: list(self._rows(sheet)) for sheet in columns.sheets()}

    def _parts(self, subject: NamedNode) -> Iterator[Part]:
        """What a thing is, by the classes that it is given."""
        types = {term.value for term in self.about[subject].get(RDF_TYPE, ()) if isinstance(term, NamedNode)}
        for sheet in columns.sheets():
            for part in sheet.parts:
                if types & {part.asked.name, *columns.kinds(part)}:
                    yield part

    def _having(self, part: str, predicate: NamedNode, value: Term) -> list[NamedNode]:
        return [thing for thing in self.things[part] if value in self.about[thing].get(predicate, ())]

    def _rows(self, sheet: Sheet) -> Iterator[Row]:
        if sheet.name == "document":
            yield from self._front(sheet)
        elif sheet.name == "claims":
            yield from self._claims(sheet)
        elif sheet.name == "anchors":
            yield from (
                self._row(sheet, {"anchor": anchor})
                for anchor in self.things["anchor"]
                if not self._words(anchor)
            )
        else:
            (part,) = sheet.parts
            for thing in self.things[part.name]:
                yield from self._with_places(sheet, {part.name: thing}, part.name)

    def _front(self, sheet: Sheet) -> Iterator[Row]:
        """A record for each document with who is behind it; the first has the submission and who submits."""
        first = {part: things[0] for part in ("submission", "agent") if (things := self.things[part])}
        told = set(first.values())
        records = []
        for document in self.documents:
            assert document.iri
            record = {"document": document.iri}
            creators = [term for term in self.about[document.iri][_CREATOR] if isinstance(term, NamedNode)]
            if len(creators) == 1:
                record["actor"] = creators[0]
            if document.rendition:
                record["rendition"] = document.rendition
            records.append(record)
            told |= set(record.values())
        records = records or ([{}] if first else [])
        if records:
            records[0] |= first
        for part in ("agent", "actor", "rendition"):
            records += [{part: thing} for thing in self.things[part] if thing not in told]
        for record in records:
            by_itself = {
                part
                for part, made_by in (("document", "actor"), ("submission", "agent"))
                if part in record and self.about[record[part]].get(_CREATOR) == [record.get(made_by)]
            }
            row = self._row(sheet, record)
            yield {
                column: values
                for column, values in row.items()
                if column.path != _CREATOR.value or column.part.name not in by_itself
            }

    def _claims(self, sheet: Sheet) -> Iterator[Row]:
        """A row for each stance and each of its places, in the order of the text; the claim in the first."""
        told: set[NamedNode] = set()
        for assertion in sorted(self.things["assertion"], key=self._position):
            asserted = self.about[assertion].get(rg("asserts"), [])
            if len(asserted) == 1 and isinstance(asserted[0], NamedNode):
                claim = asserted[0]
                things = {"claim": claim, "assertion": assertion}
                yield from self._with_places(sheet, things, "assertion", but="claim" if claim in told else "")
                told.add(claim)
        stance = next(column for column in sheet.columns if column.path == rg("stance").value)
        for claim in self.things["claim"]:
            if claim not in told:
                yield self._row(sheet, {"claim": claim}) | {stance: [wording.NO_STANCE]}

    def _position(self, thing: NamedNode) -> tuple[object, ...]:
        anchors = self.about[thing].get(rg("anchor"), [])
        spans = [
            passages.stated(self.about[a]) for a in anchors if isinstance(a, NamedNode) and a in self.about
        ]
        return (min((span for span in spans if span), default=(1 << 62, 0)), thing.value)

    def _with_places(
        self, sheet: Sheet, things: Mapping[str, NamedNode], part: str, but: str = ""
    ) -> Iterator[Row]:
        """The rows about some things: one, and one more for each further place in the text."""
        row = self._row(sheet, things, but)
        anchors = sorted(map(str, self.about[things[part]].get(rg("anchor"), [])))
        placed = {anchor: found for anchor in anchors if (found := self._words(NamedNode(anchor[1:-1])))}
        column = next(
            (c for c in sheet.columns if c.part.name == part and c.path == rg("anchor").value), None
        )
        if column and column in row:
            row[column] = [value for value in row[column] if all(short(a[1:-1]) not in value for a in placed)]
        names = {c: v for c, v in row.items() if c.role == "id"}
        for number, found in enumerate(placed.values() or [{}]):
            words = {c: [found[c.role]] for c in sheet.columns if found.get(c.role)}
            yield (names if number else row) | words

    def _words(self, anchor: NamedNode) -> dict[str, str]:
        """The words that lead to an anchor, and where a reader finds it; nothing where no words do."""
        about = self.about.get(anchor)
        if not about or not passages.is_anchor(about):
            return {}
        document = next(
            (each for each in self.documents if each.rendition in about.get(rg("rendition"), ())), None
        )
        span = passages.stated(about)
        locators = [value.value for value in about.get(rg("locator"), ()) if isinstance(value, Literal)]
        if document is None or document.text is None or span is None or len(locators) != 1:
            return {}
        words = passages.words(document.text, *span)
        if words is None:
            return {}
        try:
            passage = passages.found([document], self.register.graph, *words, locators[0])
        except Unusable:
            return {}
        meant = {quad for quad in passage.quads if quad.subject == anchor}
        stated = {Quad(anchor, predicate, value) for predicate, values in about.items() for value in values}
        return {"first": words[0], "last": words[1], "locator": locators[0]} if meant == stated else {}

    def _row(self, sheet: Sheet, things: Mapping[str, NamedNode], but: str = "") -> Row:
        row: Row = {}
        for column in sheet.columns:
            thing = things.get(column.part.name)
            if thing is None or (column.part.name == but and column.role != "id"):
                continue
            shown = (
                [self._name(column.part, thing)] if column.role == "id" else list(self._shown(column, thing))
            )
            if shown:
                row[column] = shown
        return row

    def _name(self, part: Part, thing: NamedNode) -> str:
        """A thing, as a cell names it: by its short name where it is described, else as a list shows it."""
        if thing not in self.about:
            for choice in self.register.of_classes(self.register.classes(thing.value)):
                if choice.iri == thing.value:
                    return choice.shown(self.language, bracketed=True)
        name = short(thing.value)
        try:
            return name if naming.minted(part, name) == thing else f"<{thing.value}>"
        except Unusable:
            return f"<{thing.value}>"

    def _shown(self, column: Column, thing: NamedNode) -> Iterator[Any]:
        """What the cells of a column show of a thing."""
        about = self.about[thing]
        if column.role == "claim":
            terms: Iterable[Term] = self._having("claim", NamedNode(column.path), thing)
        elif column.role == "value":
            series = [term for term in about.get(_DATA_SET, ()) if isinstance(term, NamedNode)]
            terms = [
                t
                for each in series
                for measure in self.register.measures(each)
                for t in about.get(measure, ())
            ]
        elif column.role == "field":
            terms = about.get(NamedNode(column.path), ())
        else:
            return
        found = [shown for term in terms for shown in self._cell(column, term)]
        if len(found) > 1 and column.many and column.repeat == 1:
            joined = "; ".join(str(each[-1]) for each in found)
            yield joined
        else:
            yield from (each[0] for each in found)

    def _cell(self, column: Column, term: Term) -> Iterator[list[Any]]:
        """The ways to show a term in a cell that are read as it again, the best first, if there are any."""
        shown = [value for value in self._tried(column, term) if self._says(column, value, term)]
        if shown:
            yield shown

    def _says(self, column: Column, value: Any, term: Term) -> bool:
        try:
            return self.values.of(Cell(value, column, _PLACE)) == [term]
        except Unusable:
            return False

    def _tried(self, column: Column, term: Term) -> Iterator[Any]:
        if isinstance(term, Literal):
            if column.language == (term.language or ""):
                if column.role == "value" or (column.field and column.field.kind in ("number", "integer")):
                    yield from _numbers(term.value)
                yield term.value
        elif isinstance(term, NamedNode):
            for choice in self.values.names(column).choices:
                if choice.iri == term.value:
                    bracketed = (
                        column.field is not None and column.field.kind == "thing" and term not in self.about
                    )
                    yield choice.shown(self.language, bracketed=bracketed)
            yield short(term.value)
            yield curie(term.value) if expand(curie(term.value)) else term.value
            yield term.value


def _numbers(written: str) -> Iterator[Any]:
    """A number as a spreadsheet has it."""
    try:
        yield int(written)
    except ValueError:
        try:
            yield float(written)
        except ValueError:
            return
