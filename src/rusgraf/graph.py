"""A graph to ask, and to take statements out of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat

from rusgraf import canned, checks, directory, files, lookup, places, search, slices, sparql
from rusgraf.canned import CannedQuery
from rusgraf.checks import Checks
from rusgraf.errors import QueryError, UnknownName, UsageError
from rusgraf.files import SourceFile
from rusgraf.store import Holding, LazyStore, answered
from rusgraf.table import Table
from rusgraf.terms import BASE, PREFIXES, Term, part_of, unknown
from rusgraf.turtle import Statements

if TYPE_CHECKING:
    from rusgraf.pictures import Picture
    from rusgraf.servers.store import RemoteStore

#: What :meth:`Graph.statements` can add to the data.
EXTRAS: Final = ("ontology", "derived")


class Graph:
    """The ontology, data, and what the rules derive from them: in memory, on the disk, or on a SPARQL server.

    Every file is a named graph of its own. A query sees their union: a statement made
    in two files counts once.
    """

    def __init__(
        self,
        sources: Iterable[SourceFile] | None = None,
        history: Iterable[Quad] = (),
        *,
        server: RemoteStore | None = None,
        held: Holding | None = None,
    ) -> None:
        """Build a graph of data, by default of what ships with rusgraf; the ontology is always part of it.

        :param history: what is known of who submitted it, in derived named graphs.
        :param server: what holds the graph instead. Questions are put to it; only what takes
            statements out fetches them first, and then keeps them.
        """
        #: The server that is asked; ``None`` where the graph is in memory.
        self.server = server
        self._store: Holding = server or held or LazyStore(sources, history)

    # -------------------------------------------------------------------------- asking

    def query(self, text: str) -> Table | bool | Statements:
        """Run SPARQL: a SELECT gives a table, an ASK a truth value, the rest statements.

        The prefixes of rusgraf need not be declared.

        :raises QueryError: the text is not valid SPARQL, or would leave this machine.
        """
        sparql.guard(text)
        return self._store.answer(text, checks=True)

    def select(self, text: str) -> Table:
        """Run a SELECT.

        :raises QueryError: the text is not a valid SELECT.
        """
        return _rows(self.query(text))

    def lookup(self, text: str) -> Table:
        """Run a SELECT that no check of claims can change, without waiting for the checks.

        :raises QueryError: the text is not a valid SELECT.
        """
        return _rows(self._store.answer(text, checks=False))

    def ask(self, text: str) -> bool:
        """Run an ASK.

        :raises QueryError: the text is not a valid ASK.
        """
        result = self.query(text)
        if not isinstance(result, bool):
            raise QueryError("The query is not an ASK.", "Use select() or construct() for the others.")
        return result

    def construct(self, text: str) -> Statements:
        """Run a CONSTRUCT or DESCRIBE.

        :raises QueryError: the text is neither.
        """
        result = self.query(text)
        if not isinstance(result, Statements):
            raise QueryError("The query is neither CONSTRUCT nor DESCRIBE.", "Use select() or ask().")
        return result

    def run(self, name: str, **parameters: object) -> Table:
        """Answer a canned query.

        >>> import rusgraf
        >>> table = rusgraf.open().run("demands-by-actor", actor="fo", lang="en")
        >>> table.columns[:3]
        ('demand', 'text', 'stance')

        :param name: the name of the query, as ``rusgraf queries`` lists it.
        :param parameters: its parameters; a thing may be given by slug, CURIE, IRI or label.
        :raises UnknownName: there is no such query, or no such thing.
        :raises UsageError: a parameter is missing, unknown, or of the wrong type.
        """
        if "{" in name:
            raise UsageError(
                "run() answers canned queries.", "Use select(), ask() or construct() for SPARQL."
            )
        return _rows(self.answer(canned.get(name), parameters))

    def answer(self, query: CannedQuery, parameters: Mapping[str, object]) -> Table | bool | Statements:
        """Answer a question that was read from a file, as :meth:`query` answers.

        :raises UnknownName: there is no such parameter, or no such thing.
        :raises UsageError: a parameter is missing, or of the wrong type.
        """
        text = query.filled(parameters, self._meant)
        if query.checks:
            return self.query(text)
        return self._store.answer(text, checks=False)

    def check(self, *claims: str, as_of: str | date | None = None, lang: str = "nb") -> Checks:
        """Whether the figures bear claims out: on what was published by the time of each, and on the latest.

        >>> import rusgraf
        >>> found = rusgraf.open().check("overdose-deaths-2020-highest-in-twenty-years", lang="en")
        >>> [(row["vintage"], row["verdict"]) for row in found.claims]
        [('as published then', 'contradicted'), ('latest figures', 'contradicted')]

        :param claims: by slug, CURIE, IRI or paraphrase; all that can be checked, by default.
        :param as_of: a day, such as ``2019-06-30``, to ask instead what followed from what was
            published by then.
        :param lang: the language of texts, verdicts and explanations.
        :raises UnknownName: there is no such claim or language.
        :raises UsageError: the day is none.
        """
        return checks.of(self._checking(as_of), *claims, lang=lang)

    def picture(self, claim: str, *, as_of: str | date | None = None, lang: str = "nb") -> Picture:
        """Draw the checks of a claim: its figures year by year, or what studies found, as a forest plot.

        >>> import rusgraf
        >>> claim = "overdose-deaths-2020-highest-in-twenty-years"
        >>> rusgraf.open().picture(claim, lang="en").table.columns[:3]
        ('series', 'year', 'figure')

        A notebook shows the picture by itself. All that is drawn is in the answers of the canned
        queries ``claim-checks``, ``check-details`` and ``figures-in-check``.

        :param claim: a statistical claim by slug, CURIE, IRI or paraphrase.
        :param as_of: a day, as :meth:`check` takes it.
        :param lang: the language of texts.
        :raises UnknownName: there is no such claim or language.
        :raises UsageError: matplotlib is not installed, or the day is none.
        """
        from rusgraf import pictures

        return pictures.draw(self._checking(as_of), claim, lang)

    def _checking(self, as_of: str | date | None) -> Callable[[str], Table]:
        """How to ask for the checks: those in the graph, or on what was published by a day."""
        if as_of is None:
            return self.select
        store = self._store.as_of(checks.day(as_of))
        return lambda text: _rows(answered(store, text))

    # ------------------------------------------------------------------------- looking up

    def resolve(self, name: str, kind: str) -> NamedNode:
        """The thing that a person means by a slug, CURIE, IRI or label.

        :param kind: a class, or the scheme that holds a code: ``rg:Actor``, ``topic``.
        :raises UnknownName: nothing of the kind has that name.
        """
        try:
            return lookup.resolve(self.lookup, name, kind)
        except UnknownName:
            # Unless it is that of a check.
            return lookup.resolve(self.select, name, kind)

    def _meant(self, name: str, kind: str) -> NamedNode:
        """The thing that somebody asks about; of submissions, also one that was withdrawn."""
        try:
            return self.resolve(name, kind)
        except UnknownName:
            if kind != "rg:Submission":
                raise
            with suppress(UnknownName):
                return lookup.resolve(self.lookup, name, lookup.EVER_SUBMITTED)
            raise

    def find(self, words: str = "", *, kind: str = "", lang: str = "nb") -> Table:
        """Search labels, titles, paraphrases and definitions: one row for each thing, best first.

        >>> import rusgraf
        >>> rusgraf.open().find("hoyre", kind="actor").head(1).render("csv").splitlines()[1]
        'https://w3id.org/rusgraf/id/actor/auh,aktør,Akershus Unge Høyre (AUH),'

        :param words: all of them must occur, each as a word or the beginning of one; without
            words, everything of the kind is listed.
        :param kind: ``claim``, ``actor``, ``topic`` and so on, or a class by CURIE or label.
        :raises UsageError: there are no words and no kind, or too many words.
        :raises UnknownName: there is no such kind or language.
        """
        return search.find(self.select, words, kind=kind, language=lang)

    def labels(self, things: Iterable[NamedNode], language: str = "nb") -> dict[NamedNode, str]:
        """What things are called: in the language if they can, else in any that they have."""
        things = list(things)
        of_checks = any(thing.value.startswith(PREFIXES["check"]) for thing in things)
        return lookup.labels(self.select if of_checks else self.lookup, things, language)

    def unknown_names(self, query: str) -> dict[str, list[str]]:
        """The rusgraf names in a query that nothing in the graph bears.

        :returns: each as a CURIE, with the nearest names that there are.
        """
        return lookup.unknown_names(self.select, query)

    # --------------------------------------------------------------------------- taking out

    def statements(
        self,
        *,
        document: str | None = None,
        actor: str | None = None,
        topic: str | None = None,
        submission: str | None = None,
        extras: str | Sequence[str] = (),
    ) -> Statements:
        """The data, or a slice of it that stands on its own.

        :param document: what is said in this document. Slug, CURIE, IRI or title.
        :param actor: what this actor says.
        :param topic: what is said on this topic or a narrower one.
        :param submission: what this submission states.
        :param extras: ``ontology``, ``derived``: what to add to the data. With a slice,
            ``derived`` adds what is derived about its subjects.
        :raises UsageError: more than one slice is asked for, or an extra is unknown.
        :raises UnknownName: nothing of the kind has that name.
        """
        kinds = {
            "document": "rg:SourceDocument",
            "actor": "rg:Actor",
            "topic": "topic",
            "submission": "rg:Submission",
        }
        asked = {"document": document, "actor": actor, "topic": topic, "submission": submission}
        wanted = {kind: name for kind, name in asked.items() if name is not None}
        if len(wanted) > 1:
            raise UsageError(f"Choose one slice, not {' and '.join(wanted)}.")
        extras = (extras,) if isinstance(extras, str) else extras
        for extra in extras:
            if extra not in EXTRAS:
                raise unknown("part of the graph", extra, EXTRAS)
        if wanted:
            ((kind, name),) = wanted.items()
            quads = slices.of(self._store.holding(graphs=True), kind, self.resolve(name, kinds[kind]))
            subjects: set[Term] | None = {quad.subject for quad in quads}
        else:
            quads = self.quads("data")
            subjects = None
        if "ontology" in extras:
            quads += self.quads("ontology")
        if "derived" in extras:
            quads += [q for q in self.quads("derived") if subjects is None or q.subject in subjects]
        return Statements(tuple(quads))

    def slice(
        self,
        *,
        document: str | None = None,
        actor: str | None = None,
        topic: str | None = None,
        submission: str | None = None,
    ) -> Graph:
        """A slice of the graph as a graph of its own, to be asked as any other.

        >>> import rusgraf
        >>> part = rusgraf.open().slice(document="auh-resolution-2021")
        >>> {row["actor"].rpartition("/")[2] for row in part.run("coding-table")}
        {'auh'}

        The parameters are those of :meth:`statements`.
        """
        statements = self.statements(document=document, actor=actor, topic=topic, submission=submission)
        name = NamedNode(f"{BASE}graph/slices/slice")
        return Graph([SourceFile("slice", name, statements.quads)])

    def export(self, path: str | Path, *, format: str | None = None, **parts: object) -> None:
        """Write the data, or a slice of it, to a file.

        :param format: one of ``ttl nt trig nq jsonld rdfxml``; by default, what the suffix says.
        :param parts: as :meth:`statements` takes them.
        """
        self.statements(**parts).write(path, format)  # type: ignore[arg-type]

    def holds(self, graph: NamedNode) -> bool:
        """Whether there is a named graph of this name."""
        store = self._store.holding(checks=part_of(graph) == "derived", graphs=True)
        return store.contains_named_graph(graph)

    def about(self, thing: NamedNode) -> Statements:
        """What the data and the ontology state of a thing, without what is derived."""
        return Statements(tuple(self._store.about(thing)))

    def names(self, part: str) -> set[NamedNode]:
        """The named graphs of one part: ``data``, ``ontology`` or ``derived``."""
        store = self._store.holding(checks=part == "derived", graphs=True)
        return {
            graph for graph in store.named_graphs() if isinstance(graph, NamedNode) and part_of(graph) == part
        }

    def graphs_about(self, thing: NamedNode | BlankNode) -> set[NamedNode]:
        """The named graphs that state anything of a thing."""
        store = self._store.holding(graphs=True)
        found = {quad.graph_name for quad in store.quads_for_pattern(thing, None, None, None)}
        return {graph for graph in found if isinstance(graph, NamedNode)}

    def ntriples(self, part: str, *, without: Collection[NamedNode] = ()) -> bytes:
        """The statements of one part as N-Triples: ``data``, ``ontology`` or ``derived``.

        :param without: the named graphs to leave out.
        """
        names = sorted(self.names(part).difference(without), key=str)
        store = self._store.holding(graphs=True)
        return b"".join(store.dump(format=RdfFormat.N_TRIPLES, from_graph=graph) or b"" for graph in names)

    def quads(self, part: str) -> list[Quad]:
        """The statements of one part, each in its named graph: ``data``, ``ontology`` or ``derived``."""
        store = self._store.holding(checks=part == "derived", graphs=True)
        return [
            quad
            for graph in store.named_graphs()
            if isinstance(graph, NamedNode) and part_of(graph) == part
            for quad in store.quads_for_pattern(None, None, None, graph)
        ]


def _rows(answer: Table | bool | Statements) -> Table:
    if not isinstance(answer, Table):
        raise QueryError("The query is not a SELECT.", "Use ask() or construct() for the others.")
    return answer


def open(*paths: str | Path, tell: Callable[[int], object] = lambda _: None) -> Graph:
    """Open the graph that ships with rusgraf, one made of other data, or one on a server.

    :param paths: files and folders of data to use instead of the shipped data; the
        ontology stays. In a folder, every file of RDF below it is read. A graph directory
        brings the history of its submissions with it; a large one keeps an index in
        ``.cache/``, which may be deleted at any time. Or else one address of a SPARQL 1.1
        endpoint, which then has ontology, data and what follows from them.
    :param tell: told how many files a large graph directory has, before an index is made of them,
        which is done once and takes a while.
    :raises UnreadableInput: a path is missing, holds no RDF, or cannot be read.
    :raises UsageError: an address is none, or there is more beside it.
    """
    if any(map(places.is_address, paths)):
        from rusgraf.servers.address import Address
        from rusgraf.servers.store import RemoteStore

        if len(paths) > 1:
            raise UsageError(
                "The address of a server goes alone.",
                "Ask one graph at a time, or export it to a file first.",
            )
        return Graph(server=RemoteStore(Address.of(str(paths[0]))))
    if not paths:
        return Graph()
    found = [Path(path) for path in paths]
    if len(found) == 1 and directory.is_directory(found[0]):
        return _kept(found[0], tell)
    sources: list[SourceFile] = []
    history: list[Quad] = []
    for path in found:
        if directory.is_directory(path) or directory.has_lost_its_log(path):
            raw, log = directory.at(path).read()
            sources += map(files.parsed, raw)
            history += directory.history.quads(log)
        elif within := directory.below(path):
            # Its versions would be read as well, and what is only proposed.
            raise UsageError(f"{path}: {within} in it is a graph directory.", f"Ask it alone: {within}")
        else:
            sources += files.read_all([path])
    return Graph(sources, history)


def _kept(path: Path, tell: Callable[[int], object]) -> Graph:
    """A graph directory: from its index where it is large."""
    from rusgraf.directory import index

    raw, log = directory.at(path).read()
    if sum(map(len, raw)) < index.WORTH:
        return Graph(map(files.parsed, raw), directory.history.quads(log))
    return Graph(held=index.opened(path, raw, log, tell))
