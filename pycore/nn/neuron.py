"""One artificial neuron: inputs times weights, plus a bias, through an activation function."""

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.nn.activations import Activation
from pycore.nn.activations import activation as activation_named
from pycore.numerics import Array, quiet


class Neuron:
    """A neuron with `weights` (n_inputs,), a `bias` and an activation function.

    The sum with a threshold is from McCulloch and Pitts (1943), weights that are learnt from
    Rosenblatt (1958); the bias is the threshold with its sign turned.

    Raises:
        ValueError: weights that are not a row of finite numbers, a bias that is not finite,
            an unknown activation.

    >>> both = Neuron(weights=[1.0, 1.0], bias=-1.5, activation="step")
    >>> both.output([[0, 0], [0, 1], [1, 0], [1, 1]]).tolist()
    [0.0, 0.0, 0.0, 1.0]
    >>> both
    Neuron: step(1 x1 + 1 x2 - 1.5)
    """

    def __init__(
        self, weights: npt.ArrayLike, bias: float = 0.0, activation: str = "sigmoid"
    ) -> None:
        """Take the weights (n_inputs,), the bias and the name of the activation function."""
        self.weights: Array = checks.array("weights", weights, shape=("n_inputs",)).copy()
        self.bias: float = checks.number("bias", bias)
        self.activation: Activation = activation_named(activation)

    @quiet
    def terms(self, x: npt.ArrayLike) -> Array:
        """Return w times x for each input, the shape of x: (n_inputs,) or (n, n_inputs).

        >>> Neuron([0.5, -1.0]).terms([2.0, 3.0]).tolist()
        [1.0, -3.0]
        """
        samples = checks.samples("x", x, width=len(self.weights))  # (n, n_inputs)
        return (samples * self.weights).reshape(np.shape(x))

    @quiet
    def weighted_sum(self, x: npt.ArrayLike) -> float | Array:
        """Return z = sum of w x + b: a float for one sample, (n,) for many.

        >>> Neuron([0.5, -1.0], bias=0.25).weighted_sum([2.0, 3.0])
        -1.75
        """
        z: Array = self.terms(x).sum(axis=-1) + self.bias
        return float(z) if np.ndim(z) == 0 else z

    def output(self, x: npt.ArrayLike) -> float | Array:
        """Return a = activation(z): a float for one sample, (n,) for many.

        >>> Neuron([0.5, -1.0], bias=2.0, activation="sigmoid").output([2.0, 3.0])
        0.5
        """
        a = self.activation.value(self.weighted_sum(x))
        return float(a) if np.ndim(a) == 0 else a

    def __repr__(self) -> str:
        """Return the neuron as a formula."""
        terms = [(w, f" x{i}") for i, w in enumerate(self.weights.tolist(), start=1)]
        signed = [f"{'-' if w < 0 else '+'} {abs(w):.4g}{x}" for w, x in [*terms, (self.bias, "")]]
        return f"Neuron: {self.activation.label}({' '.join(signed).removeprefix('+ ')})"
