"""Submissions made up by chance: examples put together, bent and renamed, each out of a seed.

The same seed gives the same submission, so that a difference found once can be looked at again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

import rusgraf
from rusgraf import files, places
from rusgraf.terms import BASE, PREFIXES, RDF_TYPE, Term, rg

ROOT: Final = Path(__file__).parents[2]
SUBMISSIONS: Final = (ROOT / "docs/example/submission.ttl", ROOT / "tests/submissions/good.ttl")

Bend = Callable[[list[Triple], Random], list[Triple]]

_TEXTS: Final = [
    *(
        "",
        " ",
        "\u00a0",
        "\u200b",
        "\n\t",
        "\u3000",
        "\ufeff",
        "\u0085",
        "\u202eabc",
        "\U0001f600",
        "e\u0301",
    ),
    *(
        "x" * 5000,
        'a "quoted" \\ text',
        "line\nbreak",
        "\u2028",
        "\U0010ffff",
        "\x7f",
        "\x01",
        "æøå ÆØÅ",
        "İ",
    ),
]
_LANGUAGES: Final = "nb nn en sv no nb-NO en-GB x-any i-klingon zh-Hant-TW".split()
_NUMBERS: Final = [
    *(
        "",
        "0",
        "-0",
        "5",
        "-5",
        "+5",
        "007",
        "5.",
        ".5",
        "5,0",
        "5.0",
        "1e3",
        "INF",
        "NaN",
        "1_000",
        "٣",
        "0x10",
    ),
    *(" 5", "5 ", "5\n", "99999999999", "9999999999", "12345678901234567890", "0.1234567891", "three"),
]
_NUMERIC: Final = "integer decimal double float string int nonNegativeInteger boolean".split()
_DATES: Final = [
    *(
        "2019",
        "2019-06",
        "2019-06-10",
        "2019-02-30",
        "2019-02-29",
        "2019-13-01",
        "2019-13",
        "2019-00-00",
        "19",
    ),
    *(
        "2019-1-1",
        "2019-06-10Z",
        "2019-06-10+02:00",
        "2019Z",
        " 2019",
        "2019\n",
        "-2019",
        "12019",
        "0000",
        "",
    ),
    *("2019-06-10T00:00:00", "10.06.2019", "June 2019", "3019", "20190610", "٢٠١٩"),
]
_DATED: Final = "date gYear gYearMonth dateTime string".split()
_IRIS: Final = [
    *("https://example.org/æøå", "https://example.org/a%20b", "mailto:x@example.org", "urn:x:y", "http://x"),
    *("https://example.org/it's(1)", "HTTPS://EXAMPLE.ORG/", "javascript:alert(1)", "file:///etc/hosts"),
    *(
        "https://doi.org/10.1000/abc",
        "https://doi.org/10.1/x",
        "http://dx.doi.org/10.1000/x",
        "doi:10.1000/1",
    ),
    *("https://example.org/\U0001f600", "https://example.org/?q=a&b=c#d", f"{BASE}id/claim/nobody"),
    *(f"{BASE}code/stance/nods", f"{PREFIXES['rg']}Clam", f"{BASE}topic/nothing", "https://EXAMPLE.org/x"),
]


def mutant(seed: int) -> list[Triple]:
    """The submission of a seed: some examples, bent up to five times, under names of its own."""
    random = Random(seed)
    triples = list(dict.fromkeys(t for _ in range(random.choice((1, 1, 2, 3))) for t in _example(random)))
    for _ in range(random.choice((0, 1, 1, 2, 3, 5))):
        if triples:
            triples = random.choice(_BENDS)(triples, random)
    return _renamed(triples, seed)


def _example(random: Random) -> tuple[Triple, ...]:
    examples = _examples()
    return examples[random.randrange(len(examples))]


@cache
def _examples() -> tuple[tuple[Triple, ...], ...]:
    """The valid examples, each with what the shipped graph says of the things that it refers to."""
    shapes = sorted((ROOT / "tests/shapes").glob("*/valid/*.ttl"))
    own = [tuple(quad.triple for quad in files.read(path).quads) for path in (*shapes, *SUBMISSIONS)]
    return tuple(tuple(dict.fromkeys((*example, *_around(example)))) for example in own)


def _around(example: tuple[Triple, ...]) -> list[Triple]:
    """What is said of the things that an example refers to, and of those that they refer to."""
    found: list[Triple] = []
    reached: set[Term] = {triple.object for triple in example}
    seen: set[Term] = {triple.subject for triple in example}
    while reached - seen:
        new = [triple for triple in _shipped() if triple.subject in reached - seen]
        seen |= reached
        found += new
        reached = {triple.object for triple in new}
    return found


@cache
def _shipped() -> tuple[Triple, ...]:
    return tuple(sorted({quad.triple for quad in rusgraf.open().quads("data")}, key=str))


@cache
def ontology() -> frozenset[Triple]:
    """The statements of the ontology: what every submission is seen beside."""
    return frozenset(
        quad.triple for path in places.ontology_files() for quad in files.read_trusted(path).quads
    )


@cache
def _vocabulary(predicate: NamedNode) -> tuple[Term, ...]:
    """The things of the ontology that some statement with this predicate is about, in order."""
    return tuple(sorted({triple.subject for triple in ontology() if triple.predicate == predicate}, key=str))


def _renamed(triples: list[Triple], seed: int) -> list[Triple]:
    """The triples with names of their own, so that many submissions can stand in one graph."""
    kept = {triple.subject for triple in ontology()}
    own = {triple.subject for triple in triples} - kept

    def name(term: Term) -> Term:
        return NamedNode(f"{term.value}-m{seed}") if isinstance(term, NamedNode) and term in own else term

    return [Triple(name(t.subject), t.predicate, name(t.object)) for t in triples]  # type: ignore[arg-type]


def _literal(random: Random) -> Literal:
    match random.randrange(3):
        case 0:
            return _text(random)
        case 1:
            return Literal(
                random.choice(_NUMBERS), datatype=NamedNode(PREFIXES["xsd"] + random.choice(_NUMERIC))
            )
        case _:
            return Literal(random.choice(_DATES), datatype=NamedNode(PREFIXES["xsd"] + random.choice(_DATED)))


def _text(random: Random) -> Literal:
    text = random.choice(_TEXTS)
    return Literal(text, language=random.choice(_LANGUAGES)) if random.random() < 0.7 else Literal(text)


def _any(triples: list[Triple], random: Random) -> Term:
    """A thing, a literal, a class, a code, an IRI: whatever may stand where it should not."""
    match random.randrange(5):
        case 0:
            return random.choice(triples).subject
        case 1:
            return _literal(random)
        case 2:
            return random.choice(_vocabulary(NamedNode(PREFIXES["skos"] + "inScheme")))
        case 3:
            return random.choice(_vocabulary(NamedNode(PREFIXES["rdfs"] + "subClassOf")))
        case _:
            return NamedNode(random.choice(_IRIS))


def _with_object(triple: Triple, value: Term) -> Triple:
    return Triple(triple.subject, triple.predicate, value)


def _put(triples: list[Triple], at: int, triple: Triple) -> list[Triple]:
    return [*triples[:at], triple, *triples[at + 1 :]]


def _at(triples: list[Triple], random: Random, *kinds: type) -> int:
    """The place of a statement, of one with such an object where there is any."""
    fitting = [index for index, triple in enumerate(triples) if isinstance(triple.object, kinds or object)]
    return random.choice(fitting or range(len(triples)))


def _dropped(triples: list[Triple], random: Random) -> list[Triple]:
    at = _at(triples, random)
    return triples[:at] + triples[at + 1 :]


def _doubled(triples: list[Triple], random: Random) -> list[Triple]:
    triple = triples[_at(triples, random)]
    alike = [other.object for other in triples if other.predicate == triple.predicate]
    value = random.choice(alike) if random.random() < 0.5 else _any(triples, random)
    return [*triples, _with_object(triple, value)]


def _another_value(triples: list[Triple], random: Random) -> list[Triple]:
    at = _at(triples, random)
    return _put(triples, at, _with_object(triples[at], _any(triples, random)))


def _another_literal(triples: list[Triple], random: Random) -> list[Triple]:
    """A literal of the same sort, but another one, or wrongly written."""
    at = _at(triples, random, Literal)
    old = triples[at].object
    if not isinstance(old, Literal):
        return triples
    if old.language:
        new = _text(random)
    elif old.value[:4].isdigit() and old.datatype.value.endswith(("date", "gYear", "gYearMonth")):
        same = random.random() < 0.5
        datatype = old.datatype if same else NamedNode(PREFIXES["xsd"] + random.choice(_DATED))
        new = Literal(random.choice(_DATES), datatype=datatype)
    elif old.datatype.value.endswith("string"):
        new = Literal(random.choice(_TEXTS))
    else:
        same = random.random() < 0.5
        datatype = old.datatype if same else NamedNode(PREFIXES["xsd"] + random.choice(_NUMERIC))
        new = Literal(random.choice(_NUMBERS), datatype=datatype)
    return _put(triples, at, _with_object(triples[at], new))


def _words(term: Term) -> str:
    return term.value if isinstance(term, Literal) else "x"


def _another_language(triples: list[Triple], random: Random) -> list[Triple]:
    at = _at(triples, random, Literal)
    value = _words(triples[at].object)
    language = random.choice([*_LANGUAGES, ""])
    new = Literal(value, language=language) if language else Literal(value)
    return _put(triples, at, _with_object(triples[at], new))


def _another_datatype(triples: list[Triple], random: Random) -> list[Triple]:
    at = _at(triples, random, Literal)
    value = _words(triples[at].object)
    datatype = NamedNode(PREFIXES["xsd"] + random.choice([*_NUMERIC, *_DATED, "anyURI"]))
    return _put(triples, at, _with_object(triples[at], Literal(value, datatype=datatype)))


def _another_class(triples: list[Triple], random: Random) -> list[Triple]:
    at = random.choice([index for index, t in enumerate(triples) if t.predicate == RDF_TYPE] or [0])
    return _put(triples, at, Triple(triples[at].subject, RDF_TYPE, _class(random)))


def _one_class_more(triples: list[Triple], random: Random) -> list[Triple]:
    return [*triples, Triple(random.choice(triples).subject, RDF_TYPE, _class(random))]


def _class(random: Random) -> NamedNode:
    people = [NamedNode(PREFIXES["foaf"] + "Person"), NamedNode(PREFIXES["schema"] + "Person")]
    known = [term for term in _vocabulary(NamedNode(PREFIXES["rdfs"] + "subClassOf")) if term != RDF_TYPE]
    chosen = random.choice([*known, *people, rg("Clam")])
    assert isinstance(chosen, NamedNode)
    return chosen


def _another_property(triples: list[Triple], random: Random) -> list[Triple]:
    at, other = _at(triples, random), random.choice(triples).predicate
    return _put(triples, at, Triple(triples[at].subject, other, triples[at].object))


def _moved(triples: list[Triple], random: Random) -> list[Triple]:
    """A statement about another thing than it was."""
    at = _at(triples, random)
    return _put(
        triples, at, Triple(random.choice(triples).subject, triples[at].predicate, triples[at].object)
    )


def _swapped(triples: list[Triple], random: Random) -> list[Triple]:
    """Two values of one thing in each other's place, such as start and end."""
    at = _at(triples, random)
    same = [index for index, t in enumerate(triples) if t.subject == triples[at].subject]
    other = random.choice(same)
    first, second = triples[at].object, triples[other].object
    swapped = _put(triples, at, _with_object(triples[at], second))
    return _put(swapped, other, _with_object(triples[other], first))


def _of_itself(triples: list[Triple], random: Random) -> list[Triple]:
    at = _at(triples, random, NamedNode)
    return _put(triples, at, _with_object(triples[at], triples[at].subject))


def _back(triples: list[Triple], random: Random) -> list[Triple]:
    """A link the other way, which closes a circle."""
    triple = triples[_at(triples, random, NamedNode)]
    if not isinstance(triple.object, NamedNode):
        return triples
    return [*triples, Triple(triple.object, triple.predicate, triple.subject)]


def _rewired(triples: list[Triple], random: Random) -> list[Triple]:
    """A link to another thing of the same class."""
    at = _at(triples, random, NamedNode)
    classes = {t.object for t in triples if t.predicate == RDF_TYPE and t.subject == triples[at].object}
    alike = [t.subject for t in triples if t.predicate == RDF_TYPE and t.object in classes]
    return _put(triples, at, _with_object(triples[at], random.choice(alike))) if alike else triples


def _linked(triples: list[Triple], random: Random) -> list[Triple]:
    """One link more, from and to whatever there is."""
    links = [t.predicate for t in triples if isinstance(t.object, NamedNode) and t.predicate != RDF_TYPE]
    predicate = random.choice(links) if links else rg("target")
    return [*triples, Triple(random.choice(triples).subject, predicate, random.choice(triples).subject)]


def _copied(triples: list[Triple], random: Random) -> list[Triple]:
    """A thing once more, under another name, as a duplicate is."""
    subject = random.choice(triples).subject
    if not isinstance(subject, NamedNode):
        return triples
    again = NamedNode(f"{subject.value}-again")
    return [*triples, *(Triple(again, t.predicate, t.object) for t in triples if t.subject == subject)]


def _shortcut(triples: list[Triple], random: Random) -> list[Triple]:
    """A statement that rules derive, entered by hand."""
    derived = "supports attacks qualifies statedIn assertedOn".split()
    return [
        *triples,
        Triple(random.choice(triples).subject, rg(random.choice(derived)), random.choice(triples).subject),
    ]


_BENDS: Final[list[Bend]] = [
    _dropped,
    _dropped,
    _doubled,
    _doubled,
    _another_value,
    _another_literal,
    _another_literal,
    _another_literal,
    _another_language,
    _another_datatype,
    _another_class,
    _one_class_more,
    _another_property,
    _moved,
    _swapped,
    _swapped,
    _of_itself,
    _back,
    _rewired,
    _rewired,
    _linked,
    _copied,
    _shortcut,
]
