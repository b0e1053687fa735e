"""Whether a text is Norwegian or English, told by its small words; no more than that."""

from __future__ import annotations

import re
from typing import Final

#: Small words that one of the two has and the other has not.
_WORDS: Final = {
    "nb": frozenset(
        """
        og er ikke det den de som på av til med bør skal må kan vil har ble blir være været et en ei
        om enn eller fordi dersom hvis når også bare mer flere færre alle noen ingen dette disse
        denne slik etter før mot ved fra hos seg sin sitt sine vi jeg du han hun dem oss
        mellom gjennom uten der så nå hva hvem hvor hvordan hvorfor å i
        får fikk gir gjør går ser sier trenger bruker mange folk mennesker pasienter ja nei
        ikkje ein dei frå berre meir eg
        """.split()
    ),
    "en": frozenset(
        """
        the of in on and is are was were be been not that this these those which who whom to with should
        shall must can will would has have had a an if than or but because when also only more fewer
        less some no such after before against from it its they them their we our us you he
        she his between through without there here so now what where how why into about than out
        up yes does do get gets give gives make makes leave leaves need needs many people patients
        """.split()
    ),
}
#: Letters that only Norwegian of the two has.
_NORWEGIAN_LETTERS: Final = re.compile("[æøåÆØÅ]")
_QUOTED: Final = re.compile('«[^»]*»|“[^”]*”|"[^"]*"')
#: A word with a capital, but no abbreviation.
_CAPITAL: Final = r"[A-ZÆØÅ][a-zæøåé]\w*"
#: A name inside a sentence, with the small words in it; or one of several words that begins a sentence.
_NAMES: Final = re.compile(
    rf"\b{_CAPITAL}(?: \w+)? {_CAPITAL}(?:(?: \w+){{0,3}} {_CAPITAL})*|(?<=[\w,;] ){_CAPITAL}"
    rf"(?:(?: \w+){{0,3}} {_CAPITAL})*"
)
#: As many more small words of a language than of the other make it that language, unless more are asked.
_ENOUGH: Final = 2


def language_of(text: str, enough: int = _ENOUGH) -> str:
    """``nb`` or ``en``, or nothing where the text does not show which.

    :param enough: how many more signs of a language than of the other make it that language.

    >>> language_of("Parken bør få flere benker."), language_of("The park should get more benches.")
    ('nb', 'en')
    >>> language_of("LAR")
    ''
    """
    leaning = norwegian(text)
    if abs(leaning) < enough:
        return ""
    return "nb" if leaning > 0 else "en"


def norwegian(text: str) -> int:
    """How many more signs of Norwegian than of English a text has; below 0 where it has fewer.

    >>> norwegian("Uttalelse om behandling") > 0 > norwegian("Statement on treatment of addiction")
    True
    >>> norwegian("Sykehuset i Vestfold")
    0
    """
    # What is quoted may be in another language, and names are what they are in any.
    text = _NAMES.sub(" ", _QUOTED.sub(" ", text))
    words = re.findall(r"\w+", text.casefold())
    found = {tag: sum(word in small for word in words) for tag, small in _WORDS.items()}
    return found["nb"] + 2 * bool(_NORWEGIAN_LETTERS.search(text)) - found["en"]
