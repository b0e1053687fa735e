"""What is said of cells that cannot be read, in Norwegian and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: What is wrong with a cell, and what to do; each is said after the heading of its column.
MISTAKES: Final[Mapping[str, Mapping[str, str]]] = {
    "formula": {
        "nb": "Cellen har en formel, og filen har ikke verdien av den. Åpne filen i regnearket og "
        "lagre den, eller skriv verdien.",
        "en": "The cell has a formula, and the file does not hold its value. Open the file in the "
        "spreadsheet program and save it, or write the value.",
    },
    "fault": {
        "nb": "Cellen viser feilen {shown}. Skriv det som skulle stå der.",
        "en": "The cell shows the error {shown}. Write what should be there.",
    },
    "whole": {"nb": "Skriv et helt tall.", "en": "Write a whole number."},
    "number": {
        "nb": "«{shown}» er ikke et tall. Skriv bare tallet, for eksempel 324 eller 3,5.",
        "en": "“{shown}” is not a number. Write only the number, such as 324 or 3.5.",
    },
    "percent": {
        "nb": "Skriv tallet uten prosenttegn, i en celle uten prosentformat: {suggestion}. Enheten "
        "sier at det er prosent.",
        "en": "Write the number without a percent sign, in a cell without the percent format: "
        "{suggestion}. The unit says that it is per cent.",
    },
    "either": {
        "nb": "«{shown}» kan leses på to måter. Skriv {suggestion} for tusener, eller én desimal mer "
        "eller mindre.",
        "en": "“{shown}” can be read in two ways. Write {suggestion} for thousands, or one decimal "
        "more or fewer.",
    },
    "impossible": {
        "nb": "Datoen {shown} finnes ikke. Rett dag, måned eller år.",
        "en": "There is no date {shown}. Correct the day, the month or the year.",
    },
    "year": {
        "nb": "Skriv bare året, med fire sifre, for eksempel 2021.",
        "en": "Write only the year, in four digits, such as 2021.",
    },
    "day": {
        "nb": "Skriv en hel dato, for eksempel 14.03.2021 eller 2021-03-14.",
        "en": "Write a whole date, such as 2021-03-14 or 14.03.2021.",
    },
    "date": {
        "nb": "«{shown}» er ikke en dato. Skriv den så nøyaktig som den er kjent: 14.03.2021, "
        "2021-03 eller 2021.",
        "en": "“{shown}” is not a date. Write it as precisely as it is known: 2021-03-14, 2021-03 or 2021.",
    },
    "year-as-day": {
        "nb": "Cellen viser datoer, og har gjort året {suggestion} til {shown}. Gi cellen formatet "
        "tekst, og skriv {suggestion}.",
        "en": "The cell shows dates, and has made the year {suggestion} into {shown}. Give the cell "
        "the format text, and write {suggestion}.",
    },
    "serial": {
        "nb": "{shown} er slik regnearket lagrer {suggestion}. Skriv {suggestion}.",
        "en": "{shown} is how a spreadsheet stores {suggestion}. Write {suggestion}.",
    },
    "address": {
        "nb": "Skriv hele nettadressen, slik den begynner: https://…, uten mellomrom.",
        "en": "Write the whole web address, from its beginning: https://…, without spaces.",
    },
    "code": {
        "nb": "«{shown}» er ikke i listen. Velg: {known}.",
        "en": "“{shown}” is not in the list. Choose: {known}.",
    },
    "code-near": {
        "nb": "«{shown}» er ikke i listen. Mente du «{suggestion}»?",
        "en": "“{shown}” is not in the list. Did you mean “{suggestion}”?",
    },
    "thing": {
        "nb": "Det er ingenting som heter «{shown}», verken i grafen eller i regnearket. Velg fra "
        "listen, eller beskriv det i en egen rad.",
        "en": "There is nothing called “{shown}”, neither in the graph nor in the spreadsheet. "
        "Choose from the list, or describe it in a row of its own.",
    },
    "thing-near": {
        "nb": "Det er ingenting som heter «{shown}», verken i grafen eller i regnearket. Mente du "
        "«{suggestion}»?",
        "en": "There is nothing called “{shown}”, neither in the graph nor in the spreadsheet. Did "
        "you mean “{suggestion}”?",
    },
    "several-things": {
        "nb": "Flere ting heter «{shown}». Skriv det korte navnet på den du mener: {known}.",
        "en": "Several things are called “{shown}”. Write the short name of the one you mean: {known}.",
    },
    "one": {
        "nb": "Her kan det bare stå én verdi.",
        "en": "There can be only one value here.",
    },
    "name": {
        "nb": "Et kort navn er bokstaver, sifre og bindestreker, for eksempel «kveldsåpent».",
        "en": "A short name is letters, digits and hyphens, such as “evening-hours”.",
    },
    "text-needed": {
        "nb": "Ordene kan ikke finnes uten teksten. Gi den med --text FIL.",
        "en": "The words cannot be found without the text. Give it by --text FILE.",
    },
    "words": {
        "nb": "Ordene «{shown}» står ikke i teksten. Lim dem inn fra dokumentet, bokstav for bokstav.",
        "en": "The words “{shown}” are not in the text. Paste them from the document, letter by letter.",
    },
    "words-twice": {
        "nb": "Ordene «{shown}» står {count} steder i teksten (linje {lines}). Ta med flere ord.",
        "en": "The words “{shown}” are in the text {count} times (lines {lines}). Take more words.",
    },
    "words-last": {
        "nb": "Ordene «{shown}» kommer ikke etter de første ordene.",
        "en": "The words “{shown}” do not come after the first words.",
    },
    "words-first": {
        "nb": "Skriv også de første ordene av stedet.",
        "en": "Write the first words of the passage too.",
    },
    "text-other": {
        "nb": "Grafen har en annen tekst av dokumentet. Bruk den, eller gi dokumentet et annet kort navn.",
        "en": "The graph has another text of the document. Use that one, or give the document "
        "another short name.",
    },
    "text-changed": {
        "nb": "Teksten som er gitt, er en annen enn den som stedene er tatt fra. Gi den samme teksten.",
        "en": "The text that is given is another than the one that the places were taken from. Give "
        "the same text.",
    },
    "value": {
        "nb": "Tallet kan ikke føres: tallserien sier ikke hva som måles.",
        "en": "The figure cannot be entered: the series does not say what is measured.",
    },
    "rows": {
        "nb": "Bare de første {count} radene leses. Del arket i to.",
        "en": "Only the first {count} rows are read. Split the sheet.",
    },
    "columns": {
        "nb": "Bare de første {count} kolonnene leses.",
        "en": "Only the first {count} columns are read.",
    },
    "unsafe": {
        "nb": "Cellen har tegn som ingen tekst har (kontrolltegn). Skriv den på nytt.",
        "en": "The cell has characters that no text has (control characters). Write it anew.",
    },
    "sheet": {
        "nb": "Arket «{shown}» er ikke av malen, og er ikke lest.",
        "en": "The sheet “{shown}” is not of the template, and was not read.",
    },
    "heading": {
        "nb": "Kolonnen «{shown}» er ikke av malen, og er ikke lest.",
        "en": "The column “{shown}” is not of the template, and was not read.",
    },
    "heading-near": {
        "nb": "Kolonnen «{shown}» er ikke av malen, og er ikke lest. Mente du «{suggestion}»?",
        "en": "The column “{shown}” is not of the template, and was not read. Did you mean “{suggestion}”?",
    },
    "no-heading": {
        "nb": "Kolonnen har ingen overskrift av malen, og er ikke lest.",
        "en": "The column has no heading of the template, and was not read.",
    },
    "headings": {
        "nb": "Arket «{shown}» har ingen overskrifter av malen. Ta med raden med overskrifter.",
        "en": "The sheet “{shown}” has no headings of the template. Keep the row with the headings.",
    },
    "missing": {"nb": "Fyll ut cellen.", "en": "Fill in the cell."},
    "twice": {
        "nb": "Kolonnen «{shown}» står to ganger. Fjern den ene.",
        "en": "The column “{shown}” is there twice. Remove one.",
    },
}
