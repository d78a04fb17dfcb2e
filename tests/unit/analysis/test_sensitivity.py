"""Slopes by the inputs: by hand, and against central differences."""

from __future__ import annotations

import numpy as np
import pytest

from pycore import MLP, input_slopes


def test_one_sigmoid_neuron_is_worked_out_by_hand() -> None:
    mlp = MLP([2, 1])
    mlp.parameters = [2.0, -1.0, 0.0]
    # z = 2 × 1 − 2 = 0, so y = 0.5 and its slope is 0.25: 0.25 × (2, −1).
    assert input_slopes(mlp, [[1.0, 2.0]]).tolist() == [[0.5, -0.25]]


@pytest.mark.parametrize("hidden", ["tanh", "sigmoid", "linear"])
def test_the_slopes_are_those_of_central_differences(hidden: str) -> None:
    mlp, rng = MLP([3, 4, 2, 1], hidden=hidden, seed=5), np.random.default_rng(1)
    x, h = rng.normal(size=(7, 3)), 1e-5
    differences = np.column_stack(
        [
            (mlp.predict(x + h * unit) - mlp.predict(x - h * unit))[:, 0] / (2 * h)
            for unit in np.eye(3)
        ]
    )
    assert input_slopes(mlp, x) == pytest.approx(differences, abs=1e-9)


def test_only_a_network_with_one_output_that_can_change_is_taken() -> None:
    with pytest.raises(ValueError, match="one output, not 2"):
        input_slopes(MLP([2, 2]), [[0.0, 0.0]])
    with pytest.raises(ValueError, match="softmax"):
        input_slopes(MLP([2, 1], output="softmax"), [[0.0, 0.0]])
