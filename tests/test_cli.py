"""The command line, run as its users run it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import click
import pytest
from pyoxigraph import RdfFormat, parse

from conftest import Cli
from rusgraf import canned, comparison, reports, table, terms, turtle
from rusgraf.cli import COMMANDS, group, options
from rusgraf.cli.queries import TAGS
from rusgraf.graph import EXTRAS
from rusgraf.validation.engines import ENGINES

TESTS = Path(__file__).parent
GOOD = TESTS / "submissions" / "good.ttl"
BAD = TESTS / "submissions" / "five-mistakes.ttl"
PARK = TESTS / "graphs" / "park.ttl"
TEXT = TESTS / "texts" / "resolution.txt"


def test_help_lists_every_command_with_its_own_words(cli: Cli) -> None:
    listed = cli("--help").stdout
    for name, short in COMMANDS.items():
        assert f"  {name} " in listed
        assert short in listed
        helped = cli(name, "--help")
        assert helped.returncode == 0
        # An example comes first.
        assert helped.stdout.splitlines()[4].strip().startswith(f"rusgraf {name}")


def test_the_choices_are_what_there_is() -> None:
    assert tuple(table.WRITERS) == options.TABLE_FORMATS
    assert tuple(turtle.FORMATS) == options.RDF_FORMATS
    offered = {
        ("validate", "format"): reports.WRITERS,
        ("validate", "engine"): ENGINES,
        ("validate", "lang"): terms.LANGUAGES,
        ("export", "extras"): EXTRAS,
        ("compare", "only"): comparison.VERDICTS,
    }
    for (command, name), there_is in offered.items():
        (option,) = (each for each in cli_command(command).params if each.name == name)
        assert isinstance(option.type, click.Choice)
        assert tuple(option.type.choices) == tuple(there_is)


def cli_command(name: str) -> click.Command:
    found = group.get_command(click.Context(group), name)
    assert found is not None
    return found


def test_version(cli: Cli) -> None:
    assert cli("--version").stdout.startswith("rusgraf 0.")


def test_a_canned_query_comes_as_csv_when_piped(cli: Cli) -> None:
    done = cli("query", "demands-by-actor", "-p", "actor=fo", "--lang", "en", "--limit", "1")
    assert done.returncode == 0
    header, row = done.stdout.splitlines()
    assert header == "demand,text,stance,topics,document,places,start"
    assert "Norwegian drug policy should be examined" in row
    assert "1 of 19 rows" in done.stderr


@pytest.mark.parametrize(
    ("query", "format", "start"),
    [
        ("SELECT ?x { ?x a rg:Actor } LIMIT 1", None, "x\nhttps://"),
        ("SELECT ?x { ?x a rg:Actor } LIMIT 1", "json", "{\n"),
        ("ASK { ?x a rg:Actor }", None, "true\n"),
        ("ASK { ?x a rg:Actor }", "json", '{"head": {}, "boolean": true}'),
        ("CONSTRUCT WHERE { actor:fo rg:actorKind ?k }", None, "@prefix actor:"),
        ("DESCRIBE actor:fo", "nt", "<https://w3id.org/rusgraf/id/actor/fo>"),
    ],
)
def test_own_sparql_is_answered_in_a_form_that_fits(
    query: str, format: str | None, start: str, cli: Cli
) -> None:
    done = cli("query", query, *(["-f", format] if format else []))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(start)


def test_a_query_is_read_from_a_file_and_from_standard_input(cli: Cli, tmp_path: Path) -> None:
    query = "ASK { ?x a rg:Claim }"
    (tmp_path / "my.rq").write_text(query)
    assert cli("query", "my.rq").stdout == cli("query", "-", stdin=query).stdout == "true\n"


def test_a_file_with_a_header_takes_parameters(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "my.rq").write_text(
        "#+ summary: {nb: Hva, en: What}\n#+ params: {claim: iri of rg:Claim}\n"
        "SELECT ?text { $claim rg:paraphrase ?text } ORDER BY ?text"
    )
    done = cli("query", "my.rq", "-p", "claim=keep-investing-in-lar")
    assert len(done.stdout.splitlines()) == 3, done.stderr


def test_labels_are_added_on_request(cli: Cli) -> None:
    done = cli("query", "SELECT ?x { ?x a rg:Actor } ORDER BY ?x", "--labels", "--lang", "en")
    assert done.stdout.splitlines()[0] == "x,xLabel"
    assert "Norwegian Institute of Public Health (FHI)" in done.stdout


def test_columns_are_chosen_among_the_labels_too(cli: Cli) -> None:
    done = cli("query", "SELECT ?x { ?x a rg:Actor }", "--labels", "--columns", "xLabel, x", "--limit", "1")
    assert done.stdout.splitlines()[0] == "xLabel,x"
    done = cli("find", "--kind", "document", "--columns", "name,thing", "--lang", "en")
    names = [row["name"] for row in csv.DictReader(io.StringIO(done.stdout))]
    assert names == sorted(names)
    assert names[0].startswith("Hearing")


def test_a_false_ask_leaves_with_1_only_on_request(cli: Cli) -> None:
    assert cli("query", "ASK { rg:Claim a rg:Claim }").returncode == 0
    assert cli("query", "ASK { rg:Claim a rg:Claim }", "--exit-status").returncode == 1


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["qeury"], 2, "Did you mean query"),
        (["query"], 2, "Say what to ask"),
        (["query", "demand-by-actor"], 2, "Did you mean demands-by-actor"),
        (["query", "demands-by-actor"], 2, "needs the parameter 'actor'"),
        (["query", "demands-by-actor", "-p", "actor"], 2, "NAME=VALUE"),
        (["query", "demands-by-actor", "-p", "actor=fho"], 2, "Did you mean fo"),
        (["query", "demands-by-actor", "-p", "acter=fo"], 2, "Did you mean actor"),
        (["query", "ASK { ?x a rg:Claim }", "-p", "x=y"], 2, "Only canned queries"),
        (["query", "ASK { ?x a rg:Claim"], 2, "never closed"),
        (["query", "ASK { ?x a rgg:Claim }"], 2, "Did you mean rg"),
        (["query", "ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"], 2, "SERVICE is not allowed"),
        (["query", "ASK { ?x a rg:Claim }", "-f", "csv"], 2, "does not fit"),
        (["query", "SELECT ?x { ?x a rg:Claim }", "-f", "ttl"], 2, "does not fit"),
        (["query", "none.rq"], 3, "no such file"),
        (["query", "SELECT (xsd:nope(1) AS ?x) {}"], 2, "cannot be answered"),
        (["query", "INSERT DATA { rg:Claim a rg:Claim }"], 2, "a query only reads"),
        (["query", "demands-by-actor", "-p", "actor=fo", "-p", "actor=fhi"], 2, "given twice"),
        (["query", "demands-by-actor", "-p", "actor=http://x y"], 2, "no Actor"),
        (["validate", "none"], 3, "No such file"),
        (["validate", "."], 3, "no file of RDF"),
        (["query", "demands-by-actor", "-p", "actor=fo", "--graph", "none.ttl"], 3, "No such file"),
        (["queries", "demnds-by-actor"], 2, "Did you mean demands-by-actor"),
        (["validate", "none.ttl"], 3, "No such file"),
        (["export", "--actor", "nobody"], 2, "no Actor 'nobody'"),
        (["export", "--actor", "fo", "--topic", "lar"], 2, "one slice"),
        (["export", "-o", "no/such/folder.ttl"], 2, "cannot be written"),
        (["show", "topic:lra"], 2, "Did you mean topic:lar"),
        (["show", "nou-2019-26"], 2, "Say which: evidence:"),
        (["find", "?"], 2, "Give the words"),
        (["find"], 2, "or a kind alone"),
        (["query", "overdose-deaths", "--columns", "year,deths"], 2, "Did you mean deaths"),
        (["find", "lar", "--kind", "clam"], 2, "Did you mean claim"),
        (["compare", "fo"], 2, "two actors or more"),
        (["compare", "fo", "ahu"], 2, "Did you mean auh"),
        (["export", "-f", "nodes-edges"], 2, "-o FOLDER"),
        (["export", "-f", "nodes-edges", "-o", __file__], 2, "-o FOLDER"),
        (["export", "-f", "coding-table", "--with", "ontology"], 2, "does not go with"),
        (["export", "-f", "coding-table", "-o", "no/such/folder.csv"], 2, "cannot be written"),
        (["export", "-f", "nodes-edges", "--actor", "nobody", "-o", "x"], 2, "no Actor 'nobody'"),
        (["anchor", str(TEXT)], 2, "--from and --to"),
        (["anchor", str(TEXT), "--lines", "x"], 2, "write one line"),
        (["anchor", "none.txt", "--lines", "1"], 3, "No such file"),
        (["anchors", "--sources", "."], 3, "no text here"),
    ],
)
def test_what_goes_wrong_is_said_in_a_line_with_what_to_do(
    arguments: list[str], code: int, says: str, cli: Cli
) -> None:
    done = cli(*arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_misspelt_term_is_pointed_out(cli: Cli) -> None:
    done = cli("query", "SELECT ?x { ?x a rg:PolicyDemnd }")
    assert done.returncode == 0
    assert "Did you mean rg:PolicyDemand" in done.stderr
    assert "No rows." in done.stderr


def test_queries_lists_them_and_shows_one(cli: Cli) -> None:
    listed = cli("queries", "--lang", "en").stdout
    lines = listed.splitlines()
    names = [line.split()[0] for line in lines if line.startswith("  ")]
    # One under each of its tags.
    assert sorted(set(names)) == sorted(path.stem for path in (TESTS.parent / "queries").glob("*.rq"))
    # Each under what it is on, which has a name in both languages.
    headings = [line.removesuffix(":") for line in lines if not line.startswith("  ")]
    assert headings == sorted(TAGS) == sorted({tag for name in names for tag in canned.get(name).tags})
    assert lines[lines.index("figures:") + 1].split()[0] == "figures"
    assert "\ntall:\n  figures " in cli("queries").stdout
    shown = cli("queries", "overdose-deaths", "--lang", "en").stdout
    assert "-p start=…  year, by default 1900" in shown
    assert "rusgraf query overdose-deaths" in shown
    assert "SELECT ?year" in shown


def test_find_answers_in_every_form_and_nothing_found_is_an_answer(cli: Cli) -> None:
    done = cli("find", "akershus", "hoyre", "--kind", "actor", "--lang", "en")
    assert done.stdout == (
        "thing,kind,name,text\nhttps://w3id.org/rusgraf/id/actor/auh,actor,Akershus Unge Høyre (AUH),\n"
    )
    assert cli("find", "hoyre", "-f", "jsonl", "--limit", "1").stdout.count("\n") == 1
    nothing = cli("find", "overdsoe")
    assert (nothing.returncode, nothing.stdout) == (0, "thing,kind,name,text\n")
    assert "Nothing found. Words that are there: overdose" in nothing.stderr


def test_compare_prints_a_table_and_says_how_many_of_each(cli: Cli) -> None:
    done = cli("compare", "fo", "auh", "--lang", "en", "--limit", "2", "-f", "md")
    assert done.returncode == 0
    assert done.stdout.count("\n") == 4
    counts = dict(each.split(": ") for each in done.stderr.splitlines()[0].rstrip(".").split(", "))
    assert list(counts) == ["contested", "conditional", "agreed", "supporting", "one only"]
    points = sum(int(count) for verdict, count in counts.items() if verdict != "one only")
    assert f" of {points} points rest on analysts' steps only." in done.stderr
    by_topic = cli("compare", "fo", "auh", "--by", "topic", "--lang", "en")
    assert by_topic.stdout.splitlines()[0].startswith("actor,other,verdict,topic")
    assert ", apart: 1, one only: " in by_topic.stderr


def test_compare_leaves_out_what_one_alone_takes_up_unless_asked(cli: Cli) -> None:
    def verdicts(*options: str) -> list[str]:
        done = cli("compare", "park", "road", "--graph", PARK, "--lang", "en", *options)
        return [row["verdict"] for row in csv.DictReader(io.StringIO(done.stdout))]

    assert verdicts() == ["contested", "conditional", "agreed"]
    assert verdicts("--all") == ["contested", "conditional", "agreed", "one only"]
    assert verdicts("--only", "one-only") == ["one only"]
    assert verdicts("--only", "agreed", "--all") == ["agreed"]
    assert verdicts("--by", "topic", "--only", "supporting") == []


def test_compare_draws_only_columns_that_say_something(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "lake.ttl").write_text(
        """
        @prefix rg: <https://w3id.org/rusgraf/ns#> .
        <https://w3id.org/rusgraf/id/actor/lake> a rg:Actor .
        <https://w3id.org/rusgraf/id/assertion/lake> a rg:Assertion ;
            rg:assertedBy <https://w3id.org/rusgraf/id/actor/lake> ;
            rg:asserts <https://w3id.org/rusgraf/id/claim/more-benches> ;
            rg:stance <https://w3id.org/rusgraf/code/stance/endorses> .
        """,
        encoding="utf-8",
    )
    graph = ("--graph", PARK, "--graph", tmp_path, "--lang", "en", "-f", "table")

    def drawn(*options: str) -> list[str]:
        return cli("compare", "park", "road", *options, *graph).stdout.splitlines()

    lines = drawn("--only", "contested")
    assert lines[:3] == ["actor: actor:park", "other: actor:road", ""]
    assert lines[3].split() == [
        "verdict",
        "claim",
        "text",
        "stances",
        "otherClaim",
        "otherText",
        "otherStances",
    ]
    assert drawn("--only", "supporting")[0].split()[:3] == ["actor", "other", "verdict"]
    assert drawn("lake", "--only", "contested")[0].split()[:3] == ["actor", "other", "verdict"]


def test_info_tells_versions_places_and_counts(cli: Cli) -> None:
    facts = json.loads(cli("info", "-f", "json", "--lang", "en").stdout)
    assert set(facts["versions"]) >= {"rusgraf", "pyoxigraph", "pyshacl", "ontology"}
    assert Path(facts["places"]["data"][0]).is_dir()
    (actors,) = (each for each in facts["things"] if each["thing"] == "rg:Actor")
    assert actors["label"] == "actor"
    text = cli("info", "--lang", "en").stdout
    assert f"{actors['count']:>7}  actor\n" in text
    assert f"{facts['statements']:>7}  in all" in text
    other = json.loads(cli("info", "-f", "json", "--graph", GOOD).stdout)
    assert other["places"]["data"] == [str(GOOD)]


def read_csv(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def test_a_coding_table_is_taken_away_whole_or_in_part(cli: Cli, tmp_path: Path) -> None:
    whole = list(csv.DictReader(io.StringIO(cli("export", "-f", "coding-table", "--lang", "en").stdout)))
    assert {row["stance"] for row in whole} >= {"endorses", "rejects"}
    done = cli("export", "-f", "coding-table", "--actor", "fo", "-o", "fo.csv")
    rows = read_csv(tmp_path / "fo.csv")
    assert done.stderr == f"fo.csv: {len(rows)} rows.\n"
    assert len(rows) == sum(row["actor"].endswith("/fo") for row in whole)


def test_nodes_and_edges_are_written_to_a_folder(cli: Cli, tmp_path: Path) -> None:
    done = cli("export", "-f", "nodes-edges", "-o", "net", "--topic", "heroin-assisted-treatment")
    assert done.returncode == 0, done.stderr
    nodes, edges = (read_csv(tmp_path / "net" / f"{name}.csv") for name in ("nodes", "edges"))
    assert {row["id"] for row in nodes} == {row[end] for row in edges for end in ("source", "target")}
    assert list(nodes[0])[:2] == ["id", "label"]
    assert list(edges[0])[:2] == ["source", "target"]


def test_validate_answers_with_its_exit_code(cli: Cli) -> None:
    assert cli("validate").returncode == 0
    assert cli("validate", GOOD).returncode == 0
    bad = cli("validate", BAD, "--lang", "en")
    assert bad.returncode == 1
    assert "five-mistakes.ttl: 5 errors" in bad.stdout
    assert cli("validate", "-", stdin=BAD.read_text(encoding="utf-8")).returncode == 1


def test_an_unreadable_file_does_not_keep_the_others_from_being_checked(cli: Cli) -> None:
    done = cli("validate", "none.ttl", BAD, "-f", "json")
    assert done.returncode == 3
    assert len(json.loads(done.stdout)["findings"]) == 5
    assert "none.ttl" in done.stderr


@pytest.mark.parametrize("engine", ["fast", "reference"])
def test_both_engines_tell_a_contributor_the_same(engine: str, cli: Cli) -> None:
    done = cli("validate", BAD, "-f", "json", "--engine", engine)
    assert done.stdout == cli("validate", BAD, "-f", "json").stdout
    assert done.stderr == ""


def test_one_unreadable_file_of_a_folder_does_not_hide_the_others(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.ttl").write_text("claim:x", encoding="utf-8")
    (tmp_path / "folder" / "b.ttl").write_bytes(BAD.read_bytes())
    done = cli("validate", "folder", "-f", "json")
    assert done.returncode == 3
    assert len(json.loads(done.stdout)["findings"]) == 6


def test_a_new_version_of_what_is_there_is_said_to_be_one(cli: Cli) -> None:
    done = cli("validate", TESTS.parent / "data" / "register" / "actors.ttl")
    assert done.returncode == 0
    assert "checked as a new version of" in done.stderr


def test_export_writes_only_what_it_is_told(cli: Cli, tmp_path: Path) -> None:
    done = cli("export", "-o", "out.nq")
    assert (done.stdout, [path.name for path in tmp_path.iterdir()]) == ("", ["out.nq"])
    assert len(list(parse((tmp_path / "out.nq").read_bytes(), format=RdfFormat.N_QUADS))) > 1000
    assert cli("export", "--document", "fo-hearing-statement-2018").stdout.startswith("@prefix")


def test_another_graph_is_selected_by_option_or_environment(cli: Cli, tmp_path: Path) -> None:
    query = "SELECT ?x { ?x a rg:Actor }"
    by_option = cli("query", query, "--graph", GOOD).stdout
    assert by_option == cli("query", query, RUSGRAF_GRAPH=str(GOOD)).stdout
    assert by_option.splitlines()[1:] == ["https://w3id.org/rusgraf/id/actor/example-friends-of-the-park"]


def test_anchor_prints_what_anchors_proves(cli: Cli, tmp_path: Path) -> None:
    printed = cli(
        "anchor", TEXT, "--from", "Sette ut", "--to", "i 2019.", "--locator", "l. 8", "--document", "parken"
    )
    assert printed.returncode == 0
    assert "new to the graph" in printed.stderr
    (tmp_path / "parken.ttl").write_text(printed.stdout, encoding="utf-8")
    proved = cli("anchors", "--sources", TEXT.parent, "--graph", "parken.ttl", "-f", "jsonl")
    assert proved.returncode == 0
    assert json.loads(proved.stdout)["passage"] == "Sette ut ti benker i 2019."
    (tmp_path / "parken.ttl").write_text(printed.stdout.replace("rg:end 2", "rg:end 1"), encoding="utf-8")
    assert cli("anchors", "--sources", TEXT.parent, "--graph", "parken.ttl").returncode == 1


@pytest.mark.parametrize("pipeline", ["export -f nt | head -n 1", "queries | true", "export | true"])
def test_a_reader_that_leaves_early_is_no_error(pipeline: str) -> None:
    command = f"set -o pipefail; {sys.executable} -m rusgraf {pipeline}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("call", ["queries", "query overview", "show fo"])
@pytest.mark.parametrize("redirection", [">/dev/full", ">&-", "2>&-"])
def test_an_output_that_takes_nothing_is_no_bug(call: str, redirection: str) -> None:
    command = f"{sys.executable} -m rusgraf {call} {redirection}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode in (0, 2)
    assert "Traceback" not in done.stderr


def test_a_bug_of_ours_is_owned_without_a_traceback(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import rusgraf.graph\n"
        "def broken(*_, **__): raise RuntimeError('boom')\n"
        "rusgraf.graph.open = broken\n"
    )
    done = cli("export", PYTHONPATH=str(tmp_path))
    assert done.returncode == 70
    assert "This is a bug in rusgraf: RuntimeError: boom" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Traceback" in cli("export", PYTHONPATH=str(tmp_path), RUSGRAF_TRACEBACK="1").stderr
