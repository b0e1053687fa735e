"""Where ``ontology/``, ``data/`` and ``queries/`` are.

An installed wheel carries them inside the package; a checkout, and an editable
install of one, has them beside ``src/``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_ROOT = _PACKAGE if (_PACKAGE / "ontology").is_dir() else _PACKAGE.parents[1]

ONTOLOGY = _ROOT / "ontology"
DATA = _ROOT / "data"
QUERIES = _ROOT / "queries"


def turtle_files(folder: Path) -> list[Path]:
    """The Turtle files below a folder, in the order of their paths."""
    return sorted(folder.rglob("*.ttl"))


@cache
def data_folders() -> frozenset[str]:
    """The names of the folders of data: the parts that a graph of data may belong to."""
    return frozenset(path.name for path in DATA.iterdir() if path.is_dir())


def ontology_files() -> list[Path]:
    """The Turtle files of the ontology that are part of every graph.

    Shapes have a graph of their own, and a foreign term that is merely listed in
    ``imports/`` must not pass for one that is declared.
    """
    return [path for path in turtle_files(ONTOLOGY) if path.parent.name not in ("shapes", "imports")]


def rule_files() -> list[Path]:
    """The rules that derive statements about what was entered."""
    return sorted((ONTOLOGY / "rules").glob("*.rq"))


def check_rules() -> list[Path]:
    """The rules that check claims against figures, in the order in which each needs those before it.

    They need what the other rules derive, and write one graph together.
    """
    return sorted((ONTOLOGY / "rules" / "checks").glob("*.rq"))


def is_address(place: object) -> bool:
    """Whether a place is the address of a server, not a path.

    >>> is_address("HTTP://localhost:7878/query"), is_address("data/http")
    (True, False)
    """
    return isinstance(place, str) and place.lower().startswith(("http:", "https:"))
