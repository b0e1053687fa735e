"""The panel of what studies found, from the rows on their effects."""

from __future__ import annotations

from collections.abc import Sequence

from rusgraf.pictures import bounds, checks
from rusgraf.pictures.checks import Row
from rusgraf.pictures.rows import Effect, Forest
from rusgraf.pictures.words import WORDS


def read(parts: Sequence[Row], rows: Sequence[Row], lang: str) -> Forest:
    """The panel of the effects that one content was held against.

    :param parts: the rows of ``parts-of-check`` on the content, by day.
    :param rows: those of ``studies-in-check`` on the same.
    """
    part = parts[0]
    first = checks.first_day(parts)
    early = {row["effect"] for row in rows if row["asOf"] == (first or None)}
    found = {row["effect"]: row for row in rows}
    effects = [_effect(row, row["effect"] in early, lang) for row in found.values()]
    effects.sort(key=lambda each: (each.outcome, each.issued, each.study, -each.ratio, each.name))
    lower, upper = (None if part[name] is None else float(part[name]) for name in ("lower", "upper"))
    # The groups that are compared come last, and are said once where they are the same throughout.
    common = tuple(each for each in effects[0].details if all(each in other.details for other in effects))
    return Forest(
        heading=part["comparison"] or "",
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
