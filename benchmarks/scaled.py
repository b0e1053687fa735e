"""Larger graphs of the same shape: the shipped data, many times over.

Each copy has actors, documents, claims and figures of its own; topics, codes and the
ontology are shared, as they would be in a graph that really grew.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, serialize

import rusgraf
from rusgraf.terms import BASE, Term

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
            file.writelines(_OWN.sub(rf"<\1-{number}>", _reworded(line, number)) for line in lines)
    return copies * len(lines)


def _reworded(line: str, number: int) -> str:
    """A statement in other words and about another text, so that no copy repeats what the first says."""
    if _OWN.match(line):
        line = re.sub(r'"(@[a-z]+ )', rf' {number}"\1', line)
        # A DOI stands for one source.
        line = re.sub(r"(<https://doi\.org/[^>]+)>", rf"\1-{number}>", line)
    return re.sub(r'(ns#textSha256> "[0-9a-f]{60})[0-9a-f]{4}', rf"\g<1>{number:04x}", line)


def write_part(path: Path, triples: int) -> int:
    """Write assertions of the shipped data, and all that they refer to, until it is so many statements.

    :returns: how many were written.
    """
    about: dict[Term, list[Quad]] = defaultdict(list)
    for quad in rusgraf.open().quads("data"):
        about[quad.subject].append(quad)
    written: dict[Quad, None] = {}
    for start in [thing for thing in about if "/id/assertion/" in str(thing)]:
        reached: list[Term] = [start]
        for thing in reached:
            written |= dict.fromkeys(about[thing])
            reached += [q.object for q in about[thing] if q.object in about and q.object not in reached]
        if len(written) >= triples:
            break
    path.write_bytes(serialize(written, format=RdfFormat.N_QUADS) or b"")
    return len(written)
