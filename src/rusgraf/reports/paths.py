"""Files as other programs find them: from the folder where one works."""

from __future__ import annotations

import os
from pathlib import Path


def relative(name: str) -> str:
    """A file by its path from the working directory, with slashes; one that is elsewhere as it is."""
    path = Path(name)
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    return path.as_posix()


def uri(name: str) -> tuple[str, bool]:
    """A file as a URI reference, and whether it is from the working directory.

    >>> uri("mine/påstand 1.ttl")
    ('mine/p%C3%A5stand%201.ttl', True)
    """
    from urllib.parse import quote

    path = relative(name)
    if Path(path).is_absolute():
        return Path(path).as_uri(), False
    return quote(os.fsencode(path)), True
