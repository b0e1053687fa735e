"""JSON-LD from outside: nothing is fetched, and nothing is lost in silence.

By the rules of JSON-LD a name that the context does not explain, and so every misspelt one,
is passed over as if it did not stand there. Here it is a mistake.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final, NoReturn

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from rusgraf import jsonld
from rusgraf.errors import SyntaxMistake, SyntaxProblem, syntax_problem
from rusgraf.prescan import refusal
from rusgraf.terms import BASE, LANGUAGES, PREFIXES

#: The name by which a document may refer to the context of rusgraf, wherever it lies.
CONTEXT: Final = "context.jsonld"
#: What a name becomes that stands for no IRI, so that it can be told.
_LOST: Final = f"{BASE}.well-known/lost/"
#: How many of them are told.
_FEW: Final = 5
#: What the mistakes are that a parser of JSON names, in nb and en.
_MISTAKES: Final = {
    "Expecting ',' delimiter": (
        "her mangler et komma foran det neste, eller en ] eller } som lukker.",
        "a comma is missing here before what follows, or a ] or } that closes.",
    ),
    "Expecting ':' delimiter": (
        "her mangler et kolon mellom navnet og verdien.",
        "a colon is missing here between the name and the value.",
    ),
    "Expecting property name": (
        "her skal det stå et navn i doble anførselstegn; etter det siste skal det ikke stå komma.",
        "a name in double quotation marks belongs here; no comma follows the last one.",
    ),
    "Illegal trailing comma": (
        "komma uten noe etter. Fjern kommaet.",
        "a comma with nothing after it. Remove the comma.",
    ),
    "Expecting value": (
        "her mangler en verdi: en tekst i doble anførselstegn, et tall, eller noe mellom [ ] eller { }.",
        "a value is missing here: a text in double quotation marks, a number, or something in [ ] or { }.",
    ),
    "Unterminated string": (
        "teksten som begynner her, mangler anførselstegn på slutten.",
        "the text that begins here lacks its closing quotation mark.",
    ),
    "Invalid control character": (
        "en tekst kan ikke gå over flere linjer. Skriv \\n for et linjeskift.",
        "a text cannot span lines. Write \\n for a line break.",
    ),
    "Invalid \\": (
        "en omvendt skråstrek i en tekst skrives dobbelt: \\\\.",
        "a backslash in a text is written twice: \\\\.",
    ),
    "Extra data": (
        "mer tekst etter at det ytterste er lukket. Fjern det, eller flytt det innenfor.",
        "more text after the outermost bracket is closed. Remove it, or move it inside.",
    ),
}
_AFTER: Final = ("Expecting ',' delimiter", "Expecting ':' delimiter")
_OTHERWISE: Final = (
    "dette kan ikke leses. Se etter noe som mangler eller er for mye like foran.",
    "this cannot be read. Look for something missing or superfluous just before it.",
)


class _Twice(Exception):
    """A key that stands twice in one object."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def read(text: str, name: str) -> list[Quad]:
    """The statements of a document.

    :param name: how the person who gave the document calls it.
    :raises SyntaxProblem: the text is not JSON, says something twice, or has a name that
        stands for no IRI.
    :raises UnreadableInput: it points to a context elsewhere.
    """
    try:
        document = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise _misread(text, name, error) from error
    except _Twice as error:
        key = f"“{error.key[:60]}”"
        raise _problem(
            text, name, f"{key} står to ganger i samme objekt.", f"{key} stands twice in one object."
        ) from error
    except ValueError as error:
        # No number, or one of thousands of digits.
        raise _problem(
            text, name, "Et tall er ikke noe tall, eller er for langt.", "A number is none, or is too long."
        ) from error
    for reference in _contexts(document):
        if reference != CONTEXT:
            raise _elsewhere(name, reference)
    whole = _inlined(document)
    # A list is not put around a single object: what it holds would become a graph of its own.
    data = json.dumps(list(map(_explained, whole)) if isinstance(whole, list) else _explained(whole))
    try:
        quads = list(parse(data, format=RdfFormat.JSON_LD, base_iri=_LOST))
    except SyntaxError as error:
        # The place is that in the document as it was written anew.
        raise _problem(text, name, error.msg, error.msg) from error
    if lost := _lost(quads):
        raise _unexplained(text, name, lost)
    if prefixes := _undeclared(quads):
        raise _without_context(text, name, prefixes)
    return quads


def _misread(text: str, name: str, error: json.JSONDecodeError) -> SyntaxProblem:
    """What keeps a text from being JSON, in plain words."""
    position = error.pos
    key = next((key for key in _MISTAKES if error.msg.startswith(key)), "")
    if key in _AFTER:
        # What is missing, is missing after what was last written.
        position = len(text[:position].rstrip())
    line = text.count("\n", 0, position) + 1
    column = position - text.rfind("\n", 0, position)
    return _problem(text, name, *_MISTAKES.get(key, _OTHERWISE), line, column)


def _undeclared(quads: Iterable[Quad]) -> list[str]:
    """The prefixes of rusgraf's that names have though no context explains them."""
    terms = (
        term
        for quad in quads
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)
        if isinstance(term, NamedNode)
    )
    begun = dict.fromkeys(term.value.partition(":")[0] for term in terms)
    return [prefix for prefix in begun if prefix in PREFIXES]


def _without_context(text: str, name: str, prefixes: list[str]) -> SyntaxProblem:
    shown = ", ".join(f"«{prefix}»" for prefix in prefixes) + "."
    written = re.search(rf'"(?:{"|".join(map(re.escape, prefixes))}):', text)
    position = written.start() if written else 0
    said = ", ".join(f'"{prefix}": "{PREFIXES[prefix]}"' for prefix in prefixes[:_FEW])
    return _problem(
        text,
        name,
        f'Mangler i @context: {shown} Skriv der {said}, eller bruk "@context": "{CONTEXT}".',
        f'Missing from @context: {shown} Write {said} there, or use "@context": "{CONTEXT}".',
        text.count("\n", 0, position) + 1,
        position - text.rfind("\n", 0, position),
    )


def _explained(node: Any) -> Any:
    """A node with a meaning, such as it is, for every name that has none."""
    if not isinstance(node, dict):
        return node
    context = node.get("@context", [])
    return {
        **node,
        "@context": [{"@vocab": _LOST}, *(context if isinstance(context, list) else [context])],
    }


def _lost(quads: Iterable[Quad]) -> list[str]:
    """The names that stand for no IRI, in the order in which they come."""
    terms = (
        term
        for quad in quads
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)
        if isinstance(term, NamedNode) and term.value.startswith(_LOST)
    )
    return list(dict.fromkeys(term.value.removeprefix(_LOST) for term in terms))


def _unexplained(text: str, name: str, lost: list[str]) -> SyntaxProblem:
    shown = ", ".join(f"«{each[:60]}»" for each in lost[:_FEW])
    position = min((found for each in lost if (found := text.find(json.dumps(each))) >= 0), default=-1)
    line = text.count("\n", 0, position) + 1 if position >= 0 else 0
    column = position - text.rfind("\n", 0, position) if position >= 0 else 0
    return _problem(
        text,
        name,
        f"Ingen IRI hører til {shown}. Skriv navn som i Turtle, for eksempel «rg:paraphrase» og "
        f'«claim:my-claim», med "@context": "{CONTEXT}".',
        f"No IRI belongs to {shown}. Write names as in Turtle, such as “rg:paraphrase” and "
        f'“claim:my-claim”, with "@context": "{CONTEXT}".',
        line,
        column,
    )


def _problem(text: str, name: str, nb: str, en: str, line: int = 0, column: int = 0) -> SyntaxProblem:
    messages = {"nb": f"Skrivefeil i JSON-LD: {nb}", "en": f"A mistake in the JSON-LD: {en}"}
    return syntax_problem(name, text, SyntaxMistake(line, column, line, column, messages))


def _elsewhere(name: str, reference: str) -> Exception:
    shown = reference[:100]
    return refusal(
        name,
        f"The context is elsewhere, at “{shown}”, and rusgraf fetches nothing. Write the context "
        f'into the file, or use that of rusgraf: "@context": "{CONTEXT}".',
        f"Konteksten ligger et annet sted, på «{shown}», og rusgraf henter ingenting. Skriv "
        f'konteksten inn i filen, eller bruk den som hører til rusgraf: "@context": "{CONTEXT}".',
        kind="refused",
    )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object in which no key stands twice; of two, one would be lost."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise _Twice(twice)
    return found


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)


def _contexts(value: Any) -> Iterator[str]:
    """The contexts that a document names instead of holding them."""
    if isinstance(value, list):
        for each in value:
            yield from _contexts(each)
    elif isinstance(value, dict):
        here = value.get("@context")
        yield from (each for each in (here if isinstance(here, list) else [here]) if isinstance(each, str))
        if "@import" in value:
            yield f"@import: {value['@import']}"
        for each in value.values():
            yield from _contexts(each)


def _inlined(value: Any, key: str = "") -> Any:
    """A part of a document with the context of rusgraf in place of its name."""
    if key == "@context" and value == CONTEXT:
        return dict(jsonld.context())
    if isinstance(value, list):
        return [_inlined(each, key) for each in value]
    if not isinstance(value, dict):
        return value
    if value and value.keys() <= set(LANGUAGES) and ":" in key and key not in jsonld.context():
        # Texts by language under a misspelt name, which is then told as such.
        texts = [(tag, each if isinstance(each, list) else [each]) for tag, each in value.items()]
        return [{"@value": text, "@language": tag} for tag, each in texts for text in each]
    return {name: _inlined(each, name) for name, each in value.items()}
