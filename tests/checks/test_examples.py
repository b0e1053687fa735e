"""Checks worked out by hand: the reading and the rules both come to what is written here."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

import pytest

import reading
from reading import GROUPS, Check, Claim, Content, Effect, Figure, World
from test_rules import Told, agree, as_check, by_or_latest, differences, opened, told
from worlds import BROADER, CHECK


@dataclass(frozen=True)
class Example:
    """A world of its own: the figures are of a series and measure that no other example has.

    :param figures: ``year=value``, the year without its century; each perhaps with a name before
        it (``name:``), the date on which it was issued (``@``), and the name of the figure that
        it revises (``>``). Those after a ``|`` are of the measure of the whole.
    :param dates: when the claim was made; without one, it is checked against the latest figures.
    :param comes_to: the check; figures are named as in ``figures``, by default by their years.
    """

    about: str
    content: Content
    figures: str
    comes_to: Check
    dates: tuple[str, ...] = ()
    effect: Effect | None = None


FIGURE = re.compile(r"(?:(\w+):)?(\d\d)=([-\d.]+)(?:@([\d-]+))?(?:>(\w+))?")


def number(text: str) -> Fraction | None:
    return Fraction(text) if text else None


def of_series(table: str) -> list[Example]:
    """Examples on the latest figures, of 2018, compared with 2016 where a year is compared with.

    Columns: comparison, what else it needs, figures, verdict, computed value, margin,
    years covered/asked, the figures used, and those that decide.
    """
    examples = []
    for line in table.strip().splitlines():
        comparison, needs, figures, verdict, computed, margin, years, used, decided = (
            cell.strip() for cell in line.split(";")
        )
        given: dict[str, object] = {"measure": "counted", "period": 2018}
        for need in needs.split():
            name, _, value = need.partition("=")
            given[name] = Fraction(value)
            if name in ("window", "compared"):
                given[name] = int(value) + (2000 if name == "compared" else 0)
        covered, _, asked = years.partition("/")
        check = Check(
            verdict,  # type: ignore[arg-type]
            number(computed),
            number(margin),
            int(covered),
            int(asked),
            frozenset(used.split()),
            frozenset(decided.split()),
        )
        examples.append(Example(line, Content("", comparison, **given), figures, check))  # type: ignore[arg-type]
    return examples


SERIES = of_series("""
    highest-in-window; window=3; 15=1 16=2 17=3 18=4; supported; 4; 1; 3/3; 15 16 17 18; 18 17
    highest-in-window; window=3; 15=3 16=1 17=3 18=4; supported; 4; 1; 3/3; 15 16 17 18; 18 15 17
    highest-in-window; window=3; 15=1 16=4 17=3 18=4; contradicted; 4; 0; 3/3; 15 16 17 18; 18 16
    highest-in-window; window=3; 15=5 16=6 17=3 18=4; contradicted; 4; -2; 3/3; 15 16 17 18; 18 15 16
    highest-in-window; window=3; 16=6 18=4; contradicted; 4; -2; 1/3; 16 18; 18 16
    highest-in-window; window=3; 14=9 15=1 16=2 17=3 18=4 19=9; supported; 4; 1; 3/3; 15 16 17 18; 18 17
    highest-in-window; window=4; 15=1 16=2 17=3 18=4; insufficient-data; 4; 1; 3/4; 15 16 17 18;
    highest-in-window; window=1; 18=4; insufficient-data; 4; ; 0/1; 18;
    highest-in-window; window=2; 16=2 17=3; insufficient-data; ; ; 2/2; 16 17;
    highest-in-window; window=2; 16=-0.5 17=-3 18=0; supported; 0; 0.5; 2/2; 16 17 18; 18 16
    highest-in-window; window=2; a:16=2 b:16=9 17=3 18=4; insufficient-data; 4; 1; 1/2; 17 18;
    lowest-in-window; window=3; 15=7 16=6 17=5.5 18=4; supported; 4; 1.5; 3/3; 15 16 17 18; 18 17
    lowest-in-window; window=3; 15=7 16=4 17=5 18=4; contradicted; 4; 0; 3/3; 15 16 17 18; 18 16
    lowest-in-window; window=3; 15=1 18=4; contradicted; 4; -3; 1/3; 15 18; 18 15
    lowest-in-window; window=3; 15=7 16=6 18=4; insufficient-data; 4; 2; 2/3; 15 16 18;
    lowest-in-window; window=1; 17=6; insufficient-data; ; ; 1/1; 17;
    higher-than-period; compared=16; 16=3 18=4; supported; 4; 1; 2/2; 16 18; 16 18
    higher-than-period; compared=16; 16=4 18=4; contradicted; 4; 0; 2/2; 16 18; 16 18
    higher-than-period; compared=16; 17=3 18=4; insufficient-data; 4; ; 1/2; 18;
    higher-than-period; compared=16; 16=3; insufficient-data; ; ; 1/2; 16;
    lower-than-period; compared=20; 20=3 18=2.5; supported; 2.5; 0.5; 2/2; 20 18; 20 18
    lower-than-period; compared=16; 16=3 18=4; contradicted; 4; -1; 2/2; 16 18; 16 18
    lower-than-period; compared=16; 17=3; insufficient-data; ; ; 0/2; ;
    rose-by-amount; compared=16 lower=10 upper=20; 16=100 18=110; supported; 10; 0; 2/2; 16 18; 16 18
    rose-by-amount; compared=16 lower=10 upper=20; 16=100 18=117; supported; 17; 3; 2/2; 16 18; 16 18
    rose-by-amount; compared=16 lower=10 upper=20; 16=100 18=121; contradicted; 21; -1; 2/2; 16 18; 16 18
    rose-by-amount; compared=16 lower=10 upper=20; 16=100 18=90; contradicted; -10; -20; 2/2; 16 18; 16 18
    rose-by-amount; compared=16 lower=10; 18=90; insufficient-data; ; ; 1/2; 18;
    fell-by-amount; compared=16 lower=10; 16=100 18=80; supported; 20; 10; 2/2; 16 18; 16 18
    fell-by-amount; compared=16 upper=10; 16=100 18=80; contradicted; 20; -10; 2/2; 16 18; 16 18
    fell-by-amount; compared=16 upper=10; 16=100; insufficient-data; ; ; 1/2; 16;
    rose-by-share; compared=16 lower=50; 16=2 18=3; supported; 50; 0; 2/2; 16 18; 16 18
    rose-by-share; compared=16 lower=50 upper=60; 16=4 18=6.5; contradicted; 62.5; -2.5; 2/2; 16 18; 16 18
    rose-by-share; compared=16 lower=50; 16=0 18=3; insufficient-data; ; ; 2/2; 16 18;
    rose-by-share; compared=16 lower=50; 16=2.5 18=2.5; contradicted; 0; -50; 2/2; 16 18; 16 18
    fell-by-share; compared=16 upper=50; 16=-0.5 18=-0.5; supported; 0; 50; 2/2; 16 18; 16 18
    fell-by-share; compared=16 lower=33 upper=34; 16=3 18=2; supported; 100/3; 1/3; 2/2; 16 18; 16 18
    fell-by-share; compared=16 upper=33; 16=3 18=2; contradicted; 100/3; -1/3; 2/2; 16 18; 16 18
    fell-by-share; compared=16 upper=33; 18=2; insufficient-data; ; ; 1/2; 18;
    equal-to; claimed=300 rounded=10; 18=295; supported; 295; 0; 1/1; 18; 18
    equal-to; claimed=300 rounded=10; 18=304.9; supported; 304.9; 0.1; 1/1; 18; 18
    equal-to; claimed=300 rounded=10; 18=305; contradicted; 305; 0; 1/1; 18; 18
    equal-to; claimed=-3 rounded=1; 18=-3.5; supported; -3.5; 0; 1/1; 18; 18
    equal-to; claimed=-3 rounded=1; 18=-2.5; contradicted; -2.5; 0; 1/1; 18; 18
    equal-to; claimed=300 rounded=10; 18=280; contradicted; 280; -15; 1/1; 18; 18
    equal-to; claimed=300 rounded=10; 17=300; insufficient-data; ; ; 0/1; ;
    ratio-to-period; compared=16 lower=2; 16=5 18=10; supported; 2; 0; 2/2; 16 18; 16 18
    ratio-to-period; compared=16 lower=2 upper=3; 16=4 18=7; contradicted; 1.75; -0.25; 2/2; 16 18; 16 18
    ratio-to-period; compared=16 lower=2; 16=0 18=7; insufficient-data; ; ; 2/2; 16 18;
    ratio-to-period; compared=16 upper=2; 16=7 18=0; supported; 0; 2; 2/2; 16 18; 16 18
    ratio-to-period; compared=16 upper=2; 16=2.5 18=0; supported; 0; 2; 2/2; 16 18; 16 18
    ratio-to-period; compared=16 upper=2; 18=5; insufficient-data; ; ; 1/2; 18;
    at-least; lower=4; 18=4; supported; 4; 0; 1/1; 18; 18
    at-least; lower=4; 18=3.9; contradicted; 3.9; -0.1; 1/1; 18; 18
    at-least; lower=4; 17=5; insufficient-data; ; ; 0/1; ;
    more-than; lower=4; 18=4.1; supported; 4.1; 0.1; 1/1; 18; 18
    more-than; lower=4; 18=4; contradicted; 4; 0; 1/1; 18; 18
    more-than; lower=4; a:18=5 b:18=6; insufficient-data; ; ; 0/1; ;
    at-most; upper=4; 18=4; supported; 4; 0; 1/1; 18; 18
    at-most; upper=4; 18=4.5; contradicted; 4.5; -0.5; 1/1; 18; 18
    at-most; upper=4; 19=4; insufficient-data; ; ; 0/1; ;
    less-than; upper=0; 18=-1; supported; -1; 1; 1/1; 18; 18
    less-than; upper=0; 18=0; contradicted; 0; 0; 1/1; 18; 18
    less-than; upper=0; 17=0; insufficient-data; ; ; 0/1; ;
    between; lower=4 upper=6; 18=6; supported; 6; 0; 1/1; 18; 18
    between; lower=4 upper=6; 18=4.5; supported; 4.5; 0.5; 1/1; 18; 18
    between; lower=4 upper=6; 18=3; contradicted; 3; -1; 1/1; 18; 18
    between; lower=4 upper=6; 17=5; insufficient-data; ; ; 0/1; ;
    rising-in-window; window=2; 16=1 17=2 18=4; supported; ; 1; 3/3; 16 17 18; 16 17 18
    rising-in-window; window=2; 16=1 17=1 18=4; contradicted; ; 0; 3/3; 16 17 18; 16 17
    rising-in-window; window=4; 14=5 16=3 17=4; contradicted; ; -2; 3/5; 14 16 17; 14 16
    rising-in-window; window=3; 15=9 16=5 17=6 18=2; contradicted; ; -4; 4/4; 15 16 17 18; 15 16 17 18
    rising-in-window; window=3; 15=1 17=6 18=9; insufficient-data; ; 3; 3/4; 15 17 18;
    rising-in-window; window=3; 18=9; insufficient-data; ; ; 1/4; 18;
    falling-in-window; window=1; 17=9 18=8.5; supported; ; 0.5; 2/2; 17 18; 17 18
    falling-in-window; window=2; 16=9 18=9; contradicted; ; 0; 2/3; 16 18; 16 18
    falling-in-window; window=2; 16=9 17=8; insufficient-data; ; 1; 2/3; 16 17;
""")


def in_force(about: str, figures: str, claimed: str, value: str, used: str) -> Example:
    """What the figure of 2018 is by the day of a claim; ``latest`` for everything in the graph."""
    content = Content("", "at-least", measure="counted", period=2018, lower=Fraction(0))
    names = frozenset(used.split())
    known = Fraction(value) if value else None
    check = Check(
        "supported" if value else "insufficient-data", known, known, len(names) and 1, 1, names, names
    )
    return Example(about, content, figures, check, () if claimed == "latest" else (claimed,))


REVISED = "a:18=3@2019-05-02 b:18=4@2021-01>a"
UNDATED = "a:18=3@2019-05-02 b:18=4>a c:18=5@2021>b"
LATER = "a:18=3@2018 b:18=4@2022>a c:18=5@2020>b"
FORKED = "a:18=3@2018 b:18=4@2019-02>a c:18=5@2019-06>a d:18=4@2020>c"
VINTAGES = [
    in_force(*line)
    for line in [
        ("a year is its last day", "a:18=3@2019", "2019-12-30", "", ""),
        ("a year is its last day", "a:18=3@2019", "2019-12-31", "3", "a"),
        ("a claim by year knows the whole year", "a:18=3@2019-12-31", "2019", "3", "a"),
        ("and no more", "a:18=3@2020-01-01", "2019", "", ""),
        ("both by year", "a:18=3@2019", "2019", "3", "a"),
        ("a claim by month knows the whole month", "a:18=3@2019-04-30", "2019-04", "3", "a"),
        ("and no more", "a:18=3@2019-05-01", "2019-04", "", ""),
        ("December ends the year", "a:18=3@2019-12", "2019", "3", "a"),
        ("December is not over", "a:18=3@2019-12", "2019-12-30", "", ""),
        ("leap-year February is not over", "a:18=3@2020-02", "2020-02-28", "", ""),
        ("leap-year February has 29 days", "a:18=3@2020-02", "2020-02-29", "3", "a"),
        ("other Februaries have 28", "a:18=3@2019-02", "2019-02-28", "3", "a"),
        ("a claim in leap-year February", "a:18=3@2020-02-29", "2020-02", "3", "a"),
        ("a claim in February", "a:18=3@2021-03-01", "2021-02", "", ""),
        ("2000 was a leap year", "a:18=3@2000-02-29", "2000-02", "3", "a"),
        ("1900 was none", "a:18=3@1900-02", "1900-02-28", "3", "a"),
        ("on the very day", "a:18=3@2019-06-13", "2019-06-13", "3", "a"),
        ("the day before", "a:18=3@2019-06-13", "2019-06-12", "", ""),
        ("undated is never known to be published", "a:18=3", "2026", "", ""),
        ("but counts among the latest", "a:18=3", "latest", "3", "a"),
        ("before the revision", REVISED, "2021-01-30", "3", "a"),
        ("with the revision", REVISED, "2021-01-31", "4", "b"),
        ("the latest", REVISED, "latest", "4", "b"),
        ("an undated revision is not known", UNDATED, "2020", "3", "a"),
        ("a revision of an undated one revises the first", UNDATED, "2021", "5", "c"),
        ("the last of a chain", UNDATED, "latest", "5", "c"),
        ("a revision of what is not published yet", LATER, "2021", "5", "c"),
        ("the last of the chain stays", LATER, "2022", "5", "c"),
        ("one branch", FORKED, "2019-05", "4", "b"),
        ("both branches differ", FORKED, "2019", "", ""),
        ("a revision settles it: two agree", FORKED, "2020", "4", "b d"),
        ("two that agree", "a:18=3@2019 b:18=3@2020", "2019", "3", "a"),
        ("two that agree", "a:18=3@2019 b:18=3@2020", "2020", "3", "a b"),
        ("two that differ", "a:18=3@2019 b:18=4@2020", "2020", "", ""),
        ("one of them revised", "a:18=3@2019 b:18=4@2019 c:18=4@2020>a", "2019", "", ""),
        ("one of them revised", "a:18=3@2019 b:18=4@2019 c:18=4@2020>a", "2020", "4", "b c"),
    ]
]


def share(about: str, figures: str, claimed: str, value: str, used: str) -> Example:
    content = Content(
        "", "share-of-whole", measure="counted", period=2018, denominator="whole", lower=Fraction(20)
    )
    names = frozenset(used.split())
    if value:
        margin = Fraction(value) - 20
        verdict: reading.Verdict = "supported" if margin >= 0 else "contradicted"
        check = Check(verdict, Fraction(value), margin, 1, 1, names, names)
    else:
        check = Check("insufficient-data", None, None, 0 if len(names) < 2 else 1, 1, names)
    return Example(about, content, figures, check, () if claimed == "latest" else (claimed,))


MIXED = "a:18=10@2019 b:18=12@2021>a | v:18=50@2018 w:18=60@2020>v"
SHARES = [
    share(*line)
    for line in [
        ("the whole of that day", MIXED, "2019", "20", "a v"),
        ("the whole has been revised since, the part has not", MIXED, "2020", "20", "a v"),
        ("both revised", MIXED, "2021", "20", "b w"),
        ("both revised", MIXED, "latest", "20", "b w"),
        ("too small", "a:18=10@2019 | v:18=80@2019", "latest", "12.5", "a v"),
        ("the whole came later", "a:18=10@2019 | v:18=50@2020", "2021", "", "a"),
        ("the part is undated", "a:18=10 | v:18=50@2018", "latest", "", "a"),
        ("the whole is undated", "a:18=10@2019 | v:18=50", "latest", "", "a"),
        ("nothing in all", "a:18=10@2019 | v:18=0@2019", "latest", "", "a v"),
        ("nothing of a whole that is no whole number", "a:18=0@2019 | v:18=2.5@2019", "latest", "0", "a v"),
        ("parts that differ", "a:18=10@2019 b:18=12@2019 | v:18=50@2018", "latest", "", ""),
        ("wholes that differ", "a:18=10@2019 | v:18=50@2019 w:18=40@2019", "latest", "", "a"),
        ("wholes that agree", "a:18=10@2019 | v:18=50@2019 w:18=50@2018", "latest", "20", "a v w"),
        ("of another year", "a:18=10@2019 | v:17=50@2017", "latest", "", "a"),
        ("no part", "a:17=10@2019 | v:18=50@2017", "latest", "", ""),
    ]
]


def effect(about: str, comparison: str, needs: str, given: str, comes_to: str) -> Example:
    """Given: direction, estimate, perhaps the interval; comes to: verdict, value, margin, overlaps."""
    content = Content(
        "",
        comparison,
        outcome="outcome:made-up",
        population="population:made-up-treated",
        comparator="population:made-up-untreated",
        **{name: Fraction(value) for name, _, value in (need.partition("=") for need in needs.split())},  # type: ignore[arg-type]
    )
    direction, estimate, *limits = given.split()
    verdict, value, margin, *overlaps = comes_to.split()
    low_high = (Fraction(limits[0]), Fraction(limits[1])) if limits else None
    of_study = Effect(
        "a",
        "outcome:made-up-narrowest",
        "population:made-up-treated-long",
        "population:made-up-untreated",
        f"{direction}-over-{'population' if direction == 'comparator' else 'comparator'}",  # type: ignore[arg-type]
        Fraction(estimate),
        low_high,
    )
    names = frozenset("a")
    check = Check(
        verdict,  # type: ignore[arg-type]
        Fraction(value),
        Fraction(margin),
        used=names,
        decided=names,
        overlaps=overlaps == ["overlaps"] if limits else None,
    )
    return Example(about, content, "", check, effect=of_study)


LOWER, HIGHER = GROUPS
EFFECTS = [
    effect(*line)
    for line in [
        ("on the lower bound", LOWER, "lower=3 upper=4", "comparator 3", "supported 3 0"),
        ("on the upper bound", LOWER, "lower=3 upper=4", "comparator 4", "supported 4 0"),
        ("just above", LOWER, "lower=3 upper=4", "comparator 4.001", "contradicted 4.001 -0.001"),
        ("turned, on the bound", LOWER, "lower=3 upper=4", "population 0.25", "supported 4 0"),
        ("turned, not rounded", LOWER, "lower=3 upper=4", "population 0.3", "supported 10/3 1/3"),
        ("turned, just below", LOWER, "lower=3", "population 0.3334", "contradicted 5000/1667 -1/1667"),
        ("above", HIGHER, "lower=2", "population 3", "supported 3 1"),
        ("turned, below", HIGHER, "lower=2", "comparator 0.8", "contradicted 1.25 -0.75"),
        ("no lower bound", HIGHER, "upper=2", "comparator 2", "supported 0.5 1.5"),
        (
            "the interval decides nothing",
            LOWER,
            "lower=3 upper=4",
            "comparator 2 1 5",
            "contradicted 2 -1 overlaps",
        ),
        ("it touches", LOWER, "lower=3 upper=4", "comparator 2 1 3", "contradicted 2 -1 overlaps"),
        ("it does not reach", LOWER, "lower=3 upper=4", "comparator 2 1 2.9", "contradicted 2 -1 not"),
        ("it touches above", LOWER, "lower=3 upper=4", "comparator 5 4 6", "contradicted 5 -1 overlaps"),
        (
            "turned, it touches",
            LOWER,
            "lower=3 upper=4",
            "population 0.2 0.1 0.25",
            "contradicted 5 -1 overlaps",
        ),
        (
            "turned, it does not reach",
            LOWER,
            "lower=3 upper=4",
            "population 0.5 0.4 1",
            "contradicted 2 -1 not",
        ),
        ("turned from zero", LOWER, "lower=3 upper=4", "population 0.5 0 1", "contradicted 2 -1 overlaps"),
        ("turned from zero", LOWER, "upper=4", "population 0.2 0 0.24", "contradicted 5 -1 not"),
        ("turned from zero", LOWER, "lower=9", "population 0.5 0 1", "contradicted 2 -7 overlaps"),
    ]
]

EXAMPLES = [*SERIES, *VINTAGES, *SHARES, *EFFECTS]


def parsed(text: str, series: str, measure: str, slug: str) -> list[Figure]:
    return [
        Figure(
            f"{slug}-{name or year}",
            series,
            measure,
            2000 + int(year),
            Fraction(value),
            issued or None,
            f"{slug}-{revises}" if revises else None,
        )
        for name, year, value, issued, revises in FIGURE.findall(text)
    ]


def apart(place: int, example: Example) -> World:
    """The world of one example, with names that no other has."""
    slug = f"example-{place}"
    measure, whole = f"counted-{place}", f"whole-{place}"
    parts, _, wholes = example.figures.partition("|")
    # So that there is a series even where it has no figure that is asked for.
    figures = [Figure(f"{slug}-abroad", slug, measure, 2018, Fraction(1), area="Q35")]
    figures += parsed(parts, slug, measure, slug) + parsed(wholes, f"{slug}-whole", whole, slug)
    content = replace(
        example.content,
        name=f"{slug}-content",
        measure=example.content.measure and measure,
        denominator=example.content.denominator and whole,
    )
    effects: tuple[Effect, ...] = ()
    if example.effect:
        own = f"outcome:{slug}"
        content = replace(content, outcome=own)
        effects = (replace(example.effect, name=f"{slug}-a", outcome=f"outcome:{slug}-narrow"),)
    return World((Claim(slug, (content,), example.dates),), tuple(figures), effects)


def together(examples: list[Example]) -> World:
    worlds = [apart(place, example) for place, example in enumerate(examples)]
    narrow = [
        (f"outcome:example-{place}-narrow", f"outcome:example-{place}") for place in range(len(examples))
    ]
    return World(
        tuple(claim for world in worlds for claim in world.claims),
        tuple(figure for world in worlds for figure in world.figures),
        tuple(effect for world in worlds for effect in world.effects),
        (*BROADER, *narrow),
    )


ALL = together(EXAMPLES)


@pytest.fixture(scope="module")
def derived() -> Told:
    return told(opened(ALL))


def unslugged(names: frozenset[str], slug: str) -> frozenset[str]:
    return frozenset(name.removeprefix(f"{slug}-") for name in names)


def by_hand(place: int) -> tuple[Check, date | None, str]:
    example = EXAMPLES[place]
    by = reading.last_day(example.dates[0]) if example.dates else None
    return example.comes_to, by, f"example-{place}"


@pytest.mark.parametrize("place", range(len(EXAMPLES)), ids=lambda place: f"{place}-{EXAMPLES[place].about}")
def test_the_reading_is_what_comes_out_by_hand(place: int) -> None:
    expected, by, slug = by_hand(place)
    (content,) = ALL.claims[place].contents
    (check,) = reading.checks(content, by, ALL).values()
    check = replace(check, used=unslugged(check.used, slug), decided=unslugged(check.decided, slug))
    assert check == expected


@pytest.mark.parametrize("place", range(len(EXAMPLES)), ids=lambda place: f"{place}-{EXAMPLES[place].about}")
def test_the_rules_say_what_comes_out_by_hand(place: int, derived: Told) -> None:
    expected, by, slug = by_hand(place)
    against = f"{slug}-a" if EXAMPLES[place].effect else slug
    check = as_check(derived[f"{CHECK}{slug}-content-{by_or_latest(by)}-{against}"])
    check = replace(check, used=unslugged(check.used, slug), decided=unslugged(check.decided, slug))
    assert agree(expected, check), check


def test_in_the_examples_nothing_else_is_derived(derived: Told) -> None:
    assert not differences(ALL, derived)


@pytest.mark.parametrize("day", ["2018-12-31", "2019-05-02", "2021-01-30"])
def test_any_day_can_be_asked_for(day: str) -> None:
    """By a day that nobody's claim was made on, too, the figures are those published by then."""
    found = opened(ALL).check(as_of=day, lang="en")
    verdicts = {row["check"]: row["verdict"].replace(" ", "-") for row in found.claims}
    by = date.fromisoformat(day)
    assert verdicts == {
        f"{CHECK}{claim.name}-as-of-{day}": reading.whole(
            [check for content in claim.contents for check in reading.checks(content, by, ALL).values()]
        )
        for claim in ALL.claims
    }
