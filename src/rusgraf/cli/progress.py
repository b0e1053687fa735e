"""How far a long work has come, for whoever waits at a terminal."""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

#: For how many seconds a person waits without a word.
_PATIENCE: Final = 1.0


class Progress:
    """Says "n of m files", or of what else there is, on standard error once the work has taken a second.

    Called with how many are done; goes away when the work is over. Where standard error is
    not a terminal it stays silent.
    """

    def __init__(self, total: int, what: str = "files") -> None:
        self._total = total
        self._what = what
        self._began = time.monotonic()
        self._stack = ExitStack()
        self._bar: Bar | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def __call__(self, done: int) -> None:
        """Tell that so many are done."""
        late = time.monotonic() - self._began >= _PATIENCE
        if self._bar is None and late and sys.stderr is not None and sys.stderr.isatty():
            self._bar = self._stack.enter_context(_bar(self._what))
            self._bar.add_task("", total=self._total)
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=done)
            self._bar.refresh()


def _bar(what: str) -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    # It draws when it is told something, without a thread of its own: what reads may fork.
    return Progress(
        MofNCompleteColumn(separator=" of "),
        TextColumn(what),
        BarColumn(),
        console=Console(stderr=True),
        auto_refresh=False,
        transient=True,
    )
