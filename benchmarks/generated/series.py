"""Series of made-up figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product
from random import Random
from typing import Final

from generated.register import Register
from generated.statements import Measured, Said, Submission, Vocabulary, both, decimal, typed

_LAST: Final = 2024
_YEARS: Final = range(_LAST, 1989, -1)
#: What part of a graph figures are, and about how many statements one takes.
_SHARE: Final = 0.08
_STATEMENTS: Final = 9
#: As many series there are of one measure at most, as more sources than that seldom count the same.
_OF_ONE: Final = 3
_FEWEST: Final = 20
#: These come first, as some queries ask for them.
_FIRST: Final = ("register-overdose-deaths", "register-overdose-deaths-in-category", "lar-patients")
_COMPARISONS: Final = (
    "highest-in-window",
    "lowest-in-window",
    "higher-than-period",
    "at-least",
    "between",
    "equal-to",
    "rose-by-share",
)


@dataclass(frozen=True)
class _Series:
    """A series: which one it is, of what, in which unit, and for which parts."""

    name: str
    of: Measured
    unit: str
    parts: list[str]


class Series:
    """As many series as a debate of a size has, and claims about their figures."""

    def __init__(self, triples: int, random: Random, register: Register, vocabulary: Vocabulary) -> None:
        self._random = random
        self._register = register
        self._vocabulary = vocabulary
        figures = int(triples * _SHARE / _STATEMENTS)
        by_measure = {each.measure.rpartition("/")[2]: each for each in vocabulary.measured}
        kinds = list(dict.fromkeys([*map(by_measure.__getitem__, _FIRST), *vocabulary.measured]))
        count = min(_OF_ONE * len(kinds), max(len(_FIRST), figures // _FEWEST))
        self._each = figures // count + 1
        self._series = [_series(number, kinds[number % len(kinds)], vocabulary) for number in range(count)]

    def content(self, year: int, *, first: bool = False) -> Said:
        """What a claim of a year says about a figure, in the terms of a series.

        :param first: of the first series, whose figures are not of parts.
        """
        series = self._series[0] if first else self._random.choice(self._series)
        year = min(year, _LAST) - self._random.randrange(3)
        comparison = self._random.choice(_COMPARISONS)
        low = self._random.randrange(1, 80)
        value, higher = decimal(low), decimal(low + 15)
        compared: Said = {"rg:comparedPeriod": typed(year - 5, "gYear")}
        takes: dict[str, Said] = {
            "higher-than-period": compared,
            "at-least": {"rg:lowerBound": value},
            "between": {"rg:lowerBound": value, "rg:upperBound": higher},
            "equal-to": {"rg:claimedValue": value, "rg:roundedTo": decimal(10)},
            "rose-by-share": {**compared, "rg:lowerBound": value},
        }
        window: Said = {"rg:windowYears": typed(self._random.randint(2, 10), "integer")}
        part = {series.of.part: self._random.choice(series.parts)} if series.of.part else {}
        return {
            "rg:measure": series.of.measure,
            "sdmx-dimension:refArea": "wd:Q20",
            "sdmx-dimension:refPeriod": typed(year, "gYear"),
            "rg:comparison": f"comparison:{comparison}",
            **part,
            **takes.get(comparison, window),
        }

    def observation(self) -> str:
        """One of the figures."""
        return (
            f"observation:{self._random.choice(self._series).name}-{1 + self._random.randrange(self._each)}"
        )

    def submissions(self) -> Iterator[Submission]:
        """One for each series."""
        for series in self._series:
            yield self._written(series)

    def _written(self, series: _Series) -> Submission:
        number = series.name.rpartition("-")[2]
        page = Submission(
            f"statistics/{series.name}", (f"Oppdiktet tallserie {number}", f"Made-up series {number}")
        )
        page.state(
            f"dataset:{series.name}",
            "qb:DataSet",
            {
                "rdfs:label": both(f"Oppdiktet serie {number}", f"Made-up series {number}"),
                "dcterms:subject": "topic:overdose-deaths" if "deaths" in series.of.measure else "topic:lar",
                "dcterms:publisher": self._register.actor(),
                "qb:structure": series.of.structure,
                "skos:editorialNote": both("Tallene er oppdiktet.", "The figures are made up."),
            },
        )
        # The years of the country come first; then those of its parts.
        places = product(series.parts, self._vocabulary.areas, _YEARS)
        for figure, (part, area, year) in enumerate(islice(places, self._each), start=1):
            name = f"observation:{series.name}-{figure}"
            said: Said = {
                "qb:dataSet": f"dataset:{series.name}",
                "sdmx-dimension:refArea": area,
                "sdmx-dimension:refPeriod": typed(year, "gYear"),
                "sdmx-attribute:unitMeasure": series.unit,
                **({series.of.part: part} if part else {}),
            }
            self._state(page, name, series, said, year + 1)
            if not self._random.randrange(12):
                revised: Said = {"prov:wasRevisionOf": name}
                self._state(page, f"{name}-revised", series, {**said, **revised}, year + 2)
        return page

    def _state(
        self,
        page: Submission,
        name: str,
        series: _Series,
        said: Said,
        issued: int,
    ) -> None:
        figure = self._random.randint(1, 100)
        figured: Said = {
            series.of.measure: typed(figure, "integer") if series.of.whole else decimal(figure),
            "dcterms:issued": typed(issued, "gYear"),
            "dcterms:source": self._register.source(),
        }
        page.state(name, "qb:Observation", {**said, **figured})


def _series(number: int, of: Measured, vocabulary: Vocabulary) -> _Series:
    if of.whole:
        unit = "deaths" if "deaths" in of.measure else "persons"
    else:
        units = {"share": "percent", "age": "years", "rate": "per-100000-inhabitants"}
        unit = units[of.measure.rpartition("-")[2]]
    return _Series(
        f"made-up-{number + 1}", of, f"unit:{unit}", vocabulary.codes(of.part) if of.part else [""]
    )
