"""The input plane: the output of a network over (x₁, x₂), with axes, a boundary and points."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

import numpy as np

from kit.pen.axes import Axes
from kit.pen.colours import diverging, paint
from kit.pen.marks import decision, handle, samples
from kit.pen.pen import Pen, Point
from kit.pen.scales import Box
from kit.pen.ticks import Tick
from kit.pictures.contours import Grid, contour
from kit.words.numbers import number

CELLS = 80  # per side; each cell is at most 6 px wide and drawn smoothly
MARGIN = 40  # room for the numbers and the name of an axis
ROOMY = 160  # pixels; a smaller map has no room for names inside
SHORT_NAME = 2  # characters; longer names stand inside a map of any size


class Plane:
    """A square part of the input plane, from `low` to `high` on both axes."""

    def __init__(self, pen: Pen, low: float, high: float) -> None:
        """Fit the largest square with room for axes into the picture."""
        self.pen = pen
        self.low, self.high = low, high
        side = min(pen.box.width, pen.box.height) - MARGIN - 12
        left = (pen.box.width - side + MARGIN - 12) / 2
        self.frame = Box(left, 12, side, side)
        self._axes = Axes.of(self.frame, (low, high), (low, high))
        self.x, self.y = self._axes.x, self._axes.y

    def grid(self) -> tuple[Grid, Grid]:
        """Coordinates along an axis (CELLS,), and all grid points as samples (CELLS², 2)."""
        return _grid(self.low, self.high)

    def colour(self, shares: Grid) -> None:
        """Colour the plane by values (CELLS², ) from -1 (class B) to 1 (class A)."""
        pixels = paint(diverging(self.pen.tokens), shares.reshape(CELLS, CELLS)[::-1])
        self.pen.map(pixels, self.frame)

    def boundary(self, z: Grid) -> bool:
        """Draw the line where z (CELLS², ) is zero; False when it does not cross the plane."""
        along, _ = self.grid()
        segments = contour(z.reshape(CELLS, CELLS), along, along)
        with self.pen.clipped(self.frame):
            decision(self.pen, [(self.at(*start), self.at(*end)) for start, end in segments])
        return bool(segments)

    def axes(self, ticks: tuple[float, ...], second: bool = True) -> None:
        """Draw the frame, numbers at `ticks`, and the names of the axes.

        Args:
            ticks: Where numbers stand.
            second: Whether the upward axis is an input at all.
        """
        marks = [(tick, number(tick)) for tick in ticks]
        self.scales(marks, marks if second else [], ("x₁", "x₂" if second else ""))

    def scales(
        self, x_ticks: Sequence[Tick], y_ticks: Sequence[Tick], names: tuple[str, str]
    ) -> None:
        """Draw the frame, texts at the ticks of each axis, and the axes' names."""
        pen, frame = self.pen, self.frame
        inside = frame.width >= ROOMY or max(map(len, names)) > SHORT_NAME
        # A small map has its names in the margin, where the numbers at the ends would stand.
        ends = self.high if inside else self.high - 1e-9
        x_shown, y_shown = ([t for t in marks if t[0] <= ends] for marks in (x_ticks, y_ticks))
        self._axes.draw(pen, x_shown, y_shown, closed=True)
        across, up = names
        if inside:
            self._axes.names(pen, across, up)
        else:
            pen.text(across, (frame.right, frame.bottom + 14), bold=True)
            pen.text(up, (frame.left - 14, frame.top + 6), bold=True)

    def mark(self, x: float, y: float, kind: Literal["a", "b"], size: float = 9) -> None:
        """A sample: class A is a blue circle, class B an orange square."""
        samples(self.pen, [self.at(x, y)], kind, size)

    def verdict(self, x: float, y: float, good: bool) -> None:
        """A tick or a cross beside a sample."""
        across, up = self.at(x, y)
        sign, colour = ("✓", "good") if good else ("✗", "bad")
        self.pen.text(sign, (across + 20, up - 16), colour, bold=True, size=20, halo="card")

    def handle(self, x: float, y: float) -> None:
        """The point that the reader drags: a ring with a dot."""
        handle(self.pen, self.at(x, y))

    def at(self, x: float, y: float) -> Point:
        """Where an input point lies on the picture."""
        return self.x(x), self.y(y)


@lru_cache(maxsize=8)  # asked for at every move of a slider
def _grid(low: float, high: float) -> tuple[Grid, Grid]:
    along = np.linspace(low, high, CELLS)
    across, up = np.meshgrid(along, along)
    points = np.column_stack([across.ravel(), up.ravel()])
    for array in (along, points):
        array.flags.writeable = False
    return along, points
