"""Terms of other vocabularies: each is listed, exists, and is used as what it is."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from rdflib import DCTERMS, FOAF, OWL, PROV, QB, RDF, RDFS, SDO, SH, SKOS, VANN, XSD, URIRef
from rdflib.namespace import DefinedNamespace

from rusgraf import files, places
from rusgraf.directory import history
from rusgraf.directory.log import Change, Entry, Log
from rusgraf.graph import Graph
from rusgraf.terms import BASE, PREFIXES, RDF_TYPE, Term, curie
from rusgraf.validation.foreign import PROPERTIES

LIST = places.ONTOLOGY / "imports" / "terms.ttl"
ALIGNMENTS = places.ONTOLOGY / "alignments.ttl"
#: The languages themselves, and namespaces of things, are not listed, but for what shapes ask for.
UNLISTED = (BASE, *(PREFIXES[prefix] for prefix in ("owl", "rdf", "rdfs", "sh", "wd", "xsd")))
#: By these properties a term is used as a term, and not as a thing that is spoken of.
USING = """
    rdf:type rdfs:domain rdfs:range rdfs:subClassOf rdfs:subPropertyOf schema:domainIncludes
    schema:rangeIncludes sh:class sh:path sh:targetClass sh:targetSubjectsOf sh:targetObjectsOf
""".split()
#: The namespaces of which rdflib holds the list of terms.
KNOWN: list[type[DefinedNamespace]] = [DCTERMS, FOAF, OWL, PROV, QB, RDF, RDFS, SDO, SH, SKOS, VANN, XSD]


@pytest.fixture(scope="module")
def listed() -> dict[str, dict[str, list[Term]]]:
    about: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for quad in files.read_trusted(LIST).quads:
        assert isinstance(quad.subject, NamedNode)
        about[quad.subject.value][curie(quad.predicate.value)].append(quad.object)
    return {iri: said for iri, said in about.items() if not iri.startswith(BASE)}


@pytest.fixture(scope="module")
def terms(listed: dict[str, dict[str, list[Term]]]) -> set[str]:
    return {iri for iri, said in listed.items() if "rdfs:isDefinedBy" in said}


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    paths = [*places.turtle_files(places.ONTOLOGY), *places.turtle_files(places.DATA)]
    return [quad for path in paths if path != LIST for quad in files.read_trusted(path).quads]


@pytest.fixture(scope="module")
def mappings() -> list[Quad]:
    return [q for q in files.read_trusted(ALIGNMENTS).quads if curie(q.predicate.value).endswith("Match")]


def written_history() -> list[Quad]:
    """What the history of a submission says that was replaced and withdrawn."""
    changes = [Change("x", "a"), Change("x", "b", "a"), Change("x", "", "b")]
    entries = [
        Entry(number, "2026-11-25T12:00:00Z", "Somebody", "submit", (change,), "Why", {"rusgraf": "1"})
        for number, change in enumerate(changes, start=1)
    ]
    return list(history.quads(Log(entries, (), 0)))


def test_the_list_is_of_the_terms_in_use(
    quads: list[Quad], mappings: list[Quad], listed: dict[str, dict[str, list[Term]]], terms: set[str]
) -> None:
    """If this fails: add the term to ``ontology/imports/terms.ttl``, or take out what is no longer used."""
    used: set[Term] = {quad.predicate for quad in quads} | {quad.object for quad in mappings}
    used |= {quad.object for quad in quads if curie(quad.predicate.value) in USING}
    names = {term.value for term in used if isinstance(term, NamedNode)}
    spoken_of = {
        term for quad in quads for term in (quad.subject, quad.object) if isinstance(term, NamedNode)
    }
    names |= {term.value for term in spoken_of if term.value.startswith(tuple(listed.keys() - terms))}
    for path in [*places.QUERIES.glob("*.rq"), *places.rule_files(), *places.check_rules()]:
        found = re.findall(r"(?<![\w:])([a-z-]+):([A-Za-z]\w*)", path.read_text(encoding="utf-8"))
        names |= {PREFIXES[prefix] + local for prefix, local in found if prefix in PREFIXES}
    names |= {
        term.value
        for quad in written_history()
        for term in (quad.predicate, quad.object if quad.predicate == RDF_TYPE else None)
        if isinstance(term, NamedNode)
    }
    asked = {
        q.object.value
        for q in quads
        if curie(q.predicate.value) == "sh:path" and isinstance(q.object, NamedNode)
    }
    assert asked >= {PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "label"}
    foreign = {name for name in asked if not name.startswith(BASE)}
    assert {name for name in names if not name.startswith(UNLISTED)} | foreign == terms


def test_every_term_has_labels_and_a_vocabulary_of_which_it_says_where(
    listed: dict[str, dict[str, list[Term]]], terms: set[str]
) -> None:
    homes = set()
    for iri in terms:
        labels = [label.language for label in listed[iri]["rdfs:label"] if isinstance(label, Literal)]
        assert labels == ["nb", "en"], iri
        (home,) = listed[iri]["rdfs:isDefinedBy"]
        assert isinstance(home, NamedNode)
        assert iri.startswith(home.value), iri
        homes.add(home.value)
    assert homes == listed.keys() - terms
    for vocabulary in homes:
        assert len(listed[vocabulary]["dcterms:title"]) == 1
        (seen,) = listed[vocabulary]["rdfs:seeAlso"]
        assert isinstance(seen, NamedNode)


def test_every_term_exists_where_rdflib_knows_the_vocabulary(quads: list[Quad], terms: set[str]) -> None:
    checked = Counter[str]()
    used = terms | {
        term.value for quad in quads for term in (quad.predicate, quad.object) if isinstance(term, NamedNode)
    }
    for namespace in KNOWN:
        for iri in used:
            if iri.startswith(str(namespace)):
                assert URIRef(iri) in namespace, iri
                checked[str(namespace)] += 1
    assert len(checked) == len(KNOWN)


def test_the_list_is_no_part_of_the_graph(graph: Graph) -> None:
    assert not graph.ask("ASK { ?term rdfs:isDefinedBy <http://purl.org/dc/terms/> }")
    assert not graph.holds(NamedNode(f"{BASE}graph/ontology/imports"))


def test_alignments_are_mappings_of_our_terms_to_others_and_nothing_else(
    quads: list[Quad], mappings: list[Quad]
) -> None:
    everything = files.read_trusted(ALIGNMENTS).quads
    declared = {
        q.subject for q in everything if q.object == NamedNode(PREFIXES["owl"] + "AnnotationProperty")
    }
    assert declared == {quad.predicate for quad in mappings}
    header = [quad for quad in everything if quad.subject == quad.graph_name]
    assert len(everything) == len(mappings) + len(declared) + len(header)
    defined = {q.subject for q in quads if curie(q.predicate.value) in ("rdfs:isDefinedBy", "skos:inScheme")}
    assert {quad.subject for quad in mappings} <= defined
    assert not any(isinstance(q.object, NamedNode) and q.object.value.startswith(BASE) for q in mappings)
    assert max(Counter((quad.subject, quad.object) for quad in mappings).values()) == 1


def test_alignments_come_with_the_ontology(graph: Graph) -> None:
    assert graph.ask("ASK { rg:Anchor skos:closeMatch oa:TextPositionSelector }")
    exported = {str(quad.triple) for quad in graph.statements(extras=["ontology"])}
    assert f"<{PREFIXES['rg']}Anchor>" in " ".join(
        line for line in exported if "TextPositionSelector" in line
    )
    assert not any("TextPositionSelector" in str(quad) for quad in graph.statements())


def test_the_closed_vocabularies_have_the_properties_that_are_listed() -> None:
    """If this fails: a vocabulary has grown; list in ``validation/foreign.py`` what it has now."""
    known = {str(vocabulary): vocabulary for vocabulary in KNOWN}
    for namespace, names in PROPERTIES.items():
        terms = {str(term) for term in dir(known[namespace])}
        assert names == {term for term in terms if term.removeprefix(namespace)[0].islower()}
