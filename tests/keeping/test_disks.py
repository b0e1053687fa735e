"""Disks that are full, and folders that may not be written to: told, and nothing is changed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from kept import BY, actor, directory, snapshot

import rusgraf
from rusgraf import files, keeping
from rusgraf.directory import Directory
from rusgraf.errors import Refused
from rusgraf.files import SourceFile
from rusgraf.keeping import verifying, writing

pytestmark = [
    pytest.mark.root,
    pytest.mark.skipif(
        not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root: sudo .venv/bin/pytest -m root"
    ),
]


def shown(kept: Directory) -> dict[str, bytes]:
    """All files but versions, of which some may be left that nobody refers to."""
    return {name: data for name, data in snapshot(kept.path).items() if not name.startswith("versions")}


def submission(name: str, comment: str = "Oppdiktet") -> SourceFile:
    """A submission that is checked in this process; with a long note, it is a large one."""
    text = f"""
<https://w3id.org/rusgraf/graph/submissions/{name}> a rg:Submission ;
    dcterms:title "Foreningen {name}"@nb ; dcterms:creator actor:{name} ;
    <http://www.w3.org/2004/02/skos/core#editorialNote> "{comment}"@nb ;
    dcterms:issued "2026-11-25"^^xsd:date ; dcterms:license <https://creativecommons.org/licenses/by/4.0/> .
"""
    return files.read_bytes((actor(name) + text).encode(), f"{name}.ttl")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 400 kB."""
    mount = tmp_path / "disk"
    mount.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", mount], check=True)
    yield mount
    subprocess.run(["umount", mount], check=True)


@pytest.mark.parametrize("left", range(0, 100_000, 9_000))
def test_a_full_disk_changes_nothing_that_was_there(left: int, small_disk: Path) -> None:
    kept = directory(small_disk / "graph")
    keeping.submit(kept, [submission("one")], BY)
    before = shown(kept)
    filler = small_disk / "filler"
    free = os.statvfs(small_disk)
    filler.write_bytes(b"x" * max(0, free.f_bavail * free.f_frsize - left))
    given = [submission("two", "to " * 10_000), submission("three", "tre " * 2_000)]
    refused = None
    try:
        assert keeping.submit(kept, given, BY).entry
    except Refused as error:
        refused = error
    acknowledged = 2
    if refused:
        assert "No space left on device" in refused.message
        if refused.hint == "Nothing was changed.":
            acknowledged = 1
            assert shown(kept) == before
    assert len(kept.log().entries) == acknowledged
    filler.unlink()
    assert keeping.submit(kept, [submission("four")], BY).entry
    assert len(kept.log().entries) == acknowledged + 1
    assert not [each for each in verifying.problems(kept, kept.log(), versions=True) if each.is_serious]
    assert len(rusgraf.open(kept.path).names("data")) == len(kept.log().heads)


def test_a_folder_that_may_not_be_written_to_is_told_and_can_be_read(small_disk: Path) -> None:
    kept = directory(small_disk / "graph")
    keeping.submit(kept, [submission("one")], BY)
    before = snapshot(kept.path)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    assert rusgraf.open(kept.path).names("data")
    with pytest.raises(Refused, match="Read-only file system") as caught:
        keeping.submit(kept, [submission("two")], BY)
    assert caught.value.hint == "Nothing was changed."
    assert keeping.submit(kept, [submission("two")], BY, dry_run=True).entry
    assert snapshot(kept.path) == before


def test_recovery_needs_no_room(small_disk: Path) -> None:
    kept = directory(small_disk / "graph")
    keeping.submit(kept, [submission("one")], BY)
    (kept.path / "submissions" / ".unfinished-7-x.ttl").write_bytes(b"x" * 100_000)
    with (kept.path / "log.jsonl").open("ab") as log:
        log.write(b'{"number":2,')
    free = os.statvfs(small_disk)
    (small_disk / "filler").write_bytes(b"x" * free.f_bavail * free.f_frsize)
    with writing.alone(kept):
        writing.recover(kept)
    assert not verifying.problems(kept, kept.log())
    assert Directory(kept.path).log().rest == 0
