"""What no statement may be made of, whatever it says: text that deceives, and addresses that do harm."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from rusgraf.terms import PREFIXES, Term
from rusgraf.validation.drafts import Draft, Spot
from rusgraf.validation.world import World

#: What an IRI may begin with: addresses of the web, names, and mailboxes.
SCHEMES: Final = ("http", "https", "urn", "tag", "doi", "info", "mailto")
MAX_LITERAL: Final = 100_000
#: As long as a tag with all its parts can reasonably be, by RFC 5646, 4.4.1.
MAX_LANGUAGE: Final = 35

# Tabulator, line feed and carriage return are text; so is the mark that orders a single word.
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BIDI: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")

_YEAR: Final = re.compile(r"-?[0-9]{10,}")
_DATED: Final = tuple(
    PREFIXES["xsd"] + name for name in ("date", "dateTime", "dateTimeStamp", "gYear", "gYearMonth")
)


def check(world: World) -> Iterator[Draft]:
    """What is wrong with the terms of statements, each once where it first stands."""
    found: dict[Term, tuple[str, dict[str, str]]] = {}
    for term in _distinct(world):
        if mistake := _mistake(term):
            found[term] = mistake
    for quad in world.given if found else ():
        for term, about in _terms(quad):
            if term in found:
                yield _draft(quad, term, about, *found.pop(term))


def _distinct(world: World) -> set[Term]:
    """The terms of the statements, each once."""
    terms: set[Term] = set(world.index.about) | set(world.index.using)
    for quads in world.index.using.values():
        terms.update(quad.object for quad in quads)
    terms |= {term.datatype for term in terms if isinstance(term, Literal)}
    return terms | {quad.graph_name for quad in world.given if isinstance(quad.graph_name, NamedNode)}


def harmless(world: World) -> dict[Term, Term]:
    """What to read in the place of literals that the engines for shapes stumble over."""
    return {
        quad.object: Literal("", datatype=quad.object.datatype)
        for quad in world.given
        if isinstance(quad.object, Literal) and _year(quad.object)
    }


def unsaid(drafts: Iterable[Draft], unsafe: Collection[Draft]) -> list[Draft]:
    """The drafts that do not follow from a term that is unsafe."""
    terms: set[Term | None] = {draft.focus for draft in unsafe if draft.path is None}
    terms |= {value for draft in unsafe for value in draft.values}
    said = {(draft.focus, draft.path) for draft in unsafe}
    return [
        draft
        for draft in drafts
        if draft.focus not in terms
        and (draft.focus, draft.path) not in said
        and terms.isdisjoint(draft.values)
    ]


def _terms(quad: Quad) -> Iterator[tuple[Term, bool]]:
    """The terms of a statement, each with whether it is its value."""
    yield quad.subject, False
    yield quad.predicate, False
    yield quad.object, True
    if isinstance(quad.object, Literal):
        yield quad.object.datatype, True
    if isinstance(quad.graph_name, NamedNode):
        yield quad.graph_name, False


def _draft(quad: Quad, term: Term, is_value: bool, kind: str, messages: dict[str, str]) -> Draft:
    focus: Term = quad.subject if is_value or term == quad.predicate else term
    path = None if term == focus else quad.predicate.value
    part: Final = "object" if is_value else "predicate" if term == quad.predicate else "subject"
    return Draft(
        kind,
        focus,
        path,
        messages,
        values=(quad.object,) if is_value else (),
        rules=(kind,),
        spots=(Spot.of(part, quad),),
    )


def _mistake(term: Term) -> tuple[str, dict[str, str]] | None:
    if isinstance(term, NamedNode):
        return _in_iri(term.value) or _hidden(term.value, "IRI-en", "The IRI")
    if isinstance(term, Literal):
        return _in_literal(term) or _hidden(term.value, "Teksten", "The text")
    return None


def _in_iri(iri: str) -> tuple[str, dict[str, str]] | None:
    scheme = iri.partition(":")[0].lower()
    if scheme in PREFIXES and scheme not in SCHEMES:
        iri = iri[:100]
        whole = PREFIXES[scheme] + iri.partition(":")[2]
        return "unsafe-iri", {
            "nb": f"<{iri}> er ingen adresse. Skriv {iri} uten < og >, eller hele adressen: <{whole}>.",
            "en": f"<{iri}> is no address. Write {iri} without < and >, or the whole address: <{whole}>.",
        }
    if scheme not in SCHEMES:
        allowed = ", ".join(f"{each}:" for each in SCHEMES)
        return "unsafe-iri", {
            "nb": f"En IRI kan ikke begynne med «{scheme[:30]}:». Bruk en nettadresse, eller et navn som "
            f"begynner med en av disse: {allowed}.",
            "en": f"An IRI cannot begin with “{scheme[:30]}:”. Use a web address, or a name that begins "
            f"with one of these: {allowed}.",
        }
    return None


def _in_literal(literal: Literal) -> tuple[str, dict[str, str]] | None:
    if literal.language and len(literal.language) > MAX_LANGUAGE:
        return "unsafe-text", {
            "nb": f"Språkmerket er på {len(literal.language)} tegn. Bruk et kort merke, som @nb eller @en.",
            "en": f"The language tag has {len(literal.language)} characters. Use a short one, such as @nb "
            "or @en.",
        }
    if len(literal.value) > MAX_LITERAL:
        return "unsafe-text", {
            "nb": f"Teksten er på {len(literal.value)} tegn; ingen tekst i grafen er over {MAX_LITERAL}. "
            "Skriv den med egne ord, kortere.",
            "en": f"The text has {len(literal.value)} characters; no text of the graph is over "
            f"{MAX_LITERAL}. Put it in your own words, shorter.",
        }
    if year := _year(literal):
        return "impossible-date", {
            "nb": f"Årstallet har {len(year.lstrip('-'))} sifre. Skriv det med fire, som 2020.",
            "en": f"The year has {len(year.lstrip('-'))} digits. Write it with four, such as 2020.",
        }
    return None


def _year(literal: Literal) -> str:
    """The year of a date, if it has more digits than a machine counts by."""
    match = _YEAR.match(literal.value) if literal.datatype.value in _DATED else None
    return match[0] if match else ""


def _hidden(text: str, nb: str, en: str) -> tuple[str, dict[str, str]] | None:
    """A character that is not seen, and makes a text read as another than it is."""
    if text.isprintable():
        return None
    if match := _BIDI.search(text):
        code = f"U+{ord(match[0]):04X}"
        return "unsafe-text", {
            "nb": f"{nb} har et usynlig tegn, {code}, som snur leseretningen (tegn nr. {match.start() + 1}). "
            "Fjern det.",
            "en": f"{en} has an invisible character, {code}, that turns the direction of reading "
            f"(character {match.start() + 1}). Remove it.",
        }
    if match := _CONTROL.search(text):
        code = f"U+{ord(match[0]):04X}"
        return "unsafe-text", {
            "nb": f"{nb} har et styretegn, {code} (tegn nr. {match.start() + 1}). Fjern det.",
            "en": f"{en} has a control character, {code} (character {match.start() + 1}). Remove it.",
        }
    return None
