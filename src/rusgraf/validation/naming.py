"""Names that nothing bears: what is misspelt, what points at nothing, and what was probably meant."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Final

from pyoxigraph import Literal, NamedNode

from rusgraf.files import BLANK, SourceFile
from rusgraf.terms import BASE, PREFIXES, RDF_TYPE, Term, curie, likeness, written
from rusgraf.validation import codes, expecting, shapes, standing
from rusgraf.validation.drafts import Draft, Spot
from rusgraf.validation.literals import short
from rusgraf.validation.vocabulary import is_ours
from rusgraf.validation.wording import called, either, say, together
from rusgraf.validation.world import World

#: The languages in which there are texts.
_TAGS: Final = ("nb", "nn", "en")
#: As like as this, one name is offered for another; as like as that, it is read as the other.
_ALIKE: Final = 0.65
_SAME: Final = 0.85
_HALF: Final = 0.5
#: Names that may stand for another namespace than ours: both forms are in use.
_FREE: Final = ("schema",)
_MEASURES: Final = PREFIXES["measure"]
_KINDS: Final = f"{BASE}id/"
_PLAIN_BASE: Final = BASE.removeprefix("https://")
_ROOTS: Final = tuple(BASE + part for part in ("id/", "graph/", "code/", "topic/"))
#: What these say is for the rules of submission to judge.
_LANGUAGES_THEMSELVES: Final = tuple(PREFIXES[name] for name in ("rdf", "rdfs", "owl", "sh"))


def check(world: World, files: Iterable[SourceFile]) -> Iterator[Draft]:
    """The wrong names in a submission; as they are found, the world has them mended."""
    for step in (partial(_prefixes, files=files), _roots, _tags, _subjects, _terms):
        drafts, names = step(world)
        world.mend(names)
        yield from drafts
    yield from standing.check(world)
    drafts, names = _references(world)
    world.mend(names)
    yield from drafts


Found = tuple[list[Draft], dict[Term, Term]]


def _prefixes(world: World, files: Iterable[SourceFile]) -> Found:
    """Prefixes that stand for what no vocabulary is, though names are used under them."""
    drafts: list[Draft] = []
    names: dict[Term, Term] = {}
    if not any(_namespace(prefix, iri) for file in files for prefix, iri in file.prefixes.items()):
        return drafts, names
    terms = {term for quad in world.meant for term in quad}
    typed = {term for term in terms if isinstance(term, Literal)}
    used = {term for term in terms if isinstance(term, NamedNode)} | {term.datatype for term in typed}
    for file in files:
        for prefix, namespace in file.prefixes.items():
            right = _namespace(prefix, namespace)
            under = [
                term
                for term in used
                if right and term.value.startswith(namespace) and not term.value.startswith(right)
            ]
            if not right or not under:
                continue
            renamed = {term: NamedNode(right + term.value[len(namespace) :]) for term in under}
            names |= dict[Term, Term](renamed.items())
            names |= {
                term: Literal(term.value, datatype=renamed[term.datatype])
                for term in typed
                if term.datatype in renamed
            }
            name = next(known for known, iri in PREFIXES.items() if iri == right)
            drafts.append(
                Draft(
                    "wrong-prefix",
                    None,
                    None,
                    say(
                        world,
                        "wrong-prefix",
                        prefix=prefix,
                        given=namespace,
                        right=prefix or name,
                        namespace=right,
                    ),
                    rules=("wrong-prefix",),
                    suggestion=f"@prefix {prefix}: <{right}> .",
                    spots=(Spot("prefix", file.graph, prefix),),
                )
            )
    return drafts, names


def _roots(world: World) -> Found:
    """Things that are named as rusgraf's are but for the very beginning, as a wrong ``@base`` has it."""
    near = {
        term for quad in world.meant for term in quad if isinstance(term, NamedNode) and _nearly_ours(term)
    }
    subjects = list(dict.fromkeys(quad.subject for quad in world.meant if quad.subject in near))
    if not subjects:
        return [], {}
    names: dict[Term, Term] = {term: NamedNode(_https(term.value)) for term in near}
    draft = Draft(
        "wrong-prefix",
        subjects[0],
        None,
        say(world, "wrong-root", given="http" + BASE.removeprefix("https"), right=BASE),
        rules=("wrong-prefix",),
        spots=tuple(Spot("subject", subject) for subject in subjects),
    )
    return [draft], names


def _tags(world: World) -> Found:
    """Language tags with a region: queries ask for the language alone and would pass the text by."""
    drafts: list[Draft] = []
    names: dict[Term, Term] = {}
    for quad in dict.fromkeys(world.meant):
        text = quad.object
        tag, _, region = (text.language or "").partition("-") if isinstance(text, Literal) else ("", "", "")
        if not isinstance(text, Literal) or not region or tag not in _TAGS:
            continue
        names[text] = Literal(text.value, language=tag)
        suggestion = written(names[text])
        drafts.append(
            Draft(
                "unknown-language",
                quad.subject,
                quad.predicate.value,
                together(
                    say(world, "tag-with-region", tag=text.language or ""),
                    say(world, "write", suggestion=short(suggestion)),
                ),
                values=(text,),
                rules=("unknown-language",),
                suggestion=suggestion,
                spots=(Spot("object", quad.subject, quad.predicate.value, text),),
            )
        )
    return drafts, names


def _namespace(prefix: str, namespace: str) -> str:
    """The namespace that was meant by a declaration; empty where it may stand."""
    if namespace in PREFIXES.values() or prefix in _FREE:
        return ""
    plain = namespace.removeprefix("https://").removeprefix("http://").rstrip("#/")
    for name, iri in PREFIXES.items():
        if plain == iri.removeprefix("https://").removeprefix("http://").rstrip("#/") and name not in _FREE:
            return iri
    known = PREFIXES.get(prefix, "")
    if not known and plain.startswith(_PLAIN_BASE) and plain != _PLAIN_BASE.rstrip("/"):
        # A prefix of the contributor's own, for a part of rusgraf's names that there is not.
        part = PREFIXES.get(plain.rpartition("/")[2], "")
        return part if part.startswith(BASE) and not namespace.startswith(_ROOTS) else ""
    if known and not known.startswith(_KINDS):
        return known
    if namespace.startswith(BASE):
        return known
    return ""


def _subjects(world: World) -> Found:
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
        near = _nearest(subject, typed)
        if near and near[1] >= _SAME:
            names[subject] = near[0]
            drafts.append(
                Draft(
                    "dangling-reference",
                    subject,
                    None,
                    say(world, "no-such-subject", focus=subject, name=curie(near[0].value)),
                    rules=("untyped-subject",),
                    suggestion=curie(near[0].value),
                    spots=(Spot("subject", subject),),
                )
            )
    return drafts, names


def _terms(world: World) -> Found:
    """Properties and classes that the ontology does not have."""
    drafts: list[Draft] = []
    names: dict[Term, Term] = {}
    for term, quads in world.index.using.items():
        if term != RDF_TYPE and not _is_known(world, term):
            spots = [Spot("predicate", quad.subject, term.value, quad.object) for quad in quads]
            draft, meant = _property(world, term, spots)
            drafts += [draft] if draft else []
            names |= {term: meant} if meant else {}
    classes: dict[NamedNode, list[Spot]] = defaultdict(list)
    for quad in world.index.using.get(RDF_TYPE, ()):
        name = quad.object
        if isinstance(name, NamedNode) and name.value not in world.vocabulary.classes:
            classes[name].append(Spot("object", quad.subject, RDF_TYPE.value, name))
    for term, spots in classes.items():
        draft, meant = _class(world, term, spots)
        drafts += [draft] if draft else []
        names |= {term: meant} if meant else {}
    return drafts, names


def _is_known(world: World, term: NamedNode) -> bool:
    """Whether a property is one that rusgraf has or asks for."""
    return term.value in world.vocabulary.properties or term in world.vocabulary.defined


def _property(world: World, term: NamedNode, spots: list[Spot]) -> tuple[Draft | None, Term | None]:
    vocabulary = world.vocabulary
    ours = is_ours(term)
    if not ours and (
        term.value in vocabulary.foreign
        or not _is_known_namespace(term.value)
        or term.value.startswith(_LANGUAGES_THEMSELVES)
    ):
        return None, None
    classes = frozenset[Term]().union(*(world.classes(spot.subject) for spot in spots if spot.subject))
    asked = shapes.paths_of(classes)
    near = _nearest_term(term, asked) or _nearest_term(
        term, vocabulary.measures if term.value.startswith(_MEASURES) else vocabulary.properties
    )
    if near and near[1] < _SAME and asked and near[0] not in asked | vocabulary.measures:
        near = None
    meant = NamedNode(near[0]) if near and near[1] >= _SAME else None
    if meant is None and all(standing.meant(world, spot) for spot in spots):
        return None, None  # what it stands in the place of tells more
    # A term of another vocabulary may be right and merely unread: it is wrong where a right one is wanting.
    wrong = ours
    if not ours and near:
        wanting = [spot for spot in spots if not world.values(spot.subject, NamedNode(near[0]))]
        asked = shapes.paths_of(classes, required=True)
        wrong = bool(wanting) and (near[0] in asked or (meant in shapes.paths() and meant is not None))
        meant = meant if wrong else None
    kind = "misspelt-property" if wrong else "unknown-property"
    return (
        _draft(world, kind, term, spots, near[0] if near else "", "Violation" if wrong else "Warning"),
        meant,
    )


def _class(world: World, term: NamedNode, spots: list[Spot]) -> tuple[Draft | None, Term | None]:
    vocabulary = world.vocabulary
    if not is_ours(term) and term.value in vocabulary.foreign:
        return None, None
    near = _nearest_term(term, vocabulary.classes) or _named_so(world, term)
    if is_ours(term):
        kind = "no-class" if term in vocabulary.defined else "misspelt-class"
    elif near and near[1] >= _SAME and _is_known_namespace(term.value):
        kind = "misspelt-class"
    else:
        return None, None
    meant = NamedNode(near[0]) if near and near[1] >= _SAME else None
    draft = _draft(world, kind, term, spots, near[0] if near else "", "Violation")
    return draft, meant


def _draft(
    world: World, sentence: str, term: NamedNode, spots: list[Spot], near: str, severity: str
) -> Draft:
    said = say(world, sentence, name=curie(term.value))
    if near:
        said = together(said, say(world, "meant", name=curie(near)))
    elif sentence != "unknown-property":
        said = together(said, _instead(world, spots[0], sentence))
    kind = "misspelt-class" if sentence == "no-class" else sentence
    return Draft(
        kind,
        spots[0].subject,
        spots[0].path,
        said,
        values=tuple(dict.fromkeys(spot.value for spot in spots if spot.value is not None)),
        rules=("unknown-term",),
        severity=severity,
        suggestion=curie(near) if near else "",
        spots=tuple(spots),
    )


def _instead(world: World, spot: Spot, sentence: str) -> dict[str, str]:
    """What may stand where a name stands that is like no other."""
    assert spot.subject is not None
    if sentence == "misspelt-property":
        types = [each.value for each in world.values(spot.subject, RDF_TYPE) if isinstance(each, NamedNode)]
        return say(world, "see-properties", name=next((_local(each) for each in types), ""))
    if wanted := expecting.wanted(world, spot.subject):
        options = [called(world.vocabulary, each) for each in expecting.kinds(wanted)]
        return say(world, "classes-here", classes=either(options))
    return say(world, "see-classes")


def _references(world: World) -> Found:
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
                uses[value].append(Spot("object", quad.subject, path.value, value))
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
    return named or value.value.startswith(BLANK) or _nearly_ours(value)


def _reference(world: World, value: NamedNode, spots: list[Spot]) -> tuple[Draft, Term | None]:
    first = spots[0]
    scheme = world.vocabulary.scheme_of(value.value) or expecting.scheme(world, first.subject, first.path)
    suggestion, meant = "", None
    if value.value.startswith(BLANK):
        kind, said = "dangling-reference", say(world, "empty-node")
    elif scheme:
        kind = "unknown-code"
        near = _best(_folded(_local(value.value)), _called(world, world.vocabulary.codes[scheme]))
        said = codes.missing(world, value, scheme, near[0] if near else None)
        if near:
            suggestion = curie(near[0].value)
            meant = near[0] if near[1] >= _SAME else None
    else:
        kind = "dangling-reference"
        said = say(world, "dangling-reference", value=curie(value.value))
        near = _nearest(value, _candidates(world))
        fitting = expecting.classes(world, first.subject, first.path)
        if fitting and not (near and expecting.has_class(world, near[0], fitting)):
            others = (each for each in _candidates(world) if _local(_iri(each)) == _local(value.value))
            fit = [each for each in others if expecting.has_class(world, each, fitting)]
            near = _nearest(value, fit)
        if near:
            suggestion = curie(near[0].value)
            said = together(said, say(world, "meant", name=near[0]))
            meant = near[0] if near[1] >= _SAME else None
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
            suggestion=suggestion,
            spots=tuple(spots),
        ),
        meant,
    )


def _is_unused(world: World, name: NamedNode) -> bool:
    """Whether a thing of the submission is described and never referred to."""
    return (
        next(world.own.quads_for_pattern(name, None, None), None) is not None
        and next(world.own.quads_for_pattern(None, None, name), None) is None
    )


def _candidates(world: World) -> set[Term]:
    """All things that are described, by name of rusgraf's."""
    described = {quad.subject for quad in world.meant}
    return described | world.around.subjects


def _nearest(name: Term, others: Iterable[Term]) -> tuple[NamedNode, float] | None:
    """The name most like another, of the same kind if there is one, and how like it is."""
    assert isinstance(name, NamedNode)
    kind, local = _split(_https(name.value))
    same: dict[str, NamedNode] = {}
    other: dict[str, NamedNode] = {}
    for each in others:
        if isinstance(each, NamedNode) and each != name and is_ours(each):
            its_kind, its_local = _split(each.value)
            (same if its_kind == kind else other)[its_local] = each
    if found := _best(local, same):
        return found
    # The very same word, as the name of a thing of another kind.
    return (other[local], _ALIKE) if local in other else None


def _nearest_term(term: NamedNode, known: Iterable[str]) -> tuple[str, float] | None:
    """The known term whose local name is most like; of the same vocabulary before others."""
    namespace, local = _split(term.value)
    best: tuple[bool, bool, float, str] | None = None
    for iri in sorted(known):
        its_namespace, its_local = _split(iri)
        like = likeness(local, its_local)
        found = (like >= _SAME, its_namespace == namespace, like, iri)
        if like >= _ALIKE and (best is None or found[:3] > best[:3]):
            best = found
    return (best[3], best[2]) if best else None


def _named_so(world: World, term: NamedNode) -> tuple[str, float] | None:
    """The class of rusgraf that is called so in Norwegian or English."""
    names = {
        _folded(label): NamedNode(iri)
        for iri in world.vocabulary.classes
        for label in world.labels(NamedNode(iri)).values()
    }
    near = _best(_folded(_local(term.value)), names)
    return (near[0].value, near[1]) if near else None


def _called(world: World, codes: Iterable[NamedNode]) -> dict[str, NamedNode]:
    """Codes by their names, and by what they are called in Norwegian and English."""
    names = {_folded(label): code for code in codes for label in world.labels(code).values()}
    return names | {_folded(_local(code.value)): code for code in codes}


def _folded(name: str) -> str:
    """A name without what names in addresses are often without: capitals, blanks, æ, ø and å."""
    plain = name.casefold().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    return re.sub(r"[\W_]+", "-", plain).strip("-")


def _best(word: str, names: Mapping[str, NamedNode]) -> tuple[NamedNode, float] | None:
    """The name most like a word: as a whole, and in what is left after the words that both begin with."""
    scored = ((likeness(word, name), name) for name in sorted(names) if _unlike(word, name) >= _HALF)
    best = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
    return (names[best[1]], best[0]) if best[0] >= _ALIKE else None


def _unlike(one: str, other: str) -> float:
    """How like two names are, without the words that both begin with."""
    ones, others = one.split("-"), other.split("-")
    while ones and others and ones[0] == others[0]:
        del ones[0], others[0]
    return likeness("-".join(ones), "-".join(others)) if ones and others else 1.0


def _split(iri: str) -> tuple[str, str]:
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    return iri[:cut], iri[cut:]


def _iri(term: Term) -> str:
    return term.value if isinstance(term, NamedNode) else ""


def _local(iri: str) -> str:
    return _split(iri)[1]


def _https(iri: str) -> str:
    return "https" + iri[4:] if iri.startswith("http:") else iri


def _nearly_ours(term: NamedNode) -> bool:
    return term.value.startswith("http:") and _https(term.value).startswith(BASE)


def _is_known_namespace(iri: str) -> bool:
    return _split(iri)[0] in PREFIXES.values()
