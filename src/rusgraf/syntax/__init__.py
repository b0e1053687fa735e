"""What a mistake in the syntax of a file is, in terms of Turtle.

The engine says where it stopped and why. Where that is not where, or how, a person
would say it, what stands before the place tells: which brackets are open, and whether
a subject, a property or a value was to come.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from rusgraf.errors import SyntaxMistake
from rusgraf.spans import Lines, declarations
from rusgraf.syntax import characters, structure
from rusgraf.syntax.case import Answer, Case, Rule, shown
from rusgraf.syntax.words import MISTAKES
from rusgraf.terms import LANGUAGES, PREFIXES

_NAMES: Final = {
    "ttl": "Turtle",
    "nt": "N-Triples",
    "trig": "TriG",
    "nq": "N-Quads",
    "jsonld": "JSON-LD",
    "rdfxml": "RDF/XML",
}

#: How files of other kinds begin.
_OTHERS: Final = {
    "like-zip": r"PK[\x03\x05\x07]|\xd0\xcf\x11\xe0",
    "like-pdf": r"%PDF-",
    "like-rtf": r"\{\\rtf",
    "like-html": r"(?i:<!DOCTYPE html|<html|<head|<body)",
    "like-xml": r"<\?xml|<rdf:RDF|<!DOCTYPE",
    "like-json": r'\{\s*["}]|\[\s*["{\[]',
    "like-yaml": r"---\s*\n|%YAML|[A-Za-z_-]+: *(?![ <_]|[A-Za-z-]*:)[^\n]*\n(?:[A-Za-z_-]+:|[ -])",
    "like-table": r"[^\n\r:<>\"]*([;,\t])[^\n\r:<>]*\1[^\n\r:<>.]*[\r\n]",
    "fence": r"```",
}
_PREFIX: Final = re.compile(r"\bprefix\s+([\w.-]*):\s*<([^<>]*)>", re.IGNORECASE)
_RULES: Final[tuple[Rule, ...]] = (characters.conflict, characters.texts, characters.addresses)
_TURTLE: Final[tuple[Rule, ...]] = (
    characters.names,
    structure.directives,
    structure.punctuation,
    structure.terms,
)
_LINES: Final[tuple[Rule, ...]] = (structure.lines,)


def explain(text: str, format: str, error: SyntaxError) -> SyntaxMistake:
    """Say what a mistake is, and where.

    :param text: the whole text of the file.
    :param format: ``ttl``, ``nt``, ``trig``, ``nq``, ``jsonld`` or ``rdfxml``.
    :param error: what the engine says of the text.
    """
    if error.lineno is None:
        return SyntaxMistake(0, 0, 0, 0, _said("general-file", format=_NAMES[format]))
    lines = Lines(text)
    case = Case(text, _NAMES[format], lines, error)
    key, start, end = _answer(case, format)
    return SyntaxMistake(
        *lines.place(start), *lines.place(end), _said(key, **{"word": shown(text[start:end]), **case.words})
    )


def _answer(case: Case, format: str) -> Answer:
    if format in ("jsonld", "rdfxml"):
        return case.here("general" if case.start < case.end else "general-end")
    if case.is_first and (answer := _other(case)):
        return answer
    case.read()
    for rule in (*_RULES, *(_LINES if format in ("nt", "nq") else _TURTLE)):
        if found := rule(case):
            return found
    return case.here("general" if case.coming() else "general-end")


def _other(case: Case) -> Answer | None:
    """A file of another kind."""
    head = case.text.lstrip("\ufeff \t\r\n")
    start = len(case.text) - len(head)
    key = next((key for key, pattern in _OTHERS.items() if re.match(pattern, head)), None)
    return (key, start, case.line_end(start)) if key else None


def declared_twice(text: str) -> SyntaxMistake | None:
    """A prefix of rusgraf's that a text of Turtle declares as it should be and as something else.

    The names under it would mean one thing before the second declaration and another after.
    """
    found: dict[str, set[str]] = {}
    for match in _PREFIX.finditer(text):
        found.setdefault(match[1], set()).add(match[2])
    if all(len(addresses) == 1 for addresses in found.values()):
        return None
    declared = list(declarations(text))
    for one in declared:
        right = [other for other in declared if other.prefix == one.prefix and other.iri != one.iri]
        right = [other for other in right if other.iri == PREFIXES.get(other.prefix)]
        if right and one.prefix != "schema":
            lines = Lines(text)
            line = str(lines.place(right[0].span[0])[0])
            said = _said("prefix-twice", word=f"{one.prefix}:", line=line)
            return SyntaxMistake(*lines.place(one.span[0]), *lines.place(one.span[1]), said)
    return None


def other_kind(data: bytes, format: str) -> Mapping[str, str] | None:
    """What to say of a file that is no text at all: a Word document, a PDF; ``None`` otherwise."""
    head = data[:8].decode("latin-1")
    key = next((key for key in ("like-zip", "like-pdf", "like-rtf") if re.match(_OTHERS[key], head)), None)
    return _said(key, format=_NAMES[format]) if key else None


def _said(key: str, **words: str) -> dict[str, str]:
    known = {"word": "", "suggestion": "", "line": "", **words}
    return {
        language: sentence.format(**known)
        for language, sentence in zip(LANGUAGES, MISTAKES[key], strict=True)
    }
