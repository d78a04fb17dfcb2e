"""Stand-ins for common file hosts: the types they send when nobody has configured anything.

Of each host's list only the extensions that the built site has; what the list does not know gets
the host's type for everything else. None of them sends CORS headers.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath


@dataclass(frozen=True)
class FileHost:
    """The types that a host sends by extension, and for all others; None sends no type."""

    types: Mapping[str, str]
    unknown: str | None
    headers: Mapping[str, str] = field(default_factory=dict)


BYTES = "application/octet-stream"

# What all four lists agree on.
COMMON = {
    "html": "text/html",
    "css": "text/css",
    "json": "application/json",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "zip": "application/zip",
}

# conf/mime.types and conf/nginx.conf of nginx; newer lists also know wasm.
NGINX = COMMON | {"js": "application/javascript", "bin": BYTES, "woff2": "font/woff2"}

HOSTS = {
    "nginx": FileHost(NGINX, BYTES),
    # ngx_http_core_module: where no default_type is set it is text/plain.
    "nginx without default_type": FileHost(NGINX, "text/plain"),
    # docs/conf/mime.types of httpd; since 2.4 its DefaultType is none.
    "Apache": FileHost(NGINX, None),
    # mimetypes.types_map and http.server.SimpleHTTPRequestHandler of Python 3.11.
    "Python": FileHost(
        COMMON
        | {
            "js": "application/javascript",
            "bin": BYTES,
            "py": "text/x-python",
            "wasm": "application/wasm",
            "webmanifest": "application/manifest+json",
            "woff2": BYTES,  # unknown to it
        },
        BYTES,
    ),
    # get_default_types of lib/classes/filetypes.php; get_mimetype_for_sending and
    # send_stored_file of lib/filelib.php: what is shown is "inline", and kept for a day. Where an
    # extension is unknown, file_storage looks at the contents, as it does for py and webmanifest.
    "Moodle": FileHost(
        COMMON
        | {
            "js": "application/x-javascript",
            "py": "text/plain",
            "webmanifest": "application/json",
        },
        BYTES,
        {
            "Content-Disposition": 'inline; filename="file"',
            "Cache-Control": "private, max-age=86400, no-transform",
        },
    ),
}


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, host: FileHost, directory: str) -> None:
        self.host = host
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def guess_type(self, path: object) -> str:
        """The type by the host's list; the empty text where the host sends none."""
        extension = PurePosixPath(str(path)).suffix.removeprefix(".")
        return self.host.types.get(extension, self.host.unknown) or ""

    def send_header(self, keyword: str, value: str) -> None:
        """Leave out a type that the host does not know."""
        if value:
            super().send_header(keyword, value)

    def end_headers(self) -> None:
        """Add what the host sends with every file, and what forbids browsers to guess."""
        for name, value in self.host.headers.items():
            self.send_header(name, value)
        # Careful administrators add it; no host works with it and not without.
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def hosting(name: str, folder: Path) -> Iterator[str]:
    """Serve a folder as this host would; yields the address of its root."""
    handler = partial(_Handler, host=HOSTS[name], directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
