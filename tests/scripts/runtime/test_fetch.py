"""The runtime is fetched, verified and kept, whatever hosts and clients do.

Longer than other files: each way in which they can fail, on one stand-in of them.
"""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from scripts.errors import GlassboxError
from scripts.runtime.fetch import default_cache, fetch
from scripts.runtime.lock import LockedFile, Package
from scripts.runtime.progress import Progress
from scripts.runtime.sources import Delivery, WebSource
from tests.scripts.standins import WHEEL, Clients, Host, write_lock

NOWHERE = "http://127.0.0.1:9/"  # the port "discard": nobody listens there


def run(lock: Path, cache: Path) -> str:
    """Fetch, and return what was said meanwhile."""
    said = io.StringIO()
    fetch(lock, cache, said)
    return said.getvalue()


def test_files_come_from_a_web_host_and_lie_in_the_cache_under_their_hash(
    lock: Path, cache: Path, serve_all: Host, contents: dict[str, dict[str, bytes]]
) -> None:
    runtime = fetch(lock, cache, io.StringIO())
    assert runtime.read("pyodide", "pyodide.asm.wasm") == contents["pyodide"]["pyodide.asm.wasm"]
    assert sorted(path.name for path in cache.iterdir()) == sorted(
        file.sha256 for package in runtime.packages for file in package.files
    )


def test_the_second_run_asks_nobody(lock: Path, cache: Path, serve_all: Host) -> None:
    run(lock, cache)
    asked = len(serve_all.asked)
    assert run(lock, cache) == ""
    assert len(serve_all.asked) == asked


def test_the_clients_are_not_asked_for_what_a_host_delivered(
    lock: Path, cache: Path, serve_all: Host, clients: Clients
) -> None:
    said = run(lock, cache)
    assert said.count("Fetching") == 4
    assert " with " not in said


def test_a_file_damaged_in_the_cache_is_fetched_again(
    lock: Path, cache: Path, serve_all: Host
) -> None:
    runtime = fetch(lock, cache, io.StringIO())
    wasm = next(cache / f.sha256 for f in runtime.package("pyodide").files if "wasm" in f.path)
    wasm.write_bytes(b"\0sam")
    serve_all.asked.clear()
    run(lock, cache)
    assert wasm.read_bytes() == b"\0asm"
    assert serve_all.asked == ["/pyodide/pyodide.asm.wasm"]


def test_the_second_host_helps_where_the_first_has_not_the_file(
    lock: Path, lock_entries: dict[str, Any], cache: Path, serve_all: Host, no_clients: None
) -> None:
    for entry in lock_entries.values():
        entry["urls"].insert(0, f"{serve_all.address}/elsewhere/")
    run(write_lock(lock, lock_entries), cache)
    assert serve_all.asked[:2] == [f"/elsewhere/{WHEEL}", f"/numpy/{WHEEL}"]


def test_a_host_out_of_reach_is_tried_once_only(
    lock: Path, lock_entries: dict[str, Any], cache: Path, serve_all: Host
) -> None:
    for entry in lock_entries.values():
        entry["urls"].insert(0, NOWHERE)
    source = WebSource(Progress(io.StringIO()))
    fetch(write_lock(lock, lock_entries), cache, io.StringIO(), [source])
    assert len(source.failures) == 1
    assert source.failures[0].startswith("127.0.0.1:9: ")


def test_npm_and_pip_deliver_where_no_host_can_be_reached(
    lock: Path,
    lock_entries: dict[str, Any],
    cache: Path,
    clients: Clients,
    contents: dict[str, dict[str, bytes]],
) -> None:
    for entry in lock_entries.values():
        entry["urls"] = [NOWHERE]
    said = io.StringIO()
    runtime = fetch(write_lock(lock, lock_entries), cache, said)
    assert said.getvalue() == (
        "Fetching numpy 1 from 127.0.0.1:9\nFetching numpy 1 with pip "
        "(a copy inside the package carrier, 0 MB, of which one file is kept)\n"
        "Fetching pyodide 1 with npm\nFetching pyscript 1 with npm\n"
        "Fetching a-font 1 with npm\n"
    )
    assert runtime.read("numpy", WHEEL) == contents["numpy"][WHEEL]
    font = "files/a-font-latin-wght-normal.woff2"
    assert runtime.read("a-font", font) == contents["a-font"][font]
    assert {path.parent for path in cache.rglob("*")} == {cache}


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("sys.exit('no such registry')", "npm pyodide@1: no such registry"),
        ("sys.exit(3)", "npm pyodide@1: ended with code 3"),
        ("goal.write_bytes(b'not an archive')", "npm pyodide@1: "),
        ("pass", "npm delivered 0 archives instead of one"),
    ],
)
def test_a_client_that_fails_is_named_with_its_reason(
    program: str, reason: str, lock: Path, cache: Path, serve_all: Host, clients: Clients
) -> None:
    del serve_all.answers["/pyodide/pyodide.mjs"]
    clients(program)
    with pytest.raises(GlassboxError, match="no source delivered it") as caught:
        run(lock, cache)
    assert reason in str(caught.value)


def test_without_any_source_one_sentence_says_what_to_do_and_what_was_tried(
    lock: Path, cache: Path, host: Host, no_clients: None
) -> None:
    with pytest.raises(GlassboxError) as caught:
        run(lock, cache)
    assert str(caught.value) == (
        "numpy 1 could not be fetched, because no source delivered it. Connect to the "
        "internet and start again (this is needed once); npm and pip are used where they are "
        f"installed. What was tried: {host.address}/numpy/{WHEEL}: answered 404; "
        "pip carrier==1 (a copy inside the package carrier, 0 MB, of which one file is kept): "
        "pip is not installed."
    )
    assert list(cache.iterdir()) == []


def test_a_file_with_a_wrong_hash_stops_everything_and_is_not_kept(
    lock: Path, cache: Path, serve_all: Host
) -> None:
    serve_all.answers["/pyodide/pyodide.asm.wasm"].body = b"\0evil"[:4]
    with pytest.raises(GlassboxError, match=r"pyodide.asm.wasm of pyodide 1 from 127\.0\.0\.1"):
        run(lock, cache)
    assert all(path.read_bytes() != b"\0evi" for path in cache.iterdir())


def test_a_wrong_file_from_a_client_is_not_kept_either(
    lock: Path, lock_entries: dict[str, Any], cache: Path, clients: Clients
) -> None:
    lock_entries["numpy"]["files"][0]["sha256"] = "0" * 64
    with pytest.raises(GlassboxError, match=r"from pip carrier==1 is not the file"):
        run(write_lock(lock, lock_entries), cache)
    assert list(cache.iterdir()) == []


def test_a_download_that_breaks_off_is_not_kept_and_the_next_source_is_asked(
    lock: Path, cache: Path, serve_all: Host, clients: Clients
) -> None:
    serve_all.answers[f"/numpy/{WHEEL}"].promised = 10_000
    assert "Fetching numpy 1 with pip" in run(lock, cache)


def test_a_download_that_breaks_off_is_named_when_nobody_else_has_the_file(
    lock: Path, cache: Path, serve_all: Host, no_clients: None
) -> None:
    serve_all.answers[f"/numpy/{WHEEL}"].promised = 10_000
    with pytest.raises(GlassboxError, match=r"broke off after \d+ of 10000 bytes"):
        run(lock, cache)
    assert list(cache.iterdir()) == []


def test_the_log_in_page_of_a_hotel_is_not_taken_for_the_file(
    lock: Path, cache: Path, serve_all: Host, no_clients: None
) -> None:
    serve_all.answers[f"/numpy/{WHEEL}"].type = "text/html; charset=utf-8"
    with pytest.raises(GlassboxError, match="sent a web page instead of the file"):
        run(lock, cache)


class FullDisk:
    """A source that fills the disk in the middle of the first file."""

    def __init__(self) -> None:
        self.failures: list[str] = []

    def deliver(
        self, package: Package, wanted: Sequence[LockedFile], folder: Path
    ) -> Iterator[Delivery]:
        (folder / "half").write_bytes(b"half")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_is_said_in_one_sentence_and_leaves_nothing(lock: Path, cache: Path) -> None:
    with pytest.raises(GlassboxError, match=r"^The disk is full while fetching the runtime\."):
        fetch(lock, cache, io.StringIO(), [FullDisk()])
    assert list(cache.iterdir()) == []


def test_a_client_that_finds_the_disk_full_is_understood(
    lock: Path, cache: Path, clients: Clients
) -> None:
    clients("sys.exit('OSError: [Errno 28] No space left on device')")
    with pytest.raises(GlassboxError, match=r"^The disk is full"):
        run(lock, cache)


def test_a_cache_that_cannot_be_made_is_named(lock: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(GlassboxError, match=r"while fetching the runtime: Not a directory \(.+\)"):
        run(lock, tmp_path / "file" / "cache")


@pytest.mark.parametrize(
    ("environ", "platform", "expected"),
    [
        ({"GLASSBOX_CACHE": "/x/y"}, "linux", "/x/y"),
        ({"XDG_CACHE_HOME": "/xdg"}, "linux", "/xdg/glassbox"),
        ({"GLASSBOX_CACHE": "", "XDG_CACHE_HOME": ""}, "linux", "/me/.cache/glassbox"),
        ({}, "darwin", "/me/Library/Caches/glassbox"),
        ({}, "win32", "/me/AppData/Local/glassbox/cache"),
    ],
)
def test_the_cache_lies_where_the_platform_keeps_such_things(
    environ: dict[str, str], platform: str, expected: str
) -> None:
    assert default_cache(environ, platform, Path("/me")) == Path(expected)
