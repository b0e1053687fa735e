"""A report as SHACL defines it."""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from rusgraf.terms import LANGUAGES, PREFIXES, RDF_TYPE, Term, expand
from rusgraf.turtle import Statements
from rusgraf.validation.findings import Report


def as_turtle(report: Report) -> str:
    """The report as a ``sh:ValidationReport``, with a result for each finding."""

    def sh(name: str) -> NamedNode:
        return NamedNode(PREFIXES["sh"] + name)

    node = BlankNode("report")
    boolean = NamedNode(PREFIXES["xsd"] + "boolean")
    quads = [
        Quad(node, RDF_TYPE, sh("ValidationReport")),
        Quad(node, sh("conforms"), Literal(str(report.conforms).lower(), datatype=boolean)),
    ]
    for number, finding in enumerate(report.findings):
        result = BlankNode(f"result{number}")
        # SHACL asks for a focus node; what is wrong with a file as a whole has none with a name.
        focus = finding.focus or BlankNode(f"focus{number}")
        pairs: list[tuple[str, Term]] = [("resultSeverity", sh(finding.severity)), ("focusNode", focus)]
        if finding.path:
            pairs.append(("resultPath", NamedNode(finding.path)))
        pairs += [("value", value) for value in finding.values]
        shapes = [expand(rule) for rule in finding.rules]
        pairs += [("sourceShape", NamedNode(shape)) for shape in shapes if shape]
        pairs += [("resultMessage", Literal(finding.message(each), language=each)) for each in LANGUAGES]
        quads += [Quad(node, sh("result"), result), Quad(result, RDF_TYPE, sh("ValidationResult"))]
        quads += [Quad(result, sh(name), value) for name, value in pairs]
    return Statements(tuple(quads)).render("ttl").decode()
