"""The commands that keep a graph directory, run as their users run them."""

from __future__ import annotations

import csv
import io
import json
import shlex
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from kept import BY, HEADER, actor, directory, snapshot, submission

from conftest import ROOT, Cli
from rusgraf.directory import Directory

EXAMPLE = ROOT / "docs" / "example"
ID = "submissions/park"


def letter(by: str) -> str:
    """A document by an actor that another submission describes."""
    return f"""{HEADER}
<https://w3id.org/rusgraf/id/document/letter> a rg:SourceDocument ;
    dcterms:title "Brev"@nb , "Letter"@en ; dcterms:creator actor:{by} ; dcterms:date "2026"^^xsd:gYear .
<https://w3id.org/rusgraf/graph/submissions/letter> a rg:Submission ;
    dcterms:title "Brev"@nb , "Letter"@en ; dcterms:creator actor:{by} ;
    dcterms:issued "2026-11-25"^^xsd:date ; dcterms:license <https://creativecommons.org/licenses/by/4.0/> .
"""


Rusgraf = Cli


@pytest.fixture
def kept(tmp_path: Path) -> Directory:
    """A graph directory ``g`` with one submission, beside files to submit."""
    for name in ("park", "lake"):
        (tmp_path / f"{name}.ttl").write_text(submission(name), encoding="utf-8")
    (tmp_path / "new.ttl").write_text(submission("park", "new park"), encoding="utf-8")
    (tmp_path / "letter.ttl").write_text(letter("park"), encoding="utf-8")
    (tmp_path / "wrong.ttl").write_text(f"{HEADER}actor:wrong a rg:Actor .", encoding="utf-8")
    return directory(tmp_path / "g")


@pytest.fixture
def run(cli: Cli, kept: Directory) -> Rusgraf:
    """Run rusgraf on the graph directory ``g``, as somebody, in English."""

    def called(*arguments: str | Path, stdin: str = "", **environment: str) -> CompletedProcess[str]:
        settings = {"RUSGRAF_GRAPH": "g", "RUSGRAF_BY": BY, "RUSGRAF_LANG": "en", **environment}
        return cli(*arguments, stdin=stdin, **settings)

    return called


def said(done: CompletedProcess[str], code: int = 0) -> str:
    """What was told on standard error; nothing is ever on the other, nor a traceback."""
    assert (done.returncode, done.stdout) == (code, ""), done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def rows(done: CompletedProcess[str]) -> Iterator[dict[str, str]]:
    assert done.returncode == 0, done.stderr
    return csv.DictReader(io.StringIO(done.stdout))


# ----------------------------------------------------------------------------------- init


def test_init_makes_a_directory_and_says_what_comes_next(cli: Cli, tmp_path: Path) -> None:
    told = said(cli("init", "mine", "--by", "Åse", "--lang", "en"))
    assert told.startswith("mine: a graph directory with 16 submissions.\n")
    assert "rusgraf submit FILE" in told
    names = "README.md log.jsonl .gitignore .gitattributes .pre-commit-config.yaml incoming versions".split()
    assert {path.name for path in (tmp_path / "mine").iterdir()} >= set(names)
    assert (tmp_path / "mine/.github/workflows/propose.yml").is_file()
    assert "is a graph directory already" in said(cli("init", "mine"), 5)
    assert {row["by"] for row in rows(cli("log", "--graph", "mine"))} == {"Åse"}
    assert said(cli("init", "empty", "--empty")).startswith("empty: en grafmappe med 0 innsendinger.")
    assert cli("query", "overview", "--graph", "mine").returncode == 0
    assert "all is as it should be" in cli("verify", "--graph", "mine", "--lang", "en").stderr


# --------------------------------------------------------------------------------- submit


def test_submit_says_what_is_in_and_where(run: Rusgraf, kept: Directory) -> None:
    told = said(run("submit", "park.ttl", "--why", "To begin with"))
    assert told == f"{ID}: submitted, version 1, 10 statements, g/submissions/park.ttl\n"
    assert (kept.path / "submissions/park.ttl").is_file()
    (row,) = rows(run("log"))
    assert (row["by"], row["action"], row["submission"], row["version"], row["why"]) == (
        BY,
        "submit",
        ID,
        "1",
        "To begin with",
    )
    again = said(run("submit", "park.ttl"), 5)
    assert f"rusgraf replace {ID} park.ttl" in again
    in_norwegian = said(run("submit", "lake.ttl", "--lang", "nb"))
    assert in_norwegian == "submissions/lake: sendt inn, utgave 1, 10 utsagn, g/submissions/lake.ttl\n"


def test_a_dry_run_says_what_would_be(run: Rusgraf, kept: Directory) -> None:
    before = snapshot(kept.path)
    told = said(run("submit", "park.ttl", "lake.ttl", "--dry-run"))
    assert f"{ID}: would be submitted, version 1, 10 statements" in told
    assert "is in no line" not in told
    assert snapshot(kept.path) == before


def test_all_files_are_taken_in_or_none(run: Rusgraf, kept: Directory) -> None:
    before = snapshot(kept.path)
    told = said(run("submit", "park.ttl", "wrong.ttl"), 1)
    assert "wrong.ttl:13:1: error" in told
    assert told.endswith("Nothing was done: mend what is found first.\n")
    (kept.path.parent / "cut.ttl").write_text("actor:x a", encoding="utf-8")
    assert "cut.ttl" in said(run("submit", "park.ttl", "cut.ttl"), 3)
    assert "none.ttl: No such file" in said(run("submit", "park.ttl", "none.ttl"), 3)
    assert snapshot(kept.path) == before
    assert said(run("submit", "letter.ttl", "park.ttl")).endswith("2 submissions, line 1 of the log.\n")


def test_a_folder_of_forty_files_is_one_line_of_the_log(run: Rusgraf, kept: Directory) -> None:
    folder = kept.path / "incoming"
    for number in range(40):
        (folder / f"{number}.ttl").write_text(submission(f"actor-{number}"), encoding="utf-8")
    told = said(run("submit", "g/incoming"))
    assert "40 submissions, line 1 of the log.\n" in told
    assert told.endswith("g/incoming is taken in, and can be deleted.\n")
    assert len(list(rows(run("log")))) == 40
    assert len(kept.places()) == 40
    assert "Submissions: 40, lines of the log: 1: all is as it should be." in run("verify").stderr


def test_what_has_no_header_gets_one_with_a_word_on_it(run: Rusgraf, kept: Directory) -> None:
    told = said(run("submit", "-", stdin=actor("park")))
    assert "-standard-input had no header and got one." in told
    (path,) = kept.places()
    assert f'"{BY}"@en' in path.read_text(encoding="utf-8")


def test_a_workbook_is_submitted_with_its_text(run: Rusgraf, cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "g/log.jsonl").unlink()
    said(cli("init", "g"))
    book, text = EXAMPLE / "hearing-en-mended.xlsx", EXAMPLE / "hearing.txt"
    assert "Document!B23" in said(run("submit", EXAMPLE / "hearing-en.xlsx", "--text", text), 1)
    assert "175 statements" in said(run("submit", book, "--text", text))


@pytest.mark.parametrize("command", [["submit", "park.ttl"], ["withdraw", ID, "--why", "x"]], ids=str)
def test_somebody_has_to_have_done_it(command: list[str], run: Rusgraf) -> None:
    assert "Hint: A name or an ORCID iD: --by NAME" in said(run(*command, RUSGRAF_BY=""), 2)
    assert "is no ORCID iD" in said(run(*command, "--by", "0000-0002-1825-0098"), 2)


@pytest.mark.parametrize(
    "command",
    [
        "submit park.ttl",
        f"replace {ID} new.ttl",
        f"withdraw {ID} --why x",
        "log",
        "verify",
        f"diff {ID} {ID}",
    ],
)
def test_another_folder_is_no_graph_directory(command: str, run: Rusgraf) -> None:
    for folder in (".", "none"):
        told = said(run(*command.split(), RUSGRAF_GRAPH=folder), 2)
        assert "no graph directory" in told
        assert "--graph DIR" in told


def test_a_server_is_no_graph_directory(run: Rusgraf) -> None:
    address = "https://example.org/sparql"
    calls = ("submit park.ttl", "replace park new.ttl", "withdraw park --why x", "log", "verify", "diff a b")
    for call in calls:
        told = said(run(*call.split(), RUSGRAF_GRAPH=address), 2)
        assert f"{address} is a server" in told
        assert f"rusgraf publish --to {address} --graph DIR" in told
        assert said(run(*call.split(), "--graph", address), 2) == told
    # Two files can be compared anywhere.
    assert run("diff", "park.ttl", "new.ttl", RUSGRAF_GRAPH=address).returncode == 0


def test_what_is_said_to_be_typed_can_be_typed(run: Rusgraf, kept: Directory, tmp_path: Path) -> None:
    spaced = "my graph"
    told = said(run("init", spaced, "--empty"))
    assert f"rusgraf query overview --graph '{spaced}'\n" in told
    (tmp_path / "my park.ttl").write_text(submission("park"), encoding="utf-8")
    run("submit", "my park.ttl", RUSGRAF_GRAPH=spaced)
    again = said(run("submit", "my park.ttl", RUSGRAF_GRAPH=spaced), 5)
    assert f"rusgraf replace {ID} 'my park.ttl';" in again
    told = said(run("withdraw", "park", "--why", "x", RUSGRAF_GRAPH=spaced))
    undo = shlex.split(told.partition("To undo it: rusgraf ")[2])
    assert said(run(*undo, RUSGRAF_GRAPH="")).startswith(f"{ID}: replaced, version 2")


def test_an_empty_file_and_what_a_system_hides(run: Rusgraf, tmp_path: Path) -> None:
    assert "standard input: there is nothing in it" in said(run("submit", "-"), 5)
    (tmp_path / "some").mkdir()
    (tmp_path / "park.ttl").rename(tmp_path / "some/park.ttl")
    # As a Mac leaves it in what it packs.
    (tmp_path / "some/._park.ttl").write_bytes(b"\0\5\x16\7")
    assert said(run("submit", "some")).startswith(f"{ID}: submitted")


# ---------------------------------------------------------------------- replace, withdraw


def test_replace_and_back_again(run: Rusgraf, kept: Directory) -> None:
    run("submit", "park.ttl")
    told = said(run("replace", "park", "new.ttl", "--why", "A better name"))
    assert told == f"{ID}: replaced, version 2, 10 statements, g/submissions/park.ttl\n"
    told = said(run("replace", "park", "--version", "1", "--dry-run", "--lang", "nb"))
    assert told == f"{ID}: ville blitt erstattet, utgave 3, 10 utsagn, g/submissions/park.ttl\n"
    said(run("replace", "park", "--version", "1"))
    assert [row["version"] for row in rows(run("log", "park"))] == ["1", "2", "3"]
    assert "has no version 9; it has 3" in said(run("replace", "park", "--version", "9"), 2)
    assert "just so already" in said(run("replace", "park", "park.ttl"), 2)
    assert "Give a file, or --version N" in said(run("replace", "park"), 2)
    assert "Nothing was done" in said(run("replace", "park", "wrong.ttl"), 1)
    assert "none.ttl: No such file" in said(run("replace", "park", "none.ttl"), 3)
    assert "is the submission submissions/lake" in said(run("replace", "park", "lake.ttl"), 2)


def test_withdraw_and_back_again(run: Rusgraf, kept: Directory) -> None:
    run("submit", "park.ttl", "letter.ttl")
    told = said(run("withdraw", "park", "--why", "x"), 5)
    assert "  submissions/letter: actor:park\n" in told
    assert "--with-dependents" in told
    assert "Missing option '--why'" in said(run("withdraw", "park"), 2)
    before = snapshot(kept.path)
    told = said(run("withdraw", "park", "--why", "x", "--with-dependents", "--dry-run"))
    assert told.splitlines()[:2] == [
        "submissions/letter: would be withdrawn.",
        "submissions/park: would be withdrawn.",
    ]
    assert snapshot(kept.path) == before
    told = said(run("withdraw", "letter", "--why", "x"))
    assert told.startswith("submissions/letter: withdrawn. To undo it: rusgraf ")
    undo = told.rstrip().rpartition("rusgraf ")[2]
    for command in ("withdraw letter --why x", "replace letter letter.ttl", "diff letter letter.ttl"):
        gone = said(run(*command.split()), 2)
        assert "submissions/letter is withdrawn" in gone
        assert "rusgraf replace submissions/letter --version 1" in gone
    assert "Say why" in said(run("withdraw", "park", "--why", " "), 2)
    assert said(run(*undo.split())).startswith("submissions/letter: replaced, version 2")


def test_an_id_that_nothing_bears_brings_the_nearest(run: Rusgraf) -> None:
    run("submit", "park.ttl")
    for command in ("replace {} new.ttl", "withdraw {} --why x", "log {}", "diff {} park"):
        assert f"Did you mean {ID}?" in said(run(*command.format("prak").split()), 2)
        assert f"Did you mean {ID}?" in said(run(*command.format("submisions/park").split()), 2)


# ------------------------------------------------------------------------------ log, diff


def test_the_log_comes_in_every_form(run: Rusgraf, kept: Directory) -> None:
    assert run("log").stdout == "entry,at,by,action,submission,version,statements,why,file\n"
    run("submit", "park.ttl", "lake.ttl")
    run("replace", "park", "new.ttl")
    assert [row["submission"][12:] for row in rows(run("log", "-f", "csv"))] == ["lake", "park", "park"]
    (first, second) = json.loads(run("log", "park", "-f", "json").stdout)["results"]["bindings"]
    assert (first["action"]["value"], second["action"]["value"]) == ("submit", "replace")
    assert (kept.path / second["file"]["value"]).read_bytes() == kept.place(ID).read_bytes()
    drawn = run("log", "-f", "table").stdout
    assert "versions/" not in drawn
    assert "why" not in drawn
    assert "versions/" in run("log", "-f", "table", "--columns", "submission,file").stdout
    run("withdraw", "park", "--why", "Enough")
    assert list(rows(run("log", "park", "--columns", "action,version,why")))[-1] == {
        "action": "withdraw",
        "version": "",
        "why": "Enough",
    }
    assert "Enough" in run("log", "-f", "table").stdout


def test_a_difference_is_between_versions_and_files(run: Rusgraf) -> None:
    run("submit", "park.ttl")
    run("replace", "park", "new.ttl")
    done = run("diff", "park@1", "park")
    assert done.stdout == (
        "actor:park\n"
        '  - rdfs:label "Foreningen park"@nb\n'
        '  - rdfs:label "The park association"@en\n'
        '  + rdfs:label "Foreningen new park"@nb\n'
        '  + rdfs:label "The new park association"@en\n'
    )
    assert (done.returncode, done.stderr) == (0, "Statements gone: 2, new: 2.\n")
    assert run("diff", "park.ttl", "new.ttl", RUSGRAF_GRAPH="").stdout == done.stdout
    assert run("diff", "park.ttl", "park@2").stdout == done.stdout
    same = run("diff", "park@2", "new.ttl", "--lang", "nb")
    assert (same.returncode, same.stdout, same.stderr) == (0, "", "De sier det samme.\n")
    assert "has no version 3; it has 2" in said(run("diff", "park@3", "park"), 2)
    assert "is no number" in said(run("diff", "park@first", "park"), 2)
    assert "is neither a file nor a submission" in said(run("diff", "gone.ttl", "park"), 2)


# --------------------------------------------------------------------------------- verify


def changed(kept: Directory) -> None:
    with kept.place(ID).open("a", encoding="utf-8") as file:
        file.write("# mine\n")


def missing(kept: Directory) -> None:
    kept.place(ID).unlink()


def added(kept: Directory) -> None:
    kept.place("submissions/new").write_text(submission("new"), encoding="utf-8")


def log_cut(kept: Directory) -> None:
    log = kept.path / "log.jsonl"
    log.write_bytes(log.read_bytes()[:-9])


def log_changed(kept: Directory) -> None:
    log = kept.path / "log.jsonl"
    log.write_bytes(log.read_bytes().replace(BY.encode(), b"Nobody", 1))


def line_missing(kept: Directory) -> None:
    log = kept.path / "log.jsonl"
    log.write_bytes(log.read_bytes().partition(b"\n")[2])


def version_damaged(kept: Directory) -> None:
    kept.version(kept.log().heads[ID].version).write_bytes(b"")


def version_left(kept: Directory) -> None:
    kept.version("0" * 64).write_text(submission("left"), encoding="utf-8")


@pytest.mark.parametrize(
    ("breaks", "tells"),
    [
        (changed, "submissions/park.ttl is not what was submitted: it was changed by hand."),
        (missing, "submissions/park.ttl is missing."),
        (added, "submissions/new.ttl is in no line of the log."),
        (log_cut, "log.jsonl: the last line is cut off."),
        (log_changed, "log.jsonl, line 1: the line is not as it was written."),
        (line_missing, "log.jsonl, line 1: a line before this one is missing."),
        (version_damaged, ", the version of submissions/park that holds, is damaged or missing."),
        (version_left, f"versions/{'0' * 64}.ttl belongs to no line of the log."),
    ],
    ids=lambda case: getattr(case, "__name__", ""),
)
def test_verify_names_what_is_wrong_and_what_to_do(
    breaks: object, tells: str, run: Rusgraf, kept: Directory
) -> None:
    run("submit", "park.ttl")
    run("submit", "lake.ttl")
    clean = run("verify")
    assert (clean.returncode, clean.stdout) == (0, "")
    assert clean.stderr == "Submissions: 2, lines of the log: 2: all is as it should be.\n"
    breaks(kept)  # type: ignore[operator]
    before = snapshot(kept.path)
    done = run("verify")
    # What is left of a change that was never made does no harm.
    assert done.returncode == int(breaks is not version_left)
    assert tells in done.stdout
    in_norwegian = run("verify", "--lang", "nb")
    assert in_norwegian.returncode == done.returncode
    for what, todo in (text.splitlines()[:2] for text in (done.stdout, in_norwegian.stdout)):
        assert what.endswith(".")
        assert todo.startswith("  ")
    assert not set(done.stdout.splitlines()) & set(in_norwegian.stdout.splitlines())
    assert snapshot(kept.path) == before


def test_what_verify_says_to_do_helps(run: Rusgraf, kept: Directory) -> None:
    run("submit", "park.ttl")
    run("submit", "lake.ttl")
    for number, (word, hand) in enumerate((("Foreningen", "Brukt"), ("Brukt", "Glemt"))):
        text = kept.place(ID).read_text(encoding="utf-8")
        kept.place(ID).write_text(text.replace(word, hand), encoding="utf-8")
        lines = run("verify").stdout.splitlines()
        # To keep the change, and then to undo it.
        command = lines[1 + number].rpartition(": rusgraf ")[2]
        said(run(*command.split(), RUSGRAF_GRAPH=""))
        assert run("verify").returncode == 0
        assert "Brukt park" in kept.place(ID).read_text(encoding="utf-8")


def test_a_log_with_a_fault_is_shown_with_a_word_on_it(run: Rusgraf, kept: Directory) -> None:
    run("submit", "park.ttl")
    run("submit", "lake.ttl")
    log_changed(kept)
    done = run("log")
    assert [row["submission"] for row in rows(done)] == ["submissions/lake"]
    assert done.stderr == "The log is not as it was written; what is wrong, tells “rusgraf verify”.\n"
    in_norwegian = run("log", "--lang", "nb")
    assert in_norwegian.stdout == done.stdout
    assert (
        in_norwegian.stderr
        == "Loggen er ikke slik den ble skrevet; hva som er galt, sier «rusgraf verify».\n"
    )
    assert "log.jsonl, line 1" in said(run("submit", "new.ttl"), 5)
