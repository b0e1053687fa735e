"""What a submission says twice, says in the wrong language, or took word for word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from rusgraf.terms import PREFIXES, RDF_TYPE, Term, rg, show
from rusgraf.validation.drafts import Draft, Spot
from rusgraf.validation.languages import language_of
from rusgraf.validation.wording import language_name, say
from rusgraf.validation.world import World

_LABEL: Final = NamedNode(f"{PREFIXES['rdfs']}label")
_TITLE: Final = NamedNode(f"{PREFIXES['dcterms']}title")
#: What makes two things of a class one: the properties that they must not share the values of. One
#: text is enough; of the rest, all must be the same.
_BY_TEXT: Final = {rg("Claim"): rg("paraphrase"), rg("Actor"): _LABEL}
_BY_VALUES: Final = {
    rg("Assertion"): (rg("asserts"), rg("assertedBy"), rg("stance"), rg("anchor")),
    rg("Anchor"): (rg("rendition"), rg("start"), rg("end")),
    rg("ArgumentRelation"): (rg("target"), rg("premise"), rg("drawnBy"), RDF_TYPE),
    rg("TextRendition"): (rg("textSha256"),),
}
#: As many words in a row as this are a copy.
_RUN: Final = 8
#: What things are called is theirs; the rest is for the contributor to put in words.
_NAMES: Final = (_LABEL, _TITLE, NamedNode(f"{PREFIXES['skos']}altLabel"), rg("locator"))


def duplicates(world: World) -> Iterator[Draft]:
    """Things that say the same as another, here or in the graph."""
    waiting = dict.fromkeys(quad.subject for quad in world.meant)
    for subject in list(waiting):
        del waiting[subject]
        classes = world.classes(subject)
        others = _same_text(world, subject, classes) | _same_values(world, subject, classes)
        # Of two in a submission, the second is the one too many.
        for other in sorted((each for each in others if each not in waiting), key=str)[:1]:
            yield Draft(
                "duplicate",
                subject,
                None,
                say(world, "duplicate", focus=show(subject), other=other, name=show(other)),
                values=(other,),
                rules=("duplicate",),
                spots=(Spot("subject", subject),),
            )


def _same_text(world: World, subject: Term, classes: set[Term]) -> set[Term]:
    """Things of the class that have a text of this one, letter for letter but for case and marks."""
    found: set[Term] = set()
    for of_class, path in _BY_TEXT.items():
        if of_class not in classes:
            continue
        for value in world.values(subject, path):
            if isinstance(value, Literal):
                others = _texts(world, path).get((_plain(value.value), value.language or ""), ())
                found |= {each for each in others if each != subject and of_class in world.classes(each)}
    return found


def _texts(world: World, path: NamedNode) -> Mapping[tuple[str, str], set[Term]]:
    cached: dict[NamedNode, Mapping[tuple[str, str], set[Term]]] = world.__dict__.setdefault("_texts", {})
    if path not in cached:
        texts: dict[tuple[str, str], set[Term]] = defaultdict(set)
        for store in (world.own, world.around.store):
            for quad in store.quads_for_pattern(None, path, None):
                if isinstance(quad.object, Literal) and (plain := _plain(quad.object.value)):
                    texts[plain, quad.object.language or ""].add(quad.subject)
        cached[path] = texts
    return cached[path]


def _same_values(world: World, subject: Term, classes: set[Term]) -> set[Term]:
    found: set[Term] = set()
    for of_class, paths in _BY_VALUES.items():
        if of_class not in classes:
            continue
        mine = [set(world.values(subject, path)) for path in paths]
        if not all(mine):
            continue
        first = next(iter(sorted(mine[0], key=str)))
        for other in {quad.subject for quad in _bearing(world, paths[0], first)} - {subject}:
            if [set(world.values(other, path)) for path in paths] == mine:
                found.add(other)
    return found


def _bearing(world: World, path: NamedNode, value: Term) -> set[Quad]:
    return {
        quad
        for store in (world.own, world.around.store)
        for quad in store.quads_for_pattern(None, path, value)
    }


def swapped(world: World) -> Iterator[Draft]:
    """Texts whose language tag seems to be that of the other language: one draft for each property."""
    wrong: dict[tuple[Term, NamedNode], list[Quad]] = defaultdict(list)
    for quad in dict.fromkeys(world.meant):
        if (
            isinstance(quad.object, Literal)
            and quad.object.language in ("nb", "en")
            and quad.predicate not in _NAMES
        ):
            seems = language_of(quad.object.value)
            if seems and seems != quad.object.language:
                wrong[quad.subject, quad.predicate].append(quad)
    for (focus, path), quads in wrong.items():
        text = quads[0].object
        assert isinstance(text, Literal)
        yield Draft(
            "swapped-languages",
            focus,
            path.value,
            say(
                world,
                "swapped-languages",
                tag=text.language or "",
                language=language_name(language_of(text.value)),
            ),
            values=tuple(quad.object for quad in quads),
            rules=("swapped-languages",),
            severity="Warning",
            spots=tuple(Spot("object", focus, path.value, quad.object) for quad in quads),
        )


def copied(world: World, sources: Mapping[str, str]) -> Iterator[Draft]:
    """Texts that share a run of words with a source.

    :param sources: the texts of the sources, by what they are called.
    """
    runs = {run: name for name, text in sources.items() for run in _runs(_words(text))}
    if not runs:
        return
    for quad in dict.fromkeys(world.meant):
        value = quad.object
        if not isinstance(value, Literal) or not value.language or quad.predicate in _NAMES:
            continue
        shared = [run for run in _runs(_words(value.value)) if run in runs]
        if shared:
            yield Draft(
                "copied-text",
                quad.subject,
                quad.predicate.value,
                say(world, "copied-text", source=runs[shared[0]], run=" ".join(shared[0])),
                values=(value,),
                rules=("copied-text",),
                spots=(Spot("object", quad.subject, quad.predicate.value, value),),
            )


def _words(text: str) -> list[str]:
    # The numbers of printed lines stand in the middle of sentences.
    return [word for word in re.findall(r"\w+", text.casefold()) if not word.isdigit()]


def _runs(words: list[str]) -> Iterable[tuple[str, ...]]:
    return (tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
