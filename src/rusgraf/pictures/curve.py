"""A panel with the figures of a series, year by year: filled or hollow, round or square, ringed, labelled."""

from __future__ import annotations

from itertools import groupby
from typing import Any, Final

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from rusgraf.pictures.page import Figure, Series
from rusgraf.pictures.style import BLUE, CLAIMED, GREY, HATCH, INK, PALE, RED, Handle, dpi, place, width
from rusgraf.pictures.words import WORDS, number

HEIGHT: Final = 2.5
_TICKS: Final = MaxNLocator(nbins=5)
#: How far to the left of its year a revised figure stands, in points, and in years at most; the
#: second is beside a large mark.
_ASIDE: Final = ((6.0, 0.42), (9.0, 0.66))

_ORDER: Final = "in-force-early in-force-late in-force superseded later disputed decides".split()
_RING: Final[dict[str, Any]] = {
    "marker": "o", "linestyle": "none",
    "markerfacecolor": "none", "markeredgecolor": RED, "markeredgewidth": 1.6,
}  # fmt: skip


def draw(axes: Axes, panel: Series, name: str, lang: str) -> list[Handle]:
    """Draw a series, and give what its signs mean.

    :param name: what the names of its marks begin with.
    """
    words = WORDS[lang]
    years = panel.years
    low, high = _range(panel)
    axes.set_xlim(years[0] - 0.75, years[-1] + 0.75)
    axes.set_ylim(low, high)
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="y", color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(labelsize=8.5, colors=INK)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=7, integer=True, min_n_ticks=1))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda year, _: f"{year:.0f}"))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _tick(value, lang)))
    units = dict.fromkeys(each.unit for each in panel.figures if each.unit)
    axes.set_title(", ".join(units), loc="left", fontsize=8.5, color=INK, pad=4)

    handles: list[Handle] = []
    if panel.window:
        first, last = panel.window
        axes.axvspan(first - 0.5, last + 0.5, facecolor=PALE, gid=f"{name}-window", zorder=0)
        handles.append(
            (Patch(facecolor=PALE, edgecolor=GREY), words["window"].format(first=first, last=last))
        )
    handles += _claimed(axes, panel, name, lang)
    handles += _gaps(axes, panel, name, lang)
    handles += _points(axes, panel, name, lang)
    handles += _breaks(axes, panel, name, lang)
    return handles


def room(panel: Series, lang: str) -> float:
    """How much room the numbers at the axis of values take, in inches."""
    low, high = _range(panel)
    return 0.14 + max(
        width(_tick(value, lang), 8.5) for value in _TICKS.tick_values(low, high) if value <= high
    )


def _tick(value: float, lang: str) -> str:
    return number(value, lang, decimals=6)


def _range(panel: Series) -> tuple[float, float]:
    """From nought, since a count that is cut off below shows differences too large."""
    values = [each.value for each in panel.figures]
    values += [value for value in panel.claimed or () if value is not None]
    return min(0, *values), max(0, *values) * 1.22 or 1


def _claimed(axes: Axes, panel: Series, name: str, lang: str) -> list[Handle]:
    standing = panel.standing
    words = WORDS[lang]
    if panel.claimed is None:
        if panel.comparison not in ("highest-in-window", "lowest-in-window") or panel.subject not in standing:
            return []
        assert panel.window
        level = standing[panel.subject].value
        axes.plot(
            [panel.window[0] - 0.5, panel.subject], [level, level],
            color=INK, linewidth=1, linestyle=(0, (4, 2)), gid=f"{name}-level", zorder=2,
        )  # fmt: skip
        line = Line2D([], [], color=INK, linewidth=1, linestyle=(0, (4, 2)))
        return [(line, words["level"].format(year=panel.subject))]
    low, high = panel.claimed
    bottom, top = axes.get_ylim()
    axes.axhspan(
        bottom if low is None else low, top if high is None else high,
        facecolor=CLAIMED, edgecolor=GREY, hatch="..", linewidth=0, alpha=0.8, gid=f"{name}-claimed",
        zorder=0.5,
    )  # fmt: skip
    for bound in {low, high} - {None}:
        axes.axhline(bound, color=INK, linewidth=0.9, linestyle=(0, (5, 2)), zorder=1.5)  # type: ignore[arg-type]
    patch = Patch(facecolor=CLAIMED, edgecolor=GREY, hatch="....", linewidth=0.8)
    return [(patch, words["claimed"].format(bounds=panel.bounds))]


def _gaps(axes: Axes, panel: Series, name: str, lang: str) -> list[Handle]:
    bottom = axes.get_ylim()[0]
    for year in panel.missing:
        axes.axvspan(
            year - 0.5, year + 0.5, facecolor="none", edgecolor=HATCH, hatch="////", linewidth=0,
            gid=f"{name}-gap-{year}", zorder=0.6,
        )  # fmt: skip
        axes.plot(
            [year], [bottom], marker="x", color=INK, markersize=4, markeredgewidth=1, clip_on=False, zorder=8
        )
    if not panel.missing:
        return []
    patch = Patch(facecolor="none", edgecolor=HATCH, hatch="//////", linewidth=0)
    cross = Line2D([], [], color=INK, marker="x", markersize=4, linestyle="none")
    return [((patch, cross), WORDS[lang]["no-figure"])]


def _breaks(axes: Axes, panel: Series, name: str, lang: str) -> list[Handle]:
    for one, other in panel.breaks:
        axes.plot(
            [one.year, other.year], [one.value, other.value], color=RED, linewidth=2.6, linestyle=(0, (2, 1)),
            zorder=4, gid=f"{name}-break-{one.year}-{other.year}",
        )  # fmt: skip
    if not panel.breaks:
        return []
    return [(Line2D([], [], color=RED, linewidth=2.6, linestyle=(0, (2, 1))), WORDS[lang]["break"])]


def _points(axes: Axes, panel: Series, name: str, lang: str) -> list[Handle]:
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
    for year in {panel.subject, panel.compared} - {None}:
        axes.axvline(year, color=INK, linewidth=0.7, linestyle=(0, (1, 2)), zorder=1)  # type: ignore[arg-type]
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
    """Year and value at the figures that decide, and at the years that the claim compares."""
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
    bottom = axes.get_ylim()[0]
    labels += [
        (
            year,
            bottom,
            WORDS[lang]["no-figure-in"].format(year=year),
            "bold" if year == panel.subject else "normal",
            f"{name}-label-{year}",
        )
        for year in panel.missing
        if year in (panel.subject, panel.compared)
    ]
    place(axes, labels, [*at.values(), *((year, bottom) for year in panel.missing)])
