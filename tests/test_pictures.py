"""Pictures show what the checks found, to the eye and to a screen reader, the same each time."""

from __future__ import annotations

import io
import re
import struct
import sys
import xml.etree.ElementTree as ET
import zlib
from pathlib import Path

import pytest

from conftest import Cli
from rusgraf import files
from rusgraf.errors import UnknownName, UsageError
from rusgraf.graph import Graph
from rusgraf.pictures import Picture
from rusgraf.pictures.style import width, wrapped
from rusgraf.pictures.words import WORDS
from rusgraf.terms import PREFIXES

DEATHS = "overdose-deaths-2020-highest-in-twenty-years"
MORTALITY = "substitution-cuts-mortality-three-to-fourfold"
SVG = "{http://www.w3.org/2000/svg}"

Row = tuple[int, float, str, int | None]


def made_up(content: str, *figures: Row, stated: str = "2020-05-01", more: str = "") -> Graph:
    """A claim with one content about a series with these figures.

    :param figures: year, value, when it was published, and which of the figures it revises.
    """
    observations = "".join(
        f"""
        observation:n{number} a qb:Observation ; qb:dataSet dataset:made-up ; measure:made-up {value} ;
            sdmx-dimension:refArea wd:Q20 ; sdmx-dimension:refPeriod "{year}"^^xsd:gYear ;
            sdmx-attribute:unitMeasure unit:deaths
            {f'; dcterms:issued "{issued}"^^xsd:date' if issued else ""}
            {"" if revises is None else f"; prov:wasRevisionOf observation:n{revises}"} .
        """
        for number, (year, value, issued, revises) in enumerate(figures)
    )
    contents = "".join(
        f"""
        claim:x rg:hasStatisticalContent content:x{number} .
        content:x{number} a rg:StatisticalContent ; sdmx-dimension:refArea wd:Q20 ;
            sdmx-dimension:refPeriod "2015"^^xsd:gYear ; rg:measure measure:made-up ; {each} .
        """
        for number, each in enumerate(content.split("|"))
        if each
    )
    text = f"""
        claim:x a rg:StatisticalClaim ; rg:paraphrase "Påstått < sagt $5$"@nb , "Claimed & said $5$"@en .
        assertion:x a rg:Assertion ; rg:asserts claim:x ; rg:anchor anchor:x .
        anchor:x rg:rendition rendition:x . rendition:x dcterms:isFormatOf document:x .
        document:x dcterms:date "{stated}"^^xsd:date .
        measure:made-up a qb:MeasureProperty ; rdfs:label "oppdiktet"@nb , "made up"@en .
        dataset:made-up a qb:DataSet ; rdfs:label "Oppdiktet"@nb , "Made up"@en ;
            qb:structure dataset:structure .
        dataset:structure qb:component dataset:component . dataset:component qb:measure measure:made-up .
        {observations} {contents} {more}
    """
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    return Graph([files.read_bytes((prefixes + text).encode(), "made-up.ttl")])


HIGHEST = "rg:comparison comparison:highest-in-window ; rg:windowYears 5"
#: A counter-example, a gap in 2012, a revision, and a figure that came after the claim.
FIGURES: list[Row] = [
    (2010, 300, "2019-01-01", None),
    (2011, 150, "2019-01-01", None),
    (2013, 140, "2019-01-01", None),
    (2014, 160, "2019-01-01", None),
    (2015, 240, "2019-01-01", None),
    (2015, 250, "2021-01-01", 4),
]


def names(picture: Picture) -> list[str]:
    """The names of the marks, without that of the picture."""
    found = re.findall(r'id="(?:x|[a-z0-9-]+?)-(?:nb|en)-(panel\d+-[^"]*)"', picture.svg())
    assert len(found) == len(set(found))
    return found


def count(picture: Picture, kind: str) -> int:
    return sum(bool(re.match(rf"panel\d+-{kind}-", name)) for name in names(picture))


@pytest.mark.parametrize(
    ("lang", "verdict", "title"), [("nb", "Motsagt.", "I 2020"), ("en", "Contradicted.", "In 2020")]
)
def test_svg_says_in_words_what_it_shows(lang: str, verdict: str, title: str, graph: Graph) -> None:
    picture = graph.picture(DEATHS, lang=lang)
    root = ET.fromstring(picture.svg())
    assert (root.tag, root.get("role"), root.get("lang")) == (f"{SVG}svg", "img", lang)
    found = {name: root.find(f"{SVG}{name}") for name in ("title", "desc")}
    told = {name: "" if element is None else element.text or "" for name, element in found.items()}
    assert root.get("aria-labelledby") == " ".join(
        element.get("id", "") for element in found.values() if element is not None
    )
    assert told["title"] == picture.title
    assert told["title"].startswith(title)
    assert told["desc"] == picture.description
    assert told["desc"].startswith(verdict)
    # Every row of the table is told, with its figure, its role and its source.
    for row in picture.table:
        assert re.search(
            rf"{row['year']}: {row['figure']} [^\n]*{re.escape(row['role'])}[^\n]*{re.escape(row['source'])}",
            told["desc"],
        )


def test_every_figure_of_the_series_is_drawn_once(graph: Graph) -> None:
    picture = graph.picture(DEATHS, lang="en")
    figures = list(graph.run("figures", dataset="overdose-deaths-register"))
    assert count(picture, "superseded") == sum(not row["latest"] for row in figures)
    assert count(picture, "(in-force-early|in-force-late|subject)") == sum(row["latest"] for row in figures)
    known = {row["year"] for row in figures}
    missing = [year for year in range(2000, max(known) + 1) if year not in known]
    assert [name for name in names(picture) if "-gap-" in name] == [f"panel1-gap-{year}" for year in missing]


def test_a_made_up_check_has_the_marks_that_it_should() -> None:
    picture = made_up(HIGHEST, *FIGURES).picture("x", lang="en")
    found = set(names(picture))
    assert found == {
        "panel1-window",
        "panel1-level",
        "panel1-gap-2012",
        "panel1-line-2010",
        "panel1-line-2013",
        *(f"panel1-in-force-early-n{number}" for number in range(4)),
        "panel1-superseded-n4",
        "panel1-tie-n4",
        "panel1-subject-n5",
        *(f"panel1-{kind}-n{number}" for kind in ("decides", "label") for number in (0, 4, 5)),
    }
    texts = [element.text for element in ET.fromstring(picture.svg()).iter(f"{SVG}text")]
    assert {"2010: 300", "2015: 240", "2015: 250"} <= set(texts)
    subject = "the year that the claim is about"
    assert [row["role"] for row in picture.table] == [
        "in the window; decides the verdict",
        "in the window",
        "in the window",
        "in the window",
        f"{subject}; decides the verdict: As published then (2020-05-01); since revised to 250",
        f"{subject}; decides the verdict: Latest figures; not published by 2020-05-01",
    ]


def test_a_figure_without_a_day_is_not_told_as_published_later() -> None:
    figures = [*FIGURES, (2009, 100, "2020-12-01", None), (2008, 100, "", None)]
    roles = {row["year"]: row["role"] for row in made_up(HIGHEST, *figures).picture("x", lang="en").table}
    assert roles[2008] == "not asked for by the claim; the day of publication is not known"
    assert roles[2009] == "not asked for by the claim; not published by 2020-05-01"


def test_the_year_of_a_claim_is_marked_where_it_has_no_figure(graph: Graph) -> None:
    picture = graph.picture("methadone-used-in-lar", lang="en")
    assert {"panel1-gap-2021", "panel1-label-2021"} <= set(names(picture))
    texts = [element.text or "" for element in ET.fromstring(picture.svg()).iter(f"{SVG}text")]
    assert "2021: no figure" in texts
    assert "Share of LAR patients on a medicine (methadone): more than" in texts
    # What is drawn has its source, though the claim does not ask for it.
    assert "SERAF: status report on LAR 2017" in " ".join(texts)


def test_series_with_the_same_measure_are_told_apart() -> None:
    other = """
        dataset:other a qb:DataSet ; rdfs:label "Annen"@nb , "Other"@en ; qb:structure dataset:structure .
        observation:other a qb:Observation ; qb:dataSet dataset:other ; measure:made-up 7 ;
            sdmx-dimension:refArea wd:Q20 ; sdmx-dimension:refPeriod "2015"^^xsd:gYear .
    """
    picture = made_up(HIGHEST, *FIGURES, more=other).picture("x", lang="en")
    assert {row["series"] for row in picture.table} == {
        f"made up ({name}): highest in the window" for name in ("Made up", "Other")
    }


def test_a_line_joins_no_years_across_a_gap() -> None:
    svg = made_up(HIGHEST, *FIGURES).picture("x").svg()
    for first, years in ((2010, 2), (2013, 3)):
        (path,) = re.findall(rf'id="x-nb-panel1-line-{first}">\s*<path d="([^"]*)"', svg)
        assert len(re.findall("[ML]", path)) == years


def test_what_was_published_later_does_not_count_as_of_a_day() -> None:
    picture = made_up(HIGHEST, *FIGURES).picture("x", as_of="2018-01-01", lang="en")
    assert count(picture, "later") == len(FIGURES)
    assert count(picture, "gap") == 6
    assert not count(picture, "decides")


def test_figures_that_disagree_are_told_apart_and_leave_a_gap() -> None:
    figures = [*FIGURES, (2014, 170, "2019-01-01", None)]
    picture = made_up(HIGHEST, *figures).picture("x", lang="en")
    assert count(picture, "disputed") == 2
    assert {"panel1-gap-2012", "panel1-gap-2014"} <= set(names(picture))


def test_the_steps_that_break_a_trend_are_marked() -> None:
    picture = made_up("rg:comparison comparison:falling-in-window ; rg:windowYears 5", *FIGURES).picture("x")
    assert [name for name in names(picture) if "-break-" in name] == [
        "panel1-break-2013-2014",
        "panel1-break-2014-2015",
    ]


@pytest.mark.parametrize(
    ("content", "low", "high", "words"),
    [
        ("rg:comparison comparison:at-least ; rg:lowerBound 200.0", 200, None, "at least 200"),
        ("rg:comparison comparison:more-than ; rg:lowerBound 200.0", 200, None, "above 200"),
        ("rg:comparison comparison:at-most ; rg:upperBound 200.0", None, 200, "at most 200"),
        ("rg:comparison comparison:less-than ; rg:upperBound 200.0", None, 200, "below 200"),
        (
            "rg:comparison comparison:between ; rg:lowerBound 200.0 ; rg:upperBound 300.0",
            200,
            300,
            "200\N{EN DASH}300",
        ),
        (
            "rg:comparison comparison:equal-to ; rg:claimedValue 200.0 ; rg:roundedTo 100.0",
            150,
            250,
            "200, rounded to the nearest 100",
        ),
        ("COMPARED comparison:higher-than-period", 150, None, "above the figure for 2011"),
        ("COMPARED comparison:lower-than-period", None, 150, "below the figure for 2011"),
        ("COMPARED comparison:rose-by-amount ; rg:lowerBound 20.0", 170, None, "up at least 20 from 2011"),
        (
            "COMPARED comparison:fell-by-share ; rg:lowerBound 10.0 ; rg:upperBound 20.0",
            120,
            135,
            "down 10\N{EN DASH}20 % from 2011",
        ),
        (
            "COMPARED comparison:ratio-to-period ; rg:upperBound 2.0",
            None,
            300,
            "at most 2 times the figure for 2011",
        ),
        (
            "rg:denominator measure:whole ; rg:comparison comparison:share-of-whole ; rg:lowerBound 10.0",
            100,
            None,
            "at least 10 % of 1,000",
        ),
    ],
)
def test_what_is_claimed_is_a_band_where_the_figure_should_lie(
    content: str, low: float | None, high: float | None, words: str
) -> None:
    content = content.replace("COMPARED", 'rg:comparedPeriod "2011"^^xsd:gYear ; rg:comparison')
    whole = """
        measure:whole a qb:MeasureProperty .
        observation:whole a qb:Observation ; qb:dataSet dataset:whole ; measure:whole 1000 ;
            sdmx-dimension:refArea wd:Q20 ; sdmx-dimension:refPeriod "2015"^^xsd:gYear ;
            dcterms:issued "2018-01-01"^^xsd:date .
    """
    picture = made_up(content, *FIGURES, more=whole).picture("x", lang="en")
    (panel,) = picture._page.panels  # noqa: SLF001
    assert panel.bounds == words
    assert panel.claimed == (low, high)  # type: ignore[union-attr]
    assert "panel1-claimed" in names(picture)
    assert f"what is claimed: {words}." in picture.description
    wholes = [row["figure"] for row in picture.table if row["role"].startswith("the whole")]
    assert wholes == ([1000] if "share-of-whole" in content else [])


def test_each_part_of_a_claim_has_its_panel() -> None:
    both = f"{HIGHEST}|rg:comparison comparison:at-least ; rg:lowerBound 245.0"
    picture = made_up(both, *FIGURES).picture("x", lang="en")
    assert {name.partition("-")[0] for name in names(picture)} == {"panel1", "panel2"}
    assert len(picture.table) == 2 * len(FIGURES)


@pytest.mark.parametrize("content", ["", HIGHEST])
def test_without_figures_the_picture_says_so(content: str) -> None:
    picture = made_up(content).picture("x", lang="en")
    assert names(picture) == ["panel1-empty"]
    assert not len(picture.table)
    assert picture.description.endswith("no figures.")
    assert ">no figures<" in picture.svg()


def test_effects_are_told_apart_by_shape_and_fill(graph: Graph) -> None:
    picture = graph.picture(MORTALITY, lang="en")
    details = [row for row in graph.run("check-details", claim=MORTALITY, lang="en") if row["asOf"] is None]
    for verdict, kind in (("supported", "inside"), ("contradicted", "outside")):
        of_kind = [row for row in details if row["verdict"] == verdict]
        assert of_kind
        assert count(picture, kind) == sum(row["lower"] is not None for row in of_kind)
        assert count(picture, f"open-{kind}") == sum(row["lower"] is None for row in of_kind)
    assert count(picture, "interval") == sum(row["lower"] is not None for row in details)
    assert count(picture, "numbers") == len(details) == len(picture.table)
    early = [row for row in graph.run("check-details", claim=MORTALITY, lang="en") if row["asOf"]]
    after = [row for row in picture.table if "not published by 2021-12-31" in row["role"]]
    assert len(after) == len(details) - len(early) > 0


def test_a_study_names_its_comparator_only_where_it_is_another(graph: Graph) -> None:
    picture = graph.picture(MORTALITY, lang="en")
    details = [row for row in graph.run("check-details", claim=MORTALITY, lang="en") if row["asOf"] is None]
    others = {row["comparator"] for row in details if row["comparator"] != row["claimedComparator"]}
    assert others
    told = [re.findall("against: ([^;]+)", row["role"]) for row in picture.table]
    assert sorted(found[0] for found in told if found) == sorted(
        row["comparator"] for row in details if row["comparator"] in others
    )
    (panel,) = picture._page.panels  # noqa: SLF001
    assert panel.lines == ("in opioid agonist treatment; against: not in opioid agonist treatment",)


def test_the_table_has_the_ratios_as_the_check_turned_them(graph: Graph) -> None:
    table = graph.picture(MORTALITY).table
    expected = {
        tuple(None if row[name] is None else round(row[name], 2) for name in ("value", "lower", "upper"))
        for row in graph.run("check-details", claim=MORTALITY)
    }
    assert {
        tuple(None if row[name] is None else round(row[name], 2) for name in ("figure", "lower", "upper"))
        for row in table
    } == expected


def test_a_picture_is_the_same_each_time_whatever_else_is_set(graph: Graph) -> None:
    import matplotlib as mpl

    one = graph.picture(DEATHS)
    before = (one.svg(), one.png(72))
    with mpl.rc_context({"font.size": 30, "axes.facecolor": "black", "svg.fonttype": "path"}):
        again = graph.picture(DEATHS)
        assert (again.svg(), again.png(72)) == before
        assert mpl.rcParams["font.size"] == 30
    assert "<metadata" not in before[0]


def test_png_has_its_size_and_says_what_it_shows(tmp_path: Path) -> None:
    picture = made_up(HIGHEST, *FIGURES).picture("x", lang="nb")
    path = tmp_path / "x.PNG"
    picture.write(path)
    data = path.read_bytes()
    assert data == picture.png(200)
    assert struct.unpack(">II", data[16:24])[0] == 1000
    assert struct.unpack(">II", picture.png(100)[16:24])[0] == 500
    told = text_of(data)
    assert told["Title"] == "Påstått < sagt $5$"
    assert told["Description"] == picture.description


def text_of(png: bytes) -> dict[str, str]:
    """The texts in the metadata of a PNG."""
    found, at = {}, 8
    while at < len(png):
        (length,), kind = struct.unpack(">I", png[at : at + 4]), png[at + 4 : at + 8]
        name, _, rest = png[at + 8 : at + 8 + length].partition(b"\0")
        if kind == b"tEXt":
            found[name.decode()] = rest.decode("latin-1")
        elif kind == b"zTXt":
            found[name.decode()] = zlib.decompress(rest[1:]).decode("latin-1")
        elif kind == b"iTXt":
            text = rest[2:].split(b"\0", 2)[2]
            found[name.decode()] = (zlib.decompress(text) if rest[0] else text).decode()
        at += length + 12
    return found


def test_no_text_is_smaller_than_eight_points_or_leaves_the_picture(graph: Graph) -> None:
    for claim in (DEATHS, MORTALITY):
        for lang in ("nb", "en"):
            root = ET.fromstring(graph.picture(claim, lang=lang).svg())
            wide = float(root.get("width", "").removesuffix("pt"))
            sizes = []
            for text in root.iter(f"{SVG}text"):
                (size,) = map(float, re.findall(r"([\d.]+)px", text.get("style", "")))
                sizes.append(size)
                weight = "bold" if "font: 700" in text.get("style", "") else "normal"
                long = width(text.text or "", size, weight) * 72
                place = text.get("x") or re.findall(r"translate\(([\d.-]+)", text.get("transform", ""))[0]
                anchor = re.findall("text-anchor: (middle|end)", text.get("style", ""))
                left = float(place) - long * {"middle": 0.5, "end": 1.0}.get("".join(anchor), 0)
                assert left >= 0, text.text
                assert left + long <= wide + 0.5, text.text
            assert min(sizes) >= 8


def test_nothing_is_cut_off_at_the_edge_of_a_png(graph: Graph) -> None:
    from matplotlib.image import imread

    for claim in dict.fromkeys(row["statement"] for row in graph.run("claim-checks")):
        for lang in ("nb", "en"):
            pixels = imread(io.BytesIO(graph.picture(claim, lang=lang).png(100)))
            assert (pixels[:, -8:] == 1).all(), (claim, lang)


def test_lines_break_between_words_and_within_one_that_is_too_long() -> None:
    assert wrapped("a b", 5, 8) == ["a b"]
    lines = wrapped("en uavhengighetserklæringsrapportering her", 1, 8)
    assert "".join(lines).replace(" ", "") == "enuavhengighetserklæringsrapporteringher"
    assert all(width(line, 8) <= 1 for line in lines)


def test_a_notebook_shows_the_picture_and_its_rows() -> None:
    shown = made_up(HIGHEST, *FIGURES).picture("x", lang="nb")._repr_html_()
    root = ET.fromstring(shown)
    assert [child.tag for child in root] == [f"{SVG}svg", "details"]
    assert [cell.text for cell in root.iter("th")][:2] == ["Tallserie eller utfall", "År"]
    assert len(list(root.iter("tr"))) == 1 + len(FIGURES)


def test_the_rows_lead_to_their_sources_and_leave_empty_columns_out(graph: Graph) -> None:
    picture = graph.picture("methadone-used-in-lar", lang="en")
    root = ET.fromstring(picture._repr_html_())
    assert "Lower limit" not in [cell.text for cell in root.iter("th")]
    sources = [f"{link.text} <{link.get('href')}>" for link in root.iter("a")]
    assert "; ".join(sources) == next(iter(picture.table))["source"]


def test_both_languages_have_the_same_words() -> None:
    fields = {
        lang: {key: set(re.findall(r"\{(\w+)\}", text)) for key, text in WORDS[lang].items()}
        for lang in WORDS
    }
    assert fields["nb"] == fields["en"]


def test_what_cannot_be_drawn_is_told(graph: Graph, tmp_path: Path) -> None:
    picture = made_up(HIGHEST, *FIGURES).picture("x")
    with pytest.raises(UsageError, match=r"\.svg or \.png"):
        picture.write(tmp_path / "x.pdf")
    with pytest.raises(UsageError, match="cannot be written"):
        picture.write(tmp_path / "nowhere" / "x.svg")
    with pytest.raises(UsageError, match="dots to the inch"):
        picture.png(10)
    with pytest.raises(UnknownName):
        graph.picture("introduce-heroin-assisted-treatment")
    with pytest.raises(UnknownName):
        graph.picture(DEATHS, lang="de")


def test_a_missing_library_is_named_with_what_to_install(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(UsageError) as raised:
        graph.picture(DEATHS)
    assert raised.value.hint == "Install it: pip install matplotlib"


def test_the_command_draws_one_claim_and_prints_its_rows(cli: Cli, tmp_path: Path, graph: Graph) -> None:
    done = cli("check", DEATHS, "--plot", "deaths.svg", "--lang", "en")
    assert done.returncode == 0, done.stderr
    picture = graph.picture(DEATHS, lang="en")
    assert done.stdout == picture.table.render("csv")
    assert done.stderr == f"deaths.svg: {picture.title}\n"
    assert (tmp_path / "deaths.svg").read_text() == picture.svg()


@pytest.mark.parametrize(
    "arguments", [[DEATHS, "--plot", "x.pdf"], ["--plot", "x.svg"], [DEATHS, "--details", "--plot", "x.svg"]]
)
def test_the_command_refuses_what_makes_no_picture(arguments: list[str], cli: Cli, tmp_path: Path) -> None:
    done = cli("check", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert not list(tmp_path.iterdir())
