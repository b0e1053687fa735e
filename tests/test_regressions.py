"""Where a library underneath is known to be wrong, rusgraf is right all the same."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from pathlib import Path

import pytest

import rusgraf
from rusgraf import files, terms
from rusgraf.files import RawFile
from rusgraf.graph import Graph
from rusgraf.validation import Finding
from rusgraf.validation.engines import ENGINES

GOOD = (Path(__file__).parent / "submissions" / "good.ttl").read_text(encoding="utf-8")
PREFIXES = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in terms.PREFIXES.items())

engines = pytest.mark.parametrize("engine", ENGINES)


@pytest.fixture(scope="module")
def graph() -> Graph:
    """The ontology alone: all that the good submission needs, and little for pySHACL to go through."""
    return Graph([])


def findings(text: str, graph: Graph, engine: str = "fast", format: str = "ttl") -> tuple[Finding, ...]:
    """What is found in a text, in the process that has its limits."""
    raw = RawFile(f"my.{format}", (PREFIXES + text if format == "ttl" else text).encode(), format)
    return rusgraf.validate(raw, graph=graph, engine=engine).findings


def changed(old: str, new: str) -> str:
    assert GOOD.count(old), f"the good submission has no {old}"
    return GOOD.replace(old, new, 1)


def where(found: Iterable[Finding]) -> list[str]:
    return [finding.about for finding in found]


# What is right is not refused.


@engines
def test_a_code_of_a_list_written_out_in_a_shape_is_taken(engine: str, graph: Graph) -> None:
    """pySHACL refuses members of such a list where rdflib keeps its statements in a foreign store."""
    text = """
        evidence:x a rg:EvidenceItem ; rg:paraphrase "Det skjedde."@nb , "It happened."@en ;
            rg:fromSource source:x ; rg:evidenceKind evidence-kind:primary-study .
        source:x a rg:EvidenceSource ; rdfs:label "X"@nb ; foaf:page <https://example.org/x> .
        relation:x a rg:FollowUp ; rg:premise evidence:x ; rg:target claim:example-more-benches ;
            rg:basis basis:analytic ; rg:drawnBy agent:example-analyst .
    """
    assert findings(GOOD + text, graph, engine) == ()
    wrong = text.replace(
        "rg:basis basis:analytic", "rg:basis basis:implicit ; rg:anchor anchor:example-2019-40-50"
    )
    assert "relation:x rg:basis" in where(findings(GOOD + wrong, graph, engine))


# What is wrong is found.


@engines
@pytest.mark.parametrize("year", ["20x9", "June 2019", "19", "2019-06", "12019"])
def test_a_year_that_is_none_is_found(engine: str, year: str, graph: Graph) -> None:
    """Most engines take any text for a year."""
    text = changed('"2019"^^xsd:gYear', f'"{year}"^^xsd:gYear')
    assert where(findings(text, graph, engine)) == ["document:example-2019 dcterms:date"]


@engines
@pytest.mark.parametrize(
    "page", ['"not an address"^^xsd:anyURI', '"https://example.org"^^xsd:anyURI', "<urn:x>"]
)
def test_a_page_that_is_no_address_is_found(engine: str, page: str, graph: Graph) -> None:
    """No engine looks into an xsd:anyURI."""
    text = changed("dcterms:date ", f"foaf:page {page} ;\n    dcterms:date ")
    assert where(findings(text, graph, engine)) == ["document:example-2019 foaf:page"]


@engines
@pytest.mark.parametrize("second", ['"8 or 9"', "true", '"8"^^xsd:gYear', "8.5", '"five"^^xsd:boolean'])
def test_a_figure_beside_another_value_is_found(engine: str, second: str, graph: Graph) -> None:
    """In SPARQL, values of two sorts are neither equal nor different."""
    text = """
        dataset:x a qb:DataSet ; rdfs:label "X"@nb ; qb:structure dataset:overdose-deaths-register-structure .
        source:x a rg:EvidenceSource ; rdfs:label "X"@nb ; foaf:page <https://example.org/x> .
        observation:x a qb:Observation ; qb:dataSet dataset:x ; sdmx-dimension:refArea wd:Q20 ;
            sdmx-dimension:refPeriod "1999"^^xsd:gYear ; sdmx-attribute:unitMeasure unit:deaths ;
            dcterms:source source:x ; measure:register-overdose-deaths 7 """
    assert findings(f"{text} .", graph, engine) == ()
    found = where(findings(f"{text} , {second} .", graph, engine))
    assert found == ["observation:x measure:register-overdose-deaths"]


@engines
@pytest.mark.parametrize(
    "statement",
    [
        "rg:TextRendition rdfs:subClassOf rg:SourceDocument .",
        "rg:Source rdfs:subClassOf rg:Actor . rg:SourceDocument rdfs:subClassOf rg:Actor .",
        "rg:SourceDocument owl:equivalentClass rg:Actor .",
        "document:example-2019 a rdfs:Class ; rdfs:subClassOf rg:Actor .",
        "rgsh:Assertion-assertedBy sh:deactivated true .",
        "rgsh:Assertion sh:deactivated true .",
    ],
)
def test_no_statement_makes_a_mistake_disappear(engine: str, statement: str, graph: Graph) -> None:
    """Engines take the word of the data for what its classes are, and some for the shapes."""
    mistake = changed(
        "rg:assertedBy actor:example-friends-of-the-park", "rg:assertedBy document:example-2019"
    )
    (before,) = where(findings(mistake, graph, engine))
    after = findings(f"{mistake}\n{statement}", graph, engine)
    assert before in where(after)
    assert "vocabulary-statement" in {finding.kind for finding in after}


# One mistake is one finding, in both languages, with whatever engine.


@engines
@pytest.mark.parametrize(
    ("old", "new", "about"),
    [
        ('benker."@nb', 'benker."', "claim:example-more-benches rg:paraphrase"),
        (
            '"2026-11-25"^^xsd:date',
            '"25.11.2026"',
            f"{terms.BASE}graph/submissions/2019-parkvenner dcterms:issued",
        ),
        ('"2019"^^xsd:gYear', '"2019-02-30"^^xsd:date', "document:example-2019 dcterms:date"),
    ],
)
def test_three_results_are_one_finding(engine: str, old: str, new: str, about: str, graph: Graph) -> None:
    """A missing language tag breaks three constraints, and so does a bad date."""
    (finding,) = findings(changed(old, new), graph, engine)
    assert finding.about == about
    assert finding.message("nb") != finding.message("en")
    assert all(finding.message(language) for language in ("nb", "en"))


def test_a_message_is_in_the_language_that_is_asked_for(graph: Graph) -> None:
    """The fast engine gives messages without their language tags, one after another."""
    (finding,) = findings(changed('rg:locator "l. 3" ;', ""), graph)
    assert "mangler" in finding.message("nb") or "Oppgi" in finding.message("nb")
    assert not any(word in finding.message("en") for word in ("mangler", "Oppgi", " og ", " ikke "))


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("claim:example-more-bench", "dangling-reference"),
        ("actor:example-friends-of-the-park", "wrong-class"),
    ],
)
def test_a_thing_of_another_class_is_told_from_one_that_is_not_there(
    target: str, kind: str, graph: Graph
) -> None:
    """For every engine both are results of one constraint."""
    text = changed("rg:asserts claim:example-more-benches", f"rg:asserts {target}")
    (finding,) = findings(text, graph)
    assert finding.kind == kind


# Nothing gives up, and nothing but the report speaks.


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ('"three"^^xsd:integer', "50"),
        ('"NaN"^^xsd:decimal', '"5.0"^^xsd:decimal'),
        ('"40"^^xsd:date', '"x"^^xsd:date'),
        ('"yes"^^xsd:boolean', '"no"^^xsd:boolean'),
        ('"a"@nb', '"b"@en'),
        ("<urn:a>", "50"),
    ],
)
def test_values_that_have_no_order_are_found_by_both_engines(
    start: str, end: str, graph: Graph, caplog: pytest.LogCaptureFixture
) -> None:
    """pySHACL dies of comparing them; rdflib logs a traceback or warns of each."""
    text = GOOD.replace("rg:start 40", f"rg:start {start}").replace("rg:end 50", f"rg:end {end}")
    source = files.read_bytes(text.encode(), "my.ttl")
    with caplog.at_level(logging.WARNING):
        reports = [rusgraf.validate(source, graph=graph, engine=engine) for engine in ENGINES]
    for report in reports:
        assert "anchor:example-2019-40-50 rg:start" in where(report.findings)
    assert caplog.records == []


@engines
def test_statements_in_named_graphs_go_where_they_say_and_are_checked(engine: str, graph: Graph) -> None:
    """A parser asked to put all into one graph lets the named graphs of a file through."""
    prefixes, _, body = GOOD.partition("\n\n")
    wrong = body.replace("rg:start 40", "rg:start 60")
    hidden = f"{prefixes}\n<{terms.BASE}graph/derived/shortcuts> {{ {wrong} }}"
    found = findings(hidden, graph, engine, "trig")
    assert "misnamed-graph" in {finding.kind for finding in found}
    assert "anchor:example-2019-40-50 rg:start" in where(found)


def test_an_address_given_as_data_is_no_file_and_is_not_fetched(graph: Graph) -> None:
    """rdflib and pySHACL take a text that looks like an address or a path for a place to read from."""
    there = os.fspath(Path(__file__))
    for text in (f"<file://{there}>", there, "https://example.org/data.ttl"):
        (finding,) = findings(text, graph, "reference", "nt")
        assert finding.kind == "syntax"
