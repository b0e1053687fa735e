"""What the marks of all pictures share: never told apart by colour alone."""

from __future__ import annotations

from typing import Any, Final

#: Of the palette of Okabe and Ito, which holds up for colour-blind people; the two differ in no
#: picture by colour alone.
BLUE: Final = "#0072B2"
RED: Final = "#B34700"
INK: Final = "#1a1a1a"
GREY: Final = "#767676"
PALE: Final = "#ededed"
CLAIMED: Final = "#fff4d6"
HATCH: Final = "#b5b5b5"

#: The natural width of a picture, in inches: what a phone shows without making text too small.
WIDTH: Final = 5.0
MARGIN: Final = 0.14

#: No hatch or line of the person's own settings shall change what a picture looks like.
SETTINGS: Final[dict[str, Any]] = {
    "font.family": ["DejaVu Sans"],
    "text.parse_math": False,
    "axes.unicode_minus": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "rusgraf",
    "hatch.linewidth": 0.6,
    "hatch.color": "#9a9a9a",
}

Handle = tuple[Any, str]
