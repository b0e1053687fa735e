"""Texts in the wrong language, in one language twice, or taken word for word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from rusgraf.terms import PREFIXES, Term, rg, show
from rusgraf.validation.drafts import Draft, Spot
from rusgraf.validation.languages import language_of, norwegian
from rusgraf.validation.wording import language_name, say
from rusgraf.validation.world import World

#: The languages that are told apart.
_LANGUAGES: Final = ("nb", "en")
#: Tags of Norwegian that no text must have.
_NORWEGIAN: Final = ("nn", "no")
#: As many words in a row as this are a copy.
_RUN: Final = 8
_TITLE: Final = NamedNode(f"{PREFIXES['dcterms']}title")
#: A title is theirs too, but is a text in one language; as many signs as this show in which.
_SURE: Final = 3
#: What things are called is theirs; the rest is for the contributor to put in words.
_NAMES: Final = (
    NamedNode(f"{PREFIXES['rdfs']}label"),
    _TITLE,
    NamedNode(f"{PREFIXES['skos']}altLabel"),
    rg("locator"),
)


def swapped(world: World, said: Iterable[Draft]) -> Iterator[Draft]:
    """Texts whose language tag seems to be that of the other language: one draft for each property.

    :param said: what is known to be wrong; of texts that are too many, one has the wrong tag.
    """
    many = {(draft.focus, draft.path) for draft in said if draft.kind == "too-many"}
    wrong: dict[tuple[Term, NamedNode], list[Quad]] = defaultdict(list)
    for quad in (*_texts(world), *world.index.using.get(_TITLE, ())):
        if isinstance(quad.object, Literal) and quad.object.language in (*_LANGUAGES, *_NORWEGIAN):
            seems = language_of(quad.object.value, *([_SURE] if quad.predicate == _TITLE else []))
            tag = "nb" if quad.object.language in _NORWEGIAN else quad.object.language
            if seems and seems != tag and not _in_both(world, quad):
                wrong[quad.subject, quad.predicate].append(quad)
    for pair in _pairs(world):
        wrong.setdefault((pair[0].subject, pair[0].predicate), pair)
    for (focus, path), quads in wrong.items():
        if (focus, path.value) in many:
            continue
        text = quads[0].object
        assert isinstance(text, Literal)
        other = "nb" if text.language == "en" else "en"
        yield Draft(
            "swapped-languages",
            focus,
            path.value,
            say(
                world,
                "swapped-languages",
                tag=text.language or "",
                language=language_name(other),
            ),
            values=tuple(quad.object for quad in quads),
            rules=("swapped-languages",),
            severity="Warning",
            spots=tuple(Spot.of("object", quad) for quad in quads),
        )


def _pairs(world: World) -> Iterator[list[Quad]]:
    """Names and short texts in both languages of which each looks more like the other's."""
    told: dict[tuple[Term, NamedNode], dict[str, list[Quad]]] = defaultdict(lambda: defaultdict(list))
    for quad in dict.fromkeys(world.meant):
        if isinstance(quad.object, Literal) and quad.object.language in _LANGUAGES:
            told[quad.subject, quad.predicate][quad.object.language].append(quad)
    for by_language in told.values():
        if len(by_language) == len(_LANGUAGES) and all(len(quads) == 1 for quads in by_language.values()):
            (nb,), (en,) = (by_language[tag] for tag in _LANGUAGES)
            if norwegian(show(nb.object)) < 0 < norwegian(show(en.object)):
                yield [nb, en]


def _in_both(world: World, quad: Quad) -> bool:
    """Whether a text stands with the tag of either language."""
    assert isinstance(quad.object, Literal)
    texts = world.values(quad.subject, quad.predicate)
    return all(Literal(quad.object.value, language=tag) in texts for tag in _LANGUAGES)


def untranslated(world: World) -> Iterator[Draft]:
    """Texts that are the same in both languages."""
    for quad in dict.fromkeys(world.meant):
        text = quad.object
        if not isinstance(text, Literal) or text.language != "en" or quad.predicate in _NAMES:
            continue
        same = Literal(text.value, language="nb")
        if _in_both(world, quad) and " " in text.value.strip():
            yield Draft(
                "swapped-languages",
                quad.subject,
                quad.predicate.value,
                say(world, "untranslated"),
                values=(text, same),
                rules=("swapped-languages",),
                severity="Warning",
                spots=tuple(
                    Spot("object", quad.subject, quad.predicate.value, value)
                    for value in ((text, same) if language_of(text.value) != "en" else (same, text))
                ),
            )


def copied(world: World, sources: Mapping[str, str]) -> Iterator[Draft]:
    """Texts that share a run of words with a source.

    :param sources: the texts of the sources, by what they are called.
    """
    runs = {run: name for name, text in sources.items() for run in _runs(_words(text))}
    if not runs:
        return
    for quad in _texts(world):
        value = quad.object
        assert isinstance(value, Literal)
        shared = [run for run in _runs(_words(value.value)) if run in runs]
        if shared:
            yield Draft(
                "copied-text",
                quad.subject,
                quad.predicate.value,
                say(world, "copied-text", source=runs[shared[0]], run=" ".join(shared[0])),
                values=(value,),
                rules=("copied-text",),
                spots=(Spot.of("object", quad),),
            )


def _texts(world: World) -> Iterator[Quad]:
    """The statements that a contributor puts in words."""
    for path, quads in world.index.using.items():
        if path not in _NAMES:
            yield from (quad for quad in quads if isinstance(quad.object, Literal) and quad.object.language)


def _words(text: str) -> list[str]:
    # The numbers of printed lines stand in the middle of sentences.
    return [word for word in re.findall(r"\w+", text.casefold()) if not word.isdigit()]


def _runs(words: list[str]) -> Iterable[tuple[str, ...]]:
    return (tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))
