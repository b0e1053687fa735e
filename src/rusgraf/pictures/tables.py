"""The rows of a picture as a table, and all of it in words for those who cannot see it."""

from __future__ import annotations

import html
import re
from decimal import Decimal
from typing import Final

from pyoxigraph import Literal, NamedNode

from rusgraf.pictures.page import Effect, Figure, Forest, Page, Series
from rusgraf.pictures.words import COLUMNS, WORDS, ends, number
from rusgraf.table import Table
from rusgraf.terms import PREFIXES, Term

_DECIMAL: Final = NamedNode(PREFIXES["xsd"] + "decimal")


def table(page: Page) -> Table:
    """A row for each mark of the picture: ``series year figure lower upper unit published role source``."""
    rows = [
        row
        for panel in page.panels
        for row in (
            [_of_figure(panel, each, page.lang) for each in (*panel.figures, *panel.whole)]
            if isinstance(panel, Series)
            else [_of_effect(panel, each, page.lang) for each in panel.effects]
        )
    ]
    return Table(tuple(COLUMNS[page.lang]), tuple(rows))


def _of_figure(panel: Series, figure: Figure, lang: str) -> tuple[Term | None, ...]:
    texts = figure.unit, figure.issued, role(panel, figure, lang), figure.source
    return _row(panel.heading, figure.year, (figure.value, None, None), *texts)


def _of_effect(panel: Forest, effect: Effect, lang: str) -> tuple[Term | None, ...]:
    texts = panel.heading, effect.issued, standing(effect, panel.day, lang), effect.source
    year = int(effect.issued[:4]) if effect.issued else None
    return _row(effect.outcome, year, (effect.ratio, effect.lower, effect.upper), *texts)


def _row(
    series: str, year: int | None, values: tuple[float | None, ...], *texts: str
) -> tuple[Term | None, ...]:
    return (
        Literal(series),
        None if year is None else Literal(year),
        *(None if each is None else _number(each) for each in values),
        *(Literal(text) if text else None for text in texts),
    )


def _number(value: float) -> Literal:
    return (
        Literal(int(value)) if value == int(value) else Literal(f"{Decimal(str(value)):f}", datatype=_DECIMAL)
    )


def role(panel: Series, figure: Figure, lang: str) -> str:
    """What a figure does in the check, in words."""
    words = WORDS[lang]
    said = []
    if figure in panel.whole:
        said.append(words["denominator"])
    elif figure.year == panel.subject:
        said.append(words["subject"])
    elif figure.year == panel.compared:
        said.append(words["compared"])
    elif panel.window and panel.window[0] <= figure.year <= panel.window[1]:
        said.append(words["in-window"])
    else:
        said.append(words["not-asked"])
    if figure.deciding:
        always = len(figure.deciding) == len(panel.checks)
        said.append(words["decides"] if always else f"{words['decides']}: {', '.join(figure.deciding)}")
    if figure.disputed:
        said.append(words["disputed"])
    if figure.replaced_by:
        newer = next((each for each in panel.figures if each.name == figure.replaced_by), None)
        if newer is not None:
            said.append(words["revised-to"].format(value=number(newer.value, lang)))
    if panel.day and not figure.early:
        said.append(words["not-published" if figure.issued else "undated"].format(day=panel.day))
    return "; ".join(said)


def standing(effect: Effect, day: str, lang: str) -> str:
    """How an effect stands to what is claimed, in words."""
    words = WORDS[lang]
    if effect.overlaps is None:
        said = [words["open-inside" if effect.holds else "open-outside"]]
    elif effect.holds:
        said = [words["inside"]]
    else:
        said = [words["reaches" if effect.overlaps else "outside"]]
    said += [*effect.details]
    if day and not effect.early:
        said.append(words["not-published" if effect.issued else "undated"].format(day=day))
    if effect.derived:
        said.append(words["derived"])
    return "; ".join(said)


def description(page: Page, rows: Table) -> str:
    """The verdicts, and every row of the table, in words."""
    words = WORDS[page.lang]
    said = [*page.lines]
    for panel in page.panels:
        said += [f"{panel.heading}.", *panel.lines]
        if panel.bounds:
            said.append(f"{words['claimed'].format(bounds=panel.bounds)}.")
        if isinstance(panel, Series) and panel.figures and panel.missing:
            said.append(f"{words['no-figure']}: {', '.join(map(str, panel.missing))}.")
    for row in rows:
        value = number(row["figure"], page.lang) + ends(row["lower"], row["upper"], page.lang)
        year = f", {row['year']}" if row["year"] else ""
        said.append(
            f"{row['series']}{year}: {value} {row['unit'] or ''}; {row['role']}; {row['source'] or ''}."
        )
    if not len(rows):
        said.append(f"{words['none']}.")
    return "\n".join(said)


def as_html(rows: Table, lang: str) -> str:
    """The table with its columns named in the language, without those that are empty.

    On a narrow screen it scrolls by itself.
    """
    shown = [name for name in rows.columns if any(row[name] is not None for row in rows)]
    head = "".join(f'<th scope="col">{html.escape(COLUMNS[lang][name])}</th>' for name in shown)
    body = ("".join(f"<td>{_cell(row[name], lang)}</td>" for name in shown) for row in rows)
    lines = "".join(f'<tr style="text-align: left; vertical-align: top">{cells}</tr>' for cells in body)
    return f'<div style="overflow-x: auto"><table><tr>{head}</tr>{lines}</table></div>'


def _cell(value: str | float | None, lang: str) -> str:
    """A cell, with the addresses of sources as links."""
    text = number(value, lang) if isinstance(value, float) else "" if value is None else str(value)
    return re.sub(r"([^;\s][^;]*?) &lt;(https?://\S+?)&gt;", r'<a href="\2">\1</a>', html.escape(text))
