"""A report as workflow commands of GitHub Actions, which show it beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rusgraf.reports import words as wording
from rusgraf.reports.excerpt import visible
from rusgraf.reports.kinds import kind
from rusgraf.reports.paths import relative
from rusgraf.reports.words import Namer
from rusgraf.validation.findings import Finding, Place, Report

_COMMANDS: Final[Mapping[str, str]] = {"Violation": "error", "Warning": "warning", "Info": "notice"}


def as_github(report: Report, language: str = "nb") -> str:
    """A workflow command for each finding; nothing is written anywhere else."""
    namer = Namer(report, language)
    return "".join(f"{_command(finding, namer)}\n" for finding in report.findings)


def _command(finding: Finding, namer: Namer) -> str:
    where = finding.place
    properties = _place(where)
    about = " ".join(wording.name(term) for term in (finding.focus, finding.path) if term)
    parts = [f"{where.sheet}!{where.cell}" if where.cell else "", kind(finding.kind).titles[namer.language]]
    properties["title"] = ": ".join(filter(None, [*parts, about]))
    message = namer.text(finding)
    if finding.also:
        places = wording.listed(list(map(str, finding.also)), namer.language)
        message = f"{message} ({namer.words['also']}: {places})"
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {listed}::{_data(message)}"


def _place(place: Place) -> dict[str, str]:
    if not place.file:
        return {}
    known = {"file": relative(place.file), "line": place.line}
    # GitHub takes columns only where they are of one line.
    if place.end_line in (0, place.line):
        known |= {"col": place.column, "endLine": place.end_line, "endColumn": place.end_column}
    else:
        known |= {"endLine": place.end_line}
    return {name: str(value) for name, value in known.items() if value}


def _data(text: str) -> str:
    """A text as a command bears it, on one line."""
    shown = visible(text, keep="\r\n")
    return shown.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
