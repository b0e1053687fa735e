"""RDF written down: the same statements give the same bytes, and a diff shows what changed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    serialize,
)

from rusgraf.errors import UsageError
from rusgraf.terms import LABELS, PREFIXES, RDF_TYPE, Term, curie, unknown, written

FORMATS: Final[Mapping[str, RdfFormat]] = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}

_SUFFIXES = {"rdf": "rdfxml", "xml": "rdfxml", "json": "jsonld"}

#: How deep blank nodes are written in place.
_MAX_NESTING = 50

#: What XML 1.0 cannot hold, or would change.
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_XML_NAME = re.compile(r"[^\W\d][\w.-]*$")

_RDF = PREFIXES["rdf"]
_FIRST, _REST, _NIL = (NamedNode(_RDF + name) for name in ("first", "rest", "nil"))


@dataclass(frozen=True)
class Statements:
    """Statements taken out of a graph, ready to be written.

    :param quads: the statements, each with the named graph it comes from.
    """

    quads: tuple[Quad, ...]

    def __len__(self) -> int:
        """How many there are; one that stands in several graphs counts once."""
        return len({quad.triple for quad in self.quads})

    def __iter__(self) -> Iterator[Quad]:
        return iter(self.quads)

    def render(self, format: str = "ttl") -> bytes:
        """Serialise, byte for byte the same for the same statements.

        :param format: ``ttl``, ``nt``, ``rdfxml`` and ``jsonld`` hold the union of the
            statements; ``trig`` and ``nq`` keep the named graphs.
        :raises UnknownName: there is no such format.
        :raises UsageError: the format cannot hold the statements.
        """
        if format not in FORMATS:
            raise unknown("RDF format", format, FORMATS)
        keeps_graphs = format in ("trig", "nq")
        quads = _canonical(
            self.quads if keeps_graphs else (Quad(q.subject, q.predicate, q.object) for q in self.quads)
        )
        if format == "ttl":
            return (_prefix_lines(quads) + _turtle(quads)).encode()
        if format == "trig":
            return (_prefix_lines(quads) + _trig(quads)).encode()
        if format == "jsonld":
            from rusgraf import jsonld

            return jsonld.render(quad.triple for quad in sorted(quads, key=_reading_order))
        if format == "rdfxml":
            _check_xml(quads)
        rdf_format = FORMATS[format]
        prefixes = dict(PREFIXES) if format == "rdfxml" else None
        statements = quads if keeps_graphs else [quad.triple for quad in quads]
        return serialize(statements, format=rdf_format, prefixes=prefixes) or b""

    def write(self, path: str | Path, format: str | None = None) -> None:
        """Write to a file, in the format of its suffix unless one is given."""
        path = Path(path)
        data = self.render(format or format_of(path))
        try:
            path.write_bytes(data)
        except OSError as error:
            raise UsageError(f"{path}: cannot be written: {error.strerror or error}.") from error


def ntriples(triples: Iterable[Triple]) -> str:
    """Statements as N-Triples, the form that every engine reads alike."""
    return (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()


def format_of(path: Path) -> str:
    """The RDF format that a file's suffix stands for; Turtle where it says nothing."""
    suffix = path.suffix.removeprefix(".").lower()
    return _SUFFIXES.get(suffix, suffix) if suffix else "ttl"


def _canonical(quads: Iterable[Quad]) -> list[Quad]:
    """The statements once each, in order, with blank nodes named by what they say."""
    dataset = Dataset(quads)
    if any(isinstance(node, BlankNode) for quad in dataset for node in (quad.subject, quad.object)):
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(dataset, key=str)


def _check_xml(quads: list[Quad]) -> None:
    for quad in quads:
        if not _XML_NAME.search(quad.predicate.value):
            raise UsageError(f"RDF/XML has no way to write the property {quad.predicate}.", "Choose Turtle.")
        if isinstance(quad.object, Literal) and _NOT_XML.search(quad.object.value):
            raise UsageError(f"RDF/XML cannot hold the text {quad.object!s:.60}", "Choose Turtle.")


def _prefix_lines(quads: list[Quad]) -> str:
    nodes: set[NamedNode] = set()
    for quad in quads:
        verb = () if quad.predicate == RDF_TYPE else (quad.predicate,)
        for term in (quad.subject, *verb, quad.object, quad.graph_name):
            if isinstance(term, NamedNode):
                nodes.add(term)
            elif isinstance(term, Literal) and str(term).endswith(">") and written(term) != term.value:
                nodes.add(term.datatype)
    short = (curie(node.value) for node in nodes)
    used = {name.partition(":")[0] for name in short if not name.startswith("<")}
    return "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in PREFIXES if prefix in used)


def _trig(quads: list[Quad]) -> str:
    graphs: dict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        graph = quad.graph_name
        graphs["" if isinstance(graph, DefaultGraph) else written(graph)].append(quad)
    homes: dict[Term, set[str]] = defaultdict(set)
    for name, members in graphs.items():
        for quad in members:
            for node in (quad.subject, quad.object):
                homes[node].add(name)
    # A blank node that stands in several graphs, or names one, keeps its label in all.
    shared = {node for node, names in homes.items() if len(names) > 1 or str(node) in graphs}
    text = _turtle(graphs.pop("", []), shared)
    for graph_name, members in sorted(graphs.items()):
        # No literal spans lines, so the indentation touches none.
        body = re.sub(r"(?m)^(?=[^\n])", "    ", _turtle(members, shared).lstrip("\n"))
        text += f"\n{graph_name} {{\n{body}}}\n"
    return text


def _turtle(quads: list[Quad], labelled: AbstractSet[Term] = frozenset()) -> str:
    """The blocks of a Turtle document, each with an empty line before it.

    :param labelled: blank nodes that must keep their labels.
    """
    about: dict[Term, dict[NamedNode, list[Term]]] = defaultdict(lambda: defaultdict(list))
    uses: Counter[Term] = Counter()
    for quad in quads:
        about[quad.subject][quad.predicate].append(quad.object)
        uses[quad.object] += 1
    nested = _nested(about, uses) - labelled

    def node(term: Term) -> str:
        if term not in nested:
            return written(term)
        items = _list_items(term)
        if items is not None:
            return f"( {' '.join(map(node, items))} )"
        pairs = _pairs(about[term])
        return f"[ {' ; '.join(f'{_verb(verb)} {node(value)}' for verb, value in pairs)} ]"

    def _list_items(term: Term) -> list[Term] | None:
        items = []
        while term != _NIL:
            cell = about[term]
            if term not in nested or set(cell) != {_FIRST, _REST}:
                return None
            if len(cell[_FIRST]) > 1 or len(cell[_REST]) > 1:
                return None
            items.append(cell[_FIRST][0])
            term = cell[_REST][0]
        return items

    blocks = []
    for subject in sorted((term for term in about if term not in nested), key=_subject_order):
        types = sorted(map(node, about[subject].get(RDF_TYPE, ())))
        lines = [f"a {' , '.join(types)}"] if types else []
        lines += [
            f"{_verb(verb)} {node(value)}" for verb, value in _pairs(about[subject]) if verb != RDF_TYPE
        ]
        anonymous = isinstance(subject, BlankNode) and not uses[subject] and subject not in labelled
        name = "[]" if anonymous else node(subject)
        blocks.append("\n" + f"{name} " + " ;\n    ".join(lines) + " .\n")
    return "".join(blocks)


def _nested(about: Mapping[Term, Mapping[NamedNode, list[Term]]], uses: Mapping[Term, int]) -> set[Term]:
    """The blank nodes that can be written in place: used once, and not in a circle."""
    parents: dict[Term, Term] = {}
    for subject, pairs in about.items():
        for values in pairs.values():
            for value in values:
                if isinstance(value, BlankNode) and uses[value] == 1 and value in about:
                    parents[value] = subject
    nested = set()
    for term, parent in parents.items():
        seen = {term}
        above = parent
        while above in parents and above not in seen:
            seen.add(above)
            above = parents[above]
        if above not in seen and len(seen) <= _MAX_NESTING:
            nested.add(term)
    return nested


def _pairs(about: Mapping[NamedNode, list[Term]]) -> list[tuple[NamedNode, Term]]:
    return [
        (verb, value)
        for verb, values in sorted(about.items(), key=lambda pair: _verb_order(pair[0]))
        for value in sorted(values, key=_value_order)
    ]


def _verb(verb: NamedNode) -> str:
    return "a" if verb == RDF_TYPE else written(verb)


def _verb_order(verb: NamedNode) -> tuple[int, str]:
    first = (RDF_TYPE, *LABELS)
    return (first.index(verb) if verb in first else len(first), verb.value)


def _value_order(value: Term) -> tuple[str, str]:
    # Bokmål before English, as everywhere in rusgraf.
    language = value.language or "" if isinstance(value, Literal) else ""
    return ("" if language == "nb" else language, str(value))


def _subject_order(term: Term) -> tuple[bool, str]:
    return (isinstance(term, BlankNode), str(term))


def _reading_order(quad: Quad) -> tuple[object, ...]:
    return (_subject_order(quad.subject), _verb_order(quad.predicate), _value_order(quad.object))
