"""Findings in the terms of a spreadsheet: at the cell, with the heading that a person sees."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from rusgraf.files import SourceFile
from rusgraf.sheets import wording
from rusgraf.sheets.columns import Column
from rusgraf.sheets.mistakes import MISTAKES
from rusgraf.sheets.notes import hints, plain, quote
from rusgraf.terms import LANGUAGES, expand
from rusgraf.validation.findings import Finding, Place, Report

#: How the names of the shapes end that ask for a text in a language.
_LANGUAGE_SHAPES: Final = {"-nb": "nb", "-en": "en"}


@dataclass(frozen=True)
class Reading:
    """A spreadsheet, read.

    :param file: its statements; ``file.cells`` says where each of them stands.
    :param findings: what is wrong with cells, so that they make no statement.
    :param columns: the column of each cell, by sheet and cell.
    :param doubted: the properties of things of which a cell could not be read, and the things that are
        nothing, so that nothing follows from what is missing there.
    """

    file: SourceFile
    findings: tuple[Finding, ...]
    columns: Mapping[tuple[str, str], Column] = field(default_factory=dict)
    doubted: frozenset[tuple[object, ...]] = frozenset()

    @property
    def is_whole(self) -> bool:
        """Whether every cell could be read."""
        return not any(finding.severity == "Violation" for finding in self.findings)


def finding(
    kind: str,
    place: Place,
    word: str,
    column: Column | None = None,
    texts: Mapping[str, str | Mapping[str, str]] | None = None,
    suggestion: str | Mapping[str, str] = "",
    severity: str = "Violation",
) -> Finding:
    """What is wrong with a cell, before there is any statement.

    :param word: which words of :data:`rusgraf.sheets.mistakes.MISTAKES` say so.
    :param column: the column of the cell.
    :param texts: what the words name; by language, where it differs.
    """
    messages = {}
    for language in LANGUAGES:
        named = {"suggestion": suggestion, **(texts or {})}
        filled = {name: text if isinstance(text, str) else text[language] for name, text in named.items()}
        messages[language] = _headed(MISTAKES[word][language].format(**filled), column, language)
    return Finding(
        kind=kind,
        focus=None,
        path=column.path or None if column else None,
        values=(),
        rules=(),
        severity=severity,
        messages=messages,
        suggestion=suggestion if isinstance(suggestion, str) else suggestion[LANGUAGES[0]],
        place=place,
    )


def _headed(message: str, column: Column | None, language: str) -> str:
    return f"{quote(column.headings[language], language)}: {message}" if column else message


def told(report: Report, readings: Iterable[Reading]) -> Report:
    """A report in which spreadsheets are spoken of as sheets, with what is wrong with their cells.

    What only follows from a cell that could not be read is left out.
    """
    readings = list(readings)
    findings = [each for reading in readings for each in reading.findings]
    by_name = {reading.file.name: reading for reading in readings}
    for reading in readings:
        # A folder of CSV files is one reading of several files.
        by_name |= {place.file: reading for place in reading.file.cells.values() if isinstance(place, Place)}
    said = {_at(each.place) for each in findings if each.severity == "Violation"}
    for each in report.findings:
        its = by_name.get(each.place.file)
        if its is None:
            findings.append(each)
        elif not _follows(each, its):
            found = _in_sheet(each, its)
            if _at(found.place) not in said:
                findings.append(found)
    findings.sort(key=lambda each: (each.place.file, _order(each.place)))
    return replace(report, findings=tuple(findings))


def _follows(finding: Finding, reading: Reading) -> bool:
    """Whether a finding only says what became of a cell that could not be read."""
    about = [(finding.focus, finding.path), (finding.focus,), *((value,) for value in finding.values)]
    return any(each in reading.doubted for each in about)


def _at(place: Place) -> tuple[str, str, str]:
    return (place.file, place.sheet, place.cell)


def _order(place: Place) -> tuple[object, ...]:
    """Sheet by sheet, row by row; what is not of a sheet, line by line."""
    cell = re.fullmatch(r"([A-Z]+)(\d+)", place.cell)
    letters, number = (cell[1], int(cell[2])) if cell else ("", place.line)
    titles = [title for titles in wording.SHEETS.values() for title in titles.values()]
    sheet = titles.index(place.sheet) if place.sheet in titles else len(titles)
    return (sheet, place.sheet, number, len(letters), letters, place.column)


def _in_sheet(finding: Finding, reading: Reading) -> Finding:
    """A finding at its cell, in the words of the sheet."""
    cells = reading.file.cells
    focus, path = finding.focus, finding.path
    keys = [*((focus, path, value) for value in finding.values), (focus, path), (focus,)]
    place = _missing_text(finding, reading) or next(
        (cells[key] for key in keys if key in cells), finding.place
    )
    assert isinstance(place, Place)
    column = reading.columns.get((place.sheet, place.cell))
    messages = {
        language: _headed(_asked(finding, place, column, language), column, language)
        for language in LANGUAGES
    }
    return replace(finding, place=place, messages=messages)


def _asked(finding: Finding, place: Place, column: Column | None, language: str) -> str:
    """What is asked for: of an empty cell, what may stand in it."""
    shapes = {expand(rule) for rule in finding.rules}
    asked = column is not None and (
        column.role == "id" or bool(column.field and shapes & set(column.field.shapes))
    )
    if column and asked and not place.text:
        return " ".join([MISTAKES["missing"][language], *hints(column, language)])
    return plain(finding.messages[language], language)


def _missing_text(finding: Finding, reading: Reading) -> Place | None:
    """The cell that a missing text belongs in: that of the language that is asked for."""
    language = next((_LANGUAGE_SHAPES.get(rule[-3:], "") for rule in finding.rules), "")
    row = reading.file.cells.get((finding.focus, finding.path))
    if finding.values or not language or not isinstance(row, Place):
        return None
    for (sheet, cell), column in reading.columns.items():
        along = r"[A-Z]+" if column.sheet == "document" else r"\d+"
        is_asked = sheet == row.sheet and column.path == finding.path and column.language == language
        if is_asked and re.findall(along, cell) == re.findall(along, row.cell):
            return Place(row.file, sheet=sheet, cell=cell)
    return None
