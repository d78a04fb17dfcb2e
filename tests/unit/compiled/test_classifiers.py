"""Whole runs of compiled classifiers, softmax under cross-entropy, beside the textbook's."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pycore import MLP, Network, Trainer, TrainingConfig
from pycore.compiled import Host
from pycore.compiled.activations import NAMES
from pycore.layers import Dense
from pycore.optimisers import OPTIMISERS
from tests.unit.compiled.agreement import difference, diverged, tolerance


def classifier(
    sizes: list[int], host: Host | None, seed: int = 0, hidden: str = "tanh", n: int = 23,
    config: TrainingConfig | None = None, batch_size: int = 5,
) -> Trainer:  # fmt: skip
    rng = np.random.default_rng(seed)
    x, t = rng.normal(size=(n, sizes[0])), rng.integers(0, sizes[-1], n)
    config = config or TrainingConfig("cross_entropy", 0.1)
    mlp = MLP(sizes, hidden=hidden, output="softmax", seed=seed)
    return Trainer(mlp, x, t, config, batch_size=batch_size, seed=seed, host=host)


@settings(max_examples=60)
@given(
    inner=st.lists(st.integers(1, 9), min_size=1, max_size=4),
    classes=st.integers(2, 12),
    hidden=st.sampled_from(NAMES),
    optimiser=st.sampled_from(list(OPTIMISERS)),
    l1=st.sampled_from([0.0, 0.01]),
    l2=st.sampled_from([0.0, 0.1, 3.0]),
    n=st.integers(1, 40),
    batch_size=st.just(1) | st.integers(2, 45),
    seed=st.integers(0, 1000),
)
def test_three_epochs_of_a_classifier_agree_with_the_textbook(
    host: Host,
    inner: list[int],
    classes: int,
    hidden: str,
    optimiser: str,
    l1: float,
    l2: float,
    n: int,
    batch_size: int,
    seed: int,
) -> None:
    config = TrainingConfig("cross_entropy", 0.05, optimiser, l1, l2)
    textbook, compiled = (
        classifier([*inner, classes], engine, seed, hidden, n, config, batch_size)
        for engine in (None, host)
    )
    for run in (textbook, compiled):
        run.run(3)
    assert compiled.refusal is None
    assert compiled.divergence == textbook.divergence
    found, expected = compiled.network.parameters, textbook.network.parameters
    assert difference(found, expected) < tolerance(optimiser)


@pytest.mark.parametrize("optimiser", OPTIMISERS)
@pytest.mark.parametrize("classes", range(2, 13))
def test_usual_classifiers_agree_to_twelve_digits_with_adam_too(
    host: Host, classes: int, optimiser: str
) -> None:
    config = TrainingConfig("cross_entropy", 0.05, optimiser)
    runs = [classifier([4, 7, classes], engine, config=config) for engine in (None, host)]
    for run in runs:
        run.run(3)
    textbook, compiled = (run.network.parameters for run in runs)
    assert difference(compiled, textbook) < 1e-12


@pytest.mark.parametrize("classes", [2, 3, 10, 11])
@pytest.mark.parametrize("n", [1, 20, 21, 10_241])
def test_probabilities_of_any_number_of_points_agree_with_numpy(
    host: Host, classes: int, n: int
) -> None:
    run = classifier([3, 5, classes], host)
    run.run(2)
    points = np.random.default_rng(1).normal(scale=5.0, size=(n, 3))
    y = run.predict(points)
    np.testing.assert_allclose(y, run.network.predict(points), rtol=1e-12, atol=1e-300)
    np.testing.assert_allclose(y.sum(axis=1), 1.0, rtol=1e-15)


def test_the_same_classifier_gives_the_same_bits_however_it_is_sliced(host: Host) -> None:
    whole, single = (classifier([4, 7, 5], host) for _ in range(2))
    whole.run(3)
    for _ in range(3 * single.batches):
        single.step()
    assert single.network.parameters.tolist() == whole.network.parameters.tolist()
    assert single.history == whole.history


@pytest.mark.parametrize("classes", [2, 3])
def test_a_classifier_that_diverges_ends_as_the_textbooks_does(host: Host, classes: int) -> None:
    config = TrainingConfig("cross_entropy", 1e300)
    textbook, compiled = (
        classifier([2, 3, classes], engine, hidden="relu", config=config) for engine in (None, host)
    )
    for run in (textbook, compiled):
        run.run(50)
    assert diverged(textbook)
    assert compiled.divergence == textbook.divergence
    assert compiled.epoch == textbook.epoch
    compiled.reset()
    compiled.change_rate(0.1)
    compiled.run(2)
    assert not diverged(compiled)
    assert np.isfinite(compiled.network.parameters).all()


def test_targets_that_are_shares_of_several_classes_are_learnt_alike(host: Host) -> None:
    rng = np.random.default_rng(0)
    x, t = rng.normal(size=(20, 3)), rng.dirichlet(np.ones(3), 20)
    found = []
    for engine in (None, host):
        network = Network([Dense(3, 4, "relu"), Dense(4, 3, "softmax")], seed=0)
        Trainer(network, x, t, TrainingConfig("cross_entropy", 0.1), host=engine).run(3)
        found.append(network.parameters)
    assert difference(found[1], found[0]) < 1e-12
