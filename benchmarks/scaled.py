"""Larger graphs of the same shape: the shipped data, many times over.

Each copy has actors, documents, claims and figures of its own; topics, codes and the
ontology are shared, as they would be in a graph that really grew.
"""

from __future__ import annotations

import re
from pathlib import Path

import rusgraf
from rusgraf.terms import BASE

_OWN = re.compile(
    rf"<({re.escape(BASE)}(?:id/(?!measure/|dataset/component|dataset/[a-z-]*structure|area/|agent/)|graph/)[^>]+)>"
)


def write(path: Path, triples: int) -> int:
    """Write about so many statements to an N-Quads file; the first copy is the shipped data itself.

    :returns: how many were written.
    """
    lines = rusgraf.open().statements().render("nq").decode().splitlines(keepends=True)
    copies = max(1, round(triples / len(lines)))
    with path.open("w", encoding="utf-8") as file:
        file.writelines(lines)
        for number in range(2, copies + 1):
            file.writelines(_OWN.sub(rf"<\1-{number}>", line) for line in lines)
    return copies * len(lines)
