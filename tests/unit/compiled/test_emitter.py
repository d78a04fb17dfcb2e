"""The WebAssembly that is written for a request: how long it is, the same in every Python."""

import hashlib

import pytest

from pycore.compiled import Request, emit

# Of the module for 2-8-8-1, tanh, batch 10.
SHA256 = "2570e86f5875a34996d127f32f3331f20785de8468cafb2a80c1b59dfed64959"


def test_a_module_is_small_and_the_same_in_both_pythons() -> None:
    """A change of the emitter changes the hash; that inside Pyodide must then be the same."""
    binary = emit(Request((2, 8, 8, 1), ("tanh",) * 3, samples=250, batch_size=10))
    assert len(binary) < 50_000
    assert hashlib.sha256(binary).hexdigest() == SHA256


@pytest.mark.parametrize("batch_size", [1, 10])
def test_wider_layers_do_not_make_longer_code(batch_size: int) -> None:
    narrow, wide = (
        emit(Request((2, n, n, 1), ("tanh",) * 3, samples=250, batch_size=batch_size))
        for n in (64, 640)
    )
    assert len(wide) < 1.1 * len(narrow)


def test_each_call_is_bounded_and_small_networks_make_many_steps_in_it() -> None:
    small = Request((2, 4, 2, 1), ("tanh",) * 3, samples=250, batch_size=10)
    large = Request((2, 999, 990, 1), ("tanh",) * 3, samples=250, batch_size=250)
    assert small.most_epochs > 50
    assert (large.most_steps, large.most_epochs) == (1, 1)
