"""A validation report, written for people and for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from itertools import groupby
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from rusgraf.terms import LANGUAGES, PREFIXES, RDF_TYPE, Term, expand, show, written
from rusgraf.turtle import Statements
from rusgraf.validation.findings import Finding, Report, show_path

_WORDS: Final = {
    "nb": {
        "conforms": "i orden",
        "Violation": "{} feil",
        "Warning": "{} å se over",
        "statements": "{} utsagn",
        "look": "å se over",
        "around": "I grafen omkring",
        "value": "verdi",
        "rule": "regel",
        "empty": "tom: filen har ingen utsagn",
    },
    "en": {
        "conforms": "conforms",
        "Violation": "{} to mend",
        "Warning": "{} to look at",
        "statements": "{} statements",
        "look": "to look at",
        "around": "In the graph around it",
        "value": "value",
        "rule": "rule",
        "empty": "empty: the file has no statements",
    },
}


def as_text(report: Report, language: str = "nb") -> str:
    """The report for a person, a part for each file."""
    words = _WORDS[language]
    by_file = {
        name: list(found) for name, found in groupby(report.findings, lambda finding: finding.place.file)
    }
    parts = []
    for name in [*report.files, *(name for name in by_file if name not in report.files)]:
        found = by_file.get(name, [])
        parts.append(f"{name or words['around']}: {_verdict(report, name, found, words)}\n")
        parts += [_finding_text(finding, language) for finding in found]
    return "".join(parts)


def _verdict(report: Report, name: str, found: list[Finding], words: Mapping[str, str]) -> str:
    counts = Counter(finding.severity for finding in found)
    said = [
        words[severity].format(counts[severity]) for severity in ("Violation", "Warning") if counts[severity]
    ]
    statements = report.files.get(name)
    if statements == 0:
        return words["empty"]
    if not counts["Violation"]:
        said.insert(0, f"{words['conforms']} ({words['statements'].format(statements)})")
    return ", ".join(said)


def _finding_text(finding: Finding, language: str) -> str:
    words = _WORDS[language]
    path = f"  {show_path(finding.path)}" if finding.path else ""
    # What conforms but is worth a look is told apart from what must be mended.
    mark = f" ({words['look']})" if finding.severity != "Violation" else ""
    lines = [f"  {show(finding.focus)}{path}{mark}", f"      {finding.message(language)}"]
    lines += [f"      {words['value']}: {written(value)}" for value in finding.values]
    lines.append(f"      {words['rule']}: {', '.join(finding.rules)}")
    return "\n" + "\n".join(lines) + "\n"


def as_json(report: Report) -> str:
    """The report for a program; messages are in every language."""
    document = {
        "conforms": report.conforms,
        "files": [{"name": name, "statements": count} for name, count in report.files.items()],
        "findings": [_finding_json(finding) for finding in report.findings],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _finding_json(finding: Finding) -> dict[str, Any]:
    return {
        "file": finding.place.file,
        "focus": show(finding.focus),
        "path": show_path(finding.path) if finding.path else None,
        "values": [written(value) for value in finding.values],
        "rules": list(finding.rules),
        "severity": finding.severity,
        "message": dict(finding.messages),
    }


def as_turtle(report: Report) -> str:
    """The report as a ``sh:ValidationReport``, with a result for each finding."""

    def sh(name: str) -> NamedNode:
        return NamedNode(PREFIXES["sh"] + name)

    node = BlankNode("report")
    boolean = NamedNode(PREFIXES["xsd"] + "boolean")
    quads = [
        Quad(node, RDF_TYPE, sh("ValidationReport")),
        Quad(node, sh("conforms"), Literal(str(report.conforms).lower(), datatype=boolean)),
    ]
    for number, finding in enumerate(report.findings):
        result = BlankNode(f"result{number}")
        pairs: list[tuple[str, Term]] = [("resultSeverity", sh(finding.severity))]
        if finding.focus:
            pairs.append(("focusNode", finding.focus))
        if finding.path:
            pairs.append(("resultPath", NamedNode(finding.path)))
        pairs += [("value", value) for value in finding.values]
        shapes = [expand(rule) for rule in finding.rules]
        pairs += [("sourceShape", NamedNode(shape)) for shape in shapes if shape]
        pairs += [("resultMessage", Literal(finding.message(each), language=each)) for each in LANGUAGES]
        quads += [Quad(node, sh("result"), result), Quad(result, RDF_TYPE, sh("ValidationResult"))]
        quads += [Quad(result, sh(name), value) for name, value in pairs]
    return Statements(tuple(quads)).render("ttl").decode()


WRITERS: Final[Mapping[str, Callable[[Report, str], str]]] = {
    "text": as_text,
    "json": lambda report, _: as_json(report),
    "ttl": lambda report, _: as_turtle(report),
}
