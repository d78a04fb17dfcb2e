"""Why one parameter's gradient is what it is: the factors of the chain rule as numbers."""

from dataclasses import dataclass
from math import prod

import numpy as np
import numpy.typing as npt

from pycore.nn.backprop import Gradients, backward
from pycore.nn.layout import Place
from pycore.nn.losses import Loss
from pycore.nn.mlp import MLP, checked_mlp
from pycore.nn.network import Trace
from pycore.nn.objective import checked_loss
from pycore.numerics import quiet


@dataclass(frozen=True)
class Factor:
    """One factor of the chain rule: its symbol and its value."""

    symbol: str
    value: float


@dataclass(frozen=True)
class Path:
    """One way from a hidden neuron to the loss: through one neuron of the layer above.

    Attributes:
        neuron: Its number, from 0.
        delta: The slope of the loss by that neuron's z.
        weight: The weight between the two.
    """

    neuron: int
    delta: float
    weight: float


@dataclass(frozen=True)
class Explanation:
    """The gradient of one sample's loss by one parameter.

    Attributes:
        place: Which parameter.
        value: The parameter's value.
        factors: ∂L/∂a, ∂a/∂z and ∂z/∂w (or ∂z/∂b); their product is the gradient. Two
            factors, ∂L/∂z and ∂z/∂w, where the first two cannot be told apart: below softmax,
            whose outputs all depend on each z, and where a sigmoid is so sure that its slope
            is rounded to 0.
        paths: For a hidden neuron, the summands of ∂L/∂a: delta times weight each.
        gradient: The gradient, from `backward`.
    """

    place: Place
    value: float
    factors: tuple[Factor, ...]
    paths: tuple[Path, ...]
    gradient: float

    def __str__(self) -> str:
        """Return the chain rule with its numbers."""
        symbols = " · ".join(factor.symbol for factor in self.factors)
        numbers = " · ".join(f"{factor.value:.4g}" for factor in self.factors)
        return f"{self.place}: {symbols} = {numbers} = {prod(f.value for f in self.factors):.4g}"


@quiet
def explain(
    mlp: MLP,
    x: npt.ArrayLike,
    t: npt.ArrayLike,
    *,
    layer: int,
    neuron: int,
    input: int | None = None,
    loss: str | Loss = "mse",
) -> Explanation:
    """Return the chain-rule factors of one weight, or of the bias if `input` is None.

    x is one sample (inputs,), t its target (outputs,); layer, neuron and input count from 0.

    Raises:
        ValueError: no MLP, more than one sample, a place that is not there, or as `backward`.

    >>> mlp = MLP([1, 1], output="linear")
    >>> mlp.parameters[:] = [2.0, 1.0]
    >>> print(explain(mlp, x=[3.0], t=[5.0], layer=0, neuron=0, input=0))
    layer 1, neuron 1, weight 1: ∂L/∂a · ∂a/∂z · ∂z/∂w = 4 · 1 · 3 = 12
    """
    checked_mlp(mlp)
    index = mlp.layout.index(layer, neuron, input)
    trace = mlp.forward(x)
    if len(trace.x) != 1:
        raise ValueError(f"x must be one sample, not {len(trace.x)}")
    gradients = backward(mlp, trace, t, loss)
    place = mlp.layout.place(index)
    layer, neuron, input = place.layer, place.neuron, place.input
    if input is None:
        by_parameter = Factor("∂z/∂b", 1.0)
    else:
        by_parameter = Factor("∂z/∂w", float(trace.below(layer)[0, input]))
    return Explanation(
        place=place,
        value=float(mlp.parameters[index]),
        factors=(*_factors_by_sum(mlp, trace, t, gradients, loss, layer, neuron), by_parameter),
        paths=_paths(mlp, gradients, layer, neuron),
        gradient=float(gradients.vector[index]),
    )


def _paths(mlp: MLP, gradients: Gradients, layer: int, neuron: int) -> tuple[Path, ...]:
    """Return the ways from a hidden neuron upwards; from an output there are none."""
    if layer == len(mlp.layers) - 1:
        return ()
    deltas = gradients.deltas[layer + 1][0].tolist()
    weights = mlp.layers[layer + 1].weights[:, neuron].tolist()
    return tuple(map(Path, range(len(deltas)), deltas, weights))


def _factors_by_sum(
    mlp: MLP,
    trace: Trace,
    t: npt.ArrayLike,
    gradients: Gradients,
    loss: str | Loss,
    layer: int,
    neuron: int,
) -> tuple[Factor, ...]:
    """Return ∂L/∂a and ∂a/∂z of a neuron, or ∂L/∂z alone where they cannot be told apart."""
    delta = float(gradients.deltas[layer][0, neuron])
    function = mlp.layers[layer].activation
    rule = checked_loss(loss)
    together = (Factor("∂L/∂z", delta),)
    if function.name == "softmax":
        return together
    slope = float(function.derivative(trace.z[layer])[0, neuron])
    if layer < len(mlp.layers) - 1:
        above = _paths(mlp, gradients, layer, neuron)
        by_activation = sum(path.delta * path.weight for path in above)
    elif rule.partner == function.name:  # from delta, since 1 - y may be rounded too far
        by_activation = float(np.divide(delta, slope))
    else:
        by_activation = float(rule.slope(trace.y, np.reshape(t, trace.y.shape))[0, neuron])
    if not np.isfinite(by_activation):
        return together
    return Factor("∂L/∂a", by_activation), Factor("∂a/∂z", slope)
