"""Right calls of the public face of `pycore.compiled`."""

from __future__ import annotations

from typing import Any

import numpy as np

from pycore.compiled import CompiledNetwork, HostError, Request, emit
from pycore.compiled.native import native_host
from pycore.optimisers import Adam
from tests.unit.hostile.calls_nn import T, X, mlp
from tests.unit.hostile.judge import Arguments, Call

ORDERS = np.array([[1, 0], [0, 1]])


class Still:
    """A machine that does nothing: what is checked is checked before it works."""

    def write(self, start: int, values: Any) -> None: ...

    def read(self, start: int, values: Any) -> None:
        values[...] = 0

    def call(self, name: str, first: int, last: int) -> None: ...


def still_host(binary: bytes, size: int) -> Still:
    return Still()


def request() -> Request:
    return Request((2, 3, 1), ("tanh", "sigmoid"), samples=2, batch_size=1, optimiser=Adam())


def compiled() -> CompiledNetwork:
    return CompiledNetwork(request(), still_host)


def _changed(_: Any, arguments: Arguments) -> Any:
    return arguments["parameters"], arguments["memory"]


def hosted(binary: Any, size: Any) -> Any:
    """A native host, for which a module that it refuses is a right answer too."""
    try:
        return native_host(binary, size)
    except HostError as error:
        raise ValueError(f"binary and size: {error}") from error


CALLS = {
    "compiled.request.Request": Call(
        lambda: Request,
        lambda: {
            "sizes": [2, 3, 1],
            "activations": ["tanh", "sigmoid"],
            "loss": "mse",
            "optimiser": Adam(),
            "l1": 0.5,
            "l2": 0.25,
            "samples": 25,
            "batch_size": 10,
        },
        called={"sizes": "activations"},
    ),
    "compiled.network.emit": Call(lambda: emit, lambda: {"request": request()}),
    "compiled.compiled_network.CompiledNetwork": Call(
        lambda: CompiledNetwork,
        lambda: {"request": request(), "host": still_host},
        spare={"host": ("type",)},
    ),
    "compiled.compiled_network.CompiledNetwork.load": Call(
        lambda: compiled().load, lambda: {"x": X, "t": T}
    ),
    "compiled.compiled_network.CompiledNetwork.set_rate": Call(
        lambda: compiled().set_rate, lambda: {"rate": 0.5}
    ),
    "compiled.compiled_network.CompiledNetwork.train": Call(
        lambda: compiled().train,
        lambda: {
            "parameters": mlp().parameters,
            "memory": Adam().start(13),
            "orders": ORDERS,
            "first": 1,
            "count": 2,
        },
        then=_changed,
    ),
    "compiled.compiled_network.CompiledNetwork.predict": Call(
        lambda: compiled().predict, lambda: {"parameters": mlp().parameters, "points": X}
    ),
}

NATIVE = {
    "compiled.native.native_host": Call(
        lambda: hosted,
        lambda: {"binary": emit(request()), "size": 65_536 * 40},
        then=lambda made, _: type(made).__name__,
    ),
}
"""In CPython alone."""
