"""A graph directory that two people share by git, as the page on keeping tells them to."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from kept import directory, submission

import rusgraf
from conftest import ROOT
from rusgraf.directory import Directory
from rusgraf.keeping import verifying

ENVIRONMENT = {
    **os.environ,
    "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    "GIT_CONFIG_GLOBAL": os.devnull,
    **{
        f"GIT_{who}_{what}": "tester@example.org"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    },
}


def shell(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-ec", script], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )


def done(script: str, folder: Path) -> str:
    ran = shell(script, folder)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def recipes() -> list[str]:
    """What the page says to type: to submit what was proposed, and to do it again after a conflict."""
    text = (ROOT / "docs" / "keeping.md").read_text(encoding="utf-8")
    return re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_two_who_submit_at_the_same_time_do_it_one_after_the_other(tmp_path: Path) -> None:
    submit, again = recipes()
    directory(tmp_path / "one")
    for name in ("letter", "other"):
        (tmp_path / "one/incoming" / f"{name}.ttl").write_text(submission(name), encoding="utf-8")
    done("git init -q -b main && git add --all && git commit -qm Begin", tmp_path / "one")
    done("git clone -q --bare one origin.git && git clone -q origin.git two", tmp_path)
    done(
        "git remote add origin ../origin.git && git fetch -q && git branch -qu origin/main", tmp_path / "one"
    )
    done(submit.replace("letter", "other"), tmp_path / "two")

    late = shell(submit.removeprefix("git pull\n"), tmp_path / "one")
    assert late.returncode
    assert "rejected" in late.stderr
    conflict = shell("git pull --no-rebase", tmp_path / "one")
    assert "log.jsonl" in conflict.stdout
    # git leaves the log as it was, and no marks of the conflict in it.
    assert not Directory(tmp_path / "one").log().faults

    done(again, tmp_path / "one")
    done(submit.partition("git pull\n")[2].partition("\n")[2], tmp_path / "one")
    done("git pull -q", tmp_path / "two")
    for folder in ("one", "two"):
        kept = Directory(tmp_path / folder)
        assert verifying.problems(kept, kept.log(), versions=True) == []
        assert list(kept.log().heads) == ["submissions/letter", "submissions/other"]
        assert done("git status --porcelain", kept.path) == ""
    assert rusgraf.open(tmp_path / "two").ask("ASK { actor:letter a rg:Actor . actor:other a rg:Actor }")
