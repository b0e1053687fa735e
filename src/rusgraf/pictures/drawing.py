"""The whole picture, as SVG and PNG, the same bytes each time."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from rusgraf.pictures import curve, forest
from rusgraf.pictures.page import Forest, Page, Series, capital
from rusgraf.pictures.style import FONTS, HATCH, INK, MARGIN, SETTINGS, WIDTH, Handle, width, wrapped
from rusgraf.pictures.words import WORDS

_ROOM = WIDTH - 2 * MARGIN
#: Room in inches for the years below an axis, the numbers beside a forest, and a sign explained.
_BELOW, _NUMBERS, _KEY = 0.3, 1.28, 0.168
_SMALL = 8.0


@dataclass(frozen=True)
class _Block:
    """Something of a known height; ``draw`` is told how far up it begins, in inches."""

    height: float
    draw: Callable[[Figure, float], None]


def svg(page: Page, description: str) -> str:
    """The picture as SVG, with its text as text."""
    with _settings():
        out = io.StringIO()
        figure = draw(page)
        FigureCanvasSVG(figure)
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": "rusgraf", "Title": page.title})
    return _accessible(out.getvalue(), page, description)


def png(page: Page, description: str, dpi: int) -> bytes:
    """The picture as PNG, with title and description in its metadata."""
    with _settings():
        out = io.BytesIO()
        figure = draw(page)
        FigureCanvasAgg(figure)
        told = {"Title": page.title, "Description": description, "Software": "rusgraf"}
        figure.savefig(out, format="png", dpi=dpi, metadata=told)
    return out.getvalue()


def _settings() -> Any:
    """The settings of a picture, whatever those of the person are."""
    defaults: dict[Any, Any] = dict(mpl.rcParamsDefault)
    return mpl.rc_context(
        {key: defaults[key] for key in defaults if not key.startswith("backend")} | SETTINGS
    )


def _accessible(text: str, page: Page, description: str) -> str:
    """What screen readers and small screens need of an SVG, and names that two on one page do not share."""
    mark = f"{page.slug}-{page.lang}-"
    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>\s*", "", text, count=1, flags=re.DOTALL)
    text = re.sub(r"<title>.*?</title>\s*", "", text, count=1, flags=re.DOTALL)
    text = re.sub(r'(\bid="|url\(#|href="#)', rf"\g<1>{mark}", text)
    families = ", ".join(f"&quot;{each}&quot;" if " " in each else each for each in FONTS)
    text = re.sub(r"(?:&quot;|')DejaVu Sans(?:&quot;|')", families, text)
    opening, rest = text.split(">", 1)
    opening += (
        f' role="img" lang="{page.lang}" aria-labelledby="{mark}title {mark}desc"'
        ' style="max-width: 100%; height: auto"'
    )
    told = (
        f'<title id="{mark}title">{html.escape(page.title)}</title>\n'
        f'<desc id="{mark}desc">{html.escape(description)}</desc>'
    )
    return f"{opening}>\n{told}{rest}"


def draw(page: Page) -> Figure:
    """Title, verdicts, panels with their signs explained, and sources, one below the other."""
    words = WORDS[page.lang]
    blocks = [_text(page.title, 11, "bold")]
    blocks += [_text(line, 8.5, space=0.05) for line in page.lines]
    for number, panel in enumerate(page.panels, 1):
        if panel.heading:
            blocks.append(_text(capital(panel.heading), 9, "bold", space=0.12))
        blocks += [_text(line, 8.5, space=0.03) for line in panel.lines]
        blocks += _panel(panel, f"panel{number}", page.lang)
    if not page.panels:
        blocks.append(_empty(words["none"], "panel1"))
    sources = "; ".join(page.sources)
    credit = f"rusgraf {version('rusgraf')}"
    blocks.append(_text(f"{words['sources']}: {sources}. {credit}" if sources else credit, 8, space=0.12))
    height = sum(block.height for block in blocks) + 2 * MARGIN
    figure = Figure(figsize=(WIDTH, height), facecolor="white")
    top = height - MARGIN
    for block in blocks:
        block.draw(figure, top)
        top -= block.height
    return figure


def _text(text: str, size: float, weight: str = "normal", space: float = 0) -> _Block:
    lines = wrapped(text, _ROOM, size, weight)
    line = size * 1.32 / 72

    def draw(figure: Figure, top: float) -> None:
        high = figure.get_figheight()
        for number, part in enumerate(lines, 1):
            at = (top - space - number * line + line * 0.25) / high
            figure.text(MARGIN / WIDTH, at, part, fontsize=size, fontweight=weight, color=INK, va="baseline")

    return _Block(space + line * len(lines), draw)


def _empty(text: str, name: str) -> _Block:
    """Where there is nothing to draw, so much is said."""

    def draw(figure: Figure, top: float) -> None:
        high = figure.get_figheight()
        frame = Rectangle(
            (MARGIN / WIDTH, (top - 0.9) / high), _ROOM / WIDTH, 0.8 / high, transform=figure.transFigure,
            facecolor="none", edgecolor=HATCH, hatch="//", linewidth=0.8, gid=f"{name}-empty",
        )  # fmt: skip
        figure.add_artist(frame)
        figure.text(
            0.5, (top - 0.5) / high, text, ha="center", va="center", fontsize=11, color=INK,
            bbox={"facecolor": "white", "edgecolor": "none"},
        )  # fmt: skip

    return _Block(1.0, draw)


def _panel(panel: Series | Forest, name: str, lang: str) -> list[_Block]:
    """The panel and, below it, what its signs mean."""
    if isinstance(panel, Series) and not panel.figures:
        return [_empty(WORDS[lang]["none"], name)]
    if isinstance(panel, Series):
        left, right, above, height = curve.room(panel, lang), 0.0, 0.24, curve.HEIGHT
    else:
        left, right, above, height = 0.05, _NUMBERS, 0.28, forest.lines(panel, lang)[1]

    def draw(figure: Figure, top: float) -> None:
        high = figure.get_figheight()
        across, upward = (MARGIN + left) / WIDTH, (top - above - height) / high
        place = (across, upward, (_ROOM - left - right) / WIDTH, height / high)
        _drawn(figure.add_axes(place), panel, name, lang)

    return [_Block(above + height + _BELOW, draw), _key(_drawn(Figure().add_subplot(), panel, name, lang))]


def _drawn(axes: Axes, panel: Series | Forest, name: str, lang: str) -> list[Handle]:
    if isinstance(panel, Series):
        return curve.draw(axes, panel, name, lang)
    return forest.draw(axes, panel, name, lang)


def _key(handles: list[Handle]) -> _Block:
    """What the signs mean, in two columns where they are short enough."""
    sign = 0.36
    columns = 2 if all(width(text, _SMALL) < _ROOM / 2 - sign for _, text in handles) else 1
    texts = ["\n".join(wrapped(text, _ROOM / columns - sign, _SMALL)) for _, text in handles]
    lines = sum(text.count("\n") + 1 for text in texts)
    height = -(-lines // columns) * _KEY + 0.05

    def draw(figure: Figure, top: float) -> None:
        figure.legend(
            [sign for sign, _ in handles], texts, loc="upper left",
            bbox_to_anchor=(MARGIN / WIDTH, top / figure.get_figheight()), ncols=columns, frameon=False,
            fontsize=_SMALL, borderpad=0, borderaxespad=0, labelspacing=0.5, handlelength=2.2,
            columnspacing=1.2,
        )  # fmt: skip

    return _Block(height, draw)
