from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

import rusgraf
from conftest import Cli
from rusgraf import files, places, reports, terms, turtle
from rusgraf.errors import UnknownName
from rusgraf.graph import Graph
from rusgraf.validation import Report, vocabulary

SUBMISSIONS = Path(__file__).parent / "submissions"
GOOD = (SUBMISSIONS / "good.ttl").read_text(encoding="utf-8")
PREFIXES = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in terms.PREFIXES.items())

CLAIM = "rg:paraphrase 'x'@nb, 'y'@en ; dcterms:subject topic:lar ."


def check(text: str, graph: Graph, engine: str = "fast") -> Report:
    return rusgraf.validate(
        files.read_bytes((PREFIXES + text).encode(), "my.ttl"), graph=graph, engine=engine
    )


def found(report: Report) -> list[tuple[str, str]]:
    return [(finding.about, finding.rules[0]) for finding in report.findings]


def test_a_good_submission_conforms(graph: Graph) -> None:
    report = rusgraf.validate(SUBMISSIONS / "good.ttl", graph=graph)
    assert report.conforms, str(report)
    assert bool(report)


@pytest.mark.parametrize("engine", ["fast", "reference"])
def test_five_mistakes_are_five_findings(engine: str, graph: Graph) -> None:
    report = rusgraf.validate(SUBMISSIONS / "five-mistakes.ttl", graph=graph, engine=engine)
    assert not report.conforms
    assert [finding.about for finding in report.findings] == [
        "anchor:example-2019-40-50 rg:start",
        "claim:example-benches-rest-people rg:paraphrase",
        "assertion:example-more-benches rg:stance",
        "relation:example-reason rg:anchor",
        "relation:example-circle rg:target",
    ]
    assert [finding.kind for finding in report.findings] == [
        "wrong-value",
        "missing-statement",
        "unknown-code",
        "missing-statement",
        "self-reference",
    ]
    assert all(finding.message(language) for finding in report.findings for language in ("nb", "en"))


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("rg:Claim rdfs:label 'x'@nb .", [("rg:Claim rdfs:label", "vocabulary-statement")]),
        ("topic:lar skos:broader topic:treatment .", [("topic:lar skos:broader", "vocabulary-statement")]),
        (
            "claim:x a rdfs:Class ; rdfs:subClassOf rg:Claim .",
            [("claim:x rdf:type", "unchecked-subject"), ("claim:x rdfs:subClassOf", "vocabulary-statement")],
        ),
        ("actor:fo rdfs:label 'Noe annet'@en .", [("actor:fo rdfs:label", "owned-subject")]),
        ("claim:x rg:asserts claim:keep-investing-in-lar .", [("claim:x rdf:type", "untyped-subject")]),
        (f"claim:x a rg:Clam ; {CLAIM}", [("claim:x rdf:type", "unknown-term")]),
        (f"claim:x a <https://w3id.org/rusgraf/ns/Claim> ; {CLAIM}", [("claim:x rdf:type", "unknown-term")]),
        ("topic:benches a skos:Concept .", [("topic:benches rdf:type", "vocabulary-statement")]),
        (
            "<urn:likes> a skos:Concept ; skos:inScheme <https://w3id.org/rusgraf/code/stance> .",
            [("urn:likes skos:inScheme", "vocabulary-statement")],
        ),
        (
            "population:x a rg:PopulationGroup ; skos:prefLabel 'x'@nb , 'x'@en ; skos:broader topic:lar .",
            [("population:x skos:broader", "rgsh:PopulationGroup-broader")],
        ),
        (
            "rg:TextRendition rdfs:subClassOf rg:Actor .",
            [("rg:TextRendition rdfs:subClassOf", "vocabulary-statement")],
        ),
        ("claim:x a schema:Claim .", [("claim:x rdf:type", "unchecked-subject")]),
    ],
)
def test_the_rules_of_submission_are_held(text: str, findings: list[tuple[str, str]], graph: Graph) -> None:
    assert found(check(text, graph)) == findings


def test_a_group_of_people_may_be_a_part_of_a_shipped_one(graph: Graph) -> None:
    group = "population:x a rg:PopulationGroup ; skos:prefLabel 'x'@nb , 'x'@en"
    assert found(check(f"{group} ; skos:broader population:general-population .", graph)) == []


def test_one_finding_holds_every_wrong_value_of_a_property(graph: Graph) -> None:
    (finding,) = check("actor:kripos rdfs:label 'Krp'@nb, 'Krps'@en .", graph).findings
    assert [str(value) for value in finding.values] == ['"Krp"@nb', '"Krps"@en']


def test_what_no_rule_is_about_is_a_warning(graph: Graph) -> None:
    assert check("claim:x a schema:Claim .", graph).conforms
    report = check("<urn:x> a foaf:Project .", graph)
    assert report.conforms
    assert "my.ttl: i orden (1 utsagn), 1 å se over" in reports.as_text(report)


CIRCLE = """
relation:example-back a rg:Support ;
    rg:premise claim:example-more-benches ;
    rg:target claim:example-benches-rest-people ;
    rg:basis basis:analytic ;
    rg:drawnBy agent:rusgraf-editors .
"""


@pytest.mark.parametrize("engine", ["fast", "reference"])
def test_support_in_a_circle_is_worth_a_look_and_no_more(engine: str, graph: Graph) -> None:
    report = check(GOOD + CIRCLE, graph, engine)
    assert report.conforms
    assert {finding.severity for finding in report.findings} == {"Warning"}
    (finding,) = report.findings
    assert (finding.kind, finding.rules) == ("circle", ("rgsh:Shortcut-circle",))
    ring = (
        "claim:example-benches-rest-people → claim:example-more-benches → claim:example-benches-rest-people"
    )
    assert ring in finding.message("nb")


def test_a_circle_closed_elsewhere_is_told() -> None:
    around = Graph([*files.read_all([places.DATA]), files.read(SUBMISSIONS / "good.ttl")])
    report = check(CIRCLE, around)
    assert report.conforms
    assert {finding.rules for finding in report.findings} == {("rgsh:Shortcut-circle",)}


def test_a_warning_beside_a_mistake_excuses_neither(graph: Graph) -> None:
    report = check(GOOD.replace("rg:stance stance:endorses", "rg:stance stance:nods", 1) + CIRCLE, graph)
    assert not report.conforms
    assert sorted(finding.severity for finding in report.findings) == ["Violation", "Warning"]


def test_a_command_leaves_with_0_where_there_are_but_warnings(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "my.ttl").write_text(PREFIXES + GOOD + CIRCLE, encoding="utf-8")
    done = cli("validate", "my.ttl", "--lang", "en")
    assert done.returncode == 0
    assert "my.ttl: conforms" in done.stdout
    assert "1 to look at" in done.stdout


@pytest.mark.parametrize(
    ("date", "rules"),
    [
        ("'2019-06-10'^^xsd:date", []),
        ("'2019'^^xsd:gYear", []),
        ("'2019-06-11'^^xsd:date", ["dated-ahead"]),
        ("'2019-07'^^xsd:gYearMonth", ["dated-ahead"]),
        ("'2020'^^xsd:gYear", ["dated-ahead"]),
        ("'juni 2019'", ["rgsh:SourceDocument-date"]),
    ],
)
def test_nothing_is_dated_after_the_submission_that_states_it(
    date: str, rules: list[str], graph: Graph
) -> None:
    text = GOOD.replace('"2026-11-25"^^xsd:date', '"2019-06-10"^^xsd:date')
    report = check(text.replace('"2019"^^xsd:gYear', date), graph)
    assert [rule for finding in report.findings for rule in finding.rules] == rules


def test_a_misspelt_property_is_one_finding_with_the_right_name(graph: Graph) -> None:
    report = check(GOOD.replace("rg:assertedBy", "rg:asertedBy", 1), graph)
    (finding,) = report.findings
    assert finding.rules == ("unknown-term",)
    assert "rg:assertedBy" in finding.message("nb")


def test_a_misspelt_class_is_one_finding_however_many_refer_to_it(graph: Graph) -> None:
    report = check(GOOD.replace("a rg:PolicyDemand", "a rg:PolicyDemnad", 1), graph)
    (finding,) = report.findings
    assert "rg:PolicyDemand" in finding.message("en")


def test_a_misspelt_class_hides_no_other_mistake(graph: Graph) -> None:
    text = GOOD.replace("a rg:PolicyDemand", "a rg:PolicyDemands").replace(
        'rg:paraphrase "The park should get more benches."@en ;', ""
    )
    assert found(check(text, graph)) == [
        ("claim:example-more-benches rg:paraphrase", "rgsh:Claim-paraphrase-en"),
        ("claim:example-more-benches rdf:type", "unknown-term"),
    ]


def test_a_class_that_is_nothing_like_ours_hides_no_other_mistake(graph: Graph) -> None:
    text = GOOD.replace("a rg:PolicyDemand", "a rg:Xyz").replace(
        "rg:premise claim:example-benches-rest-people", "rg:premise claim:example-more-benches"
    )
    assert found(check(text, graph)) == [
        ("claim:example-more-benches rdf:type", "unknown-term"),
        ("relation:example-reason rg:target", "rgsh:ArgumentRelation-notItself"),
    ]


def test_stating_the_same_again_is_no_conflict(graph: Graph) -> None:
    shipped = files.read_bytes(graph.statements().render("nt"), "again.nt", "nt")
    assert rusgraf.validate(shipped, graph=graph).conforms


def test_a_new_version_of_a_shipped_file_stands_in_for_it(graph: Graph, tmp_path: Path) -> None:
    shipped = places.DATA / "submissions" / "2018-fo-hearing-statement.ttl"
    edited = shipped.read_text(encoding="utf-8").replace(
        'rg:paraphrase "Satsingen på LAR bør fortsette."@nb ;', ""
    )
    path = tmp_path / "my-version.ttl"
    path.write_text(edited, encoding="utf-8")
    (finding,) = rusgraf.validate(path, graph=graph).findings
    line = edited[: edited.index("claim:keep-investing-in-lar a ")].count("\n") + 1
    assert finding.where == f"{path}:{line}:1: claim:keep-investing-in-lar rg:paraphrase"


def test_a_new_version_that_breaks_others_is_told_so(graph: Graph, tmp_path: Path) -> None:
    shipped = (places.DATA / "register" / "actors.ttl").read_text(encoding="utf-8")
    path = tmp_path / "actors.ttl"
    path.write_text(shipped.replace("actor:fo a rg:Actor", "actor:fe a rg:Actor"), encoding="utf-8")
    report = rusgraf.validate(path, graph=graph)
    (finding,) = report.findings
    assert (finding.kind, finding.place.file) == ("dangling-reference", str(path))
    assert "actor:fo er ikke med i den nye utgaven" in finding.message("nb")


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("graph/derived/shortcuts", "misnamed-graph"),
        ("graph/ontology/rusgraf", "misnamed-graph"),
        ("elsewhere", "misnamed-graph"),
    ],
)
def test_a_submission_cannot_be_a_graph_that_is_not_data(name: str, rule: str, graph: Graph) -> None:
    header = f"""<https://w3id.org/rusgraf/{name}> a rg:Submission ; dcterms:title 'x'@nb ;
        dcterms:creator agent:rusgraf-editors ; dcterms:issued '2026-11-23'^^xsd:date ;
        dcterms:license <https://creativecommons.org/licenses/by/4.0/> ."""
    report = check(header, graph)
    assert not report.conforms
    assert rule in {each for finding in report.findings for each in finding.rules}
    assert len(Graph([files.read_bytes((PREFIXES + header).encode(), "my.ttl")]).quads("data")) == 5


def test_a_finding_is_placed_in_the_file_that_says_what_is_wrong(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "good.ttl").write_text(GOOD, encoding="utf-8")
    more = PREFIXES + "claim:example-more-benches a rg:PolicyDemnad ."
    (tmp_path / "more.ttl").write_text(more, encoding="utf-8")
    (finding,) = rusgraf.validate(tmp_path / "good.ttl", tmp_path / "more.ttl", graph=graph).findings
    assert finding.place.file == str(tmp_path / "more.ttl")


def test_a_named_graph_that_is_not_data_takes_no_statements(graph: Graph) -> None:
    for name in ("ontology/mine", "derived/mine"):
        quads = files.read_bytes(GOOD.encode(), "good.ttl").quads
        moved = [
            Quad(q.subject, q.predicate, q.object, NamedNode(f"{terms.BASE}graph/{name}")) for q in quads
        ]
        data = turtle.Statements(tuple(moved)).render("nq")
        report = rusgraf.validate(files.read_bytes(data, "my.nq", "nq"), graph=graph)
        assert "misnamed-graph" in {finding.rules[0] for finding in report.findings}


def test_an_edited_export_with_named_graphs_stands_in_for_them(graph: Graph) -> None:
    data = graph.statements().render("trig").decode()
    edited = data.replace('"Satsingen på LAR bør fortsette."@nb', '"LAR bør styrkes videre."@nb')
    assert edited != data
    assert rusgraf.validate(files.read_bytes(edited.encode(), "my.trig", "trig"), graph=graph).conforms


def test_a_foreign_class_is_no_excuse(graph: Graph) -> None:
    report = check(GOOD.replace("a rg:PolicyDemand", "a schema:Claim"), graph)
    assert not report.conforms
    assert [(f.kind, f.about) for f in report.findings] == [
        ("wrong-class", "claim:example-more-benches rdf:type")
    ]


def test_files_that_need_each_other_are_checked_together(graph: Graph, tmp_path: Path) -> None:
    blocks = GOOD.split("\n\n")
    for name, part in (("a.ttl", blocks[1:4]), ("b.ttl", blocks[4:])):
        (tmp_path / name).write_text("\n\n".join([blocks[0], *part]), encoding="utf-8")
    assert rusgraf.validate(tmp_path, graph=graph).conforms
    assert not rusgraf.validate(tmp_path / "b.ttl", graph=graph).conforms


def test_what_was_wrong_before_is_not_the_submissions_doing() -> None:
    broken = Graph([files.read_bytes((PREFIXES + "claim:old a rg:Claim .").encode(), "old.ttl")])
    assert not rusgraf.validate(graph=broken).conforms
    assert rusgraf.validate(SUBMISSIONS / "good.ttl", graph=broken).conforms


def test_what_a_submission_breaks_elsewhere_is_its_doing(graph: Graph) -> None:
    # A link out of a new thing does no harm; a new rendition of the figures' pages would, were it about them.
    report = check("rendition:fo-hearing-statement-2018 rg:textLength 10 .", graph)
    assert ("rendition:fo-hearing-statement-2018 rg:textLength", "owned-subject") in found(report)
    elsewhere = [finding for finding in report.findings if not finding.place.file]
    assert {finding.rules for finding in elsewhere} == {("rgsh:Anchor-end",)}
    assert "I grafen omkring" in reports.as_text(report)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("check:x a rg:ClaimCheck .", "check:x rdf:type"),
        ("check:x a prov:Entity ; rg:verdict verdict:supported .", "check:x rg:verdict"),
        ("check:x a prov:Entity ; rg:decidedBy effect:y .", "check:x rg:decidedBy"),
        (
            f"claim:x a rg:FactualClaim ; rg:supports claim:keep-investing-in-lar ; {CLAIM}",
            "claim:x rg:supports",
        ),
    ],
)
def test_what_rules_derive_is_not_entered(text: str, place: str, graph: Graph) -> None:
    report = check(text, graph)
    assert not report.conforms
    assert (place, "derived-statement") in found(report)
    assert all(rules == "derived-statement" for where, rules in found(report) if where == place)


def test_whatever_rules_alone_derive_is_marked(graph: Graph) -> None:
    """So that none of it is ever taken from a submission."""
    said = [quad.predicate for quad in graph.quads("data")] + [quad.object for quad in graph.quads("data")]
    derived = {
        term
        for quad in graph.quads("derived")
        for term in (quad.predicate, *([quad.object] if quad.predicate == terms.RDF_TYPE else []))
        if isinstance(term, NamedNode) and term.value.startswith(terms.PREFIXES["rg"])
    }
    wider = {quad.object for quad in graph.quads("ontology") if quad.predicate.value.endswith("#subClassOf")}
    alone = derived - wider - set(said)
    marked = vocabulary.of(frozenset(quad.triple for quad in graph.quads("ontology"))).derived
    assert alone > {terms.rg("verdict"), terms.rg("ClaimCheck"), terms.rg("supports")}
    assert alone <= marked
    assert not marked & set(said)


def test_an_empty_file_says_so(graph: Graph) -> None:
    report = rusgraf.validate(files.read_bytes(b"", "my.ttl"), graph=graph)
    assert report.conforms
    assert reports.as_text(report) == "my.ttl: tom: filen har ingen utsagn\n"


def test_a_report_prints_what_is_wrong(graph: Graph) -> None:
    assert str(rusgraf.validate(SUBMISSIONS / "good.ttl", graph=graph)).endswith("good.ttl: conforms")
    printed = str(rusgraf.validate(SUBMISSIONS / "five-mistakes.ttl", graph=graph))
    assert printed.count("\n") == 9
    assert (
        ":44:1: claim:example-benches-rest-people rg:paraphrase\n    rg:paraphrase (gjengivelse) mangler."
        in printed
    )


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(UnknownName, match="engine"):
        rusgraf.validate(engine="fastest")


def test_what_one_submission_states_is_not_held_against_the_next(graph: Graph) -> None:
    shipped = "observation:overdose-deaths-register-2019"
    said = [quad for quad in graph.quads("data") if terms.show(quad.subject) == shipped]
    assert said
    copy = " ".join(
        f"observation:again {quad.predicate} {quad.object} ."
        for quad in said
        if "wasRevisionOf" not in str(quad)
    )
    check(copy + f" {shipped} rg:category category:women .", graph)
    (finding,) = (each for each in check(copy, graph).findings if each.kind == "duplicate")
    assert terms.show(finding.values[0]) == shipped
