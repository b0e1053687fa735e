"""A server that does as it should not, over a real socket."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

RESULTS = "application/sparql-results+json"
#: The answer to the question whether there is a union; a SELECT that gets it has no rows.
YES = b'{"head": {"vars": []}, "boolean": true, "results": {"bindings": []}}'


class Handler(BaseHTTPRequestHandler):
    """Answers a POST as its server says."""

    server: Misbehaving

    def do_POST(self) -> None:
        self.asked = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.requests.append(self)
        try:
            self.server.behave(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def answer(
        self,
        body: bytes = YES,
        headers: Mapping[str, str] | None = None,
        *,
        status: int = 200,
        kind: str = RESULTS,
        length: int | None = None,
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in (headers or {}).items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def drip(self, text: bytes) -> None:
        """Write a byte now and then, for as long as anybody listens."""
        while True:
            for byte in text:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                time.sleep(0.05)

    def user(self) -> str | None:
        """The user and password that are sent, if any."""
        kind, _, text = self.headers.get("Authorization", "").partition(" ")
        return base64.b64decode(text).decode() if kind == "Basic" else None

    def log_message(self, format: str, *args: object) -> None:
        pass


class Misbehaving(ThreadingHTTPServer):
    """A server on this computer that behaves as it is told, and remembers what it was asked."""

    daemon_threads = True

    def __init__(self, behave: Callable[[Handler], None]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behave = behave
        self.requests: list[Handler] = []
        self.address = f"http://127.0.0.1:{self.server_port}/query"


@contextmanager
def behaving(behave: Callable[[Handler], None]) -> Iterator[Misbehaving]:
    with Misbehaving(behave) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()
