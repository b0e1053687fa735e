"""The JSON-LD context says what ontology and shapes say, and an export is plain to read."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import rdflib
from hypothesis import given, settings
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from rusgraf import files, jsonld, places
from rusgraf.errors import UsageError
from rusgraf.graph import Graph
from rusgraf.terms import PREFIXES, curie
from rusgraf.turtle import Statements
from test_turtle import GRAPHS, canonical

CONTEXT = places.ONTOLOGY / "context.jsonld"
#: Whose properties the context describes, beside our own.
VOCABULARIES = (
    "bibo dcterms foaf owl prov qb rdf rdfs schema sdmx-attribute sdmx-dimension skos vann vs".split()
)


def quads(*folders: Path) -> list[Quad]:
    paths = [path for folder in folders for path in places.turtle_files(folder)]
    return [
        quad for path in paths if path.parent.name != "imports" for quad in files.read_trusted(path).quads
    ]


def objects(statements: list[Quad], predicate: str) -> dict[str, set[str]]:
    found = defaultdict(set)
    for quad in statements:
        if curie(quad.predicate.value) == predicate and isinstance(quad.object, NamedNode):
            found[curie(str(quad.subject)[1:-1])].add(curie(quad.object.value))
    return found


def asked(shapes: list[Quad], constraint: str) -> dict[str, set[str]]:
    """What every shape on a property says by this constraint, by property."""
    said = objects(shapes, constraint)
    on: dict[str, set[str]] = defaultdict(set)
    for shape, paths in objects(shapes, "sh:path").items():
        for path in paths:
            on[path] |= said.get(shape, {""})
    return {path: values for path, values in on.items() if len(values) == 1 and values != {""}}


def ours(ontology: list[Quad]) -> dict[str, set[str]]:
    """The kinds of values that the ontology gives each of our properties."""
    ranges = objects(ontology, "rdfs:range")
    literal = set[str]()
    kinds = {
        "owl:ObjectProperty": {"@id"},
        "owl:DatatypeProperty": literal,
        "owl:AnnotationProperty": literal,
    }
    return {
        name: kinds[kind] or ranges.get(name, set())
        for name, types in objects(ontology, "rdf:type").items()
        for kind in types & kinds.keys()
        if name.startswith("rg:")
    }


def foreign(used: set[Quad], datatypes: dict[str, set[str]]) -> dict[str, set[str]]:
    """The kinds of values that properties of other vocabularies have; a datatype if shapes ask for it."""
    found: dict[str, set[str]] = defaultdict(set)
    for quad in used:
        name = curie(quad.predicate.value)
        if name.split(":")[0] in VOCABULARIES:
            kinds = {"@id"}
            if isinstance(quad.object, Literal):
                # That all dates so far are years does not mean that a date must be one.
                kinds = {"rdf:langString"} if quad.object.language else datatypes.get(name, {"xsd:string"})
            found[name] |= kinds
    return found


def described() -> dict[str, Any]:
    """The context that follows from ontology, shapes and data."""
    ontology, shapes = quads(places.ONTOLOGY), quads(places.ONTOLOGY / "shapes")
    used = {*ontology, *quads(places.DATA)} - {*shapes}
    paths = objects(shapes, "sh:path")
    limited, asking = (
        {curie(str(q.subject)[1:-1]) for q in shapes if curie(q.predicate.value) == name}
        for name in ("sh:maxCount", "sh:minCount")
    )
    # What some things have once, such as the premise of a rephrase, others may have several times.
    several = {path for shape in asking - limited for path in paths.get(shape, ())}
    lone = {path for shape in limited for path in paths.get(shape, ())} - several
    terms = {}
    for name, kinds in sorted((foreign(used, asked(shapes, "sh:datatype")) | ours(ontology)).items()):
        term = {"@id": name}
        if kinds == {"rdf:langString"}:
            term["@container"] = "@language"
        else:
            if len(kinds) == 1 and kinds != {"xsd:string"}:
                term["@type"] = min(kinds)
            if name not in lone:
                term["@container"] = "@set"
        terms[name] = term
    return {"@context": {"@version": 1.1, **PREFIXES, **terms}}


def test_the_context_is_what_ontology_shapes_and_data_say(request: pytest.FixtureRequest) -> None:
    """If this fails after a change to them: ``pytest tests/test_jsonld.py --regenerate``, and read."""
    text = json.dumps(described(), indent=2) + "\n"
    if request.config.getoption("--regenerate"):
        CONTEXT.write_text(text, encoding="utf-8")
        jsonld.context.cache_clear()
    assert text == CONTEXT.read_text(encoding="utf-8")


def test_the_context_covers_every_class_and_property() -> None:
    types = objects(quads(places.ONTOLOGY), "rdf:type")
    document: dict[str, Any] = {"@context": jsonld.context(), "@id": "claim:x", "@type": []}
    expected = set()
    for name, kinds in types.items():
        if not name.startswith("rg:"):
            continue
        if "owl:Class" in kinds:
            document["@type"].append(name)
            expected.add((PREFIXES["rdf"] + "type", PREFIXES["rg"] + name[3:]))
        else:
            language = jsonld.context()[name].get("@container") == "@language"
            document[name] = {"nb": "x"} if language else "x:y"
            expected.add((PREFIXES["rg"] + name[3:], "x" if language else "x:y"))
    read = parse(json.dumps(document), format=RdfFormat.JSON_LD)
    assert {(q.predicate.value, q.object.value) for q in read} == expected
    assert len(expected) > 60


BY_HAND = """{
  "@context": "context.jsonld",
  "@id": "assertion:x",
  "@type": "rg:Assertion",
  "rg:stance": "stance:endorses",
  "rg:asserts": {
    "@id": "claim:y",
    "@type": ["rg:StatisticalClaim"],
    "rg:paraphrase": { "nb": "Tallet stiger.", "en": "The figure is rising." },
    "dcterms:subject": ["topic:lar"]
  },
  "rg:anchor": [{ "@id": "anchor:z", "rg:start": 3, "rg:textLength": 7 }],
  "sdmx-dimension:refPeriod": "2020"
}
"""
MEANT = """
assertion:x a rg:Assertion ; rg:stance stance:endorses ; rg:asserts claim:y ; rg:anchor anchor:z ;
    sdmx-dimension:refPeriod "2020"^^xsd:gYear .
claim:y a rg:StatisticalClaim ; dcterms:subject topic:lar ;
    rg:paraphrase "Tallet stiger."@nb , "The figure is rising."@en .
anchor:z rg:start 3 ; rg:textLength 7 .
"""


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_a_document_written_by_hand_means_what_it_says(tmp_path: Path) -> None:
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    meant = {str(quad) for quad in parse(prefixes + MEANT, format=RdfFormat.TURTLE)}
    inline = json.loads(BY_HAND) | json.loads(CONTEXT.read_text(encoding="utf-8"))
    assert {str(quad) for quad in parse(json.dumps(inline), format=RdfFormat.JSON_LD)} == meant
    (tmp_path / "context.jsonld").write_bytes(CONTEXT.read_bytes())
    (tmp_path / "mine.jsonld").write_text(BY_HAND, encoding="utf-8")
    theirs = rdflib.Graph().parse(tmp_path / "mine.jsonld").serialize(format="nt", encoding="utf-8")
    assert {str(quad) for quad in parse(theirs, format=RdfFormat.N_TRIPLES)} == meant


@given(GRAPHS)
@settings(max_examples=400)
def test_what_is_written_reads_back_as_the_same_graph(statements: list[Quad]) -> None:
    data = Statements(tuple(statements)).render("jsonld")
    assert canonical(parse(data, format=RdfFormat.JSON_LD)) == canonical(statements)


def test_an_export_is_plain_to_read(graph: Graph) -> None:
    document = json.loads(graph.statements(document="fo-hearing-statement-2018").render("jsonld"))
    nodes = {node["@id"]: node for node in document["@graph"]}
    statement = nodes["document:fo-hearing-statement-2018"]
    assert statement["@type"] == ["rg:SourceDocument"]
    assert set(statement["dcterms:title"]) == {"nb", "en"}
    rendition = nodes["rendition:fo-hearing-statement-2018"]
    assert rendition["dcterms:isFormatOf"] == "document:fo-hearing-statement-2018"
    assert rendition["rg:textLength"] == 5131
    premises = [node["rg:premise"] for node in nodes.values() if "rg:premise" in node]
    assert premises
    assert all(isinstance(premise, list) for premise in premises)


def test_a_document_carries_only_what_it_needs_of_the_context() -> None:
    statement = Triple(NamedNode(PREFIXES["claim"] + "x"), NamedNode(PREFIXES["rg"] + "start"), Literal(3))
    assert json.loads(jsonld.render([statement])) == {
        "@context": {
            "@version": 1.1,
            "claim": PREFIXES["claim"],
            "rg": PREFIXES["rg"],
            "xsd": PREFIXES["xsd"],
            "rg:start": jsonld.context()["rg:start"],
        },
        "@graph": [{"@id": "claim:x", "rg:start": 3}],
    }


@pytest.mark.parametrize("value", [NamedNode("claim:x"), Literal("x", datatype=NamedNode("unit:x"))])
def test_an_iri_that_looks_shortened_is_not_taken_for_one(value: NamedNode | Literal) -> None:
    statement = Triple(NamedNode(PREFIXES["claim"] + "x"), NamedNode("urn:p"), value)
    assert [quad.triple for quad in parse(jsonld.render([statement]), format=RdfFormat.JSON_LD)] == [
        statement
    ]


def test_a_text_without_a_language_stands_beside_those_that_have_one() -> None:
    label = NamedNode(PREFIXES["rdfs"] + "label")
    statements = [
        Triple(BlankNode("a"), label, value)
        for value in (Literal("a", language="nb"), Literal("b", language="nb"), Literal("c"))
    ]
    read = parse(jsonld.render(statements), format=RdfFormat.JSON_LD)
    assert canonical(read) == canonical(Quad(*triple) for triple in statements)


def test_a_triple_term_is_refused() -> None:
    inner = Triple(NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("urn:c"))
    with pytest.raises(UsageError, match="JSON-LD"):
        jsonld.render([Triple(NamedNode("urn:a"), NamedNode("urn:b"), inner)])
