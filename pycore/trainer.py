"""Training: epoch after epoch of mini-batches, in slices as long as the page can spare."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.divergence import Divergence, diagnose
from pycore.epoch import Epoch
from pycore.evaluation import Judge
from pycore.history import Checkpoint, Record
from pycore.mlp import MLP
from pycore.numerics import quiet
from pycore.rule import Rule


class Trainer:
    """A training run of a network; it changes the network's parameters in place.

    Stochastic gradient descent with mini-batches, newly shuffled in each epoch (Goodfellow,
    Bengio and Courville, "Deep Learning", 2016, section 8.1.3). The same arguments give the
    same numbers to the last bit on one platform, however the work is sliced.

    Args:
        mlp: The network.
        x: Training samples (n, inputs).
        t: Their targets (n, outputs), or (n,) for one output.
        rule: Loss, learning rate, optimiser and penalties.
        test: Samples and targets to evaluate on, never trained on.
        batch_size: Samples per mini-batch; the last one takes what is left.
        seed: Seed or random generator of the shuffling.
        task: "classification", with accuracies, or "regression".
        record_every: Epochs between two records of the history.
        checkpoint_every: Epochs between two checkpoints; 0 keeps the start only.
        textbook: Make the steps as `textbook_step` does, slowly and readably.

    Attributes:
        rule: As given; see `change_rate`.
        epoch: Epochs completed.
        history: The records, from epoch 0 on; all their losses are finite.
        checkpoints: States from epoch 0 on: to return to with `restore`, or only to look at
            with `mlp.with_parameters(checkpoint.parameters)`.
        divergence: Why the run ended early, if it did. The network then has the last finite
            parameters, those at the start of that epoch.

    Raises:
        ValueError: data that do not fit the network or the loss, or settings out of range.

    >>> xor = MLP([2, 4, 1], seed=3)
    >>> trainer = Trainer(xor, x=[[0, 0], [0, 1], [1, 0], [1, 1]], t=[0, 1, 1, 0],
    ...                   rule=Rule("binary_cross_entropy", rate=1.0), batch_size=4)
    >>> trainer.run(epochs=500)
    >>> trainer.history[-1].train_accuracy
    1.0
    """

    def __init__(
        self,
        mlp: MLP,
        x: npt.ArrayLike,
        t: npt.ArrayLike,
        rule: Rule,
        *,
        test: tuple[npt.ArrayLike, npt.ArrayLike] | None = None,
        batch_size: int = 10,
        seed: int | np.random.Generator = 0,
        task: str = "classification",
        record_every: int = 1,
        checkpoint_every: int = 0,
        textbook: bool = False,
    ) -> None:
        self.mlp = mlp
        self.epoch = self._done = 0  # epochs completed, mini-batches made in the present one
        self.divergence: Divergence | None = None
        self.rule, self._first_rate = rule, rule.rate
        self._memory = rule.optimiser.start(mlp.layout.size)
        self._rng = checks.generator(seed)
        self._judge = Judge(mlp, (x, t), test, rule.loss, task)
        self._record_every = checks.integer("record_every", record_every, at_least=1)
        self._keep_every = checks.integer("checkpoint_every", checkpoint_every, at_least=0)
        size = checks.integer("batch_size", batch_size, at_least=1)
        self._epoch = Epoch(mlp, *self._judge.train, size)
        self._textbook = textbook
        self._steps = self._epoch.steps(rule, self._memory, textbook=textbook)
        self._before = self._checkpoint()  # the state at the start of the present epoch
        self.checkpoints = [self._before]
        self.history: list[Record] = []
        self._record()

    @property
    def batches(self) -> int:
        """The number of mini-batches in an epoch."""
        return len(self._steps)

    def change_rate(self, rate: float) -> None:
        """Go on with another learning rate until `reset`; a ValueError if it is not above 0."""
        self.rule = replace(self.rule, rate=rate)
        self._steps = self._epoch.steps(self.rule, self._memory, textbook=self._textbook)

    @quiet
    def step(self) -> None:
        """Train on one mini-batch; after divergence nothing happens."""
        if self.divergence is None:
            self._step()
            self._look()

    @quiet
    def run(self, epochs: int, on_epoch: Callable[["Trainer"], object] | None = None) -> None:
        """Train until so many more epochs are complete, or the run diverges.

        `on_epoch` is called with the trainer after each epoch. A ValueError if `epochs` is not
        a whole number from 0.
        """
        for _ in range(checks.integer("epochs", epochs, at_least=0)):
            for _ in range(self._done, self.batches):
                self._step()
            if self.divergence is not None:
                return
            if on_epoch is not None:
                on_epoch(self)

    @quiet
    def run_for(self, seconds: float, clock: Callable[[], float], until: int | None = None) -> int:
        """Train for `seconds` by the clock, a function like time.perf_counter.

        Return how many mini-batches were made. The slice may end within an epoch, and the next
        goes on there; when epoch `until` is complete or the run has diverged it ends early.

        Raises:
            ValueError: `seconds` is not above 0, or `until` is not a whole number from 0.
        """
        end = clock() + checks.number("seconds", seconds, above=0)
        goal = None if until is None else checks.integer("until", until, at_least=0)
        made = 0
        while self.divergence is None and (goal is None or self.epoch < goal):
            self._step()
            made += 1
            if clock() >= end:
                break
        self._look()
        return made

    def restore(self, checkpoint: Checkpoint) -> None:
        """Return to a checkpoint of this run (else a ValueError); what came later is dropped."""
        checkpoint.put_back(self.mlp, self._memory, self._rng)
        self.epoch, self._done, self.divergence = checkpoint.epoch, 0, None
        self.history = [record for record in self.history if record.epoch <= self.epoch]
        self.checkpoints = [kept for kept in self.checkpoints if kept.epoch <= self.epoch]

    def reset(self) -> None:
        """Return to the state before training, with the first learning rate."""
        self.restore(self.checkpoints[0])
        self.change_rate(self._first_rate)

    def _step(self) -> None:
        if self.divergence is not None:
            return
        if self._done == 0:
            self._before = self._checkpoint()
            self._epoch.shuffle(self._rng)
        for call in self._steps[self._done]:
            call()
        self._done += 1
        if self._done == self.batches:
            self._finish()

    def _finish(self) -> None:
        """End an epoch: look at its numbers, and keep what is to be kept."""
        self._look()
        if self.divergence is not None:
            return
        self.epoch, self._done = self.epoch + 1, 0
        if self.epoch % self._record_every == 0:
            self._record()
        if self._keep_every and self.epoch % self._keep_every == 0 and self.divergence is None:
            self.checkpoints.append(self._checkpoint())

    def _record(self) -> None:
        record = self._judge.record(self.epoch)
        if record.is_finite():
            self.history.append(record)
        else:
            self._diverge(self.epoch)

    def _look(self) -> None:
        """Find out whether the parameters are still finite."""
        if self.divergence is None and not np.isfinite(self.mlp.parameters).all():
            self._diverge(self.epoch + 1)

    def _diverge(self, epoch: int) -> None:
        """Return to the start of this epoch, and find what went wrong in it."""
        self._before.put_back(self.mlp, self._memory, self._rng)
        self.epoch, self._done = self._before.epoch, 0
        rows = map(self._epoch.rows, range(self.batches))
        self.divergence = diagnose(self.mlp, rows, self.rule, self._memory, epoch)

    def _checkpoint(self) -> Checkpoint:
        return Checkpoint.of(self.epoch, self.mlp, self._memory, self._rng)
