"""Where ``ontology/``, ``data/`` and ``queries/`` are.

An installed wheel carries them inside the package; a checkout, and an editable
install of one, has them beside ``src/``.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_ROOT = _PACKAGE if (_PACKAGE / "ontology").is_dir() else _PACKAGE.parents[1]

ONTOLOGY = _ROOT / "ontology"
DATA = _ROOT / "data"
QUERIES = _ROOT / "queries"


def turtle_files(folder: Path) -> list[Path]:
    """The Turtle files below a folder, in the order of their paths."""
    return sorted(folder.rglob("*.ttl"))
