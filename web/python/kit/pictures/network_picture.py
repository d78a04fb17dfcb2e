"""The picture of a network: edges, biases as stubs, neurons lit by their values, signals under way.

Everything has a name (`network_layout.Spot`), so a widget says in the same words what is picked,
what is marked and what is written beside a part.

Longer than other files: what is drawn of one part depends on what was drawn of the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

from kit.pen import marks
from kit.pen.pen import Pen, Point
from kit.pen.scales import Box
from kit.pictures.diagram import along, band, edge, node, outline, sign_colour, signal, unlit
from kit.pictures.network_layout import NAME_HEIGHT, NetworkLayout, Spot
from kit.words.numbers import compact
from kit.words.sentences import named
from pycore.nn.mlp import MLP

LABEL_PLACES = (0.5, 0.45, 0.55, 0.4, 0.6, 0.32, 0.68, 0.25, 0.75, 0.18, 0.82)
LABEL_HEIGHT = 20.0
SOLID = 0.9  # of a circle's radius: its bounding box has empty corners
SMALLEST_SIGNAL, LARGEST_SIGNAL = 4.0, 9.0  # pixels: the radius of a signal on its way
WORDS_FIT = 15.0  # pixels: a smaller neuron has no room for its value


@dataclass
class Scene:
    """What a drawing should show, by parts.

    `values` and `shares` (from -1 to 1, how a neuron is lit) miss the neurons that are not computed
    yet: they stay dark and empty.
    """

    values: Mapping[Spot, float] = field(default_factory=dict)
    shares: Mapping[Spot, float] = field(default_factory=dict)
    inside: Mapping[Spot, str] = field(default_factory=dict)
    """Words in neurons, in place of their values."""
    labels: Mapping[Spot, str] = field(default_factory=dict)
    """Words on edges; those for which there is no room are left out, the picked one never."""
    notes: Mapping[Spot, str] = field(default_factory=dict)
    """Words under neurons."""
    picked: Spot | None = None
    marked: frozenset[Spot] = frozenset()
    """Parts that belong to the picked one: they stay bright, all others fade."""
    signals: Mapping[Spot, float] = field(default_factory=dict)
    """Edges with a signal under way: 0 is the edge's start, 1 its end."""
    carried: Mapping[Spot, float] = field(default_factory=dict)
    """The numbers that signals carry; where none is given, it is the weight."""
    largest: float = 3.0
    """The weight that is drawn thickest."""

    def is_bright(self, spot: Spot) -> bool:
        """Whether an edge is drawn in full: all are, until something is picked or marked."""
        if self.picked is None and not self.marked:
            return True
        return spot == self.picked or spot in self.marked


def sizes_of(network: MLP) -> tuple[int, ...]:
    """Neurons a layer, inputs first."""
    return tuple(network.sizes)


def weight_of(network: MLP, spot: Spot) -> float:
    """The number that a weight or a bias has."""
    layer = network.layers[spot.layer - 1]
    if spot.kind == "b":
        return float(layer.biases[spot.target])
    return float(layer.weights[spot.target, spot.source])


def name_of(spot: Spot, sizes: Sequence[int]) -> str:
    """What a reader calls a part: x₁, h₂ (h₁₂ with several hidden layers), y, w from → to, bias.

    >>> name_of(Spot("n", 1, 1), (2, 3, 1)), name_of(Spot("n", 2, 0), (2, 3, 1))
    ('h₂', 'y')
    >>> name_of(Spot("w", 1, 0, 1), (2, 3, 3, 1))
    'x₂ → h₁₁'
    """
    if spot.kind == "b":
        return f"bias of {name_of(Spot('n', spot.layer, spot.target), sizes)}"
    if spot.kind == "w":
        start = Spot("n", spot.layer - 1, spot.source)
        end = Spot("n", spot.layer, spot.target)
        return f"{name_of(start, sizes)} → {name_of(end, sizes)}"
    if spot.layer == 0:
        return named("x", spot.target + 1)
    if spot.layer == len(sizes) - 1:
        return named("y", spot.target + 1) if sizes[-1] > 1 else "y"
    layer = "" if len(sizes) == 3 else str(spot.layer)
    return named("h", int(f"{layer}{spot.target + 1}"))


def draw_network(pen: Pen, layout: NetworkLayout, network: MLP, scene: Scene) -> int:
    """Draw all of it: edges below, then signals, neurons, and words on top.

    Returns the number of labels for which there was no room.
    """
    for spot in sorted(layout.edges, key=scene.is_bright):
        _draw_edge(pen, layout, spot, weight_of(network, spot), scene)
    missing = _draw_labels(pen, layout, network, scene)
    for spot, share in scene.signals.items():
        carried = scene.carried.get(spot, weight_of(network, spot))
        strength = min(abs(carried) / scene.largest, 1.0)
        size = SMALLEST_SIGNAL + (LARGEST_SIGNAL - SMALLEST_SIGNAL) * strength
        signal(pen, along(*layout.ends(spot), share), carried, size)
    for spot in layout.neurons:
        _draw_neuron(pen, layout, network, spot, scene)
    return missing


def _draw_edge(pen: Pen, layout: NetworkLayout, spot: Spot, weight: float, scene: Scene) -> None:
    start, end = layout.ends(spot)
    if spot == scene.picked:
        band(pen, start, end)
    if scene.is_bright(spot):
        edge(pen, start, end, weight, scene.largest)
    else:
        pen.line([start, end], "line", 1, () if weight > 0 else (3, 4))


def _draw_neuron(pen: Pen, layout: NetworkLayout, network: MLP, spot: Spot, scene: Scene) -> None:
    centre, radius = layout.neuron(spot.layer, spot.target), layout.radius
    picked, computed = spot == scene.picked, spot in scene.values
    words = _value(layout, network, spot, scene)
    if picked:
        marks.picked(pen, outline(pen, centre, radius, words), radius)
    if computed:
        node(pen, centre, radius, scene.shares[spot], words)
    else:
        unlit(pen, centre, radius)
    if picked or layout.roomy:
        above = centre[0], centre[1] - radius - (15 if picked else 11)
        colour = "ink" if picked else "muted"
        name = name_of(spot, layout.sizes)
        pen.text(name, above, colour, bold=picked, size=14, halo="card")
    if spot in scene.notes:
        below = (centre[0], centre[1] + radius + 12)
        pen.text(scene.notes[spot], below, "ink", size=14, bold=True, halo="card")


def _value(layout: NetworkLayout, network: MLP, spot: Spot, scene: Scene) -> str:
    """What is written in a neuron: its value, if it is computed and there is room."""
    if spot not in scene.values or layout.radius < WORDS_FIT:
        return ""
    limits = network.layers[spot.layer - 1].activation.range if spot.layer else (-inf, inf)
    return scene.inside.get(spot, compact(scene.values[spot], limits))


def _draw_labels(pen: Pen, layout: NetworkLayout, network: MLP, scene: Scene) -> int:
    """Words on the edges, each where it covers no other; the picked edge's first."""
    taken = [_with_name(pen, layout, network, spot, scene) for spot in layout.neurons]
    wanted = sorted(
        scene.labels, key=lambda spot: (spot != scene.picked, not scene.is_bright(spot))
    )
    missing = 0
    for spot in wanted:
        words, bright = scene.labels[spot], scene.is_bright(spot)
        colour = sign_colour(weight_of(network, spot)) if bright else "muted"
        place = _free_place(pen, layout, spot, words, taken)
        if place is None and spot != scene.picked:
            missing += 1
            continue
        at = place or along(*layout.ends(spot), 0.5)
        taken.append(_around(at, pen.width_of(words, bold=True) + 8, LABEL_HEIGHT))
        pen.label(words, at, colour, bold=bright)
    return missing


def _free_place(
    pen: Pen, layout: NetworkLayout, spot: Spot, words: str, taken: Sequence[Box]
) -> Point | None:
    width = pen.width_of(words, bold=True) + 8
    for at in _places(layout, spot, width):
        plate = _around(at, width, LABEL_HEIGHT)
        inside = layout.box.top <= plate.top and plate.bottom <= layout.box.bottom
        if inside and not any(_overlap(plate, other) for other in taken):
            return at
    return None


def _places(layout: NetworkLayout, spot: Spot, width: float) -> list[Point]:
    """Where the words of an edge may stand: on it; those of a bias under its line, or beside."""
    start, end = layout.ends(spot)
    if spot.kind == "w":
        return [along(start, end, share) for share in LABEL_PLACES]
    aside = width / 2 + 5
    return [start, (start[0] + aside, start[1] + 4), (start[0] - aside, start[1] + 4)]


def _with_name(pen: Pen, layout: NetworkLayout, network: MLP, spot: Spot, scene: Scene) -> Box:
    """A neuron with the name above it and, where it is picked, the ring around it."""
    x, y = layout.neuron(spot.layer, spot.target)
    picked, radius = spot == scene.picked, layout.radius
    ring = marks.PICKED if picked else 0
    above = radius + (NAME_HEIGHT if layout.roomy or picked else 2)
    below = radius * SOLID + ring
    wide = outline(pen, (x, y), radius, _value(layout, network, spot, scene)).width / 2
    half = (wide if wide > radius else radius * SOLID) + ring
    return Box(x - half, y - above, 2 * half, above + below)


def _around(centre: Point, width: float, height: float) -> Box:
    return Box(centre[0] - width / 2, centre[1] - height / 2, width, height)


def _overlap(one: Box, other: Box) -> bool:
    apart = one.right <= other.left or other.right <= one.left
    return not (apart or one.bottom <= other.top or other.bottom <= one.top)
