"""What goes from statements to sheets and back is the same statements."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from filling import EXAMPLES, fill, read, saved, template
from rusgraf import files, places, sheets
from rusgraf.anchors import read_text
from rusgraf.graph import Graph
from rusgraf.sheets import columns
from rusgraf.terms import LANGUAGES, PREFIXES, RDF_TYPE, curie, rg


def triples(quads: object) -> set[object]:
    return {quad.triple for quad in quads}  # type: ignore[attr-defined]


def left_out(left: object) -> set[str]:
    return {curie(triple.subject.value).partition(":")[0] for triple in left}  # type: ignore[attr-defined]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("name", "text"), [("submission", "statement"), ("reply", "reply")])
def test_the_examples_make_the_trip(graph: Graph, name: str, text: str, lang: str) -> None:
    source = files.read(EXAMPLES / f"{name}.ttl")
    texts = [read_text(EXAMPLES / f"{text}.txt")]
    written = sheets.write(source.quads, graph=graph, lang=lang, texts=texts)
    assert written.left == ()
    reading = read(written.data, graph, *texts)
    assert not reading.findings
    assert triples(reading.file.quads) == triples(source.quads)
    assert reading.file.graph == source.graph
    # With the text, places are shown by their words; the sheet of anchors is not needed.
    assert not any(sheet == columns.sheet("anchors").titles[lang] for sheet, _ in reading.columns)


@pytest.mark.parametrize("name", ["submission", "reply"])
def test_they_make_it_without_the_text_too(graph: Graph, name: str) -> None:
    source = files.read(EXAMPLES / f"{name}.ttl")
    written = sheets.write(source.quads, graph=graph)
    assert written.left == ()
    again = sheets.read_bytes(written.data, "again.xlsx", graph=graph)
    assert triples(again.file.quads) == triples(source.quads)


@pytest.mark.parametrize("path", places.turtle_files(places.DATA), ids=lambda path: path.stem)
def test_all_shipped_data_makes_the_trip_but_what_no_sheet_is_about(graph: Graph, path: Path) -> None:
    source = files.read(path)
    written = sheets.write(source.quads, graph=graph, lang="en")
    again = read(written.data, graph)
    assert triples(again.file.quads) | set(written.left) == triples(source.quads)
    assert not triples(again.file.quads) & set(written.left)
    left = {t for t in written.left if curie(t.predicate.value) != "dcterms:identifier"}
    assert left_out(left) <= {"dataset", "study", "effect", "population"}


def test_a_filled_template_makes_the_trip(graph: Graph) -> None:
    first = read(fill(template(graph)), graph)
    for lang in LANGUAGES:
        texts = [read_text(EXAMPLES / "statement.txt")]
        written = sheets.write(first.file.quads, graph=graph, lang=lang, texts=texts)
        assert written.left == ()
        assert triples(read(written.data, graph).file.quads) == triples(first.file.quads)


def test_a_template_of_one_language_is_read_as_one_of_the_other(graph: Graph) -> None:
    source = files.read(EXAMPLES / "submission.ttl")
    nb, en = (sheets.write(source.quads, graph=graph, lang=lang).data for lang in LANGUAGES)
    assert nb != en
    assert triples(read(nb, graph).file.quads) == triples(read(en, graph).file.quads)


def test_what_no_sheet_has_a_place_for_is_told(graph: Graph) -> None:
    claim = NamedNode(PREFIXES["claim"] + "example-with-more")
    quads = [
        Quad(claim, RDF_TYPE, rg("FactualClaim")),
        Quad(claim, rg("paraphrase"), Literal("En påstand.", language="nb")),
        Quad(claim, rg("paraphrase"), Literal("Une thèse.", language="fr")),
        Quad(claim, NamedNode("https://example.org/other"), Literal("x")),
    ]
    written = sheets.write(quads, graph=graph)
    assert set(written.left) == {quads[2].triple, quads[3].triple}
    assert triples(read(written.data, graph).file.quads) == {quads[0].triple, quads[1].triple}


# What a cell can hold: no control characters, and nothing at its ends that nobody sees.
_LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zs", "Zl", "Zp", "Cn", "Co"))
_TEXTS = st.lists(st.text(_LETTERS, min_size=1, max_size=8), min_size=1, max_size=4).map(" ".join)
_MARKED = st.one_of(_TEXTS, st.sampled_from("= + - @".split()).flatmap(lambda mark: _TEXTS.map(mark.__add__)))
_SLUGS = st.text("abcdefghij-0123456789", min_size=1, max_size=12).filter(
    lambda slug: slug.strip("-") == slug
)


@st.composite
def submissions(draw: st.DrawFn) -> set[Quad]:
    """Claims with stances, and steps between them, as a file may state them."""
    quads: set[Quad] = set()
    names = draw(st.lists(_SLUGS, min_size=1, max_size=4, unique=True))
    claims = [NamedNode(f"{PREFIXES['claim']}generated-{name}") for name in names]
    kinds = st.sampled_from(columns.kinds(columns.sheet("claims").part("claim")))
    stances = st.sampled_from(["endorses", "rejects", "questions", "withholds"])
    dates = st.sampled_from(["2026", "2026-11", "2026-11-25"])
    for claim in claims:
        quads |= {
            Quad(claim, RDF_TYPE, NamedNode(kind)) for kind in draw(st.sets(kinds, min_size=1, max_size=3))
        }
        for language in ("nb", "en", "nn"):
            if language != "nn" or draw(st.booleans()):
                # Composed letters are the same letters; a file may have them in either form.
                import unicodedata

                text = unicodedata.normalize("NFC", draw(_MARKED))
                quads.add(Quad(claim, rg("paraphrase"), Literal(text, language=language)))
        if draw(st.booleans()):
            assertion = NamedNode(f"{PREFIXES['assertion']}{claim.value.rpartition('/')[2]}")
            quads |= {
                Quad(assertion, RDF_TYPE, rg("Assertion")),
                Quad(assertion, rg("asserts"), claim),
                Quad(assertion, rg("assertedBy"), NamedNode(PREFIXES["actor"] + "fo")),
                Quad(assertion, rg("stance"), NamedNode(PREFIXES["stance"] + draw(stances))),
            }
    for number in range(draw(st.integers(0, 2))):
        relation = NamedNode(f"{PREFIXES['relation']}generated-{number}")
        quads |= {
            Quad(relation, RDF_TYPE, rg(draw(st.sampled_from(["Support", "Attack", "Qualification"])))),
            Quad(relation, rg("target"), draw(st.sampled_from(claims))),
            Quad(relation, rg("basis"), NamedNode(PREFIXES["basis"] + "analytic")),
            Quad(relation, rg("drawnBy"), NamedNode(PREFIXES["agent"] + "rusgraf-editors")),
        }
        quads |= {
            Quad(relation, rg("premise"), draw(st.sampled_from(claims)))
            for _ in range(draw(st.integers(1, 5)))
        }
    if draw(st.booleans()):
        source = NamedNode(f"{PREFIXES['source']}generated")
        datatype = {4: "gYear", 7: "gYearMonth", 10: "date"}
        day = draw(dates)
        quads |= {
            Quad(source, RDF_TYPE, rg("EvidenceSource")),
            Quad(source, NamedNode(PREFIXES["rdfs"] + "label"), Literal("=1+1", language="nb")),
            Quad(
                source,
                NamedNode(PREFIXES["dcterms"] + "issued"),
                Literal(day, datatype=NamedNode(PREFIXES["xsd"] + datatype[len(day)])),
            ),
        }
    return quads


@settings(max_examples=25, deadline=None)
@given(submissions(), st.sampled_from(LANGUAGES))
def test_whatever_is_stated_of_claims_makes_the_trip(graph: Graph, quads: set[Quad], lang: str) -> None:
    written = sheets.write(quads, graph=graph, lang=lang)
    assert written.left == ()
    assert triples(sheets.read_bytes(written.data, "", graph=graph).file.quads) == triples(quads)


def test_a_filled_workbook_is_saved_and_read_again(graph: Graph) -> None:
    """What openpyxl does to a workbook in between changes nothing."""
    import io

    import openpyxl

    data = sheets.write(files.read(EXAMPLES / "submission.ttl").quads, graph=graph).data
    again = saved(openpyxl.load_workbook(io.BytesIO(data)))
    assert triples(read(again, graph).file.quads) == triples(read(data, graph).file.quads)
