"""A training run for widgets: driven by frames, paused anywhere, rewound to any epoch exactly.

A run is a function of its arguments and of what the reader did to it (another rate, edited
weights), so nothing but a few states has to be kept: any epoch is the nearest one before it,
trained again. The same run always makes the same steps, however its frames fell.

Longer than other files: what can be done to a run, and what it tells of itself, is one class.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from kit.run.changes import RATE, WEIGHTS, Change
from kit.run.past import Kept, Past
from kit.run.stops import NEVER, Stop
from pycore import checks
from pycore.compiled import Host
from pycore.nn.mlp import MLP
from pycore.training.config import TrainingConfig
from pycore.training.divergence import Divergence
from pycore.training.evaluation import Samples
from pycore.training.history import Checkpoint, Record
from pycore.training.log import TrainingLog
from pycore.training.trainer import Trainer

Engine: TypeAlias = Literal["fast", "textbook"]
"""`textbook` makes every step by `pycore`'s `textbook_step`, in NumPy, slowly and readably; `fast`
makes the same steps compiled where there is a host and the network allows it."""

Clock = Callable[[], float]
"""Seconds from whenever, as `time.perf_counter` tells them."""


@dataclass(frozen=True, eq=False)
class Moment:
    """A run as it was at one time, to be returned to: its past, and where it stood."""

    past: Past
    state: Checkpoint
    rate: float
    batch: int
    end: Divergence | None
    rooted: bool


class Run:
    """A training run with a past that can be visited.

    Args:
        mlp: The network; the run changes its parameters in place.
        train: Samples and targets to learn from.
        config: Loss, learning rate, optimiser and penalties.
        test: Samples and targets to evaluate on.
        batch_size: Samples per mini-batch.
        seed: Seed of the shuffling.
        task: "classification" or "regression".
        engine: Which step it takes, "fast" or "textbook".
        host: What runs compiled steps, `view.host` in a widget.

    Attributes:
        mlp: As given, with the present parameters.
        batch: Mini-batches made of the next epoch; 0 between two epochs.
        rooted: Whether its past goes back to the network that it was given.

    >>> run = Run(MLP([2, 2, 1]), ([[0, 0], [1, 1]], [0, 1]), TrainingConfig(rate=1.0))
    >>> run.train(epochs=20)
    >>> run.epoch, run.history[-1].epoch
    (20, 20)
    >>> late = run.mlp.parameters.tolist()
    >>> run.seek(3)
    >>> run.epoch, run.last
    (3, 20)
    >>> run.seek(20)
    >>> run.mlp.parameters.tolist() == late
    True
    """

    def __init__(
        self,
        mlp: MLP,
        train: Samples,
        config: TrainingConfig,
        *,
        test: Samples | None = None,
        batch_size: int = 10,
        seed: int = 0,
        task: str = "classification",
        engine: Engine = "fast",
        host: Host | None = None,
    ) -> None:
        self.mlp = mlp
        self._log = TrainingLog(record_every=1, checkpoint_every=1)
        with warnings.catch_warnings():
            # What cannot be compiled trains by the textbook; nobody here need be told.
            warnings.simplefilter("ignore", RuntimeWarning)
            self._trainer = Trainer(
                mlp,
                *train,
                config,
                test=test,
                batch_size=batch_size,
                seed=seed,
                task=task,
                textbook=engine == "textbook",
                host=host,
                log=self._log,
            )
        self.batch = 0
        self.rooted = True
        self._past = Past()
        records, (self._now,) = self._log.take()  # the state at the end of the latest epoch
        self._figures: tuple[tuple[int, int], Record] | None = None
        self._end: Divergence | None = self._trainer.divergence
        self._past.keep(Kept(self._now, self.rate, firm=True))
        self._past.change(Change(0, RATE, self.rate))
        self._past.records += records

    @property
    def epoch(self) -> int:
        """Epochs completed at the present place."""
        return self._trainer.epoch

    @property
    def first(self) -> int:
        """The earliest epoch of this run that is known; 0 unless it came from elsewhere."""
        return self._past.first

    @property
    def origin(self) -> Checkpoint:
        """The state that the past begins with."""
        return self._past.states[0].state

    @property
    def changes(self) -> list[Change]:
        """What the reader did to this run, in order; the first one is the rate it began with."""
        return self._past.changes

    @property
    def last(self) -> int:
        """The farthest epoch of this run, to which `seek` can lead."""
        return self._past.last

    @property
    def history(self) -> list[Record]:
        """Records from epoch `first` to `last`, thinned when many; first and last stay."""
        return self._past.records

    @property
    def batches(self) -> int:
        """Mini-batches in an epoch."""
        return self._trainer.batches

    @property
    def rate(self) -> float:
        """The learning rate in force."""
        return self._trainer.config.rate

    @property
    def divergence(self) -> Divergence | None:
        """Why the run cannot go on from the present place, if it cannot."""
        return self._end if self.epoch == self.last else None

    @property
    def record(self) -> Record:
        """The figures of the network as it is now, within an epoch too."""
        place = (self.epoch, self.batch)
        if self._figures is None or self._figures[0] != place:
            here = [r for r in self.history[-1:] if r.epoch == self.epoch and self.batch == 0]
            self._figures = place, here[0] if here else self._trainer.record()
        return self._figures[1]

    @property
    def state(self) -> Checkpoint:
        """The state at the end of the latest epoch, to be kept or shared."""
        return self._now

    @property
    def way(self) -> list[Checkpoint]:
        """States at the ends of epochs up to the present place, thinned when there are many."""
        return self._past.way(self.epoch)

    def predict(self, x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """The outputs (n, outputs) for samples (n, inputs), compiled if the steps are."""
        return self._trainer.predict(x)

    def advance(self, seconds: float, clock: Clock, stop: Stop = NEVER) -> bool:
        """Train for about `seconds` by the clock; False when the run should pause.

        It should when `stop` is met, or when it has diverged. What lay ahead is dropped.
        """
        self._leave_future()
        end = clock() + seconds
        while not self._is_over(stop):
            made = self._trainer.run_for(max(end - clock(), 1e-6), clock, until=self.epoch + 1)
            self.batch = (self.batch + made) % self.batches
            self._collect()
            if clock() >= end:
                break
        return not self._is_over(stop)

    def train(self, epochs: int, stop: Stop = NEVER) -> None:
        """Train until so many more epochs are complete, `stop` is met, or the run diverges."""
        self._leave_future()
        goal = self.epoch + epochs
        while self.epoch < goal and not self._is_over(stop):
            self._trainer.run(1)
            self.batch = 0
            self._collect()

    def step(self) -> None:
        """Train on one mini-batch; what lay ahead of the present place is dropped."""
        self._leave_future()
        self._trainer.step()
        self.batch = (self.batch + 1) % self.batches
        self._collect()

    def again(self, epoch: int) -> int:
        """How many epochs `seek` would have to train again."""
        goal = min(max(epoch, self.first), self.last)
        return goal - self._past.near(goal).epoch

    def seek(self, epoch: int) -> None:
        """Go to the end of an epoch from `first` to `last`, exactly as it was."""
        goal = min(max(epoch, self.first), self.last)
        if (self.epoch, self.batch) == (goal, 0):
            return
        near = self._past.near(goal)
        self._go_to(near.state, near.rate)
        self._trainer.run(goal - near.epoch)
        kept = self._log.take()[1]
        self._now = kept[-1] if self.epoch > near.epoch else near.state

    def change_rate(self, rate: float) -> None:
        """Go on with another learning rate from the end of the latest epoch."""
        if rate != self.rate:
            self._leave_future()
            self._go_to(self._now, rate)
            self._past.keep(Kept(self._now, self.rate, firm=True))
            self._past.change(Change(self.epoch, RATE, rate))
            self._end = None

    def edit(self, parameters: npt.ArrayLike, name: str = "") -> None:
        """Go on from here with other parameters, at the start of an epoch.

        With the name of a weight or bias, that one alone differs from the end of the latest epoch.

        Raises:
            ValueError: another number of parameters.
        """
        values = checks.floats("parameters", parameters).copy()
        (changed,) = np.nonzero(values != self._now.parameters)
        self._begin_at(replace(self._now, parameters=values))
        if name and len(changed) == 1:
            self._past.change(Change(self.epoch, name, float(values[changed[0]])))
        elif len(changed):
            self._past.change(Change(self.epoch, WEIGHTS, tuple(values.tolist())))

    def adopt(self, state: Checkpoint) -> None:
        """Go on from a state that came from elsewhere, such as a link; how it arose is unknown.

        Raises:
            ValueError: it is a state of another kind of run.
        """
        self._go_to(state, self.rate)
        self._past, self.rooted = Past(), False
        self._begin_at(state)
        self._past.change(Change(state.epoch, RATE, self.rate))

    def moment(self) -> Moment:
        """All of the run as it is now, for `return_to`."""
        past = self._past.copy()
        return Moment(past, self._now, self.rate, self.batch, self._end, self.rooted)

    def return_to(self, moment: Moment) -> None:
        """Be as the run was at that time, or a run of the same kind, to the last bit.

        Raises:
            ValueError: it was a run of another kind.
        """
        self._go_to(moment.state, moment.rate)
        self._past, self._now = moment.past.copy(), moment.state
        self._end, self.rooted = moment.end, moment.rooted
        for _ in range(moment.batch):
            self._trainer.step()
        self.batch = moment.batch
        self._log.take()

    def _begin_at(self, state: Checkpoint) -> None:
        """Go on from a state in place of the one that was reached at its epoch."""
        self._go_to(state, self.rate)
        self._now = state
        self._past.keep(Kept(self._now, self.rate, firm=True))
        self._log.take()
        self._past.record(self._trainer.record())
        self._end = None

    def _go_to(self, state: Checkpoint, rate: float) -> None:
        self._trainer.restore(state)
        if rate != self.rate:
            self._trainer.change_rate(rate)
        self.batch = 0
        self._figures = None

    def _leave_future(self) -> None:
        """Drop what lies ahead: the run goes on from here."""
        if self.epoch < self.last:
            self._past.cut(self.epoch)
            self._past.record(self.record)
            self._end = None

    def _is_over(self, stop: Stop) -> bool:
        over = self._trainer.divergence is not None
        return over or (self.batch == 0 and stop.met(self.record))

    def _collect(self) -> None:
        """Take over what the trainer has written down since the last time."""
        records, states = self._log.take()
        for state in states:
            self._past.states.append(Kept(state, self.rate, firm=False))
            self._now = state
        self._past.records += records
        self._past.thin()
        if self._trainer.divergence is not None:
            self._end, self.batch = self._trainer.divergence, 0
