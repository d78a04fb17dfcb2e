"""How a step of training changes a network: everything about training but the data."""

from dataclasses import dataclass, field

from pycore import checks
from pycore.descent import Optimiser, Plain, optimiser
from pycore.nn.losses import LOSSES


@dataclass(frozen=True)
class Rule:
    """The loss to bring down and the way to do it.

    Attributes:
        loss: Name of the loss function.
        rate: Learning rate, above 0.
        optimiser: The optimiser with its settings; given by name, it has the usual ones.
        l1: Strength of the penalty on |w|, at least 0.
        l2: Strength of the penalty on w squared, at least 0.

    Raises:
        ValueError: an unknown loss or optimiser, or a number out of range.

    >>> Rule(loss="mse", rate=0.1).optimiser.label
    'plain'
    """

    loss: str = "mse"
    rate: float = 0.03
    optimiser: Optimiser = field(default_factory=Plain)
    l1: float = 0.0
    l2: float = 0.0

    def __post_init__(self) -> None:
        """Check every setting."""
        checks.choice("loss", self.loss, LOSSES)
        object.__setattr__(self, "optimiser", optimiser(self.optimiser))
        checks.number("rate", self.rate, above=0)
        checks.number("l1", self.l1, at_least=0)
        checks.number("l2", self.l2, at_least=0)
