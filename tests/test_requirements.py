"""What is asked of each class, as it is read from the shapes: whole, true to them, and in words."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Triple

from conftest import TESTS
from rusgraf import files, places, requirements, turtle
from rusgraf.errors import UnknownName
from rusgraf.graph import Graph
from rusgraf.requirements import Field, Requirements, constraints, reading, wording
from rusgraf.requirements.said import Said
from rusgraf.terms import LANGUAGES, PREFIXES, RDF_TYPE, curie
from rusgraf.validation.engines import fast

EVERYTHING = requirements.all()
SH = PREFIXES["sh"]
RG = PREFIXES["rg"]
#: What shapes say of a property: what is read into fields, and what people are told by the message alone.
READ = set(
    """
    class datatype disjoint in languageIn lessThan lessThanOrEquals maxCount maxInclusive minCount
    minExclusive minInclusive node nodeKind or pattern qualifiedMaxCount qualifiedMinCount
    qualifiedValueShape uniqueLang
    """.split()
)
ONLY_TOLD = {"not", "sparql"}
ABOUT = {"message", "path", "severity"}


def name(asked: Requirements) -> str:
    return curie(asked.name)


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph(files.read_trusted(path) for path in places.turtle_files(places.ONTOLOGY / "shapes"))


def told(asked: Requirements) -> Counter[str]:
    """How often each property shape is told of."""
    found = Counter(shape for field in asked.fields for shape in field.shapes)
    found.update(rule.shape for rule in (*asked.rules, *asked.warnings))
    return found


def test_every_property_shape_is_told_of_once_for_the_class_that_it_is_about(shapes: Graph) -> None:
    rows = shapes.select("SELECT ?class ?shape { ?of sh:targetClass ?class ; sh:property ?shape }")
    assert len(rows) > 100
    by_name = {asked.name: told(asked) for asked in EVERYTHING}
    assert {row["class"] for row in rows} == by_name.keys()
    for row in rows:
        assert by_name[row["class"]][row["shape"]] == 1, row
    elsewhere = shapes.select(
        "SELECT ?shape { ?of sh:targetSubjectsOf|sh:targetObjectsOf|sh:targetNode ?x ; sh:property ?shape }"
    )
    for row in elsewhere:
        assert {found[row["shape"]] for found in by_name.values()} - {0} == {1}, row


def test_a_shape_with_a_target_says_nothing_but_what_is_read(shapes: Graph) -> None:
    rows = shapes.select(
        """SELECT DISTINCT ?said {
             ?of sh:targetClass|sh:targetSubjectsOf|sh:targetObjectsOf|sh:targetNode ?target ; ?said ?value
           }"""
    )
    assert {curie(row["said"]) for row in rows} == {
        "rdf:type",
        "sh:property",
        "sh:targetClass",
        "sh:targetSubjectsOf",
    }
    rows = shapes.select(
        """SELECT DISTINCT ?said {
             ?of sh:targetClass|sh:targetSubjectsOf ?target ; sh:property ?shape . ?shape ?said ?value
           }"""
    )
    parameters = {row["said"].removeprefix(SH) for row in rows if row["said"].startswith(SH)}
    assert parameters == READ | ONLY_TOLD | ABOUT


def test_a_narrower_class_has_all_that_is_asked_of_the_wider() -> None:
    by_name = {asked.name: asked for asked in EVERYTHING}
    pairs = [(asked, by_name[wider]) for asked in EVERYTHING for wider in asked.wider]
    assert len(pairs) > 8
    for asked, wider in pairs:
        barred = {rule.path for rule in asked.rules if rule.shape not in wider.shapes}
        kept = {shape for field in wider.fields if field.path not in barred for shape in field.shapes}
        assert kept <= asked.shapes, (asked.name, wider.name)
        assert {field.path for field in wider.required} <= {field.path for field in asked.required} | barred
    demand = requirements.of("rg:PolicyDemand")
    claim = requirements.of("rg:Claim")
    assert [field.path for field in demand.fields] == [field.path for field in claim.fields]
    assert demand.rules == claim.rules


@pytest.mark.parametrize("parameter", sorted(READ))
def test_what_a_shape_says_is_in_its_field(parameter: str, shapes: Graph) -> None:
    """Read again by SPARQL: each value of each parameter, against the field that the shape is in."""
    rows = shapes.select(
        f"""SELECT ?class ?shape ?value ?item {{
              ?of sh:targetClass ?class ; sh:property ?shape .
              ?shape sh:{parameter} ?value .
              FILTER NOT EXISTS {{ ?shape sh:severity sh:Warning }}
              OPTIONAL {{ ?value rdf:rest*/rdf:first ?item }}
            }}"""
    )
    by_name = {asked.name: asked for asked in EVERYTHING}
    seen = 0
    for row in rows:
        for field in by_name[row["class"]].fields:
            if row["shape"] in field.shapes:
                assert is_in(field, parameter, row["value"], row["item"]), row
                seen += 1
    assert seen


def is_in(field: Field, parameter: str, value: object, item: str | None) -> bool:
    asked = field.asked
    inside = {
        "class": lambda: any(below(one, str(value)) for one in field.classes),
        "datatype": lambda: field.datatypes == (value,),
        "in": lambda: item in field.codes,
        "languageIn": lambda: item in asked.tags,
        "maxCount": lambda: asked.most is not None and asked.most <= int(str(value)),
        "minCount": lambda: asked.least >= int(str(value)),
        "node": lambda: bool(field.scheme and field.codes),
        "nodeKind": lambda: asked.iri,
        "or": lambda: bool(field.classes or field.datatypes or field.messages),
        "pattern": lambda: value in asked.patterns,
        "qualifiedMaxCount": lambda: asked.most == value,
        "qualifiedMinCount": lambda: asked.least >= int(str(value)),
        "qualifiedValueShape": lambda: bool(asked.languages or asked.codes),
        "uniqueLang": lambda: asked.once is value,
    }
    return inside.get(parameter, lambda: (parameter, str(value)) in asked.bounds)()


def below(one: str, other: str) -> bool:
    return one == other or other in requirements.of(one).wider


def test_every_code_field_lists_the_codes_of_its_scheme(graph: Graph) -> None:
    seen = set()
    for asked in EVERYTHING:
        for field in asked.fields:
            if field.scheme:
                rows = graph.select(f"SELECT ?code {{ ?code skos:inScheme <{field.scheme}> }}")
                listed = {row["code"] for row in rows}
                narrowed = (asked.name, field.path) == (f"{RG}FollowUp", f"{RG}basis")
                assert set(field.codes) == ({f"{PREFIXES['basis']}analytic"} if narrowed else listed)
                assert len(field.codes) == len(set(field.codes))
                seen.add(field.scheme)
    assert len(seen) > 10


def test_everything_has_a_name_and_a_meaning_in_both_languages() -> None:
    for asked in EVERYTHING:
        assert asked.labels.keys() == asked.definitions.keys() == set(LANGUAGES), asked.name
        for field in asked.fields:
            assert field.labels.keys() == field.definitions.keys() == set(LANGUAGES), field.path
            assert all(said.keys() == set(LANGUAGES) for said in field.messages)
            assert len(field.messages) == len(field.shapes)
            for iri in (*field.codes, *field.classes, *filter(None, [field.scheme])):
                assert requirements.labels(iri).keys() == set(LANGUAGES), iri
        for rule in (*asked.rules, *asked.warnings):
            assert rule.messages.keys() == set(LANGUAGES), rule.shape


def test_a_property_reads_as_it_does_in_the_shapes() -> None:
    claim = {curie(field.path): field for field in requirements.of("claim").fields}
    assert claim["rg:paraphrase"].languages == ("nb", "en")
    assert claim["rg:paraphrase"].kind == "text"
    assert claim["dcterms:subject"].kind == "topic"
    anchor = {curie(field.path): field for field in requirements.of("anchor").fields}
    assert anchor["rg:start"].asked.bounds == (("minInclusive", "0"), ("lessThan", f"{RG}end"))
    assert not anchor["rg:start"].many
    rephrase = {curie(field.path): field for field in requirements.of("rephrase").fields}
    assert rephrase["rg:premise"].classes == (f"{RG}Claim",)
    assert not rephrase["rg:premise"].many
    document = {curie(field.path): field for field in requirements.of("source-document").fields}
    assert [curie(each) for each in document["dcterms:date"].datatypes] == [
        "xsd:date",
        "xsd:gYearMonth",
        "xsd:gYear",
    ]
    # A source that cannot be opened has no page.
    unidentified = requirements.of("unidentified source")
    assert f"{PREFIXES['foaf']}page" not in {field.path for field in unidentified.fields}
    assert [curie(rule.shape) for rule in unidentified.rules] == ["rgsh:UnidentifiedSource-page"]


# Against what validation says


@cache
def ontology() -> frozenset[Triple]:
    return frozenset(
        quad.triple for path in places.ontology_files() for quad in files.read_trusted(path).quads
    )


def without(triples: frozenset[Triple], thing: NamedNode, field: Field, asked: Requirements) -> set[Triple]:
    """An example, less what it says of a thing by a property; a type gives way to the wide class."""
    left = {t for t in triples if (t.subject, t.predicate.value) != (thing, field.path)}
    if field.path == RDF_TYPE.value:
        left.add(Triple(thing, RDF_TYPE, NamedNode(asked.name)))
    return left


def cases() -> list[tuple[Requirements, Field, NamedNode, Path]]:
    """For each property of each class a thing in a valid example that has it."""
    found: dict[tuple[str, str], tuple[Requirements, Field, NamedNode, Path]] = {}
    for path in sorted((TESTS / "shapes").glob("*/valid/*.ttl")):
        said = Said(files.read(path).quads)
        for thing in said.subjects():
            assert isinstance(thing, NamedNode)
            classes = said.iris(thing, RDF_TYPE.value)
            for asked in EVERYTHING:
                if not any(below(one, asked.name) for one in classes if one in reading.classes()):
                    continue
                for field in asked.fields:
                    of_own_class = field.path == RDF_TYPE.value and asked.name in field.codes
                    if said.of(thing, field.path) and not of_own_class:
                        found.setdefault((asked.name, field.path), (asked, field, thing, path))
    return list(found.values())


CASES = cases()


@pytest.mark.parametrize(
    ("asked", "field", "thing", "path"),
    CASES,
    ids=[f"{name(case[0])} {curie(case[1].path)}" for case in CASES],
)
def test_what_is_required_is_missed_by_validation_and_nothing_else_is(
    asked: Requirements, field: Field, thing: NamedNode, path: Path
) -> None:
    triples = frozenset(quad.triple for quad in files.read(path).quads)
    results = fast(turtle.ntriples(without(triples, thing, field, asked) | ontology()))
    missed = {
        r.shape for r in results if r.focus == thing and r.path == field.path and r.severity == "Violation"
    }
    assert bool(missed & set(field.shapes)) == field.required


def test_every_required_property_was_tried() -> None:
    tried = {(asked.name, field.path) for asked, field, _, _ in CASES}
    required = {(asked.name, field.path) for asked in EVERYTHING for field in asked.required}
    own_class = {(asked.name, RDF_TYPE.value) for asked in EVERYTHING}
    assert required - own_class <= tried
    assert sum(not field.required for _, field, _, _ in CASES) > 50


# Names


@pytest.mark.parametrize("iri", reading.classes())
def test_a_class_is_found_by_every_name_it_has(iri: str) -> None:
    names = [
        iri,
        curie(iri),
        wording.slug(iri),
        curie(iri).partition(":")[2],
        *requirements.labels(iri).values(),
    ]
    for each in names:
        assert requirements.of(each).name == iri
        assert requirements.of(f" {each.replace(' ', '-').upper()} " if ":" not in each else each).name == iri


def test_one_word_of_a_label_will_do_where_no_other_class_has_it() -> None:
    assert name(requirements.of("relation")) == "rg:ArgumentRelation"
    assert name(requirements.of("krav")) == "rg:PolicyDemand"
    with pytest.raises(UnknownName) as found:
        requirements.of("source")
    assert "rg:SourceDocument" in found.value.hint
    assert "rg:EvidenceSource" in found.value.hint


@pytest.mark.parametrize(
    ("word", "hint"), [("clam", "claim"), ("påstnad", "påstand"), ("rg:Clame", "rg:Claim")]
)
def test_a_misspelt_name_gets_the_right_one(word: str, hint: str) -> None:
    with pytest.raises(UnknownName) as found:
        requirements.of(word)
    assert f"Did you mean {hint}" in found.value.hint


def test_what_only_rules_make_is_not_asked_for() -> None:
    with pytest.raises(UnknownName):
        requirements.of("rg:ClaimCheck")


# New shapes


def test_a_new_class_property_and_code_list_show_up_by_themselves(tmp_path: Path) -> None:
    shutil.copytree(places.ONTOLOGY, tmp_path / "ontology")
    header = "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in PREFIXES.items())
    (tmp_path / "ontology" / "pond.ttl").write_text(
        header
        + """
        <https://w3id.org/rusgraf/graph/ontology/pond> a prov:Bundle .
        rg:Pond a owl:Class ; rdfs:subClassOf rg:Claim ; rdfs:label "dam"@nb , "pond"@en .
        rg:depth rdfs:label "dybde"@nb , "depth"@en .
        <https://w3id.org/rusgraf/code/stance/floats> skos:inScheme <https://w3id.org/rusgraf/code/stance> .
        """,
        encoding="utf-8",
    )
    (tmp_path / "ontology" / "shapes" / "pond.ttl").write_text(
        header
        + """
        rgsh:Pond a sh:NodeShape ; sh:targetClass rg:Pond ; sh:property rgsh:Pond-depth , rgsh:Pond-mood .
        rgsh:Pond-depth sh:path rg:depth ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:decimal ;
            sh:maxExclusive 3.5 ; sh:message "Si hvor dyp."@nb , "Say how deep."@en .
        rgsh:Pond-mood sh:path rg:stance ; sh:node rgsh:StanceCode ; sh:message "a"@nb , "a"@en .
        """,
        encoding="utf-8",
    )
    script = """if True:
        import pathlib, sys
        from rusgraf import places
        places.ONTOLOGY = pathlib.Path(sys.argv[1])
        from rusgraf import requirements
        from rusgraf.requirements import wording
        for entry in wording.describe(requirements.of("pond"), "en").entries:
            print(entry.label, entry.count, entry.value, len(entry.choices), sep="|")
    """
    done = subprocess.run(
        [sys.executable, "-c", script, tmp_path / "ontology"], capture_output=True, text=True, check=True
    )
    lines = done.stdout.splitlines()
    assert "depth|exactly one value|number below 3.5 with a point, such as 3.0|0" in lines
    assert "stance|as many as you like|a code from the list “stances”|7" in lines
    assert any(line.startswith("paraphrase|one in each") for line in lines)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("sh:hasValue rg:Claim", {"codes": (f"{RG}Claim",)}),
        ("sh:minLength 2 ; sh:maxLength 9", {"bounds": (("minLength", "2"), ("maxLength", "9"))}),
        ("sh:equals rg:end", {"bounds": (("equals", f"{RG}end"),)}),
        (
            "sh:and ( [ sh:class rg:Claim ] [ sh:class rg:Actor ] )",
            {"classes": (f"{RG}Claim", f"{RG}Actor")},
        ),
        ("sh:in ( rg:a rg:b ) ; sh:node [ sh:in ( rg:b rg:c ) ]", {"codes": (f"{RG}b",)}),
        ("sh:or ( [ sh:class rg:Claim ] [ sh:datatype xsd:string ] )", {}),
        ("sh:minCount 2 ; sh:node [ sh:maxCount 4 ]", {"least": 2, "most": 4}),
        ("sh:node [ sh:property [ sh:path rdf:type ; sh:hasValue rg:Claim ] ]", {"classes": (f"{RG}Claim",)}),
        ("sh:node [ sh:property [ sh:path rg:start ; sh:hasValue 3 ] ]", {}),
    ],
)
def test_what_no_shape_says_yet_is_read_too(said: str, expected: dict[str, object]) -> None:
    text = "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in PREFIXES.items())
    quads = files.read_bytes(f"{text} rgsh:x {said} .".encode(), "x.ttl").quads
    read = constraints.read(Said(quads), NamedNode(f"{PREFIXES['rgsh']}x"), str.__eq__)
    assert read == constraints.Constraint(**expected)  # type: ignore[arg-type]
