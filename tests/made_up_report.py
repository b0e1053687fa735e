"""A report with a finding of every sort that formats tell apart; what it speaks of is made up."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from rusgraf.terms import PREFIXES
from rusgraf.validation import Finding, Place, Report

CLAIM = NamedNode(f"{PREFIXES['claim']}example-more-benches")
ASSERTION = NamedNode(f"{PREFIXES['assertion']}example-more-benches")
STANCE = f"{PREFIXES['rg']}stance"
PARAPHRASE = f"{PREFIXES['rg']}paraphrase"
SUBJECT = f"{PREFIXES['dcterms']}subject"
HOSTILE = (
    '</script><img src=x onerror="alert(1)">{{ 7*7 }} & \u202etxt.exe\u2066 \x1b[31mred ::error::x %0A,:'
)
LONG = "lang linje med æøå " * 30


def line_place(line: int, text: str, part: str, file: str = "my.ttl") -> Place:
    """The place of a part of a line."""
    column = text.index(part) + 1
    return Place(file, line, column, line, column + len(part), text)


SYNTAX = Finding(
    kind="syntax",
    focus=None,
    path=None,
    values=(),
    rules=("syntax",),
    severity="Violation",
    messages={
        "nb": "Setningen før slutter ikke. Sett punktum etter linje 11.",
        "en": "The sentence before does not end. Put a full stop after line 11.",
    },
    place=line_place(12, "claim:example-x a rg:Claim", "claim:example-x", "broken.ttl"),
)
CODE = Finding(
    kind="unknown-code",
    focus=ASSERTION,
    path=STANCE,
    values=(NamedNode(f"{PREFIXES['stance']}endorsed"),),
    rules=("rgsh:Assertion-stance",),
    severity="Violation",
    messages={
        "nb": "stance:endorsed er ikke i standpunktlisten.",
        "en": "stance:endorsed is not in the list of stances.",
    },
    suggestion="stance:endorses",
    place=line_place(34, "    rg:stance stance:endorsed ;", "stance:endorsed"),
    also=(Place("my.ttl", 41, 15, 41, 30), Place("my.ttl", 52, 15, 52, 30)),
)
SPAN = Finding(
    kind="wrong-value",
    focus=CLAIM,
    path=PARAPHRASE,
    values=(Literal("Parken bør få\nflere benker", language="nb"),),
    rules=("rgsh:Claim-paraphrase", "rgsh:Claim-paraphrase-sentence"),
    severity="Violation",
    messages={"nb": "Skriv gjengivelsen på én linje.", "en": "Write the paraphrase on one line."},
    place=Place("my.ttl", 40, 19, 42, 21, '    rg:paraphrase """Parken bør få'),
)
EMOJI = Finding(
    kind="wrong-value",
    focus=CLAIM,
    path=PARAPHRASE,
    values=(Literal("🌳🪑 «Benker» & <b>blåbær</b>", language="nb"),),
    rules=("rgsh:Claim-paraphrase",),
    severity="Violation",
    messages={
        "nb": 'Skriv gjengivelsen uten bilder og <b>merker</b>; skriv «rg:paraphrase "…"@nb».',
        "en": 'Write the paraphrase without pictures and <b>marks</b>; write rg:paraphrase "…"@nb.',
    },
    suggestion='rg:paraphrase "…"@nb',
    place=line_place(
        44, '\trg:paraphrase "🌳🪑 «Benker» & <b>blåbær</b>"@nb .', '"🌳🪑 «Benker» & <b>blåbær</b>"@nb'
    ),
)
WINDOWED = Finding(
    kind="missing-language",
    focus=CLAIM,
    path=PARAPHRASE,
    values=(Literal("her"),),
    rules=("rgsh:Claim-paraphrase",),
    severity="Violation",
    messages={"nb": 'Legg til språkmerke: "her"@nb.', "en": 'Add a language tag: "her"@nb.'},
    suggestion='"her"@nb',
    place=line_place(45, f'# {LONG}"her" ; {LONG}', '"her"'),
)
HOSTILE_FINDING = Finding(
    kind="unsafe-text",
    focus=CLAIM,
    path=PARAPHRASE,
    values=(Literal(HOSTILE),),
    rules=("unsafe-text",),
    severity="Violation",
    messages={"nb": f"Fjern {HOSTILE}", "en": f"Remove {HOSTILE}"},
    suggestion=HOSTILE[:20],
    place=Place("my.ttl", 46, 5, 46, 5 + len(HOSTILE), f"    {HOSTILE} ."),
)
WARNING = Finding(
    kind="unknown-property",
    focus=CLAIM,
    path="https://example.org/note",
    values=(Literal("x"),),
    rules=("unknown-property",),
    severity="Warning",
    messages={
        "nb": "rusgraf kjenner ikke egenskapen https://example.org/note.",
        "en": "rusgraf does not know the property https://example.org/note.",
    },
    place=Place("my.ttl", 47),
)
CELL = Finding(
    kind="impossible-date",
    focus=None,
    path=f"{PREFIXES['dcterms']}date",
    values=(Literal("31.02.2019"),),
    rules=("rgsh:SourceDocument-date",),
    severity="Violation",
    messages={"nb": "Februar har ikke 31 dager.", "en": "February has not 31 days."},
    place=Place("my.xlsx", text="31.02.2019", sheet="Document", cell="C4"),
    also=(Place("my.xlsx", text="30.02.2019", sheet="Document", cell="C5"),),
)
NOTE = Finding(
    kind="swapped-languages",
    focus=CLAIM,
    path=PARAPHRASE,
    values=(),
    rules=("swapped-languages",),
    severity="Info",
    messages={"nb": "Ser ut til å være engelsk.", "en": "Looks like English."},
    place=Place("my.xlsx", sheet="Claims", cell="D7"),
)
AROUND = Finding(
    kind="dangling-reference",
    focus=NamedNode(f"{PREFIXES['claim']}elsewhere"),
    path=SUBJECT,
    values=(NamedNode(f"{PREFIXES['topic']}drug-policy"),),
    rules=("rgsh:Claim-subject",),
    severity="Violation",
    messages={
        "nb": "Emnet er tatt bort. Behold det, eller rett påstanden.",
        "en": "The topic is taken away. Keep it, or correct the claim.",
    },
)
REPORT = Report(
    files={"fine.ttl": 12, "broken.ttl": None, "my.ttl": 44, "empty.ttl": 0, "my.xlsx": 1},
    findings=(SYNTAX, CODE, SPAN, EMOJI, WINDOWED, HOSTILE_FINDING, WARNING, CELL, NOTE, AROUND),
    labels={
        CLAIM.value: {
            "nb": "Parken bør få flere benker, slik at alle som vil hvile, kan gjøre det",
            "en": "The park should get more benches",
        },
        STANCE: {"nb": "standpunkt", "en": "stance"},
        PARAPHRASE: {"nb": "gjengivelse", "en": "paraphrase"},
        f"{PREFIXES['topic']}drug-policy": {"nb": "ruspolitikk", "en": "drug policy"},
    },
)
