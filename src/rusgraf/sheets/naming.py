"""IRIs out of the short names that people choose, or out of what they wrote."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from pyoxigraph import NamedNode

from rusgraf.sheets.cells import Unusable
from rusgraf.sheets.columns import Part
from rusgraf.terms import BASE, PREFIXES, curie, expand

#: How many letters of a text go into a name.
LONGEST: Final = 60
_OURS: Final = (f"{BASE}id/", f"{BASE}code/", f"{BASE}topic/")
_LETTERS: Final = str.maketrans({"æ": "ae", "ø": "o", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ł": "l"})


def slug(words: str, longest: int = 0) -> str:
    """A text as part of an IRI: lower-case letters, digits and hyphens.

    :param longest: how many letters at most, of whole words; all of them by default.

    >>> slug("LAR med lav terskel bør ha kveldsåpent.")
    'lar-med-lav-terskel-bor-ha-kveldsapent'
    """
    plain = unicodedata.normalize("NFKD", words.casefold().translate(_LETTERS))
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    hyphened = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if longest and len(hyphened) > longest:
        hyphened = hyphened[:longest].rpartition("-")[0] or hyphened[:longest]
    return hyphened


def space(part: Part) -> str:
    """How the IRIs of such things begin."""
    return PREFIXES[part.space] if part.space else f"{BASE}graph/submissions/"


def minted(part: Part, name: str) -> NamedNode:
    """The IRI of a thing that a person gave a short name, a CURIE or an IRI.

    :raises Unusable: it cannot be one.
    """
    iri = expand(name)
    if iri is not None:
        return iri_of(iri)
    local = slug(name)
    if not local or re.search(r"[<>\"{}|\\^`/:#?]", name):
        raise Unusable("wrong-value", "name")
    return NamedNode(space(part) + local)


def iri_of(text: str) -> NamedNode:
    """An IRI as it is written.

    :raises Unusable: it is none.
    """
    try:
        return NamedNode(text)
    except ValueError as error:
        raise Unusable("unsafe-iri", "address") from error


def short(iri: str) -> str:
    """The name of a thing without that of its register, where the register is ours.

    >>> short("https://w3id.org/rusgraf/id/claim/tighten-lar"), short("http://www.wikidata.org/entity/Q20")
    ('tighten-lar', 'wd:Q20')
    """
    name = curie(iri)
    prefix, _, local = name.partition(":")
    return local if PREFIXES.get(prefix, "").startswith(_OURS) else name
