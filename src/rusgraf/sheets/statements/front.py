"""The document sheet: the submission, who submits, who is behind each document, and the documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import NamedNode

from rusgraf.anchors import Text
from rusgraf.sheets import cells, columns
from rusgraf.sheets.cells import Unusable
from rusgraf.sheets.passages import Document
from rusgraf.sheets.statements import subjects
from rusgraf.sheets.statements.describing import Describer
from rusgraf.sheets.statements.subjects import is_described, local
from rusgraf.sheets.tables import Record
from rusgraf.terms import PREFIXES, rg

_CREATOR: Final = NamedNode(PREFIXES["dcterms"] + "creator")
_IS_FORMAT_OF: Final = NamedNode(PREFIXES["dcterms"] + "isFormatOf")


@dataclass
class Front:
    """What the other sheets go by.

    :param graph: the named graph that the submission is.
    :param agent: who submits.
    :param documents: the documents, with those behind them and their texts.
    """

    graph: NamedNode
    agent: NamedNode | None = None
    documents: list[Document] = field(default_factory=list)


def front(records: Sequence[Record], describer: Describer, texts: Sequence[Text]) -> Front:
    """State what the document sheet says.

    :param texts: the texts of the documents, in the order in which the sheet has these.
    """
    submission, agent, actor, document, _ = columns.sheet("document").parts
    given = list(texts)
    front = Front(subjects.submission(records, describer.subjects))
    records = [record for record in records if record.sheet.name == "document"]
    for record in records:
        for part in (agent, actor):
            if found := describer.subjects.of(record, part.name):
                describer.describe(record, part, found, describer.said(record, part))
        front.agent = front.agent or describer.subjects.of(record, agent.name)
        if iri := describer.subjects.of(record, document.name):
            behind = describer.subjects.of(record, actor.name)
            added = {_CREATOR: [behind]} if behind and is_described(record, document) else None
            describer.describe(record, document, iri, describer.said(record, document), added)
            for cell in record.of(actor.name, "id"):
                describer.gathering.at(cell.place, iri, _CREATOR.value)
            text = given.pop(0) if given else None
            named = _rendition(record, describer, iri, text)
            creators = tuple(_creators(iri, describer)) or ((behind,) if behind else ())
            front.documents.append(Document(iri, named, text, creators, is_described(record, document)))
    if not records:
        front.documents = [Document(None, None, text) for text in given]
    for record in records[:1]:
        added = {_CREATOR: [front.agent] if front.agent else []}
        describer.describe(record, submission, front.graph, describer.said(record, submission), added)
        for cell in record.of(agent.name, "id"):
            describer.gathering.places[front.graph, _CREATOR.value] = cell.place
    return front


def _rendition(
    record: Record, describer: Describer, document: NamedNode, text: Text | None
) -> NamedNode | None:
    """The text of a document, where the sheet describes it."""
    part = record.sheet.part("rendition")
    subject = describer.subjects.of(record, part.name)
    if is_described(record, part):
        subject = subject or describer.subjects.name(record, part, [local(document)], whole=True)
        describer.describe(record, part, subject, describer.said(record, part), {_IS_FORMAT_OF: [document]})
    for cell in record.of(part.name, path=rg("textSha256").value):
        if text and not cells.is_empty(cell.value) and cells.shown(cell.value).strip() != text.sha256:
            describer.gathering.tell(cell, Unusable("wrong-value", "text-changed"))
    return subject


def _creators(document: NamedNode, describer: Describer) -> list[NamedNode]:
    known = [*describer.gathering.quads, *describer.register.graph.about(document)]
    stated = [quad.object for quad in known if quad.subject == document and quad.predicate == _CREATOR]
    return [creator for creator in dict.fromkeys(stated) if isinstance(creator, NamedNode)]
