"""What is not asked for is not loaded, and nothing reaches out."""

from __future__ import annotations

import subprocess
import sys

import pytest

from rusgraf.cli import COMMANDS

HEAVY = set(
    """
    filelock rdflib pyshacl SPARQLWrapper starlette jinja2 rich pandas polars numpy matplotlib openpyxl
    """.split()
)


def loaded(code: str, *arguments: str) -> set[str]:
    """The top-level modules that a fresh interpreter has after running some code."""
    script = (
        f"import sys\ntry:\n    {code}\nexcept SystemExit:\n    pass\nprint(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True
    )
    return {name.partition(".")[0] for name in done.stderr.split()}


def test_import_loads_nothing_heavy() -> None:
    modules = loaded("import rusgraf")
    assert "rusgraf" in modules
    assert not modules & (HEAVY | {"click", "pyoxigraph", "shacl", "yaml"})


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)], ids=str)
def test_help_loads_nothing_heavy(command: list[str]) -> None:
    modules = loaded("import rusgraf.cli; rusgraf.cli.main()", *command, "--help")
    assert "click" in modules
    assert not modules & (HEAVY | {"pyoxigraph", "shacl", "yaml"})


@pytest.mark.parametrize(
    "arguments",
    [
        ["query", "demands-by-actor", "-p", "actor=fo"],
        ["find", "overdose"],
        ["show", "fo"],
        ["compare", "fo", "auh"],
        ["info"],
        ["shapes", "claim"],
        ["export"],
        ["export", "-f", "coding-table"],
        ["validate"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_command_loads_only_what_it_needs(arguments: list[str]) -> None:
    assert not loaded("import rusgraf.cli; rusgraf.cli.main()", *arguments) & HEAVY


@pytest.mark.parametrize(
    "arguments", [["query", "overdose-deaths"], ["export"], ["validate", "--engine", "reference"]], ids=str
)
def test_nothing_opens_a_connection(arguments: list[str]) -> None:
    block = (
        "import socket; socket.socket.connect = socket.getaddrinfo = lambda *_: sys.exit('went out'); "
        "import rusgraf.cli; rusgraf.cli.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; {block}", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
