"""A made-up debate, one part after the other: documents with claims and steps, evidence, and analysis."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from random import Random
from typing import Final

from generated.register import Register
from generated.series import Series
from generated.statements import Said, Submission, Value, Vocabulary, both, decimal, typed
from rusgraf.terms import PREFIXES

#: What the first claims are, and on which topic.
_FIRST: Final = ("PolicyDemand", "StatisticalClaim", "CausalClaim", "FactualClaim", "NormativeClaim")
_TOPIC: Final = f"{PREFIXES['topic']}lar"
#: In the first two documents, two actors take sides.
_OPENING: Final = 2
#: What those after them are, each kind as often as it stands here.
_KINDS: Final = (
    7 * ("PolicyDemand",)
    + 4 * ("CausalClaim",)
    + 3 * ("NormativeClaim", "FactualClaim")
    + 1 * ("StatisticalClaim", "ConditionClaim", "ConcernClaim")
)
_STANCES: Final = (
    *(10 * ("endorses",)),
    *(2 * ("endorses-conditionally",)),
    *("rejects", "rejects", "questions", "withholds", "reports"),
)
_WHO: Final = (
    ("Kommunene", "Municipalities"),
    ("Sykehusene", "Hospitals"),
    ("Fastlegene", "General practitioners"),
    ("Skolene", "Schools"),
    ("De pårørende", "The relatives"),
    ("Folk i arbeid", "People at work"),
)
_DO: Final = (
    ("vite mer om", "know more about"),
    ("bruke mindre tid på", "spend less time on"),
    ("ta mer hensyn til", "take more account of"),
    ("samarbeide bedre om", "work together better on"),
    ("høre på andre om", "listen to others on"),
)
_EVIDENCE: Final = ("public-record", "primary-study", "systematic-review", "official-statistics", "guideline")
#: How far back most steps reach, in claims.
_RECENT: Final = 400
#: How many claims of a topic are taken up again and again.
_KEY: Final = 5
#: Every so many documents, one only gives reasons for reasons, where the last such one left off; and how
#: many claims such a chain has, on average.
_CHAINED: Final = 7
_CHAIN: Final = 40
#: Evidence from one source that points both ways.
_OPPOSED: Final = (1, 2)
#: How many documents go between two rounds of evidence and analysis, and how much each round has.
_ROUND: Final = 10
_ITEMS: Final = 8
_RELATIONS: Final = 10


@dataclass(frozen=True)
class _Claim:
    """A claim that was made: its number, kind, and topic."""

    number: int
    kind: str
    topic: str

    @property
    def name(self) -> str:
        return f"claim:made-up-{self.number}"


class Debate:
    """Documents, evidence and analysis, without end."""

    def __init__(self, random: Random, register: Register, series: Series, vocabulary: Vocabulary) -> None:
        self._random = random
        self._register = register
        self._series = series
        # One topic is left to the first actor; one is what most is said of.
        self._own, *topics = vocabulary.topics
        self._topics = sorted(topics, key=lambda topic: topic[0] != _TOPIC)
        self._claims: list[_Claim] = []
        self._key: dict[str, list[_Claim]] = defaultdict(list)
        self._end: _Claim | None = None
        self._supports: list[str] = []
        self._items = 0

    def submissions(self) -> Iterator[Submission]:
        """One document after the other; after every ten, evidence and analysis."""
        for number in count(1):
            yield self._document(number)
            if number % _ROUND == 1:
                evidence = self._evidence(number)
                yield evidence
                yield self._analysis(number)

    def _topic(self) -> tuple[str, str, str]:
        """A topic: one of a few, most often."""
        return self._topics[int(len(self._topics) * self._random.random() ** 2)]

    def _chance(self, share: float) -> bool:
        return self._random.random() < share

    # ---------------------------------------------------------------------------- documents

    def _document(self, number: int) -> Submission:
        random = self._random
        page = Submission(
            f"submissions/made-up-{number}", (f"Oppdiktet dokument {number}", f"Made-up document {number}")
        )
        opening = number <= _OPENING
        actor = f"actor:made-up-{number}" if opening else self._register.actor()
        year = 1995 + random.randrange(30)
        page.state(
            f"document:made-up-{number}",
            "rg:SourceDocument",
            {
                "dcterms:title": both(f"Oppdiktet dokument {number}", f"Made-up document {number}"),
                "dcterms:creator": actor,
                "dcterms:date": typed(
                    f"{year}-{random.randint(1, 12):02}-{random.randint(1, 28):02}", "date"
                ),
                "dcterms:references": self._register.source(found=False),
            },
        )
        said: dict[_Claim, str] = {}
        steps = 0
        for place in range(random.randint(6, 14)):
            claim = self._taken_up(said) if not opening and self._chance(0.3) else None
            new = claim is None
            claim = claim or self._made(page, year, actor)
            anchor = self._anchor(page, number, place, claim)
            said[claim] = anchor
            according = {"rg:accordingTo": self._register.source(found=False)}
            page.state(
                f"assertion:made-up-{number}-{place}",
                "rg:Assertion",
                {
                    "rg:assertedBy": actor,
                    "rg:asserts": claim.name,
                    "rg:stance": f"stance:{'endorses' if opening else random.choice(_STANCES)}",
                    "rg:anchor": anchor,
                    **(according if self._chance(0.12) else {}),
                },
            )
            if new and claim.number > 1 and (opening or self._chance(0.5)):
                steps += 1
                before = list(said)[-2] if len(said) > 1 and self._chance(0.1) else claim
                drawn: Said = {
                    "rg:basis": f"basis:{random.choice(('explicit', 'implicit'))}",
                    "rg:drawnBy": actor,
                    "rg:anchor": anchor,
                }
                self._step(page, f"relation:made-up-{number}-{steps}", claim, before, drawn)
        page.state(
            f"rendition:made-up-{number}",
            "rg:TextRendition",
            {
                "dcterms:isFormatOf": f"document:made-up-{number}",
                "rg:textSha256": _hash(f"document {number}"),
                "rg:textLength": typed(100 * len(said), "integer"),
            },
        )
        return page

    def _taken_up(self, said: dict[_Claim, str]) -> _Claim | None:
        """A claim that is there already: a key claim, or one of late; none that the document has."""
        topic, _, _ = self._topic()
        choice = self._key[topic] if self._chance(0.6) else self._claims[-_RECENT:]
        claim = self._random.choice(choice) if choice else None
        return None if claim is None or claim in said or claim.topic == self._own[0] else claim

    def _made(self, page: Submission, year: int, actor: str) -> _Claim:
        random = self._random
        number = len(self._claims) + 1
        topic, nb, en = self._topic()
        if number <= len(_FIRST):
            topic, nb, en = self._topics[0]
        elif actor == "actor:made-up-1" and self._chance(0.1):
            topic, nb, en = self._own
        kind = _FIRST[number - 1] if number <= len(_FIRST) else random.choice(_KINDS)
        claim = _Claim(number, kind, topic)
        who, do = random.choice(_WHO), random.choice(_DO)
        must = ("bør", "should") if kind == "PolicyDemand" else ("kan", "can")
        text = (f"{who[i]} {must[i]} {do[i]} {(nb, en)[i]}" for i in (0, 1))
        other = self._topic()[0]
        said: Said = {
            "rg:paraphrase": both(
                f"{next(text)} (oppdiktet påstand {number}).", f"{next(text)} (made-up claim {number})."
            ),
            "dcterms:subject": (topic, other) if other != topic and self._chance(0.3) else topic,
        }
        content = f"content:made-up-{number}"
        checked = kind == "StatisticalClaim"
        if checked:
            page.state(content, "rg:StatisticalContent", self._content(year, number))
        page.state(
            claim.name, f"rg:{kind}", {**said, **({"rg:hasStatisticalContent": content} if checked else {})}
        )
        self._claims.append(claim)
        if len(self._key[topic]) < _KEY:
            self._key[topic].append(claim)
        return claim

    def _content(self, year: int, number: int) -> Said:
        """What can be checked: a figure of a series, or now and then the effects of studies."""
        first = number <= len(_FIRST)
        if first or self._chance(0.9):
            return self._series.content(year, first=first)
        return {
            "rg:comparison": "comparison:times-lower-than-comparator",
            **self._register.comparison(),
            "rg:lowerBound": decimal(2),
            "rg:upperBound": decimal(4),
        }

    def _anchor(self, page: Submission, document: int, place: int, claim: _Claim) -> str:
        name = f"anchor:made-up-{document}-{place}"
        page.state(
            name,
            "rg:Anchor",
            {
                "rg:rendition": f"rendition:made-up-{document}",
                "rg:start": typed(100 * place, "integer"),
                "rg:end": typed(100 * place + 80, "integer"),
                "rg:locator": typed(f"l. {place + 1}", "string"),
                "rg:selectionSha256": _hash(f"{document} {claim.name}"),
            },
        )
        return name

    def _step(self, page: Submission, name: str, claim: _Claim, before: _Claim, said: Said) -> None:
        """A step that a document takes from a new claim, and now and then the one before it, to another."""
        document = int(name.split("-")[2])
        target, kind = self._in_chain(claim) if not document % _CHAINED else self._aim(claim, document)
        # Reasons lead to what is older, so that they do not run in a circle.
        premises = (
            (claim.name, before.name) if claim != before and before.number > target.number else (claim.name,)
        )
        page.state(name, f"rg:{kind}", {"rg:premise": premises, "rg:target": target.name, **said})
        if kind == "Support":
            self._supports.append(name)
        elif kind == "Attack" and len(premises) == 1 and self._chance(0.3):
            # The other attacks back, which makes a circle.
            back = {"rg:premise": target.name, "rg:target": claim.name}
            page.state(f"{name}-back", "rg:Attack", {**back, **said})

    def _aim(self, claim: _Claim, document: int) -> tuple[_Claim, str]:
        """What a step from a claim leads to, and of which kind it is."""
        if document <= _OPENING:
            return self._claims[0], "Support" if document == 1 else "Attack"
        key = [each for each in self._key[claim.topic] if each.number < claim.number]
        late = self._claims[-_RECENT:-1]
        target = self._random.choice(key if key and self._chance(0.4) else late)
        return target, self._random.choice(("Support",) * 3 + ("Attack", "Qualification"))

    def _in_chain(self, claim: _Claim) -> tuple[_Claim, str]:
        """The last claim of the chain, which goes on with this one or is at its end."""
        target, self._end = self._end or self._claims[0], claim if self._random.randrange(_CHAIN) else None
        return target, "Support"

    # ------------------------------------------------------------------ evidence and analysis

    def _evidence(self, number: int) -> Submission:
        random = self._random
        page = Submission(
            f"evidence/made-up-{number}", (f"Oppdiktede belegg {number}", f"Made-up evidence {number}")
        )
        for item in range(self._items + 1, self._items + _ITEMS + 1):
            kind = random.choice(_EVIDENCE)
            source = "source:made-up-1" if item in _OPPOSED else self._register.source()
            graded = {
                "rg:certainty": f"certainty:{random.choice(('high', 'moderate', 'low'))}",
                "rg:gradedBy": self._register.actor(),
                "rg:gradedIn": source,
            }
            reported = {
                "official-statistics": {"rg:reportsObservation": self._series.observation()},
                "primary-study": {"rg:reportsEffect": self._register.effect()},
                "systematic-review": graded,
            }
            page.state(
                f"evidence:made-up-{item}",
                "rg:EvidenceItem",
                {
                    "rg:paraphrase": both(
                        f"Kilden viser noe om dette (oppdiktet belegg {item}).",
                        f"The source shows something about this (made-up evidence {item}).",
                    ),
                    "rg:evidenceKind": f"evidence-kind:{kind}",
                    "rg:fromSource": source,
                    "dcterms:date": typed(1995 + random.randrange(30), "gYear"),
                    **reported.get(kind, {}),
                },
            )
        self._items += _ITEMS
        return page

    def _analysis(self, number: int) -> Submission:
        random = self._random
        page = Submission(
            f"analysis/made-up-{number}", (f"Oppdiktet analyse {number}", f"Made-up analysis {number}")
        )
        drawn: set[tuple[str, str]] = set()

        def draw(kind: str, premise: str, target: str) -> None:
            # Between two things there is one relation at most.
            if premise == target or (premise, target) in drawn or (target, premise) in drawn:
                return
            drawn.add((premise, target))
            page.state(
                f"relation:made-up-analysis-{number}-{len(drawn)}",
                f"rg:{kind}",
                {
                    "rg:premise": premise,
                    "rg:target": target,
                    "rg:basis": "basis:analytic",
                    "rg:drawnBy": "agent:made-up-editors",
                },
            )

        late = self._claims[-_RECENT:]
        if number == 1:
            draw("Attack", late[-1].name, self._supports[0])
            draw("Rephrase", late[-1].name, "claim:made-up-2")
            for item, kind in zip(_OPPOSED, ("Support", "Attack"), strict=True):
                draw(kind, f"evidence:made-up-{item}", "claim:made-up-2")
        for item in range(self._items - _ITEMS + 1, self._items + 1):
            key = self._key[random.choice(late).topic]
            target = random.choice(late if self._chance(0.4) else key)
            kind = random.choice(("Support",) * 3 + ("Attack", "Qualification"))
            if target.kind == "PolicyDemand" and self._chance(0.4):
                kind = "FollowUp"
            draw(kind, f"evidence:made-up-{item}", target.name)
        # From claims of this round only: of those before it, earlier rounds may have said the same.
        fresh = late[-40:]
        for _ in range(_RELATIONS):
            one, other = random.choice(fresh), random.choice(late)
            if one.number <= other.number:
                continue
            kind = random.choice(("Support", "Attack", "Attack", "Qualification", "Rephrase", "Undercut"))
            if kind == "Undercut":
                draw("Attack", one.name, random.choice(self._supports[-_RECENT:]))
            else:
                draw(kind, one.name, other.name)
        return page


def _hash(text: str) -> Value:
    return typed(sha256(text.encode()).hexdigest(), "string")
