"""The picture beside an exercise by hand: a 2-2-1 network that fills in as numbers are found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from kit.pen.marks import picked
from kit.pen.pen import Pen, Point
from kit.pen.scales import Box
from kit.pictures.diagram import band, edge, node, outline, trimmed, unlit, weight_label
from kit.pictures.network_layout import Spot, weights_of
from kit.pictures.network_picture import weight_of
from kit.words.numbers import number
from pycore.nn.mlp import MLP

LARGEST_WEIGHT = 1.0  # drawn as the thickest edge
LARGEST_RADIUS = 25.0
WORDS = 14.0  # pixels: their size
LINE = 19.0  # pixels from one line of words to the next
BESIDE = 22  # pixels from an outer neuron to the side of the picture
ABOVE = 25  # and to its top or bottom, with one line of words there
FIRST = 17.0  # from a neuron to the first line of words
APART = 12.0  # between the words of neighbours
NEAR, MIDWAY = 0.3, 0.38  # labels of crossing edges stand where the edges have not met yet
INPUTS = (Spot("n", 0, 0), Spot("n", 0, 1))
HIDDEN = (Spot("n", 1, 0), Spot("n", 1, 1))
OUTPUT = Spot("n", 2, 0)


@dataclass
class Findings:
    """What is known: words in the neurons, how they are lit, and lines of words beside them."""

    inside: Mapping[Spot, str]
    lit: Mapping[Spot, float]  # values; a neuron that is not known yet is missing
    full: Mapping[int, float]  # the value at full colour, by layer
    beside: Mapping[Spot, list[str]]
    """Lines above the upper neurons and below the others, the nearest first."""
    names: Mapping[Spot, str] = field(default_factory=dict)
    """What neurons stand for, nearer than all other lines; broken at spaces where it is narrow."""
    current: frozenset[Spot] = field(default_factory=frozenset)
    """What the present step is about: it gets a ring or a band."""


def draw_findings(pen: Pen, network: MLP, found: Findings) -> None:
    """Draw the network with all its weights, and what is known of its neurons."""
    pen.clear()
    radius = min(LARGEST_RADIUS, pen.box.width * 0.075)
    words = _words(pen, found, (pen.box.width - 2 * (radius + BESIDE)) / 2 - APART)
    most = max(len(words[spot]) for spot in (*INPUTS, *HIDDEN))
    places = _places(pen.box, radius, ABOVE + LINE * (most - 1))
    edges = weights_of(network.sizes)
    ends = {
        spot: trimmed(
            places[Spot("n", spot.layer - 1, spot.source)],
            places[Spot("n", spot.layer, spot.target)],
            radius,
            radius,
        )
        for spot in edges
    }
    for spot in edges:
        if spot in found.current:
            band(pen, *ends[spot])
        edge(pen, *ends[spot], weight_of(network, spot), LARGEST_WEIGHT)
    for spot in edges:
        share = NEAR if spot.layer == 1 else MIDWAY
        weight_label(pen, *ends[spot], weight_of(network, spot), share)
    for spot, place in places.items():
        _draw_neuron(pen, spot, place, radius, found)
        _draw_words(pen, spot, place, radius, words[spot])


def value_rows(network: MLP) -> list[list[str]]:
    """The weights and biases as rows of a table; each neuron is a column."""
    lines = (("w₁₁", "w₂₁", "v₁"), ("w₁₂", "w₂₂", "v₂"), ("b₁", "b₂", "c"))
    numbers = np.vstack([layer.block for layer in network.layers]).T.tolist()
    return [
        [title, *(f"{name} = {number(value)}" for name, value in zip(line, values, strict=True))]
        for title, line, values in zip(
            ("Weight 1", "Weight 2", "Bias"), lines, numbers, strict=True
        )
    ]


def _places(box: Box, radius: float, above: float) -> dict[Spot, Point]:
    left, right = box.left + radius + BESIDE, box.right - radius - BESIDE
    upper, lower = box.top + radius + above, box.bottom - radius - above
    middle = (left + right) / 2
    spots = (*INPUTS, *HIDDEN, OUTPUT)
    places = ((left, upper), (left, lower), (middle, upper), (middle, lower))
    return dict(zip(spots, (*places, (right, (upper + lower) / 2)), strict=True))


def _draw_neuron(pen: Pen, spot: Spot, place: Point, radius: float, found: Findings) -> None:
    if spot in found.current:
        words = found.inside[spot] if spot in found.lit else ""
        picked(pen, outline(pen, place, radius, words), radius)
    if spot in found.lit:
        share = float(np.clip(found.lit[spot] / found.full[spot.layer], -1.0, 1.0))
        node(pen, place, radius, share, found.inside[spot])
    else:
        unlit(pen, place, radius)
        pen.text(found.inside[spot], place, "muted")


def _is_upper(spot: Spot) -> bool:
    return spot.layer < OUTPUT.layer and spot.target == 0


Line = tuple[str, bool]
"""Words, and whether they are something found."""


def _words(pen: Pen, found: Findings, room: float) -> dict[Spot, list[Line]]:
    """The lines of every neuron, the nearest first."""
    lines: dict[Spot, list[Line]] = {}
    for spot in (*INPUTS, *HIDDEN, OUTPUT):
        name = [(words, False) for words in _broken(pen, found.names.get(spot, ""), room)]
        beside = [(words, at > 0) for at, words in enumerate(found.beside.get(spot, []))]
        lines[spot] = [*(reversed(name) if _is_upper(spot) else name), *beside]
    return lines


def _broken(pen: Pen, words: str, room: float) -> list[str]:
    """Words in lines that are no wider than the room, where their spaces allow it."""
    lines: list[str] = []
    for word in words.split(" ") if words else []:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and pen.width_of(longer, size=WORDS) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _draw_words(pen: Pen, spot: Spot, place: Point, radius: float, lines: Sequence[Line]) -> None:
    """The lines of a neuron, moved into the picture where they would leave it at a side."""
    away = -1 if _is_upper(spot) else 1
    for index, (words, is_found) in enumerate(lines):
        half = pen.width_of(words, bold=is_found, size=WORDS) / 2
        x = min(max(place[0], pen.box.left + half), pen.box.right - half)
        at = (x, place[1] + away * (radius + FIRST + LINE * index))
        pen.text(words, at, "ink" if is_found else "muted", bold=is_found, size=WORDS, halo="card")
