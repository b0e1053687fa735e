from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse

from rusgraf import files
from rusgraf.errors import SyntaxMistake, SyntaxProblem, UnreadableInput
from rusgraf.spans import Lines
from rusgraf.syntax import explain, other_kind
from rusgraf.syntax.words import MISTAKES

HEADER = (
    "@prefix e: <urn:e:> . @prefix claim: <urn:c:> . @prefix measure: <urn:m:> .\n"
    "@prefix dcterms: <http://purl.org/dc/terms/> .\n"
)
FORMATS = {
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
    **{name: RdfFormat.from_extension(name) for name in ("ttl", "nt", "trig", "nq")},
}


def mistake(text: str, format: str = "ttl") -> SyntaxMistake:
    with pytest.raises(SyntaxError) as caught:
        list(parse(text.encode(), format=FORMATS[format]))
    return explain(text, format, caught.value)


def check(marked: str, nb: str, en: str, format: str = "ttl") -> None:
    """The place of the mistake is marked with ⟦ and ⟧."""
    before, _, rest = marked.partition("⟦")
    wrong, _, after = rest.partition("⟧")
    text = before + wrong + after
    lines = Lines(text)
    found = mistake(text, format)
    place = (found.line, found.column, found.end_line, found.end_column)
    assert place == (*lines.place(len(before)), *lines.place(len(before + wrong)))
    assert nb in found.messages["nb"]
    assert en in found.messages["en"]
    assert not re.search(r"(?i)pars|token|unexpected|\{\w+\}", " ".join(found.messages.values()))


# What stands below the two declarations of HEADER.
TURTLE = [
    # words from elsewhere: codes without a prefix, dashes and signs that are not seen, numbers
    ("e:a <urn:x/stance> e:b ; e:stance ⟦rejects⟧ .", "Skriv stance:rejects", "Write stance:rejects"),
    ("e:a e:actorKind ⟦party⟧ .", "Skriv actor-kind:party", "Write actor-kind:party"),
    ("e:a e:p e:kommune⟦\u2013⟧venter .", "bindestrek (-): e:kommune-venter", "ordinary hyphen"),
    ("e:a e:p e:tighten⟦\u200b⟧-lar .", "Fjern det", "within a name"),
    ("e:a⟦\u200b⟧e:p 1 .", "vanlig mellomrom", "ordinary space"),
    ("e:a e:p ⟦2024^^e:year⟧ .", 'anførselstegn: "2024"^^e:year', 'quotation marks: "2024"^^e:year'),
    ("e:a e:p ⟦&lt;⟧https://example.org/&gt; .", "Skriv <", "Write <"),
    ("e:a e:p ⟦~⟧812 .", "Skriv bare tallet: 812", "Write only the number: 812"),
    # dots, commas, semicolons
    ("e:a e:p 1⟦⟧\n\ne:b e:p 2 .", "mangler punktum", "dot is missing"),
    ('e:a e:p "x"@nb⟦⟧ # en kommentar.\n\ne:b e:p 2 .', 'punktum her, etter "x"@nb', 'after "x"@nb'),
    ("e:a a e:T⟦⟧\ne:b a e:T .", "punktum", "dot"),
    ("e:a a e:T⟦⟧\n@prefix f: <urn:f:> .", "punktum", "dot"),
    ('e:a a e:T ;\n  e:p "x"⟦⟧\n', "filen er slutt", "file ends"),
    ("e:a a e:T ;\n  e:p e:b⟦⟧", "filen er slutt", "file ends"),
    ('e:a a e:T⟦⟧\n  e:p "x" ;\n  e:q 1 .', "semikolon", "semicolon"),
    ('e:a a e:T ;\n  e:p "x"^^e:t⟦⟧\n  e:q 1 .', 'etter "x"^^e:t', 'after "x"^^e:t'),
    ('e:a e:p "x"@nb⟦⟧ "y"@en .', "mangler komma", "comma (,) is missing"),
    ("e:a e:p e:b⟦⟧\n e:c , e:d .", "mangler komma", "comma"),
    ("e:a e:p claim:x ⟦;⟧ claim:y .", "Skriv komma i stedet", "claim:y is a value. Write a comma"),
    ("e:a e:p 1 ; ⟦claim:y⟧ ; e:q 2 .", "mangler en egenskap", "A property is missing before it"),
    ("e:a ⟦e:T⟧ ; e:p 1 .", "e:T er en klasse. Skriv a foran: a e:T", "Write a before it: a e:T"),
    ("e:a e:p 1 ; e:q⟦⟧ ; e:r 2 .", "en verdi etter egenskapen e:q", "after the property e:q"),
    ("e:a e:p 1 ; measure:x⟦⟧ ; e:r 2 .", "en verdi etter egenskapen", "after the property measure:x"),
    ("e:a e:p 1 ⟦,⟧ .", "Etter kommaet", "after the comma"),
    ("e:a e:p 1 ⟦,⟧ ; e:q 2 .", "Etter kommaet", "after the comma"),
    ("e:a e:p 1 ; ⟦,⟧ e:q 2 .", "Fjern tegnet", "Remove it"),
    ("e:a e:p 1 . ⟦.⟧", "Fjern tegnet", "Remove it"),
    ("e:a e:p 1 ⟦;⟧\n\ne:b e:p 2 .", "Semikolonet", "semicolon"),
    ("e:a e:p 1 ⟦;⟧\n\ne:b a e:T .", "Semikolonet", "semicolon"),
    ("e:a e:p e:b ⟦,⟧\n  e:q 2 .", "Kommaet", "comma"),
    ("e:a e:p 1 ⟦.⟧\n  e:q 2 ;\n e:r 3 .", "Punktumet", "dot"),
    ("e:a e:p 1 ⟦.⟧\n  e:q e:b ;\n e:r 3 .", "Punktumet", "dot"),
    # texts
    ('e:a e:p ⟦"x ;⟧\n  e:q 1 .', "anførselstegn på slutten", "no closing quotation mark"),
    ('e:a e:p ⟦"x ;⟧\n  e:q "y"@en .', "ikke avsluttet på samme linje", "does not end on the same line"),
    ('e:a e:p ⟦"x⟧\ny" .', "flere linjer", "spans lines"),
    ('e:a e:p ⟦"""x .⟧\ne:b e:q "y" .\n', 'Sett """', 'Put """'),
    ("e:a e:p ⟦“⟧x”@nb .", "rette anførselstegn", "straight quotation marks"),
    ("e:a e:p ⟦«⟧et svar»@nb .", "Anførselstegnet «", "mark «"),
    ('e:a e:p "x⟦”⟧@nb .\n', "slutter med ”", "ends with ”"),
    ('e:a e:p "sier ⟦"⟧nei" til"@nb .', '\\"', '\\"'),
    ("e:a e:p 'don⟦'⟧t' .", "\\'", "\\'"),
    ('e:a e:p "C:⟦\\d⟧ir" .', "omvendt skråstrek", "backslash"),
    ('e:a e:p "\\u00⟦z⟧z" .', "heksadesimale", "hexadecimal"),
    ('e:a e:p "x"⟦@nb_NO⟧ .', "land: @nb", "country: @nb"),
    ('e:a e:p "x"⟦@norskbokmaal⟧ .', "@norskbokmaal er ikke", "@norskbokmaal is not"),
    ('e:a e:p "x"⟦@1⟧ .', "språkkode", "language tag"),
    ('e:a e:p "x"⟦nb⟧ , "y"@en .', "Språkkoden mangler @. Skriv @nb", "lacks its @. Write @nb"),
    ('e:a e:p ⟦"⟧x@nb , "y"@en .', "mangler anførselstegn på slutten", "has no closing quotation mark"),
    ('e:a e:p "x" ⟦nb⟧ .', "Skriv @nb", "Write @nb"),
    ("e:a e:p 12⟦@nb⟧ .", "Fjern @nb", "Remove @nb"),
    ('e:a e:p "x"^^⟦date⟧ .', "datatype", "datatype"),
    ('e:a e:p "x"⟦^⟧e:date .', "to tegn", "two characters"),
    # numbers, dates, words
    ("e:a e:p ⟦2024-01-31⟧ .", '"2024-01-31"^^xsd:date', '"2024-01-31"^^xsd:date'),
    ("e:a e:p ⟦2024-01⟧ .", "xsd:gYearMonth", "xsd:gYearMonth"),
    ("e:a e:p ⟦1 000⟧ .", "tall", "number"),
    ("e:a e:p ⟦12%⟧ .", "tall", "number"),
    ("e:a e:p ⟦12kg⟧ .", "12kg", "12kg"),
    ("e:a e:p ⟦True⟧ .", "Skriv true", "Write true"),
    ("e:a e:p ⟦null⟧ .", "Utelat", "Leave"),
    ("e:a e:p ⟦hei⟧ .", '"hei"', '"hei"'),
    ("e:a e:p ⟦a⟧ .", "er av typen", "is of type"),
    # addresses
    ("e:a e:p ⟦http://example.org/x⟧ .", "<http://example.org/x>", "<http://example.org/x>"),
    ("e:a e:p ⟦www.example.org⟧ .", "<https://www.example.org>", "<https://www.example.org>"),
    ("@prefix f: ⟦http://example.org/⟧ .", "mellom < og >", "between < and >"),
    ("e:a e:p <http://example.org/a⟦ ⟧b> .", "mellomrom", "space"),
    ("e:a e:p ⟦<http://example.org/a ;⟧\n  e:q 1 .", "mangler >", "lacks its closing >"),
    ("e:a e:p <http://example.org/⟦{⟧id}> .", "%7B", "%7B"),
    ("e:a e:p <http://example.org/⟦%⟧zz> .", "%25", "%25"),
    ("e:a e:p ⟦<a/b#c>⟧ .", "hel adresse", "whole address"),
    ("e:a e:p ⟦<http://example.org:x/>⟧ .", "gyldig adresse", "valid address"),
    # prefixes and names
    ("e:a ⟦rdfs:⟧label 1 .", "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .", "@prefix rdfs: <"),
    ("e:a ⟦dcterm:⟧title 1 .", "Mente du dcterms:?", "Did you mean dcterms:?"),
    ("⟦qqq:⟧a e:p 1 .", "@prefix qqq:", "@prefix qqq:"),
    ("⟦f:⟧a e:p 1 .\n@prefix f: <urn:f:> .", "linje 4", "line 4"),
    ('e:a e:p "x"^^⟦xsd:⟧date .', "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .", "@prefix xsd:"),
    ("@prefix f: <urn:f:>⟦⟧\ne:a e:p 1 .", "mangler punktum etter erklæringen", "lacks its dot"),
    ("@prefix f: <urn:f:>⟦⟧\n@prefix g: <urn:g:> .", "@prefix", "@prefix"),
    ("PREFIX f: <urn:f:> ⟦.⟧", "Fjern punktumet", "Remove the dot"),
    ("⟦@PREFIX⟧ f: <urn:f:> .", "@prefix med små", "@prefix in small"),
    ("⟦@perfix⟧ f: <urn:f:> .", "Skriv @prefix", "Write @prefix"),
    ("@prefix ⟦f⟧ <urn:f:> .", "@prefix dcterms:", "@prefix dcterms:"),
    ('@base ⟦"x"⟧ .', "@base <", "@base <"),
    ("e:a e:p e:b⟦/⟧c .", "\\/", "\\/"),
    ("e:a e:p e:b⟦\\c⟧ .", "I et navn", "In a name"),
    ("e:en ⟦påstand⟧ e:p 1 .", "mellomrom", "spaces"),
    ("e:a⟦\xa0⟧e:p 1 .", "U+00A0", "U+00A0"),
    ("e:a e:p⟦\u200b⟧ 1 .", "usynlig", "invisible"),
    # brackets
    (
        "e:a e:p [ e:q 1⟦⟧ .\ne:b e:q 2 .",
        "mangler ] her: [ fra linje 3",
        "] is missing here: the [ of line 3",
    ),
    ("e:a e:p [ e:q 1 ;\n e:r 2⟦⟧ .", "mangler ]", "] is missing"),
    ("e:a e:p ( 1\n2⟦⟧ .\ne:b e:q 2 .", "mangler ) her: ( fra linje 3", ") is missing"),
    ("e:a e:p ( 1 2⟦⟧", "mangler )", ") is missing"),
    ("e:a e:p 1 ⟦]⟧ .", "ikke er åpnet", "never opened"),
    ("e:a e:p ( 1 ⟦,⟧ 2 ) .", "liste", "list"),
    ("e:g ⟦{⟧ e:a e:p 1 }", "TriG", "TriG"),
    # what stands where something else belongs
    ("e:a e:p⟦⟧ .", "verdi etter egenskapen e:p", "value is missing after the property e:p"),
    ("e:a e:p⟦⟧ ; e:q 1 .", "verdi", "value"),
    ("e:a⟦⟧ .", "ingenting om e:a", "Nothing is said about e:a"),
    ('e:a ⟦"x"⟧ .', "egenskap", "property"),
    ("e:a ⟦_:p⟧ 1 .", "egenskap", "property"),
    ("e:a ⟦is⟧ e:T .", "skrives med a", "written with a"),
    ('⟦"x"⟧ e:p 1 .', "begynner med navnet", "begins with the name"),
    ("e:a e:p ⟦=⟧ 1 .", "likhetstegn", "equals sign"),
    ("⟦?x⟧ e:p 1 .", "variabel", "variable"),
    ("⟦//⟧ x\ne:a e:p 1 .", "kommentar begynner med #", "comment begins with #"),
    ("⟦_:⟧ e:p 1 .", "_:a", "_:a"),
    ("⟦SELECT⟧ * WHERE { ?s ?p ?o }", "spørring", "query"),
    ("e:a e:p 1 .\n⟦<<<<<<< HEAD⟧\ne:b e:p 1 .\n=======\n", "konflikt", "conflict"),
    ("<< e:a e:p 1 ⟦e:b⟧ e:q 2 .", "<< … >>", "<< … >>"),
]


@pytest.mark.parametrize(("marked", "nb", "en"), TURTLE)
def test_a_mistake_is_named_at_its_place(marked: str, nb: str, en: str) -> None:
    check(HEADER + marked, nb, en)


@pytest.mark.parametrize(("marked", "nb", "en"), TURTLE)
def test_what_stands_before_makes_no_difference(marked: str, nb: str, en: str) -> None:
    whole = 'e:z e:p "# [ en ( tekst"@nb , [ e:q ( 1 2 ) ] .\r\n'
    nb, en = (re.sub(r"(linje|line) [34]", r"\1 ", words) for words in (nb, en))
    check(HEADER.replace("\n", "\r") + whole + marked, nb.strip(), en.strip())


OTHERS = [
    ("⟦title: x⟧\nauthor: y\n", "YAML"),
    ('⟦title: "x"⟧\nauthor: "y"\n', "YAML"),
    ("⟦---⟧\ntitle: x\n", "YAML"),
    ('⟦{⟧\n  "title": "x"\n}\n', "JSON"),
    ('\n⟦[⟧\n  {"@id": "x"}\n]\n', "JSON"),
    ('⟦<?xml version="1.0"?>⟧\n<rdf:RDF/>', "XML"),
    ('⟦<rdf:RDF xmlns:rdf="x">⟧\n</rdf:RDF>', "XML"),
    ("⟦<!DOCTYPE html>⟧\n<html></html>", "HTML"),
    ("⟦subject;predicate;object⟧\na;b;c\n", "CSV"),
    ("⟦navn,tittel,år⟧\na,b,c\n", "CSV"),
    ("⟦```turtle⟧\n<urn:a> <urn:p> 1 .\n```\n", "Markdown"),
    ("⟦%PDF-1.7⟧\n1 0 obj", "PDF"),
    ("⟦{\\rtf1\\ansi x}⟧", "RTF"),
]


@pytest.mark.parametrize(("marked", "word"), OTHERS)
def test_a_file_of_another_kind_is_called_what_it_is(marked: str, word: str) -> None:
    check(marked, word, word)


OTHER_FORMATS = [
    ("trig", HEADER + "e:g { e:a e:p 1 .⟦⟧\n", "mangler }", "} is missing"),
    ("trig", HEADER + "e:g { e:a e:p 1 .\ne:h⟦⟧ { e:b e:p 2 }", "{ fra linje 3", "{ of line 3"),
    ("trig", HEADER + "e:g { e:a e:p 1 } ⟦}⟧", "ikke er åpnet", "never opened"),
    ("trig", HEADER + "GRAPH e:g⟦⟧ e:a e:p 1 .", "Etter GRAPH", "GRAPH is followed"),
    ("trig", HEADER + "e:g { e:a e:p 1⟦⟧ e:b e:p 2 }", "punktum", "dot"),
    ("nt", "⟦@prefix⟧ e: <urn:e:> .", ".ttl", ".ttl"),
    ("nt", '⟦e:a⟧ <urn:p> "x" .', "hele adresser", "whole addresses"),
    ("nt", "<urn:a> <urn:p> ⟦1⟧ .", "doble anførselstegn", "double quotation marks"),
    ("nt", "<urn:a> <urn:p> <urn:c>⟦⟧\n<urn:a> <urn:p> <urn:d> .", "mangler punktum", "dot is missing"),
    ("nt", "<urn:a> <urn:p> <urn:c>⟦⟧", "mangler punktum", "dot is missing"),
    ("nt", "<urn:a> <urn:p> 'x' .".replace("'x'", "⟦'x'⟧"), "doble", "double"),
    ("nt", "<urn:a> <urn:p> <urn:c> . ⟦<urn:a>⟧ <urn:p> <urn:d> .", "bare én", "one statement"),
    ("nt", "<urn:a> <urn:p>⟦⟧\n<urn:c> .", "linjeskiftet", "line break"),
    ("nt", "<urn:a> <urn:p> <urn:c> ⟦<urn:g>⟧ .", "N-Quads", "N-Quads"),
    ("nq", '<urn:a> <urn:p> ⟦"x .⟧\n', "anførselstegn på slutten", "closing quotation mark"),
    ("jsonld", '{"@id": "urn:x", ⟦}⟧', "JSON-LD", "JSON-LD"),
    ("jsonld", '{"@id": ⟦⟧', "filen slutter", "file ends"),
]


@pytest.mark.parametrize(("format", "marked", "nb", "en"), OTHER_FORMATS)
def test_mistakes_of_the_other_formats(format: str, marked: str, nb: str, en: str) -> None:
    check(marked, nb, en, format)


def test_a_mistake_without_a_place_has_a_general_sentence() -> None:
    found = mistake("<rdf:RDF", "rdfxml")
    assert found.line == 0
    assert "RDF/XML" in found.messages["nb"]


def test_every_sentence_says_the_same_in_two_languages() -> None:
    for nb, en in MISTAKES.values():
        assert nb != en
        assert set(re.findall(r"(?<!\{)\{\w+\}", nb)) == set(re.findall(r"(?<!\{)\{\w+\}", en))


GOOD = (
    HEADER
    + """
e:a a e:T ; # en kommentar
    dcterms:title "En tittel"@nb , "A title"@en ;
    e:p [ e:q ( 1 2.5 true ) ; e:r <https://example.org/x> ] .

e:b e:p '''lang
tekst''' , "2024-01-31"^^e:date .
"""
)


@given(
    st.integers(0, len(GOOD) - 1),
    st.integers(0, 4),
    st.lists(
        st.sampled_from([*"<>\"'[](){}.,;:@^\\#_- \n\r?=%/a1æ\x00\xa0😀“", "<<", "^^", "@prefix "]),
        max_size=3,
    ).map("".join),
    st.sampled_from(["ttl", "trig", "nt", "nq"]),
)
@settings(max_examples=1500, deadline=None)
def test_any_mistake_is_explained_at_a_place_in_the_text(
    start: int, gone: int, put: str, format: str
) -> None:
    text = GOOD[:start] + put + GOOD[start + gone :]
    try:
        list(parse(text.encode(), format=FORMATS[format]))
    except SyntaxError as error:
        found = explain(text, format, error)
        lines = Lines(text)
        assert 1 <= found.line <= found.end_line <= lines.place(len(text))[0]
        assert found.column <= len(lines.text(found.line)) + 1
        assert (found.end_line, found.end_column) >= (found.line, found.column)
        assert all(found.messages.values())


def test_what_is_read_carries_the_mistake() -> None:
    with pytest.raises(SyntaxProblem) as caught:
        files.read_bytes(b"<urn:a> <urn:p> 1\n<urn:b> <urn:p> 2 .", "x.ttl")
    assert (caught.value.mistake.line, caught.value.mistake.column) == (1, 18)
    assert caught.value.message == (
        "x.ttl, line 1: A dot is missing here, after 1: this description ends, and another begins.\n"
        "1 | <urn:a> <urn:p> 1\n"
        "                     ^"
    )


@pytest.mark.parametrize(
    ("data", "word"),
    [(b"PK\x03\x04\x14\x00\xff", "Word"), (b"%PDF-1.7\n\xff", "PDF"), (b"{\\rtf1 \xe6", "RTF")],
)
def test_what_is_no_text_is_called_what_it_is(data: bytes, word: str) -> None:
    with pytest.raises(UnreadableInput, match=word):
        files.read_bytes(data, "x.ttl")
    assert other_kind(b"<urn:a>", "ttl") is None


def test_a_prefix_has_one_meaning_in_a_file() -> None:
    right, wrong = (
        f"@prefix claim: <https://w3id.org/rusgraf/id/{kind}/> .\n" for kind in ("claim", "anchor")
    )
    for text, line in ((right + wrong, 2), (wrong + right, 1)):
        with pytest.raises(SyntaxProblem) as caught:
            files.read_bytes(f"{text}claim:a a claim:b .".encode(), "my.ttl")
        assert caught.value.mistake.line == line
        assert f"another address on line {3 - line}" in caught.value.mistake.messages["en"]
    for text in (right + right, wrong, "@prefix e: <urn:a> . @prefix e: <urn:b> .\n"):
        files.read_bytes(f"{text}<urn:a> <urn:b> '@prefix claim: <urn:c> .' .".encode(), "my.ttl")
