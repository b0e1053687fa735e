"""The right name that is most like a wrong one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from pyoxigraph import NamedNode

from rusgraf.terms import BASE, Term, likeness
from rusgraf.validation.vocabulary import is_ours

#: As like as this, one name is offered for another; as like as that, it is read as the other.
_ALIKE: Final = 0.65
_SAME: Final = 0.85
_HALF: Final = 0.5


class Near(NamedTuple):
    """A name that may have been meant.

    :param name: its IRI.
    :param likeness: how like it is to what was written, from 0 to 1.
    """

    name: NamedNode
    likeness: float

    @property
    def meant(self) -> NamedNode | None:
        """The name where it is so like that the wrong one can be read as it."""
        return self.name if self.likeness >= _SAME else None


def thing(name: NamedNode, others: Iterable[Term]) -> Near | None:
    """The thing of rusgraf whose name is most like; of the same kind if there is one."""
    kind, last = split(https(name.value))
    same: dict[str, NamedNode] = {}
    other: dict[str, NamedNode] = {}
    for each in sorted(others, key=str, reverse=True):
        if isinstance(each, NamedNode) and each != name and is_ours(each):
            its_kind, its_last = split(each.value)
            (same if its_kind == kind else other)[its_last] = each
    if found := _word(last, same):
        return found
    # The very same word, as the name of a thing of another kind.
    return Near(other[last], _ALIKE) if last in other else None


def term(name: NamedNode, known: Iterable[str]) -> Near | None:
    """The property or class whose local name is most like; of the same vocabulary before others.

    :param known: the IRIs to choose from.
    """
    namespace, last = split(name.value)
    best: tuple[bool, bool, float, str] | None = None
    for iri in sorted(known):
        its_namespace, its_last = split(iri)
        like = likeness(last, its_last)
        found = (like >= _SAME, its_namespace == namespace, like, iri)
        if like >= _ALIKE and (best is None or found[:3] > best[:3]):
            best = found
    return Near(NamedNode(best[3]), best[2]) if best else None


def called(name: NamedNode, words: Mapping[str, NamedNode]) -> Near | None:
    """What is called most like the local name of something, small differences in spelling aside.

    :param words: what things are called.
    """
    return _word(_folded(local(name)), {_folded(word): thing for word, thing in words.items()})


def beginning(name: NamedNode, words: Mapping[str, NamedNode]) -> Near | None:
    """The one thing that is called by the local name of something and more; offered, never read as meant."""
    start = f"{_folded(local(name))}-"
    found = {thing for word, thing in words.items() if _folded(word).startswith(start)}
    return Near(found.pop(), _ALIKE) if len(found) == 1 else None


def _word(word: str, names: Mapping[str, NamedNode]) -> Near | None:
    """The name most like a word: as a whole, and in what is left after the words that both begin with."""
    scored = ((likeness(word, name), name) for name in sorted(names) if _ends_alike(word, name) >= _HALF)
    best = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
    return Near(names[best[1]], best[0]) if best[0] >= _ALIKE else None


def _ends_alike(one: str, other: str) -> float:
    """How like two names are, without the words that both begin with."""
    ones, others = one.split("-"), other.split("-")
    while ones and others and ones[0] == others[0]:
        del ones[0], others[0]
    return likeness("-".join(ones), "-".join(others)) if ones and others else 1.0


def _folded(name: str) -> str:
    """A name without what names in addresses are often without: capitals, blanks, æ, ø and å."""
    plain = name.casefold().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    return re.sub(r"[\W_]+", "-", plain).strip("-")


def split(iri: str) -> tuple[str, str]:
    """The namespace and the local name of an IRI.

    >>> split("https://w3id.org/rusgraf/ns#Claim")
    ('https://w3id.org/rusgraf/ns#', 'Claim')
    """
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    return iri[:cut], iri[cut:]


def local(name: NamedNode) -> str:
    """The local name of an IRI."""
    return split(name.value)[1]


def https(iri: str) -> str:
    """An IRI as it is where the web is read safely."""
    return "https" + iri[4:] if iri.startswith("http:") else iri


def nearly_ours(name: NamedNode) -> bool:
    """Whether a name would be rusgraf's if it began with ``https``."""
    return name.value.startswith("http:") and https(name.value).startswith(BASE)
