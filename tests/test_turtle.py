from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    parse,
)

from rusgraf import files, turtle
from rusgraf.errors import SyntaxProblem, UnreadableInput, UsageError
from rusgraf.graph import Graph
from rusgraf.terms import PREFIXES, Term
from rusgraf.turtle import Statements

IRIS = st.sampled_from(
    [
        *(PREFIXES[prefix] + "a" for prefix in ("rg", "claim", "rdf", "xsd")),
        PREFIXES["rdf"] + "type",
        PREFIXES["rdf"] + "first",
        PREFIXES["rdf"] + "rest",
        PREFIXES["rdf"] + "nil",
        PREFIXES["rg"] + "1.2",
        PREFIXES["rg"] + "x.",
        PREFIXES["rg"],
        "urn:x",
        "https://example.org/æ(ø)å'~",
    ]
).map(NamedNode)
BLANKS = st.sampled_from("abcd").map(BlankNode)
LITERALS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=10).map(Literal),
    st.builds(
        Literal, st.text("ab\"'\\\n\r\t", max_size=6), language=st.sampled_from(["nb", "en", "nn-hognorsk"])
    ),
    st.builds(
        Literal,
        st.sampled_from(["1", "-01", "1.0", ".5", "1.", "true", "2018", "x", ""]),
        datatype=st.sampled_from(["integer", "decimal", "boolean", "gYear", "double"]).map(
            lambda name: NamedNode(PREFIXES["xsd"] + name)
        ),
    ),
)
TRIPLES = st.builds(Quad, st.one_of(IRIS, BLANKS), IRIS, st.one_of(IRIS, BLANKS, LITERALS))
GRAPHS = st.lists(TRIPLES, max_size=12)
QUADS = st.lists(st.builds(Quad, IRIS, IRIS, st.one_of(IRIS, LITERALS), IRIS), max_size=8)


def canonical(quads: object) -> Dataset:
    dataset = Dataset(quads)  # type: ignore[arg-type]
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


@given(GRAPHS)
@settings(max_examples=400)
def test_what_is_written_reads_back_as_the_same_graph(quads: list[Quad]) -> None:
    data = Statements(tuple(quads)).render("ttl")
    assert canonical(parse(data, format=RdfFormat.TURTLE)) == canonical(quads)


@given(QUADS)
def test_trig_and_n_quads_keep_the_named_graphs(quads: list[Quad]) -> None:
    for name, rdf_format in (("trig", RdfFormat.TRIG), ("nq", RdfFormat.N_QUADS)):
        assert Dataset(parse(Statements(tuple(quads)).render(name), format=rdf_format)) == Dataset(quads)


@given(
    st.lists(st.builds(Quad, BLANKS, IRIS, st.one_of(BLANKS, LITERALS), st.one_of(IRIS, BLANKS)), max_size=8)
)
def test_trig_keeps_blank_nodes_that_graphs_share(quads: list[Quad]) -> None:
    data = Statements(tuple(quads)).render("trig")
    assert canonical(parse(data, format=RdfFormat.TRIG)) == canonical(quads)


def test_a_long_chain_of_blank_nodes_is_written_flat() -> None:
    nodes = [BlankNode(str(number)) for number in range(300)]
    quads = [Quad(above, NamedNode("urn:p"), below) for above, below in pairwise(nodes)]
    data = Statements(tuple(quads)).render()
    assert canonical(parse(data, format=RdfFormat.TURTLE)) == canonical(quads)
    assert max(line.count(b"[") for line in data.splitlines()) <= 60


@pytest.mark.parametrize(("predicate", "text"), [("urn:1", "x"), ("urn:b", "\r"), ("urn:b", "\x01")])
def test_rdf_xml_refuses_what_it_cannot_hold(predicate: str, text: str) -> None:
    with pytest.raises(UsageError, match="RDF/XML"):
        Statements((Quad(NamedNode("urn:a"), NamedNode(predicate), Literal(text)),)).render("rdfxml")


@given(GRAPHS, st.randoms())
def test_the_bytes_do_not_depend_on_order_or_on_blank_node_names(quads: list[Quad], random: object) -> None:
    def renamed(term: Term) -> Term:
        return BlankNode(f"z{term.value}") if isinstance(term, BlankNode) else term

    shuffled = [Quad(renamed(q.subject), q.predicate, renamed(q.object)) for q in quads]  # type: ignore[arg-type]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    for name in turtle.FORMATS:
        if name != "rdfxml":
            assert Statements(tuple(shuffled)).render(name) == Statements(tuple(quads)).render(name)


def test_a_document_is_laid_out_for_reading() -> None:
    text = """@prefix rg: <https://w3id.org/rusgraf/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
rg:b rdfs:comment "z" ; rg:list (1 rg:a) ; rg:end 7 ; rdfs:label "A"@en, "Å"@nb ; a rg:B, rg:A .
rg:a rg:node [ rg:x 1 ; rg:y 2.5 ] . [] rg:z _:two . [] rg:z _:two .
"""
    quads = parse(text, format=RdfFormat.TURTLE)
    assert (
        Statements(tuple(quads)).render().decode()
        == """@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix rg: <https://w3id.org/rusgraf/ns#> .

rg:a rg:node [ rg:x 1 ; rg:y 2.5 ] .

rg:b a rg:A , rg:B ;
    rdfs:label "Å"@nb ;
    rdfs:label "A"@en ;
    rdfs:comment "z" ;
    rg:end 7 ;
    rg:list ( 1 rg:a ) .

[] rg:z _:c14n3 .

[] rg:z _:c14n3 .
"""
    )


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.parametrize("format", ["ttl", "nt", "rdfxml", "jsonld"])
def test_rdflib_and_pyoxigraph_read_the_same_from_an_export(graph: Graph, format: str) -> None:
    data = graph.statements().render(format)
    ours = {str(quad.triple) for quad in parse(data, format=turtle.FORMATS[format])}
    names = {"ttl": "turtle", "nt": "nt", "rdfxml": "xml", "jsonld": "json-ld"}
    theirs = rdflib.Graph().parse(data=data, format=names[format])
    lines = theirs.serialize(format="nt", encoding="utf-8")
    assert {str(quad.triple) for quad in parse(lines, format=RdfFormat.N_TRIPLES)} == ours
    assert ours == {str(quad.triple) for quad in graph.statements()}


def read(data: bytes) -> files.SourceFile:
    return files.read_bytes(data, "my file.ttl")


def test_a_header_names_the_graph() -> None:
    header = b"<https://w3id.org/rusgraf/graph/submissions/x> a <https://w3id.org/rusgraf/ns#Submission> ."
    assert read(header).graph.value == "https://w3id.org/rusgraf/graph/submissions/x"
    unnamed = read(b"<urn:a> <urn:b> 1 .").graph.value
    assert unnamed.startswith("https://w3id.org/rusgraf/graph/unnamed/my-file-")


def test_blank_nodes_become_names_that_the_same_file_always_gives() -> None:
    data = b"[] <urn:p> [ <urn:q> 1 ] ; <urn:r> _:x ."
    assert read(data).quads == read(data).quads
    assert not any(isinstance(quad.subject, BlankNode) for quad in read(data).quads)
    assert len({quad.subject for quad in read(data).quads}) == 2
    other = read(b"[] <urn:p> 2 .")
    assert not {quad.subject for quad in other.quads} & {quad.subject for quad in read(data).quads}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<urn:a> <urn:b> 1 .\n<urn:a> <urn:b> ; .", r"line 2(?s:.)*\^"),
        (b'<urn:a> <urn:b> "open .\n', "line 1"),
        (b"<urn:a> nosuch:b 1 .", "line 1"),
    ],
)
def test_a_syntax_error_shows_its_line(data: bytes, message: str) -> None:
    with pytest.raises(SyntaxProblem, match=message):
        read(data)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("<urn:a> <urn:b> 'blåbær' .".encode("latin-1"), "UTF-8"),
        (b"<urn:a> <urn:b> 1 .\0", "NUL"),
        (b"<urn:a> <urn:b> " + b"<<( <urn:a> <urn:b> " * 50_000, "nested"),
        (b"<urn:a> <urn:b> " + b"[ <urn:b> " * 50_000, "nested"),
        (b"<urn:a> <urn:b> <<( <urn:a> <urn:b> 1 )>> .", "triple terms"),
        (b"@prefix e: <urn:> . e:a\\# e:b " + b"<<( e:a e:b " * 50_000, "nested"),
        (b"@prefix e: <urn:> . e:a\\' e:b " + b"<<( e:a e:b " * 50_000, "nested"),
        (b"<urn:a> <urn:\\u0041#a> " + b"<<( <urn:a> <urn:b> " * 50_000, "nested"),
        (b"# x\r<urn:a> <urn:b> " + b"<<( <urn:a> <urn:b> " * 50_000, "nested"),
    ],
)
def test_what_is_not_text_or_would_crash_the_parser_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableInput, match=message):
        read(data)


def test_brackets_in_texts_are_no_nesting() -> None:
    data = b"".join(b"<urn:a> <urn:b> '((( [[[' . # ((((\n" for _ in range(200))
    assert len(set(read(data).quads)) == 1


def test_a_byte_order_mark_is_dropped() -> None:
    assert read(b"\xef\xbb\xbf<urn:a> <urn:b> 1 .").quads


def test_a_file_of_another_kind_or_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="No such file"):
        files.read(tmp_path / "none.ttl")
    (tmp_path / "x.docx").write_text("")
    with pytest.raises(UnreadableInput, match="kind"):
        files.read(tmp_path / "x.docx")


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UsageError, match="docx"):
        Statements(()).render("docx")
    with pytest.raises(UsageError, match="written"):
        Statements(()).write("/nosuch/folder/x.ttl")
