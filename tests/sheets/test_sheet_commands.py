"""``rusgraf template``, ``rusgraf import``, and ``rusgraf validate`` of a spreadsheet."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import openpyxl
import pytest

from filling import EXAMPLES, at, fill
from rusgraf import files

Cli: TypeAlias = Callable[..., subprocess.CompletedProcess[str]]
TEXT = EXAMPLES / "statement.txt"


@pytest.fixture
def filled(cli: Cli, tmp_path: Path) -> Path:
    path = tmp_path / "filled.xlsx"
    made = cli("template", "-o", path)
    assert (made.returncode, made.stdout) == (0, "")
    assert (
        made.stderr == f"{path} er skrevet. Fyll den ut, og kontroller den med «rusgraf validate {path}».\n"
    )
    book = openpyxl.load_workbook(path)
    fill(book).save(path)
    return path


def test_from_template_to_turtle(cli: Cli, filled: Path, tmp_path: Path) -> None:
    output = tmp_path / "filled.ttl"
    done = cli("import", filled, "--text", TEXT, "-o", output)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith(f"{output}: ")
    printed = cli("import", filled, "--text", TEXT)
    assert printed.stdout == output.read_text("utf-8")
    # What is written conforms as it stands, and is sorted as all Turtle of rusgraf is.
    assert cli("validate", output).returncode == 0
    again = cli("template", "-o", tmp_path / "again.xlsx", "--from", output, "--text", TEXT, "--lang", "en")
    assert again.returncode == 0
    assert "again.xlsx is written. Fill it in, and check it with" in again.stderr
    assert cli("import", tmp_path / "again.xlsx", "--text", TEXT).stdout == printed.stdout


def test_nothing_is_written_while_cells_cannot_be_read(cli: Cli, filled: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(filled)
    at(book, "claims", "Standpunkt", 4).value = "kanskje"
    book.save(filled)
    output = tmp_path / "filled.ttl"
    done = cli("import", filled, "--text", TEXT, "-o", output, "--lang", "en")
    assert done.returncode == 1
    assert "“kanskje” is not in the list" in done.stderr
    assert "Nothing was written" in done.stderr
    assert not output.exists()


def test_what_the_shapes_find_is_told_and_the_file_is_written(cli: Cli, filled: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(filled)
    at(book, "claims", "Emne", 4).value = None
    book.save(filled)
    output = tmp_path / "filled.ttl"
    done = cli("import", filled, "--text", TEXT, "-o", output)
    assert done.returncode == 1
    assert "«Emne»: Fyll ut cellen." in done.stderr
    assert files.read(output).quads


def test_validate_and_annotate(cli: Cli, filled: Path, tmp_path: Path) -> None:
    good = cli("validate", filled, "--text", TEXT)
    assert good.returncode == 0
    book = openpyxl.load_workbook(filled)
    at(book, "claims", "Standpunkt", 4).value = "kanskje"
    book.save(filled)
    output = tmp_path / "notes.xlsx"
    bad = cli("validate", filled, "--text", TEXT, "--annotate", output)
    assert bad.returncode == 1
    assert "«kanskje» er ikke i listen" in bad.stdout
    comment = at(openpyxl.load_workbook(output), "claims", "Standpunkt", 4).comment
    assert comment
    assert comment.text.startswith("«Standpunkt»: «kanskje» er ikke i listen.")


def test_a_spreadsheet_is_checked_together_with_turtle(cli: Cli, filled: Path) -> None:
    good = EXAMPLES.parents[1] / "tests" / "submissions" / "good.ttl"
    done = cli("validate", filled, good, "--text", TEXT, "--lang", "en")
    assert done.returncode == 0
    assert done.stdout.count(": conforms (") == 2


def test_wrong_calls_and_files(cli: Cli, filled: Path, tmp_path: Path) -> None:
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    for arguments, code, said in (
        (("validate", tmp_path / "old.xls"), 3, "gamle slaget (.xls)"),
        (("import", tmp_path / "none.xlsx"), 3, "No such file"),
        (("import", filled, "--text", tmp_path / "none.txt"), 3, "No such file"),
        (("validate", EXAMPLES / "submission.ttl", "--annotate", tmp_path / "x.xlsx"), 2, "--annotate"),
        (("template", "-o", tmp_path / "no" / "folder.xlsx"), 2, "No such file"),
    ):
        done = cli(*arguments)
        told = done.stdout + done.stderr
        assert (done.returncode, said in told) == (code, True), told


def test_statements_without_a_place_are_told(cli: Cli, tmp_path: Path) -> None:
    data = EXAMPLES.parents[1] / "data" / "register" / "sources.ttl"
    done = cli("template", "-o", tmp_path / "sources.xlsx", "--from", data)
    assert done.returncode == 0
    assert done.stderr.startswith("Note: 1 statement")
