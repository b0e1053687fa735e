"""What a worker may use: time, memory, and no new file or socket.

A platform that lacks one of the limits goes without it; the wall clock, which the parent
holds, is always there.
"""

from __future__ import annotations

import builtins
import math
import os
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from rusgraf.errors import UsageError

try:
    import resource
except ImportError:  # there is none on Windows
    resource = None  # type: ignore[assignment]

#: Raises the time that a check may take, in seconds.
TIME_LIMIT: Final = "RUSGRAF_TIME_LIMIT"

#: Seconds for any input, and for each megabyte of it: what `fast` needs, several times over.
_SECONDS: Final = {"fast": (5.0, 3.0), "reference": (60.0, 60.0)}
#: The engines that there are.
ENGINES: Final = tuple(_SECONDS)
#: Bytes of address space for any input, and for each byte of it: statements take some
#: 50 bytes for each byte of the file that states them, as terms of Python and as text.
_MEMORY: Final = (1 << 30, 80)

_IMPORT: Final = builtins.__import__
#: The soft limits of this process before any of ours.
_BEFORE: Final = {
    name: resource.getrlimit(getattr(resource, name))[0]
    for name in ("RLIMIT_CPU", "RLIMIT_AS", "RLIMIT_NOFILE")
    if resource is not None and hasattr(resource, name)
}


@dataclass(frozen=True)
class Allowance:
    """What the check of some input may use.

    :param seconds: of wall clock.
    :param memory: bytes of address space.
    """

    seconds: float
    memory: int


def allowance(size: int, engine: str) -> Allowance:
    """What the check of input may use.

    :param size: the bytes given, beyond what ships with rusgraf.
    :raises UsageError: the environment asks for a time that is none.
    """
    base, rate = _SECONDS[engine]
    asked = os.environ.get(TIME_LIMIT, "0")
    try:
        seconds = float(asked)
    except ValueError:
        seconds = -1
    if not 0 <= seconds < math.inf:
        raise UsageError(f"{TIME_LIMIT}={asked} is no time in seconds.", f"Such as {TIME_LIMIT}=60.")
    return Allowance(max(seconds, base + rate * size / 1e6), _MEMORY[0] + _MEMORY[1] * size)


def impose(allowed: Allowance) -> None:
    """Hold this process to an allowance, and keep it from opening anything more.

    No file and no socket can be opened, since the number of open files is at its limit; but
    for the modules of Python that an ``import`` in our own code still needs.
    """
    if resource is None:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    # Where this process still runs though nobody waits for it any more.
    _set("RLIMIT_CPU", math.ceil(used.ru_utime + used.ru_stime + allowed.seconds) + 1)
    _set("RLIMIT_AS", allowed.memory)
    _set("RLIMIT_CORE", 0)
    # The lowest number that is free is the one that the next file would get.
    free = os.dup(0)
    os.close(free)
    _set("RLIMIT_NOFILE", free)
    builtins.__import__ = _import


def lift() -> None:
    """Let this process do what it needs between two checks."""
    builtins.__import__ = _IMPORT
    for name in _BEFORE:
        _unset(name)


def _import(*arguments: Any, **options: Any) -> Any:
    """Import a module as if files could be opened."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    _unset("RLIMIT_NOFILE")
    try:
        return _IMPORT(*arguments, **options)
    finally:
        _set("RLIMIT_NOFILE", before)


def _unset(name: str) -> None:
    if name in _BEFORE:
        _set(name, _BEFORE[name])


def _set(name: str, soft: int) -> None:
    """Set a soft limit, as far as the hard one and the platform allow."""
    kind = getattr(resource, name, None)
    if kind is None:
        return
    hard = resource.getrlimit(kind)[1]
    if hard != resource.RLIM_INFINITY:
        soft = hard if soft == resource.RLIM_INFINITY else min(soft, hard)
    with suppress(OSError, ValueError):
        resource.setrlimit(kind, (soft, hard))
