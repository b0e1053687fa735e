"""The words of a picture, in both languages, and how numbers and claims are written in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from rusgraf.terms import LANGUAGES


def _by_language(both: Mapping[str, tuple[str, str]]) -> dict[str, dict[str, str]]:
    return {lang: {key: texts[at] for key, texts in both.items()} for at, lang in enumerate(LANGUAGES)}


#: The table of a picture: its columns, and what they are called where people read them.
COLUMNS: Final = _by_language(
    {
        "series": ("Tallserie eller utfall", "Series or outcome"),
        "year": ("År", "Year"),
        "figure": ("Tall", "Figure"),
        "lower": ("Nedre grense", "Lower limit"),
        "upper": ("Øvre grense", "Upper limit"),
        "unit": ("Enhet", "Unit"),
        "published": ("Publisert", "Published"),
        "role": ("Rolle i kontrollen", "Role in the check"),
        "source": ("Kilde", "Source"),
    }
)

WORDS: Final = _by_language(
    {
        "rows": ("Tallene som tabell", "The figures as a table"),
        "none": ("ingen tall", "no figures"),
        "no-figure": ("ikke noe tall som gjelder", "no figure that counts"),
        "no-figure-in": ("{year}: ikke noe tall", "{year}: no figure"),
        "in-force": ("gjeldende tall", "figure in force"),
        "in-force-early": ("gjeldende tall, publisert innen {day}", "figure in force, published by {day}"),
        "in-force-late": (
            "gjeldende tall, publisert senere eller uten dato",
            "figure in force, published later or undated",
        ),
        "superseded": (
            "siden revidert, med strek til tallet som erstattet det",
            "since revised, with a line to what replaced it",
        ),
        "later": (
            "publisert etter {day} eller uten dato; regnes ikke",
            "published after {day} or undated; does not count",
        ),
        "disputed": ("tall som er uenige; ingen av dem regnes", "figures that disagree; none of them counts"),
        "decides": ("avgjør utfallet", "decides the verdict"),
        "subject": ("året påstanden gjelder", "the year that the claim is about"),
        "compared": ("året det sammenlignes med", "the year compared with"),
        "window": ("vinduet, {first}–{last}", "the window, {first}–{last}"),
        "in-window": ("i vinduet", "in the window"),
        "level": ("tallet for {year}", "the figure for {year}"),
        "claimed": ("det som påstås: {bounds}", "what is claimed: {bounds}"),
        "break": ("brudd på utviklingen", "breaks the trend"),
        "denominator": ("helheten", "the whole"),
        "revised-to": ("siden revidert til {value}", "since revised to {value}"),
        "not-published": ("ikke publisert innen {day}", "not published by {day}"),
        "late": ("publisert senere", "published later"),
        "undated": ("dagen for publisering er ukjent", "the day of publication is not known"),
        "not-asked": ("påstanden spør ikke etter det", "not asked for by the claim"),
        "at-least": ("minst {lower}", "at least {lower}"),
        "at-most": ("høyst {upper}", "at most {upper}"),
        "more-than": ("over {lower}", "above {lower}"),
        "less-than": ("under {upper}", "below {upper}"),
        "between": ("{lower}–{upper}", "{lower}–{upper}"),
        "about": (
            "{claimed}, avrundet til nærmeste {rounded}",
            "{claimed}, rounded to the nearest {rounded}",
        ),
        "higher": ("over tallet for {year}", "above the figure for {year}"),
        "lower": ("under tallet for {year}", "below the figure for {year}"),
        "rose": ("opp {bounds} fra {year}", "up {bounds} from {year}"),
        "fell": ("ned {bounds} fra {year}", "down {bounds} from {year}"),
        "times": ("{bounds} ganger tallet for {year}", "{bounds} times the figure for {year}"),
        "share": ("{bounds} av {whole}", "{bounds} of {whole}"),
        "inside": ("innenfor det som påstås", "inside what is claimed"),
        "outside": ("utenfor det som påstås", "outside what is claimed"),
        "open-inside": ("innenfor, uten intervall", "inside, without an interval"),
        "open-outside": ("utenfor, uten intervall", "outside, without an interval"),
        "reaches": ("utenfor, men intervallet når inn", "outside, but the interval reaches in"),
        "after": ("etter {day} eller uten dato", "after {day} or undated"),
        "derived": ("regnet ut av redaksjonen", "worked out by the editors"),
        "equal": ("1: ingen forskjell", "1: no difference"),
        "interval": ("forholdstall (intervall)", "ratio (interval)"),
        "against": ("mot: {comparator}", "against: {comparator}"),
        "sources": ("Kilder", "Sources"),
    }
)


def number(value: float, lang: str, decimals: int = 2) -> str:
    r"""A number as the language writes it, without zeros that say nothing.

    >>> number(1074.5, "nb"), number(1074.5, "en"), number(3.0, "en")
    ('1\xa0074,5', '1,074.5', '3')
    """
    text = f"{value:,.{decimals}f}"
    if decimals:
        text = text.rstrip("0").rstrip(".")
    if text in ("-0", ""):
        text = "0"
    if lang == "en":
        return text
    return text.replace(",", "\N{NO-BREAK SPACE}").replace(".", ",")


def ends(lower: float | None, upper: float | None, lang: str) -> str:
    """An interval in brackets; empty without one.

    >>> ends(1.5, None, "en")
    ' (1.5–…)'
    """
    if lower is None and upper is None:
        return ""
    said = ("…" if value is None else number(value, lang) for value in (lower, upper))
    return f" ({'–'.join(said)})"


def claimed(code: str, part: Mapping[str, Any], lang: str, base: float | None = None) -> str:
    """What is claimed, in words; empty where no bounds are given.

    >>> claimed("fell-by-share", {"claimedLower": 10, "claimedUpper": 20, "comparedYear": 2010}, "en")
    'down 10–20 % from 2010'

    :param code: the comparison, by its code.
    :param part: a row of ``check-details``.
    :param base: the whole that a share is taken of.
    """
    words = WORDS[lang]
    fields = {
        "lower": "claimedLower",
        "upper": "claimedUpper",
        "claimed": "claimedValue",
        "rounded": "roundedTo",
    }
    given = {
        name: number(float(part[field]), lang)
        for name, field in fields.items()
        if part.get(field) is not None
    }
    year = part.get("comparedYear")
    if code in ("higher-than-period", "lower-than-period"):
        return words[code.partition("-")[0]].format(year=year)
    if code == "equal-to":
        return words["about"].format(**given) if {"claimed", "rounded"} <= given.keys() else ""
    if not given:
        return ""
    if code in ("more-than", "less-than"):
        name = code
    else:
        name = (
            "between" if {"lower", "upper"} <= given.keys() else "at-least" if "lower" in given else "at-most"
        )
    text = words[name].format(**given)
    if code.endswith("-share") or code == "share-of-whole":
        text += " %"
    if code.startswith(("rose", "fell")):
        return words[code.partition("-")[0]].format(bounds=text, year=year)
    if code == "ratio-to-period":
        return words["times"].format(bounds=text, year=year)
    if code == "share-of-whole" and base is not None:
        return words["share"].format(bounds=text, whole=number(base, lang))
    return text
