"""A map of the training loss over two parameters of the network, made in short pieces of work.

A map of a small network takes a tenth of a second, one of a large network a second: too long
between two frames. So it is made in columns, and belongs to the moment at which it was begun.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import floor, log10, sqrt

import numpy as np

from kit.pictures.contours import Grid
from kit.pictures.network_layout import Spot
from kit.pictures.parameters import index_of, spots_of
from kit.words.foremost import EQUAL
from pycore.analysis.loss_surface import loss_rows
from pycore.analysis.planes import parameter_plane
from pycore.nn.backprop import backward
from pycore.nn.mlp import MLP
from pycore.nn.objective import mean_loss
from pycore.numerics import Array, quiet
from widgets.playground.workbench import Workbench

MOST_CELLS, FEWEST_CELLS = 45, 15
"""Networks that are computed a side."""

WHOLE, PIECE = 0.4, 0.003
"""Seconds that a map and one piece of it should take, in the browser."""

PER_WEIGHT, PER_NEURON = 1e-9, 20e-9
"""Seconds that a sample takes there, by each weight and by each neuron."""

LEAST_REACH, ROOM = 1.0, 1.5
"""Half the width of the map: at least this, and this much wider than the trail."""

STEPS = (1.0, 1.5, 2.0, 3.0, 5.0, 7.0, 10.0)
FARTHEST = 1e6

Axes = tuple[Spot, Spot]
Place = tuple[float, float]


@dataclass(frozen=True)
class Window:
    """A square of the plane: its centre, and half its width."""

    centre: Place
    reach: float

    @classmethod
    def around(cls, places: Grid) -> Window:
        """A square with room around the places (k, 2); it moves and grows in large steps only.

        >>> Window.around(np.array([[0.1, -0.2], [0.4, 0.3]]))
        Window(centre=(0.0, 0.0), reach=1.0)
        >>> Window.around(np.array([[0.0, 0.0], [6.0, -1.0]]))
        Window(centre=(2.5, 0.0), reach=5.0)
        """
        kept = np.clip(places, -FARTHEST, FARTHEST)
        low, high = kept.min(axis=0), kept.max(axis=0)
        reach = _rounded_up(max(float((high - low).max()) / 2 * ROOM, LEAST_REACH))
        u, v = (np.rint((low + high) / reach) * reach / 2 + 0.0).tolist()  # no minus zero
        return cls((u, v), reach)

    def along(self, axis: int, cells: int) -> Grid:
        """Places along an axis, from edge to edge."""
        middle = self.centre[axis]
        return np.linspace(middle - self.reach, middle + self.reach, cells)


class Survey:
    """The loss around the present network, as far as it is made.

    Attributes:
        bench: Whose network and training points they are.
        axes: The two parameters.
        epoch: Epochs completed when it was begun.
        origin: The parameters then.
        loss: The training loss then.
        slope: Its slope by the two parameters.
        way: The parameters at the ends of the epochs up to then, and then.
        epochs: Their epochs.
        places: Where they lie on the map (k, 2).
        window: The part of the plane that is shown.
        values: The losses (cells, cells), lowest row first; complete once `done`.
        done: Whether it is complete.
    """

    def __init__(self, bench: Workbench, axes: Axes) -> None:
        """Remember how things are now; nothing is computed yet."""
        run = bench.run
        self.bench, self.axes, self.epoch = bench, axes, run.epoch
        self.origin = run.mlp.parameters.copy()
        self._x = bench.inputs(bench.train.x)
        first, second = (index_of(run.mlp, spot) for spot in axes)
        self.way = [state.parameters for state in run.way]
        self.epochs = [state.epoch for state in run.way]
        if not np.array_equal(self.way[-1], self.origin):  # in the middle of an epoch
            self.way.append(self.origin)
            self.epochs.append(self.epoch)
        self.places = np.array([(at[first], at[second]) for at in self.way])
        self.window = Window.around(self.places)
        self.loss = self._loss(self.origin)
        slopes = backward(
            run.mlp, run.mlp.forward(self._x), bench.train.t, bench.recipe.net.loss
        ).vector
        self.slope = float(slopes[first]), float(slopes[second])
        self._plane = parameter_plane(run.mlp, first, second)
        cost = _seconds(run.mlp, len(self._x))
        cells = int(min(max(sqrt(WHOLE / cost), FEWEST_CELLS), MOST_CELLS))
        self.values = np.zeros((cells, cells))
        self.done = False
        self._pieces = self._work(max(int(PIECE / cost), 1))

    @property
    def place(self) -> Place:
        """Where the network was when the map was begun."""
        across, up = self.places[-1].tolist()
        return across, up

    @quiet
    def advance(self, seconds: float, clock: Callable[[], float]) -> None:
        """Work for about so long."""
        end = clock() + seconds
        for _ in self._pieces:
            if clock() >= end:
                break

    def is_of(self, bench: Workbench, axes: Axes) -> bool:
        """Whether it is about these two parameters of this network as it is now."""
        same = self.bench is bench and self.axes == axes
        return same and np.array_equal(self.origin, bench.run.mlp.parameters)

    def loss_at(self, place: Place) -> float:
        """The training loss at a place of the map, computed there."""
        u, v = place
        return self._loss(self._plane.origin + u * self._plane.d1 + v * self._plane.d2)

    def loss_of(self, step: int) -> float:
        """The training loss that the network had at a step of its way."""
        return self._loss(self.way[step])

    def lowest(self) -> tuple[Place, float, bool]:
        """The lowest loss of those on the map, where it is, and whether it is there alone."""
        finite = np.where(np.isfinite(self.values), self.values, np.inf)
        row, column = np.unravel_index(int(finite.argmin()), finite.shape)
        least = float(finite[row, column])
        alone = int((finite <= least + EQUAL * abs(least)).sum()) == 1
        u, v = (self.window.along(axis, len(finite)) for axis in (0, 1))
        return (float(u[column]), float(v[row])), least, alone

    @quiet
    def _loss(self, parameters: Array) -> float:
        mlp, recipe = self.bench.run.mlp.with_parameters(parameters), self.bench.recipe
        return mean_loss(mlp, self._x, self.bench.train.t, recipe.net.loss)

    def _work(self, columns: int) -> Iterator[None]:
        """Fill in the losses, so many columns of a row in each piece."""
        mlp, train, loss = self.bench.run.mlp, self.bench.train, self.bench.recipe.net.loss
        u, v = (self.window.along(axis, len(self.values)) for axis in (0, 1))
        for start in range(0, len(u), columns):
            part = slice(start, start + columns)
            rows = loss_rows(mlp, self._x, train.t, loss, self._plane, u[part], v)
            for row in range(len(v)):
                self.values[row, part] = next(rows)
                yield
        self.done = True


def steepest(bench: Workbench) -> list[Spot]:
    """The weights in the order of the size of their slopes at the start of the run; then biases."""
    mlp = bench.run.mlp.with_parameters(bench.start)
    trace = mlp.forward(bench.inputs(bench.train.x))
    slopes = np.abs(backward(mlp, trace, bench.train.t, bench.recipe.net.loss).vector)
    spots = spots_of(mlp.sizes)
    return sorted(spots, key=lambda spot: (spot.kind == "b", -slopes[index_of(mlp, spot)]))


def chosen_axes(bench: Workbench, names: tuple[str, str]) -> Axes:
    """The parameters with these names; the steepest in place of what is missing or there twice."""
    order = steepest(bench)
    there = set(order)
    first, second = (Spot.of(name) for name in names)
    one = first if first in there else next(spot for spot in order if spot != second)
    other = second if second in there and second != one else None
    assert one is not None
    return one, other or next(spot for spot in order if spot != one)


def _seconds(mlp: MLP, samples: int) -> float:
    """About how long the loss of one network takes."""
    return samples * (PER_WEIGHT * mlp.layout.size + PER_NEURON * sum(mlp.sizes[1:]))


def _rounded_up(value: float) -> float:
    power = 10.0 ** floor(log10(value))
    return next(step for step in STEPS if step * power >= value * (1 - 1e-9)) * power
