"""What the playground says: figures, the status line, tables."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kit.pictures.network_layout import Spot
from kit.pictures.network_picture import name_of, weight_of
from kit.run.runs import Run
from kit.words.numbers import number, percent
from kit.words.sentences import counted
from pycore.datasets import Dataset
from pycore.nn.activations import ACTIVATIONS
from pycore.nn.mlp import MLP
from pycore.optimisers import OPTIMISERS
from widgets.playground.pictures.thumbnails import SETS
from widgets.playground.recipe import LABELS, Recipe
from widgets.playground.run.story import Story
from widgets.playground.workbench import FEWEST_TO_SPLIT, Workbench


def loss_words(loss: float | None) -> str:
    """A loss in a few characters; a dash where there is none."""
    return "–" if loss is None or not np.isfinite(loss) else number(loss)


def pace_words(pace: float) -> str:
    """A speed in epochs a second.

    >>> pace_words(0.13), pace_words(0.97), pace_words(1.2), pace_words(950.4)
    ('0.1 epochs/s', '1 epoch/s', '1 epoch/s', '950 epochs/s')
    """
    shown = number(pace, 1 if pace < 1 else 0)
    return f"{shown} epoch/s" if shown == "1" else f"{shown} epochs/s"


def share_words(share: float | None) -> str:
    """An accuracy; a dash where there is none."""
    return "–" if share is None else percent(share)


def sentence(run: Run, *, training: bool) -> str:
    """The figures of a run in words; of one that goes on, as what they were."""
    record, was = run.record, "was" if training else "is"
    when = f"At epoch {record.epoch}"
    if run.batch:
        when = f"After epoch {record.epoch} and {run.batch} of {run.batches} mini-batches"
    told = f"{'Training. ' if training else ''}{when} the training loss {was} "
    told += loss_words(record.train_loss)
    if record.test_loss is not None:
        told += f", the test loss {loss_words(record.test_loss)}"
    if record.train_accuracy is None:
        return f"{told}."
    test = record.test_accuracy
    share, kind = (record.train_accuracy, "training") if test is None else (test, "test")
    return f"{told}; {percent(share)} of the {kind} points {'were' if training else 'are'} right."


def repeating(story: Story | None, run: Run) -> str:
    """How far the run of a link or a file has been made again; "" if none is."""
    if story is None:
        return ""
    return f"This run is made again: epoch {run.epoch} of {story.end}. Pause ends that."


def part_name(spot: Spot, sizes: Sequence[int], inputs: Sequence[str]) -> str:
    """What a reader calls a part of the network; inputs have the names of their functions."""
    if spot.kind == "n" and spot.layer == 0:
        return LABELS[inputs[spot.target]]
    if spot.kind == "w" and spot.layer == 1:
        end = name_of(Spot("n", 1, spot.target), sizes)
        return f"{LABELS[inputs[spot.source]]} → {end}"
    return name_of(spot, sizes)


def reading(bench: Workbench, point: tuple[float, float]) -> str:
    """What the network answers at a point, in a sentence."""
    output = float(bench.outputs(np.array([point]))[0])
    units = bench.recipe.data.units
    at, beyond = f"At {units.place(point)}", units.beyond(point)
    if not np.isfinite(output):
        return f"{at} the output is too large for a number."
    if bench.recipe.net.output == "linear":
        return f"{at} the network answers {units.answer(output)}."
    is_blue = output >= 0.5
    more, less = percent(max(output, 1 - output)), percent(min(output, 1 - output))
    shares = f"{units.kind(blue=is_blue)} with {more}, {units.kind(blue=not is_blue)} with {less}"
    return f"{at}: {shares}. {beyond}".rstrip()


def figures(bench: Workbench) -> list[list[str]]:
    """Rows of a table: loss, share of right answers, for training and test points."""
    record = bench.run.record
    rows = [["Training points", str(len(bench.train))]]
    rows[0] += [loss_words(record.train_loss), share_words(record.train_accuracy)]
    if bench.test is not None:
        rows.append(["Test points", str(len(bench.test))])
        rows[1] += [loss_words(record.test_loss), share_words(record.test_accuracy)]
    return rows


def confusion(bench: Workbench) -> list[list[str]]:
    """Rows of a table: how many points of each class are taken for which; none for heights."""
    rows = []
    for words, data in (("Training", bench.train), ("Test", bench.test)):
        if data is None or not data.classes:
            continue
        answers = bench.outputs(data.x) > 0.5
        for target in (1.0, 0.0):
            name = bench.recipe.data.units.kind(blue=target == 1.0)
            chosen = answers[data.t[:, 0] == target]
            blue = int(chosen.sum())
            rows.append([f"{words}, {name}", str(blue), str(len(chosen) - blue)])
    return rows


def weights_table(network: MLP, inputs: Sequence[str]) -> list[list[str]]:
    """Rows of a table: each neuron's bias and its weights."""
    rows = []
    sizes = network.sizes
    for layer, count in enumerate(sizes[1:], start=1):
        for target in range(count):
            bias = number(weight_of(network, Spot("b", layer, target)))
            weights = [
                f"{part_name(Spot('n', layer - 1, source), sizes, inputs)}: "
                f"{number(weight_of(network, Spot('w', layer, target, source)))}"
                for source in range(sizes[layer - 1])
            ]
            rows.append([name_of(Spot("n", layer, target), sizes), bias, ", ".join(weights)])
    return rows


def data_words(train: Dataset, test: Dataset | None) -> str:
    """How many points there are, in a sentence."""
    kept = ", none kept back"
    if test is not None:
        kept = f", {len(test):,} kept back to test it"
    elif len(train) < FEWEST_TO_SPLIT:
        kept += f": that needs {FEWEST_TO_SPLIT} points"
    return f"{counted(len(train), 'point')} to learn from{kept}."


def recipe_words(recipe: Recipe, rate: float) -> str:
    """A run's settings in a few words, to tell it from another."""
    sizes = "–".join(map(str, recipe.net.sizes))
    activation = ACTIVATIONS[recipe.net.activation].label
    way = f"{OPTIMISERS[recipe.training.optimiser].label}, rate {number(rate)}"
    return f"{SETS[recipe.data.name]}, {sizes} {activation}, {way}, seed {recipe.net.seed}"
