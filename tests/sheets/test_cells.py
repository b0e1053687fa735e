"""Texts, numbers and dates as people and spreadsheets write them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rusgraf.sheets import cells
from rusgraf.sheets.cells import DATE, YEAR, YEAR_MONTH, Unusable
from rusgraf.sheets.grid import Fault, Formula
from rusgraf.sheets.mistakes import MISTAKES
from rusgraf.terms import LANGUAGES, show, written

ANY = (DATE, YEAR_MONTH, YEAR)
# A spreadsheet knows no time zones.
MARCH = datetime(2021, 3, 14)  # noqa: DTZ001
YEAR_2021_AS_A_DAY = datetime(1905, 7, 13)  # noqa: DTZ001
NBSP, ZERO = "\u00a0", "\u200b"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (324, "324"),
        (324.0, "324"),
        (3.5, "3.5"),
        (1e-7, "0.0000001"),
        ("324", "324"),
        (" 324 ", "324"),
        (f"{NBSP}12{NBSP}345{ZERO}", "12345"),
        ("1 234,5", "1234.5"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("0,123", "0.123"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234.567", "1234567"),
        ("\u22123", "-3"),
        ("5,0", "5.0"),
    ],
)
def test_numbers(value: Any, expected: str) -> None:
    assert written(cells.number(value)) == expected


@pytest.mark.parametrize(
    ("value", "kind", "word"),
    [
        ("mange", "wrong-datatype", "number"),
        ("12 %", "wrong-datatype", "percent"),
        ("1.234", "wrong-value", "either"),
        ("1,234", "wrong-value", "either"),
        (True, "wrong-datatype", "number"),
        (MARCH, "wrong-datatype", "number"),
        (float("inf"), "wrong-datatype", "number"),
        (float("nan"), "wrong-datatype", "number"),
        (Fault("#REF!"), "wrong-value", "fault"),
        (Formula(), "wrong-value", "formula"),
        ("1,2,3", "wrong-datatype", "number"),
        ("0x10", "wrong-datatype", "number"),
    ],
)
def test_no_numbers(value: Any, kind: str, word: str) -> None:
    with pytest.raises(Unusable) as raised:
        cells.number(value)
    assert (raised.value.kind, raised.value.message) == (kind, word)


def test_whole_numbers_and_decimals() -> None:
    assert written(cells.number(3.0, whole=True)) == "3"
    assert written(cells.number(3, decimal=True)) == "3.0"
    with pytest.raises(Unusable, match="whole"):
        cells.number("3,5", whole=True)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (MARCH, "2021-03-14"),
        ("14.03.2021", "2021-03-14"),
        ("14.3.2021", "2021-03-14"),
        ("14. mars 2021", "2021-03-14"),
        ("14 March 2021", "2021-03-14"),
        ("mars 2021", "2021-03"),
        ("2021-03-14", "2021-03-14"),
        ("2021-03-14T00:00:00", "2021-03-14"),
        ("2021-03", "2021-03"),
        ("03.2021", "2021-03"),
        (f"{NBSP}2021{ZERO} ", "2021"),
        (2021, "2021"),
        (2021.0, "2021"),
    ],
)
def test_dates(value: Any, expected: str) -> None:
    assert show(cells.moment(value, ANY)) == expected


@pytest.mark.parametrize(
    ("value", "datatypes", "kind", "word"),
    [
        ("31.02.2021", ANY, "impossible-date", "impossible"),
        ("2021-13", ANY, "impossible-date", "impossible"),
        ("2021-00-14", ANY, "impossible-date", "impossible"),
        ("2021-00", ANY, "impossible-date", "impossible"),
        ("14/03/2021", ANY, "wrong-datatype", "date"),
        ("i fjor", ANY, "wrong-datatype", "date"),
        ("0021", ANY, "wrong-datatype", "date"),
        (44269, ANY, "wrong-datatype", "serial"),
        (YEAR_2021_AS_A_DAY, ANY, "impossible-date", "year-as-day"),
        ("2021", (DATE,), "wrong-datatype", "day"),
        ("2021-03", (DATE,), "wrong-datatype", "day"),
        ("14.03.2021", (YEAR,), "wrong-datatype", "year"),
        (True, ANY, "wrong-datatype", "date"),
        (1e300, ANY, "wrong-datatype", "date"),
        (float("inf"), ANY, "wrong-datatype", "date"),
    ],
)
def test_no_dates(value: Any, datatypes: tuple[str, ...], kind: str, word: str) -> None:
    with pytest.raises(Unusable) as raised:
        cells.moment(value, datatypes)
    assert (raised.value.kind, raised.value.message) == (kind, word)


def test_what_may_be_meant_is_told() -> None:
    for value, suggestion in ((44269, "2021-03-14"), (YEAR_2021_AS_A_DAY, "2021")):
        with pytest.raises(Unusable) as raised:
            cells.moment(value, ANY)
        assert raised.value.suggestion == suggestion


def test_names_are_seen_as_people_see_them() -> None:
    assert cells.name(f"{NBSP} slutter  seg{ZERO}\ntil ") == "slutter seg til"
    assert cells.parts("a; b ;\n c;;") == ["a", "b", "c"]
    assert cells.name("kvelds\u0061\u030apent") == "kveldsåpent"
    assert cells.is_empty(f" {ZERO}{NBSP}\n")


@given(
    st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes(), st.times())
)
def test_whatever_a_cell_holds_is_read_or_told(value: Any) -> None:
    for reading in (cells.number, cells.text, lambda value: cells.moment(value, ANY)):
        try:
            reading(value)
        except Unusable as error:
            told = error.message
        else:
            continue
        assert told in MISTAKES


def test_every_mistake_is_told_in_both_languages() -> None:
    assert all(set(texts) == set(LANGUAGES) for texts in MISTAKES.values())
