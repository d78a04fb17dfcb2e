"""What is to be compiled: one network, one way to train it, one size of data."""

from dataclasses import dataclass, field
from itertools import pairwise

from pycore import checks
from pycore.compiled.activations import NAMES
from pycore.nn.layout import Layout
from pycore.optimisers import Adam, Momentum, Plain

PARTNERS = {"mse": None, "binary_cross_entropy": "sigmoid", "cross_entropy": "softmax"}
"""The loss functions that can be compiled, with the only outputs under which they can, if so."""

MOST_LAYERS = 32
"""Each layer has code of its own, about 15 KB; beyond this, compiling takes too long."""

WORK = 16_000_000
"""Multiplications in one call: 1 to 2.5 ms where we measured, so that a machine four times slower
stays at 10. A call cannot be interrupted, nor improved by the browser meanwhile."""

TANH, STEP = 20, 300
"""What an activation costs, and a step beside its sums, in multiplications."""


@dataclass(frozen=True)
class Request:
    """A network and the rule to train it by, in numbers and names alone.

    Attributes:
        sizes: Number of inputs, then of neurons in each layer.
        activations: The activation function of each layer.
        loss: "mse", under sigmoid outputs "binary_cross_entropy", under softmax "cross_entropy".
        optimiser: The optimiser with its settings.
        l1: Strength of the penalty on |w|.
        l2: Strength of the penalty on w squared.
        samples: Number of training samples.
        batch_size: Samples per mini-batch; the last one of an epoch takes what is left.

    Raises:
        ValueError: a size, name or setting that cannot be compiled.

    >>> Request((2, 3, 1), ("step", "sigmoid"), samples=4, batch_size=2)
    Traceback (most recent call last):
    ValueError: activations[0] must be one of tanh, relu, leaky_relu, sigmoid, linear; not 'step'
    """

    sizes: tuple[int, ...]
    activations: tuple[str, ...]
    loss: str = "mse"
    optimiser: Plain | Momentum | Adam = field(default_factory=Plain)
    l1: float = 0.0
    l2: float = 0.0
    samples: int = 1
    batch_size: int = 1

    def __post_init__(self) -> None:
        """Check everything."""
        object.__setattr__(self, "sizes", Layout(self.sizes).sizes)
        given = checks.entries("activations", self.activations, "a list of names")
        object.__setattr__(self, "activations", tuple(given))
        checks.integer("layers", len(self.sizes) - 1, at_most=MOST_LAYERS)
        if len(self.activations) != len(self.sizes) - 1:
            rule = f"activations must be {len(self.sizes) - 1} names"
            raise ValueError(f"{rule}, not {checks.shown(self.activations)}")
        *hidden, last = self.activations
        for i, name in enumerate(hidden):
            checks.choice(f"activations[{i}]", name, NAMES)
        checks.choice(f"activations[{len(hidden)}]", last, (*NAMES, "softmax"))
        object.__setattr__(self, "loss", checks.choice("loss", self.loss, PARTNERS))
        partner = PARTNERS[self.loss]
        if partner not in (None, last):
            raise ValueError(f"loss {self.loss} needs outputs of {partner}, not of {last}")
        if self.softmax and partner is None:
            raise ValueError(
                f"loss {self.loss} cannot be compiled under softmax: cross_entropy can"
            )
        if type(self.optimiser) not in (Plain, Momentum, Adam):
            rule = "optimiser must be Plain, Momentum or Adam"
            raise ValueError(f"{rule}, not {checks.shown(self.optimiser)}")
        for name in ("l1", "l2"):
            strength = checks.number(name, getattr(self, name), at_least=0)
            object.__setattr__(self, name, strength)
        for name in ("samples", "batch_size"):
            object.__setattr__(self, name, checks.integer(name, getattr(self, name), at_least=1))

    @property
    def batches(self) -> int:
        """Mini-batches in an epoch."""
        return -(-self.samples // self.batch_size)

    @property
    def softmax(self) -> bool:
        """Whether the outputs are probabilities of classes."""
        return self.activations[-1] == "softmax"

    @property
    def fused(self) -> bool:
        """Whether weights change as soon as their slope is known: plain descent, no penalty."""
        return isinstance(self.optimiser, Plain) and not (self.l1 or self.l2)

    @property
    def most_steps(self) -> int:
        """Mini-batches that one call may take: as many as `WORK` allows, at least one."""
        products = 3 * sum(above * (below + 1) for below, above in pairwise(self.sizes))
        work = (products + TANH * sum(self.sizes[1:])) * self.batch_size
        return max(1, WORK // (work + STEP))

    @property
    def most_epochs(self) -> int:
        """Whole epochs that one call may take; 0 if it takes several calls for one."""
        return self.most_steps // self.batches
