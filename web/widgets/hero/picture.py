"""The picture of the hero on three canvases: the network, the points, and what moves over them.

The points change with the size and the colours alone, the network with every epoch, and the ring,
the values and the signals whenever the reader does something.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from kit.pen.axes import Axes
from kit.pen.colours import diverging, paint
from kit.pen.marks import samples
from kit.pen.pen import Circle, Curve, Pen, Point
from kit.pen.scales import Box
from kit.pictures import lens
from kit.pictures.contours import Grid
from kit.pictures.diagram import sign_dash, sign_fill, thickness
from kit.pictures.lens_layout import LensLayout
from kit.pictures.network_picture import name_of, weight_of
from pycore import MLP
from pycore.datasets import Dataset
from widgets.hero.training import EDGE, SIZES

LEAST = 2.5
"""The largest weight is drawn thickest, or one of so much where all are less."""

DIM = 0.25
"""What is left of a map's colour while its lens waits for the signal."""

MARK, MARK_NARROW, NARROW = 4.0, 2.5, 90.0
"""The radius of a data point, and in an output lens whose radius is below `NARROW`."""

NARROW_PICTURE = 480.0
"""Pixels: here a column has no room for its name."""


@lru_cache(maxsize=4)  # asked for at every frame
def layout_of(box: Box) -> LensLayout:
    """The network fitted into a picture."""
    return LensLayout(box, SIZES)


@dataclass(frozen=True)
class Light:
    """How far each layer is lit, and how far the signals into it have come; None without any."""

    lit: tuple[float, ...]
    signals: tuple[float | None, ...]


def draw_structure(pen: Pen) -> None:
    """What is known before anything is computed: which neuron is joined to which."""
    pen.clear()
    layout = layout_of(pen.box)
    pen.curves([layout.curve(spot) for spot in layout.edges], "hair", 2.0)
    lens.empty(pen, layout.lenses)


def draw_network(
    pen: Pen, mlp: MLP, maps: tuple[Grid, Grid], light: Light, *, filling: bool = False
) -> None:
    """The edges by their weights, and every lens with its map, as bright as its layer is lit.

    While the lenses fill for the first time, what is not reached is still empty.
    """
    pen.clear()
    layout = layout_of(pen.box)
    _draw_edges(pen, layout, mlp, light)
    strengths = [DIM + (1 - DIM) * light.lit[spot.layer] for spot in layout.neurons]
    shown = np.array(strengths)[:, np.newaxis, np.newaxis]
    inner, output = maps
    palette = diverging(pen.tokens)
    lens.maps(pen, layout.lenses[:-1], paint(palette, inner * shown[:-1]))
    lens.maps(pen, layout.lenses[-1:], paint(palette, output * shown[-1:]))
    known = zip(layout.neurons, layout.lenses, strict=True)
    blank = [at for spot, at in known if filling and light.lit[spot.layer] == 0]
    lens.glass(pen, [at for at in layout.lenses if at not in blank])
    lens.empty(pen, blank)
    _draw_names(pen, layout)


def draw_points(pen: Pen, data: Dataset) -> None:
    """The data: class A as circles, class B as squares."""
    pen.clear()
    size = MARK_NARROW if pen.box.width / 2 < NARROW else MARK
    axes = plane(pen.box)
    samples(pen, [axes.at(*point) for point in data.x[data.t[:, 0] == 1].tolist()], "a", size)
    samples(pen, [axes.at(*point) for point in data.x[data.t[:, 0] == 0].tolist()], "b", size)


def plane(box: Box) -> Axes:
    """The plane of the inputs over the square of the output lens."""
    return Axes.of(box, (-EDGE, EDGE), (-EDGE, EDGE))


def place_of(output: Circle, point: tuple[float, float]) -> Point:
    """Where a point of the plane lies in the output lens."""
    return plane(lens.square(output)).at(*point)


def _draw_edges(pen: Pen, layout: LensLayout, mlp: MLP, light: Light) -> None:
    """Thin ones first; what leads to a layer that is not lit yet is but a hair."""
    weights = {spot: weight_of(mlp, spot) for spot in layout.edges}
    largest = max(LEAST, *(abs(weight) for weight in weights.values()))
    waiting: list[Curve] = []
    for spot in sorted(layout.edges, key=lambda spot: abs(weights[spot])):
        weight, curve = weights[spot], layout.curve(spot)
        if light.lit[spot.layer] == 0 and light.signals[spot.layer] is None:
            waiting.append(curve)
            continue
        pen.curves([curve], sign_fill(weight), thickness(weight, largest), sign_dash(weight))
    if waiting:
        pen.curves(waiting, "hair", 2.0)


def _draw_names(pen: Pen, layout: LensLayout) -> None:
    for spot in layout.neurons[: layout.sizes[0]]:
        lens.name(pen, layout.lens(0, spot.target), name_of(spot, layout.sizes))
    for words, x in column_names(layout):
        pen.text(words, (x, layout.box.bottom - 10), "muted")


def column_names(layout: LensLayout) -> list[tuple[str, float]]:
    """What stands below the columns, and where; on a phone one word for all hidden layers."""
    first, *hidden, last = layout.columns
    if layout.box.width < NARROW_PICTURE:
        inner = [("neurons", sum(hidden) / len(hidden))]
    else:
        counts = layout.sizes[1:-1]
        inner = [(f"{count} neurons", x) for count, x in zip(counts, hidden, strict=True)]
    return [("inputs", first), *inner, ("output", last)]
