"""The answer of a SELECT, and the ways to write it down.

Every answer passes through here, so what only one writer needs is imported by that writer.
"""

from __future__ import annotations

import csv
import io
import math
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode

from rusgraf import frames
from rusgraf.errors import UsageError
from rusgraf.terms import PREFIXES, Term, show, unknown

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

#: What would steer a terminal rather than be read on it.
CONTROL: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
#: How wide a column must be allowed to get before its text becomes hard to read.
_READABLE: Final = 24
#: How many rows a notebook shows.
_SHOWN: Final = 60
_UNLIMITED: Final = 100_000

_XSD = PREFIXES["xsd"]
_NUMBERS: Final[Mapping[str, Callable[[str], object]]] = {
    f"{_XSD}integer": int,
    f"{_XSD}decimal": float,
    f"{_XSD}double": float,
    f"{_XSD}float": float,
    f"{_XSD}boolean": lambda text: text in ("true", "1"),
}


@dataclass(frozen=True)
class Table:
    """Rows of RDF terms under named columns.

    Iterating yields each row as a dict of Python values: numbers and booleans as
    such, everything else as text, ``None`` where the query found nothing.

    :param columns: the variables of the SELECT, in its order.
    :param terms: the rows, each with a term or ``None`` for every column.
    """

    columns: tuple[str, ...]
    terms: tuple[tuple[Term | None, ...], ...]

    def __len__(self) -> int:
        return len(self.terms)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for row in self.terms:
            yield dict(zip(self.columns, map(_value, row), strict=True))

    def head(self, count: int) -> Table:
        """The first rows only."""
        return Table(self.columns, self.terms[:count])

    def only(self, *columns: str) -> Table:
        """These columns only, in this order.

        :raises UnknownName: there is no such column.
        """
        for name in columns:
            if name not in self.columns:
                raise unknown("column", name, self.columns)
        places = [self.columns.index(name) for name in columns]
        return Table(columns, tuple(tuple(row[i] for i in places) for row in self.terms))

    def iris(self) -> set[NamedNode]:
        """Every IRI in the table."""
        return {term for row in self.terms for term in row if isinstance(term, NamedNode)}

    def labelled(self, labels: Mapping[NamedNode, str]) -> Table:
        """A copy with a column ``…Label`` after each column that holds labelled things."""
        named = [
            f"{name}Label" not in self.columns and any(row[i] in labels for row in self.terms)
            for i, name in enumerate(self.columns)
        ]

        def spread(cells: tuple[Any, ...], beside: Callable[[Any], Any]) -> tuple[Any, ...]:
            pairs = zip(cells, named, strict=True)
            return tuple(
                each for cell, twice in pairs for each in ([cell, beside(cell)] if twice else [cell])
            )

        def label(term: Term | None) -> Literal | None:
            return Literal(labels[term]) if isinstance(term, NamedNode) and term in labels else None

        return Table(
            spread(self.columns, lambda name: f"{name}Label"),
            tuple(spread(row, label) for row in self.terms),
        )

    def render(self, format: str) -> str:
        """The table as text.

        :param format: ``table`` and ``md`` to be read, with IRIs shortened; ``csv`` and
            ``jsonl`` with plain values; ``tsv`` and ``json`` as SPARQL 1.1 defines them,
            with nothing lost.
        :raises UnknownName: there is no such format.
        """
        if format not in WRITERS:
            raise unknown("table format", format, WRITERS)
        return WRITERS[format](self)

    def write(self, path: str | Path, format: str | None = None) -> None:
        """Write to a file, in the format of its suffix unless one is given."""
        path = Path(path)
        text = self.render(format or path.suffix.removeprefix(".").lower())
        try:
            path.write_text(text, encoding="utf-8", newline="")
        except OSError as error:
            raise UsageError(f"{path}: cannot be written: {error.strerror or error}.") from error

    def to_pandas(self) -> pd.DataFrame:
        """The table as a pandas data frame.

        A column of whole numbers or years is ``Int64``, of numbers ``Float64``, of truth
        values ``boolean``, of dates ``datetime64[s]``; anything else is ``string``. Where
        the query found nothing the cell is missing, and the type stays.

        :raises UsageError: pandas is not installed.
        """
        return frames.to_pandas(self.columns, self.terms)

    def to_polars(self) -> pl.DataFrame:
        """The table as a polars data frame, with the types that :meth:`to_pandas` gives.

        :raises UsageError: polars is not installed.
        """
        return frames.to_polars(self.columns, self.terms)

    def _repr_html_(self) -> str:
        import html

        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(show(term))}</td>" for term in row) + "</tr>"
            for row in self.terms[:_SHOWN]
        )
        more = f"<p>{_SHOWN} of {len(self)} rows</p>" if len(self) > _SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _value(term: Term | None) -> Any:
    if term is None:
        return None
    if isinstance(term, Literal):
        convert = _NUMBERS.get(term.datatype.value)
        try:
            value = convert(term.value) if convert else term.value
        except ValueError:
            return term.value
        return term.value if isinstance(value, float) and not math.isfinite(value) else value
    return term.value if isinstance(term, NamedNode) else str(term)


def _plain(term: Term | None) -> str:
    if term is None:
        return ""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _csv(table: Table) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_plain(term) for term in row] for row in table.terms)
    return out.getvalue()


def _tsv(table: Table) -> str:
    lines = ["\t".join(f"?{name}" for name in table.columns)]
    lines += ["\t".join("" if term is None else str(term) for term in row) for row in table.terms]
    return "\n".join(lines) + "\n"


def _json(table: Table) -> str:
    bindings = [
        {name: _json_term(term) for name, term in zip(table.columns, row, strict=True) if term is not None}
        for row in table.terms
    ]
    import json

    document = {"head": {"vars": list(table.columns)}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _json_term(term: Term) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Literal):
        found = {"type": "literal", "value": term.value}
        if term.language:
            found["xml:lang"] = term.language
        elif term.datatype.value != f"{_XSD}string":
            found["datatype"] = term.datatype.value
        return found
    return {"type": "triple", "value": str(term)}


def _jsonl(table: Table) -> str:
    import json

    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in table)


def _markdown(table: Table) -> str:
    def line(cells: list[str]) -> str:
        return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |\n"

    text = line(list(table.columns)) + line(["---"] * len(table.columns))
    return text + "".join(line([show(term) for term in row]) for row in table.terms)


def _table(table: Table) -> str:
    """Draw the table; where a terminal is too narrow for it, write a block for each row."""
    import shutil

    width = shutil.get_terminal_size().columns if sys.stdout and sys.stdout.isatty() else _UNLIMITED
    cells = [[CONTROL.sub(" ", show(term)) for term in row] for row in table.terms]
    longest = [max(map(len, column)) for column in zip(table.columns, *cells, strict=True)]
    named = [any(isinstance(row[i], NamedNode) for row in table.terms) for i in range(len(table.columns))]
    # Names are never cut; texts may be folded.
    least = [length if name else min(length, _READABLE) for length, name in zip(longest, named, strict=True)]
    if sum(least) + 3 * len(least) > width:
        return _records(table.columns, cells, width)

    from rich import box
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    drawn = RichTable(box=box.SIMPLE_HEAD, pad_edge=False)
    for i, name in enumerate(table.columns):
        numeric = any(isinstance(_value(row[i]), int | float) for row in table.terms)
        drawn.add_column(
            Text(name), justify="right" if numeric else "left", overflow="fold", no_wrap=named[i]
        )
    for row in cells:
        drawn.add_row(*map(Text, row))
    console = Console(file=io.StringIO(), color_system=None, highlight=False, width=width)
    with console.capture() as capture:
        console.print(drawn)
    return "\n".join(line.rstrip() for line in capture.get().splitlines()).strip("\n") + "\n"


def _records(columns: tuple[str, ...], cells: list[list[str]], width: int) -> str:
    import textwrap

    margin = max(map(len, columns)) + 2
    wrap = textwrap.TextWrapper(
        width, subsequent_indent=" " * margin, break_on_hyphens=False, break_long_words=False
    ).fill
    blocks = [
        "".join(
            wrap(f"{name:{margin}}{cell}") + "\n" for name, cell in zip(columns, row, strict=True) if cell
        )
        for row in cells
    ]
    return "\n".join(blocks)


WRITERS: Final[Mapping[str, Callable[[Table], str]]] = {
    "table": _table,
    "csv": _csv,
    "tsv": _tsv,
    "json": _json,
    "jsonl": _jsonl,
    "md": _markdown,
}
