"""The picture of a network: edges, biases as stubs, neurons lit by their values, signals under way.

Everything has a name (`kit.network_layout.Spot`), so a widget says in the same words what is
picked, what is marked and what is written beside a part.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kit.diagram import along, edge, node, sign_colour
from kit.network_layout import NetworkLayout, Spot
from kit.pen import Pen, Point
from kit.scales import Box
from kit.sentences import named, number
from pycore.mlp import MLP

LABEL_PLACES = (0.5, 0.4, 0.6, 0.32, 0.68, 0.25, 0.75, 0.18, 0.82)
LABEL_HEIGHT = 22.0
SIGNAL = 5.0  # pixels: the radius of a signal on its way
WORDS_FIT = 15.0  # pixels: a smaller neuron has no room for its value


@dataclass
class Scene:
    """What a drawing should show, by parts.

    `values` and `shares` (from -1 to 1, how a neuron is lit) miss the neurons that are not computed
    yet: they stay dark and empty.
    """

    values: Mapping[Spot, float] = field(default_factory=dict)
    shares: Mapping[Spot, float] = field(default_factory=dict)
    labels: Mapping[Spot, str] = field(default_factory=dict)
    """Words on edges; those for which there is no room are left out, the picked one never."""
    notes: Mapping[Spot, str] = field(default_factory=dict)
    """Words under neurons."""
    picked: Spot | None = None
    marked: frozenset[Spot] = frozenset()
    """Parts that belong to the picked one: they stay bright, all others fade."""
    signals: Mapping[Spot, float] = field(default_factory=dict)
    """Edges with a signal under way: 0 is the edge's start, 1 its end."""
    largest: float = 3.0
    """The weight that is drawn thickest."""


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


def draw_network(pen: Pen, layout: NetworkLayout, network: MLP, scene: Scene) -> None:
    """Draw all of it: edges below, then signals, neurons, and words on top."""
    bright = scene.marked | ({scene.picked} if scene.picked else set())
    for spot in layout.edges:
        _draw_edge(pen, layout, spot, weight_of(network, spot), scene, not bright or spot in bright)
    for spot, share in scene.signals.items():
        _draw_signal(pen, layout, spot, weight_of(network, spot), share)
    for spot in layout.neurons:
        _draw_neuron(pen, layout, spot, scene)
    _draw_labels(pen, layout, network, scene)


def _draw_edge(
    pen: Pen, layout: NetworkLayout, spot: Spot, weight: float, scene: Scene, bright: bool
) -> None:
    start, end = layout.ends(spot)
    if spot == scene.picked:
        pen.line([start, end], "ink", 13)
        pen.line([start, end], "surface", 10)
    if bright:
        edge(pen, start, end, weight, scene.largest)
    else:
        pen.line([start, end], "line", 1, () if weight > 0 else (3, 4))


def _draw_signal(pen: Pen, layout: NetworkLayout, spot: Spot, weight: float, share: float) -> None:
    place = along(*layout.ends(spot), share)
    if weight >= 0:
        pen.circle(place, SIGNAL, fill=sign_colour(weight), outline="bg", width=2)
    else:
        square = Box(place[0] - SIGNAL, place[1] - SIGNAL, 2 * SIGNAL, 2 * SIGNAL)
        pen.rectangle(square, fill=sign_colour(weight), outline="bg", width=2)


def _draw_neuron(pen: Pen, layout: NetworkLayout, spot: Spot, scene: Scene) -> None:
    centre, radius = layout.neuron(spot.layer, spot.target), layout.radius
    if spot == scene.picked:
        pen.circle(centre, radius + 5, fill=None, outline="ink", width=3)
    if spot in scene.values:
        words = number(scene.values[spot], 2) if radius >= WORDS_FIT else ""
        node(pen, centre, radius, scene.shares[spot], words)
    else:
        pen.circle(centre, radius, fill="surface", outline="line", width=2)
    name = name_of(spot, layout.sizes)
    pen.text(name, (centre[0], centre[1] - radius - 11), "muted", size=14, halo="surface")
    if spot in scene.notes:
        below = (centre[0], centre[1] + radius + 12)
        pen.text(scene.notes[spot], below, "ink", size=14, bold=True, halo="surface")


def _draw_labels(pen: Pen, layout: NetworkLayout, network: MLP, scene: Scene) -> None:
    """Words on the edges, each where it covers no other; the picked edge's first."""
    taken = [_around(layout.neuron(n.layer, n.target), 2 * layout.radius) for n in layout.neurons]
    wanted = sorted(scene.labels.items(), key=lambda item: item[0] != scene.picked)
    for spot, words in wanted:
        colour = sign_colour(weight_of(network, spot))
        place = _free_place(pen, layout, spot, words, taken)
        if place is None and spot != scene.picked:
            continue
        at = place or along(*layout.ends(spot), 0.5)
        taken.append(_around(at, pen.width_of(words, bold=True) + 8, LABEL_HEIGHT))
        pen.label(words, at, colour, bold=True)


def _free_place(
    pen: Pen, layout: NetworkLayout, spot: Spot, words: str, taken: Sequence[Box]
) -> Point | None:
    start, end = layout.ends(spot)
    width = pen.width_of(words, bold=True) + 8
    shares = (0.0,) if spot.kind == "b" else LABEL_PLACES
    for share in shares:
        at = along(start, end, share)
        plate = _around(at, width, LABEL_HEIGHT)
        if not any(_overlap(plate, other) for other in taken):
            return at
    return None


def _around(centre: Point, width: float, height: float | None = None) -> Box:
    tall = width if height is None else height
    return Box(centre[0] - width / 2, centre[1] - tall / 2, width, tall)


def _overlap(one: Box, other: Box) -> bool:
    apart = one.right <= other.left or other.right <= one.left
    return not (apart or one.bottom <= other.top or other.bottom <= one.top)
