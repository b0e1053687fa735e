"""A ``@base`` under which no thing of rusgraf is, though things are named by it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import urljoin

from pyoxigraph import NamedNode

from rusgraf import spans
from rusgraf.files import SourceFile
from rusgraf.terms import BASE, PREFIXES, Term, likeness
from rusgraf.validation.drafts import Draft, Mended, Spot
from rusgraf.validation.wording import say
from rusgraf.validation.world import World

_THINGS: Final = f"{BASE}id/"
_KINDS: Final = tuple(iri.removeprefix(_THINGS) for iri in PREFIXES.values() if iri.startswith(_THINGS))
#: As like as this to the right base, another was meant to be it.
_NEAR: Final = 0.8
_BASE: Final = re.compile(r"\bbase\s*<", re.IGNORECASE)


def check(world: World, files: Iterable[SourceFile]) -> Mended:
    """Bases that are nearly that of the things of rusgraf, and the names of things under each."""
    drafts: list[Draft] = []
    names: dict[Term, Term] = {}
    for file in files:
        if file.format not in ("ttl", "trig") or not _BASE.search(file.text):
            continue
        for given in dict.fromkeys(base.iri for base in spans.bases(file.text)):
            folder = urljoin(given, ".")
            if folder == _THINGS or likeness(given, _THINGS) < _NEAR:
                continue
            terms = {term for quad in world.meant for term in quad if isinstance(term, NamedNode)}
            under = {
                term: NamedNode(_THINGS + term.value.removeprefix(folder))
                for term in terms
                if term.value.startswith(folder) and term.value.removeprefix(folder).startswith(_KINDS)
            }
            if not under:
                continue
            names |= dict[Term, Term](under.items())
            drafts.append(
                Draft(
                    "wrong-prefix",
                    None,
                    None,
                    say(world, "wrong-base", given=given, right=_THINGS),
                    rules=("wrong-prefix",),
                    suggestion=f"@base <{_THINGS}> .",
                    spots=(Spot("base", file.graph, given),),
                )
            )
    return drafts, names
