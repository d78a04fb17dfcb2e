"""Numbers of any size: results may be infinite or undefined, but no NumPy warning escapes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pycore import (
    ACTIVATIONS,
    MLP,
    Neuron,
    Trainer,
    TrainingConfig,
    accuracy,
    backward,
    decision_map,
    explain,
    loss,
    loss_surface,
    mean_loss,
    one_hot,
    penalty,
    penalty_gradient,
    random_plane,
)
from pycore.optimisers import OPTIMISERS

SIZES = st.integers(-300, 300).map(lambda power: 10.0**power)
PAIRS = st.sampled_from(
    [
        ("linear", "mse"),
        ("sigmoid", "mse"),
        ("sigmoid", "binary_cross_entropy"),
        ("softmax", "cross_entropy"),
        ("softmax", "mse"),
    ]
)


@settings(max_examples=60)
@given(
    hidden=st.sampled_from(list(ACTIVATIONS)),
    pair=PAIRS,
    weight=SIZES,
    value=SIZES,
    seed=st.integers(0, 99),
)
@pytest.mark.filterwarnings("error")
def test_every_look_at_a_network_survives_any_numbers(
    hidden: str, pair: tuple[str, str], weight: float, value: float, seed: int
) -> None:
    output, name = pair
    rng = np.random.default_rng(seed)
    mlp = MLP([2, 3, 2], hidden=hidden, output=output)
    mlp.parameters[:] = rng.normal(size=mlp.layout.size) * weight
    x, t = rng.normal(size=(4, 2)) * value, one_hot([0, 1, 1, 0], 2)
    trace = mlp.forward(x)
    backward(mlp, trace, t, name)
    explain(mlp, x[0], t[0], layer=0, neuron=1, input=1, loss=name)
    explain(mlp, x[0], t[0], layer=1, neuron=1, loss=name)
    mean_loss(mlp, x, t, name)
    accuracy(trace.y, t)
    penalty(mlp, l1=value, l2=value)
    penalty_gradient(mlp, l1=value, l2=value)
    decision_map(mlp, (-value, value), (-value, value), resolution=3)
    loss_surface(mlp, x, t, name, random_plane(mlp), (-value, value), resolution=3)
    neuron = Neuron(mlp.layers[0].weights[0], activation=hidden)
    neuron.output(x)
    loss("mse").value(x, t)


@settings(max_examples=40)
@given(
    hidden=st.sampled_from(list(ACTIVATIONS)),
    pair=PAIRS,
    optimiser=st.sampled_from(list(OPTIMISERS)),
    rate=SIZES,
    strength=st.sampled_from([0.0, 1e-3, 1e300]),
    value=SIZES,
)
def test_every_run_ends_in_finite_numbers_or_a_report(
    hidden: str, pair: tuple[str, str], optimiser: str, rate: float, strength: float, value: float
) -> None:
    output, name = pair
    config = TrainingConfig(name, rate, OPTIMISERS[optimiser], l1=strength, l2=strength)
    x = np.random.default_rng(0).normal(size=(7, 2)) * value
    trainer = Trainer(
        MLP([2, 3, 2], hidden=hidden, output=output),
        x,
        one_hot([0, 1, 1, 0, 1, 0, 0], 2),
        config,
        batch_size=3,
    )
    trainer.run(5)
    assert trainer.epoch == 5 or trainer.divergence is not None
    assert np.isfinite(trainer.network.parameters).all()
    assert all(np.isfinite(record.train_loss) for record in trainer.history)
