"""Which sheets there are, and which columns each has: made from what is asked of the classes it is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from rusgraf import requirements
from rusgraf.requirements import Field, Requirements
from rusgraf.sheets import wording
from rusgraf.terms import LANGUAGES, PREFIXES, RDF_TYPE, curie, expand

#: Classes that no sheet is about, each with the reason.
NOT_IN_SHEETS: Final[Mapping[str, str]] = {
    "qb:DataSet": "a new series is built of a structure and measures, which are described in Turtle",
    "rg:PopulationGroup": "groups of people are kept apart with care, in Turtle, with the studies",
    "rg:Study": "a study is described with its effects, in Turtle",
    "rg:StudyEffect": "an effect is described with its study, in Turtle",
}

#: What no cell is filled in with, since the row or the sheet makes it: each with how.
MADE: Final[Mapping[tuple[str, str], str]] = {
    ("rg:Assertion", "rg:asserts"): "the claim of the row",
    ("rg:StatisticalClaim", "rg:hasStatisticalContent"): "turned round: each content names its claim",
    ("rg:TextRendition", "dcterms:isFormatOf"): "the document of the same record",
}

#: What is filled in where it is left empty: by the document sheet, the text, or the basis of a relation.
_FILLED: Final = frozenset(
    {
        ("rg:Submission", "dcterms:creator"),
        ("rg:SourceDocument", "dcterms:creator"),
        ("rg:TextRendition", "rg:textSha256"),
        ("rg:TextRendition", "rg:textLength"),
        ("rg:Assertion", "rg:assertedBy"),
        ("rg:Assertion", "rg:anchor"),
        ("rg:ArgumentRelation", "rg:drawnBy"),
    }
)
#: Columns that are there only where they are needed.
_NEEDED: Final = frozenset(
    {
        ("rg:Submission", "dcterms:creator"),
        ("rg:SourceDocument", "dcterms:creator"),
        ("rg:TextRendition", "rg:textSha256"),
        ("rg:TextRendition", "rg:textLength"),
        ("rg:Assertion", "rg:assertedBy"),
        ("rg:Assertion", "rg:anchor"),
        ("rg:ArgumentRelation", "rg:anchor"),
    }
)
#: How many columns there are for what may have several values.
_REPEATED: Final[Mapping[tuple[str, str], int]] = {
    ("rg:Claim", "rdf:type"): 2,
    ("rg:Claim", "dcterms:subject"): 2,
    ("rg:ArgumentRelation", "rg:premise"): 3,
    ("rg:EvidenceItem", "rg:fromSource"): 2,
}
_ALT_LABEL: Final = PREFIXES["skos"] + "altLabel"
_NOTE: Final = PREFIXES["skos"] + "editorialNote"
_CONTENT: Final = PREFIXES["rg"] + "hasStatisticalContent"


@dataclass(frozen=True)
class Part:
    """One of the things that a row of a sheet is about.

    :param name: what it is called in the names of columns.
    :param of: its class, as a CURIE.
    :param space: the prefix of its name.
    """

    name: str
    of: str
    space: str

    @property
    def asked(self) -> Requirements:
        """What is asked of such a thing."""
        return requirements.of(self.of)


@dataclass(frozen=True, eq=False)
class Column:
    """A column of a sheet, or a row of the form; there is one object for each.

    :param sheet: the sheet that it is in.
    :param part: what it says something about.
    :param role: ``id``, ``field``, ``claim`` (which has the content of the row), ``value`` (of a figure),
        ``first`` or ``last`` (words of the passage) or ``locator``.
    :param headings: what stands over it, by language.
    :param field: what is asked of the values; of an ``id``, nothing.
    :param language: the language of a text.
    :param required: whether a cell of it may not be empty.
    :param repeat: how many such columns the template has side by side.
    :param shown: ``always``, ``folded`` away, or only where ``needed``.
    """

    sheet: str
    part: Part
    role: str
    headings: Mapping[str, str]
    field: Field | None = None
    language: str = ""
    required: bool = False
    repeat: int = 1
    shown: str = "always"

    @property
    def path(self) -> str:
        """The IRI of the property that a cell is a value of; empty where it is of none."""
        return self.field.path if self.field else ""

    @property
    def key(self) -> str:
        """What it is called whatever the language, fit for the name of a cell."""
        what = curie(self.path) if self.path and self.role in ("field", "claim") else self.role
        words = re.sub(r"\W+", "_", what.strip("<>"))
        return ".".join(
            word for word in ("rusgraf", self.sheet, self.part.name, words, self.language) if word
        )

    @property
    def names(self) -> bool:
        """Whether a cell holds the name of a thing."""
        return self.role == "id" or (self.field is not None and self.field.kind == "thing")

    @property
    def many(self) -> bool:
        """Whether there may be several values."""
        return self.field is not None and self.field.many and not self.language


@dataclass(frozen=True)
class Sheet:
    """A sheet.

    :param name: what it is called whatever the language.
    :param parts: what a row is about.
    :param columns: in the order of the template.
    :param form: whether what others have as columns stands in rows, one below the other.
    """

    name: str
    parts: tuple[Part, ...]
    columns: tuple[Column, ...]
    form: bool = False

    @property
    def titles(self) -> Mapping[str, str]:
        """What the sheet is called, by language."""
        return wording.SHEETS[self.name]

    def part(self, name: str) -> Part:
        """The part of this name."""
        return next(part for part in self.parts if part.name == name)


def _part(of: str, space: str = "", name: str = "") -> Part:
    space = space or of.partition(":")[2].lower()
    return Part(name or space, of, space)


_DOCUMENT: Final = (
    Part("submission", "rg:Submission", ""),
    _part("prov:Agent"),
    _part("rg:Actor"),
    _part("rg:SourceDocument", "document"),
    _part("rg:TextRendition", "rendition"),
)
_PARTS: Final[Mapping[str, tuple[Part, ...]]] = {
    "document": _DOCUMENT,
    "claims": (_part("rg:Claim"), _part("rg:Assertion")),
    "relations": (_part("rg:ArgumentRelation", "relation"),),
    "evidence": (_part("rg:EvidenceItem", "evidence"),),
    "sources": (_part("rg:EvidenceSource", "source"),),
    "figures": (_part("qb:Observation"),),
    "contents": (_part("rg:StatisticalContent", "content"),),
    "anchors": (_part("rg:Anchor"),),
}


@cache
def sheets() -> tuple[Sheet, ...]:
    """All sheets, in the order of the workbook."""
    return tuple(_sheet(name, parts) for name, parts in _PARTS.items())


def sheet(name: str) -> Sheet:
    """The sheet of this name."""
    return next(each for each in sheets() if each.name == name)


def kinds(part: Part) -> tuple[str, ...]:
    """The classes that a thing of this part may be given, as IRIs; none where it has just the one."""
    field = next((field for field in part.asked.fields if field.path == RDF_TYPE.value), None)
    known = (field.codes if field and field.codes else part.asked.kinds) or ()
    return tuple(iri for iri in known if curie(iri) not in NOT_IN_SHEETS and iri != expand("rg:Actor"))


def _sheet(name: str, parts: tuple[Part, ...]) -> Sheet:
    columns = [column for part in parts for column in _columns(name, part)]
    if name in ("claims", "relations"):
        columns += _passage(name, parts[-1])
    if name == "contents":
        columns.append(_claim(parts[0]))
    if name == "figures":
        columns.append(_figure(parts[0]))
    form = name == "document"
    if not form:
        columns.sort(key=_order)
    return Sheet(name, parts, tuple(_told_apart(columns, form=form)), form)


def _order(column: Column) -> int:
    """Where a column stands: what must be filled in first, what is seldom needed last."""
    shown = ("always", "folded", "needed").index(column.shown) * 10
    if column.role == "id":
        return shown
    if column.role == "claim":
        return shown + 1
    if column.path == RDF_TYPE.value:
        return shown + 2
    if column.role in ("first", "last", "locator"):
        return shown + 4
    return shown + (3 if column.required else 5)


def _columns(name: str, part: Part) -> Iterator[Column]:
    shown = (
        "folded"
        if part.name == "assertion"
        else "needed"
        if part.name in ("submission", "rendition")
        else "always"
    )
    label = wording.PARTS.get(part.name) or part.asked.labels
    yield Column(name, part, "id", label, shown=shown)
    if kinds(part) and not any(field.path == RDF_TYPE.value for field in part.asked.fields):
        yield Column(name, part, "field", requirements.labels(RDF_TYPE.value), _kind_field(part))
    for field in part.asked.fields:
        property = curie(field.path)
        if (part.of, property) not in MADE:
            yield from _of_field(name, part, field, property)


def _kind_field(part: Part) -> Field:
    """What is asked of the class of a thing that need not be one of the narrower classes."""
    like = next(field for field in requirements.of("rg:Claim").fields if field.path == RDF_TYPE.value)
    asked = replace(like.asked, least=0, most=1, codes=kinds(part))
    return replace(like, asked=asked, messages=(), shapes=())


def _of_field(name: str, part: Part, field: Field, property: str) -> Iterator[Column]:
    required = field.required and (part.of, property) not in _FILLED
    labels = field.labels
    seldom = field.path in (_ALT_LABEL, _NOTE)
    shown = (
        "needed"
        if (part.of, property) in _NEEDED or field.path == _ALT_LABEL
        else "folded"
        if seldom
        else "always"
    )
    if field.kind != "text":
        repeat = _REPEATED.get((part.of, property), 1)
        yield Column(name, part, "field", labels, field, "", required, repeat, shown)
        return
    must = field.languages or ((LANGUAGES[0],) if required else ())
    for language in dict.fromkeys((*LANGUAGES, *field.asked.tags)):
        headings = {each: f"{labels[each]} ({wording.IN[language][each]})" for each in LANGUAGES}
        seen = shown if language in LANGUAGES else "needed"
        yield Column(name, part, "field", headings, field, language, language in must, 1, seen)


def _passage(name: str, part: Part) -> Iterator[Column]:
    """The columns that say where in the text: the words of a passage, and what a reader sees."""
    locator = next(
        field for field in requirements.of("rg:Anchor").fields if field.path == PREFIXES["rg"] + "locator"
    )
    for role, labels in wording.WORDS.items():
        yield Column(name, part, role, labels, required=role == "first" and name == "claims")
    yield Column(name, part, "locator", locator.labels, locator)


def _claim(part: Part) -> Column:
    asked = requirements.of("rg:StatisticalClaim")
    field = next(field for field in asked.fields if field.path == _CONTENT)
    field = replace(field, kind="thing", asked=replace(field.asked, classes=(asked.name,), most=1))
    return Column("contents", part, "claim", requirements.of("rg:Claim").labels, field, required=True)


def _figure(part: Part) -> Column:
    return Column("figures", part, "value", wording.VALUE, required=True)


def _told_apart(columns: Iterable[Column], *, form: bool) -> Iterator[Column]:
    """The columns with headings that begin with a capital and are alone in their sheet."""
    columns = list(columns)
    counts = {
        language: Counter(column.headings[language].casefold() for column in columns)
        for language in LANGUAGES
    }
    for column in columns:
        alone = all(counts[language][column.headings[language].casefold()] == 1 for language in LANGUAGES)
        headings = {}
        for language in LANGUAGES:
            heading = column.headings[language]
            if column.role != "id" and (form or not alone):
                label = wording.PARTS.get(column.part.name) or column.part.asked.labels
                heading = f"{label[language]}: {heading}"
            headings[language] = heading[:1].upper() + heading[1:]
        yield replace(column, headings=headings)
