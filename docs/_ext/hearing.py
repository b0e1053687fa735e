"""Fill in the template from the made-up hearing statement: ``python docs/_ext/hearing.py``.

Writes ``docs/example/hearing-{nb,en}.xlsx``, as somebody fills it in for the first time, with five
mistakes, and ``hearing-{nb,en}-mended.xlsx``, as it is when they are mended.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final, TypeAlias

import openpyxl

import rusgraf
from rusgraf import sheets
from rusgraf.terms import LANGUAGES

EXAMPLES: Final = Path(__file__).parents[1] / "example"
#: The row below the headings and the example.
FIRST: Final = 3
#: A row of two lines, as Excel makes it while somebody types.
HEIGHT: Final = 30

#: What is written in a cell: in nb and en where it differs.
Written: TypeAlias = str | tuple[str, str]
Row: TypeAlias = dict[str, Written]

ENDORSES: Final = ("slutter seg til", "endorses")
DEMAND: Final = ("politisk krav", "policy demand")
FACT: Final = ("faktapåstand", "factual claim")
CAUSE: Final = ("årsakspåstand", "causal claim")
ROOMS: Final = ("brukerrom", "drug consumption rooms")
HOUSING: Final = ("bolig og aktivitet", "housing and activity")
SUPPORT: Final = ("støtte", "support")
EXPLICIT: Final = ("uttalt", "explicit")
IMPLICIT: Final = ("underforstått", "implicit")
INVEST: Final = (
    "Det bør satses på brukerrom. [invest-in-drug-consumption-rooms]",
    "There should be investment in drug consumption rooms. [invest-in-drug-consumption-rooms]",
)
STRENGTHEN: Final = (
    "LAR bør styrkes. [strengthen-lar]",
    "LAR should be strengthened. [strengthen-lar]",
)

#: The answers of the first sheet, by the question.
DOCUMENT: Final[Row] = {
    "Submission: title (Norwegian) *": "Eksempelnettverkets høringsuttalelse (oppdiktet)",
    "Submission: title (English)": "Hearing statement of the Example Network (invented)",
    "Submission: date issued *": ("25.11.2026", "2026-11-25"),
    "Submitter": "example-newcomer",
    "Submitter: name (Norwegian) *": "Eksempelnykommeren (oppdiktet)",
    "Submitter: name (English)": "The example newcomer (invented)",
    "Actor": "example-network",
    "Actor: name (Norwegian) *": "Eksempelnettverket (oppdiktet)",
    "Actor: name (English)": "The Example Network (invented)",
    "Actor: actor kind *": ("brukerorganisasjon", "user organisation"),
    "Document": "example-hearing",
    "Document: title (Norwegian) *": "Høringsuttalelse om overdoser (oppdiktet)",
    "Document: title (English)": "Hearing statement on overdoses (invented)",
    "Document: date *": ("31.11.2026", "2026-11-31"),
}

#: The rows of a sheet, by their headings; the first row stands below the example.
ROWS: Final[dict[str, list[Row]]] = {
    "Claims": [
        {
            "Claim": INVEST,
            "Stance *": ENDORSES,
            "First words *": "Det må satses",
            "Last words": "på brukerrom.",
            "Locator": "1 Brukerrom",
        },
        {
            "Claim": "overdoses-noticed-in-rooms",
            "Type *": FACT,
            "Paraphrase (Norwegian) *": "På et brukerrom blir overdoser oppdaget.",
            "Paraphrase (English) *": "In a drug consumption room, overdoses get noticed.",
            "Topic *": ROOMS,
            "Stance *": ENDORSES,
            "First words *": "Der er det alltid",
            "Last words": "en overdose,",
            "Locator": "1 Brukerrom",
        },
        {
            "Claim": "rooms-bring-help-in-time",
            "Type *": CAUSE,
            "Paraphrase (Norwegian) *": "Brukerrom gjør at de som tar overdose, får hjelp tidsnok.",
            "Topic *": ROOMS,
            "Stance *": ENDORSES,
            "First words *": "da kommer hjelpen",
            "Last words": "i tide.",
            "Locator": "1 Brukerrom",
        },
        {
            "Claim": "rooms-open-at-night",
            "Type *": DEMAND,
            "Paraphrase (Norwegian) *": "Brukerrom bør ha nattåpent.",
            "Paraphrase (English) *": "Drug consumption rooms should be open at night.",
            "Topic *": ROOMS,
            "Stance *": ("enig", "agrees"),
            "First words *": "rommene må holde",
            "Last words": "om natten.",
            "Locator": "1 Brukerrom",
        },
        {
            "Claim": "homeless-after-detoxification",
            "Type *": FACT,
            "Paraphrase (Norwegian) *": "Mange er boligløse etter avrusning.",
            "Paraphrase (English) *": "Many people are homeless after detoxification.",
            "Topic *": HOUSING,
            "Stance *": ENDORSES,
            "First words *": "Mange står uten",
            "Last words": "fra avrusningen.",
            "Locator": "2 Bolig",
        },
        {
            "Claim": "homelessness-raises-overdose-risk",
            "Type *": CAUSE,
            "Paraphrase (Norwegian) *": "Å være boligløs etter avrusning øker risikoen for overdose.",
            "Paraphrase (English) *": "Being homeless after detoxification raises the risk of overdose.",
            "Topic *": ("forebygging av overdoser", "overdose prevention"),
            "Stance *": ENDORSES,
            "First words *": "Da øker faren",
            "Last words": "for overdose.",
            "Locator": "2 Bolig",
        },
        {
            "Claim": "housing-before-discharge",
            "Type *": DEMAND,
            "Paraphrase (Norwegian) *": "De som er til avrusning, bør ha en bolig å reise hjem til.",
            "Paraphrase (English) *": "People in detoxification should have a home to go to when they leave.",
            "Topic *": HOUSING,
            "Topic 2": ("avrusning", "detoxification"),
            "Stance *": ENDORSES,
            "First words *": "Ingen må skrives ut",
            "Last words": "er klar.",
            "Locator": "2 Bolig",
        },
        {
            "Claim": STRENGTHEN,
            "Stance *": ("slutter seg til på vilkår", "endorses conditionally"),
            "First words *": "Vi støtter",
            "Last words": "av LAR,",
            "Locator": "3 LAR",
        },
        {
            "Claim": "patients-have-a-say-in-lar",
            "Type *": ("vilkår", "condition"),
            "Paraphrase (Norwegian) *": "LAR bør bare styrkes hvis pasientene kan påvirke medisinvalget.",
            "Paraphrase (English) *": "LAR should be strengthened only if patients help choose the medicine.",
            "Topic *": ("legemidler i LAR", "medicines in LAR"),
            "Stance *": ENDORSES,
            "First words *": "forutsatt at",
            "Last words": "velge medisin.",
            "Locator": "3 LAR",
        },
    ],
    "Relations": [
        {
            "Type *": SUPPORT,
            "Premise *": "overdoses-noticed-in-rooms",
            "Target *": "rooms-bring-help-in-time",
            "Basis *": EXPLICIT,
            "First words": "Der er det alltid",
            "Last words": "en overdose,",
            "Locator": "1 Brukerrom",
        },
        {
            "Type *": SUPPORT,
            "Premise *": "rooms-bring-help-in-time",
            "Target *": INVEST,
            "Basis *": IMPLICIT,
            "First words": "da kommer hjelpen",
            "Last words": "i tide.",
            "Locator": "1 Brukerrom",
        },
        {
            "Type *": SUPPORT,
            "Premise *": "homeless-after-detoxification",
            "Premise 2": "homelessness-raises-overdose-risk",
            "Target *": "housing-before-dischrage",
            "Basis *": IMPLICIT,
            "First words": "Da øker faren",
            "Last words": "for overdose.",
            "Locator": "2 Bolig",
        },
        {
            "Type *": ("forbehold", "qualification"),
            "Premise *": "patients-have-a-say-in-lar",
            "Target *": STRENGTHEN,
            "Basis *": EXPLICIT,
            "First words": "forutsatt at",
            "Last words": "velge medisin.",
            "Locator": "3 LAR",
        },
    ],
}

#: What mends the mistakes, by sheet, row and heading.
MENDED: Final[dict[tuple[str, int, str], Written]] = {
    ("Document", 0, "Document: date *"): ("16.11.2026", "2026-11-16"),
    (
        "Claims",
        2,
        "Paraphrase (English) *",
    ): "Drug consumption rooms get help in time to people who overdose.",
    ("Claims", 3, "Stance *"): ENDORSES,
    ("Claims", 4, "Last words"): "fra avrusning.",
    ("Relations", 2, "Target *"): "housing-before-discharge",
}


def filled() -> Iterator[tuple[tuple[str, int, str], Written]]:
    """The content of each cell, by sheet, row and heading."""
    yield from ((("Document", 0, heading), text) for heading, text in DOCUMENT.items())
    for sheet, rows in ROWS.items():
        for number, row in enumerate(rows):
            yield from (((sheet, number, heading), text) for heading, text in row.items())


def workbook(language: str, *, mended: bool) -> bytes:
    """The template, filled in."""
    graph = rusgraf.open()
    english = openpyxl.load_workbook(BytesIO(sheets.template(graph=graph, lang="en")))
    book = openpyxl.load_workbook(BytesIO(sheets.template(graph=graph, lang=language)))
    cells = dict(filled()) | (MENDED if mended else {})
    for (sheet, row, heading), text in cells.items():
        page = english[sheet]
        form = sheet == "Document"
        headings = [cell.value for cell in (page["A"] if form else page[1])]
        place = headings.index(heading) + 1
        target = book.worksheets[english.sheetnames.index(sheet)]
        cell = target.cell(place, 2) if form else target.cell(FIRST + row, place)
        cell.value = text if isinstance(text, str) else text[LANGUAGES.index(language)]
        if not form:
            target.row_dimensions[FIRST + row].height = HEIGHT
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


if __name__ == "__main__":
    for language in LANGUAGES:
        for mended in (False, True):
            name = f"hearing-{language}{'-mended' * mended}.xlsx"
            (EXAMPLES / name).write_bytes(workbook(language, mended=mended))
