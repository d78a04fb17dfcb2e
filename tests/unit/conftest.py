"""What runs compiled networks here: wasmtime in CPython, the browser itself in Pyodide."""

from __future__ import annotations

import pytest

from pycore.compiled import Host
from tests.hosts import host_here


@pytest.fixture(scope="session")
def host() -> Host:
    return host_here()
