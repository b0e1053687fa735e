"""JSON-LD as a person would write it, with the names that Turtle and SPARQL use.

The context is a file, ``ontology/context.jsonld``, that others may use too. It says of each
property how plain its values can be: an IRI or a date as a string, texts by language, and a
list, always, where there may be several.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from rusgraf import places
from rusgraf.errors import SyntaxProblem, UsageError, excerpt
from rusgraf.prescan import refusal
from rusgraf.terms import PREFIXES, RDF_TYPE, Term, curie

#: The name by which a document may refer to the context, wherever it lies.
CONTEXT: Final = "context.jsonld"

_XSD = PREFIXES["xsd"]
_STRING = NamedNode(f"{_XSD}string")
#: Literals whose plainest form JSON has, so that nothing of them is lost.
_NATIVE: Final = {
    NamedNode(f"{_XSD}integer"): re.compile(r"0|-?[1-9][0-9]{0,14}"),
    NamedNode(f"{_XSD}boolean"): re.compile(r"true|false"),
}


@cache
def context() -> Mapping[str, Any]:
    """The context: prefixes, and what is said of the values of properties."""
    text = (places.ONTOLOGY / "context.jsonld").read_text(encoding="utf-8")
    return json.loads(text)["@context"]  # type: ignore[no-any-return]


def render(triples: Iterable[Triple]) -> bytes:
    """Write statements as JSON-LD, in the order in which they come.

    The document carries as much of the context as it needs, so that it can be read
    where there is no network.

    :raises UsageError: a statement is about a statement, which JSON-LD cannot say.
    """
    triples = list(triples)
    if any(isinstance(term, Triple) for triple in triples for term in (triple.subject, triple.object)):
        raise UsageError("JSON-LD has no way to write a triple term.", "Choose Turtle.")
    if any(_looks_short(term) for triple in triples for term in triple):
        return serialize(triples, format=RdfFormat.JSON_LD) or b""
    nodes: dict[str, dict[str, Any]] = {}
    for subject, verb, value in triples:
        name = _short(subject)
        node = nodes.setdefault(name, {"@id": name})
        if verb == RDF_TYPE and isinstance(value, NamedNode):
            node.setdefault("@type", []).append(_short(value))
        else:
            _add(node, verb, value)
    graph = [{key: _single(key, value) for key, value in node.items()} for node in nodes.values()]
    document = {"@context": _needed(graph), "@graph": graph}
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def with_context(text: str, name: str) -> str:
    """A document that came from outside, with the context of rusgraf in place of its name.

    :param name: how the person who gave the document calls it.
    :raises SyntaxProblem: the text is not JSON, or says something twice.
    :raises UnreadableInput: it points to a context elsewhere; nothing is ever fetched.
    """
    try:
        document = json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        line, column = (error.lineno, error.colno) if error.pos >= 0 else (0, 0)
        shown = f"\n{excerpt(text, line, column)}" if line else ""
        raise SyntaxProblem(
            f"{name}{f', line {line}' if line else ''}: {error.msg}{shown}",
            kind="syntax",
            messages={"nb": f"Skrivefeil i JSON: {error.msg}", "en": f"A mistake in the JSON: {error.msg}"},
            line=line,
            column=column,
        ) from error
    named = set(_contexts(document))
    if elsewhere := sorted(named - {CONTEXT}):
        shown = elsewhere[0][:100]
        raise refusal(
            name,
            f"The context is elsewhere, at “{shown}”, and rusgraf fetches nothing. Write the context "
            f'into the file, or use that of rusgraf: "@context": "{CONTEXT}".',
            f"Konteksten ligger et annet sted, på «{shown}», og rusgraf henter ingenting. Skriv "
            f'konteksten inn i filen, eller bruk den som hører til rusgraf: "@context": "{CONTEXT}".',
            kind="refused",
        )
    return json.dumps(_inlined(document)) if named else text


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object in which no key stands twice; of two, one would be lost."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise json.JSONDecodeError(f"the key {json.dumps(twice)} stands twice in one object", "", -1)
    return found


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
    if key == "@context" and value == CONTEXT:
        return dict(context())
    if isinstance(value, list):
        return [_inlined(each, key) for each in value]
    return {name: _inlined(each, name) for name, each in value.items()} if isinstance(value, dict) else value


def _add(node: dict[str, Any], verb: NamedNode, value: Term) -> None:
    key = _short(verb)
    said = context().get(key, {})
    if said.get("@container") != "@language":
        node.setdefault(key, []).append(_value(value, said.get("@type")))
    elif isinstance(value, Literal) and value.language and not value.direction:
        node.setdefault(key, {}).setdefault(value.language, []).append(value.value)
    else:
        # Only texts with a language can stand under the short name.
        node.setdefault(verb.value, []).append(_value(value, None))


def _value(value: Term, expected: str | None) -> Any:
    if not isinstance(value, Literal):
        return _short(value) if expected == "@id" else {"@id": _short(value)}
    native = _NATIVE.get(value.datatype)
    datatype = _short(value.datatype)
    if native and native.fullmatch(value.value) and expected in (None, datatype):
        return json.loads(value.value)
    if expected == datatype or (expected is None and value.datatype == _STRING):
        return value.value
    if value.language:
        direction = {"@direction": str(value.direction)} if value.direction else {}
        return {"@value": value.value, "@language": value.language, **direction}
    return {"@value": value.value} | ({} if value.datatype == _STRING else {"@type": datatype})


def _single(key: str, values: Any) -> Any:
    """A lone value without its list, where the context does not promise a list."""
    if isinstance(values, dict):
        return {language: texts[0] if len(texts) == 1 else texts for language, texts in values.items()}
    alone = isinstance(values, list) and len(values) == 1 and key in context()
    return values[0] if alone and "@container" not in context()[key] else values


def _needed(graph: list[dict[str, Any]]) -> dict[str, Any]:
    """The part of the context that a document uses."""
    terms = {key for node in graph for key in node} & context().keys()
    used = set(re.findall(r'"([a-z-]+):', json.dumps([graph, [context()[term] for term in terms]])))
    return {key: said for key, said in context().items() if key == "@version" or key in terms | used}


def _short(term: Term) -> str:
    if isinstance(term, NamedNode):
        return curie(term.value).removeprefix("<").removesuffix(">")
    return str(term)


def _looks_short(term: Term) -> bool:
    """Whether an IRI, written in full, would pass for one that is shortened."""
    if isinstance(term, Literal):
        term = term.datatype
    if not isinstance(term, NamedNode) or _short(term) != term.value:
        return False
    scheme, _, rest = term.value.partition(":")
    return scheme in PREFIXES and not rest.startswith("//")
