"""What is told when something was done to a graph directory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rusgraf.cli import options
from rusgraf.errors import UnreadableInput

if TYPE_CHECKING:
    from rusgraf.keeping import Done


def told(done: Done, language: str, dry_run: bool) -> int:
    """Say what was done, or why nothing was.

    :returns: the exit code.
    """
    from rusgraf import reports

    if done.report.findings:
        options.say(reports.WRITERS["text"](done.report, language).rstrip())
    if done.entry is None:
        options.say("Nothing was submitted: mend what is found first.")
        return UnreadableInput.exit_code if None in done.report.files.values() else 1
    for each in done.alike:
        options.say(
            f"{each.claim} says nearly what {each.other} says:\n"
            f"    {each.text}\n    {each.other_text}\n"
            "  Is it the same claim? Then assert that one; or join the two by a rg:Rephrase."
        )
    for id in done.minted:
        options.say(f"{id} had no header and got one: its title can be better said by “rusgraf replace”.")
    would = "would be " if dry_run else ""
    words = {"submit": "submitted", "replace": "replaced", "withdraw": "withdrawn"}
    for change in done.entry.changes:
        count = f", {change.statements} statements" if change.version else ""
        options.say(f"{change.id}: {would}{words[done.entry.action]}{count}.")
    return 0
