"""What is asked of a class, as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rusgraf.requirements.wording import Advice, Description, Entry, Name
from rusgraf.requirements.words import HEADINGS


def page(told: Description, example: str, lang: str, *, depth: int = 1, note: str = "") -> Iterator[str]:
    """The lines on a class.

    :param example: Turtle, or nothing.
    :param depth: the level of the heading.
    :param note: Markdown to stand below the definition.
    """
    words, level = HEADINGS[lang], "#" * (depth + 1)
    yield f"{level[1:]} {_literal(told.name.label)} (`{told.name.curie}`)"
    yield from (f"\n{text}" for text in (_literal(told.definition), note) if text)
    if told.kinds:
        yield f"\n{words['kinds']}: {', '.join(map(_named, told.kinds))}."
    for heading, listed in (("required", told.required), ("optional", told.optional)):
        if listed:
            yield f"\n{level} {words[heading]}"
            yield from entries(listed)
    for heading, advice in (("rules", told.rules), ("warnings", told.warnings)):
        if advice:
            yield f"\n{level} {words[heading]}\n"
            yield from map(_advised, advice)
    if example:
        yield f"\n{level} {words['example']}\n\n```turtle\n{example.rstrip()}\n```"
    yield ""


def entries(listed: Iterable[Entry]) -> Iterator[str]:
    """The lines on properties."""
    for entry in listed:
        yield f"\n**{_literal(entry.label)}** (`{entry.curie}`): {entry.count}."
        yield f"{_literal(entry.definition)}\n"
        yield f"- {_literal(entry.value)}{':' if entry.choices else ''}"
        yield from (f"  - {_named(each)}" for each in entry.choices)
        if entry.more:
            yield f"  - {_literal(entry.more)}"
        yield from (f"- {_literal(text)}" for text in entry.advice)


def table(told: Iterable[Description]) -> Iterator[str]:
    """The lines of a table with a row for each class."""
    yield "| | | |"
    yield "| --- | --- | --- |"
    for each in told:
        yield f"| {_literal(each.name.label)} | `{each.name.curie}` | {_literal(each.definition)} |"


def _advised(advice: Advice) -> str:
    return f"- {_literal(', '.join(advice.properties))}: {_literal(advice.text)}"


def _named(of: Name) -> str:
    return f"`{of.curie}` ({_literal(of.label)})"


def _literal(text: str) -> str:
    """A text that Markdown shows as it is."""
    return re.sub(r"([\\`*_{}\[\]<>|~$#^])", r"\\\1", text)
