"""What the reader may try to reach in the forward widget, and whether it is reached."""

from __future__ import annotations

from kit.pictures.network_layout import Spot
from widgets.forward.state import Pass

PARAMETERS = 25


def reached(now: Pass, picked: Spot | None) -> dict[str, bool]:
    """Which goals are reached at this moment."""
    return {
        "silent": _silent(now),
        "largest": _largest(now, picked),
        "parameters": now.network.layout.size == PARAMETERS,
        "against": _against(now, picked),
    }


def _hidden(now: Pass) -> list[Spot]:
    return [spot for layer in range(1, len(now.sizes) - 1) for spot in now.neurons(layer)]


def _silent(now: Pass) -> bool:
    """Every hidden neuron is a ReLU that outputs 0, and the pass has shown it."""
    relu = now.network.layers[0].activation.name == "relu"
    hidden = _hidden(now)
    quiet = all(now.output(spot) == 0 for spot in hidden)
    return bool(hidden) and relu and quiet and now.complete


def _largest(now: Pass, picked: Spot | None) -> bool:
    """The picked neuron has the largest output of all hidden ones."""
    hidden = _hidden(now)
    if not now.complete or picked not in hidden or len(hidden) < 2:
        return False
    largest = max(now.output(spot) for spot in hidden)
    return largest > 0 and now.output(picked) == largest


def _against(now: Pass, picked: Spot | None) -> bool:
    """The picked weight is positive, and what it adds is negative."""
    if picked is None or picked.kind != "w" or not now.known(picked):
        return False
    return now.weight(picked) > 0 and now.product(picked) < 0
