"""Training: epoch after epoch of mini-batches, in slices as long as the page can spare."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.compiled import Host
from pycore.nn.mlp import MLP
from pycore.numerics import Array, quiet
from pycore.training.engine import ENGINES, Engine
from pycore.training.evaluation import Judge
from pycore.training.history import Checkpoint
from pycore.training.rule import Rule
from pycore.training.steps import Steps


class Trainer(Steps):
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
        engine: "fast", or "textbook" to call `textbook_step` for each step, slowly and readably.
        host: What runs compiled steps (`pycore.compiled`), many in a call; NumPy takes over
            where they are refused or leave the finite numbers. They agree with NumPy's to
            rounding, no longer to the last bit.

    Attributes:
        rule: As given; see `change_rate`.
        epoch: Epochs completed.
        history: The records, from epoch 0 on; all their losses are finite.
        checkpoints: States from epoch 0 on: to return to with `restore`, or only to look at
            with `mlp.with_parameters(checkpoint.parameters)`.
        divergence: Why the run ended early, if it did. The network then has the last finite
            parameters, those at the start of that epoch.
        refusal: Why the steps are not compiled although there is a host; else None.

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
        engine: Engine = "fast",
        host: Host | None = None,
    ) -> None:
        checks.choice("engine", engine, ENGINES)
        self._first_rate = rule.rate
        super().__init__(
            mlp,
            Judge(mlp, (x, t), test, rule.loss, task),
            rule,
            batch_size=checks.integer("batch_size", batch_size, at_least=1),
            rng=checks.generator(seed),
            kept_every=(record_every, checkpoint_every),
            engine=engine,
            host=host,
        )

    def change_rate(self, rate: float) -> None:
        """Go on with another learning rate until `reset`; a ValueError if it is not above 0."""
        self._follow(replace(self.rule, rate=rate))

    @quiet
    def step(self) -> None:
        """Train on one mini-batch; after divergence nothing happens."""
        if self.divergence is None:
            self._single()
            self._look()

    @quiet
    def run(self, epochs: int, on_epoch: Callable[["Trainer"], object] | None = None) -> None:
        """Train until so many more epochs are complete, or the run diverges.

        `on_epoch` is called with the trainer after each epoch. A ValueError if `epochs` is not
        a whole number from 0.
        """
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
            ValueError: `seconds` is not above 0, or `until` is not a whole number from 0.
        """
        end = clock() + checks.number("seconds", seconds, above=0)
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

        A map of a network in training takes so a tenth of the time of `MLP.predict`.

        Raises:
            ValueError: another shape, no sample, or numbers that are not finite.
        """
        samples = checks.samples("x", x, width=self.mlp.sizes[0])
        if self._compiled is None:
            return self.mlp.predict(samples)
        return self._compiled.predict(self.mlp.parameters, samples)

    def restore(self, checkpoint: Checkpoint) -> None:
        """Return to a checkpoint of this run (else a ValueError); what came later is dropped."""
        self._return(checkpoint)
        self.divergence = None
        self._journal.cut(self.epoch)

    def reset(self) -> None:
        """Return to the state before training, with the first learning rate."""
        self.restore(self.checkpoints[0])
        self.change_rate(self._first_rate)
