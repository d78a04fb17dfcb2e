"""What the loss map shows: a network, its training by whole batches, and a plane through it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pycore.analysis.planes import Plane, parameter_plane, random_plane
from pycore.nn.backprop import backward
from pycore.nn.mlp import MLP
from pycore.nn.objective import mean_loss
from pycore.numerics import Array
from pycore.training.config import TrainingConfig
from pycore.training.textbook_step import textbook_step
from widgets.backprop.run import CORNERS, LOGIC

LONGEST = 500
SIZES = {"one": (1, 1), "two": (2, 2, 1), "four": (2, 4, 1)}
LINE_X = (-2.0, -1.0, -0.5, 0.5, 1.0, 2.0)
LINE_T = (0.0, 0.0, 1.0, 0.0, 1.0, 1.0)  # two of them disagree with the rest: no loss of 0


@dataclass(frozen=True)
class MapSetup:
    """Everything that decides a run; `weights` is empty or the start the reader has chosen."""

    net: str
    loss: str
    rate: float
    seed: int
    weights: tuple[float, ...]


class MapRun:
    """Plain descent with all samples in every step, kept from the start on."""

    def __init__(self, plan: MapSetup) -> None:
        """Make the network; no step is made yet."""
        self.plan = plan
        sizes = SIZES[plan.net]
        if plan.net == "one":
            self.x, self.t = np.array(LINE_X)[:, None], np.array(LINE_T)[:, None]
        else:
            self.x, self.t = np.array(CORNERS), np.array(LOGIC["xor"])[:, None]
        self.drawn = MLP(sizes, seed=plan.seed)
        """The network as the start number draws it; the random directions are made for it."""
        self.mlp = self.drawn.with_parameters(self.drawn.parameters.round(2))
        if len(plan.weights) == self.mlp.layout.size:
            self.mlp.parameters[:] = plan.weights
        self.config = TrainingConfig(loss=plan.loss, rate=plan.rate)
        self._path = [self.mlp.parameters.copy()]
        self._memory = self.config.optimiser.start(self.mlp.layout.size)
        self.length = LONGEST
        """Steps that can be made: fewer than LONGEST if the numbers leave the finite ones."""

    def at(self, step: int) -> MLP:
        """The network after so many steps."""
        return self.mlp.with_parameters(self.path(step)[-1])

    def path(self, step: int) -> list[Array]:
        """The parameters from the start to a step, both included."""
        while len(self._path) <= min(step, self.length):
            textbook_step(self.mlp, self.x, self.t, self.config, self._memory)
            if not np.isfinite(self.mlp.parameters).all():
                self.length = len(self._path) - 1
                break
            self._path.append(self.mlp.parameters.copy())
        return self._path[: min(step, self.length) + 1]

    def loss(self, network: MLP) -> float:
        """The mean loss of a network on the samples."""
        return mean_loss(network, self.x, self.t, self.plan.loss)

    def gradient(self, network: MLP) -> Array:
        """The slopes of the mean loss."""
        return backward(network, network.forward(self.x), self.t, self.plan.loss).vector


@dataclass(frozen=True, eq=False)
class Slice:
    """A plane through the present network, with coordinates that stay the same all along a run.

    Attributes:
        plane: The plane; its origin is moved so that it passes through the present network.
        names: What its two axes are called.
        steps: Whether its axes are single parameters (their indices), else None.
    """

    plane: Plane
    names: tuple[str, str]
    steps: tuple[int, int] | None

    @classmethod
    def through(cls, network: MLP, first: int, second: int, names: tuple[str, str]) -> Slice:
        """The plane of two parameters; all others stay as they are."""
        return cls(parameter_plane(network, first, second), names, (first, second))

    @classmethod
    def random(cls, run: MapRun, network: MLP, seed: int) -> Slice:
        """The plane of two random directions."""
        fixed = random_plane(run.drawn, seed)
        u, v = fixed.coordinates(network.parameters[None])[0]
        origin = network.parameters - u * fixed.d1 - v * fixed.d2
        return cls(Plane(origin, fixed.d1, fixed.d2), ("direction 1", "direction 2"), None)

    def coordinates(self, points: list[Array]) -> list[tuple[float, float]]:
        """Where parameters lie on the map, seen from straight above."""
        if self.steps is not None:
            return [(float(p[self.steps[0]]), float(p[self.steps[1]])) for p in points]
        return [(float(u), float(v)) for u, v in self.plane.coordinates(np.array(points))]

    def parameters(self, u: float, v: float) -> Array:
        """The parameters at a place of the map."""
        return self.plane.origin + u * self.plane.d1 + v * self.plane.d2

    def share(self, move: Array) -> float:
        """How much of a move's length lies in the map, from 0 to 1."""
        length = float(np.linalg.norm(move))
        directions = np.column_stack([self.plane.d1, self.plane.d2])
        within = directions @ np.linalg.lstsq(directions, move, rcond=None)[0]
        return float(np.linalg.norm(within)) / length if length else 1.0
