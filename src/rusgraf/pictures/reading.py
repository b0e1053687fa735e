"""From the answers of the canned queries to what a picture shows.

The queries have a row for each check of a claim, since figures count by when they were
published; here the rows on one figure are laid together, for each is drawn once.
"""

from __future__ import annotations

from dataclasses import replace

from rusgraf.pictures import checks, series, studies
from rusgraf.pictures.rows import Forest, Page, Series
from rusgraf.table import Table


def page(claim: str, lang: str, parts: Table, figures: Table, effects: Table) -> Page:
    """Lay together what the canned queries answer about one claim.

    :param claim: the claim's IRI.
    :param parts: the answer of ``parts-of-check``.
    :param figures: the answer of ``figures-in-check``.
    :param effects: the answer of ``studies-in-check``.
    """
    rows = checks.in_order(parts)
    checked = [row for row in rows if row["contentCheck"]]
    by_part = {row["contentCheck"]: row for row in checked}
    panels: list[Series | Forest] = []
    for content in sorted({row["content"] for row in checked}):
        of_content = [row for row in checked if row["content"] == content]
        studied = [
            row
            for row in effects
            if by_part[row["contentCheck"]]["content"] == content and row["ratio"] is not None
        ]
        if studied:
            panels.append(studies.read(of_content, studied, lang))
            continue
        held = sorted({row["heldAgainst"] or "" for row in of_content})
        # Where one of the checks knows of a series, "against nothing" says no more.
        for against in [each for each in held if each] or held:
            same = [row for row in of_content if (row["heldAgainst"] or "") == against]
            known = {row["contentCheck"] for row in same}
            panels.append(series.read(same, [row for row in figures if row["contentCheck"] in known], lang))
    if len(panels) == 1 and isinstance(panels[0], Series):
        # The claim has no other part: what is said of it is said of that.
        panels = [replace(panels[0], lines=())]
    slug = claim.rpartition("/")[2]
    title = next((row["text"] for row in rows if row["text"]), slug)
    return Page(slug, lang, title, checks.of_claim(rows), tuple(panels))
