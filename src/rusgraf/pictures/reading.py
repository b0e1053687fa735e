"""From the answers of the canned queries to what a picture shows.

The queries have a row for each check of a claim, since figures count by when they were
published; here the rows on one figure are laid together, for each is drawn once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, Final

from rusgraf.pictures import bounds
from rusgraf.pictures.rows import Effect, Figure, Forest, Page, Series
from rusgraf.pictures.words import WORDS
from rusgraf.table import Table

Row = Mapping[str, Any]

_TREND: Final = ("rising-in-window", "falling-in-window")


def page(claim: str, lang: str, parts: Table, figures: Table, effects: Table) -> Page:
    """Lay together what the canned queries answer about one claim.

    :param claim: the claim's IRI.
    :param parts: the answer of ``parts-of-check``.
    :param figures: the answer of ``figures-in-check``.
    :param effects: the answer of ``studies-in-check``.
    """
    # The days in order; what is in force now comes last.
    rows = sorted(parts, key=lambda row: (row["asOf"] is None, row["asOf"] or ""))
    checked = [row for row in rows if row["part"]]
    by_part = {row["part"]: row for row in checked}
    panels: list[Series | Forest] = []
    for content in sorted({row["content"] for row in checked}):
        of_content = [row for row in checked if row["content"] == content]
        studied = [row for row in effects if by_part[row["part"]]["content"] == content]
        if studied:
            panels.append(_forest(of_content, studied, lang))
            continue
        against = sorted({row["heldAgainst"] or "" for row in of_content})
        # Where one of the checks knows of a series, "against nothing" says no more.
        for series in [each for each in against if each] or against:
            same = [row for row in of_content if (row["heldAgainst"] or "") == series]
            known = {row["part"] for row in same}
            panels.append(_series(same, [row for row in figures if row["part"] in known], lang))
    if len(panels) == 1 and isinstance(panels[0], Series):
        # The claim has no other part: what is said of it is said of that.
        panels = [replace(panels[0], lines=())]
    slug = claim.rpartition("/")[2]
    return Page(
        slug, lang, next((row["text"] for row in rows if row["text"]), slug), _whole(rows), tuple(panels)
    )


def _whole(rows: Iterable[Row]) -> tuple[str, ...]:
    """What each check says of the claim."""
    said = (f"{_capital(row['whole'] or '')}. {row['wholeExplanation'] or ''}".strip() for row in rows)
    return tuple(dict.fromkeys(said))


def _lines(rows: Iterable[Row]) -> tuple[str, ...]:
    """What each check says of a part; checks that say the same are named together."""
    said: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        names = said.setdefault((row["verdict"] or "", row["explanation"] or ""), [])
        if _name(row) not in names:
            names.append(_name(row))
    return tuple(
        f"{'; '.join(names)}: {what}. {_capital(why)}".strip() for (what, why), names in said.items()
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _name(row: Row) -> str:
    """What a check is called: its vintage, with the day."""
    name = _capital(row["vintage"] or "")
    return f"{name} ({row['asOf']})" if row["asOf"] else name


def _first_day(rows: Sequence[Row]) -> str:
    return min((row["asOf"] for row in rows if row["asOf"]), default="")


def _series(parts: Sequence[Row], rows: Sequence[Row], lang: str) -> Series:
    part, last = parts[0], parts[-1]
    code = (part["comparisonCode"] or "").rpartition("/")[2]
    subject, compared = part["year"], part["comparedYear"]
    window = None
    if part["window"] and subject:
        window = (subject - part["window"], subject if code in _TREND else subject - 1)
    figures = _figures([row for row in rows if not row["denominator"]], last["part"])
    whole = _figures([row for row in rows if row["denominator"]], last["part"])
    standing = {each.year: each for each in figures if each.in_force and not each.disputed}
    base = standing[compared].value if compared in standing else None
    if code == "share-of-whole":
        base = next((each.value for each in whole if each.in_force), None)
    heading = next((row["series"] for row in rows if row["series"]), part["measure"] or "")
    comparison = part["comparison"] or ""
    return Series(
        heading=": ".join(each for each in (heading, comparison) if each),
        lines=_lines(parts),
        comparison=code,
        subject=subject,
        compared=compared,
        window=window,
        claimed=bounds.between(code, part, base),
        bounds=bounds.words(code, part, lang, base),
        breaks=_breaks(
            code, figures, {r["observation"] for r in rows if r["part"] == last["part"] and r["decides"]}
        ),
        figures=figures,
        whole=whole,
        day=_first_day(parts),
        checks=tuple(dict.fromkeys(_name(row) for row in parts)),
    )


def _figures(rows: Sequence[Row], last: str) -> tuple[Figure, ...]:
    """The figures in the order of years; of one year, the one in force last."""
    found = []
    in_force: dict[int, set[float]] = {}
    for row in rows:
        if row["part"] == last and row["inForce"]:
            in_force.setdefault(row["year"], set()).add(row["value"])
    for observation in dict.fromkeys(row["observation"] for row in rows):
        seen = sorted(
            (row for row in rows if row["observation"] == observation),
            key=lambda row: (row["asOf"] is None, row["asOf"] or ""),
        )
        now = next((row for row in seen if row["part"] == last), seen[-1])
        found.append(
            Figure(
                name=observation.rpartition("/")[2],
                year=now["year"],
                value=float(now["value"]),
                unit=now["unit"] or "",
                issued=now["issued"] or "",
                early=seen[0]["published"],
                in_force=now["inForce"],
                disputed=now["inForce"] and len(in_force[now["year"]]) > 1,
                used=any(row["used"] for row in seen),
                deciding=tuple(dict.fromkeys(_name(row) for row in seen if row["decides"])),
                replaced_by=(now["revisedTo"] or "").rpartition("/")[2],
                source=now["sources"] or "",
            )
        )
    return tuple(sorted(found, key=lambda each: (each.year, each.in_force, each.issued, each.name)))


def _breaks(code: str, figures: Sequence[Figure], deciding: set[str]) -> tuple[tuple[Figure, Figure], ...]:
    """The steps between neighbouring known years that go against the trend."""
    if code not in _TREND:
        return ()
    slugs = {each.rpartition("/")[2] for each in deciding}
    standing = [each for each in figures if each.in_force and not each.disputed]
    sign = 1 if code == "rising-in-window" else -1
    return tuple(
        (one, other)
        for one, other in pairwise(standing)
        if {one.name, other.name} <= slugs and sign * (other.value - one.value) <= 0
    )


def _forest(parts: Sequence[Row], rows: Sequence[Row], lang: str) -> Forest:
    part = parts[0]
    days = sorted({row["asOf"] for row in rows if row["asOf"]})
    first = _first_day(parts) or (days[0] if days else "")
    asked = [row for row in rows if row["asOf"] == (first or None)]
    early = {row["effect"] for row in asked}
    found = {row["effect"]: row for row in rows if row["ratio"] is not None}
    effects = [_effect(row, row["effect"] in early, lang) for row in found.values()]
    effects.sort(key=lambda each: (each.outcome, each.issued, each.study, -each.ratio, each.name))
    lower, upper = (None if part[name] is None else float(part[name]) for name in ("lower", "upper"))
    # The groups that are compared come last, and are said once where they are the same throughout.
    common = tuple(each for each in effects[0].details if all(each in other.details for other in effects))
    return Forest(
        heading=_capital(part["comparison"] or ""),
        lines=("; ".join(common),) if common else (),
        common=common,
        lower=lower,
        upper=upper,
        bounds=bounds.words("", part, lang),
        effects=tuple(effects),
        day=first,
    )


def _effect(row: Row, early: bool, lang: str) -> Effect:
    label = row["name"] or row["effect"].rpartition("/")[2]
    details = [row["medicine"], row["area"], row["design"], row["population"]]
    if row["comparator"]:
        details.append(WORDS[lang]["against"].format(comparator=row["comparator"]))
    pages = f" <{row['pages']}>" if row["pages"] else ""
    return Effect(
        name=row["effect"].rpartition("/")[2],
        study=label.partition(":")[0],
        issued=row["issued"] or "",
        details=tuple(each for each in details if each),
        outcome=row["outcome"] or "",
        ratio=float(row["ratio"]),
        lower=None if row["ratioLower"] is None else float(row["ratioLower"]),
        upper=None if row["ratioUpper"] is None else float(row["ratioUpper"]),
        holds=row["holds"],
        overlaps=row["overlaps"],
        derived=row["derived"],
        early=early,
        source=label + pages,
    )
