"""The address that a build is made for, where it is known: `https://host/path/`."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from scripts.errors import GlassboxError

_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?", re.IGNORECASE)
_PATH = re.compile(r"(?:/[A-Za-z0-9._~%-]+)*/?")
_EXAMPLE = "It must be like https://example.org/course/."


def read_address(text: str) -> str:
    """Return the address of a site's folder as a text that ends with a slash.

    >>> read_address("https://example.org/course")
    'https://example.org/course/'

    Raises:
        GlassboxError: It is no address that pages can be put under.
    """
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise GlassboxError(f"The address {text!r} cannot be read ({error}). {_EXAMPLE}") from error
    reason = _objection(text, parts.scheme, parts.netloc, parts.path)
    if reason:
        raise GlassboxError(f"The address {text!r} {reason}. {_EXAMPLE}")
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}/"


def _objection(text: str, scheme: str, host: str, path: str) -> str:
    if scheme not in ("http", "https"):
        return "does not begin with https:// or http://"
    if "?" in text or "#" in text:
        return "has a query or a fragment; it is that of a folder"
    if "@" in host:
        return "names a user; everybody reads it"
    if not _HOST.fullmatch(host):
        return "names no host"
    if not _PATH.fullmatch(path):
        return "has a path that is not plain; write other signs as %20 and the like"
    if path.endswith(".html"):
        return "is that of a page; it is that of a folder"
    return ""
