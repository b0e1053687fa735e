"""Tables become data frames whose columns have the types that fit."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime

import pandas as pd
import polars as pl
import pytest
from pyoxigraph import Literal, NamedNode

from rusgraf.errors import UsageError
from rusgraf.graph import Graph
from rusgraf.table import Table
from rusgraf.terms import PREFIXES, Term


def literal(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=NamedNode(PREFIXES["xsd"] + datatype))


CLAIM = NamedNode(PREFIXES["claim"] + "x")
#: What a column holds, its type in pandas and in polars, and its first value.
COLUMNS: dict[str, tuple[list[Term | None], str, pl.DataType, object]] = {
    "integers": ([Literal(3), None], "Int64", pl.Int64(), 3),
    "years": ([literal("2018", "gYear"), None], "Int64", pl.Int64(), 2018),
    "decimals": ([literal("2.5", "decimal"), None], "Float64", pl.Float64(), 2.5),
    "mixed numbers": ([Literal(3), literal("2.5", "decimal")], "Float64", pl.Float64(), 3.0),
    "truths": ([Literal(value=True), None], "boolean", pl.Boolean(), True),
    "dates": ([literal("2020-05-04", "date"), None], "datetime64[s]", pl.Date(), date(2020, 5, 4)),
    "old dates": ([literal("1000-05-04", "date"), None], "datetime64[s]", pl.Date(), date(1000, 5, 4)),
    "texts": ([Literal("Å", language="nb"), None], "string", pl.String(), "Å"),
    "things": ([CLAIM, None], "string", pl.String(), CLAIM.value),
    "dates and years": (
        [literal("2020-05-04", "date"), literal("2018", "gYear")],
        "string",
        pl.String(),
        "2020-05-04",
    ),
    "no number": ([literal("three", "integer"), Literal(3)], "string", pl.String(), "three"),
    "too large": ([Literal(2**70), None], "string", pl.String(), str(2**70)),
    "a time without a zone": (
        [literal("2020-05-04T01:00:00", "dateTime"), None],
        "string",
        pl.String(),
        "2020-05-04T01:00:00",
    ),
    "nothing": ([None, None], "string", pl.String(), None),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_a_column_has_the_type_of_its_values(name: str) -> None:
    cells, pandas_type, polars_type, first = COLUMNS[name]
    table = Table((name,), tuple((cell,) for cell in cells))
    series = table.to_pandas()[name]
    assert str(series.dtype) == pandas_type
    assert list(series.isna()) == [cell is None for cell in cells]
    assert series.isna()[0] or series[0] == (
        pd.Timestamp(first).as_unit("s") if isinstance(first, date) else first
    )
    column = table.to_polars()[name]
    assert column.dtype == polars_type
    assert column[0] == first
    assert column.is_null().to_list() == [cell is None for cell in cells]


def test_a_point_in_time_is_in_utc() -> None:
    table = Table(("at",), ((literal("2020-05-04T01:00:00+02:00", "dateTime"),), (None,)))
    expected = datetime(2020, 5, 3, 23, tzinfo=UTC)
    assert table.to_pandas()["at"][0] == expected
    assert table.to_polars()["at"][0] == expected


def test_rows_and_columns_stay_as_they_are(graph: Graph) -> None:
    table = graph.run("overdose-deaths", start=2018)
    pandas, polars = table.to_pandas(), table.to_polars()
    assert tuple(pandas.columns) == tuple(polars.columns) == table.columns
    assert len(pandas) == len(polars) == len(table)
    assert int(pandas["deaths"].sum()) == polars["deaths"].sum() == sum(row["deaths"] for row in table)


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_no_rows_keep_the_columns(library: str) -> None:
    frame = getattr(Table(("x", "y"), ()), f"to_{library}")()
    assert list(frame.columns) == ["x", "y"]
    assert frame.shape == (0, 2)


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_missing_library_is_named_with_what_to_install(
    library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError) as raised:
        getattr(Table(("x",), ()), f"to_{library}")()
    assert raised.value.hint == f"Install it: pip install {library}"
