from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.errors import GlassboxError
from scripts.serve import server as module
from scripts.serve.server import Server, make_server

TYPES = {
    "index.html": "text/html; charset=utf-8",
    "a.js": "text/javascript; charset=utf-8",
    "a.css": "text/css; charset=utf-8",
    "a.txt": "text/plain; charset=utf-8",
    "a.json": "application/json",
    "a.wasm": "application/wasm",
    "a.zip": "application/zip",
    "a.svg": "image/svg+xml",
    "a.webmanifest": "application/manifest+json",
}


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Server]:
    for name in TYPES:
        (tmp_path / name).write_text(f"content of {name}")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "secret.txt").write_text("")
    with make_server(tmp_path, port=0) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def browser(served: Server) -> Iterator[http.client.HTTPConnection]:
    connection = http.client.HTTPConnection("127.0.0.1", served.server_port, timeout=10)
    yield connection
    connection.close()


def get(
    browser: http.client.HTTPConnection, path: str, method: str = "GET", **headers: str
) -> tuple[http.client.HTTPResponse, bytes]:
    browser.request(method, path, headers=headers)
    answer = browser.getresponse()
    return answer, answer.read()


@pytest.mark.parametrize(("name", "kind"), TYPES.items())
def test_every_file_has_the_type_browsers_insist_on(
    name: str, kind: str, browser: http.client.HTTPConnection
) -> None:
    answer, body = get(browser, f"/{name}")
    assert (answer.status, body.decode()) == (200, f"content of {name}")
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"] == "no-cache"


def test_one_connection_serves_many_requests(browser: http.client.HTTPConnection) -> None:
    for path in ("/", "/missing", "/a.js"):
        answer, _ = get(browser, path)
        assert answer.version == 11
        assert not answer.will_close


def test_head_tells_the_length_without_the_body(browser: http.client.HTTPConnection) -> None:
    for path, status in (("/a.wasm", 200), ("/missing", 404)):
        answer, body = get(browser, path, "HEAD")
        assert (answer.status, body) == (status, b"")
        assert int(answer.headers["Content-Length"]) > 0


def test_an_unchanged_file_is_not_sent_twice(browser: http.client.HTTPConnection) -> None:
    first, _ = get(browser, "/a.js")
    since = {"If-Modified-Since": first.headers["Last-Modified"]}
    answer, body = get(browser, "/a.js", **since)
    assert (answer.status, body) == (304, b"")


def test_a_folder_is_not_listed(browser: http.client.HTTPConnection) -> None:
    answer, body = get(browser, "/folder/")
    assert answer.status == 404
    assert b"secret" not in body


def test_a_path_cannot_leave_the_folder(browser: http.client.HTTPConnection) -> None:
    answer, _ = get(browser, "/../../../../../etc/passwd")
    assert answer.status == 404


def test_the_sites_own_page_tells_that_one_is_missing(
    browser: http.client.HTTPConnection, tmp_path: Path
) -> None:
    assert b"no such page" in get(browser, "/missing")[1]
    (tmp_path / "404.html").write_text("lost?")
    assert get(browser, "/missing")[1] == b"lost?"


def test_only_errors_are_logged(
    browser: http.client.HTTPConnection, capsys: pytest.CaptureFixture[str]
) -> None:
    get(browser, "/a.js")
    assert capsys.readouterr().err == ""
    get(browser, "/missing")
    assert "/missing: not found" in capsys.readouterr().err


def test_a_browser_that_leaves_early_is_no_error(
    served: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        raise ConnectionResetError
    except ConnectionResetError:
        served.handle_error(None, None)
    assert capsys.readouterr().err == ""


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


def test_a_port_that_is_taken_is_said(taken: int, tmp_path: Path) -> None:
    with pytest.raises(GlassboxError, match=f"Port {taken} is taken by another program"):
        make_server(tmp_path, port=taken)


def test_without_a_port_the_first_free_one_is_used(
    taken: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FIRST_PORT", taken)
    monkeypatch.setattr(module, "_LAST_PORT", taken + 20)
    with make_server(tmp_path) as server:
        assert server.address == f"http://127.0.0.1:{server.server_port}/"
        assert taken < server.server_port <= taken + 20


def test_no_free_port_at_all_is_said(
    taken: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FIRST_PORT", taken)
    monkeypatch.setattr(module, "_LAST_PORT", taken)
    with pytest.raises(GlassboxError, match="is free; name one with --port"):
        make_server(tmp_path)


@pytest.mark.parametrize("host", ["192.0.2.1", "a..b"])
def test_an_address_of_another_machine_is_said(host: str, tmp_path: Path) -> None:
    with pytest.raises(GlassboxError, match=r"Cannot listen at|is not an address"):
        make_server(tmp_path, host=host, port=0)


def test_serving_everywhere_prints_an_address_that_works_here(tmp_path: Path) -> None:
    with make_server(tmp_path, host="0.0.0.0", port=0) as server:
        assert server.address.startswith("http://127.0.0.1:")
