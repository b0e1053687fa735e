"""What a contributor is told: findings, one for each mistake, and the report of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rusgraf.terms import LANGUAGES, Term, curie, show


@dataclass(frozen=True)
class Finding:
    """One mistake: something wrong with one property of one thing.

    :param focus: the thing.
    :param path: the IRI of the property, or ``None`` where it is the thing as a whole.
    :param values: the values that are wrong; empty where something is missing.
    :param rules: the shapes, or the rules of submission, that are broken.
    :param severity: ``Violation``, ``Warning`` or ``Info``.
    :param messages: what is wrong and what to do, by language.
    :param suggestion: the IRI that was probably meant; empty where none is near.
    :param file: the file that the thing stands in; empty where it stands in none of
        those that were checked.
    """

    focus: Term
    path: str | None
    values: tuple[Term, ...]
    rules: tuple[str, ...]
    severity: str
    messages: Mapping[str, str]
    suggestion: str = ""
    file: str = ""

    def message(self, language: str = "nb") -> str:
        """What is wrong and what to do, in a language."""
        return self.messages[language]

    @property
    def where(self) -> str:
        """File, thing and property, as a person reads them."""
        path = f" {show_path(self.path)}" if self.path else ""
        return f"{self.file}: {show(self.focus)}{path}".removeprefix(": ")


@dataclass(frozen=True)
class Report:
    """The outcome of a validation.

    :param files: how many statements each file that was checked makes, by its name.
    :param findings: what is wrong, by file and then by thing.
    """

    files: Mapping[str, int]
    findings: tuple[Finding, ...]

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


def joined(messages: list[Mapping[str, str]]) -> dict[str, str]:
    """Several messages as one, in every language, none said twice."""
    return {
        language: " ".join(dict.fromkeys(message[language] for message in messages if language in message))
        for language in LANGUAGES
    }
