"""What a claim says of the figure of its year: between which values it lies, and in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from rusgraf.pictures.words import WORDS, number

#: How a bound on a change, a ratio or a share becomes a bound on the figure itself.
_VALUES: Final[Mapping[str, Callable[[float, float], float]]] = {
    "rose-by-amount": lambda base, bound: base + bound,
    "fell-by-amount": lambda base, bound: base - bound,
    "rose-by-share": lambda base, bound: base * (1 + bound / 100),
    "fell-by-share": lambda base, bound: base * (1 - bound / 100),
    "ratio-to-period": lambda base, bound: base * bound,
    "share-of-whole": lambda base, bound: base * bound / 100,
}


def between(
    code: str, part: Mapping[str, Any], base: float | None
) -> tuple[float | None, float | None] | None:
    """The least and the greatest value that the figure may have; nothing where that cannot be said.

    >>> between("fell-by-share", {"lower": 10, "upper": None}, 200)
    (None, 180.0)

    :param code: the comparison, by its code.
    :param part: a row of ``parts-of-check``.
    :param base: the figure that it is compared with, or the whole that it is a share of.
    """
    lower, upper = part["lower"], part["upper"]
    if code == "equal-to" and part["claimed"] is not None and part["rounded"] is not None:
        return part["claimed"] - part["rounded"] / 2, part["claimed"] + part["rounded"] / 2
    if code in ("at-least", "more-than", "at-most", "less-than", "between"):
        return lower, upper
    if base is None:
        return None
    if code == "higher-than-period":
        return base, None
    if code == "lower-than-period":
        return None, base
    if code not in _VALUES:
        return None
    low, high = (None if bound is None else _VALUES[code](base, bound) for bound in (lower, upper))
    return (high, low) if code.startswith("fell") else (low, high)


def words(code: str, part: Mapping[str, Any], lang: str, base: float | None = None) -> str:
    """What is claimed, in words; empty where no bounds are given.

    >>> words("fell-by-share", {"lower": 10, "upper": 20, "comparedYear": 2010}, "en")
    'down 10–20 % from 2010'
    """
    said = WORDS[lang]
    given = {
        name: number(float(part[name]), lang)
        for name in ("lower", "upper", "claimed", "rounded")
        if part.get(name) is not None
    }
    year = part.get("comparedYear")
    if code in ("higher-than-period", "lower-than-period"):
        return said[code.partition("-")[0]].format(year=year)
    if code == "equal-to":
        return said["about"].format(**given) if {"claimed", "rounded"} <= given.keys() else ""
    if not given:
        return ""
    if code in ("more-than", "less-than"):
        name = code
    else:
        name = (
            "between" if {"lower", "upper"} <= given.keys() else "at-least" if "lower" in given else "at-most"
        )
    text = said[name].format(**given)
    if code.endswith("-share") or code == "share-of-whole":
        text += " %"
    if code.startswith(("rose", "fell")):
        return said[code.partition("-")[0]].format(bounds=text, year=year)
    if code == "ratio-to-period":
        return said["times"].format(bounds=text, year=year)
    if code == "share-of-whole" and base is not None:
        return said["share"].format(bounds=text, whole=number(base, lang))
    return text
