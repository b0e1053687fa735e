"""HermiT, a complete OWL 2 DL reasoner, finds no contradiction, and finds those that are planted."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Triple, parse, serialize

from rusgraf.graph import Graph
from rusgraf.terms import PREFIXES

pytestmark = [
    pytest.mark.java,
    pytest.mark.skipif(not shutil.which("java"), reason="needs Java: apt-get install default-jre-headless"),
]

PREFIX_LINES = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())


def triples(graph: Graph, *parts: str) -> list[Triple]:
    return [quad.triple for part in parts for quad in graph.quads(part)]


def unsatisfiable(statements: list[Triple], tmp_path: Path, planted: str = "") -> set[str] | None:
    """The classes that can have no members, by IRI; ``None`` if the whole contradicts itself.

    The statements go in as they are. HermiT knows the datatypes of OWL 2, and so neither
    xsd:date nor xsd:gYear: values of these are passed over. Properties of other vocabularies
    that the ontology does not declare are annotations to it.
    """
    import owlready2

    extra = [quad.triple for quad in parse(PREFIX_LINES + planted, format=RdfFormat.TURTLE)]
    file = tmp_path / "rusgraf.nt"
    file.write_bytes(serialize([*statements, *extra], format=RdfFormat.N_TRIPLES) or b"")
    world = owlready2.World()
    try:
        ontology = world.get_ontology(file.as_uri()).load()
        assert len(world.graph) >= len({*statements, *extra})
        with ontology:
            owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
    except owlready2.OwlReadyInconsistentOntologyError:
        return None
    else:
        return {found.iri for found in world.inconsistent_classes()} - {owlready2.Nothing.iri}
    finally:
        world.close()


def test_every_class_can_have_members(graph: Graph, tmp_path: Path) -> None:
    assert unsatisfiable(triples(graph, "ontology"), tmp_path) == set()


def test_a_class_that_can_have_none_is_found(graph: Graph, tmp_path: Path) -> None:
    planted = "rg:Impossible a owl:Class ; rdfs:subClassOf rg:Support , rg:Attack ."
    assert unsatisfiable(triples(graph, "ontology"), tmp_path, planted) == {PREFIXES["rg"] + "Impossible"}


def test_the_graph_with_all_that_the_rules_derive_contradicts_nothing(graph: Graph, tmp_path: Path) -> None:
    assert unsatisfiable(triples(graph, "ontology", "data", "derived"), tmp_path) == set()


@pytest.mark.parametrize(
    "planted",
    [
        "claim:new-official-inquiry a rg:FactualClaim .",
        "claim:new-official-inquiry rg:stance stance:endorses .",
        "rendition:fo-hearing-statement-2018 rg:textLength 'long' .",
        "assertion:x rg:statedIn actor:fo .",
        "source:x a rg:Study , rg:UnidentifiedSource .",
    ],
    ids=["disjoint classes", "domain", "datatype", "range", "disjoint sources"],
)
def test_a_contradiction_in_the_data_is_found(graph: Graph, tmp_path: Path, planted: str) -> None:
    assert unsatisfiable(triples(graph, "ontology", "data", "derived"), tmp_path, planted) is None
