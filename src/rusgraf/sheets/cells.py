"""What a cell says: texts, numbers and dates as people and spreadsheets write them."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

from pyoxigraph import Literal, NamedNode

from rusgraf.sheets.grid import Fault, Formula
from rusgraf.sheets.wording import MONTHS
from rusgraf.terms import PREFIXES, Term

_XSD: Final = PREFIXES["xsd"]
DATE, YEAR_MONTH, YEAR = (f"{_XSD}{name}" for name in ("date", "gYearMonth", "gYear"))
INTEGER, DECIMAL = f"{_XSD}integer", f"{_XSD}decimal"

#: Characters without width, and the soft hyphen: they come with what is pasted, and nobody sees them.
_UNSEEN: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
#: The spaces that stand between the digits of a long number.
_SPACES: Final = re.compile("[\\s\u00a0\u2007\u2009\u202f'\u2019]+")
_NUMBER: Final = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
#: Whole thousands, or thousandths: nobody can tell.
_EITHER: Final = re.compile(r"[-+]?[1-9]\d{0,2}[.,]\d{3}")
_GROUPED: Final = re.compile(r"[-+]?\d{1,3}(?:(?:\.\d{3})+(?:,\d+)?|(?:,\d{3})+(?:\.\d+)?)")
_ISO: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ]00:00(?::00)?)?")
_DOTTED: Final = re.compile(r"(?:(\d{1,2})\.\s*)?(\d{1,2})\.\s*(\d{4})")
_WORDED: Final = re.compile(r"(?:(\d{1,2})\.?\s+)?([^\W\d_]+)\.?\s+(\d{4})")

#: The first and the last year that is read as one.
_YEARS: Final = range(1000, 3000)
#: The years of the days that such numbers stand for: what becomes of a year in a cell that shows dates.
_TYPED_AS_YEAR: Final = range(1902, 1909)
#: The numbers of the days in the years from 1950 to 2100, as spreadsheets count them.
_SERIALS: Final = range(18_264, 73_416)
_DAY_0: Final = date(1899, 12, 30)


class Unusable(Exception):
    """A cell that does not say what is asked of it.

    :param kind: what sort of mistake, as findings call it.
    :param message: which words of :data:`rusgraf.sheets.mistakes.MISTAKES` say so.
    :param suggestion: what may be meant, as the cell should have it.
    :param texts: what else the words name; by language, where it differs.
    """

    def __init__(
        self,
        kind: str,
        message: str,
        suggestion: str | Mapping[str, str] = "",
        **texts: str | Mapping[str, str],
    ) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.suggestion = suggestion
        self.texts = texts


def shown(value: Any) -> str:
    """What a cell shows, as nearly as the file tells."""
    if value is None or isinstance(value, Formula):
        return ""
    if isinstance(value, Fault):
        return value.text
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, float):
        return _plain(Decimal(repr(value)))
    return str(value)


def is_empty(value: Any) -> bool:
    """Whether there is nothing in a cell that a person would see."""
    return value is None or (isinstance(value, str) and not text(value))


def text(value: Any) -> str:
    """The text of a cell, without what nobody sees.

    :raises Unusable: an error value, a formula without a value, or characters that no text has.
    """
    if isinstance(value, Formula):
        raise Unusable("wrong-value", "formula")
    if isinstance(value, Fault):
        raise Unusable("wrong-value", "fault")
    seen = unicodedata.normalize("NFC", shown(value).translate(_UNSEEN))
    return re.sub(r"\r\n?", "\n", seen).strip()


def name(value: Any) -> str:
    """What a cell says that names something: a text in one line."""
    return " ".join(text(value).split())


def parts(value: Any) -> list[str]:
    """The names in a cell that may hold several, separated by semicolons or line breaks."""
    return [" ".join(part.split()) for part in re.split(r"[;\n]", text(value)) if part.strip()]


def number(value: Any, *, whole: bool = False, decimal: bool = False) -> Literal:
    """The number that a cell says.

    :param whole: it must be a whole one.
    :param decimal: it is an ``xsd:decimal`` even if it is whole; otherwise only if it is not.
    :raises Unusable: it is no number, or one that can be read in two ways.
    """
    found = _number(value)
    integral = found == found.to_integral_value()
    if whole and not integral:
        raise Unusable("wrong-datatype", "whole")
    if whole or (integral and not decimal and not _written_as_decimal(value)):
        return Literal(str(int(found)), datatype=NamedNode(INTEGER))
    plain = _plain(found)
    return Literal(plain if "." in plain else f"{plain}.0", datatype=NamedNode(DECIMAL))


def counted(term: Term) -> Term:
    """A number where things are counted: 7,0 of them are 7; what is no whole number stays as it is."""
    whole = re.fullmatch(r"([0-9]+)\.0+", term.value) if isinstance(term, Literal) else None
    return Literal(whole[1], datatype=NamedNode(INTEGER)) if whole else term


def _written_as_decimal(value: Any) -> bool:
    return isinstance(value, str) and bool(re.search(r"[.,]\d{1,2}0*$", text(value)))


def _number(value: Any) -> Decimal:
    if isinstance(value, (bool, date, time)):
        raise Unusable("wrong-datatype", "number")
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, float):
        found = Decimal(repr(value))
        if not found.is_finite():
            raise Unusable("wrong-datatype", "number")
        return found
    written = _SPACES.sub("", text(value)).replace("−", "-")  # noqa: RUF001 - the minus sign of typesetters
    if written.endswith("%"):
        raise Unusable("wrong-datatype", "percent", written.removesuffix("%"))
    if _EITHER.fullmatch(written):
        raise Unusable("wrong-value", "either", re.sub("[.,]", "", written))
    if _GROUPED.fullmatch(written) and len(re.findall("[.,]", written)) > 1:
        # With both a point and a comma, the last of them is the decimal one.
        decimal = max(".,", key=written.rfind) if {".", ","} <= set(written) else ""
        digits = (character for character in written if character == decimal or character not in ".,")
        return Decimal("".join(digits).replace(",", "."))
    if not _NUMBER.fullmatch(written):
        raise Unusable("wrong-datatype", "number")
    return Decimal(written.replace(",", "."))


def _plain(number: Decimal) -> str:
    """A number without an exponent, and without zeros that say nothing."""
    plain = format(number, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def moment(value: Any, datatypes: tuple[str, ...]) -> Literal:
    """The day, month or year that a cell says.

    :param datatypes: which of them it may be.
    :raises Unusable: it is none, none that there is, or one that can be read in two ways.
    """
    year, month, day = _moment(value, datatypes)
    if month is not None and day is None and month not in range(1, 13):
        raise Unusable("impossible-date", "impossible")
    if day is not None:
        try:
            written = date(year, month or 0, day).isoformat()
        except ValueError as error:
            raise Unusable("impossible-date", "impossible") from error
        datatype = DATE
    else:
        written, datatype = (f"{year:04}-{month:02}", YEAR_MONTH) if month else (f"{year:04}", YEAR)
    if datatype not in datatypes:
        if datatypes == (YEAR,):
            raise Unusable("wrong-datatype", "year", f"{year:04}")
        raise Unusable("wrong-datatype", "day" if datatypes == (DATE,) else "date")
    return Literal(written, datatype=NamedNode(datatype))


def _moment(value: Any, datatypes: tuple[str, ...]) -> tuple[int, int | None, int | None]:
    """Year, month and day, as far as they are given."""
    if isinstance(value, date):
        if value.year in _TYPED_AS_YEAR and YEAR in datatypes:
            days = (value.date() if isinstance(value, datetime) else value) - _DAY_0
            raise Unusable("impossible-date", "year-as-day", str(days.days))
        return value.year, value.month, value.day
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if value in _YEARS:
            return int(value), None, None
        if math.isfinite(value) and int(value) in _SERIALS:
            day = date.fromordinal(_DAY_0.toordinal() + int(value))
            raise Unusable("wrong-datatype", "serial", day.isoformat())
        raise Unusable("wrong-datatype", asked_of_date(datatypes))
    written = name(value)
    found: tuple[str | None, ...] = (None, None, None)
    if match := _ISO.fullmatch(written):
        found = match.groups()
    elif match := _DOTTED.fullmatch(written):
        found = match.groups()[::-1]
    elif (match := _WORDED.fullmatch(written)) and match[2].casefold() in MONTHS:
        found = match[3], str(MONTHS[match[2].casefold()]), match[1]
    numbers = [None if part is None else int(part) for part in found]
    if numbers[0] is None or numbers[0] not in _YEARS:
        raise Unusable("wrong-datatype", asked_of_date(datatypes))
    return numbers[0], numbers[1], numbers[2]


def asked_of_date(datatypes: tuple[str, ...]) -> str:
    """Whether a ``day``, a ``year``, or a ``date`` as precise as it is known is asked for."""
    if datatypes == (YEAR,):
        return "year"
    return "day" if datatypes == (DATE,) else "date"
