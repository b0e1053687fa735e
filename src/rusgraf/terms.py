"""Names: prefixes, CURIEs and IRIs, and the nearest right name for a wrong one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from rusgraf.errors import UnknownName

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple

BASE: Final = "https://w3id.org/rusgraf/"
LANGUAGES: Final = ("nb", "en")

_KINDS = """
    activity actor agent anchor area assertion check claim content dataset document effect evidence measure
    observation population relation rendition source study version
"""
_SCHEMES = """
    actor-kind agreement basis category certainty comparison effect-measure evidence-kind medicine outcome
    ratio-direction rule stance study-design unit verdict vintage
"""

#: Every prefix that rusgraf knows, in the order in which it writes them.
PREFIXES: Final[Mapping[str, str]] = dict(
    sorted(
        {
            "aif": "http://www.arg.dundee.ac.uk/aif#",
            "amo": "http://purl.org/spar/amo/",
            "bibo": "http://purl.org/ontology/bibo/",
            "cito": "http://purl.org/spar/cito/",
            "dcterms": "http://purl.org/dc/terms/",
            "fabio": "http://purl.org/spar/fabio/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "ibis": "https://vocab.methodandstructure.com/ibis#",
            "lcsh": "http://id.loc.gov/authorities/subjects/",
            "mesh": "http://id.nlm.nih.gov/mesh/",
            "mp": "http://purl.org/mp/",
            "np": "http://www.nanopub.org/nschema#",
            "oa": "http://www.w3.org/ns/oa#",
            "obo": "http://purl.obolibrary.org/obo/",
            "owl": "http://www.w3.org/2002/07/owl#",
            "prov": "http://www.w3.org/ns/prov#",
            "qb": "http://purl.org/linked-data/cube#",
            "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
            "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
            "rg": f"{BASE}ns#",
            "rgsh": f"{BASE}shapes#",
            "schema": "https://schema.org/",
            "sdmx-attribute": "http://purl.org/linked-data/sdmx/2009/attribute#",
            "sdmx-dimension": "http://purl.org/linked-data/sdmx/2009/dimension#",
            "sh": "http://www.w3.org/ns/shacl#",
            "skos": "http://www.w3.org/2004/02/skos/core#",
            "topic": f"{BASE}topic/",
            "vann": "http://purl.org/vocab/vann/",
            "vs": "http://www.w3.org/2003/06/sw-vocab-status/ns#",
            "wd": "http://www.wikidata.org/entity/",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        }.items()
        | {kind: f"{BASE}id/{kind}/" for kind in _KINDS.split()}.items()
        | {scheme: f"{BASE}code/{scheme}/" for scheme in _SCHEMES.split()}.items()
    )
)

#: What the debate is made of; everything else describes these, or is measured for them.
_DEBATE: Final = tuple(
    PREFIXES[kind] for kind in ("actor", "claim", "dataset", "document", "evidence", "source", "topic")
)

#: How the names of graphs begin that are not data.
DERIVED_GRAPHS: Final = f"{BASE}graph/derived/"
_ONTOLOGY_GRAPHS: Final = (f"{BASE}graph/ontology/", f"{BASE}graph/codes/")
#: What on a server holds each statement of all its other graphs once.
UNION_GRAPH: Final = NamedNode(f"{BASE}graph/union")
#: What on a server tells which graphs were published there, and in which version.
PUBLISHED_GRAPH: Final = NamedNode(f"{DERIVED_GRAPHS}published")
#: Where on a server a large graph is gathered before it takes the place of the old one.
STAGED_GRAPH: Final = NamedNode(f"{DERIVED_GRAPHS}staged")
#: What is on a server besides the graph itself: no part of it.
SERVER_GRAPHS: Final = frozenset((UNION_GRAPH, PUBLISHED_GRAPH, STAGED_GRAPH))

RDF_TYPE: Final = NamedNode(f"{PREFIXES['rdf']}type")
#: What makes a thing a cell of a list.
FIRST: Final = NamedNode(f"{PREFIXES['rdf']}first")
LABELS: Final = tuple(
    NamedNode(iri)
    for iri in (
        f"{PREFIXES['rdfs']}label",
        f"{PREFIXES['skos']}prefLabel",
        f"{PREFIXES['dcterms']}title",
        f"{PREFIXES['rg']}paraphrase",
    )
)

#: As much as words may be alike whose numbers differ.
_HALF: Final = 0.5
#: How many names a hint lists at most.
_FEW: Final = 30

#: Of the letters that Turtle and SPARQL allow in a name, those that Western European languages need.
_LETTER = "A-Za-z0-9_À-ÖØ-öø-ÿ"
_LOCAL = re.compile(rf"[{_LETTER}](?:[{_LETTER}-]|\.(?=[{_LETTER}-]))*")
_CURIE = re.compile(r"([A-Za-z][\w-]*):([^\s/][^\s]*)")
#: The literals that are written without quotes: those in their plainest form.
_BARE = re.compile(
    rf"(?:0|-?[1-9][0-9]*)\^\^<{PREFIXES['xsd']}integer>"
    rf"|-?(?:0|[1-9][0-9]*)\.[0-9]+\^\^<{PREFIXES['xsd']}decimal>"
    rf"|(true|false)\^\^<{PREFIXES['xsd']}boolean>"
)
_NAMESPACES = sorted(((iri, prefix) for prefix, iri in PREFIXES.items()), key=lambda pair: -len(pair[0]))


def part_of(graph: NamedNode) -> str:
    """The part of the whole that a named graph belongs to: ``data``, ``ontology`` or ``derived``."""
    # What the union holds follows from the others.
    if graph.value.startswith(DERIVED_GRAPHS) or graph == UNION_GRAPH:
        return "derived"
    return "ontology" if graph.value.startswith(_ONTOLOGY_GRAPHS) else "data"


def is_of_debate(iri: str) -> bool:
    """Whether an IRI names a thing that people look for, not a part or a code of one.

    >>> is_of_debate("https://w3id.org/rusgraf/id/actor/fo")
    True
    """
    return iri.startswith(_DEBATE)


def rg(name: str) -> NamedNode:
    """The term of the rusgraf ontology with this local name.

    >>> rg("Claim").value
    'https://w3id.org/rusgraf/ns#Claim'
    """
    return NamedNode(PREFIXES["rg"] + name)


def curie(iri: str) -> str:
    """Shorten an IRI by a known prefix, or return it in angle brackets.

    The result is always valid in Turtle and SPARQL.

    >>> curie("https://w3id.org/rusgraf/id/actor/fo")
    'actor:fo'
    >>> curie("https://example.org/x")
    '<https://example.org/x>'
    """
    for namespace, prefix in _NAMESPACES:
        if iri.startswith(namespace):
            local = iri[len(namespace) :]
            if _LOCAL.fullmatch(local):
                return f"{prefix}:{local}"
    return f"<{iri}>"


def expand(text: str) -> str | None:
    """The IRI meant by a CURIE with a known prefix or by an absolute IRI, else ``None``.

    >>> expand("actor:fo")
    'https://w3id.org/rusgraf/id/actor/fo'
    >>> expand("<https://example.org/x>")
    'https://example.org/x'
    >>> expand("fo") is None
    True
    """
    if text.startswith("<") and text.endswith(">"):
        return text[1:-1]
    if text.startswith(("http://", "https://")):
        return text
    match = _CURIE.fullmatch(text)
    if match and match[1] in PREFIXES:
        return PREFIXES[match[1]] + match[2]
    return None


def show(term: Term | None) -> str:
    """A term as a person reads it: a CURIE, a literal's text, or nothing."""
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return curie(term.value).removeprefix("<").removesuffix(">")
    if isinstance(term, Literal):
        return term.value
    return str(term)


def written(term: Term) -> str:
    """A term as Turtle writes it, as briefly as it can.

    >>> written(Literal(3)), written(Literal("hei", language="nb"))
    ('3', '"hei"@nb')
    """
    if isinstance(term, NamedNode):
        return curie(term.value)
    if isinstance(term, Triple):
        return f"<<( {written(term.subject)} {written(term.predicate)} {written(term.object)} )>>"
    text = str(term)
    if isinstance(term, Literal) and text.endswith(">"):
        if _BARE.fullmatch(f"{term.value}^^{term.datatype}"):
            return term.value
        return text.removesuffix(str(term.datatype)) + curie(term.datatype.value)
    return text


def nearest(word: str, names: Iterable[str], count: int = 2) -> list[str]:
    """The names most like a word, best first.

    >>> nearest("demnds", ["demands", "stances"])
    ['demands']
    """
    import difflib

    by_folded = {name.casefold(): name for name in names}
    close = difflib.get_close_matches(word.casefold(), by_folded, count, 0.65)
    return [by_folded[name] for name in close]


def slug(text: str) -> str:
    """A text as a part of a name.

    >>> slug("Kari Nordmann AS")
    'kari-nordmann-as'
    """
    # A Mac may write å as an a and a ring.
    plain = (
        unicodedata.normalize("NFC", text.casefold()).replace("æ", "ae").replace("ø", "o").replace("å", "a")
    )
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "unnamed"


def likeness(one: str, other: str) -> float:
    """How like two words are, from 0 to 1; with other numbers in them, they are no more than half alike.

    >>> likeness("tigthen-lar", "tighten-lar") > 0.85
    True
    >>> likeness("figure-2019", "figure-2020")
    0.5
    """
    import difflib

    one, other = one.casefold(), other.casefold()
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    if one != other and matcher.quick_ratio() < _HALF:
        return 0.0
    same_numbers = re.findall("[0-9]+", one) == re.findall("[0-9]+", other)
    return matcher.ratio() if same_numbers else min(matcher.ratio(), _HALF)


def unknown(kind: str, word: str, names: Iterable[str], others: Iterable[str] = ()) -> UnknownName:
    """The error that says a name is not known, and which one may be meant.

    :param others: which may be meant if none of the names is like the word.
    """
    names = sorted(names)
    close = nearest(word, names) or list(others)
    if close:
        hint = f"Did you mean {' or '.join(close)}?"
    elif 0 < len(names) <= _FEW:
        hint = f"Known: {', '.join(names)}."
    else:
        hint = ""
    return UnknownName(f"There is no {kind} {word!r}.", hint)
