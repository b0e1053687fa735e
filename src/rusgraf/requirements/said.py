"""Statements, to be asked for what they say of a node."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from rusgraf.terms import PREFIXES, Term

_FIRST, _REST = (PREFIXES["rdf"] + name for name in ("first", "rest"))


class Said:
    """Statements, to be asked for what they say of a node."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._values: dict[Term, dict[str, list[Term]]] = {}
        self._subjects: dict[tuple[str, Term], list[Term]] = defaultdict(list)
        for quad in quads:
            self._subjects[quad.predicate.value, quad.object].append(quad.subject)
            values = self._values.setdefault(quad.subject, {}).setdefault(quad.predicate.value, [])
            if quad.object not in values:
                values.append(quad.object)

    def subjects(self) -> Iterator[Term]:
        """Everything of which something is said, in the order of the statements."""
        yield from self._values

    def having(self, property: str, value: Term) -> list[str]:
        """The IRIs that have a value for a property, in the order of the statements."""
        found = self._subjects.get((property, value), ())
        return list(dict.fromkeys(node.value for node in found if isinstance(node, NamedNode)))

    def properties(self, node: Term) -> list[str]:
        """The properties that a node has values for."""
        return list(self._values.get(node, {}))

    def of(self, node: Term | str, property: str) -> list[Term]:
        """The values of a property, in the order of the statements.

        :param node: a node, or the IRI of one.
        """
        node = NamedNode(node) if isinstance(node, str) else node
        return self._values.get(node, {}).get(property, [])

    def iris(self, node: Term | str, property: str) -> list[str]:
        """Those of the values that are IRIs."""
        return [value.value for value in self.of(node, property) if isinstance(value, NamedNode)]

    def texts(self, node: Term | str, *properties: str) -> dict[str, str]:
        """The texts of the first of the properties that has any, by language."""
        for property in properties:
            literals = [value for value in self.of(node, property) if isinstance(value, Literal)]
            if literals:
                return {literal.language or "": literal.value for literal in literals}
        return {}

    def items(self, node: Term, property: str) -> list[Term]:
        """The members of the lists that are the values of a property."""
        found = []
        for cell in self.of(node, property):
            while first := self.of(cell, _FIRST):
                found.append(first[0])
                cell = next(iter(self.of(cell, _REST)), cell)  # noqa: PLW2901
        return found

    def number(self, node: Term, property: str) -> int | None:
        """The whole number that is the value of a property, if there is one."""
        values = [value for value in self.of(node, property) if isinstance(value, Literal)]
        return int(values[0].value) if values else None
