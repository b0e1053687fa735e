"""The ontology is tidy: everything named, defined, declared and used."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from conftest import TESTS
from rusgraf import files, places
from rusgraf.graph import Graph
from rusgraf.terms import BASE, PREFIXES, RDF_TYPE, curie

NS = PREFIXES["rg"]
ONTOLOGY = NamedNode(f"{BASE}ns")


def iri(curie: str) -> NamedNode:
    prefix, _, local = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return [quad for path in places.turtle_files(places.ONTOLOGY) for quad in files.read_trusted(path).quads]


@pytest.fixture(scope="module")
def terms(quads: list[Quad]) -> set[NamedNode]:
    kinds = {iri("owl:Class"), iri("owl:ObjectProperty"), iri("owl:DatatypeProperty")}
    return {
        quad.subject
        for quad in quads
        if quad.predicate == RDF_TYPE
        and quad.object in kinds
        and isinstance(quad.subject, NamedNode)
        and quad.subject.value.startswith(NS)
    }


def texts(quads: list[Quad], subject: object, predicate: str) -> Counter[str]:
    return Counter(
        quad.object.language or ""
        for quad in quads
        if quad.subject == subject and quad.predicate == iri(predicate) and isinstance(quad.object, Literal)
    )


def test_every_term_is_labelled_and_defined_once_in_each_language(
    quads: list[Quad], terms: set[NamedNode]
) -> None:
    assert terms
    for term in terms:
        assert texts(quads, term, "rdfs:label") == {"nb": 1, "en": 1}, term
        assert texts(quads, term, "skos:definition") == {"nb": 1, "en": 1}, term
        assert Quad(term, iri("rdfs:isDefinedBy"), ONTOLOGY).triple in {quad.triple for quad in quads}, term


def test_every_code_topic_and_measure_is_labelled_and_defined_in_both_languages(graph: Graph) -> None:
    kinds = {
        "?x a skos:ConceptScheme": "skos:prefLabel",
        "?x skos:inScheme ?scheme": "skos:prefLabel",
        "?x a qb:MeasureProperty": "rdfs:label",
    }
    for kind, label in kinds.items():
        assert graph.ask(f"ASK {{ {kind} }}")
        for predicate in (label, "skos:definition"):
            for language in ("nb", "en"):
                text = f'?x {predicate} ?text . FILTER ( LANG(?text) = "{language}" )'
                assert not graph.ask(f"ASK {{ {kind} FILTER NOT EXISTS {{ {text} }} }}")


def test_definitions_are_sentences_that_do_not_repeat_the_label(
    quads: list[Quad], terms: set[NamedNode]
) -> None:
    labels = {
        (q.subject, q.object.language): q.object.value
        for q in quads
        if q.predicate == iri("rdfs:label") and isinstance(q.object, Literal)
    }
    for quad in quads:
        if quad.predicate == iri("skos:definition") and quad.subject in terms:
            assert isinstance(quad.object, Literal)
            text = quad.object.value
            assert text == text.strip()
            assert text.endswith(".")
            label = labels[quad.subject, quad.object.language]
            assert not re.match(rf"(an? |en |et )?{re.escape(label)} (er|is) ", text, re.IGNORECASE), text


def test_no_two_terms_share_a_label_or_differ_in_case_only(quads: list[Quad], terms: set[NamedNode]) -> None:
    # Classes begin with a capital and properties do not, so rg:Anchor and rg:anchor differ by custom.
    names = [term.value.removeprefix(NS) for term in terms]
    assert max(Counter((name[0].isupper(), name.casefold()) for name in names).values()) == 1
    for language in ("nb", "en"):
        seen: dict[str, set[object]] = defaultdict(set)
        for quad in quads:
            label = quad.object
            if quad.subject in terms and quad.predicate == iri("rdfs:label") and isinstance(label, Literal):
                seen[label.value].update({quad.subject} if label.language == language else ())
        # A property may bear the name of the class that it leads to.
        for members in seen.values():
            assert len({str(member).split("#")[1][0].isupper() for member in members}) == len(members)


def test_names_follow_the_custom(quads: list[Quad], terms: set[NamedNode]) -> None:
    classes = {quad.subject for quad in quads if quad.object == iri("owl:Class")}
    for term in terms:
        pattern = r"[A-Z][A-Za-z0-9]*" if term in classes else r"[a-z][A-Za-z0-9]*"
        assert re.fullmatch(pattern, term.value.removeprefix(NS))


def used_names() -> set[str]:
    """The local names of rg: that data, shapes, rules and queries use."""
    files = [
        *places.turtle_files(places.DATA),
        *places.turtle_files(places.ONTOLOGY / "shapes"),
        *(places.ONTOLOGY / "rules").glob("*.rq"),
        *places.QUERIES.glob("*.rq"),
    ]
    return {
        name
        for path in files
        for name in re.findall(r"\brg:([A-Za-z0-9]+)", path.read_text(encoding="utf-8"))
    }


def test_nothing_is_declared_that_nothing_uses_and_nothing_used_that_is_not_declared(
    terms: set[NamedNode],
) -> None:
    assert {term.value.removeprefix(NS) for term in terms} == used_names()


def test_every_code_is_used_by_data_rules_queries_or_examples(graph: Graph) -> None:
    folders = (places.DATA, places.QUERIES, places.ONTOLOGY / "shapes", TESTS / "shapes")
    files = [path for folder in folders for path in folder.rglob("*") if path.suffix in (".ttl", ".rq")]
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    # A code that groups others is used through them.
    codes = [
        row["x"]
        for row in graph.select(
            "SELECT ?x { ?x skos:inScheme ?scheme ; skos:notation ?code"
            " FILTER NOT EXISTS { ?narrower skos:broader ?x } }"
        )
    ]
    assert len(codes) > 15
    assert [code for code in codes if f"{curie(code)} " not in text] == []


def test_a_property_has_at_most_one_domain_and_one_range(quads: list[Quad]) -> None:
    for predicate in ("rdfs:domain", "rdfs:range"):
        counts = Counter(quad.subject for quad in quads if quad.predicate == iri(predicate))
        assert max(counts.values()) == 1


def test_the_ontology_says_what_it_is_and_imports_nothing(quads: list[Quad]) -> None:
    said = {quad.predicate for quad in quads if quad.subject == ONTOLOGY}
    wanted = "title description creator publisher license created issued modified bibliographicCitation"
    assert {iri(f"dcterms:{name}") for name in wanted.split()} <= said
    assert {iri("owl:versionIRI"), iri("owl:versionInfo"), iri("vann:preferredNamespacePrefix")} <= said
    assert iri("owl:imports") not in {quad.predicate for quad in quads}


def test_topics_are_a_hierarchy_without_circles(graph: Graph) -> None:
    assert not graph.ask("ASK { ?topic skos:broader+ ?topic }")
    orphans = (
        "?topic skos:inScheme ?scheme FILTER NOT EXISTS { ?topic skos:broader*/skos:topConceptOf ?scheme }"
    )
    assert not graph.ask(f"ASK {{ {orphans} }}")


def test_every_property_shape_speaks_both_languages(quads: list[Quad]) -> None:
    shapes = {quad.subject for quad in quads if quad.object == iri("sh:PropertyShape")}
    assert len(shapes) > 40
    for shape in shapes:
        assert isinstance(shape, NamedNode)
        assert texts(quads, shape, "sh:message") == {"nb": 1, "en": 1}, shape
