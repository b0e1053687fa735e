"""Write the page on the ontology in one language: ``ontology_page.py SOURCE LANGUAGE TARGET``."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from rdflib import OWL, RDF, Graph, Literal, Namespace, Node, URIRef

RG = Namespace("https://w3id.org/rusgraf/ns#")
#: pyLODE's own style knows neither a narrow screen nor a dark one.
HEAD = """\
<meta name="viewport" content="width=device-width">
<style>
  @media (max-width: 60rem) {
    body { padding: 1rem; overflow-wrap: anywhere }
    #content, #toc { width: auto }
    #toc, #pylode { position: static; transform: none; height: auto }
    .entity th { width: 7rem }
  }
  @media (prefers-color-scheme: dark) {
    html { background: white; filter: invert(0.9) hue-rotate(180deg) }
  }
</style>
</head>"""
BACK = {"en": "Back to the documentation", "nb": "Tilbake til dokumentasjonen"}
HOME = {"en": "ontology.html", "nb": "nb.html"}


def terms(graph: Graph) -> set[URIRef]:
    """The terms of rusgraf's own."""
    return {subject for subject in graph.subjects() if isinstance(subject, URIRef) and subject in RG}


def in_language(source: Path, language: str) -> Graph:
    """The terms of rusgraf's own, with the texts of one language only: pyLODE knows no languages."""
    graph = Graph().parse(source)
    own: set[Node] = {*terms(graph), *graph.subjects(RDF.type, OWL.Ontology)}
    for subject, verb, value in list(graph):
        other = isinstance(value, Literal) and value.language not in (None, language)
        if subject not in own or other:
            graph.remove((subject, verb, value))
    return graph


def page(source: Path, language: str) -> str:
    """The page as HTML."""
    from pylode import OntPub

    logging.getLogger().setLevel(logging.WARNING)
    graph = in_language(source, language)
    ontology = OntPub(graph, sort_subjects=True)
    # A term is found under its own name, in whatever language the page is.
    ontology.fids.update({str(term): term.fragment for term in terms(graph)})
    made: str = ontology.make_html()
    back = f'<p><a href="{HOME[language]}">{BACK[language]}</a></p>'
    return (
        made.replace("<html>", f'<html lang="{language}">', 1)
        .replace("</head>", HEAD, 1)
        .replace('<div id="content">', f'<div id="content">{back}', 1)
    )


if __name__ == "__main__":
    Path(sys.argv[3]).write_text(page(Path(sys.argv[1]), sys.argv[2]), encoding="utf-8")
