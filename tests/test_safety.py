"""Hostile files, made here: each gets a clear answer within the limits, and the process lives on."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import rusgraf
from conftest import Cli
from rusgraf import files, prescan
from rusgraf.errors import RusgrafError, UnreadableInput, UsageError
from rusgraf.files import RawFile
from rusgraf.graph import Graph
from rusgraf.intake import limits, process, wire
from rusgraf.terms import PREFIXES as NAMES
from rusgraf.turtle import Statements
from rusgraf.validation import Report

GOOD = Path(__file__).parent / "submissions" / "good.ttl"
BAD = Path(__file__).parent / "submissions" / "five-mistakes.ttl"
PREFIXES = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in NAMES.items())
CLAIM = "claim:x a rg:PolicyDemand ; rg:paraphrase 'x'@nb , 'y'@en ; dcterms:subject topic:lar "
RDF = f'<rdf:RDF xmlns:rdf="{NAMES["rdf"]}" xmlns:e="urn:">'
ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


@pytest.fixture(autouse=True, scope="module")
def _the_process_lives_on() -> Iterator[None]:
    yield
    assert rusgraf.validate(GOOD).conforms


@pytest.fixture(scope="module")
def small() -> Graph:
    """The ontology without data."""
    return Graph([])


def check(data: str | bytes, format: str = "ttl", graph: Graph | None = None) -> Report:
    data = data.encode() if isinstance(data, str) else data
    return rusgraf.validate(RawFile(f"my.{format}", data, format), graph=graph)


def kinds(report: Report) -> list[str]:
    return [finding.kind for finding in report.findings]


def turtle(literal: str) -> str:
    return (
        PREFIXES
        + f"claim:x a rg:PolicyDemand ; rg:paraphrase {literal} , 'y'@en ; dcterms:subject topic:lar ."
    )


@pytest.mark.parametrize(
    ("data", "format", "kind", "message"),
    [
        ('{"urn:p":' * 5000 + "1" + "}" * 5000, "jsonld", "refused", "nested"),
        ('{"urn:p":[' * 100_000, "jsonld", "refused", "nested"),
        (
            f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a0 "l">{ENTITIES}]>{RDF}',
            "rdfxml",
            "refused",
            "DOCTYPE",
        ),
        (f"<!-- -->\n<!DOCTYPE r SYSTEM 'http://127.0.0.1/'>{RDF}</rdf:RDF>", "rdfxml", "refused", "DOCTYPE"),
        (f"{RDF}{'<e:A><e:p>' * 100_000}", "rdfxml", "refused", "nested"),
        ("<urn:a> <urn:b> " + "<<( <urn:a> <urn:b> " * 100_000, "ttl", "refused", "nested"),
        ("<urn:a> <urn:b> " + "<< <urn:a> <urn:b> " * 100_000, "nt", "refused", "nested"),
        ("<urn:a> <urn:b> <<( <urn:a> <urn:b> 1 )>> .", "ttl", "unreadable", "triple terms"),
        ("<urn:a> <urn:b> << <urn:a> <urn:b> 1 >> .", "ttl", "unreadable", "triple terms"),
        (f"<urn:a> <urn:b> '{'a' * 20_000_000}' .", "ttl", "refused", "16 MB"),
        (f"<urn:a> <urn:b> 'a'@{'a' * 1_000_000} .", "ttl", "syntax", "not a language tag"),
        (b"<urn:a> <urn:b> 1 .\n\0", "ttl", "unreadable", "NUL"),
        (b"# x\n<urn:a> <urn:b> '\xff\xc3\xb8' .", "ttl", "unreadable", "not UTF-8 text. Open"),
        ("# x\n<urn:a> <urn:b> 'blåbær' .".encode("latin-1"), "ttl", "unreadable", "Latin-1"),
        ("<urn:a> <urn:b> '«blåbær» til € 5' .".encode("cp1252"), "ttl", "unreadable", "Windows-1252"),
        ("<urn:a> <urn:b> 'blåbær' .".encode("utf-16"), "ttl", "unreadable", "UTF-16"),
        ("<urn:a> <urn:b> 'blåbær' .".encode("utf-16-le"), "ttl", "unreadable", "UTF-16"),
        ("<urn:a> <urn:b> 'blåbær' .".encode("utf-32"), "ttl", "unreadable", "UTF-32"),
        (b"\xef\xbb\xbf\xef\xbb\xbf<urn:a> <urn:b> 1 .", "ttl", "unreadable", "two byte order marks"),
        ('{"@context":"context.json","@id":"urn:a"}', "jsonld", "refused", "fetches nothing"),
        ('{"@id":"urn:a","@id":"urn:b"}', "jsonld", "syntax", "twice"),
        ('{"urn:p":NaN}', "jsonld", "syntax", "number"),
        ('{"urn:p":' + "9" * 5000 + "}", "jsonld", "syntax", "number"),
        ('{"urn:p":"\\ud800"}', "jsonld", "syntax", "surrogate"),
        ('{"@id":"urn:a","paraphrase":"x"}', "jsonld", "syntax", "No IRI belongs to «paraphrase»"),
        ('{"@id":"a","urn:p":1}', "jsonld", "syntax", "No IRI belongs to «a»"),
        ("", "jsonld", "syntax", "a value is missing here"),
        ('{"@id":"urn:a" "urn:p":1}', "jsonld", "syntax", "a comma is missing here"),
        ('{"@context":{},"@id":"claim:a","rg:stance":1}', "jsonld", "syntax", "«claim», «rg»"),
        ('{"@id":"urn:a", }', "jsonld", "syntax", "comma"),
        ('{"@id":"\\x"}', "jsonld", "syntax", "is written twice"),
        (f"{RDF}<e:A/>", "rdfxml", "syntax", "ends before all that was opened"),
        (f"{RDF}<e:A></rdf:RDF>", "rdfxml", "syntax", "Close the innermost first"),
        (
            "<?xml version='1.0' encoding='latin-1'?>" + RDF + "</rdf:RDF>",
            "rdfxml",
            "unreadable",
            "says that it is latin-1",
        ),
        (f"{RDF}<e:A><e:p>x<!-- -->y</e:p></e:A></rdf:RDF>", "rdfxml", "syntax", "interrupted"),
    ],
)
def test_what_no_parser_should_see_is_one_finding(
    data: str | bytes, format: str, kind: str, message: str
) -> None:
    report = check(data, format)
    (finding,) = report.findings
    assert finding.kind == kind
    assert message in finding.message("en")
    assert finding.message("nb") != finding.message("en")
    assert finding.place.file == f"my.{format}"
    assert report.files == {f"my.{format}": None}
    assert not report.conforms


@pytest.mark.parametrize(
    ("data", "kind", "message"),
    [
        (turtle(r"'a\u0000b'@nb"), "unsafe-text", "U+0000"),
        (turtle("'a\u202eb'@nb"), "unsafe-text", "U+202E"),
        (turtle("'a\\u2066b'@nb"), "unsafe-text", "U+2066"),
        (turtle(f"'a'@nb-{'-'.join(['abcdefgh'] * 100_000)}"), "unsafe-text", "language tag"),
        (turtle(f"'{'a' * 100_001}'@nb"), "unsafe-text", "100001"),
        (f"{PREFIXES}{CLAIM}; rdfs:seeAlso <javascript:alert(1)> .", "unsafe-iri", "javascript:"),
        (f"{PREFIXES}{CLAIM.replace('topic:lar', '<file:///etc/passwd>')}.", "unsafe-iri", "file:"),
        (f"{PREFIXES}{CLAIM}; <data:text/html,x> 1 .", "unsafe-iri", "data:"),
        (
            f"{PREFIXES}{CLAIM}; rdfs:seeAlso <topic:lar> .",
            "unsafe-iri",
            "<https://w3id.org/rusgraf/topic/lar>",
        ),
        (f"{PREFIXES}{CLAIM}; rdfs:label 'x'^^<ftp://x/> .", "unsafe-iri", "ftp:"),
        (PREFIXES + CLAIM.replace("claim:x", "<urn:x\u202e>") + ".", "unsafe-text", "U+202E"),
    ],
)
def test_what_terms_are_not_made_of_is_one_finding(data: str, kind: str, message: str) -> None:
    found = [finding for finding in check(data).findings if finding.kind == kind]
    assert len(found) == 1
    assert message in found[0].message("en")
    assert message in found[0].message("nb") or message == "language tag"


@pytest.mark.parametrize(
    ("data", "format", "kind"),
    [
        (f"{CLAIM}; owl:imports <http://127.0.0.1/> .", "ttl", "vocabulary-statement"),
        (f"{CLAIM}; sh:targetClass rg:Claim .", "ttl", "vocabulary-statement"),
        ("rg:Source rdfs:subClassOf rg:Actor .", "ttl", "vocabulary-statement"),
        ("actor:fo rdfs:label 'x'@en .", "ttl", "owned-subject"),
        (f"<https://w3id.org/rusgraf/graph/derived/x> {{ {CLAIM}. }}", "trig", "misnamed-graph"),
    ],
)
def test_what_is_not_the_submissions_to_say_is_told(data: str, format: str, kind: str) -> None:
    assert kind in kinds(check(PREFIXES + data, format))


def test_a_graph_of_the_ontology_takes_no_quads() -> None:
    report = check('<urn:a> <urn:b> "1" <https://w3id.org/rusgraf/graph/ontology/rusgraf> .', "nq")
    assert "misnamed-graph" in kinds(report)


def test_blank_nodes_that_are_all_linked_hang_nothing() -> None:
    nodes = range(40)
    report = check("".join(f"_:b{a} <urn:p> _:b{b} .\n" for a in nodes for b in nodes if a != b))
    assert report.files == {"my.ttl": 40 * 39}


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.ttl"
    with path.open("wb") as file:
        file.write(b"<urn:a> <urn:b> '")
        file.truncate(300_000_000)
    (finding,) = rusgraf.validate(path, GOOD).findings
    assert (finding.kind, finding.place.file) == ("refused", str(path))
    assert "64 MB" in finding.message("nb")


def test_texts_that_are_hard_on_patterns_are_checked() -> None:
    hard = "a" * 90_000
    report = check(
        turtle(f"'{'a ' * 49_000}!'@nb")
        + f"\nrendition:x a rg:TextRendition ; rg:textSha256 '{hard}!' ; rg:textLength '{hard}' ."
        f"\nsource:x a rg:EvidenceSource ; dcterms:issued '{'1' * 90_000}-'^^xsd:date ."
    )
    assert "refused" not in kinds(report)
    assert kinds(report).count("impossible-date") == 1
    assert not report.conforms


@pytest.mark.parametrize("engine", ["fast", "reference"])
@pytest.mark.parametrize("datatype", ["date", "dateTime", "gYear", "gYearMonth", "duration", "integer"])
def test_numbers_beyond_counting_break_nothing(datatype: str, engine: str, small: Graph) -> None:
    value = "9" * 30 + "-01-01"
    text = f"{PREFIXES}source:x a rg:EvidenceSource ; dcterms:issued '{value}'^^xsd:{datatype} ."
    report = rusgraf.validate(RawFile("my.ttl", text.encode()), graph=small, engine=engine)
    assert "refused" not in kinds(report)
    assert sum(f.path == f"{NAMES['dcterms']}issued" for f in report.findings) == 1


def test_brackets_in_texts_and_comments_are_no_nesting() -> None:
    many = "((([[[{{{<<(" * 100
    assert "refused" not in kinds(check(f"<urn:a> <urn:b> '{many}' , '''{many}''' . # {many}"))
    assert "refused" not in kinds(check(json.dumps({"@id": "urn:a", "urn:p": many}), "jsonld"))
    text = "".join(f"<e:p>{n}</e:p><!-- <e:p> <!DOCTYPE r> -->" for n in range(200))
    about = '<rdf:Description rdf:about="urn:a" e:q="&lt;e:p>">'
    assert check(f"{RDF}{about}{text}</rdf:Description></rdf:RDF>", "rdfxml").files == {"my.rdfxml": 201}


@pytest.mark.parametrize("format", ["ttl", "nt", "trig", "nq", "jsonld", "rdfxml"])
def test_every_format_says_the_same(format: str, tmp_path: Path) -> None:
    suffix = {"rdfxml": "rdf"}.get(format, format)
    path = tmp_path / f"good.{suffix}"
    Statements(files.read(GOOD).quads).write(path, format)
    report = rusgraf.validate(tmp_path)
    assert report.conforms, str(report)
    assert report.files == {str(path): len(files.read(GOOD).quads)}


def test_json_ld_by_hand_is_checked_with_the_context_of_rusgraf(tmp_path: Path) -> None:
    document = {
        "@context": "context.jsonld",
        "@id": "claim:x",
        "@type": "rg:PolicyDemand",
        "rg:paraphrase": {"nb": "x", "en": "y"},
        "dcterms:subject": ["topic:lar"],
    }
    path = tmp_path / "mine.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert rusgraf.validate(path).conforms
    misspelt = json.dumps(document).replace("rg:paraphrase", "rg:paraprase")
    assert any("rg:paraphrase" in finding.message("en") for finding in check(misspelt, "jsonld").findings)


# ------------------------------------------------------------------------------ limits


def slow(count: int = 2500) -> str:
    """Figures of one year, each of which a rule compares with each."""
    return PREFIXES + "".join(
        f"observation:x{n} a qb:Observation ; qb:dataSet dataset:y ;"
        f" sdmx-dimension:refPeriod '2020'^^xsd:gYear ; sdmx-dimension:refArea <urn:no> .\n"
        for n in range(count)
    )


def test_what_takes_too_long_is_stopped_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_SECONDS", {"fast": (1.5, 0.0)})
    (tmp_path / "slow.ttl").write_text(slow(), encoding="utf-8")
    start = time.monotonic()
    report = rusgraf.validate(tmp_path / "slow.ttl", BAD)
    assert time.monotonic() - start < 30
    assert report.files[str(tmp_path / "slow.ttl")] is None
    assert report.files[str(BAD)] is not None
    assert len(report.findings) == 6
    finding = report.findings[0]
    assert (finding.kind, finding.place.file) == ("refused", str(tmp_path / "slow.ttl"))
    assert "RUSGRAF_TIME_LIMIT" in finding.message("nb")
    assert rusgraf.validate(GOOD).conforms


def test_more_time_can_be_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUSGRAF_TIME_LIMIT", "90.5")
    assert limits.allowance(0, "fast").seconds == 90.5
    assert limits.allowance(0, "fast").memory == 1 << 30
    assert limits.allowance(60_000_000, "fast").seconds > 90.5
    for wrong in ("soon", "-1", "inf", "nan"):
        monkeypatch.setenv("RUSGRAF_TIME_LIMIT", wrong)
        with pytest.raises(UsageError, match="RUSGRAF_TIME_LIMIT"):
            check("")


def test_without_a_limit_of_its_own_small_input_has_five_seconds() -> None:
    allowed = limits.allowance(len(GOOD.read_bytes()), "fast")
    assert allowed.seconds < 5.1
    assert allowed.memory < 1.01 * (1 << 30)


@pytest.mark.skipif(os.name != "posix", reason="no limits of memory on this platform")
def test_what_needs_too_much_memory_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_MEMORY", (200 << 20, 0))
    many = "<urn:a> <urn:p> " + ",".join(map(str, range(300_000))) + "."
    report = check(many)
    assert kinds(report) == ["refused"]
    assert {"memory", "minne"} & set(report.findings[0].message("nb").replace(",", "").split())


@pytest.mark.skipif(os.name != "posix", reason="no limits of files on this platform")
@pytest.mark.parametrize(
    "attempt",
    [
        "socket.socket()",
        "socket.create_connection(('127.0.0.1', 9))",
        "open('/etc/hostname')",
        "open('/tmp/rusgraf-was-here', 'w')",
        "__import__('os').pipe()",
        "pyoxigraph.Store().query('ASK { SERVICE <http://127.0.0.1:60009/> { ?s ?p ?o } }')",
    ],
)
def test_a_worker_opens_neither_file_nor_socket(attempt: str) -> None:
    code = f"""
import pyoxigraph, socket
from rusgraf.intake import limits
limits.impose(limits.Allowance(5, 1 << 30))
import wave  # what our own code imports is the exception
try:
    {attempt}
except OSError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Too many open files" in done.stdout


@pytest.fixture
def listener() -> Iterator[tuple[str, list[bytes]]]:
    """An address on this machine, and what was asked of it."""
    asked: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection:
                asked.append(connection.recv(1000))

    thread = Thread(target=serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}/x", asked
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join()


def test_nothing_is_fetched(listener: tuple[str, list[bytes]], small: Graph) -> None:
    address, asked = listener
    hostile = [
        (f'{{"@context":"{address}","@id":"urn:a","urn:p":1}}', "jsonld"),
        (f'{{"@context":["context.jsonld","{address}"],"@id":"urn:a"}}', "jsonld"),
        (f'{{"@\\u0063ontext":{{"@version":1.1,"@import":"{address}"}},"@id":"urn:a"}}', "jsonld"),
        (f'{{"@context":{{"T":{{"@id":"urn:T","@context":"{address}"}}}},"@type":"T"}}', "jsonld"),
        (f'<!DOCTYPE r SYSTEM "{address}">{RDF}</rdf:RDF>', "rdfxml"),
        (f'<?xml-stylesheet href="{address}"?>{RDF}</rdf:RDF>', "rdfxml"),
        (f"{PREFIXES}<{address}> owl:imports <{address}> ; sh:shapesGraph <{address}> .", "ttl"),
        (f"{PREFIXES}{CLAIM}; sh:select 'SELECT $this {{ SERVICE <{address}> {{ $this ?p ?o }} }}' .", "ttl"),
        (f"@base <{address}> . <> a <#x> .", "ttl"),
    ]
    for engine in ("fast", "reference"):
        given = [RawFile(f"{n}.{format}", data.encode(), format) for n, (data, format) in enumerate(hostile)]
        report = rusgraf.validate(*given, graph=small, engine=engine)
        assert len({finding.place.file for finding in report.findings} & set(report.files)) >= 7
    assert asked == []
    socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2].partition("/")[0]))).close()
    deadline = time.monotonic() + 5
    while not asked and time.monotonic() < deadline:
        time.sleep(0.01)
    assert asked, "the listener does not listen"


# ------------------------------------------------------------------------- the process


def test_a_worker_is_kept_and_replaced_when_it_dies() -> None:
    assert rusgraf.validate(GOOD).conforms
    first = process.kept._process  # noqa: SLF001
    assert first
    assert rusgraf.validate(GOOD).conforms
    assert process.kept._process is first  # noqa: SLF001
    first.kill()
    first.wait()
    assert rusgraf.validate(GOOD).conforms
    assert process.kept._process is not first  # noqa: SLF001


@pytest.mark.parametrize("engine", ["fast", "reference"])
def test_a_worker_has_read_all_that_any_finding_needs(engine: str, small: Graph) -> None:
    """What it had not read before, it could not open."""
    folder = GOOD.parents[1] / ("shapes" if engine == "fast" else "submissions")
    report = rusgraf.validate(folder, graph=small, engine=engine)
    assert None not in report.files.values()
    assert len(set(kinds(report))) > (8 if engine == "fast" else 2)


def test_a_given_graph_is_held_until_another_comes() -> None:
    empty = Graph([])
    assert not rusgraf.validate(BAD, graph=empty).conforms
    text = turtle("'x'@nb") + "\nclaim:y rg:supports claim:keep-investing-in-lar ."
    other = Graph([files.read(GOOD)])
    seen = [
        len(rusgraf.validate(RawFile("a.ttl", text.encode()), graph=graph).findings)
        for graph in (None, empty, None, other, empty)
    ]
    assert seen[0] == seen[2]
    assert seen[1] == seen[4]
    good = RawFile("good.ttl", GOOD.read_bytes())
    assert rusgraf.validate(good, graph=other).replaced
    assert not rusgraf.validate(good, graph=None).replaced


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_worker_ends_with_its_parent_and_leaves_ctrl_c_to_it(tmp_path: Path) -> None:
    (tmp_path / "slow.ttl").write_text(slow(4000), encoding="utf-8")
    code = f"""
import rusgraf, sys
from rusgraf.intake import process
rusgraf.validate({str(GOOD)!r})
print(process.kept._process.pid, flush=True)
try:
    rusgraf.validate("slow.ttl")
except KeyboardInterrupt:
    print("interrupted", process.kept._process, flush=True)
    rusgraf.validate({str(GOOD)!r})
    print(process.kept._process.pid, flush=True)
    sys.stdin.read()
"""
    parent = subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        text=True,
        start_new_session=True,
        env={**os.environ, "RUSGRAF_TIME_LIMIT": "60"},
    )
    assert parent.stdout
    first = int(parent.stdout.readline())
    time.sleep(0.5)
    os.killpg(parent.pid, signal.SIGINT)
    assert parent.stdout.readline() == "interrupted None\n"
    assert gone(first)
    second = int(parent.stdout.readline())
    assert not gone(second, 0)
    parent.kill()
    _, said = parent.communicate()
    assert said == ""
    assert gone(second)


def gone(pid: int, seconds: float = 5) -> bool:
    deadline = time.monotonic() + seconds
    while True:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        # One that has ended may wait for an init that nobody runs.
        status = Path(f"/proc/{pid}/stat")
        if status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)


def test_a_module_in_the_current_folder_is_not_run(cli: Cli, tmp_path: Path) -> None:
    for name in ("json.py", "rdflib.py", "rusgraf.py"):
        (tmp_path / name).write_text("import os; os.abort()", encoding="utf-8")
    code = "import sys; sys.path.remove(''); import rusgraf; print(rusgraf.validate(sys.argv[1]).conforms)"
    done = subprocess.run(
        [sys.executable, "-c", code, GOOD], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stdout == "True\n", done.stderr


def test_threads_take_turns() -> None:
    reports: list[Report] = []
    threads = [Thread(target=lambda: reports.append(rusgraf.validate(BAD))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(report.findings) for report in reports] == [5] * 4


def test_the_command_line_gives_each_its_exit_code(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "latin.ttl").write_bytes("# blåbær".encode("latin-1"))
    done = cli("validate", "latin.ttl", GOOD, "--lang", "en", "-f", "json")
    assert done.returncode == 3
    assert "Latin-1" in json.loads(done.stdout)["findings"][0]["message"]["en"]
    (tmp_path / "bidi.ttl").write_text(turtle("'a\u202eb'@nb"), encoding="utf-8")
    assert cli("validate", "bidi.ttl").returncode == 1
    assert cli("validate", "-", stdin="{").returncode == 3
    assert cli("validate", GOOD, RUSGRAF_TIME_LIMIT="soon").returncode == 2


# ------------------------------------------------------------------------- any bytes


def test_a_report_comes_back_as_it_was() -> None:
    report = check(BAD.read_bytes())
    assert report.findings
    assert wire.unpacked(json.loads(json.dumps(wire.packed(report)))) == report


FORMATS = st.sampled_from(["ttl", "nt", "trig", "nq", "jsonld", "rdfxml", "json", "owl", "xlsx", "", "\0"])
RUN = settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)


def answered(data: bytes, format: str, graph: Graph) -> None:
    try:
        report = check(data, format, graph)
    except RusgrafError:
        return
    assert isinstance(report, Report)
    assert all(finding.message(language) for finding in report.findings for language in ("nb", "en"))


@RUN
@given(st.binary(max_size=300), FORMATS)
def test_any_bytes_get_an_answer(small: Graph, data: bytes, format: str) -> None:
    answered(data, format, small)


PIECES = st.lists(
    st.sampled_from(
        """
        <urn:a> a rg:Claim . ; , [ ] ( ) { } _:b "x" @nb ^^xsd:date 'y' \"\"\" @prefix : <> 1 1.5 true <<
        >> <<( )>> {"@id": "@context" "@graph" "@type" "@value" "@list" null } <rdf:RDF </ <?xml <!--
        --> &lt; ]]> # % \\u0000 \\ud800 \ufeff \u202e \x00
        """.split()
    )
)


@RUN
@given(PIECES, FORMATS)
def test_any_pieces_of_syntax_get_an_answer(small: Graph, pieces: list[str], format: str) -> None:
    answered(" ".join(pieces).encode("utf-8", "surrogatepass"), format, small)


@RUN
@given(st.data())
def test_a_good_file_that_was_damaged_gets_an_answer(small: Graph, data: st.DataObject) -> None:
    text = bytearray(GOOD.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
        end = min(end, start + 40)
        change = data.draw(st.sampled_from(["delete", "insert", "swap"]))
        if change == "delete":
            del text[start:end]
        elif change == "insert":
            text[start:start] = data.draw(st.binary(max_size=5))
        else:
            text[start:end] = text[start:end][::-1]
    answered(bytes(text), "ttl", small)


def test_the_limit_of_size_holds_in_memory_too() -> None:
    with pytest.raises(UnreadableInput, match="larger"):
        files.read_bytes(bytes(prescan.MAX_BYTES + 1), "my.ttl")
