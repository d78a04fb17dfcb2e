"""The command `serve.py`, from its arguments to its last word.

Longer than other files: one command, with each of the ways in which it ends.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import serve
from scripts.archive import members_of
from scripts.runtime.fetch import Runtime
from scripts.serve import cli
from tests.places import ROOT
from tests.scripts.standins import WHEEL, Answer, Host

# The programs start without a PATH, and so without Node.js.
SLOWER = (
    "Glassbox: The site will boot more slowly, because Python was not compiled: "
    "Node.js was not found.\n"
)

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(repository: Path, cache: Path, lock: Path) -> Iterator[Start]:
    """Start `serve.py` on the small repository in a process of its own."""
    shutil.copy(lock, repository)
    driver = (
        "import pathlib, sys, serve; from scripts.serve import cli\n"
        f"cli.ROOT = pathlib.Path({str(repository)!r}); cli.DIST = cli.ROOT / 'dist'\n"
        "sys.exit(serve.main())"
    )
    running: list[subprocess.Popen[str]] = []

    def start(*arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", driver, *arguments],
            cwd=ROOT,
            env=os.environ | {"GLASSBOX_CACHE": str(cache), "PATH": "/nowhere"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_prints_the_address_serves_and_stops_when_told(
    number: signal.Signals, start: Start, runtime: Runtime
) -> None:
    process = start("--port", "0")
    assert process.stdout is not None
    words = process.stdout.readline().split()
    assert words[:4] == ["Glassbox", "is", "open", "at"]
    assert words[5:] == ["(Ctrl-C", "to", "stop)"]
    with urllib.request.urlopen(words[4], timeout=10) as answer:
        assert b"Home &amp; all" in answer.read()
    process.send_signal(number)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (0, "Stopped.\n", SLOWER)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopping_it_in_the_middle_of_a_download_leaves_nothing(
    number: signal.Signals,
    start: Start,
    host: Host,
    contents: dict[str, dict[str, bytes]],
    repository: Path,
    cache: Path,
) -> None:
    host.answers[f"/numpy/{WHEEL}"] = Answer(contents["numpy"][WHEEL], hold=True)
    process = start("--port", "0")
    assert host.halfway.wait(timeout=20)
    process.send_signal(number)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (130, "")
    assert err.splitlines()[-1] == "Glassbox: stopped; nothing half-written was kept."
    assert "Traceback" not in err
    assert list(cache.iterdir()) == []
    assert not (repository / "dist").exists()


def test_a_build_writes_the_site_and_ends(start: Start, runtime: Runtime, tmp_path: Path) -> None:
    process = start("build", str(tmp_path / "site"))
    out, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (0, SLOWER)
    assert out == f"The site is in {tmp_path / 'site'} (35 files written).\n"
    assert (tmp_path / "site" / "index.html").is_file()


def test_a_build_is_packed_into_the_same_archive_each_time(
    here: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    packed = []
    for name in ("one", "two"):
        file = tmp_path / "packed" / f"{name}.zip"
        assert cli.main(["build", str(tmp_path / name), "--zip", str(file)]) == 0
        assert f"It is packed in {file} (0.0 MB)." in capsys.readouterr().out
        packed.append(file.read_bytes())
    assert packed[0] == packed[1]
    files = members_of(packed[0])
    written = [path for path in (tmp_path / "one").rglob("*") if path.is_file()]
    assert set(files) | {"build.json"} == {
        path.relative_to(tmp_path / "one").as_posix() for path in written
    }
    assert files["index.html"] == (tmp_path / "one" / "index.html").read_bytes()


def test_an_archive_that_cannot_be_written_is_said(
    here: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["build", str(tmp_path / "site"), "--zip", str(tmp_path)]) == 1
    assert "Name a file that you may write." in capsys.readouterr().err


@pytest.fixture
def here(repository: Path, runtime: Runtime, lock: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let `cli.main` work on the small repository, in this process."""
    shutil.copy(lock, repository)
    monkeypatch.setattr(cli, "ROOT", repository)
    monkeypatch.setattr(cli, "DIST", repository / "dist")
    monkeypatch.setenv("GLASSBOX_CACHE", str(runtime.cache))
    return repository


def test_a_port_that_is_taken_ends_it_before_anything_is_built(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert cli.main(["--port", str(port)]) == 1
    assert capsys.readouterr().err.startswith(f"Glassbox: Port {port} is taken")
    assert not (here / "dist").exists()


def test_a_foreign_folder_ends_a_build(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build", str(here)]) == 1
    assert "is not a build of Glassbox, so it was left alone" in capsys.readouterr().err


def test_a_wrong_hash_ends_it(
    here: Path, runtime: Runtime, serve_all: Host, capsys: pytest.CaptureFixture[str]
) -> None:
    (runtime.cache / hashlib.sha256(b"\0asm").hexdigest()).unlink()
    serve_all.answers["/pyodide/pyodide.asm.wasm"].body = b"\0evi"
    assert cli.main(["build", str(here / "dist")]) == 1
    assert "runtime.lock.json names (its sha256 differs)" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["http", "-1", "70000"])
def test_a_port_that_is_none_is_said(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--port", port])
    assert ended.value.code == 2
    assert "--port" in capsys.readouterr().err


def test_help_shows_how_to_use_it(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--help"])
    assert ended.value.code == 0
    assert "python3 serve.py build ../site" in capsys.readouterr().out


def test_an_older_python_is_told_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    version: Any = (3, 9, 2, "final", 0)
    monkeypatch.setattr(sys, "version_info", version)
    assert serve.main() == 1
    assert capsys.readouterr().err == (
        "Glassbox needs Python 3.11 or newer, and this is 3.9.2; start it with another, "
        "for example: python3.11 serve.py\n"
    )


@pytest.mark.parametrize("options", [["--port", "9000"], ["--open"], ["--host", "0.0.0.0"]])
def test_build_refuses_what_only_serving_knows(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([*options, "build", str(tmp_path / "site")]) == 1
    assert "leave out --port, --host and --open" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_an_address_is_written_into_the_site(
    start: Start, repository: Path, runtime: Runtime, tmp_path: Path
) -> None:
    layout = repository / "web/content/layouts/layout.html"
    layout.write_text(f"<html><head>{layout.read_text().strip()}</head></html>\n")
    (repository / "web/sharing").mkdir()
    for slug in ("index", "layers", "neuron"):
        (repository / f"web/sharing/{slug}.png").write_bytes(b"picture")
    where = "https://example.org/course"
    process = start("build", str(tmp_path / "site"), "--address", where)
    process.communicate(timeout=60)
    assert process.returncode == 0
    site = tmp_path / "site"
    assert f'<meta property="og:url" content="{where}/neuron.html">' in (
        site / "neuron.html"
    ).read_text("utf-8")
    assert f"<loc>{where}/</loc>" in (site / "sitemap.xml").read_text("utf-8")
    assert f'href="{where}/"' in (site / "404.html").read_text("utf-8")
    assert (site / "sharing/neuron.png").read_bytes() == b"picture"
    kept = (site / "offline-files.js").read_text("utf-8")
    assert '"neuron.html"' in kept
    assert not [name for name in ("sharing/", "sitemap.xml", "oembed/") if name in kept]


@pytest.mark.parametrize("address", ["", "example.org", "https://example.org/?a=1"])
def test_an_address_that_is_none_is_said_before_anything_is_fetched(
    address: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["build", str(here / "site"), "--address", address]) == 1
    assert "It must be like https://example.org/course/." in capsys.readouterr().err
    assert not (here / "site").exists()
