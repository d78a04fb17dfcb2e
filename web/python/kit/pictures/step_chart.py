"""A chart of heights against steps: how a descent went, one point for each step."""

from __future__ import annotations

from collections.abc import Sequence
from math import log10

import numpy as np

from kit.pen.axes import Axes
from kit.pen.pen import Pen, Point
from kit.pen.ticks import Tick, powers_of_ten, ticks
from kit.pictures.contours import Grid

ROOM = 0.06  # of the height range, left free above and below
TINY = 1e-300  # stands in for a height of exactly 0, far below any chart
MOST_POINTS = 400  # a longer run is drawn with its lowest and highest in each stretch


class StepChart:
    """Axes for steps 0 to `steps` and heights `low` to `high`, plain or by powers of ten."""

    def __init__(self, pen: Pen, steps: int, low: float, high: float, log: bool = False) -> None:
        """Fit the chart into the picture.

        Raises:
            ValueError: `log` is wanted and `low` is not above 0.
        """
        if log and low <= 0:
            raise ValueError(f"low must be above 0 for powers of ten, not {low}")
        self.pen, self.log = pen, log
        bottom, top = (log10(low), log10(high)) if log else (low, high)
        room = ROOM * (top - bottom)
        self.axes = Axes.fit(pen.box, (0, steps), (bottom - room, top + room))
        self._bottom, self._top = bottom, top

    def draw(self, name: str) -> None:
        """Draw the axes; `name` says what runs upwards."""
        across = ticks(self.axes.x.low, self.axes.x.high, 5)
        upward = self._upward()
        self.axes.draw(self.pen, across, upward)
        frame = self.axes.frame
        between = (across[-2][0] + across[-1][0]) / 2 if len(across) > 1 else self.axes.x.high / 2
        self.pen.text("steps", (self.axes.x(between), frame.bottom + 16), size=14)
        self.axes.names(self.pen, "", name)

    def _upward(self) -> list[Tick]:
        if self.log:
            return powers_of_ten(self._bottom, self._top)
        return ticks(self._bottom, self._top, 4)

    def curve(
        self, heights: Grid, colour: str, width: float = 2.0, dash: Sequence[float] = ()
    ) -> None:
        """A line through the heights of step 0, 1, 2 and so on; what is too high is cut off."""
        with self.pen.clipped(self.axes.frame):
            if len(heights) > 1:
                self.pen.line(self._points(heights), colour, width, dash)

    def place(self, step: float, height: float) -> Point:
        """Where a height lies on the picture; one that is outside, at the edge."""
        up = min(max(self._up(height), self.axes.y.low), self.axes.y.high)
        return self.axes.at(step, up)

    def _points(self, heights: Grid) -> list[Point]:
        ups = self._ups(heights)
        steps = _kept(ups)
        return [self.axes.at(float(k), float(ups[k])) for k in steps.tolist()]

    def _up(self, height: float) -> float:
        return float(self._ups(np.array([height]))[0])

    def _ups(self, heights: Grid) -> Grid:
        if not self.log:
            return heights
        logs: Grid = np.log10(np.maximum(heights, TINY))
        return logs


def _kept(heights: Grid) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """The steps to draw: all of them, or of many the lowest and highest of each stretch."""
    count = len(heights)
    if count <= MOST_POINTS:
        return np.arange(count)
    borders = np.linspace(0, count, MOST_POINTS // 2 + 1).astype(int)
    picked = [0, count - 1]
    for start, stop in zip(borders[:-1].tolist(), borders[1:].tolist(), strict=True):
        part = heights[start:stop]
        picked += [start + int(part.argmin()), start + int(part.argmax())]
    return np.unique(picked)
