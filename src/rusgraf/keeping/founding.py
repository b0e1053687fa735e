"""A new graph directory, with what a team needs around it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Quad

from rusgraf import directory as directories
from rusgraf import graph
from rusgraf.directory import INCOMING, LOG, VERSIONS, Directory
from rusgraf.directory.log import Entry
from rusgraf.errors import Refused
from rusgraf.keeping import changes, minting, writing

_LAYOUT: Final = Path(__file__).parent / "layout"
#: What lies beside the submissions, and the template of each.
_AROUND: Final = {
    "README.md": "README.md",
    ".gitignore": "gitignore",
    ".gitattributes": "gitattributes",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
    ".github/workflows/propose.yml": "propose.yml",
}


def init(path: Path, by: str, *, empty: bool = False) -> Entry | None:
    """Make a graph directory, of the data that ships with rusgraf.

    What lies there already is left as it is.

    :param by: who makes it: a name, or an ORCID iD.
    :param empty: begin without data.
    :returns: the first line of its log; ``None`` where it is empty.
    :raises Refused: there is a graph directory already, here or around it, or the disk does not take it.
    """
    by = minting.submitter(by)
    directory = Directory(path)
    for around in path.resolve().parents:
        if directories.is_directory(around):
            raise Refused(f"{path} is within the graph directory {around}.", "Make it beside that one.")
    try:
        path.mkdir(parents=True, exist_ok=True)
        with writing.alone(directory):
            log = path / LOG
            if log.exists():
                writing.recover(directory)
            if log.exists() and log.stat().st_size:
                raise Refused(f"{path} is a graph directory already.")
            if directories.has_lost_its_log(path) or (
                directory.places() and any((path / VERSIONS).glob("*"))
            ):
                raise Refused(
                    f"{path} is a graph directory that has lost its log.",
                    f"Bring {LOG} back from a copy or from git; the versions are kept in any case.",
                )
            for name, template in _AROUND.items():
                if not (path / name).exists():
                    writing.write(path / name, (_LAYOUT / template).read_bytes())
            (path / INCOMING).mkdir(exist_ok=True)
            log.touch()
            if empty:
                return None
            entry, texts = changes.entry(directory.log(), "init", by, "", _shipped())
            writing.commit(directory, entry, texts)
            return entry
    except OSError as error:
        raise Refused(f"{error.filename or path}: {error.strerror}.") from error


def _shipped() -> dict[str, list[Quad]]:
    """The submissions that ship with rusgraf, by their ids."""
    found: dict[str, list[Quad]] = defaultdict(list)
    for quad in graph.open().quads("data"):
        assert isinstance(quad.graph_name, NamedNode)
        found[quad.graph_name.value.removeprefix(minting.GRAPHS)].append(quad)
    return found
