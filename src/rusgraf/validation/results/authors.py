"""What is drawn from a document by another than its author: where all of it is, the author is the mistake."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from pyoxigraph import NamedNode

from rusgraf.terms import PREFIXES, Term, curie, rg
from rusgraf.validation.drafts import Draft, Spot
from rusgraf.validation.wording import say
from rusgraf.validation.world import World

_CREATOR: Final = NamedNode(PREFIXES["dcterms"] + "creator")
_FORMAT_OF: Final = NamedNode(PREFIXES["dcterms"] + "isFormatOf")
#: The rules that the author of a document takes the stances and the steps in it, and who takes them.
_RULES: Final = {
    "rgsh:Assertion-author": rg("assertedBy"),
    "rgsh:ArgumentRelation-drawnByAuthor": rg("drawnBy"),
}
#: As many as this are no slip in one.
_SEVERAL: Final = 2


def of_document(world: World, found: list[Draft]) -> list[Draft]:
    """The drafts; where most in a document is by one other than its author, one at the author."""
    groups: dict[tuple[Term, Term], list[Draft]] = defaultdict(list)
    for draft in found:
        if len(draft.rules) == 1 and draft.rules[0] in _RULES and draft.focus is not None:
            actors = world.values(draft.focus, _RULES[draft.rules[0]])
            documents = _documents(world, draft.focus)
            if len(actors) == len(documents) == 1:
                groups[documents[0], actors[0]].append(draft)
    kept = list(found)
    for (document, actor), members in groups.items():
        authors = world.index.about.get(document, {}).get(_CREATOR, [])
        if len(members) < _SEVERAL or not authors:
            continue
        right = {
            quad.subject
            for path in _RULES.values()
            for quad in world.index.using.get(path, ())
            if quad.object in authors and document in _documents(world, quad.subject)
        }
        if len(right) >= len(members):
            continue
        kept = [draft for draft in kept if draft not in members]
        kept.append(
            Draft(
                "contradiction",
                document,
                _CREATOR.value,
                say(
                    world,
                    "other-author",
                    focus=document,
                    authors=authors,
                    actor=actor,
                    count=str(len(members)),
                ),
                values=tuple(authors),
                rules=tuple(dict.fromkeys(rule for draft in members for rule in draft.rules)),
                suggestion=curie(actor.value) if isinstance(actor, NamedNode) else "",
                spots=(
                    *(Spot("object", document, _CREATOR.value, author) for author in authors),
                    *(spot for draft in members for spot in draft.spots),
                ),
            )
        )
    return kept


def _documents(world: World, thing: Term) -> list[Term]:
    """The documents that an assertion or a relation is anchored in."""
    renditions = (
        each for anchor in world.values(thing, rg("anchor")) for each in world.values(anchor, rg("rendition"))
    )
    return list(dict.fromkeys(each for one in renditions for each in world.values(one, _FORMAT_OF)))
