"""The fast step makes the textbook step, with few NumPy calls."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pycore import MLP
from pycore.descent import OPTIMISERS, Memory
from pycore.nn.losses import LOSSES, one_hot
from pycore.nn.mlp import OUTPUTS
from pycore.nn.objective import targets
from pycore.numerics import quiet
from pycore.training.engine import ENGINES
from pycore.training.fast_step import Batch, encode, plans, supports
from pycore.training.kernels import KERNELS
from pycore.training.rule import Rule
from pycore.training.textbook_step import textbook_step
from pycore.training.trainer import Trainer

PAIRS = [
    *((name, "mse") for name in KERNELS),
    ("sigmoid", "binary_cross_entropy"),
    ("softmax", "cross_entropy"),
]
T = one_hot([0, 2, 1, 1], 3)


def memory_for(mlp: MLP, rule: Rule) -> Memory:
    return rule.optimiser.start(mlp.layout.size)


def batch_of(mlp: MLP, x: np.ndarray, t: np.ndarray) -> Batch:
    return Batch(np.vstack([x.T, np.ones(len(x))]), encode(mlp, t).T.copy())


@quiet
def run(plan: list[Callable[[], object]]) -> None:
    for call in plan:
        call()


@settings(max_examples=100)
@given(
    sizes=st.lists(st.integers(1, 5), min_size=2, max_size=5),
    hidden=st.lists(st.sampled_from(KERNELS), min_size=3, max_size=3),
    pair=st.sampled_from(PAIRS),
    optimiser=st.sampled_from(list(OPTIMISERS)),
    l1=st.sampled_from([0.0, 0.01]),
    l2=st.sampled_from([0.0, 0.1]),
    n=st.integers(1, 6),
    seed=st.integers(0, 1000),
)
def test_both_steps_agree_to_twelve_digits(
    sizes: list[int],
    hidden: list[str],
    pair: tuple[str, str],
    optimiser: str,
    l1: float,
    l2: float,
    n: int,
    seed: int,
) -> None:
    output, loss = pair
    rng = np.random.default_rng(seed)
    fast = MLP(sizes, hidden=hidden[: len(sizes) - 2], output=output, seed=seed)
    book = fast.with_parameters(fast.parameters)
    x = rng.normal(size=(n, sizes[0]))
    t = one_hot(rng.integers(0, sizes[-1], n), sizes[-1])
    rule = Rule(loss, rate=0.05, optimiser=OPTIMISERS[optimiser], l1=l1, l2=l2)
    plan = plans(fast, [batch_of(fast, x, t)], rule, memory_for(fast, rule))[0]
    memory = memory_for(book, rule)
    for _ in range(5):
        run(plan)
        textbook_step(book, x, t, rule, memory)
    # Adam divides by the gradient's size, so it enlarges the rounding of gradients near zero.
    tolerance = 1e-12 if optimiser != "adam" else 1e-7
    np.testing.assert_allclose(fast.parameters, book.parameters, rtol=0, atol=tolerance)


@pytest.mark.parametrize("hidden", ["tanh", "relu", "linear"])
@pytest.mark.parametrize(
    ("output", "loss"),
    [
        ("sigmoid", "binary_cross_entropy"),
        ("tanh", "mse"),
        ("linear", "mse"),
    ],
)
@pytest.mark.parametrize("layers", [1, 2, 3, 7])
def test_a_step_makes_at_most_five_calls_per_layer_and_five(
    hidden: str, output: str, loss: str, layers: int
) -> None:
    mlp = MLP([2, *[8] * (layers - 1), 1], hidden=hidden, output=output)
    batch = batch_of(mlp, np.ones((10, 2)), np.ones((10, 1)))
    rule = Rule(loss)
    assert len(plans(mlp, [batch], rule, memory_for(mlp, rule))[0]) <= 5 * layers + 5


@pytest.mark.parametrize("layers", [1, 2, 3, 7])
def test_a_sigmoid_under_squared_error_keeps_to_the_same_number(layers: int) -> None:
    mlp = MLP([2, *[8] * (layers - 1), 1])
    batch, rule = batch_of(mlp, np.ones((10, 2)), np.ones((10, 1))), Rule("mse")
    assert len(plans(mlp, [batch], rule, memory_for(mlp, rule))[0]) <= 5 * layers + 5


def test_a_batch_may_be_refilled() -> None:
    mlp = MLP([1, 1], output="linear", init="zeros")
    batch = batch_of(mlp, np.ones((2, 1)), np.zeros((2, 1)))
    rule = Rule("mse", rate=0.05)
    plan = plans(mlp, [batch], rule, memory_for(mlp, rule))[0]
    run(plan)
    assert not mlp.parameters.any()
    batch.t[:] = 1.0
    run(plan)
    assert mlp.parameters == pytest.approx([0.1, 0.1])


def test_batches_of_different_sizes_work_on_one_network() -> None:
    mlp = MLP([2, 3, 1], seed=1)
    book = mlp.with_parameters(mlp.parameters)
    rng = np.random.default_rng(0)
    data = [(rng.normal(size=(n, 2)), np.ones((n, 1))) for n in (4, 1, 4)]
    rule = Rule("binary_cross_entropy")
    memory = memory_for(mlp, rule)
    for plan in plans(mlp, [batch_of(mlp, x, t) for x, t in data], rule, memory):
        run(plan)
    for x, t in data:
        textbook_step(book, x, t, rule, memory)
    np.testing.assert_allclose(mlp.parameters, book.parameters, atol=1e-15)


def accepted(output: str, loss: str) -> bool:
    """Whether an output of this kind may be trained on this loss at all."""
    try:
        targets(MLP([2, 3], output=output), T, loss, n=len(T))
    except ValueError:
        return False
    return True


def test_there_is_a_fast_step_for_just_these_outputs_and_losses() -> None:
    every = [(output, loss) for loss in LOSSES for output in OUTPUTS if accepted(output, loss)]
    assert ("sigmoid", "cross_entropy") in every
    supported = [pair for pair in every if supports(MLP([2, 4, 3], output=pair[0]), pair[1])]
    assert sorted(supported) == sorted(PAIRS)


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("output", OUTPUTS)
def test_a_trainer_goes_by_the_textbook_with_every_output_and_loss(output: str, loss: str) -> None:
    if not accepted(output, loss):
        return
    x = np.random.default_rng(0).normal(size=(4, 2))
    runs = [
        Trainer(MLP([2, 4, 3], output=output), x, T, Rule(loss, rate=0.1), engine=engine)
        for engine in ENGINES
    ]
    for trainer in runs:
        trainer.run(5)
    np.testing.assert_allclose(runs[0].mlp.parameters, runs[1].mlp.parameters, rtol=0, atol=1e-12)


def test_an_activation_without_a_kernel_has_no_fast_step() -> None:
    mlp = MLP([2, 2, 1])
    strange = replace(mlp.layers[0].activation, name="strange")
    mlp.layers = (replace(mlp.layers[0], activation=strange), mlp.layers[1])
    assert not supports(mlp, "mse")
