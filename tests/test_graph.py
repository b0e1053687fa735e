from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, NamedNode, Store

import rusgraf
from rusgraf import files, places, views
from rusgraf.errors import QueryError, SyntaxProblem, UnknownName, UnreadableInput, UsageError
from rusgraf.graph import Graph
from rusgraf.terms import DERIVED_GRAPHS, PREFIXES, rg

CHECKS = NamedNode(DERIVED_GRAPHS + "checks")
#: A check, and a part of one.
WHOLE = NamedNode(PREFIXES["check"] + "overdose-deaths-2020-highest-in-twenty-years-latest")
PART = NamedNode(
    PREFIXES["check"] + "overdose-deaths-2020-highest-in-twenty-years-latest-overdose-deaths-register"
)
FO = NamedNode(PREFIXES["actor"] + "fo")


def test_a_claim_is_found_by_its_class_and_by_every_wider_one(graph: Graph) -> None:
    demand = f"{PREFIXES['claim']}new-official-inquiry"
    for name in ("PolicyDemand", "NormativeClaim", "Claim"):
        assert graph.ask(f"ASK {{ <{demand}> a rg:{name} }}")


def test_a_statement_made_in_two_files_counts_once() -> None:
    data = b"<urn:a> <urn:b> 1 ."
    graph = Graph([files.read_bytes(data, "one.ttl"), files.read_bytes(data, "two.ttl")])
    (row,) = graph.select("SELECT (COUNT(*) AS ?n) { <urn:a> ?p ?o }")
    assert row["n"] == 1
    (row,) = graph.select("SELECT (COUNT(*) AS ?n) { GRAPH ?g { <urn:a> ?p ?o } }")
    assert row["n"] == 2


def test_every_shipped_file_is_the_named_graph_that_it_says_it_is(graph: Graph) -> None:
    paths = [*places.ontology_files(), *places.turtle_files(places.DATA)]
    sources = [files.read_trusted(path) for path in paths]
    assert len({source.graph for source in sources}) == len(sources)
    loaded = Dataset([*graph.quads("ontology"), *graph.quads("data")])
    store = Store()  # which writes numbers in their shortest form
    store.extend(quad for source in sources for quad in source.quads)
    read = Dataset(store)
    for dataset in (loaded, read):
        dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    assert loaded == read


def test_a_file_put_beside_the_shipped_ones_may_lack_a_header_or_have_a_mistake(tmp_path: Path) -> None:
    file = tmp_path / "mine.ttl"
    file.write_text("<urn:a> <urn:b> 1 .", encoding="utf-8")
    store = Store()
    files.load_trusted(store, file)
    assert len(store) == 1
    file.write_text("<urn:a> <urn:b> .", encoding="utf-8")
    with pytest.raises(SyntaxProblem, match="line 1"):
        files.load_trusted(store, file)


def test_an_assertion_gets_document_and_date_by_rule(graph: Graph) -> None:
    rows = graph.select(
        """SELECT DISTINCT ?actor ?document ?date {
            ?assertion rg:assertedBy ?actor ; rg:statedIn ?document ; rg:assertedOn ?date
        }"""
    )
    assert {tuple(row[name].rpartition("/")[2] for name in rows.columns) for row in rows} == {
        ("fo", "fo-hearing-statement-2018", "2018"),
        ("auh", "auh-resolution-2021", "2021"),
    }
    assert not graph.ask(
        "ASK { ?x a rg:Assertion FILTER NOT EXISTS { ?x rg:statedIn ?d ; rg:assertedOn ?t } }"
    )


@pytest.mark.parametrize(
    ("kind", "shortcut"), [("Support", "supports"), ("Attack", "attacks"), ("Qualification", "qualifies")]
)
def test_every_relation_and_no_other_has_its_shortcut(kind: str, shortcut: str, graph: Graph) -> None:
    relations = graph.select(
        f"SELECT DISTINCT ?p ?t {{ ?r a rg:{kind} ; rg:premise ?p ; rg:target ?t }} ORDER BY ?p ?t"
    )
    shortcuts = graph.select(f"SELECT ?p ?t {{ ?p rg:{shortcut} ?t }} ORDER BY ?p ?t")
    assert len(relations) > 0
    assert relations.terms == shortcuts.terms


def test_derived_statements_have_a_graph_of_their_own(graph: Graph) -> None:
    derived = {quad.predicate for quad in graph.quads("derived")}
    assert {rg("supports"), rg("attacks"), rg("qualifies"), rg("statedIn"), rg("assertedOn")} < derived
    assert not {rg("supports"), rg("statedIn")} & {quad.predicate for quad in graph.quads("data")}


@pytest.mark.parametrize(
    "asked",
    [
        lambda graph: graph.ask(f"ASK {{ {WHOLE} a rg:ClaimCheck }}"),
        lambda graph: graph.ask(f"ASK {{ GRAPH {CHECKS} {{ {WHOLE} a rg:ClaimCheck }} }}"),
        lambda graph: graph.select(f"SELECT * {{ {WHOLE} rg:verdict ?verdict }}"),
        lambda graph: graph.construct(f"CONSTRUCT WHERE {{ {WHOLE} ?property ?value }}"),
        lambda graph: graph.resolve(WHOLE.value, "rg:ClaimCheck"),
        lambda graph: graph.find(kind="rg:ClaimCheck"),
        lambda graph: graph.labels([PART]),
        lambda graph: not graph.unknown_names(f"ASK {{ {WHOLE} ?property ?value }}"),
        lambda graph: views.view(graph, WHOLE.value).statements,
        lambda graph: graph.holds(CHECKS),
        lambda graph: any(quad.subject == WHOLE for quad in graph.quads("derived")),
        lambda graph: any(quad.subject == WHOLE for quad in graph.statements(extras="derived").quads),
        lambda graph: graph.slice(document="auh-resolution-2021").run("claim-checks"),
    ],
)
def test_whoever_asks_first_sees_the_checks(asked: Callable[[Graph], object]) -> None:
    assert asked(rusgraf.open())


def test_a_slice_is_the_same_before_the_checks_and_after(graph: Graph) -> None:
    assert graph.holds(CHECKS)
    for slice in ({"actor": "fo"}, {"topic": "lar"}, {"document": "auh-resolution-2021"}):
        for extras in ((), ("derived",)):
            fresh = rusgraf.open().statements(**slice, extras=extras)
            assert set(fresh.quads) == set(graph.statements(**slice, extras=extras).quads)


@pytest.mark.parametrize("name", ["fo", "actor:fo", f"<{FO.value}>", FO.value, "fellesorganisasjonen (fo)"])
def test_a_thing_is_found_by_slug_curie_iri_and_label(name: str, graph: Graph) -> None:
    assert graph.resolve(name, "rg:Actor") == FO


@pytest.mark.parametrize(
    ("name", "kind"),
    [("foo", "rg:Actor"), ("lar", "rg:Actor"), ("actor:nobody", "rg:Actor"), ("endorses", "topic")],
)
def test_a_thing_that_is_not_there_or_of_another_kind_is_not_found(
    name: str, kind: str, graph: Graph
) -> None:
    with pytest.raises(UnknownName):
        graph.resolve(name, kind)


@pytest.mark.parametrize(
    ("name", "kind", "hint"),
    [
        ("who", "rg:EvidenceSource", "who-guidelines-2009"),
        ("retningslinjer WHO", "rg:EvidenceSource", "who-guidelines-2009"),
        ("parliament", "rg:Actor", "Did you mean stortinget?"),
        ("nothing like it", "rg:EvidenceSource", ""),
        ("", "rg:EvidenceSource", ""),
    ],
)
def test_a_name_like_no_slug_gets_those_whose_labels_have_its_words(
    name: str, kind: str, hint: str, graph: Graph
) -> None:
    with pytest.raises(UnknownName) as raised:
        graph.resolve(name, kind)
    assert hint in raised.value.hint
    assert bool(raised.value.hint) == bool(hint)


def test_a_label_is_in_the_language_if_there_is_one(graph: Graph) -> None:
    fhi = NamedNode(PREFIXES["actor"] + "fhi")
    unlabelled = NamedNode(PREFIXES["assertion"] + "fo-2018-keep-investing-in-lar")
    assert graph.labels([fhi, unlabelled], "en") == {fhi: "Norwegian Institute of Public Health (FHI)"}
    assert graph.labels([fhi]) == {fhi: "Folkehelseinstituttet (FHI)"}
    assert graph.labels([]) == {}


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({}, "needs the parameter 'actor'"),
        ({"actor": "fo", "colour": "red"}, "colour"),
        ({"actor": "fo", "lang": "fr"}, "'fr'"),
    ],
)
def test_parameters_are_checked(parameters: dict[str, str], message: str, graph: Graph) -> None:
    with pytest.raises(UsageError, match=message):
        graph.run("demands-by-actor", **parameters)


@pytest.mark.parametrize("year", ["x", "20200", "²⁰²⁰", "", "2020 || true"])
def test_a_year_is_a_year(year: str, graph: Graph) -> None:
    with pytest.raises(UsageError, match="year"):
        graph.run("overdose-deaths", start=year)


def test_each_verb_takes_its_own_kind_of_query(graph: Graph) -> None:
    with pytest.raises(QueryError):
        graph.select("ASK { ?x a rg:Claim }")
    with pytest.raises(QueryError):
        graph.ask("SELECT ?x { ?x a rg:Claim }")
    with pytest.raises(QueryError):
        graph.construct("ASK { ?x a rg:Claim }")
    with pytest.raises(QueryError):
        graph.select("SELECT ?x { ?x a }")
    with pytest.raises(UsageError) as raised:
        graph.run("SELECT ?x { ?x a rg:Claim }")
    assert "select()" in raised.value.hint
    assert len(graph.construct("CONSTRUCT WHERE { ?x a rg:Anchor }")) == len(
        graph.select("SELECT ?x { ?x a rg:Anchor }")
    )


def test_a_misspelt_term_is_noticed(graph: Graph) -> None:
    found = graph.unknown_names(
        "SELECT * { ?x a rg:PolicyDemnd ; dcterms:subject topic:lra, topic:lar . ?x foaf:x claim: }"
    )
    assert found["rg:PolicyDemnd"][0] == "rg:PolicyDemand"
    assert found["topic:lra"][0] == "topic:lar"
    assert set(found) == {"rg:PolicyDemnd", "topic:lra"}


def test_files_and_folders_stand_in_for_the_shipped_data(tmp_path: Path, graph: Graph) -> None:
    (tmp_path / "folder").mkdir()
    graph.export(tmp_path / "folder" / "x.ttl")
    other = rusgraf.open(tmp_path)
    assert other.run("demands-by-actor", actor="fo") == graph.run("demands-by-actor", actor="fo")
    assert other.quads("ontology")


def test_stale_derived_statements_are_not_taken_over(tmp_path: Path, graph: Graph) -> None:
    path = tmp_path / "x.nq"
    graph.export(path, extras=["derived"])
    with path.open("a", encoding="utf-8") as file:
        file.write(
            f"<urn:a> <{rg('supports').value}> <urn:b> <https://w3id.org/rusgraf/graph/derived/shortcuts> .\n"
        )
    assert {str(q.triple) for q in rusgraf.open(path).quads("derived")} == {
        str(q.triple) for q in graph.quads("derived")
    }


def test_a_folder_without_rdf_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="no file of RDF"):
        rusgraf.open(tmp_path)


def test_everything_public_is_exported() -> None:
    assert sorted(rusgraf.__all__) == rusgraf.__all__
    for name in rusgraf.__all__:
        assert getattr(rusgraf, name).__name__ == name
    assert isinstance(rusgraf.__version__, str)
    with pytest.raises(AttributeError):
        rusgraf.nothing  # noqa: B018
