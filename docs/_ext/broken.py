"""The submission of the documentation, broken in one way for each kind of mistake."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import rusgraf
from rusgraf.files import RawFile
from rusgraf.validation import Finding

EXAMPLES: Final = Path(__file__).parents[1] / "example"
NAME: Final = "my-submission.ttl"


@dataclass(frozen=True)
class Break:
    """A change to the submission.

    :param old: what is replaced where it first stands; empty where something is added at the end.
    :param format: the format that the file is said to have.
    :param encoding: how the file is saved.
    :param copying: whether the paraphrases are held against the texts of the examples.
    """

    old: str
    new: str
    format: str = "ttl"
    encoding: str = "utf-8"
    copying: bool = False


BREAKS: Final[Mapping[str, Break]] = {
    "syntax": Break('hours only."@en ;', 'hours only."@en'),
    "unreadable": Break("", "", encoding="latin-1"),
    "refused": Break("", f"claim:example-deep rg:note {'[ rg:note ' * 120}1{' ]' * 120} ."),
    "wrong-prefix": Break("<https://w3id.org/rusgraf/ns#>", "<https://w3id.org/rusgraf/ontology#>"),
    "dangling-reference": Break("rg:asserts claim:tighten-lar", "rg:asserts claim:tigthen-lar"),
    "wrong-class": Break("rg:asserts claim:tighten-lar", "rg:asserts topic:lar"),
    "unknown-code": Break("stance:rejects", "stance:dislikes"),
    "misspelt-property": Break("rg:assertedBy", "rg:asertedBy"),
    "misspelt-class": Break("rg:FactualClaim", "rg:FactClaim"),
    "unknown-property": Break(
        "rg:basis basis:implicit",
        '<https://schema.org/description> "En grunn."@nb ;\n    rg:basis basis:implicit',
    ),
    "misplaced-property": Break(
        "rg:basis basis:implicit", "rg:stance stance:endorses ;\n    rg:basis basis:implicit"
    ),
    "missing-language": Break('ha kveldsåpent."@nb', 'ha kveldsåpent."'),
    "unknown-language": Break('ha kveldsåpent."@nb', 'ha kveldsåpent."@no'),
    "wrong-datatype": Break('"2026"^^xsd:gYear', '"2026"'),
    "impossible-date": Break('"2026-11-25"', '"2026-02-30"'),
    "wrong-value": Break("rg:start 186", "rg:start 230"),
    "duplicate": Break(
        "",
        """
relation:example-again a rg:Attack ;
    rg:premise claim:example-strict-rules-frighten-off ;
    rg:target claim:tighten-lar ;
    rg:basis basis:explicit ;
    rg:drawnBy actor:example-union ;
    rg:anchor anchor:example-union-496-560 .""",
    ),
    "missing-statement": Break("    rg:stance stance:rejects ;\n", ""),
    "too-many": Break("stance:rejects", "stance:rejects , stance:questions"),
    "self-reference": Break(
        "rg:target claim:tighten-lar", "rg:target claim:example-strict-rules-frighten-off"
    ),
    "circle": Break(
        "",
        """
relation:example-back a rg:Support ;
    rg:premise claim:example-open-in-the-evening ;
    rg:target claim:example-work-rules-out-daytime ;
    rg:basis basis:analytic ;
    rg:drawnBy agent:example-analyst .""",
    ),
    "contradiction": Break(
        "",
        """
assertion:example-union-keep-lar-as-it-is a rg:Assertion ;
    rg:assertedBy actor:example-union ;
    rg:asserts claim:tighten-lar ;
    rg:stance stance:endorses ;
    rg:anchor anchor:example-union-141-180 .""",
    ),
    "owned-subject": Break("", 'actor:fo rdfs:label "FO"@nn .'),
    "vocabulary-statement": Break("", "rg:Claim rdfs:subClassOf rg:Actor ."),
    "derived-statement": Break("", "claim:example-staff-at-all-hours rg:qualifies claim:strengthen-lar ."),
    "untyped-subject": Break("", 'claim:example-untyped rg:paraphrase "Noe."@nb , "Something."@en .'),
    "unchecked-subject": Break("", "<https://example.org/thing> a <https://schema.org/Thing> ."),
    "dated-ahead": Break('"2026"^^xsd:gYear', '"2026-12-01"^^xsd:date'),
    "misnamed-graph": Break(
        "<https://w3id.org/rusgraf/graph/submissions/example-union>", "<https://example.org/my-graph>"
    ),
    "private-person": Break(
        "actor:example-union a rg:Actor",
        "actor:example-union a rg:Actor , <http://xmlns.com/foaf/0.1/Person>",
    ),
    "unsafe-text": Break("Heroin should be", "Heroin \u202e should be"),
    "unsafe-iri": Break("<https://creativecommons.org/licenses/by/4.0/>", "<javascript:alert(1)>"),
    "copied-text": Break(
        "Strictness scares away the people in greatest need of LAR.",
        "Strict rules frighten off those who need treatment most.",
        copying=True,
    ),
    "swapped-languages": Break(
        """"Strenge regler skremmer vekk dem som har størst behov for LAR."@nb ;
    rg:paraphrase "Strictness scares away the people in greatest need of LAR."@en""",
        """"Strictness scares away the people in greatest need of LAR."@nb ;
    rg:paraphrase "Strenge regler skremmer vekk dem som har størst behov for LAR."@en""",
    ),
    "rule": Break(
        "rg:basis basis:implicit ;\n    rg:drawnBy actor:example-union",
        "rg:basis basis:implicit ;\n    rg:drawnBy agent:example-analyst",
    ),
}


def finding(kind: str) -> Finding:
    """What is said of the submission broken in the way of a kind."""
    broken = BREAKS[kind]
    text = (EXAMPLES / "submission.ttl").read_text(encoding="utf-8")
    assert broken.old in text, f"{kind}: the submission has no {broken.old}"
    text = text.replace(broken.old, broken.new, 1) if broken.old else f"{text}\n{broken.new}\n"
    raw = RawFile(NAME, text.encode(broken.encoding, "replace"), broken.format)
    report = rusgraf.validate(raw, sources=EXAMPLES if broken.copying else None)
    kinds = [each.kind for each in report.findings]
    assert kinds == [kind], f"{kind}: {kinds}"
    return report.findings[0]
