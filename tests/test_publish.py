"""A server gets the graph as it is, whatever it had before and whenever the work breaks off."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from urllib.parse import parse_qs, urlsplit

import generated
import pytest
from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad, Triple

import rusgraf
import servers
from conftest import Cli
from misbehaving import Handler, Misbehaving, behaving
from rusgraf import files, keeping
from rusgraf.directory import Directory
from rusgraf.errors import EndpointError, UsageError
from rusgraf.files import SourceFile
from rusgraf.graph import Graph
from rusgraf.keeping import founding
from rusgraf.servers import endpoint, publishing
from rusgraf.servers.address import Address
from rusgraf.table import Table
from rusgraf.terms import BASE, PUBLISHED_GRAPH, STAGED_GRAPH, UNION_GRAPH, part_of

BY = "The testers"
QUERIES = ("coding-table", "submission-history", "overview", "overdose-deaths")
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
THEIRS = (NamedNode("https://example.org/theirs"), NamedNode(f"{BASE}graph/of-somebody-else"))


@pytest.fixture(scope="module", params=["oxigraph", pytest.param("virtuoso", marks=pytest.mark.virtuoso)])
def started(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of one kind or the other."""
    if request.param == "virtuoso" and not servers.has_virtuoso():
        pytest.skip(servers.NO_VIRTUOSO)
    start = {"oxigraph": servers.oxigraph, "virtuoso": servers.virtuoso}[request.param]
    with start(tmp_path_factory.mktemp(request.param), set()) as address:
        yield address


@pytest.fixture
def server(started: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A server that has nothing."""
    monkeypatch.setenv("RUSGRAF_USER", "dba")
    monkeypatch.setenv("RUSGRAF_PASSWORD", "dba")
    for graph in {quad.graph_name for quad in content(started)}:
        update(started, f"DROP SILENT GRAPH {graph}")
    assert not content(started)
    return started


@pytest.fixture
def oxigraph_alone(tmp_path: Path) -> Iterator[str]:
    with servers.oxigraph(tmp_path, set()) as address:
        yield address


def update(address: str, text: str) -> None:
    endpoint.update(Address.of(publishing.update_url(address)), text)


def content(address: str) -> set[Quad]:
    """All named graphs of a server that are rusgraf's or an example."""
    found = endpoint.ask(
        Address.of(address),
        "SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o }"
        f' FILTER ( STRSTARTS(STR(?g), "{BASE}") || STRSTARTS(STR(?g), "https://example.org/") ) }}',
        Table(("s", "p", "o", "g"), ()),
    )
    assert isinstance(found, Table)
    return {Quad(*row) for row in found.terms}  # type: ignore[arg-type]


def same(quads: set[Quad]) -> set[Quad]:
    """Statements without the names of their blank nodes, and without the 16th digit, which Virtuoso drops."""
    plain = {
        Quad(quad.subject, quad.predicate, rounded(quad.object), quad.graph_name)
        if isinstance(quad.object, Literal)
        else quad
        for quad in quads
    }
    blank = {quad for quad in plain if BlankNode in (type(quad.subject), type(quad.object))}
    dataset = Dataset(blank)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return plain - blank | set(dataset)


def rounded(literal: Literal) -> Literal:
    if literal.datatype.value.endswith("#decimal"):
        return Literal(f"{Decimal(literal.value):.12g}", datatype=literal.datatype)
    return literal


def has(address: str, graph: Graph) -> bool:
    """Whether a server has a graph and nothing else."""
    found = {quad for quad in content(address) if quad.graph_name != PUBLISHED_GRAPH}
    return same(found) == same(servers.as_published(graph))


def by_graph(graph: Graph) -> dict[str, set[Triple]]:
    found = defaultdict(set)
    for part in ("ontology", "data", "derived"):
        for quad in graph.quads(part):
            found[short(quad.graph_name)].add(quad.triple)
    return found


def short(graph: object) -> str:
    assert isinstance(graph, NamedNode)
    return graph.value.removeprefix(f"{BASE}graph/")


def differing(before: Graph, after: Graph) -> set[str]:
    """The names of the graphs that changed. The blank nodes of the ontology have new names each time."""
    old, new = by_graph(before), by_graph(after)
    return {
        name for name in old | new if old[name] != new[name] and not name.startswith(("ontology/", "codes/"))
    }


def publish(cli: Cli, address: str, *arguments: str | Path, code: int = 0) -> set[str]:
    """Publish; the names of what was sent or removed."""
    done = cli("publish", "--to", address, "--lang", "en", *arguments)
    assert done.returncode == code, done.stderr
    assert done.stdout == ""
    return {
        line.partition(": ")[0]
        for line in done.stderr.splitlines()
        if re.search(r"[^g]: (sent,|removed\.|to be )", line)
    }


def write(path: Path, label: str, *more: str) -> Path:
    """A file of data: an actor, and what else is stated."""
    name = NamedNode(f"{BASE}graph/submissions/{path.stem}")
    lines = [
        f'<{BASE}id/actor/{path.stem}> {LABEL} "{label}"@en {name} .',
        *(f"{line} {name} ." for line in more),
    ]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def submission(name: str, label: str = "") -> SourceFile:
    """A submission: an actor that nobody else knows."""
    text = f"""
        @prefix dcterms: <http://purl.org/dc/terms/> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix rg: <{BASE}ns#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

        <{BASE}id/actor/{name}> a rg:Actor ;
            rdfs:label "Foreningen {label or name}"@nb , "The {label or name} association"@en ;
            rg:actorKind <{BASE}code/actor-kind/trade-union> .
        <{BASE}graph/submissions/{name}> a rg:Submission ;
            dcterms:title "Foreningen {name}"@nb , "The {name} association"@en ;
            dcterms:creator <{BASE}id/actor/{name}> ; dcterms:issued "2026-11-25"^^xsd:date ;
            dcterms:license <https://creativecommons.org/licenses/by/4.0/> .
    """
    return files.read_bytes(text.encode(), f"{name}.ttl")


def replaced(kept: Directory, name: str, label: str) -> None:
    assert keeping.replace(kept, name, submission(name, label), BY, why="a test").entry


# ------------------------------------------------------------------------------ what arrives


def test_an_empty_server_gets_the_graph_and_then_nothing_more(server: str, cli: Cli, graph: Graph) -> None:
    assert publish(cli, server, "--check", code=1) == set(by_graph(graph))
    assert not content(server)
    assert publish(cli, server) == set(by_graph(graph))
    assert has(server, graph)
    there = rusgraf.open(server)
    for name in QUERIES[:1]:
        assert len(there.run(name)) == len(graph.run(name)) > 0
    for part in ("ontology", "data", "derived"):
        assert there.names(part) == graph.names(part)
    before = content(server)
    assert publish(cli, server) == publish(cli, server, "--check") == set()
    assert same(content(server)) == same(before)
    assert "Nothing to do" in cli("publish", "--to", server, "--lang", "en").stderr


def test_what_is_published_is_asked_as_it_is_here(oxigraph_alone: str, cli: Cli, graph: Graph) -> None:
    publish(cli, oxigraph_alone)
    there = rusgraf.open(oxigraph_alone)
    for name in QUERIES:
        assert there.run(name) == graph.run(name)
    for command in (
        ["show", "fo"],
        ["check"],
        ["export", "-f", "nq", "--with", "derived"],
        ["compare", "fo", "auh"],
    ):
        assert cli(*command, "--graph", oxigraph_alone).stdout == cli(*command).stdout
    # What publishing notes is no part of the graph.
    assert PUBLISHED_GRAPH not in there.names("derived")


def test_three_changed_submissions_are_sent_and_a_withdrawn_one_goes(
    server: str, cli: Cli, tmp_path: Path
) -> None:
    path = tmp_path / "kept"
    founding.init(path, BY)
    kept, names = Directory(path), ["one", "two", "three", "four"]
    keeping.submit(kept, list(map(submission, names)), BY)
    before = rusgraf.open(path)
    publish(cli, server, "--graph", path)
    assert has(server, before)
    for name in names[:3]:
        replaced(kept, name, f"changed {name}")
    after = rusgraf.open(path)
    expected = differing(before, after)
    assert {name for name in expected if not name.startswith("derived/")} == {
        f"submissions/{name}" for name in names[:3]
    }
    assert publish(cli, server, "--graph", path, "--check", code=1) == expected
    assert has(server, before)
    told = cli("publish", "--to", server, "--graph", str(path), "--check", "--lang", "en").stderr
    assert f"3 to be sent (and {len(expected) - 3} of what follows from them), 0 to be removed" in told
    assert publish(cli, server, "--graph", path) == expected
    assert has(server, after)
    assert keeping.withdraw(kept, "two", BY, why="a test").entry
    last = rusgraf.open(path)
    assert publish(cli, server, "--graph", path) == differing(after, last)
    assert "submissions/two" in differing(after, last)
    assert has(server, last)


def test_what_two_graphs_state_stays_until_both_are_gone(server: str, cli: Cli, tmp_path: Path) -> None:
    shared = f'<{BASE}id/actor/shared> {LABEL} "Shared"@en'
    one, two = (write(tmp_path / f"{name}.nq", name, shared) for name in ("one", "two"))
    triple = Quad(NamedNode(f"{BASE}id/actor/shared"), LABEL, Literal("Shared", language="en"), UNION_GRAPH)
    publish(cli, server, "--graph", one, "--graph", two)
    assert triple in content(server)
    assert "submissions/two" in publish(cli, server, "--graph", one)
    assert triple in content(server)
    assert has(server, rusgraf.open(one))
    write(one, "one")
    publish(cli, server, "--graph", one)
    assert triple not in content(server)
    assert has(server, rusgraf.open(one))


def test_what_somebody_else_has_there_is_not_touched(server: str, cli: Cli, tmp_path: Path) -> None:
    shared = f'<{BASE}id/actor/shared> {LABEL} "Shared"@en'
    for graph in THEIRS:
        update(server, f'INSERT DATA {{ GRAPH {graph} {{ {shared} . <urn:x> {LABEL} "theirs" }} }}')
    theirs = content(server)
    path = write(tmp_path / "one.nq", "one", shared)
    for label in ("one", "another"):
        write(path, label, *[shared] * (label == "one"))
        publish(cli, server, "--graph", path)
        found = content(server)
        assert theirs <= found
        ours = {quad for quad in found - theirs if quad.graph_name != PUBLISHED_GRAPH}
        assert same(ours) == same(servers.as_published(rusgraf.open(path)))


def test_a_server_that_was_filled_by_hand_gets_the_graph_too(oxigraph: str, tmp_path: Path, cli: Cli) -> None:
    graph = rusgraf.open()
    with servers.oxigraph(tmp_path, servers.as_published(graph)) as address:
        assert oxigraph != address
        update(address, f'INSERT DATA {{ GRAPH {UNION_GRAPH} {{ <urn:x> {LABEL} "old" }} }}')
        assert publish(cli, address) == set(by_graph(graph))
        assert has(address, graph)


def test_any_text_and_any_blank_node_arrives(server: str) -> None:
    texts = [
        "\\u0022 . } } ; DROP ALL ; \\",
        "\\\\u0041 \\U00000042 \\n",
        'a "quote", a tab\t, a line\r\nand _: another _:x .',
        "\x01\x7f æøå \U0001f600 ?x $y {} %41 +",
        "",
    ]
    name = NamedNode(f"{BASE}graph/submissions/odd")
    node = BlankNode()
    quads = [Quad(NamedNode(f"urn:{n}"), LABEL, Literal(text), name) for n, text in enumerate(texts)]
    quads += [Quad(node, LABEL, Literal(f'" _:x {n}'), name) for n in range(30)]
    # More than go into one request; the blank node is the same in all of them.
    quads += [Quad(NamedNode(f"urn:more-{n}"), LABEL, Literal("x" * 20), name) for n in range(5000)]
    quads += [Quad(NamedNode(f"urn:to-{n}"), LABEL, node, name) for n in range(30)]
    address = Address.of(server)
    publication = publishing.Publication(quads, address, Address.of(publishing.update_url(server)))
    publication.begin()
    for change in publication.changes():
        publication.make(change)
    publication.finish()
    found = content(server)
    expected = {*quads, *(Quad(quad.subject, quad.predicate, quad.object, UNION_GRAPH) for quad in quads)}
    assert same({quad for quad in found if quad.graph_name != PUBLISHED_GRAPH}) == same(expected)
    assert publication.changes() == ()


def test_a_hundred_thousand_statements(server: str, cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "large.nq"
    count = generated.write(path, 100_000)
    assert count > 90_000
    publish(cli, server, "--graph", path)
    before = rusgraf.open(path)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    changed: set[str] = set()
    for n, line in enumerate(lines):
        name = line.rsplit(" ", 2)[1]
        if "/submissions/" in name and '"@nb' in line and len(changed) < 3 and name not in changed:
            lines[n] = line.replace('"@nb', ', changed"@nb')
            changed |= {name} if lines[n] != line else set()
    path.write_text("".join(lines), encoding="utf-8")
    after = rusgraf.open(path)
    assert len(changed) == 3
    expected = differing(before, after)
    assert {f"<{BASE}graph/{name}>" for name in expected if not name.startswith("derived/")} == changed
    assert publish(cli, server, "--graph", path) == expected
    (row,) = rusgraf.open(server).select("SELECT (COUNT(*) AS ?count) { ?s ?p ?o }")
    assert row["count"] == len({quad.triple for quad in servers.as_published(after)})


# ------------------------------------------------------------------- what breaks off, and what is refused


@contextmanager
def between(
    address: str, break_at: int = 0, how: str = "before", process: list[int] | None = None
) -> Iterator[Misbehaving]:
    """A server in front of another, at which something happens at one of the updates.

    :param how: whether that one is lost ``before`` it arrives, in its ``middle``, or its answer ``after``.
    :param process: what is killed then.
    """
    target = urlsplit(address)
    assert target.hostname
    assert target.port
    host, port = target.hostname, target.port
    updates = 0

    def behave(request: Handler) -> None:
        nonlocal updates
        updates += request.path.endswith("/update")
        broken = break_at == updates and request.path.endswith("/update")
        if broken and how == "middle":
            with socket.create_connection((host, port)) as raw:
                length = len(request.asked)
                head = f"POST {request.path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: {length}\r\n"
                kind = "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
                raw.sendall((head + kind + request.asked[: length // 2]).encode())
        elif not broken or how == "after":
            connection = HTTPConnection(host, port)
            wanted = {name: request.headers[name] for name in ("Content-Type", "Accept")}
            connection.request("POST", request.path, request.asked.encode(), wanted)
            answer = connection.getresponse()
            body = answer.read()
            connection.close()
        if broken:
            for each in process or []:
                with suppress(ProcessLookupError):
                    os.kill(each, signal.SIGKILL)
            request.close_connection = True
            return
        request.answer(body, status=answer.status, kind=answer.headers.get_content_type())

    with behaving(behave) as server:
        yield server


def updates(server: Misbehaving) -> list[str]:
    return [
        parse_qs(request.asked)["update"][0]
        for request in server.requests
        if request.path.endswith("/update")
    ]


def versions(folder: Path) -> list[Path]:
    """Two versions of a graph of small files and a large one, of which most is changed."""
    found = []
    for version in ("old", "new"):
        path = folder / f"{version}.nq"
        lines = []
        for n in range(9):
            part = write(folder / f"part-{n}.nq", f"{version if n % 3 else 'same'} {n}")
            lines.append(part.read_text(encoding="utf-8"))
        name = NamedNode(f"{BASE}graph/submissions/large")
        lines += [
            f'<{BASE}id/actor/{n}> {LABEL} "{version if n % 2 else "same"} {n}"@en {name} .\n'
            for n in range(5000)
        ]
        # What only one of the versions has.
        lines.append(f'<{BASE}id/actor/x> {LABEL} "x"@en <{BASE}graph/submissions/only-{version}> .\n')
        path.write_text("".join(lines), encoding="utf-8")
        found.append(path)
    return found


def test_a_graph_is_one_update(oxigraph_alone: str, cli: Cli, tmp_path: Path) -> None:
    old, new = versions(tmp_path)
    with between(oxigraph_alone) as proxy:
        publish(cli, proxy.address, "--graph", old)
        proxy.requests.clear()
        sent = publish(cli, proxy.address, "--graph", new)
        asked = updates(proxy)
        data = {name for name in sent if not name.startswith("derived/")}
        changed = {f"submissions/part-{n}" for n in range(9) if n % 3}
        assert data == {*changed, "submissions/large", "submissions/only-old", "submissions/only-new"}
        # Of the large graph, one empties the place where three batches are gathered.
        staging = 1 + 3
        assert len(asked) == len(sent) + staging
        assert sum(f"GRAPH <{BASE}graph/submissions/part-0>" in each for each in asked) == 0
        proxy.requests.clear()
        publish(cli, proxy.address, "--graph", new)
        assert updates(proxy) == []


def test_a_killed_process_leaves_each_graph_whole_and_the_next_goes_on(
    oxigraph_alone: str, cli: Cli, tmp_path: Path
) -> None:
    random = Random(6)
    paths = versions(tmp_path)
    graphs = [rusgraf.open(path) for path in paths]
    whole = [by_graph(graph) for graph in graphs]
    publish(cli, oxigraph_alone, "--graph", paths[0])
    for turn in range(12):
        at, how = random.randint(1, 14), random.choice(["before", "middle", "after"])
        process: list[int] = []
        with between(oxigraph_alone, at, how, process) as proxy:
            # The address comes first, so that the process is known before it asks.
            command = [sys.executable, "-m", "rusgraf", "publish", "--to", proxy.address, "--graph"]
            with subprocess.Popen(
                [*command, str(paths[(turn + 1) % 2])], stderr=subprocess.DEVNULL
            ) as started:
                process.append(started.pid)
            assert started.returncode in (0, -signal.SIGKILL)
        there = defaultdict(set)
        for quad in content(oxigraph_alone):
            there[quad.graph_name].add(quad.triple)
        union = there.pop(UNION_GRAPH)
        there.pop(PUBLISHED_GRAPH)
        there.pop(STAGED_GRAPH, None)
        for name, triples in there.items():
            if part_of(name) != "ontology":  # type: ignore[arg-type]
                assert triples in [versioned[short(name)] for versioned in whole], (turn, at, how, name)
        assert union == set().union(*there.values()), (turn, at, how)
        if random.random() < 0.5:
            publish(cli, oxigraph_alone, "--graph", paths[(turn + 1) % 2])
            assert has(oxigraph_alone, graphs[(turn + 1) % 2])
    publish(cli, oxigraph_alone, "--graph", paths[1])
    assert has(oxigraph_alone, graphs[1])


def test_an_error_in_the_middle_says_how_far_it_came(oxigraph_alone: str, cli: Cli, graph: Graph) -> None:
    every = by_graph(graph)
    with between(oxigraph_alone, 11) as proxy:
        done = cli("publish", "--to", proxy.address, "--lang", "en")
    assert done.returncode == EndpointError.exit_code
    assert f"Before that, 9 of {len(every)} graphs were brought up to date." in done.stderr
    assert "Publish again: it goes on from there." in done.stderr
    assert done.stderr.count(": sent, ") == 9
    assert len(publish(cli, oxigraph_alone)) == len(every) - 9
    assert has(oxigraph_alone, graph)


def test_what_somebody_else_changed_is_noticed(oxigraph_alone: str, cli: Cli, tmp_path: Path) -> None:
    path = write(tmp_path / "one.nq", "one")
    publish(cli, oxigraph_alone, "--graph", path)
    graph = NamedNode(f"{BASE}graph/submissions/one")
    update(oxigraph_alone, f"DELETE WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
    done = cli("publish", "--to", oxigraph_alone, "--graph", path)
    assert done.returncode == EndpointError.exit_code
    assert f"has 0 statements in {graph}, not 1." in done.stderr
    update(oxigraph_alone, f"DROP GRAPH {PUBLISHED_GRAPH}")
    publish(cli, oxigraph_alone, "--graph", path)
    assert has(oxigraph_alone, rusgraf.open(path))


def test_a_server_that_takes_no_updates_there_is_told_of(oxigraph_alone: str, cli: Cli) -> None:
    for wrong in ("/query", "/nothing"):
        at = oxigraph_alone.replace("/query", wrong)
        done = cli("publish", "--to", oxigraph_alone, "--update-url", at)
        assert done.returncode == EndpointError.exit_code
        assert "--update-url" in done.stderr
        assert "Before that, 0 of" in done.stderr
    at = oxigraph_alone.replace("/query", "/update")
    assert cli("publish", "--to", oxigraph_alone, "--update-url", at).returncode == 0


@pytest.mark.virtuoso
def test_virtuoso_takes_updates_of_those_alone_who_say_who_they_are(virtuoso: str, cli: Cli) -> None:
    done = cli("publish", "--to", virtuoso, RUSGRAF_USER="dba", RUSGRAF_PASSWORD="wrong")
    assert done.returncode == EndpointError.exit_code
    assert "wants a user name and password" in done.stderr
    assert "Before that, 0 of" in done.stderr


def test_where_updates_go_is_known_or_asked_for() -> None:
    for url in ("http://x/", "http://x/api", "http://x/sparql?graph=1", "http://x/sparql/"):
        with pytest.raises(UsageError, match="not known") as raised:
            publishing.update_url(url)
        assert "--update-url" in raised.value.hint


def test_a_graph_whose_name_is_not_ours_is_not_published() -> None:
    address = Address.of("http://localhost:9/query")
    for name in (THEIRS[0], UNION_GRAPH, PUBLISHED_GRAPH):
        with pytest.raises(UsageError, match="no name for a graph"):
            publishing.Publication([Quad(name, LABEL, Literal("x"), name)], address, address)
