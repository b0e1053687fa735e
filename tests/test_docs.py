"""The pages build without a warning, are whole, and need no other host."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import pytest

import rusgraf
from conftest import ROOT, Cli
from rusgraf import canned
from rusgraf.cli import COMMANDS
from rusgraf.graph import Graph
from rusgraf.terms import LANGUAGES, expand, show
from rusgraf.validation import shapes

DOCS = ROOT / "docs"
EXAMPLES = [("statement.txt", "submission.ttl"), ("reply.txt", "reply.ttl")]
SVG = "{http://www.w3.org/2000/svg}"
#: What a browser fetches by itself, by element.
FETCHED = {"audio": "src", "iframe": "src", "img": "src", "link": "href", "script": "src", "video": "src"}


class Page(HTMLParser):
    """The text of a page, its identifiers, and what a browser fetches to show it."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.words: list[str] = []
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.fetched: set[str] = set()
        self.feed(path.read_text(encoding="utf-8"))
        self.text = " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids.add(given.get("id") or "")
        if tag == "a":
            self.links.add(given.get("href") or "")
        if tag in FETCHED:
            self.fetched.add(given.get(FETCHED[tag]) or "")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_the_pages_build_without_a_warning_and_are_whole(tmp_path: Path, graph: Graph) -> None:
    """One test, since the pages are built once."""
    command = [sys.executable, "-m", "sphinx", "-q", "-E", "-W", "-n", "--keep-going", "-b", "html"]
    done = subprocess.run([*command, DOCS, tmp_path / "html"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    site = tmp_path / "html"
    every_question_is_answered(Page(site / "questions.html"), graph)
    for language, name in (("en", "asked"), ("nb", "nb-asked")):
        every_rule_is_listed(Page(site / f"{name}.html"), language)
    every_term_is_explained(site, graph)
    every_picture_shows_figures(site / "checks.html", graph)
    everything_public_is_described(site)
    nothing_is_fetched_from_elsewhere(site)
    every_link_within_leads_somewhere(site)


def every_question_is_answered(page: Page, graph: Graph) -> None:
    assert len(canned.names()) > 5
    for query in map(canned.get, canned.names()):
        for text in (*query.summary.values(), query.description["en"], query.example_call()):
            assert " ".join(text.split()) in page.text
        language = {"lang": "en"} if "lang" in {parameter.name for parameter in query.parameters} else {}
        for row in graph.run(query.name, **query.example, **language).head(5).terms:
            for term in row:
                assert " ".join(show(term).split()) in page.text


def every_rule_is_listed(page: Page, language: str) -> None:
    quads = shapes.quads()
    targeting = {quad.subject for quad in quads if "shacl#target" in quad.predicate.value}
    rules = [q.object for q in quads if q.predicate.value.endswith("#property") and q.subject in targeting]
    messages = [shapes.messages(str(rule).strip("<>"))[language] for rule in rules]
    assert len(messages) > 100
    for message in messages:
        assert message in page.text


def every_term_is_explained(site: Path, graph: Graph) -> None:
    terms = graph.select(
        """SELECT ?term ?label ?definition (LANG(?label) AS ?language) {
             ?term rdfs:isDefinedBy <https://w3id.org/rusgraf/ns> ;
                   rdfs:label ?label ; skos:definition ?definition .
             FILTER ( LANG(?label) = LANG(?definition) )
           }"""
    )
    pages = {language: Page(site / f"ontology-{language}.html") for language in LANGUAGES}
    assert len(terms) > 100
    for row in terms:
        page = pages[row["language"]]
        assert row["term"].rpartition("#")[2] in page.ids
        assert row["label"] in page.text
        assert row["definition"] in page.text
    assert pages["en"].text.count("påstand") == 0


def every_picture_shows_figures(path: Path, graph: Graph) -> None:
    text = path.read_text(encoding="utf-8")
    for row in graph.run("claim-checks", lang="en"):
        slug = row["statement"].rpartition("/")[2]
        picture = graph.picture(slug, lang="en")
        assert (f'id="{slug}-en-title"' in text) == bool(len(picture.table)), slug
    names = re.findall(r'\bid="([^"]*)"', text)
    assert len(names) == len(set(names))
    assert set(re.findall(r'(?:url\(|href=")#([^)"]+)', text)) <= set(names)


def everything_public_is_described(site: Path) -> None:
    described = {name.rpartition(".")[2] for name in Page(site / "python.html").ids}
    assert set(rusgraf.__all__) <= described
    assert {f"rusgraf-{name}" for name in COMMANDS} <= Page(site / "commands.html").ids


def nothing_is_fetched_from_elsewhere(site: Path) -> None:
    for path in site.rglob("*.html"):
        assert not [link for link in Page(path).fetched if re.match("(https?:)?//", link)], path
    for path in site.rglob("*.css"):
        assert not re.search(r"(url\(|@import)\s*['\"]?(https?:)?//", path.read_text(encoding="utf-8")), path


def every_link_within_leads_somewhere(site: Path) -> None:
    """Sphinx knows nothing of the pages that pyLODE writes, nor they of its."""
    for path in site.glob("*.html"):
        for link in Page(path).links:
            target = link.partition("#")[0]
            if target and ":" not in target:
                assert (path.parent / target).is_file(), f"{path.name}: {link}"


def drawn() -> list[tuple[str, str]]:
    """Each name in the picture of the model, with the word that is drawn for it."""
    root = ET.fromstring((DOCS / "model.svg").read_text(encoding="utf-8"))
    texts = (text for text in root.iter(f"{SVG}text") if "data-term" in text.attrib)
    return [(text.attrib["data-term"], text.text or "") for text in texts]


def test_the_picture_speaks_of_the_ontology(graph: Graph) -> None:
    labels = graph.select('SELECT ?term ?label { ?term rdfs:label ?label FILTER ( LANG(?label) = "en" ) }')
    words = {row["term"]: row["label"] for row in labels}
    for name, word in drawn():
        if name.startswith("rg:"):
            assert words[expand(name) or ""] == word


def test_the_picture_shows_every_class(graph: Graph) -> None:
    classes = graph.select(
        """SELECT ?class { ?class a owl:Class ; rdfs:isDefinedBy <https://w3id.org/rusgraf/ns> }"""
    )
    shown = {expand(name) for name, _ in drawn()}
    assert {row["class"] for row in classes} <= shown


def test_the_picture_can_be_heard() -> None:
    root = ET.fromstring((DOCS / "model.svg").read_text(encoding="utf-8"))
    named = {child.attrib.get("id") for child in root if child.tag in (f"{SVG}title", f"{SVG}desc")}
    assert root.attrib["role"] == "img"
    assert set(root.attrib["aria-labelledby"].split()) == named


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("document", "coded"), EXAMPLES)
def test_an_example_shares_no_run_of_eight_words_with_its_text(
    document: str, coded: str, language: str
) -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text.lower())
        return {tuple(words[i : i + 8]) for i in range(len(words) - 7)}

    statement = (DOCS / "example" / document).read_text(encoding="utf-8")
    submission = (DOCS / "example" / coded).read_text(encoding="utf-8")
    paraphrases = re.findall(rf'rg:paraphrase "(.*)"@{language}', submission)
    assert len(paraphrases) > 4
    assert not any(runs(paraphrase) & runs(statement) for paraphrase in paraphrases)


def test_the_examples_hold_against_their_texts_and_the_reference_engine(cli: Cli) -> None:
    folder = DOCS / "example"
    assert rusgraf.validate(folder, engine="reference").conforms
    done = cli("anchors", "--sources", folder, "--graph", folder)
    assert done.returncode == 0, done.stderr
    anchors = sum(
        (folder / coded).read_text(encoding="utf-8").count("a rg:Anchor ;") for _, coded in EXAMPLES
    )
    assert f"{anchors} anchors hold, 0 do not." in done.stderr
