"""What can be done to the submissions of a graph directory: submit, replace, withdraw; all or nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from importlib import metadata
from itertools import count
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from rusgraf import files, turtle
from rusgraf.directory import Directory, hashed
from rusgraf.directory.log import Change, Entry, Log
from rusgraf.errors import Refused, UnknownName, UsageError
from rusgraf.files import RawFile
from rusgraf.graph import Graph
from rusgraf.intake import limited
from rusgraf.intake.asked import Asked, Tell, silent
from rusgraf.keeping import alike, minting, resting, verifying, writing
from rusgraf.keeping.alike import Alike
from rusgraf.terms import PREFIXES, nearest, slug, unknown
from rusgraf.turtle import Statements
from rusgraf.validation.findings import Finding, Given, Report

_CREATOR: Final = NamedNode(PREFIXES["dcterms"] + "creator")
#: What can be the name of a file on every machine, in folders that are not rusgraf's own.
_ID: Final = re.compile(
    r"(?!(?:derived|incoming|versions)/)[a-z0-9][a-z0-9_-]{0,99}(/[a-z0-9][a-z0-9_-]{0,99}){0,5}\Z"
)
#: How many things are named, of those that somebody refers to and of those that are wrong.
_SHOWN: Final = 4
#: The folder of what comes without a header that says otherwise.
_FOLDER: Final = "submissions"


@dataclass(frozen=True)
class Done:
    """What came of a wish to change a graph directory.

    :param report: what the check of the files found.
    :param entry: the line of the log; ``None`` where nothing was done.
    :param minted: the ids of the submissions that were given a header.
    :param alike: claims that say nearly what claims of the graph say.
    """

    report: Report
    entry: Entry | None = None
    minted: Sequence[str] = ()
    alike: Sequence[Alike] = ()


def submit(
    directory: Directory,
    given: Sequence[Given],
    by: str,
    *,
    why: str = "",
    texts: Sequence[tuple[str, bytes]] = (),
    dry_run: bool = False,
    tell: Tell = silent,
    cluster: str = "",
) -> Done:
    """Take submissions into a graph directory, if all of them conform.

    :param given: files, as :func:`rusgraf.intake.limited.loaded` gives them.
    :param by: who submits: a name, or an ORCID iD.
    :param texts: the texts in which spreadsheets name places, as :class:`Asked` takes them.
    :param dry_run: tell what would be done, and do nothing.
    :param cluster: the address of a Dask scheduler whose workers are to check the files.
    :raises Refused: somebody else is writing, files and log disagree, a submission is there already,
        or the disk does not take it.
    :raises UsageError: there is no name of who submits.
    """
    by, why = minting.submitter(by), minting.reason(why)
    with _held(directory, dry_run) as log:
        whole = _opened(directory)
        names = _names(given, log.heads)
        day = datetime.now(UTC).date()
        headers = {name: (minting.GRAPHS + id, minting.header(id, by, day)) for name, id in names.items()}
        asked = Asked(documents=tuple(texts), statements=True, headers=headers)
        checked = limited.outcome(given, whole, asked, tell, cluster)
        for name, graphs in checked.report.replaced.items():
            raise _is_there(name, graphs[0])
        if not checked.report.conforms or not checked.whole or None in checked.report.files.values():
            return Done(checked.report)
        versions = _versions(checked.statements)
        candidates = alike.of(whole, [quad for quads in versions.values() for quad in quads])
        line, texts_of = entry(log, "submit", by, why, versions)
        if not dry_run:
            writing.commit(directory, line, texts_of)
        minted = [id for id in names.values() if id in versions]
        return Done(checked.report, line, minted, candidates)


def replace(
    directory: Directory,
    id: str,
    given: Given | int,
    by: str,
    *,
    why: str = "",
    texts: Sequence[tuple[str, bytes]] = (),
    dry_run: bool = False,
) -> Done:
    """Put a new version in the place of a submission, or bring an old one back.

    :param id: as the log has it, or the last part of it.
    :param given: a file; or which of its versions to bring back, counted from 1.
    :raises Refused: as :func:`submit` does.
    :raises UnknownName: there is no such submission or version.
    :raises UsageError: the file is another submission, or the very same version.
    """
    by, why = minting.submitter(by), minting.reason(why)
    id = found(directory.log(), id, ever=isinstance(given, int))
    with _held(directory, dry_run, (id,)) as log:
        if isinstance(given, int):
            given = RawFile(f"version {given} of {id}", version(directory, log, id, given))
        head = log.heads.get(id)
        whole = _opened(directory)
        iri = minting.GRAPHS + id
        headers = {} if isinstance(given, Finding) else {given.name: (iri, _header(whole, iri))}
        asked = Asked(documents=tuple(texts), statements=True, headers=headers)
        checked = limited.outcome([given], whole, asked)
        if not checked.report.conforms or not checked.whole or None in checked.report.files.values():
            return Done(checked.report)
        versions = _versions(checked.statements)
        if set(versions) != {id}:
            raise UsageError(
                f"The file is the submission {', '.join(versions)}, not {id}.",
                f"Give it the header of {id}, or no header; or submit it as a new one: rusgraf submit",
            )
        line, texts_of = entry(log, "replace", by, why, versions)
        if head and line.changes[0].version == head.version == hashed(directory.place(id)):
            raise UsageError(f"{id} is just so already; there is nothing to replace.")
        if not dry_run:
            writing.commit(directory, line, texts_of)
        return Done(checked.report, line)


def withdraw(
    directory: Directory,
    id: str,
    by: str,
    *,
    why: str,
    with_dependents: bool = False,
    dry_run: bool = False,
) -> Done:
    """Take a submission out of the graph; every version of it stays.

    :param with_dependents: withdraw all that rests on it, too.
    :raises Refused: others rest on it; they are named. Else as :func:`submit` does.
    :raises UnknownName: there is no such submission.
    :raises UsageError: there is no reason.
    """
    by, why = minting.submitter(by), minting.reason(why)
    if not why:
        raise UsageError("Say why it is withdrawn.", "--why REASON")
    id = found(directory.log(), id)
    with _held(directory, dry_run, (id,)) as log:
        dependents = resting.on(_opened(directory), id)
        if dependents and not with_dependents:
            raise Refused(
                f"{id} cannot be withdrawn: others rest on it.\n"
                + "\n".join(f"  {name}: {_few(things)}" for name, things in dependents.items()),
                "Withdraw or replace those first, or withdraw them too: --with-dependents",
            )
        heads = log.heads
        changes = tuple(Change(each, "", heads[each].version) for each in sorted({id, *dependents}))
        line = Entry(len(log.entries) + 1, _now(), by, "withdraw", changes, why, _software())
        if not dry_run:
            writing.commit(directory, line, {})
        return Done(Report({}, ()), line)


def found(log: Log, name: str, *, ever: bool = False) -> str:
    """The id of the submission that a person means: as the log has it, its last part, or its IRI.

    :param ever: also of one that was withdrawn.
    :raises UnknownName: there is none, or there are several.
    :raises UsageError: it is withdrawn.
    """
    known = {change.id for entry in log.entries for change in entry.changes} if ever else set(log.heads)
    name = name.removeprefix(minting.GRAPHS).removesuffix(".ttl")
    if name in known:
        return name
    meant = sorted(id for id in known if id.endswith(f"/{name}"))
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise UnknownName(f"{name} is the name of several submissions: {', '.join(meant)}.")
    if not ever:
        _may_be_withdrawn(log, name)
    last = {id: id.rpartition("/")[2] for id in known}
    raise unknown(
        "submission", name, known, (id for id in sorted(known) if last[id] in nearest(name, last.values()))
    )


@contextmanager
def _held(directory: Directory, dry_run: bool, ids: Collection[str] = ()) -> Iterator[Log]:
    """The log of a directory that nobody else changes in the meantime, and that its files agree with.

    :param ids: the submissions whose files may differ, since they are being replaced.
    """
    with nullcontext() if dry_run else writing.alone(directory):
        if dry_run:
            log, problems = verifying.problems_now(directory)
        else:
            writing.recover(directory)
            log = directory.log()
            problems = verifying.problems(directory, log)
        if serious := [str(each) for each in problems if each.is_serious and each.id not in ids]:
            more = [f"and {len(serious) - _SHOWN} more"] if len(serious) > _SHOWN else []
            raise Refused(
                f"{directory.path}: files and log do not agree.\n  "
                + "\n  ".join([*serious[:_SHOWN], *more]),
                "What to do about each: rusgraf verify",
            )
        yield log


def _few(things: Sequence[str]) -> str:
    """What somebody refers to, as many as can be taken in."""
    more = f" and {len(things) - _SHOWN} more" if len(things) > _SHOWN else ""
    return ", ".join(things[:_SHOWN]) + more


def _opened(directory: Directory) -> Graph:
    return Graph(map(files.parsed, directory.read()[0]))


def _names(given: Sequence[Given], taken: Collection[str]) -> dict[str, str]:
    """An id for each file, should it have no header."""
    names: dict[str, str] = {}
    used = {id.casefold() for id in taken}
    for each in given:
        if isinstance(each, Finding):
            continue
        stem = f"{_FOLDER}/{datetime.now(UTC).year}-{slug(Path(each.name).stem)}"
        names[each.name] = next(
            id for number in count(1) if (id := stem if number == 1 else f"{stem}-{number}") not in used
        )
        used.add(names[each.name])
    return names


def _versions(statements: Mapping[str, bytes]) -> dict[str, Sequence[Quad]]:
    """The statements of each submission, by its id."""
    found: dict[str, Sequence[Quad]] = {}
    for name, data in statements.items():
        quads = list(parse(data, format=RdfFormat.N_QUADS))
        graphs = {quad.graph_name for quad in quads}
        if not graphs:
            raise Refused(f"{name}: there is nothing in it.", "Leave it out.")
        if len(graphs) != 1:
            raise Refused(
                f"{name}: a file is one submission, and this one holds {len(graphs)} named graphs.",
                "Give each a file of its own.",
            )
        (graph,) = graphs
        id = str(graph)[1:-1].removeprefix(minting.GRAPHS)
        if not _ID.match(id):
            raise Refused(
                f"{name}: {graph} cannot be the name of a file.",
                f"Call it {minting.GRAPHS}{_FOLDER}/ and a name of small letters, digits and hyphens,"
                " at most 100 of them.",
            )
        if id in found:
            raise UsageError(f"{name}: another of the files is {id}, too.")
        found[id] = minting.named(quads, id)
    return found


def entry(
    log: Log, action: str, by: str, why: str, versions: Mapping[str, Sequence[Quad]]
) -> tuple[Entry, dict[str, bytes]]:
    """The line of the log for new versions, and the Turtle of each by its hash."""
    heads = log.heads
    changes: list[Change] = []
    texts: dict[str, bytes] = {}
    for id, quads in sorted(versions.items()):
        text = Statements(tuple(quads)).render("ttl")
        assert {quad.triple for quad in quads} == set(parse_triples(text)), id
        version = sha256(text).hexdigest()
        texts[version] = text
        before = heads[id].version if id in heads else ""
        content = sha256("".join(sorted(turtle.ntriples(q.triple for q in quads).splitlines(True))).encode())
        changes.append(Change(id, version, before, content.hexdigest(), len(set(quads))))
    return Entry(len(log.entries) + 1, _now(), by, action, tuple(changes), why, _software()), texts


def parse_triples(text: bytes) -> Iterator[Triple]:
    """The statements of a Turtle text."""
    return (quad.triple for quad in parse(text, format=RdfFormat.TURTLE))


def version(directory: Directory, log: Log, id: str, number: int) -> bytes:
    """The Turtle of a version of a submission, counted from 1.

    :raises UnknownName: there is none.
    """
    versions = [change.version for _, change in log.of(id) if change.version]
    if not 1 <= number <= len(versions):
        raise UnknownName(f"{id} has no version {number}; it has {len(versions)}.", f"rusgraf log {id}")
    return directory.version(versions[number - 1]).read_bytes()


def _header(whole: Graph, iri: str) -> str:
    """What a graph says of the header of a submission."""
    about = [quad.triple for quad in whole.quads("data") if quad.graph_name == NamedNode(iri)]
    kept = [triple for triple in about if triple.subject == NamedNode(iri)]
    makers = {triple.object for triple in kept if triple.predicate == _CREATOR}
    return turtle.ntriples([*kept, *(triple for triple in about if triple.subject in makers)])


def _may_be_withdrawn(log: Log, name: str) -> None:
    """See whether a person means a submission that is no longer in the graph.

    :raises UsageError: it is so.
    """
    try:
        id = found(log, name, ever=True)
    except UnknownName:
        return
    number = sum(bool(change.version) for _, change in log.of(id))
    raise UsageError(
        f"{id} is withdrawn.",
        f"To bring it back: rusgraf replace {id} --version {number}; to put another file there: submit that.",
    )


def _is_there(name: str, iri: str) -> Refused:
    id = iri.removeprefix(minting.GRAPHS)
    return Refused(
        f"{name}: the submission {id} is there already.",
        f"To put this in its place: rusgraf replace {id} {verifying.quoted(name)}; "
        "else give it another name in its header.",
    )


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _software() -> dict[str, str]:
    return {"rusgraf": metadata.version("rusgraf")}
