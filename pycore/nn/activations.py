"""Activation functions: what a neuron does with its weighted sum z.

Each is one `Activation`: the function, its derivative, and what to know about it; the sources
are in docs/model.md. To add one, write its two functions and one entry of `ACTIVATIONS` here.
Numbers of any shape go in and the same shape comes out; inf and NaN pass through as values.

Longer than other files: each function stands beside its slope and its words.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.nn.softmax import softmax, softmax_backward, softmax_jacobian
from pycore.numerics import Array, quiet

LEAK = 0.01
"""Slope of leaky ReLU below zero (Maas, Hannun and Ng, 2013)."""


@dataclass(frozen=True)
class Activation:
    """An activation function with its derivative and its properties."""

    name: str  # the key in ACTIVATIONS
    label: str  # as the reader sees it
    value: Callable[[npt.ArrayLike], Array]  # from z, any shape, to a, same shape
    derivative: Callable[[npt.ArrayLike], Array]  # from z to the slope of a by z
    formula: str  # plain text
    code: str  # the same in NumPy, for exported networks
    range: tuple[float, float]  # lowest and highest a, reached or only approached
    used_for: str  # one sentence
    fails_when: str  # one sentence

    @quiet
    def backward(self, z: Array, a: Array, by_a: Array) -> Array:
        """Return the loss's slope by z from its slope by a, all of one shape: the chain rule.

        `a` is what the function made of z; some slopes are had from it with less work.

        >>> z = np.array([-1.0, 2.0])
        >>> ACTIVATIONS["relu"].backward(z, a=np.array([0.0, 2.0]), by_a=np.array([5.0, 5.0]))
        array([0., 5.])
        """
        return by_a * self.derivative(z)


class _Softmax(Activation):
    """Softmax mixes all numbers of a row, so its way back does too."""

    def backward(self, z: Array, a: Array, by_a: Array) -> Array:
        """Return the loss's slope by z from its slope by a, both (..., k)."""
        return softmax_backward(a, by_a)


@quiet
def _sigmoid(z: npt.ArrayLike) -> Array:
    z = checks.floats("z", z)
    e = np.exp(-np.abs(z))  # between 0 and 1, so it cannot overflow
    return np.where(z >= 0, 1.0, e) / (1.0 + e)


@quiet
def _sigmoid_derivative(z: npt.ArrayLike) -> Array:
    e = np.exp(-np.abs(checks.floats("z", z)))
    slope: Array = e / (1.0 + e) ** 2  # equals a (1 - a)
    return slope


@quiet
def _relu(z: npt.ArrayLike) -> Array:
    return np.maximum(checks.floats("z", z), 0.0)


@quiet
def _relu_derivative(z: npt.ArrayLike) -> Array:
    z = checks.floats("z", z)
    return np.where(z > 0.0, 1.0, np.where(z <= 0.0, 0.0, z))  # of NaN, NaN


@quiet
def _tanh(z: npt.ArrayLike) -> Array:
    return np.tanh(checks.floats("z", z))


@quiet
def _tanh_derivative(z: npt.ArrayLike) -> Array:
    slope: Array = 1.0 - np.tanh(checks.floats("z", z)) ** 2
    return slope


@quiet
def _leaky_relu(z: npt.ArrayLike) -> Array:
    z = checks.floats("z", z)
    return np.maximum(z, LEAK * z)


@quiet
def _leaky_relu_derivative(z: npt.ArrayLike) -> Array:
    slope: Array = LEAK + (1.0 - LEAK) * np.heaviside(checks.floats("z", z), 0.0)
    return slope


def _linear(z: npt.ArrayLike) -> Array:
    return checks.floats("z", z).copy()


def _linear_derivative(z: npt.ArrayLike) -> Array:
    return np.ones_like(checks.floats("z", z))


@quiet
def _step(z: npt.ArrayLike) -> Array:
    return np.heaviside(checks.floats("z", z), 1.0)


def _step_derivative(z: npt.ArrayLike) -> Array:
    return np.zeros_like(checks.floats("z", z))


ACTIVATIONS: dict[str, Activation] = {
    entry.name: entry
    for entry in [
        Activation(
            name="sigmoid",
            label="sigmoid",
            value=_sigmoid,
            derivative=_sigmoid_derivative,
            formula="1 / (1 + exp(-z))",
            code="(1 + np.tanh(z / 2)) / 2  # the sigmoid, in a form that cannot overflow",
            range=(0.0, 1.0),
            used_for="The output neuron of a yes-or-no question: it reads as a probability.",
            fails_when="Its slope is at most 0.25, so through many layers the gradient vanishes.",
        ),
        Activation(
            name="relu",
            label="ReLU",
            value=_relu,
            derivative=_relu_derivative,  # at 0, where there is none, 0 is used
            formula="max(0, z)",
            code="np.maximum(z, 0)",
            range=(0.0, inf),
            used_for="Hidden layers, above all of deep networks: an active neuron has slope 1.",
            fails_when="A neuron whose z is negative for every sample has slope 0 and stays dead.",
        ),
        Activation(
            name="tanh",
            label="tanh",
            value=_tanh,
            derivative=_tanh_derivative,
            formula="(exp(z) - exp(-z)) / (exp(z) + exp(-z))",
            code="np.tanh(z)",
            range=(-1.0, 1.0),
            used_for="Hidden layers of small networks, since its values are centred on zero.",
            fails_when="Far from zero its slope nears 0, so large sums stop the learning.",
        ),
        Activation(
            name="leaky_relu",
            label="leaky ReLU",
            value=_leaky_relu,
            derivative=_leaky_relu_derivative,  # at 0, where there is none, 0.01 is used
            formula="z if z > 0 else 0.01 z",
            code="np.maximum(z, 0.01 * z)",
            range=(-inf, inf),
            used_for="Hidden layers where neurons with plain ReLU would die.",
            fails_when="Below zero its slope is only 0.01, so learning there is 100 times slower.",
        ),
        Activation(
            name="linear",
            label="linear",
            value=_linear,
            derivative=_linear_derivative,
            formula="z",
            code="z",
            range=(-inf, inf),
            used_for="The output neuron that predicts a number, such as a price or a temperature.",
            fails_when="In hidden layers it adds nothing: stacked linear layers equal one layer.",
        ),
        Activation(
            name="step",
            label="step",
            value=_step,
            derivative=_step_derivative,  # 0 wherever there is one; at 0 there is none
            formula="1 if z >= 0 else 0",
            code="np.heaviside(z, 1)",
            range=(0.0, 1.0),
            used_for="The first artificial neurons (1943, 1958): the neuron fires or it does not.",
            fails_when="Its slope is 0 wherever there is one, so gradient descent cannot train it.",
        ),
    ]
}
"""The activation functions of one number, by name."""

SOFTMAX: Activation = _Softmax(
    name="softmax",
    label="softmax",
    value=softmax,
    derivative=softmax_jacobian,
    formula="exp(z_i) / (exp(z_1) + ... + exp(z_k))",
    code="softmax(z)",
    range=(0.0, 1.0),
    used_for="The output layer that chooses one class of several: its k values sum to 1.",
    fails_when="Its values sum to 1 even for an input that belongs to no class at all.",
)
"""Softmax works on a whole layer; its derivative is the matrix `softmax_jacobian`."""


def activation(name: str) -> Activation:
    """Return the activation function of one number that has this name.

    Raises:
        ValueError: there is none; the message lists the names.

    >>> activation("relu").value([-1.0, 2.0]).tolist()
    [0.0, 2.0]
    """
    return ACTIVATIONS[checks.choice("activation", name, ACTIVATIONS)]
