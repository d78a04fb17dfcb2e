from __future__ import annotations

import io
from pathlib import Path

import pytest

from scripts.runtime.clients import ClientError, Watch
from scripts.runtime.lock import Client, LockedFile, Notice, Package
from scripts.runtime.progress import Progress
from scripts.runtime.sources import ClientSource


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_file_or_pipe_gets_plain_lines() -> None:
    stream = io.StringIO()
    progress = Progress(stream)
    progress.plan(100)
    progress.begin("NumPy 2.4.3 from a host")
    progress.advance(50)
    progress.close()
    assert stream.getvalue() == "Fetching NumPy 2.4.3 from a host\n"


def test_a_terminal_gets_a_bar_that_grows_and_is_wiped_away() -> None:
    stream, seconds = Terminal(), iter([0.0, 1.0, 1.01])
    progress = Progress(stream, lambda: next(seconds))
    progress.plan(16_000_000)
    progress.begin("NumPy")
    progress.advance(8_000_000)
    progress.advance(1)  # too soon to be drawn again
    progress.close()
    drawn = stream.getvalue().split("\r")
    assert drawn[1] == "[------------------------] 0.0 of 16.0 MB  NumPy"
    assert drawn[2] == "[############------------] 8.0 of 16.0 MB  NumPy"
    assert drawn[3:] == [" " * len(drawn[2]), ""]


FILE = LockedFile("a.wasm", 100, "0" * 64)
PACKAGE = Package(
    "p", (Notice("P", "1", "MIT", ""),), (), Client("p@1", 40, "package/"), None, (FILE,)
)


def planned(fetch: object) -> tuple[Progress, ClientSource]:
    progress = Progress(io.StringIO())
    progress.plan(1000)
    source = ClientSource(progress, "npm", lambda package: package.npm, fetch, lambda *_: None)  # type: ignore[arg-type]
    return progress, source


def test_a_clients_download_counts_with_its_own_size(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []

    def fetch(spec: str, desk: Path, watch: Watch) -> Path:
        for size in (10, 30, 90):
            watch(size)
            seen.append((progress.done, progress.total))
        return desk

    progress, source = planned(fetch)
    list(source.deliver(PACKAGE, [FILE], tmp_path))
    assert seen == [(10, 940), (30, 940), (40, 940)]
    assert progress.done == 40


def test_a_client_that_fails_takes_its_bytes_back(tmp_path: Path) -> None:
    def fetch(spec: str, desk: Path, watch: Watch) -> Path:
        watch(10)
        raise ClientError("no")

    progress, source = planned(fetch)
    assert list(source.deliver(PACKAGE, [FILE], tmp_path)) == []
    assert (progress.done, progress.total) == (0, 1000)
    assert source.failures == ["npm p@1: no"]


@pytest.mark.parametrize("width", [20, 40])
def test_the_bar_never_breaks_the_line(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    stream = Terminal()
    progress = Progress(stream)
    progress.begin("a name that is longer than the window is wide")
    assert len(stream.getvalue()) <= width
