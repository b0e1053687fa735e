"""The statements of a spreadsheet as they are gathered, each with its cell, and what is wrong with cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pyoxigraph import NamedNode, Quad

from rusgraf.sheets import cells
from rusgraf.sheets.cells import Unusable
from rusgraf.sheets.tables import Cell
from rusgraf.sheets.telling import finding
from rusgraf.terms import Term
from rusgraf.validation.findings import Finding, Place


@dataclass
class Gathering:
    """What has been read so far.

    :param places: where statements stand, as :class:`rusgraf.files.SourceFile` has it.
    :param doubted: the properties of things of which a cell could not be read, and things that are nothing.
    """

    quads: dict[Quad, None] = field(default_factory=dict)
    places: dict[tuple[object, ...], Place] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    doubted: set[tuple[object, ...]] = field(default_factory=set)

    def state(self, subject: Term, predicate: NamedNode, value: Term, place: Place) -> None:
        """Add a statement that a cell makes."""
        self.quads[Quad(subject, predicate, value)] = None  # type: ignore[arg-type]
        self.at(place, subject, predicate.value, value)

    def at(self, place: Place, subject: Term, *more: object) -> None:
        """Say where a statement stands, or would stand, and with it its property and its subject."""
        for length in range(len(more) + 1):
            self.places.setdefault((subject, *more[:length]), place)

    def tell(self, cell: Cell, error: Unusable) -> None:
        """Say what is wrong with a cell; a text that was not given is told once, whatever needs it."""
        texts: dict[str, str | Mapping[str, str]] = {"shown": cells.shown(cell.value).strip(), **error.texts}
        texts.pop("cell", None)
        found = finding(error.kind, cell.place, error.message, cell.column, texts, error.suggestion)
        if error.message == "text-needed":
            for number, earlier in enumerate(self.findings):
                if earlier.messages == found.messages:
                    self.findings[number] = replace(earlier, also=(*earlier.also, found.place))
                    return
        self.findings.append(found)
