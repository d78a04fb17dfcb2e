"""What the hero says: its one sentence, the words on its lenses, and the table of its neurons."""

from __future__ import annotations

from collections.abc import Sequence

from kit.pictures.network_layout import Spot
from kit.pictures.network_picture import name_of
from kit.words.numbers import compact, number, percent, signed
from kit.words.outputs import written
from pycore import MLP, Record
from widgets.hero.training import EPOCHS, SIZES

CLASSES = {True: "● blue", False: "■ orange"}


def words_on(spot: Spot, mlp: MLP, value: float) -> str:
    """The value at a lens: a number, and at the output the side that it takes, with its share.

    >>> words_on(Spot("n", 1, 0), MLP(SIZES), -0.604)
    '−0.6'
    >>> words_on(Spot("n", 3, 0), MLP(SIZES), 0.2)
    '■ 80 %'
    """
    if spot.layer == 0:
        return number(value, 2)
    if spot.layer < len(SIZES) - 1:
        return compact(value, mlp.layers[spot.layer - 1].activation.range)
    share = max(value, 1 - value)
    return f"{CLASSES[value >= 0.5][0]} {compact(100 * share, (0, 100), 1)} %"


def answer(output: float) -> str:
    """The output in words.

    >>> answer(0.25)
    'the output is 0.25, which is 75 % for ■ orange'
    """
    share = percent(max(output, 1 - output))
    return f"the output is {number(output)}, which is {share} for {CLASSES[output >= 0.5]}"


def sentence(record: Record, points: int, point: tuple[float, float], output: float) -> str:
    """How far the network has come, and what it answers at the ring."""
    right = round((record.train_accuracy or 0.0) * points)
    count = f"all {points}" if right == points else f"{right} of {points}"
    where = f"Under the ring, at x₁ = {number(point[0])} and x₂ = {number(point[1])}"
    return f"{_stage(record.epoch)}: {count} points right. {where}, {answer(output)}."


def _stage(epoch: int) -> str:
    if epoch == 0:
        return "Not trained yet"
    return "Trained" if epoch >= EPOCHS else f"Epoch {epoch} of {EPOCHS}"


def key(mlp: MLP, epoch: int) -> str:
    """What the lines mean, and how many numbers there are."""
    count = mlp.layout.size
    found = (
        f"Training, here in your browser, has changed all {count} weights and biases"
        if epoch
        else f"None of the {count} weights and biases has learnt anything yet"
    )
    return (
        f"Solid blue line: a positive weight. Dashed orange: a negative one. Thick: a large one. "
        f"{found}."
    )


def table(
    mlp: MLP, sums: Sequence[Sequence[float]], values: Sequence[Sequence[float]]
) -> list[list[str]]:
    """A row for each neuron: weights, bias, weighted sum and answer, all for the ring."""
    sizes = tuple(mlp.sizes)
    rows = []
    for depth, layer in enumerate(mlp.layers, start=1):
        for index, weights in enumerate(layer.weights.tolist()):
            rows.append(
                [
                    name_of(Spot("n", depth, index), sizes),
                    ", ".join(signed(weight, 2) for weight in weights),
                    signed(float(layer.biases[index]), 2),
                    number(sums[depth - 1][index]),
                    written(layer.activation, values[depth][index]),
                ]
            )
    return rows
