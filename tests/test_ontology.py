"""The ontology is tidy: everything named, defined, declared and used."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import pytest
from pyoxigraph import Literal, NamedNode, Quad

import rusgraf
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
    paths = [path for path in places.turtle_files(places.ONTOLOGY) if path.parent.name != "imports"]
    return [quad for path in paths for quad in files.read_trusted(path).quads]


@pytest.fixture(scope="module")
def terms(quads: list[Quad]) -> set[NamedNode]:
    kinds = {
        iri(f"owl:{kind}") for kind in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")
    }
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
        *places.rule_files(),
        *places.check_rules(),
        *places.QUERIES.glob("*.rq"),
    ]
    return {
        name
        for path in files
        for name in re.findall(r"\brg:([A-Za-z0-9]+)", path.read_text(encoding="utf-8"))
    }


def test_nothing_is_declared_that_nothing_uses_and_nothing_used_that_is_not_declared(
    quads: list[Quad], terms: set[NamedNode]
) -> None:
    of_terms = {quad.predicate for quad in quads if quad.predicate.value.startswith(NS)}
    assert {term.value.removeprefix(NS) for term in terms} == used_names() | {
        term.value.removeprefix(NS) for term in of_terms
    }


def test_every_code_is_used_by_data_rules_queries_or_examples(graph: Graph) -> None:
    folders = (
        places.DATA,
        places.QUERIES,
        places.ONTOLOGY / "rules",
        places.ONTOLOGY / "shapes",
        TESTS / "shapes",
    )
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
    assert [code for code in codes if not re.search(rf"{curie(code)}(?![\w-])", text)] == []


def test_a_property_has_at_most_one_domain_and_one_range(quads: list[Quad]) -> None:
    for predicate in ("rdfs:domain", "rdfs:range"):
        counts = Counter(quad.subject for quad in quads if quad.predicate == iri(predicate))
        assert max(counts.values()) == 1


def test_the_ontology_says_what_it_is_and_imports_nothing(quads: list[Quad]) -> None:
    said = defaultdict(list)
    for quad in quads:
        if quad.subject == ONTOLOGY:
            said[curie(quad.predicate.value)].append(quad.object)
    for text in ("title", "abstract", "description"):
        assert texts(quads, ONTOLOGY, f"dcterms:{text}") == {"nb": 1, "en": 1}
    for link in ("dcterms:creator", "dcterms:publisher", "dcterms:license", "bibo:status"):
        assert [type(value) for value in said[link]] == [NamedNode]
    dates = [said[f"dcterms:{name}"] for name in ("created", "issued", "modified")]
    assert [len(date) for date in dates] == [1, 1, 1]
    assert all(isinstance(date, Literal) and date.datatype == iri("xsd:date") for (date,) in dates)
    assert sorted(dates, key=str) == dates
    assert said["vann:preferredNamespacePrefix"] == [Literal("rg")]
    assert said["vann:preferredNamespaceUri"] == [Literal(NS)]
    assert iri("owl:imports") not in {quad.predicate for quad in quads}


def test_every_place_names_the_same_version(quads: list[Quad]) -> None:
    """There is no version before the first: owl:priorVersion comes with the second."""
    said = {quad.predicate: quad.object for quad in quads if quad.subject == ONTOLOGY}
    version = said[iri("owl:versionInfo")]
    assert version == Literal(rusgraf.__version__)
    assert said[iri("owl:versionIRI")] == NamedNode(f"{ONTOLOGY.value}/{rusgraf.__version__}")
    citation = said[iri("dcterms:bibliographicCitation")]
    assert isinstance(citation, Literal)
    assert citation.value.endswith(f"version {rusgraf.__version__}. {ONTOLOGY.value}/{rusgraf.__version__}")


def test_every_term_says_how_settled_it_is(quads: list[Quad], terms: set[NamedNode]) -> None:
    said = {quad.subject: quad.object for quad in quads if quad.predicate == iri("vs:term_status")}
    assert said.keys() == terms
    assert set(said.values()) <= {Literal(word) for word in ("unstable", "testing", "stable", "archaic")}


def test_what_the_ontology_takes_from_elsewhere_is_declared_in_it_and_used() -> None:
    """So that the file is OWL 2 DL by itself."""
    own = files.read_trusted(places.ONTOLOGY / "rusgraf.ttl").quads
    languages = tuple(PREFIXES[prefix] for prefix in ("owl", "rdf", "rdfs", "xsd"))
    kinds = [iri(f"owl:{kind}") for kind in ("Class", "ObjectProperty", "AnnotationProperty")]
    declared = {
        quad.subject
        for quad in own
        if quad.object in kinds
        and isinstance(quad.subject, NamedNode)
        and not quad.subject.value.startswith(NS)
    }
    links = [RDF_TYPE, *map(iri, "rdfs:subClassOf rdfs:subPropertyOf rdfs:domain rdfs:range".split())]
    links += map(iri, ("schema:domainIncludes", "schema:rangeIncludes"))
    used = {quad.predicate for quad in own} | {quad.object for quad in own if quad.predicate in links}
    foreign = {
        term for term in used if isinstance(term, NamedNode) and not term.value.startswith((NS, *languages))
    }
    assert declared == foreign


def test_every_term_hangs_together_with_others(quads: list[Quad], terms: set[NamedNode]) -> None:
    about = defaultdict(set)
    for quad in quads:
        about[quad.subject].add(curie(quad.predicate.value))
    classes = {quad.subject for quad in quads if quad.object == iri("owl:Class")}
    for term in terms:
        if term in classes:
            assert "rdfs:subClassOf" in about[term], term
        else:
            assert {"rdfs:domain", "schema:domainIncludes"} & about[term], term
            assert {"rdfs:range", "schema:rangeIncludes"} & about[term], term


def test_no_term_is_above_itself(graph: Graph) -> None:
    for above in ("rdfs:subClassOf", "rdfs:subPropertyOf"):
        assert graph.ask(f"ASK {{ ?term {above}+ ?other }}")
        assert not graph.ask(f"ASK {{ ?term {above}+ ?term }}")


def test_a_property_fits_the_one_above_it(quads: list[Quad]) -> None:
    """A property of things is never below one of literals; the other way round neither."""
    kinds = {
        quad.subject: quad.object
        for quad in quads
        if quad.object in {iri("owl:ObjectProperty"), iri("owl:DatatypeProperty")}
    }
    pairs = [(q.subject, q.object) for q in quads if q.predicate == iri("rdfs:subPropertyOf")]
    assert pairs
    assert all(kinds[below] == kinds[above] for below, above in pairs)  # type: ignore[index]


def test_meaning_is_said_without_equivalence_inverses_or_characteristics(quads: list[Quad]) -> None:
    """Each invites mistakes, and no query needs them: what is symmetric, a rephrase, is a node."""
    words = "equivalentClass equivalentProperty sameAs inverseOf unionOf intersectionOf Restriction".split()
    words += "FunctionalProperty InverseFunctionalProperty SymmetricProperty TransitiveProperty".split()
    used = {term for quad in quads for term in (quad.predicate, quad.object)}
    assert used.isdisjoint(iri(f"owl:{word}") for word in words)


#: Siblings that may share members, and why.
OVERLAPS = {
    frozenset({"rg:EvidenceSource", "rg:SourceDocument"}): "a document of the debate may itself be a source",
    frozenset({"rg:StatisticalClaim", "rg:CausalClaim"}): "a claim may be statistical and causal at once",
}


def test_siblings_share_no_members(graph: Graph) -> None:
    siblings = graph.select(
        """SELECT DISTINCT ?a ?b {
            ?a a owl:Class ; rdfs:isDefinedBy <https://w3id.org/rusgraf/ns> .
            ?b a owl:Class ; rdfs:isDefinedBy <https://w3id.org/rusgraf/ns> .
            FILTER ( STR(?a) < STR(?b) )
            OPTIONAL { ?a rdfs:subClassOf ?aboveA . ?aboveA rdfs:isDefinedBy ?ns }
            OPTIONAL { ?b rdfs:subClassOf ?aboveB . ?aboveB rdfs:isDefinedBy ?ns }
            FILTER ( COALESCE(?aboveA, 0) = COALESCE(?aboveB, 0) )
        }"""
    )
    apart = graph.select(
        """SELECT ?a ?b {
            { ?a owl:disjointWith ?b }
            UNION { ?all owl:members/rdf:rest*/rdf:first ?a ; owl:members/rdf:rest*/rdf:first ?b }
            FILTER ( ?a != ?b )
        }"""
    )
    pairs = [{frozenset({curie(row["a"]), curie(row["b"])}) for row in rows} for rows in (siblings, apart)]
    assert pairs[0] - pairs[1] == OVERLAPS.keys()


def test_properties_of_things_lead_to_things_and_the_others_to_literals(graph: Graph) -> None:
    values = "?thing ?property ?value"
    for kind, wrong in (("owl:ObjectProperty", "isLiteral"), ("owl:DatatypeProperty", "!isLiteral")):
        assert graph.ask(f"ASK {{ ?property a {kind} . {values} }}")
        assert not graph.ask(f"ASK {{ ?property a {kind} . {values} FILTER ( {wrong}(?value) ) }}")
    links = (
        "dcterms:creator dcterms:publisher dcterms:license dcterms:source dcterms:subject foaf:page".split()
    )
    for link in links:
        assert not graph.ask(f"ASK {{ ?thing {link} ?value FILTER ( !isIRI(?value) ) }}"), link


def test_each_code_list_is_a_file_of_one_scheme() -> None:
    paths = places.turtle_files(places.ONTOLOGY / "codes")
    assert len(paths) > 5
    for path in paths:
        source = files.read_trusted(path)
        scheme = NamedNode(f"{BASE}code/{path.stem}")
        assert source.graph == NamedNode(f"{BASE}graph/codes/{path.stem}")
        types = {(q.subject, q.object) for q in source.quads if q.predicate == RDF_TYPE}
        assert [s for s, kind in types if kind == iri("skos:ConceptScheme")] == [scheme]
        for concept in (s for s, kind in types if kind == iri("skos:Concept")):
            said = {(q.predicate, q.object) for q in source.quads if q.subject == concept}
            slug = str(concept)[1:-1].removeprefix(f"{scheme.value}/")
            assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug), concept
            assert (iri("skos:notation"), Literal(slug)) in said, concept


def test_every_concept_has_one_scheme_and_one_place_in_it(graph: Graph) -> None:
    concept = "?concept a skos:Concept ; skos:inScheme ?scheme ."
    assert graph.ask(f"ASK {{ {concept} }}")
    wrong = {
        "no such scheme": "FILTER NOT EXISTS { ?scheme a skos:ConceptScheme }",
        "two schemes": "?concept skos:inScheme ?other FILTER ( ?other != ?scheme )",
        "top of another scheme": "?concept skos:topConceptOf ?other FILTER ( ?other != ?scheme )",
        "below one of another scheme": "?concept skos:broader ?above MINUS { ?above skos:inScheme ?scheme }",
        "at the top and below another": "?concept skos:topConceptOf ?scheme ; skos:broader ?above",
        "two places": "?concept skos:broader ?above , ?other FILTER ( ?other != ?above )",
        "out of reach": "FILTER NOT EXISTS { ?concept skos:broader*/skos:topConceptOf ?scheme }",
        "below itself": "?concept skos:broader+ ?concept",
        "called as another": """?concept skos:prefLabel ?label . ?other skos:inScheme ?scheme ;
            skos:prefLabel ?label FILTER ( ?other != ?concept )""",
        "two names in a language": """?concept skos:prefLabel ?label , ?other
            FILTER ( LANG(?label) = LANG(?other) && ?label != ?other )""",
    }
    for what, pattern in wrong.items():
        found = graph.select(f"SELECT ?concept {{ {concept} {pattern} }}")
        assert [curie(row["concept"]) for row in found] == [], what


def test_every_property_shape_speaks_both_languages(quads: list[Quad]) -> None:
    shapes = {quad.subject for quad in quads if quad.object == iri("sh:PropertyShape")}
    assert len(shapes) > 40
    for shape in shapes:
        assert isinstance(shape, NamedNode)
        assert texts(quads, shape, "sh:message") == {"nb": 1, "en": 1}, shape
