"""Whether the figures bear statistical claims out.

The rules in ``ontology/rules/checks/`` decide; here their answers are laid beside each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pyoxigraph import NamedNode

from rusgraf import canned, lookup
from rusgraf.errors import UsageError
from rusgraf.lookup import Select
from rusgraf.table import Table
from rusgraf.terms import LANGUAGES, unknown


@dataclass(frozen=True)
class Checks:
    """What the figures say of some claims.

    :param claims: a row for each claim and vintage of the figures, as in the canned query
        ``claim-checks``: verdict, explanation, how many comparisons say what.
    :param details: a row for each series and study effect compared with, as in ``check-details``.
    :param records: what the public record says of claims that can be dated, as in
        ``records-on-claims``.
    :param language: the language of texts, verdicts and explanations.
    """

    claims: Table
    details: Table
    records: Table
    language: str

    def _repr_html_(self) -> str:
        return self.claims._repr_html_()


def day(text: str | date) -> date:
    """The day that is meant by ``2019-06-30``.

    :raises UsageError: the text is no date of this form.
    """
    # A moment is a date too, as far as Python goes; figures know days only.
    if isinstance(text, datetime):
        return text.date()
    if isinstance(text, date):
        return text
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        raise UsageError(f"{text!r} is no date.", "Give it as year, month and day: 2019-06-30.") from None


def of(select: Select, *claims: str, lang: str = "nb") -> Checks:
    """The checks that a graph holds, of some claims or of all.

    :param select: how to ask the graph.
    :param claims: by slug, CURIE, IRI or paraphrase; all that can be checked, by default.
    :raises UnknownName: there is no such claim or language.
    """
    if lang not in LANGUAGES:
        raise unknown("language", lang, LANGUAGES)
    things = {lookup.resolve(select, name, "rg:Claim") for name in claims}

    def asked(name: str) -> Table:
        table = select(canned.get(name).filled({"lang": lang}, lambda value, _: NamedNode(value)))
        statement = table.columns.index("statement")
        rows = (row for row in table.terms if not things or row[statement] in things)
        return Table(table.columns, tuple(rows))

    return Checks(asked("claim-checks"), asked("check-details"), asked("records-on-claims"), lang)
