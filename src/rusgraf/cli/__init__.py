"""The command line: one file per command, imported when the command is called.

Data goes to standard output, talk to standard error. Exit codes: 0 done; 1 the answer
is no; 2 usage; 3 input that cannot be read; 4 a server that does not answer as it should;
5 refused; 70 a bug of ours.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from keyword import iskeyword
from typing import Final, NoReturn

import click

from rusgraf.errors import RusgrafError, UsageError

#: Every command, in the order in which the help lists them, with its short help.
COMMANDS: Final = {
    "query": "Ask the graph: a canned query, or SPARQL of your own.",
    "find": "Search labels, paraphrases and definitions.",
    "show": "Show one thing with all about it.",
    "compare": "Compare the stances of actors.",
    "check": "Tell whether the figures bear claims out.",
    "info": "Say what the graph holds, in which versions, and where it is.",
    "queries": "List the canned queries, or show one.",
    "template": "Write a workbook in which a document can be described.",
    "import": "Make Turtle of a workbook that was filled in.",
    "validate": "Check submissions, or the graph itself.",
    "submit": "Take submissions into a graph directory.",
    "replace": "Put another version of a submission in its place.",
    "withdraw": "Take a submission out of the graph.",
    "log": "Say who submitted what and when.",
    "diff": "Say how two versions or files differ.",
    "verify": "Tell whether files and log of a graph directory agree.",
    "init": "Make a graph directory.",
    "shapes": "Say what is asked of a claim, a relation and so on.",
    "publish": "Bring a SPARQL server up to date with the graph.",
    "export": "Take the graph, or a slice of it, away as RDF or tables.",
    "anchor": "Print the anchor of a passage.",
    "anchors": "Hold the anchors of the graph against the texts.",
}


class _Commands(click.Group):
    """A group that knows its commands by name, and imports one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        # A command that is called as Python calls something has a module with an underscore at its end.
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command = import_module(f"rusgraf.cli.{module}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from rusgraf.terms import unknown

            raise unknown("command", args[0], COMMANDS)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="rusgraf", message="%(prog)s %(version)s")
def group() -> None:
    """A knowledge graph of drug-policy arguments.

    \b
    rusgraf query demands-by-actor -p actor=fo
    rusgraf validate my-submission.ttl
    rusgraf export -o rusgraf.ttl
    """


def main() -> NoReturn:
    """Run the command line and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.exit(_run())


def _run() -> int:
    try:
        code = group.main(prog_name="rusgraf", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except RusgrafError as error:
        complain(error)
        return error.exit_code
    except SystemExit:
        # click leaves so when whoever read the output has had enough, as with `| head`.
        return 0
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        name = f"{error.filename}: " if error.filename else ""
        click.echo(f"Error: {name}{error.strerror or error}.", err=True)
        return UsageError.exit_code
    except Exception as error:
        if os.environ.get("RUSGRAF_TRACEBACK"):
            raise
        click.echo(
            f"This is a bug in rusgraf: {type(error).__name__}: {error}\n"
            "Please report it, with what RUSGRAF_TRACEBACK=1 shows.",
            err=True,
        )
        return 70
    return code if isinstance(code, int) else 0


def complain(error: RusgrafError) -> None:
    """Say on standard error what went wrong and what to do."""
    click.echo(f"Error: {error.message}", err=True)
    if error.hint:
        click.echo(f"Hint: {error.hint}", err=True)
