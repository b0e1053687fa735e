"""What is referred to and stands nowhere, and which name was probably meant."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Final

from pyoxigraph import NamedNode

from rusgraf.files import BLANK
from rusgraf.terms import BASE, PREFIXES, RDF_TYPE, Term, curie
from rusgraf.validation import codes, expecting
from rusgraf.validation.drafts import Draft, Mended, Spot
from rusgraf.validation.names import nearest
from rusgraf.validation.names.nearest import Near
from rusgraf.validation.vocabulary import is_ours
from rusgraf.validation.wording import called_so, either, say, together
from rusgraf.validation.world import World

#: The names of Wikidata: of items, properties and words.
_ITEMS: Final = PREFIXES["wd"]
_ITEM: Final = re.compile(r"[QP][1-9][0-9]*|L[1-9][0-9]*(-[FS][1-9][0-9]*)?")
#: As many things as this are told where any of them may be meant.
_FEW: Final = 3
#: Letters that look like digits.
_DIGITS: Final = str.maketrans("OIL", "011")


def untyped_subjects(world: World) -> Mended:
    """Things that are said to be nothing, whose name is nearly that of one that is something."""
    typed = {subject for subject, paths in world.index.about.items() if RDF_TYPE in paths}
    untyped = [
        subject
        for subject in world.index.about
        if subject not in typed and is_ours(subject) and not world.values(subject, RDF_TYPE)
    ]
    drafts: list[Draft] = []
    names: dict[Term, Term] = {}
    for subject in untyped:
        near = nearest.thing(subject, typed)
        if near and near.meant:
            name = curie(near.name.value)
            names[subject] = near.name
            drafts.append(
                Draft(
                    "dangling-reference",
                    subject,
                    None,
                    say(world, "no-such-subject", focus=subject, name=name),
                    rules=("untyped-subject",),
                    suggestion=name,
                    spots=(Spot("subject", subject),),
                )
            )
    return drafts, names


def check(world: World) -> Mended:
    """What is referred to and stands nowhere."""
    uses: dict[NamedNode, list[Spot]] = defaultdict(list)
    standing: set[NamedNode] = set()
    for path, quads in world.index.using.items():
        if path == RDF_TYPE or path in world.vocabulary.derived:
            continue
        for quad in quads:
            value = quad.object
            if not isinstance(value, NamedNode) or value in standing:
                continue
            if _should_stand(value) and not world.is_described(value):
                uses[value].append(Spot.of("object", quad))
            else:
                standing.add(value)
    drafts: list[Draft] = []
    names: dict[Term, Term] = {}
    for value, spots in uses.items():
        draft, meant = _reference(world, value, spots)
        drafts.append(draft)
        if meant is not None:
            names[value] = meant
    return drafts, names


def _should_stand(value: NamedNode) -> bool:
    """Whether a name can be none but that of a thing in the graph or in the submission."""
    named = is_ours(value) and not value.value.startswith(f"{BASE}graph/")
    return named or value.value.startswith(BLANK) or nearest.nearly_ours(value) or _is_no_item(value)


def _is_no_item(value: NamedNode) -> bool:
    """Whether a name can be none of Wikidata's."""
    return value.value.startswith(_ITEMS) and not _ITEM.fullmatch(value.value[len(_ITEMS) :])


def _item(value: NamedNode) -> Near | None:
    """The item of Wikidata that was probably meant: the same name in capitals, with digits for letters."""
    name = value.value[len(_ITEMS) :].strip().upper()
    item = name[:1] + name[1:].translate(_DIGITS)
    return Near(NamedNode(_ITEMS + item), 1.0) if _ITEM.fullmatch(item) else None


def _reference(world: World, value: NamedNode, spots: list[Spot]) -> tuple[Draft, Term | None]:
    first = spots[0]
    scheme = world.vocabulary.scheme_of(value.value) or expecting.scheme(world, first.subject, first.path)
    near = None
    if value.value.startswith(BLANK):
        kind, said = "dangling-reference", say(world, "empty-node")
    elif _is_no_item(value):
        kind, near = "dangling-reference", _item(value)
        said = say(world, "no-item", value=curie(value.value))
        said = together(said, say(world, "meant", name=near.name)) if near else said
    elif scheme:
        kind = "unknown-code"
        words = _words(world, world.vocabulary.codes[scheme])
        near = nearest.called(value, words) or nearest.beginning(value, words)
        said = codes.missing(world, value, scheme, near.name if near else None)
    else:
        kind = "dangling-reference"
        said = say(world, "dangling-reference", value=curie(value.value))
        near = _described(world, value, expecting.classes(world, first.subject, first.path))
        if near and len(longer := _longer(world, value, near.name)) > 1:
            options = either([called_so(world, each) for each in longer])
            said, near = together(said, say(world, "meant", name=options)), None
        elif near:
            said = together(said, say(world, "meant", name=near.name))
    meant = near.meant if near else None
    if meant is not None and len(spots) > 1 and _is_unused(world, meant):
        # What all the others call so is misspelt where it is described.
        spots = [Spot("subject", meant), *spots]
    return (
        Draft(
            kind,
            first.subject,
            first.path,
            said,
            values=(value,),
            rules=(kind,),
            suggestion=curie(near.name.value) if near else "",
            spots=tuple(spots),
        ),
        meant,
    )


def _described(world: World, value: NamedNode, fitting: Collection[str]) -> Near | None:
    """The thing that was probably meant: one that may stand there, before one that is called so.

    :param fitting: the classes that it may have.
    """
    things = {quad.subject for quad in world.meant} | world.around.subjects
    near = nearest.thing(value, things)
    if not fitting or (near and expecting.has_class(world, near.name, fitting)):
        return near
    namesakes = (
        each for each in things if isinstance(each, NamedNode) and nearest.local(each) == nearest.local(value)
    )
    return nearest.thing(value, [each for each in namesakes if expecting.has_class(world, each, fitting)])


def _longer(world: World, value: NamedNode, near: NamedNode) -> list[NamedNode]:
    """The things that are called, like the nearest, a name with something before it, or after it."""
    folder, last = nearest.split(value.value)
    things = {quad.subject for quad in world.meant} | world.around.subjects
    names = sorted(each.value for each in things if isinstance(each, NamedNode))
    after = near.value.endswith(f"-{last}")
    longer = [
        name
        for name in names
        if name.startswith(folder)
        and (name.endswith(f"-{last}") if after else name.startswith(f"{value.value}-"))
    ]
    return list(map(NamedNode, longer)) if near.value in longer and len(longer) <= _FEW else []


def _words(world: World, codes: Iterable[NamedNode]) -> dict[str, NamedNode]:
    """Codes by what they are called in Norwegian and English, and by their own names, which count more."""
    words = {label: code for code in codes for label in world.labels(code).values()}
    return words | {nearest.local(code): code for code in codes}


def _is_unused(world: World, name: NamedNode) -> bool:
    """Whether a thing of the submission is described and never referred to."""
    return name in world.index.about and next(world.own.quads_for_pattern(None, None, name), None) is None
