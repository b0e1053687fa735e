"""What all pictures share: colours and sizes, and how text is measured, broken and placed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final

from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

#: Of the palette of Okabe and Ito, which holds up for colour-blind people; marks are in no picture
#: told apart by colour alone.
BLUE: Final = "#0072B2"
RED: Final = "#B34700"
INK: Final = "#1a1a1a"
GREY: Final = "#767676"
PALE: Final = "#ededed"
CLAIMED: Final = "#fff4d6"
HATCH: Final = "#b5b5b5"

#: The natural width of a picture, in inches: what a phone shows without making text too small.
WIDTH: Final = 5.0
MARGIN: Final = 0.14

#: No settings of the person shall change what a picture looks like. Without hinting, text is as wide
#: in a PNG as it was measured.
SETTINGS: Final[dict[str, Any]] = {
    "font.family": ["DejaVu Sans"],
    "text.hinting": "none",
    "text.parse_math": False,
    "axes.unicode_minus": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "rusgraf",
    "hatch.linewidth": 0.6,
    "hatch.color": "#9a9a9a",
}

Handle = tuple[Any, str]

#: The font that ships with matplotlib, so that a picture comes out the same everywhere. Where a
#: reader's machine lacks it, the next ones are no wider and everything still has room.
FONTS: Final = ("DejaVu Sans", "Verdana", "Arial", "sans-serif")
_POINTS: Final = 72
#: How far from its mark a label may stand, in points.
_GAPS: Final = (8.0, 18.0, 30.0, 44.0)

Box = tuple[float, float, float, float]


@cache
def width(text: str, size: float, weight: str = "normal") -> float:
    """How wide a text is, in inches."""
    font = FontProperties(family=FONTS[0], size=size, weight=weight)
    return float(TextToPath().get_text_width_height_descent(text, font, ismath=False)[0]) / _POINTS


def wrapped(text: str, room: float, size: float, weight: str = "normal") -> list[str]:
    """The lines of a text in a column so many inches wide; a word that is wider is parted."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip(" ")
        if width(longer, size, weight) <= room:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        for letter in word:
            if width(lines[-1] + letter, size, weight) > room:
                lines.append("")
            lines[-1] += letter
    return lines


def dpi(axes: Axes) -> float:
    """How many dots to the inch the figure of these axes has."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    return figure.dpi


def place(
    axes: Axes,
    labels: Sequence[tuple[float, float, str, str, str]],
    marks: Sequence[tuple[float, float]],
    *,
    size: float = 8,
) -> None:
    """Write a label beside each of its marks, where it covers neither a mark nor another label.

    A label that finds no room is left out: the table has every figure. The first in the
    list choose first.

    :param labels: where, what, in which weight, and the name of each.
    :param marks: where the marks are, in the units of the axes.
    """
    to_points = _POINTS / dpi(axes)
    taken: list[Box] = []
    for x, y in marks:
        left, low = axes.transData.transform((x, y)) * to_points
        taken.append((left - 4, low - 4, left + 4, low + 4))
    frame = axes.get_window_extent()
    inside = tuple(edge * to_points for edge in (frame.x0, frame.y0, frame.x1, frame.y1))
    for x, y, text, weight, name in labels:
        left, low = axes.transData.transform((x, y)) * to_points
        wide, high = width(text, size, weight) * _POINTS, size * 1.15
        for dx, dy in _offsets(wide, high):
            box = (left + dx, low + dy, left + dx + wide, low + dy + high)
            if _within(box, inside) and not any(_meet(box, other) for other in taken):
                break
        else:
            continue
        taken.append((box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1))
        far = abs(dx + wide / 2) > wide / 2 + _GAPS[0] or not -high - _GAPS[0] <= dy <= _GAPS[0]
        axes.annotate(
            text, (x, y), (dx, dy + high * 0.25), textcoords="offset points", fontsize=size,
            fontweight=weight, color=INK, va="baseline", zorder=9, gid=name,
            bbox={"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none", "alpha": 0.85},
            arrowprops={"arrowstyle": "-", "color": INK, "linewidth": 0.6} if far else None,
        )  # fmt: skip


def _offsets(wide: float, high: float) -> Iterator[tuple[float, float]]:
    """Where a label may stand from its mark, in points: near before far, above before below."""
    for gap in _GAPS:
        above, below = gap, -gap - high
        yield from ((-wide / 2, above), (-wide / 2, below), (gap, -high / 2), (-gap - wide, -high / 2))
        yield from ((gap / 2, gap / 2), (-gap / 2 - wide, gap / 2))
        yield from ((gap / 2, -gap / 2 - high), (-gap / 2 - wide, -gap / 2 - high))
        for share in (0.8, 0.2):
            yield from ((-wide * share, above), (-wide * share, below))


def _within(box: Box, frame: tuple[float, ...]) -> bool:
    return frame[0] <= box[0] and box[2] <= frame[2] and frame[1] <= box[1] and box[3] <= frame[3]


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
