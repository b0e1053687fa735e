"""The argument about a claim as a tree: what speaks for and against it, and for and against that."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from pyoxigraph import Literal, NamedNode

from rusgraf.table import Table
from rusgraf.terms import Term

Row: TypeAlias = dict[str, Term]

#: The branches that steps lead to, in the order in which they are told.
_TITLES: Final = {
    "for": {"nb": "For", "en": "For"},
    "against": {"nb": "Mot", "en": "Against"},
    "limits": {"nb": "Forbehold", "en": "Limits"},
    "evidence-for": {"nb": "Belegg for", "en": "Evidence for"},
    "evidence-against": {"nb": "Belegg mot", "en": "Evidence against"},
    "evidence-limits": {"nb": "Belegg som avgrenser", "en": "Evidence that limits it"},
    "follow-ups": {"nb": "Oppfølging", "en": "Follow-ups"},
    "others": {"nb": "Andre relasjoner", "en": "Other relations"},
}
#: Of those, what a premise is told with: evidence by its number, and claims one by one, what
#: speaks against the premise first, so that a cut does not hide it.
_REASONS: Final = ("against", "limits", "for")
_EVIDENCE: Final = {
    "evidence-for": {"nb": "for", "en": "for"},
    "evidence-against": {"nb": "mot", "en": "against"},
    "evidence-limits": {"nb": "som avgrenser", "en": "limiting"},
}
_COUNTED: Final = {"nb": "belegg", "en": "evidence"}
_TOGETHER: Final = {"nb": "trengs sammen", "en": "needed together"}
#: What is told of a step rather than of its premise.
_OF_STEP: Final = ("basis", "drawnBy", "places", "relation")


@dataclass(frozen=True)
class Node:
    """One thing that is told, with what hangs below it.

    :param row: what is told, by column of the question; columns without a value are left
        out. ``text`` is what it says, and what stands before it says what it is.
    :param below: the steps that undercut the one that is told, the premises that it needs
        together, or what bears on the only one.
    """

    row: Row
    below: tuple[Node, ...] = ()

    def values(self) -> dict[str, Any]:
        """What is told, as Python values, with what hangs ``below`` where something does."""
        (told,) = Table(tuple(self.row), (tuple(self.row.values()),))
        return told | ({"below": [node.values() for node in self.below]} if self.below else {})


@dataclass(frozen=True)
class Branch:
    """A part of the tree.

    :param name: what it is called in every language: ``stances``, ``for``, ``evidence-against`` …
    :param title: what it tells, in words.
    :param total: how many things it tells; evidence stands in groups.
    """

    name: str
    title: str
    nodes: tuple[Node, ...]
    total: int


def branches(claim: NamedNode, name: str, title: str, table: Table, lang: str) -> list[Branch]:
    """The branches that the answer to one question about a claim makes.

    The steps make several; any other answer makes one, with a node for each row.

    :param name: what the question calls its branch.
    :param title: what the question asks, in words.
    """
    rows = [
        # A cell into which nothing was joined is empty.
        {
            column: term
            for column, term in zip(table.columns, row, strict=True)
            if term and term != Literal("")
        }
        for row in table.terms
    ]
    told = _by_branch(claim, rows, lang) if name == "steps" else {name: [Node(row) for row in rows]}
    titles = {each: words[lang] for each, words in _TITLES.items()} | {name: title}
    return [
        Branch(each, titles[each], tuple(told[each]), _total(told[each])) for each in titles if told.get(each)
    ]


def _total(nodes: list[Node]) -> int:
    return sum(len(node.below) if "count" in node.row else 1 for node in nodes)


def _by_branch(claim: NamedNode, rows: list[Row], lang: str) -> dict[str, list[Node]]:
    steps: dict[Term, dict[Term, list[Row]]] = {}
    for row in rows:
        steps.setdefault(row["aim"], {}).setdefault(row["relation"], []).append(row)

    def below(row: Row) -> list[Node]:
        """What bears on a premise: how much evidence, and the claims."""
        onward: dict[str, list[list[Row]]] = {}
        for each in steps.get(row["premise"], {}).values():
            onward.setdefault(_branch(each), []).append(each)
        evidence = [
            f"{len(onward[name])} {words[lang]}" for name, words in _EVIDENCE.items() if name in onward
        ]
        counted: Row = {"how": Literal(_COUNTED[lang]), "text": Literal(", ".join(evidence))}
        claims = [_step(each, lang) for name in _REASONS for each in onward.get(name, ())]
        return [*([Node(counted)] if evidence else []), *claims]

    told: dict[str, list[Node]] = {}
    for relation, premises in steps.get(claim, {}).items():
        undercuts = [_step(each, lang) for each in steps.get(relation, {}).values()]
        direct = [_without(row, "how") for row in premises]  # the branch says how
        told.setdefault(_branch(premises), []).append(_step(direct, lang, undercuts, below))
    return told | {name: _by_kind(told[name]) for name in _EVIDENCE if name in told}


def _by_kind(nodes: list[Node]) -> list[Node]:
    """Pieces of evidence below what kind they are and how many; those of no one kind stand alone."""
    groups: dict[Term, list[Node]] = {}
    for node in nodes:
        if "kind" in node.row:
            groups.setdefault(node.row["kind"], []).append(Node(_without(node.row, "kind"), node.below))
    return [
        *(Node({"kind": kind, "count": Literal(len(each))}, tuple(each)) for kind, each in groups.items()),
        *(node for node in nodes if "kind" not in node.row),
    ]


def _branch(premises: list[Row]) -> str:
    """Where a step is told; one that needs a claim beside its evidence is told as a reason."""
    names = [branch.value for row in premises if isinstance(branch := row.get("branch"), Literal)]
    return min(names, key=_EVIDENCE.__contains__, default="others")


def _step(
    premises: list[Row],
    lang: str,
    undercuts: Iterable[Node] = (),
    below: Callable[[Row], Iterable[Node]] = lambda _: (),
) -> Node:
    """A step with the undercuts of it and what bears on its premises."""
    if len(premises) == 1:
        (row,) = premises
        return Node(_without(row, "aim", "branch"), (*undercuts, *below(row)))
    first = premises[0]
    shared = _only(first, "how") | {"text": Literal(_TOGETHER[lang])} | _only(first, *_OF_STEP)
    needed = (Node(_without(row, "aim", "branch", "how", *_OF_STEP), tuple(below(row))) for row in premises)
    return Node(shared, (*undercuts, *needed))


def _only(row: Row, *columns: str) -> Row:
    return {column: row[column] for column in columns if column in row}


def _without(row: Row, *columns: str) -> Row:
    return {column: term for column, term in row.items() if column not in columns}
