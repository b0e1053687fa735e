"""Every rule in the shapes, held to its examples.

``{Shape}/valid/`` holds data that keeps the rules of a shape; each file in ``{Shape}/invalid/``
breaks one of them, which its first line names. Beside the ontology, a file needs no other data.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Triple

from rusgraf import files, places, turtle
from rusgraf.terms import BASE, PREFIXES, Term
from rusgraf.validation import shapes
from rusgraf.validation.engines import fast, reference

HERE = Path(__file__).parent
VALID = sorted(HERE.glob("*/valid/*.ttl"))
INVALID = sorted(HERE.glob("*/invalid/*.ttl"))

RGSH, SH = PREFIXES["rgsh"], PREFIXES["sh"]
TARGETS = {f"{SH}{name}" for name in ("targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf")}
#: What a property shape says beside its constraints. Of the qualified ones, the counts are the constraints.
NO_CONSTRAINT = {f"{SH}{name}" for name in ("message", "path", "qualifiedValueShape", "severity")}


def name(path: Path) -> str:
    return path.relative_to(HERE).as_posix()


@pytest.mark.parametrize("path", VALID, ids=name)
def test_valid_example_trips_nothing(path: Path) -> None:
    data = with_ontology(path)
    assert fast(data) == []
    assert reference(data) == []


@pytest.mark.parametrize("path", INVALID, ids=name)
def test_invalid_example_trips_the_rule_it_names_with_both_engines(path: Path) -> None:
    data = with_ontology(path)
    results = set(fast(data))
    assert {result.shape for result in results} == {trips(path)}
    assert results == set(reference(data))


@pytest.mark.parametrize("path", INVALID, ids=name)
def test_invalid_example_lies_with_the_shape_of_its_rule(path: Path) -> None:
    assert trips(path) in rules()[path.parts[-3]]


def test_every_shape_with_a_target_has_a_valid_example() -> None:
    assert {path.parts[-3] for path in VALID} == set(rules())


def test_every_constraint_has_an_invalid_example() -> None:
    declared = {(rule, part) for shape in rules().values() for rule, parts in shape.items() for part in parts}
    shown = {(result.shape, result.component) for path in INVALID for result in fast(with_ontology(path))}
    assert declared - shown == set()


def test_every_comparison_says_what_it_takes() -> None:
    """Where nothing but the series is given, each code asks for more, or for something else."""
    scheme, said = NamedNode(f"{BASE}code/comparison"), NamedNode(f"{PREFIXES['skos']}inScheme")
    codes = [t.subject for t in ontology() if t.predicate == said and t.object == scheme]
    assert len(codes) > 15
    example = (HERE / "StatisticalContent/valid/highest-in-ten-years.ttl").read_text(encoding="utf-8")
    bare, found = example.replace("rg:windowYears 10", 'rdfs:comment "x"'), set()
    for code in codes:
        text = f"@prefix rdfs: <{PREFIXES['rdfs']}> .\n" + bare.replace(
            "comparison:highest-in-window", str(code)
        )
        read = {quad.triple for quad in files.read_bytes(text.encode(), "x.ttl").quads}
        results = fast(turtle.ntriples(ontology() | read))
        found |= {code for result in results if result.path == f"{PREFIXES['rg']}comparison"}
    assert found == set(codes)


def trips(path: Path) -> str:
    """The rule that the first line of an invalid example names."""
    first = path.read_text(encoding="utf-8").partition("\n")[0].strip()
    return RGSH + first.removeprefix("# trips: rgsh:")


def with_ontology(path: Path) -> str:
    """An example and the ontology, as N-Triples."""
    example = {quad.triple for quad in files.read(path).quads}
    return turtle.ntriples(ontology() | example)


@cache
def ontology() -> frozenset[Triple]:
    return frozenset(
        quad.triple for path in places.ontology_files() for quad in files.read_trusted(path).quads
    )


@cache
def rules() -> dict[str, dict[str, set[str]]]:
    """The property shapes of each shape with a target, and the constraint components of each."""
    targeted = {quad.subject for quad in shapes.quads() if quad.predicate.value in TARGETS}
    found: dict[str, dict[str, set[str]]] = {local(shape): {} for shape in targeted}
    for quad in shapes.quads():
        if quad.subject in targeted and quad.predicate.value == f"{SH}property":
            found[local(quad.subject)][RGSH + local(quad.object)] = components(quad.object)
    return found


def components(rule: Term) -> set[str]:
    said = {quad.predicate.value for quad in shapes.quads() if quad.subject == rule}
    parameters = {iri.removeprefix(SH) for iri in said - NO_CONSTRAINT if iri.startswith(SH)}
    return {
        "SPARQLConstraintComponent" if word == "sparql" else f"{word[0].upper()}{word[1:]}ConstraintComponent"
        for word in parameters
    }


def local(term: Term) -> str:
    assert isinstance(term, NamedNode)
    return term.value.removeprefix(RGSH)
