"""The list by which a browser keeps the whole site: every file with its size and sha256."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

LIST = "offline-files.js"
_WORKER = "sw.js"
# No page needs these: downloads, and what is made for search engines and other sites.
_LEFT_OUT = ("downloads/", "sharing/", "oembed/", "sitemap.xml")


def offline_list(files: Mapping[str, bytes]) -> bytes:
    """Return the script that tells the service worker which files make up this version.

    The version is the hash of the list, so any change of any file makes another one.
    """
    kept = {
        path: [len(content), hashlib.sha256(content).hexdigest()]
        for path, content in sorted(files.items())
        if path not in (LIST, _WORKER) and not path.startswith(_LEFT_OUT)
    }
    listed = json.dumps(kept, separators=(",", ":"))
    version = hashlib.sha256(listed.encode() + files.get(_WORKER, b"")).hexdigest()[:16]
    return f'self.SITE = {{"version": "{version}", "files": {listed}}};\n'.encode()
