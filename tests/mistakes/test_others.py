"""Mistakes about persons, pages and lists of one's own, and what is no mistake there."""

from __future__ import annotations

import pytest
from slips import base, found

from rusgraf.validation.persons import CLASSES, PROPERTIES

FIGURES, STUDY = base("figures"), base("study")
AREA = "sdmx-dimension:refArea wd:Q20"
PREFIXES = FIGURES[: FIGURES.index("# Figures")] + "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"


def persons(thing: str) -> list[str]:
    told = found(FIGURES + thing)
    assert {finding.kind for finding in told} == {"private-person"}
    assert all("privatperson" in finding.message("nb").casefold() for finding in told)
    assert all("private person" in finding.message("en").casefold() for finding in told)
    return [finding.place.text.strip() for finding in told]


@pytest.mark.parametrize("name", sorted(map(str, PROPERTIES)))
def test_what_is_said_of_persons_is_said_of_nobody(name: str) -> None:
    agent = '\nagent:example-kari a prov:Agent ;\n    rdfs:label "Kari"@nb ;\n    {} "x" .\n'
    assert persons("@prefix prov: <http://www.w3.org/ns/prov#> ." + agent.format(name)) == [f'{name} "x" .']


@pytest.mark.parametrize("name", sorted(map(str, CLASSES)))
def test_a_person_with_all_that_is_said_of_one_is_one_finding(name: str) -> None:
    said = " ; ".join(f'{each} "x"' for each in sorted(map(str, PROPERTIES)))
    thing = f"\n<https://example.org/kari> a {name} ;\n    {said} .\n"
    assert persons(thing) == [f"<https://example.org/kari> a {name} ;"]


@pytest.mark.parametrize(
    "page",
    [
        "https://www.wikidata.org/wiki/Q20",
        "http://wikidata.org/wiki/Special:EntityData/Q20.ttl",
        "https://www.wikidata.org/entity/Q20",
        "https://m.wikidata.org/wiki/Q20#sitelinks",
    ],
)
def test_an_area_is_called_by_its_name_and_not_by_a_page(page: str) -> None:
    (finding,) = found(FIGURES.replace(AREA, f"sdmx-dimension:refArea <{page}>"))
    assert (finding.kind, finding.suggestion) == ("wrong-value", "wd:Q20")
    assert finding.message("nb").endswith("Skriv wd:Q20.")
    assert finding.message("en").endswith("Write wd:Q20.")


def test_a_page_of_wikidata_may_be_a_page() -> None:
    page = "foaf:page <https://www.wikidata.org/wiki/Q20>"
    assert found(FIGURES.replace("foaf:page <https://example.org/report>", page)) == ()


LIST = """
<https://example.org/codes/after> a skos:Concept ;
    skos:prefLabel "ettervern"@nb , "aftercare"@en ;
    skos:inScheme <https://example.org/codes> ;
    skos:closeMatch <https://w3id.org/rusgraf/topic/aftercare> .

<https://example.org/codes> a skos:ConceptScheme ;
    skos:hasTopConcept <https://example.org/codes/after> .
"""


def test_a_list_of_ones_own_is_no_mistake() -> None:
    assert found(PREFIXES + LIST) == ()


def test_a_concept_of_ones_own_is_not_put_into_a_list_of_rusgraf() -> None:
    scheme = "skos:inScheme <https://w3id.org/rusgraf/topic>"
    (finding,) = found(PREFIXES + LIST.replace("skos:inScheme <https://example.org/codes>", scheme))
    assert (finding.kind, finding.place.text.strip()) == ("vocabulary-statement", f"{scheme} ;")


def test_a_measure_of_ones_own_is_told_once_with_how_to_get_one() -> None:
    series = """
measure:example-beds a qb:MeasureProperty ;
    rdfs:label "plasser"@nb , "places"@en ;
    rdfs:range xsd:integer .

dataset:example-beds-structure a qb:DataStructureDefinition ;
    rdfs:label "Plasser: oppbygning"@nb , "Places: structure"@en ;
    qb:component dataset:component-area , dataset:component-period , dataset:component-unit ,
        [ a qb:ComponentSpecification ; qb:measure measure:example-beds ] .

dataset:example-beds a qb:DataSet ;
    rdfs:label "Plasser"@nb , "Places"@en ;
    qb:structure dataset:example-beds-structure .

observation:example-beds-2022 a qb:Observation ;
    qb:dataSet dataset:example-beds ;
    sdmx-dimension:refArea wd:Q20 ;
    sdmx-dimension:refPeriod "2022"^^xsd:gYear ;
    sdmx-attribute:unitMeasure unit:persons ;
    measure:example-beds 41 ;
    dcterms:source source:example-report .
"""
    (finding,) = found(FIGURES + series)
    assert finding.place.text == "measure:example-beds a qb:MeasureProperty ;"
    assert "Be om målet i en sak" in finding.message("nb")
    assert "Ask for the measure in an issue" in finding.message("en")


def test_an_interval_beside_an_estimate_is_told_where_it_belongs() -> None:
    (finding,) = found(STUDY.replace("rg:estimate 2.5 ;", 'rg:estimate "2.5 (1.6-3.5)" ;'))
    assert (finding.kind, finding.suggestion) == ("wrong-datatype", "2.5")
    assert "rg:ciLower" in finding.message("nb")


def test_a_file_that_is_cut_off_says_what_is_not_whole() -> None:
    start = FIGURES.index("    sdmx-dimension:refPeriod")
    (finding,) = found(FIGURES[:start] + "\n\n")
    assert finding.kind == "syntax"
    assert finding.place.text.endswith(";")
    assert "beskrivelsen av observation:" in finding.message("nb")
    assert "description of observation:" in finding.message("en")
