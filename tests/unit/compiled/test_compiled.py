"""The compiled network makes the textbook's steps: in wasmtime here, and the browser in Pyodide.

Longer than other files: each test compares compiled training with the textbook's in another way.
"""

import math
from collections.abc import Callable
from typing import Any, NoReturn

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pycore import MLP, Trainer, TrainingConfig, activation
from pycore.compiled import CompiledNetwork, Host, HostError, Request
from pycore.compiled.activations import NAMES
from pycore.compiled.network import emitted
from pycore.compiled.request import MOST_LAYERS
from pycore.optimisers import OPTIMISERS, Adam, Optimiser, Plain
from pycore.training.compiling import request_for
from tests.unit.compiled.agreement import difference, diverged, tolerance

BINARY = "binary_cross_entropy"


def network_of(request: Request, host: Host) -> CompiledNetwork:
    network = CompiledNetwork(request, host)
    network.set_rate(0.1)
    return network


def data(n: int, inputs: int, outputs: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, inputs)), rng.integers(0, 2, (n, outputs)).astype(float)


@settings(max_examples=60)
@given(
    sizes=st.lists(st.integers(1, 9), min_size=2, max_size=5),
    names=st.lists(st.sampled_from(NAMES), min_size=4, max_size=4),
    binary=st.booleans(),
    optimiser=st.sampled_from(list(OPTIMISERS)),
    l1=st.sampled_from([0.0, 0.01]),
    l2=st.sampled_from([0.0, 0.1]),
    n=st.integers(1, 40),
    batch_size=st.just(1) | st.integers(2, 45),
    seed=st.integers(0, 1000),
)
def test_three_epochs_agree_with_the_textbook_to_twelve_digits(
    host: Host,
    sizes: list[int],
    names: list[str],
    binary: bool,
    optimiser: str,
    l1: float,
    l2: float,
    n: int,
    batch_size: int,
    seed: int,
) -> None:
    output = "sigmoid" if binary else names[3]
    config = TrainingConfig(BINARY if binary else "mse", 0.05, OPTIMISERS[optimiser], l1, l2)
    x, t = data(n, sizes[0], sizes[-1], seed)
    first = MLP(sizes, hidden=names[: len(sizes) - 2], output=output, seed=seed)
    runs = [
        Trainer(mlp, x, t, config, batch_size=batch_size, seed=seed, record_every=3, host=engine)
        for mlp, engine in [
            (first, None),
            (first.with_parameters(first.parameters), host),
        ]
    ]
    for run in runs:
        run.run(3)
    textbook, compiled = runs
    assert compiled.refusal is None
    assert compiled.epoch == textbook.epoch
    found, expected = compiled.network.parameters, textbook.network.parameters
    assert difference(found, expected) < tolerance(optimiser)


@pytest.mark.parametrize("batch_size", [1, 2, 7, 12])
@pytest.mark.parametrize("optimiser", ["plain", "momentum"])
def test_wide_layers_agree_with_the_textbook(host: Host, batch_size: int, optimiser: str) -> None:
    """Wide enough for whole blocks, a rest of rows and columns, and loops around them."""
    config, (x, t) = TrainingConfig("mse", 0.05, OPTIMISERS[optimiser]), data(24, 3, 3, seed=0)
    runs = []
    for engine in (None, host):
        mlp = MLP([3, 37, 18, 3], output="sigmoid", seed=1)
        runs.append(Trainer(mlp, x, t, config, batch_size=batch_size, seed=0, host=engine))
        runs[-1].run(3)
    assert difference(runs[1].network.parameters, runs[0].network.parameters) < 1e-12
    one, other = (run.predict(x) for run in runs)
    np.testing.assert_allclose(other, one, rtol=1e-11)


@pytest.mark.parametrize("name", NAMES)
def test_each_activation_is_right_to_the_last_digits(host: Host, name: str) -> None:
    z = np.concatenate([np.linspace(-45, 45, 9001), [1e-300, -1e-9, 1e-5, 700, -700, 1e300]])
    network = network_of(Request((1, 1), (name,)), host)
    a = network.predict(np.array([1.0, 0.0]), z[:, None])[:, 0]
    expected = activation(name).value(z)
    with np.errstate(under="ignore"):
        np.testing.assert_allclose(a, expected, rtol=1e-15, atol=1e-15)


@pytest.mark.parametrize("z", [1e-12, 1e-5, -0.01, 0.17, 0.18, -0.35, 1.0, 7.0, 19.0])
def test_the_hyperbolic_tangent_keeps_its_digits_near_zero(host: Host, z: float) -> None:
    network = network_of(Request((1, 1), ("tanh",)), host)
    a = network.predict(np.array([1.0, 0.0]), np.array([[z]]))
    assert float(a[0, 0]) == pytest.approx(math.tanh(z), rel=1e-15, abs=0)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("z", [math.inf, -math.inf, math.nan])
def test_infinity_and_nan_go_through_an_activation_as_in_numpy(
    host: Host, name: str, z: float
) -> None:
    network = network_of(Request((1, 1), (name,)), host)
    a = network.predict(np.array([0.0, z]), np.array([[1.0]]))
    expected = activation(name).value(z)
    np.testing.assert_allclose(a[0, 0], expected, atol=1e-290)


@pytest.mark.parametrize("n", [1, 63, 64, 65, 10_000, 10_241])
def test_a_map_of_any_number_of_points_agrees_with_numpy(host: Host, n: int) -> None:
    mlp = MLP([3, 5, 2], seed=1)
    request = request_for(mlp, TrainingConfig(), samples=10, batch_size=3)
    points = np.random.default_rng(0).normal(size=(n, 3))
    answers = network_of(request, host).predict(mlp.parameters, points)
    np.testing.assert_allclose(answers, mlp.predict(points), rtol=1e-14, atol=1e-14)


def test_a_trainer_predicts_with_and_without_a_host(host: Host) -> None:
    points = np.random.default_rng(0).normal(size=(100, 2))
    for engine in (None, host):
        trainer = trained(engine)
        trainer.run(2)
        answers = trainer.predict(points)
        np.testing.assert_allclose(answers, trainer.network.predict(points), rtol=1e-13)
        with pytest.raises(ValueError, match="x must have shape"):
            trainer.predict(np.ones((4, 3)))


def diverging(host: Host | None, **settings: Any) -> Trainer:
    mlp = MLP([2, 3, 1], hidden="relu", output="linear", seed=1)
    x, t = data(23, 2, 1, seed=0)
    return Trainer(mlp, x, t, TrainingConfig(rate=1e6), task="regression", host=host, **settings)


@pytest.mark.parametrize("record_every", [1, 2, 1000])
def test_a_run_that_diverges_ends_as_the_textbooks_does(host: Host, record_every: int) -> None:
    textbook = diverging(None, record_every=record_every, checkpoint_every=2)
    compiled = diverging(host, record_every=record_every, checkpoint_every=2)
    for run in (textbook, compiled):
        run.run(500)
    assert compiled.divergence == textbook.divergence
    assert diverged(compiled)
    assert compiled.epoch == textbook.epoch
    assert [r.epoch for r in compiled.history] == [r.epoch for r in textbook.history]
    np.testing.assert_allclose(compiled.network.parameters, textbook.network.parameters, rtol=1e-9)
    compiled.reset()
    assert (compiled.epoch, diverged(compiled)) == (0, False)


@pytest.mark.parametrize("batch_size", [1, 2])
def test_nothing_of_an_overflow_is_left_in_the_module(host: Host, batch_size: int) -> None:
    """Odd numbers of neurons are made even by zeros, which an overflow makes NaN as well."""
    names = ("relu", "relu", "linear")
    request = Request((1, 1, 3, 1), names, samples=2, batch_size=batch_size)
    outcomes = []
    for values in ([1e300, 1.0], [1.0]):
        network = network_of(request, host)
        network.load(np.ones((2, 1)), np.ones((2, 1)))
        for value in values:
            parameters = np.full(12, value)
            network.train(parameters, Plain().start(12), np.array([[0, 1]]), 0, 1)
            outcomes.append(parameters)
    overflown, after, fresh = outcomes
    assert not np.isfinite(overflown).all()
    assert np.isfinite(fresh).all()
    np.testing.assert_array_equal(after, fresh)


def test_a_dead_neuron_does_not_hide_an_infinite_delta(host: Host) -> None:
    """Infinity times the slope 0 is NaN in NumPy, and so it must be here."""
    runs = []
    for engine in (None, host):
        mlp = MLP([1, 1, 1], hidden="relu", output="linear", init="zeros")
        mlp.parameters[:] = [1.0, -2.0, 1e308, 1e10]  # the hidden neuron answers 0
        run = Trainer(
            mlp, [[1.0]], [-1e10], TrainingConfig(rate=0.1), task="regression", host=engine
        )
        run.run(1)
        runs.append(run.divergence)
    assert runs[0] is not None
    assert runs[1] == runs[0]


def test_a_loss_that_overflows_while_the_parameters_do_not_is_told_alike(host: Host) -> None:
    runs = []
    for engine in (None, host):
        mlp = MLP([1, 1], output="linear", init="zeros")
        mlp.parameters[:] = [0.0, 1e150]
        data = ([[1.0]], [0.0])
        run = Trainer(mlp, *data, TrainingConfig(rate=1e10), task="regression", host=engine)
        run.run(3)
        runs.append((run.divergence, run.epoch, len(run.history), mlp.parameters.tolist()))
    assert "the loss" in str(runs[0][0])
    assert runs[1] == runs[0]


def trained(host: Host | None, **settings: object) -> Trainer:
    x, t = data(23, 2, 1, seed=0)
    config = settings.pop("config", TrainingConfig(BINARY, rate=0.1))
    return Trainer(MLP([2, 4, 1]), x, t, config, host=host, **settings)  # type: ignore[arg-type]


def telling(epochs: list[int]) -> Callable[[Trainer], None]:
    """What is called after each epoch, and notes its number."""
    return lambda trainer: epochs.append(trainer.epoch)


def test_records_checkpoints_and_calls_come_as_by_the_textbook(host: Host) -> None:
    runs = [trained(engine, record_every=3, checkpoint_every=4) for engine in (None, host)]
    told: list[list[int]] = [[], []]
    for run, epochs in zip(runs, told, strict=True):
        run.run(10)
        run.run(3, on_epoch=telling(epochs))
    assert told[1] == told[0] == [11, 12, 13]
    textbook, compiled = runs
    assert [r.epoch for r in compiled.history] == [0, 3, 6, 9, 12]
    assert [c.epoch for c in compiled.checkpoints] == [0, 4, 8, 12]
    for one, other in zip(compiled.history, textbook.history, strict=True):
        assert one.train_loss == pytest.approx(other.train_loss, rel=1e-12)


def test_single_steps_slices_and_whole_runs_mix(host: Host) -> None:
    textbook, compiled = trained(None), trained(host)
    textbook.run(9)
    compiled.step()
    compiled.run(2)
    compiled.step()
    compiled.step()
    ticks = iter(range(100))
    compiled.run_for(0.5, lambda: float(next(ticks)), until=9)
    compiled.run(9 - compiled.epoch)
    assert difference(compiled.network.parameters, textbook.network.parameters) < 1e-12


def test_a_single_step_is_compiled_too_and_makes_the_very_numbers_of_a_run(host: Host) -> None:
    whole, single = trained(host), trained(host)
    whole.run(3)
    for _ in range(3 * single.batches):
        single.step()
    assert single.epoch == 3
    assert single.network.parameters.tolist() == whole.network.parameters.tolist()
    assert single.history == whole.history


def test_an_epoch_longer_than_a_call_goes_on_in_the_next(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pycore.compiled.request.WORK", 2000)  # two mini-batches of this network
    emitted.cache_clear()
    textbook, compiled = trained(None, batch_size=4), trained(host, batch_size=4)
    textbook.run(4)
    made = [compiled.run_for(0.1, iter([0.0, 1.0]).__next__, until=4) for _ in range(6)]
    assert made == [2] * 6
    compiled.step()  # within an epoch
    compiled.run(2)
    assert compiled.epoch == 4
    assert difference(compiled.network.parameters, textbook.network.parameters) < 1e-12
    emitted.cache_clear()


@pytest.mark.parametrize("optimiser", OPTIMISERS.values(), ids=list(OPTIMISERS))
def test_the_rate_may_change_and_checkpoints_bring_everything_back(
    host: Host, optimiser: Optimiser
) -> None:
    runs = [
        trained(
            engine,
            checkpoint_every=2,
            config=TrainingConfig(BINARY, rate=0.05, optimiser=optimiser),
        )
        for engine in (None, host)
    ]
    for run in runs:
        run.run(5)
        run.change_rate(0.02)
        run.run(3)
        run.restore(run.checkpoints[1])
        run.run(1)
    textbook, compiled = runs
    assert difference(compiled.network.parameters, textbook.network.parameters) < 1e-9


def test_the_same_run_gives_the_same_bits(host: Host) -> None:
    first, second = trained(host), trained(host)
    for run in (first, second):
        run.run(5)
    np.testing.assert_array_equal(first.network.parameters, second.network.parameters)


def test_the_textbook_serves_where_the_host_refuses() -> None:
    def refuses(binary: bytes, size: int) -> None:
        raise HostError("this browser is too old")

    textbook = trained(None)
    with pytest.warns(RuntimeWarning, match="the steps are not compiled: this browser is too old"):
        refused = trained(refuses)  # type: ignore[arg-type]
    for run in (textbook, refused):
        run.run(5)
    assert refused.refusal == "this browser is too old"
    np.testing.assert_array_equal(refused.network.parameters, textbook.network.parameters)


def test_the_textbook_is_never_compiled() -> None:
    def never(binary: bytes, size: int) -> NoReturn:
        pytest.fail("was compiled")

    run = trained(never, textbook=True)
    run.run(2)
    assert run.refusal is None


def test_a_deep_network_compiles(host: Host) -> None:
    mlp = MLP([2] * (MOST_LAYERS + 1), hidden="linear", output="linear", seed=0)
    request = request_for(mlp, TrainingConfig(), samples=30, batch_size=10)
    answers = network_of(request, host).predict(mlp.parameters, np.ones((1, 2)))
    np.testing.assert_allclose(answers, mlp.predict(np.ones((1, 2))), rtol=1e-12)


def test_adam_starts_in_the_middle_of_a_run(host: Host) -> None:
    """The factors that make up for Adam's start depend on how many steps were made before."""
    config = TrainingConfig("mse", 0.01, Adam())
    textbook, compiled = trained(None, config=config), trained(host, config=config)
    for run in (textbook, compiled):
        for _ in range(20):
            run.run(1)
    assert difference(compiled.network.parameters, textbook.network.parameters) < 1e-11
