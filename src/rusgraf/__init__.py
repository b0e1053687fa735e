"""A knowledge graph of drug-policy arguments, to be queried, exported and added to.

>>> import rusgraf
>>> graph = rusgraf.open()
>>> len(graph.run("overdose-deaths", start=2020, end=2020))
2
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rusgraf.checks import Checks
    from rusgraf.comparison import Comparison, compare
    from rusgraf.errors import RusgrafError
    from rusgraf.graph import Graph, open
    from rusgraf.intake import validate
    from rusgraf.pictures import Picture
    from rusgraf.table import Table
    from rusgraf.turtle import Statements
    from rusgraf.validation import Finding, Report

__all__ = [
    "Checks",
    "Comparison",
    "Finding",
    "Graph",
    "Picture",
    "Report",
    "RusgrafError",
    "Statements",
    "Table",
    "compare",
    "open",
    "validate",
]

_HOMES = {
    "Checks": "checks",
    "Comparison": "comparison",
    "Finding": "validation",
    "Graph": "graph",
    "Picture": "pictures",
    "Report": "validation",
    "RusgrafError": "errors",
    "Statements": "turtle",
    "Table": "table",
    "compare": "comparison",
    "open": "graph",
    "validate": "intake",
}


def __getattr__(name: str) -> Any:
    """Import on first use, so that ``import rusgraf`` costs nothing."""
    if name == "__version__":
        from importlib.metadata import version

        return version("rusgraf")
    if name not in _HOMES:
        raise AttributeError(f"module 'rusgraf' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"rusgraf.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*globals(), *__all__]
