"""Checking what was read: names, the rules of submission, the shapes, and one finding for each mistake.

Names that nothing bears are told and read as they were probably meant, so that one mistake
neither hides others nor brings them about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from pyoxigraph import NamedNode, Quad

from rusgraf.files import SourceFile
from rusgraf.graph import Graph
from rusgraf.terms import BASE, Term
from rusgraf.validation import names, persons
from rusgraf.validation.drafts import Draft
from rusgraf.validation.engines import ENGINES, Engine, Result
from rusgraf.validation.findings import Finding, Report
from rusgraf.validation.names import standing
from rusgraf.validation.results import diagnosis, merging
from rusgraf.validation.rules import duplicates, hygiene, ownership, policy, texts
from rusgraf.validation.where import Where
from rusgraf.validation.world import World, surroundings


def check(
    files: Sequence[SourceFile], graph: Graph, engine: str = "fast", sources: Mapping[str, str] | None = None
) -> Report:
    """Check what was read, in this process, in the light of a graph.

    :param engine: ``fast`` or ``reference``.
    :param sources: texts that nothing may be copied from, by what they are called.
    """
    submitted = [quad for file in files for quad in file.quads]
    replaced = graph.names("data").intersection(quad.graph_name for quad in submitted)
    world = World(surroundings(graph, frozenset(replaced)), submitted)

    unsafe = list(hygiene.check(world))
    world.mend(hygiene.harmless(world))
    found = merging.by_name(list(names.check(world, files)))
    found += persons.check(world)
    found += ownership.check(world)
    found += policy.check(world)
    found += duplicates.check(world)
    found += diagnosis.drafts(world, _results(world, found, ENGINES[engine]), found)
    found = merging.lost(world, merging.one_of_two(world, standing.missing(world, found)))
    found += texts.swapped(world, found)
    found += texts.untranslated(world)
    found += texts.copied(world, sources or {})
    found = [*unsafe, *hygiene.unsaid(found, unsafe)]
    where = Where(world, files, found)
    findings = sorted((where.placed(draft) for draft in found), key=_in_order(files))
    return Report({file.name: len(file.quads) for file in files}, tuple(findings), _labels(world, findings))


def as_files(quads: Iterable[Quad]) -> list[SourceFile]:
    """The files that statements would be, one for each named graph."""
    by_graph: dict[NamedNode, list[Quad]] = defaultdict(list)
    for quad in quads:
        assert isinstance(quad.graph_name, NamedNode)
        by_graph[quad.graph_name].append(quad)
    return [
        SourceFile(graph.value.removeprefix(f"{BASE}graph/"), graph, tuple(members))
        for graph, members in sorted(by_graph.items(), key=lambda item: str(item[0]))
    ]


def _results(world: World, found: Collection[Draft], engine: Engine) -> list[Result]:
    """What the shapes say of the submission, and of what it breaks in the data around it."""
    barred = {
        (spot.subject, spot.path, spot.value)
        for draft in found
        if draft.kind == ownership.VOCABULARY
        for spot in draft.spots
    }
    admitted = [
        quad
        for quad in world.meant
        if not barred or (quad.subject, quad.predicate.value, quad.object) not in barred
    ]
    subjects = world.index.about.keys()
    results = engine(world.ntriples(quad.triple for quad in admitted))
    elsewhere = {result for result in results if result.focus not in subjects}
    # What was wrong before is not this submission's doing; look only if there is anything.
    before: set[Result] = set()
    if elsewhere:
        whole = World(surroundings(world.around.graph), [])
        before = set(engine(whole.ntriples(())))
    return [result for result in results if result not in elsewhere or result not in before]


def _in_order(files: Sequence[SourceFile]) -> Callable[[Finding], tuple[object, ...]]:
    """The order of findings: that of the files, and of the places in them."""
    order = {file.name: number for number, file in enumerate(files)}

    def key(finding: Finding) -> tuple[object, ...]:
        place = finding.place
        return (
            order.get(place.file, len(order)),
            place.line,
            place.column,
            str(finding.focus),
            finding.path or "",
            finding.rules,
        )

    return key


def _labels(world: World, findings: Iterable[Finding]) -> dict[str, Mapping[str, str]]:
    """What the things are called that findings speak of."""
    things: dict[Term, None] = {}
    for finding in findings:
        terms = [finding.focus, NamedNode(finding.path) if finding.path else None, *finding.values]
        things |= dict.fromkeys(term for term in terms if isinstance(term, NamedNode))
    named = {thing.value: world.labels(thing) for thing in things if isinstance(thing, NamedNode)}
    return {
        iri: {language: labels[language] for language in ("nb", "en") if language in labels}
        for iri, labels in named.items()
        if labels
    }
