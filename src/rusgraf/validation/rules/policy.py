"""The rules of submission that no shape can state, since they are about a submission as a whole."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from rusgraf import places
from rusgraf.files import headers, is_data
from rusgraf.terms import BASE, FIRST, PREFIXES, RDF_TYPE, Term, curie, rg
from rusgraf.validation import expecting, persons
from rusgraf.validation.drafts import Draft, Spot
from rusgraf.validation.rules import ownership
from rusgraf.validation.vocabulary import is_ours
from rusgraf.validation.wording import called, either, named, say
from rusgraf.validation.world import World

#: Where graphs of data may be, beside the folders of those that there are.
_FOLDERS: Final = frozenset({"slices", "unnamed"})

#: What stands beside rusgraf's own things, and has no rules but those of its makers.
_PLAIN: Final = (PREFIXES["skos"] + "ConceptScheme", PREFIXES["qb"] + "ComponentSpecification")
_HEADERS: Final = (rg("Submission"), NamedNode(PREFIXES["prov"] + "Bundle"))
_ISSUED: Final = NamedNode(PREFIXES["dcterms"] + "issued")
#: What is no date at all is for the shapes to tell.
_ISO_DATE: Final = re.compile("[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?")
_DATES: Final = (_ISSUED, NamedNode(PREFIXES["dcterms"] + "date"))
#: What figures are for, which cannot be known before it is over.
_PERIODS: Final = (NamedNode(PREFIXES["sdmx-dimension"] + "refPeriod"), rg("comparedPeriod"))


def check(world: World) -> Iterator[Draft]:
    """What is wrong with a submission before its shape is looked at."""
    yield from _untyped(world)
    yield from _unchecked(world)
    yield from _misplaced(world)
    yield from _dated_ahead(world)
    yield from _misnamed(world)
    yield from _two_in_one(world)


def _untyped(world: World) -> Iterator[Draft]:
    for subject, paths in world.index.about.items():
        if RDF_TYPE not in paths and FIRST not in paths and not world.values(subject, RDF_TYPE):
            yield Draft(
                "untyped-subject",
                subject,
                RDF_TYPE.value,
                say(world, "untyped-subject", focus=subject, example=_example(world, subject)),
                rules=("untyped-subject",),
                spots=(Spot("subject", subject),),
            )


def _example(world: World, subject: Term) -> str:
    """A class that a thing may well be of."""
    wanted = expecting.wanted(world, subject)
    return curie(expecting.kinds(wanted)[0]) if wanted else "rg:PolicyDemand"


def _unchecked(world: World) -> Iterator[Draft]:
    """What no shape looks at, since it bears none but foreign types."""
    types = {s: paths[RDF_TYPE] for s, paths in world.index.about.items() if RDF_TYPE in paths}
    for subject, classes in types.items():
        if ownership.is_of_vocabulary(subject) or not persons.CLASSES.isdisjoint(classes):
            continue
        if any(each.value in _PLAIN for each in classes if isinstance(each, NamedNode)):
            continue
        if world.vocabulary.is_foreign(classes) and not expecting.wanted(world, subject):
            yield Draft(
                "unchecked-subject",
                subject,
                RDF_TYPE.value,
                say(world, "unchecked-subject"),
                values=tuple(dict.fromkeys(classes)),
                rules=("unchecked-subject",),
                severity="Warning",
                spots=tuple(Spot("object", subject, RDF_TYPE.value, each) for each in classes[:1]),
            )


def _misplaced(world: World) -> Iterator[Draft]:
    """Properties of rusgraf on things that they are not about."""
    misplaced: dict[tuple[Term, NamedNode], list[Quad]] = defaultdict(list)
    derived = world.vocabulary.derived
    known = world.vocabulary.known
    new = None
    for path, quads in world.index.using.items():
        domains = world.vocabulary.domains.get(path)
        if path in _DATES:
            domains = expecting.asked_of(path.value)
        elif path in derived or not is_ours(path):
            continue
        if not domains:
            continue
        for quad in quads:
            classes = world.classes(quad.subject)
            if domains.isdisjoint(classes) and classes and classes <= known:
                new = new or set(world.new)
                if quad in new:
                    misplaced[quad.subject, path].append(quad)
    for (focus, path), quads in misplaced.items():
        dates = path in _DATES
        domains = expecting.asked_of(path.value) if dates else world.vocabulary.domains[path]
        about = sorted(domains, key=str)
        yield Draft(
            "misplaced-property",
            focus,
            path.value,
            say(
                world,
                "misplaced-property",
                name=path,
                focus=named(focus),
                domain=either(
                    [called(world.vocabulary, each.value) for each in about if isinstance(each, NamedNode)]
                ),
                types=world.values(focus, RDF_TYPE),
            ),
            values=tuple(quad.object for quad in quads),
            rules=("misplaced-property",),
            severity="Warning" if dates else "Violation",
            spots=tuple(Spot.of("predicate", quad) for quad in quads),
        )


def _dated_ahead(world: World) -> Iterator[Draft]:
    """Dates after the day of the submission that states them; the shapes do not see who states what."""
    dates = [
        (quad, quad.object.value)
        for path in (*_DATES, *_PERIODS)
        for quad in dict.fromkeys(world.index.using.get(path, ()))
        if isinstance(quad.object, Literal) and _ISO_DATE.fullmatch(quad.object.value)
    ]
    days = {
        quad.graph_name: date
        for quad, date in dates
        if quad.subject == quad.graph_name and quad.predicate == _ISSUED
    }
    for quad, date in dates:
        day = days.get(quad.graph_name, "")
        # ISO dates are in the order of their text: 2020 does not come after 2020-06-10.
        if day and date > day and quad.subject != quad.graph_name:
            ahead = quad.predicate in _PERIODS
            if ahead and world.values(quad.subject, _ISSUED):
                continue  # a figure is held against its own date
            yield Draft(
                "dated-ahead",
                quad.subject,
                quad.predicate.value,
                say(world, "period-ahead" if ahead else "dated-ahead", day=day),
                values=(quad.object,),
                rules=("dated-ahead",),
                severity="Warning" if ahead else "Violation",
                spots=(Spot.of("object", quad),),
            )


def _misnamed(world: World) -> Iterator[Draft]:
    """Named graphs whose names are not those of data."""
    folders = {_folder(graph) for graph in world.around.graph.names("data")}
    folders |= places.data_folders() | _FOLDERS
    typed = world.index.using.get(RDF_TYPE, ())
    for graph in sorted(headers(typed) | {quad.graph_name for quad in world.new}, key=str):
        if isinstance(graph, NamedNode) and not (
            is_data(graph) and _folder(graph) in folders and not graph.value.endswith("/")
        ):
            yield Draft(
                "misnamed-graph",
                graph,
                None,
                say(world, "misnamed-graph", base=f"{BASE}graph/submissions/"),
                rules=("misnamed-graph",),
                spots=(Spot("subject", graph),),
            )
    for quad in dict.fromkeys(typed):
        about, inside = quad.subject, quad.graph_name
        if (
            quad.object == rg("Submission")
            and about != inside
            and isinstance(inside, NamedNode)
            and is_data(inside)
            and _folder(inside) not in _FOLDERS
            and inside not in headers(typed)
        ):
            yield Draft(
                "misnamed-graph",
                about,
                None,
                say(world, "other-graph", graph=inside, focus=about),
                rules=("misnamed-graph",),
                spots=(Spot("subject", about),),
            )


def _two_in_one(world: World) -> Iterator[Draft]:
    """Files that say of themselves that they are two submissions.

    An export has each header in its own named graph, or else headers of more than submissions: of
    slices, and of the figures and evidence that the graph holds beside them.
    """
    declared: dict[object, dict[NamedNode, None]] = defaultdict(dict)
    for quad in world.index.using.get(RDF_TYPE, ()):
        if quad.object in _HEADERS and isinstance(quad.subject, NamedNode):
            declared[quad.graph_name].setdefault(quad.subject)
    for headers_of in declared.values():
        if len(headers_of) > 1 and all(_folder(each) == "submissions" for each in headers_of):
            first, *others = headers_of
            yield Draft(
                "too-many",
                others[0],
                RDF_TYPE.value,
                say(world, "two-headers", focus=others[0], other=first),
                values=tuple(headers_of),
                rules=("one-submission",),
                spots=tuple(Spot("subject", each) for each in (*others, first)),
            )


def _folder(graph: NamedNode) -> str:
    """The part of a graph's name between ``graph/`` and its own."""
    return graph.value.removeprefix(f"{BASE}graph/").rpartition("/")[0]
