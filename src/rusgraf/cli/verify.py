"""``rusgraf verify``."""

from __future__ import annotations

from pathlib import Path

import click

from rusgraf.cli import options


@click.command("verify")
@options.directory
def command(directory: Path) -> int:
    """Tell whether files and log of a graph directory agree.

    \b
    rusgraf verify --graph my-graph

    Every file is held against the log, every version against its hash. Says what is wrong
    and what to do; leaves with 1 then. Changes nothing, but for what a process left that
    was killed.
    """
    from rusgraf.errors import Refused
    from rusgraf.keeping import verifying, writing

    kept = options.kept(directory)
    try:
        with writing.alone(kept):
            writing.recover(kept)
    except Refused:
        options.say("Somebody is writing to it, or nobody may: what follows is as it is now.")
    log = kept.log()
    problems = verifying.problems(kept, log, versions=True)
    for each in problems:
        click.echo(f"{each.what}.\n  {each.todo}")
    count = len(log.heads)
    wrong = sum(each.is_serious for each in problems)
    verdict = f"{wrong} problem{'s' * (wrong > 1)}" if wrong else "all is as it should be"
    options.say(f"Submissions: {count}, lines of the log: {len(log.entries)}: {verdict}.")
    return int(bool(wrong))
