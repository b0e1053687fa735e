"""The rules of submission that no shape can state: they are about who may say what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from rusgraf import places
from rusgraf.files import BLANK, headers, is_data
from rusgraf.terms import BASE, PREFIXES, RDF_TYPE, Term, curie, rg, show
from rusgraf.validation import expecting
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
    yield from _taken(world)
    yield from _derived(world)
    yield from _untyped(world)
    yield from _unchecked(world)
    yield from _misplaced(world)
    yield from _dated_ahead(world)
    folders = {_folder(graph) for graph in world.around.graph.names("data")}
    folders |= places.data_folders() | _FOLDERS
    typed = world.index.using.get(RDF_TYPE, ())
    for graph in sorted(headers(typed) | {quad.graph_name for quad in world.new}, key=str):
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


def _taken(world: World) -> Iterator[Draft]:
    """What is said of things that are not the submission's to describe: one draft for each thing."""
    taken: dict[tuple[str, Term | str], list[Quad]] = defaultdict(list)
    owners: dict[Term, NamedNode | None] = {
        subject: world.around.owner(subject) for subject in world.index.about if world.is_around(subject)
    }
    for quad in _suspects(world, owners):
        subject = quad.subject
        if _is_vocabulary(world, quad):
            taken[VOCABULARY, subject].append(quad)
        elif quad.predicate.value.startswith(_DEFINING):
            taken["vocabulary-property", subject].append(quad)
        elif owners.get(subject) is not None:
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
            spots=tuple(Spot.of("subject" if rule == VOCABULARY else "predicate", quad) for quad in quads),
        )


def _suspects(world: World, known: Collection[Term]) -> Sequence[Quad]:
    """The new statements about things that may not be the submission's; most have none such."""
    odd = [path for path in world.index.using if path == _BROADER or path.value.startswith(_DEFINING)]
    if odd or any(_is_named_for_vocabulary(subject) for subject in world.index.about):
        return world.new
    return [quad for quad in world.new if quad.subject in known] if known else []


def _is_named_for_vocabulary(term: Term) -> bool:
    return isinstance(term, NamedNode) and term.value.startswith((*_VOCABULARIES, *_ONTOLOGY))


def _is_vocabulary(world: World, quad: Quad) -> bool:
    # What puts a group below something is for the shapes to judge.
    both = quad.predicate == _BROADER and rg("PopulationGroup") not in world.values(quad.subject, RDF_TYPE)
    ends = (quad.subject, quad.object) if both else (quad.subject,)
    return any(map(_is_named_for_vocabulary, ends))


def _derived(world: World) -> Iterator[Draft]:
    """What rules derive, entered by hand: one draft for each thing and term."""
    derived = world.vocabulary.derived
    entered: dict[tuple[Term, Term], list[Quad]] = defaultdict(list)
    made = {quad.subject for quad in world.index.using.get(RDF_TYPE, ()) if quad.object in derived}
    if not made and derived.isdisjoint(world.index.using):
        return
    for quad in world.new:
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
            spots=tuple(Spot.of("predicate", quad) for quad in ([typed] if typed else quads)),
        )


def _untyped(world: World) -> Iterator[Draft]:
    for subject, paths in world.index.about.items():
        if RDF_TYPE not in paths and not world.values(subject, RDF_TYPE):
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
        if not domains or path in derived or not is_ours(path):
            continue
        for quad in quads:
            classes = world.classes(quad.subject)
            if domains.isdisjoint(classes) and classes and classes <= known:
                new = new or set(world.new)
                if quad in new:
                    misplaced[quad.subject, path].append(quad)
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
            spots=tuple(Spot.of("predicate", quad) for quad in quads),
        )


def _dated_ahead(world: World) -> Iterator[Draft]:
    """Dates after the day of the submission that states them; the shapes do not see who states what."""
    dates = [
        (quad, quad.object.value)
        for path in _DATES
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
            yield Draft(
                "dated-ahead",
                quad.subject,
                quad.predicate.value,
                say(world, "dated-ahead", day=day),
                values=(quad.object,),
                rules=("dated-ahead",),
                spots=(Spot.of("object", quad),),
            )
