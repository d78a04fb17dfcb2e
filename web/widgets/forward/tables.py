"""The whole network in words and numbers: how far the signal is, tables, NumPy code."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import prod

import numpy as np

from kit.pictures.network_layout import Spot
from kit.words.calculations import digits_needed, worked
from kit.words.numbers import DIGITS, number, shown
from kit.words.outputs import landed, settled, written
from widgets.forward.state import Pass
from widgets.forward.words import result


def progress(now: Pass) -> str:
    """How far the signal has come, with the numbers of the layer it has reached."""
    layers = len(now.network.layers)
    if now.step == 0:
        return "The inputs are set; nothing else is computed yet."
    values = ", ".join(result(now, spot) for spot in now.neurons(now.step))
    if now.complete:
        return f"The forward pass is complete: {values}."
    return f"Layer {now.step} of {layers} is computed: {values}."


def size_words(sizes: tuple[int, ...]) -> str:
    """The number of parameters, and how it comes about."""
    pairs = list(pairwise(sizes))
    weights, biases = sum(m * n for m, n in pairs), sum(sizes[1:])
    products = " + ".join(f"{m} × {n}" for m, n in pairs)
    word = "bias" if biases == 1 else "biases"
    return f"{weights + biases} parameters: {products} weights and {biases} {word}"


def neuron_rows(now: Pass) -> list[list[str]]:
    """The table of neurons: name, layer, sum, output."""
    rows = []
    for layer in range(len(now.sizes)):
        for spot in now.neurons(layer):
            name = now.name(spot)
            if layer == 0:
                rows.append([name, "input", "–", number(now.output(spot))])
            elif now.known(spot):
                function = now.activation(layer)
                results = [landed(function, now.sum(spot)), written(function, now.output(spot))]
                rows.append([name, _layer_name(now, layer), *results])
            else:
                rows.append([name, _layer_name(now, layer), "not yet", "not yet"])
    return rows


def _layer_name(now: Pass, layer: int) -> str:
    return "output" if layer == len(now.sizes) - 1 else f"hidden {layer}"


def weight_rows(now: Pass, spots: Sequence[Spot]) -> list[list[str]]:
    """The table of weights and biases: name, weight, what it is multiplied by, product."""
    rows = []
    for spot in spots:
        name = now.name(spot)
        weight, x = now.weight(spot), 1.0 if spot.kind == "b" else now.output(now.source(spot))
        if now.known(spot):
            rows.append([name, *worked([weight, x], prod), number(weight * x)])
        else:
            rows.append([name, number(weight), "not yet", "not yet"])
    return rows


def code_for(now: Pass, layer: int) -> str:
    """The arithmetic of a whole layer as NumPy, with this network's numbers."""
    here = now.network.layers[layer - 1]
    rows = [_array(row) for row in here.weights.tolist()]
    below = "x" if layer == 1 else "a"
    code = here.activation.code.partition("  #")[0]
    lines = [f"W = np.array([{(',' + chr(10) + ' ' * 14).join(rows)}])"]
    lines.append(f"b = np.array({_array(here.biases.tolist())})")
    if now.step < layer - 1:
        return "\n".join([*lines, "z = W @ a + b", f"a = {code}"])
    sums = [now.sum(spot) for spot in now.neurons(layer)]
    outputs = [now.output(spot) for spot in now.neurons(layer)]
    lines.append(f"{below} = np.array({_array(*_inputs(now, layer))})")
    done = now.step >= layer
    lines.append(f"z = W @ {below} + b{f'  # {_array(sums)}' if done else ''}")
    lines.append(f"a = {code}{f'  # {_array(outputs)}' if done else ''}")
    return "\n".join(lines)


def _inputs(now: Pass, layer: int) -> tuple[list[float], int]:
    """What a layer received, and the digits with which the code gives the printed results."""
    here, received = now.network.layers[layer - 1], now.trace.below(layer - 1)[0].tolist()

    def compute(values: Sequence[float]) -> list[float]:
        z = settled(here.weights @ np.array(values) + here.biases)
        return [*z.tolist(), *here.activation.value(z).tolist()]

    return received, digits_needed(received, compute)


def _array(values: list[float], digits: int = DIGITS) -> str:
    return f"[{', '.join(str(shown(value, digits)).removesuffix('.0') for value in values)}]"
