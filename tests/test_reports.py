"""Reports in every format, for people and for programs."""

from __future__ import annotations

import html.parser
import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pyoxigraph import RdfFormat, parse

import made_up_report as made_up
import rusgraf
from conftest import Cli
from rusgraf import files, reports
from rusgraf.cli import progress
from rusgraf.errors import UsageError
from rusgraf.graph import Graph
from rusgraf.reports import excerpt, kinds, words
from rusgraf.reports.json import SCHEMA
from rusgraf.validation import Finding, Place, Report

TESTS = Path(__file__).parent
BAD = TESTS / "submissions" / "five-mistakes.ttl"
GOOD = TESTS / "submissions" / "good.ttl"
REPORT = made_up.REPORT
FINE = Report({"my.ttl": 1}, ())
Golden = Callable[[str, str], None]


@pytest.fixture(scope="module")
def five(graph: Graph) -> Report:
    return rusgraf.validate(files.read_bytes(BAD.read_bytes(), "my.ttl"), graph=graph)


def only(*findings: Finding) -> Report:
    return replace(REPORT, files={"my.ttl": 44}, findings=findings)


def written(report: Report, format: str, language: str) -> str:
    return reports.WRITERS[format](report, language).replace(rusgraf.__version__, "VERSION")


@pytest.mark.parametrize("format", reports.WRITERS)
@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_report_looks_as_it_did(format: str, language: str, five: Report, golden: Golden) -> None:
    golden(f"report-{language}.{format}", written(five, format, language))


@pytest.mark.parametrize("format", reports.WRITERS)
@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_sort_of_finding_looks_as_it_did(format: str, language: str, golden: Golden) -> None:
    # The formatter of our Turtle would unescape what the report escapes.
    suffix = "turtle" if format == "ttl" else format
    golden(f"report-made-up-{language}.{suffix}", written(REPORT, format, language))


@pytest.mark.parametrize("format", reports.WRITERS)
def test_a_file_with_a_strange_name_can_be_told_of(format: str) -> None:
    place = Place("caf\udce9.ttl", 1, 1, 1, 2, "x")
    report = Report({place.file: 3}, (replace(made_up.CODE, place=place),))
    assert reports.WRITERS[format](report, "nb").encode()


@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_kind_has_its_words(language: str) -> None:
    assert all(kind.titles[language] and kind.meanings[language] for kind in kinds.KINDS.values())
    assert set(kinds.KINDS) > kinds.UNREAD
    assert {finding.kind for finding in REPORT.findings} <= set(kinds.KINDS)
    assert kinds.kind("made-up") is kinds.kind("rule")


# Text


def test_a_single_file_that_conforms_is_one_line() -> None:
    assert reports.as_text(FINE) == "my.ttl: i orden (1 utsagn)\n"
    assert reports.as_text(FINE, "en") == "my.ttl: conforms (1 statement)\n"


def test_a_file_that_was_not_read_never_passes_for_one_that_conforms() -> None:
    report = Report({"my.ttl": None, "your.ttl": 2}, ())
    assert reports.as_text(report, "en").splitlines()[0] == "my.ttl: not read"
    assert reports.summary(report, "en") == "2 files (1 not read), 2 statements"


@pytest.mark.parametrize(
    ("findings", "nb", "en"),
    [
        ([made_up.CODE], "1 fil, 44 utsagn: 1 feil", "1 file, 44 statements: 1 error"),
        ([made_up.CODE, made_up.SPAN], "1 fil, 44 utsagn: 2 feil", "1 file, 44 statements: 2 errors"),
        ([made_up.WARNING], "1 fil, 44 utsagn: 1 å se over", "1 file, 44 statements: 1 to look at"),
        (
            [made_up.CODE, made_up.NOTE, made_up.NOTE],
            "1 fil, 44 utsagn: 1 feil, 2 merknader",
            "1 file, 44 statements: 1 error, 2 notes",
        ),
    ],
)
def test_the_last_line_sums_it_up(findings: list[Finding], nb: str, en: str) -> None:
    report = only(*findings)
    assert reports.as_text(report).splitlines()[-1] == nb == reports.summary(report)
    assert reports.as_text(report, "en").splitlines()[-1] == en == reports.summary(report, "en")


def test_carets_stand_below_what_is_wrong() -> None:
    for finding in REPORT.findings:
        shown = excerpt.excerpt(finding.place)
        if shown is None or not finding.place.column:
            continue
        place = finding.place
        end = place.end_column - 1 if place.end_line == place.line else len(place.text)
        assert shown.within == excerpt.visible(place.text[place.column - 1 : end])
        assert len(shown.carets) == excerpt.columns(shown.before + shown.within)
        assert shown.carets.index("^") == excerpt.columns(shown.before)


def test_wide_and_combined_characters_take_the_columns_that_a_terminal_gives_them() -> None:
    assert [excerpt.columns(text) for text in ("æøå", "🌳", "e\u0301", "a\u200db")] == [3, 2, 1, 2]


def test_a_mistake_at_the_very_end_of_a_line_is_pointed_at() -> None:
    shown = excerpt.excerpt(Place("my.ttl", 3, 8, 3, 8, "claim:x"))
    assert shown is not None
    assert shown.carets == "       ^"


@pytest.mark.parametrize("column", [1, 60, 99, 100, 101, 300, 571, 600])
def test_a_long_line_is_shown_around_the_mistake(column: int) -> None:
    shown = excerpt.excerpt(Place("my.ttl", 1, column, 1, column + 3, "0123456789" * 60), 80)
    assert shown is not None
    assert len(shown.text.strip("…")) in (80, 81)
    assert shown.within == ("0123456789" * 60)[column - 1 : column + 2]
    assert shown.before.startswith("…") is (column > 31)


def words_of(lines: list[str]) -> list[str]:
    return [word for line in lines if " | " not in line for word in line.split()]


@pytest.mark.parametrize("width", [50, 60, 100])
def test_text_is_folded_where_a_person_reads_it(width: int) -> None:
    report = only(made_up.CODE, made_up.SPAN, made_up.WINDOWED, made_up.WARNING, made_up.AROUND)
    folded = reports.as_text(report, width=width).splitlines()
    assert max(map(len, folded)) <= width
    # But for the lines of the file, which are cut, nothing is added but breaks, and nothing is lost.
    unfolded = reports.as_text(report).splitlines()
    said = [
        " ".join(" ".join(line for line in lines if " | " not in line).split())
        for lines in (folded, unfolded)
    ]
    assert said[0] == said[1]


def test_colour_changes_nothing_but_the_colour() -> None:
    plain = reports.as_text(REPORT, "en")
    coloured = reports.as_text(REPORT, "en", colour=True)
    assert "\x1b" not in plain
    assert "\x1b[1;31merror\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_what_was_probably_meant_is_not_said_twice() -> None:
    said = reports.as_text(only(made_up.CODE, made_up.EMOJI), "en")
    assert said.count("Did you mean") == 1
    assert "Did you mean stance:endorses?" in said


def test_of_many_places_some_are_named() -> None:
    also = tuple(Place("my.ttl", line, 1) for line in range(100, 120))
    said = reports.as_text(only(replace(made_up.CODE, also=also)), "en")
    assert "also: my.ttl:100:1, my.ttl:101:1, my.ttl:102:1, my.ttl:103:1, my.ttl:104:1 and 15 more" in said


def test_a_thing_without_a_name_is_shown_as_turtle_shows_it(graph: Graph) -> None:
    nameless = files.read_bytes(b"[] a <https://w3id.org/rusgraf/ns#Assertion> .", "my.ttl")
    report = rusgraf.validate(nameless, graph=graph)
    for format in ("text", "html", "github"):
        told = reports.WRITERS[format](report, "en")
        assert "[ … ]" in told
        assert "genid" not in told


def test_files_with_findings_come_after_those_that_are_fine() -> None:
    lines = reports.as_text(REPORT, "en").splitlines()
    assert lines[:2] == ["fine.ttl: conforms (12 statements)", "empty.ttl: empty: the file has no statements"]
    assert lines[2] == "broken.ttl: 1 error"


# JSON


def json_problems(document: Any) -> list[str]:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    return [error.message for error in validator.iter_errors(document)]


def test_a_json_report_is_as_its_schema_says(five: Report) -> None:
    for report in (REPORT, five, FINE):
        assert json_problems(json.loads(reports.as_json(report))) == []


def test_the_schema_is_one_and_describes_everything() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert set(schema["$defs"]["place"]["properties"]) == {field.name for field in fields(Place)}
    assert set(schema["$defs"]["finding"]["properties"]["severity"]["enum"]) == set(words.LEVELS.values())
    parts = [schema, schema["properties"]["files"]["items"], *schema["$defs"].values()]
    assert all(each.get("description") for part in parts for each in part["properties"].values())
    document = json.loads(reports.as_json(REPORT))
    assert document["$schema"] == schema["$id"]
    assert set(document) == set(schema["properties"])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda document: document.update(version=2),
        lambda document: document["findings"][0].update(severity="Violation"),
        lambda document: document["findings"][1]["place"].update(line=0),
        lambda document: document["findings"][2]["message"].pop("nb"),
        lambda document: document["findings"][3]["focus"].update(kind="uri"),
    ],
)
def test_the_schema_notices_what_is_not_so(spoil: Callable[[Any], object]) -> None:
    document = json.loads(reports.as_json(REPORT))
    spoil(document)
    assert len(json_problems(document)) == 1


def test_a_json_report_says_it_all() -> None:
    syntax, code, *_, around = json.loads(reports.as_json(REPORT))["findings"]
    assert (syntax["focus"], syntax["path"], syntax["values"], around["place"]) == (None, None, [], None)
    assert code["path"] == {"text": "rg:stance", "kind": "iri", "label": {"nb": "standpunkt", "en": "stance"}}
    assert code["values"] == [{"text": "stance:endorsed", "kind": "iri"}]
    assert code["place"]["end_column"] == 30
    assert [place["line"] for place in code["also"]] == [41, 52]
    assert code["suggestion"] == "stance:endorses"


# HTML


class Page(html.parser.HTMLParser):
    """The elements of a page, and its text."""

    VOID = ("meta", "br")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, attribute: str) -> list[str]:
        return [value for _, found in self.tags if (value := found.get(attribute))]


@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_page_stands_by_itself(language: str, five: Report) -> None:
    for report in (REPORT, five, FINE):
        page = Page(reports.as_html(report, language))
        assert page.values("lang") == [language]
        names = {tag for tag, _ in page.tags}
        assert not names & {"script", "img", "link", "iframe", "object", "base", "form", "svg"}
        assert not page.values("src") + page.values("style")
        assert not [name for _, found in page.tags for name in found if name.startswith("on")]
        # Every link leads to a place on the page.
        ids = page.values("id")
        assert len(ids) == len(set(ids))
        assert {href.removeprefix("#") for href in page.values("href")} <= set(ids)
        assert set(page.values("aria-labelledby")) <= set(ids)
        assert "@import" not in page.text
        assert "url(" not in page.text


def test_a_page_leads_from_the_sum_to_each_finding() -> None:
    page = Page(reports.as_html(REPORT))
    articles = [str(found["id"]) for tag, found in page.tags if tag == "article"]
    assert len(articles) == len(REPORT.findings)
    assert {f"#{each}" for each in articles} <= set(page.values("href"))


def test_whatever_a_file_holds_is_text_on_the_page() -> None:
    hostile = made_up.HOSTILE_FINDING
    labels = {made_up.CLAIM.value: {"nb": made_up.HOSTILE}}
    place = replace(hostile.place, file=made_up.HOSTILE, sheet=made_up.HOSTILE, cell=made_up.HOSTILE)
    report = Report({made_up.HOSTILE: 1}, (replace(hostile, place=place, rules=(made_up.HOSTILE,)),), labels)
    raw = reports.as_html(report)
    assert {tag for tag, _ in Page(raw).tags} == {
        tag for tag, _ in Page(reports.as_html(only(made_up.CODE))).tags
    }
    shown = excerpt.visible(made_up.HOSTILE)
    assert "<U+202E>txt.exe<U+2066>" in shown
    assert Page(raw).text.count(shown) >= 8
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b]", raw)


def test_a_page_of_what_conforms_says_so() -> None:
    assert "Alt er i orden" in reports.as_html(FINE)
    assert "All conforms" in reports.as_html(FINE, "en")
    assert "Nothing needs mending" in reports.as_html(only(made_up.WARNING), "en")
    assert "Something needs mending" in reports.as_html(only(made_up.CODE), "en")


# GitHub


COMMAND = re.compile(r"::(error|warning|notice) ((?:[a-zA-Z]+=[^,:\r\n]+,?)+)::(.*)")


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Workflow commands, as the runner reads them."""

    def back(value: str) -> str:
        for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
            value = value.replace(code, char)
        return value

    found = []
    for line in text.splitlines():
        match = COMMAND.fullmatch(line)
        assert match, line
        pairs = dict(pair.split("=", 1) for pair in match[2].split(","))
        found.append((match[1], {name: back(value) for name, value in pairs.items()}, back(match[3])))
    return found


def test_each_finding_is_one_workflow_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    strange = tmp_path / "a,b:c%0A.ttl"
    moved = replace(made_up.HOSTILE_FINDING, place=replace(made_up.CODE.place, file=str(strange)))
    folded = replace(made_up.CODE, messages={"nb": "en\r\nto", "en": "one\r\ntwo"}, suggestion="")
    found = commands(reports.as_github(only(moved, folded, made_up.SPAN, made_up.WARNING, made_up.NOTE)))
    assert [name for name, _, _ in found] == ["error", "error", "error", "warning", "notice"]
    assert found[0][1]["file"] == "a,b:c%0A.ttl"
    assert found[0][1] | {"line": "34", "col": "15", "endLine": "34", "endColumn": "30"} == found[0][1]
    assert "%0A,:" in found[0][2]
    assert found[1][2].startswith("en\r\nto")
    # Columns are for one line only.
    assert {"line", "endLine"} <= set(found[2][1])
    assert not {"col", "endColumn"} & set(found[2][1])


# SARIF


def sarif_problems(text: str) -> list[str]:
    schema = json.loads((TESTS / "schemas" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
    checker = jsonschema.FormatChecker()
    validator = jsonschema.Draft4Validator(schema, format_checker=checker)
    return [error.message for error in validator.iter_errors(json.loads(text))]


@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_sarif_log_is_valid(language: str, five: Report, tmp_path: Path) -> None:
    elsewhere = replace(made_up.CODE, place=replace(made_up.CODE.place, file=str(tmp_path / "å b.ttl")))
    for report in (REPORT, five, FINE, only(elsewhere), Report({}, ())):
        assert sarif_problems(reports.as_sarif(report, language)) == []
    assert sarif_problems(reports.as_sarif(REPORT).replace('"error"', '"bad"')) != []


def test_a_sarif_log_tells_the_places(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    here = replace(made_up.WARNING, place=Place(str(tmp_path / "min fil.ttl"), 47))
    elsewhere = replace(made_up.WARNING, place=Place(str(tmp_path.parent / "x.ttl"), 47))
    report = replace(REPORT, findings=(*REPORT.findings, here, elsewhere))
    (run,) = json.loads(reports.as_sarif(report))["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    by_kind = {result["ruleId"]: result for result in run["results"]}
    code = by_kind["unknown-code"]
    where = code["locations"][0]["physicalLocation"]
    assert where["region"] == {
        "startLine": 34,
        "startColumn": 15,
        "endLine": 34,
        "endColumn": 30,
    }
    assert where["contextRegion"]["snippet"] == {"text": made_up.CODE.place.text}
    assert len(code["relatedLocations"]) == 2
    assert by_kind["impossible-date"]["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == (
        "Document!C4"
    )
    around = by_kind["dangling-reference"]["locations"][0]
    assert around == {"logicalLocations": [{"fullyQualifiedName": "claim:elsewhere", "kind": "resource"}]}
    last = [each["locations"][0]["physicalLocation"]["artifactLocation"] for each in run["results"][-2:]]
    assert (last[0]["uri"], last[0]["uriBaseId"]) == ("min%20fil.ttl", "%SRCROOT%")
    assert last[1]["uri"].startswith("file:///")
    assert "uriBaseId" not in last[1]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        for location in result["locations"]:
            if artifact := location.get("physicalLocation", {}).get("artifactLocation"):
                assert run["artifacts"][artifact["index"]]["location"]["uri"] == artifact["uri"]


def test_no_value_becomes_a_link_in_a_sarif_log() -> None:
    messages = {"nb": "Fjern [x](javascript:y) og \u202e.", "en": "Remove [x](javascript:y) and \u202e."}
    (run,) = json.loads(reports.as_sarif(only(replace(made_up.NOTE, messages=messages)), "en"))["runs"]
    assert run["results"][0]["message"]["text"] == "Remove [x] (javascript:y) and <U+202E>."


def test_a_fingerprint_outlives_lines_that_move() -> None:
    def prints(*findings: Finding) -> list[str]:
        (run,) = json.loads(reports.as_sarif(only(*findings)))["runs"]
        return [each["partialFingerprints"]["rusgrafFinding/v1"] for each in run["results"]]

    moved = replace(made_up.CODE, place=replace(made_up.CODE.place, line=99))
    one, same, *others = prints(made_up.CODE, moved, made_up.SPAN, made_up.EMOJI, made_up.AROUND)
    assert one == same
    assert len({one, *others}) == 4


# Turtle


def test_a_turtle_report_is_a_shacl_report(five: Report) -> None:
    for report in (REPORT, five):
        triples = [str(quad.triple) for quad in parse(reports.as_turtle(report), format=RdfFormat.TURTLE)]
        for name in ("shacl#ValidationResult>", "shacl#focusNode>", "shacl#resultSeverity>"):
            assert sum(name in triple for triple in triples) == len(report.findings)
    assert "sh:sourceShape" in reports.as_turtle(five)


# The command line


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("r.txt", "text"),
        ("r.json", "json"),
        ("R.HTML", "html"),
        ("r.sarif", "sarif"),
        ("r.sarif.json", "sarif"),
        ("v1.2.ttl", "ttl"),
    ],
)
def test_the_suffix_says_the_format(name: str, format: str) -> None:
    assert reports.format_of(name) == format


def test_a_suffix_of_no_format_is_refused_before_the_work(cli: Cli, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        reports.format_of("report")
    done = cli("validate", "none.ttl", "-o", "r.doc")
    assert (done.returncode, done.stdout) == (2, "")
    assert "r.doc" in done.stderr


def test_a_report_goes_to_a_file_and_its_sum_to_the_person(cli: Cli, tmp_path: Path) -> None:
    done = cli("validate", BAD, "-o", "r.html", "--lang", "en")
    assert (done.returncode, done.stdout) == (1, "")
    assert "r.html: 1 file, 44 statements: 5 errors" in done.stderr
    assert Page((tmp_path / "r.html").read_text(encoding="utf-8")).values("lang") == ["en"]
    cli("validate", BAD, "-o", "r.html", "-f", "json")
    assert json_problems(json.loads((tmp_path / "r.html").read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (BAD.read_text(encoding="utf-8"), {"error": 1, "warning": 1, "info": 1, "never": 0}),
        (
            "<urn:x> a <http://xmlns.com/foaf/0.1/Project> .",
            {"error": 0, "warning": 1, "info": 1, "never": 0},
        ),
        (GOOD.read_text(encoding="utf-8"), {"error": 0, "warning": 0, "info": 0, "never": 0}),
        ("claim:x", {"error": 3, "never": 3}),
    ],
)
def test_what_is_bad_enough_is_for_the_person_to_say(text: str, codes: dict[str, int], cli: Cli) -> None:
    for fail_on, code in codes.items():
        assert cli("validate", "-", "--fail-on", fail_on, stdin=text).returncode == code


def test_on_github_too_text_is_the_default_and_no_summary_is_written(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "summary.md").touch()
    actions = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")}
    assert cli("validate", BAD, **actions).stdout == cli("validate", BAD).stdout
    assert len(commands(cli("validate", BAD, "-f", "github", **actions).stdout)) == 5
    assert (tmp_path / "summary.md").read_bytes() == b""


def at_terminal(*arguments: str | Path, **environment: str) -> str:
    """What a person sees at a terminal."""
    ours, theirs = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    with subprocess.Popen(
        [sys.executable, "-m", "rusgraf", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env={**kept, "TERM": "xterm", "COLUMNS": "70", **environment},
    ):
        os.close(theirs)
        seen = b""
        try:
            while part := os.read(ours, 65536):
                seen += part
        except OSError:  # Linux says so when the other end is closed.
            pass
    os.close(ours)
    return seen.decode().replace("\r\n", "\n")


def test_a_terminal_gets_colours_unless_the_person_wants_none() -> None:
    coloured = at_terminal("validate", BAD, "--lang", "en")
    plain = at_terminal("validate", BAD, "--lang", "en", NO_COLOR="1")
    assert "\x1b[1;31merror\x1b[0m" in coloured
    assert "\x1b" not in plain + at_terminal("validate", BAD, "--lang", "en", TERM="dumb")
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
    assert max(len(line) for line in plain.splitlines() if line.startswith("  ")) <= 70


@pytest.mark.parametrize(("patience", "terminal"), [(0.0, True), (0.0, False), (3600.0, True)])
def test_progress_is_for_whoever_waits_at_a_terminal(
    patience: float, terminal: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = pty.openpty() if terminal else os.pipe()
    with os.fdopen(theirs, "w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stderr", stream)
        monkeypatch.setattr(progress, "_PATIENCE", patience)
        monkeypatch.setenv("TERM", "xterm")
        with progress.Progress(3) as told:
            for done in (1, 2, 3):
                told(done)
        stream.write("end\n")
        stream.flush()
        read = b""
        while b"end" not in read:
            read += os.read(ours, 65536)
    os.close(ours)
    seen = read.decode()
    silent = seen.strip() == "end"
    assert silent is (not terminal or patience > 0)
    if not silent:
        assert "2 of 3" in re.sub(r"\x1b\[[0-9;]*m", "", seen)
        assert "files" in seen
