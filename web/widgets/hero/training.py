"""The network of the home page: two moons, a run that always is the same, and what came of it.

The rate is so small that the fall can be watched: nearly all points are right after some seventy of
150 epochs. The first start number was chosen because its network begins almost all wrong; others
begin and end elsewhere, and one may stay caught.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from kit.kinds.by_epochs import bring_to
from kit.pictures.contours import Grid
from kit.run.runs import Run
from kit.words.outputs import shares
from pycore import MLP, Record, TrainingConfig
from pycore.analysis.surfaces import neuron_maps
from pycore.compiled import Host
from pycore.datasets import Dataset, make

SIZES = (2, 4, 3, 1)
POINTS, NOISE, DATA_SEED = 120, 0.2, 3
RATE, BATCH, EPOCHS = 0.006, 10, 150
EDGE = 5.6
"""The lenses show the plane as far as this from its middle; every point lies nearer."""


@lru_cache(maxsize=1)
def data() -> Dataset:
    """The points of two moons: class A is 1, class B is 0."""
    return make("moons", n=POINTS, noise=NOISE, seed=DATA_SEED)


class Training:
    """The run of one start number.

    Attributes:
        seed: The start number.
        mlp: The network, as it is at the present epoch.
    """

    def __init__(self, seed: int, host: Host | None) -> None:
        """Make the network; nothing is trained yet."""
        self.seed = seed
        self.mlp = MLP(SIZES, seed=seed)
        points = data()
        config = TrainingConfig("binary_cross_entropy", RATE, "adam")
        self._run = Run(
            self.mlp, (points.x, points.t), config, batch_size=BATCH, seed=seed, host=host
        )

    def at(self, epoch: int) -> Record:
        """Bring the network to an epoch, and return its figures there."""
        bring_to(self._run, epoch)
        return self._run.record


def asked(mlp: MLP, point: tuple[float, float]) -> tuple[list[list[float]], list[list[float]]]:
    """What one point makes of every neuron, layer by layer: weighted sums, and values.

    Inputs are values without a sum.
    """
    trace = mlp.forward(np.array(point))
    values = [list(point), *(layer[0].tolist() for layer in trace.a)]
    return [layer[0].tolist() for layer in trace.z], values


def lens_maps(mlp: MLP, small: int, large: int) -> tuple[Grid, Grid]:
    """Colours (-1 to 1) of all lenses but the output (count, small, small), and of the output.

    The first row is on top.
    """
    span = (-EDGE, EDGE)
    inner = neuron_maps(mlp, span, span, small).layers[:-1]
    lit = [
        shares(layer.activation, values) for layer, values in zip(mlp.layers, inner, strict=False)
    ]
    output = neuron_maps(mlp, span, span, large).layers[-1]
    lit_output = shares(mlp.layers[-1].activation, output)
    return np.concatenate([_inputs(small), *lit])[:, ::-1], lit_output[:, ::-1]


@lru_cache(maxsize=2)
def _inputs(side: int) -> Grid:
    """The maps of the two inputs: each is its own coordinate."""
    along = np.linspace(-1.0, 1.0, side)
    across, up = np.meshgrid(along, along)
    return np.stack([across, up])
