"""A whole run on the eight points, with what was true after every epoch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from kit.pictures.contours import Grid
from kit.run.runs import Run
from pycore import MLP, CurveDiagnosis, Record, TrainingConfig, diagnose_curve
from pycore.compiled import Host
from pycore.datasets import make
from widgets.training_loop.loop import BATCH, LOSS, PHASES, Done, one_epoch

SIZES = {"single": (2, 1), "shallow": (2, 3, 1), "deep": (2, 4, 4, 1)}
RATES = {"gentle": 0.02, "balanced": 0.3, "aggressive": 6.0}
EPOCHS = 120
SEED = 0
SCALE = 4.0
"""The largest coordinate; the network is given coordinates from -1 to 1."""


def by_corner(points: Sequence[Sequence[float]]) -> tuple[str, ...]:
    """A name for each point: its corner, and how many of that corner came before, counted from 1.

    >>> by_corner([(2, 4), (-2, 4), (-4, 2), (4, -2)])
    ('north-east 1', 'north-west 1', 'north-west 2', 'south-east 1')
    """
    seen: Counter[str] = Counter()
    names = []
    for x, y in points:
        corner = f"{'north' if y > 0 else 'south'}-{'east' if x > 0 else 'west'}"
        seen[corner] += 1
        names.append(f"{corner} {seen[corner]}")
    return tuple(names)


class Story:
    """A run from its seed to its end.

    Attributes:
        points: The eight points (8, 2) and their classes (8,), 1 for blue.
        names: What readers call the points: the corner of the map, and a number within it.
        rate: The learning rate.
        records: The figures after each epoch.
        chances: The outputs for the eight points after each epoch.
    """

    def __init__(self, depth: str, pace: str, host: Host | None) -> None:
        """Train the network from start to end; the same one every time."""
        data = make("eight")
        self.points, self.classes = data.x, data.t[:, 0]
        self.names = by_corner(self.points.tolist())
        self.x, self.t = data.x / SCALE, data.t
        self.rate = RATES[pace]
        self._start = MLP(SIZES[depth], seed=SEED)
        self._run = Run(
            self._start.with_parameters(self._start.parameters),
            (self.x, self.t),
            TrainingConfig(LOSS, self.rate),
            batch_size=BATCH,
            seed=SEED,
            host=host,
        )
        self._parameters, self.chances = [self._run.mlp.parameters.copy()], [self._outputs()]
        while self._run.epoch < EPOCHS and self._run.divergence is None:
            self._run.train(1)
            self._parameters.append(self._run.mlp.parameters.copy())
            self.chances.append(self._outputs())
        self.records = self._run.history

    @property
    def last(self) -> int:
        """The last epoch."""
        return len(self.records) - 1

    @property
    def batches(self) -> int:
        """Mini-batches in an epoch."""
        return len(self.x) // BATCH

    @property
    def moments(self) -> int:
        """Moments of an epoch in slow motion: the shuffle, then the phases of each batch."""
        return 1 + len(PHASES) * self.batches

    def record(self, epoch: int) -> Record:
        """The figures after an epoch."""
        return self.records[epoch]

    def state(self, epoch: int) -> CurveDiagnosis:
        """What the loss curve says up to an epoch."""
        return diagnose_curve(self.records[: epoch + 1])

    def network(self, epoch: int) -> MLP:
        """The network after an epoch."""
        return self._start.with_parameters(self._parameters[epoch])

    def slowly(self, epoch: int, moment: int) -> tuple[MLP, Done]:
        """The network and what has just been done, `moment` moments into the epoch after this."""
        mlp = self.network(epoch)
        rng = np.random.default_rng(SEED)
        self._run.seek(epoch)
        rng.bit_generator.state = dict(self._run.state.random_state)
        steps = one_epoch(mlp, self.x, self.t, self.rate, rng)
        phase, order = next(steps)
        if moment == 0:
            return mlp, Done(phase, order)
        known: dict[str, Any] = {}
        for _ in range(moment):
            phase, value = next(steps)
            known = {phase: value} if phase == PHASES[0] else {**known, phase: value}
        batch = order.reshape(-1, BATCH)[(moment - 1) // len(PHASES)]
        values = known["forward"], known.get("loss", 0.0), known.get("backward")
        return mlp, Done(phase, batch, *values)

    def first_all_right(self) -> int | None:
        """The first epoch at whose end all points are right."""
        return next((each.epoch for each in self.records if each.train_accuracy == 1), None)

    def _outputs(self) -> Grid:
        return self._run.predict(self.x)[:, 0].copy()
