"""What is said of each kind of mistake, in Norwegian and in English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from rusgraf.files import BLANK
from rusgraf.terms import LANGUAGES, Term, curie, show, written
from rusgraf.validation.vocabulary import Vocabulary
from rusgraf.validation.world import World

#: What a gap in a sentence is filled with: a term, several, words by language, or words.
Filling: TypeAlias = Term | Sequence[Term] | Mapping[str, str] | str

#: Longer values are cut; of more than these, the first are told and the others counted.
_LONGEST: Final = 80
_MOST: Final = 5
_FIRST: Final = 3

_SAID: Final[Mapping[str, Mapping[str, str]]] = {
    "meant": {"nb": "Mente du {name}?", "en": "Did you mean {name}?"},
    "wrong-prefix": {
        "nb": "Prefikset {prefix}: står her for <{given}>, der ingenting av rusgrafs er. Skriv @prefix {right}: <{namespace}> .",
        "en": "The prefix {prefix}: stands for <{given}> here, where nothing of rusgraf is. Write @prefix {right}: <{namespace}> .",
    },
    "wrong-namespace": {
        "nb": "Prefikset {prefix}: står her for <{given}>, som rusgraf ikke bruker. Skriv @prefix {right}: <{namespace}> .",
        "en": "The prefix {prefix}: stands for <{given}> here, which rusgraf does not use. Write @prefix {right}: <{namespace}> .",
    },
    "wrong-base": {
        "nb": "@base er <{given}>, men alle rusgrafs ting har navn som begynner med {right}. Skriv @base <{right}> .",
        "en": "@base is <{given}>, but the names of all things of rusgraf begin with {right}. Write @base <{right}> .",
    },
    "wrong-root": {
        "nb": "Navnene begynner med {given}, men alle rusgrafs navn begynner med {right}. Rett adressen, eller @base.",
        "en": "The names begin with {given}, but all names of rusgraf begin with {right}. Correct the address, or @base.",
    },
    "lost": {
        "nb": "{focus} er der fra før, og denne filen tar dens plass. Da blir det borte som andre viser til: {values}. Er dette en annen innsending, så gi den et annet navn; ellers behold det som er borte.",
        "en": "{focus} is there already, and this file takes its place. What others refer to is then lost: {values}. If this is another submission, give it another name; otherwise keep what is lost.",
    },
    "untranslated": {
        "nb": "Den samme teksten står med begge språkmerkene, @nb og @en. Oversett den ene.",
        "en": "The same text stands with both language tags, @nb and @en. Translate one of them.",
    },
    "dangling-reference": {
        "nb": "{value} finnes ikke, verken i innsendingen eller i grafen. Rett navnet, eller beskriv tingen.",
        "en": "{value} does not exist, neither in the submission nor in the graph. Correct the name, or describe the thing.",
    },
    "no-item": {
        "nb": "{value} er ikke noe i Wikidata: et navn der er Q og sifre, som wd:Q20 (Norge).",
        "en": "{value} is nothing in Wikidata: a name there is Q and digits, such as wd:Q20 (Norway).",
    },
    "no-longer": {
        "nb": "{value} er ikke med i den nye utgaven, men {focus} viser til den. Behold beskrivelsen.",
        "en": "{value} is not in the new version, but {focus} refers to it. Keep the description.",
    },
    "empty-node": {
        "nb": "Ingenting er sagt om denne tingen. Skriv hva den er, eller vis til en som er beskrevet.",
        "en": "Nothing is said of this thing. Write what it is, or refer to one that is described.",
    },
    "unknown-code": {
        "nb": "{value} er ikke i listen «{list}».",
        "en": "{value} is not in the list “{list}”.",
    },
    "measure-of-ones-own": {
        "nb": "{focus} hører til ordforrådet, og nye mål lages ikke ved innsending. Be om målet i en sak i rusgrafs kodelager, med navn, definisjon og enhet; vent med serien til det er der.",
        "en": "{focus} belongs to the vocabulary, and new measures are not made by submission. Ask for the measure in an issue in the repository of rusgraf, with name, definition and unit; keep the series until it is there.",
    },
    "other-relation": {"nb": "Den andre relasjonen er {other}.", "en": "The other relation is {other}."},
    "other-assertion": {
        "nb": "Den andre framsettelsen er {other}.",
        "en": "The other assertion is {other}.",
    },
    "beyond-text": {
        "nb": "{value} er etter slutten av teksten: {rendition} har {length} tegn.",
        "en": "{value} is beyond the end of the text: {rendition} has {length} characters.",
    },
    "interval": {
        "nb": "Intervallet hører til i rg:ciLower og rg:ciUpper.",
        "en": "The interval belongs in rg:ciLower and rg:ciUpper.",
    },
    "codes": {"nb": "Listen har {codes}.", "en": "The list has {codes}."},
    "ask-for-code": {
        "nb": "Er det ingen av dem, be om en ny kode i en sak (issue) hos prosjektet.",
        "en": "If it is none of them, ask for a new code in an issue of the project.",
    },
    "more-codes": {
        "nb": "Se hele listen med «rusgraf find --kind {kind}».",
        "en": "See the whole list with “rusgraf find --kind {kind}”.",
    },
    "misspelt-property": {
        "nb": "Egenskapen {name} finnes ikke.",
        "en": "There is no property {name}.",
    },
    "misspelt-class": {"nb": "Klassen {name} finnes ikke.", "en": "There is no class {name}."},
    "no-class": {
        "nb": "{name} er ingen klasse, og kan ikke stå etter «a».",
        "en": "{name} is no class, and cannot stand after “a”.",
    },
    "see-properties": {
        "nb": "«rusgraf shapes {name}» viser hva som kan sies om tingen.",
        "en": "“rusgraf shapes {name}” shows what may be said of the thing.",
    },
    "classes-here": {"nb": "Her kan det stå {classes}.", "en": "What may stand here is {classes}."},
    "see-classes": {
        "nb": "«rusgraf shapes» viser klassene som finnes.",
        "en": "“rusgraf shapes” shows the classes that there are.",
    },
    "foreign-class": {
        "nb": "{name} er ingen av rusgrafs klasser, men {focus} brukes som {classes}. Skriv {suggestion}.",
        "en": "{name} is no class of rusgraf, but {focus} is used as {classes}. Write {suggestion}.",
    },
    "private-person": {
        "nb": "Privatpersoner er aldri aktører. Registrer organisasjonen eller embetet de taler for.",
        "en": "Private persons are never actors. Record the organisation or office that they speak for.",
    },
    "analyst": {
        "nb": "Den som registrerer, føres som medvirkende, ikke som privatperson. Skriv a prov:Agent.",
        "en": "Whoever enters is recorded as an agent, not as a private person. Write a prov:Agent.",
    },
    "class-of-all": {
        "nb": "{focus} er {types}, men alt som viser til tingen, trenger {classes}. Rett klassen, eller vis til noe annet.",
        "en": "{focus} is {types}, but all that refers to the thing needs {classes}. Correct the class, or refer to something else.",
    },
    "class-of-what-is-said": {
        "nb": "{focus} er oppgitt som {types}, men beskrives og vises til som {classes}. Skriv {suggestion}.",
        "en": "{focus} is given as {types}, but is described and referred to as {classes}. Write {suggestion}.",
    },
    "of-a-person": {
        "nb": "{name} hører til en privatperson, og privatpersoner er aldri i grafen: aktører er organisasjoner, embeter og offentlige organer. Fjern utsagnet, eller registrer organisasjonen eller embetet.",
        "en": "{name} belongs to a private person, and private persons are never in the graph: actors are organisations, offices and public bodies. Remove the statement, or record the organisation or office.",
    },
    "page-for-thing": {
        "nb": "{value} er en side på nettet, ikke navnet på det som siden handler om. Skriv {suggestion}.",
        "en": "{value} is a page on the web, not the name of what the page is about. Write {suggestion}.",
    },
    "two-classes": {
        "nb": "{focus} kan ikke være både {one} og {other}. Fjern den klassen som er feil.",
        "en": "{focus} cannot be both {one} and {other}. Remove the class that is wrong.",
    },
    "other-property": {
        "nb": "Om {types} spør ingen etter {name}. Skriv {meant}.",
        "en": "Of {types}, nobody asks for {name}. Write {meant}.",
    },
    "tag-with-region": {
        "nb": "Språkmerket @{tag} har et land i seg; søk etter språket finner det ikke.",
        "en": "The language tag @{tag} has a country in it; a search for the language does not find it.",
    },
    "unknown-property": {
        "nb": "Ingen regel eller spørring leser {name}. Det som står her, er uten virkning.",
        "en": "No rule or query reads {name}. What stands here has no effect.",
    },
    "misplaced-property": {
        "nb": "{name} sies om {domain}, ikke om {focus}, som er {types}. Flytt utsagnet dit det hører hjemme.",
        "en": "{name} is said of {domain}, not of {focus}, which is {types}. Move the statement to where it belongs.",
    },
    "wrong-class": {
        "nb": "{value} er {types}; her skal det stå {classes}.",
        "en": "{value} is {types}; {classes} belongs here.",
    },
    "list": {
        "nb": "En liste i parentes kan ikke stå her. Skriv verdiene etter hverandre med komma imellom, uten parentes.",
        "en": "A list in parentheses cannot stand here. Write the values one after the other with commas between, without parentheses.",
    },
    "unidentified-source": {
        "nb": "{value} er en kilde som ingen kan åpne.",
        "en": "{value} is a source that nobody can open.",
    },
    "text-for-thing": {
        "nb": "{value} er tekst; her skal det stå navnet på {classes}, uten hermetegn.",
        "en": "{value} is text; the name of {classes} belongs here, without quotation marks.",
    },
    "thing-for-text": {
        "nb": "{value} er navnet på en ting; her skal det stå en verdi i hermetegn eller et tall.",
        "en": "{value} is the name of a thing; a value in quotation marks or a number belongs here.",
    },
    "missing-language": {
        "nb": "Teksten {value} har ikke språkmerke. Skriv {suggestion}.",
        "en": "The text {value} has no language tag. Write {suggestion}.",
    },
    "unknown-language": {
        "nb": "Språkmerket @{tag} brukes ikke her. Bruk {languages}.",
        "en": "The language tag @{tag} is not used here. Use {languages}.",
    },
    "needless-language": {
        "nb": "Her står verdien uten språkmerke: {suggestion}.",
        "en": "The value stands without a language tag here: {suggestion}.",
    },
    "wrong-datatype": {
        "nb": "{value} er ikke av rett type.",
        "en": "{value} is not of the right type.",
    },
    "expected": {"nb": "Her skal det stå {datatypes}.", "en": "What belongs here is {datatypes}."},
    "impossible-date": {
        "nb": "{value} er ingen dato som finnes. Skriv dag, måned eller år slik: {datatypes}.",
        "en": "{value} is no date that exists. Write a day, month or year like this: {datatypes}.",
    },
    "empty-text": {"nb": "Teksten er tom.", "en": "The text is empty."},
    "wrong-value": {"nb": "{value} kan ikke stå her.", "en": "{value} cannot stand here."},
    "write": {"nb": "Skriv {suggestion}.", "en": "Write {suggestion}."},
    "missing-statement": {"nb": "{path} mangler.", "en": "{path} is missing."},
    "missing-statements": {"nb": "{path} mangler.", "en": "{path} are missing."},
    "too-many": {
        "nb": "Her står {count} verdier: {values}.",
        "en": "There are {count} values here: {values}.",
    },
    "decimal-comma": {
        "nb": "Er det desimalkomma, så skriv punktum: {suggestion}.",
        "en": "If this is a decimal comma, write a point: {suggestion}.",
    },
    "below-zero": {
        "nb": "{value} er under 0; det er verken et antall eller en andel. Rett tallet.",
        "en": "{value} is below 0; neither a count nor a share is. Correct the figure.",
    },
    "above-whole": {
        "nb": "{value} prosent er over 100.",
        "en": "{value} per cent is above 100.",
    },
    "above": {
        "nb": "{value} er over {path}, som er {others}. Rett den av dem som er feil.",
        "en": "{value} is above {path}, which is {others}. Correct whichever is wrong.",
    },
    "same-value": {
        "nb": "{value} er også {path}. De to skal være ulike.",
        "en": "{value} is {path} too. The two must differ.",
    },
    "needed-by": {"nb": "Det trengs ved {other}.", "en": "{other} needs it."},
    "does-not-belong": {
        "nb": "{paths} hører ikke sammen med {other}.",
        "en": "{paths} does not go with {other}.",
    },
    "do-not-belong": {
        "nb": "{paths} hører ikke sammen med {other}.",
        "en": "{paths} do not go with {other}.",
    },
    "belongs-instead": {"nb": "Det gjør {paths}.", "en": "What does is {paths}."},
    "remove": {
        "nb": "Fjern utsagnet, eller rett {other}.",
        "en": "Remove the statement, or correct {other}.",
    },
    "series-measure": {
        "nb": "Oppgi tallet slik serien {series} gjør, med {measure}.",
        "en": "Give the figure as the series {series} does, by {measure}.",
    },
    "other-measure": {
        "nb": "Serien {series} oppgir tall med {measure}, ikke med {given}. Rett målet, eller qb:dataSet.",
        "en": "The series {series} gives figures by {measure}, not by {given}. Correct the measure, or qb:dataSet.",
    },
    "other-unit": {
        "nb": "Serien {series} er i {unit}; her står {given}. Rett enheten, eller lag en egen serie.",
        "en": "The series {series} is in {unit}; {given} stands here. Correct the unit, or make a series of its own.",
    },
    "other-figure": {"nb": "Det andre tallet er {other}.", "en": "The other figure is {other}."},
    "other-than-revised": {
        "nb": "{path} er {its} for tallet som revideres, men {mine} her.",
        "en": "{path} is {its} for the figure that is revised, but {mine} here.",
    },
    "revises-itself": {
        "nb": "{focus} reviderer seg selv. Vis til det tidligere tallet.",
        "en": "{focus} revises itself. Refer to the earlier figure.",
    },
    "issued-later": {
        "nb": "Tallet som revideres, {revised}, er fra {day}.",
        "en": "The figure that is revised, {revised}, is of {day}.",
    },
    "text-for-iri": {
        "nb": "{value} er tekst; her skal det stå en adresse eller et navn, uten hermetegn.",
        "en": "{value} is text; an address or a name belongs here, without quotation marks.",
    },
    "described-twice": {
        "nb": "{focus} er beskrevet to ganger, på hver sin måte. Er det to ulike ting, så gi den ene et annet navn; ellers behold én beskrivelse.",
        "en": "{focus} is described twice, in different ways. If these are two things, give one another name; otherwise keep one description.",
    },
    "renamed": {
        "nb": "Det vises til {name}, som ikke er beskrevet: skulle den ene hete det?",
        "en": "There is a reference to {name}, which is not described: was one to be called that?",
    },
    "circle": {"nb": "Ringen er {circle}.", "en": "The circle is {circle}."},
    "duplicate": {
        "nb": "{focus} sier det samme som {other}. Bruk {name}, eller si hva som skiller dem.",
        "en": "{focus} says the same as {other}. Use {name}, or say what tells them apart.",
    },
    "vocabulary-statement": {
        "nb": "{focus} hører til ordforrådet; ord, emner og koder endres ikke ved innsending. Fjern utsagnet.",
        "en": "{focus} belongs to the vocabulary; terms, topics and codes are not changed by submission. Remove the statement.",
    },
    "vocabulary-property": {
        "nb": "Med {path} lages ordforråd; ord, emner og koder endres ikke ved innsending. Fjern utsagnet.",
        "en": "Vocabulary is made with {path}; terms, topics and codes are not changed by submission. Remove the statement.",
    },
    "owned-subject": {
        "nb": "{focus} er alt beskrevet i {owner}. Vis til tingen som den er, eller gi din egen et annet navn.",
        "en": "{focus} is already described in {owner}. Refer to the thing as it is, or give yours another name.",
    },
    "derived-statement": {
        "nb": "{name} utledes av regler og føres aldri: kontroller følger av tallene, snarveier av relasjonene. Fjern utsagnet.",
        "en": "{name} is derived by rules and never entered: checks follow from the figures, shortcuts from the relations. Remove the statement.",
    },
    "told-by-the-rest": {
        "nb": "{name} føres ikke. Skriv a {meant}.",
        "en": "{name} is not entered. Write a {meant}.",
    },
    "other-author": {
        "nb": "{authors} står bak {focus}, men {count} standpunkter og argumentskritt i dokumentet er ført på {actor}. Rett den som er feil.",
        "en": "{authors} issued {focus}, but {count} stances and steps in the document are recorded as those of {actor}. Correct whichever is wrong.",
    },
    "untyped-subject": {
        "nb": "Si hva slags ting {focus} er, for eksempel «a {example}».",
        "en": "Say what kind of thing {focus} is, for example “a {example}”.",
    },
    "no-such-subject": {
        "nb": "{focus} er ikke beskrevet som noe. Mente du {name}?",
        "en": "{focus} is not described as anything. Did you mean {name}?",
    },
    "unchecked-subject": {
        "nb": "Ingen regel gjelder ting av denne typen; tingen er ikke kontrollert. Er klassen riktig?",
        "en": "No rule is about things of this type; the thing was not checked. Is the class right?",
    },
    "dated-ahead": {
        "nb": "Datoen er senere enn innsendingens egen, {day}. Rett den av dem som er feil.",
        "en": "The date is later than that of the submission itself, {day}. Correct whichever is wrong.",
    },
    "period-ahead": {
        "nb": "Perioden er senere enn innsendingens dato, {day}: ingen tall kan være kjent for den. Rett den av dem som er feil.",
        "en": "The period is later than the date of the submission, {day}: no figure can be known for it. Correct whichever is wrong.",
    },
    "misnamed-graph": {
        "nb": "Navnet på en innsending begynner med {base} og slutter med et navn du velger, som {base}my-document. Gi den et slikt navn.",
        "en": "The name of a submission begins with {base} and ends with a name of your own, such as {base}my-document. Give it such a name.",
    },
    "other-graph": {
        "nb": "Innsendingen heter {focus}, men står i grafen {graph}. Gi grafen samme navn som innsendingen.",
        "en": "The submission is called {focus}, but stands in the graph {graph}. Give the graph the name of the submission.",
    },
    "two-headers": {
        "nb": "Filen sier om seg selv at den er både {other} og {focus}. En fil er én innsending: behold ett hode, eller del filen i to.",
        "en": "The file says of itself that it is both {other} and {focus}. One file is one submission: keep one header, or split the file in two.",
    },
    "copied-text": {
        "nb": "Åtte ord eller flere på rad er de samme som i {source}: «{run}». Gjengi med egne ord.",
        "en": "Eight words or more in a row are those of {source}: “{run}”. Paraphrase in your own words.",
    },
    "swapped-languages": {
        "nb": "Teksten med språkmerket @{tag} ser ut til å være på {language}. Er språkmerkene byttet om?",
        "en": "The text tagged @{tag} seems to be in {language}. Have the language tags been swapped?",
    },
}

_LANGUAGE_NAMES: Final = {
    "nb": {"nb": "norsk", "en": "Norwegian"},
    "en": {"nb": "engelsk", "en": "English"},
}
_OR: Final = {"nb": "eller", "en": "or"}
_AND: Final = {"nb": "og", "en": "and"}
_MORE: Final = {"nb": "og {} til", "en": "and {} more"}
#: What a thing without a name is called.
_NAMELESS: Final = {"nb": "det som er beskrevet mellom [ og ]", "en": "what is described between [ and ]"}


def say(world: World, sentence: str, /, **gaps: Filling) -> dict[str, str]:
    """A sentence in every language, its gaps filled.

    :param world: where things are called what they are.
    :param sentence: which one.
    """
    said = {
        language: _SAID[sentence][language].format(
            **{gap: _filled(world, filling, language) for gap, filling in gaps.items()}
        )
        for language in LANGUAGES
    }
    return {
        language: text[:1].upper() + text[1:] if text.startswith(_NAMELESS[language]) else text
        for language, text in said.items()
    }


def together(*messages: Mapping[str, str]) -> dict[str, str]:
    """Several messages as one, in every language, none said twice."""
    return {
        language: " ".join(dict.fromkeys(each[language] for each in messages if each.get(language)))
        for language in LANGUAGES
    }


def called(vocabulary: Vocabulary, iri: str) -> dict[str, str]:
    """A class or property with what it is called, by language."""
    names = vocabulary.labels.get(NamedNode(iri), {})
    return {
        language: f"{curie(iri)} ({names[language]})" if language in names else curie(iri)
        for language in LANGUAGES
    }


def called_so(world: World, thing: NamedNode) -> dict[str, str]:
    """A thing with what it is called, by language."""
    return {language: _term(world, thing, language) for language in LANGUAGES}


def either(options: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Alternatives as a person lists them: a, b or c."""
    return _listed(options, _OR)


def named(term: Term) -> Term | str:
    """A thing by its name alone, without what it is called; one without a name as it is."""
    return term if isinstance(term, NamedNode) and term.value.startswith(BLANK) else show(term)


def both(parts: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Parts as a person lists them when all are meant: a, b and c."""
    return _listed(parts, _AND)


def _listed(members: Sequence[Mapping[str, str]], word: Mapping[str, str]) -> dict[str, str]:
    said = {}
    for language in LANGUAGES:
        words = list(dict.fromkeys(member[language] for member in members))
        said[language] = ", ".join([*words[:-2], f" {word[language]} ".join(words[-2:])])
    return said


def language_name(tag: str) -> Mapping[str, str]:
    """What a language is called, in every language."""
    return _LANGUAGE_NAMES[tag]


def _filled(world: World, filling: Filling, language: str) -> str:
    if isinstance(filling, str):
        return filling
    if isinstance(filling, Mapping):
        return filling[language]
    if isinstance(filling, NamedNode | BlankNode | Literal | Triple):
        return _term(world, filling, language)
    if len(filling) <= _MOST:
        return ", ".join(_term(world, term, language) for term in filling)
    shown = ", ".join(_term(world, term, language) for term in filling[:_FIRST])
    return f"{shown} {_MORE[language].format(len(filling) - _FIRST)}"


def _term(world: World, term: Term, language: str) -> str:
    if isinstance(term, NamedNode):
        if term.value.startswith(BLANK):
            return _NAMELESS[language]
        label = world.labels(term).get(language, "")
        return f"{curie(term.value)} ({_cut(label)})" if label else curie(term.value)
    if isinstance(term, Literal):
        return _cut(written(term))
    return _cut(str(term))


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
