"""Files checked apart, where nothing ties them, against the same files checked together."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import pytest
from pyoxigraph import Literal, RdfFormat, Triple, serialize

import mutants
from rusgraf import files, terms
from rusgraf.files import RawFile
from rusgraf.graph import Graph
from rusgraf.intake import apart, limited, limits
from rusgraf.intake.asked import Asked, Outcome
from rusgraf.intake.reading import outcome, ties_of
from rusgraf.validation import ties
from rusgraf.validation.ties import Ties
from rusgraf.validation.world import surroundings

PREFIXES = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in terms.PREFIXES.items())
ROOT = Path(__file__).parents[2]
CLAIM = "a rg:Claim ; rg:paraphrase 'Ti er ti'@nb , 'Ten is ten'@en ."
LAR, STRICT = "claim:keep-investing-in-lar", "claim:tighten-lar"


def split(seed: int) -> list[RawFile]:
    """A made-up submission in one to three files, by chance."""
    random = Random(seed)
    parts: list[list[Triple]] = [[] for _ in range(random.choice((1, 1, 2, 3)))]
    place: dict[object, list[Triple]] = {}
    # What all are made of says the same; most now say it in words of their own.
    mark = f" {seed}" if random.random() < 0.8 else ""
    for triple in mutants.mutant(seed):
        value = triple.object
        if isinstance(value, Literal) and value.language:
            value = Literal(value.value + mark, language=value.language)
        place.setdefault(triple.subject, random.choice(parts)).append(
            Triple(triple.subject, triple.predicate, value)
        )
    return [
        RawFile(f"{seed}-{number}.nt", serialize(part, format=RdfFormat.N_TRIPLES) or b"", "nt")
        for number, part in enumerate(parts)
        if part
    ]


def grouped(raw: Sequence[RawFile], graph: Graph) -> list[list[RawFile]]:
    around = surroundings(graph)
    found = ties.groups([ties.of(files.parsed(each), around) for each in raw])
    return [[raw[number] for number in group] for group in found]


class Here:
    """A crew of one that works in this process."""

    size = 1

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.parts = 0

    def ties(self, shares: Sequence[Sequence[RawFile]]) -> list[list[Ties]]:
        return [ties_of(share, self.graph, Asked()) for share in shares]

    def checks(self, parts: Sequence[Sequence[RawFile]]) -> Iterator[tuple[int, Outcome]]:
        self.parts = len(parts)
        for number, part in enumerate(parts):
            yield number, outcome(part, self.graph, Asked())


@pytest.mark.parametrize("first", range(0, 360, 12))
def test_made_up_files_get_the_same_findings_apart_and_together(
    first: int, graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "_PART", {"fast": 1})
    monkeypatch.setattr(apart, "_EACH", 1_000_000)
    raw = [each for seed in range(first, first + 12) for each in split(seed)]
    crew = Here(graph)
    alone = apart.outcome(raw, Asked(), crew, lambda _: None).report
    assert crew.parts > 1
    assert alone == outcome(raw, graph, Asked()).report
    assert alone.findings


@pytest.mark.parametrize("label", ["Den samme", ""])
def test_what_many_describe_alike_ties_them_only_if_it_is_wrong(
    label: str, graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "_PART", {"fast": 1})
    monkeypatch.setattr(apart, "_EACH", 1_000_000)
    text = PREFIXES + f"agent:same a prov:Agent ; rdfs:label '{label}'@nb ."
    raw = [RawFile(f"{n}.ttl", text.encode()) for n in range(5)]
    crew = Here(graph)
    alone = apart.outcome(raw, Asked(), crew, lambda _: None).report
    assert crew.parts == (5 if label else 1)
    assert alone == outcome(raw, graph, Asked()).report
    assert alone.conforms == bool(label)


TIED = {
    "a name": (f"claim:x {CLAIM}", "assertion:x a rg:Assertion ; rg:asserts claim:x ."),
    "a name that is nearly right": (
        f"claim:example-ten-is-ten {CLAIM}",
        "assertion:x a rg:Assertion ; rg:asserts claim:example-ten-is-tne .",
    ),
    "a name that nothing bears": (
        "assertion:x a rg:Assertion ; rg:asserts claim:example-nowhere-at-all .",
        "assertion:y a rg:Assertion ; rg:asserts claim:example-nowhere-at-all .",
    ),
    "the same words": (f"claim:x {CLAIM}", "claim:y a rg:Claim ; rg:paraphrase 'ten  is ten.'@en ."),
    "a thing of the graph": ("actor:fo rdfs:label 'En'@nb .", "actor:fo rdfs:label 'One'@en ."),
    "a series": (
        "observation:x a qb:Observation ; qb:dataSet dataset:lar-deaths .",
        "observation:y a qb:Observation ; qb:dataSet dataset:lar-deaths .",
    ),
    "a contradiction": (
        f"relation:x a rg:Support ; rg:premise {LAR} ; rg:target {STRICT} ; rg:drawnBy actor:fo .",
        f"relation:y a rg:Attack ; rg:premise {LAR} ; rg:target {STRICT} ; rg:drawnBy actor:fo .",
    ),
    "a claim in one document": tuple(
        f"assertion:{n} a rg:Assertion ; rg:asserts {LAR} ; rg:anchor anchor:{n} ."
        f" anchor:{n} rg:rendition rendition:auh-resolution-2021 ."
        for n in ("x", "y")
    ),
    "a circle": (
        f"relation:x a rg:Support ; rg:premise {LAR} ; rg:target {STRICT} .",
        f"relation:y a rg:Support ; rg:premise {STRICT} ; rg:target {LAR} .",
    ),
}


@pytest.mark.parametrize("texts", TIED.values(), ids=TIED.keys())
def test_files_that_a_rule_looks_between_are_tied(texts: tuple[str, str], graph: Graph) -> None:
    raw = [RawFile(f"{n}.ttl", (PREFIXES + text).encode()) for n, text in enumerate(texts)]
    assert len(grouped(raw, graph)) == 1


def test_steps_to_one_claim_of_the_graph_tie_nothing_by_themselves(graph: Graph) -> None:
    raw = [
        RawFile(f"{n}.ttl", (PREFIXES + f"relation:{n} rg:premise {LAR} ; rg:target {STRICT} .").encode())
        for n in range(2)
    ]
    assert len(grouped(raw, graph)) == 2


def test_a_new_version_of_a_graph_is_checked_with_all_that_may_rest_on_it(graph: Graph) -> None:
    version = next((ROOT / "data" / "submissions").glob("*.ttl"))
    raw = [RawFile("x.ttl", PREFIXES.encode()), RawFile("new.ttl", version.read_bytes())]
    assert len(grouped(raw, graph)) == 1


# ------------------------------------------------------------------------------- processes


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_PART", {"fast": 1_000})
    monkeypatch.setattr(apart, "_processors", lambda: 2)


@pytest.mark.usefixtures("small_parts")
def test_several_processes_report_what_one_reports(graph: Graph) -> None:
    good = (ROOT / "tests/submissions/good.ttl").read_text(encoding="utf-8")
    copies = (re.sub('"(?=@)|(?<=example)', f"{number}\\g<0>", good) for number in range(9))
    raw = [RawFile(f"{number}.ttl", copy.encode()) for number, copy in enumerate(copies)]
    raw += [each for seed in range(500, 512) for each in split(seed)]
    raw.insert(3, RawFile("cut.ttl", b"<a> <b>"))
    assert apart.processes(raw, "fast") == 2
    asked, seen = Asked(statements=True), list[int]()
    several = limited.outcome(raw, None, asked, seen.append)
    one = outcome(raw, graph, asked)
    assert several.report == one.report
    assert several.statements == one.statements
    assert seen == sorted(seen)
    assert seen[0] == 0
    assert seen[-1] == len(raw)
    assert len(seen) > 3


@pytest.mark.usefixtures("small_parts")
def test_a_file_that_takes_too_long_is_named_among_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_SECONDS", {"fast": (2.5, 0.0)})
    slow = PREFIXES + "".join(
        f"observation:x{n} a qb:Observation ; qb:dataSet dataset:y ; sdmx-dimension:refArea <urn:no> ;"
        f" sdmx-dimension:refPeriod '2020'^^xsd:gYear .\n"
        for n in range(2500)
    )
    good = (ROOT / "tests/submissions/good.ttl").read_bytes()
    raw = [RawFile("slow.ttl", slow.encode()), RawFile("good.ttl", good), RawFile("cut.ttl", b"<a> <b>")]
    report = limited.outcome(raw, None, Asked()).report
    assert [(each.place.file, each.kind) for each in report.findings] == [
        ("slow.ttl", "refused"),
        ("cut.ttl", "syntax"),
    ]
    assert report.files["good.ttl"]


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_ctrl_c_ends_all_processes_and_the_next_check_works(tmp_path: Path) -> None:
    for seed in range(40):
        for each in split(seed):
            (tmp_path / each.name).write_bytes(each.data)
    code = """
import sys, rusgraf
from rusgraf.intake import apart
apart._PART["fast"] = 2_000
apart._processors = lambda: 2
def processes():
    from rusgraf.intake.process import _WORKERS
    return sum(bool(each._process) and each._process.poll() is None for each in list(_WORKERS))
print("ready", flush=True)
try:
    while True:
        rusgraf.validate(".")
except KeyboardInterrupt:
    print("interrupted", processes(), flush=True)
print(len(rusgraf.validate(".").findings) > 0, processes(), flush=True)
"""
    parent = subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        text=True,
        start_new_session=True,
    )
    assert parent.stdout
    assert parent.stdout.readline() == "ready\n"
    time.sleep(3)
    os.killpg(parent.pid, signal.SIGINT)
    said, errors = parent.communicate(timeout=60)
    assert (said, errors) == ("interrupted 0\nTrue 2\n", "")
