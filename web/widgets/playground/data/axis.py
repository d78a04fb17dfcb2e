"""One direction of the plane: its name, unit and range, and its values as a reader writes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10

from kit.pen.ticks import Tick, ticks
from kit.words.numbers import RELIABLE, number, power_of_ten

FILLED = 5.0
"""The range of an axis fills the plane from -5 to 5."""

MOST_TICKS = 7
WIDEST_TICK = 4
"""Characters that the margin of the map has room for."""

FAR = 50
"""Ranges from 0: farther away, numbers differ in their last digits only, and are counted anew."""

SHORTEST = 1e-200
"""A range that is narrower than this is none: its reciprocal would be infinite."""


@dataclass(frozen=True)
class Ruler:
    """Numbers along an axis: in units of ten to a power, counted from a base."""

    ticks: list[Tick]
    power: int
    base: float


@dataclass(frozen=True)
class Axis:
    """An input, or a height, from `low` to `high`; both are the same where nothing changes.

    Attributes:
        name: What it is called.
        unit: Its unit; "" for a bare number.
        low: The least value.
        high: The largest value.
        reach: Where the largest value lies on the plane; the least lies at `-reach`.
    """

    name: str
    unit: str
    low: float
    high: float
    reach: float = FILLED

    @property
    def is_constant(self) -> bool:
        """Whether there is but one value, which lies in the middle."""
        return not self.high - self.low > SHORTEST

    @property
    def start(self) -> float:
        """The value that lies at `-reach`."""
        return self.low - self._spare if self.is_constant else self.low

    @property
    def width(self) -> float:
        """How far it is from there to the value at `reach`."""
        return 2 * self._spare if self.is_constant else self.high - self.low

    @property
    def factor(self) -> float:
        """Steps on the plane for a step of 1: a value less `start`, times this, less `reach`."""
        return 2 * self.reach / self.width

    def place(self, value: float) -> float:
        """Where a value lies on the plane."""
        return (value - self.start) * self.factor - self.reach

    def value(self, place: float) -> float:
        """The value at a place of the plane."""
        return self.start + (place + self.reach) / self.factor

    def drawn(self, place: float) -> float:
        """The value at a place that somebody pointed at: to a thousandth of the range."""
        return round(self.value(place), 3 - floor(log10(self.width)))

    def shown(self, value: float) -> str:
        """A value with its unit, to about a hundredth of the range.

        >>> Axis("sleep", "h", 3, 10).shown(4.56789), Axis("x₁", "", 0.001, 0.004).shown(0.0025)
        ('4.57 h', '0.0025')
        """
        return f"{written(value, self.width)}{self.suffix}"

    @property
    def suffix(self) -> str:
        """The unit behind a number."""
        return f" {self.unit}" if self.unit else ""

    def range(self) -> str:
        """From where to where it goes, in words.

        >>> Axis("sleep", "h", 3, 10).range(), Axis("age", "", 7, 7).range()
        ('3 to 10 h', '7 for every point')
        """
        low, high = written(self.low, self.width), written(self.high, self.width)
        if self.is_constant:
            return f"{written(self.low, abs(self.low) or 1.0)}{self.suffix} for every point"
        return f"{low} to {high}{self.suffix}"

    def ruler(self) -> Ruler:
        """Where numbers stand on the plane, and what they are: few characters each.

        >>> [text for _, text in Axis("x₁", "", 0.0005, 0.004).ruler().ticks]
        ['1', '2', '3', '4']
        """
        places = [place for place, _ in ticks(self.start, self.start + self.width, MOST_TICKS)]
        step = places[1] - places[0] if len(places) > 1 else self.width
        base, power = 0.0, 0
        if _longest(places, step) > WIDEST_TICK:
            base = places[0] if abs(self.start) > FAR * self.width else 0.0
            power = floor(log10(max(abs(place - base) for place in places)))
        unit = 10.0**power
        texts = [written((place - base) / unit, 100 * step / unit) for place in places]
        ends = [self.place(place) for place in places]
        return Ruler(list(zip(ends, texts, strict=True)), power, base)

    def label(self, name: str) -> str:
        """What stands at the axis: a name, with what its numbers are counted from and in.

        >>> Axis("weight", "g", 0, 50000).label("weight"), Axis("x₁", "", 0, 1).label("x₁")
        ('weight (10⁴ g)', 'x₁')
        >>> Axis("time", "s", 1000000, 1000008).label("time")
        'time above 1 × 10⁶ (s)'
        """
        ruler = self.ruler()
        power = power_of_ten(ruler.power) if ruler.power else ""
        unit = " ".join(part for part in (power, self.unit) if part)
        above = f" above {written(ruler.base, self.width)}" if ruler.base else ""
        return f"{name}{above} ({unit})" if unit else f"{name}{above}"

    @property
    def _spare(self) -> float:
        """Room on both sides of a single value; beside a large one, enough to be more than 0."""
        return max(1.0, abs(self.low) / 1000)


def written(value: float, width: float) -> str:
    """A number to about a hundredth of a width.

    >>> written(1234.5678, 10), written(1.25e-9, 1e-9), written(0.1 + 0.2, 1)
    ('1234.6', '1.25 × 10⁻⁹', '0.3')
    """
    if abs(value) < width * 1e-9:
        return "0"
    return number(round(value, 2 - floor(log10(width))), RELIABLE)


def _longest(places: Sequence[float], step: float) -> int:
    """How many characters the longest of these numbers has."""
    return max(len(written(place, 100 * step)) for place in places)
