"""The list of files that a browser keeps for use without a network."""

from __future__ import annotations

import hashlib
import json

from scripts.site.offline import LIST, offline_list

FILES = {"index.html": b"<p>", "a/b.js": b"1", "sw.js": b"work"}


def read(content: bytes) -> dict[str, object]:
    start, _, rest = content.decode().partition(" = ")
    assert start == "self.SITE"
    entry: dict[str, object] = json.loads(rest.rstrip(";\n"))
    return entry


def test_every_file_stands_there_with_size_and_hash_but_not_the_worker_and_the_list() -> None:
    listed = read(offline_list({**FILES, LIST: b"old"}))["files"]
    assert listed == {
        "a/b.js": [1, hashlib.sha256(b"1").hexdigest()],
        "index.html": [3, hashlib.sha256(b"<p>").hexdigest()],
    }


def test_the_same_files_are_the_same_version_and_any_change_another() -> None:
    version = read(offline_list(FILES))["version"]
    assert read(offline_list(dict(reversed(FILES.items()))))["version"] == version
    for path in FILES:
        assert read(offline_list({**FILES, path: b"changed"}))["version"] != version
    assert read(offline_list({**FILES, "new.txt": b""}))["version"] != version
