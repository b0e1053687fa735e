"""Mistakes between files, in new versions of files, and in files of other formats than Turtle."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Triple, parse, serialize
from slips import base, found

import rusgraf
from rusgraf import places
from rusgraf.validation.findings import Finding

FIGURES, STUDY, CLAIMS = base("figures"), base("study"), base("claims")
PREFIXES = FIGURES[: FIGURES.index("# Figures")]
_CUT = FIGURES.index("observation:example-age-2012 a")
SERIES, OBSERVATIONS = FIGURES[:_CUT], PREFIXES + FIGURES[_CUT:]
TEXT_FOR_NUMBER = ("measure:lar-patients 6900", 'measure:lar-patients "6900"')


def one(findings: tuple[Finding, ...], kind: str) -> Finding:
    assert [finding.kind for finding in findings] == [kind], [str(each) for each in findings]
    return findings[0]


def at(finding: Finding, file: str, line: str) -> None:
    """Hold that a finding is in a file, in a line that reads so."""
    assert (finding.place.file, finding.place.text.strip()) == (file, line)


def without(text: str, thing: str) -> str:
    """A text without the block about a thing."""
    start = text.index(f"{thing} a ")
    end = text.find("\n\n", start)
    return text[:start] + (text[end + 2 :] if end > 0 else "")


def test_files_may_refer_to_each_other() -> None:
    assert found(SERIES, OBSERVATIONS, names=["one.ttl", "two.ttl"]) == ()


def test_a_misspelt_reference_to_another_file_is_told_where_it_stands() -> None:
    start = OBSERVATIONS.rindex("source:example-report")
    wrong = OBSERVATIONS[:start] + "source:example-raport .\n"
    finding = one(found(SERIES, wrong, names=["one.ttl", "two.ttl"]), "dangling-reference")
    at(finding, "two.ttl", "dcterms:source source:example-raport .")
    assert finding.suggestion == "source:example-report"


def test_a_thing_that_two_files_describe_differently_is_two() -> None:
    again = PREFIXES + (
        'source:example-report a rg:EvidenceSource ;\n    rdfs:label "Rapporten"@nb , "The report"@en ;\n'
        "    foaf:page <https://example.org/report> .\n"
    )
    finding = one(found(FIGURES, again, names=["one.ttl", "two.ttl"]), "duplicate")
    at(finding, "two.ttl", "source:example-report a rg:EvidenceSource ;")
    assert [place.file for place in finding.also] == ["one.ttl"]


def test_two_files_with_one_header_are_told() -> None:
    other = STUDY.replace("submissions/example-study>", "submissions/example-figures>")
    finding = one(found(FIGURES, other, names=["one.ttl", "two.ttl"]), "duplicate")
    assert (finding.place.file, finding.also[0].file) == ("two.ttl", "one.ttl")


def test_one_file_with_two_headers_is_told_at_the_second() -> None:
    first = FIGURES[FIGURES.index("<https://w3id.org/rusgraf/graph/submissions/example-figures> a") :]
    first = first[: first.index(" .\n\n") + 4]
    second = first.replace("submissions/example-figures>", "submissions/example-figures-2>")
    finding = one(found(FIGURES.replace(first, first + second)), "too-many")
    at(
        finding,
        "file.ttl",
        "<https://w3id.org/rusgraf/graph/submissions/example-figures-2> a rg:Submission ;",
    )
    assert [place.text for place in finding.also] == [first.partition("\n")[0]]
    assert "En fil er én innsending" in finding.message("nb")
    assert "One file is one submission" in finding.message("en")


def test_a_syntax_error_leaves_the_other_file_checked() -> None:
    broken = STUDY.replace("rg:estimate 2.5 ;", "rg:estimate 2.5")
    syntax, number = found(FIGURES.replace(*TEXT_FOR_NUMBER), broken, names=["one.ttl", "two.ttl"])
    assert (syntax.kind, syntax.place.file) == ("syntax", "two.ttl")
    assert (number.kind, number.place.file) == ("wrong-datatype", "one.ttl")


def test_a_folder_is_checked_whole(tmp_path: Path) -> None:
    (tmp_path / "one.ttl").write_text(SERIES, encoding="utf-8")
    (tmp_path / "two.ttl").write_text(OBSERVATIONS.replace(*TEXT_FOR_NUMBER), encoding="utf-8")
    finding = one(rusgraf.validate(tmp_path).findings, "wrong-datatype")
    assert Path(finding.place.file).name == "two.ttl"


def test_a_new_version_keeps_what_others_refer_to() -> None:
    text = (places.DATA / "register" / "studies.ttl").read_text(encoding="utf-8")
    findings = found(without(text, "study:sordo-2017"), names=["studies.ttl"])
    finding = one(findings, "dangling-reference")
    at(finding, "studies.ttl", "<https://w3id.org/rusgraf/graph/register/studies> a rg:Submission ;")
    assert "ikke med i den nye utgaven" in finding.message("nb")
    assert "not in the new version" in finding.message("en")


def test_what_all_others_call_otherwise_is_told_where_it_is_described() -> None:
    text = (places.DATA / "statistics" / "lar-patients.ttl").read_text(encoding="utf-8")
    findings = found(text.replace("dataset:lar-intakes a", "dataset:lar-intake a"), names=["new.ttl"])
    at(one(findings, "dangling-reference"), "new.ttl", "dataset:lar-intake a qb:DataSet ;")


@pytest.mark.parametrize(
    "text",
    [FIGURES.replace("\n", "\r\n"), f"\ufeff{FIGURES}"],
    ids=["lines of Windows", "byte-order mark"],
)
def test_marks_of_an_editor_move_no_place(text: str) -> None:
    finding = one(found(text.replace(*TEXT_FOR_NUMBER)), "wrong-datatype")
    at(finding, "file.ttl", 'measure:lar-patients "6900" ;')
    assert finding.place.column == len('    measure:lar-patients "')


@pytest.mark.parametrize("graph", ["", "<https://w3id.org/rusgraf/graph/submissions/example-figures> "])
def test_a_mistake_in_trig_is_placed(graph: str) -> None:
    body = FIGURES.removeprefix(PREFIXES).replace(*TEXT_FOR_NUMBER)
    text = PREFIXES + (f"{graph}{{\n{body}}}\n" if graph else body)
    at(one(found(text, format="trig"), "wrong-datatype"), "file.trig", 'measure:lar-patients "6900" ;')


@pytest.mark.parametrize("format", ["nt", "nq"])
def test_a_mistake_in_a_file_of_lines_is_placed(format: str) -> None:
    finding = one(found(written(RdfFormat.N_TRIPLES), format=format), "wrong-datatype")
    line = finding.place.text
    assert line[finding.place.column - 1 :] == '"6900" .'


@pytest.mark.parametrize(("format", "kind"), [("rdf", RdfFormat.RDF_XML), ("jsonld", RdfFormat.JSON_LD)])
def test_a_mistake_in_another_format_is_told_with_the_file(format: str, kind: RdfFormat) -> None:
    finding = one(found(written(kind), format=format), "wrong-datatype")
    assert (finding.place.file, finding.suggestion) == (f"file.{format}", "6900")


def written(format: RdfFormat) -> str:
    """The figures with a text for a number, in another format."""
    text = FIGURES.replace(*TEXT_FOR_NUMBER)
    triples = [Triple(q.subject, q.predicate, q.object) for q in parse(text.encode(), RdfFormat.TURTLE)]
    data = serialize(triples, format=format)
    assert data is not None
    return data.decode()


def test_what_the_graph_has_is_not_described_anew() -> None:
    finding = one(
        found(f"{FIGURES}\nobservation:lar-patients-2011 measure:lar-patients 6700 .\n"), "owned-subject"
    )
    at(finding, "file.ttl", "observation:lar-patients-2011 measure:lar-patients 6700 .")
    assert "statistics/lar-patients" in finding.message("en")


def test_a_check_is_not_entered_by_hand() -> None:
    check = "<https://w3id.org/rusgraf/id/check/example> a rg:ClaimCheck ."
    at(one(found(f"{CLAIMS}\n{check}\n"), "derived-statement"), "file.ttl", check)


def test_content_that_no_claim_has_is_told_once() -> None:
    finding = one(found(without(CLAIMS, "claim:example-at-most")), "rule")
    at(finding, "file.ttl", "content:example-at-most a rg:StatisticalContent ;")
    cut = CLAIMS.replace(" ;\n    rg:hasStatisticalContent content:example-at-most .", " .")
    at(one(found(cut), "rule"), "file.ttl", "content:example-at-most a rg:StatisticalContent ;")


def test_a_circle_of_revisions_is_told_once_with_all_its_places() -> None:
    block = "dcterms:source source:example-report .\n\nobservation:example-age-2013-revised"
    turned = block.replace(" .\n", " ;\n    prov:wasRevisionOf observation:example-age-2013-revised .\n")
    finding = one(found(FIGURES.replace(block, turned)), "circle")
    assert len(finding.also) == 1


def test_a_graph_of_trig_bears_the_name_of_its_submission() -> None:
    start = FIGURES.index("<https://w3id.org/rusgraf/graph/submissions/")
    name = FIGURES[start : FIGURES.index(">", start) + 1]

    def within(graph: str) -> str:
        return f"{FIGURES[:start]}{graph} {{\n{FIGURES[start:]}}}\n"

    assert found(within(name), format="trig") == ()
    finding = one(found(within(name.replace(">", "-2>")), format="trig"), "misnamed-graph")
    assert finding.place.text.startswith(name)


def test_what_a_claim_says_of_a_year_to_come_is_to_be_looked_at() -> None:
    header = FIGURES[: FIGURES.index("actor:example-institute a")]
    year = 'sdmx-dimension:refPeriod "2019"^^xsd:gYear'
    assert found(header + CLAIMS) == ()
    finding = one(found(header + CLAIMS.replace(year, year.replace("2019", "2109"), 1)), "dated-ahead")
    at(finding, "file.ttl", year.replace("2019", "2109") + " ;")
    assert finding.severity == "Warning"
