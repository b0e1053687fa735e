from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rusgraf
from rusgraf import anchors, files
from rusgraf.errors import UnreadableInput, UsageError
from rusgraf.graph import Graph

RESOLUTION = Path(__file__).parent / "texts" / "resolution.txt"
TEXT = anchors.read_text(RESOLUTION)


def passage(span: tuple[int, int]) -> str:
    return " ".join(TEXT.characters[slice(*span)].split())


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("Parken har", "uten hvile.", "Parken har blitt et sted uten hvile."),
        ("Det er på høy tid", "med det.", "Det er på 3 høy tid å gjøre noe med det."),
        ("Derfor", "flere benker.", "Derfor trengs det 4 flere benker."),
        ("Det  er\npå høy", "høy tid", "Det er på 3 høy tid"),
        ("Unge Parkvenner", "vil:", "Unge Parkvenner vil:"),
        ("benker i 2019.", "Male dem grønne.", "benker i 2019. 8 • Male dem grønne."),
        (
            "Derfor",
            "Benker er bra.",
            "Derfor trengs det 4 flere benker. Benker er bra.",
        ),
    ],
)
def test_a_passage_is_found_across_line_breaks_and_printed_numbers(first: str, last: str, found: str) -> None:
    assert passage(anchors.find(TEXT, first, last)) == found


@pytest.mark.parametrize(
    ("first", "last", "message"),
    [
        ("Benker er", "bra.", r"2 times \(lines 7, 14\)"),
        ("Ingenting", "bra.", "not in the text"),
        ("Male dem", "hvile.", "do not come after"),
        (" ", "bra.", "empty"),
        ("Parken 3 har", "bra.", "not in the text"),
        ("Park", "bra.", "not in the text"),
    ],
)
def test_words_that_do_not_mark_one_passage_are_refused(first: str, last: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        anchors.find(TEXT, first, last)


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    assert passage(anchors.find_lines(TEXT, 13, 13)) == "• Sette ut ti benker i 2019. 8"
    assert passage(anchors.find_lines(TEXT, 2, 5)) == "2 Parken har blitt et sted uten hvile. Det er på 3"
    for lines in ((0, 1), (5, 4), (1, 99)):
        with pytest.raises(UsageError, match="no lines"):
            anchors.find_lines(TEXT, *lines)
    with pytest.raises(UsageError, match="nothing"):
        anchors.find_lines(TEXT, 2, 2)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.data())
def test_positions_are_code_points_of_the_text_as_the_file_has_it(
    characters: str, data: st.DataObject
) -> None:
    text = anchors.Text("x.txt", characters, sha256(characters.encode()).hexdigest())
    start = data.draw(st.integers(0, len(characters) - 1))
    end = data.draw(st.integers(start + 1, len(characters)))
    statements = anchors.describe(Graph([]), text, (start, end), locator="p. 1")
    values = {quad.predicate.value.rpartition("#")[2]: quad.object for quad in statements}
    assert values["selectionSha256"].value == sha256(characters[start:end].encode()).hexdigest()  # type: ignore[union-attr]
    assert values["textLength"].value == str(len(characters))  # type: ignore[union-attr]


def submission(tmp_path: Path) -> Path:
    """An anchor in our own text, with all that it needs to be in a graph."""
    span = anchors.find(TEXT, "Sette ut", "benker i 2019.")
    statements = anchors.describe(Graph([]), TEXT, span, locator="l. 8", slug="Parken 2019")
    document = b"""
        @prefix actor: <https://w3id.org/rusgraf/id/actor/> .
        <https://w3id.org/rusgraf/id/document/parken-2019> a <https://w3id.org/rusgraf/ns#SourceDocument> ;
            <http://purl.org/dc/terms/title> "Ja til flere benker i parken"@nb ;
            <http://purl.org/dc/terms/creator> actor:fo ;
            <http://purl.org/dc/terms/date> "2019"^^<http://www.w3.org/2001/XMLSchema#gYear> ."""
    path = tmp_path / "parken.ttl"
    path.write_bytes(statements.render() + document)
    return path


def test_what_anchor_prints_conforms_and_is_proved_by_the_text(tmp_path: Path) -> None:
    path = submission(tmp_path)
    report = rusgraf.validate(path)
    assert report.conforms, str(report)
    verification = anchors.verify(rusgraf.open(path), RESOLUTION.parent)
    (row,) = verification.table
    assert (row["holds"], row["locator"], row["passage"]) == (True, "l. 8", "Sette ut ti benker i 2019.")


def test_a_known_rendition_is_referred_to_and_not_printed_again(tmp_path: Path) -> None:
    graph = rusgraf.open(submission(tmp_path))
    statements = anchors.describe(graph, TEXT, (1, 3))
    assert len({quad.subject for quad in statements}) == 1
    assert "anchor:parken-2019-1-3" in statements.render().decode()
    assert '"l. 1"' in statements.render().decode()


def test_an_anchor_that_the_graph_has_is_printed_as_it_is(tmp_path: Path) -> None:
    path = submission(tmp_path)
    span = anchors.find(TEXT, "Sette ut", "benker i 2019.")
    again = files.read_bytes(
        anchors.describe(rusgraf.open(path), TEXT, span, locator="p. 99").render(), "x.ttl"
    )
    assert {quad.triple for quad in again.quads} < {quad.triple for quad in files.read(path).quads}


def test_another_text_cannot_take_the_name_of_a_known_one(tmp_path: Path) -> None:
    graph = rusgraf.open(submission(tmp_path))
    other = anchors.Text("x.txt", "En annen tekst", "0" * 64)
    with pytest.raises(UsageError, match="another text called parken-2019"):
        anchors.describe(graph, other, (0, 2), slug="parken-2019")


def test_words_of_composed_letters_get_a_hint_where_the_file_decomposes_them() -> None:
    text = anchors.Text("x.txt", "Det ga\u030ar bra.", "0" * 64)
    with pytest.raises(UsageError) as raised:
        anchors.find(text, "g\u00e5r", "bra.")
    assert "copy the words" in raised.value.hint


@pytest.mark.parametrize("lost", ["rg:start [0-9]+", "rg:selectionSha256 .*?", "rg:locator .*?"])
def test_an_anchor_that_lacks_something_is_not_passed_over(lost: str, tmp_path: Path) -> None:
    path = submission(tmp_path)
    data = path.read_text(encoding="utf-8")
    without = re.sub(rf"{lost} (?=[;.]\n)", 'rdfs:comment "lost" ', "@prefix rdfs: <urn:> . " + data)
    assert without.count('"lost"') == 1
    path.write_text(without, encoding="utf-8")
    verification = anchors.verify(rusgraf.open(path), RESOLUTION.parent)
    assert len(verification.table) == 1
    assert verification.holds is (lost.startswith("rg:locator"))


def test_an_anchor_that_was_moved_does_not_hold(tmp_path: Path) -> None:
    path = submission(tmp_path)
    data = path.read_text(encoding="utf-8")
    start = anchors.find(TEXT, "Sette ut", "benker i 2019.")[0]
    path.write_text(data.replace(f"rg:start {start}", f"rg:start {start + 1}"), encoding="utf-8")
    assert not anchors.verify(rusgraf.open(path), RESOLUTION.parent).holds


def test_a_text_that_was_changed_proves_nothing(tmp_path: Path) -> None:
    graph = rusgraf.open(submission(tmp_path))
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "x.txt").write_text(TEXT.characters + " ", encoding="utf-8", newline="")
    (tmp_path / "texts" / "x.png").write_bytes(b"\xff\xfe\x00")
    verification = anchors.verify(graph, tmp_path / "texts")
    assert len(verification.table) == 0
    assert list(verification.missing.values()) == [1]


def test_what_is_not_a_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes("blåbær".encode("latin-1"))
    with pytest.raises(UnreadableInput, match="UTF-8"):
        anchors.read_text(tmp_path / "x.txt")
    with pytest.raises(UnreadableInput, match="no such folder"):
        anchors.verify(Graph([]), tmp_path / "none")
    with pytest.raises(UnreadableInput, match="No such file"):
        anchors.read_text(tmp_path / "none.txt")


def words(text: str) -> list[str]:
    return [word for word in re.findall(r"\w+", text.casefold()) if not word.isdigit()]


def copied(text: str, source: str, run: int = 8) -> list[str]:
    """The runs of words that a text shares with a source."""
    have = words(source)
    runs = {tuple(have[i : i + run]) for i in range(len(have) - run + 1)}
    ours = words(text)
    return [
        " ".join(ours[i : i + run]) for i in range(len(ours) - run + 1) if tuple(ours[i : i + run]) in runs
    ]


def test_copied_runs_are_found() -> None:
    assert copied("Vi sier: det er på høy tid å gjøre noe.", TEXT.characters) == [
        "det er på høy tid å gjøre noe"
    ]
    assert not copied("Det er på høy tid å gjøre alt.", TEXT.characters)


@pytest.mark.sources
def test_every_anchor_whose_text_is_there_holds(graph: Graph, sources: Path) -> None:
    verification = anchors.verify(graph, sources)
    assert not verification.missing
    assert len(verification.table) == len(graph.select("SELECT ?x { ?x a rg:Anchor }"))
    assert verification.holds


@pytest.mark.sources
def test_no_paraphrase_copies_its_source(graph: Graph, sources: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(sources.glob("*.txt"))]
    assert texts
    for row in graph.select(
        "SELECT ?text { ?x rg:paraphrase|rdfs:label|skos:editorialNote|rg:locator ?text }"
    ):
        assert not any(copied(row["text"], text) for text in texts), row["text"]
