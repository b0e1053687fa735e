"""Where a server is, as whom it is asked, and for how long."""

from __future__ import annotations

import math
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from rusgraf.errors import UsageError

#: The environment variables that say how a server is asked.
USER: Final = "RUSGRAF_USER"
PASSWORD: Final = "RUSGRAF_PASSWORD"  # noqa: S105, the name of it
TIMEOUT: Final = "RUSGRAF_TIMEOUT"
MAX_MEGABYTES: Final = "RUSGRAF_MAX_MEGABYTES"

#: Seconds for an answer, and the megabytes it may have, where nothing else is said.
_SECONDS: Final = 60.0
_MEGABYTES: Final = 512.0

#: The characters of an address; any other is written as % and two digits.
_CHARACTERS: Final = re.compile(r"[!-~]+")


@dataclass(frozen=True)
class Credentials:
    """A user name and its password."""

    user: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class Address:
    """The address of an endpoint.

    :param url: all of it, as it was given.
    :param host: the host alone.
    :param seconds: how long an answer may take, until its last byte.
    :param max_bytes: how large an answer may be.
    """

    url: str
    host: str
    seconds: float
    max_bytes: int

    @classmethod
    def of(cls, url: str) -> Address:
        """The address that is meant by a text, to be asked as the environment says.

        :raises UsageError: it is none, or has a password in it; or the environment asks for a time
            or a size that is none.
        """
        try:
            parts = urlsplit(url)
            host = parts.hostname or ""
            bad = not host or parts.port == 0 or not _CHARACTERS.fullmatch(url) or bool(parts.fragment)
        except ValueError:
            bad = True
        if bad or parts.scheme not in ("http", "https"):
            raise UsageError(
                f"{_shown(url)!r} is no address of a server.", "Such as http://localhost:7878/query."
            )
        if "@" in parts.netloc:
            raise UsageError(
                "A user name or password does not belong in an address: it would stay in the history of the"
                " shell, in logs, and in what others see of this computer.",
                f"Set the environment variables {USER} and {PASSWORD}, or write them in ~/.netrc.",
            )
        seconds = _number(TIMEOUT, _SECONDS, "time in seconds", "600")
        megabytes = _number(MAX_MEGABYTES, _MEGABYTES, "number of megabytes", "2000")
        return cls(url, host, seconds, int(megabytes * 1_000_000))

    @property
    def local(self) -> bool:
        """Whether it is on this computer."""
        from ipaddress import ip_address

        try:
            return self.host == "localhost" or ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def private(self) -> bool:
        """Whether nobody on the way can read what is sent."""
        return self.local or self.url.lower().startswith("https:")

    def credentials(self) -> Credentials | None:
        """The user name and password for this host: those of the environment, or of ~/.netrc.

        :raises UsageError: only one of the two is in the environment, or ~/.netrc cannot be read.
        """
        user, password = os.environ.get(USER), os.environ.get(PASSWORD)
        if user and password:
            return Credentials(user, password)
        if user or password:
            missing = PASSWORD if user else USER
            raise UsageError(f"{missing} is not set.", f"{USER} and {PASSWORD} go together.")
        import netrc

        try:
            # An entry for any host at all would give one host's password to another.
            entry = netrc.netrc(Path("~/.netrc").expanduser()).hosts.get(self.host)
        except (FileNotFoundError, RuntimeError):
            return None
        except (OSError, UnicodeError, netrc.NetrcParseError) as error:
            raise UsageError(f"~/.netrc cannot be read: {error}") from None
        return Credentials(entry[0], entry[2]) if entry and entry[0] and entry[2] else None


def _shown(url: str) -> str:
    """The address without what may be a password."""
    return re.sub("//[^/]*@", "//…@", url)


def _number(variable: str, default: float, kind: str, example: str) -> float:
    text = os.environ.get(variable)
    if not text:
        return default
    try:
        number = float(text)
    except ValueError:
        number = 0
    if not 0 < number < math.inf:
        raise UsageError(f"{variable}={text} is no {kind}.", f"Such as {variable}={example}.")
    return number
