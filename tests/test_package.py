"""What is built carries ontology, data and queries, and works where there is no checkout."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from conftest import ROOT

FOLDERS = ("ontology", "data", "queries")


def shipped() -> set[str]:
    files = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file())
    return {path.relative_to(ROOT).as_posix() for path in files}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_the_wheel_carries_every_file(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    layout = (ROOT / "src/rusgraf/keeping/layout").iterdir()
    beside_code = {"py.typed", "reports/report.html.jinja", "reports/report.schema.json"}
    beside_code |= {f"keeping/layout/{path.name}" for path in layout}
    assert {f"rusgraf/{name}" for name in shipped() | beside_code} <= names


def test_the_sdist_carries_every_file(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert shipped() | {"LICENSE", "LICENSE-DATA", "README.md"} <= names


def test_an_editable_install_has_no_copy_that_could_go_stale(tmp_path: Path) -> None:
    code = f"from hatchling.build import build_editable; print(build_editable({str(tmp_path)!r}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    names = zipfile.ZipFile(tmp_path / done.stdout.split()[-1]).namelist()
    assert any(name.endswith(".pth") for name in names)
    assert not any(name.endswith((".ttl", ".rq")) for name in names)


def test_the_wheel_works_in_an_empty_environment(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "env"], check=True)
    python = tmp_path / "env" / "bin" / "python"
    pip: list[str | Path] = [python, "-m", "pip", "--quiet", "--disable-pip-version-check", "install", wheel]
    subprocess.run(pip, check=True, cwd=tmp_path)
    for arguments, said in (
        (["query", "demands-by-actor", "-p", "actor=fo"], "new-official-inquiry"),
        (["validate", "--lang", "en"], "conforms"),
        (["export"], "@prefix"),
    ):
        done = subprocess.run(
            [tmp_path / "env" / "bin" / "rusgraf", *arguments],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
        )
        assert done.returncode == 0, done.stderr
        assert said in done.stdout
