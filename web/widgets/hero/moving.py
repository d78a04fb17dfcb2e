"""What moves over the network: signals on their way, the values that have arrived, and the ring."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kit.pen.pen import Pen, Point
from kit.pictures import lens
from kit.pictures.diagram import signal
from kit.pictures.lens_layout import along
from kit.pictures.network_layout import Spot
from kit.pictures.network_picture import weight_of
from pycore import MLP
from widgets.hero.picture import Light, layout_of, place_of

SMALLEST, BY_SIZE, LARGEST = 3.0, 1.6, 9.0
"""A signal's radius: 3 and 1.6 for each whole of |w · a|, at most 9 pixels."""

RING, DOT, SEAM = 11.0, 3.0, 2.0


def draw_moving(
    pen: Pen,
    mlp: MLP,
    values: Sequence[Sequence[float]],
    words: Mapping[Spot, str],
    light: Light,
) -> None:
    """Signals on their way, the values that have arrived, and the ring on the output."""
    pen.clear()
    layout = layout_of(pen.box)
    for spot in layout.edges:
        share = light.signals[spot.layer]
        if share is not None:
            carried = weight_of(mlp, spot) * values[spot.layer - 1][spot.source]
            size = min(SMALLEST + BY_SIZE * abs(carried), LARGEST)
            signal(pen, along(layout.curve(spot), share), carried, size)
    output = layout.lenses[-1]
    _draw_ring(pen, place_of(output, (values[0][0], values[0][1])))
    for spot, at in zip(layout.neurons, layout.lenses, strict=True):
        if light.lit[spot.layer] > 0:
            lens.pill(pen, at, words[spot], strong=at == output)


def _draw_ring(pen: Pen, at: Point) -> None:
    """The point that the reader moves: a ring with a dot, clear of any colour behind it."""
    pen.circle(at, RING, outline="card", width=3 + 2 * SEAM)
    pen.circle(at, RING, outline="ink", width=3)
    pen.circle(at, DOT + SEAM, fill="card", outline=None)
    pen.circle(at, DOT, fill="ink", outline=None)
