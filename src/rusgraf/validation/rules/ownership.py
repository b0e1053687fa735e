"""Who may say what: statements about things that are not the submission's to describe."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from pyoxigraph import NamedNode, Quad

from rusgraf.files import headers, is_data
from rusgraf.terms import BASE, PREFIXES, RDF_TYPE, Term, rg, show
from rusgraf.validation.drafts import Draft, Spot
from rusgraf.validation.wording import say
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
#: The rule that a submission says nothing about the vocabulary.
VOCABULARY: Final = "vocabulary-statement"


def check(world: World) -> Iterator[Draft]:
    """What is said of what others describe, of the vocabulary, and of what rules derive."""
    yield from _taken(world)
    yield from _derived(world)


def _taken(world: World) -> Iterator[Draft]:
    """What is said of things that are not the submission's to describe: one draft for each thing."""
    taken: dict[tuple[str, Term | str], list[Quad]] = defaultdict(list)
    owners: dict[Term, NamedNode | None] = {
        subject: world.around.owner(subject) for subject in world.index.about if world.is_around(subject)
    }
    own = headers(world.index.using.get(RDF_TYPE, ()))
    for quad in _suspects(world, owners):
        subject = quad.subject
        # A header that bears a name of the ontology is misnamed, and describes no term.
        if isinstance(subject, NamedNode) and subject in own and not is_data(subject):
            continue
        if _is_vocabulary(world, quad):
            taken[VOCABULARY, subject].append(quad)
        elif quad.predicate.value.startswith(_DEFINING) and not _is_own_list(quad):
            taken["vocabulary-property", subject].append(quad)
        elif owners.get(subject) is not None:
            taken["owned-subject", subject].append(quad)
    for (rule, _), quads in taken.items():
        first = quads[0]
        new = rule == VOCABULARY and not world.is_around(first.subject) and _is_measure(first.subject)
        owner = owners.get(first.subject)
        yield Draft(
            VOCABULARY if rule == "vocabulary-property" else rule,
            first.subject,
            first.predicate.value if len({quad.predicate for quad in quads}) == 1 else None,
            say(
                world,
                "measure-of-ones-own" if new else rule,
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
    if odd or any(is_of_vocabulary(subject) for subject in world.index.about):
        return world.new
    return [quad for quad in world.new if quad.subject in known] if known else []


def is_of_vocabulary(term: Term) -> bool:
    """Whether a thing is a term, a topic or a code, by its name."""
    return isinstance(term, NamedNode) and term.value.startswith((*_VOCABULARIES, *_ONTOLOGY))


def _is_vocabulary(world: World, quad: Quad) -> bool:
    # What puts a group below something is for the shapes to judge.
    both = quad.predicate == _BROADER and rg("PopulationGroup") not in world.values(quad.subject, RDF_TYPE)
    ends = (quad.subject, quad.object) if both else (quad.subject,)
    return any(map(is_of_vocabulary, ends))


def _is_measure(term: Term) -> bool:
    return isinstance(term, NamedNode) and term.value.startswith(PREFIXES["measure"])


def _is_own_list(quad: Quad) -> bool:
    """Whether a statement puts a concept of somebody's own into a list of their own, outside rusgraf."""
    ends = (quad.subject, quad.object)
    return quad.predicate.value.startswith(PREFIXES["skos"]) and not any(
        is_of_vocabulary(end) or str(end).startswith(f"<{BASE}") for end in ends
    )


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
