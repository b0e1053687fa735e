"""A validation report, written for people and for programs: a module for each format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Final

from rusgraf.errors import UsageError
from rusgraf.reports.github import as_github
from rusgraf.reports.html import as_html
from rusgraf.reports.json import as_json
from rusgraf.reports.sarif import as_sarif
from rusgraf.reports.text import as_text
from rusgraf.reports.turtle import as_turtle
from rusgraf.reports.words import summary
from rusgraf.validation.findings import Report

__all__ = [
    "WRITERS",
    "as_github",
    "as_html",
    "as_json",
    "as_sarif",
    "as_text",
    "as_turtle",
    "format_of",
    "summary",
]

WRITERS: Final[Mapping[str, Callable[[Report, str], str]]] = {
    "text": as_text,
    "json": lambda report, _: as_json(report),
    "html": as_html,
    "github": as_github,
    "sarif": as_sarif,
    "ttl": lambda report, _: as_turtle(report),
}

_SUFFIXES: Final[Mapping[str, str]] = {
    ".txt": "text",
    ".json": "json",
    ".html": "html",
    ".htm": "html",
    ".sarif": "sarif",
    ".sarif.json": "sarif",
    ".ttl": "ttl",
}


def format_of(name: str | PurePath) -> str:
    """The format of a report that is to be written to a file, by the suffix of its name.

    >>> format_of("report.html")
    'html'

    :raises UsageError: the suffix is of none.
    """
    path = PurePath(name)
    for suffix in ("".join(path.suffixes[-2:]).lower(), path.suffix.lower()):
        if suffix in _SUFFIXES:
            return _SUFFIXES[suffix]
    raise UsageError(
        f"{path}: its suffix says no format of a report.",
        f"Known: {', '.join(_SUFFIXES)}; or choose one with -f.",
    )
