"""A landscape seen from above: height as colour, contour lines, and fog over what is far."""

from __future__ import annotations

from functools import lru_cache
from math import dist
from typing import Any

import numpy as np

from kit.pen.axes import Axes
from kit.pen.cividis import CIVIDIS
from kit.pen.colours import Colour, Palette
from kit.pen.pen import Pen, Point
from kit.pictures.contours import Grid
from kit.words.numbers import number
from pycore.landscapes import Landscape

MOST_PIXELS = 480  # per side; a map of this size is computed in some 30 ms, once for a landscape
LINE = 0.62  # how much of a contour line covers the colour below it
LINE_WIDTH = 1.3  # pixels of the map, with soft edges
DARK_BELOW = 0.42  # lower ground is dark, and its contour lines are light
WHITE, BLACK = np.uint32(0xFFFFFFFF), np.uint32(0xFF000000)
SOFT = 0.3  # share of the fog's edge that is half clear
LABEL_GAP = 34.0  # pixels between the heights that are written on the map


class Relief:
    """A map of a landscape with two variables."""

    def __init__(self, pen: Pen, ground: Landscape, levels: tuple[float, ...]) -> None:
        """Fit the landscape's view into the picture; `levels` are the heights of its contours."""
        self.pen, self.ground, self.levels = pen, ground, levels
        self.axes = Axes.square(pen.box, *ground.view)
        self._side = int(min(round(self.axes.frame.width * pen.size.ratio), MOST_PIXELS))

    def draw(self, clearing: tuple[Point, float] | None = None, fog: Colour = (0, 0, 0)) -> None:
        """Draw the map; or only a round clearing (centre and radius in pixels) in the fog."""
        pixels = _pixels(self.ground, self.axes, self.levels, max(self._side, 1))
        if clearing is not None:
            pixels = self._fogged(pixels, *clearing, fog)
        self.pen.map(pixels, self.axes.frame)

    def write_heights(self) -> None:
        """Write the heights of the contours along the line from the middle to a lower corner."""
        frame, ground = self.axes.frame, self.ground
        shares = np.linspace(0.0, 0.86, 300)
        x = np.array([self.axes.x.invert(frame.left + frame.width * (1 + s) / 2) for s in shares])
        y = np.array([self.axes.y.invert(frame.top + frame.height * (1 + s) / 2) for s in shares])
        heights = ground.value(np.column_stack([x, y]))
        written = [self.axes.at(*minimum) for minimum in ground.minima]
        for level in self.levels:
            crossings = np.flatnonzero(np.diff(np.sign(heights - level))).tolist()
            places = [self.axes.at(float(x[index]), float(y[index])) for index in crossings]
            free = [at for at in places if all(dist(at, other) > LABEL_GAP for other in written)]
            for at in free[:1]:
                self.pen.text(number(level), at, size=14, halo="card")
                written.append(at)

    def _fogged(self, pixels: Palette, centre: Point, radius: float, fog: Colour) -> Palette:
        """The map where it is near; fog elsewhere. Only the clearing's own square is blended."""
        scale = self._side / self.axes.frame.width
        cx, cy = ((at - start) * scale for at, start in zip(centre, self._corner(), strict=True))
        reach = radius * scale
        red, green, blue = fog
        misty = np.full_like(pixels, red | green << 8 | blue << 16 | 255 << 24)
        top, bottom = _span(cy, reach, self._side)
        left, right = _span(cx, reach, self._side)
        rows, columns = np.arange(top, bottom)[:, None], np.arange(left, right)
        distance = np.sqrt((rows - cy) ** 2 + (columns - cx) ** 2) / max(reach, 1.0)
        clear = np.clip((1.0 - distance) / SOFT, 0.0, 1.0)
        near = pixels[top:bottom, left:right]
        misty[top:bottom, left:right] = _blend(misty[top:bottom, left:right], near, clear)
        return misty

    def _corner(self) -> Point:
        return self.axes.frame.left, self.axes.frame.top


def _span(centre: float, reach: float, side: int) -> tuple[int, int]:
    low = int(min(max(centre - reach, 0), side))
    return low, int(min(max(centre + reach + 1, low), side))


@lru_cache(maxsize=8)  # a drag draws the same map at every move
def _pixels(ground: Landscape, axes: Axes, levels: tuple[float, ...], side: int) -> Palette:
    middles = (np.arange(side) + 0.5) / side
    x = axes.x.low + middles * (axes.x.high - axes.x.low)
    y = axes.y.high + middles * (axes.y.low - axes.y.high)  # the first row is on top
    points = np.stack(np.meshgrid(x, y), axis=-1)  # (side, side, 2)
    heights = ground.value(points)
    shares = _shares(heights, levels)
    pixels: Palette = CIVIDIS.take((shares * 255).astype(np.intp))
    steepness = np.linalg.norm(ground.gradient(points), axis=-1)
    per_pixel = steepness * (axes.x.high - axes.x.low) / side
    lines = LINE * _on_line(heights, per_pixel, levels)
    intervals = len(levels) + 1
    level = np.round(shares * intervals) / intervals  # of the nearest line: each has one colour
    ink = np.where(level < DARK_BELOW, WHITE, BLACK)
    drawn = _blend(pixels, ink, lines)
    drawn.flags.writeable = False
    return drawn


def _shares(heights: Grid, levels: tuple[float, ...]) -> Grid:
    """Heights as shares from 0 to 1, the same from each contour to the next."""
    steps = np.linspace(0.0, 1.0, len(levels) + 2)
    low, high = float(heights.min()), float(heights.max())
    known = [min(low, levels[0]), *levels, max(high, levels[-1])]
    shares: Grid = np.interp(heights, known, steps)
    return shares


def _on_line(heights: Grid, per_pixel: Grid, levels: tuple[float, ...]) -> Grid:
    """How much of each pixel (0 to 1) lies on a contour line, from its distance in pixels."""
    borders = np.array(levels)
    above = np.searchsorted(borders, heights)
    upper = borders[np.minimum(above, len(levels) - 1)]
    lower = borders[np.maximum(above - 1, 0)]
    gap = np.minimum(np.abs(heights - lower), np.abs(heights - upper))
    distance = gap / np.maximum(per_pixel, 1e-9)
    covered: Grid = np.clip(LINE_WIDTH / 2 + 0.5 - distance, 0.0, 1.0)
    return covered


def _blend(below: Palette, above: Palette, share: np.ndarray[Any, np.dtype[np.float64]]) -> Palette:
    """Pixels of `above` over those of `below`, each as opaque as its share."""
    shape = (*below.shape, 4)
    under, over = (np.ascontiguousarray(p).view(np.uint8).reshape(shape) for p in (below, above))
    mixed = under + (over.astype(np.float64) - under) * share[..., None]
    blended: Palette = np.round(mixed).astype(np.uint8).view(np.uint32)[..., 0]
    return blended
