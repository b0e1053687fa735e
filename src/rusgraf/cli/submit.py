"""``rusgraf submit``."""

from __future__ import annotations

from pathlib import Path

import click

from rusgraf.cli import kept, options


@click.command("submit")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@options.by
@options.why
@options.dry_run
@options.texts
@options.cluster
@options.language
@options.directory
def command(
    files: tuple[Path, ...],
    by: str,
    why: str,
    dry_run: bool,
    texts: tuple[Path, ...],
    cluster: str,
    lang: str,
    directory: Path | str,
) -> int:
    """Take submissions into a graph directory.

    \b
    rusgraf submit my-document.ttl --by "My name" --graph my-graph
    rusgraf submit my-document.xlsx --text my-document.txt --by 0000-0002-1825-0097
    rusgraf submit proposed/ --by "My name" --dry-run

    All of them are taken in, or none. They are checked against all that is there; what
    conforms gets what it left open, a header and names for what has none, and is written
    as sorted Turtle. Leaves with 0 where they are in, 1 where something is to be mended,
    3 where a file cannot be read, 5 where nothing may be written. With -, Turtle is read
    from standard input.
    """
    from rusgraf import keeping
    from rusgraf.cli.progress import Progress
    from rusgraf.intake import texts as sourced

    graph = options.kept(directory)
    given = kept.given(files)
    with Progress(len(given)) as progress:
        done = keeping.submit(
            graph,
            given,
            by,
            why=why,
            texts=tuple(map(sourced.of, texts)),
            dry_run=dry_run,
            tell=progress,
            cluster=cluster,
        )
    code = kept.told(done, graph, lang, dry_run=dry_run)
    if not code and not dry_run:
        kept.of_incoming(files, graph, lang)
    return code
