"""A trained network as Python code of its own: one NumPy function, to be pasted anywhere."""

from pycore import checks
from pycore.nn.mlp import MLP, checked_mlp
from pycore.numerics import Array

SOFTMAX_SOURCE = """

def softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)
"""


def to_python(mlp: MLP) -> str:
    """Return the source of a function `network(x)` that computes what this network computes.

    It needs NumPy only, and takes samples (n, inputs) or one sample (inputs,). The numbers are
    written exactly; the outputs agree to rounding.

    Raises:
        ValueError: no MLP, or a parameter is inf or NaN.

    >>> mlp = MLP([2, 1], output="step", init="zeros")
    >>> print(to_python(mlp))
    import numpy as np
    <BLANKLINE>
    W1 = np.array([
        [0.0, 0.0],
    ])
    b1 = np.array([0.0])
    <BLANKLINE>
    <BLANKLINE>
    def network(x):
        a = np.asarray(x, dtype=float)
        z = a @ W1.T + b1  # 2 inputs, 1 neuron
        a = np.heaviside(z, 1)
        return a
    <BLANKLINE>
    """
    checked_mlp(mlp)
    checks.array("parameters", mlp.parameters)
    lines = ["import numpy as np", ""]
    body = ["def network(x):", "    a = np.asarray(x, dtype=float)"]
    for number, layer in enumerate(mlp.layers, start=1):
        lines += _constants(number, layer.weights, layer.biases)
        out, inputs = layer.weights.shape
        sizes = f"{_count(inputs, 'input')}, {_count(out, 'neuron')}"
        body += [
            f"    z = a @ W{number}.T + b{number}  # {sizes}",
            f"    a = {layer.activation.code}",
        ]
    helper = SOFTMAX_SOURCE if mlp.layers[-1].activation.name == "softmax" else ""
    return "\n".join(lines) + f"\n{helper}\n\n" + "\n".join([*body, "    return a", ""])


def _constants(number: int, weights: Array, biases: Array) -> list[str]:
    rows = [f"    {row}," for row in weights.tolist()]
    return [f"W{number} = np.array([", *rows, "])", f"b{number} = np.array({biases.tolist()})"]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
