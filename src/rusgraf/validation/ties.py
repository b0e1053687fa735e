"""What ties the files of a submission together: those without a tie can be checked apart.

A rule looks from one file into another along names that both have, at things that say the
same, or around a circle of arguments. What the graph describes ties nothing by its name
alone: all files speak of the same actors and topics.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from hashlib import blake2b
from itertools import chain, pairwise
from typing import Final, TypeAlias

from pyoxigraph import NamedNode

from rusgraf.files import SourceFile
from rusgraf.terms import PREFIXES, Term, rg
from rusgraf.validation.names import nearest
from rusgraf.validation.rules import duplicates
from rusgraf.validation.vocabulary import is_ours
from rusgraf.validation.world import Surroundings, World

#: A step of an argument, from premise to target.
Step: TypeAlias = tuple[str, str]

_PREMISE, _TARGET = rg("premise"), rg("target")
#: What leads from an assertion to the document in which it is made.
_TO_DOCUMENT: Final = (rg("anchor"), rg("rendition"), NamedNode(PREFIXES["dcterms"] + "isFormatOf"))
_SERIES: Final = NamedNode(PREFIXES["qb"] + "dataSet")
#: Where more names than these stand nowhere, looking for what was meant by each takes longer than it saves.
_MANY: Final = 50


@dataclass(frozen=True)
class Ties:
    """What may tie a file to others.

    :param described: what it says of each thing that it describes: a hash by IRI.
    :param mentioned: the IRIs of what it mentions and neither it nor the graph describes.
    :param marks: what another thing may not share, or only in accord: each with the thing that has it.
    :param steps: the steps of its arguments, and those of the graph that follow on them.
    :param replaces: whether it is a new version of a graph, so that others may lose what they rest on.
    """

    described: Mapping[str, str] = field(default_factory=dict)
    mentioned: frozenset[str] = frozenset()
    marks: frozenset[tuple[str, str]] = frozenset()
    steps: frozenset[Step] = frozenset()
    replaces: bool = False


def of(file: SourceFile, around: Surroundings) -> Ties:
    """The ties of a file that is to join a graph."""
    world = World(around, list(file.quads))
    own = world.index.about
    values = {quad.object for quad in file.quads if isinstance(quad.object, NamedNode)}
    return Ties(
        {thing.value: _short(own[thing]) for thing in own if isinstance(thing, NamedNode)},
        frozenset(each.value for each in values if each not in own and not world.is_around(each)),
        frozenset((_short(mark), str(subject)) for subject, mark in _marks(world)),
        frozenset(_steps(world)),
        not around.graph.names("data").isdisjoint(quad.graph_name for quad in file.quads),
    )


def _marks(world: World) -> Iterator[tuple[Term, tuple[object, ...]]]:
    """What no two things may share, and what rules compare in one document, series or argument."""
    for subject in world.index.about:
        yield from ((subject, mark) for mark in duplicates.marks(world, subject))
    yield from ((quad.subject, (_SERIES, quad.object)) for quad in world.index.using.get(_SERIES, ()))
    for quad in world.index.using.get(rg("asserts"), ()):
        reached: Collection[Term] = [quad.subject]
        for path in _TO_DOCUMENT:
            reached = {end for each in reached for end in world.values(each, path)}
        yield from ((quad.subject, (quad.object, document)) for document in reached)
    for relation, premise, target in _relations(world):
        ends = frozenset((premise, target))
        yield from ((relation, (drawer, ends)) for drawer in world.values(relation, rg("drawnBy")))


def _relations(world: World) -> Iterator[tuple[Term, Term, Term]]:
    for quad in world.index.using.get(_PREMISE, ()):
        yield from ((quad.subject, quad.object, target) for target in world.values(quad.subject, _TARGET))


def _steps(world: World) -> Iterator[Step]:
    """From premise to target, in the file, and from there on in the graph."""
    store = world.around.store
    reached: dict[Term, None] = {}
    for _, premise, target in _relations(world):
        reached[target] = None
        yield str(premise), str(target)
    queue = list(reached)
    for claim in queue:
        for quad in store.quads_for_pattern(None, _PREMISE, claim):
            for further in store.quads_for_pattern(quad.subject, _TARGET, None):
                yield str(claim), str(further.object)
                if further.object not in reached:
                    reached[further.object] = None
                    queue.append(further.object)


def _short(said: object) -> str:
    """What is said, in a few letters: the same in every process, and in whatever order it is said."""
    return blake2b(_text(said).encode(), digest_size=12).hexdigest()


def _text(said: object) -> str:
    if isinstance(said, Mapping):
        return str(sorted((str(path), _text(frozenset(values))) for path, values in said.items()))
    if isinstance(said, frozenset):
        return str(sorted(map(str, said)))
    return str([*map(_text, said)]) if isinstance(said, tuple) else str(said)


def shared(files: Sequence[Ties]) -> frozenset[str]:
    """What several files describe, all of them in the same way."""
    described = _bearers(each.described for each in files)
    return frozenset(
        iri for iri, members in described.items() if len(members) > 1 and _agree(files, iri, members)
    )


def groups(files: Sequence[Ties], wrong: Collection[str] = ()) -> list[list[int]]:
    """The files that have to be checked together, by their numbers: each in one group, in their order.

    :param wrong: of what several files describe in the same way, that in which something is wrong: it
        is to be told once for all of them.
    """
    described = _bearers(each.described for each in files)
    mentioned = _bearers(each.mentioned for each in files)
    nowhere = [iri for iri in mentioned if iri not in described and is_ours(NamedNode(iri))]
    if len(nowhere) > _MANY or any(each.replaces for each in files):
        return [list(range(len(files)))]
    tied = [_in_circles(files), *_alike(files)]
    for iri, members in described.items():
        # One who says the same is enough.
        those = members[:1] if iri not in wrong and _agree(files, iri, members) else members
        tied.append(those + mentioned.get(iri, []))
    things = [NamedNode(iri) for iri in described]
    for iri in nowhere:
        meant = [described[thing.value] for thing in _meant(NamedNode(iri), things)]
        tied.append([*mentioned[iri], *chain.from_iterable(meant)])
    return _united(len(files), tied)


def _bearers(files: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    """The files that have each key."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, keys in enumerate(files):
        for key in keys:
            found[key].append(number)
    return found


def _agree(files: Sequence[Ties], iri: str, members: Sequence[int]) -> bool:
    return len({files[number].described[iri] for number in members}) == 1


def _alike(files: Sequence[Ties]) -> Iterator[list[int]]:
    """The files with things of different names that share a mark."""
    subjects: dict[str, set[str]] = defaultdict(set)
    members: dict[str, list[int]] = defaultdict(list)
    for number, file in enumerate(files):
        for mark, subject in file.marks:
            subjects[mark].add(subject)
            members[mark].append(number)
    yield from (those for mark, those in members.items() if len(subjects[mark]) > 1)


def _meant(name: NamedNode, things: Sequence[NamedNode]) -> Iterator[NamedNode]:
    """What may have been meant by a name that nothing bears."""
    yield from (thing for thing in things if nearest.local(thing) == nearest.local(name))
    if near := nearest.thing(name, things):
        yield near.name


def _in_circles(files: Sequence[Ties]) -> list[int]:
    """The files that have a step of an argument that goes around in a circle, or between two circles."""
    steps = {step for file in files for step in file.steps}
    back = {(target, premise) for premise, target in _behind_circles(steps)}
    kept = {(premise, target) for target, premise in _behind_circles(back)}
    return [number for number, file in enumerate(files) if not kept.isdisjoint(file.steps)]


def _behind_circles(steps: Iterable[Step]) -> set[Step]:
    """The steps in circles, and those that follow on them."""
    steps = set(steps)
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for premise, target in steps:
        sorter.add(target, premise)
    with suppress(CycleError):
        sorter.prepare()
    free: set[str] = set()
    while ready := sorter.get_ready():
        sorter.done(*ready)
        free.update(ready)
    return {(premise, target) for premise, target in steps if premise not in free}


def _united(count: int, tied: Iterable[Sequence[int]]) -> list[list[int]]:
    """So many files in groups, those that are tied in one."""
    first = list(range(count))

    def head(number: int) -> int:
        while first[number] != number:
            first[number] = first[first[number]]
            number = first[number]
        return number

    for members in tied:
        for one, other in pairwise(members):
            low, high = sorted((head(one), head(other)))
            first[high] = low
    found: dict[int, list[int]] = defaultdict(list)
    for number in range(count):
        found[head(number)].append(number)
    return list(found.values())
