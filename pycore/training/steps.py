"""The state of a training run, and the steps that change it: by NumPy, or compiled."""

import numpy as np

from pycore.compiled import CompiledNetwork, Host, HostError, Orders, Request
from pycore.nn.mlp import MLP
from pycore.training.divergence import Divergence, diagnose
from pycore.training.engine import Engine
from pycore.training.epoch import Epoch
from pycore.training.evaluation import Judge
from pycore.training.history import Checkpoint
from pycore.training.journal import Journal
from pycore.training.rule import Rule


class Steps:
    """A run from step to step; `pycore.trainer` has its public face and explains the arguments.

    Compiled steps come many in a call, which ends where somebody looks: at a record, a
    checkpoint, the goal. If the numbers there are not finite, NumPy makes the same steps once
    more from where the call began, and what it finds is what counts.
    """

    def __init__(
        self,
        mlp: MLP,
        judge: Judge,
        rule: Rule,
        *,
        batch_size: int,
        rng: np.random.Generator,
        kept_every: tuple[int, int],
        engine: Engine,
        host: Host | None,
    ) -> None:
        self.mlp = mlp
        self.epoch = 0
        self.divergence: Divergence | None = None
        self.refusal: str | None = None
        self._memory = rule.optimiser.start(mlp.layout.size)
        self._rng = rng
        self._epoch = Epoch(mlp, *judge.train, batch_size)
        self._engine = engine
        self._compiled: CompiledNetwork | None = None
        if host is not None and engine == "fast":
            self._compile(host, rule, batch_size)
        self._follow(rule)
        self._done = 0  # mini-batches made in the present epoch
        self._before = self._checkpoint()  # the state at the start of the present epoch or call
        self._journal = Journal(judge, *kept_every)
        self.history, self.checkpoints = self._journal.history, self._journal.checkpoints
        self.checkpoints.append(self._before)
        if not self._journal.record(0):
            self._diverge(0)

    @property
    def batches(self) -> int:
        """The number of mini-batches in an epoch."""
        return len(self._steps)

    def _follow(self, rule: Rule) -> None:
        """Train by this rule from now on; it may differ from the one before in its rate."""
        self.rule = rule
        self._steps = self._epoch.steps(rule, self._memory, engine=self._engine)
        if self._compiled is not None:
            self._compiled.set_rate(rule.rate)

    def _compile(self, host: Host, rule: Rule, batch_size: int) -> None:
        x, t = self._epoch.x, self._epoch.t
        try:
            request = Request.of(self.mlp, rule, len(x), batch_size)
            self._compiled = CompiledNetwork(request, host)
        except (ValueError, HostError) as error:
            self.refusal = str(error)
        else:
            self._compiled.load(x, t)

    def _advance(self, goal: int | None) -> int:
        """Make mini-batches, at least one, none beyond epoch `goal`; return how many."""
        if self._compiled is not None:
            return self._leap(self._compiled, goal)
        self._step()
        return 1

    def _single(self) -> None:
        """Make one mini-batch, compiled if the others are: then it has their very numbers."""
        if self._compiled is None:
            self._step()
        else:
            self._leap(self._compiled, goal=None, most=1)

    def _leap(self, compiled: CompiledNetwork, goal: int | None, most: int | None = None) -> int:
        """Make compiled steps up to where somebody looks; what fails is repeated by NumPy."""
        due = self._journal.next_due(self.epoch)
        until = due if goal is None else min(due, goal)
        orders = self._orders(0 if most else min(until - self.epoch, compiled.request.most_epochs))
        count = min(len(orders) * self.batches - self._done, most or compiled.request.most_steps)
        compiled.train(self.mlp.parameters, self._memory, orders, self._done, count)
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
                n = len(self._epoch.x)
                return np.array([self._rng.permutation(n) for _ in range(epochs)])
            self._epoch.shuffle(self._rng)
        return self._epoch.order[None]

    def _repeat(self) -> None:
        """Make the steps since `_before` once more, by NumPy."""
        goal = (self.epoch, self._done)
        self._return(self._before)
        while self.divergence is None and (self.epoch, self._done) < goal:
            self._step()

    def _step(self) -> None:
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
        if not self._keep():
            self._diverge(self.epoch)

    def _keep(self) -> bool:
        return self._journal.keep(self.epoch, self._checkpoint)

    def _is_finite(self) -> bool:
        return bool(np.isfinite(self.mlp.parameters).all())

    def _look(self) -> None:
        """Find out whether the parameters are still finite."""
        if self.divergence is None and not self._is_finite():
            self._diverge(self.epoch + 1)

    def _diverge(self, epoch: int) -> None:
        """Return to the start of this epoch, and find what went wrong in it."""
        self._return(self._before)
        rows = map(self._epoch.rows, range(self.batches))
        self.divergence = diagnose(self.mlp, rows, self.rule, self._memory, epoch)

    def _return(self, checkpoint: Checkpoint) -> None:
        checkpoint.put_back(self.mlp, self._memory, self._rng)
        self.epoch, self._done = checkpoint.epoch, 0

    def _checkpoint(self) -> Checkpoint:
        return Checkpoint.of(self.epoch, self.mlp, self._memory, self._rng)
