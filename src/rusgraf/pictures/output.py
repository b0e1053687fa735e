"""A picture as SVG and PNG, the same bytes each time."""

from __future__ import annotations

import html
import io
import re
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG

from rusgraf.pictures import drawing
from rusgraf.pictures.labels import FONTS
from rusgraf.pictures.marks import SETTINGS
from rusgraf.pictures.rows import Page


def svg(page: Page, description: str) -> str:
    """The picture as SVG, with its text as text."""
    with _settings():
        out = io.StringIO()
        figure = drawing.draw(page)
        FigureCanvasSVG(figure)
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": "rusgraf", "Title": page.title})
    return _accessible(out.getvalue(), page, description)


def png(page: Page, description: str, dpi: int) -> bytes:
    """The picture as PNG, with title and description in its metadata."""
    with _settings():
        out = io.BytesIO()
        figure = drawing.draw(page)
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
