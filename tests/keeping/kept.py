"""Graph directories for tests, and small submissions to put into them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rusgraf.directory import Directory
from rusgraf.files import RawFile
from rusgraf.keeping import founding

BY = "The testers"
HEADER = """
@prefix actor: <https://w3id.org/rusgraf/id/actor/> .
@prefix actor-kind: <https://w3id.org/rusgraf/code/actor-kind/> .
@prefix agent: <https://w3id.org/rusgraf/id/agent/> .
@prefix claim: <https://w3id.org/rusgraf/id/claim/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix relation: <https://w3id.org/rusgraf/id/relation/> .
@prefix rg: <https://w3id.org/rusgraf/ns#> .
@prefix topic: <https://w3id.org/rusgraf/topic/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def actor(name: str, label: str = "") -> str:
    """A submission without a header: an actor that nobody else knows."""
    label = label or name
    return (
        HEADER
        + f"""
actor:{name} a rg:Actor ;
    rdfs:label "Foreningen {label}"@nb , "The {label} association"@en ;
    rg:actorKind actor-kind:trade-union .
"""
    )


def submission(name: str, label: str = "") -> str:
    """A submission with a header, so that its name has no year in it."""
    return (
        actor(name, label)
        + f"""
<https://w3id.org/rusgraf/graph/submissions/{name}> a rg:Submission ;
    dcterms:title "Foreningen {name}"@nb , "The {name} association"@en ; dcterms:creator actor:{name} ;
    dcterms:issued "2026-11-25"^^xsd:date ; dcterms:license <https://creativecommons.org/licenses/by/4.0/> .
"""
    )


def raw(name: str, text: str) -> RawFile:
    return RawFile(f"{name}.ttl", text.encode())


def directory(path: Path) -> Directory:
    """An empty graph directory."""
    founding.init(path, BY, empty=True)
    return Directory(path)


def lines(directory: Directory) -> Sequence[bytes]:
    return (directory.path / "log.jsonl").read_bytes().splitlines()


def snapshot(path: Path) -> dict[str, bytes]:
    """All files but the lock, which is empty."""
    return {
        str(file.relative_to(path)): file.read_bytes()
        for file in path.rglob("*")
        if file.is_file() and file.name != ".lock"
    }
