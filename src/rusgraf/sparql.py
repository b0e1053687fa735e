"""SPARQL as text: its tokens, what it mentions, what it may not do, and binding.

Nothing here runs a query, so it serves any engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode

from rusgraf.errors import QueryError, UsageError, excerpt
from rusgraf.terms import PREFIXES, nearest, unknown

_TOKEN = re.compile(
    r'''
    (?P<string> """(?:[^"\\]|\\.|"(?!""))*""" | \'\'\'(?:[^'\\]|\\.|'(?!\'\'))*\'\'\'
              | "(?:[^"\\\n]|\\.)*"          | '(?:[^'\\\n]|\\.)*' )
  | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*> )
  | (?P<comment> \#[^\n]* )
  | \$(?P<parameter> [A-Za-z_]\w* )
  | (?P<variable> \?\w+ )
  | (?P<curie> (?P<prefix>[A-Za-z][\w.-]*)?:(?P<local>[\w.:%-]*) )
  | (?P<word> @?[A-Za-z_]\w* )
  | (?P<open> [({\[] )
  | (?P<close> [)}\]] )
  | (?P<quote> ["'] )
    ''',
    re.VERBOSE | re.DOTALL,
)

#: Deeper nesting than any question needs; far below where the engine would crash.
_MAX_DEPTH = 100

_POSITION = re.compile(r"error at (\d+):(\d+):")

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


def _tokens(query: str) -> Iterator[re.Match[str]]:
    return (match for match in _TOKEN.finditer(query) if match["comment"] is None)


def guard(query: str) -> None:
    """Refuse what would reach out of the graph, or bring the engine down.

    :raises QueryError: the query has ``SERVICE``, is nested too deep, or uses an
        unknown prefix.
    """
    declared = set(PREFIXES)
    previous = ""
    depth = 0
    for token in _tokens(query):
        if token["word"] and token["word"].upper() == "SERVICE":
            raise QueryError(
                "SERVICE is not allowed: a query never leaves this machine.",
                "Ask the other endpoint by itself and join the answers afterwards.",
            )
        if token["open"]:
            depth += 1
            if depth > _MAX_DEPTH:
                raise QueryError(f"The query is nested more than {_MAX_DEPTH} levels deep.")
        elif token["close"]:
            depth -= 1
        elif token["prefix"]:
            if previous.upper() == "PREFIX":
                declared.add(token["prefix"])
            elif token["prefix"] not in declared and token["prefix"] != "_":
                error = unknown("prefix", token["prefix"], declared)
                raise QueryError(f"{error.message[:-1]} in the query.", error.hint)
        previous = token.group()


def names(query: str) -> set[str]:
    """The IRIs that a query mentions, known prefixes expanded."""
    found = set()
    for token in _tokens(query):
        if token["iri"]:
            found.add(token["iri"][1:-1])
        elif token["prefix"] in PREFIXES and token["local"]:
            found.add(PREFIXES[token["prefix"]] + token["local"].rstrip("."))
    return found


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

    def fill(match: re.Match[str]) -> str:
        name = match["parameter"]
        return str(terms[name]) if name in terms else match.group()

    return _TOKEN.sub(fill, query)


def syntax_error(query: str, error: SyntaxError) -> QueryError:
    """The engine's complaint about a query, made useful: the line, a caret, a suggestion.

    The engine only says how far it came, so a misspelt keyword or a bracket that is
    never closed is looked for first.
    """
    open_brackets = []
    for token in _tokens(query):
        word = token["word"]
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
