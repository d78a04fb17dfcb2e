"""What runs compiled networks here: wasmtime in CPython, the browser itself in Pyodide."""

from __future__ import annotations

import sys

import pytest

from pycore.compiled import Host


@pytest.fixture(scope="session")
def host() -> Host:
    if sys.platform == "emscripten":
        from kit.page.browser import browser_host

        return browser_host
    from pycore.compiled.native import native_host

    return native_host
