"""SPARQL as text: its tokens, what it mentions, what it may not do, and binding.

Nothing here runs a query, so it serves any engine.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from rusgraf.errors import QueryError, UsageError, excerpt
from rusgraf.terms import PREFIXES, nearest, unknown

_TOKEN = re.compile(
    r'''
    (?P<string> """(?:[^"\\]|\\.|"(?!""))*""" | \'\'\'(?:[^'\\]|\\.|'(?!\'\'))*\'\'\'
              | "(?:[^"\\\r\n]|\\.)*"        | '(?:[^'\\\r\n]|\\.)*' )
  | (?P<iri> <[^<>"{}|^`\x00-\x20]*> )
  | (?P<comment> \#[^\r\n]* )
  | \$(?P<parameter> [A-Za-z_]\w* )
  | (?P<variable> \?\w+ )
  | (?P<curie> (?P<prefix>_|[^\W\d_](?:(?:[\w.-]|[^\x00-\x7f])*(?:[\w-]|[^\x00-\x7f]))?)?
               :(?P<local>(?:[\w.:%-]|[^\x00-\x7f]|\\.)*) )
  | (?P<word> @[A-Za-z]+(?:-[A-Za-z0-9]+)* | [A-Za-z_]\w* )
  | (?P<number> [0-9.]+(?:[eE][+-]?[0-9]+)? )
  | (?P<open> [({\[] )
  | (?P<close> [)}\]] )
  | (?P<quote> ["'] )
  | (?P<operator> [^\s,;] )
    ''',
    re.VERBOSE | re.DOTALL,
)

#: Larger than any question is; far below where the engine would crash.
_MAX_DEPTH = 100
_MAX_TOKENS = 10_000
_MAX_OPERATORS = 1_000

_POSITION = re.compile(r"error at (\d+):(\d+):")

_UPDATES = frozenset("CLEAR COPY CREATE DELETE DROP INSERT LOAD MOVE".split())

#: The keywords and functions of SPARQL 1.1.
_WORDS = frozenset(
    """
    A ABS ADD ALL AS ASC ASK AVG BASE BIND BNODE BOUND BY CEIL COALESCE CONCAT CONSTRUCT
    CONTAINS COUNT DATATYPE DAY DESC DESCRIBE DISTINCT ENCODE_FOR_URI EXISTS FALSE FILTER
    FLOOR FROM GRAPH GROUP GROUP_CONCAT HAVING HOURS IF IN IRI ISBLANK ISIRI ISLITERAL
    ISNUMERIC ISURI LANG LANGMATCHES LCASE LIMIT MAX MD5 MIN MINUS MINUTES MONTH NAMED NOT
    NOW OFFSET OPTIONAL ORDER PREFIX RAND REDUCED REGEX REPLACE ROUND SAMETERM SAMPLE
    SECONDS SELECT SEPARATOR SHA1 SHA256 SHA384 SHA512 STR STRAFTER STRBEFORE STRDT
    STRENDS STRLANG STRLEN STRSTARTS STRUUID SUBSTR SUM TIMEZONE TRUE TZ UCASE UNDEF UNION
    URI UUID VALUES WHERE YEAR
    """.split()
)


@lru_cache(maxsize=8)
def _tokens(query: str) -> tuple[re.Match[str], ...]:
    """The tokens of a query, comments aside; remembered, since several questions are put to the same text."""
    return tuple(match for match in _TOKEN.finditer(query) if match["comment"] is None)


def guard(query: str) -> None:
    """Refuse what would reach out of the graph, or bring the engine down.

    :raises QueryError: the query has ``SERVICE``, is too large or nested too deep, or
        uses an unknown prefix.
    """
    tokens = _tokens(query)
    declared = PREFIXES.keys() | _declared(tokens).keys() | {"_"}
    depth = operators = 0
    for token in tokens:
        # The engine needs no space before or after a keyword, so any word that holds it counts.
        if "SERVICE" in (token["word"] or token["prefix"] or "").upper():
            raise QueryError(
                "SERVICE is not allowed: a query never leaves this machine.",
                "Ask the other endpoint by itself and join the answers afterwards.",
            )
        if token["prefix"] and token["prefix"] not in declared:
            error = unknown("prefix", token["prefix"], declared - {"_"})
            raise QueryError(f"{error.message[:-1]} in the query.", error.hint)
        depth += bool(token["open"]) - bool(token["close"])
        operators += bool(token["operator"])
        if depth > _MAX_DEPTH:
            raise QueryError(f"The query is nested more than {_MAX_DEPTH} levels deep.")
    if len(tokens) > _MAX_TOKENS or operators > _MAX_OPERATORS:
        raise QueryError("The query is too large.", "Ask in parts, or put the values into a file of data.")


def _declared(tokens: Sequence[re.Match[str]]) -> dict[str, str]:
    """The prefixes that a query declares, with their namespaces."""
    found = {}
    for keyword, name, iri in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if keyword.group().upper() == "PREFIX" and name["curie"] and iri["iri"]:
            found[name["prefix"] or ""] = iri["iri"][1:-1]
    return found


def names(query: str) -> set[str]:
    """The IRIs that a query mentions, prefixes expanded."""
    tokens = _tokens(query)
    prefixes = {**PREFIXES, **_declared(tokens)}
    found = set()
    for token in tokens:
        if token["iri"]:
            found.add(token["iri"][1:-1])
        elif token["local"] and (token["prefix"] or "") in prefixes:
            found.add(prefixes[token["prefix"] or ""] + token["local"].rstrip("."))
    return found - set(prefixes.values())


def names_graphs(query: str) -> bool:
    """Whether a query asks which named graph states something, or only one of them."""
    # The engine needs no space before or after a keyword, so any word that holds it counts.
    words = ((token["word"] or token["prefix"] or "").upper() for token in _tokens(query))
    return any("GRAPH" in word or "FROM" in word for word in words)


def chooses_graphs(query: str) -> bool:
    """Whether a query says itself, by FROM, which graphs it is put to."""
    return any("FROM" in (token["word"] or token["prefix"] or "").upper() for token in _tokens(query))


def declaring(query: str) -> str:
    """The query with a declaration of each prefix of rusgraf that it uses without one.

    >>> declaring("ASK { actor:fo a ?class }")
    'PREFIX actor: <https://w3id.org/rusgraf/id/actor/> ASK { actor:fo a ?class }'
    """
    tokens = _tokens(query)
    used = {token["prefix"] for token in tokens if token["prefix"]} - _declared(tokens).keys()
    return "".join(f"PREFIX {each}: <{PREFIXES[each]}> " for each in PREFIXES if each in used) + query


def parameters(query: str) -> set[str]:
    """The names of the ``$parameters`` in a query."""
    return {token["parameter"] for token in _tokens(query) if token["parameter"]}


def bind(query: str, terms: Mapping[str, NamedNode | Literal]) -> str:
    r"""Fill the ``$name`` parameters of a query with RDF terms.

    Tokens inside strings, IRIs and comments are left alone, and a term is written
    by its own serialiser, so a value can never change the structure of the query.
    A parameter without a term stays what it is in SPARQL: a variable.

    :raises UsageError: a term has no parameter of its name in the query.

    >>> bind("SELECT ?x { ?x ?p $y }", {"y": Literal('"')})
    'SELECT ?x { ?x ?p "\\"" }'
    """
    surplus = set(terms) - parameters(query)
    if surplus:
        raise UsageError(f"The query has no parameter ${min(surplus)}.")

    parts = []
    end = 0
    for token in _tokens(query):
        if token["parameter"] in terms:
            parts += [query[end : token.start()], str(terms[token["parameter"]])]
            end = token.end()
    return "".join(parts) + query[end:]


def syntax_error(query: str, error: SyntaxError) -> QueryError:
    """The engine's complaint about a query, made useful: the line, a caret, a suggestion.

    The engine only says how far it came, so a misspelt keyword or a bracket that is
    never closed is looked for first.
    """
    open_brackets = []
    for token in _tokens(query):
        word = token["word"]
        if word and word.upper() in _UPDATES:
            return QueryError(f"{word.upper()} is an update; a query only reads.")
        if word and not word.startswith("@") and word.upper() not in _WORDS:
            close = nearest(word, _WORDS, 1)
            hint = f"Did you mean {close[0]}?" if close else ""
            return _misfit(query, f"{word!r} is not a word of SPARQL", token.start(), hint)
        if token["quote"]:
            return _misfit(query, "the text that begins here is never closed", token.start())
        if token["open"]:
            open_brackets.append(token)
        elif token["close"] and open_brackets:
            open_brackets.pop()
        elif token["close"]:
            return _misfit(query, f"{token.group()} closes nothing", token.start())
    if open_brackets:
        token = open_brackets[-1]
        return _misfit(query, f"{token.group()} is never closed", token.start())
    match = _POSITION.match(str(error))
    if not match:
        return QueryError(f"The query is not valid SPARQL: {error}")
    reached = _offset(query, int(match[1]), int(match[2]))
    begun = [token.start() for token in _tokens(query) if token.start() <= reached]
    return _misfit(query, "it goes wrong here, or just before", begun[-1] if begun else 0)


def _misfit(query: str, message: str, offset: int, hint: str = "") -> QueryError:
    line = query.count("\n", 0, offset) + 1
    column = offset - query.rfind("\n", 0, offset)
    shown = excerpt(query, line, column)
    return QueryError(f"The query is not valid SPARQL, line {line}: {message}.\n{shown}", hint)


def _offset(query: str, line: int, column: int) -> int:
    return sum(len(each) + 1 for each in query.split("\n")[: line - 1]) + column - 1
