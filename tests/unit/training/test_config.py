"""The settings of training: checked and converted once, so that nothing else need look at them."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from pycore import LinearSchedule, TrainingConfig
from pycore.optimisers import Adam


def test_an_optimiser_may_be_given_by_its_name() -> None:
    assert TrainingConfig(optimiser="adam").optimiser == Adam()
    assert TrainingConfig(optimiser=Adam(beta2=0.99)).optimiser == Adam(beta2=0.99)


@pytest.mark.parametrize("rate", [np.float32(0.5), np.array(0.5), Decimal("0.5"), 0.5])
def test_numbers_of_other_types_become_floats(rate: Any) -> None:
    config = TrainingConfig(rate=rate, l1=rate, l2=rate, weight_decay=rate, clip_norm=rate)
    for value in (config.rate, config.l1, config.l2, config.weight_decay, config.clip_norm):
        assert (type(value), value) == (float, 0.5)


def test_a_config_never_changes_but_has_a_like() -> None:
    config = TrainingConfig("cross_entropy", 0.1, "adam", clip_norm=1.0)
    with pytest.raises(AttributeError):
        config.rate = 0.2  # type: ignore[misc]
    assert replace(config, rate=0.2) == TrainingConfig("cross_entropy", 0.2, "adam", clip_norm=1.0)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        (
            {"loss": "mae"},
            "loss must be one of mse, .*, cross_entropy; not 'mae'",
        ),
        ({"rate": 0}, "rate must be a finite number above 0, not 0"),
        ({"optimiser": "sgd"}, "optimiser must be one of plain, momentum, adam; not 'sgd'"),
        ({"optimiser": Adam}, "optimiser must be one of plain, momentum, adam, or an optimiser"),
        ({"l1": -1}, "l1 must be a finite number at least 0, not -1"),
        ({"l2": float("nan")}, "l2 must be a finite number at least 0, not nan"),
        ({"weight_decay": "x"}, "weight_decay must be a finite number at least 0, not 'x'"),
        ({"clip_norm": 0.0}, "clip_norm must be a finite number above 0, not 0.0"),
        ({"schedule": 5}, "schedule must be a LinearSchedule, or None; not 5"),
    ],
)
def test_a_wrong_setting_meets_a_sentence(settings: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        TrainingConfig(**settings)


def test_a_schedule_rises_and_falls_in_a_straight_line() -> None:
    factors = [LinearSchedule(steps=100, warmup=10).factor(step) for step in range(130)]
    assert np.argmax(factors) == 9
    np.testing.assert_allclose(np.diff(factors[10:100]), -0.01)
    assert factors[99] == pytest.approx(0.01)
    assert factors[100:] == [factors[99]] * 30


@pytest.mark.parametrize(("steps", "warmup"), [(0, 0), (5, -1), (2.5, 0)])
def test_a_schedule_needs_whole_numbers_of_steps(steps: Any, warmup: Any) -> None:
    with pytest.raises(ValueError, match="must be a whole number"):
        LinearSchedule(steps, warmup)
