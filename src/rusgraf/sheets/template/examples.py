"""The made-up rows of the template: what a union that does not exist might have filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from rusgraf.sheets import wording
from rusgraf.sheets.columns import Column, Sheet
from rusgraf.sheets.register import Names, Register
from rusgraf.terms import curie, expand

#: What the template answers already, by class and property.
PREFILLED: Final[Mapping[tuple[str, str], str]] = {
    ("rg:Submission", "dcterms:license"): "https://creativecommons.org/licenses/by/4.0/",
}
#: A row by sheet: what stands in a column, by part and property or role. Codes are CURIEs.
_ROWS: Final[Mapping[str, Mapping[tuple[str, str], object]]] = {
    "document": {
        ("submission", "dcterms:title"): {
            "nb": "Eksempelforbundets uttalelse (oppdiktet)",
            "en": "The statement of the Example Union (invented)",
        },
        ("submission", "dcterms:issued"): "2026-11-25",
        ("submission", "dcterms:license"): PREFILLED["rg:Submission", "dcterms:license"],
        ("agent", "id"): "example-analyst",
        ("agent", "rdfs:label"): {"nb": "Eksempelanalytikeren", "en": "The example analyst"},
        ("actor", "id"): "example-union",
        ("actor", "rdfs:label"): {
            "nb": "Eksempelforbundet (oppdiktet)",
            "en": "The Example Union (invented)",
        },
        ("actor", "rg:actorKind"): "actor-kind:trade-union",
        ("document", "id"): "example-union",
        ("document", "dcterms:title"): {
            "nb": "Uttalelse om lavterskelbehandling (oppdiktet)",
            "en": "Statement on low-threshold treatment (invented)",
        },
        ("document", "dcterms:date"): "2026",
    },
    "claims": {
        ("claim", "id"): "example-evening-hours",
        ("claim", "rdf:type"): "rg:PolicyDemand",
        ("claim", "rg:paraphrase"): {
            "nb": "LAR med lav terskel bør ha kveldsåpent.",
            "en": "Low-threshold LAR should be open after working hours too.",
        },
        ("claim", "dcterms:subject"): "topic:low-threshold-lar",
        ("assertion", "rg:stance"): "stance:endorses",
        ("assertion", "first"): "they should be open",
        ("assertion", "last"): "in the evening.",
        ("assertion", "locator"): "1 Opening hours",
    },
    "relations": {
        ("relation", "id"): "example-evening-hours-support",
        ("relation", "rdf:type"): "rg:Support",
        ("relation", "rg:premise"): "example-evening-hours",
        ("relation", "rg:target"): "more-low-threshold-lar",
        ("relation", "rg:basis"): "basis:implicit",
        ("relation", "first"): "they should be open",
        ("relation", "last"): "in the evening.",
        ("relation", "locator"): "1 Opening hours",
    },
    "evidence": {
        ("evidence", "id"): "example-attendance",
        ("evidence", "rg:paraphrase"): {
            "nb": "Flere møtte etter at klinikken begynte å holde kveldsåpent (oppdiktet).",
            "en": "More people came after the clinic began to stay open in the evening (invented).",
        },
        ("evidence", "rg:fromSource"): "example-report",
        ("evidence", "rg:evidenceKind"): "evidence-kind:primary-study",
        ("evidence", "dcterms:date"): "2025",
    },
    "sources": {
        ("source", "id"): "example-report",
        ("source", "rdfs:label"): {
            "nb": "Eksempelrapporten (oppdiktet)",
            "en": "The example report (invented)",
        },
        ("source", "foaf:page"): "https://example.org/report",
        ("source", "dcterms:issued"): "2025-06",
    },
}

#: The names of the made-up rows, which are marked wherever they are mentioned.
_NAMES: Final = frozenset(
    value
    for row in _ROWS.values()
    for (_, role), value in row.items()
    if role == "id" and isinstance(value, str)
)


def rows(sheet: Sheet, register: Register, language: str) -> Iterator[Mapping[Column, Sequence[Any]]]:
    """The made-up row of a sheet, marked as one."""
    if sheet.name not in _ROWS:
        return
    row: dict[Column, Sequence[Any]] = {}
    given = _ROWS[sheet.name]
    for column in sheet.columns:
        what = curie(column.path) if column.role == "field" else column.role
        value = given.get((column.part.name, what))
        if isinstance(value, dict):
            value = value.get(column.language)
        if isinstance(value, str):
            shown = _shown(column, value, register, language)
            marked = column.names and not sheet.form and value in _NAMES
            row[column] = (f"{wording.EXAMPLE[language]}: {shown}" if marked else shown,)
    yield row


def _shown(column: Column, value: str, register: Register, language: str) -> str:
    choices = register.choices(column)
    if expand(value) is None or value.startswith("https:"):
        return value
    meant = Names(choices).meant(value)
    return next(choice.shown(language, bracketed=False) for choice in choices if choice.iri in meant)
