"""What is asked of each class of things, read from the shapes and the ontology.

>>> from rusgraf import requirements
>>> claim = requirements.of("claim")
>>> [field.labels["en"] for field in claim.required]
['paraphrase', 'topic', 'type']
"""

from __future__ import annotations

import re
from functools import cache

from rusgraf.requirements.constraints import Constraint
from rusgraf.requirements.fields import Field, Requirements, Rule
from rusgraf.requirements.reading import asked_of, classes, definitions, labels, targeted, texts
from rusgraf.terms import curie, expand, unknown

__all__ = ["Constraint", "Field", "Requirements", "Rule", "all", "definitions", "labels", "of", "texts"]


def of(name: str) -> Requirements:
    """What is asked of things of a class.

    :param name: the class, as a slug, CURIE, IRI or label, in either language; one word of the label will do
        where no other class has it.
    :raises UnknownName: there is no such class, or several that the word may stand for.
    """
    iri = expand(name) or ""
    if iri in classes():
        return asked_of(iri)
    word = _words(iri or name)
    whole = {text.replace(" ", ""): iri for iri, texts in _names().items() for text in texts}
    if word.replace(" ", "") in whole:
        return asked_of(whole[word.replace(" ", "")])
    partly = [iri for iri, texts in _names().items() if any(word in text.split() for text in texts)]
    if len(partly) == 1:
        return asked_of(partly[0])
    known = {text.replace(" ", "-") for texts in _names().values() for text in texts}
    known = set() if partly else set(map(curie, classes())) if iri else known
    raise unknown("class", name, known, map(curie, partly))


def all() -> tuple[Requirements, ...]:
    """What is asked of each class that a shape is about, in the order of the ontology."""
    return tuple(asked_of(iri) for iri in classes() if iri in targeted())


@cache
def _names() -> dict[str, set[str]]:
    """What each class may be called, in lower case and in words."""
    return {iri: {_words(text) for text in (iri, *labels(iri).values())} for iri in classes()}


def _words(name: str) -> str:
    """A name, or the last part of an IRI, as words in lower case, however they are joined."""
    local = re.split(r"[/#]", name)[-1]
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local)
    return re.sub(r"[\W_]+", " ", apart).casefold().strip()
