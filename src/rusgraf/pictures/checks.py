"""What the checks of a claim are called, and what they say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]


def in_order(rows: Iterable[Row]) -> list[Row]:
    """The rows by the day of their check; those on the latest figures come last."""
    return sorted(rows, key=lambda row: (row["asOf"] is None, row["asOf"] or ""))


def of_claim(rows: Iterable[Row]) -> tuple[str, ...]:
    """What each check says of the claim."""
    said = (f"{capital(row['whole'] or '')}. {row['wholeExplanation'] or ''}".strip() for row in rows)
    return tuple(dict.fromkeys(said))


def of_part(rows: Iterable[Row]) -> tuple[str, ...]:
    """What each check says of a part; checks that say the same are named together."""
    said: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        names = said.setdefault((row["verdict"] or "", row["explanation"] or ""), [])
        if name(row) not in names:
            names.append(name(row))
    return tuple(f"{'; '.join(names)}: {what}. {capital(why)}".strip() for (what, why), names in said.items())


def capital(text: str) -> str:
    """The text with a capital letter first."""
    return text[:1].upper() + text[1:]


def name(row: Row) -> str:
    """What a check is called: its vintage, with the day."""
    vintage = capital(row["vintage"] or "")
    return f"{vintage} ({row['asOf']})" if row["asOf"] else vintage


def first_day(rows: Sequence[Row]) -> str:
    """The first day by which a check asks that figures were published; empty where none does."""
    return min((row["asOf"] for row in rows if row["asOf"]), default="")
