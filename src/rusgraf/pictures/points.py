"""The figures of a series as marks: filled or hollow, round or square, ringed and labelled."""

from __future__ import annotations

from itertools import groupby
from typing import Any, Final

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from rusgraf.pictures.labels import dpi, place
from rusgraf.pictures.marks import BLUE, GREY, INK, RED, Handle
from rusgraf.pictures.rows import Figure, Series
from rusgraf.pictures.words import WORDS, number

#: How far to the left of its year a revised figure stands, in points, and in years at most; the
#: second is beside a large mark.
_ASIDE: Final = ((6.0, 0.42), (9.0, 0.66))

_ORDER: Final = "in-force-early in-force-late in-force superseded later disputed decides".split()
_RING: Final[dict[str, Any]] = {
    "marker": "o", "linestyle": "none",
    "markerfacecolor": "none", "markeredgecolor": RED, "markeredgewidth": 1.6,
}  # fmt: skip


def draw(axes: Axes, panel: Series, name: str, lang: str) -> list[Handle]:
    """Draw the figures, joined from year to year as long as none is missing."""
    words = WORDS[lang]
    standing = panel.standing
    known = sorted(standing)
    for _, run in groupby(known, key=lambda year: year - known.index(year)):
        years = list(run)
        values = [standing[year].value for year in years]
        axes.plot(years, values, color=BLUE, linewidth=1.4, zorder=3, gid=f"{name}-line-{years[0]}")

    at = _positions(axes, panel)
    shown: dict[str, Handle] = {}
    for figure in panel.figures:
        x, y = at[figure.name]
        kind, style = _style(panel, figure)
        if kind == "superseded" and figure.replaced_by in at:
            ends = zip((x, y), at[figure.replaced_by], strict=True)
            axes.plot(*ends, color=GREY, linewidth=1, zorder=4, gid=f"{name}-tie-{figure.name}")
        large = figure.year == panel.subject and figure.stands
        called = "subject" if large else kind
        axes.plot(
            [x],
            [y],
            **style,
            markersize=7.5 if large else 4.5,
            zorder=6,
            gid=f"{name}-{called}-{figure.name}",
        )
        sign = Line2D([], [], **style, markersize=5.5)
        shown.setdefault(kind, (sign, words[kind].format(day=panel.day)))
        if figure.deciding:
            size = 13 if large else 10
            axes.plot([x], [y], **_RING, markersize=size, zorder=5, gid=f"{name}-decides-{figure.name}")
            shown.setdefault("decides", (Line2D([], [], **_RING, markersize=9), words["decides"]))
    for year in standing.keys() & {panel.subject, panel.compared}:
        axes.axvline(year, color=INK, linewidth=0.7, linestyle=(0, (1, 2)), zorder=1)
    _label(axes, panel, at, name, lang)
    return [shown[kind] for kind in _ORDER if kind in shown]


def _positions(axes: Axes, panel: Series) -> dict[str, tuple[float, float]]:
    """Where each figure stands; what is not in force, beside what is."""
    across = axes.get_window_extent().width * 72 / dpi(axes)
    year_wide = across / (len(panel.years) + 0.5)
    at: dict[str, tuple[float, float]] = {}
    for year in {each.year for each in panel.figures}:
        points, years = _ASIDE[year == panel.subject]
        aside = min(years, points / year_wide)
        of_year = [each for each in panel.figures if each.year == year]
        beside = [each for each in of_year if not each.in_force]
        # Where nothing is in force, the last has the place to itself.
        if len(beside) == len(of_year):
            beside = beside[:-1]
        for back, figure in enumerate(reversed(beside), 1):
            at[figure.name] = (year - aside * back, figure.value)
        for figure in of_year:
            at.setdefault(figure.name, (year, figure.value))
    return at


def _style(panel: Series, figure: Figure) -> tuple[str, dict[str, Any]]:
    """The kind of mark that a figure gets: shape by when it was published, fill by whether it counts."""
    shape = "o" if figure.early or not panel.day else "D"
    filled = {"marker": shape, "linestyle": "none", "markerfacecolor": BLUE, "markeredgecolor": BLUE}
    hollow = filled | {"markerfacecolor": "white"}
    if figure.disputed:
        return "disputed", hollow | {"marker": "X", "markeredgecolor": INK}
    if not figure.published:
        return "later", hollow | {"markeredgecolor": GREY}
    if not figure.in_force:
        return "superseded", hollow
    if not panel.day:
        return "in-force", filled
    return "in-force-early" if figure.early else "in-force-late", filled


def _label(axes: Axes, panel: Series, at: dict[str, tuple[float, float]], name: str, lang: str) -> None:
    """Year and value at the figures that decide, and at those of the year that the claim is about."""
    told = [each for each in panel.figures if each.deciding or each.year in (panel.subject, panel.compared)]
    level = panel.standing[panel.subject].value if panel.subject in panel.standing else 0
    # The year itself first, then what lies farthest from it: the strongest counter-examples.
    # The steps of a trend are read in order.
    if not panel.breaks:
        told.sort(key=lambda each: (each.year != panel.subject, not each.in_force, -abs(each.value - level)))
    labels = [
        (
            *at[each.name],
            f"{each.year}: {number(each.value, lang)}",
            "bold" if each.year == panel.subject and each.in_force else "normal",
            f"{name}-label-{each.name}",
        )
        for each in told
    ]
    place(axes, labels, list(at.values()))
