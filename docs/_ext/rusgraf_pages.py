"""Pages that are written from the project's own files when the documentation is built.

The canned queries, the shapes and the code lists each have a directive that writes what
their files say, as MyST; pyLODE writes the pages on the ontology. So nothing here can
fall behind the files, and a new query or rule is on its page without anybody's doing.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import broken
from docutils import nodes
from pygments.lexers.special import TextLexer
from pyoxigraph import NamedNode
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

import rusgraf
from rusgraf import canned, examples, places, requirements
from rusgraf.reports.excerpt import excerpt, visible
from rusgraf.reports.kinds import KINDS
from rusgraf.requirements import markdown, wording
from rusgraf.table import Table
from rusgraf.terms import LANGUAGES, PREFIXES, curie, show

#: What the coder's reading of a claim is called.
READ = {"nb": "Slik er påstanden lest", "en": "How the claim is read"}
#: What a class shares with wider ones, and what everything shares.
BESIDES = {"nb": "Dessuten alt som gjelder for: {}.", "en": "And all that holds for: {}."}
ANYTHING = {"nb": "Hva som helst", "en": "Anything"}
#: How many rows of an answer a page shows.
ROWS = 5


class Written(SphinxDirective):
    """A directive whose content is MyST that a function of its arguments writes."""

    has_content = False
    optional_arguments = 100

    def run(self) -> list[nodes.Node]:
        """Parse what is written."""
        return self.parse_text_to_nodes("\n".join(self.write()), allow_section_headings=True)

    def write(self) -> Iterator[str]:
        """The lines of MyST."""
        raise NotImplementedError


class QuestionList(Written):
    """The canned queries by what they are on, each with a link to its answer."""

    def write(self) -> Iterator[str]:
        yield "| on | question | query |"
        yield "| --- | --- | --- |"
        for query in queries():
            question = literal(query.summary["en"])
            yield f"| {', '.join(query.tags)} | [{question}](#{query.name}) | `{query.name}` |"


class Questions(Written):
    """Every canned query: the question, its parameters, a call, and today's answer."""

    def write(self) -> Iterator[str]:
        graph = rusgraf.open()
        for query in queries():
            yield f"({query.name})=\n## {literal(query.summary['en'])}\n"
            yield f"*{literal(query.summary['nb'])}*\n"
            yield f"{literal(query.description['en'])}\n"
            for parameter in query.parameters:
                remarks = [str(parameter)] + ["optional"] * parameter.optional
                remarks += [f"by default `{parameter.default}`"] if parameter.default else []
                yield f"- `{parameter.name}`: {', '.join(remarks)}"
            has_language = any(parameter.name == "lang" for parameter in query.parameters)
            yield f"\n```text\n{query.example_call()}{' --lang en' * has_language}\n```\n"
            answer = graph.run(query.name, **query.example, **({"lang": "en"} if has_language else {}))
            yield from as_myst(answer.head(ROWS))
            if len(answer) > ROWS:
                yield f"\n{ROWS} of {len(answer)} rows.\n"


class Asked(Written):
    """What is asked of each class, in the language named, with an example; what is shared is told once."""

    def write(self) -> Iterator[str]:
        (lang,) = self.arguments
        graph = rusgraf.open()
        everything = requirements.all()
        by_name = {each.name: each for each in everything}
        of_all = frozenset.intersection(*(each.shapes for each in everything))
        for each in everything:
            wider = [by_name[iri] for iri in each.wider]
            told = wording.describe(each, lang, without=of_all.union(*(above.shapes for above in wider)))
            links = (f"[{above.labels[lang]}](#{self.place(above)})" for above in wider)
            note = BESIDES[lang].format(", ".join(links)) if wider else ""
            example = examples.of(graph, each)
            turtle = example.render("ttl").decode() if example else ""
            yield f"({self.place(each)})="
            yield from markdown.page(told, turtle, lang, depth=2, note=note)
        apart = frozenset.union(*(each.shapes for each in everything)) - of_all
        yield f"## {ANYTHING[lang]}"
        yield from markdown.entries(wording.describe(everything[0], lang, without=apart).optional)

    def place(self, asked: requirements.Requirements) -> str:
        """The name by which a page links to what is asked of a class."""
        return "-".join(("asked", *self.arguments, wording.slug(asked.name)))


class Codes(Written):
    """The codes of the schemes that are named, with label and definition in both languages."""

    def write(self) -> Iterator[str]:
        graph = rusgraf.open()
        for scheme in self.arguments:
            table = graph.select(
                f"""SELECT ?code ?en ?nb ?definition {{
                      ?code skos:inScheme <{PREFIXES[scheme].removesuffix("/")}> ;
                            skos:prefLabel ?en , ?nb ; skos:definition ?definition .
                      FILTER ( LANG(?en) = "en" && LANG(?nb) = "nb" && LANG(?definition) = "en" )
                    }} ORDER BY ?code"""
            )
            assert len(table), f"{scheme} has no codes"
            yield from as_myst(table)
            yield ""


class ClaimChecks(Written):
    """Every claim that was checked, in the language named: stances, verdicts with reasons, a picture."""

    def write(self) -> Iterator[str]:
        (lang,) = self.arguments
        graph = rusgraf.open()
        found = graph.check(lang=lang)
        for statement in dict.fromkeys(row["statement"] for row in found.claims):
            checks = [row for row in found.claims if row["statement"] == statement]
            yield f"### {literal(checks[0]['text'])}\n"
            yield f"`{curie(statement)}`\n"
            stances = graph.run("stances-on-claim", claim=statement, lang=lang)
            actors = graph.labels(stances.iris(), lang)
            for row in stances:
                yield f"- {literal(actors[NamedNode(row['actor'])])} {row['stance']}, {row['date']}"
            for row in checks:
                yield f"- **{row['verdict']}**. {literal(row['explanation'])}"
            latest = (row for row in found.details if row["statement"] == statement and not row["asOf"])
            if checks[-1]["parts"] > 1:
                yield from (f"  - {row['verdict']}: {literal(row['explanation'])}" for row in latest)
            if checks[0]["reading"]:
                yield f"- {READ[lang]}: {literal(checks[0]['reading'])}"
            picture = graph.picture(statement, lang=lang)
            # Without figures there is nothing to see, and the verdict has said so.
            shown = f"```{{raw}} html\n{picture._repr_html_()}\n```\n" if len(picture.table) else ""
            yield f"\n{shown}"


class Records(Written):
    """What the public record says of claims that can be dated, in the language named."""

    def write(self) -> Iterator[str]:
        (lang,) = self.arguments
        for row in rusgraf.open().run("records-on-claims", lang=lang):
            finding = f"{literal(row['finding'])} ({literal(row['sources'])})"
            yield f"- {literal(row['text'])} **{row['how']}**: {finding}"


class Mistakes(Written):
    """Every kind of mistake, in the language named, with what is said of one."""

    def write(self) -> Iterator[str]:
        (lang,) = self.arguments
        for name, kind in KINDS.items():
            found = broken.finding(name)
            yield f"{literal(kind.titles[lang])} (`{name}`)\n: {literal(kind.meanings[lang])}\n"
            shown = excerpt(found.place, 84)
            if shown is not None:
                number = str(found.place.line)
                yield f"  ```text\n  {number} | {shown.text}"
                yield f"  {' ' * len(number)} | {shown.carets}\n  ```\n"
            yield f"  *{literal(visible(found.message(lang)))}*\n"


class OntologyPages(SphinxDirective):
    """Links to the pages that pyLODE makes, one for each language."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        """A list of links; the pages are not Sphinx's, so it has no reference to them."""
        names = {"en": "In English: every class and property", "nb": "På norsk: alle klasser og egenskaper"}
        items = []
        for language, text in names.items():
            link = nodes.reference("", text, refuri=f"ontology-{language}.html")
            items.append(nodes.list_item("", nodes.paragraph("", "", link)))
        return [nodes.bullet_list("", *items)]


def queries() -> list[canned.CannedQuery]:
    """The canned queries, by tag and name."""
    return sorted(map(canned.get, canned.names()), key=lambda query: (query.tags, query.name))


def literal(text: str) -> str:
    """A text that MyST shows as it is."""
    return re.sub(r"([\\`*_{}\[\]<>|~$#^])", r"\\\1", " ".join(text.split()))


def as_myst(table: Table) -> Iterator[str]:
    """The lines of a table; an empty one says so."""
    if not len(table):
        yield "No rows."
        return
    yield f"| {' | '.join(table.columns)} |"
    yield f"|{' --- |' * len(table.columns)}"
    for row in table.terms:
        cells = (f"`{show(term)}`" if isinstance(term, NamedNode) else literal(show(term)) for term in row)
        yield f"| {' | '.join(cells)} |"


def make_ontology_pages(app: Sphinx, error: Exception | None) -> None:
    """Have pyLODE write its pages beside the others.

    It runs in a process of its own, since it sets the logging of the one it is loaded in.
    """
    if error is None and app.builder.format == "html":
        script = Path(__file__).with_name("ontology_page.py")
        source = places.ONTOLOGY / "rusgraf.ttl"
        for language in LANGUAGES:
            target = Path(app.outdir) / f"ontology-{language}.html"
            subprocess.run([sys.executable, script, source, language, target], check=True)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directives with Sphinx."""
    app.add_directive("question-list", QuestionList)
    app.add_directive("questions", Questions)
    app.add_directive("records", Records)
    app.add_directive("asked", Asked)
    app.add_directive("checks", ClaimChecks)
    app.add_directive("codes", Codes)
    app.add_directive("mistakes", Mistakes)
    app.add_directive("ontology-pages", OntologyPages)
    # A question over several lines, and what a command prints, is no shell.
    app.add_lexer("console", TextLexer)
    app.connect("build-finished", make_ontology_pages)
    return {"parallel_read_safe": True}
