"""What is made of a recipe: samples, a network, its run, and its maps."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from kit.pictures.contours import Grid
from kit.run.runs import Run
from kit.words.outputs import shares
from pycore import MLP, TrainingConfig, features
from pycore.analysis.surfaces import neuron_maps
from pycore.compiled import Host
from pycore.datasets import Dataset, make, split
from pycore.nn.activations import Activation
from widgets.playground.data.points import EDGE, dataset_of, parse_points
from widgets.playground.recipe import DataRecipe, NetRecipe, Recipe

SMALL = 32
"""Pixels of a neuron's own map, per side."""


FEWEST_TO_SPLIT = 10
"""Of fewer points none are kept back to test on."""


class Workbench:
    """The samples and the network of a recipe, and the run that trains it.

    Attributes:
        recipe: As given.
        host: As given: what runs compiled training.
        train: Samples to learn from.
        test: Samples to test on; None where there are too few to keep any back.
        run: The run; its `mlp` is the network.
        start: The parameters that the seed gives.
    """

    def __init__(self, recipe: Recipe, rate: float, host: Host | None) -> None:
        """Make everything, ready to train."""
        self.recipe, self.host = recipe, host
        self.train, self.test = samples(recipe.data)
        net, way = recipe.net, recipe.training
        mlp = MLP(
            net.sizes, hidden=net.activation, output=net.output, init=net.start, seed=net.seed
        )
        self.start = mlp.parameters.copy()
        self.run = Run(
            mlp,
            (self.inputs(self.train.x), self.train.t),
            TrainingConfig(net.loss, rate, way.optimiser, way.l1, way.l2),
            test=None if self.test is None else (self.inputs(self.test.x), self.test.t),
            batch_size=way.batch or len(self.train),
            seed=net.seed,
            task=recipe.data.task,
            host=host,
        )

    def inputs(self, points: Grid) -> Grid:
        """What the network is given of points (n, 2)."""
        return features(points, self.recipe.net.inputs)

    def outputs(self, points: Grid) -> Grid:
        """The network's outputs (n,) at points (n, 2)."""
        return self.run.predict(self.inputs(points))[:, 0]

    def lit(self, outputs: Grid) -> Grid:
        """Outputs as colours from -1 (orange) over 0 (undecided) to 1 (blue)."""
        if self.recipe.net.output == "linear":
            return np.clip(outputs, -1.0, 1.0)
        return 2.0 * outputs - 1.0

    def maps(self) -> Grid:
        """The maps of all inputs and neurons (count, SMALL, SMALL) as colours, first row on top."""
        span, net = (-EDGE, EDGE), self.recipe.net
        found = neuron_maps(self.run.mlp, span, span, SMALL, self.inputs)
        *hidden, output = found.layers
        layers = [input_maps(net)]
        for layer, values in zip(self.run.mlp.layers, hidden, strict=False):
            layers.append(_finite(shares(layer.activation, values)))
        layers.append(_finite(self.lit(output)))
        return np.concatenate(layers)[:, ::-1]

    def map_of(self, layer: int, index: int, points: Grid) -> tuple[Grid, Activation | None]:
        """What one neuron answers at points (n, 2), and its activation; layer 0 has the inputs."""
        chosen = self.inputs(points)
        if layer == 0:
            return chosen[:, index], None
        trace = self.run.mlp.forward(chosen)
        return trace.a[layer - 1][:, index], self.run.mlp.layers[layer - 1].activation


@lru_cache(maxsize=4)
def samples(recipe: DataRecipe) -> tuple[Dataset, Dataset | None]:
    """The training and the test samples of a recipe; all train where there are few."""
    if recipe.is_own:
        made = dataset_of(parse_points(recipe.own), recipe.task)
    else:
        made = make(recipe.name, recipe.count, recipe.noise, recipe.seed)
        made = recipe.units.on_plane(made)
    if recipe.share >= 100 or len(made) < FEWEST_TO_SPLIT:
        return made, None
    return split(made, recipe.share / 100, recipe.seed)


@lru_cache(maxsize=8)
def input_maps(net: NetRecipe) -> Grid:
    """The maps of the inputs (count, SMALL, SMALL), each at full colour where it is largest."""
    along = np.linspace(-EDGE, EDGE, SMALL)
    across, up = np.meshgrid(along, along)
    values = features(np.column_stack([across.ravel(), up.ravel()]), net.inputs)
    lit = values / np.abs(values).max(axis=0)
    return np.ascontiguousarray(lit.T).reshape(len(net.inputs), SMALL, SMALL)


def _finite(values: Grid) -> Grid:
    """Values for colours: what overflowed is drawn as undecided."""
    return np.nan_to_num(values, nan=0.0, posinf=1.0, neginf=-1.0)
