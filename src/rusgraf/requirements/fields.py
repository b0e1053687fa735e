"""What is asked of a class of things, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rusgraf.requirements.constraints import Constraint


@dataclass(frozen=True)
class Field:
    """A property that things of a class have or may have.

    :param path: the IRI of the property.
    :param labels: what it is called, by language; so with ``definitions``, which a foreign property may lack.
    :param shapes: the IRIs of the property shapes that it is read from.
    :param kind: ``code``, ``topic``, ``thing``, ``text`` (in a language), ``string``, ``number``,
        ``integer``, ``date``, ``iri`` or ``boolean``.
    :param asked: all that is asked of the values.
    :param messages: what the shapes say to a contributor, each by language.
    """

    path: str
    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    shapes: tuple[str, ...]
    kind: str
    asked: Constraint
    messages: tuple[Mapping[str, str], ...] = ()

    @property
    def required(self) -> bool:
        """Whether there must be a value."""
        return self.asked.least > 0

    @property
    def many(self) -> bool:
        """Whether there may be several values."""
        return self.asked.most is None or self.asked.most > 1

    @property
    def scheme(self) -> str:
        """The IRI of the list that a code must be in, or nothing."""
        return self.asked.scheme

    @property
    def codes(self) -> tuple[str, ...]:
        """The IRIs that may be chosen: those of the list, or fewer."""
        return self.asked.codes

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes of which a thing must have one."""
        return self.asked.classes

    @property
    def datatypes(self) -> tuple[str, ...]:
        """The datatypes of which a literal must have one."""
        return self.asked.datatypes

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which there must be a text."""
        return self.asked.languages


@dataclass(frozen=True)
class Rule:
    """What is asked across properties, or of what may not be stated.

    :param shape: the IRI of the property shape.
    :param path: the IRI of the property that a breach of it is reported at.
    :param messages: what it says to a contributor, by language.
    """

    shape: str
    path: str
    messages: Mapping[str, str]


@dataclass(frozen=True)
class Requirements:
    """What is asked of things of a class.

    :param name: the IRI of the class.
    :param fields: the properties that they have or may have, in the order of the shapes; those of wider
        classes first.
    :param wider: the wider classes that shapes are about; what is asked of them is among the rest.
    :param kinds: the narrower classes that one may choose from.
    :param rules: what is asked across properties.
    :param warnings: what is pointed out, without being a mistake.
    """

    name: str
    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    fields: tuple[Field, ...]
    wider: tuple[str, ...]
    kinds: tuple[str, ...]
    rules: tuple[Rule, ...]
    warnings: tuple[Rule, ...]

    @property
    def required(self) -> tuple[Field, ...]:
        """The properties that there must be a value of."""
        return tuple(field for field in self.fields if field.required)

    @property
    def optional(self) -> tuple[Field, ...]:
        """The properties that may be left out."""
        return tuple(field for field in self.fields if not field.required)

    @property
    def shapes(self) -> frozenset[str]:
        """The IRIs of all the property shapes that it is read from."""
        fields = {shape for field in self.fields for shape in field.shapes}
        return frozenset(fields.union(rule.shape for rule in (*self.rules, *self.warnings)))
