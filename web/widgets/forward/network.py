"""The reader's network: its sizes, its weights and what was changed, as texts of the form.

A text can be undone, reset and shared in a link. Weights are drawn for each place on its own, so
a neuron that is added leaves all the others as they are.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from kit.messages import Settings
from kit.pictures.contours import Grid
from kit.pictures.network_layout import Spot
from pycore.nn.mlp import MLP

INPUTS, HIDDEN, OUTPUTS = (2, 3), (1, 6), (1, 2)
MOST_LAYERS = 4
"""Hidden layers; with the inputs and the outputs they make the columns of the picture."""
LAST = MOST_LAYERS + 1
"""The slot of the outputs; the inputs have slot 0, the hidden layers those in between."""
NEW_NEURONS = 3
MOST_SEEDS = 9999
SMALLEST, LARGEST = 0.1, 1.2

Sizes = tuple[int, ...]
Edits = dict[Spot, float]


def sizes_of(text: str) -> Sizes:
    """Neurons a layer, inputs first.

    >>> sizes_of("2,3,1")
    (2, 3, 1)
    """
    return tuple(map(int, text.split(",")))


def limits(slot: int) -> tuple[int, int]:
    """The fewest and the most neurons that a slot may have."""
    return {0: INPUTS, LAST: OUTPUTS}.get(slot, HIDDEN)


def count(sizes: Sizes, slot: int) -> int | None:
    """The neurons in a slot, or None if the network has no such layer."""
    if slot == LAST:
        return sizes[-1]
    return sizes[slot] if slot < len(sizes) - 1 else None


def resized(sizes: Sizes, slot: int, by: int) -> Sizes:
    """One neuron more or less in a slot, within its limits; nothing where there is no layer."""
    if count(sizes, slot) is None:
        return sizes
    low, high = limits(slot)
    place = len(sizes) - 1 if slot == LAST else slot
    here = min(max(sizes[place] + by, low), high)
    return (*sizes[:place], here, *sizes[place + 1 :])


def deepened(sizes: Sizes) -> Sizes:
    """One hidden layer more, before the outputs."""
    if len(sizes) - 2 == MOST_LAYERS:
        return sizes
    return (*sizes[:-1], NEW_NEURONS, sizes[-1])


def flattened(sizes: Sizes) -> Sizes:
    """One hidden layer less: the last."""
    return sizes if len(sizes) == 2 else (*sizes[:-2], sizes[-1])


def edits_of(text: str) -> Edits:
    """The weights and biases that the reader has set, by their places.

    >>> edits_of("w1.1.2=-0.5")
    {Spot(kind='w', layer=1, target=0, source=1): -0.5}
    """
    pairs = (entry.split("=") for entry in text.split(",") if entry.count("=") == 1)
    found = ((Spot.of(name), float(value)) for name, value in pairs)
    return {spot: value for spot, value in found if spot}


def written(edits: Mapping[Spot, float]) -> str:
    """The same as text, for the form.

    >>> written({Spot("b", 1, 0): 2.0})
    'b1.1=2'
    """
    return ",".join(
        f"{spot.name}={value:.2f}".rstrip("0").rstrip(".") for spot, value in edits.items()
    )


def moved(edits: Mapping[Spot, float], before: Sizes, after: Sizes) -> Edits:
    """What was set, after a layer came or went: the outputs keep theirs at their new place."""
    old, new = len(before) - 1, len(after) - 1
    kept = {spot: value for spot, value in edits.items() if spot.layer < min(old, new)}
    outputs = {
        Spot(spot.kind, new, spot.target, spot.source): value
        for spot, value in edits.items()
        if spot.layer == old
    }
    return kept | outputs


def build(settings: Settings) -> MLP:
    """The network that the form describes.

    The slider of the picked weight is that weight; what was set before stands in `edits`.
    """
    network = untouched(settings)
    spot = Spot.of(settings["picked"])
    if spot and spot.kind != "n":
        _set(network, spot, settings["weight"])
    return network


def untouched(settings: Settings) -> MLP:
    """The network without what the slider of the picked weight says."""
    sizes = sizes_of(settings["sizes"])
    network = MLP(sizes, hidden=settings["activation"], output=settings["output"], init="zeros")
    for index, layer in enumerate(network.layers, start=1):
        drawn = _drawn(int(settings["seed"]), 0 if index == len(network.layers) else index)
        neurons, inputs = layer.weights.shape
        layer.biases[:] = drawn[:neurons, 0]
        layer.weights[:] = drawn[:neurons, 1 : inputs + 1]
    for spot, value in edits_of(settings["edits"]).items():
        _set(network, spot, value)
    return network


def _drawn(seed: int, slot: int) -> Grid:
    """Biases, then weights, of as many neurons as a layer can have: one decimal, never 0."""
    rng, shape = np.random.default_rng([seed, slot]), (HIDDEN[1], HIDDEN[1] + 1)
    size, sign = rng.uniform(SMALLEST, LARGEST, shape), rng.choice([-1.0, 1.0], shape)
    drawn: Grid = np.round(size * sign, 1)
    return drawn


def _set(network: MLP, spot: Spot, value: float) -> None:
    """Set a weight or bias, if the network has it at present."""
    if not 1 <= spot.layer <= len(network.layers):
        return
    neurons, inputs = network.layers[spot.layer - 1].weights.shape
    if spot.target >= neurons or spot.source >= inputs:
        return
    if spot.kind == "b":
        network.layers[spot.layer - 1].biases[spot.target] = value
    elif spot.kind == "w":
        network.layers[spot.layer - 1].weights[spot.target, spot.source] = value
