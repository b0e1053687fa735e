"""What is asked of a class, in plain words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from rusgraf.requirements.constraints import NUMBERS, PAIRS
from rusgraf.requirements.fields import Field, Requirements, Rule
from rusgraf.requirements.reading import classes, labels
from rusgraf.requirements.words import WORDS
from rusgraf.terms import curie

_MORE: Final = {"nb": "… og {} til: {}", "en": "… and {} more: {}"}
#: How many codes of a list are told.
_CODES: Final = 10


@dataclass(frozen=True)
class Name:
    """A class or a code, as people meet it.

    :param asked: the name by which ``of`` finds what is asked of it, or nothing.
    """

    curie: str
    label: str
    asked: str = ""


@dataclass(frozen=True)
class Entry:
    """A property, in words.

    :param count: how many values there are to be.
    :param value: what a value must be.
    :param choices: the codes that it may be, or the first of them.
    :param more: how many there are beside, and how to see them all; or nothing.
    :param classes: the classes that it may point to.
    :param advice: what the shapes say to a contributor.
    """

    curie: str
    label: str
    definition: str
    count: str
    value: str
    choices: tuple[Name, ...]
    more: str
    classes: tuple[Name, ...]
    advice: tuple[str, ...]


@dataclass(frozen=True)
class Advice:
    """What is asked across properties.

    :param properties: the labels of those that it is told of.
    """

    properties: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Description:
    """What is asked of a class, in the words of one language.

    :param kinds: the narrower classes, where no property is there to choose one by.
    """

    name: Name
    definition: str
    kinds: tuple[Name, ...]
    required: tuple[Entry, ...]
    optional: tuple[Entry, ...]
    rules: tuple[Advice, ...]
    warnings: tuple[Advice, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All the properties."""
        return (*self.required, *self.optional)


def describe(asked: Requirements, lang: str, *, without: Collection[str] = ()) -> Description:
    """Put into words what is asked of a class.

    :param lang: ``nb`` or ``en``.
    :param without: the IRIs of property shapes that are told of elsewhere.
    """
    fields = [field for field in asked.fields if not set(without).issuperset(field.shapes)]
    chosen = {code for field in asked.fields for code in field.codes}
    rules = (rule for rule in asked.rules if rule.shape not in without)
    warnings = (rule for rule in asked.warnings if rule.shape not in without)
    return Description(
        name=name(asked.name, lang),
        definition=asked.definitions.get(lang, ""),
        kinds=tuple(name(kind, lang) for kind in asked.kinds if kind not in chosen),
        required=tuple(_entry(field, lang) for field in fields if field.required),
        optional=tuple(_entry(field, lang) for field in fields if not field.required),
        rules=_advice(rules, lang),
        warnings=_advice(warnings, lang),
    )


def name(iri: str, lang: str) -> Name:
    """A class or code by its label, with the name that its requirements go by where it has any."""
    short = curie(iri)
    return Name(short, labels(iri).get(lang, short), slug(iri) if iri in classes() else "")


def slug(iri: str) -> str:
    """The name of a class as a person types it.

    >>> slug("https://w3id.org/rusgraf/ns#PolicyDemand")
    'policy-demand'
    """
    local = curie(iri).rpartition(":")[2]
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in local).strip("-")


def _entry(field: Field, lang: str) -> Entry:
    return Entry(
        curie=curie(field.path),
        label=field.labels[lang],
        definition=field.definitions.get(lang, ""),
        count=_count(field, lang),
        value=", ".join([_value(field, lang), *_limits(field, lang, PAIRS)]),
        choices=tuple(name(code, lang) for code in field.codes[:_CODES]),
        more=_more(field, lang),
        classes=tuple(name(iri, lang) for iri in field.classes),
        advice=_texts(field.messages, lang),
    )


def call(words: str, lang: str) -> str:
    """A command that answers in a language."""
    return f"rusgraf {words}" if lang == "nb" else f"rusgraf {words} --lang {lang}"


def _more(field: Field, lang: str) -> str:
    left = len(field.codes) - _CODES
    kind = field.scheme.rpartition("/")[2]
    return _MORE[lang].format(left, call(f"find --kind {kind}", lang)) if left > 0 else ""


def _count(field: Field, lang: str) -> str:
    words, asked = WORDS[lang], field.asked
    if field.languages:
        return words["each"]

    def number(form: str, count: int) -> str:
        said = words["one"] if count == 1 else str(count)
        return words[form].format(said, words["value" if count == 1 else "values"])

    if asked.most is None:
        said = number("least", asked.least) if asked.least else words["any"]
    elif asked.least == asked.most:
        said = number("exactly", asked.most)
    elif asked.least:
        said = words["between"].format(asked.least, asked.most)
    else:
        said = number("most", asked.most)
    return f"{said}, {words['once']}" if asked.once else said


def _value(field: Field, lang: str) -> str:
    words = WORDS[lang]
    if field.kind == "topic":
        return words["topic"]
    if field.kind == "code" and field.scheme and len(field.codes) > 1:
        return words["code"].format(labels(field.scheme).get(lang, curie(field.scheme)))
    if field.kind == "code":
        return words["choice" if len(field.codes) > 1 else "sole"]
    if field.kind == "thing":
        return words["thing"].format(_joined((_both(name(iri, lang)) for iri in field.classes), words["or"]))
    if field.kind == "text" and field.languages:
        may = [tag for tag in field.asked.tags if tag not in field.languages]
        said = words["text in"].format(
            _joined((words.get(tag, tag) for tag in field.languages), words["and"])
        )
        return said + (
            words["and may"].format(_joined((words.get(t, t) for t in may), words["or"])) if may else ""
        )
    if field.kind == "text":
        return words["text"].format(_joined((words.get(tag, tag) for tag in field.asked.tags), words["or"]))
    if field.kind == "date":
        return _joined((words[datatype] for datatype in field.datatypes), words["or"])
    return words[field.kind].format("".join(f" {limit}" for limit in _limits(field, lang, NUMBERS)))


def _limits(field: Field, lang: str, kinds: Collection[str]) -> list[str]:
    """The limits of a value in words; those that another property sets are called by its label."""
    words = WORDS[lang]
    return [
        words[kind].format(limit if kind in NUMBERS else labels(limit).get(lang, curie(limit)))
        for kind, limit in field.asked.bounds
        if kind in kinds
    ]


def _both(of: Name) -> str:
    return f"{of.label} ({of.curie})"


def _advice(rules: Iterable[Rule], lang: str) -> tuple[Advice, ...]:
    """What rules say, each once, with all the properties that it is said of."""
    said: dict[str, list[str]] = {}
    for rule in rules:
        said.setdefault(rule.messages[lang], []).append(labels(rule.path)[lang])
    return tuple(Advice(tuple(dict.fromkeys(names)), text) for text, names in said.items())


def _texts(messages: Iterable[Mapping[str, str]], lang: str) -> tuple[str, ...]:
    """What is said in a language, each once."""
    return tuple(dict.fromkeys(said[lang] for said in messages if lang in said))


def _joined(parts: Iterable[str], last: str) -> str:
    *first, end = parts
    return f"{', '.join(first)} {last} {end}" if first else end
