"""``rusgraf publish``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from rusgraf.cli import options
from rusgraf.errors import RusgrafError

if TYPE_CHECKING:
    from rusgraf.servers.publishing import Change, Publication

_WORDS: Final = {
    "nb": {
        "sent": "{graph}: sendt, {count} utsagn.",
        "removed": "{graph}: fjernet.",
        "would": "{graph}: skal sendes, {count} utsagn.",
        "remove": "{graph}: skal fjernes.",
        "sum": "Sendt: {sent}{derived}, fjernet: {removed}, som før: {same}. {url} har grafen slik den er.",
        "differ": "Avvik: {sent} å sende{derived}, {removed} å fjerne, {same} som de er."
        " Ingenting er endret.",
        "derived": " (og {count} med det som følger av dem)",
        "same": "Ingenting å gjøre: {url} har grafen slik den er.",
    },
    "en": {
        "sent": "{graph}: sent, {count} statements.",
        "removed": "{graph}: removed.",
        "would": "{graph}: to be sent, {count} statements.",
        "remove": "{graph}: to be removed.",
        "sum": "Sent: {sent}{derived}, removed: {removed}, as before: {same}. {url} has the graph as it is.",
        "differ": "Differing: {sent} to be sent{derived}, {removed} to be removed, {same} as they are."
        " Nothing was changed.",
        "derived": " (and {count} of what follows from them)",
        "same": "Nothing to do: {url} has the graph as it is.",
    },
}


@click.command("publish")
@click.option("--to", "to", required=True, metavar="URL", help="Where the server takes queries.")
@click.option(
    "--update-url",
    default="",
    metavar="URL",
    help="Where it takes updates; by default beside that, as Oxigraph, Virtuoso and Fuseki have it.",
)
@click.option("--check", is_flag=True, help="Say what differs, and change nothing.")
@options.language
@options.graph
def command(to: str, update_url: str, check: bool, lang: str, paths: tuple[Path | str, ...]) -> int:
    """Bring a SPARQL server up to date with the graph.

    \b
    rusgraf publish --to http://localhost:7878/query --graph my-graph
    rusgraf publish --to https://example.org/sparql --check

    Only the named graphs that differ are sent, each whole or not at all; what is no longer
    in the graph is removed, and nothing else on the server is touched. If it breaks off, run it
    again: it goes on from there. User name and password: RUSGRAF_USER and RUSGRAF_PASSWORD, or
    ~/.netrc. Leaves with 0 where the server has the graph as it is, with --check 1 where
    anything differs, 4 where the server does not answer as it should.
    """
    from rusgraf.servers import publishing
    from rusgraf.servers.address import Address

    asked = Address.of(to)
    updated = Address.of(update_url or publishing.update_url(to))
    graph = options.opened(paths)
    quads = [quad for part in ("ontology", "data", "derived") for quad in graph.quads(part)]
    publication = publishing.Publication(quads, asked, updated)
    changes = publication.changes()
    words = _WORDS[lang]
    said = _counted(publication, changes, words["derived"]) | {"url": to}
    if check:
        for change in changes:
            options.say(_line(change, words["would"], words["remove"]))
        options.say(words["differ" if changes else "same"].format(**said))
        return 1 if changes else 0
    if changes:
        for line in _made(publication, changes, words):
            options.say(line)
    publication.finish()
    options.say(words["sum" if changes else "same"].format(**said))
    return 0


def _made(publication: Publication, changes: tuple[Change, ...], words: dict[str, str]) -> Iterator[str]:
    """Make the changes.

    :returns: a line for each that was made.
    """
    from rusgraf.cli.progress import Progress

    done = 0
    try:
        publication.begin()
        with Progress(len(changes), "graphs") as progress:
            for change in changes:
                publication.make(change)
                done += 1
                progress(done)
                yield _line(change, words["sent"], words["removed"])
    except RusgrafError as error:
        error.message += f" Before that, {done} of {len(changes)} graphs were brought up to date."
        error.hint = f"{error.hint} Publish again: it goes on from there.".lstrip()
        raise


def _counted(publication: Publication, changes: tuple[Change, ...], derived: str) -> dict[str, object]:
    """How many named graphs there are of each kind.

    :param derived: how to say that of some that follow from others.
    """
    from rusgraf.terms import part_of

    sent = [change for change in changes if change.lines]
    following = sum(part_of(change.graph) == "derived" for change in sent)
    return {
        "sent": len(sent) - following,
        "derived": derived.format(count=following) if following else "",
        "removed": len(changes) - len(sent),
        "same": len(publication) - len(sent),
    }


def _line(change: Change, sent: str, removed: str) -> str:
    from rusgraf.terms import BASE

    name = change.graph.value.removeprefix(f"{BASE}graph/")
    return (sent if change.lines else removed).format(graph=name, count=len(change.lines))
