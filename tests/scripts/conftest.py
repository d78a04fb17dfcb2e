"""A small stand-in for everything outside: hosts, package managers, a runtime, a repository."""

from __future__ import annotations

import hashlib
import io
import json
import sys
import tarfile
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from scripts.archive import archive
from scripts.runtime.fetch import Runtime
from scripts.runtime.lock import read_lock
from tests.scripts.standins import REPOSITORY, WHEEL, Answer, Clients, Host, write_lock

OF_NPM = ("pyodide", "pyscript", "a-font")


@pytest.fixture
def host() -> Iterator[Host]:
    state = Host()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.asked.append(self.path)
            answer = state.answers.get(self.path, Answer(b"", 404))
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.type)
            self.send_header("Content-Length", str(answer.promised or len(answer.body)))
            self.end_headers()
            half = len(answer.body) // 2
            self.wfile.write(answer.body[:half])
            if answer.hold:
                self.wfile.flush()
                state.halfway.set()
                state.release.wait(timeout=30)
            else:
                self.wfile.write(answer.body[half:])

        def log_message(self, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        state.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield state
        state.release.set()
        server.shutdown()
        thread.join()


@pytest.fixture
def contents() -> dict[str, dict[str, bytes]]:
    """What the packages contain: as little as the site needs, and one font."""
    numpy = archive(
        {
            "numpy/__init__.py": b"n = 1\n",
            "numpy/__init__.pyi": b"n: int\n",
            "numpy/fft/__init__.py": b"",
            "numpy-2.4.3.dist-info/licenses/LICENSE.txt": b"NumPy's licence",
            "numpy-2.4.3.dist-info/licenses/fft/LICENSE.md": b"pocketfft's licence",
        }
    )
    entry = {"name": "numpy", "file_name": WHEEL, "sha256": hashlib.sha256(numpy).hexdigest()}
    lock = {"info": {"abi_version": "2026_0"}, "packages": {"numpy": entry, "pandas": {}}}
    return {
        "numpy": {WHEEL: numpy},
        "pyodide": {
            "pyodide.mjs": b'import("pyodide.asm.mjs");\n//# sourceMappingURL=pyodide.mjs.map\n',
            "pyodide.asm.mjs": b'name="pyodide.asm.mjs";\n',
            "pyodide.asm.wasm": b"\0asm",
            "python_stdlib.zip": archive({"json/__init__.py": b"j = 1\n", "ftplib.py": b"f = 1\n"}),
            "pyodide-lock.json": json.dumps(lock).encode(),
        },
        "pyscript": {
            "LICENSE": b"Apache",
            "dist/core.js": b"""export*from"./core-1.js";
w(new Blob(["/*@*/"+'say(\\'a\\\\b\\');\\n'.replace(a,b)]));
//# sourceMappingURL=core.js.map""",
            "dist/core.css": b"a{}",
            "src/3rd-party-licenses/toml.license.txt": b"MIT",
        },
        "a-font": {"LICENSE": b"OFL", "files/a-font-latin-wght-normal.woff2": b"wOF2"},
    }


@pytest.fixture
def lock_entries(contents: dict[str, dict[str, bytes]], host: Host) -> dict[str, Any]:
    """The packages of a lock file for these contents; change them, then `write_lock`."""
    entries: dict[str, Any] = {}
    for key, files in contents.items():
        entries[key] = {
            "notices": [{"name": key, "version": "1", "licence": "MIT", "home": "https://x.test/"}],
            "urls": [f"{host.address}/{key}/"],
            "files": [
                {"path": path, "size": len(body), "sha256": hashlib.sha256(body).hexdigest()}
                for path, body in files.items()
            ],
        }
    for key in OF_NPM:
        entries[key]["npm"] = {"spec": f"{key}@1", "size": 1000, "folder": "package/"}
    entries["numpy"]["pip"] = {"spec": "carrier==1", "size": 5000, "folder": "carrier/"}
    return entries


@pytest.fixture
def lock(tmp_path: Path, lock_entries: dict[str, Any]) -> Path:
    return write_lock(tmp_path / "runtime.lock.json", lock_entries)


@pytest.fixture
def serve_all(host: Host, contents: dict[str, dict[str, bytes]]) -> Host:
    """The host, holding every file."""
    for key, files in contents.items():
        for path, body in files.items():
            host.answers[f"/{key}/{path}"] = Answer(body)
    return host


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def runtime(lock: Path, cache: Path, contents: dict[str, dict[str, bytes]]) -> Runtime:
    """A runtime that is in the cache already."""
    cache.mkdir()
    for files in contents.values():
        for body in files.values():
            (cache / hashlib.sha256(body).hexdigest()).write_bytes(body)
    return Runtime(read_lock(lock), cache)


@pytest.fixture
def no_clients(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without npm and pip."""
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))


@pytest.fixture
def clients(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, contents: dict[str, dict[str, bytes]]
) -> Clients:
    """A machine with stand-ins for npm and pip; call it with code to change what they do."""
    programs, archives = tmp_path / "bin", tmp_path / "archives"
    programs.mkdir()
    archives.mkdir()
    for key in OF_NPM:
        with tarfile.open(archives / f"{key}@1", "w:gz") as tar:
            for path, body in contents[key].items():
                info = tarfile.TarInfo(f"package/{path}")
                info.size = len(body)
                tar.addfile(info, io.BytesIO(body))
    with zipfile.ZipFile(archives / "carrier==1", "w") as wheel:
        for path, body in contents["numpy"].items():
            wheel.writestr(f"carrier/{path}", body)

    def install(body: str) -> Path:
        for name, suffix in (("npm", "tgz"), ("pip3", "whl")):
            script = (
                f"#!{sys.executable}\nimport pathlib, sys\n"
                f"archives, name = pathlib.Path({str(archives)!r}), {name!r}\n"
                "spec = next(a for a in sys.argv[1:] if (archives / a).is_file())\n"
                f"goal = pathlib.Path('delivered.{suffix}')\n{body}\n"
            )
            (programs / name).write_text(script, encoding="utf-8")
            (programs / name).chmod(0o755)
        return programs

    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setenv("PATH", str(programs))
    install("goal.write_bytes((archives / spec).read_bytes())")
    return install


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A small repository: an engine, two lessons, one widget."""
    root = tmp_path / "repository"
    for path, text in REPOSITORY.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root
