from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, parse_query_results

from rusgraf.errors import UnknownName, UsageError
from rusgraf.table import WRITERS, Table
from rusgraf.terms import PREFIXES

CLAIM = NamedNode(PREFIXES["claim"] + "x")
GYEAR = NamedNode(PREFIXES["xsd"] + "gYear")
TABLE = Table(
    ("claim", "text", "count", "when", "ok"),
    (
        (
            CLAIM,
            Literal('Ærlig "talt" | nei,\nikke', language="nb"),
            Literal(3),
            Literal("2018", datatype=GYEAR),
            Literal(value=True),
        ),
        (None, Literal("=1+1"), Literal(2.5), None, Literal(value=False)),
    ),
)


@pytest.mark.parametrize("format", WRITERS)
def test_every_format_looks_as_it_did(format: str, golden: object) -> None:
    golden(f"table.{format}", TABLE.render(format))  # type: ignore[operator]


def test_columns_are_kept_in_the_order_asked_for() -> None:
    assert TABLE.only("count", "claim") == Table(
        ("count", "claim"), ((Literal(3), CLAIM), (Literal(2.5), None))
    )
    with pytest.raises(UnknownName, match="no column 'clam'") as raised:
        TABLE.only("text", "clam")
    assert raised.value.hint == "Did you mean claim?"


def test_rows_are_python_values() -> None:
    assert next(iter(TABLE)) == {
        "claim": CLAIM.value,
        "text": 'Ærlig "talt" | nei,\nikke',
        "count": 3,
        "when": "2018",
        "ok": True,
    }
    assert list(TABLE)[1]["claim"] is None


@given(st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cs", "Cc"]))), min_size=1))
def test_csv_reads_back(rows: list[tuple[str]]) -> None:
    table = Table(("x",), tuple((Literal(value),) for (value,) in rows))
    assert list(csv.reader(io.StringIO(table.render("csv"))))[1:] == [
        list(row) if row[0] else [""] for row in rows
    ]


@pytest.mark.parametrize(
    ("name", "format"), [("json", QueryResultsFormat.JSON), ("tsv", QueryResultsFormat.TSV)]
)
def test_the_standard_formats_lose_nothing(name: str, format: QueryResultsFormat) -> None:
    solutions = parse_query_results(TABLE.render(name), format=format)
    assert tuple(tuple(solution) for solution in solutions) == TABLE.terms  # type: ignore[union-attr]


def test_labels_get_a_column_after_what_they_label() -> None:
    labelled = TABLE.labelled({CLAIM: "En påstand"})
    assert labelled.columns == ("claim", "claimLabel", "text", "count", "when", "ok")
    assert [row["claimLabel"] for row in labelled] == ["En påstand", None]


def test_a_narrow_terminal_gets_a_block_for_each_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "40")
    assert TABLE.render("table").splitlines()[0] == "claim  claim:x"
    monkeypatch.setenv("COLUMNS", "200")
    assert TABLE.render("table").splitlines()[0].split() == ["claim", "text", "count", "when", "ok"]


def test_a_notebook_shows_text_as_text() -> None:
    table = Table(("x",), ((Literal("<script>"),),))
    assert "<td>&lt;script&gt;</td>" in table._repr_html_()


def test_a_table_is_written_in_the_format_of_its_suffix(tmp_path: Path) -> None:
    TABLE.write(tmp_path / "x.jsonl")
    assert json.loads((tmp_path / "x.jsonl").read_text(encoding="utf-8").splitlines()[1])["text"] == "=1+1"
    with pytest.raises(UsageError, match="docx"):
        TABLE.write(tmp_path / "x.docx")
    with pytest.raises(UsageError, match="written"):
        TABLE.write(tmp_path / "no" / "x.csv")


def test_no_rows_are_no_trouble() -> None:
    empty = Table(("x", "y"), ())
    assert {format: empty.render(format) for format in ("csv", "jsonl")} == {"csv": "x,y\n", "jsonl": ""}
    assert "x" in empty.render("table")
