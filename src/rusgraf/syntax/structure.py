"""Mistakes between words: dots, commas, brackets, and what stands where something else belongs."""

from __future__ import annotations

import re
from typing import Final

from rusgraf.syntax.case import Answer, Case, shown
from rusgraf.terms import BASE, PREFIXES, nearest
from rusgraf.tokens import Token

_QUERIES: Final = ("select", "ask", "construct", "describe", "insert", "delete", "where", "filter")
_CLOSING: Final = {"[": "]", "(": ")", "{": "}"}
_SEPARATORS: Final = (",", ";")
#: What begins like this is no property, but for the measures.
_VALUES: Final = tuple(BASE + part for part in ("id/", "code/", "topic/"))
_CODES: Final = (f"{BASE}code/", f"{BASE}topic/")
#: Where a word begins within the name of a property.
_KINDS: Final = re.compile(r"(?<=[a-z])([A-Z])")


def directives(case: Case) -> Answer | None:
    """Declarations of prefixes and of the base."""
    token, last = case.next(), case.last()
    if "keyword should be followed" in case.said or "declaration should be" in case.said:
        if "GRAPH" in case.said:
            return case.missing("graph-name")
        return case.here("directive-base" if "BASE" in case.said else "directive")
    if case.said.startswith("Anonymous"):
        return case.missing("graph-name")
    for opening in (case.last(3), case.last(2)):
        if last.kind == "iri" and opening.text.lower() in ("@prefix", "prefix", "@base", "base"):
            if token.text == ".":
                word = opening.text
                return case.at(token, "sparql-dot", word=word, suggestion=word.lower())
            return case.missing("directive-dot", word=opening.text)
    if token.kind == "tag" and case.expected == "subject":
        near = nearest(token.text[1:], ("prefix", "base"), 1)
        return case.at(token, "directive-word", suggestion=f"@{near[0]}") if near else None
    return None


def punctuation(case: Case) -> Answer | None:
    """Signs that are missing, superfluous or taken for another."""
    token, last = case.next(), case.last()
    if token.text == "~" and case.expected in ("value", "item") and case.next(1).kind == "number":
        return case.at(token, "about-number", suggestion=case.next(1).text)
    if "<<" in case.text[case.start : case.end + 1] or token.kind == "triple" or last.kind == "triple":
        return case.here("triple-term")
    for rule in (_wrong_end, _list, _braces, _superfluous):
        if answer := rule(case):
            return answer
    if case.expected == "mark":
        return _after_value(case)
    if not token.text:
        return _unfinished(case)
    return None


def _wrong_end(case: Case) -> Answer | None:
    """A block that ends with a semicolon, or goes on after a dot, is only noticed two words later."""
    for index in (2, 3):
        mark, word = case.last(index), case.last(index - 1)
        if word.kind not in ("name", "iri") or case.line(mark) == case.line(word):
            continue
        margin = case.begins_line(word)
        if mark.text == ";" and margin and (index == 3 or case.next().text == "a"):  # noqa: PLR2004
            return case.at(mark, "semicolon-for-dot", word=shown(word.text))
        fits = index == 3 or case.next().kind in ("string", "number")  # noqa: PLR2004
        if mark.text == "." and not margin and fits and case.expected in ("property", "value"):
            return case.at(mark, "dot-for-semicolon", word=shown(word.text))
        if mark.text == "," and index == 2 and case.next().kind not in ("mark", ""):  # noqa: PLR2004
            return case.at(mark, "comma-for-semicolon", word=shown(word.text))
    return None


def _list(case: Case) -> Answer | None:
    token = case.next()
    if case.expected != "item" or token.kind not in ("mark", ""):
        return None
    ahead = [later.text for later in case.coming() if later.text in ("(", ")", ".", "[", "]")]
    if token.text in _SEPARATORS and ahead[:1] == [")"]:
        return case.at(token, "list-separator")
    return _unclosed(case)


def _unclosed(case: Case) -> Answer:
    opening = case.brackets[-1]
    return case.missing(
        "missing-close",
        word=opening.text,
        suggestion=_CLOSING[opening.text],
        line=str(case.line(opening)),
    )


def _braces(case: Case) -> Answer | None:
    token = case.next()
    if token.text == "{":
        if case.brackets and case.words["format"] == "TriG":
            return _unclosed(case)
        return case.at(token, "graph-braces") if case.words["format"] == "Turtle" else None
    closes = token.text in _CLOSING.values()
    if closes and (not case.brackets or _CLOSING[case.brackets[-1].text] != token.text):
        return _unclosed(case) if case.brackets else case.at(token, "extra-close")
    return None


def _superfluous(case: Case) -> Answer | None:
    token, last, expected = case.next(), case.last(), case.expected
    if token.kind not in ("mark", "") or token.text in ("[", "("):
        return None
    if expected == "value":
        if last.text == ",":
            return case.at(last, "extra-comma")
        return _no_value(case)
    if expected == "property" and last.kind == "mark" and token.text in _SEPARATORS:
        return case.at(token, "extra-mark")
    if expected == "property" and last.kind != "mark" and token.text:
        return case.missing("missing-property")
    if expected == "subject" and token.text:
        return case.at(token, "extra-mark")
    return None


def _no_value(case: Case) -> Answer:
    """What was taken for a property is none: the word ``a`` before a class is missing, or a comma."""
    word, mark = case.last(), case.last(2)
    prefix, _, name = word.text.partition(":")
    if word.kind == "name" and name[:1].isupper():
        return case.at(word, "missing-a", word=shown(word.text), suggestion=f"a {shown(word.text)}")
    if mark.text == ";" and PREFIXES.get(prefix, "").startswith(_VALUES) and prefix != "measure":
        if case.last(3).text.partition(":")[0] == prefix:
            return case.at(mark, "semicolon-for-comma", word=shown(word.text))
        return case.at(word, "value-for-property", word=shown(word.text))
    return case.missing("missing-value")


def _after_value(case: Case) -> Answer | None:
    token = case.next()
    if not token.text:
        return _unfinished(case)
    opens = case.brackets and case.brackets[-1].text == "["
    if token.text == "." and opens:
        return _unclosed(case)
    if token.kind == "mark" and token.text not in ("[", "("):
        return None
    if token.kind == "word" and token.text not in ("a", "true", "false"):
        return terms(case) if token.text.lower() not in ("prefix", "base") else case.missing("missing-dot")
    ahead = _ahead(case)
    if not opens and (token.kind == "tag" or (ahead > 1 and ahead % 2)):
        return case.missing("missing-dot")
    return case.missing("missing-comma" if ahead == 1 else "missing-semicolon")


def _ahead(case: Case) -> int:
    """How many terms follow up to the next mark: a value, a property with its value, or a statement."""
    count = 0
    typed = False
    for token in case.coming():
        if token.text == "^^":
            typed = True
        elif token.kind == "mark":
            return count + (token.text in ("[", "("))
        elif token.kind != "tag":
            count += not typed
            typed = False
    return count


def _unfinished(case: Case) -> Answer | None:
    """The file ends in the middle of something."""
    if case.brackets:
        return _unclosed(case)
    if case.expected == "mark":
        return case.missing("missing-dot-end")
    begun = [each for each in case.before if each.kind in ("name", "iri") and case.begins_line(each)]
    return case.missing("unfinished", word=shown(begun[-1].text)) if begun else None


def terms(case: Case) -> Answer | None:
    """A word of one kind where one of another belongs."""
    token, expected = case.next(), case.expected
    if not token.text:
        return _unfinished(case)
    if expected == "property":
        return _property(case, token)
    if expected == "subject":
        if token.text.lower() in _QUERIES:
            return case.at(token, "like-sparql")
        return case.at(token, "wrong-subject", word=shown(token.text))
    if token.kind != "word":
        return None
    small = token.text.lower()
    if token.text == "a":
        return case.at(token, "a-value")
    if small in ("true", "false"):
        return case.at(token, "small-letters", suggestion=small)
    if small in ("null", "none", "nil"):
        return case.at(token, "null")
    list_name = _KINDS.sub(r"-\1", case.last().text.rpartition(":")[2]).lower()
    if PREFIXES.get(list_name, "").startswith(_CODES):
        # The property and the list of its codes are called the same.
        return case.at(token, "bare-code", suggestion=f"{list_name}:{shown(token.text)}")
    return case.at(token, "bare-word", suggestion=f'"{shown(token.text)}"')


def _property(case: Case, token: Token) -> Answer:
    last = case.last()
    if token.kind == "word" and token.text.lower() in ("a", "is", "is-a", "isa", "type", "er"):
        return case.at(token, "a-word")
    if token.kind == "word" and last.kind == "name":
        return case.at(token, "name-space", suggestion=shown(last.text))
    return case.at(token, "wrong-property", word=shown(token.text))


def lines(case: Case) -> Answer | None:
    """Mistakes of N-Triples and N-Quads, with their one statement a line."""
    token = case.next()
    if "followed by a dot" in case.said:
        if (
            case.words["format"] == "N-Triples"
            and token.kind in ("iri", "label")
            and not case.begins_line(token)
        ):
            return case.at(token, "lines-graph")
        return case.missing("lines-dot")
    if "Only a single" in case.said:
        return case.here("lines-one")
    if "line jumps" in case.said:
        return case.missing("lines-broken")
    wrong = token.kind == "label" and case.expected == "property"
    if wrong or token.kind in ("name", "word", "tag") or token.text in _SEPARATORS:
        return case.at(token, "lines-short")
    if case.expected == "value" and token.text:
        return case.at(token, "lines-value")
    if token.kind == "string" and case.expected in ("subject", "property"):
        return case.at(token, "wrong-subject" if case.expected == "subject" else "wrong-property")
    return None if token.text else case.missing("lines-dot")
