"""From rows to statements, each with the cell that says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from pyoxigraph import NamedNode, Quad

from rusgraf import files
from rusgraf.anchors import Text
from rusgraf.files import Place, SourceFile
from rusgraf.sheets import cells, naming, passages, wording
from rusgraf.sheets.cells import Unusable
from rusgraf.sheets.columns import Part
from rusgraf.sheets.passages import Passage
from rusgraf.sheets.register import Register
from rusgraf.sheets.statements.describing import Describer, Said
from rusgraf.sheets.statements.front import Front, front
from rusgraf.sheets.statements.gathering import Gathering
from rusgraf.sheets.statements.subjects import is_described, local
from rusgraf.sheets.tables import Record
from rusgraf.terms import BASE, PREFIXES, RDF_TYPE, Term, rg

_ANALYTIC: Final = NamedNode(PREFIXES["basis"] + "analytic")
#: What things are named by that have no texts to be named by.
_NAMED_BY: Final[Mapping[str, tuple[str, ...]]] = {
    "relation": (rg("premise").value, RDF_TYPE.value, rg("target").value),
    "observation": (
        PREFIXES["qb"] + "dataSet",
        PREFIXES["sdmx-dimension"] + "refPeriod",
        rg("category").value,
        rg("medicine").value,
    ),
    "content": (rg("hasStatisticalContent").value,),
    "anchor": (rg("rendition").value, rg("start").value, rg("end").value),
}


def read(
    name: str, records: Sequence[Record], register: Register, texts: Sequence[Text] = (), format: str = "xlsx"
) -> tuple[SourceFile, Gathering]:
    """The statements that rows make, and what is wrong with their cells.

    :param name: how the person who gave the file calls it.
    :param records: its rows.
    :param register: the graph, as what cells may name.
    :param texts: the texts of its documents, in the order in which it has these.
    """
    describer = Describer(records, register)
    rest = _Rest(describer, front(records, describer, texts))
    for record in records:
        if record.sheet.name == "claims":
            rest.claim(record)
        elif record.sheet.name == "relations":
            rest.relation(record)
        elif record.sheet.name != "document":
            rest.thing(record)
    rest.locate()
    graph = rest.front.graph
    if not files.is_data(graph):
        graph = NamedNode(f"{BASE}graph/unnamed/{naming.slug(name) or 'input'}")
    gathering = describer.gathering
    quads = tuple(Quad(quad.subject, quad.predicate, quad.object, graph) for quad in gathering.quads)
    return SourceFile(name, graph, quads, format=format, cells=gathering.places), gathering


class _Rest:
    """The rows of all sheets but that of the document."""

    def __init__(self, describer: Describer, front: Front) -> None:
        self.describer = describer
        self.subjects = describer.subjects
        self.gathering = describer.gathering
        self.front = front
        #: Where the text itself shows that an anchor is; what a row says of the same place counts before it.
        self.shown: dict[Term, tuple[Term, Place]] = {}

    def locate(self) -> None:
        """Say of each anchor where it is, for which no row did."""
        told = {quad.subject for quad in self.gathering.quads if quad.predicate == rg("locator")}
        for anchor, (locator, place) in self.shown.items():
            if anchor not in told:
                self.gathering.state(anchor, rg("locator"), locator, place)

    def claim(self, record: Record) -> None:
        """A claim, and the stance that a document takes on it."""
        claim, assertion = record.sheet.parts
        subject = self.subjects.of(record, claim.name)
        if subject is None:
            ids = record.of(claim.name, "id")
            if ids and all(cells.is_empty(cell.value) for cell in ids):
                self.gathering.tell(ids[0], Unusable("missing-statement", "missing"))
            return
        self.describer.describe(record, claim, subject, self.describer.said(record, claim))
        stances = record.of(assertion.name, path=rg("stance").value)
        if any(cells.shown(cell.value).strip() in wording.DASHES for cell in stances):
            return
        passage = self._passage(record)
        document = passage.document if passage else next(iter(self.front.documents), None)
        name = self.subjects.of(record, assertion.name)
        if name is None:
            if not is_described(record, assertion) and not (document and is_described(record, claim)):
                return
            said_in = local(document.iri) if document and document.iri else "statement"
            name = NamedNode(f"{PREFIXES['assertion']}{said_in}-{local(subject)}")
        added: dict[NamedNode, Sequence[Term]] = {rg("asserts"): [subject]}
        if document and document.creators:
            added[rg("assertedBy")] = document.creators[:1]
        self.describer.describe(record, assertion, name, self.describer.said(record, assertion), added)
        self._anchored(record, name, passage)

    def relation(self, record: Record) -> None:
        """A step of the argument; who draws it follows from its basis, where the row does not say it."""
        (part,) = record.sheet.parts
        if not is_described(record, part):
            self.thing(record)
            return
        said = self.describer.said(record, part)
        subject = self.subjects.of(record, part.name) or self._named(record, part, said)
        passage = self._passage(record)
        basis = said.of(rg("basis").value)
        drawn_by: Sequence[Term] = ()
        if _ANALYTIC in basis:
            drawn_by = [self.front.agent] if self.front.agent else []
        elif basis and (document := passage.document if passage else next(iter(self.front.documents), None)):
            drawn_by = document.creators[:1]
        if not basis:
            # Who draws it cannot be known either.
            self.gathering.doubted.add((subject, rg("drawnBy").value))
        self.describer.describe(record, part, subject, said, {rg("drawnBy"): drawn_by})
        self._anchored(record, subject, passage)

    def thing(self, record: Record) -> None:
        """Evidence, a source, a figure, a statistical content or an anchor."""
        (part,) = record.sheet.parts
        said = self.describer.said(record, part)
        subject = self.subjects.of(record, part.name)
        if subject is None and is_described(record, part):
            subject = self._named(record, part, said)
        if subject:
            self.describer.describe(record, part, subject, said)

    def _named(self, record: Record, part: Part, said: Said) -> NamedNode:
        """Name a thing by what it is about."""
        about = [
            local(term) if isinstance(term, NamedNode) else str(getattr(term, "value", ""))
            for path in _NAMED_BY.get(part.name, ())
            for term in said.of(path)
        ]
        if part.name == "relation":
            about[:0] = [local(document.iri) for document in self.front.documents[:1]]
        return self.subjects.name(record, part, filter(None, about), whole=True)

    def _passage(self, record: Record) -> Passage | None:
        """The passage that a row shows the words of; what is wrong with them is told."""
        part = record.sheet.parts[-1].name
        first, last, locator = (
            next((cell for cell in record.of(part, role) if not cells.is_empty(cell.value)), None)
            for role in ("first", "last", "locator")
        )
        if first is None:
            if last is not None:
                self.gathering.tell(last, Unusable("missing-statement", "words-first"))
            return None
        graph = self.describer.register.graph
        try:
            where = cells.name(locator.value) if locator else ""
            return passages.found(self.front.documents, graph, first.value, last and last.value, where)
        except Unusable as error:
            self.gathering.tell(last if last and error.texts.get("cell") == "last" else first, error)
            return None

    def _anchored(self, record: Record, subject: NamedNode, passage: Passage | None) -> None:
        """Tie a thing to its passage, and the statements about the anchor to the cells that led to it."""
        part = record.sheet.parts[-1].name
        cell = {role: next(iter(record.of(part, role)), None) for role in ("first", "last", "locator")}
        first = cell["first"]
        if first is None:
            return
        self.gathering.at(first.place, subject, rg("anchor").value)
        if passage is None:
            if any(each and not cells.is_empty(each.value) for each in (first, cell["last"])):
                self.gathering.doubted.add((subject, rg("anchor").value))
            return
        elsewhere = {rg("end"): cell["last"], rg("locator"): cell["locator"]}
        given = cell["locator"] and not cells.is_empty(cell["locator"].value)
        for quad in passage.quads:
            place = (elsewhere.get(quad.predicate) or first).place
            if quad.predicate == rg("locator") and not given:
                self.shown.setdefault(quad.subject, (quad.object, place))
            else:
                self.gathering.state(quad.subject, quad.predicate, quad.object, place)
        self.gathering.state(subject, rg("anchor"), passage.anchor, first.place)
