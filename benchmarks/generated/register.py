"""Who and what a made-up debate refers to: actors, sources, studies with their effects."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Final

from generated.statements import Said, Submission, both, decimal, typed

_KINDS: Final = (
    "party youth-party trade-union user-organisation ngo public-authority legislature "
    "international-organisation research-institution"
).split()
#: How many things one submission of the register has.
_AT_ONCE: Final = 200
_GROUPS: Final = 8
_OUTCOMES: Final = ("all-cause-mortality", "overdose-mortality", "retention", "crime")
_DESIGNS: Final = ("cohort", "meta-analysis-of-cohorts", "meta-analysis-of-trials")
_MEDICINES: Final = ("methadone", "buprenorphine", "heroin")


class Register:
    """Actors, sources, the groups that studies compare, studies and their effects.

    :ivar actors: how many there are; the lower the number, the more an actor speaks.
    """

    def __init__(self, triples: int, random: Random) -> None:
        self._random = random
        self.actors = 20 + triples // 5000
        self.sources = 30 + triples // 700
        # However large the debate, there are only so many studies of one question.
        self.studies = min(40, 5 + triples // 20_000)

    def actor(self) -> str:
        """An actor: one of a few, most often."""
        return f"actor:made-up-{1 + int(self.actors * self._random.random() ** 3)}"

    def source(self, *, found: bool = True) -> str:
        """A source: one of a few, most often.

        :param found: one that can be opened.
        """
        while True:
            number = 1 + int(self.sources * self._random.random() ** 3)
            if not found or _can_be_opened(number):
                return f"source:made-up-{number}"

    def comparison(self) -> Said:
        """An outcome, and two groups that are compared."""
        pair = 2 * self._random.randrange(_GROUPS // 2)
        return {
            "rg:outcome": f"outcome:{self._random.choice(_OUTCOMES)}",
            "rg:population": f"population:made-up-{pair + 1}",
            "rg:comparator": f"population:made-up-{pair + 2}",
        }

    def effect(self) -> str:
        """The effect that a study found."""
        return f"effect:made-up-{1 + self._random.randrange(2 * self.studies)}"

    def submissions(self) -> Iterator[Submission]:
        """All of them."""
        yield from self._actors()
        yield from self._sources()
        yield from self._studies()

    def _actors(self) -> Iterator[Submission]:
        page = Submission("register/made-up-actors", ("Oppdiktede aktører", "Made-up actors"))
        page.state(
            "agent:made-up-editors",
            "prov:Agent",
            {"rdfs:label": both("Oppdiktet redaksjon", "The made-up editors")},
        )
        for number in range(1, self.actors + 1):
            page.state(
                f"actor:made-up-{number}",
                "rg:Actor",
                {
                    "rdfs:label": both(f"Oppdiktet organisasjon {number}", f"Made-up organisation {number}"),
                    "rg:actorKind": f"actor-kind:{_KINDS[number % len(_KINDS)]}",
                },
            )
        yield page

    def _sources(self) -> Iterator[Submission]:
        for first in range(0, self.sources, _AT_ONCE):
            name = first // _AT_ONCE + 1
            page = Submission(
                f"register/made-up-sources-{name}", (f"Oppdiktede kilder {name}", f"Made-up sources {name}")
            )
            for number in range(first + 1, min(first + _AT_ONCE, self.sources) + 1):
                found = _can_be_opened(number)
                about: Said = {
                    "foaf:page": f"https://example.org/source/{number}",
                    "dcterms:publisher": self.actor(),
                    "dcterms:issued": typed(1990 + number % 35, "gYear"),
                }
                note = both(
                    "Oppdiktet: hvilken utgivelse det er, sies ikke.",
                    "Made up: which publication it is, is not said.",
                )
                said: Said = {
                    "rdfs:label": both(f"Oppdiktet kilde {number}", f"Made-up source {number}"),
                    **(about if found else {"skos:editorialNote": note}),
                }
                kind = "rg:EvidenceSource" if found else "rg:UnidentifiedSource"
                page.state(f"source:made-up-{number}", kind, said)
            yield page

    def _studies(self) -> Iterator[Submission]:
        page = Submission("register/made-up-studies", ("Oppdiktede studier", "Made-up studies"))
        for number in range(1, _GROUPS + 1):
            # Each group but the first two is a part of one of them.
            wider = 2 - number % 2
            broader = {"skos:broader": f"population:made-up-{wider}"} if number != wider else {}
            page.state(
                f"population:made-up-{number}",
                "rg:PopulationGroup",
                {
                    "skos:prefLabel": both(f"oppdiktet gruppe {number}", f"made-up group {number}"),
                    **broader,
                },
            )
        for number in range(1, self.studies + 1):
            page.state(
                f"study:made-up-{number}",
                "rg:Study",
                {
                    "rdfs:label": both(f"Oppdiktet studie {number}", f"Made-up study {number}"),
                    "dcterms:issued": typed(1990 + number % 35, "gYear"),
                    "foaf:page": f"https://example.org/study/{number}",
                },
            )
            for which in (2 * number - 1, 2 * number):
                estimate = self._random.randint(110, 500)
                page.state(
                    f"effect:made-up-{which}",
                    "rg:StudyEffect",
                    {
                        "rg:fromSource": f"study:made-up-{number}",
                        "rg:studyDesign": f"study-design:{self._random.choice(_DESIGNS)}",
                        "sdmx-dimension:refArea": "wd:Q20",
                        **self.comparison(),
                        "rg:medicine": f"medicine:{self._random.choice(_MEDICINES)}",
                        "rg:ratioDirection": "ratio-direction:comparator-over-population",
                        "rg:effectMeasure": "effect-measure:rate-ratio",
                        "rg:estimate": decimal(estimate / 100),
                        "rg:ciLower": decimal((estimate - 50) / 100),
                        "rg:ciUpper": decimal((estimate + 50) / 100),
                        "rg:participants": typed(100 * number, "integer"),
                    },
                )
        yield page


def _can_be_opened(source: int) -> bool:
    return source % 7 > 0
