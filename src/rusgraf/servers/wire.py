"""One request and its answer over HTTP, with a server that may do anything.

Only the address given is ever spoken to: no redirect is followed. An answer is whole, no larger
than allowed, and there by the time allowed, whatever the server does; otherwise there is an error.
"""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import time
import urllib.request
import warnings
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from threading import Timer
from typing import IO, Any, Final
from urllib.error import HTTPError, URLError

from rusgraf.errors import EndpointError, QueryError
from rusgraf.servers.address import MAX_MEGABYTES, PASSWORD, TIMEOUT, USER, Address, Credentials

# Virtuoso says of each named graph in a header that it was asked for; a flood is cut by the clock.
http.client._MAXHEADERS = 100_000  # type: ignore[attr-defined]  # noqa: SLF001

#: How often a server is asked that is busy, and how many seconds it may ask us to wait.
_TRIES: Final = 4
_PATIENCE: Final = 30.0
#: What a server answers that is busy.
_BUSY: Final = (429, 503)
_CHUNK: Final = 1 << 16
#: As much of a complaint as is read, and shown.
_COMPLAINT: Final = 4_000
_SHOWN: Final = 300

_PATHS: Final = "Oxigraph answers at /query, Virtuoso at /sparql, Fuseki at /NAME/sparql."
#: What to say to a status, and what to do about it; the server's own first line is added.
_STATUSES: Final = {
    401: ("wants a user name and password, or refuses those it was given", ""),
    403: ("does not allow this", "Ask whoever keeps the server whether you may read there."),
    404: ("has nothing at this path", _PATHS),
    405: ("takes no questions at this path", _PATHS),
    406: ("cannot answer in the form that is asked for", "It may be no SPARQL 1.1 endpoint."),
    408: ("gave up waiting", "Ask for less at a time."),
    413: ("says that the question is too large", "Ask in parts."),
    414: ("says that the question is too large", "Ask in parts."),
    429: ("is asked too often", "Wait, and ask again."),
    500: ("failed at the question", "Ask for less at a time; the server's own log may say more."),
    502: ("stands in front of a server that does not answer", "Look whether that one is running."),
    503: ("is busy or being looked after", "Wait, and ask again."),
    504: ("ran out of time", "Ask for less at a time."),
}


@dataclass(frozen=True)
class Reply:
    """What a server answered.

    :param kind: the media type, without parameters.
    """

    body: bytes
    kind: str
    headers: Message


class _Redirected(Exception):
    """The server sends us elsewhere."""


class _Refused(Exception):
    """The server answers with another status than 200.

    :param said: the first line of what it says, if that is meant to be read.
    """

    def __init__(self, error: HTTPError, said: str) -> None:
        super().__init__(error.code)
        self.code = error.code
        self.after = (error.headers.get("Retry-After") or "").strip()
        self.said = said


def send(request: urllib.request.Request, address: Address) -> Reply:
    """Send a request, and again where the server is busy and says when to come back.

    :raises QueryError: the server says that the question is wrong.
    :raises EndpointError: it cannot be reached, refuses, or does not answer as it should.
    """
    credentials = address.credentials() if address.private else None
    for attempt in range(1, _TRIES + 1):
        try:
            return _Exchange(address, credentials).reply(request)
        except _Refused as refused:
            wait = _wait(refused, attempt)
            if refused.code not in _BUSY or attempt == _TRIES or wait is None or wait > _PATIENCE:
                raise _refusal(refused, address, wait) from None
            time.sleep(wait)
    raise AssertionError("the last attempt returns or raises")


class _Exchange:
    """One request and its answer, cut off when its time is up.

    The time-out of a socket begins anew with each byte, so a clock of our own cuts the connection.
    """

    def __init__(self, address: Address, credentials: Credentials | None) -> None:
        self._address = address
        self._credentials = credentials
        self._socket: socket.socket | None = None
        self._responses: list[http.client.HTTPResponse] = []
        self._expired = False

    def reply(self, request: urllib.request.Request) -> Reply:
        """The answer.

        :raises _Refused: the server answers with another status than 200.
        :raises EndpointError: there is no answer, or not all of it.
        """
        url = self._address.url
        timer = Timer(self._address.seconds, self._cut)
        timer.daemon = True
        timer.start()
        try:
            with warnings.catch_warnings():
                # Of what a challenge should look like.
                warnings.simplefilter("ignore")
                response = self._opener().open(request, timeout=self._address.seconds)
            with response:
                return Reply(self._read(response), response.headers.get_content_type(), response.headers)
        except HTTPError as error:
            with error:
                raise _Refused(error, _said(error)) from None
        except Exception as error:
            # Whatever goes wrong once the connection is cut goes wrong for that.
            if self._expired or _is_timeout(error):
                raise EndpointError(
                    f"{url} has not answered in {self._address.seconds:g} seconds.",
                    f"Ask for less at a time, or give it longer: {TIMEOUT}=600.",
                ) from None
            raise _failure(error, self._address) from error
        finally:
            timer.cancel()
            # The library leaves one open that asked who we are.
            for response in self._responses:
                response.close()

    def _read(self, response: http.client.HTTPResponse) -> bytes:
        chunks = []
        left = self._address.max_bytes
        while chunk := response.read1(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise EndpointError(
                    f"{self._address.url} answers with more than {self._address.max_bytes / 1e6:g} MB.",
                    f"Ask for less at a time, or allow more: {MAX_MEGABYTES}=2000.",
                )
            if self._expired:
                raise TimeoutError
            chunks.append(chunk)
        # The library does not say that a body is shorter than announced.
        if self._expired or response.length:
            raise http.client.IncompleteRead(b"")
        return b"".join(chunks)

    def _cut(self) -> None:
        self._expired = True
        if self._socket is not None:
            with suppress(OSError):
                # Not that of TLS, which would first take its leave of the other side.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def _opener(self) -> urllib.request.OpenerDirector:
        exchange = self

        class Plain(http.client.HTTPConnection):
            def connect(self) -> None:
                super().connect()
                exchange._connected(self.sock)

        class Secure(http.client.HTTPSConnection):
            def connect(self) -> None:
                super().connect()
                exchange._connected(self.sock)

        class Http(urllib.request.HTTPHandler):
            def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
                return exchange._received(self.do_open(Plain, req))

        class Https(urllib.request.HTTPSHandler):
            def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
                return exchange._received(self.do_open(Secure, req))

        handlers: list[urllib.request.BaseHandler] = [Http(), Https(), _Stay()]
        if self._credentials is not None:
            # They answer when the server asks who we are, and not before.
            known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
            known.add_password(None, self._address.url, self._credentials.user, self._credentials.password)
            handlers += [
                urllib.request.HTTPDigestAuthHandler(known),
                urllib.request.HTTPBasicAuthHandler(known),
            ]
        if self._address.local:
            # What is on this computer is not asked for by way of another.
            handlers.append(urllib.request.ProxyHandler({}))
        return urllib.request.build_opener(*handlers)

    def _connected(self, connection: socket.socket) -> None:
        self._socket = connection
        if self._expired:
            self._cut()

    def _received(self, response: http.client.HTTPResponse) -> http.client.HTTPResponse:
        self._responses.append(response)
        return response


class _Stay(urllib.request.HTTPRedirectHandler):
    """Goes nowhere: whoever answers elsewhere is not who was asked, and gets no password."""

    def redirect_request(
        self,
        req: urllib.request.Request,  # noqa: ARG002
        fp: IO[bytes],
        code: int,  # noqa: ARG002
        msg: str,  # noqa: ARG002
        headers: Any,  # noqa: ARG002
        newurl: str,
    ) -> None:
        fp.close()
        raise _Redirected(newurl)


def _is_timeout(error: Exception) -> bool:
    return isinstance(error, TimeoutError) or (
        isinstance(error, URLError) and isinstance(error.reason, TimeoutError)
    )


def _failure(error: Exception, address: Address) -> Exception:
    """Why there is no answer at all, or not all of it."""
    url = address.url
    if isinstance(error, EndpointError):
        return error
    if isinstance(error, _Redirected):
        return EndpointError(
            f"{url} sends us on to {_clean(str(error))}, which is not followed.",
            "Where you know the other address and trust it, give that one.",
        )
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, socket.gaierror | UnicodeError):
        return EndpointError(f"{url}: there is no host {address.host!r}.", "Look for a mistake in the name.")
    if isinstance(cause, ConnectionRefusedError):
        return EndpointError(f"{url}: nothing answers there.", "Is the server running, and is this its port?")
    if isinstance(cause, ssl.SSLError):
        return EndpointError(
            f"{url}: the connection is not secure: {cause.reason or cause}.",
            "Its certificate must be one that this computer trusts.",
        )
    if isinstance(cause, http.client.IncompleteRead):
        return EndpointError(f"{url}: the answer breaks off.", "Ask again, or for less at a time.")
    if isinstance(cause, ValueError):
        # The library knows no other way to say who we are than by password.
        return EndpointError(f"{url} asks in a way that is not known who we are.", _how_to_sign(address))
    if isinstance(cause, http.client.HTTPException):
        what = f"what answers there is no web server ({_clean(str(cause))[:_SHOWN] or 'nothing'})"
        return EndpointError(f"{url}: {what}.", "Is this its port?")
    reason = cause.strerror if isinstance(cause, OSError) else ""
    return EndpointError(f"{url}: the connection broke: {reason or cause}.", "Ask again.")


def _wait(refused: _Refused, attempt: int) -> float | None:
    """For how many seconds to leave a busy server alone; ``None`` where it does not say."""
    if refused.after.isdecimal():
        return float(refused.after)
    # A date without a zone cannot be compared.
    with suppress(ValueError, TypeError):
        return max(0.0, (parsedate_to_datetime(refused.after) - datetime.now(UTC)).total_seconds())
    return 0.5 * 2**attempt if refused.code == http.client.TOO_MANY_REQUESTS else None


def _refusal(refused: _Refused, address: Address, wait: float | None) -> EndpointError | QueryError:
    """What a status means."""
    code = refused.code
    said = f": {refused.said}" if refused.said else "."
    if code == http.client.BAD_REQUEST:
        return QueryError(f"{address.url} does not take the query{said}")
    what, hint = _STATUSES.get(code, (f"answers with status {code}", _PATHS))
    if code == http.client.UNAUTHORIZED:
        hint = _how_to_sign(address)
    if code in _BUSY and wait:
        hint = f"It wants to be left alone for {wait:.0f} seconds."
    return EndpointError(f"{address.url} {what}{said}", hint, status=code)


def _how_to_sign(address: Address) -> str:
    if not address.private:
        return (
            "A password is never sent where others can read it: use https, or bring the server to this"
            " computer by ssh -L."
        )
    return f"Set {USER} and {PASSWORD}, or write them in ~/.netrc for {address.host}."


def _said(error: HTTPError) -> str:
    """The first line of what a server says with its status, if it is meant to be read."""
    text = ""
    with suppress(OSError, http.client.HTTPException):
        if error.headers.get_content_type() != "text/html":
            text = error.read(_COMPLAINT).decode(errors="replace")
    return next((line[:_SHOWN] for line in map(_clean, text.splitlines()) if line), "")


def _clean(text: str) -> str:
    """A text without what would steer a terminal."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f]+", " ", text).strip()
