"""Small pictures of the data sets, drawn from the sets, under the buttons that choose them."""

from __future__ import annotations

from kit.pen.pen import Pen
from kit.pen.scales import Box, Scale
from kit.pictures.diagram import light
from pycore.datasets import DATASETS, make
from widgets.playground.data.points import EDGE
from widgets.playground.data.units import Units
from widgets.playground.recipe import HEIGHTS, OWN, OWN_HEIGHTS

SETS = {
    **{name: made.label for name, made in DATASETS.items()},
    OWN: "your own points",
    OWN_HEIGHTS: "your own heights",
}
"""The data sets in the order of the form, with their names."""

COLUMNS = 4
ROWS = -(-len(SETS) // COLUMNS)
GAP, INSET = 4.0, 6.0
COUNT, DOT = 70, 1.6
OWN_EXAMPLES = {OWN: ((-3, 1, 1), (3, -1, 0)), OWN_HEIGHTS: ((-3, 1, 0.5), (3, -1, -0.5))}


def draw_thumbnails(pen: Pen) -> None:
    """Draw them all; each cell of the grid lies under one button."""
    pen.clear()
    width = (pen.box.width - GAP * (COLUMNS - 1)) / COLUMNS
    height = (pen.box.height - GAP * (ROWS - 1)) / ROWS
    for place, name in enumerate(SETS):
        row, column = divmod(place, COLUMNS)
        left, top = column * (width + GAP), row * (height + GAP)
        _draw(pen, name, Box(left + INSET, top + INSET, width - 2 * INSET, height - 2 * INSET))


def _draw(pen: Pen, name: str, box: Box) -> None:
    across = Scale(-EDGE, EDGE, box.left, box.right)
    up = Scale(-EDGE, EDGE, box.bottom, box.top)
    if name in OWN_EXAMPLES:
        points = [(across(x1), up(x2), t) for x1, x2, t in OWN_EXAMPLES[name]]
        middle, arm = (box.left + box.width / 2, box.top + box.height / 2), 6.0
        for dx, dy in ((arm, 0), (0, arm)):
            ends = [(middle[0] - dx, middle[1] - dy), (middle[0] + dx, middle[1] + dy)]
            pen.line(ends, "ink", 2)
    else:
        count = 8 if name == "eight" else COUNT
        data = Units.of(name).on_plane(make(name, count, noise=0.05, seed=1))
        rows = zip(data.x.tolist(), data.t[:, 0].tolist(), strict=True)
        points = [(across(x1), up(x2), t) for (x1, x2), t in rows]
    size = DOT if len(points) > 8 else 2 * DOT
    if name in HEIGHTS:
        for x, y, t in points:
            fill = light(pen, max(min(t, 1.0), -1.0))
            pen.marks([(x, y)], 1.4 * size, square=t < 0, fill=fill, outline="line", width=0.75)
        return
    for target, colour in ((0, "b"), (1, "a")):
        centres = [(x, y) for x, y, t in points if t == target]
        pen.marks(centres, size, square=not target, fill=colour, outline=None)
