"""A panel with what studies found: a row for each effect, its interval on a log axis."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from rusgraf.pictures.page import Effect, Forest, capital
from rusgraf.pictures.style import BLUE, CLAIMED, GREY, INK, MARGIN, RED, WIDTH, Handle, wrapped
from rusgraf.pictures.words import WORDS, ends, number

#: Heights in inches, from the top down.
_OUTCOME: Final = 0.27
_LINE: Final = 0.155
_MARK: Final = 0.17
_TICKS: Final = (0.1, 0.2, 0.5, 1, 2, 3, 4, 5, 7, 10, 20, 50, 100)
_ORDER: Final = ("inside", "open-inside", "outside", "open-outside", "after", "derived")


@dataclass(frozen=True)
class Line:
    """A text, or the mark of an effect, so far below the top of the panel."""

    below: float
    text: str = ""
    weight: str = "normal"
    effect: Effect | None = None


def lines(panel: Forest, lang: str) -> tuple[list[Line], float]:
    """What stands where, and how high it all is, in inches."""
    words = WORDS[lang]
    found: list[Line] = []
    below = 0.04
    for outcome, effects in groupby(panel.effects, key=lambda each: each.outcome):
        below += _OUTCOME
        found.append(Line(below, capital(outcome), "bold"))
        below += 0.06
        for effect in effects:
            text = ": ".join(each for each in (effect.study, "; ".join(effect.details)) if each)
            if panel.day and not effect.early:
                text += f" – {words['late' if effect.issued else 'undated']}"
            for part in wrapped(text, WIDTH - 2 * MARGIN, 8.5):
                below += _LINE
                found.append(Line(below, part))
            below += _MARK
            found.append(Line(below - 0.06, effect=effect))
            below += 0.05
    return found, below + 0.1


def draw(axes: Axes, panel: Forest, name: str, lang: str) -> list[Handle]:
    """Draw the effects on axes as high as :func:`lines` says, and give what the signs mean."""
    words = WORDS[lang]
    rows, height = lines(panel, lang)
    axes.set_ylim(height, 0)
    axes.set_xscale("log")
    low, high = _range(panel)
    axes.set_xlim(low, high)
    axes.xaxis.set_major_locator(FixedLocator([tick for tick in _TICKS if low <= tick <= high]))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value, lang)))
    axes.yaxis.set_visible(False)
    axes.spines[["left", "right", "top"]].set_visible(False)
    axes.tick_params(labelsize=8.5, colors=INK, top=True, labeltop=True)

    axes.axvline(1, color=INK, linewidth=1, gid=f"{name}-no-difference", zorder=1)
    handles: list[Handle] = [(Line2D([], [], color=INK, linewidth=1), words["equal"])]
    axes.axvspan(
        low if panel.lower is None else panel.lower, high if panel.upper is None else panel.upper,
        facecolor=CLAIMED, gid=f"{name}-claimed", zorder=0,
    )  # fmt: skip
    for bound in (panel.lower, panel.upper):
        if bound is not None:
            axes.axvline(bound, color=INK, linewidth=0.9, linestyle=(0, (5, 2)), zorder=1)
    band = Patch(facecolor=CLAIMED, edgecolor=INK, linestyle=(0, (5, 2)))
    handles.append((band, words["claimed"].format(bounds=panel.bounds)))
    left = axes.get_position().x0
    edge = (MARGIN / WIDTH - left) / axes.get_position().width
    beyond = 1 + (1 - MARGIN / WIDTH - axes.get_position().x1) / axes.get_position().width
    across = axes.get_yaxis_transform()
    axes.text(
        beyond, -0.09, words["interval"], transform=across, fontsize=8, ha="right", va="baseline", color=INK
    )
    shown: dict[str, Handle] = {}
    for row in rows:
        if row.effect is None:
            # A strip of white keeps the lines behind from running through the words.
            axes.text(
                edge, row.below, row.text, transform=across, fontsize=8.5, fontweight=row.weight, color=INK,
                va="baseline", zorder=3,
                bbox={"boxstyle": "square,pad=0.12", "facecolor": "white", "edgecolor": "none"},
            )  # fmt: skip
            continue
        kind, style = _style(row.effect, panel)
        numbers = number(row.effect.ratio, lang) + ends(row.effect.lower, row.effect.upper, lang)
        if row.effect.derived:
            numbers += " *"
            sign = Line2D([], [], color=INK, marker=(6, 2, 0), markersize=4, linestyle="none")
            shown.setdefault("derived", (sign, words["derived"]))
        _interval(axes, row, panel, name)
        axes.plot(
            [row.effect.ratio], [row.below], **style, markersize=7, linestyle="none", zorder=5,
            gid=f"{name}-{kind}-{row.effect.name}",
        )  # fmt: skip
        axes.text(
            beyond, row.below + 0.04, numbers, transform=across, fontsize=8, ha="right",
            va="baseline", color=INK, gid=f"{name}-numbers-{row.effect.name}",
        )  # fmt: skip
        shown.setdefault(kind, (Line2D([], [], **style, markersize=6.5, linestyle="none"), words[kind]))
        if panel.day and not row.effect.early:
            line = Line2D([], [], color=GREY, linewidth=1.6, linestyle=(0, (2, 1)), marker="o", markersize=4)
            shown.setdefault("after", (line, words["after"].format(day=panel.day)))
    return handles + [shown[kind] for kind in _ORDER if kind in shown]


def _range(panel: Forest) -> tuple[float, float]:
    values = [1.0]
    for effect in panel.effects:
        values += [value for value in (effect.ratio, effect.lower, effect.upper) if value]
    values += [bound for bound in (panel.lower, panel.upper) if bound]
    return min(values) / 1.2, max(values) * 1.2


def _style(effect: Effect, panel: Forest) -> tuple[str, dict[str, Any]]:
    """Square inside what is claimed, round outside; open without an interval; grey if published later."""
    kind = "inside" if effect.holds else "outside"
    colour = _colour(effect, panel)
    style: dict[str, Any] = {"marker": "s" if effect.holds else "o", "markeredgecolor": colour}
    if effect.lower is None and effect.upper is None:
        return f"open-{kind}", style | {"markerfacecolor": "white", "markeredgewidth": 1.5}
    return kind, style | {"markerfacecolor": colour}


def _colour(effect: Effect, panel: Forest) -> str:
    if panel.day and not effect.early:
        return GREY
    return BLUE if effect.holds else RED


def _interval(axes: Axes, row: Line, panel: Forest, name: str) -> None:
    """The interval; an arrow where it has no end."""
    effect = row.effect
    assert effect is not None
    if effect.lower is None and effect.upper is None:
        return
    low, high = axes.get_xlim()
    span = (effect.lower or low, effect.upper or high)
    colour = _colour(effect, panel)
    axes.plot(
        span, (row.below, row.below), color=colour, linewidth=1.6, zorder=4,
        linestyle=(0, (2, 1)) if colour == GREY else "solid", gid=f"{name}-interval-{effect.name}",
    )  # fmt: skip
    for end, value, arrow in ((span[0], effect.lower, "<"), (span[1], effect.upper, ">")):
        axes.plot(
            [end], [row.below], marker="|" if value else arrow, color=colour, markersize=6,
            markeredgewidth=1.4, zorder=4, clip_on=False,
        )  # fmt: skip
