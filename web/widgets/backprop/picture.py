"""The pictures of backpropagation: the network at work, the loss curve, the input plane.

Longer than other files: three pictures of one moment, which agree because they are drawn from it
together.
"""

from __future__ import annotations

import numpy as np

from kit.pen.marks import picked
from kit.pen.pen import Pen
from kit.pen.scales import Box
from kit.pictures.diagram import along, signal
from kit.pictures.graph import Graph
from kit.pictures.network_layout import NetworkLayout, Spot
from kit.pictures.network_picture import Scene, draw_network, weight_of
from kit.pictures.plane import Plane
from kit.words.numbers import number
from kit.words.outputs import FLAT, shares
from pycore.nn.mlp import MLP
from widgets.backprop.flights import LOSS_HALF, Frame, flights, layout_of, loss_place
from widgets.backprop.run import Cycle, Cycles
from widgets.backprop.steps import Operation
from widgets.backprop.words import gradient_of

BADGE = 11.0
PULSE = 7.0  # the radius of a number on its way
ROOM_FOR_LABELS = 14  # with more edges, or shorter ones, only the ones at work have words
SHORTEST_EDGE = 60.0  # pixels
REACH = 2.0  # of the input plane
SHORTEST_CURVE = 20  # cycles


def draw_moment(pen: Pen, moment: Frame) -> None:
    """The network, what is computed, what is under way, and the loss."""
    pen.clear()
    layout = layout_of(pen, moment.position.sizes)
    values = _values(moment)
    scene = Scene(
        values=values,
        shares={spot: _share(moment.cycle, spot, value) for spot, value in values.items()},
        labels=_labels(moment, layout),
        picked=moment.picked,
        marked=frozenset(layout.edges),
    )
    _draw_loss(pen, layout, moment)
    draw_network(pen, layout, _network(moment), scene)
    _draw_deltas(pen, layout, moment)
    _draw_flat(pen, layout, moment)
    if moment.coming is not None and moment.share > 0:
        for start, end, value in flights(layout, moment, moment.coming):
            signal(pen, along(start, end, moment.share), value, PULSE)
    for spot, words in moment.badges.items():
        _draw_badge(pen, layout, moment, spot, words)


def _values(moment: Frame) -> dict[Spot, float]:
    cycle, position = moment.cycle, moment.position
    known = {Spot("n", 0, i): float(x) for i, x in enumerate(cycle.x[0])}
    for layer, a in enumerate(cycle.trace.a, start=1):
        for neuron, value in enumerate(a[0].tolist()):
            if position.has("activation", layer, neuron):
                known[Spot("n", layer, neuron)] = value
    return known


def _share(cycle: Cycle, spot: Spot, value: float) -> float:
    if spot.layer == 0:
        return float(np.clip(value / REACH, -1, 1))
    return float(shares(cycle.before.layers[spot.layer - 1].activation, np.array(value)))


def _network(moment: Frame) -> MLP:
    """The network with the weights that the picture shows: new ones glide into place."""
    cycle, position = moment.cycle, moment.position
    shown = cycle.before.with_parameters(cycle.before.parameters)
    for operation in position.made:
        if operation.kind == "update":
            _blend(shown, cycle, operation, 1.0)
    if moment.coming is not None and moment.coming.kind == "update":
        _blend(shown, cycle, moment.coming, moment.share)
    return shown


def _blend(shown: MLP, cycle: Cycle, operation: Operation, share: float) -> None:
    row = operation.layer - 1, operation.neuron
    before, after = (net.layers[row[0]].block[row[1]] for net in (cycle.before, cycle.after))
    shown.layers[row[0]].block[row[1]] = after if share == 1 else before + share * (after - before)


def _labels(moment: Frame, layout: NetworkLayout) -> dict[Spot, str]:
    """Words on edges: the weight, then its gradient, then what it has become."""
    words = {}
    active = moment.position.last
    roomy = len(layout.edges) <= ROOM_FOR_LABELS and _is_roomy(layout)
    for spot in layout.edges:
        at_work = active is not None and (spot.layer, spot.target) == (active.layer, active.neuron)
        if roomy or at_work or spot == moment.picked:
            words[spot] = _label(moment, spot)
    return words


def _label(moment: Frame, spot: Spot) -> str:
    cycle, position = moment.cycle, moment.position
    if position.has("update", spot.layer, spot.target):
        return f"→ {number(weight_of(cycle.after, spot), 2)}"
    if position.has("gradient", spot.layer, spot.target):
        return f"∂ {number(gradient_of(cycle, spot), 2)}"
    return number(weight_of(cycle.before, spot), 2)


def _draw_deltas(pen: Pen, layout: NetworkLayout, moment: Frame) -> None:
    """At a neuron its delta, from when it is known: above it, or beside it where edges rise."""
    middle = layout.box.top + layout.box.height / 2
    for operation in moment.position.made:
        here = operation.layer, operation.neuron
        chosen = (moment.picked.layer, moment.picked.target) == here
        if operation.kind != "delta" or not (chosen or _is_roomy(layout)):
            continue
        x, y = layout.neuron(*here)
        words = f"δ {number(moment.cycle.delta(*here), 2)}"
        above = y <= middle + 1
        gate = 14 if _is_flat(moment, operation) else 0
        beside = (x + layout.radius + 6 + gate, y + 12)
        at = (x + 13, y - layout.radius - 11) if above else beside
        pen.text(words, at, "ink", align="left", size=14, bold=True, halo="card")


def _is_roomy(layout: NetworkLayout) -> bool:
    """Whether words have room between two layers."""
    apart = layout.neuron(1, 0)[0] - layout.neuron(0, 0)[0]
    return apart - 2 * layout.radius >= SHORTEST_EDGE


def _draw_flat(pen: Pen, layout: NetworkLayout, moment: Frame) -> None:
    """A gate across every neuron on the flat part of its curve: little passes back here."""
    for operation in moment.position.made:
        if operation.kind != "activation" or not _is_flat(moment, operation):
            continue
        x, y = layout.neuron(operation.layer, operation.neuron)
        side, tall = x + layout.radius + 7, layout.radius * 0.75
        for shift in (0.0, 6.0):
            pen.line([(side + shift, y - tall), (side + shift, y + tall)], "bad", 3)
        pen.text("flat", (side + 4, y + tall + 11), "bad", size=14, bold=True, halo="card")


def _is_flat(moment: Frame, operation: Operation) -> bool:
    return abs(moment.cycle.slope(operation.layer, operation.neuron)) < FLAT


def _draw_loss(pen: Pen, layout: NetworkLayout, moment: Frame) -> None:
    """The output meets its target in a box that holds the loss."""
    x, y = loss_place(layout)
    output = layout.neuron(len(layout.sizes) - 1, 0)
    target = f"t = {number(float(moment.cycle.t[0, 0]))}"
    pen.line([(output[0] + layout.radius, y), (x - LOSS_HALF, y)], "ink", 2)
    pen.line([(x, y - 56), (x, y - 20)], "ink", 2)
    pen.text(target, (x, y - 67), "ink", bold=True, halo="card")
    box = Box(x - LOSS_HALF, y - 20, 2 * LOSS_HALF, 40)
    known = moment.position.has("loss", len(layout.sizes) - 1, 0)
    pen.rectangle(box, fill="card", outline="ink" if known else "line")
    words = number(moment.cycle.loss, 2) if known else "?"
    pen.text(words, (x, y), "ink", bold=True)
    pen.text("loss L", (x, y + 33), "muted", size=14)


def _draw_badge(pen: Pen, layout: NetworkLayout, moment: Frame, spot: Spot, words: str) -> None:
    """A number that ties a factor of the chain rule to its place."""
    if spot.kind == "n" and spot.layer == len(layout.sizes):
        x, y = loss_place(layout)
        at = (x - LOSS_HALF, y - 20)
    elif spot.kind == "n":
        x, y = layout.neuron(spot.layer, spot.target)
        at = (x - layout.radius * 0.85, y - layout.radius * 0.85)
    elif spot.kind == "b":
        at = layout.ends(spot)[0]
    else:
        at = along(*layout.ends(spot), 0.86)
    pen.circle(at, BADGE, fill="mark", outline="mark-ink", width=2)
    pen.text(words, at, "mark-ink", size=14, bold=True)


def draw_curve(pen: Pen, losses: list[float], label: str) -> None:
    """The mean loss after every cycle so far."""
    pen.clear()
    longest = max(SHORTEST_CURVE, len(losses) - 1)
    highest = max(*losses, losses[0] * 1.2)
    graph = Graph.fit(pen, (0, longest), (0, highest))
    points = list(enumerate(losses))
    graph.area(points)
    graph.name_axes("cycle", label)
    graph.path(points, "a-fill", 3)
    graph.dot(len(losses) - 1, losses[-1])


def draw_plane(pen: Pen, run: Cycles, cycle: Cycle, network: MLP) -> None:
    """What the network answers everywhere, the samples, and a ring around the one at work."""
    pen.clear()
    plane = Plane(pen, -REACH, REACH)
    _, points = plane.grid()
    trace = network.forward(points)
    plane.colour(shares(network.layers[-1].activation, trace.y[:, 0]))
    plane.boundary(trace.z[-1][:, 0])
    plane.axes((-2, 0, 2))
    for (x1, x2), wanted in zip(run.x.tolist(), run.t[:, 0], strict=True):
        plane.mark(x1, x2, "a" if wanted else "b", size=7)
    x, y = plane.at(*run.x[cycle.sample].tolist())
    picked(pen, Box(x - 10, y - 10, 20, 20), 10)
