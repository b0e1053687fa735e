"""Mistakes on their way to becoming findings: what is wrong, and which statements say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal as Choice
from typing import TypeAlias

from pyoxigraph import Quad

from rusgraf.terms import Term

Part: TypeAlias = Choice["subject", "predicate", "object", "prefix", "base", "again"]


@dataclass(frozen=True)
class Spot:
    """A part of the statements that a mistake stands in.

    :param part: which of their terms is wrong; or the declaration of a prefix, whose name
        is then the path, in the file that is the named graph of the subject; or that of a base,
        which is then the path; or the place where the thing is described again.
    :param path: the IRI of the property; ``None`` for the thing as a whole.
    :param value: the value; ``None`` for any.
    """

    part: Part
    subject: Term | None
    path: str | None = None
    value: Term | None = None

    @classmethod
    def of(cls, part: Part, quad: Quad) -> Spot:
        """A part of one statement."""
        return cls(part, quad.subject, quad.predicate.value, quad.object)


@dataclass(frozen=True)
class Draft:
    """A finding that has no place yet; the parameters are those of :class:`Finding`.

    :param spots: where it stands, the first place first.
    :param missing: whether it says that something is not there, so that what stands in
        its stead elsewhere explains it.
    """

    kind: str
    focus: Term | None
    path: str | None
    messages: Mapping[str, str]
    values: tuple[Term, ...] = ()
    rules: tuple[str, ...] = ()
    severity: str = "Violation"
    suggestion: str = ""
    spots: tuple[Spot, ...] = ()
    missing: bool = False


#: What is wrong with some names, and what to read in the place of each.
Mended: TypeAlias = tuple[list[Draft], dict[Term, Term]]
