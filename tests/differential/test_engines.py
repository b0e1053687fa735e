"""The engines compared, over submissions made up by chance.

``--seeds 5000`` tries more of them. A difference is a fault of ours, to be mended, or of an
engine: then it goes to the list in ``accepted.py``, with its reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pytest
from pyoxigraph import Literal, Triple

import mutants
from accepted import ACCEPTED, Accepted, Difference
from rusgraf import files, terms, turtle
from rusgraf.terms import Term
from rusgraf.validation.engines import Result, fast, reference
from third import third

ENGINES = {"fast": fast, "reference": reference, "third": third}
PREFIXES = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in terms.PREFIXES.items())
#: As many as pySHACL checks in some seconds: most of its time goes to what does not grow.
BATCH = 50


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "first" in metafunc.fixturenames:
        metafunc.parametrize("first", range(0, metafunc.config.getoption("--seeds"), BATCH))


def test_the_engines_agree_on_made_up_submissions(first: int) -> None:
    batch = [triple for seed in range(first, first + BATCH) for triple in mutants.mutant(seed)]
    found, results = differences(batch)
    assert len(results) > BATCH
    listed = [difference for difference in found if any(each.covers(difference) for each in ACCEPTED)]
    assert not set(map(str, found)) - set(map(str, listed)), "a difference that accepted.py does not list"


@pytest.mark.parametrize("accepted", ACCEPTED, ids=lambda accepted: accepted.name)
def test_an_accepted_difference_is_still_there(accepted: Accepted) -> None:
    example = files.read_bytes((PREFIXES + accepted.example).encode(), "example.ttl").quads
    found, _ = differences(quad.triple for quad in example)
    assert found
    assert all(map(accepted.covers, found)), found


def test_a_seed_always_gives_the_same_submission() -> None:
    assert mutants.mutant(7) == mutants.mutant(7) != mutants.mutant(8)


def test_made_up_submissions_are_of_every_sort() -> None:
    """Some are as they should be, and between them they break most of the rules."""
    by_seed: dict[str, set[str]] = defaultdict(set)
    seeds = range(300)
    triples = [triple for seed in seeds for triple in mutants.mutant(seed)]
    results = fast(turtle.ntriples({*mutants.ontology(), *triples}))
    for result in results:
        by_seed[str(result.focus).rpartition("-m")[2].rstrip(">")].add(result.shape)
    assert 0.1 < sum(str(seed) not in by_seed for seed in seeds) / len(seeds) < 0.5
    assert len(set().union(*by_seed.values())) > 80


def differences(triples: Iterable[Triple]) -> tuple[list[Difference], set[Result]]:
    """The results that not every engine gives, and those of the fast one."""
    triples = list(triples)
    data = turtle.ntriples(sorted({*mutants.ontology(), *triples}, key=str))
    results = {name: set(engine(data)) for name, engine in ENGINES.items()}
    common = set.intersection(*results.values())
    of_each = [{(result.focus, result.value) for result in given} for given in results.values()]
    refused = frozenset(set.intersection(*of_each))
    about: dict[Term, set[Term]] = defaultdict(set)
    for triple in triples:
        about[triple.subject].add(triple.object)
    found = []
    for result in set().union(*results.values()) - common:
        things = [result.focus, *about[result.focus], *([result.value] if result.value else [])]
        near = {
            (thing, value) for thing in things for value in about.get(thing, ()) if isinstance(value, Literal)
        }
        engines = frozenset(name for name, given in results.items() if result in given)
        found.append(Difference(result, engines, frozenset(near), refused))
    return found, results["fast"]
