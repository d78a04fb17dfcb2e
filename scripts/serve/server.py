"""Serve a folder of static files as a plain file host would."""

from __future__ import annotations

import errno
import os
import socket
import socketserver
import sys
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from scripts.errors import GlassboxError

HOST = "127.0.0.1"
FIRST_PORT = 8000
_LAST_PORT = 8999
_NOT_FOUND = b"<!doctype html>\n<title>Not found</title>\n<p>There is no such page here.</p>\n"


class Server(ThreadingHTTPServer):
    """A server of one folder; each connection has a thread of its own."""

    request_queue_size = 64
    allow_reuse_port = False
    # On Windows the option means something else: two programs share one port.
    allow_reuse_address = os.name != "nt"

    def __init__(self, directory: Path, host: str, port: int) -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, port), partial(Handler, directory=str(directory)))

    @property
    def address(self) -> str:
        """Where a browser on this machine finds the site."""
        host, port = self.server_address[:2]
        name = {"0.0.0.0": HOST, "::": "::1"}.get(str(host), str(host))
        return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"

    def server_bind(self) -> None:
        """Bind without asking the network for this machine's name, which can take seconds."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as the base class has it
        """Say nothing when a browser closes a connection early: they all do."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class Handler(SimpleHTTPRequestHandler):
    """Static files with the types browsers insist on; no listings; errors alone are logged."""

    protocol_version = "HTTP/1.1"
    # Keep a copy, but ask each time whether it is still right: who edits sees the change.
    cache_control = "no-cache"
    disable_nagle_algorithm = True  # headers and body are two writes; the second must not wait
    extensions_map = {  # noqa: RUF012 - the base class declares it so
        "": "application/octet-stream",
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".txt": "text/plain; charset=utf-8",
        ".py": "text/plain; charset=utf-8",
        ".json": "application/json",
        ".webmanifest": "application/manifest+json",
        ".svg": "image/svg+xml",
        ".png": "image/png",
        ".ico": "image/x-icon",
        ".zip": "application/zip",
        ".wasm": "application/wasm",
        ".woff2": "font/woff2",
    }

    def end_headers(self) -> None:
        """Add what holds for every answer."""
        # A frame with sandbox="allow-scripts" has no origin of its own; modules and fetches in it
        # count as coming from elsewhere, even to the host that sent the page.
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Cache-Control", self.cache_control)
        super().end_headers()

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        """Show no listings."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer a missing page with the site's own page for that, if it has one."""
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        page = Path(self.directory) / "404.html"
        body = page.read_bytes() if page.is_file() else _NOT_FOUND
        self.log_error("%s: not found", self.path)
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Leave out what went well."""


def make_server(directory: Path, host: str = HOST, port: int | None = None) -> Server:
    """Return a server that listens already; call `serve_forever()`, in a thread if you like.

    Args:
        directory: The folder to serve.
        host: The address to listen at.
        port: The port; 0 for any free one; None for the first free one from 8000 up.

    Raises:
        GlassboxError: The port is taken, or the host is not an address of this machine.
    """
    ports = range(FIRST_PORT, _LAST_PORT + 1) if port is None else [port]
    for candidate in ports:
        try:
            return Server(directory, host, candidate)
        except (socket.gaierror, UnicodeError) as error:
            raise GlassboxError(f"{host!r} is not an address this machine knows.") from error
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise GlassboxError(f"Cannot listen at {host}: {error.strerror}.") from error
            if port is not None:
                raise GlassboxError(_not_free(port, error)) from error
    raise GlassboxError(f"No port from {FIRST_PORT} to {_LAST_PORT} is free; name one with --port.")


def _not_free(port: int, error: OSError) -> str:
    if error.errno == errno.EACCES:
        return f"Port {port} may not be used by you; choose one from 1024 up."
    return (
        f"Port {port} is taken by another program. Choose another with --port, or leave it out "
        "to get the first free one."
    )
