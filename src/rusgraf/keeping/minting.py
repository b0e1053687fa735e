"""What a submission left open, filled in: its header, who made it, and names for what has none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import count
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, Triple

from rusgraf import turtle
from rusgraf.directory.history import ORCID, agent
from rusgraf.errors import UsageError
from rusgraf.files import BLANK
from rusgraf.terms import BASE, PREFIXES, RDF_TYPE, Term, rg

GRAPHS: Final = f"{BASE}graph/"
#: What is submitted without a licence, is so on the terms of the data that it joins.
LICENCE: Final = NamedNode("https://creativecommons.org/licenses/by/4.0/")
_ORCID = re.compile(r"(?:https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])\Z")
_DCTERMS = PREFIXES["dcterms"]
_TITLE = {"nb": "Innsendingen {}", "en": "Submission {}"}


def submitter(by: str) -> str:
    """Who submits, as the log has it: a name, or an ORCID iD as an IRI.

    :raises UsageError: there is no name, it cannot be printed, or the iD has a wrong digit.
    """
    by = _printed(by)
    if not by:
        raise UsageError(
            "Say who does it.", "A name or an ORCID iD: --by NAME, or RUSGRAF_BY in the environment."
        )
    found = _ORCID.match(by)
    if not found:
        return by
    if _check_digit(found[1].replace("-", "")[:-1]) != found[1][-1]:
        raise UsageError(f"{found[1]} is no ORCID iD: its last digit does not fit.")
    return ORCID + found[1]


def reason(why: str) -> str:
    """Why something is done, as the log has it: on one line.

    :raises UsageError: it cannot be printed.
    """
    return _printed(why)


def _printed(text: str) -> str:
    """A text for the log, which people read on terminals: on one line, and without what steers them."""
    text = " ".join(text.split())
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in text):
        raise UsageError(f"{text!r} has characters that cannot be printed.", "Leave them out.")
    return text


def _check_digit(digits: str) -> str:
    """The last digit of an ORCID iD, by ISO 7064, MOD 11-2."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    last = (12 - total % 11) % 11
    return "X" if last == 10 else str(last)  # noqa: PLR2004


def header(id: str, by: str, day: date) -> str:
    """The header of a submission that came without one, as N-Triples."""
    graph, maker = NamedNode(GRAPHS + id), agent(by)
    name = id.rpartition("/")[2]
    titles = (Literal(text.format(name), language=language) for language, text in _TITLE.items())
    labels = (Literal(by.removeprefix(ORCID), language=language) for language in _TITLE)
    issued = Literal(day.isoformat(), datatype=NamedNode(PREFIXES["xsd"] + "date"))
    return turtle.ntriples(
        [
            Triple(graph, RDF_TYPE, rg("Submission")),
            *(Triple(graph, NamedNode(f"{_DCTERMS}title"), title) for title in titles),
            Triple(graph, NamedNode(f"{_DCTERMS}creator"), maker),
            Triple(graph, NamedNode(f"{_DCTERMS}issued"), issued),
            Triple(graph, NamedNode(f"{_DCTERMS}license"), LICENCE),
            Triple(maker, RDF_TYPE, NamedNode(PREFIXES["prov"] + "Agent")),
            *(Triple(maker, NamedNode(f"{PREFIXES['rdfs']}label"), label) for label in labels),
        ]
    )


def named(quads: Iterable[Quad], id: str) -> Sequence[Quad]:
    """Statements in which what has no name is called after the submission, in the order in which it comes."""
    stem = f"{BLANK}{id.replace('/', '-')}-"
    quads = list(quads)
    terms = dict.fromkeys(term for quad in quads for term in (quad.subject, quad.object))
    nameless = [term for term in terms if isinstance(term, NamedNode) and term.value.startswith(BLANK)]
    free = (name for number in count(1) if (name := NamedNode(f"{stem}{number}")) not in terms)
    names: dict[Term, NamedNode] = {term: next(free) for term in nameless if not term.value.startswith(stem)}
    return [
        Quad(names.get(q.subject, q.subject), q.predicate, names.get(q.object, q.object), q.graph_name)
        for q in quads
    ]
