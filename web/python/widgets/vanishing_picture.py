"""The picture of the vanishing widget: one panel of bars per activation, on one shared axis."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil, floor, log10

from kit.graph import Graph, Span, Tick, ticks
from kit.magnitudes import magnitude, power_of_ten
from kit.pen import Pen
from kit.scales import Box
from pycore.activations import ACTIVATIONS
from widgets.backward_paths import Shares

MILLIONTH = 1e-6
LEFT, TOP, RIGHT, BOTTOM, GAP = 58.0, 46.0, 6.0, 44.0, 12.0
BAR = 0.72  # of the room of a layer
ROOMY = 150.0  # pixels; a narrower panel says its number without a word before it
LABELLED = 8  # up to so many layers every one gets its number
MARK = 9.0  # pixels from the ground to the 0 of a bar that no logarithm can show


def draw_paths(pen: Pen, paths: Mapping[str, Shares], logarithmic: bool) -> None:
    """Draw the shares of every layer; the gradient comes in from the right."""
    pen.clear()
    everything = [share for shares in paths.values() for share in shares]
    span, up = _log_axis(everything) if logarithmic else _plain_axis(everything)
    width = (pen.box.width - LEFT - RIGHT - GAP * (len(paths) - 1)) / len(paths)
    for index, (name, shares) in enumerate(paths.items()):
        left = LEFT + index * (width + GAP)
        frame = Box(left, TOP, width, pen.box.height - TOP - BOTTOM)
        depth = len(shares)
        graph = Graph(pen, frame, (0.5, depth + 0.5), span)
        graph.axes(_layers(depth, width), [(v, words if index == 0 else "") for v, words in up])
        _draw_bars(graph, shares, logarithmic)
        middle = left + width / 2
        pen.text(ACTIVATIONS[name].label, (middle, 13), "ink", bold=True)
        first = magnitude(shares[0])
        words = f"layer 1 gets {first}" if width >= ROOMY else first.replace(" ", "")
        pen.text(words, (middle, 33), "ink", size=14)
    words = "layer   ← the gradient comes from the loss, on the right"
    if pen.box.width < 3 * ROOMY:
        words = "layer   ← the loss is on the right"
    pen.text(words, (LEFT + (pen.box.width - LEFT) / 2, pen.box.height - 10), "muted", size=14)


def _draw_bars(graph: Graph, shares: Shares, logarithmic: bool) -> None:
    for layer, share in enumerate(shares, start=1):
        place = layer - BAR / 2, layer + BAR / 2
        if logarithmic and share == 0:
            at = graph.x(layer), graph.frame.bottom - MARK
            graph.pen.text("0", at, "b", bold=True, size=14)
        else:
            top = log10(share) if logarithmic else share
            graph.bar(place, (graph.y.low, top), "a")
    ends = graph.x.low, graph.x.high
    whole = 0.0 if logarithmic else 1.0
    graph.path([(ends[0], whole), (ends[1], whole)], "ink", 1.5, ())
    if logarithmic:
        height = log10(MILLIONTH)
        graph.path([(ends[0], height), (ends[1], height)], "live", 2, (6, 4))


def _log_axis(shares: list[float]) -> tuple[Span, list[Tick]]:
    """Powers of ten, from below a millionth to above 1 at least."""
    exponents = [log10(share) for share in shares if share]
    low = min([-7.0, *exponents]) - 0.5
    high = max([0.0, *exponents]) + 0.5
    marks = ticks(floor(low), ceil(high), most=8)
    return (low, high), [
        (value, power_of_ten(round(value)) if value else "1")
        for value, _ in marks
        if low <= value <= high
    ]


def _plain_axis(shares: list[float]) -> tuple[Span, list[Tick]]:
    """From 0 to the largest share, and to 1 at least."""
    high = max(1.0, *shares)
    return (0.0, high * 1.06), [(value, magnitude(value)) for value, _ in ticks(0, high, most=6)]


def _layers(depth: int, width: float) -> list[Tick]:
    """Numbers under the bars: all of a few layers, of many the first, every fifth and the last."""
    if depth <= LABELLED and width >= ROOMY:
        return [(layer, str(layer)) for layer in range(1, depth + 1)]
    fifths = range(5, depth - 1, 5) if width >= ROOMY else ()
    return [(layer, str(layer)) for layer in sorted({1, *fifths, depth})]
