"""A report for a program, as ``report.schema.json`` beside this module describes it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode

from rusgraf.reports.words import LEVELS
from rusgraf.terms import Term, written
from rusgraf.validation.findings import Finding, Place, Report

#: Grows when what is there gets another meaning; something new beside it is no new version.
VERSION: Final = 1
SCHEMA: Final = Path(__file__).with_name("report.schema.json")
ADDRESS: Final = f"https://w3id.org/rusgraf/schemas/report-{VERSION}.json"


def as_json(report: Report) -> str:
    """The report for a program; messages and labels are in every language."""
    return dumped(
        {
            "$schema": ADDRESS,
            "version": VERSION,
            "conforms": report.conforms,
            "files": [{"name": name, "statements": count} for name, count in report.files.items()],
            "findings": [_finding(finding, report) for finding in report.findings],
        }
    )


def dumped(document: dict[str, Any]) -> str:
    """A document as JSON; what UTF-8 cannot say, as in the name of a strange file, is escaped."""
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _finding(finding: Finding, report: Report) -> dict[str, Any]:
    return {
        "kind": finding.kind,
        "severity": LEVELS[finding.severity],
        "message": dict(finding.messages),
        "suggestion": finding.suggestion or None,
        "place": _place(finding.place),
        "also": [_place(place) for place in finding.also],
        "focus": _term(finding.focus, report) if finding.focus else None,
        "path": _term(NamedNode(finding.path), report) if finding.path else None,
        "values": [_term(value, report) for value in finding.values],
        "rules": list(finding.rules),
    }


def _place(place: Place) -> dict[str, Any] | None:
    """What is known of a place; ``None`` where nothing is."""
    known = {name: value for name, value in vars(place).items() if value}
    return known or None


def _term(term: Term, report: Report) -> dict[str, Any]:
    labels = report.labels.get(term.value, {}) if isinstance(term, NamedNode) else {}
    described = {"text": written(term), "kind": _kind(term)}
    return described | ({"label": dict(labels)} if labels else {})


def _kind(term: Term) -> str:
    if isinstance(term, NamedNode):
        return "iri"
    if isinstance(term, Literal):
        return "literal"
    return "blank" if isinstance(term, BlankNode) else "triple"
