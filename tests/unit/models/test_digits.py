"""Digits: how well small networks read those of other people, and why a shuffle flatters them.

The figures are those that the course shows. `GLASSBOX_ALL_SEEDS=1` tries all seeds.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pytest

from pycore import check_backward
from pycore.datasets import Dataset, split
from pycore.datasets.digits import half_cell_copies, load_digits, other_writers
from pycore.models import digits
from tests.unit.models.seeds import ALL, seeds

KINDS = pytest.mark.parametrize("dense", [False, True], ids=["convolution", "dense"])
MANY = 5

Way = Callable[..., float]
"""From a seed and the kind of network to the share of digits that are read after a whole run."""


def share_read(seed: int, train: Dataset, test: Dataset, *, dense: bool, epochs: int) -> float:
    """The share of the test digits that are read after a whole run."""
    run = digits.trainer(seed, train, test, dense=dense)
    run.run(epochs)
    share = run.history[-1].test_accuracy
    assert share is not None
    return share


@cache
def other_people(seed: int, *, dense: bool) -> float:
    """The share read of other writers' digits."""
    train, test = other_writers(load_digits())
    return share_read(seed, train, test, dense=dense, epochs=digits.EPOCHS)


@cache
def with_copies(seed: int, *, dense: bool) -> float:
    """The same, trained with copies half a cell away."""
    train, test = other_writers(load_digits())
    copies = half_cell_copies(train)
    return share_read(seed, copies, test, dense=dense, epochs=digits.COPIES_EPOCHS)


@cache
def shuffled(seed: int, *, dense: bool) -> float:
    """The share read of digits whose writers are known from others."""
    train, test = split(load_digits(), 0.8, seed)
    return share_read(seed, train, test, dense=dense, epochs=digits.EPOCHS)


def mean(way: Way, few: int, *, dense: bool) -> float:
    """The mean of so many seeds, or of all on demand."""
    return float(np.mean([way(seed, dense=dense) for seed in seeds(few, MANY)]))


@KINDS
def test_most_digits_of_other_writers_are_read(dense: bool) -> None:
    assert mean(other_people, 2, dense=dense) >= (0.89 if dense else 0.92)


@KINDS
@pytest.mark.parametrize("seed", seeds(2, MANY))
def test_no_seed_is_much_worse_than_the_others(seed: int, dense: bool) -> None:
    assert other_people(seed, dense=dense) >= (0.88 if dense else 0.91)


@KINDS
def test_a_shuffle_makes_a_network_look_better_than_it_is(dense: bool) -> None:
    flattered = mean(shuffled, 1, dense=dense)
    assert 0.96 <= flattered <= 0.985
    assert flattered > mean(other_people, 1, dense=dense) + 0.03


@KINDS
@pytest.mark.parametrize("seed", seeds(1, MANY))
def test_copies_half_a_cell_away_do_in_half_the_epochs(seed: int, dense: bool) -> None:
    assert with_copies(seed, dense=dense) >= 0.91


if ALL:  # true of the mean, and not of every seed

    @KINDS
    def test_with_copies_half_a_cell_away_more_are_read(dense: bool) -> None:
        plain = mean(other_people, MANY, dense=dense)
        assert mean(with_copies, MANY, dense=dense) > plain + 0.01


def test_the_networks_are_as_small_as_the_page_says() -> None:
    assert (digits.network(0).size, digits.dense_network(0).size) == (810, 2410)


@KINDS
def test_the_gradient_of_a_whole_network_is_that_by_trying(dense: bool) -> None:
    network = digits.dense_network(0) if dense else digits.network(0)
    few = load_digits().take(range(8))
    # Many pixels are white: equal windows meet at the kinks of ReLU and of the pool.
    network.parameters[:] += np.random.default_rng(1).normal(0.0, 0.05, network.size)
    assert check_backward(network, few.x, few.one_hot(), "cross_entropy", 1e-4).passed


def test_before_training_no_digit_is_known() -> None:
    train, test = other_writers(load_digits())
    first = digits.trainer(0, train, test).history[0].test_accuracy
    assert first is not None
    assert first < 0.3


@pytest.mark.parametrize("name", ["train", "test"])
def test_what_is_no_data_set_meets_a_sentence(name: str) -> None:
    sets: dict[str, Any] = {"train": load_digits().take([0, 1]), name: [1, 2]}
    with pytest.raises(ValueError, match=rf"{name} must be a data set, .*; not \[1, 2\]"):
        digits.trainer(0, **sets)
