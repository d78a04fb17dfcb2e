"""How a step of training changes a network: everything about training but the data."""

from dataclasses import dataclass

from pycore import checks
from pycore.nn.losses import LOSSES
from pycore.optimisers import Optimiser
from pycore.optimisers import optimiser as optimiser_named

LONGEST = 10**12
"""Steps of a schedule: a year of a thousand steps in each second has fewer."""


@dataclass(frozen=True)
class LinearSchedule:
    """A learning rate that rises for `warmup` steps, then falls evenly to nothing at `steps`.

    A start with small steps keeps the first, blind ones from doing harm (Goyal and others,
    "Accurate, large minibatch SGD", 2017, section 2.2); a small end lets the network settle.

    Raises:
        ValueError: steps below 1, a warmup below 0, or more than 10^12 of them.

    >>> falling = LinearSchedule(steps=4, warmup=2)
    >>> [falling.factor(step) for step in range(5)]
    [0.5, 0.75, 0.5, 0.25, 0.25]
    """

    steps: int
    warmup: int = 0

    def __post_init__(self) -> None:
        for name, least in (("steps", 1), ("warmup", 0)):
            count = checks.integer(name, getattr(self, name), at_least=least, at_most=LONGEST)
            object.__setattr__(self, name, count)

    def factor(self, step: int) -> float:
        """Return by what the learning rate of step number `step`, from 0, is multiplied.

        After the last step it stays as it was there, since a rate must be above 0.

        Raises:
            ValueError: a step that is not a whole number from 0.
        """
        step = checks.integer("step", step, at_least=0)
        left = 1.0 - min(step, self.steps - 1) / self.steps
        return left * min(step + 1, self.warmup) / self.warmup if self.warmup else left


@dataclass(frozen=True, init=False)
class TrainingConfig:
    """The loss to bring down and the way to do it.

    Args:
        loss: Name of the loss function.
        rate: Learning rate, above 0.
        optimiser: Name of an optimiser with its usual settings, or an optimiser such as Adam().
        l1: Strength of the penalty on |w|, at least 0.
        l2: Strength of the penalty on w squared, at least 0.
        weight_decay: Share of each weight, times the rate, that every step takes away besides
            (Loshchilov and Hutter, "Decoupled weight decay regularization", 2019), at least 0.
        clip_norm: Greatest length of the gradient; a longer one is made that short (Pascanu,
            Mikolov and Bengio, "On the difficulty of training recurrent neural networks", 2013).
        schedule: How the rate changes from step to step; None keeps it.

    Raises:
        ValueError: an unknown loss or optimiser, or a number out of range.

    >>> TrainingConfig(loss="mse", rate=0.1).optimiser.label
    'plain'
    """

    loss: str
    rate: float
    optimiser: Optimiser
    l1: float
    l2: float
    weight_decay: float
    clip_norm: float | None
    schedule: LinearSchedule | None

    def __init__(
        self,
        loss: str = "mse",
        rate: float = 0.03,
        optimiser: str | Optimiser = "plain",
        l1: float = 0.0,
        l2: float = 0.0,
        *,
        weight_decay: float = 0.0,
        clip_norm: float | None = None,
        schedule: LinearSchedule | None = None,
    ) -> None:
        """Check every setting."""
        if clip_norm is not None:
            clip_norm = checks.number("clip_norm", clip_norm, above=0)
        if schedule is not None:
            checks.instance("schedule", schedule, LinearSchedule, "a LinearSchedule, or None")
        self.__dict__.update(
            loss=checks.choice("loss", loss, LOSSES),
            rate=checks.number("rate", rate, above=0),
            optimiser=optimiser_named(optimiser),
            l1=checks.number("l1", l1, at_least=0),
            l2=checks.number("l2", l2, at_least=0),
            weight_decay=checks.number("weight_decay", weight_decay, at_least=0),
            clip_norm=clip_norm,
            schedule=schedule,
        )

    def rate_at(self, step: int) -> float:
        """Return the learning rate of step number `step`, counted from 0.

        Raises:
            ValueError: a step that is not a whole number from 0.

        >>> TrainingConfig(rate=0.1, schedule=LinearSchedule(10)).rate_at(5)
        0.05
        """
        step = checks.integer("step", step, at_least=0)
        return self.rate * (self.schedule.factor(step) if self.schedule else 1.0)


def checked_config(config: object) -> None:
    """Refuse what is no config.

    Raises:
        ValueError: it is none.

    >>> checked_config("adam")
    Traceback (most recent call last):
    ValueError: config must be a TrainingConfig, as one of ("mse", 0.1); not 'adam'
    """
    checks.instance("config", config, TrainingConfig, 'a TrainingConfig, as one of ("mse", 0.1)')
