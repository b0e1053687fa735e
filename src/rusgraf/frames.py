"""Columns of RDF terms as data frames of pandas and polars, each with the type that fits.

A column takes the type that all its values share: whole numbers (years among them),
numbers, truth values, dates, times; anything else, and a mixture, is text. Cells in
which nothing was found are missing in every type.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import Literal, NamedNode

from rusgraf.errors import UsageError
from rusgraf.terms import PREFIXES, Term

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

#: The type of a column for each datatype, and how a value of it is read.
_READERS: Final[Mapping[str, tuple[str, Callable[[str], Any]]]] = {
    PREFIXES["xsd"] + name: (kind, read)
    for name, kind, read in (
        ("integer", "integer", int),
        ("gYear", "integer", int),
        ("decimal", "number", float),
        ("double", "number", float),
        ("float", "number", float),
        ("boolean", "boolean", {"true": True, "1": True, "false": False, "0": False}.__getitem__),
        ("date", "date", date.fromisoformat),
        ("dateTime", "datetime", datetime.fromisoformat),
    )
}
_PANDAS: Final = {
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
    # Whole seconds hold every year that a document may have; nanoseconds end in 2262.
    "date": "datetime64[s]",
    "text": "string",
}


def to_pandas(columns: Sequence[str], rows: Sequence[Sequence[Term | None]]) -> pd.DataFrame:
    """A pandas data frame.

    :raises UsageError: pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError as error:
        raise _missing("pandas") from error
    series = {}
    for name, cells in zip(columns, _turned(columns, rows), strict=True):
        kind, values = typed(cells)
        if kind == "datetime":
            series[name] = pd.Series(pd.to_datetime(values, utc=True))
        else:
            series[name] = pd.Series(values, dtype=_PANDAS[kind])
    return pd.DataFrame(series, columns=list(columns))


def to_polars(columns: Sequence[str], rows: Sequence[Sequence[Term | None]]) -> pl.DataFrame:
    """A polars data frame.

    :raises UsageError: polars is not installed.
    """
    try:
        import polars as pl
    except ImportError as error:
        raise _missing("polars") from error
    types = {
        "integer": pl.Int64(),
        "number": pl.Float64(),
        "boolean": pl.Boolean(),
        "date": pl.Date(),
        "datetime": pl.Datetime("us", "UTC"),
        "text": pl.String(),
    }
    series = []
    for name, cells in zip(columns, _turned(columns, rows), strict=True):
        kind, values = typed(cells)
        series.append(pl.Series(name, values, dtype=types[kind]))
    return pl.DataFrame(series)


def typed(cells: Sequence[Term | None]) -> tuple[str, list[Any]]:
    """The type that a column has, and its values in it.

    >>> typed([Literal(3), None])
    ('integer', [3, None])
    >>> typed([Literal(3), Literal("three")])
    ('text', ['3', 'three'])
    """
    kinds = set()
    values: list[Any] = []
    for cell in cells:
        if cell is None:
            values.append(None)
            continue
        kind, read = _READERS.get(cell.datatype.value, _TEXT) if isinstance(cell, Literal) else _TEXT
        kinds.add(kind)
        try:
            values.append(read(_plain(cell)))
        except (KeyError, ValueError):
            return _text(cells)
    if kinds == {"integer", "number"}:
        kinds = {"number"}
        values = [None if value is None else float(value) for value in values]
    if len(kinds) != 1 or any(isinstance(v, int) and not -(2**63) <= v < 2**63 for v in values):
        return _text(cells)
    (kind,) = kinds
    if kind == "datetime" and any(value is not None and value.tzinfo is None for value in values):
        # A time without a zone is no point in time.
        return _text(cells)
    return kind, values


def _text(cells: Sequence[Term | None]) -> tuple[str, list[Any]]:
    return "text", [None if cell is None else _plain(cell) for cell in cells]


def _plain(term: Term) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


_TEXT: Final[tuple[str, Callable[[str], Any]]] = ("text", str)


def _turned(columns: Sequence[str], rows: Sequence[Sequence[Term | None]]) -> list[tuple[Term | None, ...]]:
    return list(zip(*rows, strict=True)) if rows else [()] * len(columns)


def _missing(library: str) -> UsageError:
    return UsageError(f"{library} is not installed.", f"Install it: pip install {library}")
