"""Induction: two layers of attention find what followed the last token before; one never does.

The figures are those of the course; with `GLASSBOX_ALL_SEEDS=1` there are more seeds.
"""

import numpy as np
import pytest

from pycore import Trainer, check_backward
from pycore.datasets.sequences import varied
from pycore.models import induction
from tests.unit.models.runs import rewinds_to_the_bit, share_right
from tests.unit.models.seeds import seeds

NEW = varied(1000, np.random.default_rng(99))


def trained(seed: int, layers: int) -> Trainer:
    run = induction.trainer(seed, layers)
    run.run(induction.EPOCHS)
    return run


@pytest.mark.parametrize("seed", seeds(2, 10))
def test_two_layers_find_it_within_800_steps(seed: int) -> None:
    network = trained(seed, layers=2).network
    trace = network.forward(NEW[0])
    assert share_right(network, *NEW) >= 0.98
    assert induction.on_previous(trace) > 0.5
    assert induction.on_answer(trace) > 0.8


@pytest.mark.parametrize("seed", seeds(1, 5))
def test_one_layer_does_not(seed: int) -> None:
    assert share_right(trained(seed, layers=1).network, *NEW) <= 0.45


def test_before_training_it_looks_everywhere_alike_and_guesses() -> None:
    network = induction.network(0)
    trace = network.forward(NEW[0])
    assert share_right(network, *NEW) < 0.25
    assert induction.on_previous(trace) == pytest.approx(0.19, abs=0.02)
    assert induction.on_answer(trace) == pytest.approx(1 / 12, abs=0.03)


def test_attention_is_read_at_the_token_before_and_at_the_answer() -> None:
    x = NEW[0][:3]
    trace = induction.network(0).forward(x)
    first, last = trace.kept[2][0].weights, trace.kept[3][0].weights
    before = np.mean([first[n, i, i - 1] for n in range(3) for i in range(1, 12)])
    answers = [last[n, 11, x[n].tolist().index(x[n, 11]) + 1] for n in range(3)]
    np.testing.assert_allclose(induction.on_previous(trace), before, rtol=1e-12)
    np.testing.assert_allclose(induction.on_answer(trace), np.mean(answers), rtol=1e-12)


@pytest.mark.parametrize(("layers", "size"), [(2, 1984), (1, 1216)])
def test_it_has_as_many_parameters_as_the_page_says(layers: int, size: int) -> None:
    assert induction.network(layers=layers).size == size


def test_other_numbers_of_layers_meet_a_sentence() -> None:
    with pytest.raises(ValueError, match=r"layers must be .* at least 1, at most 2, not 3"):
        induction.network(layers=3)


@pytest.mark.parametrize("layers", [1, 2])
def test_its_gradient_is_that_by_trying(layers: int) -> None:
    x, t = varied(4, np.random.default_rng(0))
    assert check_backward(induction.network(0, layers), x, t, "cross_entropy").passed


def test_a_run_goes_back_to_any_epoch_to_the_bit() -> None:
    assert rewinds_to_the_bit(induction.trainer(0))
