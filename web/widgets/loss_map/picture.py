"""The loss map: colours and contour lines of a slice, the trail of training, the present point."""

from __future__ import annotations

from functools import lru_cache
from math import hypot
from typing import Any, TypeAlias

import numpy as np

from kit.pen.axes import Axes
from kit.pen.cividis import CIVIDIS
from kit.pen.colours import Palette
from kit.pen.marks import arrow, crosshair, handle, seamed
from kit.pen.pen import Pen, Point
from kit.pen.scales import Box
from kit.pen.ticks import ticks
from kit.words.numbers import number
from pycore.analysis.loss_surface import loss_surface
from pycore.analysis.planes import Plane
from pycore.numerics import Array
from widgets.loss_map.run import MapRun

Fine: TypeAlias = np.ndarray[Any, np.dtype[np.float32]]
CELLS, FINE_CELLS = 45, 91  # networks computed per side; random directions have sharper edges
PIXELS = 320  # of the drawn map per side: the losses between are interpolated
LEVELS = np.array([m * 10.0**e for e in range(-3, 2) for m in (1, 1.5, 2, 3, 5, 7)])
LABELLED = 34.0  # pixels between two written heights
HIGHEST = 1e3  # what stands for a loss that overflowed
ARROW = 46.0
LEVEL = 1e-3  # a slope that hardly moves the ring at any rate on offer has no arrow
LINE = 0.8  # half the width of a contour line, in pixels of the map
LEVEL_GROUND = 0.002  # contours a pixel: where the next line would be farther than the map is wide
SHADES, STRONGEST = 6, 0.7  # steps of a line's soft edge, and its opacity


class MapPicture:
    """A square of a slice: `reach` to each side of its centre, on both axes."""

    def __init__(self, pen: Pen, reach: float, centre: Point = (0.0, 0.0)) -> None:
        """Fit the square into the picture, with room for its axes."""
        self.pen = pen
        side = max(min(pen.box.width - 64, pen.box.height - 50), 1)
        self.frame = Box(52 + (pen.box.width - 64 - side) / 2, 10, side, side)
        u, v = centre
        self.axes = Axes.of(self.frame, (u - reach, u + reach), (v - reach, v + reach))
        self.x, self.y = self.axes.x, self.axes.y
        self.reach, self.centre = reach, centre

    def draw(
        self, run: MapRun, plane: Plane, names: tuple[str, str], *, finely: bool = False
    ) -> None:
        """Draw the map of a run around 0, its heights and its axes."""
        span, cells = (-self.reach, self.reach), FINE_CELLS if finely else CELLS
        surface = loss_surface(run.mlp, run.x, run.t, run.plan.loss, plane, span, span, cells)
        self.show(surface.values, names)

    def show(self, values: Array, names: tuple[str, str]) -> None:
        """Draw the map of the losses (cells, cells), lowest row first, its heights and its axes."""
        self.pen.clear()
        losses = np.nan_to_num(values, nan=HIGHEST, posinf=HIGHEST)
        self.pen.map(_paint(losses), self.frame)
        self._write_heights(losses)
        self._axes(names)

    def trail(self, places: list[tuple[float, float]]) -> None:
        """Where training went, seen from above, with a square where it began."""
        points = [self.at(*place) for place in places]
        with self.pen.clipped(self.frame):
            seamed(self.pen, points, "ink", 2.5)
            dots = points[1 : -1 : max(1, len(points) // 40)]
            self.pen.marks(dots, 3, square=False, fill="ink", outline="card", width=1)
            self.pen.marks(points[:1], 5, square=True, fill="ink", outline="card", width=1)

    def arrow(self, place: tuple[float, float], slope: tuple[float, float]) -> None:
        """Straight downhill, against the gradient; nothing where the ground is nearly level."""
        length = hypot(*slope)
        if length < LEVEL:
            return
        x, y = self.at(*place)
        dx, dy = -slope[0] / length, slope[1] / length  # up on the map is down in pixels
        with self.pen.clipped(self.frame):
            arrow(self.pen, (x, y), (x + dx * ARROW, y + dy * ARROW))

    def ring(self, place: tuple[float, float]) -> None:
        """The present network, which the reader can drag; at the edge if it lies outside."""
        handle(self.pen, self.at(*place))

    def cross(self, place: tuple[float, float]) -> None:
        """A cross-hair where the reader reads the map."""
        with self.pen.clipped(self.frame):
            crosshair(self.pen, self.at(*place), self.frame)

    def at(self, u: float, v: float) -> Point:
        """Where a place lies on the picture; what is far outside stays just outside."""
        most, (across, up) = 1.02 * self.reach, self.centre
        u, v = (min(max(n, -most), most) for n in (u - across, v - up))
        return self.x(across + u), self.y(up + v)

    def _axes(self, names: tuple[str, str]) -> None:
        pen, frame = self.pen, self.frame
        most = max(3, int(frame.width // 60))
        across, up = (ticks(scale.low, scale.high, most) for scale in (self.x, self.y))
        self.axes.draw(pen, across, up, closed=True)
        right, upwards = names
        pen.text(right, (frame.right, frame.bottom + 31), "ink", align="right", bold=True, size=14)
        self.axes.names(pen, "", upwards)

    def _write_heights(self, losses: Array) -> None:
        """The losses of the contour lines, along a diagonal."""
        cells = len(losses)
        diagonal = losses[np.arange(cells), cells - 1 - np.arange(cells)]
        last = -LABELLED
        for i in range(1, cells):
            low, high = sorted((diagonal[i - 1], diagonal[i]))
            crossed = LEVELS[(low < LEVELS) & (high >= LEVELS)]
            place = self.frame.width * i / (cells - 1)
            if len(crossed) and place - last >= LABELLED and 24 < place < self.frame.width - 24:
                at = (self.frame.right - place, self.frame.bottom - place)
                self.pen.text(number(float(crossed[0])), at, "ink", size=14, halo="card")
                last = place


def _paint(losses: Array) -> Palette:
    """Pixels of a map: cividis by the loss, and a line wherever it passes a round number.

    Losses are counted in contours passed, so that one array gives both colours and lines.
    """
    passed = np.interp(losses, LEVELS, np.arange(len(LEVELS)))
    fine = _stretched(passed)[::-1]
    low, high = float(fine.min()), float(fine.max())
    slope = np.hypot(*np.gradient(fine))
    distance = np.abs(fine - np.rint(fine)) / np.maximum(slope, LEVEL_GROUND)  # in pixels
    distance[slope < LEVEL_GROUND] = np.inf  # a plain that has the height of a line is not a line
    covered = np.clip((LINE + 0.5 - distance) * (SHADES - 1), 0, SHADES - 1)
    shares = (fine - low) * (255 / max(high - low, 1e-6))
    index = covered.astype(np.intp) * len(CIVIDIS) + shares.astype(np.intp)
    pixels: Palette = _shaded().take(index)
    return pixels


@lru_cache(maxsize=1)
def _shaded() -> Palette:
    """Cividis, and after it the same with more and more of a contour line over it."""
    channels = CIVIDIS.view(np.uint8).reshape(-1, 4).astype(np.float64)
    line = np.where(np.arange(len(CIVIDIS)) < len(CIVIDIS) / 2, 255.0, 0.0)  # light on the dark
    ink = np.stack([line, line, line, np.full(len(CIVIDIS), 255.0)], axis=1)
    shades = [channels + (ink - channels) * STRONGEST * i / (SHADES - 1) for i in range(SHADES)]
    pixels: Palette = np.concatenate(shades).round().astype(np.uint8).view(np.uint32)[:, 0]
    return pixels


@lru_cache(maxsize=4)
def _hats(cells: int) -> Fine:
    """How much each of the cells counts for each of the PIXELS (PIXELS, cells)."""
    places = np.linspace(0, cells - 1, PIXELS)
    hats = np.clip(1 - np.abs(places[:, None] - np.arange(cells)), 0, 1)
    shares: Fine = hats.astype(np.float32)
    return shares


def _stretched(values: Array) -> Fine:
    """A square of values on PIXELS a side, linear in between."""
    hats = _hats(len(values))
    fine: Fine = (hats @ values.astype(np.float32)).dot(hats.T)
    return fine
