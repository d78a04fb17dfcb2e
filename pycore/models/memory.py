"""Memory: the first symbol of a sequence is asked at its end, of a plain layer or an LSTM.

Between the two stand symbols that only distract. What is learnt must come back through all steps:
in a plain layer little of the gradient is left on the way (Hochreiter, 1991; Bengio, Simard and
Frasconi, "Learning long-term dependencies with gradient descent is difficult", 1994). An LSTM whose
forget gates begin almost open mitigates that. Neither is sure: train several seeds of each.
"""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.datasets.sequences import MESSAGES, MOST_STEPS, SYMBOLS, Samples, remembered
from pycore.layers import LSTM, Dense, Recurrent
from pycore.models.runs import fresh_run
from pycore.nn.backprop import backward
from pycore.nn.network import Network
from pycore.numerics import Array, quiet
from pycore.training.config import TrainingConfig
from pycore.training.trainer import Trainer

KINDS = ("plain", "lstm")

LENGTH, HIDDEN = 40, 8
"""Steps of a sequence; numbers that are remembered."""

FORGET_BIAS = 4.0
"""With it the forget gates begin at 0.98, of which 0.98^40 = 0.48 is left after 40 steps; at the
usual 1.0 it would be 0.000004, and the LSTM would learn no better than the plain layer."""

BATCH, BATCHES, STEPS = 16, 10, 200
"""Samples of a step; steps of an epoch, each of new samples; steps of training."""

EPOCHS = STEPS // BATCHES

CONFIG = TrainingConfig("cross_entropy", 0.01, "adam", clip_norm=1.0)


def network(
    seed: int | np.random.Generator = 0, kind: str = "lstm", forget_bias: float = FORGET_BIAS
) -> Network:
    """Return an untrained network from symbols (n, steps, 4) to probabilities (n, 2).

    With an LSTM it has 434 parameters, with a plain recurrent layer 122. The `forget_bias`, where
    the biases of the forget gates begin, is of the LSTM alone.

    Raises:
        ValueError: a seed below 0, another kind, or a bias that is not finite.

    >>> network(kind="plain").size, network(kind="lstm").size
    (122, 434)
    """
    symbols, kind = len(SYMBOLS), checks.choice("kind", kind, KINDS)
    lstm = LSTM(symbols, HIDDEN, forget_bias)
    memory = lstm if kind == "lstm" else Recurrent(symbols, HIDDEN)
    return Network([memory, Dense(HIDDEN, MESSAGES, "softmax")], seed)


def draw_of(steps: int = LENGTH) -> Callable[[np.random.Generator], Samples]:
    """Return what draws the samples of an epoch, sequences of so many steps.

    Raises:
        ValueError: a number of steps that is not from 1 to 1000.

    >>> x, t = draw_of(steps=5)(np.random.default_rng(0))
    >>> x.shape, t.shape
    ((160, 5, 4), (160,))
    """
    steps = checks.integer("steps", steps, at_least=1, at_most=MOST_STEPS)

    def draw(rng: np.random.Generator) -> Samples:
        return remembered(BATCHES * BATCH, rng, steps)

    return draw


def trainer(
    seed: int | np.random.Generator = 0,
    kind: str = "lstm",
    steps: int = LENGTH,
    forget_bias: float = FORGET_BIAS,
) -> Trainer:
    """Return a run of `network` on sequences of so many steps; a checkpoint after every ten.

    Raises:
        ValueError: as `network`, or a number of steps that is not from 1 to 1000.

    >>> run = trainer(steps=5)
    >>> run.run(epochs=1)
    >>> run.batches, run.history[-1].epoch
    (10, 1)
    """
    rng, draw = checks.generator(seed), draw_of(steps)
    return fresh_run(network(rng, kind, forget_bias), draw, CONFIG, BATCH, rng)


@quiet
def slopes_by_state(net: Network, x: npt.ArrayLike, t: npt.ArrayLike) -> Array:
    """Return how long the slope of the loss by the state after each step is (steps,).

    The state is what is remembered: h of the plain layer, c of the LSTM. Each is the mean over the
    samples x (n, steps, 4) with classes t (n,); the first over the last tells how much of a mistake
    is felt at the beginning. The slopes are those of the backward pass, exact.

    Raises:
        ValueError: another network, or as `Network.forward` and `backward`.

    >>> x, t = draw_of(steps=20)(np.random.default_rng(0))
    >>> felt = slopes_by_state(network(kind="plain"), x, t)
    >>> felt.shape, bool(felt[0] < 0.1 * felt[-1])
    ((20,), True)
    """
    checks.instance("net", net, Network, "a network of this module")
    memory = net.layers[0]
    if not isinstance(memory, Recurrent | LSTM):
        raise ValueError(f"net must begin with a recurrent layer or an LSTM, not with {memory!r}")
    trace = net.forward(x)
    delta = backward(net, trace, t, CONFIG.loss).deltas[0]  # (n, hidden)
    by_state, _ = memory.slopes_in_time(trace.kept[0], delta)  # (steps, n, hidden)
    lengths: Array = np.linalg.norm(by_state, axis=2).mean(axis=1)
    return lengths
