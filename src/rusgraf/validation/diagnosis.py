"""From what the shapes say to what a person did wrong: one draft for each mistake."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import partial
from typing import Final

from pyoxigraph import Literal, NamedNode

from rusgraf.terms import PREFIXES, RDF_TYPE, Term, curie
from rusgraf.validation import addresses, combinations, consequences, figures, literals, shapes
from rusgraf.validation.drafts import Draft, Spot
from rusgraf.validation.engines import Result
from rusgraf.validation.naming import code_list, code_missing
from rusgraf.validation.shapes import Shape
from rusgraf.validation.wording import called, either, say, together
from rusgraf.validation.world import World

#: Constraints on how many values there are, not on what they are.
_MISSING: Final = ("MinCountConstraintComponent", "QualifiedMinCountConstraintComponent")
_MANY: Final = (
    "MaxCountConstraintComponent",
    "UniqueLangConstraintComponent",
    "QualifiedMaxCountConstraintComponent",
)
#: As many doubled properties as this are a second description, not a slip in one.
_TWICE: Final = 2
_SPARQL: Final = "SPARQLConstraintComponent"
#: Constraints that hold a value against those of another property.
_COMPARED: Final = (
    "LessThanConstraintComponent",
    "LessThanOrEqualsConstraintComponent",
    "DisjointConstraintComponent",
)


def drafts(world: World, results: Iterable[Result], said: Collection[Draft]) -> list[Draft]:
    """What is wrong by the shapes, without what was said already or follows from it.

    :param said: the drafts that the rules of submission gave.
    """
    found: list[Draft] = []
    groups: dict[tuple[Term, str], list[Result]] = defaultdict(list)
    left = sorted(consequences.left_out(world, list(_unsaid(world, results, said)), said), key=str)
    for result in dict.fromkeys(left):
        explained = figures.explained(world, result, left)
        if explained is None:
            explained = combinations.explained(world, result)
        if explained is None:
            groups[result.focus, result.path or result.shape].append(result)
        else:
            found += explained
    missing = {(result.focus, result.path) for result in left if result.component in _MISSING}
    found = [draft for draft in found if not (draft.missing and (draft.focus, draft.path) in missing)]
    # Engines differ in the order of their results; a report does not.
    for _, members in sorted(groups.items(), key=lambda group: (str(group[0][0]), group[0][1])):
        members.sort(key=lambda result: (result.shape, str(result.value)))
        found += _of_property(world, members)
    # Of two things that lack one link between them, each says so: it is one mistake.
    lacking = {draft.path for draft in found if draft.missing and draft.severity == "Violation"}
    found = [d for d in found if not (d.missing and d.severity == "Warning" and d.path in lacking)]
    return _described_twice(world, _circles(world, _by_name(found)))


def _unsaid(world: World, results: Iterable[Result], said: Collection[Draft]) -> Iterator[Result]:
    """The results that neither repeat nor follow from what the rules of submission found."""
    errors = [draft for draft in said if draft.severity == "Violation"]
    places = {(draft.focus, draft.path) for draft in errors}
    uses = {(spot.subject, spot.path, spot.value) for draft in errors for spot in draft.spots}
    whole = {draft.focus for draft in errors if draft.kind in ("owned-subject", "vocabulary-statement")}
    nothing = {value for draft in errors if draft.kind in _NOTHING for value in draft.values}
    unclassed = {draft.focus for draft in errors if draft.path == RDF_TYPE.value}
    whole |= {
        draft.focus for draft in errors if draft.path == RDF_TYPE.value and draft.rules == ("wrong-class",)
    }
    misplaced = {(draft.focus, draft.path) for draft in errors if draft.kind == "misplaced-property"}
    moved = {
        (draft.path, value)
        for draft in errors
        if draft.kind == "misplaced-property"
        for value in draft.values
    }
    misspelt = [draft for draft in errors if draft.kind == "misspelt-property"]
    results = list(results)
    wrong = {(result.focus, result.path) for result in results if result.component not in _COMPARED} | places
    for result in results:
        if (result.focus, result.path) in places or result.focus in whole:
            continue
        if (result.focus, result.path, result.value) in uses or result.value in nothing:
            continue
        if result.component in _ABOUT_CLASS and result.value in unclassed:
            continue
        if result.component in _MISSING and _stands_near(world, result, misplaced):
            continue
        if result.value is None and (result.path, result.focus) in moved:
            continue
        # What is no right value cannot be compared with; what was misspelt is not missing.
        if result.component in _COMPARED and any(
            (result.focus, other) in wrong for other in shapes.get(result.shape).compared
        ):
            continue
        if any(_is_meant(result, draft) for draft in misspelt):
            continue
        yield result


def _is_meant(result: Result, misspelt: Draft) -> bool:
    """Whether what is missing is there under a name that nothing bears."""
    lacking = result.component in _MISSING or shapes.get(result.shape).mistake == "missing-statement"
    if not lacking or result.focus not in {spot.subject for spot in misspelt.spots}:
        return False
    asked = {
        curie(path) for path in (result.path or "", *combinations.properties(shapes.query(result.shape)))
    }
    return not misspelt.suggestion or misspelt.suggestion in asked


_NOTHING: Final = ("dangling-reference", "unknown-code")
_OF_NAMES: Final = ("ClassConstraintComponent", "NodeConstraintComponent", "OrConstraintComponent")
#: Where it is known what to write instead, nothing more need be said.
_PLAIN: Final = ("wrong-datatype", "wrong-value", "missing-language", "unknown-language")
_ABOUT_CLASS: Final = ("ClassConstraintComponent", "OrConstraintComponent")


def _stands_near(world: World, result: Result, misplaced: Collection[tuple[Term | None, str | None]]) -> bool:
    """Whether what is missing here was put on a thing next to this one."""
    near = {focus for focus, path in misplaced if path == result.path}
    if not near:
        return False
    around = {quad.object for quad in world.about(result.focus)}
    around |= {quad.subject for quad in world.own.quads_for_pattern(None, None, result.focus)}
    return not near.isdisjoint(around)


def _of_property(world: World, members: list[Result]) -> Iterator[Draft]:
    """The mistakes in one property of one thing: those of its values first, which explain others."""
    by_value: dict[Term, list[Result]] = defaultdict(list)
    whole: list[Result] = []
    for result in members:
        counted = result.component in (*_MISSING, *_MANY)
        if result.value is None or counted:
            whole.append(result)
        else:
            by_value[result.value].append(result)
    many = any(result.component in _MANY for result in whole)
    tagged = any(result.component == "UniqueLangConstraintComponent" for result in whole)
    if many and literals.with_comma(list(by_value), shapes.get(whole[0].shape).datatypes):
        by_value.clear()
    alike: dict[tuple[object, ...], Draft] = {}
    for value, results in by_value.items():
        # Where there are too many, a rule on what follows from the right number adds nothing.
        if many and not tagged and all(result.component not in _OF_NAMES for result in results):
            continue
        draft = _of_value(world, value, results)
        # Several values, of which one rule says one and the same thing, are one mistake.
        key = (draft.kind, draft.rules, tuple(draft.messages.items()))
        alike[key] = _with_values(alike[key], draft) if key in alike else draft
    yield from alike.values()
    explained = len(by_value) if any(draft.severity == "Violation" for draft in alike.values()) else 0
    yield from _of_whole(world, whole, explained)


def _with_values(draft: Draft, other: Draft) -> Draft:
    return replace(draft, values=draft.values + other.values, spots=draft.spots + other.spots)


def _of_whole(world: World, results: list[Result], explained: int) -> Iterator[Draft]:
    """What is wrong with how many values there are, and what concerns the property as a whole.

    :param explained: how many values are wrong by themselves: as many may be missing in their stead.
    """
    missing = [result for result in results if result.component in _MISSING]
    lacking = sorted(missing, key=lambda each: each.component)[explained:]
    many = [result for result in results if result.component in _MANY]
    if many:
        # Twice in one language and not at all in another: one of the two has the wrong tag.
        yield _many(world, many + lacking)
    elif lacking:
        yield _missing(world, lacking)
    for shape, members in _by_shape(
        result for result in results if result not in missing and result not in many
    ):
        if missing or many or explained:
            continue
        yield _of_rule(world, members[0], shapes.get(shape))


def _by_shape(results: Iterable[Result]) -> list[tuple[str, list[Result]]]:
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        groups[result.shape].append(result)
    return list(groups.items())


def _missing(world: World, results: list[Result]) -> Draft:
    first = results[0]
    asked = _asked(result.shape for result in results)
    path = called(world.vocabulary, first.path) if first.path else {}
    # Where something of the kind is there, what is missing is not the property but one value of it.
    partly = bool(first.path and world.values(first.focus, NamedNode(first.path)))
    lacking = say(world, "missing-statement", path=path) if path and not partly else {}
    return Draft(
        asked.mistake or "missing-statement",
        first.focus,
        first.path,
        together(lacking, *(shapes.messages(result.shape) for result in results)),
        rules=tuple(dict.fromkeys(curie(result.shape) for result in results)),
        severity=first.severity,
        spots=(Spot("subject", first.focus, first.path),),
        missing=True,
    )


def _many(world: World, results: list[Result]) -> Draft:
    first = results[0]
    shape = shapes.get(first.shape)
    assert first.path is not None
    values = [q.object for q in world.meant if q.subject == first.focus and q.predicate.value == first.path]
    if first.component == "UniqueLangConstraintComponent":
        tags = [value.language for value in values if isinstance(value, Literal)]
        values = [v for v in values if isinstance(v, Literal) and tags.count(v.language) > 1]
    values = list(dict.fromkeys(values))
    many = len(values) > 1 and not shape.mistake
    count = say(world, "too-many", count=str(len(values)), values=values) if many else {}
    if meant := literals.with_comma(values, shape.datatypes):
        count = together(count, say(world, "decimal-comma", suggestion=meant))
    return Draft(
        shape.mistake or ("too-many" if many else "rule"),
        first.focus,
        first.path,
        together(count, *(shapes.messages(result.shape) for result in results if not meant)),
        values=tuple(values),
        suggestion=meant,
        rules=tuple(dict.fromkeys(curie(result.shape) for result in results)),
        severity=first.severity,
        spots=tuple(Spot("object", first.focus, first.path, value) for value in [*values[1:], *values[:1]]),
    )


def _of_rule(world: World, result: Result, shape: Shape) -> Draft:
    """What a rule says of a thing, without naming a value."""
    values = [
        quad.object
        for quad in world.meant
        if quad.subject == result.focus and quad.predicate.value == result.path
    ]
    missing = not values
    return Draft(
        shape.mistake or "rule",
        result.focus,
        result.path,
        dict(shape.messages),
        rules=(curie(result.shape),),
        severity=result.severity,
        spots=(
            Spot("subject", result.focus, result.path)
            if missing
            else Spot("object", result.focus, result.path, values[0]),
        ),
        missing=missing,
    )


# --------------------------------------------------------------------------- one value


def _of_value(world: World, value: Term, results: list[Result]) -> Draft:
    """What is wrong with one value: the most telling of what the shapes say of it."""
    # What is only pointed out says nothing of a value that is wrong.
    results = [result for result in results if result.severity == "Violation"] or results
    # What is no right value is not looked at further.
    results = [result for result in results if result.component != _SPARQL] or results
    first = results[0]
    asked = _asked(result.shape for result in results)
    components: set[str] = {result.component.removesuffix("ConstraintComponent") for result in results}
    if components <= _ORDER and asked.compared and not asked.mistake:
        return _compared(world, first, asked.compared, results)
    kind, said, suggestion = _judged(world, value, asked, components, first.path)
    # That there is no such thing or code says all that the shape would.
    plain = kind in _NOTHING or (kind in _PLAIN and suggestion)
    advice = {} if plain else together(*(shapes.messages(each.shape) for each in results))
    draft = Draft(
        kind,
        first.focus,
        first.path,
        together(said, advice),
        values=(value,),
        rules=tuple(dict.fromkeys(curie(result.shape) for result in results)),
        severity=first.severity,
        suggestion=suggestion,
        spots=(Spot("object", first.focus, first.path, value),),
    )
    return _no_longer(world, draft)


_ORDER: Final = {name.removesuffix("ConstraintComponent") for name in _COMPARED}


def _compared(world: World, result: Result, paths: Collection[str], results: list[Result]) -> Draft:
    """A value that another property has too, or that is above that one."""
    assert result.path is not None
    assert result.value is not None
    path = next(iter(paths))
    others = world.values(result.focus, NamedNode(path))
    sentence = "same-value" if result.value in others else "above"
    return Draft(
        "wrong-value",
        result.focus,
        result.path,
        say(world, sentence, value=result.value, path=called(world.vocabulary, path), others=others),
        values=(result.value,),
        rules=tuple(dict.fromkeys(curie(each.shape) for each in results)),
        severity=result.severity,
        spots=(
            Spot("object", result.focus, result.path, result.value),
            *(Spot("object", result.focus, path, other) for other in others),
        ),
    )


def _no_longer(world: World, draft: Draft) -> Draft:
    """A draft; where a new version of a file drops what others refer to, one that says so."""
    dropped = [
        graph
        for value in draft.values
        if isinstance(value, NamedNode)
        for graph in world.around.graph.graphs_about(value) & world.around.replaced
    ]
    if draft.kind != "dangling-reference" or not dropped or draft.focus in world.index.about:
        return draft
    said = say(world, "no-longer", value=draft.values[0], focus=draft.focus or "")
    return replace(draft, messages=said, spots=(Spot("subject", min(dropped, key=str)),))


def _asked(names: Iterable[str]) -> Shape:
    """What several shapes ask of a value, together."""
    found = [shapes.get(name) for name in dict.fromkeys(names)]
    return Shape(
        found[0].iri,
        mistake=next((shape.mistake for shape in found if shape.mistake), ""),
        classes=tuple(dict.fromkeys(name for shape in found for name in shape.classes)),
        scheme=next((shape.scheme for shape in found if shape.scheme), ""),
        datatypes=tuple(dict.fromkeys(name for shape in found for name in shape.datatypes)),
        languages=tuple(dict.fromkeys(tag for shape in found for tag in shape.languages)),
        compared=tuple(dict.fromkeys(name for shape in found for name in shape.compared)),
    )


Judgement = tuple[str, Mapping[str, str], str]


def _judged(
    world: World, value: Term, asked: Shape, components: AbstractSet[str], path: str | None = None
) -> Judgement:
    if asked.mistake:
        return asked.mistake, {}, ""
    if components <= {"SPARQL", "Disjoint"}:
        said = say(world, "wrong-value", value=value) if isinstance(value, Literal) else {}
        return "wrong-value" if said else "rule", said, ""
    if isinstance(value, Literal):
        return _judged_text(world, value, asked, components, path)
    if asked.datatypes and not asked.scheme and not asked.classes:
        return "wrong-datatype", say(world, "thing-for-text", value=value), ""
    if asked.scheme and "Node" in components:
        return _code(world, value, asked.scheme)
    if components & {"Class", "Or", "Node"} and asked.classes:
        return _wrong_class(world, value, asked)
    if "Not" in components:
        return "wrong-class", say(world, "unidentified-source", value=value), ""
    return _otherwise(world, value)


def _judged_text(
    world: World, value: Literal, asked: Shape, components: AbstractSet[str], path: str | None
) -> Judgement:
    if asked.scheme:
        return _code(world, value, asked.scheme)
    if asked.classes:
        return _text_for_thing(world, value, asked)
    if "NodeKind" in components:
        return _text_for_iri(world, value, path)
    return literals.judged(world, value, asked, components)


def _otherwise(world: World, value: Term) -> Judgement:
    said = say(world, "wrong-value", value=value)
    meant = addresses.meant(value.value) if isinstance(value, NamedNode) else ""
    if meant:
        return "wrong-value", together(said, say(world, "write", suggestion=meant)), meant
    return "wrong-value", said, ""


def _code(world: World, value: Term, scheme: str) -> Judgement:
    """A value that is in no list, or in another one."""
    meant = ""
    if isinstance(value, Literal):
        words = value.value.strip().casefold()
        for code in world.vocabulary.codes[scheme]:
            names = {each.casefold() for each in world.labels(code).values()}
            if words in names or words == code.value.rpartition("/")[2].casefold():
                meant = curie(code.value)
    said = [code_missing(world, value, scheme)]
    if meant:
        said.append(say(world, "meant", name=meant))
    return "unknown-code", together(*said, code_list(world, scheme)), meant


def _wrong_class(world: World, value: Term, asked: Shape) -> Judgement:
    classes = world.values(value, RDF_TYPE)
    if not classes:
        # A foreign name that nobody describes.
        return "dangling-reference", say(world, "dangling-reference", value=value), ""
    wanted = either([called(world.vocabulary, each) for each in asked.classes])
    return "wrong-class", say(world, "wrong-class", value=value, types=classes, classes=wanted), ""


def _text_for_thing(world: World, value: Literal, asked: Shape) -> Judgement:
    wanted = either([called(world.vocabulary, each) for each in asked.classes])
    said = say(world, "text-for-thing", value=value, classes=wanted)
    meant = _named(world, value.value, asked.classes)
    if meant:
        said = together(said, say(world, "meant", name=meant))
    return "wrong-datatype", said, curie(meant.value) if meant else ""


def _text_for_iri(world: World, value: Literal, path: str | None) -> Judgement:
    """A text where an address or a name belongs, with the one that is meant."""
    said = say(world, "text-for-iri", value=value)
    words = value.value.strip().casefold()
    meant = addresses.meant(value.value)
    # Of what the graph has for this property, that which is called so.
    for quad in (
        world.around.store.quads_for_pattern(None, NamedNode(path), None) if path and not meant else ()
    ):
        names = {label.casefold() for label in world.labels(quad.object).values()}
        if isinstance(quad.object, NamedNode) and words in names:
            meant = curie(quad.object.value)
            break
    if meant:
        said = together(said, say(world, "write", suggestion=meant))
    return "wrong-datatype", said, meant


def _named(world: World, words: str, classes: Collection[str]) -> NamedNode | None:
    """The thing of a class that is called so, or whose name ends so."""
    words = words.strip().casefold()
    wanted = {NamedNode(name) for name in classes}
    for subject in sorted(world.around.subjects | {quad.subject for quad in world.meant}, key=str):
        if not isinstance(subject, NamedNode):
            continue
        names = {label.casefold() for label in world.labels(subject).values()}
        names.add(subject.value.rpartition("/")[2].casefold())
        if words in names and wanted & world.classes(subject):
            return subject
    return None


# ------------------------------------------------------------------- several things


def _by_name(found: list[Draft]) -> list[Draft]:
    """The drafts, one for each name that points at nothing, however many use it."""
    kept: dict[object, Draft] = {}
    for number, draft in enumerate(found):
        key = draft.values if draft.kind == "dangling-reference" else number
        kept[key] = replace(kept[key], spots=kept[key].spots + draft.spots) if key in kept else draft
    return list(kept.values())


def _circles(world: World, found: list[Draft]) -> list[Draft]:
    """The drafts, those on one circle made one, with the whole circle shown."""
    kept = [draft for draft in found if draft.kind != "circle"]
    left = {(draft.focus, draft.path): draft for draft in found if draft.kind == "circle"}
    for key, draft in list(left.items()):
        if key not in left or draft.path is None:
            continue
        ring = _ring(draft.focus, partial(_next, left, draft.path))
        for node in ring:
            left.pop((node, draft.path), None)
        shown = " → ".join(
            curie(node.value) if isinstance(node, NamedNode) else str(node) for node in [*ring, ring[0]]
        )
        spots = [
            spot
            for one, other in zip(ring, [*ring[1:], ring[0]], strict=True)
            for spot in _edges(world, one, other, draft.path)
        ]
        kept.append(
            replace(
                draft,
                messages=together(draft.messages, say(world, "circle", circle=shown)),
                values=tuple(ring[1:]),
                spots=tuple(spots) or draft.spots,
            )
        )
    return kept


def _next(
    left: Mapping[tuple[Term | None, str | None], Draft], path: str, node: Term | None
) -> tuple[Term, ...]:
    draft = left.get((node, path))
    return draft.values if draft else ()


def _ring(start: Term | None, following: Callable[[Term | None], Iterable[Term]]) -> list[Term]:
    """The shortest way from a thing back to itself."""
    ways: list[list[Term]] = [[start]]  # type: ignore[list-item]
    seen: set[Term] = set()
    while ways:
        way = ways.pop(0)
        for each in following(way[-1]):
            if each == start:
                return way
            if each not in seen:
                seen.add(each)
                ways.append([*way, each])
    return [start]  # type: ignore[list-item]


def _edges(world: World, one: Term, other: Term, path: str) -> Iterator[Spot]:
    """Where the submission leads from one thing to another: directly, or by a relation between them."""
    for quad in world.meant:
        if quad.object == other:
            if quad.subject == one and quad.predicate.value == path:
                yield Spot("object", one, path, other)
            elif quad.predicate.value == f"{PREFIXES['rg']}target" and one in world.values(
                quad.subject, NamedNode(f"{PREFIXES['rg']}premise")
            ):
                yield Spot("object", quad.subject, quad.predicate.value, other)


def _described_twice(world: World, found: list[Draft]) -> list[Draft]:
    """The drafts; of a thing that has too many of several properties, only that it is probably two."""
    by_focus: dict[Term | None, list[Draft]] = defaultdict(list)
    for draft in found:
        by_focus[draft.focus].append(draft)
    kept: list[Draft] = []
    for focus, members in by_focus.items():
        many = [draft for draft in members if draft.kind == "too-many"]
        doubled = {(draft.path, _tag(value)) for draft in many for value in draft.values}
        kinds = any(draft.path == RDF_TYPE.value for draft in members if draft.kind in ("rule", "too-many"))
        if not many or focus is None or len(doubled) + kinds < _TWICE:
            kept += members
            continue
        kept.append(
            Draft(
                "duplicate",
                focus,
                None,
                say(world, "described-twice", focus=focus),
                rules=tuple(dict.fromkeys(rule for draft in many for rule in draft.rules)),
                spots=(Spot("again", focus), Spot("subject", focus)),
            )
        )
    return kept


def one_of_two(world: World, found: Collection[Draft]) -> list[Draft]:
    """The drafts; a thing described twice explains that another, referred to, is not described at all."""
    twice = [draft for draft in found if draft.kind == "duplicate" and not draft.values]
    nowhere = [draft for draft in found if draft.kind == "dangling-reference" and len(draft.values) == 1]
    kept = list(found)
    for draft in twice:
        alike = [each for each in nowhere if each in kept and _folder(each.values[0]) == _folder(draft.focus)]
        if len(alike) == 1:
            name = curie(_iri(alike[0].values[0]))
            kept.remove(alike[0])
            kept[kept.index(draft)] = replace(
                draft, suggestion=name, messages=together(draft.messages, say(world, "renamed", name=name))
            )
    return kept


def lost(world: World, found: Collection[Draft]) -> list[Draft]:
    """The drafts; all that is gone with the graphs that the submission takes the place of is one."""
    own = {quad.subject for quad in world.meant}
    gone = [draft for draft in found if draft.kind == "dangling-reference" and draft.focus not in own]
    graphs = sorted(world.around.replaced, key=str)
    if not graphs or len(gone) < _TWICE:
        return list(found)
    values = tuple(dict.fromkeys(value for draft in gone for value in draft.values))
    draft = Draft(
        "dangling-reference",
        graphs[0],
        None,
        say(world, "lost", focus=graphs[0], values=values),
        values=values,
        rules=tuple(dict.fromkeys(rule for each in gone for rule in each.rules)),
        spots=(Spot("subject", graphs[0]),),
    )
    return [draft, *(each for each in found if each not in gone)]


def _folder(term: Term | None) -> str:
    return _iri(term).rpartition("/")[0]


def _iri(term: Term | None) -> str:
    return term.value if isinstance(term, NamedNode) else ""


def _tag(value: Term) -> str:
    return value.language or "" if isinstance(value, Literal) else ""
