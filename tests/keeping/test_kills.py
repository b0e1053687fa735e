"""Processes killed at any moment of a change: what was acknowledged stays, nothing is half there."""

from __future__ import annotations

import os
import select
import signal
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from kept import BY, actor, directory

from rusgraf import files, keeping
from rusgraf.directory import Directory, hashed
from rusgraf.directory.log import Log
from rusgraf.files import SourceFile
from rusgraf.keeping import verifying, writing

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are made by fork")

#: As long as a change takes here, in seconds, and as its writing does.
WHOLE, WRITING = 0.06, 0.004


def submission(name: str, label: str) -> SourceFile:
    header = f"""
<https://w3id.org/rusgraf/graph/submissions/{name}> a rg:Submission ;
    dcterms:title "Foreningen {name}"@nb ; dcterms:creator actor:{name} ;
    dcterms:issued "2026-11-25"^^xsd:date ; dcterms:license <https://creativecommons.org/licenses/by/4.0/> .
"""
    return files.read_bytes((actor(name, label) + header).encode(), f"{name}.ttl")


def change(kept: Directory, random: Random, turn: int) -> None:
    """Do one thing or another to a directory."""
    names = [id.rpartition("/")[2] for id in kept.log().heads]
    do = random.choice(["submit", "submit", "replace", "withdraw"])
    if do == "submit" or not names:
        count = random.choice([1, 1, 3])
        new = [submission(f"new-{turn}-{n}", f"new {turn} {n}") for n in range(count)]
        keeping.submit(kept, new, BY)
    elif do == "replace":
        name = random.choice(names)
        keeping.replace(kept, name, submission(name, f"{name} {turn}"), BY)
    else:
        keeping.withdraw(kept, random.choice(names), BY, why="a test")


def forked(work: Callable[[int], None]) -> tuple[int, int]:
    """Start a process that works; its id, and where it says how far it has come."""
    said, says = os.pipe()
    process = os.fork()
    if process:
        os.close(says)
        return process, said
    with suppress(BaseException):
        work(says)
    os._exit(0)


def heard(said: int, word: bytes, seconds: float) -> bytes:
    """What a process says until it says a word, or the time is over."""
    got, deadline = b"", time.monotonic() + seconds
    while word not in got and select.select([said], [], [], max(0, deadline - time.monotonic()))[0]:
        if not (more := os.read(said, 1)):
            break
        got += more
    return got


def state(log: Log) -> Mapping[str, str]:
    return {id: change.version for id, change in log.heads.items()}


@pytest.mark.parametrize("seed", range(4))
def test_what_was_acknowledged_stays_and_nothing_is_half_there(seed: int, tmp_path: Path) -> None:
    random, kept = Random(seed), directory(tmp_path / "graph")
    killed_at: Counter[str] = Counter()
    for turn in range(56):
        before = kept.log()
        chance = random.random()

        def work(says: int, turn: int = turn, chance: float = chance) -> None:
            commit = writing.commit

            def telling(*arguments: object) -> None:
                os.write(says, b"w")
                commit(*arguments)  # type: ignore[arg-type]

            writing.commit = telling  # type: ignore[assignment]
            change(kept, Random(chance), turn)
            os.write(says, b"d")

        process, said = forked(work)
        # Some are killed at any time, most while they write.
        if random.random() < 0.3:
            got = heard(said, b"d", random.random() * WHOLE)
        else:
            got = heard(said, b"w", 30)
            time.sleep(random.random() * WRITING)
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        got += os.read(said, 10)
        os.close(said)
        done = b"d" in got
        killed_at["done" if done else "writing" if b"w" in got else "begun"] += 1
        check(kept, before, done=done)
    # Most were in the middle of something.
    assert killed_at["begun"] + killed_at["writing"] > 56 / 4


def check(kept: Directory, before: Log, *, done: bool) -> None:
    """What a killed process has left is the state before it or after it."""
    # A reader that comes at once sees one of the two, too.
    read, log = kept.read()
    assert len(read) == len(log.heads)
    after = kept.log()
    assert len(after.entries) - len(before.entries) in ((1,) if done else (0, 1))
    assert after.entries[: len(before.entries)] == before.entries
    with writing.alone(kept):
        writing.recover(kept)
    mended = kept.log()
    assert state(mended) == state(after)
    assert [each for each in verifying.problems(kept, mended, versions=True) if each.is_serious] == []
    assert {hashed(path) for path in kept.places()} == set(state(mended).values())
    assert not list(kept.path.rglob(".unfinished-*"))
    assert len(kept.read()[0]) == len(state(mended))
