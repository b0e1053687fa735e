"""Searching the texts of a graph: labels, titles, paraphrases, definitions.

All words must occur in one text of a thing, each as a word or the beginning of one.
Case and accents do not matter, and æ, ø and å may be typed as ae, oe and aa.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from pyoxigraph import Literal, NamedNode

from rusgraf import lookup
from rusgraf.errors import UnknownName, UsageError
from rusgraf.lookup import Select
from rusgraf.table import Table
from rusgraf.terms import BASE, LABELS, LANGUAGES, PREFIXES, Term, expand, nearest, unknown

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
_MAX_WORDS: Final = 20
_IRI: Final = re.compile(r'[^<>"{}|^`\\\x00-\x20]+')

_LABEL: Final = "|".join(map(str, LABELS))
_TEXTS: Final = f"{_LABEL}|skos:altLabel|skos:definition"


def find(select: Select, words: str, *, kind: str = "", language: str = "nb") -> Table:
    """What the words are found in, best first: one row for each thing.

    Where the words are the whole text comes first, then where each is a whole word, then
    where words begin so; within these, names and claims before other labels and definitions.

    :param kind: only things of this kind: the prefix of their names (``claim``,
        ``topic``, ``rg``), or a class by its CURIE or label.
    :param language: of the names in the answer; texts in every language are searched.
    :returns: columns ``thing kind name text``; ``text`` is where the words were found,
        if not in the name.
    :raises UsageError: there are no words, or too many.
    :raises UnknownName: there is no such kind or language.
    """
    if language not in LANGUAGES:
        raise unknown("language", language, LANGUAGES)
    patterns = [_pattern(word) for word in _words(words)]
    begins = [f"(?:^|{_BETWEEN}){pattern}" for pattern in patterns]
    each = [f"{pattern}(?:{_BETWEEN}|$)" for pattern in begins]
    whole = f"^{_BETWEEN}*{f'{_BETWEEN}+'.join(patterns)}{_BETWEEN}*$"
    found = select(f"""
        SELECT ?thing ?text ( IF({_has([whole])}, 0, IF({_has(each)}, 1, 2)) AS ?rank )
               ( IF(EXISTS {{ ?thing {_LABEL} ?text }}, 0, 1) AS ?aside )
        WHERE {{
          ?thing {_TEXTS} ?text .
          FILTER ( isIRI(?thing) && {_has(begins)} )
          {_of_kind(select, kind)}
        }}
    """)
    return _answer(select, found, language)


def near(select: Select, words: str) -> list[str]:
    """Words of the graph that are like those that were looked for in vain."""
    texts = select(f"SELECT DISTINCT ?text {{ ?thing {_TEXTS} ?text }} ORDER BY ?text")
    known = {word for row in texts for word in _WORD.findall(row["text"])}
    return [close for word in _words(words) for close in nearest(word, sorted(known))]


def _answer(select: Select, found: Table, language: str) -> Table:
    best: dict[NamedNode, tuple[int, int, bool, str, Literal]] = {}
    for (thing, text, *_), row in zip(found.terms, found, strict=True):
        assert isinstance(thing, NamedNode)
        assert isinstance(text, Literal)
        match = (row["rank"], row["aside"], text.language != language, text.value, text)
        if thing not in best or match[:4] < best[thing][:4]:
            best[thing] = match
    names = lookup.labels(select, best, language)
    kinds = lookup.kinds(select, best, language)

    def order(thing: NamedNode) -> tuple[object, ...]:
        return *best[thing][:2], kinds[thing].casefold(), names.get(thing, "").casefold(), thing.value

    rows: list[tuple[Term | None, ...]] = []
    for thing in sorted(best, key=order):
        name, text = names.get(thing), best[thing][-1]
        rows.append(
            (
                thing,
                Literal(kinds[thing]),
                Literal(name) if name else None,
                text if text.value != name else None,
            )
        )
    return Table(("thing", "kind", "name", "text"), tuple(rows))


def _words(text: str) -> list[str]:
    words = _WORD.findall(text)
    if not 0 < len(words) <= _MAX_WORDS:
        raise UsageError(f"Give the words to look for, {_MAX_WORDS} at most.")
    return words


def _pattern(word: str) -> str:
    """What a word may look like in a text."""
    parts = re.findall("ae|oe|aa|.", word.lower())
    return "".join(
        (_SPELLINGS.get(part) or f"[{re.escape(part)}{_FOLDS.get(part, '')}]") + r"\p{M}*" for part in parts
    )


def _has(patterns: Iterable[str]) -> str:
    return " && ".join(f'REGEX(STR(?text), {Literal(pattern)}, "i")' for pattern in patterns)


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
        patterns.append(f'STRSTARTS(STR(?thing), "{spaces[kind]}")')
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
