"""Download one file over http(s) with the standard library."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

# A host that is there answers within a second or two; a firewall that swallows packets would
# otherwise hold us for minutes.
_CONNECT_SECONDS = 5.0
_READ_SECONDS = 30.0
_BLOCK = 1 << 16


class UnreachableError(Exception):
    """Nobody answered at all."""


class DeliveryError(Exception):
    """The host answered, but did not send the whole file."""


def download(url: str, path: Path, arrived: Callable[[int], None]) -> None:
    """Write what the address sends to `path` and report the bytes as they come.

    Raises:
        UnreachableError: No connection came about.
        DeliveryError: An error status, a page of HTML, or fewer bytes than were promised.
    """
    request = urllib.request.Request(url, headers={"User-Agent": "glassbox"})
    try:
        answer = _opener().open(request, timeout=_CONNECT_SECONDS)
    except urllib.error.HTTPError as error:
        error.close()
        raise DeliveryError(f"answered {error.code}") from error
    except (
        urllib.error.URLError,
        http.client.HTTPException,
        ConnectionError,
        TimeoutError,
    ) as error:
        raise UnreachableError(str(getattr(error, "reason", error))) from error
    with answer:
        _save(answer, path, arrived)


def _save(answer: http.client.HTTPResponse, path: Path, arrived: Callable[[int], None]) -> None:
    if answer.headers.get_content_type() == "text/html":
        # A school's filter or a hotel's log-in page answers like this, with status 200.
        raise DeliveryError("sent a web page instead of the file")
    promised = answer.headers.get("Content-Length")
    got = 0
    with path.open("wb") as output:
        while block := _read(answer):
            output.write(block)
            arrived(len(block))
            got += len(block)
    if promised is not None and got != int(promised):
        raise DeliveryError(f"broke off after {got} of {promised} bytes")


def _read(answer: http.client.HTTPResponse) -> bytes:
    try:
        return answer.read(_BLOCK)
    except (http.client.HTTPException, OSError) as error:
        raise DeliveryError(f"broke off ({error!r})") from error


class _Http(http.client.HTTPConnection):
    def connect(self) -> None:
        super().connect()
        self.sock.settimeout(_READ_SECONDS)


class _Https(http.client.HTTPSConnection):
    def connect(self) -> None:
        super().connect()
        self.sock.settimeout(_READ_SECONDS)


class _HttpHandler(urllib.request.HTTPHandler):
    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_Http, req)


class _HttpsHandler(urllib.request.HTTPSHandler):
    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_Https, req)


def _opener() -> urllib.request.OpenerDirector:
    """Follow the machine's proxy settings and redirects, as urllib does by default."""
    return urllib.request.build_opener(_HttpHandler, _HttpsHandler)
