"""The pictures of the activations widget: one large graph, and all six in small."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite

import numpy as np

from kit.pen.pen import Pen, Point
from kit.pen.scales import Box
from kit.pen.ticks import ticks
from kit.pictures.contours import Grid
from kit.pictures.graph import Graph, Span
from kit.words.numbers import number
from pycore.nn.activations import ACTIVATIONS, Activation
from widgets.activations.flat_zones import flat_zones
from widgets.activations.readings import height

COMMON: Span = (-1.5, 2.5)  # all small graphs share this height, so that they can be compared
LEFT, TOP, RIGHT, BOTTOM = 40.0, 12.0, 12.0, 40.0
POINTS, FEW_POINTS = 201, 61  # of a curve, large and small; odd, so that 0 is among them
LEFT_WORDS, RIGHT_WORDS = 0.3, 0.62  # down a zone: rising curves and their labels are elsewhere
TANGENT = 55.0  # pixels to each side
CAPTION = 42.0  # room for a small graph's name and numbers
GAP = 8.0
NAMED = 22.0  # pixels that a curve's name needs above it
WIDE = 1.5  # from this ratio of width to height on, the small graphs stand in two rows of three


def main_graph(pen: Pen, activation: Activation, window: Span) -> Graph:
    """The large graph's place; as high as the curve and its derivative need."""
    box = pen.box
    frame = Box(LEFT, TOP, box.width - LEFT - RIGHT, box.height - TOP - BOTTOM)
    return Graph(pen, frame, window, _height(activation, window))


def draw_main(
    pen: Pen,
    activation: Activation,
    z: float,
    window: Span,
    *,
    with_slope: bool,
    peek: float | None,
) -> None:
    """Draw the curve, its almost flat zones, the cross-hair with the tangent, and a peek."""
    pen.clear()
    graph = main_graph(pen, activation, window)
    graph.draw_axes(ticks(*window, most=5), ticks(graph.y.low, graph.y.high, most=5))
    for zone in flat_zones(activation, window):
        down = LEFT_WORDS if zone[0] == window[0] else RIGHT_WORDS
        graph.zone(*zone, "saturated", down)
    pen.text("z", (graph.frame.right - 8, graph.frame.bottom + 29), "muted", bold=True)
    along = np.linspace(*window, POINTS)
    if with_slope:
        graph.curve(along, activation.derivative(along), "muted", 2.5, (7, 5))
    graph.curve(along, activation.value(along))
    if peek is not None:
        _draw_peek(graph, activation, peek)
    _draw_crosshair(graph, activation, z, with_slope)


def small_graph(pen: Pen, panel: Box, window: Span) -> Graph:
    """The graph in a panel, above its name and numbers."""
    frame = Box(panel.left, panel.top, panel.width, panel.height - CAPTION)
    return Graph(pen, frame, window, COMMON)


def panel_at(pen: Pen, x: float, y: float) -> tuple[Activation, Box] | None:
    """The function whose panel lies there, and the panel."""
    for activation, panel in zip(ACTIVATIONS.values(), panels(pen.box), strict=True):
        if panel.left <= x <= panel.right and panel.top <= y <= panel.bottom:
            return activation, panel
    return None


def draw_gallery(
    pen: Pen, chosen: Activation, z: float, window: Span, peek: tuple[Activation, float] | None
) -> None:
    """Draw all six curves in one window, each with its dot at z and its two numbers.

    The numbers of the one that is pointed at are those under the pointer.
    """
    pen.clear()
    along = np.linspace(*window, FEW_POINTS)
    for activation, panel in zip(ACTIVATIONS.values(), panels(pen.box), strict=True):
        graph = small_graph(pen, panel, window)
        frame = graph.frame
        for zone in flat_zones(activation, window):
            graph.zone(*zone)
        graph.path([(window[0], 0), (window[1], 0)], "line", 1, ())
        graph.curve(along, activation.value(along), "ink", 2)
        value, slope = float(activation.value(z)), float(activation.derivative(z))
        if COMMON[0] <= value <= COMMON[1]:
            pen.circle(graph.at(z, value), 5, fill="live", outline="card")
        bold = activation is chosen
        pen.rectangle(frame, outline="ink" if bold else "line", width=3 if bold else 1, radius=4)
        middle = frame.left + frame.width / 2
        above, below = f"{activation.label}: {height(activation, z)}", f"slope {number(slope)}"
        if peek is not None and activation is peek[0]:
            above, below = _peek(graph, *peek)
        pen.text(above, (middle, frame.bottom + 12), "ink", bold=bold)
        pen.text(below, (middle, frame.bottom + 30), "muted", size=14)


def panels(box: Box) -> list[Box]:
    """Where the six small graphs stand: three by two, or two by three on a tall picture."""
    columns = 3 if box.width > WIDE * box.height else 2
    rows = -(-len(ACTIVATIONS) // columns)
    width = (box.width - GAP * (columns - 1) - 4) / columns
    height = (box.height - GAP * (rows - 1) - 4) / rows
    places = (divmod(index, columns) for index in range(len(ACTIVATIONS)))
    return [
        Box(2 + column * (width + GAP), 2 + row * (height + GAP), width, height)
        for row, column in places
    ]


def _height(activation: Activation, window: Span) -> Span:
    """A bounded curve fills the graph; an unbounded one is shown as far as it goes."""
    low, high = activation.range
    if isfinite(low) and isfinite(high):
        room = 0.2 * (high - low)
        return low - room, high + room
    low, high = activation.value(window).tolist()
    return min(low, -1.0), high


def _draw_crosshair(graph: Graph, activation: Activation, z: float, with_slope: bool) -> None:
    pen, frame = graph.pen, graph.frame
    value, slope = float(activation.value(z)), float(activation.derivative(z))
    x, y = graph.at(z, value)
    pen.line([(x, frame.top), (x, frame.bottom)], "live", 1.5)
    pen.line([(frame.left, y), (x, y)], "live", 1.5, (3, 4))
    with pen.clipped(frame):
        pen.line(_tangent(graph, (x, y), slope), "a-fill", 4)
    if with_slope:
        pen.circle(graph.at(z, slope), 5, fill="muted", outline="card", width=2)
        _name(graph, "f′", activation.derivative)
    _name(graph, "f", activation.value)
    pen.circle((x, y), 8, fill="live", outline="card", width=2)
    _label(graph, x, f"z = {number(z)}", frame.bottom + 30)
    _beside(graph, x, y, f"height {height(activation, z)}", -1)
    _beside(graph, x, y, f"slope {number(slope)}", 1)


def _beside(graph: Graph, x: float, y: float, words: str, side: int) -> None:
    """Words on one of the two free sides of a rising curve: up to the left, down to the right."""
    frame = graph.frame
    half = graph.pen.width_of(words, bold=True) / 2
    across = min(max(x + side * (half + 16), frame.left + half + 6), frame.right - half - 6)
    down = min(max(y + side * 24, frame.top + 14), frame.bottom - 14)
    graph.pen.label(words, (across, down), "live" if side < 0 else "a", bold=True)


def _tangent(graph: Graph, at: Point, slope: float) -> list[Point]:
    """A short line through the dot that is as steep as the curve there."""
    across = graph.x(1) - graph.x(0)
    up = slope * (graph.y(1) - graph.y(0))
    scale = TANGENT / (across**2 + up**2) ** 0.5
    step = across * scale, up * scale
    return [(at[0] - step[0], at[1] - step[1]), (at[0] + step[0], at[1] + step[1])]


def _name(graph: Graph, name: str, of: Callable[[float], Grid]) -> None:
    """The curve's letter beside its right end, or as far right as it is in view."""
    for z in (5.4, 3.0, 1.5, 0.7):
        x, y = graph.at(z, float(of(z)))
        if y >= graph.frame.top + NAMED:
            at = x, y - 14
            colour = "muted" if name == "f′" else "ink"
            graph.pen.text(name, at, colour, bold=True, halo="card")
            return


def _draw_peek(graph: Graph, activation: Activation, z: float) -> None:
    """What lies under a pointer that only passes over: a thin line and its three numbers."""
    words = ", ".join(_peek(graph, activation, z))
    _label(graph, graph.x(z), words, graph.frame.top + 14)


def _peek(graph: Graph, activation: Activation, z: float) -> tuple[str, str]:
    """Draw the line and the dot under a pointer; returns place and height, and the slope."""
    x, y = graph.at(z, float(activation.value(z)))
    graph.pen.line([(x, graph.frame.top), (x, graph.frame.bottom)], "muted", 1, (3, 4))
    if graph.frame.top <= y <= graph.frame.bottom:
        graph.pen.circle((x, y), 5, fill="card", outline="muted", width=2)
    slope = number(float(activation.derivative(z)))
    return f"z {number(z, 2)}: f {height(activation, z)}", f"f′ {slope}"


def _label(graph: Graph, x: float, words: str, y: float) -> None:
    """Words under or over a line, kept inside the frame."""
    half = graph.pen.width_of(words, bold=True) / 2 + 4
    at = min(max(x, graph.frame.left + half), graph.frame.right - half)
    graph.pen.label(words, (at, y), "ink", bold=True)
