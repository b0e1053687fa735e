"""The rules of submission that no shape can state: they are about who may say what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from rusgraf import places
from rusgraf.files import BLANK, headers, is_data
from rusgraf.terms import BASE, PREFIXES, RDF_TYPE, Term, curie, rg, show
from rusgraf.validation import shapes
from rusgraf.validation.drafts import Draft, Spot
from rusgraf.validation.vocabulary import is_ours
from rusgraf.validation.wording import called, either, say
from rusgraf.validation.world import World

#: Vocabularies that a submission uses but never describes.
_VOCABULARIES: Final = tuple(
    PREFIXES[prefix]
    for prefix in """
        dcterms foaf owl prov qb rdf rdfs rg rgsh sdmx-attribute sdmx-dimension sh skos xsd
    """.split()
)
#: The parts of rusgraf's own names that belong to the ontology.
_ONTOLOGY: Final = tuple(BASE + part for part in ("code/", "topic/", "id/measure/", "graph/ontology/"))
#: Properties by which a vocabulary is made.
_DEFINING: Final = (
    *(PREFIXES["rdfs"] + name for name in ("subClassOf", "subPropertyOf", "domain", "range")),
    *(PREFIXES["skos"] + name for name in "inScheme topConceptOf hasTopConcept narrower".split()),
    PREFIXES["owl"],
    PREFIXES["sh"],
)
#: What puts a topic or code below another, but may put a group of people below another.
_BROADER: Final = NamedNode(PREFIXES["skos"] + "broader")

#: Where graphs of data may be, beside the folders of those that there are.
_FOLDERS: Final = frozenset({"slices", "unnamed"})

_ISSUED: Final = NamedNode(PREFIXES["dcterms"] + "issued")
#: What is no date at all is for the shapes to tell.
_ISO_DATE: Final = re.compile("[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?")
_DATES: Final = (_ISSUED, NamedNode(PREFIXES["dcterms"] + "date"))

#: The rule that a submission says nothing about the vocabulary.
VOCABULARY: Final = "vocabulary-statement"


def check(world: World) -> Iterator[Draft]:
    """What is wrong with a submission before its shape is looked at."""
    new = [quad for quad in dict.fromkeys(world.meant) if not _is_held(world, quad)]
    yield from _taken(world, new)
    yield from _derived(world, new)
    yield from _untyped(world)
    yield from _unchecked(world)
    yield from _misplaced(world, new)
    yield from _dated_ahead(world)
    folders = {_folder(graph) for graph in world.around.graph.names("data")}
    folders |= places.data_folders() | _FOLDERS
    for graph in sorted(headers(world.meant) | {quad.graph_name for quad in new}, key=str):
        if isinstance(graph, NamedNode) and not (is_data(graph) and _folder(graph) in folders):
            yield Draft(
                "misnamed-graph",
                graph,
                None,
                say(world, "misnamed-graph", base=f"{BASE}graph/submissions/"),
                rules=("misnamed-graph",),
                spots=(Spot("subject", graph),),
            )


def _folder(graph: NamedNode) -> str:
    """The part of a graph's name between ``graph/`` and its own."""
    return graph.value.removeprefix(f"{BASE}graph/").rpartition("/")[0]


def _is_held(world: World, quad: Quad) -> bool:
    """Whether the graph states the same; to say so again is no conflict."""
    return Quad(quad.subject, quad.predicate, quad.object) in world.around.store


def _taken(world: World, new: Iterable[Quad]) -> Iterator[Draft]:
    """What is said of things that are not the submission's to describe: one draft for each thing."""
    taken: dict[tuple[str, Term | str], list[Quad]] = defaultdict(list)
    owners: dict[Term, NamedNode | None] = {}
    for quad in new:
        subject = quad.subject
        if _is_vocabulary(world, quad):
            taken[VOCABULARY, subject].append(quad)
        elif quad.predicate.value.startswith(_DEFINING):
            taken["vocabulary-property", subject].append(quad)
        else:
            if subject not in owners:
                owners[subject] = world.around.owner(subject)
            if owners[subject] is not None:
                taken["owned-subject", subject].append(quad)
    for (rule, _), quads in taken.items():
        first = quads[0]
        owner = owners.get(first.subject)
        yield Draft(
            VOCABULARY if rule == "vocabulary-property" else rule,
            first.subject,
            first.predicate.value if len({quad.predicate for quad in quads}) == 1 else None,
            say(
                world,
                rule,
                focus=first.subject,
                path=first.predicate,
                owner=show(owner).removeprefix(f"{BASE}graph/"),
            ),
            values=tuple(dict.fromkeys(quad.object for quad in quads)),
            rules=(VOCABULARY if rule == "vocabulary-property" else rule,),
            spots=tuple(_spot(quad, "subject" if rule == VOCABULARY else "predicate") for quad in quads),
        )


def _is_vocabulary(world: World, quad: Quad) -> bool:
    # What puts a group below something is for the shapes to judge.
    both = quad.predicate == _BROADER and rg("PopulationGroup") not in world.values(quad.subject, RDF_TYPE)
    ends = (quad.subject, quad.object) if both else (quad.subject,)
    return any(
        isinstance(end, NamedNode) and end.value.startswith((*_VOCABULARIES, *_ONTOLOGY)) for end in ends
    )


def _derived(world: World, new: Iterable[Quad]) -> Iterator[Draft]:
    """What rules derive, entered by hand: one draft for each thing and term."""
    derived = world.vocabulary.derived
    entered: dict[tuple[Term, Term], list[Quad]] = defaultdict(list)
    made = {quad.subject for quad in new if quad.predicate == RDF_TYPE and quad.object in derived}
    for quad in new:
        if quad.subject in made:
            entered[quad.subject, RDF_TYPE].append(quad)
        elif quad.predicate in derived:
            entered[quad.subject, quad.predicate].append(quad)
    for (focus, term), quads in entered.items():
        typed = next((quad for quad in quads if quad.predicate == RDF_TYPE), None)
        first = typed or quads[0]
        name = first.object if typed else term
        yield Draft(
            "derived-statement",
            focus,
            first.predicate.value,
            say(world, "derived-statement", name=name),
            values=tuple(dict.fromkeys(quad.object for quad in ([typed] if typed else quads))),
            rules=("derived-statement",),
            spots=tuple(_spot(quad, "predicate") for quad in ([typed] if typed else quads)),
        )


def _untyped(world: World) -> Iterator[Draft]:
    for subject in dict.fromkeys(quad.subject for quad in world.meant):
        if not world.values(subject, RDF_TYPE):
            yield Draft(
                "untyped-subject",
                subject,
                RDF_TYPE.value,
                say(world, "untyped-subject", focus=subject),
                rules=("untyped-subject",),
                spots=(Spot("subject", subject),),
            )


def _unchecked(world: World) -> Iterator[Draft]:
    """What no shape looks at, since it bears none but foreign types."""
    known = world.vocabulary.defined | shapes.targets()
    types: dict[Term, list[Term]] = defaultdict(list)
    for quad in world.meant:
        if quad.predicate == RDF_TYPE:
            types[quad.subject].append(quad.object)
    for subject, classes in types.items():
        if known.isdisjoint(classes) and not any(is_ours(each) for each in classes):
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


def _misplaced(world: World, new: Iterable[Quad]) -> Iterator[Draft]:
    """Properties of rusgraf on things that they are not about."""
    misplaced: dict[tuple[Term, NamedNode], list[Quad]] = defaultdict(list)
    derived = world.vocabulary.derived
    for quad in new:
        domains = world.vocabulary.domains.get(quad.predicate)
        if not domains or quad.predicate in derived or not is_ours(quad.predicate):
            continue
        classes = world.classes(quad.subject)
        known = world.vocabulary.defined | shapes.targets()
        if classes and classes <= known and domains.isdisjoint(classes):
            misplaced[quad.subject, quad.predicate].append(quad)
    for (focus, path), quads in misplaced.items():
        about = sorted(world.vocabulary.domains[path], key=str)
        yield Draft(
            "misplaced-property",
            focus,
            path.value,
            say(
                world,
                "misplaced-property",
                name=path,
                focus=curie(focus.value)
                if isinstance(focus, NamedNode) and not focus.value.startswith(BLANK)
                else focus,
                domain=either(
                    [called(world.vocabulary, each.value) for each in about if isinstance(each, NamedNode)]
                ),
                types=world.values(focus, RDF_TYPE),
            ),
            values=tuple(quad.object for quad in quads),
            rules=("misplaced-property",),
            spots=tuple(_spot(quad, "predicate") for quad in quads),
        )


def _dated_ahead(world: World) -> Iterator[Draft]:
    """Dates after the day of the submission that states them; the shapes do not see who states what."""
    dates = [
        (quad, quad.object.value)
        for quad in dict.fromkeys(world.meant)
        if quad.predicate in _DATES
        and isinstance(quad.object, Literal)
        and _ISO_DATE.fullmatch(quad.object.value)
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
            yield Draft(
                "dated-ahead",
                quad.subject,
                quad.predicate.value,
                say(world, "dated-ahead", day=day),
                values=(quad.object,),
                rules=("dated-ahead",),
                spots=(_spot(quad, "object"),),
            )


def _spot(quad: Quad, part: str) -> Spot:
    return Spot(part, quad.subject, quad.predicate.value, quad.object)  # type: ignore[arg-type]
