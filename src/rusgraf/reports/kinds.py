"""The kinds of mistakes, each with its name for a person and what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

#: The kinds that mean a file could not be read to its end.
UNREAD: Final = frozenset({"syntax", "unreadable", "refused"})


@dataclass(frozen=True)
class Kind:
    """A kind of mistake.

    :param titles: its name, by language.
    :param meanings: what it means and what to do, in a sentence or two, by language.
    """

    titles: Mapping[str, str]
    meanings: Mapping[str, str]


def _kind(nb: str, meaning_nb: str, en: str, meaning_en: str) -> Kind:
    return Kind({"nb": nb, "en": en}, {"nb": meaning_nb, "en": meaning_en})


KINDS: Final[Mapping[str, Kind]] = {
    "syntax": _kind(
        "Skrivefeil i filformatet",
        "Filen følger ikke formatet sitt fra dette stedet. Rett tegnet eller linjen det pekes på.",
        "Mistake in the syntax",
        "From here on the file does not follow its format. Correct the character or line that is pointed at.",
    ),
    "unreadable": _kind(
        "Filen kan ikke leses",
        "Innholdet er ikke tekst i UTF-8, eller ikke i det formatet filnavnet sier.",
        "The file cannot be read",
        "The content is not text in UTF-8, or not in the format that the name of the file says.",
    ),
    "refused": _kind(
        "Filen går over en grense",
        "Filen er for stor, for dypt nøstet eller tar for lang tid. Del den opp eller forenkle den.",
        "The file goes beyond a limit",
        "The file is too big, nested too deeply, or takes too long. Split or simplify it.",
    ),
    "wrong-prefix": _kind(
        "Kjent prefiks med feil adresse",
        "Et prefiks som rusgraf kjenner, er bundet til en annen adresse enn den vanlige.",
        "Known prefix with a wrong address",
        "A prefix that rusgraf knows is bound to another address than its own.",
    ),
    "dangling-reference": _kind(
        "Viser til noe som ikke finnes",
        "Ingenting har dette navnet, verken i bidraget eller i grafen. Rett navnet, eller beskriv tingen.",
        "Reference to nothing",
        "Nothing in the submission or the graph bears this name. Correct the name, or describe the thing.",
    ),
    "wrong-class": _kind(
        "Viser til noe av feil slag",
        "Tingen finnes, men er av en annen klasse enn den som skal stå her.",
        "Reference to a thing of the wrong class",
        "The thing is there, but of another class than what belongs here.",
    ),
    "unknown-code": _kind(
        "Kode som ikke er i listen",
        "Verdien skal være en av kodene i listen for egenskapen.",
        "Code that is not in its list",
        "The value is to be one of the codes in the list of the property.",
    ),
    "misspelt-property": _kind(
        "Feilskrevet egenskap",
        "Ingen egenskap heter dette, men en ligner.",
        "Misspelt property",
        "No property is called this, but one is like it.",
    ),
    "misspelt-class": _kind(
        "Feilskrevet klasse",
        "Ingen klasse heter dette, men en ligner.",
        "Misspelt class",
        "No class is called this, but one is like it.",
    ),
    "unknown-property": _kind(
        "Ukjent egenskap",
        "Ingenting leser egenskapen, men den ligner en som leses.",
        "Unknown property",
        "Nothing reads the property, but it is nearly one that is read.",
    ),
    "misplaced-property": _kind(
        "Egenskap på feil sted",
        "Egenskapen hører til ting av et annet slag.",
        "Property in the wrong place",
        "The property belongs to things of another class.",
    ),
    "missing-language": _kind(
        "Språkmerke mangler",
        "Teksten skal ha språkmerke, for eksempel @nb eller @en.",
        "Missing language tag",
        "The text needs a language tag, such as @nb or @en.",
    ),
    "unknown-language": _kind(
        "Ukjent språkmerke",
        "Språkmerket er ikke blant dem som kan brukes her.",
        "Unknown language tag",
        "The language tag is not one of those that can be used here.",
    ),
    "wrong-datatype": _kind(
        "Feil datatype",
        "Verdien skal være av en annen type, for eksempel et tall eller en dato.",
        "Wrong datatype",
        "The value is to be of another type, such as a number or a date.",
    ),
    "impossible-date": _kind(
        "Dato som ikke finnes",
        "Datoen finnes ikke i kalenderen, eller er ikke skrevet slik typen krever.",
        "Impossible date",
        "The date is not in the calendar, or not written as its type asks.",
    ),
    "wrong-value": _kind(
        "Verdi som ikke passer",
        "Verdien er av riktig type, men ikke slik regelen ber om.",
        "Value that does not fit",
        "The value is of the right type, but not as the rule asks.",
    ),
    "duplicate": _kind(
        "Sagt to ganger",
        "Det samme er sagt før. La det stå ett sted.",
        "Said twice",
        "The same has been said before. Leave it in one place.",
    ),
    "missing-statement": _kind(
        "Noe mangler",
        "Tingen skal ha en egenskap som ikke er oppgitt.",
        "Something is missing",
        "The thing needs a property that is not given.",
    ),
    "too-many": _kind(
        "For mange verdier",
        "Egenskapen har flere verdier enn den kan ha.",
        "Too many values",
        "The property has more values than it can have.",
    ),
    "self-reference": _kind(
        "Viser til seg selv",
        "Tingen kan ikke vise til seg selv her.",
        "Reference to itself",
        "The thing cannot refer to itself here.",
    ),
    "circle": _kind(
        "Går i ring",
        "Begrunnelsene fører tilbake dit de begynte.",
        "Circle",
        "The reasons lead back to where they began.",
    ),
    "contradiction": _kind(
        "Motsigelse",
        "To utsagn kan ikke begge være riktige.",
        "Contradiction",
        "Two statements cannot both be right.",
    ),
    "owned-subject": _kind(
        "Hører til et annet bidrag",
        "Tingen er beskrevet i et annet bidrag, og bare der kan det sies noe om den.",
        "Belongs to another submission",
        "The thing is described in another submission, and only there can anything be said of it.",
    ),
    "vocabulary-statement": _kind(
        "Utsagn om vokabularet",
        "Et bidrag kan bruke vokabularet, men ikke endre det.",
        "Statement about the vocabulary",
        "A submission can use the vocabulary, but not change it.",
    ),
    "derived-statement": _kind(
        "Utsagn som utledes",
        "Dette regner rusgraf ut selv. Ta det bort.",
        "Statement that is derived",
        "rusgraf works this out by itself. Take it away.",
    ),
    "untyped-subject": _kind(
        "Ting uten klasse",
        "Si hva tingen er, for eksempel a rg:Claim.",
        "Thing without a class",
        "Say what the thing is, such as a rg:Claim.",
    ),
    "unchecked-subject": _kind(
        "Ting som ikke kontrolleres",
        "Ingen regel gjelder for ting av dette slaget.",
        "Thing that is not checked",
        "No rule is about things of this class.",
    ),
    "dated-ahead": _kind(
        "Dato fram i tid",
        "Datoen er senere enn den kan være.",
        "Date in the future",
        "The date is later than it can be.",
    ),
    "misnamed-graph": _kind(
        "Graf med feil navn",
        "Navnet på grafen er ikke et bidrag kan ha.",
        "Misnamed graph",
        "The name of the graph is not one that a submission can have.",
    ),
    "private-person": _kind(
        "Privatperson",
        "rusgraf handler om organisasjoner, ikke om privatpersoner.",
        "Private person",
        "rusgraf is about organisations, not about private persons.",
    ),
    "unsafe-text": _kind(
        "Utrygg tekst",
        "Teksten har tegn som ikke vises, eller som endrer rekkefølgen på det som vises.",
        "Unsafe text",
        "The text has characters that are not shown, or that change the order of what is shown.",
    ),
    "unsafe-iri": _kind(
        "Utrygg adresse",
        "Adressen er av et slag som kan gjøre skade når noen følger den.",
        "Unsafe address",
        "The address is of a kind that can do harm when somebody follows it.",
    ),
    "copied-text": _kind(
        "Avskrift",
        "Teksten er tatt ordrett fra kilden. Gjengi den med egne ord.",
        "Copied text",
        "The text is taken word for word from the source. Say it in words of your own.",
    ),
    "swapped-languages": _kind(
        "Språk byttet om",
        "Den norske teksten ser ut til å være engelsk, eller omvendt.",
        "Languages swapped",
        "The Norwegian text looks like English, or the other way round.",
    ),
    "rule": _kind(
        "Brudd på en regel",
        "Noe er ikke slik en regel ber om. Meldingen sier hva.",
        "Broken rule",
        "Something is not as a rule asks. The message says what.",
    ),
}


def kind(name: str) -> Kind:
    """A kind by its name; one that is not in the list is a broken rule."""
    return KINDS.get(name, KINDS["rule"])
