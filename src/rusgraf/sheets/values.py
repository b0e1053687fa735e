"""From cells to values: terms out of what is written in a column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Final

from pyoxigraph import Literal, NamedNode

from rusgraf import requirements
from rusgraf.requirements import Field
from rusgraf.sheets import cells, naming
from rusgraf.sheets.cells import Unusable
from rusgraf.sheets.columns import Column, Part
from rusgraf.sheets.register import Choice, Names, Register, words
from rusgraf.sheets.tables import Cell
from rusgraf.terms import LANGUAGES, RDF_TYPE, Term, expand

#: How many choices are told where none is near.
_FEW: Final = 15


class Values:
    """What the cells of a spreadsheet may name, and what they say.

    :param register: what the graph has.
    """

    def __init__(self, register: Register) -> None:
        self.register = register
        self._own: dict[Part, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
        self._names: dict[Column, Names] = {}

    def add(self, part: Part, subject: NamedNode, labels: Iterable[tuple[str, str]] = ()) -> None:
        """Make known what the spreadsheet describes.

        :param labels: what it is called, each with its language.
        """
        self._own[part][subject.value].update(labels)

    def names(self, column: Column) -> Names:
        """What a cell of a column may name, in the spreadsheet and in the graph."""
        if column not in self._names:
            self._names[column] = Names((*self._described(column.field), *self.register.choices(column)))
        return self._names[column]

    def _described(self, field: Field | None) -> Iterable[Choice]:
        if field is None or field.kind != "thing":
            return
        asked = set(field.classes)
        for part, subjects in self._own.items():
            if asked & self._classes[part.of]:
                for iri, labels in subjects.items():
                    yield Choice(iri, labels)

    @cached_property
    def _classes(self) -> dict[str, set[str]]:
        """The classes that a thing of each class may have, narrower and wider ones too."""
        above: dict[str, set[str]] = defaultdict(set)
        rows = self.register.graph.lookup(
            "SELECT ?class ?wider { ?class a owl:Class ; rdfs:subClassOf* ?wider FILTER isIRI(?wider) }"
        )
        for row in rows:
            above[row["class"]].add(row["wider"])
        found: dict[str, set[str]] = defaultdict(set)
        for part in self._own:
            name = part.asked.name
            found[part.of] = {name, *above[name], *(each for each, wider in above.items() if name in wider)}
        return found

    def of(self, cell: Cell) -> list[Term]:
        """The values that a cell gives.

        :raises Unusable: it gives none of the kind that is asked for.
        """
        if cells.is_empty(cell.value):
            return []
        field = cell.column.field
        if field is None:
            return [cells.number(cell.value)]
        if field.kind == "text":
            return [Literal(cells.text(cell.value), language=cell.column.language)]
        if field.kind in ("number", "integer"):
            return [
                cells.number(
                    cell.value, whole=field.kind == "integer", decimal=cells.DECIMAL in field.datatypes
                )
            ]
        if field.kind == "date":
            return [cells.moment(cell.value, field.datatypes)]
        if field.kind in ("code", "topic", "thing", "iri"):
            return list(self._named(cell, field))
        return [Literal(cells.name(cell.value))]

    def _named(self, cell: Cell, field: Field) -> list[NamedNode]:
        names = self.names(cell.column)
        whole = cells.name(cell.value)
        if len(meant := names.meant(whole)) == 1:
            return [NamedNode(meant[0])]
        written = cells.parts(cell.value)
        if len(written) > 1 and not field.many:
            raise Unusable("too-many", "one")
        return [self._one(name, names, field) for name in written]

    def _one(self, name: str, names: Names, field: Field) -> NamedNode:
        meant = names.meant(name)
        if len(meant) == 1:
            return NamedNode(meant[0])
        if len(meant) > 1:
            raise Unusable(
                "wrong-value", "several-things", known=", ".join(sorted(map(naming.short, meant))), shown=name
            )
        if field.kind == "iri":
            iri = expand(name)
            if iri is None:
                raise Unusable("wrong-value", "address")
            return naming.iri_of(iri)
        kind = "dangling-reference" if field.kind == "thing" else "unknown-code"
        word = "thing" if field.kind == "thing" else "code"
        near = {language: names.near(name, language) for language in LANGUAGES}
        if near["nb"]:
            raise Unusable(kind, f"{word}-near", suggestion=near, shown=name)
        if word == "thing":
            raise Unusable(kind, word, shown=name)
        known = {language: _listed(names, language) for language in LANGUAGES}
        raise Unusable(kind, word, known=known, shown=name)


def _listed(names: Names, language: str) -> str:
    listed = list(words(names.choices, language))
    return ", ".join(listed[:_FEW]) + (", …" if len(listed) > _FEW else "")


def type_field(part: Part) -> str:
    """The IRI of the class of a part: what it is, where no cell says more."""
    return requirements.of(part.of).name


def is_type(column: Column) -> bool:
    """Whether the cells of a column say of which class a thing is."""
    return column.path == RDF_TYPE.value
