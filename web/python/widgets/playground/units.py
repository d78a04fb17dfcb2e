"""What the plane's two directions mean: for most sets they are bare numbers, for stories not.

A story's inputs have units, and ranges of their own. They are scaled to fill the plane, as a table
of the reader's is: the least of an input becomes -5 and the most 5. The network gets these.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from kit.contours import Grid
from kit.numbers import number
from kit.ticks import ticks
from pycore.datasets import DATASETS, Dataset, Input
from widgets.playground.points import FILLED

STORIES = ("study", "spam")
"""Data sets whose inputs have names."""

NUMBERS = (-6.0, -3.0, 0.0, 3.0, 6.0)
MOST_TICKS = 7
PLAIN = ("x₁", "x₂")
BLUE, ORANGE = "blue ●", "orange ■"

Ticks = list[tuple[float, str]]


@dataclass(frozen=True)
class Units:
    """The inputs of a data set on the plane; none where they are plain x₁ and x₂.

    Attributes:
        inputs: Two inputs with names, or none.
        classes: What orange and blue mean, in this order, or none.
    """

    inputs: tuple[Input, ...] = ()
    classes: tuple[str, ...] = ()

    @classmethod
    def of(cls, name: str) -> Units:
        """The units of a data set."""
        if name not in STORIES:
            return cls()
        return cls(DATASETS[name].inputs, DATASETS[name].classes)

    @property
    def scale(self) -> tuple[Grid, Grid]:
        """Factors and shifts (2,): an input times its factor, plus its shift, lies on the plane."""
        if not self.inputs:
            return np.ones(2), np.zeros(2)
        low = np.array([one.low for one in self.inputs])
        high = np.array([one.high for one in self.inputs])
        factor = 2 * FILLED / (high - low)
        return factor, -FILLED - factor * low

    def on_plane(self, data: Dataset) -> Dataset:
        """A data set, with its inputs as they lie on the plane."""
        if not self.inputs:
            return data
        factor, shift = self.scale
        return replace(data, x=data.x * factor + shift)

    def values(self, point: tuple[float, float]) -> tuple[float, float]:
        """The inputs at a point of the plane."""
        factor, shift = self.scale
        first, second = (np.array(point) - shift) / factor
        return float(first), float(second)

    def names(self) -> tuple[str, str]:
        """What stands at the axes: names in one word, with their units.

        >>> Units.of("moons").names(), Units.of("study").names(), Units.of("spam").names()
        (('x₁', 'x₂'), ('study (h)', 'sleep (h)'), ('words', 'links'))
        """
        first, second = [str(one).removeprefix(_adjective(one)) for one in self.inputs] or PLAIN
        return first, second

    def ticks(self, axis: int) -> Ticks:
        """Where numbers stand along an axis of the plane, and what they are."""
        if not self.inputs:
            return [(tick, number(tick)) for tick in NUMBERS]
        factor, shift = self.scale
        one = self.inputs[axis]
        marks = ticks(one.low, one.high, MOST_TICKS)
        return [(place * float(factor[axis]) + float(shift[axis]), text) for place, text in marks]

    def place(self, point: tuple[float, float]) -> str:
        """A point in words.

        >>> Units.of("moons").place((1.0, -2.5)), Units.of("study").place((0.0, 5.0))
        ('x₁ = 1, x₂ = −2.5', 'study = 5 h, sleep = 10 h')
        """
        if not self.inputs:
            return f"x₁ = {number(point[0], 1)}, x₂ = {number(point[1], 1)}"
        return ", ".join(
            f"{one.name} = {number(value, 1)}{_unit(one)}"
            for one, value in zip(self.inputs, self.values(point), strict=True)
        )

    def beyond(self, point: tuple[float, float]) -> str:
        """Why no sample can lie at a point of the plane, in a sentence; "" if one can.

        >>> Units.of("study").beyond((0.0, -6.0))
        'No point lies there. The range of sleep is 3 to 10 h.'
        """
        for one, value in zip(self.inputs, point, strict=False):
            if abs(value) > FILLED + 1e-9:
                return f"No point lies there. The range of {one.name} is {_range(one)}."
        return ""

    def kind(self, *, blue: bool) -> str:
        """A class in words, with what it means.

        >>> Units.of("moons").kind(blue=True), Units.of("spam").kind(blue=False)
        ('blue ●', 'orange ■ (not spam)')
        """
        colour = BLUE if blue else ORANGE
        return f"{colour} ({self.classes[int(blue)]})" if self.classes else colour

    def meaning(self, index: int) -> str:
        """What input x₁ (0) or x₂ (1) is, in brackets; "" where it is a bare number."""
        return f" ({self.inputs[index].name})" if self.inputs else ""

    def sentence(self) -> str:
        """What the axes and the colours mean, and how the inputs are scaled; "" without names."""
        if not self.inputs:
            return ""
        axes = zip(PLAIN, self.inputs, strict=True)
        named = [f"{axis} is {one.name}, {_range(one)}" for axis, one in axes]
        orange, blue = self.classes
        return (
            f"{', and '.join(named)}. The network gets both scaled to {number(-FILLED)} … "
            f"{number(FILLED)}. {BLUE.capitalize()} is {blue}, {ORANGE} {orange}."
        )


def _adjective(one: Input) -> str:
    """What stands before the last word of an input's name, which the axis has no room for."""
    return one.name[: one.name.rfind(" ") + 1]


def _unit(one: Input) -> str:
    return f" {one.unit}" if one.unit else ""


def _range(one: Input) -> str:
    """From where to where an input goes."""
    return f"{number(one.low)} to {number(one.high)}{_unit(one)}"
