"""From the answers of the canned queries to what a picture shows.

The queries have a row for each check of a claim, since figures count by when they were
published; here the rows on one figure are laid together, for each is drawn once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, Final

from rusgraf.pictures import words
from rusgraf.pictures.page import Effect, Figure, Forest, Page, Series, capital

Row = Mapping[str, Any]

_TREND: Final = ("rising-in-window", "falling-in-window")

#: How a bound on a change, a ratio or a share becomes a bound on the figure itself.
_VALUES: Final[Mapping[str, Callable[[float, float], float]]] = {
    "rose-by-amount": lambda base, bound: base + bound,
    "fell-by-amount": lambda base, bound: base - bound,
    "rose-by-share": lambda base, bound: base * (1 + bound / 100),
    "fell-by-share": lambda base, bound: base * (1 - bound / 100),
    "ratio-to-period": lambda base, bound: base * bound,
    "share-of-whole": lambda base, bound: base * bound / 100,
}


def page(
    claim: str, lang: str, checks: Iterable[Row], details: Iterable[Row], figures: Iterable[Row]
) -> Page:
    """Lay together what the canned queries answer about one claim.

    :param claim: the claim's IRI.
    :param checks: the answer of ``claim-checks``; all three are in the order of the checks' days.
    :param details: the answer of ``check-details``.
    :param figures: the answer of ``figures-in-check``.
    """
    checks, details, figures = list(checks), list(details), list(figures)
    panels: list[Series | Forest] = []
    for content in sorted({row["content"] for row in details}):
        parts = [row for row in details if row["content"] == content]
        if any(_of_study(row) for row in parts):
            panels.append(_forest(parts, lang))
            continue
        held = sorted({row["heldAgainst"] or "" for row in parts})
        # Where one of the checks knows of a series, "against nothing" says no more.
        against = [each for each in held if each] or held
        for each in against:
            same = [row for row in parts if (row["heldAgainst"] or "") == each]
            known = {row["partCheck"] for row in same}
            rows = [row for row in figures if row["contentCheck"] in known]
            panels.append(_series(same, rows, lang, several=len(against) > 1))
    if len(panels) == 1 and isinstance(panels[0], Series):
        # The claim has no other part: what is said of it is said of that.
        panels = [replace(panels[0], lines=())]
    slug = claim.rpartition("/")[2]
    title = next((row["text"] for row in checks if row["text"]), slug)
    said = (f"{capital(row['verdict'] or '')}. {row['explanation'] or ''}".strip() for row in checks)
    return Page(slug, lang, title, tuple(dict.fromkeys(said)), tuple(panels))


def _series(parts: Sequence[Row], rows: Sequence[Row], lang: str, *, several: bool) -> Series:
    """The panel of one series; its own name tells it from others with the same measure."""
    part, last = parts[0], parts[-1]
    code = _slug(part["comparisonCode"])
    subject, compared = part["year"], part["comparedYear"]
    window = None
    if part["windowYears"] and subject:
        window = (subject - part["windowYears"], subject if code in _TREND else subject - 1)
    figures = _figures([row for row in rows if not row["denominator"]], last["partCheck"])
    whole = _figures([row for row in rows if row["denominator"]], last["partCheck"])
    standing = {each.year: each for each in figures if each.stands}
    base = standing[compared].value if compared in standing else None
    if code == "share-of-whole":
        base = next((each.value for each in whole if each.in_force), None)
    name = next((row["series"] for row in rows if row["series"]), "")
    heading = part["comparedWith"] or name
    if several and heading != name:
        heading += f" ({name})"
    return Series(
        heading=": ".join(each for each in (heading, part["comparison"]) if each),
        lines=_verdicts(parts),
        comparison=code,
        subject=subject,
        compared=compared,
        window=window,
        claimed=_between(code, part, base),
        bounds=words.claimed(code, part, lang, base),
        breaks=_breaks(code, figures, _name(last)),
        figures=figures,
        whole=whole,
        day=_first_day(parts),
        checks=tuple(dict.fromkeys(map(_name, parts))),
    )


def _figures(rows: Sequence[Row], last: str) -> tuple[Figure, ...]:
    """The figures in the order of years; of one year, the one in force last."""
    found = []
    in_force: dict[int, set[float]] = {}
    for row in rows:
        if row["contentCheck"] == last and row["inForce"]:
            in_force.setdefault(row["year"], set()).add(row["value"])
    for observation in dict.fromkeys(row["observation"] for row in rows):
        seen = [row for row in rows if row["observation"] == observation]
        now = next((row for row in seen if row["contentCheck"] == last), seen[-1])
        found.append(
            Figure(
                name=_slug(observation),
                year=now["year"],
                value=float(now["value"]),
                unit=now["unit"] or "",
                issued=now["issued"] or "",
                early=seen[0]["published"],
                published=now["published"],
                in_force=now["inForce"],
                disputed=now["inForce"] and len(in_force[now["year"]]) > 1,
                deciding=tuple(dict.fromkeys(_name(row) for row in seen if row["decides"])),
                replaced_by=_slug(now["revisedTo"]),
                source=now["sources"] or "",
            )
        )
    return tuple(sorted(found, key=lambda each: (each.year, each.in_force, each.issued, each.name)))


def _between(code: str, part: Row, base: float | None) -> tuple[float | None, float | None] | None:
    """The least and the greatest value that the figure may have; nothing where that cannot be said.

    :param base: the figure that it is compared with, or the whole that it is a share of.
    """
    lower, upper = part["claimedLower"], part["claimedUpper"]
    about, rounded = part["claimedValue"], part["roundedTo"]
    if code == "equal-to" and about is not None and rounded is not None:
        return about - rounded / 2, about + rounded / 2
    if code in ("at-least", "more-than", "at-most", "less-than", "between"):
        return lower, upper
    if base is None:
        return None
    if code in ("higher-than-period", "lower-than-period"):
        return (base, None) if code.startswith("higher") else (None, base)
    if code not in _VALUES:
        return None
    low, high = (None if bound is None else _VALUES[code](base, bound) for bound in (lower, upper))
    return (high, low) if code.startswith("fell") else (low, high)


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


def _of_study(row: Row) -> bool:
    return row["derived"] is not None and row["value"] is not None


def _forest(parts: Sequence[Row], lang: str) -> Forest:
    part, first = parts[0], _first_day(parts)
    against = words.WORDS[lang]["against"]
    groups = [part["claimedPopulation"], part["claimedComparator"]]
    said = [groups[0], groups[1] and against.format(comparator=groups[1])]
    early = {row["heldAgainst"] for row in parts if row["asOf"] == (first or None)}
    effects = []
    for row in {row["heldAgainst"]: row for row in parts if _of_study(row)}.values():
        details = [row["medicine"], row["area"], row["design"]]
        if row["population"] != groups[0]:
            details.append(row["population"])
        if row["comparator"] and row["comparator"] != groups[1]:
            details.append(against.format(comparator=row["comparator"]))
        effects.append(
            Effect(
                name=_slug(row["heldAgainst"]),
                study=(row["sources"] or _slug(row["heldAgainst"])).partition(":")[0],
                issued=row["issued"] or "",
                details=tuple(each for each in details if each),
                outcome=row["outcome"] or "",
                ratio=row["value"],
                lower=row["lower"],
                upper=row["upper"],
                holds=_slug(row["verdictCode"]) == "supported",
                overlaps=row["overlaps"],
                derived=row["derived"],
                early=row["heldAgainst"] in early,
                source=row["sources"] or "",
            )
        )
    effects.sort(key=lambda each: (each.outcome, each.issued, each.study, -each.ratio, each.name))
    return Forest(
        heading=part["comparison"] or "",
        lines=("; ".join(filter(None, said)),) if any(said) else (),
        lower=part["claimedLower"],
        upper=part["claimedUpper"],
        bounds=words.claimed("", part, lang),
        effects=tuple(effects),
        day=first,
    )


def _verdicts(rows: Iterable[Row]) -> tuple[str, ...]:
    """What each check says of a part; checks that say the same are named together."""
    said: dict[tuple[str, str], dict[str, None]] = {}
    for row in rows:
        said.setdefault((row["verdict"] or "", row["explanation"] or ""), {})[_name(row)] = None
    return tuple(f"{'; '.join(names)}: {what}. {capital(why)}".strip() for (what, why), names in said.items())


def _name(row: Row) -> str:
    """What a check is called: its vintage, with the day."""
    vintage = capital(row["vintage"] or "")
    return f"{vintage} ({row['asOf']})" if row["asOf"] else vintage


def _first_day(rows: Iterable[Row]) -> str:
    """The first day by which a check asks that figures were published; empty where none does."""
    return min((row["asOf"] for row in rows if row["asOf"]), default="")


def _slug(iri: str | None) -> str:
    return (iri or "").rpartition("/")[2]
