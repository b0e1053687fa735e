"""What is wrong with a text, number or date, and what was probably meant."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Final, TypeAlias

from pyoxigraph import Literal, NamedNode

from rusgraf.terms import LANGUAGES, PREFIXES, Term, written
from rusgraf.validation.languages import language_of
from rusgraf.validation.results import components
from rusgraf.validation.shapes import Shape
from rusgraf.validation.wording import either, say, together
from rusgraf.validation.world import World

_XSD: Final = PREFIXES["xsd"]
_LANG_STRING: Final = f"{PREFIXES['rdf']}langString"
_STRING: Final = f"{_XSD}string"
#: Every type that is asked for, with an example and what it is.
_TYPES: Final[Mapping[str, Mapping[str, str]]] = {
    f"{_XSD}integer": {"nb": "et heltall, for eksempel 42", "en": "a whole number, such as 42"},
    f"{_XSD}decimal": {
        "nb": "et tall med desimalpunktum, for eksempel 3.5",
        "en": "a number with a decimal point, such as 3.5",
    },
    f"{_XSD}boolean": {"nb": "true eller false", "en": "true or false"},
    f"{_XSD}date": {"nb": '"2021-03-14"^^xsd:date', "en": '"2021-03-14"^^xsd:date'},
    f"{_XSD}gYearMonth": {"nb": '"2021-03"^^xsd:gYearMonth', "en": '"2021-03"^^xsd:gYearMonth'},
    f"{_XSD}gYear": {"nb": '"2021"^^xsd:gYear', "en": '"2021"^^xsd:gYear'},
    _STRING: {"nb": 'tekst uten språkmerke, "…"', "en": 'text without a language tag, "…"'},
    _LANG_STRING: {"nb": 'tekst med språkmerke, "…"@nb', "en": 'text with a language tag, "…"@nb'},
}
_DATES: Final = {f"{_XSD}date": 10, f"{_XSD}gYearMonth": 7, f"{_XSD}gYear": 4}
_ISO: Final = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_NORWEGIAN: Final = re.compile(r"([0-9]{1,2})[./]\s*([0-9]{1,2})[./]\s*([0-9]{4})")
#: Tags that are written for one that is in use.
_TAGS: Final = {"no": "nb", "nor": "nb", "nob": "nb", "nno": "nn", "eng": "en"}

#: A number as people write it.
_NUMBER: Final = re.compile(r"(?<![0-9.,])-?[0-9]+(?:[.,][0-9]+)*(?:[eE][+-]?[0-9]+)?(?![0-9.,])")
#: A number with an interval in brackets after it.
_INTERVAL: Final = re.compile(r"\s*([0-9][0-9.,]*)\s*[(\[][^()\[\]]*[0-9][^()\[\]]*[)\]]\s*")
_ESTIMATE: Final = f"{PREFIXES['rgsh']}StudyEffect-estimate"
_DECIMAL: Final = re.compile(r"-?[0-9]+\.[0-9]+")
#: Longer texts are not repeated whole.
_LONGEST: Final = 60

#: A kind of mistake, what is said of it by language, and what to write instead if that is known.
Judgement: TypeAlias = tuple[str, Mapping[str, str], str]


def judged(world: World, value: Literal, asked: Shape, broken: Collection[str]) -> Judgement:
    """The kind of mistake that a literal is, what is said of it, and what to write instead.

    :param broken: the components of the constraints that it breaks.
    """
    if asked.languages or _LANG_STRING in asked.datatypes:
        return _text(world, value, asked)
    if value.language and asked.datatypes:
        return _needless_tag(world, value, asked)
    dated = [name for name in asked.datatypes if name in _DATES]
    if dated:
        return _date(world, value, dated)
    if components.DATATYPE in broken or components.CHOICE in broken:
        return _number(world, value, asked)
    if not value.value.strip():
        return "wrong-value", say(world, "empty-text"), ""
    return "wrong-value", say(world, "wrong-value", value=value), ""


def _text(world: World, value: Literal, asked: Shape) -> Judgement:
    if not value.language:
        tag = _lacking(world, value) or language_of(value.value) or "nb"
        meant = written(Literal(value.value, language=tag))
        return (
            "missing-language",
            say(world, "missing-language", value=value, suggestion=short(meant)),
            meant,
        )
    if asked.languages and value.language not in asked.languages:
        tag = value.language
        right = _TAGS.get(tag.partition("-")[0], tag.partition("-")[0])
        languages = either([{"nb": f"@{each}", "en": f"@{each}"} for each in asked.languages])
        said = say(world, "unknown-language", tag=tag, languages=languages)
        if right not in asked.languages:
            return "unknown-language", said, ""
        meant = written(Literal(value.value, language=right))
        return "unknown-language", together(said, say(world, "write", suggestion=short(meant))), meant
    if not value.value.strip():
        return "wrong-value", say(world, "empty-text"), ""
    return "wrong-value", say(world, "wrong-value", value=value), ""


def _lacking(world: World, value: Literal) -> str:
    """The one language of the two that the property of a text has no other text in."""
    tags = {
        other.language
        for quad in world.own.quads_for_pattern(None, None, value)
        for other in world.values(quad.subject, quad.predicate)
        if isinstance(other, Literal)
    }
    lacking = [tag for tag in LANGUAGES if tag not in tags]
    return lacking[0] if len(lacking) == 1 else ""


def _needless_tag(world: World, value: Literal, asked: Shape) -> Judgement:
    meant = written(Literal(value.value)) if _STRING in asked.datatypes else _meant_number(value.value, asked)
    kind = "wrong-datatype"
    if not meant:
        return kind, _mistyped(world, value, asked.datatypes), ""
    return kind, say(world, "needless-language", suggestion=short(meant)), meant


def _date(world: World, value: Literal, dated: list[str]) -> Judgement:
    """A date: in another form, of another type, or one that no calendar has."""
    text = value.value.strip()
    names = _names(dated)
    parts = _ISO.fullmatch(text)
    if norwegian := _NORWEGIAN.fullmatch(text):
        year, month, day = norwegian[3], norwegian[2], norwegian[1]
    elif parts:
        year, month, day = parts[1], parts[2] or "", parts[3] or ""
    else:
        return "wrong-datatype", _mistyped(world, value, dated), ""
    if not _exists(year, month, day):
        return "impossible-date", say(world, "impossible-date", value=value, datatypes=names), ""
    iso = "-".join([year, *(part.zfill(2) for part in (month, day) if part)])
    # What is longer than asked is cut: the year of a day.
    fitting = [name for name in dated if _DATES[name] <= len(iso)]
    if not fitting:
        return "wrong-datatype", _mistyped(world, value, dated), ""
    name = max(fitting, key=lambda each: _DATES[each])
    meant = written(Literal(iso[: _DATES[name]], datatype=NamedNode(name)))
    if meant == written(value):
        return "wrong-value", say(world, "wrong-value", value=value), ""
    return "wrong-datatype", _mistyped(world, value, dated, meant), meant


def _exists(year: str, month: str, day: str) -> bool:
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return False
    return True


def _number(world: World, value: Literal, asked: Shape) -> Judgement:
    interval = _INTERVAL.fullmatch(value.value)
    meant = _meant_number(interval[1] if interval else value.value, asked)
    if meant and interval and asked.iri == _ESTIMATE:
        said = together(_mistyped(world, value, asked.datatypes, meant), say(world, "interval"))
        return "wrong-datatype", said, meant
    if not meant and _STRING in asked.datatypes:
        meant = written(Literal(value.value))
    return "wrong-datatype", _mistyped(world, value, asked.datatypes, meant), meant


def _mistyped(world: World, value: Literal, datatypes: Collection[str], meant: str = "") -> dict[str, str]:
    """That a value is of a wrong type, with what to write, or else what may stand there."""
    said = say(world, "wrong-datatype", value=value)
    if meant:
        return together(said, say(world, "write", suggestion=short(meant)))
    return together(said, say(world, "expected", datatypes=_names(datatypes)))


def _meant_number(text: str, asked: Shape) -> str:
    """The number that a text means, as Turtle writes it; empty where it means none, or several."""
    numbers = _NUMBER.findall(re.sub(r"[\s\u00a0\u202f]+(?=[0-9]{3}(?![0-9]))", "", text))
    if len(numbers) != 1 or len(text) > _LONGEST:
        return ""
    number = numbers[0]
    if "e" in number.lower():
        number = f"{Decimal(number.replace(',', '.')):f}"
    if f"{_XSD}integer" in asked.datatypes:
        grouped = re.fullmatch(r"-?[0-9]{1,3}([.,][0-9]{3})+", number)
        plain = re.sub("[.,]", "", number) if grouped else re.sub(r"[.,]0+$", "", number)
        return str(int(plain)) if re.fullmatch("-?[0-9]+", plain) else ""
    if f"{_XSD}decimal" in asked.datatypes:
        plain = number.replace(",", ".")
        return plain if "." in plain else f"{plain}.0"
    return ""


def with_comma(values: Collection[Term], datatypes: Collection[str]) -> str:
    """The number meant by two whole numbers that a decimal comma made of it; empty where it was none."""
    whole = [
        value.value
        for value in values
        if isinstance(value, Literal) and value.datatype.value == f"{_XSD}integer"
    ]
    joined = ".".join(whole)
    fits = len(whole) == len(values) and _DECIMAL.fullmatch(joined) and f"{_XSD}decimal" in datatypes
    return joined if fits else ""


def _names(datatypes: Collection[str]) -> Mapping[str, str]:
    return either([_TYPES.get(name, {"nb": name, "en": name}) for name in datatypes])


def short(text: str) -> str:
    """A text with its end, which tells language or type; the middle of a long one is left out."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]}…{text[-_LONGEST // 3 :]}"
