"""What a contributor is told: findings, one for each mistake, and the report of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Protocol, TypeAlias

from rusgraf.errors import UnreadableInput
from rusgraf.files import NOWHERE, Place, RawFile, SourceFile
from rusgraf.terms import Term, curie, show

__all__ = ["Finding", "Given", "Place", "Report", "in_order", "show_path", "unread"]

_UNREADABLE: Final = {
    "nb": "Filen kan ikke leses.",
    "en": "The file cannot be read.",
}


@dataclass(frozen=True)
class Finding:
    """One mistake.

    :param kind: what sort of mistake, as a word of the list in the documentation.
    :param focus: the thing that it is about; ``None`` where it is the file as a whole.
    :param path: the IRI of the property, or ``None`` where it is the thing as a whole.
    :param values: the values that are wrong; empty where something is missing.
    :param rules: the shapes, or the rules of submission, that are broken.
    :param severity: ``Violation``, ``Warning`` or ``Info``.
    :param messages: what is wrong and what to do, by language.
    :param suggestion: what was probably meant, as Turtle writes it; empty where nothing is near.
    :param place: where it stands.
    :param also: where else the same mistake stands.
    """

    kind: str
    focus: Term | None
    path: str | None
    values: tuple[Term, ...]
    rules: tuple[str, ...]
    severity: str
    messages: Mapping[str, str]
    suggestion: str = ""
    place: Place = NOWHERE
    also: tuple[Place, ...] = ()

    def message(self, language: str = "nb") -> str:
        """What is wrong and what to do, in a language."""
        return self.messages[language]

    @property
    def about(self) -> str:
        """Thing and property, as a person reads them."""
        path = f" {show_path(self.path)}" if self.path else ""
        return f"{show(self.focus)}{path}"

    @property
    def where(self) -> str:
        """Place, thing and property, as a person reads them."""
        return ": ".join(part for part in (str(self.place), self.about) if part)


@dataclass(frozen=True)
class Report:
    """The outcome of a validation.

    :param files: how many statements each file that was checked makes, by its name;
        ``None`` for one that could not be read.
    :param findings: what is wrong, by file and then by place.
    :param labels: what the things that the findings speak of are called, by IRI and then language.
    :param replaced: the IRIs of the named graphs of which each file was checked as a new version.
    """

    files: Mapping[str, int | None]
    findings: tuple[Finding, ...]
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    replaced: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def conforms(self) -> bool:
        """Whether nothing needs mending: no finding is a violation."""
        return not any(finding.severity == "Violation" for finding in self.findings)

    def __bool__(self) -> bool:
        return self.conforms

    def __str__(self) -> str:
        lines = [f"{finding.where}\n    {finding.message()}" for finding in self.findings]
        return "\n".join(lines) or f"{', '.join(self.files)}: conforms"


#: A file as it was given, as it was read, or why it could not be taken from the disk.
Given: TypeAlias = RawFile | SourceFile | Finding


class Named(Protocol):
    """What has a name."""

    @property
    def name(self) -> str:
        """How the person who gave it calls it."""
        ...


def in_order(given: Sequence[Named | Finding], more: Iterable[Finding], report: Report) -> Report:
    """A report with further findings, for all files that were given, in their order.

    :param given: the files; a finding for one that could not be read.
    """
    names = [each.place.file if isinstance(each, Finding) else each.name for each in given]
    order = {name: number for number, name in enumerate(dict.fromkeys(names))}
    findings = sorted(
        (*more, *report.findings), key=lambda finding: order.get(finding.place.file, len(order))
    )
    return replace(report, files={name: report.files.get(name) for name in order}, findings=tuple(findings))


def unread(error: UnreadableInput, name: str) -> Finding:
    """The finding that says why a file could not be read."""
    place = Place(name, error.line, error.column)
    messages = error.messages or {"nb": f"{_UNREADABLE['nb']} {error.message}", "en": error.message}
    return Finding(error.kind, None, None, (), (error.kind,), "Violation", messages, place=place)


def show_path(iri: str) -> str:
    """A property as a person reads it."""
    return curie(iri).strip("<>")
