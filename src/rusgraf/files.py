"""Files of RDF from outside, read with care."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple, parse

from rusgraf import jsonread, prescan
from rusgraf.errors import UnreadableInput, syntax_problem
from rusgraf.terms import BASE, PREFIXES, RDF_TYPE, Term, part_of, rg

#: The formats that are read, by the suffix of the file: everywhere, and where the file itself is named.
READABLE: Final = {
    **{name: name for name in ("ttl", "nt", "trig", "nq", "jsonld")},
    "rdf": "rdfxml",
}
_NAMED: Final = {"json": "jsonld", "owl": "rdfxml", "xml": "rdfxml"}
_PARSERS: Final = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}

#: The formats that have no way to write a blank node but by its label.
_LABELLED: Final = ("nt", "nq")

#: The header of a file that ships with rusgraf, as the formatter writes it.
_HEADER = re.compile(rb"^<([^>]+)> a (?:rg:Submission|prov:Bundle)\b", re.MULTILINE)
_HEADERS = (rg("Submission"), NamedNode(PREFIXES["prov"] + "Bundle"))
#: How the IRIs begin that blank nodes get.
BLANK: Final = f"{BASE}.well-known/genid/"


@dataclass(frozen=True)
class Place:
    """Where something stands in what was given.

    :param file: how the person who gave the file calls it; empty where it stands in none.
    :param line: counted from 1; 0 where it is not known.
    :param column: counted from 1, in characters.
    :param end_line: the line in which it ends.
    :param end_column: the column after its last character.
    :param text: the line as it stands in the file, or what the cell shows.
    :param sheet: the name of the sheet, in a spreadsheet.
    :param cell: the cell, such as ``C4``.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0
    text: str = ""
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        if self.cell:
            return f"{self.file}: {self.sheet}!{self.cell}"
        return ":".join([self.file, *(str(part) for part in (self.line, self.column) if part)])


NOWHERE: Final = Place()


@dataclass(frozen=True)
class RawFile:
    """A file as it was given, not yet looked into.

    :param name: how the person who gave it calls it.
    :param format: ``ttl nt trig nq jsonld rdfxml``, or a suffix that stands for one of them; ``xlsx`` or
        ``csv`` for a spreadsheet.
    :param parts: the files of a folder that are one spreadsheet together, by their paths.
    """

    name: str
    data: bytes
    format: str = "ttl"
    parts: tuple[tuple[str, bytes], ...] = ()

    def __len__(self) -> int:
        """How many bytes it has."""
        return len(self.data) + sum(len(data) for _, data in self.parts)


@dataclass(frozen=True)
class SourceFile:
    """A file of RDF, read.

    :param name: how the person who gave it calls it.
    :param graph: the named graph that it is: what its header says, or a name
        made from the file's.
    :param quads: its statements; those without a graph of their own are in ``graph``.
    :param prefixes: what each prefix stands for that it declares.
    :param text: the text that it is made of; empty where it has none.
    :param format: the format of that text, as :class:`RawFile` has it.
    :param cells: where a spreadsheet says what: the place of each statement by subject, IRI of the
        property and value, of each cell that is for a property by subject and that IRI, and of each
        row by subject.
    """

    name: str
    graph: NamedNode
    quads: tuple[Quad, ...]
    prefixes: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    format: str = ""
    cells: Mapping[tuple[object, ...], Place] = field(default_factory=dict)


def load(path: Path) -> RawFile:
    """Take a file from the disk as it is.

    :raises UnreadableInput: the file is missing, too large, or in a format that is not read.
    """
    if str(path).startswith(("http:/", "https:/")):
        raise UnreadableInput(f"{path}: only files and folders are read, no addresses yet.")
    if path.is_dir():
        raise UnreadableInput(f"{path}: there is no file of RDF in this folder.")
    suffix = path.suffix.removeprefix(".").lower()
    if path.exists():
        _format(suffix, str(path))
    try:
        with path.open("rb") as file:
            data = file.read(prescan.MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableInput(f"{path}: {error.strerror or error}.") from error
    if len(data) > prescan.MAX_BYTES:
        raise prescan.too_large(str(path))
    return RawFile(str(path), data, suffix)


def _format(word: str, name: str) -> str:
    format = (READABLE | _NAMED).get(word, word)
    if format not in _PARSERS:
        raise UnreadableInput(
            f"{name}: files of this kind are not read.",
            f"rusgraf reads Turtle and its kin, JSON-LD and RDF/XML: .{', .'.join(READABLE)}.",
        )
    return format


def read(path: Path) -> SourceFile:
    """Read a file of RDF that came from outside.

    :raises UnreadableInput: the file is missing, too large, not UTF-8, or in a
        format that is not read.
    :raises SyntaxProblem: a mistake in its syntax; the message shows the line.
    """
    return parsed(load(path))


def read_bytes(data: bytes, name: str, format: str = "ttl") -> SourceFile:
    """Read RDF from memory, with the same care as :func:`read`."""
    return parsed(RawFile(name, data, format))


def parsed(raw: RawFile) -> SourceFile:
    """Read a file that was loaded.

    Blank nodes get IRIs of their own, in the order in which they appear, so that
    the same file always yields the same statements.

    :raises UnreadableInput: the file is too large, not UTF-8, or in a format that is not read.
    :raises SyntaxProblem: a mistake in its syntax; the message shows the line.
    """
    from hashlib import sha256

    format = _format(raw.format, raw.name)
    text = _decoded(raw, format)
    words = re.sub(r"[^a-z0-9]+", "-", Path(raw.name).stem.lower()).strip("-") or "input"
    # Files of the same name in two folders are two files.
    slug = f"{words}-{sha256(text.encode()).hexdigest()[:8]}"
    quads, prefixes = _parsed(text, raw.name, format)
    if format not in _LABELLED or "_:" in text:
        quads = _skolemised(quads, slug)
    source = _source(raw.name, quads, slug)
    return replace(source, prefixes=prefixes, text=text, format=format)


def _decoded(raw: RawFile, format: str) -> str:
    from rusgraf import syntax

    if messages := syntax.other_kind(raw.data, format):
        raise UnreadableInput(f"{raw.name}: {messages['en']}", messages=messages)
    return prescan.decoded(raw.data, raw.name, format)


def read_trusted(path: Path) -> SourceFile:
    """Read a Turtle file that ships with rusgraf; blank nodes stay as they are."""
    quads = list(parse(path.read_bytes(), format=RdfFormat.TURTLE, rename_blank_nodes=True))
    return _source(str(path), quads, path.stem, trusted=True)


def load_trusted(store: Store, path: Path, *, named: bool = False) -> None:
    """Load a Turtle file that ships with rusgraf into the default graph.

    The engine reads the file by itself, at a third of the cost of :func:`read`, which
    reads what was put beside the shipped files without a header, or with a mistake.

    :param named: load it into the named graph that its header declares instead.
    """
    data = path.read_bytes()
    if header := _HEADER.search(data):
        graph = NamedNode(header[1].decode()) if named else DefaultGraph()
        with suppress(SyntaxError):
            store.load(data, format=RdfFormat.TURTLE, to_graph=graph)
            return
    quads = read(path).quads
    store.extend(quads if named else (Quad(quad.subject, quad.predicate, quad.object) for quad in quads))


def read_all(paths: Iterable[str | Path]) -> list[SourceFile]:
    """Read files, and the files of RDF below folders.

    :raises UnreadableInput: a path is missing, holds no RDF, or cannot be read.
    """
    return [read(file) for path in paths for file in rdf_files(Path(path))]


def rdf_files(path: Path) -> list[Path]:
    """The files of RDF that a path stands for: those below a folder, unless hidden, or the path itself."""
    below = (
        file
        for file in path.rglob("*")
        if file.suffix[1:].lower() in READABLE and not file.name.startswith(".") and file.is_file()
    )
    return sorted(below) or [path]


def headers(quads: Iterable[Quad]) -> set[NamedNode]:
    """The named graphs that the statements declare themselves to be.

    A header is a block about the graph, typed ``rg:Submission`` or ``prov:Bundle``.
    """
    return {
        quad.subject
        for quad in quads
        if quad.predicate == RDF_TYPE and quad.object in _HEADERS and isinstance(quad.subject, NamedNode)
    }


def _source(name: str, quads: list[Quad], slug: str, *, trusted: bool = False) -> SourceFile:
    # A file with several headers, such as an export, is none of the graphs that it describes.
    named = {graph for graph in headers(quads) if trusted or is_data(graph)}
    graph = named.pop() if len(named) == 1 else NamedNode(f"{BASE}graph/unnamed/{slug}")
    return SourceFile(
        name,
        graph,
        tuple(
            Quad(quad.subject, quad.predicate, quad.object, graph)
            if quad.graph_name == DefaultGraph()
            else quad
            for quad in quads
        ),
    )


def is_data(graph: NamedNode) -> bool:
    """Whether a file of data may be this named graph."""
    return graph.value.startswith(f"{BASE}graph/") and part_of(graph) == "data"


def _parsed(text: str, name: str, format: str) -> tuple[list[Quad], dict[str, str]]:
    try:
        if format == "jsonld":
            return jsonread.read(text, name), {}
        parser = parse(text.encode(), format=_PARSERS[format])
        quads = list(parser)
    except SyntaxError as error:
        from rusgraf import syntax

        if "Unexpected text event" in str(error):
            raise prescan.refusal(
                name,
                "A text in the file is interrupted by a comment or a CDATA section. Write it in one piece.",
                "En tekst i filen er brutt av en kommentar eller en CDATA-del. Skriv den i ett stykke.",
                kind="syntax",
            ) from error
        raise syntax_problem(name, text, syntax.explain(text, format, error)) from error
    except MemoryError as error:
        if "buffer" not in str(error):
            raise
        raise prescan.refusal(
            name,
            "A single text or name in the file is longer than 16 MB. Shorten it.",
            "En enkelt tekst eller et enkelt navn i filen er på over 16 MB. Kort det ned.",
            kind="refused",
        ) from error
    if "<<" in text and any(isinstance(quad.object, Triple) for quad in quads):
        raise prescan.refusal(
            name,
            "The file has triple terms, <<( … )>>, which rusgraf does not use. "
            "Describe the statement by a thing of its own.",
            "Filen har trippeltermer, <<( … )>>, som rusgraf ikke bruker. Beskriv utsagnet med en egen ting.",
        )
    if format in ("ttl", "trig") and text.lower().count("prefix ") > len(parser.prefixes):
        from rusgraf import syntax

        if twice := syntax.declared_twice(text):
            raise syntax_problem(name, text, twice)
    return quads, parser.prefixes


def _skolemised(quads: list[Quad], slug: str) -> list[Quad]:
    if not any(isinstance(term, BlankNode) for quad in quads for term in quad):
        return quads
    names: dict[BlankNode, NamedNode] = {}

    def skolem(term: Term) -> Term:
        if not isinstance(term, BlankNode):
            return term
        return names.setdefault(term, NamedNode(f"{BLANK}{slug}-{len(names) + 1}"))

    return [
        Quad(skolem(quad.subject), quad.predicate, skolem(quad.object), skolem(quad.graph_name))  # type: ignore[arg-type]
        for quad in quads
    ]
