"""What the sheets say, in Norwegian and English, beside what ontology and shapes say of each field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

Texts = Mapping[str, str]

#: What each sheet is called.
SHEETS: Final[Mapping[str, Texts]] = {
    "guidance": {"nb": "Veiledning", "en": "Guidance"},
    "document": {"nb": "Dokument", "en": "Document"},
    "claims": {"nb": "Påstander", "en": "Claims"},
    "relations": {"nb": "Relasjoner", "en": "Relations"},
    "evidence": {"nb": "Belegg", "en": "Evidence"},
    "sources": {"nb": "Kilder", "en": "Sources"},
    "figures": {"nb": "Tall", "en": "Figures"},
    "contents": {"nb": "Statistisk innhold", "en": "Statistical content"},
    "anchors": {"nb": "Tekstankre", "en": "Text anchors"},
    "lists": {"nb": "Lister", "en": "Lists"},
}

#: What each sheet is for: a row of the guidance.
PURPOSES: Final[Mapping[str, Texts]] = {
    "document": {
        "nb": "Hvem som sender inn, hvem som står bak dokumentet, og dokumentet selv. Ett svar per rad.",
        "en": "Who submits, who is behind the document, and the document itself. One answer a row.",
    },
    "claims": {
        "nb": "En rad per påstand: hva den sier, og hvilket standpunkt dokumentet tar til den, og "
        "hvor. En påstand som grafen har, velges i første kolonne; da fylles bare standpunkt og sted "
        "ut. Står en påstand flere steder, får den en rad til med samme navn og de andre ordene.",
        "en": "A row for each claim: what it says, the stance that the document takes on it, and "
        "where. A claim that the graph has is chosen in the first column; then only stance and place "
        "are filled in. A claim that stands in several places gets another row with the same name "
        "and the other words.",
    },
    "relations": {
        "nb": "En rad per steg i argumentasjonen: hva som støtter, angriper eller avgrenser hva.",
        "en": "A row for each step of the argument: what supports, attacks or qualifies what.",
    },
    "evidence": {
        "nb": "Belegg som kan åpnes, og hva det viser. Kan stå tomt.",
        "en": "Evidence that can be opened, and what it shows. May be left empty.",
    },
    "sources": {
        "nb": "Kilder som grafen ikke har: de som belegg er hentet fra, og de som dokumentet viser "
        "til. Kan stå tomt.",
        "en": "Sources that the graph does not have: those that evidence is taken from, and those "
        "that the document refers to. May be left empty.",
    },
    "figures": {
        "nb": "Nye tall i en tallserie som grafen har. Kan stå tomt.",
        "en": "New figures of a series that the graph has. May be left empty.",
    },
    "contents": {
        "nb": "Hva en statistisk påstand sier som kan kontrolleres mot tall. Kan stå tomt.",
        "en": "What a statistical claim says that can be checked against figures. May be left empty.",
    },
    "anchors": {
        "nb": "Steder i teksten, slik «rusgraf anchor» skriver dem ut. Trengs ikke når teksten gis "
        "med --text.",
        "en": "Places in the text, as “rusgraf anchor” prints them. Not needed when the text is "
        "given by --text.",
    },
}

#: The guidance, above what each sheet is for.
GUIDANCE: Final[Texts] = {
    "nb": "Slik fyller du ut\nOverskrifter med stjerne (*) må fylles ut. Hold pekeren over en "
    "overskrift for å lese hva den betyr.\nMange celler har en liste å velge fra. Det som kan ha "
    "flere verdier, skilles med semikolon.\nFørste kolonne er et kort navn som du velger selv, for "
    "eksempel «kveldsåpent», og bruker når en annen rad viser til denne. Den kan stå tom; da lages "
    "navnet av teksten.\nGjengi påstander med egne ord, uten den som taler. Kopier aldri en setning "
    "fra dokumentet inn i en gjengivelse.\nStedet i teksten vises med de første og de siste ordene, "
    "limt inn fra dokumentet. Teksten blir ikke lagret.\nBare organisasjoner, embeter og offentlige "
    "organer er aktører, aldri privatpersoner.\nDet som er merket «eksempel», er oppdiktet og leses "
    "ikke. Skjulte kolonner til høyre åpnes med plusstegnet.\nSe etter feil: rusgraf validate "
    "FIL.xlsx --text TEKST.txt --annotate FIL-med-merknader.xlsx\nGjør om til Turtle: rusgraf import "
    "FIL.xlsx --text TEKST.txt -o FIL.ttl",
    "en": "How to fill it in\nHeadings with an asterisk (*) must be filled in. Hold the pointer over "
    "a heading to read what it means.\nMany cells have a list to choose from. Several values in a "
    "cell are separated by semicolons.\nThe first column is a short name of your choice, such as "
    "“evening-hours”, by which other rows refer to this one. It may be left empty; the name is then "
    "made from the text.\nParaphrase claims in your own words, without the speaker. Never copy a "
    "sentence of the document into a paraphrase.\nThe place in the text is shown by its first and "
    "last words, pasted from the document. The text is not stored.\nOnly organisations, offices and "
    "public bodies are actors, never private persons.\nWhat is marked “example” is invented and is "
    "not read. Hidden columns to the right open with the plus sign.\nLook for mistakes: rusgraf "
    "validate FILE.xlsx --text TEXT.txt --annotate FILE-with-notes.xlsx\nMake Turtle of it: rusgraf "
    "import FILE.xlsx --text TEXT.txt -o FILE.ttl",
}

#: What the parts of a row are called where their class is too dry a word.
PARTS: Final[Mapping[str, Texts]] = {
    "submission": {"nb": "innsending", "en": "submission"},
    "agent": {"nb": "innsender", "en": "submitter"},
    "document": {"nb": "dokument", "en": "document"},
    "rendition": {"nb": "tekst", "en": "text"},
    "source": {"nb": "kilde", "en": "source"},
    "observation": {"nb": "tall", "en": "figure"},
}
VALUE: Final[Texts] = {"nb": "verdi", "en": "value"}
#: The columns that say where a passage begins and ends.
WORDS: Final[Mapping[str, Texts]] = {
    "first": {"nb": "første ord", "en": "first words"},
    "last": {"nb": "siste ord", "en": "last words"},
}
#: What a language is called.
IN: Final[Mapping[str, Texts]] = {
    "nb": {"nb": "bokmål", "en": "Norwegian"},
    "nn": {"nb": "nynorsk", "en": "Nynorsk"},
    "en": {"nb": "engelsk", "en": "English"},
}
#: The months, as they are written in a date.
MONTHS: Final[Mapping[str, int]] = {
    name: number
    for names in (
        "januar februar mars april mai juni juli august september oktober november desember",
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "jan feb mars apr mai juni juli aug sept okt nov des",
    )
    for number, name in enumerate(names.split(), 1)
}

#: How what is made up is marked: it is not read.
EXAMPLE: Final[Texts] = {"nb": "Eksempel", "en": "Example"}
#: What stands for a stance where the document takes none.
NO_STANCE: Final = "–"  # noqa: RUF001 - a dash in a cell, as people write it
DASHES: Final = (NO_STANCE, "-", "—")
#: What stands above the columns of the form.
FORM: Final[Mapping[str, Texts]] = {
    "question": {"nb": "Spørsmål", "en": "Question"},
    "answer": {"nb": "Svar", "en": "Answer"},
    "not read": {"nb": "oppdiktet, leses ikke", "en": "invented, not read"},
}
#: What the note on a heading says beside what ontology and shapes say.
NOTES: Final[Mapping[str, Texts]] = {
    "required": {"nb": "Må fylles ut.", "en": "Must be filled in."},
    "many": {
        "nb": "Flere verdier skilles med semikolon.",
        "en": "Several values are separated by semicolons.",
    },
    "choose": {"nb": "Velg fra listen.", "en": "Choose from the list."},
    "thing": {
        "nb": "Velg fra listen, eller skriv det korte navnet på en rad.",
        "en": "Choose from the list, or write the short name of a row.",
    },
    "id": {
        "nb": "Et kort navn som du velger selv: bokstaver, sifre og bindestreker. Tomt: navnet lages "
        "av det som står i raden. Finnes det fra før, velges det her, og resten av beskrivelsen står "
        "tom.",
        "en": "A short name of your choice: letters, digits and hyphens. Empty: the name is made "
        "from what the row says. What is there already is chosen here, and the rest of its "
        "description is left empty.",
    },
    "date": {
        "nb": "For eksempel 14.03.2021, 2021-03 eller 2021.",
        "en": "For example 2021-03-14, 2021-03 or 2021.",
    },
    "day": {"nb": "For eksempel 14.03.2021.", "en": "For example 2021-03-14."},
    "year": {"nb": "For eksempel 2021.", "en": "For example 2021."},
    "iri": {"nb": "Hele adressen, fra https://.", "en": "The whole address, from https://."},
    "first": {
        "nb": "De første ordene av stedet i teksten, limt inn; mange nok til at de bare står der. Er "
        "siste ord tomt, er dette hele stedet. Gi teksten med --text FIL.",
        "en": "The first words of the passage, pasted; enough of them to be there only once. If the "
        "last words are empty, this is the whole passage. Give the text by --text FILE.",
    },
    "last": {"nb": "De siste ordene av stedet, limt inn.", "en": "The last words of the passage, pasted."},
    "locator": {
        "nb": "Det en leser av dokumentet ser: side, trykt linje eller overskrift.",
        "en": "What a reader of the document sees: page, printed line or heading.",
    },
    "stance": {
        "nb": "Skriv – der dokumentet ikke tar noe standpunkt til påstanden.",  # noqa: RUF001 - the dash to write
        "en": "Write – where the document takes no stance on the claim.",  # noqa: RUF001
    },
    "claim": {
        "nb": "Den statistiske påstanden som innholdet hører til.",
        "en": "The statistical claim that it is of.",
    },
    "value": {"nb": "Bare tallet.", "en": "Only the number."},
}
