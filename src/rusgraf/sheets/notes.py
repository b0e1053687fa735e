"""What shapes and ontology say, for people who do not know Turtle."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from rusgraf import requirements
from rusgraf.sheets import wording
from rusgraf.sheets.cells import asked_of_date
from rusgraf.sheets.columns import Column
from rusgraf.terms import PREFIXES, RDF_TYPE, expand

#: Kinds of values of which shapes ask in Turtle what a column sees to, such as the language of a text.
_BY_COLUMN: Final = ("iri", "text")
#: A known name, as shapes mention it.
_NAME: Final = r"\b(?:" + "|".join(map(re.escape, PREFIXES)) + r"):[A-Za-z][\w-]*"
#: A statement with a literal or an address, given as an example.
_EXAMPLE: Final = (
    rf"(?::|, for eksempel|, for example|, such as)?\s+{_NAME}\s+"
    r"(?:\"[^\"]*\"(?:@\w+|\^\^\S+\w)?|<[^>]*>)"
)
#: A statement of one name about another, given as an example: only the value counts.
_STATEMENT: Final = rf"({_NAME})\s+({_NAME})"
#: Of which datatype a value is: what a cell holds has the right one.
_DATATYPES: Final = r",? (?:av typen|of type) (?:xsd:\w+(?:, | eller | or )?)+"
#: How a word is quoted.
_QUOTED: Final[Mapping[str, str]] = {"nb": "«{}»", "en": "“{}”"}


def note(column: Column, language: str) -> str:
    """What a column is for and what may stand in it, out of the ontology and the shapes."""
    field = column.field
    required = [wording.NOTES["required"][language]] if column.required else []
    if column.role in wording.NOTES:
        return "\n".join([wording.NOTES[column.role][language], *required])
    assert field is not None
    lines = []
    if field.definitions.get(language) and field.path != RDF_TYPE.value:
        lines.append(field.definitions[language])
    if field.kind not in _BY_COLUMN:
        lines += [plain(message[language], language) for message in field.messages if message.get(language)]
    return "\n".join(dict.fromkeys([*lines, *required, *hints(column, language)]))


def hints(column: Column, language: str) -> list[str]:
    """How the cells of a column are filled in."""
    field = column.field
    said: list[str] = []
    if field is None:
        return said
    if field.kind in ("code", "topic"):
        said.append(wording.NOTES["choose"][language])
    if field.kind in ("thing", "iri"):
        said.append(wording.NOTES[field.kind][language])
    if field.kind == "date":
        said.append(wording.NOTES[asked_of_date(field.datatypes)][language])
    if column.many:
        said.append(wording.NOTES["many"][language])
    if column.path == PREFIXES["rg"] + "stance":
        said.append(wording.NOTES["stance"][language])
    return said


def plain(message: str, language: str) -> str:
    """What a shape says, without the Turtle in it: names in their own words, and no examples of statements.

    >>> plain('Add a paraphrase in English: rg:paraphrase "…"@en.', "en")
    'Add a paraphrase in English.'
    >>> plain("Choose exactly one stance, for example rg:stance stance:endorses.", "en")
    'Choose exactly one stance, for example “endorses”.'
    """
    message = re.sub(_DATATYPES, "", re.sub(_EXAMPLE, "", message))
    message = re.sub(_STATEMENT, lambda match: quote(_called(match[2], language), language), message)
    return re.sub(_NAME, lambda match: _word(match[0], language), message)


def _word(name: str, language: str) -> str:
    called = _called(name, language)
    return called if called == name else quote(called, language)


def _called(name: str, language: str) -> str:
    iri = expand(name)
    return (requirements.labels(iri).get(language) if iri else "") or name


def quote(text: str, language: str) -> str:
    """A word, quoted."""
    return _QUOTED[language].format(text)
