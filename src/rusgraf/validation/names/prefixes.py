"""Prefixes, and the beginnings of names, that lead to where nothing of rusgraf is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeGuard

from pyoxigraph import Literal, NamedNode

from rusgraf.files import SourceFile
from rusgraf.terms import BASE, PREFIXES, Term
from rusgraf.validation.drafts import Draft, Mended, Spot
from rusgraf.validation.names import nearest
from rusgraf.validation.wording import say
from rusgraf.validation.world import World

#: Names that may stand for another namespace than ours: both forms are in use.
_FREE: Final = ("schema",)
_KINDS: Final = f"{BASE}id/"
_ROOTS: Final = tuple(BASE + part for part in ("id/", "graph/", "code/", "topic/"))


def check(world: World, files: Iterable[SourceFile]) -> Mended:
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
            if namespace in PREFIXES.values():
                # Names of that part too may be in use, by their own prefix or in full.
                under = [term for term in under if _is_moved(world, term, namespace, right)]
            if not right or not under:
                continue
            renamed = {term: NamedNode(right + term.value[len(namespace) :]) for term in under}
            names |= dict[Term, Term](renamed.items())
            names |= {
                term: Literal(term.value, datatype=renamed[term.datatype])
                for term in typed
                if term.datatype in renamed
            }
            drafts.append(
                Draft(
                    "wrong-prefix",
                    None,
                    None,
                    say(
                        world,
                        "wrong-prefix" if right.startswith(BASE) else "wrong-namespace",
                        prefix=prefix,
                        given=namespace,
                        right=prefix,
                        namespace=right,
                    ),
                    rules=("wrong-prefix",),
                    suggestion=f"@prefix {prefix}: <{right}> .",
                    spots=(Spot("prefix", file.graph, prefix),),
                )
            )
    return drafts, names


def _namespace(prefix: str, namespace: str) -> str:
    """The namespace that was meant by a declaration; empty where it may stand."""
    if namespace in PREFIXES.values() or prefix in _FREE:
        known = PREFIXES.get(prefix, namespace)
        return known if known != namespace and known.startswith(BASE) and namespace.startswith(BASE) else ""
    plain = _plain(namespace)
    for name, iri in PREFIXES.items():
        if plain == _plain(iri) and name not in _FREE:
            return iri
    known = PREFIXES.get(prefix, "")
    if not known and plain.startswith(f"{_plain(BASE)}/"):
        # A prefix of the contributor's own, for a part of rusgraf's names that there is not.
        part = PREFIXES.get(plain.rpartition("/")[2], "")
        return part if part.startswith(BASE) and not namespace.startswith(_ROOTS) else ""
    return known if namespace.startswith(BASE) or not known.startswith(_KINDS) else ""


def _is_moved(world: World, term: NamedNode, namespace: str, right: str) -> bool:
    """Whether nothing bears a name in one namespace, and something does in the other."""
    there = NamedNode(right + term.value[len(namespace) :])
    return not world.is_described(term) and world.is_described(there)


def _plain(namespace: str) -> str:
    """A namespace without what is easily written otherwise: its scheme, and the sign that ends it."""
    return namespace.removeprefix("https://").removeprefix("http://").rstrip("#/")


def roots(world: World) -> Mended:
    """Things that are named as rusgraf's are but for the very beginning, as a wrong ``@base`` has it."""
    subjects = [each for each in world.index.about if _is_near(each)]
    if not subjects:
        return [], {}
    near = {term for quad in world.meant for term in quad if _is_near(term)}
    names: dict[Term, Term] = {term: NamedNode(nearest.https(term.value)) for term in near}
    draft = Draft(
        "wrong-prefix",
        subjects[0],
        None,
        say(world, "wrong-root", given="http" + BASE.removeprefix("https"), right=BASE),
        rules=("wrong-prefix",),
        spots=tuple(Spot("subject", subject) for subject in subjects),
    )
    return [draft], names


def _is_near(term: object) -> TypeGuard[NamedNode]:
    return isinstance(term, NamedNode) and nearest.nearly_ours(term)
