"""What a contributor is told: findings, one for each mistake, and the report of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rusgraf.files import NOWHERE, Place
from rusgraf.terms import Term, curie, show

__all__ = ["Finding", "Place", "Report", "show_path"]


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
    """

    files: Mapping[str, int | None]
    findings: tuple[Finding, ...]
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def conforms(self) -> bool:
        """Whether nothing needs mending: no finding is a violation."""
        return not any(finding.severity == "Violation" for finding in self.findings)

    def __bool__(self) -> bool:
        return self.conforms

    def __str__(self) -> str:
        lines = [f"{finding.where}\n    {finding.message()}" for finding in self.findings]
        return "\n".join(lines) or f"{', '.join(self.files)}: conforms"


def show_path(iri: str) -> str:
    """A property as a person reads it."""
    return curie(iri).strip("<>")
