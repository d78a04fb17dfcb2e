"""Reverse: attention finds the mirrored place within 120 steps, and only if it is told places.

The figures are those of the course; with `GLASSBOX_ALL_SEEDS=1` there are more seeds.
"""

import numpy as np
import pytest

from pycore import Trainer, check_backward
from pycore.datasets.sequences import reversed_tokens
from pycore.models import reverse
from tests.unit.models.runs import rewinds_to_the_bit, share_right
from tests.unit.models.seeds import seeds

NEW = reversed_tokens(1000, np.random.default_rng(99))


def trained(seed: int, places: bool = True) -> Trainer:
    run = reverse.trainer(seed, places)
    run.run(reverse.EPOCHS)
    return run


@pytest.mark.parametrize("seed", seeds(2, 20))
def test_all_is_right_after_120_steps(seed: int) -> None:
    network = trained(seed).network
    assert share_right(network, *NEW) >= 0.995
    assert reverse.on_mirrored(network.forward(NEW[0])) > 0.85


def test_before_training_it_looks_everywhere_alike_and_guesses() -> None:
    network = reverse.network(0)
    assert share_right(network, *NEW) < 0.25
    assert 0.05 < reverse.on_mirrored(network.forward(NEW[0])) < 0.25


def test_without_places_it_never_learns() -> None:
    run = trained(0, places=False)
    run.run(10)
    assert share_right(run.network, *NEW) < 0.45


def test_attention_on_the_mirrored_place_is_read_off_the_other_diagonal() -> None:
    trace = reverse.network(0).forward(NEW[0][:3])
    weights = trace.kept[2].weights
    expected = np.mean([weights[n, i, 7 - i] for n in range(3) for i in range(8)])
    np.testing.assert_allclose(reverse.on_mirrored(trace), expected, rtol=1e-12)


def test_it_has_as_many_parameters_as_the_page_says() -> None:
    assert reverse.network().size == 392


def test_its_gradient_is_that_by_trying() -> None:
    x, t = reversed_tokens(4, np.random.default_rng(0))
    assert check_backward(reverse.network(0), x, t, "cross_entropy").passed


def test_a_run_goes_back_to_any_epoch_to_the_bit() -> None:
    assert rewinds_to_the_bit(reverse.trainer(0))
