"""The picture of the vanishing widget: one panel of bars per activation, on one shared axis."""

from __future__ import annotations

from collections.abc import Mapping
from math import log10

from kit.pen.pen import Pen
from kit.pen.scales import Box
from kit.pen.ticks import Tick, powers_of_ten, ticks
from kit.pictures.graph import Graph, Span
from kit.words.numbers import number
from pycore.nn.activations import ACTIVATIONS
from widgets.vanishing.backward_paths import Shares

MILLIONTH = 1e-6
LEFT, TOP, RIGHT, BOTTOM, GAP = 58.0, 46.0, 6.0, 44.0, 12.0
BAR = 0.72  # of the room of a layer
ROOMY = 150.0  # pixels; a narrower panel says its number without a word before it
LABELLED = 8  # up to so many layers every one gets its number
MARK = 9.0  # pixels from the ground to the 0 of a bar that no logarithm can show


def layer_at(box: Box, panels: int, depth: int, x: float) -> int | None:
    """The layer whose bar lies over or under this place, whichever panel it is in."""
    for frame in _frames(box, panels):
        if frame.left <= x < frame.right:
            return 1 + int((x - frame.left) / frame.width * depth)
    return None


def draw_paths(
    pen: Pen, paths: Mapping[str, Shares], logarithmic: bool, peek: int | None = None
) -> None:
    """Draw the shares of every layer; the gradient comes in from the right.

    Over the bars stands the share of layer 1, or that of the layer that is peeked at.
    """
    pen.clear()
    everything = [share for shares in paths.values() for share in shares]
    span, up = _log_axis(everything) if logarithmic else _plain_axis(everything)
    frames = _frames(pen.box, len(paths))
    for frame, (name, shares) in zip(frames, paths.items(), strict=True):
        depth = len(shares)
        graph = Graph(pen, frame, (0.5, depth + 0.5), span)
        marks = up if frame is frames[0] else [(value, "") for value, _ in up]
        graph.draw_axes(_layers(depth, frame.width), marks)
        if peek is not None:
            graph.bar((peek - 0.5, peek + 0.5), span, "a-soft")
        _draw_bars(graph, shares, logarithmic)
        middle = frame.left + frame.width / 2
        pen.text(ACTIVATIONS[name].label, (middle, 13), "ink", bold=True)
        layer = peek or 1
        share = number(shares[layer - 1])
        words = f"layer {layer} gets {share}" if frame.width >= ROOMY else share.replace(" ", "")
        pen.text(words, (middle, 33), "ink", size=14, bold=peek is not None)
    words = "layer   ← the gradient comes from the loss, on the right"
    if pen.box.width < 3 * ROOMY:
        words = "layer   ← the loss is on the right"
    pen.text(words, (LEFT + (pen.box.width - LEFT) / 2, pen.box.height - 10), "muted", size=14)


def _frames(box: Box, count: int) -> list[Box]:
    """Where the panels stand, side by side; only the first needs room for numbers."""
    width = (box.width - LEFT - RIGHT - GAP * (count - 1)) / count
    height = box.height - TOP - BOTTOM
    return [Box(LEFT + index * (width + GAP), TOP, width, height) for index in range(count)]


def _draw_bars(graph: Graph, shares: Shares, logarithmic: bool) -> None:
    for layer, share in enumerate(shares, start=1):
        place = layer - BAR / 2, layer + BAR / 2
        if logarithmic and share == 0:
            at = graph.x(layer), graph.frame.bottom - MARK
            graph.pen.text("0", at, "b", bold=True, size=14)
        else:
            top = log10(share) if logarithmic else share
            graph.bar(place, (graph.y.low, top), "a-fill")
    ends = graph.x.low, graph.x.high
    whole = 0.0 if logarithmic else 1.0
    graph.path([(ends[0], whole), (ends[1], whole)], "ink", 1.5, ())
    if logarithmic:
        height = log10(MILLIONTH)
        graph.path([(ends[0], height), (ends[1], height)], "ink", 2, (2, 4))


def _log_axis(shares: list[float]) -> tuple[Span, list[Tick]]:
    """Powers of ten, from below a millionth to above 1 at least."""
    exponents = [log10(share) for share in shares if share]
    low = min([-7.0, *exponents]) - 0.5
    high = max([0.0, *exponents]) + 0.5
    return (low, high), powers_of_ten(low, high, most=5)


def _plain_axis(shares: list[float]) -> tuple[Span, list[Tick]]:
    """From 0 to the largest share, and to 1 at least."""
    high = max(1.0, *shares)
    return (0.0, high * 1.06), ticks(0, high, most=5)


def _layers(depth: int, width: float) -> list[Tick]:
    """Numbers under the bars: all of a few layers, of many the first, every fifth and the last."""
    if depth <= LABELLED and width >= ROOMY:
        return [(layer, str(layer)) for layer in range(1, depth + 1)]
    fifths = range(5, depth - 1, 5) if width >= ROOMY else ()
    return [(layer, str(layer)) for layer in sorted({1, *fifths, depth})]
