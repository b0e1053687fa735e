"""What reports say in nb and en, and how they count and name things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import PurePath
from typing import Final

from pyoxigraph import NamedNode

from rusgraf.files import BLANK
from rusgraf.terms import Term, curie, written
from rusgraf.validation.findings import Finding, Place, Report

#: The severities, the worst first, as programs call them.
LEVELS: Final[Mapping[str, str]] = {"Violation": "error", "Warning": "warning", "Info": "info"}

#: How many things a list names.
_LISTED: Final = 6

#: One and several of each thing that is counted.
_COUNTED: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "nb": {
        "Violation": ("feil", "feil"),
        "Warning": ("å se over", "å se over"),
        "Info": ("merknad", "merknader"),
        "files": ("fil", "filer"),
        "statements": ("utsagn", "utsagn"),
    },
    "en": {
        "Violation": ("error", "errors"),
        "Warning": ("to look at", "to look at"),
        "Info": ("note", "notes"),
        "files": ("file", "files"),
        "statements": ("statement", "statements"),
    },
}

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "nb": {
        "title": "Kontroll av bidrag",
        "Violation": "feil",
        "Warning": "å se over",
        "Info": "merknad",
        "conforms": "i orden",
        "all conform": "Alt er i orden",
        "some conform": "Ingenting må rettes",
        "violations": "Noe må rettes",
        "empty": "tom: filen har ingen utsagn",
        "unread": "ikke lest",
        "around": "I grafen omkring",
        "thing": "Hva",
        "property": "Egenskap",
        "value": "verdi",
        "also": "også",
        "meant": "Mente du {}?",
        "rule": "regel",
        "until": "til linje {}",
        "and": "{} og {}",
        "more": "{} til",
        "top": "Til toppen",
        "mistakes": "Funn",
        "quoted": "«{}»",
    },
    "en": {
        "title": "Check of a contribution",
        "Violation": "error",
        "Warning": "to look at",
        "Info": "note",
        "conforms": "conforms",
        "all conform": "All conforms",
        "some conform": "Nothing needs mending",
        "violations": "Something needs mending",
        "empty": "empty: the file has no statements",
        "unread": "not read",
        "around": "In the graph around it",
        "thing": "What",
        "property": "Property",
        "value": "value",
        "also": "also",
        "meant": "Did you mean {}?",
        "rule": "rule",
        "until": "to line {}",
        "and": "{} and {}",
        "more": "{} more",
        "top": "To the top",
        "mistakes": "Findings",
        "quoted": "“{}”",
    },
}


def counted(count: int, what: str, language: str) -> str:
    """A number of things, in words.

    :param what: ``files``, ``statements`` or a severity.

    >>> counted(1, "files", "nb"), counted(2, "files", "nb"), counted(1000, "Violation", "en")
    ('1 fil', '2 filer', '1000 errors')
    """
    one, several = _COUNTED[language][what]
    return f"{count} {one if count == 1 else several}"


def listed(parts: list[str], language: str) -> str:
    """Several things in a row; of many, the first and how many there are besides.

    >>> listed(["a", "b", "c"], "nb"), listed(["x"] * 9, "en")
    ('a, b og c', 'x, x, x, x, x and 4 more')
    """
    words = WORDS[language]
    if len(parts) > _LISTED:
        parts = [*parts[: _LISTED - 1], words["more"].format(len(parts) - _LISTED + 1)]
    if len(parts) == 1:
        return parts[0]
    return words["and"].format(", ".join(parts[:-1]), parts[-1])


def severities(findings: Iterable[Finding], language: str) -> str:
    """How many findings there are of each severity, the worst first; empty where there are none."""
    counts = Counter(finding.severity for finding in findings)
    return ", ".join(counted(counts[each], each, language) for each in LEVELS if counts[each])


def summary(report: Report, language: str = "nb") -> str:
    """The whole report in one line."""
    statements = sum(count or 0 for count in report.files.values())
    unread = sum(count is None for count in report.files.values())
    left = f" ({unread} {WORDS[language]['unread']})" if unread else ""
    files = counted(len(report.files), "files", language)
    verdict = severities(report.findings, language) or ("" if unread else WORDS[language]["conforms"])
    return f"{files}{left}, {counted(statements, 'statements', language)}: {verdict}".removesuffix(": ")


@dataclass(frozen=True)
class File:
    """What a report says of one file.

    :param name: empty for the graph around the files.
    :param statements: how many it makes; ``None`` where it could not be read.
    """

    name: str
    statements: int | None
    findings: tuple[Finding, ...]

    def verdict(self, language: str) -> str:
        """The file in a few words."""
        words = WORDS[language]
        said = severities(self.findings, language)
        if self.statements is None and self.name and not said:
            return words["unread"]
        if self.statements == 0 and not said:
            return words["empty"]
        if not self.name or any(finding.severity == "Violation" for finding in self.findings):
            return said
        fine = f"{words['conforms']} ({counted(self.statements or 0, 'statements', language)})"
        return f"{fine}, {said}" if said else fine


def by_file(report: Report) -> list[File]:
    """A report, file by file: what is wrong in a file, then in the graph around."""
    found: dict[str, tuple[Finding, ...]] = {}
    for name, group in groupby(report.findings, lambda finding: finding.place.file):
        found[name] = (*found.get(name, ()), *group)
    # A folder of CSV files is one thing that is checked, with findings in each of its files.
    folders = {str(parent) for name in found for parent in PurePath(name).parents}
    given = [name for name in report.files if name in found or name not in folders]
    names = [*given, *(name for name in found if name and name not in report.files)]
    if "" in found:
        names.append("")
    return [File(name, report.files.get(name), found.get(name, ())) for name in names]


@dataclass(frozen=True)
class Namer:
    """What the things of a report are called in a language."""

    report: Report
    language: str

    def label(self, term: Term | str | None) -> str:
        """What a thing is called; in another language where it has no name in this one; or nothing."""
        labels = self.report.labels.get(_iri(term), {})
        return labels.get(self.language) or next(iter(labels.values()), "")

    def beside(self, term: Term | str) -> str:
        """What a thing is called, where its short name does not say so already."""
        label = self.label(term)
        return "" if label.casefold() == name(term).rpartition(":")[2].casefold() else label

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The words of the language."""
        return WORDS[self.language]

    def text(self, finding: Finding) -> str:
        """What is wrong and what to do; with what was probably meant, unless that is said already."""
        message = finding.message(self.language)
        return f"{message} {self.meant(finding, message)}".rstrip()

    def meant(self, finding: Finding, message: str) -> str:
        """The question whether something else was meant, unless the message says so already."""
        if not finding.suggestion or finding.suggestion in message:
            return ""
        return self.words["meant"].format(finding.suggestion)


def _iri(term: Term | str | None) -> str:
    return term.value if isinstance(term, NamedNode) else term if isinstance(term, str) else ""


def place(where: Place, words: Mapping[str, str]) -> str:
    """A place as a person reads it; editors and terminals make a link of ``file:line:column``."""
    return str(where) if where.file else words["around"]


def name(term: Term | str) -> str:
    """A thing by its short name, as a person reads it; the IRI itself where it has none."""
    iri = _iri(term)
    if iri.startswith(BLANK):
        return "[ … ]"
    if isinstance(term, NamedNode | str):
        return curie(iri).removeprefix("<").removesuffix(">")
    return written(term)
