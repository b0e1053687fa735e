"""One typical mistake in a submission is one finding: that mistake, at its place, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rusgraf import files
from rusgraf.errors import UnreadableInput
from rusgraf.graph import Graph
from rusgraf.validation.checking import check
from rusgraf.validation.findings import Finding, unread

HERE = Path(__file__).parent
TESTS = HERE.parent
EXAMPLES = TESTS.parent / "docs" / "example"
BASES = {
    "union": EXAMPLES / "submission.ttl",
    "reply": EXAMPLES / "reply.ttl",
    "park": TESTS / "submissions" / "good.ttl",
    "hand": HERE / "layouts" / "hand.turtle",
    "blank": HERE / "layouts" / "blank.turtle",
    "full": HERE / "layouts" / "full.turtle",
}
CASES: list[dict[str, Any]] = yaml.safe_load((HERE / "arguments.yaml").read_text(encoding="utf-8"))


def text_of(base: str) -> str:
    return BASES[base].read_text(encoding="utf-8")


def findings(text: str, graph: Graph) -> tuple[Finding, ...]:
    try:
        return check([files.read_bytes(text.encode(), "my.ttl")], graph).findings
    except UnreadableInput as error:
        return (unread(error, "my.ttl"),)


def there(text: str, line: int, column: int) -> str:
    """What stands at a place, its blanks made one; at the end of a line, what stands before."""
    lines = text.splitlines()
    before, after = lines[line - 1][: column - 1], lines[line - 1][column - 1 :]
    return " ".join([after, *lines[line : line + 9]]) if after else f"{before.strip()}|"


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_submissions_without_a_mistake_conform(base: str, newline: str, graph: Graph) -> None:
    assert findings(text_of(base).replace("\n", newline), graph) == ()


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_mistake_is_one_finding_that_names_it(case: dict[str, Any], newline: str, graph: Graph) -> None:
    base = text_of(case["base"])
    assert case["old"] in base
    text = base.replace(case["old"], case["new"]).replace("\n", newline)
    found = findings(text, graph)
    assert [finding.kind for finding in found] == [case["kind"]], [str(each.where) for each in found]
    (finding,) = found
    place = " ".join(there(text, finding.place.line, finding.place.column).split())
    assert place.startswith(case["at"])
    assert case["nb"] in finding.message("nb")
    assert case["en"] in finding.message("en")
    assert finding.suggestion.replace("\\r", "") == case.get("suggestion", "")


# ------------------------------------------------------------- any of many mistakes, in any layout

#: What to change, what it becomes, the kind of mistake, and which part of it the finding points at.
SLIPS = [
    ("stance:endorses", "stance:supports", "unknown-code", "stance:supports"),
    ("basis:analytic", "basis:analytical", "unknown-code", "basis:analytical"),
    ("topic:lar", "topic:larr", "unknown-code", "topic:larr"),
    ("rg:stance", "rg:stanse", "misspelt-property", "rg:stanse"),
    ("rg:asserts", "rg:claim", "misspelt-property", "rg:claim"),
    ("rg:drawnBy", "rg:drawnby", "misspelt-property", "rg:drawnby"),
    ("a rg:Assertion", "a rg:Asertion", "misspelt-class", "rg:Asertion"),
    ("a rg:FactualClaim", "a rg:FactClaim", "misspelt-class", "rg:FactClaim"),
    ("rg:asserts claim:", "rg:asserts klaim:", "syntax", "klaim:"),
    ("rg:asserts claim:", "rg:asserts claim:zzzz-", "dangling-reference", "claim:zzzz-"),
    ("rg:anchor anchor:", "rg:anchor anchor:zzzz-", "dangling-reference", "anchor:zzzz-"),
]
LAYOUTS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "in one line": lambda text: _joined(text, " "),
    "with tabs": lambda text: _joined(text, "\n\t\t"),
    "with CRLF": lambda text: text.replace("\n", "\r\n"),
    "with comments": lambda text: text.replace(" ;\n", " ; # ; «æøå» .\n"),
    "with SPARQL's prefixes": lambda text: "".join(_with_sparql_prefixes(text.splitlines(keepends=True))),
    "with emoji": lambda text: text.replace("(oppdiktet)", "(oppdiktet 🧪)"),
}


def _joined(text: str, by: str) -> str:
    return text.replace(" ;\n    ", f" ;{by}")


def _with_sparql_prefixes(lines: Iterable[str]) -> Iterable[str]:
    for line in lines:
        declared = line.startswith("@prefix")
        yield "PREFIX" + line.removeprefix("@prefix").rstrip(" .\n") + "\n" if declared else line


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_slip_in_any_layout_is_that_finding(data: st.DataObject, graph: Graph) -> None:
    base = text_of(data.draw(st.sampled_from(["union", "reply"]), label="base"))
    old, new, kind, points_at = data.draw(
        st.sampled_from([slip for slip in SLIPS if slip[0] in base]), label="slip"
    )
    layout = data.draw(st.sampled_from(sorted(LAYOUTS)), label="layout")
    ends = [
        end
        for end in range(len(base))
        if base.startswith(old, end) and not (old[-1] != ":" and base[end + len(old)] in "-abcdefgh")
    ]
    start = data.draw(st.sampled_from(ends), label="where")
    mark = "\N{BLACK FLAG}"
    text = LAYOUTS[layout](f"{base[:start]}{mark}{new}{base[start + len(old) :]}")
    offset = text.index(mark) + new.index(points_at)
    text = text.replace(mark, "")
    (finding,) = findings(text, graph)
    lines = text[:offset].split("\n")
    assert (finding.kind, finding.place.line, finding.place.column) == (
        kind,
        len(lines),
        len(lines[-1]) + 1,
    )


@pytest.mark.parametrize(
    "said",
    [
        'rdfs:comment "En merknad."@nb ; rdfs:isDefinedBy <https://example.org/> ; rdfs:seeAlso <https://example.org/>',
        'skos:changeNote "Rettet."@nb ; skos:scopeNote "Bare i parken."@nb ; skos:hiddenLabel "unge"@nb',
        'dcterms:language "nb" ; dcterms:spatial <http://www.wikidata.org/entity/Q20> ; dcterms:type "brev"',
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#_1> 1 ; <https://example.org/labell> 1",
        "<http://xmlns.com/foaf/0.1/homepage> <https://example.org/> ; <https://schema.org/sameas> 1",
    ],
)
def test_what_rusgraf_does_not_read_is_no_mistake(said: str, graph: Graph) -> None:
    start = 'rdfs:label "Unge Parkvenner"@nb ;'
    assert findings(text_of("park").replace(start, f"{start} {said} ;"), graph) == ()


@pytest.mark.parametrize(
    "told",
    [
        '"Sykehuset i Vestfold and Stiftelsen til minne om Per og Kari i Oslo run benches"@en',
        '"Rapporten The Park and the People in It viser hvile"@nb',
        '"Møre og Romsdal in figures"@en',
    ],
)
def test_names_are_in_any_language(told: str, graph: Graph) -> None:
    base = text_of("park")
    paraphrase = '"Benches give people rest."@en' if told.endswith("@en") else '"Benker gir folk hvile."@nb'
    assert findings(base.replace(paraphrase, told), graph) == ()


@pytest.mark.parametrize("base", ["rusgraf/ids/", "rusgraf/", "rusgraf/id", "rusgraph/id/"])
def test_a_wrong_base_is_one_finding_where_it_is_declared(base: str, graph: Graph) -> None:
    text = text_of("park").replace(
        "@prefix actor:", "@base <https://w3id.org/rusgraf/id/> .\n@prefix actor:", 1
    )
    for name in ("actor:example-friends-of-the-park", "claim:example-more-benches"):
        text = text.replace(name, f"<{name.replace(':', '/')}>")
    assert findings(text, graph) == ()
    (finding,) = findings(
        text.replace("@base <https://w3id.org/rusgraf/id/>", f"@base <https://w3id.org/{base}>"), graph
    )
    assert (finding.kind, finding.place.line, finding.place.column) == ("wrong-prefix", 1, 1)
    assert finding.suggestion == "@base <https://w3id.org/rusgraf/id/> ."
    assert f"<https://w3id.org/{base}>" in finding.message("en")


def test_a_document_of_the_debate_may_be_a_source_too(graph: Graph) -> None:
    text = text_of("park").replace(
        "a rg:SourceDocument ;",
        'a rg:SourceDocument , rg:EvidenceSource ; rdfs:label "B"@nb ; foaf:page <https://b.no/> ;',
    )
    assert findings(f"@prefix foaf: <http://xmlns.com/foaf/0.1/> .\n{text}", graph) == ()
