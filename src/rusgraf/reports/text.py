"""A report for a person at a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rusgraf.reports import words as wording
from rusgraf.reports.excerpt import excerpt, visible
from rusgraf.reports.words import Namer
from rusgraf.validation.findings import Finding, Place, Report

#: How much of a line of the file is shown where nobody says how wide the paper is.
_LINE: Final = 100
#: How much of a label is shown.
_LABEL: Final = 50

_STYLES: Final = {
    "Violation": "1;31",
    "Warning": "1;33",
    "Info": "1;36",
    "place": "1",
    "fine": "32",
    "bar": "34",
    "dim": "2",
}


@dataclass(frozen=True)
class _Paper:
    """What the report is written on.

    :param width: in characters; 0 where lines are not to be folded.
    """

    colour: bool
    width: int

    def paint(self, text: str, style: str) -> str:
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if self.colour and text else text

    def fold(self, text: str, margin: int = 2) -> list[str]:
        """Lines, set in; what is folded goes on below its beginning."""
        lines = visible(text, keep="\n").split("\n")
        if not self.width:
            return [f"{' ' * margin}{line}" for line in lines]
        wrap = textwrap.TextWrapper(
            max(self.width, 2 * margin + 20),
            initial_indent=" " * margin,
            subsequent_indent=" " * margin,
            break_on_hyphens=False,
            break_long_words=False,
        ).wrap
        return [folded for line in lines for folded in wrap(line) or [""]]


def as_text(report: Report, language: str = "nb", *, colour: bool = False, width: int = 0) -> str:
    """The report for a person: first what is fine, then a part for each other file, at last the sum.

    :param colour: whether to colour it, as terminals do.
    :param width: how many characters fit on a line; 0 where lines are not to be folded.
    """
    paper = _Paper(colour, width)
    namer = Namer(report, language)
    files = wording.by_file(report)
    lines = []
    for file in sorted(files, key=lambda file: bool(file.findings)):
        lines.append(_heading(file, namer, paper))
        for finding in file.findings:
            lines += ["", *_finding(finding, namer, paper)]
        if file.findings:
            lines.append("")
    # A single file with nothing to mend has said it all.
    if len(files) > 1 or report.findings:
        found = next((each for each in wording.LEVELS if _any(report.findings, each)), "fine")
        lines += [paper.paint(line, found) for line in paper.fold(wording.summary(report, language), 0)]
    return "\n".join(lines) + "\n"


def _any(findings: Iterable[Finding], severity: str) -> bool:
    return any(finding.severity == severity for finding in findings)


def _heading(file: wording.File, namer: Namer, paper: _Paper) -> str:
    style = "dim" if file.findings else "fine"
    name = visible(file.name or namer.words["around"])
    return f"{paper.paint(name, 'place')}: {paper.paint(file.verdict(namer.language), style)}"


def _finding(finding: Finding, namer: Namer, paper: _Paper) -> list[str]:
    words = namer.words
    where = visible(wording.place(finding.place, words))
    lines = [f"{paper.paint(where, 'place')}: {paper.paint(words[finding.severity], finding.severity)}"]
    # Who fills in a sheet sees headings, not names.
    if not finding.place.cell and (about := _about(finding, namer)):
        lines += paper.fold(about)
    message = finding.message(namer.language)
    lines += paper.fold(message)
    source = _source(finding.place, finding.severity, words["until"], paper)
    if not source and finding.values:
        source = paper.fold(_values(finding, namer))
    lines += source
    if meant := namer.meant(finding, message):
        lines += paper.fold(meant)
    if finding.also:
        places = [_shortly(place, finding.place) for place in finding.also]
        lines += paper.fold(f"{words['also']}: {wording.listed(places, namer.language)}")
    rules = dict.fromkeys((finding.kind, *finding.rules))
    return lines + [paper.paint(line, "dim") for line in paper.fold(f"{words['rule']}: {', '.join(rules)}")]


def _about(finding: Finding, namer: Namer) -> str:
    """Thing and property, by their short names and by what they are called."""
    return "  ".join(
        _called(wording.name(term), namer.beside(term), namer)
        for term in (finding.focus, finding.path)
        if term is not None
    )


def _called(name: str, label: str, namer: Namer) -> str:
    if not label:
        return name
    return f"{name} {namer.words['quoted'].format(textwrap.shorten(label, _LABEL, placeholder=' …'))}"


def _values(finding: Finding, namer: Namer) -> str:
    """The values, where there is no line of the file that shows them."""
    values = [
        _called(textwrap.shorten(wording.name(value), _LINE, placeholder=" …"), namer.beside(value), namer)
        for value in finding.values
    ]
    return f"{namer.words['value']}: {wording.listed(values, namer.language)}"


def _source(place: Place, severity: str, until: str, paper: _Paper) -> list[str]:
    """The line of the file, or what the cell shows, with marks below what is wrong."""
    number = str(place.line) if place.line else place.cell
    more = f" … {until.format(place.end_line)}" if place.end_line > place.line else ""
    room = paper.width - len(number) - len(more) - 7 if paper.width else _LINE
    shown = excerpt(place, max(room, 20))
    if shown is None:
        return []
    bar = paper.paint("|", "bar")
    lines = [f"  {paper.paint(number, 'bar')} {bar} {shown.text}".rstrip()]
    if shown.within:
        marks = paper.paint(f"{shown.carets.lstrip()}{more}", severity)
        indent = " " * (len(shown.carets) - len(shown.carets.lstrip()))
        lines.append(f"  {' ' * len(number)} {bar} {indent}{marks}")
    return lines


def _shortly(place: Place, beside: Place) -> str:
    """A further place; within one sheet of one file the cell is enough."""
    if place.cell and (place.file, place.sheet) == (beside.file, beside.sheet):
        return place.cell
    return str(place)
