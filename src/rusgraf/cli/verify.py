"""``rusgraf verify``."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from rusgraf.cli import options

_SAID: Final = {
    "nb": {
        "busy": "Noen skriver til den, eller ingen kan det: det som følger, er slik det er nå.",
        "sum": "Innsendinger: {count}, linjer i loggen: {lines}: {verdict}.",
        "right": "alt er som det skal",
        "wrong": "{wrong} feil",
    },
    "en": {
        "busy": "Somebody is writing to it, or nobody may: what follows is as it is now.",
        "sum": "Submissions: {count}, lines of the log: {lines}: {verdict}.",
        "right": "all is as it should be",
        "wrong": "problems: {wrong}",
    },
}


@click.command("verify")
@options.language
@options.directory
def command(lang: str, directory: Path | str) -> int:
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
    words = _SAID[lang]
    try:
        with writing.alone(kept):
            writing.recover(kept)
            log = kept.log()
            problems = verifying.problems(kept, log, versions=True)
    except Refused:
        options.say(words["busy"])
        log, problems = verifying.problems_now(kept, versions=True)
    for each in problems:
        click.echo(f"{each.what(lang)}.\n  {each.todo(lang)}")
    wrong = sum(each.is_serious for each in problems)
    verdict = words["wrong" if wrong else "right"].format(wrong=wrong)
    options.say(words["sum"].format(count=len(log.heads), lines=len(log.entries), verdict=verdict))
    return int(bool(wrong))
