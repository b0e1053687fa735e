"""Made-up graphs of any size, for benchmarks and tests: the same for the same size and seed.

They are what rusgraf's own data would be if many took part. A few actors speak often and most seldom;
a few claims of each topic are taken up again and again, and most only once; steps lead on from step to
step, in long chains, and now and then attack each other. Each document is a submission of its own;
so are the evidence and the analysts' relations for every ten of them, the series of figures, and the
registers. Topics, codes and measures are the ontology's; all else is made up and says so, and every
graph conforms.

    python -m generated TRIPLES FILE.nq|DIRECTORY

A name that does not end in ``.nq`` becomes a graph directory.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from random import Random
from typing import Final

from pyoxigraph import Quad, RdfFormat, serialize

from generated.debate import Debate
from generated.register import Register
from generated.series import Series
from generated.statements import Vocabulary
from rusgraf.directory import Directory
from rusgraf.keeping import changes, founding, writing

#: What to ask queries about, by the kind of a parameter: what much is said of.
KNOWN: Final[Mapping[str, str]] = {
    "rg:Actor": "actor:made-up-1",
    "rg:Claim": "claim:made-up-2",
    "rg:StatisticalClaim": "claim:made-up-2",
    "rg:ArgumentRelation": "relation:made-up-1-1",
    "rg:EvidenceSource": "source:made-up-1",
    "rg:SourceDocument": "document:made-up-1",
    "qb:DataSet": "dataset:made-up-1",
    "topic": "topic:lar",
    "skos:Concept": "topic:lar",
    "code/outcome": "outcome:all-cause-mortality",
    "code/category": "category:main-intoxicant",
    "owl:ObjectProperty": "rg:asserts",
}
_BY: Final = "Benchmarks"
#: How many submissions one line of the log has.
_AT_ONCE: Final = 100


def submissions(triples: int, seed: int = 1) -> Iterator[tuple[str, list[Quad]]]:
    """Submissions with their ids, until there are at least so many statements."""
    random = Random(seed)
    vocabulary = Vocabulary()
    register = Register(triples, random)
    series = Series(triples, random, register, vocabulary)
    debate = Debate(random, register, series, vocabulary)
    written = 0
    for part in (register, series, debate):
        for submission in part.submissions():
            yield submission.id, submission.quads
            written += len(submission.quads)
            if written >= triples:
                return


def write(path: Path, triples: int, seed: int = 1) -> int:
    """Write a file of N-Quads.

    :returns: how many statements there are.
    """
    written = 0
    with path.open("wb") as file:
        for _, quads in submissions(triples, seed):
            file.write(serialize(quads, format=RdfFormat.N_QUADS) or b"")
            written += len(quads)
    return written


def found(folder: Path, triples: int, seed: int = 1) -> int:
    """Make a graph directory, as ``rusgraf init`` and ``rusgraf submit`` do.

    :returns: how many statements there are.
    """
    founding.init(folder, _BY, empty=True)
    directory = Directory(folder)
    written = 0
    with writing.alone(directory):
        coming = submissions(triples, seed)
        while some := dict(islice(coming, _AT_ONCE)):
            entry, texts = changes.entry(directory.log(), "submit", _BY, "", some)
            writing.commit(directory, entry, texts)
            written += sum(map(len, some.values()))
    return written
