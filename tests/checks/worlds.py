"""Made-up worlds of claims, figures and study effects: as Turtle, and drawn at random."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Final

from hypothesis import strategies as st

from reading import COMPARISONS, GROUPS, RULES, TRENDS, WINDOWS, Claim, Content, Effect, Figure, World
from rusgraf.terms import BASE, PREFIXES

CHECK: Final = f"{BASE}id/check/"

# ------------------------------------------------------------------ as Turtle

HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())


def number(value: Fraction) -> str:
    """A decimal literal, with all digits."""
    text = f"{Decimal(value.numerator) / Decimal(value.denominator):f}"
    assert Fraction(text) == value
    return text if "." in text else f"{text}.0"


def dated(stated: str) -> str:
    kind = ("gYear", "gYearMonth", "date")[stated.count("-")]
    return f'"{stated}"^^xsd:{kind}'


def turtle(world: World) -> str:
    blocks = [HEAD]
    blocks += [_claim(claim) for claim in world.claims]
    # The same number is written as a whole number here and as a decimal there.
    blocks += [_figure(figure, whole=bool(place % 2)) for place, figure in enumerate(world.figures)]
    blocks += [_effect(effect) for effect in world.effects]
    blocks += [f"{narrow} skos:broader {wide} ." for narrow, wide in world.broader]
    series = {(figure.series, figure.measure) for figure in world.figures}
    blocks += [
        f"dataset:{name} a qb:DataSet ; qb:structure dataset:{name}-structure ."
        f"measure:{measure} a qb:MeasureProperty ."
        f"dataset:{name}-structure a qb:DataStructureDefinition ; qb:component dataset:{name}-{measure} ."
        f"dataset:{name}-{measure} a qb:ComponentSpecification ; qb:measure measure:{measure} ."
        for name, measure in sorted(series)
    ]
    return "\n".join(blocks)


def _block(subject: str, **said: object) -> str:
    """One subject; a property is named ``prefix__name``, and one without a value is left out."""
    lines = [
        f"{name.replace('__', ':').replace('_', '-')} {value}"
        for name, value in said.items()
        if value is not None
    ]
    return f"{subject} {' ; '.join(lines)} ."


def _claim(claim: Claim) -> str:
    blocks = [f"claim:{claim.name} a rg:StatisticalClaim ."]
    for content in claim.contents:
        blocks += [f"claim:{claim.name} rg:hasStatisticalContent content:{content.name} .", _content(content)]
    for place, stated in enumerate(claim.dates):
        slug = f"{claim.name}-said-{place}"
        stance = ("endorses", "rejects", "reports")[place % 3]
        blocks += [
            f"assertion:{slug} a rg:Assertion ; rg:asserts claim:{claim.name} ; rg:assertedBy actor:one .",
            f"assertion:{slug} rg:stance stance:{stance} ; rg:anchor anchor:{slug} .",
            f"anchor:{slug} a rg:Anchor ; rg:rendition rendition:{slug} .",
            f"rendition:{slug} a rg:TextRendition ; dcterms:isFormatOf document:{slug} .",
            f"document:{slug} a rg:SourceDocument ; dcterms:date {dated(stated)} .",
        ]
    return "\n".join(blocks)


def _content(content: Content) -> str:
    series = content.comparison not in GROUPS
    year = '"{}"^^xsd:gYear'
    return _block(
        f"content:{content.name}",
        a="rg:StatisticalContent",
        rg__comparison=f"comparison:{content.comparison}",
        rg__measure=content.measure and f"measure:{content.measure}",
        sdmx_dimension__refArea=f"wd:{content.area}" if series else None,
        sdmx_dimension__refPeriod=content.period and year.format(content.period),
        rg__comparedPeriod=content.compared and year.format(content.compared),
        rg__windowYears=content.window,
        rg__lowerBound=None if content.lower is None else number(content.lower),
        rg__upperBound=None if content.upper is None else number(content.upper),
        rg__claimedValue=None if content.claimed is None else number(content.claimed),
        rg__roundedTo=content.rounded and number(content.rounded),
        rg__denominator=content.denominator and f"measure:{content.denominator}",
        rg__medicine=content.medicine,
        rg__category=content.category,
        rg__outcome=content.outcome,
        rg__population=content.population,
        rg__comparator=content.comparator,
    )


def _figure(figure: Figure, *, whole: bool) -> str:
    value = number(figure.value)
    return _block(
        f"observation:{figure.name}",
        a="qb:Observation",
        qb__dataSet=f"dataset:{figure.series}",
        sdmx_dimension__refArea=f"wd:{figure.area}",
        sdmx_dimension__refPeriod=f'"{figure.year}"^^xsd:gYear',
        sdmx_attribute__unitMeasure="unit:deaths",
        **{f"measure__{figure.measure}": value.removesuffix(".0") if whole else value},
        dcterms__issued=figure.issued and dated(figure.issued),
        prov__wasRevisionOf=figure.revises and f"observation:{figure.revises}",
        rg__medicine=figure.medicine,
        rg__category=figure.category,
    )


def _effect(effect: Effect) -> str:
    low, high = effect.interval or (None, None)
    return (
        _block(f"study:{effect.name}", a="rg:Study", dcterms__issued=effect.issued and dated(effect.issued))
        + "\n"
        + _block(
            f"effect:{effect.name}",
            a="rg:StudyEffect",
            rg__fromSource=f"study:{effect.name}",
            rg__outcome=effect.outcome,
            rg__medicine=effect.medicine,
            rg__population=effect.population,
            rg__comparator=effect.comparator,
            rg__ratioDirection=f"ratio-direction:{effect.direction}",
            rg__estimate=number(effect.estimate),
            rg__ciLower=None if low is None else number(low),
            rg__ciUpper=None if high is None else number(high),
        )
    )


# ------------------------------------------------------------------ at random

#: Few, so that figures tie, are issued on the day of a claim, and lie on a bound.
YEARS = range(2011, 2018)
DATES = ("2015", "2016-02", "2016-02-29", "2016-03-01", "2016-12-31", "2016", "2017-06")
VALUES = tuple(Fraction(text) for text in "-2 -0.5 0 1 2 2.5 3 4 8 10 12.25".split())
BOUNDS = tuple(Fraction(text) for text in "-50 -1 0 0.5 1 2 3 4 25 50 100".split())
WIDTHS = tuple(Fraction(text) for text in "0 0.5 1 2 50".split())
PARTS = (
    (None, None),
    ("medicine:methadone", None),
    (None, "category:women"),
    ("medicine:methadone", "category:women"),
)
BROADER = (
    ("outcome:made-up-narrow", "outcome:made-up"),
    ("outcome:made-up-narrowest", "outcome:made-up-narrow"),
    ("population:made-up-treated-long", "population:made-up-treated"),
    ("population:made-up-never-treated", "population:made-up-untreated"),
    ("medicine:made-up-strong", "medicine:made-up"),
)
ESTIMATES = tuple(Fraction(text) for text in "0.25 0.3 0.5 0.8 1 2 3 4 3.7".split())

# Made once, since a world draws from them hundreds of times.
some_value = st.sampled_from(VALUES)
some_issued = st.sampled_from((None, *DATES, *DATES))
some_size = st.sampled_from((0, 1, 1, 1, 1, 1, 1, 2, 3))
one_in_ten = st.integers(0, 9).map(lambda digit: digit == 0)


@st.composite
def slots(
    draw: st.DrawFn, series: str, measure: str, year: int, part: tuple[str | None, str | None], trend: int
) -> list[Figure]:
    """The figures of one series for one year: none, one, revised ones, ones that disagree."""
    figures: list[Figure] = []
    medicine, category = part
    slug = "-".join((series, measure, str(year), *(p.partition(":")[2] for p in part if p)))
    for place in range(draw(some_size)):
        steady = Fraction(5 + trend * (year - YEARS[0]))
        value = draw(some_value) if not trend or draw(one_in_ten) else steady
        figures.append(
            Figure(
                name=f"{slug}-{place}",
                series=series,
                measure=measure,
                year=year,
                value=value,
                issued=draw(some_issued),
                revises=draw(st.sampled_from((None, *(other.name for other in figures))))
                if figures
                else None,
                medicine=medicine,
                category=category,
            )
        )
    return figures


@st.composite
def all_figures(draw: st.DrawFn) -> tuple[Figure, ...]:
    figures: list[Figure] = []
    homes = draw(st.sampled_from((("a", "whole"), ("whole",), ("whole",), ("whole", "whole-too"))))
    made = [("a", "a"), ("a-too", "a"), ("b", "b"), *((home, "whole") for home in homes)]
    for series, measure in made:
        trend = draw(st.sampled_from((0, 0, 1, -1)))
        for year in YEARS:
            figures += draw(slots(series, measure, year, PARTS[0], trend))
        for part in PARTS[1:]:
            figures += draw(slots(series, measure, draw(st.sampled_from(YEARS)), part, 0))
    abroad = [Figure(f"abroad-{year}", "a", "a", year, Fraction(7), area="Q35") for year in YEARS[::2]]
    return (*figures, *abroad)


@st.composite
def bounds(draw: st.DrawFn) -> dict[str, Fraction]:
    lower = draw(st.sampled_from(BOUNDS))
    both = {"lower": lower, "upper": lower + draw(st.sampled_from(WIDTHS))}
    return {name: both[name] for name in draw(st.sampled_from((["lower"], ["upper"], ["lower", "upper"])))}


@st.composite
def contents(draw: st.DrawFn, name: str, comparison: str) -> Content:
    if comparison in GROUPS:
        return Content(
            name,
            comparison,
            outcome=draw(st.sampled_from(("outcome:made-up", "outcome:made-up", "outcome:made-up-narrow"))),
            population="population:made-up-treated",
            comparator="population:made-up-untreated",
            medicine=draw(st.sampled_from((None, None, "medicine:made-up"))),
            **draw(bounds()),  # type: ignore[arg-type]
        )
    period = draw(st.sampled_from(YEARS[3:]))
    medicine, category = draw(st.sampled_from((PARTS[0],) * 12 + PARTS))
    needs: dict[str, object] = {}
    if comparison in (*WINDOWS, *TRENDS):
        needs["window"] = draw(st.sampled_from((1, 1, 2, 2, 3, 9)))
    if comparison in (*RULES["higher-or-lower"], *RULES["change"], "ratio-to-period"):
        needs["compared"] = draw(st.sampled_from([year for year in YEARS if year != period]))
    if comparison in (*RULES["change"], *RULES["ratio"]):
        needs |= draw(bounds())
    if comparison == "equal-to":
        needs["claimed"] = draw(some_value) + draw(
            st.sampled_from((Fraction(0), Fraction(0), Fraction(1, 2)))
        )
        needs["rounded"] = draw(st.sampled_from((Fraction(1, 10), Fraction(1), Fraction(5))))
    if comparison == "share-of-whole":
        needs["denominator"] = "whole"
    if comparison in ("at-least", "more-than", "between"):
        lower: Fraction = draw(some_value)
        needs["lower"] = lower
        if comparison == "between":
            needs["upper"] = draw(st.sampled_from([lower + width for width in WIDTHS]))
    if comparison in ("at-most", "less-than"):
        needs["upper"] = draw(some_value)
    measure = draw(st.sampled_from(("a", "a", "a", "a", "b", "b", "nobody-counts")))
    return Content(
        name,
        comparison,
        measure=measure,
        period=period,
        medicine=medicine,
        category=category,
        **needs,  # type: ignore[arg-type]
    )


@st.composite
def effects(draw: st.DrawFn, name: str) -> Effect:
    estimate = draw(st.sampled_from(ESTIMATES))
    width = draw(st.sampled_from((None, (Fraction(0), Fraction(1)), (Fraction(1, 2), Fraction(2)))))
    return Effect(
        name,
        outcome=draw(st.sampled_from(("outcome:made-up", *(narrow for narrow, _ in BROADER[:2])))),
        population=draw(st.sampled_from(("population:made-up-treated", "population:made-up-treated-long"))),
        comparator=draw(
            st.sampled_from(
                (
                    "population:made-up-untreated",
                    "population:made-up-never-treated",
                    "population:made-up-others",
                )
            )
        ),
        direction=draw(st.sampled_from(("population-over-comparator", "comparator-over-population"))),
        estimate=estimate,
        interval=(estimate * width[0], estimate * width[1]) if width else None,
        medicine=draw(
            st.sampled_from((None, "medicine:made-up", "medicine:made-up-strong", "medicine:made-up-x"))
        ),
        issued=draw(st.sampled_from((None, *DATES))),
    )


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A world in which every comparison is made twice."""
    first = draw(st.integers(0, len(COMPARISONS) - 1))
    kinds = COMPARISONS[first:] + COMPARISONS + COMPARISONS[:first]
    waiting = [draw(contents(f"content-{place}", kind)) for place, kind in enumerate(kinds)]
    claims: list[Claim] = []
    while waiting or not claims:
        size = draw(st.sampled_from((0, 1, 1, 2, 3, 4)))
        dates = tuple(draw(st.lists(st.sampled_from(DATES), max_size=3)))
        claims.append(Claim(f"claim-{len(claims)}", tuple(waiting[:size]), dates))
        waiting = waiting[size:]
    return World(
        claims=tuple(claims),
        figures=draw(all_figures()),
        effects=tuple(draw(effects(f"effect-{place}")) for place in range(draw(st.integers(0, 6)))),
        broader=BROADER,
    )
