"""Mistakes within words: in texts, addresses and names."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final
from urllib.parse import quote

from rusgraf.spans import declarations
from rusgraf.syntax.case import Answer, Case, shown
from rusgraf.terms import PREFIXES, nearest

_CURLY: Final = "“”„‟«»‘’‚‛‹›`´"
_DIRECTIVES: Final = ("@prefix", "@base")
_SCHEMES: Final = ("http", "https", "ftp", "mailto", "urn", "doi", "file")
_BARE: Final = re.compile(r"[^\s\"'<>;,\])]*[^\s\"'<>;,\]).]")
#: From how many letters on a likeness says something.
_LONG: Final = 3
_CONFLICT: Final = re.compile(r"<{7}|={7}|>{7}")
_TAG: Final = re.compile(r"@[\w-]*")
_UNDECLARED: Final = re.compile(r"The prefix (.*?): has not been declared")
_NUMBER: Final = re.compile(r"[+-]?[\d.,:/-]*\d(?: \d{3})*[^\W\d_]*%?")
#: The rest of a name that a character within it cuts off.
_PART: Final = re.compile(r"[\w\u2010-\u2015-]+(?![\w:])")
_DASHES: Final = dict.fromkeys(range(0x2010, 0x2016), "-")
_DATE: Final = re.compile(r"\d{4}-\d\d(?:-\d\d)?(?!\d)")


def conflict(case: Case) -> Answer | None:
    """The marks that git leaves."""
    start = max(case.text.rfind("\n", 0, case.start), case.text.rfind("\r", 0, case.start)) + 1
    if _CONFLICT.match(case.text, start):
        return case.between("conflict", start, case.line_end(start))
    return None


def texts(case: Case) -> Answer | None:
    """Quotation marks, what is between them, and the language or datatype after them."""
    mark = case.text[case.start : case.start + 1]
    opening = next((token for token in case.before if token.kind == "other"), None)
    if opening and opening.text in "\"'":
        return _open(case, opening.start)
    if mark and mark in "\"'" and "end of file" in case.said:
        return _inner(case) or _open(case, case.start)
    if mark and mark in _CURLY:
        return case.between("curly", case.start, case.start + 1)
    last = case.last()
    inside = last.kind in ("string", "iri") and last.start < case.start < last.end
    if "escape" in case.said and inside:
        if "sequence" in case.said:
            return case.here("hex")
        if last.kind == "string":
            return case.here("backslash")
        return case.between("iri-character", case.start, case.start + 1, suggestion="%5C")
    return _inner(case) or _suffix(case)


#: A character as web pages write it.
_ENTITY: Final = re.compile(r"&(?:lt|gt|amp|quot|apos);")
#: A language tag without its @, behind a text; and one that a text has swallowed, with what comes behind it.
_BARE_TAG: Final = re.compile(r"(?:nb|nn|no|en)(?:-[A-Z]{2})?(?=\s*[,;.\]])")
_TAG_WITHIN: Final = re.compile(r"\S@(?:nb|nn|no|en)(?:-[A-Z]{2})?\s*[,;.\]]")


def _open(case: Case, start: int) -> Answer:
    mark = case.text[start]
    end = case.line_end(start)
    if case.text.startswith(3 * mark, start):
        return case.between("open-text", start, end, word=3 * mark)
    curly = next((index for index in range(start, end) if case.text[index] in "“”»"), None)
    if curly is not None:
        return case.between("curly-end", curly, curly + 1)
    goes_on = mark in case.text[end:] and "Line jumps" in case.said
    return case.between("line-break" if goes_on else "open-text", start, end, word=mark)


def _inner(case: Case) -> Answer | None:
    """A text that ends where a word follows without a space was not meant to end."""
    last, begins = case.last(), case.text[case.start : case.start + 1]
    if last.kind != "string" or last.end != case.start:
        return None
    if tag := _BARE_TAG.match(case.text, case.start):
        return case.between("language-at", tag.start(), tag.end(), suggestion=f"@{tag[0]}")
    if _TAG_WITHIN.search(last.text):
        # It took in all up to where the next text begins.
        return case.between("open-text", last.start, last.start + 1, word=last.text[0])
    if begins.isalnum() or begins in ("'", '"'):
        return case.between("inner-quote", last.end - 1, last.end, word=last.text[-1])
    return None


def _suffix(case: Case) -> Answer | None:
    last, token = case.last(), case.next()
    if last.kind == "tag" and last.end == case.start and token.text.startswith("_"):
        match = _TAG.match(case.text, last.start)
        assert match
        language = match[0].partition("_")[0]
        return case.between("language-underscore", match.start(), match.end(), suggestion=language)
    if case.text[case.start - 1 : case.start] == "@" and ("subtag" in case.said or "language" in case.said):
        match = _TAG.match(case.text, case.start - 1)
        assert match
        return case.between("language", match.start(), match.end())
    if last.kind == "string" and token.kind == "word" and re.fullmatch(r"[a-z]{2}(-[A-Z]+)?", token.text):
        return case.at(token, "language-at", suggestion=f"@{token.text}")
    if (
        token.kind == "tag"
        and token.text not in _DIRECTIVES
        and last.kind in ("number", "word", "name", "iri")
        and case.expected == "mark"
    ):
        return case.at(token, "language-number")
    if case.expected == "datatype" and not _UNDECLARED.match(case.said):
        return case.here("datatype")
    if token.text == "^":
        return case.at(token, "one-caret")
    if token.text == "^^" and last.kind in ("number", "word"):
        datatype = case.next(1)
        written = datatype.text if datatype.kind in ("name", "iri") else "xsd:…"
        end = datatype.end if written == datatype.text else token.end
        return case.between("bare-typed", last.start, end, suggestion=f'"{last.text}"^^{shown(written)}')
    return None


def addresses(case: Case) -> Answer | None:
    """Addresses between < and >, or without them."""
    written = case.text[case.start : case.end]
    if not written.startswith("<"):
        return None
    line_end = case.line_end(case.start)
    if written.startswith("<!--"):
        return case.between("comment", case.start, case.start + 4)
    closing = case.text.find(">", case.start, line_end)
    again = case.text.find("<", case.start + 1, line_end)
    if closing < 0 or (0 <= again < closing):
        return case.between("iri-open", case.start, line_end)
    if match := re.search(r"IRI code point '(.+)'", case.said):
        character = re.sub(r"^\\(?=.)", "", match[1])
        place = case.text.find(character, case.start)
        if character == " ":
            return case.between("iri-space", place, place + 1)
        return case.between("iri-character", place, place + 1, suggestion=quote(character, safe=""))
    if "percent encoding" in case.said:
        found = re.compile("%(?![0-9A-Fa-f]{2})").search(case.text, case.start, closing)
        start = found.start() if found else case.start
        return case.between("iri-percent", start, start + 1)
    if "No scheme" in case.said:
        return case.here("iri-relative")
    return case.here("iri-invalid") if "valid" in case.said or "IRI" in case.said else None


def names(case: Case) -> Answer | None:
    """Prefixes that are not declared, and characters that do not belong in a name."""
    if match := _UNDECLARED.match(case.said):
        return _undeclared(case, match[1])
    token, last = case.next(), case.last()
    if "blank node ID" in case.said:
        return case.here("blank-label")
    if "escape" in case.said:
        return _escape(case)
    if case.next(1).text == "=":
        return case.at(case.next(1), "equals")
    if case.text.startswith("www.", case.start) or (
        case.expected == "directive" and token.text.partition(":")[0] in _SCHEMES
    ):
        return _bare(case)
    if (last.kind == "number" and last.end == case.start) or {last.kind, token.kind} == {"number"}:
        return _number(case)
    character = case.text[case.start : case.start + 1]
    if character and (token.kind in ("other", "") or unicodedata.category(character) == "Cf"):
        return _character(case, character)
    if token.text == "(" and last.kind == "name" and last.end == case.start:
        return case.at(token, "character")
    return None


def _undeclared(case: Case, prefix: str) -> Answer:
    if prefix in _SCHEMES:
        return _bare(case)
    end = case.start + len(prefix) + 1
    word = f"{prefix}:"
    later = [found for found in declarations(case.text) if found.prefix == prefix]
    if later:
        line = str(case.lines.place(later[0].span[0])[0])
        return case.between("prefix-later", case.start, end, word=word, line=line)
    if prefix in PREFIXES:
        suggestion = f"@prefix {prefix}: <{PREFIXES[prefix]}> ."
        return case.between("prefix-known", case.start, end, word=word, suggestion=suggestion)
    declared = [found.prefix for found in declarations(case.text)]
    near = nearest(prefix, declared, 1) or nearest(prefix, PREFIXES, 1)
    if near and len(prefix) >= _LONG:
        return case.between("prefix-near", case.start, end, word=word, suggestion=f"{near[0]}:")
    return case.between("prefix-unknown", case.start, end, word=word)


def _bare(case: Case) -> Answer:
    match = _BARE.match(case.text, case.start)
    end = match.end() if match else case.end
    written = case.text[case.start : end]
    whole = f"https://{written}" if written.startswith("www.") else written
    return case.between("iri-bare", case.start, end, suggestion=f"<{shown(whole)}>")


def _number(case: Case) -> Answer | None:
    start = case.last().start
    if match := _DATE.match(case.text, start):
        datatype = "date" if match[0].count("-") > 1 else "gYearMonth"
        suggestion = f'"{match[0]}"^^xsd:{datatype}'
        return case.between("bare-date", start, match.end(), suggestion=suggestion)
    match = _NUMBER.match(case.text, start)
    if match and match.end() > case.start:
        return case.between("number", start, match.end())
    return None


def _escape(case: Case) -> Answer:
    """In a name, what follows % or a backslash."""
    start = case.text.find("%" if "%" in case.said.rpartition("found ")[2] else "\\", case.start - 1)
    if case.text[start] == "%":
        return case.between("iri-percent", start, start + 1)
    return case.between("name-backslash", start, start + 2)


def _character(case: Case, character: str) -> Answer:
    last, start = case.last(), case.start
    if case.text.startswith(("//", "/*"), start):
        return case.between("comment", start, start + 2)
    if character == "=":
        return case.between("equals", start, start + 1)
    if character in "?$" and last.end < start:
        match = re.compile(r".\w*").match(case.text, start)
        assert match
        return case.between("variable", start, match.end())
    within = last.kind == "name" and last.end == start
    if within and unicodedata.category(character) == "Pd":
        rest = _PART.match(case.text, start + 1)
        word = f"{last.text}-{rest[0] if rest else ''}"
        return case.between("dash", start, start + 1, suggestion=shown(word.translate(_DASHES)))
    if within and unicodedata.category(character) == "Cf" and _PART.match(case.text, start + 1):
        return case.between("invisible-name", start, start + 1, word=f"U+{ord(character):04X}")
    if unicodedata.category(character) in ("Cf", "Cc", "Zs", "Zl", "Zp"):
        return case.between("invisible", start, start + 1, word=f"U+{ord(character):04X}")
    belongs = within and character in "~!$&'*+,=/?#@%"
    if entity := _ENTITY.match(case.text, start):
        return case.between("entity", *entity.span(), suggestion=html.unescape(entity[0]))
    return case.between("character" if belongs else "stray", start, start + 1)
