"""The picture of a forward pass: what is lit, what is under way, what belongs to the pick."""

from __future__ import annotations

import numpy as np

from kit.pictures.network_layout import LARGEST_RADIUS, NetworkLayout, Spot
from kit.pictures.network_picture import Scene
from kit.words.numbers import number
from kit.words.outputs import FULL_COLOUR, shares
from widgets.forward.state import Pass
from widgets.forward.tour import slopes

ARRIVED = 0.65  # the share of a step that the signals take; in the rest the neurons light up
LARGEST = 2.0  # the weight that is drawn thickest, where the picture has its full size
CROWD = 45  # with more numbers than this, only those of the picked part are written


def scene_of(
    now: Pass, layout: NetworkLayout, share: float, picked: Spot | None, numbers: bool
) -> Scene:
    """The network with the present step a `share` of its way, with or without all numbers."""
    marked = belonging(layout, picked)
    scene = Scene(picked=picked, marked=marked, largest=LARGEST * LARGEST_RADIUS / layout.radius)
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
        covered = {Spot("b", spot.layer, spot.target) for spot in arriving}
        scene.labels = {spot: words for spot, words in scene.labels.items() if spot not in covered}
    return scene


def run_back(scene: Scene, now: Pass, layout: NetworkLayout, position: float) -> None:
    """Signals on their way back from the loss, `position` layers from the end.

    A signal is as large as the slope of the loss by its weight, compared with the steepest.
    """
    layer = max(len(now.network.layers) - int(position), 1)
    found = slopes(now)
    steepest = max(map(abs, found.values())) or 1.0
    edges = layout.into_layer(layer)
    scene.signals = dict.fromkeys(edges, 1 - position % 1)
    scene.carried = {spot: scene.largest * found[spot] / steepest for spot in edges}


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
