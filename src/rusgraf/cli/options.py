"""Options that several commands share."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rusgraf.directory import Directory
    from rusgraf.graph import Graph
    from rusgraf.table import Table

TABLE_FORMATS = ("table", "csv", "tsv", "json", "jsonl", "md")
RDF_FORMATS = ("ttl", "nt", "trig", "nq", "jsonld", "rdfxml")
#: What can be taken away as CSV: each format with the canned queries that it holds.
CSV_FORMATS = {"coding-table": ("coding-table",), "nodes-edges": ("nodes", "edges")}


def graph(function: Any) -> Any:
    """``--graph``: ask another graph than the shipped one."""
    return click.option(
        "--graph",
        "paths",
        type=click.Path(path_type=Path),
        multiple=True,
        envvar="RUSGRAF_GRAPH",
        metavar="PATH",
        help="File or folder of data to use instead of the shipped data; may be repeated.",
    )(function)


def directory(function: Any) -> Any:
    """``--graph``: the graph directory to work on."""
    return click.option(
        "--graph",
        "directory",
        type=click.Path(path_type=Path),
        default=Path(),
        envvar="RUSGRAF_GRAPH",
        metavar="DIR",
        help="The graph directory; by default the current folder. “rusgraf init” makes one.",
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


def opened(paths: tuple[Path, ...]) -> Graph:
    """The graph that ``--graph`` selects."""
    from rusgraf import graph as graphs

    return graphs.open(*paths)


def kept(path: Path) -> Directory:
    """The graph directory that a path is.

    :raises UsageError: it is none.
    """
    from rusgraf.directory import Directory, is_directory
    from rusgraf.errors import UsageError

    if not is_directory(path):
        raise UsageError(
            f"{path} is no graph directory.", "Say which: --graph DIR. To make one: rusgraf init DIR"
        )
    return Directory(path)


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
