"""Checking a submission: what it states, who may state it, and the shapes it must have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Quad, Store, Triple

from rusgraf import graph as graphs
from rusgraf import places, turtle
from rusgraf.files import RawFile, SourceFile
from rusgraf.graph import Graph
from rusgraf.terms import BASE, RDF_TYPE, Term, curie, expand, rg, unknown
from rusgraf.validation import policy, shapes
from rusgraf.validation.engines import ENGINES, Engine, Result
from rusgraf.validation.findings import Finding, Place, Report, joined

__all__ = ["ENGINES", "Finding", "Place", "Report", "validate"]

#: What the rule for shortcuts goes by.
_RELATION: Final = (RDF_TYPE, rg("premise"), rg("target"))


def validate(
    *submissions: str | Path | RawFile | SourceFile, graph: Graph | None = None, engine: str = "fast"
) -> Report:
    """Check submissions in the light of a graph.

    Several submissions are checked together: each may refer to the others. One that
    bears the name of a graph that is there already is checked as its replacement.

    Files from outside are read and checked in a process of their own that is limited in
    time and memory and cannot open a file or a socket; what was read before, as a
    :class:`rusgraf.files.SourceFile`, is checked in this one, with all that comes with it.

    :param submissions: files, or folders of them; none to check the graph itself.
    :param graph: the graph that they are to join; the shipped graph by default.
    :param engine: ``fast`` or ``reference``.
    :raises UnreadableInput: a file is missing, or in a format that is not read.
    :raises UnknownName: there is no such engine.
    """
    from rusgraf.validation import limited

    if engine not in ENGINES:
        raise unknown("engine", engine, ENGINES)
    if submissions:
        return limited.report(submissions, graph, engine)
    graph = graph or graphs.open()
    return check(_as_files(graph.quads("data")), graph, engine)


def check(files: Sequence[SourceFile], graph: Graph, engine: str) -> Report:
    """Check what was read, in this process, in the light of a graph."""
    ontology, data = graph.quads("ontology"), graph.quads("data")
    submitted = [quad for file in files for quad in file.quads]
    replaced = {quad.graph_name for quad in submitted}
    context = [quad for quad in data if quad.graph_name not in replaced]

    findings = _merged(policy.check(submitted, context, ontology))
    results = _results(_admitted(submitted, findings), context, ontology, data, ENGINES[engine])
    findings += _grouped(_unsaid(results, findings))
    findings = _placed(findings, files)
    findings.sort(
        key=lambda finding: (finding.place.file, str(finding.focus), finding.path or "", finding.rules)
    )
    return Report({file.name: len(set(file.quads)) for file in files}, tuple(findings))


def _as_files(quads: Iterable[Quad]) -> list[SourceFile]:
    by_graph: dict[NamedNode, list[Quad]] = defaultdict(list)
    for quad in quads:
        assert isinstance(quad.graph_name, NamedNode)
        by_graph[quad.graph_name].append(quad)
    return [
        SourceFile(graph.value.removeprefix(f"{BASE}graph/"), graph, tuple(members))
        for graph, members in sorted(by_graph.items(), key=lambda item: str(item[0]))
    ]


def _admitted(submitted: list[Quad], findings: list[Finding]) -> list[Quad]:
    """The statements as the shapes get to see them.

    None is about the vocabulary. What is misspelt is there as it was probably meant, so
    that one mistake neither hides others nor brings them about.
    """
    barred = {(finding.focus, finding.path) for finding in findings if policy.VOCABULARY in finding.rules}
    admitted = [quad for quad in submitted if (quad.subject, quad.predicate.value) not in barred]
    for finding in findings:
        if finding.suggestion:
            meant = NamedNode(expand(finding.suggestion) or finding.suggestion)
            of_class = finding.path == RDF_TYPE.value
            pairs = [(RDF_TYPE, meant)] if of_class else [(meant, value) for value in finding.values]
            admitted += [Quad(finding.focus, verb, value) for verb, value in pairs]  # type: ignore[arg-type]
    return admitted


def _results(
    submitted: list[Quad], context: list[Quad], ontology: list[Quad], data: list[Quad], engine: Engine
) -> list[Result]:
    """What the shapes say of the submission, and of what it breaks in the data around it."""
    subjects = {quad.subject for quad in submitted}
    results = engine(_ntriples(ontology, context, submitted))
    elsewhere = {result for result in results if result.focus not in subjects}
    # What was wrong before is not this submission's doing; look only if there is anything.
    before = set(engine(_ntriples(ontology, data))) if elsewhere else set()
    return [result for result in results if result not in elsewhere or result not in before]


def _placed(findings: list[Finding], files: Sequence[SourceFile]) -> list[Finding]:
    """The findings, each with the file that says what is wrong, or at least speaks of the thing."""
    home: dict[tuple[object, ...], str] = {}
    for file in files:
        for quad in file.quads:
            path = quad.predicate.value
            home.setdefault((quad.subject, path, quad.object), file.name)
            home.setdefault((quad.subject, path), file.name)
            home.setdefault((quad.subject,), file.name)

    def file_of(finding: Finding) -> str:
        focus, path = finding.focus, finding.path
        places = [*((focus, path, value) for value in finding.values), (focus, path), (focus,)]
        return next((home[place] for place in places if place in home), "")

    return [replace(finding, place=Place(file_of(finding))) for finding in findings]


def _ntriples(*parts: list[Quad]) -> str:
    triples = {quad.triple for part in parts for quad in part}
    return turtle.ntriples(triples | _shortcuts(triples))


def _shortcuts(triples: Iterable[Triple]) -> set[Triple]:
    """What leads from premise to target, derived anew: the shapes look for circles along it."""
    store = Store()
    store.extend(Quad(t.subject, t.predicate, t.object) for t in triples if t.predicate in _RELATION)
    return set(store.query(shortcuts()))  # type: ignore[arg-type]


@cache
def shortcuts() -> str:
    """The rule that derives what leads from premise to target."""
    return (places.ONTOLOGY / "rules" / "shortcuts.rq").read_text(encoding="utf-8")


def _unsaid(results: Iterable[Result], findings: Iterable[Finding]) -> list[Result]:
    """The results that neither repeat nor follow from what the rules of submission found."""
    errors = [finding for finding in findings if finding.severity == "Violation"]
    said = {(finding.focus, finding.path) for finding in errors}

    def follows(result: Result) -> bool:
        """Whether a result only says that its value has not the class that the value misspells."""
        about_class = result.component in ("ClassConstraintComponent", "OrConstraintComponent")
        return about_class and (result.value, RDF_TYPE.value) in said

    return [result for result in results if (result.focus, result.path) not in said and not follows(result)]


def _merged(findings: Iterable[Finding]) -> list[Finding]:
    """One finding for each thing and property, with all the values that are wrong."""
    by_place: dict[tuple[Term | None, str | None], list[Finding]] = defaultdict(list)
    for finding in findings:
        by_place[finding.focus, finding.path].append(finding)
    for members in by_place.values():
        members.sort(key=lambda finding: finding.severity != "Violation")
    return [
        replace(
            members[0],
            values=tuple(dict.fromkeys(value for each in members for value in each.values)),
            rules=tuple(dict.fromkeys(rule for each in members for rule in each.rules)),
            messages=joined([each.messages for each in members]),
        )
        for members in by_place.values()
    ]


def _grouped(results: Iterable[Result]) -> list[Finding]:
    groups: dict[tuple[Term, str], list[Result]] = defaultdict(list)
    for result in results:
        groups[result.focus, result.path or result.shape].append(result)
    findings = []
    for members in groups.values():
        members.sort(key=lambda result: (result.shape, str(result.value)))
        broken = tuple(dict.fromkeys(result.shape for result in members))
        values = {result.value for result in members if result.value is not None}
        severities = {result.severity for result in members}
        findings.append(
            Finding(
                kind="shape",
                focus=members[0].focus,
                path=members[0].path,
                values=tuple(sorted(values, key=str)),
                rules=tuple(map(curie, broken)),
                severity=next(s for s in ("Violation", "Warning", "Info") if s in severities),
                messages=joined([shapes.messages(shape) for shape in broken]),
            )
        )
    return findings
