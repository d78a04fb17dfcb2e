"""Noisy points, networks that may learn them by heart, and what helps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kit.kinds.by_epochs import bring_to
from kit.pictures.contours import Grid
from kit.run.runs import Run
from pycore import MLP, Record, TrainingConfig, diagnose_curve
from pycore.compiled import Host
from pycore.datasets import make

SIZES = {"small": (2, 2, 1), "large": (2, 16, 16, 1)}
NOISE, SEED, TEST_SEED, TEST_POINTS = 0.8, 5, 105, 200
RATE, BATCH, EPOCHS = 0.01, 10, 300
SCALE = 6.0


@dataclass(frozen=True)
class Remedies:
    """What a run is given: the size of its network, its points, its penalty."""

    size: str
    points: int
    l2: float


UNTREATED = Remedies("large", 20, 0.0)


class Trial:
    """A run with some remedies, trained to its end.

    Attributes:
        train: Points to learn from.
        test: Points that are never learnt from.
        records: The figures after each epoch.
    """

    def __init__(self, remedies: Remedies, host: Host | None) -> None:
        """Train; the same remedies always give the same run."""
        self.train = make("moons", n=remedies.points, noise=NOISE, seed=SEED)
        self.test = make("moons", n=TEST_POINTS, noise=NOISE, seed=TEST_SEED)
        self._run = Run(
            MLP(SIZES[remedies.size], seed=SEED),
            (self.train.x / SCALE, self.train.t),
            TrainingConfig("binary_cross_entropy", RATE, "adam", l2=remedies.l2),
            test=(self.test.x / SCALE, self.test.t),
            batch_size=BATCH,
            seed=SEED,
            host=host,
        )
        self.parameters = self._run.mlp.layout.size
        bring_to(self._run, EPOCHS)
        self.records = self._run.history

    @property
    def last(self) -> int:
        """The last epoch."""
        return self.records[-1].epoch

    @property
    def best(self) -> Record:
        """The record with the lowest test loss."""
        return min(self.records, key=unseen)

    def outputs(self, epoch: int, points: Grid) -> Grid:
        """What the network answers (n,) after an epoch at points (n, 2)."""
        self._run.seek(epoch)
        return self._run.predict(points / SCALE)[:, 0]


def unseen(record: Record) -> float:
    """The test loss of a record that has one."""
    return record.test_loss or 0.0


def overfits(records: Sequence[Record]) -> bool:
    """Whether the last of these records is one of a run that overfits."""
    return diagnose_curve(records).state == "overfitting"


def learns(records: Sequence[Record]) -> bool:
    """Whether the last of these records is one of a run whose training loss still falls."""
    return diagnose_curve(records).state == "learning"
