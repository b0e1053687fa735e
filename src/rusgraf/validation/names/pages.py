"""Things of Wikidata that are called by the address of a page about them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pyoxigraph import NamedNode, Quad

from rusgraf.terms import PREFIXES, Term, curie
from rusgraf.validation.drafts import Draft, Spot
from rusgraf.validation.wording import say
from rusgraf.validation.world import World

#: What is said by the name of a thing itself; other properties may well lead to a page.
_NAMING: Final = (
    NamedNode(f"{PREFIXES['sdmx-dimension']}refArea"),
    NamedNode(f"{PREFIXES['owl']}sameAs"),
    *(NamedNode(f"{PREFIXES['skos']}{how}Match") for how in ("exact", "close", "broad", "narrow", "related")),
)
_PAGE: Final = re.compile(
    r"https?://(?:www\.|m\.)*wikidata\.org/(?:wiki/(?:Special:EntityData/)?|entity/)(Q[0-9]+)(?:[./#?].*)?"
)


def check(world: World) -> Iterator[Draft]:
    """Addresses of pages that stand for things; the world has them mended."""
    found: dict[Term, list[Quad]] = {}
    right: dict[Quad, Quad] = {}
    for path in _NAMING:
        for quad in world.index.using.get(path, ()):
            if name := _meant(quad.object):
                found.setdefault(quad.object, []).append(quad)
                right[quad] = Quad(quad.subject, quad.predicate, name, quad.graph_name)
    for value, quads in found.items():
        suggestion = curie(right[quads[0]].object.value)  # type: ignore[union-attr]
        yield Draft(
            "wrong-value",
            quads[0].subject,
            quads[0].predicate.value,
            say(world, "page-for-thing", value=value, suggestion=suggestion),
            values=(value,),
            rules=("page-for-thing",),
            suggestion=suggestion,
            spots=tuple(Spot.of("object", quad) for quad in quads),
        )
    world.reread(right)


def _meant(value: Term) -> NamedNode | None:
    """The thing of Wikidata that a page is about; ``None`` where it is no such page, or the name itself."""
    match = _PAGE.fullmatch(value.value) if isinstance(value, NamedNode) else None
    name = NamedNode(PREFIXES["wd"] + match[1]) if match else None
    return name if name != value else None
