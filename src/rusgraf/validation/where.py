"""Where in the files given a mistake stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

from rusgraf.files import Place, SourceFile
from rusgraf.validation.drafts import Draft, Spot
from rusgraf.validation.findings import Finding, told
from rusgraf.validation.world import World

if TYPE_CHECKING:
    from rusgraf.spans import Lines, Span, Statement


#: The formats with a statement on each line: where one stands, can be told without the others.
_LINES: Final = ("nt", "nq")


class Where:
    """The places of statements; a file is looked through when a mistake in it is first placed."""

    def __init__(self, world: World, files: Sequence[SourceFile], drafts: Iterable[Draft]) -> None:
        """Know which file says what.

        :param world: the statements as they were given and as they were meant, in the order of the files.
        :param drafts: what is to be placed.
        """
        self._world = world
        self._files = [_File(file) for file in files]
        self._subjects = {each.subject for draft in drafts for each in (*draft.spots, _whole(draft))}

    @cached_property
    def _said(self) -> Mapping[tuple[object, ...], list[tuple[int, int]]]:
        """File and position of the statements that count, by their parts as given and as meant."""
        said: dict[tuple[object, ...], list[tuple[int, int]]] = defaultdict(list)
        positions = (
            (number, index)
            for number, each in enumerate(self._files)
            for index in range(len(each.file.quads))
        )
        for position, given, meant in zip(positions, self._world.given, self._world.meant, strict=True):
            if meant.subject not in self._subjects and given.subject not in self._subjects:
                continue
            for quad in dict.fromkeys((meant, given)):
                path = quad.predicate.value
                for key in ((quad.subject, path, quad.object), (quad.subject, path), (quad.subject,)):
                    said[key].append(position)
        return said

    def placed(self, draft: Draft) -> Finding:
        """A draft as a finding, with its places."""
        spots = draft.spots or (_whole(draft),)
        places = list(dict.fromkeys(place for spot in spots for place in self._places(spot)))
        return Finding(
            draft.kind,
            draft.focus,
            draft.path,
            draft.values,
            draft.rules,
            draft.severity,
            draft.messages,
            draft.suggestion,
            places[0] if places else Place(),
            tuple(places[1:]),
        )

    def _places(self, spot: Spot) -> Iterator[Place]:
        if spot.part in ("prefix", "base"):
            yield from (
                each.declared(spot.part, spot.path or "")
                for each in self._files
                if each.file.graph == spot.subject
            )
            return
        keys = [(spot.subject, spot.path, spot.value), (spot.subject, spot.path), (spot.subject,)]
        exact = next((number for number, key in enumerate(keys) if key in self._said), None)
        if exact is None:
            return
        if spot.part == "again":
            yield from self._again(self._said[keys[-1]])
            return
        # Where the statement is not there, what there is of the thing stands for it.
        part = spot.part if exact == 0 or (exact == 1 and spot.value is None) else "subject"
        found = self._said[keys[exact]]
        for number, index in found[:1] if part == "subject" else found:
            yield self._files[number].place(index, part, spot)

    def _again(self, positions: list[tuple[int, int]]) -> Iterator[Place]:
        """The beginning of each block about a thing but the first."""
        nothing = Spot("subject", None)
        places = (self._files[number].place(index, "subject", nothing) for number, index in positions)
        yield from list(dict.fromkeys(places))[1:]


def _whole(draft: Draft) -> Spot:
    return Spot("subject", draft.focus)


class _File:
    """A file, with the places of what it states."""

    def __init__(self, file: SourceFile) -> None:
        self.file = file

    @cached_property
    def _statements(self) -> list[Statement]:
        if not self.file.text or self.file.format not in ("ttl", "nt", "trig", "nq"):
            return []
        from rusgraf import spans

        return list(spans.statements(self.file.text, self.file.format))

    @cached_property
    def _by_line(self) -> Sequence[tuple[int, str]]:
        """Where each statement begins, and its text, in a format with one on a line."""
        from rusgraf.spans import by_line

        return by_line(self.file.text)

    @cached_property
    def _lines(self) -> Lines:
        from rusgraf.spans import Lines

        return Lines(self.file.text)

    def place(self, index: int, part: str, spot: Spot) -> Place:
        """The place of a part of the statement at a position.

        In a spreadsheet, that of the cell that it is in, or missing from.
        """
        if self.file.cells:
            keys = ((spot.subject, spot.path, spot.value), (spot.subject, spot.path), (spot.subject,))
            return next(
                (self.file.cells[key] for key in keys if key in self.file.cells), Place(self.file.name)
            )
        span = self._span(index, part)
        return self._place(span) if span else Place(self.file.name)

    def _span(self, index: int, part: str) -> Span | None:
        if self.file.format in _LINES and len(self._by_line) == len(self.file.quads):
            from rusgraf import spans

            start, line = self._by_line[index]
            found = next(spans.statements(line, self.file.format), None)
            span: Span | None = getattr(found, part) if found else None
            return (start + span[0], start + span[1]) if span else None
        return getattr(self._statements[index], part) if index < len(self._statements) else None

    def declared(self, part: str, name: str) -> Place:
        """The place where a prefix is declared, by its name, or a base, by its IRI."""
        from rusgraf import spans

        declared = spans.bases if part == "base" else spans.declarations
        for declaration in declared(self.file.text):
            if name == (declaration.iri if part == "base" else declaration.prefix):
                return self._place(declaration.span)
        return Place(self.file.name)

    def _place(self, span: Span) -> Place:
        line, column = self._lines.place(span[0])
        end_line, end_column = self._lines.place(span[1])
        return Place(self.file.name, line, column, end_line, end_column, told(self._lines.text(line)))
