"""What is said of a value that is not in the list that it should be from."""

from __future__ import annotations

from typing import Final

from pyoxigraph import NamedNode

from rusgraf.terms import LANGUAGES, Term, curie
from rusgraf.validation.wording import say, together
from rusgraf.validation.world import World

#: A list as long as this is told whole.
_SHORT: Final = 25


def missing(world: World, value: Term, scheme: str, meant: str | NamedNode | None) -> dict[str, str]:
    """That a value is not in its list, with the code that was meant and those that there are.

    :param scheme: the IRI of the list.
    :param meant: the code, or its short name; empty where it is not known.
    """
    names = world.labels(NamedNode(scheme))
    called = {language: names.get(language, scheme) for language in LANGUAGES}
    shown = curie(value.value) if isinstance(value, NamedNode) else value
    said = say(world, "unknown-code", value=shown, list=called)
    if meant:
        return together(said, say(world, "meant", name=meant), _listed(world, scheme))
    # What is named as a code of the list may be one that the list lacks; a text, or one of another, is not.
    new = isinstance(value, NamedNode) and value.value.startswith(f"{scheme}/")
    return together(said, _listed(world, scheme), say(world, "ask-for-code") if new else {})


def _listed(world: World, scheme: str) -> dict[str, str]:
    """The members of a list, or how to see them where they are many."""
    codes = world.vocabulary.codes[scheme]
    if len(codes) <= _SHORT:
        return say(world, "codes", codes=", ".join(curie(code.value) for code in codes))
    return say(world, "more-codes", kind=scheme.rpartition("/")[2])
