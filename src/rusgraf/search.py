"""Searching the texts of a graph: labels, titles, paraphrases, definitions.

All words must occur in one text of a thing, each as a word or the beginning of one.
Case and accents do not matter, and æ, ø and å may be typed as ae, oe and aa. A short
word in capitals is an acronym, and is found only where it stands so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from pyoxigraph import Literal, NamedNode

from rusgraf import lookup
from rusgraf.errors import UnknownName, UsageError
from rusgraf.lookup import Select
from rusgraf.table import Table
from rusgraf.terms import BASE, LABELS, LANGUAGES, PREFIXES, expand, is_of_debate, nearest, unknown

#: The letters that one typed without its accent also stands for.
_FOLDS: Final = dict(
    each.split(":")
    for each in "a:åäáàâã c:ç e:éèêë i:íìîï n:ñ o:øöóòôõ u:üúùû y:ýÿ é:eèêë è:eéêë ê:eéèë ü:uúùû".split()
)
#: How the letters of Norwegian may be spelt, and what such a spelling may stand for.
_SPELLINGS: Final = {
    spelling: f"(?:{'|'.join(stands.split())})"
    for spelling, stands in {
        "ae": "ae æ ä",
        "oe": "oe ø ö",
        "aa": "aa å",
        "æ": "æ ä ae",
        "ø": "ø ö oe",
        "å": "å aa",
    }.items()
}
_WORD: Final = re.compile(r"\w+")
_BETWEEN: Final = r"[^\p{L}\p{N}]"
#: How long an acronym is at most: WHO, LAR, UNODC.
_ACRONYM: Final = 5
_MAX_WORDS: Final = 20
_IRI: Final = re.compile(r'[^<>"{}|^`\\\x00-\x20]+')

_DEFINITION: Final = NamedNode(f"{PREFIXES['skos']}definition")
_PROPERTIES: Final = (*LABELS, NamedNode(f"{PREFIXES['skos']}altLabel"), _DEFINITION)
_TEXTS: Final = "|".join(map(str, _PROPERTIES))


def find(select: Select, words: str, *, kind: str = "", language: str = "nb") -> Table:
    """What the words are found in, best first: one row for each thing.

    Where the words are the whole text comes first, then where each is a whole word, then
    where words begin so; within these, names and claims before other labels and definitions,
    and the things of the debate before codes, measures and terms of the ontology.

    :param words: may be empty where a kind is given; then all things of the kind are listed.

    :param kind: only things of this kind: the prefix of their names (``claim``,
        ``topic``, ``rg``), or a class by its CURIE or label.
    :param language: of the names in the answer; texts in every language are searched.
    :returns: columns ``thing kind name text``; ``text`` is where the words were found, in
        the language of the names if it has that text, and empty where it is the name.
    :raises UsageError: there are no words and no kind, or too many words.
    :raises UnknownName: there is no such kind or language.
    """
    if language not in LANGUAGES:
        raise unknown("language", language, LANGUAGES)
    if kind and not words.strip():
        things = select(f"SELECT DISTINCT ?thing {{ ?thing a ?class . {_of_kind(select, kind)} }}").iris()
        return _answer(select, {thing: _Match(0, False, False, "") for thing in things}, language)
    sought = _words(words)
    patterns = [_pattern(word) for word in sought]
    whole = f"^{_BETWEEN}*{f'{_BETWEEN}+'.join(patterns)}{_BETWEEN}*$"
    found = select(f"""
        SELECT ?thing ?property ?text
               ( IF({_has(whole)}, 0, IF({_all(sought, f"(?:{_BETWEEN}|$)")}, 1, 2)) AS ?rank )
        WHERE {{
          VALUES ?property {{ {" ".join(map(str, _PROPERTIES))} }}
          ?thing ?property ?text .
          FILTER ( isIRI(?thing) && {_all(sought)} )
          {_of_kind(select, kind)}
        }}
    """)
    return _answer(select, _best(found, language), language)


def near(select: Select, words: str) -> list[str]:
    """Words of the graph that are like those that were looked for in vain."""
    texts = select(f"SELECT DISTINCT ?text {{ ?thing {_TEXTS} ?text }} ORDER BY ?text")
    known = {word for row in texts for word in _WORD.findall(row["text"])}
    return [close for word in _words(words) for close in nearest(word, sorted(known))]


class _Match(NamedTuple):
    """Where the words were found in a thing: the less, the better."""

    rank: int
    aside: bool
    foreign: bool
    text: str
    property: str = ""


def _best(found: Table, language: str) -> dict[NamedNode, _Match]:
    """The best match of each thing."""
    best: dict[NamedNode, _Match] = {}
    for (thing, property, text, _), row in zip(found.terms, found, strict=True):
        assert isinstance(thing, NamedNode)
        assert isinstance(text, Literal)
        match = _Match(
            row["rank"], property not in LABELS, text.language != language, text.value, row["property"]
        )
        best[thing] = min(match, best.get(thing, match))
    return best


def _answer(select: Select, best: Mapping[NamedNode, _Match], language: str) -> Table:
    names = lookup.labels(select, best, language)
    kinds = lookup.kinds(select, best, language)
    # A text that was found in another language is told in the one asked for, if it has that.
    defined = {thing for thing, match in best.items() if match.property == _DEFINITION.value}
    definitions = lookup.labels(select, defined, language, of=str(_DEFINITION))

    def order(thing: NamedNode) -> tuple[object, ...]:
        rank, aside, *_ = best[thing]
        kind, name = kinds[thing].casefold(), names.get(thing, "").casefold()
        return rank, aside, not is_of_debate(thing.value), kind, name, thing.value

    def text(thing: NamedNode) -> str:
        match = best[thing]
        if match.foreign and not match.aside:
            return ""
        told = definitions.get(thing, match.text)
        return "" if told == names.get(thing) else told

    def row(thing: NamedNode) -> tuple[NamedNode | Literal | None, ...]:
        cells = (kinds[thing], names.get(thing), text(thing))
        return thing, *(Literal(cell) if cell else None for cell in cells)

    return Table(("thing", "kind", "name", "text"), tuple(row(thing) for thing in sorted(best, key=order)))


def _words(text: str) -> list[str]:
    words = _WORD.findall(text)
    if not 0 < len(words) <= _MAX_WORDS:
        raise UsageError(f"Give the words to look for, {_MAX_WORDS} at most, or a kind alone.")
    return words


def _pattern(word: str) -> str:
    """What a word may look like in a text."""
    parts = re.findall("ae|oe|aa|.", word.lower())
    return "".join(
        (_SPELLINGS.get(part) or f"[{re.escape(part)}{_FOLDS.get(part, '')}]") + r"\p{M}*" for part in parts
    )


def _all(words: Iterable[str], after: str = "") -> str:
    """The condition that all words occur in ``?text``, each at the beginning of a word.

    :param after: what must follow each of them.
    """
    return " && ".join(
        _has(f"(?:^|{_BETWEEN}){word}s?(?:{_BETWEEN}|$)", "")
        if word.isupper() and 1 < len(word) <= _ACRONYM
        else _has(f"(?:^|{_BETWEEN}){_pattern(word)}{after}")
        for word in words
    )


def _has(pattern: str, flags: str = "i") -> str:
    return f'REGEX(STR(?text), {Literal(pattern)}, "{flags}")'


def _of_kind(select: Select, kind: str) -> str:
    """The pattern for things of a kind: those named so, and the instances of a class called so."""
    if not kind:
        return ""
    spaces = {prefix: iri for prefix, iri in PREFIXES.items() if iri.startswith(BASE)}
    of = _class(select, kind)
    if of is None and kind not in spaces:
        raise unknown("kind", kind, spaces)
    patterns = [f"EXISTS {{ ?thing a {of} }}"] if of else []
    if kind in spaces:
        # How a data set is built is named after it, but nothing that anybody looks for.
        patterns.append(
            f'STRSTARTS(STR(?thing), "{spaces[kind]}")'
            " && NOT EXISTS { ?thing qb:component|^qb:component ?other }"
        )
    return f"FILTER ( {' || '.join(patterns)} )"


def _class(select: Select, name: str) -> NamedNode | None:
    """The class of this label or IRI, if something may be of it."""
    iri = expand(name)
    if iri is not None and _IRI.fullmatch(iri) and len(select(f"SELECT * {{ ?thing a <{iri}> }} LIMIT 1")):
        return NamedNode(iri)
    try:
        return lookup.resolve(select, name, "owl:Class")
    except UnknownName:
        return None
