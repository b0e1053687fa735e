"""The words of a picture, in both languages, and how numbers are written in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: The table of a picture: its columns, and what they are called where people read them.
COLUMNS: Final[Mapping[str, Mapping[str, str]]] = {
    "nb": {
        "series": "Tallserie eller utfall",
        "year": "År",
        "figure": "Tall",
        "lower": "Nedre grense",
        "upper": "Øvre grense",
        "unit": "Enhet",
        "published": "Publisert",
        "role": "Rolle i kontrollen",
        "source": "Kilde",
    },
    "en": {
        "series": "Series or outcome",
        "year": "Year",
        "figure": "Figure",
        "lower": "Lower limit",
        "upper": "Upper limit",
        "unit": "Unit",
        "published": "Published",
        "role": "Role in the check",
        "source": "Source",
    },
}

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "nb": {
        "rows": "Tallene som tabell",
        "none": "ingen tall",
        "no-figure": "ikke noe tall som gjelder",
        "in-force": "gjeldende tall",
        "in-force-early": "gjeldende tall, publisert innen {day}",
        "in-force-late": "gjeldende tall, publisert senere eller uten dato",
        "superseded": "siden revidert, med strek til tallet som erstattet det",
        "later": "publisert etter {day} eller uten dato; regnes ikke",
        "disputed": "tall som er uenige; ingen av dem regnes",
        "decides": "avgjør utfallet",
        "subject": "året påstanden gjelder",
        "compared": "året det sammenlignes med",
        "window": "vinduet, {first}–{last}",
        "in-window": "i vinduet",
        "level": "tallet for {year}",
        "claimed": "det som påstås: {bounds}",
        "break": "brudd på utviklingen",
        "denominator": "helheten",
        "revised-to": "siden revidert til {value}",
        "not-published": "ikke publisert innen {day}",
        "not-asked": "påstanden spør ikke etter det",
        "used": "brukt",
        "at-least": "minst {lower}",
        "at-most": "høyst {upper}",
        "more-than": "over {lower}",
        "less-than": "under {upper}",
        "between": "{lower}–{upper}",
        "about": "{claimed}, avrundet til nærmeste {rounded}",
        "higher": "over tallet for {year}",
        "lower": "under tallet for {year}",
        "rose": "opp {bounds} fra {year}",
        "fell": "ned {bounds} fra {year}",
        "times": "{bounds} ganger tallet for {year}",
        "share": "{bounds} av {whole}",
        "inside": "innenfor det som påstås",
        "outside": "utenfor det som påstås",
        "open-inside": "innenfor, uten intervall",
        "open-outside": "utenfor, uten intervall",
        "reaches": "utenfor, men intervallet når inn",
        "after": "publisert etter {day}",
        "derived": "regnet ut av redaksjonen",
        "equal": "1: ingen forskjell",
        "interval": "forholdstall (intervall)",
        "against": "mot: {comparator}",
        "sources": "Kilder",
    },
    "en": {
        "rows": "The figures as a table",
        "none": "no figures",
        "no-figure": "no figure that counts",
        "in-force": "figure in force",
        "in-force-early": "figure in force, published by {day}",
        "in-force-late": "figure in force, published later or undated",
        "superseded": "since revised, with a line to what replaced it",
        "later": "published after {day} or undated; does not count",
        "disputed": "figures that disagree; none of them counts",
        "decides": "decides the verdict",
        "subject": "the year that the claim is about",
        "compared": "the year compared with",
        "window": "the window, {first}–{last}",
        "in-window": "in the window",
        "level": "the figure for {year}",
        "claimed": "what is claimed: {bounds}",
        "break": "breaks the trend",
        "denominator": "the whole",
        "revised-to": "since revised to {value}",
        "not-published": "not published by {day}",
        "not-asked": "not asked for by the claim",
        "used": "used",
        "at-least": "at least {lower}",
        "at-most": "at most {upper}",
        "more-than": "above {lower}",
        "less-than": "below {upper}",
        "between": "{lower}–{upper}",
        "about": "{claimed}, rounded to the nearest {rounded}",
        "higher": "above the figure for {year}",
        "lower": "below the figure for {year}",
        "rose": "up {bounds} from {year}",
        "fell": "down {bounds} from {year}",
        "times": "{bounds} times the figure for {year}",
        "share": "{bounds} of {whole}",
        "inside": "inside what is claimed",
        "outside": "outside what is claimed",
        "open-inside": "inside, without an interval",
        "open-outside": "outside, without an interval",
        "reaches": "outside, but the interval reaches in",
        "after": "published after {day}",
        "derived": "worked out by the editors",
        "equal": "1: no difference",
        "interval": "ratio (interval)",
        "against": "against: {comparator}",
        "sources": "Sources",
    },
}


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
