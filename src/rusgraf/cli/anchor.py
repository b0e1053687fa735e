"""``rusgraf anchor``."""

from __future__ import annotations

import re
from pathlib import Path

import click

from rusgraf.cli import options
from rusgraf.errors import UsageError


@click.command("anchor")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--from", "first", metavar="WORDS", help="The first words of the passage.")
@click.option("--to", "last", metavar="WORDS", help="The last words of the passage.")
@click.option("--lines", metavar="A-B", help="The lines of the file that hold the passage.")
@click.option(
    "--locator", default="", metavar="TEXT", help="Where a reader finds it: printed line, page, heading."
)
@click.option("--document", default="", metavar="SLUG", help="What to call the document, where it is new.")
@options.graph
def command(
    file: Path,
    first: str | None,
    last: str | None,
    lines: str | None,
    locator: str,
    document: str,
    paths: tuple[Path | str, ...],
) -> None:
    """Print the anchor of a passage as Turtle.

    \b
    rusgraf anchor statement.txt --from 'We demand' --to 'by next year.' --locator 'p. 2'
    rusgraf anchor statement.txt --lines 12-14

    The rendition is printed too where the graph does not have it. White space, line
    breaks and printed line numbers between the words do not matter.
    """
    from rusgraf import anchors
    from rusgraf.terms import rg, show

    text = anchors.read_text(file)
    if lines is not None and first is None and last is None:
        span = anchors.find_lines(text, *_numbers(lines))
    elif lines is None and first is not None and last is not None:
        span = anchors.find(text, first, last)
    else:
        raise UsageError("Give the passage by --from and --to, or by --lines.")
    graph = options.opened(paths)
    statements = anchors.describe(graph, text, span, locator=locator, slug=document)
    click.echo(statements.render("ttl"), nl=False)
    anchor = next(quad.subject for quad in statements if quad.predicate == rg("locator"))
    if graph.ask(f"ASK {{ {anchor} a rg:Anchor }}"):
        options.say(f"Note: the graph has {show(anchor)} already; refer to it.")
    elif not locator:
        options.say("Note: the locator counts lines of the file; --locator says what a reader sees.")
    if anchors.rendition_of(graph, text) is None:
        options.say("Note: the text is new to the graph; describe its document too.")


def _numbers(lines: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d+)(?:-(\d+))?", lines)
    if not match:
        raise UsageError(f"--lines {lines}: write one line, as 12, or several, as 12-14.")
    return int(match[1]), int(match[2] or match[1])
