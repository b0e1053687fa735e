"""What the documents say is so: links lead somewhere, commands print what is shown."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import rusgraf
import servers
from conftest import ROOT
from rusgraf.graph import Graph

DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
#: A command, with its further lines after ">" as a shell prompts for them.
COMMAND = re.compile(r"\$ .*\n(?:> .*\n)*")
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
#: Where pages have their server; the tests have it where there is room.
SERVER = "localhost:7878"
ENVIRONMENT = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}


def anchors(path: Path) -> set[str]:
    """The anchors that headings get, by GitHub's rule."""
    headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for link in LINK.findall(path.read_text(encoding="utf-8")):
        if link.startswith("https://"):
            continue
        target, _, anchor = link.partition("#")
        file = path.parent / target if target else path
        assert file.exists(), link
        assert not anchor or anchor in anchors(file), link


def blocks(language: str) -> list[tuple[Path, str]]:
    return [
        (path, body)
        for path in DOCUMENTS
        for kind, body in FENCE.findall(path.read_text(encoding="utf-8"))
        if kind == language
    ]


def numbered(cases: list[tuple[Path, str]]) -> list[str]:
    return [f"{path.name}-{number}" for number, (path, _) in enumerate(cases)]


PAGES = sorted({path for path, _ in blocks("console")})


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_the_commands_of_a_page_print_what_is_shown(
    page: Path,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> None:
    """They run one after the other in one folder, as a reader would run them."""
    for folder in ("data", "docs", "tests"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    shown = [block for path, block in blocks("console") if path == page]
    with server(shown, tmp_path_factory) as there:
        printed = [run(block.replace(SERVER, there), tmp_path).replace(there, SERVER) for block in shown]
    if request.config.getoption("--regenerate"):
        text = page.read_text(encoding="utf-8")
        for before, after in zip(shown, printed, strict=True):
            text = text.replace(before, after)
        page.write_text(text, encoding="utf-8")
        return
    assert printed == shown


@contextmanager
def server(shown: list[str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where an empty Oxigraph server is, for a page whose commands ask one."""
    if not any(SERVER in block for block in shown):
        yield SERVER
        return
    with servers.oxigraph(tmp_path_factory.mktemp("oxigraph"), set()) as address:
        yield urlsplit(address).netloc


def run(block: str, folder: Path) -> str:
    """A block with what its command prints now."""
    command = COMMAND.match(block)
    assert command, block
    done = subprocess.run(
        ["bash", "-c", re.sub("^[$>] ", "", command[0], flags=re.MULTILINE)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        cwd=folder,
        env=ENVIRONMENT,
        check=False,
    )
    return command[0] + done.stdout


@pytest.mark.parametrize(("path", "block"), blocks("python"), ids=numbered(blocks("python")))
def test_a_python_block_runs(path: Path, block: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", block],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=ENVIRONMENT,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_there_is_something_to_test() -> None:
    assert len(DOCUMENTS) > 5
    assert len(blocks("console")) > 4
    assert blocks("python")


def test_readme_is_one_page_in_two_languages() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "## På norsk" in text
    assert len(text.splitlines()) < 140


def test_the_version_is_the_same_everywhere() -> None:
    version = rusgraf.__version__
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    ontology = (ROOT / "ontology" / "rusgraf.ttl").read_text(encoding="utf-8")
    assert f'owl:versionInfo "{version}"' in ontology
    assert f"owl:versionIRI <https://w3id.org/rusgraf/ns/{version}>" in ontology


def test_the_release_is_no_older_than_its_data(graph: Graph) -> None:
    issued = [
        row["issued"]
        for row in graph.select("SELECT ?issued { ?s a rg:Submission ; dcterms:issued ?issued }")
    ]
    released = re.search(
        "^date-released: (.*)$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert released
    assert released[1] >= max(issued)


def test_the_changelog_counts_what_is_there() -> None:
    graph = rusgraf.open()
    counts = {kind: len(graph.select(f"SELECT ?x {{ ?x a rg:{kind} }}")) for kind in COUNTED}
    said = ", ".join(f"{count} {COUNTED[kind]}" for kind, count in counts.items())
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert " and ".join(said.rsplit(", ", 1)) in text


COUNTED = {
    "Claim": "claims",
    "Assertion": "assertions",
    "ArgumentRelation": "argument relations",
    "Anchor": "anchors",
}
