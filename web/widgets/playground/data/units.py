"""What the plane's two directions and its colours mean: bare numbers, a story, or a reader's table.

Inputs with names have units, and ranges of their own. They are scaled to fill the plane: the least
of an input becomes -5 and the most 5, and heights go from -1 to 1. The network gets these.

Longer than other files: three kinds of units answer the same questions.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from kit.pen.ticks import Tick
from kit.pictures.contours import Grid
from kit.words.numbers import number
from pycore.datasets import CLASSIFICATION, DATASETS, Dataset
from pycore.datasets.registry import PLANE
from widgets.playground.data.axis import FILLED, Axis

STORIES = tuple(made.name for made in DATASETS.values() if made.inputs != PLANE)
"""Data sets of ours whose inputs have names."""

NUMBERS = (-6.0, -3.0, 0.0, 3.0, 6.0)
PLAIN = ("x₁", "x₂")
BLUE, ORANGE = "blue ●", "orange ■"
SHOWN = 24
"""Characters of a name out of a table that are shown."""


@dataclass(frozen=True)
class Units:
    """The inputs of a data set on the plane; none where they are plain x₁ and x₂.

    Attributes:
        inputs: Two inputs with names, or none.
        classes: What orange and blue mean, in this order, or none; "" for one that no point has.
        height: What the network answers, where that is a height with a scale of its own.
        is_table: Whether they are of a reader's table, and no story of ours.
    """

    inputs: tuple[Axis, ...] = ()
    classes: tuple[str, ...] = ()
    height: Axis | None = None
    is_table: bool = False

    @classmethod
    def of(cls, name: str) -> Units:
        """The units of a data set of ours."""
        if name not in STORIES:
            return cls()
        story = DATASETS[name]
        axes = [Axis(one.name, one.unit, one.low, one.high) for one in story.inputs]
        return cls(tuple(axes), story.classes)

    def suits(self, task: str) -> bool:
        """Whether the targets of this table are of this kind: classes or heights."""
        return self.height is None if task == CLASSIFICATION else not self.classes

    def without_targets(self) -> Units:
        """The inputs alone, for another question about the same points."""
        return replace(self, classes=(), height=None)

    def on_plane(self, data: Dataset) -> Dataset:
        """A data set, with its inputs as they lie on the plane."""
        return replace(data, x=self.places(data.x)) if self.inputs else data

    def places(self, values: Grid) -> Grid:
        """Inputs (n, 2) as they lie on the plane."""
        if not self.inputs:
            return values
        first, second = self.inputs
        return np.array([(first.place(x1), second.place(x2)) for x1, x2 in values.tolist()])

    def values(self, point: tuple[float, float]) -> tuple[float, float]:
        """The inputs at a point of the plane."""
        if not self.inputs:
            return point
        first, second = self.inputs
        return first.value(point[0]), second.value(point[1])

    def drawn(self, x1: float, x2: float, height: float) -> tuple[float, float, float]:
        """A point that was drawn on the plane, in the units of the table."""
        if self.inputs:
            first, second = self.inputs
            x1, x2 = first.drawn(x1), second.drawn(x2)
        return x1, x2, self.height.drawn(height) if self.height else height

    def names(self) -> tuple[str, str]:
        """What stands at the axes: names in one word, with their units.

        >>> Units.of("moons").names(), Units.of("study").names(), Units.of("spam").names()
        (('x₁', 'x₂'), ('study (h)', 'sleep (h)'), ('words', 'links'))
        """
        if not self.inputs:
            return PLAIN
        first, second = [one.label(self._word(one)) for one in self.inputs]
        return first, second

    def ticks(self, axis: int) -> list[Tick]:
        """Where numbers stand along an axis of the plane, and what they are."""
        if not self.inputs:
            return [(tick, number(tick)) for tick in NUMBERS]
        return self.inputs[axis].ruler().ticks

    def place(self, point: tuple[float, float]) -> str:
        """A point in words.

        >>> Units.of("moons").place((1.0, -2.5)), Units.of("study").place((0.0, 5.0))
        ('x₁ = 1, x₂ = −2.5', 'study = 5 h, sleep = 10 h')
        """
        if not self.inputs:
            return f"x₁ = {number(point[0], 1)}, x₂ = {number(point[1], 1)}"
        pairs = zip(self.inputs, self.values(point), strict=True)
        return ", ".join(f"{short(one.name)} = {one.shown(value)}" for one, value in pairs)

    def beyond(self, point: tuple[float, float]) -> str:
        """Why no sample of a story can lie at a point of the plane, in a sentence; "" if one can.

        >>> Units.of("study").beyond((0.0, -6.0))
        'No point lies there. The range of sleep is 3 to 10 h.'
        """
        for one, value in zip(self.inputs, point, strict=False):
            if abs(value) > FILLED + 1e-9 and not self.is_table:
                return f"No point lies there. The range of {one.name} is {one.range()}."
        return ""

    def kind(self, *, blue: bool) -> str:
        """A class in words, with what it means.

        >>> Units.of("moons").kind(blue=True), Units.of("spam").kind(blue=False)
        ('blue ●', 'orange ■ (not spam)')
        """
        colour = BLUE if blue else ORANGE
        name = self.classes[int(blue)] if self.classes else ""
        return f"{colour} ({short(name)})" if name else colour

    def answer(self, output: float) -> str:
        """A height that the network answers, in its own unit.

        >>> Units().answer(0.25), Units(height=Axis("price", "€", 100, 300, 1.0)).answer(0.5)
        ('0.25', 'price = 250 €')
        """
        if self.height is None:
            return number(output)
        return f"{short(self.height.name)} = {self.height.shown(self.height.value(output))}"

    def meaning(self, index: int) -> str:
        """What input x₁ (0) or x₂ (1) is, in brackets; "" where it is a bare number."""
        named = bool(self.inputs) and self.inputs[index].name != PLAIN[index]
        return f" ({short(self.inputs[index].name)})" if named else ""

    def sentence(self) -> str:
        """What the axes and the colours mean, and how the inputs are scaled; "" without names."""
        if not self.inputs:
            return ""
        axes = zip(PLAIN, self.inputs, strict=True)
        both = ", and ".join(_axis_words(plain, one) for plain, one in axes)
        return f"{both}. {self._scale_words()}{self._height_words()}{self._colour_words()}"

    def _word(self, one: Axis) -> str:
        """A name that the axis has room for: of a story's the last word."""
        return short(one.name) if self.is_table else one.name[one.name.rfind(" ") + 1 :]

    def _scale_words(self) -> str:
        """What the network is given of the inputs."""
        span = f"scaled to {number(-FILLED)} … {number(FILLED)}"
        changing = [
            name for name, one in zip(PLAIN, self.inputs, strict=True) if not one.is_constant
        ]
        if len(changing) == 1:
            (still,) = set(PLAIN) - set(changing)
            return f"The network gets {changing[0]} {span}, and {still} as 0."
        return f"The network gets both {span}." if changing else "The network gets both as 0."

    def _height_words(self) -> str:
        if self.height is None:
            return ""
        name, span = short(self.height.name), self.height.range()
        scaled = "which it learns as 0" if self.height.is_constant else "scaled to −1 … 1"
        return f" Its answer is {name}, {span}, {scaled}."

    def _colour_words(self) -> str:
        if not self.classes:
            return ""
        orange, blue = map(short, self.classes)
        if not (orange and blue):
            return f" All points are {ORANGE}, {orange}." if orange else f" All are {BLUE}, {blue}."
        return f" {BLUE.capitalize()} is {blue}, {ORANGE} {orange}."


def short(name: str) -> str:
    """As much of a name as there is room for."""
    return name if len(name) <= SHOWN else f"{name[:SHOWN]}…"


def _axis_words(plain: str, one: Axis) -> str:
    """What an axis is, and its range; a column without a name has the axis's own."""
    verb = "is" if one.is_constant else "goes from"
    if one.name == plain:
        return f"{plain} {verb} {one.range()}"
    return f"{plain} is {short(one.name)}, {one.range()}"
