"""Private persons, who are never in the graph: what describes a thing as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from pyoxigraph import NamedNode, Quad

from rusgraf.terms import PREFIXES, RDF_TYPE, Term, rg
from rusgraf.validation.drafts import Draft, Spot
from rusgraf.validation.wording import say
from rusgraf.validation.world import World

_SCHEMA: Final = (PREFIXES["schema"], "http://schema.org/")
_VCARD: Final = ("http://www.w3.org/2006/vcard/ns#",)
_NAMES: Final = (
    (
        (PREFIXES["foaf"],),
        """
        age birthday familyName family_name firstName gender givenName givenname lastName mbox mbox_sha1sum
        phone surname
        """,
    ),
    (
        _SCHEMA,
        """
        additionalName birthDate birthPlace deathDate deathPlace email familyName gender givenName telephone
        """,
    ),
    (
        _VCARD,
        """
        additional-name bday email family-name given-name hasEmail hasFamilyName hasGender hasGivenName
        hasTelephone
        """,
    ),
)
#: What is said of persons: how to reach them, what they are called, when they were born.
PROPERTIES: Final = frozenset(
    NamedNode(namespace + name)
    for namespaces, names in _NAMES
    for namespace in namespaces
    for name in names.split()
)
#: How somebody is reached, which an organisation may say of itself.
_REACHING: Final = frozenset(
    path
    for path in PROPERTIES
    if path.value.endswith(("mbox", "phone", "/email", "#email", "telephone", "hasEmail", "hasTelephone"))
)
#: What persons are typed as.
CLASSES: Final = frozenset(
    NamedNode(name)
    for name in (
        f"{PREFIXES['foaf']}Person",
        *(f"{namespace}Person" for namespace in _SCHEMA),
        *(f"{namespace}Individual" for namespace in _VCARD),
    )
)


def check(world: World) -> Iterator[Draft]:
    """Things that are described as private persons: one draft for each."""
    told: dict[Term, list[Quad]] = defaultdict(list)
    for quad in world.index.using.get(RDF_TYPE, ()):
        # Of actors, a shape says so.
        if quad.object in CLASSES and rg("Actor") not in world.classes(quad.subject):
            told[quad.subject].append(quad)
    for path in sorted(PROPERTIES.intersection(world.index.using), key=str):
        for quad in world.index.using[path]:
            if path not in _REACHING or rg("Actor") not in world.classes(quad.subject):
                told[quad.subject].append(quad)
    order = {quad: number for number, quad in enumerate(world.meant)} if told else {}
    for subject, quads in told.items():
        quads.sort(key=order.__getitem__)
        typed = [quad for quad in quads if quad.predicate == RDF_TYPE]
        first = (typed or quads)[0]
        # Who wrote down what is entered is no actor of the debate.
        analyst = typed and isinstance(subject, NamedNode) and subject.value.startswith(PREFIXES["agent"])
        sentence = "analyst" if analyst else "private-person"
        yield Draft(
            "private-person",
            subject,
            first.predicate.value,
            say(world, sentence) if typed else say(world, "of-a-person", name=first.predicate),
            values=tuple(dict.fromkeys(quad.object for quad in quads if quad.predicate == first.predicate)),
            rules=("private-person",),
            suggestion="a prov:Agent" if analyst else "",
            spots=tuple(
                Spot.of("object" if quad.predicate == RDF_TYPE else "predicate", quad) for quad in quads
            ),
        )
