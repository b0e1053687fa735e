"""``rusgraf template``."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from rusgraf.cli import options

#: What was written, and what to do next.
_NEXT: Final = {
    "nb": "{output} er skrevet. Fyll den ut, og kontroller den med «rusgraf validate {output}».",
    "en": "{output} is written. Fill it in, and check it with “rusgraf validate {output}”.",
}


@click.command("template")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE.xlsx",
    help="Where to write the workbook.",
)
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path),
    metavar="FILE.ttl",
    help="Fill it in with what a file of RDF says.",
)
@options.texts
@options.language
@options.graph
def command(
    output: Path, source: Path | None, texts: tuple[Path, ...], lang: str, paths: tuple[Path | str, ...]
) -> None:
    """Write a workbook in which a document can be described.

    \b
    rusgraf template -o my-document.xlsx
    rusgraf template -o my-document.xlsx --from my-document.ttl --text my-document.txt

    Headings, lists to choose from and notes are made from ontology, shapes and graph. Fill it in with
    Excel or LibreOffice, look for mistakes with `rusgraf validate`, and make Turtle of it with
    `rusgraf import`.
    """
    from rusgraf import anchors, files, sheets

    graph = options.opened(paths)
    if source is None:
        data = sheets.template(graph=graph, lang=lang)
    else:
        written = sheets.write(
            files.read(source).quads,
            graph=graph,
            lang=lang,
            texts=[anchors.read_text(text) for text in texts],
        )
        data = written.data
        if written.left:
            options.say(f"Note: {len(written.left)} statements have no place in the sheets, such as:")
            options.say(str(written.left[0]))
    output.write_bytes(data)
    options.say(_NEXT[lang].format(output=output))
