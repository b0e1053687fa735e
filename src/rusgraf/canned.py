"""Canned queries: one ``.rq`` file, one question.

A file begins with a YAML header of ``#+`` lines: ``summary`` and ``description`` in
nb and en, ``tags`` that group the questions, ``params`` with a type for each
``$parameter``, ``defaults``, and ``example`` with the values of a call worth trying. The
types are ``iri of CLASS`` (or of the scheme that holds a code), ``integer``, ``year`` and
``language``; ``, optional`` after one says that it may be left out, and then the
parameter stays a variable and matches anything. ``checks`` is true where the answer
depends on the checks of claims, which are derived when they are first asked for.
The questions in ``show/`` are about one thing, ``$it``; ``covers`` names the properties
whose statements they tell in full, with ``^`` before one that points to the thing, and
``branch`` what the answer is called in the tree of a claim.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pyoxigraph import Literal, NamedNode

from rusgraf import places, sparql
from rusgraf.errors import UnreadableInput, UsageError
from rusgraf.terms import LANGUAGES, unknown

_YEAR = re.compile(r"[0-9]{4}")
_INTEGER = re.compile(r"-?[0-9]{1,18}")


@dataclass(frozen=True)
class Parameter:
    """One ``$parameter`` of a canned query.

    :param type: ``iri``, ``integer``, ``year`` or ``language``.
    :param of: the class that an ``iri`` must be an instance of, as a CURIE; of a
        question in ``show/``, there may be several: ``rg:Claim or rg:EvidenceItem``.
    """

    name: str
    type: str
    of: str = ""
    optional: bool = False
    default: str | None = None

    def __str__(self) -> str:
        return f"iri of {self.of}" if self.of else self.type

    def term(self, value: str, resolve: Callable[[str, str], NamedNode]) -> NamedNode | Literal:
        """The RDF term that a value stands for.

        :param resolve: finds the thing that a name means, among those of a kind.
        :raises UsageError: the value is not of the parameter's type.
        """
        if self.type == "iri":
            return resolve(value, self.of)
        if self.type == "language":
            if value not in LANGUAGES:
                raise unknown("language", value, LANGUAGES)
            return Literal(value)
        if not (_YEAR if self.type == "year" else _INTEGER).fullmatch(value):
            raise UsageError(f"{self.name}={value}: not a valid {self.type}.")
        return Literal(int(value))


@dataclass(frozen=True)
class CannedQuery:
    """A question with its query, as read from a file."""

    name: str
    summary: Mapping[str, str]
    description: Mapping[str, str]
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    example: Mapping[str, str]
    text: str
    covers: tuple[str, ...] = ()
    branch: str = ""
    checks: bool = False

    def filled(self, values: Mapping[str, object], resolve: Callable[[str, str], NamedNode]) -> str:
        """The text of the query with its parameters checked and filled in.

        :param values: the values given, by parameter.
        :param resolve: finds the thing that a name means, among those of a kind.
        :raises UnknownName: there is no such parameter, or no such thing.
        :raises UsageError: a parameter is missing, or of the wrong type.
        """
        declared = {parameter.name: parameter for parameter in self.parameters}
        for name in values:
            if name not in declared:
                raise unknown(f"parameter of {self.name}", name, declared)
        terms = {}
        for name, parameter in declared.items():
            value = values.get(name, parameter.default)
            if value is not None:
                terms[name] = parameter.term(str(value), resolve)
            elif not parameter.optional:
                raise UsageError(
                    f"{self.name} needs the parameter {name!r} ({parameter}).",
                    f"For example: {self.example_call()}",
                )
        return sparql.bind(self.text, terms)

    def example_call(self) -> str:
        """A call on the command line that answers."""
        given = "".join(f" -p {name}={value}" for name, value in self.example.items())
        return f"rusgraf query {self.name}{given}"


@cache
def names() -> tuple[str, ...]:
    """The names of the canned queries, in order."""
    return tuple(sorted(path.stem for path in places.QUERIES.glob("*.rq")))


@cache
def get(name: str) -> CannedQuery:
    """The canned query of this name.

    :raises UnknownName: there is none; the error suggests the nearest.
    """
    if name not in names():
        raise unknown("canned query", name, names())
    return parse(name, (places.QUERIES / f"{name}.rq").read_text(encoding="utf-8"))


def get_shown() -> list[CannedQuery]:
    """The questions about one thing, ``$it``, in the order in which they are shown."""
    paths = sorted((places.QUERIES / "show").glob("*.rq"))
    return [parse(path.stem, path.read_text(encoding="utf-8")) for path in paths]


def parse(name: str, text: str) -> CannedQuery:
    """A canned query from the text of its file.

    :param name: what to call it: the file's name without its suffix.
    :raises UnreadableInput: the header is not the YAML that it should be.
    """
    import yaml

    # The loader written in C is ten times as fast, where it was built.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        lines = (line[3:] for line in text.splitlines() if line.startswith("#+"))
        header = yaml.load("\n".join(lines), loader) or {}  # noqa: S506, a safe loader
        defaults = _strings(header.get("defaults"))
        return CannedQuery(
            name=name,
            summary=_strings(header["summary"]),
            description=_strings(header.get("description")),
            tags=tuple(map(str, header.get("tags", ()))),
            parameters=tuple(
                _parameter(name, declared, defaults.get(name))
                for name, declared in _strings(header.get("params")).items()
            ),
            example=_strings(header.get("example")),
            text=text,
            covers=tuple(str(header.get("covers", "")).split()),
            checks=bool(header.get("checks")),
            branch=str(header.get("branch", "")),
        )
    except (yaml.YAMLError, KeyError, AttributeError, TypeError, ValueError) as error:
        raise UnreadableInput(f"{name}: the #+ header cannot be read: {error}") from error


def _strings(mapping: Mapping[str, Any] | None) -> dict[str, str]:
    return {str(key): str(value).strip() for key, value in (mapping or {}).items()}


def _parameter(name: str, declared: str, default: str | None) -> Parameter:
    kind, _, remark = declared.partition(",")
    if remark.strip() not in ("", "optional"):
        raise ValueError(f"parameter {name}: {remark.strip()!r} is not 'optional'")
    word, _, of = kind.strip().partition(" of ")
    if word not in ("iri", "integer", "year", "language"):
        raise ValueError(f"parameter {name}: there is no type {word!r}")
    return Parameter(name, word, of.strip(), bool(remark), default)
