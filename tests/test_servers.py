"""Whatever a server does, there is an answer or an error that says what to do."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

import rusgraf
import servers
from conftest import Cli
from misbehaving import RESULTS, Handler, behaving
from rusgraf.errors import EndpointError, QueryError, RusgrafError, UsageError
from rusgraf.servers import answers
from rusgraf.servers.address import Address

Behave = Callable[[Handler], None]

XSD = "http://www.w3.org/2001/XMLSchema#"
DEEP = 100_000
URN = '{"type": "uri", "value": "urn:x"}'
#: What is answered to each form of query.
KINDS = {RESULTS: RESULTS, "application/n-triples": "application/n-triples"}


def ask(address: str, query: str = "ASK { actor:fo a rg:Actor }") -> object:
    return rusgraf.open(address).query(query)


def told(behave: Behave, query: str = "ASK { actor:fo a rg:Actor }") -> RusgrafError:
    """The error that a server which behaves so leads to."""
    with behaving(behave) as server, pytest.raises(RusgrafError) as raised:
        ask(server.address, query)
    return raised.value


def status(code: int, text: str = "", kind: str = "text/plain", **headers: str) -> Behave:
    return lambda request: request.answer(text.encode(), headers, status=code, kind=kind)


def body(data: bytes, kind: str = RESULTS, **more: str) -> Behave:
    return lambda request: request.answer(data, more, kind=kind)


def cut(request: Handler) -> None:
    request.answer(b'{"head": {}, "boolean": tr', length=60)
    request.close_connection = True


def broken_chunks(request: Handler) -> None:
    request.send_response(200)
    request.send_header("Content-Type", RESULTS)
    request.send_header("Transfer-Encoding", "chunked")
    request.end_headers()
    request.wfile.write(b"ff\r\n{")
    request.close_connection = True


def no_http(request: Handler) -> None:
    request.wfile.write(b"220 mail.example.org ESMTP\r\n")
    request.close_connection = True


def gone(request: Handler) -> None:
    request.close_connection = True


PAGE = "<html><body><h1>Not found</h1></body></html>"


@pytest.mark.parametrize(
    ("behave", "message", "hint"),
    [
        (status(401), "wants a user name and password", "RUSGRAF_USER"),
        (status(403), "does not allow this", "Ask whoever keeps"),
        (status(404, PAGE, "text/html"), "nothing at this path", "Virtuoso at /sparql"),
        (status(405), "takes no questions at this path", "Oxigraph answers at /query"),
        (status(406), "cannot answer in the form", "no SPARQL 1.1"),
        (status(413, "Payload too large"), "too large: Payload too large", "Ask in parts"),
        (status(418), "answers with status 418", "Oxigraph"),
        (status(500, "boom\nat line 7"), "failed at the question: boom", "own log"),
        (status(500, "\x1b[2Jboom"), "failed at the question: .2Jboom", ""),
        (status(502), "does not answer", "running"),
        (status(503), "busy", "Wait"),
        (status(504), "ran out of time", "less at a time"),
        (status(300), "status 300", ""),
        (status(302), "status 302", ""),
        (body(PAGE.encode(), "text/html"), "answers with text/html", "Oxigraph answers at /query"),
        (body(b"", "application/xml"), "answers with application/xml", "not its endpoint"),
        (body(b'{"greeting": "hi"}', "application/json"), "neither yes nor no", "break off"),
        (body(b"[1, 2]", "application/json"), "not what SPARQL answers", ""),
        (body(b'{"boolean": "yes"}'), "neither yes nor no", ""),
        (body(b'{"head": {}, "boolean": tr'), "not JSON, or not all of it", "less at a time"),
        (body(b""), "not JSON, or not all of it", ""),
        (body(b'\xff{"boolean": true}'), "not JSON", ""),
        (body(b"[" * DEEP), "not JSON", ""),
        (body(b'{"boolean": true}', X_SPARQL_MaxRows="10"), "no more than 10 rows", "raise the limits"),
        (body(b'{"boolean": true}', X_SQL_State="S1TAT"), "ran out of time", "a part only"),
        (cut, "breaks off", "Ask again"),
        (broken_chunks, "breaks off", "Ask again"),
        (no_http, "no web server", "port"),
        (gone, "the connection broke|no web server", ""),
    ],
)
def test_a_server_that_does_not_answer_is_told_apart(behave: Behave, message: str, hint: str) -> None:
    error = told(behave)
    assert isinstance(error, EndpointError)
    assert re.search(message, error.message), error.message
    assert re.search(hint, error.hint), error.hint
    assert error.message.startswith("http://127.0.0.1:")
    assert "\x1b" not in error.message


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "uri", "va', "not all of it"),
        (b'{"head": {"vars": ["x"]}}', "no rows as SPARQL has them"),
        (b'{"head": {"vars": ["y"]}, "results": {"bindings": []}}', "'y' that was not asked for"),
        (b'{"head": {"vars": ["x"]}, "results": {"bindings": 7}}', "no rows"),
        (b'{"head": {"vars": ["x"]}, "results": {"bindings": [7]}}', "no rows"),
        (b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": 7}]}}', "no rows"),
        (
            b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "uri", "value": "a b"}}]}}',
            "IRI",
        ),
        (
            b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "odd", "value": "a"}}]}}',
            "'odd'",
        ),
        (
            b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "literal", "value": 7}}]}}',
            "text",
        ),
    ],
)
def test_rows_must_be_rows(data: bytes, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        answers.table(data, ("x",))


def test_a_part_of_an_answer_is_never_taken_for_the_whole() -> None:
    row = b'{"x": {"type": "uri", "value": "urn:x"}}'
    whole = b'{"head": {"vars": ["x"]}, "results": {"bindings": [' + row + b", " + row + b"]}}"
    assert len(answers.table(whole, ("x",))) == 2
    for end in range(len(whole)):
        with pytest.raises(ValueError, match="it "):
            answers.table(whole[:end], ("x",))


def test_every_kind_of_term_is_read() -> None:
    terms = (
        URN,
        '{"type": "literal", "value": "x"}',
        f'{{"type": "literal", "value": "x", "datatype": "{XSD}string"}}',
        '{"type": "literal", "value": "x", "xml:lang": "nb-NO"}',
        f'{{"type": "typed-literal", "value": "1", "datatype": "{XSD}integer"}}',
        f'{{"type": "typed-literal", "value": "1", "datatype": "{XSD}boolean"}}',
        '{"type": "bnode", "value": "nodeID://b1"}',
        '{"type": "bnode", "value": "nodeID://b1"}',
        '{"type": "triple", "value": {"subject": U, "predicate": U, "object": U}}'.replace("U", URN),
    )
    names = [f"v{number}" for number in range(len(terms) + 1)]
    row = ", ".join(f'"{name}": {term}' for name, term in zip(names, terms, strict=False))
    vars = ", ".join(f'"{name}"' for name in names)
    data = f'{{"head": {{"vars": [{vars}]}}, "results": {{"bindings": [{{{row}}}]}}}}'.encode()
    ((iri, plain, string, text, number, truth, node, same, triple, nothing),) = answers.table(
        data, tuple(names)
    ).terms
    assert (iri, plain, string) == (NamedNode("urn:x"), Literal("x"), Literal("x"))
    assert text == Literal("x", language="nb-NO")
    assert (number, truth) == (Literal(1), Literal(True))
    assert isinstance(node, BlankNode)
    assert node == same
    assert isinstance(iri, NamedNode)
    assert triple == Triple(iri, iri, iri)
    assert nothing is None


def test_what_is_nested_too_deep_does_not_bring_the_process_down() -> None:
    deep = b'{"type": "triple", "value": {"subject": ' * DEEP
    data = b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": ' + deep
    with pytest.raises(ValueError, match="not JSON"):
        answers.table(data, ("x",))
    with pytest.raises(ValueError, match="not N-Triples"):
        answers.statements(b"<urn:x> <urn:y> " + b"<<( <urn:x> <urn:y> " * DEEP)


def test_statements_must_be_all_there() -> None:
    def half(request: Handler) -> None:
        text = b"<urn:x> <urn:y> <urn:z> .\n<urn:x> <urn"
        request.answer(
            *((text,) if "CONSTRUCT" in request.asked else ()), kind=KINDS[request.headers["Accept"]]
        )

    error = told(half, "CONSTRUCT WHERE { ?s ?p ?o }")
    assert "not N-Triples" in error.message


def test_a_query_that_the_server_does_not_take_is_a_mistake_of_the_query() -> None:
    error = told(status(400, "Virtuoso 37000 Error SP030: no such function\nin the query"))
    assert isinstance(error, QueryError)
    assert error.message.endswith("does not take the query: Virtuoso 37000 Error SP030: no such function")


def test_the_command_line_leaves_with_4_and_without_a_traceback(cli: Cli) -> None:
    with behaving(status(500, "boom")) as server:
        done = cli("query", "overview", "--graph", server.address)
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.splitlines()[0] == f"Error: {server.address} failed at the question: boom"
    assert done.stderr.splitlines()[1].startswith("Hint: ")
    assert len(done.stderr.splitlines()) == 2


# -------------------------------------------------------------------------------- not there


def test_nothing_listens() -> None:
    address = f"http://127.0.0.1:{servers.free_port()}/query"
    with pytest.raises(EndpointError, match="nothing answers there"):
        ask(address)


def test_there_is_no_such_host() -> None:
    # The name is reserved for this: RFC 6761.
    with pytest.raises(EndpointError, match=r"there is no host 'rusgraf\.invalid'"):
        ask("http://rusgraf.invalid/query")


def test_a_server_that_speaks_no_tls_is_not_secure() -> None:
    with behaving(body(b'{"boolean": true}')) as server, pytest.raises(EndpointError, match="not secure"):
        ask(server.address.replace("http:", "https:"))


# ----------------------------------------------------------------------------- time and size


def dripping_body(request: Handler) -> None:
    request.send_response(200)
    request.send_header("Content-Type", RESULTS)
    request.end_headers()
    request.drip(b" ")


def dripping_headers(request: Handler) -> None:
    request.drip(b"HTTP/1.1 200 OK\r\nX-Long: ")


def dripping_complaint(request: Handler) -> None:
    request.send_response(500)
    request.send_header("Content-Type", "text/plain")
    request.end_headers()
    request.drip(b"x")


def silent(request: Handler) -> None:
    time.sleep(30)


@pytest.mark.parametrize("behave", [dripping_body, dripping_headers, silent])
def test_nobody_is_held_by_a_slow_server(behave: Behave, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUSGRAF_TIMEOUT", "0.5")
    error = told(behave)
    assert "has not answered in 0.5 seconds" in error.message
    assert "RUSGRAF_TIMEOUT=600" in error.hint


def test_nobody_is_held_by_a_long_complaint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUSGRAF_TIMEOUT", "0.5")
    assert "failed at the question" in told(dripping_complaint).message


def test_an_answer_is_no_larger_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUSGRAF_MAX_MEGABYTES", "0.01")

    def endless(request: Handler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", RESULTS)
        request.end_headers()
        while True:
            request.wfile.write(b" " * 1000)

    error = told(endless)
    assert "more than 0.01 MB" in error.message
    assert "RUSGRAF_MAX_MEGABYTES" in error.hint


@pytest.mark.parametrize("variable", ["RUSGRAF_TIMEOUT", "RUSGRAF_MAX_MEGABYTES"])
@pytest.mark.parametrize("value", ["soon", "0", "-1", "inf", "nan"])
def test_a_limit_is_a_number(variable: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(UsageError, match=f"{variable}={value}"):
        rusgraf.open("http://localhost/query")


# -------------------------------------------------------------------------------------- busy


def busy(times: int, code: int = 429, after: str = "0") -> Behave:
    """A server that is busy so many times, and then answers."""

    def behave(request: Handler) -> None:
        if len(request.server.requests) <= times:
            request.answer(b"slow down", {"Retry-After": after}, status=code, kind="text/plain")
        else:
            request.answer()

    return behave


@pytest.mark.parametrize("code", [429, 503])
def test_a_busy_server_is_asked_again_when_it_says(code: int) -> None:
    date = format_datetime(datetime.now(UTC) - timedelta(seconds=5), usegmt=True)
    for after in ("0", date):
        with behaving(busy(2, code, after)) as server:
            assert ask(server.address) is True


def test_it_is_waited_for_as_long_as_the_server_says() -> None:
    with behaving(busy(1, after="1")) as server:
        start = time.monotonic()
        ask(server.address)
        assert time.monotonic() - start >= 1


def test_a_busy_server_is_not_asked_for_ever() -> None:
    with behaving(busy(99)) as server:
        with pytest.raises(EndpointError, match="is asked too often: slow down"):
            ask(server.address)
        assert len(server.requests) == 4


def test_nobody_waits_for_an_hour() -> None:
    with behaving(busy(99, after="3600")) as server:
        with pytest.raises(EndpointError) as raised:
            ask(server.address)
        assert len(server.requests) == 1
    assert raised.value.hint == "It wants to be left alone for 3600 seconds."
    assert raised.value.status == 429


# ------------------------------------------------------------------------------- who is asked


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("RUSGRAF_USER", raising=False)
    monkeypatch.delenv("RUSGRAF_PASSWORD", raising=False)
    return tmp_path


def netrc(home: Path, text: str) -> None:
    path = home / ".netrc"
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)


def challenging(request: Handler) -> None:
    """Wants to know who asks."""
    if request.user() == "kari:s3cret":
        request.answer()
    else:
        request.answer(b"who?", {"WWW-Authenticate": 'Basic realm="graph"'}, status=401, kind="text/plain")


def test_who_we_are_is_told_where_it_is_asked_for(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUSGRAF_USER", "kari")
    monkeypatch.setenv("RUSGRAF_PASSWORD", "s3cret")
    with behaving(challenging) as server:
        assert ask(server.address) is True
    with behaving(body(b'{"boolean": true}')) as server:
        assert ask(server.address) is True
        assert [request.user() for request in server.requests] == [None, None]


def test_netrc_is_asked_for_this_host_alone(home: Path) -> None:
    netrc(home, "machine 127.0.0.1 login kari password s3cret")
    with behaving(challenging) as server:
        assert ask(server.address) is True
    for text in (
        "default login kari password s3cret",
        "machine localhost login kari password s3cret",
    ):
        netrc(home, text)
        with behaving(challenging) as server:
            with pytest.raises(EndpointError, match="wants a user name") as raised:
                ask(server.address)
            assert {request.user() for request in server.requests} == {None}
        assert "RUSGRAF_USER and RUSGRAF_PASSWORD" in raised.value.hint


def test_a_wrong_password_is_sent_once_and_never_shown(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUSGRAF_USER", "kari")
    monkeypatch.setenv("RUSGRAF_PASSWORD", "wr0ng")
    with behaving(challenging) as server:
        with pytest.raises(EndpointError, match="refuses those it was given") as raised:
            ask(server.address)
        assert [request.user() for request in server.requests] == [None, "kari:wr0ng"]
    assert "wr0ng" not in f"{raised.value.message}{raised.value.hint}{raised.value.__cause__}"


def test_another_way_of_saying_who_we_are_is_not_known(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUSGRAF_USER", "kari")
    monkeypatch.setenv("RUSGRAF_PASSWORD", "s3cret")
    error = told(status(401, WWW_Authenticate='Bearer realm="graph"'))
    assert "who we are" in error.message or "wants a user name" in error.message


def test_half_of_who_we_are_is_a_mistake(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUSGRAF_USER", "kari")
    error = told(challenging)
    assert isinstance(error, UsageError)
    assert error.message == "RUSGRAF_PASSWORD is not set."


def test_a_broken_netrc_is_told(home: Path) -> None:
    netrc(home, "machine")
    with behaving(challenging) as server, pytest.raises(UsageError, match="netrc cannot be read"):
        ask(server.address)


@pytest.mark.parametrize(
    ("address", "private"),
    [
        ("http://localhost:7878/query", True),
        ("http://127.0.0.2/query", True),
        ("http://[::1]:7878/query", True),
        ("https://example.org/sparql", True),
        ("HTTPS://example.org/sparql", True),
        ("http://example.org/sparql", False),
        ("http://localhost.example.org/sparql", False),
        ("http://10.0.0.1/sparql", False),
    ],
)
def test_a_password_goes_only_where_nobody_else_can_read_it(address: str, private: bool) -> None:
    assert Address.of(address).private is private


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_is_told_and_not_followed(code: int, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUSGRAF_USER", "kari")
    monkeypatch.setenv("RUSGRAF_PASSWORD", "s3cret")
    with behaving(body(b'{"boolean": true}')) as elsewhere:
        error = told(status(code, Location=elsewhere.address))
        assert not elsewhere.requests
    assert isinstance(error, EndpointError)
    assert error.message.endswith(f"sends us on to {elsewhere.address}, which is not followed.")


def test_what_is_on_this_computer_is_asked_for_without_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    with behaving(body(b'{"boolean": true}')) as server, behaving(status(502)) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.address)
        for name in ("no_proxy", "NO_PROXY"):
            monkeypatch.delenv(name, raising=False)
        assert ask(server.address) is True
        assert not proxy.requests


def test_an_answer_may_have_a_header_for_each_of_many_graphs() -> None:
    def many(request: Handler) -> None:
        request.answer(headers={f"X-SPARQL-named-graph-{number}": "urn:x" for number in range(2_000)})

    with behaving(many) as server:
        assert ask(server.address) is True
