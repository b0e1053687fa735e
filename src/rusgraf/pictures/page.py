"""What a picture shows: a page with a panel for each part of a claim."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One figure of a series, as all the checks see it.

    :param name: the slug of the observation.
    :param early: whether it was published by the first day that is asked for.
    :param published: whether it was published by the day of the last check.
    :param in_force: whether besides nothing revises it, among what the last check knows.
    :param disputed: whether another figure in force for the year has another value.
    :param deciding: the checks that it decides, as they are called.
    :param replaced_by: the slug of the figure that revises it.
    """

    name: str
    year: int
    value: float
    unit: str
    issued: str
    early: bool
    published: bool
    in_force: bool
    disputed: bool
    deciding: tuple[str, ...]
    replaced_by: str
    source: str

    @property
    def stands(self) -> bool:
        """Whether it is the figure of its year."""
        return self.in_force and not self.disputed


@dataclass(frozen=True)
class Series:
    """One part of a claim, held against one series.

    :param lines: the verdicts with their explanations, in words.
    :param subject: the year that the claim is about.
    :param window: the first and the last year of the window, where there is one.
    :param claimed: the values between which the figure should lie, where they can be said.
    :param bounds: what is claimed, in words.
    :param breaks: the steps that break a trend.
    :param whole: what a share is taken of.
    :param day: the first day by which figures had to be published, if any check asks so.
    :param checks: what the checks are called.
    """

    heading: str
    lines: tuple[str, ...]
    comparison: str
    subject: int | None
    compared: int | None
    window: tuple[int, int] | None
    claimed: tuple[float | None, float | None] | None
    bounds: str
    breaks: tuple[tuple[Figure, Figure], ...]
    figures: tuple[Figure, ...]
    whole: tuple[Figure, ...]
    day: str
    checks: tuple[str, ...]

    @property
    def standing(self) -> dict[int, Figure]:
        """The figure that counts in the last check, by year."""
        return {each.year: each for each in self.figures if each.stands}

    @property
    def asked(self) -> list[int]:
        """The years that the claim asks for."""
        first, last = self.window or (0, -1)
        own = {year for year in (self.subject, self.compared) if year is not None}
        return sorted(own | set(range(first, last + 1)))

    @property
    def years(self) -> range:
        """From the first year that is asked for, or has a figure, to the last."""
        years = [*self.asked, *(each.year for each in self.figures)]
        return range(min(years), max(years) + 1)

    @property
    def missing(self) -> list[int]:
        """The years asked for without a figure that counts."""
        return [year for year in self.asked if year not in self.standing]


@dataclass(frozen=True)
class Effect:
    """What a study found, turned the way the claim puts it.

    :param details: medicine, area and design, and the groups where they are not those of the claim.
    :param holds: whether the ratio lies within what is claimed.
    :param overlaps: whether its interval reaches there; nothing without an interval.
    :param derived: whether the editors worked it out.
    :param early: whether the study was published by the first day that is asked for.
    """

    name: str
    study: str
    issued: str
    details: tuple[str, ...]
    outcome: str
    ratio: float
    lower: float | None
    upper: float | None
    holds: bool
    overlaps: bool | None
    derived: bool
    early: bool
    source: str


@dataclass(frozen=True)
class Forest:
    """One part of a claim, held against the effects that studies found.

    :param lines: the groups that the claim compares.
    :param lower: the least ratio that is claimed, if any; ``upper`` the greatest.
    """

    heading: str
    lines: tuple[str, ...]
    lower: float | None
    upper: float | None
    bounds: str
    effects: tuple[Effect, ...]
    day: str


@dataclass(frozen=True)
class Page:
    """All that one picture shows.

    :param slug: the slug of the claim, from which the names of the marks are made.
    """

    slug: str
    lang: str
    title: str
    lines: tuple[str, ...]
    panels: tuple[Series | Forest, ...]

    @property
    def sources(self) -> list[str]:
        """The names of the sources of what is drawn, each once."""
        drawn = (
            each.source
            for panel in self.panels
            for each in ((*panel.figures, *panel.whole) if isinstance(panel, Series) else panel.effects)
        )
        names = (name for source in drawn for name in re.sub(r" ?<[^>]*>", "", source).split("; "))
        return list(dict.fromkeys(name for name in names if name))


def capital(text: str) -> str:
    """The text with a capital letter first."""
    return text[:1].upper() + text[1:]
