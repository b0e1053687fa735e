"""What is given to a graph directory, and what is told when something was done to it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rusgraf.cli import options
from rusgraf.errors import UnreadableInput

if TYPE_CHECKING:
    from rusgraf.directory import Directory
    from rusgraf.keeping import Done
    from rusgraf.validation.findings import Given

_WORDS: Final = {
    "nb": {
        "nothing": "Ingenting er gjort: rett først det som er funnet.",
        "submit": "sendt inn",
        "replace": "erstattet",
        "withdraw": "trukket",
        "would": "ville blitt ",
        "version": "utgave {number}, {count} utsagn, {path}",
        "back": "Angre: {undo}",
        "minted": "{id} hadde ikke noe hode og fikk ett. En bedre tittel gir du med «rusgraf replace».",
        "alike": "{one} sier nesten det samme som {other}:\n    {text}\n    {other_text}\n"
        "  Er det samme påstand? Da bør du framsette {other}. Ellers kan de knyttes sammen med en "
        "rg:Rephrase.",
        "incoming": "{path} er tatt inn og kan slettes.",
        "sum": "{count} innsendinger, linje {number} i loggen.",
    },
    "en": {
        "nothing": "Nothing was done: mend what is found first.",
        "submit": "submitted",
        "replace": "replaced",
        "withdraw": "withdrawn",
        "would": "would be ",
        "version": "version {number}, {count} statements, {path}",
        "back": "To undo it: {undo}",
        "minted": "{id} had no header and got one. To give it a better title: “rusgraf replace”.",
        "alike": "{one} says nearly what {other} says:\n    {text}\n    {other_text}\n"
        "  Is it the same claim? Then assert {other}. Otherwise a rg:Rephrase can join the two.",
        "incoming": "{path} is taken in, and can be deleted.",
        "sum": "{count} submissions, line {number} of the log.",
    },
}


def given(paths: tuple[Path, ...]) -> list[Given]:
    """The files that are handed in; ``-`` is standard input.

    :raises UnreadableInput: one of them is missing.
    """
    from rusgraf.files import RawFile
    from rusgraf.intake import limited

    stdin = Path("-")
    return limited.loaded(
        RawFile("standard input", sys.stdin.buffer.read()) if path == stdin else path for path in paths
    )


def told(done: Done, directory: Directory, language: str, *, dry_run: bool) -> int:
    """Say what was done, or why nothing was.

    :returns: the exit code.
    """
    from rusgraf import reports

    words = _WORDS[language]
    if done.report.findings:
        options.say(reports.WRITERS["text"](done.report, language).rstrip())
    if done.entry is None:
        options.say(words["nothing"])
        return UnreadableInput.exit_code if None in done.report.files.values() else 1
    for each in done.alike:
        said = {"one": each.claim, "text": each.text, "other": each.other, "other_text": each.other_text}
        options.say(words["alike"].format(**said))
    for id in done.minted:
        options.say(words["minted"].format(id=id))
    for line in _changes(done, directory, language, dry_run=dry_run):
        options.say(line)
    return 0


def _changes(done: Done, directory: Directory, language: str, *, dry_run: bool) -> Iterator[str]:
    from rusgraf.keeping import verifying

    words, entry = _WORDS[language], done.entry
    assert entry
    log = directory.log()
    what = (words["would"] if dry_run else "") + words[entry.action]
    for change in entry.changes:
        number = sum(bool(each.version) for _, each in log.of(change.id))
        if not change.version:
            undo = verifying.call(directory, f"replace {change.id} --version {number}")
            yield f"{change.id}: {what}." + ("" if dry_run else f" {words['back'].format(undo=undo)}")
            continue
        said = {"number": number + dry_run, "count": change.statements, "path": directory.place(change.id)}
        yield f"{change.id}: {what}, {words['version'].format(**said)}"
    if len(entry.changes) > 1:
        yield words["sum"].format(count=len(entry.changes), number=entry.number)


def of_incoming(paths: tuple[Path, ...], directory: Directory, language: str) -> None:
    """Say which files have done their duty in the folder of what is proposed."""
    from rusgraf.directory import INCOMING

    folder = (directory.path / INCOMING).resolve()
    for path in paths:
        if path.resolve().is_relative_to(folder):
            options.say(_WORDS[language]["incoming"].format(path=path))
