"""Pictures of checks: the figures that a claim was held against, and where it fails or holds.

matplotlib is imported only when a picture is written; ``import rusgraf`` never loads it.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode

from rusgraf import canned, lookup
from rusgraf.errors import UsageError
from rusgraf.pictures import reading, tables
from rusgraf.pictures.page import Page
from rusgraf.pictures.words import WORDS
from rusgraf.table import Table
from rusgraf.terms import LANGUAGES, unknown

#: What a picture can be written as: the suffixes of the files.
SUFFIXES: Final = ("svg", "png")


@dataclass(frozen=True)
class Picture:
    """A picture of the checks of one claim; a notebook shows it by itself.

    :param title: the claim, in words.
    :param description: the verdicts and every row of the table, in words.
    :param table: a row for each mark: ``series year figure lower upper unit published role source``.
    """

    title: str
    description: str
    table: Table
    _page: Page = field(repr=False)

    def svg(self) -> str:
        """The picture as SVG: 5 inches wide, text as text, with title and description for screen readers."""
        from rusgraf.pictures import drawing

        return drawing.svg(self._page, self.description)

    def png(self, dpi: int = 200) -> bytes:
        """The picture as PNG.

        :param dpi: dots to the inch; the picture is 5 inches wide.
        :raises UsageError: there are fewer than 50 dots to the inch, or more than 1000.
        """
        if not 50 <= dpi <= 1000:  # noqa: PLR2004
            raise UsageError(f"dpi={dpi}: a picture has 50 to 1000 dots to the inch.")
        from rusgraf.pictures import drawing

        return drawing.png(self._page, self.description, dpi)

    def write(self, path: str | Path) -> None:
        """Write the picture to a file, in the format of its suffix.

        :raises UsageError: the suffix is neither ``.svg`` nor ``.png``, or the file cannot be written.
        """
        path = Path(path)
        suffix = check_suffix(path)
        data = self.svg().encode() if suffix == "svg" else self.png()
        try:
            path.write_bytes(data)
        except OSError as error:
            raise UsageError(f"{path}: cannot be written: {error.strerror or error}.") from error

    def _repr_html_(self) -> str:
        rows = tables.as_html(self.table, self._page.lang)
        summary = html.escape(WORDS[self._page.lang]["rows"])
        return f"<figure>{self.svg()}<details><summary>{summary}</summary>{rows}</details></figure>"


def draw(select: Callable[[str], Table], claim: str, lang: str = "nb") -> Picture:
    """Draw the checks of a claim that a graph holds; :meth:`rusgraf.Graph.picture` is the way there.

    Everything drawn is in the answers of the canned queries ``claim-checks``,
    ``check-details`` and ``figures-in-check``. Where no figures were found, the picture
    says so, since that is a finding too.

    :param select: how to ask the graph.
    :param claim: a statistical claim by slug, CURIE, IRI or paraphrase.
    :param lang: the language of texts.
    :raises UnknownName: there is no such claim, or no such language.
    :raises UsageError: matplotlib is not installed, or the graph has no check of the claim.
    """
    _require()
    if lang not in LANGUAGES:
        raise unknown("language", lang, LANGUAGES)
    found = lookup.resolve(select, claim, "rg:StatisticalClaim")
    given = {"claim": found.value, "lang": lang}
    checks, details, figures = (
        select(canned.get(query).filled(given, lambda value, _: NamedNode(value)))
        for query in ("claim-checks", "check-details", "figures-in-check")
    )
    if not len(checks):
        raise UsageError(f"{claim}: the graph has no check of this claim.")
    page = reading.page(found.value, lang, checks, details, figures)
    rows = tables.table(page)
    return Picture(page.title, tables.description(page, rows), rows, page)


def _require() -> None:
    """Say at once what is missing, and not only when the picture is written."""
    try:
        missing = find_spec("matplotlib") is None
    except ValueError:
        missing = True
    if missing:
        raise UsageError("matplotlib is not installed.", "Install it: pip install matplotlib")


def check_suffix(path: Path) -> str:
    """The format that a file's suffix asks for.

    :raises UsageError: it is none that a picture can have.
    """
    suffix = path.suffix.removeprefix(".").lower()
    if suffix not in SUFFIXES:
        raise UsageError(f"{path}: a picture is written as .svg or .png.")
    return suffix
