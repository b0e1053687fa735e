from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from rusgraf import files, places, terms

XSD = terms.PREFIXES["xsd"]


@pytest.mark.parametrize("iri", ["https://example.org/a b", "https://w3id.org/rusgraf/id/claim/a/b", "urn:x"])
def test_an_iri_that_has_no_curie_keeps_its_brackets(iri: str) -> None:
    assert terms.curie(iri) == f"<{iri}>"


@pytest.mark.parametrize("prefix", terms.PREFIXES)
def test_curie_and_expand_are_inverse(prefix: str) -> None:
    iri = f"{terms.PREFIXES[prefix]}a-1"
    assert terms.expand(terms.curie(iri)) == iri


def test_the_longest_namespace_wins() -> None:
    assert terms.curie("https://w3id.org/rusgraf/code/actor-kind/party") == "actor-kind:party"


@pytest.mark.parametrize("text", ["fo", "nosuch:fo", "a b:c", "mailto:x@example.org"])
def test_what_is_no_curie_is_not_expanded(text: str) -> None:
    assert terms.expand(text) is None


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (Literal(5), "5"),
        (Literal("05", datatype=NamedNode(XSD + "integer")), '"05"^^xsd:integer'),
        (Literal("x", datatype=NamedNode(XSD + "integer")), '"x"^^xsd:integer'),
        (Literal("2018", datatype=NamedNode(XSD + "gYear")), '"2018"^^xsd:gYear'),
        (Literal('a"\n', language="nb"), '"a\\"\\n"@nb'),
        (Literal(value=True), "true"),
    ],
)
def test_literals_are_written_as_turtle_writes_them(term: Literal, text: str) -> None:
    assert terms.written(term) == text


def test_the_shapes_declare_the_same_prefixes() -> None:
    quads = files.read_trusted(places.ONTOLOGY / "shapes" / "prefixes.ttl").quads
    sh = terms.PREFIXES["sh"]
    declared = {
        predicate: {quad.subject: quad.object for quad in quads if quad.predicate.value == sh + predicate}
        for predicate in ("prefix", "namespace")
    }
    assert declared["prefix"]
    for node, prefix in declared["prefix"].items():
        namespace = declared["namespace"][node]
        assert isinstance(prefix, Literal)
        assert isinstance(namespace, Literal)
        assert terms.PREFIXES[prefix.value] == namespace.value


def test_an_unknown_name_comes_with_what_there_is() -> None:
    error = terms.unknown("format", "zzz", ["csv", "json"])
    assert error.hint == "Known: csv, json."
    assert error.exit_code == 2
