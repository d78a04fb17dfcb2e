"""What the compiled network refuses, in a sentence, before anything reaches the module."""

import math
import sys
from typing import Any, NoReturn

import numpy as np
import pytest

from pycore import MLP, LinearSchedule, Network, Trainer, TrainingConfig, native_host
from pycore.compiled import CompiledNetwork, Host, HostError, Request
from pycore.layers import Dense, RMSNorm
from pycore.optimisers import Adam, Plain


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"sizes": (2,)}, "sizes must name the inputs and at least one layer"),
        ({"sizes": (2, 0)}, r"sizes\[1\] must be a whole number, at least 1, not 0"),
        ({"sizes": (1,) * 40, "activations": ("tanh",) * 39}, "layers must be .* at most 32"),
        ({"activations": ("tanh",)}, "activations must be 2 names"),
        ({"activations": ("tanh", "step")}, r"activations\[1\] must be one of tanh"),
        ({"loss": "hinge"}, "loss must be one of mse, binary_cross_entropy, cross_entropy"),
        (
            {"loss": "binary_cross_entropy"},
            "loss binary_cross_entropy needs outputs of sigmoid, not of tanh",
        ),
        ({"optimiser": "adam"}, "optimiser must be Plain, Momentum or Adam, not 'adam'"),
        ({"l1": -1.0}, "l1 must be a finite number at least 0"),
        ({"l2": math.nan}, "l2 must be a finite number at least 0"),
        ({"samples": 0}, "samples must be a whole number, at least 1"),
        ({"batch_size": 0}, "batch_size must be a whole number, at least 1"),
    ],
)
def test_a_malformed_request_is_refused(change: dict[str, object], sentence: str) -> None:
    usual: dict[str, object] = {"sizes": (2, 3, 1), "activations": ("tanh", "tanh")}
    with pytest.raises(ValueError, match=sentence):
        Request(**usual | change)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [{"sizes": (784, 1), "samples": 10**6}, {"batch_size": 10**8}, {"sizes": (2, 3000, 3000)}],
)
def test_what_takes_too_much_memory_is_refused_before_it_is_written(change: dict[str, Any]) -> None:
    def never(binary: bytes, size: int) -> NoReturn:
        pytest.fail("was compiled")

    usual: dict[str, Any] = {"sizes": (2, 1), "samples": 10, "optimiser": Adam()}
    request = Request(
        **usual | {"activations": ("tanh",) * (len(change.get("sizes", "22")) - 1)} | change
    )
    with pytest.raises(ValueError, match="bytes of memory that request takes must be"):
        CompiledNetwork(request, never)


def usual() -> Network:
    return MLP([2, 3, 2], output="softmax", seed=0)


@pytest.mark.parametrize(
    ("network", "settings", "reason"),
    [
        (usual(), {"weight_decay": 0.1}, "weight_decay cannot be compiled"),
        (usual(), {"clip_norm": 1.0}, "clip_norm cannot be compiled"),
        (usual(), {"schedule": LinearSchedule(10)}, "schedule cannot be compiled"),
        (usual(), {"loss": "mse"}, "loss mse cannot be compiled under softmax"),
        (MLP([2, 3, 2], "step", "softmax"), {}, "activations[0] must be one of"),
        (
            Network([Dense(2, 3, "tanh"), RMSNorm(), Dense(3, 2, "softmax")]),
            {},
            "RMSNorm() cannot be compiled: only dense layers can",
        ),
    ],
)
def test_a_trainer_tells_why_its_steps_are_not_compiled_and_trains_by_the_textbook(
    host: Host, network: Network, settings: dict[str, Any], reason: str
) -> None:
    config = TrainingConfig(**{"loss": "cross_entropy"} | settings)
    data = np.random.default_rng(0).normal(size=(9, 2)), np.eye(2)[[0, 1, 1, 0, 1, 0, 0, 1, 0]]
    copy = network.with_parameters(network.parameters)
    with pytest.warns(RuntimeWarning, match="the steps are not compiled: "):
        run = Trainer(network, *data, config, host=host)
    assert run.refusal is not None
    assert reason in run.refusal
    textbook = Trainer(copy, *data, config, textbook=True)
    for each in (run, textbook):
        each.run(2)
    assert network.parameters.tolist() == copy.parameters.tolist()


def test_fresh_samples_and_sequences_are_not_compiled(host: Host) -> None:
    def draw(rng: np.random.Generator) -> tuple[np.ndarray, list[int]]:
        return rng.normal(size=(4, 2)), [0, 1, 1, 0]

    config = TrainingConfig("cross_entropy")
    with pytest.warns(RuntimeWarning, match="fresh samples cannot be compiled"):
        Trainer(usual(), np.ones((4, 2)), [0, 1, 1, 0], config, fresh=draw, host=host)
    network = Network([Dense(2, 2, "softmax")])
    with pytest.warns(RuntimeWarning, match="x and t must have shapes"):
        Trainer(network, np.ones((4, 5, 2)), np.zeros((4, 5)), config, host=host)


@pytest.mark.parametrize(
    ("orders", "first", "count", "sentence"),
    [
        ([[0, 1, 2]], -1, 1, "first must be a whole number, at least 0, at most 1"),
        ([[0, 1, 2]], 0, 0, "count must be a whole number, at least 1"),
        ([[0, 1, 3]], 0, 2, "orders must hold numbers from 0 to 2"),
        ([[-1, 1, 2]], 0, 2, "orders must hold numbers from 0 to 2"),
        ([[0, 1, 2]], 1, 2, "orders must hold 3 mini-batches"),
        ([[0, 1]], 0, 1, r"orders must have shape \(epochs, 3\)"),
    ],
)
def test_bad_orders_never_reach_the_module(
    host: Host, orders: list[list[int]], first: int, count: int, sentence: str
) -> None:
    network = CompiledNetwork(Request((1, 1), ("tanh",), samples=3, batch_size=2), host)
    with pytest.raises(ValueError, match=sentence):
        network.train(np.zeros(2), Plain().start(2), np.array(orders), first, count)


def test_data_of_another_shape_are_refused(host: Host) -> None:
    network = CompiledNetwork(Request((1, 1), ("tanh",), samples=3, batch_size=2), host)
    with pytest.raises(
        ValueError, match=r"shapes \(\(3, 1\), \(3, 1\)\), not \(\(2, 1\), \(2, 1\)\)"
    ):
        network.load(np.zeros((2, 1)), np.zeros((2, 1)))


@pytest.mark.cpython_only("takes away the host that only CPython has")
def test_a_missing_wasmtime_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "wasmtime", None)
    with pytest.raises(HostError, match="wasmtime is not installed: pip install wasmtime"):
        native_host(b"", 0)


def test_bytes_that_are_no_module_are_refused(host: Host) -> None:
    with pytest.raises(HostError, match="refused the module"):
        host(b"\0asm\1\0\0\0\x63", 1)
