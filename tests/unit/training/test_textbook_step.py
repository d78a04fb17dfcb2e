"""The step as the books have it, worked out by hand for what a config may add to it."""

import numpy as np
import pytest

from pycore import MLP, LinearSchedule, TrainingConfig
from pycore.nn.backprop import backward
from pycore.training.textbook_step import clipped, textbook_step, update

X, T = np.array([[3.0]]), np.array([[5.0]])


def line(w: float = 2.0, b: float = 1.0) -> MLP:
    mlp = MLP([1, 1], output="linear")
    mlp.parameters[:] = [w, b]
    return mlp


def step(config: TrainingConfig, steps: int = 1) -> list[float]:
    """The weight and the bias of y = 2 x + 1 after steps on x = 3, t = 5: the slopes are 12, 4."""
    mlp, memory = line(), config.optimiser.start(2)
    for _ in range(steps):
        textbook_step(mlp, X, T, config, memory)
    return list(mlp.parameters.tolist())


def test_a_plain_step_goes_down_the_slope() -> None:
    assert step(TrainingConfig(rate=0.01)) == pytest.approx([2 - 0.12, 1 - 0.04])


def test_penalties_pull_weights_and_spare_biases() -> None:
    assert step(TrainingConfig(rate=0.01, l1=1.0)) == pytest.approx([2 - 0.13, 1 - 0.04])
    assert step(TrainingConfig(rate=0.01, l2=1.0)) == pytest.approx([2 - 0.14, 1 - 0.04])


def test_weight_decay_takes_its_share_of_weights_before_the_step() -> None:
    found = step(TrainingConfig(rate=0.01, weight_decay=10.0))
    assert found == pytest.approx([2 * 0.9 - 0.12, 1 - 0.04])


def test_weight_decay_is_not_measured_against_the_gradient_by_adam() -> None:
    adam = step(TrainingConfig(rate=0.01, optimiser="adam"))
    decayed = step(TrainingConfig(rate=0.01, optimiser="adam", weight_decay=10.0))
    assert decayed[0] - adam[0] == pytest.approx(-0.2)
    assert decayed[1] == adam[1]


def test_a_long_gradient_is_made_short_and_keeps_its_direction() -> None:
    length = np.hypot(12, 4)
    found = step(TrainingConfig(rate=0.01, clip_norm=1.0))
    assert found == pytest.approx([2 - 0.12 / length, 1 - 0.04 / length])
    assert step(TrainingConfig(rate=0.01, clip_norm=13.0)) == step(TrainingConfig(rate=0.01))


def test_a_gradient_that_is_not_finite_stays_so() -> None:
    assert np.isnan(clipped(np.array([np.nan, 1.0]), 1.0)).any()
    assert not np.isfinite(clipped(np.array([np.inf, 1.0]), 1.0)).all()


def test_the_rate_follows_its_schedule_step_by_step() -> None:
    config = TrainingConfig(rate=0.01, schedule=LinearSchedule(steps=4, warmup=2))
    mlp, memory = line(), config.optimiser.start(2)
    for rate in (0.005, 0.0075, 0.005, 0.0025, 0.0025):
        before, slope = mlp.parameters.copy(), backward(mlp, mlp.forward(X), T).vector
        textbook_step(mlp, X, T, config, memory)
        np.testing.assert_allclose(mlp.parameters, before - rate * slope, rtol=1e-14)


def test_an_update_leaves_the_gradient_that_it_is_given() -> None:
    mlp, gradient = line(), np.array([12.0, 4.0])
    config = TrainingConfig(rate=0.01, l1=1.0, l2=1.0, clip_norm=1.0)
    update(mlp, gradient, config, config.optimiser.start(2))
    assert gradient.tolist() == [12.0, 4.0]
