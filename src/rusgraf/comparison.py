"""Where actors stand to each other: contested, on conditions, agreed, supporting, or one alone.

The rules are those of the canned queries (docs/decisions/0010); here every two of the
actors are compared by them, and the answers are laid one below the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from pyoxigraph import Literal, NamedNode

from rusgraf import graph as graphs
from rusgraf import sparql
from rusgraf.errors import UsageError
from rusgraf.graph import Graph
from rusgraf.table import Table
from rusgraf.terms import PREFIXES, Term, curie

#: How two actors may stand to each other; of several, the first decides.
VERDICTS: Final = ("contested", "conditional", "agreed", "supporting", "apart", "one-only")

_TAKES_A_STANCE = """
    ASK { ?assertion rg:assertedBy $actor ; rg:stance ?stance . FILTER ( ?stance != stance:reports ) }
"""


@dataclass(frozen=True)
class Comparison:
    """How actors stand to each other, two by two.

    :param claims: a row for each point at which two of them meet, as in the canned query
        ``agreement-on-claims``, then the claims that one of the two alone takes up.
    :param topics: a row for each topic that one of the two takes up, as in the canned
        query ``agreement-by-topic``.
    :param verdicts: what each verdict is called in the rows, by its code, in order of strength.
    :param analytic: what ``basis`` is in a row of claims that rests on analysts' steps only.
    """

    claims: Table
    topics: Table
    verdicts: Mapping[str, str]
    analytic: str


def compare(*actors: str, graph: Graph | None = None, lang: str = "nb") -> Comparison:
    """Compare the stances of actors, every two of them.

    >>> compare("fo", "auh", lang="en").claims.columns[:3]
    ('actor', 'other', 'verdict')

    :param actors: two or more, by slug, CURIE, IRI or label.
    :param graph: the graph to ask; the shipped graph by default.
    :param lang: the language of texts and verdicts.
    :raises UnknownName: there is no such actor, or no such language.
    :raises UsageError: there are fewer than two actors, or one takes no stance on anything.
    """
    graph = graph or graphs.open()
    found = dict.fromkeys(graph.resolve(name, "rg:Actor") for name in actors)
    if len(found) < 2:  # noqa: PLR2004
        raise UsageError("A comparison takes two actors or more, each given once.")
    if len(found) < len(actors):
        raise UsageError(f"An actor is given twice: {', '.join(curie(each.value) for each in found)}.")
    for actor in found:
        if not graph.ask(sparql.bind(_TAKES_A_STANCE, {"actor": actor})):
            raise UsageError(
                f"{curie(actor.value)} takes no stance on any claim, so there is nothing to compare.",
                "rusgraf query topics-of-one-actor lists actors that do.",
            )
    codes = {verdict: NamedNode(PREFIXES["agreement"] + verdict) for verdict in VERDICTS}
    analytic = NamedNode(PREFIXES["basis"] + "analytic")
    labels = graph.labels([*codes.values(), analytic], lang)
    alone = Literal(labels[codes["one-only"]], language=lang)
    claims, topics = [], []
    for pair in combinations(found, 2):
        claims.append(_claims(graph, *pair, alone, lang))
        topics.append(_run(graph, "agreement-by-topic", *pair, lang))
    verdicts = {verdict: labels[code] for verdict, code in codes.items()}
    return Comparison(_below(claims), _below(topics), verdicts, labels[analytic])


def _claims(graph: Graph, actor: NamedNode, other: NamedNode, alone: Literal, lang: str) -> Table:
    shared = _run(graph, "agreement-on-claims", actor, other, lang)
    rows = list(shared.terms)
    for one, columns in (
        ((actor, other), ("claim", "text", "stances")),
        ((other, actor), ("otherClaim", "otherText", "otherStances")),
    ):
        table = _run(graph, "addressed-by-one-only", *one, lang)
        for terms in table.terms:
            row = dict(zip(table.columns, terms, strict=True))
            cells: dict[str, Term | None] = {"actor": actor, "other": other, "verdict": alone}
            cells |= dict(zip(columns, (row["claim"], row["text"], row["stances"]), strict=True))
            rows.append(tuple(cells.get(name) for name in shared.columns))
    return Table(shared.columns, tuple(rows))


def _run(graph: Graph, name: str, actor: NamedNode, other: NamedNode, lang: str) -> Table:
    """The answer of a canned query about two actors, with the two in front of each row."""
    table = graph.run(name, actor=actor.value, other=other.value, lang=lang)
    return Table(("actor", "other", *table.columns), tuple((actor, other, *row) for row in table.terms))


def _below(tables: list[Table]) -> Table:
    return Table(tables[0].columns, tuple(row for table in tables for row in table.terms))
