"""What the controls of a form take: the page reads it in the form and sends it with `mount`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any


@dataclass(frozen=True)
class Limits:
    """What one control takes: numbers from `low` to `high`, or one of the `choices`.

    `step` is what an arrow key adds to a slider.

    >>> Limits(0.0, 10.0).nearest(12.5)
    10.0
    >>> Limits(choices=("relu", "tanh")).takes("step")
    False
    """

    low: float = -inf
    high: float = inf
    step: float = 0.0
    choices: tuple[str, ...] = ()

    @property
    def ends(self) -> tuple[float, float]:
        """The lowest number and the highest."""
        return self.low, self.high

    def nearest(self, value: float) -> float:
        """The nearest number that the control takes."""
        return min(max(value, self.low), self.high)

    def takes(self, value: object) -> bool:
        """Whether the control takes this, whatever it is."""
        if self.choices:
            return value in self.choices
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return is_number and self.low <= value <= self.high  # type: ignore[operator]


def limits_of(told: Mapping[str, Mapping[str, Any]]) -> dict[str, Limits]:
    """The limits of each control, as the page tells them: ends and step, or the choices.

    >>> limits_of({"w": {"low": -3.0, "high": 3.0, "step": 0.1}})["w"].ends
    (-3.0, 3.0)
    """
    return {name: _one(**limits) for name, limits in told.items()}


def _one(choices: Sequence[str] = (), **ends: float) -> Limits:
    return Limits(**ends, choices=tuple(choices))
