"""Language tags that queries pass by."""

from __future__ import annotations

from typing import Final

from pyoxigraph import Literal

from rusgraf.terms import Term, written
from rusgraf.validation.drafts import Draft, Mended, Spot
from rusgraf.validation.results.literals import short
from rusgraf.validation.wording import say, together
from rusgraf.validation.world import World

#: The languages in which there are texts.
_LANGUAGES: Final = ("nb", "nn", "en")


def check(world: World) -> Mended:
    """Language tags with a region: queries ask for the language alone and would pass the text by."""
    drafts: list[Draft] = []
    names: dict[Term, Term] = {}
    for quad in dict.fromkeys(world.meant):
        text = quad.object
        tag, _, region = (text.language or "").partition("-") if isinstance(text, Literal) else ("", "", "")
        if not isinstance(text, Literal) or not region or tag not in _LANGUAGES:
            continue
        names[text] = Literal(text.value, language=tag)
        suggestion = written(names[text])
        drafts.append(
            Draft(
                "unknown-language",
                quad.subject,
                quad.predicate.value,
                together(
                    say(world, "tag-with-region", tag=text.language or ""),
                    say(world, "write", suggestion=short(suggestion)),
                ),
                values=(text,),
                rules=("unknown-language",),
                suggestion=suggestion,
                spots=(Spot.of("object", quad),),
            )
        )
    return drafts, names
