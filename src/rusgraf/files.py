"""Files of RDF from outside, read with care."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple, parse

from rusgraf.errors import SyntaxProblem, UnreadableInput, excerpt
from rusgraf.terms import BASE, PREFIXES, RDF_TYPE, Term, part_of, rg

#: The formats that are read, by the suffix of the file.
READABLE: Final = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
}

_MAX_BYTES = 256 * 1024 * 1024
#: Deeper nesting than any document has; far below where the parser would crash.
_MAX_DEPTH = 100
_BRACKETS = re.compile(
    rb'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\''
    rb'|"(?:[^"\\\r\n]|\\.)*"|\'(?:[^\'\\\r\n]|\\.)*\'|<[^<>"{}|^`\x00-\x20]*>|\\.|#[^\r\n]*'
    rb"|(?P<open>[(\[{])|(?P<close>[)\]}])",
    re.DOTALL,
)

#: The header of a file that ships with rusgraf, as the formatter writes it.
_HEADER = re.compile(rb"^<([^>]+)> a (?:rg:Submission|prov:Bundle)\b", re.MULTILINE)
_HEADERS = (rg("Submission"), NamedNode(PREFIXES["prov"] + "Bundle"))
_GENID = f"{BASE}.well-known/genid/"


@dataclass(frozen=True)
class SourceFile:
    """A file of RDF, read.

    :param name: how the person who gave it calls it.
    :param graph: the named graph that it is: what its header says, or a name
        made from the file's.
    :param quads: its statements; those without a graph of their own are in ``graph``.
    :param text: the text that it is made of; empty where it has none.
    :param format: the format of that text, as a suffix; ``xlsx`` or ``csv`` for a spreadsheet.
    :param cells: of a spreadsheet, the place of each statement, by subject, the property's IRI and value; of
        the cell for a value, by subject and property; and of the row, by subject.
    """

    name: str
    graph: NamedNode
    quads: tuple[Quad, ...]
    text: str = ""
    format: str = ""
    cells: Mapping[tuple[object, ...], object] = field(default_factory=dict)


def read(path: Path) -> SourceFile:
    """Read a file of RDF that came from outside.

    :raises UnreadableInput: the file is missing, too large, not UTF-8, or in a
        format that is not read.
    :raises SyntaxProblem: a mistake in its syntax; the message shows the line.
    """
    suffix = path.suffix.removeprefix(".").lower()
    if suffix not in READABLE and path.is_file():
        raise UnreadableInput(
            f"{path}: files of this kind are not read.",
            f"rusgraf reads Turtle and its kin: .{', .'.join(READABLE)}.",
        )
    if str(path).startswith(("http:/", "https:/")):
        raise UnreadableInput(f"{path}: only files and folders are read, no addresses yet.")
    if path.is_dir():
        raise UnreadableInput(f"{path}: there is no file of RDF in this folder.")
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise UnreadableInput(f"{path}: larger than {_MAX_BYTES >> 20} MB.")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableInput(f"{path}: {error.strerror or error}.") from error
    return read_bytes(data, str(path), suffix)


def read_bytes(data: bytes, name: str, format: str = "ttl") -> SourceFile:
    """Read RDF from memory, with the same care as :func:`read`.

    Blank nodes get IRIs of their own, in the order in which they appear, so that
    the same file always yields the same statements.
    """
    from hashlib import sha256

    data = data.removeprefix(b"\xef\xbb\xbf")
    _prescan(data, name)
    words = re.sub(r"[^a-z0-9]+", "-", Path(name).stem.lower()).strip("-") or "input"
    # Files of the same name in two folders are two files.
    slug = f"{words}-{sha256(data).hexdigest()[:8]}"
    quads = _skolemised(_parsed(data, name, READABLE[format]), slug)
    return _source(name, quads, slug)


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
    """The files of RDF that a path stands for: those below a folder, or else the path itself."""
    below = (file for file in path.rglob("*") if file.suffix[1:].lower() in READABLE and file.is_file())
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


def _prescan(data: bytes, name: str) -> None:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableInput(
            f"{name}: not UTF-8 text (line {line}).", "Save the file with the encoding UTF-8."
        ) from error
    if b"\0" in data:
        raise UnreadableInput(f"{name}: contains a NUL byte; this is not a text file.")
    if data.count(b"[") + data.count(b"(") + data.count(b"{") <= _MAX_DEPTH:
        return
    depth = 0
    for match in _BRACKETS.finditer(data):
        depth += bool(match["open"]) - bool(match["close"])
        if depth > _MAX_DEPTH:
            line = data.count(b"\n", 0, match.start()) + 1
            raise UnreadableInput(f"{name}: nested more than {_MAX_DEPTH} levels deep (line {line}).")


def _parsed(data: bytes, name: str, format: RdfFormat) -> list[Quad]:
    try:
        quads = list(parse(data, format=format))
    except SyntaxError as error:
        message = error.msg.removeprefix("Parser error ")
        if error.lineno is None:
            raise SyntaxProblem(f"{name}: {message}") from error
        shown = excerpt(data.decode("utf-8"), error.lineno, error.offset or 1)
        message = re.sub(r"^(at|between) line .*?: ", "", message)
        raise SyntaxProblem(f"{name}, line {error.lineno}: {message}\n{shown}") from error
    if any(isinstance(quad.object, Triple) for quad in quads):
        raise UnreadableInput(f"{name}: has triple terms, <<( … )>>, which rusgraf does not use.")
    return quads


def _skolemised(quads: list[Quad], slug: str) -> list[Quad]:
    if not any(isinstance(term, BlankNode) for quad in quads for term in quad):
        return quads
    names: dict[BlankNode, NamedNode] = {}

    def skolem(term: Term) -> Term:
        if not isinstance(term, BlankNode):
            return term
        return names.setdefault(term, NamedNode(f"{_GENID}{slug}-{len(names) + 1}"))

    return [
        Quad(skolem(quad.subject), quad.predicate, skolem(quad.object), skolem(quad.graph_name))  # type: ignore[arg-type]
        for quad in quads
    ]
