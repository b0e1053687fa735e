"""New claims that say nearly what others say: perhaps one claim that both can share, or a rephrase."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, Quad

from rusgraf.graph import Graph
from rusgraf.terms import Term, curie, rg

_PARAPHRASE: Final = rg("paraphrase")
_EVIDENCE: Final = rg("EvidenceItem")
#: How many of the words of two texts both have, where they say nearly the same.
_NEAR: Final = 0.6
#: What stands in more texts than this says little of any of them.
_COMMON: Final = 100


@dataclass(frozen=True)
class Alike:
    """Two claims that say nearly the same.

    :param claim: the new one, as a CURIE.
    :param other: the other one.
    :param text: what the new one says.
    :param other_text: what the other says, in the same language.
    :param share: how many of the words of the two both have, from 0 to 1.
    """

    claim: str
    other: str
    text: str
    other_text: str
    share: float


def of(graph: Graph, submitted: Iterable[Quad]) -> Sequence[Alike]:
    """The new claims that are nearly alike to another, each with the one that is most alike."""
    known = _paraphrases(graph.quads("data"))
    new = _paraphrases(submitted)
    described = {claim for claim, _ in known}
    words = {each: _words(each[1].value) for each in known | new}
    bearing: Mapping[tuple[str | None, str], list[tuple[Term, Literal]]] = defaultdict(list)
    for each, its_words in words.items():
        for word in its_words:
            bearing[each[1].language, word].append(each)
    found: dict[Term, Alike] = {}
    for claim, text in sorted(new, key=str):
        if claim in described:
            continue
        for other, other_text in _sharing(claim, text, words[claim, text], bearing):
            both = len(words[claim, text] & words[other, other_text])
            share = both / len(words[claim, text] | words[other, other_text])
            if share >= _NEAR and (claim not in found or share > found[claim].share):
                found[claim] = Alike(_name(claim), _name(other), text.value, other_text.value, share)
    return sorted(found.values(), key=lambda each: -each.share)


def _sharing(
    claim: Term,
    text: Literal,
    words: Collection[str],
    bearing: Mapping[tuple[str | None, str], list[tuple[Term, Literal]]],
) -> Sequence[tuple[Term, Literal]]:
    """The paraphrases in the same language, of other claims, that have an uncommon word of a text."""
    there = (bearing[text.language, word] for word in sorted(words))
    shared = Counter(each for those in there if len(those) <= _COMMON for each in those)
    return [each for each, _ in shared.most_common() if each[0] != claim]


def _paraphrases(quads: Iterable[Quad]) -> set[tuple[Term, Literal]]:
    """What each claim says; evidence has paraphrases too, but is no claim."""
    quads = list(quads)
    evidence = {quad.subject for quad in quads if quad.object == _EVIDENCE}
    return {
        (quad.subject, quad.object)
        for quad in quads
        if quad.predicate == _PARAPHRASE and isinstance(quad.object, Literal) and quad.subject not in evidence
    }


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


def _name(claim: Term) -> str:
    return curie(str(claim)[1:-1])
