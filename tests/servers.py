"""Real SPARQL servers, started for a test and loaded with a graph as it lies on a server."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, serialize

from rusgraf.graph import Graph
from rusgraf.terms import UNION_GRAPH

OXIGRAPH = Path(sys.executable).with_name("oxigraph")
NO_VIRTUOSO = "needs Virtuoso: apt-get install virtuoso-opensource-7 virtuoso-opensource-7-bin"


def as_published(graph: Graph) -> set[Quad]:
    """The statements of a graph as they lie on a server: its named graphs, and the union of these."""
    quads = {quad for part in ("ontology", "data", "derived") for quad in graph.quads(part)}
    return quads | {Quad(quad.subject, quad.predicate, quad.object, UNION_GRAPH) for quad in quads}


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert isinstance(port, int)
    return port


@contextmanager
def oxigraph(folder: Path, quads: set[Quad]) -> Iterator[str]:
    """An Oxigraph server that has these statements.

    :returns: where it answers; the Graph Store Protocol is at ``/store`` beside it.
    """
    port = free_port()
    command: list[str | Path] = [
        OXIGRAPH,
        "serve",
        "--location",
        folder / "store",
        "--bind",
        f"127.0.0.1:{port}",
    ]
    with running(command, folder) as process:
        wait_for(process, port)
        send = urllib.request.Request(
            f"http://127.0.0.1:{port}/store",
            data=serialize(quads, format=RdfFormat.N_QUADS),
            headers={"Content-Type": "application/n-quads"},
            method="POST",
        )
        with urllib.request.urlopen(send, timeout=60) as response:
            assert response.status in (200, 201, 204)
        yield f"http://127.0.0.1:{port}/query"


def has_virtuoso() -> bool:
    return all(map(shutil.which, ("virtuoso-t", "isql-vt")))


@contextmanager
def virtuoso(folder: Path, quads: set[Quad]) -> Iterator[str]:
    """A Virtuoso 7 that has these statements.

    :returns: where it answers anybody; at ``-auth`` after it, those who say who they are.
    """
    port, sql = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(
        f"""
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
DirsAllowed = {folder}
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
CaseMode = 2
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = {folder}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryCostEstimationTime = 0
MaxQueryExecutionTime = 60
""",
        encoding="utf-8",
    )
    serialize(quads, str(folder / "graph.nq"), RdfFormat.N_QUADS)
    with running(["virtuoso-t", "-f", "-c", folder / "virtuoso.ini"], folder) as process:
        wait_for(process, sql)
        wait_for(process, port)
        load = f"ld_dir('{folder}', 'graph.nq', ''); rdf_loader_run(); checkpoint;"
        subprocess.run(
            ["isql-vt", f"127.0.0.1:{sql}", "dba", "dba", f"exec={load}"],
            check=True,
            capture_output=True,
            timeout=120,
        )
        yield f"http://127.0.0.1:{port}/sparql"


@contextmanager
def running(command: list[str | Path], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    with (folder / "server.out").open("wb") as out:
        process = subprocess.Popen([*map(str, command)], cwd=folder, stdout=out, stderr=out)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(600):
        assert process.poll() is None, "the server has stopped"
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the server does not answer")
