"""Whether a text is Norwegian or English, told by its small words; no more than that."""

from __future__ import annotations

import re
from typing import Final

#: Small words that one of the two has and the other has not.
_WORDS: Final = {
    "nb": frozenset(
        """
        og er ikke det den de som på av til med bør skal må kan vil har ble blir være været et en ei
        om enn eller men fordi dersom hvis når også bare mer flere færre alle noen ingen dette disse
        denne slik etter før over under mot ved fra hos seg sin sitt sine vi jeg du han hun dem oss
        mellom gjennom uten der her så nå hva hvem hvor hvordan hvorfor å i
        """.split()
    ),
    "en": frozenset(
        """
        the on and is are was were be been not that this these those which who whom of to with should
        shall must can will would has have had a an if than or but because when also only more fewer
        less all some no such after before against by from at it its they them their we our you he
        she his her between through without there here so now what where how why into about than out
        up
        """.split()
    ),
}
#: Letters that only Norwegian of the two has.
_NORWEGIAN_LETTERS: Final = re.compile("[æøåÆØÅ]")
_QUOTED: Final = re.compile('«[^»]*»|“[^”]*”|"[^"]*"')
#: As many more small words of a language than of the other make it that language.
_ENOUGH: Final = 2


def language_of(text: str) -> str:
    """``nb`` or ``en``, or nothing where the text does not show which.

    >>> language_of("Parken bør få flere benker."), language_of("The park should get more benches.")
    ('nb', 'en')
    >>> language_of("LAR")
    ''
    """
    leaning = norwegian(text)
    if abs(leaning) < _ENOUGH:
        return ""
    return "nb" if leaning > 0 else "en"


def norwegian(text: str) -> int:
    """How many more signs of Norwegian than of English a text has; below 0 where it has fewer.

    >>> norwegian("Uttalelse om behandling") > 0 > norwegian("Statement on treatment of addiction")
    True
    """
    # What is quoted may be a title in another language.
    words = re.findall(r"\w+", _QUOTED.sub(" ", text).casefold())
    found = {tag: sum(word in small for word in words) for tag, small in _WORDS.items()}
    return found["nb"] + 2 * bool(_NORWEGIAN_LETTERS.search(text)) - found["en"]
