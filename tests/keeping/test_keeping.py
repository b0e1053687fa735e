"""Submitting to a graph directory, replacing and withdrawing, and what is told of it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from kept import BY, HEADER, actor, directory, lines, raw, snapshot

import rusgraf
from rusgraf import keeping
from rusgraf.directory import Directory, hashed
from rusgraf.directory.log import Change, Log
from rusgraf.errors import Refused, UnknownName, UsageError
from rusgraf.files import RawFile
from rusgraf.keeping import differing, founding, verifying, writing
from rusgraf.terms import curie

ROOT = Path(__file__).parents[2]


@pytest.fixture
def kept(tmp_path: Path) -> Directory:
    return directory(tmp_path / "graph")


def submitted(kept: Directory, *names: str) -> keeping.Done:
    return keeping.submit(kept, [raw(name, actor(name)) for name in names], BY)


def change_of(done: keeping.Done) -> Change:
    assert done.entry, done.report
    return done.entry.changes[0]


def id_of(done: keeping.Done) -> str:
    return change_of(done).id


def relying(name: str, on: str) -> RawFile:
    """A document by an actor that another submission describes."""
    text = f"""{HEADER}
<https://w3id.org/rusgraf/id/document/{name}> a rg:SourceDocument ;
    dcterms:title "Brev om {name}"@nb , "Letter on {name}"@en ;
    dcterms:creator actor:{on} ; dcterms:date "2026"^^xsd:gYear .
"""
    return raw(name, text)


# --------------------------------------------------------------------------------- submit


def test_what_is_submitted_is_in_the_graph_the_log_and_a_file(kept: Directory) -> None:
    done = submitted(kept, "park")
    assert done.entry
    (change,) = done.entry.changes
    assert change.id.startswith("submissions/20")
    assert change.id.endswith("-park")
    assert done.minted == [change.id]
    assert kept.log().entries == (done.entry,)
    assert hashed(kept.place(change.id)) == change.version == hashed(kept.version(change.version))
    graph = rusgraf.open(kept.path)
    assert graph.ask(
        f"ASK {{ GRAPH <https://w3id.org/rusgraf/graph/{change.id}> {{ actor:park a rg:Actor }} }}"
    )
    assert rusgraf.validate(graph=graph).conforms
    assert change.statements == len(graph.quads("data"))


def test_the_same_statements_give_the_same_bytes(tmp_path: Path) -> None:
    text = actor("park").replace("trade-union .", 'trade-union ; rdfs:label "Parklaget"@nn .')
    shuffled = "\n".join([HEADER, *reversed(text.removeprefix(HEADER).split(" ;\n"))])
    assert shuffled != text
    one, two = directory(tmp_path / "one"), directory(tmp_path / "two")
    first = keeping.submit(one, [raw("park", text)], BY)
    second = keeping.submit(two, [raw("park", text.replace("\n", "\r\n") + "\n# a remark\n")], BY)
    assert first.entry
    assert second.entry
    assert first.entry.changes == second.entry.changes


def test_what_does_not_conform_changes_nothing(kept: Directory) -> None:
    before = snapshot(kept.path)
    done = keeping.submit(
        kept, [raw("good", actor("good")), raw("bad", f"{HEADER}actor:bad a rg:Actor .")], BY
    )
    assert done.entry is None
    assert {finding.place.file for finding in done.report.findings} == {"bad.ttl"}
    done = keeping.submit(kept, [raw("good", actor("good")), raw("cut", "actor:x a")], BY)
    assert done.entry is None
    assert snapshot(kept.path) == before


def test_a_dry_run_tells_and_does_nothing(kept: Directory) -> None:
    before = snapshot(kept.path)
    done = keeping.submit(kept, [raw("park", actor("park"))], BY, dry_run=True)
    assert done.entry
    assert snapshot(kept.path) == before


def test_files_may_rest_on_each_other_and_on_what_is_there(kept: Directory) -> None:
    submitted(kept, "old")
    assert keeping.submit(
        kept, [relying("one", "old"), relying("two", "new"), raw("new", actor("new"))], BY
    ).entry
    assert not keeping.submit(kept, [relying("three", "nobody")], BY).report.conforms


def test_what_is_there_already_is_replaced_not_submitted(kept: Directory) -> None:
    text = kept_text(kept, submitted(kept, "park"))
    with pytest.raises(Refused, match="is there already") as caught:
        keeping.submit(kept, [RawFile("again.ttl", text)], BY)
    assert "rusgraf replace" in caught.value.hint


def test_two_files_of_one_name_are_two_submissions(kept: Directory) -> None:
    names = ("a/park.ttl", "b/park.ttl")
    texts = (actor("one"), actor("two"))
    given = [RawFile(name, text.encode()) for name, text in zip(names, texts, strict=True)]
    done = keeping.submit(kept, given, BY)
    assert done.entry
    assert [change.id.rpartition("-")[2] for change in done.entry.changes] == ["park", "2"]


def test_what_has_no_name_gets_one_that_stays(kept: Directory) -> None:
    text = actor("park").replace("actor:park a", "[] a")
    done = keeping.submit(kept, [raw("park", text)], BY)
    assert done.entry, done.report
    (change,) = done.entry.changes
    stem = change.id.replace("/", "-")
    assert f"/.well-known/genid/{stem}-1>".encode() in kept.place(change.id).read_bytes()
    assert b"_:" not in kept.place(change.id).read_bytes()


@pytest.mark.parametrize(
    "name",
    [
        "../../outside",
        "submissions/../../x",
        "versions/x",
        "incoming/x",
        "/etc/x",
        "submissions/X",
        "submissions/a b",
        "submissions/.hidden",
        "submissions/" + "x" * 300,
    ],
)
def test_no_name_leads_out_of_the_directory(name: str, kept: Directory) -> None:
    iri = f"https://w3id.org/rusgraf/graph/{name}".replace(" ", "%20")
    header = f"""
<{iri}> a rg:Submission ; dcterms:title "X"@en ; dcterms:creator actor:park ;
    dcterms:issued "2026-11-25"^^xsd:date ; dcterms:license <https://creativecommons.org/licenses/by/4.0/> .
"""
    before = snapshot(kept.path.parent)
    # What no graph may be called is a finding, what no file may be called is refused.
    with suppress(Refused):
        assert keeping.submit(kept, [raw("park", actor("park") + header)], BY).entry is None
    assert snapshot(kept.path.parent) == before


def test_several_graphs_in_a_file_are_refused(kept: Directory) -> None:
    bodies = {name: actor(name).removeprefix(HEADER) for name in ("one", "two")}
    graphs = (
        f"<https://w3id.org/rusgraf/graph/submissions/{name}> {{ {body} }}" for name, body in bodies.items()
    )
    before = snapshot(kept.path)
    with pytest.raises(Refused, match="2 named graphs"):
        keeping.submit(kept, [RawFile("two.trig", (HEADER + "".join(graphs)).encode(), "trig")], BY)
    assert snapshot(kept.path) == before


def test_claims_that_say_nearly_the_same_are_named(tmp_path: Path) -> None:
    founding.init(tmp_path / "graph", BY)
    kept = Directory(tmp_path / "graph")
    shipped = rusgraf.open().select("""
        SELECT ?claim ?text {
            ?claim a/rdfs:subClassOf* rg:Claim ; rg:paraphrase ?text FILTER ( LANG(?text) = "nb" )
        } ORDER BY ?text
    """)
    row = next(row for row in shipped if len(row["text"].split()) > 6)
    text = (ROOT / "docs/example/claim.ttl").read_text(encoding="utf-8")
    assert not keeping.submit(kept, [raw("claim", text)], BY, dry_run=True).alike
    near = re.sub('(?<=rg:paraphrase ")[^"]*', row["text"] + " også", text, count=1)
    done = keeping.submit(kept, [raw("claim", near)], BY, dry_run=True)
    assert done.entry, done.report
    (found,) = done.alike
    assert found.other == curie(row["claim"])
    assert found.share > 0.8


# ----------------------------------------------------------------------------- who submits


@pytest.mark.parametrize("by", ["0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097"])
def test_an_orcid_id_is_known(by: str, kept: Directory) -> None:
    done = keeping.submit(kept, [raw("park", actor("park"))], by)
    assert done.entry
    assert done.entry.by == "https://orcid.org/0000-0002-1825-0097"
    assert "<https://orcid.org/0000-0002-1825-0097> a prov:Agent" in kept_text(kept, done).decode()


@pytest.mark.parametrize("by", ["", "  ", "0000-0002-1825-0098"])
def test_nobody_submits_without_a_name(by: str, kept: Directory) -> None:
    with pytest.raises(UsageError):
        keeping.submit(kept, [raw("park", actor("park"))], by)


def test_a_name_is_the_same_however_its_letters_are_made_up(kept: Directory) -> None:
    """A Mac gives the name of a file with a ring of its own on the å."""
    done = keeping.submit(kept, [raw("a\u030apning", actor("one")), raw("\u00e5pen", actor("two"))], BY)
    assert done.entry
    assert [change.id[-6:] for change in done.entry.changes] == ["6-apen", "apning"]


@pytest.mark.parametrize("text", ["red \x1b[31m", "\udcff", "\0"])
def test_what_steers_a_terminal_does_not_get_into_the_log(text: str, kept: Directory) -> None:
    for by, why in ((f"Åse {text}", ""), ("Åse", f"So {text}")):
        with pytest.raises(UsageError, match="cannot be printed"):
            keeping.submit(kept, [raw("park", actor("park"))], by, why=why)
    done = keeping.submit(kept, [raw("park", actor("park"))], "Åse\nÅs", why="On\ttwo\nlines")
    assert done.entry
    assert (done.entry.by, done.entry.why) == ("Åse Ås", "On two lines")


@pytest.mark.parametrize("by", ["park folk", "PARK Folk", "Park folk"])
def test_who_is_known_already_may_submit_by_a_name_that_differs(by: str, kept: Directory) -> None:
    keeping.submit(kept, [raw("one", actor("one"))], "Park folk")
    assert keeping.submit(kept, [raw("two", actor("two"))], by).entry
    own = 'agent:lake-folk a prov:Agent ; rdfs:label "Sjøens venner"@nb .'
    assert keeping.submit(kept, [raw("three", actor("three") + own)], "Lake folk").entry
    assert rusgraf.validate(graph=rusgraf.open(kept.path)).conforms


# -------------------------------------------------------------------------------- replace


def test_a_replaced_submission_can_be_brought_back(kept: Directory) -> None:
    first = submitted(kept, "park")
    second = keeping.replace(kept, id_of(first), raw("x", actor("park", "new")), BY)
    id = id_of(second)
    assert change_of(second).before == change_of(first).version
    assert b"new" in kept.place(id).read_bytes()
    keeping.replace(kept, id, 1, BY, why="It was right")
    assert kept.log().heads[id].version == change_of(first).version
    assert b"new" not in kept.place(id).read_bytes()
    with pytest.raises(UsageError, match="just so already"):
        keeping.replace(kept, id, 1, BY)
    with pytest.raises(UnknownName, match="no version 9"):
        keeping.replace(kept, id, 9, BY)


def test_a_replacement_that_takes_away_what_others_need_is_not_made(kept: Directory) -> None:
    id = id_of(submitted(kept, "park"))
    keeping.submit(kept, [relying("letter", "park")], BY)
    done = keeping.replace(kept, id, raw("x", actor("other")), BY)
    assert done.entry is None
    assert not done.report.conforms


def test_a_replacement_keeps_the_header_where_it_has_none(kept: Directory) -> None:
    first = submitted(kept, "park")
    done = keeping.replace(kept, id_of(first), raw("x", actor("park", "new")), "Somebody else")
    assert f"dcterms:creator agent:{BY.lower().replace(' ', '-')}" in kept_text(kept, done).decode()


def test_another_submission_is_no_replacement(kept: Directory) -> None:
    one, two = submitted(kept, "one"), submitted(kept, "two")
    with pytest.raises(UsageError, match="is the submission"):
        keeping.replace(kept, id_of(one), RawFile("two.ttl", kept_text(kept, two)), BY)


# ------------------------------------------------------------------------------- withdraw


def test_nothing_is_withdrawn_from_under_others(kept: Directory) -> None:
    id = id_of(submitted(kept, "park"))
    letter = id_of(keeping.submit(kept, [relying("letter", "park")], BY))
    with pytest.raises(Refused) as caught:
        keeping.withdraw(kept, id, BY, why="x")
    assert letter in caught.value.message
    assert "actor:park" in caught.value.message
    done = keeping.withdraw(kept, id, BY, why="x", with_dependents=True)
    assert done.entry
    assert {change.id for change in done.entry.changes} == {id, letter}
    assert kept.places() == []
    assert not rusgraf.open(kept.path).quads("data")
    keeping.replace(kept, id, 1, BY)
    assert kept.log().heads.keys() == {id}


def test_what_another_describes_too_may_go(kept: Directory) -> None:
    first = id_of(submitted(kept, "park"))
    keeping.submit(kept, [raw("again", actor("park"))], BY)
    keeping.submit(kept, [relying("letter", "park")], BY)
    assert keeping.withdraw(kept, first, BY, why="x").entry


# ------------------------------------------------------------------- history, differences


def test_who_did_what_is_in_the_graph(kept: Directory) -> None:
    id = id_of(submitted(kept, "park"))
    keeping.replace(kept, id, raw("x", actor("park", "new")), "Somebody else", why="A better name")
    keeping.withdraw(kept, id, BY, why="Enough")
    rows = rusgraf.open(kept.path).select("""
        SELECT ?number ?by ?what ?why ?next WHERE {
            ?version prov:specializationOf ?submission ; prov:wasGeneratedBy ?did ; owl:versionInfo ?number .
            ?did prov:wasAssociatedWith/rdfs:label ?by ; rdfs:label ?what .
            FILTER ( LANG(?what) = "en" )
            OPTIONAL { ?did rdfs:comment ?why }
            OPTIONAL { ?version prov:wasInvalidatedBy/rdfs:label ?next . FILTER ( LANG(?next) = "en" ) }
        } ORDER BY ?number
    """)
    assert [tuple(row.values()) for row in rows] == [
        ("1", BY, "submitted", None, "replaced"),
        ("2", "Somebody else", "replaced", "A better name", "withdrawn"),
    ]


def test_a_difference_is_told_by_thing(kept: Directory) -> None:
    id = id_of(submitted(kept, "park"))
    keeping.replace(kept, id, raw("x", actor("park", "new")), BY)
    old, new = (differing.statements(name, kept.path) for name in (f"{id}@1", id))
    (found,) = differing.between(old, new)
    assert found.subject == "actor:park"
    assert found.lost == [("rdfs:label", '"Foreningen park"@nb'), ("rdfs:label", '"The park association"@en')]
    assert found.gained == [("rdfs:label", '"Foreningen new"@nb'), ("rdfs:label", '"The new association"@en')]
    assert differing.between(old, old) == []


# --------------------------------------------------------------------- what goes wrong


def problems(kept: Directory) -> list[str]:
    return [str(each) for each in verifying.problems(kept, kept.log(), versions=True)]


def test_all_is_as_it_should_be(kept: Directory) -> None:
    submitted(kept, "one", "two")
    assert problems(kept) == []


@pytest.mark.parametrize("how", ["changed", "missing", "added"])
def test_a_file_that_the_log_does_not_know_is_named_and_nothing_written(how: str, kept: Directory) -> None:
    id = id_of(submitted(kept, "park"))
    path = kept.place(id)
    if how == "changed":
        path.write_text(path.read_text(encoding="utf-8").replace("park", "lake"), encoding="utf-8")
    elif how == "missing":
        # The last entry is made good; so another has to follow.
        submitted(kept, "other")
        path.unlink()
    else:
        path.with_name("new.ttl").write_text(actor("new"), encoding="utf-8")
    (problem,) = problems(kept)
    assert "new.ttl" in problem if how == "added" else id in problem
    with pytest.raises(Refused, match="do not agree") as caught:
        submitted(kept, "more")
    assert problem in caught.value.message
    if how != "added":
        keeping.replace(kept, id, 1, BY)
        assert problems(kept) == []


@pytest.mark.parametrize("what", ["folder", "link to itself", "pipe", "another kind of folder"])
def test_what_is_no_file_is_named(what: str, kept: Directory) -> None:
    id = id_of(submitted(kept, "park"))
    submitted(kept, "other")
    path = kept.place(id)
    path.unlink()
    if what == "folder":
        path.mkdir()
    elif what == "link to itself":
        path.symlink_to(path.name)
    elif what == "pipe":
        os.mkfifo(path)
    else:
        kept.version(kept.log().heads[id].version).unlink()
        kept.version(kept.log().heads[id].version).mkdir()
    found = problems(kept)
    if what == "another kind of folder":
        assert found[0] == f"{id}.ttl is missing"
        assert f"a version of {id}, is damaged" in found[1]
    else:
        assert found == [f"{id}.ttl cannot be read: it is no file, or may not be opened"]
    with pytest.raises(Refused, match="do not agree"):
        submitted(kept, "more")


def test_a_folder_that_git_did_not_bring_along_is_made_anew(kept: Directory) -> None:
    """When the last submission in a folder was withdrawn, a clone does not have the folder."""
    id = id_of(submitted(kept, "park"))
    keeping.withdraw(kept, id, BY, why="Enough")
    kept.place(id).parent.rmdir()
    with writing.alone(kept):
        writing.recover(kept)
    assert problems(kept) == []
    assert keeping.replace(kept, id, 1, BY).entry
    assert problems(kept) == []


def test_what_cannot_be_put_in_its_place_is_refused_and_stays_done(kept: Directory) -> None:
    id = id_of(submitted(kept, "park"))
    kept.place(id).unlink()
    folder = kept.place(id).parent
    folder.rmdir()
    folder.write_bytes(b"")
    with pytest.raises(Refused, match="submissions") as caught:
        submitted(kept, "other")
    assert caught.value.hint == "Nothing was changed."
    assert len(kept.read()[0]) == 1
    folder.unlink()
    assert submitted(kept, "other").entry
    assert problems(kept) == []


def test_a_log_that_is_gone_is_not_begun_anew(kept: Directory) -> None:
    submitted(kept, "park")
    log = kept.path / "log.jsonl"
    data = log.read_bytes()
    for loss in (log.unlink, lambda: log.write_bytes(b"")):
        loss()
        before = snapshot(kept.path)
        with pytest.raises(Refused, match="lost its log"):
            founding.init(kept.path, BY, empty=True)
        assert snapshot(kept.path) == before
    log.unlink()
    # Else the versions would be read: all that ever was, and what is only proposed.
    with pytest.raises(UsageError, match="without its log") as caught:
        rusgraf.open(kept.path)
    assert "from a copy or from git" in caught.value.hint
    log.write_bytes(data)
    assert problems(kept) == []


def test_a_graph_directory_is_not_within_another(kept: Directory) -> None:
    with pytest.raises(Refused, match="within the graph directory"):
        founding.init(kept.path / "sub" / "other", BY)
    assert not (kept.path / "sub").exists()


def test_a_folder_around_a_graph_directory_is_no_graph(kept: Directory) -> None:
    """Read as a folder of files, it would have what was withdrawn."""
    keeping.withdraw(kept, id_of(submitted(kept, "park")), BY, why="Enough")
    with pytest.raises(UsageError) as caught:
        rusgraf.open(kept.path.parent)
    assert str(kept.path) in caught.value.hint
    assert not rusgraf.open(kept.path).ask("ASK { actor:park ?p ?o }")


def test_a_change_by_hand_can_be_kept(kept: Directory) -> None:
    id = id_of(submitted(kept, "park"))
    path = kept.place(id)
    path.write_text(path.read_text(encoding="utf-8").replace("association", "society"), encoding="utf-8")
    assert rusgraf.open(kept.path).ask('ASK { ?x rdfs:label "The park society"@en }')
    keeping.replace(kept, id, RawFile(str(path), path.read_bytes()), BY, why="By hand")
    assert problems(kept) == []
    assert len(kept.log().entries) == 2


@pytest.mark.parametrize("cut", [1, 20, 10_000])
def test_a_log_that_was_cut_is_told_and_nothing_written(cut: int, kept: Directory) -> None:
    submitted(kept, "one")
    submitted(kept, "two")
    log = kept.path / "log.jsonl"
    data = log.read_bytes()
    log.write_bytes(data[:-cut] if cut < 1000 else lines(kept)[0] + b"\n")
    before = log.read_bytes()
    with pytest.raises(Refused):
        submitted(kept, "three")
    assert log.read_bytes() == before
    assert any("cut off" in each for each in problems(kept)) == (cut < 1000)
    assert any("-two.ttl is a version that no line" in each for each in problems(kept))
    # Nobody is told to delete what only the lost line knew of.
    (left,) = (each for each in verifying.problems(kept, kept.log(), versions=True) if not each.is_serious)
    assert "Hold the log against a copy" in left.todo()
    log.write_bytes(data)
    assert problems(kept) == []


def test_the_very_first_line_that_was_never_finished_is_taken_back(kept: Directory) -> None:
    (kept.path / "log.jsonl").write_bytes(b'{"action":"sub')
    founding.init(kept.path, BY, empty=True)
    assert lines(kept) == []
    (kept.path / "log.jsonl").write_bytes(b'{"action":"sub')
    assert submitted(kept, "park").entry
    assert problems(kept) == []


def test_a_reader_among_busy_writers_sees_one_moment(
    kept: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each time it looks, one more is there; what it is given belongs together nevertheless."""
    submitted(kept, "park")
    look, turns = Directory.log, iter(range(100))

    def busy(self: Directory) -> Log:
        before = look(self)
        if (turn := next(turns)) % 2 == 0:
            submitted(Directory(kept.path), f"busy-{turn}")
        return before

    reader = Directory(kept.path)
    monkeypatch.setattr(reader, "log", busy.__get__(reader))
    read, log = reader.read()
    assert {Path(source.name).stem for source in read} == {Path(id).name for id in log.heads}
    assert len(look(kept).heads) > len(log.heads)


def test_a_changed_line_of_the_log_is_told_and_nothing_written(kept: Directory) -> None:
    submitted(kept, "one")
    submitted(kept, "two")
    log = kept.path / "log.jsonl"
    log.write_bytes(log.read_bytes().replace(BY.encode(), b"Someone else", 1))
    assert problems(kept)[0] == "log.jsonl, line 1: the line is not as it was written"
    with pytest.raises(Refused):
        submitted(kept, "three")


def test_a_damaged_version_is_named(kept: Directory) -> None:
    change = change_of(submitted(kept, "park"))
    submission = f"a version of {change.id}"
    keeping.replace(kept, change.id, raw("x", actor("park", "new")), BY)
    kept.version(change.version).write_bytes(b"")
    assert f"{submission}, is damaged" in problems(kept)[0]
    kept.version(change.version).unlink()
    assert f"{submission}, is missing" in problems(kept)[0]
    keeping.replace(kept, change.id, raw("x", actor("park")), BY)
    kept.version(change.version).unlink()
    assert "that holds, is damaged or missing" in problems(kept)[0]


def test_a_second_writer_is_told_to_wait(kept: Directory) -> None:
    code = f"""
import sys
from pathlib import Path
from rusgraf.directory import Directory
from rusgraf.keeping import writing
with writing.alone(Directory(Path({str(kept.path)!r}))):
    print("in", flush=True)
    sys.stdin.read()
"""
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == "in\n"
        with pytest.raises(Refused, match="another rusgraf is writing"):
            submitted(kept, "park")
        other.kill()
    assert submitted(kept, "park").entry


@pytest.mark.parametrize("action", ["submit", "replace", "withdraw"])
def test_a_change_under_way_is_no_fault(action: str, kept: Directory) -> None:
    """While somebody writes, the log is ahead of the files, and the next line of it may be begun."""
    id = id_of(submitted(kept, "park"))
    before = kept.place(id).read_bytes()
    if action == "replace":
        keeping.replace(kept, id, raw("x", actor("park", "new park")), BY)
    elif action == "withdraw":
        keeping.withdraw(kept, id, BY, why="Enough")
    after = snapshot(kept.path)
    if action == "submit":
        kept.place(id).unlink()
    else:
        kept.place(id).write_bytes(before)
    with (kept.path / "log.jsonl").open("ab") as log:
        log.write(b'{"action":')
    assert verifying.problems_now(kept, versions=True)[1] == []
    assert keeping.submit(kept, [raw("lake", actor("lake"))], BY, dry_run=True).entry
    assert len(problems(kept)) == 2
    with writing.alone(kept):
        writing.recover(kept)
    assert snapshot(kept.path) == after


def test_verify_among_busy_writers_names_no_faults(kept: Directory, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first time it has looked at the log, a submission is replaced twice."""
    id = id_of(submitted(kept, "park"))
    look, turns = Directory.log, iter(range(100))

    def busy(self: Directory) -> Log:
        before = look(self)
        if next(turns) == 0:
            for label in ("new", "newer"):
                keeping.replace(Directory(kept.path), id, raw("x", actor("park", label)), BY)
        return before

    reader = Directory(kept.path)
    monkeypatch.setattr(reader, "log", busy.__get__(reader))
    log, found = verifying.problems_now(reader)
    assert (len(log.entries), found) == (3, [])


def test_a_reader_sees_the_state_before_or_after_a_change(kept: Directory) -> None:
    """The files of the last entry may be on their way."""
    submitted(kept, "one")
    log = kept.log()
    done = submitted(kept, "two", "three")
    kept.place(id_of(done)).unlink()
    read, _ = kept.read()
    assert {Path(source.name).stem for source in read} == {Path(id).name for id in kept.log().heads}
    assert len(log.heads) == 1
    with writing.alone(kept):
        writing.recover(kept)
    assert problems(kept) == []


def test_the_directory_of_the_shipped_data_is_the_shipped_data(tmp_path: Path) -> None:
    founding.init(tmp_path / "graph", BY)
    kept = Directory(tmp_path / "graph")
    assert problems(kept) == []
    graph = rusgraf.open(kept.path)
    assert set(graph.quads("data")) == set(rusgraf.open().quads("data"))
    assert rusgraf.validate(graph=graph).conforms
    with pytest.raises(Refused, match="already"):
        founding.init(tmp_path / "graph", BY)


def kept_text(kept: Directory, done: keeping.Done) -> bytes:
    assert done.entry
    return kept.place(done.entry.changes[0].id).read_bytes()
