"""Many files, checked by the workers of a Dask cluster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from importlib import import_module, metadata
from typing import TYPE_CHECKING, Any, Final, Self

from pyoxigraph import RdfFormat, parse, serialize

from rusgraf.errors import UsageError
from rusgraf.files import RawFile
from rusgraf.intake.asked import Asked, Outcome
from rusgraf.validation.ties import Ties

if TYPE_CHECKING:
    from rusgraf.graph import Graph

#: The seconds that a scheduler has to answer.
_PATIENCE: Final = 10
#: A graph as it is sent: a hash of it, and its data as N-Quads; nothing for the shipped graph.
_Sent = tuple[str, bytes] | None
#: The graph that a worker of a cluster holds, by that hash.
_held: Final[dict[str, Graph]] = {}


class Cluster:
    """A crew of Dask workers. Each keeps a limited process of its own, as this machine does.

    Files are sent as they are, so that the machines need not share a disk.
    """

    def __init__(self, address: str, graph: Graph | None, asked: Asked) -> None:
        """Join a cluster.

        :param address: of its scheduler, such as ``tcp://10.0.0.1:8786``.
        :raises UsageError: there is no cluster, it has no workers, or they have another rusgraf.
        """
        try:
            self._dask: Any = import_module("distributed")
        except ImportError:
            raise UsageError("Dask is not installed.", "pip install 'rusgraf[cluster]'") from None
        try:
            self._client: Any = self._dask.Client(address, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise UsageError(
                f"No Dask scheduler answers at {address}: {error}.", "Start one: dask scheduler"
            ) from error
        found = self._client.run(_version)
        self.size = len(found)
        if not found:
            self._client.close()
            raise UsageError(
                f"The cluster at {address} has no workers.", f"Start some: dask worker {address}"
            )
        if others := {each for each in found.values() if each != _version()}:
            self._client.close()
            raise UsageError(
                f"The workers of the cluster have rusgraf {', '.join(sorted(others))}, this is {_version()}.",
                "Install the same everywhere.",
            )
        self._asked = asked
        self._graph: Any = None
        if graph is not None:
            data = serialize(graph.quads("data"), format=RdfFormat.N_QUADS) or b""
            (self._graph,) = self._client.scatter([(sha256(data).hexdigest(), data)], broadcast=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        # What is still waiting goes with those who asked for it.
        self._client.close()

    def ties(self, shares: Sequence[Sequence[RawFile]]) -> Iterator[list[Ties]]:
        """What may tie each file of each share to others."""
        yield from self._client.gather(self._all(_tied, shares))

    def checks(self, parts: Sequence[Sequence[RawFile]]) -> Iterator[tuple[int, Outcome]]:
        """What comes of each part, with its number, in the order in which they are done."""
        running = {future: number for number, future in enumerate(self._all(_checked, parts))}
        for future in self._dask.as_completed(list(running), loop=self._client.loop):
            yield running[future], future.result()

    def _all(self, work: Any, parts: Sequence[Sequence[RawFile]]) -> list[Any]:
        return [self._client.submit(work, part, self._graph, self._asked, pure=False) for part in parts]


def _unfit(versions: set[str], address: str) -> UsageError | None:
    """Why a cluster with workers of these versions cannot do the work, if it cannot."""
    if not versions:
        return UsageError(f"The cluster at {address} has no workers.", f"Start one: dask worker {address}")
    if others := versions - {_version()}:
        return UsageError(
            f"The workers of the cluster have rusgraf {', '.join(sorted(others))}, this is {_version()}.",
            "Install the same everywhere.",
        )
    return None


def _version() -> str:
    return metadata.version("rusgraf")


def _tied(share: Sequence[RawFile], sent: _Sent, asked: Asked) -> list[Ties]:
    from rusgraf.intake import process

    return process.kept.ties(share, _graph(sent), asked)


def _checked(part: Sequence[RawFile], sent: _Sent, asked: Asked) -> Outcome:
    from rusgraf.intake import limited, process

    return limited.checked(process.kept, part, _graph(sent), asked)


def _graph(sent: _Sent) -> Graph | None:
    from rusgraf.graph import Graph
    from rusgraf.validation.checking import as_files

    if sent is None:
        return None
    hash, data = sent
    if hash not in _held:
        _held.clear()
        _held[hash] = Graph(as_files(parse(data, format=RdfFormat.N_QUADS)))
    return _held[hash]
