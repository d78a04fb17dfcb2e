"""Training: epoch after epoch of mini-batches, in slices as long as the page can spare.

Longer than other files: a run, what can be done to it and how it goes on, is one class.
"""

import warnings
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.compiled import CompiledNetwork, Host, HostError, Orders
from pycore.nn.network import Network
from pycore.numerics import Array, quiet
from pycore.training.batches import Batches, Draw
from pycore.training.compiling import request_for
from pycore.training.config import TrainingConfig, checked_config
from pycore.training.divergence import Divergence, find_divergence
from pycore.training.evaluation import Evaluator, Samples
from pycore.training.history import Checkpoint, Record
from pycore.training.log import TrainingLog
from pycore.training.textbook_step import textbook_step


class Trainer:
    """A training run of a network; it changes the network's parameters in place.

    Stochastic gradient descent with mini-batches, newly shuffled in each epoch (Goodfellow,
    Bengio and Courville, "Deep Learning", 2016, section 8.1.3). The same arguments give the
    same numbers to the last bit on one platform, however the work is sliced.

    There are two ways to make a step. `textbook_step` is the definition, and trains any network.
    With a host the steps of dense networks are compiled, many in a call, which ends where somebody
    looks: at a record, a checkpoint, the goal. They agree with the textbook's to rounding. If the
    numbers there are not finite, the textbook makes the same steps once more from where the call
    began, and what it finds is what counts.

    Args:
        network: The network.
        x: Training samples (n, ...), for dense networks (n, inputs).
        t: Their targets (n, outputs), or what else `pycore.nn.objective.targets` takes.
        config: Loss, learning rate, optimiser and penalties.
        test: Samples and targets to evaluate on, never trained on.
        batch_size: Samples per mini-batch; the last one takes what is left.
        seed: Seed or random generator of the shuffling.
        task: "classification", with accuracies, or "regression".
        record_every: Epochs between two records of the history.
        checkpoint_every: Epochs between two checkpoints; 0 keeps the start only.
        fresh: Draws new samples for each epoch, always as many; x and t then only tell the figures.
        textbook: Whether every step is to be `textbook_step`, host or not: slow, and readable.
        host: What runs compiled steps, such as `pycore.native_host`. A RuntimeWarning tells if it
            cannot.
        log: What keeps records and checkpoints, in place of one made for `record_every` and
            `checkpoint_every`.

    Attributes:
        network: As given.
        epoch: Epochs completed.
        divergence: Why the run ended early, if it did. The network then has the last finite
            parameters, those at the start of that epoch.
        refusal: Why the steps are not compiled although there is a host; else None.

    Raises:
        ValueError: data that do not fit the network or the loss, or settings out of range.

    >>> from pycore import MLP
    >>> xor = MLP([2, 4, 1], seed=3)
    >>> trainer = Trainer(xor, x=[[0, 0], [0, 1], [1, 0], [1, 1]], t=[0, 1, 1, 0],
    ...                   config=TrainingConfig("binary_cross_entropy", rate=1.0), batch_size=4)
    >>> trainer.run(epochs=500)
    >>> trainer.history[-1].train_accuracy
    1.0
    """

    # What is not in this list cannot be set: a wrong name would take effect nowhere.
    __slots__ = (
        "_batches",
        "_before",
        "_compiled",
        "_config",
        "_done",
        "_evaluator",
        "_first_rate",
        "_fresh",
        "_log",
        "_memory",
        "_rng",
        "_start",
        "divergence",
        "epoch",
        "network",
        "refusal",
    )

    def __init__(
        self,
        network: Network,
        x: npt.ArrayLike,
        t: npt.ArrayLike,
        config: TrainingConfig | None = None,
        *,
        test: Samples | None = None,
        batch_size: int = 10,
        seed: int | np.random.Generator = 0,
        task: str = "classification",
        record_every: int = 1,
        checkpoint_every: int = 0,
        fresh: Draw | None = None,
        textbook: bool = False,
        host: Host | None = None,
        log: TrainingLog | None = None,
    ) -> None:
        config = TrainingConfig() if config is None else config
        checked_config(config)
        for name, function in (("fresh", fresh), ("host", host)):
            if function is not None:
                checks.function(name, function)
        batch_size = checks.integer("batch_size", batch_size, at_least=1)
        self.network, self.epoch = network, 0
        self.divergence: Divergence | None = None
        self.refusal: str | None = None
        self._config, self._first_rate = config, config.rate
        self._rng, self._fresh = checks.generator(seed), fresh
        self._evaluator = Evaluator(network, (x, t), test, config.loss, task)
        self._batches = Batches(*self._samples_of_an_epoch(), batch_size)
        self._memory = config.optimiser.start(network.size)
        made = TrainingLog(record_every, checkpoint_every)
        self._log = made if log is None else log
        checks.instance("log", self._log, TrainingLog, "a TrainingLog, or None")
        self._compiled: CompiledNetwork | None = None
        if not checks.truth("textbook", textbook) and host is not None:
            self._compile(host, batch_size)
        self._done = 0  # mini-batches made in the present epoch
        self._start = self._before = self._checkpoint()  # the latter of the present epoch or call
        if not self._keep():
            self._diverge(0)

    def _samples_of_an_epoch(self) -> tuple[Array, Array]:
        """Return the samples given, or such as `fresh` draws; the generator stays as it is."""
        if self._fresh is None:
            return self._evaluator.train
        return self._evaluator.drawn(self._fresh, deepcopy(self._rng))

    def _compile(self, host: Host, batch_size: int) -> None:
        try:
            if self._fresh is not None:
                raise ValueError("fresh samples cannot be compiled")
            x, t = self._batches.x, self._batches.t
            request = request_for(self.network, self._config, len(x), batch_size)
            compiled = CompiledNetwork(request, host)
            compiled.load(x, t)
            compiled.set_rate(self._config.rate)
            self._compiled = compiled
        except (ValueError, HostError) as error:
            self.refusal = str(error)
            warnings.warn(f"the steps are not compiled: {error}", RuntimeWarning, stacklevel=3)

    @property
    def config(self) -> TrainingConfig:
        """Loss, learning rate, optimiser and penalties; see `change_rate`."""
        return self._config

    @property
    def history(self) -> list[Record]:
        """The records, from epoch 0 on; all their losses are finite."""
        return self._log.history

    @property
    def checkpoints(self) -> list[Checkpoint]:
        """States from epoch 0 on.

        Return to them with `restore`, or only look at them with
        `network.with_parameters(checkpoint.parameters)`.
        """
        return self._log.checkpoints

    @property
    def batches(self) -> int:
        """The number of mini-batches in an epoch."""
        return len(self._batches)

    @property
    def steps(self) -> int:
        """The number of mini-batches made since the start."""
        return self.epoch * self.batches + self._done

    def record(self) -> Record:
        """Return the figures of the network as it is now, within an epoch too."""
        return self._evaluator.record(self.epoch)

    def change_rate(self, rate: float) -> None:
        """Go on with another learning rate until `reset`.

        Raises:
            ValueError: the rate is not above 0.
        """
        self._config = replace(self._config, rate=rate)
        if self._compiled is not None:
            self._compiled.set_rate(self._config.rate)

    @quiet
    def step(self, count: int = 1) -> None:
        """Train on so many mini-batches; after divergence nothing happens.

        Raises:
            ValueError: `count` is not a whole number from 0.
        """
        left = checks.integer("count", count, at_least=0)
        while left > 0 and self.divergence is None:
            left -= self._advance(goal=None, most=left)
        self._look()

    @quiet
    def run(self, epochs: int, on_epoch: Callable[["Trainer"], object] | None = None) -> None:
        """Train until so many more epochs are complete, or the run diverges.

        `on_epoch` is called with the trainer after each epoch.

        Raises:
            ValueError: `epochs` is not a whole number from 0, or `on_epoch` is no function.
        """
        if on_epoch is not None:
            checks.function("on_epoch", on_epoch)
        left = checks.integer("epochs", epochs, at_least=0)
        while left > 0 and self.divergence is None:
            start = self.epoch
            self._advance(start + (left if on_epoch is None else 1))
            left -= self.epoch - start
            if on_epoch is not None and self.epoch > start and self.divergence is None:
                on_epoch(self)

    @quiet
    def run_for(self, seconds: float, clock: Callable[[], float], until: int | None = None) -> int:
        """Train for `seconds` by the clock, a function like time.perf_counter.

        Return how many mini-batches were made. The slice may end within an epoch, and the next
        goes on there; when epoch `until` is complete or the run has diverged it ends early.

        Raises:
            ValueError: `seconds` is not above 0, `until` is not a whole number from 0, or `clock`
                is no function or does not return a number.
        """
        checks.function("clock", clock)
        start = checks.number("what clock returns", clock())
        end = start + checks.number("seconds", seconds, above=0)
        goal = None if until is None else checks.integer("until", until, at_least=0)
        made = 0
        while self.divergence is None and (goal is None or self.epoch < goal):
            made += self._advance(goal)
            if clock() >= end:
                break
        self._look()
        return made

    def predict(self, x: npt.ArrayLike) -> Array:
        """Return the outputs (n, outputs) for samples (n, inputs), compiled if the steps are.

        A map of a network in training takes so a tenth of the time of `Network.predict`.

        Raises:
            ValueError: another shape, no sample, or numbers that are not finite.
        """
        samples = self.network.samples(x)
        if self._compiled is None:
            return self.network.predict(samples)
        return self._compiled.predict(self.network.parameters, samples)

    def restore(self, checkpoint: Checkpoint) -> None:
        """Return to a checkpoint of this run; what came later is dropped.

        Raises:
            ValueError: it is no checkpoint, or of a run with another network or optimiser.
        """
        checks.instance("checkpoint", checkpoint, Checkpoint, "one of the checkpoints of this run")
        self._return(checkpoint)
        self.divergence = None
        self._log.cut(self.epoch)

    def reset(self) -> None:
        """Return to the state before training, with the first learning rate."""
        self.restore(self._start)
        self.change_rate(self._first_rate)

    def _advance(self, goal: int | None, most: int | None = None) -> int:
        """Make mini-batches, at least one, none beyond epoch `goal`; return how many."""
        if self._compiled is not None:
            return self._leap(self._compiled, goal, most)
        self._step()
        return 1

    def _leap(self, compiled: CompiledNetwork, goal: int | None, most: int | None) -> int:
        """Make compiled steps up to where somebody looks; what fails is repeated by the book."""
        due = self._log.next_due(self.epoch)
        until = due if goal is None else min(due, goal)
        orders = self._orders(0 if most else min(until - self.epoch, compiled.request.most_epochs))
        longest = compiled.request.most_steps
        count = min(len(orders) * self.batches - self._done, longest, most or longest)
        compiled.train(self.network.parameters, self._memory, orders, self._done, count)
        more, self._done = divmod(self._done + count, self.batches)
        self.epoch += more
        if not (self._is_finite() and (self._done > 0 or self._keep())):
            self._repeat()
        return count

    def _orders(self, epochs: int) -> Orders:
        """Return the orders of so many new epochs; the present one's if it is not over.

        An epoch too long for one call (`epochs` is 0) is begun, and then goes on like that.
        """
        if self._done == 0:
            self._before = self._checkpoint()
            if epochs > 0:
                n = len(self._batches.x)
                return np.array([self._rng.permutation(n) for _ in range(epochs)])
            self._batches.shuffle(self._rng)
        return self._batches.order[None]

    def _repeat(self) -> None:
        """Make the steps since `_before` once more, by the book."""
        goal = (self.epoch, self._done)
        self._return(self._before)
        while self.divergence is None and (self.epoch, self._done) < goal:
            self._step()

    def _step(self) -> None:
        if self._done == 0:
            self._begin_epoch()
        rows = self._batches.rows(self._done)
        textbook_step(self.network, *rows, self._config, self._memory)
        self._done += 1
        if self._done == self.batches:
            self._finish_epoch()

    def _begin_epoch(self) -> None:
        self._before = self._checkpoint()
        if self._fresh is not None:
            self._batches.refill(*self._evaluator.drawn(self._fresh, self._rng))
        self._batches.shuffle(self._rng)

    def _finish_epoch(self) -> None:
        """End an epoch: look at its numbers, and keep what is to be kept."""
        self._look()
        if self.divergence is None:
            self.epoch, self._done = self.epoch + 1, 0
            if not self._keep():
                self._diverge(self.epoch)

    def _keep(self) -> bool:
        return self._log.keep(self.epoch, self.record, self._checkpoint)

    def _is_finite(self) -> bool:
        return bool(np.isfinite(self.network.parameters).all())

    def _look(self) -> None:
        """Find out whether the parameters are still finite."""
        if self.divergence is None and not self._is_finite():
            self._diverge(self.epoch + 1)

    def _diverge(self, epoch: int) -> None:
        """Return to the start of this epoch, and find what went wrong in it."""
        self._return(self._before)
        rows = map(self._batches.rows, range(self.batches))
        self.divergence = find_divergence(self.network, rows, self._config, self._memory, epoch)

    def _return(self, checkpoint: Checkpoint) -> None:
        checkpoint.put_back(self.network, self._memory, self._rng)
        self.epoch, self._done = checkpoint.epoch, 0

    def _checkpoint(self) -> Checkpoint:
        return Checkpoint.of(self.epoch, self.network, self._memory, self._rng)
