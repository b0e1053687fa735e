"""Options that several commands share."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rusgraf.places import is_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rusgraf.directory import Directory
    from rusgraf.graph import Graph
    from rusgraf.table import Table

TABLE_FORMATS = ("table", "csv", "tsv", "json", "jsonl", "md")
RDF_FORMATS = ("ttl", "nt", "trig", "nq", "jsonld", "rdfxml")
_INDEXING = {
    "nb": "Leser {count} filer og lager en indeks av dem. Det gjøres én gang, til noe er endret.",
    "en": "Reading {count} files and making an index of them. This is done once, until something changes.",
}
#: What can be taken away as CSV: each format with the canned queries that it holds.
CSV_FORMATS = {"coding-table": ("coding-table",), "nodes-edges": ("nodes", "edges")}


class _Place(click.Path):
    """A path, or the address of a server, which is not taken apart."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return value if is_address(value) else super().convert(value, param, ctx)

    def split_envvar_value(self, rv: str) -> Sequence[str]:
        # The colon in an address does not stand between two paths.
        return rv.split() if is_address(rv) else super().split_envvar_value(rv)


def graph(function: Any) -> Any:
    """``--graph``: ask another graph than the shipped one."""
    return click.option(
        "--graph",
        "paths",
        type=_Place(),
        multiple=True,
        envvar="RUSGRAF_GRAPH",
        metavar="PATH|URL",
        help="File or folder of data to use instead of the shipped data; may be repeated. Or the address of"
        " a SPARQL endpoint that has the graph.",
    )(function)


def directory(function: Any) -> Any:
    """``--graph``: the graph directory to work on."""
    return click.option(
        "--graph",
        "directory",
        type=_Place(),
        default=Path(),
        envvar="RUSGRAF_GRAPH",
        metavar="DIR",
        help="The graph directory; by default the current folder. “rusgraf init” makes one.",
    )(function)


def cluster(function: Any) -> Any:
    """``--cluster``: many machines."""
    return click.option(
        "--cluster",
        default="",
        metavar="ADDRESS",
        help="Check on the workers of this Dask cluster, such as tcp://10.0.0.1:8786.",
    )(function)


def by(function: Any) -> Any:
    """``--by``: who does it."""
    return click.option(
        "--by",
        default="",
        envvar="RUSGRAF_BY",
        metavar="NAME_OR_ORCID",
        help="Who does it, for the log, which is public: a name, or an ORCID iD.",
    )(function)


def why(function: Any) -> Any:
    """``--why``: the reason, for the log."""
    return click.option("--why", default="", metavar="REASON", help="The reason, for the log.")(function)


def dry_run(function: Any) -> Any:
    """``--dry-run``: say what would be done."""
    return click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")(function)


def texts(function: Any) -> Any:
    """``--text``: the texts in which a spreadsheet names places."""
    return click.option(
        "--text",
        "texts",
        type=click.Path(path_type=Path),
        multiple=True,
        metavar="FILE",
        help="The text of the document, for the places in a spreadsheet; may be repeated, in the order"
        " of the documents.",
    )(function)


def language(function: Any) -> Any:
    """``--lang``: the language of labels, paraphrases and messages."""
    return click.option(
        "--lang",
        type=click.Choice(["nb", "en"]),
        default="nb",
        show_default=True,
        envvar="RUSGRAF_LANG",
        help="Language of labels, paraphrases and messages.",
    )(function)


def columns(function: Any) -> Any:
    """``--columns``: which columns of the answer."""
    return click.option(
        "--columns",
        default="",
        metavar="NAME,NAME…",
        help="Show these columns only, in this order.",
    )(function)


def opened(paths: tuple[Path | str, ...], *, here: bool = False) -> Graph:
    """The graph that ``--graph`` selects.

    :param here: whether it must not be on a server.
    """
    from rusgraf import graph as graphs
    from rusgraf.errors import UsageError

    found = graphs.open(*paths, tell=_indexing)
    if here and found.server is not None:
        raise UsageError(
            "A graph on a server is not checked from here.",
            "Take it home first: rusgraf export --graph URL -o graph.ttl; then --graph graph.ttl.",
        )
    return found


def _indexing(count: int) -> None:
    context = click.get_current_context(silent=True)
    words = _INDEXING[context.params.get("lang", "nb") if context else "nb"]
    say(words.format(count=count))


def kept(place: Path | str) -> Directory:
    """The graph directory that ``--graph`` selects.

    :raises UsageError: it is none.
    """
    from rusgraf import directory

    return directory.at(place)


def echo_table(table: Table, format: str | None, columns: str = "") -> None:
    """Print a table: drawn on a terminal, as CSV when piped, unless a format is given.

    :param columns: the names of those to print, separated by commas; all by default.
    """
    if columns:
        table = table.only(*(name.strip() for name in columns.split(",")))
    click.echo(table.render(format or ("table" if on_terminal() else "csv")), nl=False)


def on_terminal() -> bool:
    """Whether a person reads the output, rather than a file or another program; it may be closed."""
    return sys.stdout is not None and sys.stdout.isatty()


def coloured() -> bool:
    """Whether to colour what is printed: on a terminal that can, unless the person wants none.

    Source: https://no-color.org
    """
    return on_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int:
    """How many characters fit on a line of the terminal; 0 where there is none."""
    import shutil

    return shutil.get_terminal_size().columns if on_terminal() else 0


def folded(line: str, margin: int | str, mark: str = "") -> str:
    """A line, folded where a terminal is too narrow for it.

    :param margin: how far the further lines are set in, or what they begin with.
    :param mark: what the first line begins with.
    """
    if not on_terminal():
        return mark + line
    import textwrap

    return textwrap.fill(
        line,
        width(),
        initial_indent=mark,
        subsequent_indent=margin if isinstance(margin, str) else " " * margin,
        break_on_hyphens=False,
        break_long_words=False,
    )


def indented(lines: Iterable[str]) -> list[str]:
    """Lines, folded where a terminal is too narrow, each with the rest of it set in below its beginning."""
    return [folded(line, len(line) - len(line.lstrip()) + 2) for line in lines]


def say(text: str) -> None:
    """Talk to the person, on standard error."""
    click.echo(text, err=True)
