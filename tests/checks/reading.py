"""What a check comes to, read in plain Python: the rules in SPARQL must say the same.

Written for the reader, not for speed: whoever doubts a verdict follows it here. Numbers are
exact. A day of None means everything in the graph, the vintage ``latest``.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Literal, TypeAlias

Verdict: TypeAlias = Literal[
    "supported", "partly-supported", "contradicted", "insufficient-data", "not-checkable"
]

WINDOWS = ("highest-in-window", "lowest-in-window")
TRENDS = ("rising-in-window", "falling-in-window")
GROUPS = ("times-lower-than-comparator", "times-higher-than-comparator")

#: Which rule a comparison belongs to.
RULES = {
    "highest-or-lowest": WINDOWS,
    "higher-or-lower": ("higher-than-period", "lower-than-period"),
    "change": ("rose-by-amount", "fell-by-amount", "rose-by-share", "fell-by-share"),
    "equal-to": ("equal-to",),
    "ratio": ("ratio-to-period", "share-of-whole"),
    "bounds": ("at-least", "more-than", "at-most", "less-than", "between"),
    "trend": TRENDS,
    "study-effects": GROUPS,
}
COMPARISONS = tuple(comparison for comparisons in RULES.values() for comparison in comparisons)


@dataclass(frozen=True)
class Figure:
    """An observation. ``issued`` is a date as stated: ``2018``, ``2018-02`` or ``2018-02-28``."""

    name: str
    series: str
    measure: str
    year: int
    value: Fraction
    issued: str | None = None
    revises: str | None = None
    medicine: str | None = None
    category: str | None = None
    area: str = "Q20"


@dataclass(frozen=True)
class Effect:
    """What a study says of two groups; ``issued`` is the date of the study."""

    name: str
    outcome: str
    population: str
    comparator: str
    direction: Literal["population-over-comparator", "comparator-over-population"]
    estimate: Fraction
    interval: tuple[Fraction, Fraction] | None = None
    medicine: str | None = None
    issued: str | None = None


@dataclass(frozen=True)
class Content:
    """What a claim says that can be checked."""

    name: str
    comparison: str
    measure: str | None = None
    period: int | None = None
    compared: int | None = None
    window: int | None = None
    lower: Fraction | None = None
    upper: Fraction | None = None
    claimed: Fraction | None = None
    rounded: Fraction | None = None
    denominator: str | None = None
    medicine: str | None = None
    category: str | None = None
    outcome: str | None = None
    population: str | None = None
    comparator: str | None = None
    area: str = "Q20"


@dataclass(frozen=True)
class Claim:
    """A statistical claim, and the dates, as stated, of those who take a stance on it."""

    name: str
    contents: tuple[Content, ...] = ()
    dates: tuple[str, ...] = ()


@dataclass(frozen=True)
class World:
    """Everything in a graph; ``broader`` has the next wider group, outcome or medicine of each."""

    claims: tuple[Claim, ...] = ()
    figures: tuple[Figure, ...] = ()
    effects: tuple[Effect, ...] = ()
    broader: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Check:
    """What a content comes to against one series or effect; figures by their names."""

    verdict: Verdict
    computed: Fraction | None = None
    margin: Fraction | None = None
    covered: int | None = None
    asked: int | None = None
    used: frozenset[str] = frozenset()
    decided: frozenset[str] = frozenset()
    overlaps: bool | None = None


# ------------------------------------------------------------------ which figures count


def last_day(stated: str) -> date:
    """The last day that a date by day, month or year may mean."""
    parts = [int(part) for part in stated.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1])


def published(issued: str | None, by: date | None) -> bool:
    return by is None or (issued is not None and last_day(issued) <= by)


def in_force(figures: tuple[Figure, ...], by: date | None) -> list[Figure]:
    """The published figures that no published figure revises, directly or through others."""
    revised_by = {figure.name: figure.revises for figure in figures}
    known = [figure for figure in figures if published(figure.issued, by)]
    replaced = set()
    for figure in known:
        earlier = figure.revises
        while earlier:
            replaced.add(earlier)
            earlier = revised_by[earlier]
    return [figure for figure in known if figure.name not in replaced]


def by_year(figures: list[Figure]) -> dict[int, list[Figure]]:
    """The figures of each year; a year for which they differ is a gap."""
    years = {figure.year: [other for other in figures if other.year == figure.year] for figure in figures}
    return {year: same for year, same in years.items() if len({figure.value for figure in same}) == 1}


def wholes(content: Content, parts: list[Figure], world: World) -> list[Figure]:
    """What the parts are a share of: the figures in force on the day each part was issued."""
    found = {
        whole
        for part in parts
        if part.issued
        for whole in in_force(world.figures, last_day(part.issued))
        if (whole.measure, whole.area, whole.year) == (content.denominator, content.area, content.period)
        and not whole.medicine
        and not whole.category
    }
    return sorted(found, key=lambda whole: whole.name) if len({whole.value for whole in found}) == 1 else []


# ------------------------------------------------------------------ against one series


def against_series(content: Content, series: str, by: date | None, world: World) -> Check:
    figures = [
        figure
        for figure in in_force(world.figures, by)
        if (figure.series, figure.measure, figure.area) == (series, content.measure, content.area)
        and (figure.medicine, figure.category) == (content.medicine, content.category)
    ]
    known = {year: same for year, same in by_year(figures).items() if year in years_used(content)}
    value = {year: same[0].value for year, same in known.items()}
    whole = wholes(content, known.get(content.period or 0, []), world) if content.denominator else []
    verdict, computed, margin, deciding = compare(content, value, whole[0].value if whole else None)
    # The same figure may have been published twice: then both were used.
    used = {figure.name for same in known.values() for figure in same} | {figure.name for figure in whole}
    decided = {figure.name for year in deciding for figure in known[year]}
    if deciding:
        decided |= {figure.name for figure in whole}
    asked = years_asked(content)
    # A share needs both figures of its one year.
    covered = len(asked & known.keys()) if whole or not content.denominator else 0
    return Check(verdict, computed, margin, covered, len(asked), frozenset(used), frozenset(decided))


def years_used(content: Content) -> set[int]:
    return years_asked(content) | {content.period or 0}


def years_asked(content: Content) -> set[int]:
    assert content.period
    before = set(range(content.period - (content.window or 0), content.period))
    if content.comparison in WINDOWS:
        return before
    if content.comparison in TRENDS:
        return before | {content.period}
    return {content.period, content.compared or content.period}


Compared: TypeAlias = tuple[Verdict, Fraction | None, Fraction | None, set[int]]


def compare(content: Content, value: dict[int, Fraction], whole: Fraction | None) -> Compared:
    """The verdict, the computed value, the margin, and the years that decide."""
    if content.comparison in WINDOWS:
        return compare_window(content, value)
    if content.comparison in TRENDS:
        return compare_trend(content, value)
    assert content.period
    computed = compute(content, value, whole)
    now, then = value.get(content.period), value.get(content.compared or content.period)
    if computed is None or now is None or then is None:
        return "insufficient-data", computed, None, set()
    holds, margin = judge(content, computed, then)
    deciding = {content.period, content.compared or content.period}
    return "supported" if holds else "contradicted", computed, margin, deciding


def compare_window(content: Content, value: dict[int, Fraction]) -> Compared:
    assert content.period
    now = value.get(content.period)
    if now is None:
        return "insufficient-data", None, None, set()
    sign = 1 if content.comparison == "highest-in-window" else -1
    ahead = {year: sign * (now - value[year]) for year in years_asked(content) & value.keys()}
    margin = min(ahead.values(), default=None)
    counter = {year for year in ahead if ahead[year] <= 0}
    if counter:
        return "contradicted", now, margin, {content.period} | counter
    if ahead.keys() < years_asked(content):
        return "insufficient-data", now, margin, set()
    return "supported", now, margin, {content.period} | {year for year in ahead if ahead[year] == margin}


def compare_trend(content: Content, value: dict[int, Fraction]) -> Compared:
    sign = 1 if content.comparison == "rising-in-window" else -1
    years = sorted(value)
    steps = {(x, y): sign * (value[y] - value[x]) for x, y in pairwise(years)}
    margin = min(steps.values(), default=None)
    broken = {year for pair, step in steps.items() if step <= 0 for year in pair}
    if broken:
        return "contradicted", None, margin, broken
    if len(years) < len(years_asked(content)):
        return "insufficient-data", None, margin, set()
    return "supported", None, margin, set(years)


def compute(content: Content, value: dict[int, Fraction], whole: Fraction | None) -> Fraction | None:
    """What the comparison is about: the figure itself, a change, a per cent or a ratio."""
    assert content.period
    now = value.get(content.period)
    if now is None:
        return None
    if content.comparison == "share-of-whole":
        return 100 * now / whole if whole else None
    if content.comparison not in (*RULES["change"], "ratio-to-period"):
        return now
    then = value.get(content.compared or 0)
    if then is None:
        return None
    change = now - then if content.comparison.startswith("rose") else then - now
    if content.comparison.endswith("amount"):
        return change
    if not then:
        return None
    return now / then if content.comparison == "ratio-to-period" else 100 * change / then


def judge(content: Content, computed: Fraction, then: Fraction) -> tuple[bool, Fraction]:
    """Whether it holds, and by how much it clears or misses."""
    match content.comparison:
        case "higher-than-period":
            return computed > then, computed - then
        case "lower-than-period":
            return computed < then, then - computed
        case "equal-to":
            assert content.claimed is not None
            assert content.rounded is not None
            half = content.rounded / 2
            holds = content.claimed - half <= computed < content.claimed + half
            return holds, half - abs(computed - content.claimed)
        case "more-than" | "less-than":
            margin = within(content, computed)
            return margin > 0, margin
        case _:
            margin = within(content, computed)
            return margin >= 0, margin


def within(content: Content, computed: Fraction) -> Fraction:
    """How far inside the bounds, or, below zero, outside of them."""
    inside = []
    if content.lower is not None:
        inside.append(computed - content.lower)
    if content.upper is not None:
        inside.append(content.upper - computed)
    return min(inside)


# ------------------------------------------------------------------ against a study effect


def fits(effect: Effect, content: Content, broader: dict[str, str]) -> bool:
    def narrower(given: str | None, wanted: str | None) -> bool:
        while given and given != wanted:
            given = broader.get(given)
        return given is not None

    return (
        narrower(effect.outcome, content.outcome)
        and narrower(effect.population, content.population)
        and narrower(effect.comparator, content.comparator)
        and (content.medicine is None or narrower(effect.medicine, content.medicine))
    )


def against_effect(content: Content, effect: Effect) -> Check:
    claimed = "comparator-over" if content.comparison == "times-lower-than-comparator" else "population-over"
    turn = not effect.direction.startswith(claimed)
    computed = 1 / effect.estimate if turn else effect.estimate
    margin = within(content, computed)
    overlaps = None
    if effect.interval:
        low, high = effect.interval
        # The value v of the ratio lies between the bounds; turned, v = 1 / w, and w runs from low to high.
        if turn:
            overlaps = (content.lower is None or content.lower * low <= 1) and (
                content.upper is None or content.upper * high >= 1
            )
        else:
            overlaps = (content.lower is None or content.lower <= high) and (
                content.upper is None or low <= content.upper
            )
    name = frozenset({effect.name})
    verdict: Verdict = "supported" if margin >= 0 else "contradicted"
    return Check(verdict, computed, margin, None, None, name, name, overlaps)


# ------------------------------------------------------------------ all checks of a world


def dates_of_checks(claim: Claim) -> list[date | None]:
    """The days as of which a claim is checked: of each stance on it, and None for the latest."""
    return [*sorted({last_day(stated) for stated in claim.dates}), None]


def checks(content: Content, by: date | None, world: World) -> dict[str | None, Check]:
    """The checks of a content by a day, by the name of the series or effect."""
    found: dict[str | None, Check] = {}
    if content.comparison in GROUPS:
        broader = dict(world.broader)
        for effect in world.effects:
            if fits(effect, content, broader) and published(effect.issued, by):
                found[effect.name] = against_effect(content, effect)
        return found or {None: Check("insufficient-data")}
    for series in {figure.series for figure in world.figures if figure.measure == content.measure}:
        found[series] = against_series(content, series, by, world)
    return found or {None: Check("insufficient-data", covered=0, asked=len(years_asked(content)))}


def whole(parts: list[Check]) -> Verdict:
    """What a claim comes to, from what its contents come to."""
    verdicts = {part.verdict for part in parts}
    if not verdicts:
        return "not-checkable"
    if verdicts == {"supported"}:
        return "supported"
    if "supported" in verdicts:
        return "partly-supported"
    return "contradicted" if "contradicted" in verdicts else "insufficient-data"
