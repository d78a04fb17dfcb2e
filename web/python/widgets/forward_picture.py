"""The picture of a forward pass: what is lit, what is under way, what belongs to the pick."""

from __future__ import annotations

import numpy as np

from kit.network_layout import NetworkLayout, Spot
from kit.network_picture import Scene, draw_network
from kit.pen import Pen
from kit.sentences import number
from widgets.forward_state import Pass
from widgets.outputs import FULL_COLOUR, shares

ARRIVED = 0.65  # the share of a step that the signals take; in the rest the neurons light up
CROWD = 45  # with more numbers than this, only those of the picked part are written


def draw_pass(
    pen: Pen, layout: NetworkLayout, now: Pass, share: float, picked: Spot | None, numbers: bool
) -> bool:
    """Draw the network with the present step a `share` of its way; False if numbers are missing.

    Missing are numbers of weights and biases for which the picture has no room.
    """
    marked = belonging(layout, picked)
    scene = Scene(picked=picked, marked=marked, largest=2.0)
    scene.values, scene.shares = _lit(now, share)
    wanted = [spot for spot in layout.edges if numbers or spot == picked]
    if len(wanted) > CROWD:
        wanted = [spot for spot in wanted if spot in marked or spot == picked]
    scene.labels = {spot: number(now.weight(spot), 2) for spot in wanted}
    if share and share < ARRIVED:
        edges = layout.into_layer(now.step + 1)
        scene.signals = dict.fromkeys(edges, share / ARRIVED)
        scene.carried = {spot: now.product(spot) for spot in edges}
    elif share:
        arriving = now.neurons(now.step + 1)
        scene.notes = {spot: f"sum {number(now.sum(spot), 2)}" for spot in arriving}
        hidden = {Spot("b", spot.layer, spot.target) for spot in arriving}
        scene.labels = {spot: words for spot, words in scene.labels.items() if spot not in hidden}
    pen.clear()
    missing = draw_network(pen, layout, now.network, scene)
    return missing == 0 and len(wanted) == len(layout.edges)


def belonging(layout: NetworkLayout, picked: Spot | None) -> frozenset[Spot]:
    """The edges that stay bright with a picked neuron: those it is computed from.

    An input is computed from nothing, so the weights that it feeds belong to it.
    """
    if picked is None or picked.kind != "n":
        return frozenset()
    if picked.layer:
        return frozenset(layout.into(picked.layer, picked.target))
    fed = (Spot("w", 1, target, picked.target) for target in range(layout.sizes[1]))
    return frozenset(fed)


def _lit(now: Pass, share: float) -> tuple[dict[Spot, float], dict[Spot, float]]:
    """The values of the neurons that are computed, and how bright each one is."""
    dawn = max(share - ARRIVED, 0.0) / (1 - ARRIVED)
    values, bright = {}, {}
    for layer in range(now.step + 2 if dawn else now.step + 1):
        for spot in now.neurons(layer):
            value = now.output(spot)
            full = _share(now, layer, value)
            values[spot] = value
            bright[spot] = full * dawn if layer > now.step else full
    return values, bright


def _share(now: Pass, layer: int, value: float) -> float:
    if layer == 0:
        return value / FULL_COLOUR
    return float(shares(now.activation(layer), np.array(value)))
