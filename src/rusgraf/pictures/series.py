"""The panel of a series, from the rows on its figures."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from rusgraf.pictures import bounds, checks
from rusgraf.pictures.checks import Row
from rusgraf.pictures.rows import Figure, Series

_TREND: Final = ("rising-in-window", "falling-in-window")


def read(parts: Sequence[Row], rows: Sequence[Row], lang: str) -> Series:
    """The panel of one series.

    :param parts: the rows of ``parts-of-check`` on one content and series, by day.
    :param rows: those of ``figures-in-check`` on the same.
    """
    part, last = parts[0], parts[-1]
    code = (part["comparisonCode"] or "").rpartition("/")[2]
    subject, compared = part["year"], part["comparedYear"]
    window = None
    if part["window"] and subject:
        window = (subject - part["window"], subject if code in _TREND else subject - 1)
    figures = _figures([row for row in rows if not row["denominator"]], last["contentCheck"])
    whole = _figures([row for row in rows if row["denominator"]], last["contentCheck"])
    standing = {each.year: each for each in figures if each.stands}
    base = standing[compared].value if compared in standing else None
    if code == "share-of-whole":
        base = next((each.value for each in whole if each.in_force), None)
    heading = next((row["series"] for row in rows if row["series"]), part["measure"] or "")
    comparison = part["comparison"] or ""
    return Series(
        heading=": ".join(each for each in (heading, comparison) if each),
        lines=checks.of_part(parts),
        comparison=code,
        subject=subject,
        compared=compared,
        window=window,
        claimed=bounds.between(code, part, base),
        bounds=bounds.words(code, part, lang, base),
        breaks=_breaks(code, figures, checks.name(last)),
        figures=figures,
        whole=whole,
        day=checks.first_day(parts),
        checks=tuple(dict.fromkeys(checks.name(row) for row in parts)),
    )


def _figures(rows: Sequence[Row], last: str) -> tuple[Figure, ...]:
    """The figures in the order of years; of one year, the one in force last."""
    found = []
    in_force: dict[int, set[float]] = {}
    for row in rows:
        if row["contentCheck"] == last and row["inForce"]:
            in_force.setdefault(row["year"], set()).add(row["value"])
    for observation in dict.fromkeys(row["observation"] for row in rows):
        seen = checks.in_order(row for row in rows if row["observation"] == observation)
        now = next((row for row in seen if row["contentCheck"] == last), seen[-1])
        found.append(
            Figure(
                name=observation.rpartition("/")[2],
                year=now["year"],
                value=float(now["value"]),
                unit=now["unit"] or "",
                issued=now["issued"] or "",
                early=seen[0]["published"],
                published=now["published"],
                in_force=now["inForce"],
                disputed=now["inForce"] and len(in_force[now["year"]]) > 1,
                used=any(row["used"] for row in seen),
                deciding=tuple(dict.fromkeys(checks.name(row) for row in seen if row["decides"])),
                replaced_by=(now["revisedTo"] or "").rpartition("/")[2],
                source=now["sources"] or "",
            )
        )
    return tuple(sorted(found, key=lambda each: (each.year, each.in_force, each.issued, each.name)))


def _breaks(code: str, figures: Sequence[Figure], check: str) -> tuple[tuple[Figure, Figure], ...]:
    """The steps between neighbouring known years that go against the trend."""
    if code not in _TREND:
        return ()
    sign = 1 if code == "rising-in-window" else -1
    return tuple(
        (one, other)
        for one, other in pairwise(each for each in figures if each.stands)
        if check in one.deciding and check in other.deciding and sign * (other.value - one.value) <= 0
    )
