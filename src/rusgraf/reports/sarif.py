"""A report in SARIF 2.1.0, which editors and code hosts read.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from typing import Any, Final

from rusgraf.reports import words as wording
from rusgraf.reports.excerpt import visible
from rusgraf.reports.json import dumped
from rusgraf.reports.kinds import kind
from rusgraf.reports.paths import uri
from rusgraf.reports.words import Namer
from rusgraf.terms import BASE, written
from rusgraf.validation.findings import Finding, Place, Report

_LEVELS: Final[Mapping[str, str]] = {"Violation": "error", "Warning": "warning", "Info": "note"}
#: The folder that relative addresses start from, by the name that readers of SARIF know.
_ROOT: Final = "%SRCROOT%"


def as_sarif(report: Report, language: str = "nb") -> str:
    """The report as a SARIF log with one run; each kind of mistake is a rule."""
    namer = Namer(report, language)
    found = list(dict.fromkeys(finding.kind for finding in report.findings))
    files = list(dict.fromkeys([*report.files, *_further(report)]))
    run = {
        "tool": {
            "driver": {
                "name": "rusgraf",
                "version": version("rusgraf"),
                "informationUri": BASE,
                "rules": [_rule(name, language) for name in found],
            }
        },
        "language": language,
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": _artifact(name)} for name in files],
        "results": [_result(finding, found.index(finding.kind), files, namer) for finding in report.findings],
    }
    document = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return dumped(document)


def _further(report: Report) -> list[str]:
    """The files of places, of which a report may not speak otherwise."""
    places = (place for finding in report.findings for place in (finding.place, *finding.also))
    return [place.file for place in places if place.file]


def _rule(name: str, language: str) -> dict[str, Any]:
    known = kind(name)
    meaning = {"text": known.meanings[language]}
    return {
        "id": name,
        "shortDescription": {"text": known.titles[language]},
        "fullDescription": meaning,
        "help": meaning,
    }


def _artifact(name: str) -> dict[str, str]:
    address, is_relative = uri(name)
    return {"uri": address, "uriBaseId": _ROOT} if is_relative else {"uri": address}


def _result(finding: Finding, rule: int, files: list[str], namer: Namer) -> dict[str, Any]:
    where = _location(finding.place, files) | _thing(finding)
    return {
        "ruleId": finding.kind,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": _plain(namer.text(finding))},
        "locations": [where] if where else [],
        "relatedLocations": [
            {"id": number, **_location(place, files), "message": {"text": namer.words["also"]}}
            for number, place in enumerate(finding.also, 1)
        ],
        "partialFingerprints": {"rusgrafFinding/v1": _fingerprint(finding)},
        "properties": {"rules": list(finding.rules)},
    }


def _location(place: Place, files: list[str]) -> dict[str, Any]:
    if not place.file:
        return {}
    physical: dict[str, Any] = {
        "artifactLocation": {**_artifact(place.file), "index": files.index(place.file)}
    }
    location: dict[str, Any] = {"physicalLocation": physical}
    if place.cell:
        name = f"{place.sheet}!{place.cell}"
        location["logicalLocations"] = [{"name": place.cell, "fullyQualifiedName": name, "kind": "cell"}]
    if place.line:
        region = {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
        }
        physical["region"] = {name: value for name, value in region.items() if value}
        # The context holds the region as a whole, so there is none where only the first line is known.
        if place.text and place.end_line in (0, place.line):
            physical["contextRegion"] = {"startLine": place.line, "snippet": {"text": place.text}}
    return location


def _thing(finding: Finding) -> dict[str, Any]:
    """The thing in place of a place, for what stands in none of the files."""
    if finding.place.file or finding.focus is None:
        return {}
    return {"logicalLocations": [{"fullyQualifiedName": wording.name(finding.focus), "kind": "resource"}]}


def _plain(text: str) -> str:
    """A text in which nothing hides, and in which no value becomes a link."""
    return visible(text, keep="\n").replace("](", "] (")


def _fingerprint(finding: Finding) -> str:
    """What stays the same when the lines above it change."""
    import hashlib

    said = [
        finding.kind,
        "" if finding.focus is None else str(finding.focus),
        finding.path or "",
        *(written(value) for value in finding.values),
    ]
    return hashlib.sha256("\n".join(said).encode("utf-8", "backslashreplace")).hexdigest()
