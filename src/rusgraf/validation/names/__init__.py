"""Names that nothing bears, told and mended one sort after the other.

A prefix comes before the names under it, and a class before what is asked of its things.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from rusgraf.files import SourceFile
from rusgraf.validation.drafts import Draft, Mended
from rusgraf.validation.names import bases, misspelt, pages, prefixes, references, standing, tags
from rusgraf.validation.world import World


def check(world: World, files: Iterable[SourceFile]) -> Iterator[Draft]:
    """The wrong names in a submission; as they are found, the world has them mended."""
    before = (
        partial(prefixes.check, files=files),
        partial(bases.check, files=files),
        prefixes.roots,
        tags.check,
        references.untyped_subjects,
        misspelt.check,
    )
    for step in before:
        yield from _mended(world, step(world))
    yield from pages.check(world)
    yield from standing.check(world)
    yield from _mended(world, references.check(world))


def _mended(world: World, found: Mended) -> list[Draft]:
    drafts, names = found
    world.mend(names)
    return drafts
