"""What all tests share, in CPython and in Pyodide alike: NumPy errors raise, seeds are fixed."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from hypothesis import HealthCheck, settings

# The machines are busy and Pyodide is slow: time decides nothing. Examples follow from the
# test's own code, so a failure seen once is seen always. CPython searches for counterexamples;
# Pyodide, ten times slower, shows with some of them that the same code gives the same there.
settings.register_profile(
    "glassbox",
    max_examples=6 if sys.platform == "emscripten" else 100,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("glassbox")


def pytest_configure() -> None:
    # At once, for what modules compute while they are imported, and for doctests.
    np.seterr(all="raise")


@pytest.fixture(autouse=True)
def numpy_errors_raise() -> None:
    """Overflow, division by zero and the like end a test, whatever an earlier test set.

    WebAssembly has no floating-point traps: inside Pyodide the setting holds but NumPy has
    nothing to report, so a test that *expects* such an error is `cpython_only`.
    """
    np.seterr(all="raise")
