"""A panel with the figures of a series, year by year."""

from __future__ import annotations

from typing import Final

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from rusgraf.pictures import points
from rusgraf.pictures.labels import width
from rusgraf.pictures.marks import CLAIMED, GREY, HATCH, INK, PALE, RED, Handle
from rusgraf.pictures.rows import Series
from rusgraf.pictures.words import WORDS, number

HEIGHT: Final = 2.5
_TICKS: Final = MaxNLocator(nbins=5)


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
    handles += points.draw(axes, panel, name, lang)
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
