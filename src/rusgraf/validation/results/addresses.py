"""Web addresses and DOIs as people write them, and as they should stand."""

from __future__ import annotations

import re
from typing import Final

_DOI: Final = re.compile(r"(?:doi:|//(?:dx\.|www\.)?doi\.org/|^)\s*(10\.[0-9]{4,9}/\S+)$", re.IGNORECASE)
_WEB: Final = re.compile(r"https?://[^\s<>\"]+")
_BARE: Final = re.compile(r"www\.[^\s<>\"]+")


def meant(text: str) -> str:
    """The address that a text means, as Turtle writes it; empty where it means none.

    >>> meant("http://dx.doi.org/10.1136/bmj.j1550")
    '<https://doi.org/10.1136/bmj.j1550>'
    >>> meant("www.example.org")
    '<https://www.example.org>'
    """
    text = text.strip()
    if doi := _DOI.search(text):
        return f"<https://doi.org/{doi[1]}>"
    if _WEB.fullmatch(text):
        return f"<{text}>"
    return f"<https://{text}>" if _BARE.fullmatch(text) else ""
