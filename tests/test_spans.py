from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, parse

from conftest import ROOT
from rusgraf.spans import Lines, Span, Statement, declarations, statements
from rusgraf.terms import RDF_TYPE
from rusgraf.tokens import tokens

HEADER = "@prefix e: <https://example.org/> .\n@prefix : <urn:x:> .\n"
GAPS = [" ", "\n", "\r\n", "\r", "\t", "  ", '# "a [ ( comment\n', "\n#'''\r", " # ] ) . æ😀\r\n "]
IRIS = [
    "e:a", "e:a.b", "e:a\\,b", "e:a\\.", "e:å-1", "e:b:c", "e:%C3", "e:1", ":x", ":", "e:", "_:b", "_:b.1",
    "<urn:a>", "<https://example.org/#(æ;,.)>", "<urn:\\u00e6>",
]  # fmt: skip
VERBS = ["a", "e:p", "e:p\\;q", ":q.r", "<urn:p>"]
TEXTS = [
    '"a"', "'a'", '""', "''", '"[ ( # ."', '"\\""', "'\\\\'",
    '"""a\nb"""', '"""a "b" ""c\r\n# ] ."""', "'''d\r'e''f'''",
    '"""\\""""', '"😀𐀀"', '"""\n"""', '"æ\\u00e6"',
]  # fmt: skip
SUFFIXES = ["", "", "@nb", "@en-GB", "^^e:t", "^^<urn:t>", " @nn", "^^ e:t", "\n^^# c\n:t"]
PLAIN = ["true", "false", "1", "-1", "+1.5", ".5", "1e3", "-1.0E-3", *IRIS]


class Document:
    """Writes Turtle, and keeps where each statement stands."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.text = draw(st.sampled_from(["", "\ufeff"])) + HEADER
        self.places: list[tuple[Span, Span, Span]] = []

    def pick(self, words: list[str]) -> str:
        return self.draw(st.sampled_from(words))

    def put(self, word: str) -> Span:
        start = len(self.text)
        self.text += word
        return (start, len(self.text))

    def gap(self) -> None:
        self.text += self.pick(GAPS)

    def mark(self, word: str) -> Span:
        if self.text[-1] not in "\"'>])" or self.draw(st.booleans()):
            self.gap()
        span = self.put(word)
        if word in ".;" or self.draw(st.booleans()):
            self.gap()
        return span

    def node(self, depth: int, *, subject: bool = False) -> Span:
        kind = self.draw(
            st.sampled_from(["plain", "plain", "text", "blank", "list"] if depth else ["plain", "text"])
        )
        if kind == "blank":
            return self.blank(depth)
        if kind == "list":
            return self.list(depth)
        if subject:
            return self.put(self.pick(IRIS))
        return self.put(self.pick(PLAIN) if kind == "plain" else self.pick(TEXTS) + self.pick(SUFFIXES))

    def blank(self, depth: int) -> Span:
        span = self.put("[")
        if self.draw(st.booleans()):
            self.pairs(span, depth - 1)
        self.mark("]")
        return span

    def list(self, depth: int) -> Span:
        span = self.put("(")
        for _ in range(self.draw(st.integers(0, 3))):
            self.gap()
            item = self.node(depth - 1)
            self.places += 2 * [(item, item, item)]
        self.mark(")")
        return span

    def pairs(self, subject: Span, depth: int) -> None:
        for number in range(self.draw(st.integers(1, 3))):
            for _ in range(self.draw(st.integers(1, 2)) if number else 0):
                self.mark(";")
            self.gap()
            verb = self.put(self.pick(VERBS))
            for other in range(self.draw(st.integers(1, 2))):
                if other:
                    self.mark(",")
                self.gap()
                self.places.append((subject, verb, self.node(depth)))
        if self.draw(st.booleans()):
            self.mark(";")

    def block(self, *, last: bool = True) -> None:
        subject = self.node(2, subject=True)
        self.pairs(subject, 2)
        if last:
            self.mark(".")


DIRECTIVES = [
    "PREFIX z: <urn:z:>",
    "prefix  z:<urn:z:>",
    "@base <urn:b> .",
    "Base <urn:b>",
    "@prefix e.f: <urn:> .",
]


@st.composite
def turtle(draw: st.DrawFn) -> tuple[str, list[tuple[Span, Span, Span]]]:
    document = Document(draw)
    for _ in range(draw(st.integers(0, 4))):
        document.gap()
        if draw(st.integers(0, 3)):
            document.block()
        else:
            document.put(document.pick(DIRECTIVES))
    return document.text, document.places


@st.composite
def trig(draw: st.DrawFn) -> tuple[str, list[tuple[Span, Span, Span]]]:
    document = Document(draw)
    for _ in range(draw(st.integers(0, 3))):
        document.gap()
        document.put(document.pick(["e:g ", "GRAPH e:g\n", "graph _:g ", "[] ", "<urn:g>", ""]) + "{ ")
        for number in range(count := draw(st.integers(0, 2))):
            document.block(last=number < count - 1 or draw(st.booleans()))
        document.mark("}")
        if draw(st.booleans()):
            document.gap()
            document.block()
    return document.text, document.places


def reread(text: str, span: Span) -> object:
    """The term that stands at a place, read on its own."""
    written = f"{HEADER}e:s e:p {text[slice(*span)]} ."
    return next(iter(parse(written.encode(), format=RdfFormat.TURTLE))).object


def check(text: str, found: list[Statement], format: RdfFormat) -> None:
    quads = list(parse(text.removeprefix("\ufeff").encode(), format=format))
    same: dict[object, object] = {}

    def shape(quad: Quad) -> list[object]:
        return ["" if isinstance(term, BlankNode) else term for term in quad]

    assert [shape(statement.quad) for statement in found] == [shape(quad) for quad in quads]
    for statement in found:
        quad = statement.quad
        cell = statement.subject == statement.predicate
        if cell and quad.predicate.value.endswith("rest"):
            continue
        verb = text[slice(*statement.predicate)]
        if not cell:
            assert quad.predicate == (RDF_TYPE if verb == "a" else reread(text, statement.predicate))
        for term, span in ((quad.subject, statement.subject), (quad.object, statement.object)):
            if text[span[0]] in "[(" or text[span[0] : span[0] + 2] == "_:":
                key = span if text[span[0]] in "[(" else text[slice(*span)]
                if not (cell and span == statement.subject and term == quad.subject):
                    assert same.setdefault(key, term) == term
            elif not (cell and term == quad.subject):
                assert term == reread(text, span)


@given(turtle())
@settings(max_examples=400, deadline=None)
def test_every_term_of_turtle_stands_where_it_was_written(
    written: tuple[str, list[tuple[Span, Span, Span]]],
) -> None:
    text, places = written
    found = list(statements(text))
    assert sorted(statement[1:] for statement in found) == sorted(places)
    check(text, found, RdfFormat.TURTLE)


@given(trig())
@settings(max_examples=200, deadline=None)
def test_every_term_of_trig_stands_where_it_was_written(
    written: tuple[str, list[tuple[Span, Span, Span]]],
) -> None:
    text, places = written
    found = list(statements(text, "trig"))
    assert sorted(statement[1:] for statement in found) == sorted(places)
    check(text, found, RdfFormat.TRIG)


def shown(text: str, format: str = "ttl") -> list[str]:
    found = list(statements(text, format))
    rdf_format = RdfFormat.from_extension(format)
    assert rdf_format
    check(text, found, rdf_format)
    return [" ".join(text[slice(*span)] for span in statement[1:]) for statement in found]


EXAMPLES = {
    "e:a e:p 1 . e:b e:p 2 , 3 ; e:q 'x' .": ["e:a e:p 1", "e:b e:p 2", "e:b e:p 3", "e:b e:q 'x'"],
    "e:a e:p 1.": ["e:a e:p 1"],
    "e:a e:p 1.5 , 1.\ne:b a e:C.": ["e:a e:p 1.5", "e:a e:p 1", "e:b a e:C"],
    "e:a e:p [ e:q 1 ; e:r 2 ] .": ["[ e:q 1", "[ e:r 2", "e:a e:p ["],
    "[ e:q 1 ] e:p 2 . [] e:p 3 . [ e:p 4 ] .": ["[ e:q 1", "[ e:p 2", "[ e:p 3", "[ e:p 4"],
    "e:a e:p ( 1 'x'@nb ) .": ["1 1 1", "e:a e:p (", "1 1 1", "'x'@nb 'x'@nb 'x'@nb", "'x'@nb 'x'@nb 'x'@nb"],
    "e:a e:p () , ( ( 2 ) ) .": ["e:a e:p (", "e:a e:p (", "2 2 2", "( ( (", "2 2 2", "( ( ("],
    "( 1 ) e:p 2 .": ["1 1 1", "1 1 1", "( e:p 2"],
    'e:a e:p """x\n"y" . # [""" ; e:q 1 .': ['e:a e:p """x\n"y" . # ["""', "e:a e:q 1"],
    "e:a # 'x [\n e:p # \"\n 1 . # e:b e:p 2 .": ["e:a e:p 1"],
    "e:a.b e:p e:a\\,b , e:a\\. .": ["e:a.b e:p e:a\\,b", "e:a.b e:p e:a\\."],
    "e:a e:p 'x' @en-GB , 'y'\n^^\ne:t .": ["e:a e:p 'x' @en-GB", "e:a e:p 'y'\n^^\ne:t"],
    "pReFiX e: <https://example.org/> base <urn:b> e:a a e:B .": ["e:a a e:B"],
    '@base <urn:b> . @prefix f: <urn:f> . e:a\te:p\r\n"😀" .': ['e:a e:p "😀"'],
    "VERSION '1.2' @version '1.2' . e:a e:p e:prefix , e:base .": ["e:a e:p e:prefix", "e:a e:p e:base"],
    "e:a e:p _:b . _:b e:p true , false .": ["e:a e:p _:b", "_:b e:p true", "_:b e:p false"],
}


@pytest.mark.parametrize("text", EXAMPLES)
def test_each_way_of_writing(text: str) -> None:
    assert shown(HEADER + text) == EXAMPLES[text]
    assert shown("\ufeff" + HEADER.replace("\n", "\r\n") + text) == EXAMPLES[text]


def test_lines_of_n_triples_and_n_quads() -> None:
    text = '<urn:a> <urn:p> "x"@nb.\n# c\n_:b <urn:p> "y"^^<urn:t> .\n'
    assert shown(text, "nt") == ['<urn:a> <urn:p> "x"@nb', '_:b <urn:p> "y"^^<urn:t>']
    assert shown(text.replace(".", "<urn:g>."), "nq") == shown(text, "nt")


def test_graphs_of_trig() -> None:
    text = HEADER + "e:g { e:a e:p 1 . e:b e:p 'x' } GRAPH _:g { [] e:p () } [] { e:c a e:D. } e:a e:p 2 ."
    assert shown(text, "trig") == ["e:a e:p 1", "e:b e:p 'x'", "[ e:p (", "e:c a e:D", "e:a e:p 2"]


def test_two_blocks_of_one_subject_are_told_apart() -> None:
    text = HEADER + "e:a e:p 1 ; e:q 2 .\ne:b e:p 3 .\ne:a e:p 4 , 5 ."
    lines = Lines(text)
    assert [lines.place(statement.subject[0]) for statement in statements(text)] == [
        (3, 1), (3, 1), (4, 1), (5, 1), (5, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["e:a e:p 1 . e:a e:p 2 {| e:q 3 |} .", "e:a e:p 1 . e:b e:p <<( e:a e:p 1 )>> . e:c e:p 4 ."]
)
def test_places_are_known_up_to_the_first_triple_term(text: str) -> None:
    assert [statement.quad.object.value for statement in statements(HEADER + text)][:1] == ["1"]  # type: ignore[union-attr]


def test_a_mistake_in_the_syntax_is_raised() -> None:
    with pytest.raises(SyntaxError):
        list(statements("<urn:a> <urn:b> ."))


def test_nesting_of_any_depth_is_read() -> None:
    assert len(list(statements(HEADER + "e:a e:p " + "[ e:p " * 9_000 + "1" + "]" * 9_000 + "."))) == 9_001


def test_declarations_of_prefixes() -> None:
    text = "\ufeff@prefix a: <urn:a> .\nPREFIX b.c:<urn:\\u00e6>\n"
    text += "# @prefix d: <urn:d> .\n:x :y '@prefix e: <urn:e> .' ."
    assert [(*declared[:2], text[slice(*declared.span)]) for declared in declarations(text)] == [
        ("a", "urn:a", "a: <urn:a>"),
        ("b.c", "urn:æ", "b.c:<urn:\\u00e6>"),
    ]


def test_lines_end_where_the_engine_ends_them() -> None:
    text = "\ufeffa\nbb\r\nc\r\rd😀\x0b\u2028\x85e"
    lines = Lines(text)
    assert [lines.place(text.index(letter)) for letter in "abcd\x85"] == [
        (1, 1),
        (2, 1),
        (3, 1),
        (5, 1),
        (5, 5),
    ]
    assert [lines.text(line) for line in range(1, 6)] == ["a", "bb", "c", "", "d😀\x0b\u2028\x85e"]
    assert all(lines.offset(*lines.place(offset)) == offset for offset in range(1, len(text) + 1))
    broken = "# 1\n# 2\r# 3\r\n\n# \x0b\u2028\x85\n'😀' x"
    with pytest.raises(SyntaxError) as caught:
        list(statements(broken))
    assert Lines(broken).place(broken.index("'")) == (caught.value.lineno, caught.value.offset)


FILES = sorted(file for folder in ("ontology", "data", "tests") for file in (ROOT / folder).rglob("*.ttl"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_file_of_the_repository_is_read_whole(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    prefixes = {declared.prefix: declared.iri for declared in declarations(text)}
    found = list(statements(text))
    assert len(found) == sum(1 for _ in parse(text.encode(), format=RdfFormat.TURTLE))
    for statement in found:
        if statement.subject == statement.predicate:
            continue
        for term, span in zip(statement.quad, statement[1:], strict=False):
            written = next(tokens(text[slice(*span)]))
            if written.kind == "name":
                prefix, _, local = written.text.partition(":")
                assert isinstance(term, NamedNode)
                assert term.value == prefixes[prefix] + local.replace("\\", "")
            elif written.kind == "iri":
                assert str(term) == written.text
            elif written.kind == "string" and "\\" not in written.text:
                assert written.text.strip("\"'") in str(term).replace("\\n", "\n").replace('\\"', '"')
