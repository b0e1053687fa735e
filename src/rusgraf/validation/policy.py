"""The rules of submission that no shape can state: they are about who may say what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, Triple

from rusgraf.files import headers, is_data
from rusgraf.terms import BASE, PREFIXES, RDF_TYPE, Term, nearest, rg, show
from rusgraf.validation import shapes
from rusgraf.validation.findings import Finding

#: Vocabularies that a submission uses but never describes.
_VOCABULARIES: Final = tuple(
    PREFIXES[prefix]
    for prefix in """
        dcterms foaf owl prov qb rdf rdfs rg rgsh sdmx-attribute sdmx-dimension sh skos xsd
    """.split()
)
#: The parts of rusgraf's own names that belong to the ontology.
_ONTOLOGY: Final = tuple(BASE + part for part in ("code/", "topic/", "id/measure/", "graph/ontology/"))
#: Properties by which a vocabulary is made.
_DEFINING: Final = (
    *(PREFIXES["rdfs"] + name for name in ("subClassOf", "subPropertyOf", "domain", "range")),
    *(PREFIXES["skos"] + name for name in "inScheme topConceptOf hasTopConcept narrower".split()),
    PREFIXES["owl"],
    PREFIXES["sh"],
)

_DERIVED: Final = rg("derived")
#: What a property is used on.
_DOMAINS: Final = (NamedNode(PREFIXES["rdfs"] + "domain"), NamedNode(PREFIXES["schema"] + "domainIncludes"))
#: What puts a topic or code below another, but may put a group of people below another.
_BROADER: Final = NamedNode(PREFIXES["skos"] + "broader")

_ISSUED: Final = NamedNode(PREFIXES["dcterms"] + "issued")
#: What is no date at all is for the shapes to tell.
_ISO_DATE: Final = re.compile("[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?")
_DATES: Final = (_ISSUED, NamedNode(PREFIXES["dcterms"] + "date"))

#: The rule that a submission says nothing about the vocabulary.
VOCABULARY: Final = "vocabulary-statement"


def check(
    submitted: Collection[Quad], context: Collection[Quad], ontology: Collection[Quad]
) -> Iterator[Finding]:
    """What is wrong with a submission before its shape is looked at.

    :param submitted: the statements submitted.
    :param context: the statements of the data they join.
    :param ontology: the statements of the ontology.
    """
    triples = {quad.triple for quad in submitted}
    ontology_triples = {quad.triple for quad in ontology}
    defined = {triple.subject for triple in ontology_triples}
    known = {show(term).removeprefix("rg:") for term in defined if show(term).startswith("rg:")}
    held = {quad.triple: quad.graph_name for quad in context}
    owners = {triple.subject: graph for triple, graph in held.items()}
    derived = derived_terms(ontology_triples)
    typed = {t.subject for t in triples | held.keys() | ontology_triples if t.predicate == RDF_TYPE}

    for triple in sorted(triples, key=str):
        if triple in ontology_triples or triple in held:
            continue
        if _is_about_vocabulary(triple) or triple.subject in defined:
            yield _vocabulary(triple)
        elif triple.subject in owners:
            yield _owned(triple, owners[triple.subject])
        if triple.predicate in derived or (triple.predicate == RDF_TYPE and triple.object in derived):
            yield _entered_by_hand(triple)
        yield from _unknown_terms(triple, defined, known)
    for subject in sorted({triple.subject for triple in triples} - typed, key=str):
        yield _untyped(subject)
    yield from _unchecked(triples, defined)
    yield from _dated_ahead(submitted)
    new = (q for q in submitted if q.triple not in ontology_triples and q.triple not in held)
    for graph in sorted(headers(submitted) | {quad.graph_name for quad in new}, key=str):
        if isinstance(graph, NamedNode) and not is_data(graph):
            yield _misnamed(graph)


def _is_about_vocabulary(triple: Triple) -> bool:
    ends = (triple.subject, triple.object) if triple.predicate == _BROADER else (triple.subject,)
    named = any(isinstance(x, NamedNode) and x.value.startswith((*_VOCABULARIES, *_ONTOLOGY)) for x in ends)
    return named or triple.predicate.value.startswith(_DEFINING)


def _vocabulary(triple: Triple) -> Finding:
    return _finding(
        VOCABULARY,
        triple.subject,
        triple.predicate.value,
        (triple.object,),
        "Ordforrådet, emnene og kodene endres ikke ved innsending. Fjern utsagnet.",
        "Vocabulary, topics and codes are not changed by submission. Remove the statement.",
    )


def _owned(triple: Triple, owner: object) -> Finding:
    graph = show(owner) if isinstance(owner, NamedNode) else str(owner)
    return _finding(
        "owned-subject",
        triple.subject,
        triple.predicate.value,
        (triple.object,),
        f"Tingen er alt beskrevet i {graph}. Vis til den som den er, eller gi din egen et annet navn.",
        f"The thing is already described in {graph}. Refer to it as it is, or give yours another name.",
    )


def derived_terms(ontology: Iterable[Triple]) -> set[Term]:
    """The terms whose statements come of rules alone, as the ontology marks them."""
    derived: set[Term] = set()
    domains: dict[Term, set[Term]] = defaultdict(set)
    for triple in ontology:
        if triple.predicate == _DERIVED:
            derived.add(triple.subject)
        elif triple.predicate in _DOMAINS:
            domains[triple.subject].add(triple.object)
    return derived | {term for term, classes in domains.items() if classes <= derived}


def _entered_by_hand(triple: Triple) -> Finding:
    term = show(triple.object if triple.predicate == RDF_TYPE else triple.predicate)
    return _finding(
        "derived-statement",
        triple.subject,
        triple.predicate.value,
        (triple.object,),
        f"{term} utledes av regler og føres aldri: kontroller følger av tallene, "
        "snarveier av relasjonene. Fjern utsagnet.",
        f"{term} is derived by rules and never entered: checks follow from the figures, "
        "shortcuts from the relations. Remove the statement.",
    )


def _unknown_terms(triple: Triple, defined: AbstractSet[Term], known: AbstractSet[str]) -> Iterator[Finding]:
    terms = [triple.predicate] + ([triple.object] if triple.predicate == RDF_TYPE else [])
    for term in terms:
        if not isinstance(term, NamedNode) or not term.value.startswith(BASE) or term in defined:
            continue
        close = [f"rg:{name}" for name in nearest(_local(term), known, 1)]
        finding = _finding(
            "unknown-term",
            triple.subject,
            triple.predicate.value,
            (triple.object,),
            f"{show(term)} finnes ikke i ontologien." + (f" Mente du {close[0]}?" if close else ""),
            f"{show(term)} is not in the ontology." + (f" Did you mean {close[0]}?" if close else ""),
        )
        yield replace(finding, suggestion=close[0]) if close else finding


def _local(term: NamedNode) -> str:
    return term.value.rpartition("/")[2].rpartition("#")[2]


def _unchecked(triples: Iterable[Triple], defined: AbstractSet[Term]) -> Iterator[Finding]:
    """What no shape looks at, since it bears none but foreign types."""
    types: dict[Term, list[Term]] = defaultdict(list)
    for triple in triples:
        if triple.predicate == RDF_TYPE:
            types[triple.subject].append(triple.object)
    known = defined | shapes.targets()
    for subject, classes in sorted(types.items(), key=str):
        if known.isdisjoint(classes) and not any(str(each).startswith(f"<{BASE}") for each in classes):
            finding = _finding(
                "unchecked-subject",
                subject,
                RDF_TYPE.value,
                tuple(sorted(classes, key=str)),
                "Ingen regel gjelder ting av denne typen; tingen er ikke kontrollert. Er klassen riktig?",
                "No rule is about things of this type; the thing was not checked. Is the class right?",
            )
            yield replace(finding, severity="Warning")


def _dated_ahead(submitted: Iterable[Quad]) -> Iterator[Finding]:
    """Dates after the day of the submission that states them; the shapes do not see who states what."""
    dates = [
        (quad.graph_name, quad.triple, quad.object.value)
        for quad in submitted
        if quad.predicate in _DATES
        and isinstance(quad.object, Literal)
        and _ISO_DATE.fullmatch(quad.object.value)
    ]
    days = {graph: date for graph, t, date in dates if t.subject == graph and t.predicate == _ISSUED}
    for graph, triple, date in sorted(dates, key=str):
        day = days.get(graph, "")
        # ISO dates are in the order of their text: 2020 does not come after 2020-06-10.
        if day and date > day and triple.subject != graph:
            yield _finding(
                "dated-ahead",
                triple.subject,
                triple.predicate.value,
                (triple.object,),
                f"Datoen er senere enn innsendingens egen, {day}. Rett den av dem som er feil.",
                f"The date is later than that of the submission itself, {day}. Correct whichever is wrong.",
            )


def _misnamed(graph: NamedNode) -> Finding:
    return _finding(
        "misnamed-graph",
        graph,
        RDF_TYPE.value,
        (),
        f"En innsending heter {BASE}graph/submissions/ og et navn. Gi den et slikt navn.",
        f"A submission is called {BASE}graph/submissions/ and a name. Give it such a name.",
    )


def _untyped(subject: Term) -> Finding:
    return _finding(
        "untyped-subject",
        subject,
        RDF_TYPE.value,
        (),
        "Si hva slags ting dette er, for eksempel «a rg:PolicyDemand».",
        "Say what kind of thing this is, for example “a rg:PolicyDemand”.",
    )


def _finding(rule: str, focus: Term, path: str, values: tuple[Term, ...], nb: str, en: str) -> Finding:
    return Finding(rule, focus, path, values, (rule,), "Violation", {"nb": nb, "en": en})
