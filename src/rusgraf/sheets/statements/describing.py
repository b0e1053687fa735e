"""What a row says of the things that it is about, whatever they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from rusgraf.sheets import cells
from rusgraf.sheets.cells import Unusable
from rusgraf.sheets.columns import Part
from rusgraf.sheets.register import Register
from rusgraf.sheets.statements.gathering import Gathering
from rusgraf.sheets.statements.subjects import is_described, named
from rusgraf.sheets.tables import Cell, Record
from rusgraf.sheets.values import Values
from rusgraf.terms import LANGUAGES, PREFIXES, RDF_TYPE, Term
from rusgraf.validation.findings import Place

_DATA_SET = PREFIXES["qb"] + "dataSet"


@dataclass(frozen=True)
class Said:
    """What the cells of a part of a row say.

    :param terms: the values, each with its cell.
    :param unread: the properties of cells that cannot be read.
    """

    terms: list[tuple[Cell, Term]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def of(self, path: str) -> list[Term]:
        """The values of a property."""
        return [term for cell, term in self.terms if cell.column.path == path]


class Describer:
    """Rows as statements.

    :param records: all rows, since each may refer to the others.
    :param register: the graph, as what cells may name.
    """

    def __init__(self, records: Sequence[Record], register: Register) -> None:
        self.register = register
        self.values = Values(register)
        self.subjects = named(records, self.values)
        self.gathering = Gathering()
        for cell, error in self.subjects.wrong:
            self.gathering.tell(cell, error)
        self._rows: dict[NamedNode, list[tuple[Record, Part]]] = defaultdict(list)
        for record in records:
            for part in record.sheet.parts:
                if subject := self.subjects.of(record, part.name):
                    self._rows[subject].append((record, part))

    def said(self, record: Record, part: Part) -> Said:
        """What the cells of a part say; what is wrong with them is told."""
        said = Said()
        for column, found in record.cells.items():
            if column.part != part or column.role not in ("field", "claim", "value"):
                continue
            for cell in found:
                try:
                    said.terms.extend((cell, term) for term in self.values.of(cell))
                except Unusable as error:
                    self.gathering.tell(cell, error)
                    said.unread.append(column.path)
        return said

    def describe(
        self,
        record: Record,
        part: Part,
        subject: NamedNode,
        said: Said,
        added: Mapping[NamedNode, Sequence[Term]] | None = None,
    ) -> None:
        """State what a row says of a thing; nothing where it only refers to it.

        :param added: what is filled in for properties that the row says nothing of.
        """
        self.gathering.doubted |= {(subject, path) for path in said.unread}
        if not is_described(record, part) and not added and not self._is_new(record, part, subject):
            return
        row = self._place(record, part)
        self.gathering.at(row, subject)
        self._class(record, part, subject, said, row)
        for cell, term in said.terms:
            self._state(subject, said, cell, term)
        for column, found in record.cells.items():
            if column.part == part and column.role == "field" and found:
                self.gathering.at(found[0].place, subject, column.path)
        for predicate, terms in (added or {}).items():
            for term in terms if not said.of(predicate.value) else ():
                self.gathering.state(subject, predicate, term, row)

    def _state(self, subject: NamedNode, said: Said, cell: Cell, term: Term) -> None:
        if cell.column.role == "claim":
            self.gathering.state(term, NamedNode(cell.column.path), subject, cell.place)
        elif cell.column.role == "field":
            self.gathering.state(subject, NamedNode(cell.column.path), term, cell.place)
        elif series := said.of(_DATA_SET):
            # The number of a figure is a value of what its series measures.
            measures = [
                m for each in series if isinstance(each, NamedNode) for m in self.register.measures(each)
            ]
            if len(measures) == 1:
                counted = self.register.counts(measures[0])
                self.gathering.state(
                    subject, measures[0], cells.counted(term) if counted else term, cell.place
                )
            else:
                self.gathering.tell(cell, Unusable("wrong-value", "value"))

    def _class(self, record: Record, part: Part, subject: NamedNode, said: Said, row: Place) -> None:
        """State of which class a thing is, where no cell says it, in this row or another."""
        if said.of(RDF_TYPE.value) or self._elsewhere(record, subject):
            return
        if part.name != "claim" or not self.register.has(subject.value):
            cell = next(iter(record.of(part.name, path=RDF_TYPE.value)), None)
            self.gathering.state(subject, RDF_TYPE, NamedNode(part.asked.name), cell.place if cell else row)

    def _elsewhere(self, record: Record, subject: NamedNode) -> bool:
        return any(
            not cells.is_empty(cell.value)
            for other, part in self._rows[subject]
            if other is not record
            for cell in other.of(part.name, path=RDF_TYPE.value)
        )

    def _is_new(self, record: Record, part: Part, subject: NamedNode) -> bool:
        """Whether a row that only names a thing brings a new one, rather than refer to one."""
        if self.register.has(subject.value) or any(is_described(*row) for row in self._rows[subject]):
            return False
        cell = next(cell for cell in record.of(part.name, "id") if not cells.is_empty(cell.value))
        name = cells.name(cell.value)
        near = {language: self.values.names(cell.column).near(name, language) for language in LANGUAGES}
        if near[LANGUAGES[0]]:
            self.gathering.tell(cell, Unusable("dangling-reference", "thing-near", near))
            self.gathering.doubted.add((subject,))
            return False
        return True

    def _place(self, record: Record, part: Part) -> Place:
        """The place of a part as a whole: the cell with its name, or else its first one."""
        own = [cell for column, found in record.cells.items() if column.part == part for cell in found]
        filled = [cell for cell in own if not cells.is_empty(cell.value)]
        names = [cell for cell in filled if cell.column.role == "id"]
        return next((cell.place for cell in (*names, *filled, *own)), record.place)
