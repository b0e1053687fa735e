"""A third opinion on SHACL, behind the same function as the engines of rusgraf."""

from __future__ import annotations

import pyshacl_turbo

from rusgraf.validation import shapes
from rusgraf.validation.engines import Result, from_report, literals_as_they_are


def third(data: str) -> list[Result]:
    """Validate with pyshacl-turbo.

    :param data: N-Triples.
    """
    with literals_as_they_are():
        _, report, _ = pyshacl_turbo.validate(
            data,
            data_graph_format="nt",
            shacl_graph=shapes.text(),
            shacl_graph_format="nt",
        )
    return from_report(report)
