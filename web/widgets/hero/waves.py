"""What runs through the layers from left to right, once: lenses that fill, a point on its way."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from kit.pen.pen import Curve
from kit.pictures.lens_layout import along

TRAVEL_MS, LIGHT_MS, FILL_MS = 700.0, 250.0, 320.0
"""A signal from layer to layer, the lens that lights up then; a layer that fills."""

STAND_MS = 2500.0
"""Where nothing may move, signals stand on their ways for so long."""

THROUGH: Curve = ((0.0, 0.0), (0.45, 0.05), (0.35, 1.0), (1.0, 1.0))
"""The course of a signal, way over time: `--through` of the style sheet."""

HALVINGS = 24


@dataclass
class Wave:
    """A wave through `layers` layers; it has passed until it is started."""

    layers: int
    travel: float
    light: float
    first: int = 1
    """The layer that is reached first."""
    elapsed: float = inf
    stands: bool = False
    """Whether all signals stand half-way, for readers who want no motion."""

    @property
    def length(self) -> float:
        """Milliseconds from its start to its end."""
        whole = (self.layers - self.first) * (self.travel + self.light)
        return STAND_MS if self.stands else whole

    @property
    def running(self) -> bool:
        """Whether it is on its way."""
        return self.elapsed < self.length

    def start(self, *, stands: bool = False) -> None:
        """Begin at the left."""
        self.stands, self.elapsed = stands, 0.0

    def end(self) -> None:
        """Be over."""
        self.elapsed = inf

    def tick(self, elapsed: float) -> None:
        """Let milliseconds pass."""
        self.elapsed += elapsed

    def on_the_way(self, layer: int) -> float | None:
        """How far the signals into a layer have come (0 to 1); None where there are none."""
        if not self.running or layer < self.first:
            return None
        if self.stands:
            return 0.5
        since = self._since(layer)
        return through(since / self.travel) if 0 <= since < self.travel else None

    def lit(self, layer: int) -> float:
        """How far the lenses of a layer are lit, from 0 (not reached) to 1."""
        if not self.running or self.stands or layer < self.first:
            return 1.0
        return min(max((self._since(layer) - self.travel) / self.light, 0.0), 1.0)

    def _since(self, layer: int) -> float:
        return self.elapsed - (layer - self.first) * (self.travel + self.light)


def through(share: float) -> float:
    """Where a signal is at a share of its time: it leaves slowly and arrives slowly.

    >>> through(0), through(1), round(through(0.5), 2)
    (0.0, 1.0, 0.67)
    """
    if share <= 0 or share >= 1:
        return float(share > 0)
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if along(THROUGH, middle)[0] < share else (low, middle)
    return along(THROUGH, low)[1]
