"""Strokes: filters read the half that they never saw, neurons that see the whole picture do not.

The figures are those that the course shows. `GLASSBOX_ALL_SEEDS=1` tries all seeds.
"""

import pytest

from pycore import Trainer, check_backward
from pycore.models import strokes
from tests.unit.models.seeds import seeds


def trained(seed: int, *, dense: bool) -> Trainer:
    """A whole run."""
    run = strokes.trainer(seed, dense=dense)
    run.run(strokes.EPOCHS)
    return run


@pytest.mark.parametrize("seed", seeds(2, 20))
def test_filters_trained_on_the_left_read_the_right(seed: int) -> None:
    accuracy = trained(seed, dense=False).history[-1].test_accuracy
    assert accuracy is not None
    assert accuracy >= 0.98


@pytest.mark.parametrize("seed", seeds(2, 5))
def test_the_dense_network_knows_the_left_and_guesses_at_the_right(seed: int) -> None:
    run = trained(seed, dense=True)
    _, left, _ = strokes.data(seed)
    known = (run.predict(left.x).argmax(axis=1) == left.t[:, 0]).mean()
    guessed = run.history[-1].test_accuracy
    assert guessed is not None
    assert guessed <= 0.35
    assert known >= 0.65


def test_before_training_both_guess() -> None:
    for dense in (False, True):
        first = strokes.trainer(0, dense=dense).history[0]
        assert first.test_accuracy is not None
        assert first.test_accuracy < 0.5


def test_the_networks_are_as_small_as_the_page_says() -> None:
    assert (strokes.network(0).size, strokes.dense_network(0).size) == (60, 2388)


@pytest.mark.parametrize("dense", [False, True])
def test_the_gradient_of_a_whole_network_is_that_by_trying(dense: bool) -> None:
    network = strokes.dense_network(0) if dense else strokes.network(0)
    few = strokes.data(0).train.take(range(8))
    assert check_backward(network, few.x, few.one_hot(), "cross_entropy").passed


def test_a_run_is_tested_on_the_right_half_of_its_seed() -> None:
    run = strokes.trainer(3)
    run.run(1)
    right = strokes.data(3).right
    read = (run.predict(right.x).argmax(axis=1) == right.t[:, 0]).mean()
    assert run.history[-1].test_accuracy == read
