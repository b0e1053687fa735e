"""Checks on the workers of a Dask cluster: a real scheduler, and two workers in processes of their own."""

from __future__ import annotations

import json
import pickle
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import rusgraf
from rusgraf.errors import UsageError
from rusgraf.files import RawFile
from rusgraf.intake import apart, limited
from rusgraf.intake.asked import Asked
from rusgraf.intake.limits import Allowance
from rusgraf.intake.process import Overrun
from rusgraf.intake.reading import outcome

ROOT = Path(__file__).parents[1]
GOOD = (ROOT / "tests/submissions/good.ttl").read_text(encoding="utf-8")


def start(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    file = tmp_path_factory.mktemp("dask") / "scheduler.json"
    options = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
    process = start("distributed.cli.dask_scheduler", *options)
    deadline = time.monotonic() + 60
    while not file.exists() or not file.read_text(encoding="utf-8"):
        assert time.monotonic() < deadline
        assert process.poll() is None
        time.sleep(0.05)
    yield json.loads(file.read_text(encoding="utf-8"))["address"]
    process.kill()
    process.wait()


@pytest.fixture(scope="module")
def cluster(scheduler: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    from distributed import Client

    options = ("--nthreads", "1", "--no-nanny", "--no-dashboard")
    workers = [
        start(
            "distributed.cli.dask_worker",
            scheduler,
            *options,
            "--local-directory",
            str(tmp_path_factory.mktemp(name)),
        )
        for name in ("one", "two")
    ]
    with Client(scheduler, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        client.wait_for_workers(2, timeout=60)
    yield scheduler
    for worker in workers:
        worker.kill()
        worker.wait()


def copies(count: int) -> list[RawFile]:
    """Submissions that have nothing in common; every third has a mistake."""
    own = '(?=(?<!")"@)|(?<=example)|(?<=parkvenner)|(?<=[0-9a-f]{63})[0-9a-f](?=")'
    texts = [re.sub(own, f"{number}", GOOD) for number in range(count)]
    wrong = [text.replace("stance:endorses", "stance:likes") for text in texts]
    return [
        RawFile(f"{number}.ttl", (texts if number % 3 else wrong)[number].encode()) for number in range(count)
    ]


@pytest.mark.parametrize("given", [False, True])
def test_a_cluster_reports_what_one_process_reports(
    given: bool, cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "_PART", {"fast": 1_000})
    graph = rusgraf.open(ROOT / "data") if given else None
    raw, seen = [*copies(9), RawFile("cut.ttl", b"<a> <b>")], list[int]()
    asked = Asked(statements=True)
    several = limited.outcome(raw, graph, asked, seen.append, cluster)
    one = outcome(raw, graph or rusgraf.open(), asked)
    assert several.report == one.report
    assert several.statements == one.statements
    assert several.report.findings
    assert len(seen) > 3
    assert seen[-1] == len(raw)


def test_the_work_is_done_by_the_workers(cluster: str, tmp_path: Path) -> None:
    for each in copies(4):
        (tmp_path / each.name).write_bytes(each.data)
    code = f"""
import sys
from rusgraf.intake import limited, process
from rusgraf.intake.asked import Asked
from rusgraf.intake.limits import Allowance
from rusgraf.intake.process import Overrun
report = limited.outcome(limited.loaded([{str(tmp_path)!r}]), None, Asked(), cluster={cluster!r}).report
print(len(report.files), report.conforms, process.kept._process)
"""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout == "4 False None\n"


def test_what_took_too_much_on_another_machine_is_known_here() -> None:
    overrun = pickle.loads(pickle.dumps(Overrun("time", Allowance(5.0, 1))))
    assert (overrun.kind, overrun.allowed) == ("time", Allowance(5.0, 1))


def test_a_cluster_that_is_not_there_is_told(scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from rusgraf.intake import cluster

    monkeypatch.setattr(cluster, "_PATIENCE", 1)
    with pytest.raises(UsageError, match="No Dask scheduler answers"):
        limited.outcome(copies(1), None, Asked(), cluster="tcp://127.0.0.1:1")
    with pytest.raises(UsageError, match="No Dask scheduler answers"):
        limited.outcome(copies(1), None, Asked(), cluster="nowhere")


def test_workers_with_another_rusgraf_are_refused(cluster: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from rusgraf.intake import cluster as module

    real = module._version  # noqa: SLF001
    answers = {"unlike": "0.0.1"}
    assert module._unfit({real()}, cluster) is None  # noqa: SLF001
    wrong = module._unfit({real(), answers["unlike"]}, cluster)  # noqa: SLF001
    assert wrong
    assert "0.0.1" in wrong.message
