"""The pictures of the training loop: the map, the confidence in one point, the network."""

from __future__ import annotations

from kit.pen.axes import Axes
from kit.pen.marks import picked, plate, trail
from kit.pen.pen import Pen
from kit.pen.scales import Box
from kit.pen.ticks import ticks
from kit.pictures.contours import Grid
from kit.pictures.network_layout import NetworkLayout, Spot
from kit.pictures.network_picture import Scene, draw_network
from kit.pictures.plane import Plane
from pycore import MLP
from widgets.training_loop.loop import Rows
from widgets.training_loop.story import SCALE, Story
from widgets.training_loop.words import confidence

EDGE = 5.5
TICKS = (-4.0, -2.0, 0.0, 2.0, 4.0)
RING, BATCH_RING = 12.0, 22.0


def map_plane(pen: Pen) -> Plane:
    """Where the eight points lie."""
    return Plane(pen, -EDGE, EDGE)


def draw_map(pen: Pen, story: Story, mlp: MLP, chosen: int, batch: Rows | None) -> None:
    """Draw what the network answers everywhere, and the points; rings mark some of them."""
    pen.clear()
    plane = map_plane(pen)
    outputs = mlp.predict(plane.grid()[1] / SCALE)[:, 0]
    plane.colour(2.0 * outputs - 1.0)
    plane.boundary(outputs - 0.5)
    plane.axes(TICKS)
    answers = mlp.predict(story.x)[:, 0]
    for index, ((x, y), target) in enumerate(
        zip(story.points.tolist(), story.classes.tolist(), strict=True)
    ):
        at = plane.at(x, y)
        if index == chosen:
            picked(pen, Box(at[0] - RING, at[1] - RING, 2 * RING, 2 * RING), RING)
        if batch is not None and index in batch:
            pen.circle(at, BATCH_RING, outline="card", width=5)
            pen.circle(at, BATCH_RING, outline="ink", width=2.5)
        plane.mark(x, y, "a" if target else "b")
        pen.text(story.names[index][-1], at, "card", bold=True, size=14)
        plane.verdict(x, y, (answers[index] > 0.5) == bool(target))


def nearest(pen: Pen, story: Story, x: float, y: float) -> int:
    """The point that lies nearest to a place on the map."""
    plane = map_plane(pen)
    places = [plane.at(*point) for point in story.points.tolist()]
    return min(range(len(places)), key=lambda n: (places[n][0] - x) ** 2 + (places[n][1] - y) ** 2)


def draw_confidence(pen: Pen, story: Story, epoch: int, chosen: int) -> None:
    """Draw how sure the network is of the true class of every point, epoch by epoch."""
    pen.clear()
    axes = Axes.fit(pen.box, (0.0, float(max(story.last, 1))), (0.0, 1.0))
    axes.draw(pen, ticks(0.0, axes.x.high, 5), [(0.0, "0"), (0.5, "0.5"), (1.0, "1")])
    middle = axes.y(0.5)
    pen.line([(axes.frame.left, middle), (axes.frame.right, middle)], "line", 1, (4, 4))
    lines = [
        [
            axes.at(float(n), confidence(float(chances[index]), float(target)))
            for n, chances in enumerate(story.chances)
        ]
        for index, target in enumerate(story.classes.tolist())
    ]
    for index, points in enumerate(lines):
        if index != chosen:
            pen.line(points, "line", 1)
    trail(pen, lines[chosen], "ink", 2.5)
    x = axes.x(epoch)
    pen.line([(x, axes.frame.top), (x, axes.frame.bottom)], "ink", 2, (2, 4))
    pen.circle(lines[chosen][epoch], 7, fill="card", outline="ink", width=3)
    plate(pen, f"point {chosen + 1}", (axes.frame.right, axes.frame.bottom - 15), "right")


def draw_thoughts(pen: Pen, mlp: MLP, sample: Grid) -> None:
    """Draw the network with the numbers that one sample (inputs,) makes in it."""
    pen.clear()
    trace = mlp.forward(sample)
    layers = [sample.tolist(), *(a[0].tolist() for a in trace.a)]
    values = {
        Spot("n", layer, index): value
        for layer, row in enumerate(layers)
        for index, value in enumerate(row)
    }
    output = Spot("n", len(layers) - 1, 0)
    shares = {**values, output: 2.0 * values[output] - 1.0}
    layout = NetworkLayout(pen.box, tuple(mlp.sizes))
    draw_network(pen, layout, mlp, Scene(values=values, shares=shares))
