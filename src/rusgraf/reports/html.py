"""A report as one page that can be kept, printed or sent: nothing in it is fetched, nothing runs."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from rusgraf.reports import words as wording
from rusgraf.reports.excerpt import excerpt, visible
from rusgraf.reports.kinds import kind
from rusgraf.reports.words import LEVELS, File, Namer
from rusgraf.terms import Term
from rusgraf.validation.findings import Finding, Place, Report

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATE: Final = Path(__file__).with_name("report.html.jinja")
#: How much of a line of the file is shown; it is folded where the window is narrower.
_LINE: Final = 240


def as_html(report: Report, language: str = "nb") -> str:
    """The report as a page of its own; whatever comes from the files is shown as text."""
    namer = Namer(report, language)
    files = [_file(number, file, namer) for number, file in enumerate(wording.by_file(report), 1)]
    worst = next((each for each in LEVELS if any(f.severity == each for f in report.findings)), None)
    page = _template().render(
        language=language,
        words=namer.words,
        verdict=_verdict(worst, namer),
        summary=wording.summary(report, language),
        level=LEVELS[worst] if worst else "fine",
        files=files,
    )
    return page.encode("utf-8", "replace").decode("utf-8")


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_shown,
    )
    return environment.from_string(TEMPLATE.read_text(encoding="utf-8"))


def _shown(value: object) -> object:
    """What the page shows of a value; markup is that of the template, whose values went through here."""
    return value if hasattr(value, "__html__") or not isinstance(value, str) else visible(value, keep="\n")


def _verdict(worst: str | None, namer: Namer) -> str:
    known = {None: "all conform", "Violation": "violations"}
    return namer.words[known.get(worst, "some conform")]


def _file(number: int, file: File, namer: Namer) -> dict[str, Any]:
    findings = enumerate(file.findings, 1)
    return {
        "id": f"file-{number}",
        "name": file.name or namer.words["around"],
        "verdict": file.verdict(namer.language),
        "findings": [_finding(f"file-{number}-{each}", finding, namer) for each, finding in findings],
    }


def _finding(id: str, finding: Finding, namer: Namer) -> dict[str, Any]:
    message = finding.message(namer.language)
    return {
        "id": id,
        "level": LEVELS[finding.severity],
        "severity": namer.words[finding.severity],
        "title": kind(finding.kind).titles[namer.language],
        "place": _within(finding.place),
        "where": wording.place(finding.place, namer.words),
        "message": message,
        "meant": namer.meant(finding, message),
        "focus": _term(finding.focus, namer) if finding.focus else None,
        "path": _term(finding.path, namer) if finding.path else None,
        "values": [_term(value, namer) for value in finding.values],
        "number": finding.place.line or finding.place.cell,
        "excerpt": excerpt(finding.place, _LINE),
        "until": namer.words["until"].format(finding.place.end_line)
        if finding.place.end_line > finding.place.line
        else "",
        "also": [str(place) for place in finding.also],
        "rules": list(dict.fromkeys((finding.kind, *finding.rules))),
    }


def _within(place: Place) -> str:
    """A place within its file."""
    if place.cell:
        return f"{place.sheet}!{place.cell}"
    return ":".join(str(part) for part in (place.line, place.column) if part)


def _term(term: Term | str, namer: Namer) -> dict[str, str]:
    name = wording.name(term)
    label = namer.label(term)
    return {
        "name": f"{name[:_LINE]}…" if len(name) > _LINE else name,
        "label": f"{label[:_LINE]}…" if len(label) > _LINE else label,
    }
