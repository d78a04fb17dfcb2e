"""Students who pass or fail, a network that learns from them, and what it says of one student."""

from __future__ import annotations

from kit.kinds.by_epochs import bring_to
from kit.pictures.contours import Grid
from kit.run.runs import Run
from pycore import MLP, TrainingConfig, input_slopes
from pycore.compiled import Host
from pycore.datasets import Scale, make, split

STUDENTS, LUCK, SEED = 200, 0.2, 3
LEARN_FROM = 0.6
SIZES = (2, 3, 1)
RATE, BATCH = 0.3, 10
EPOCHS = 40
POINTS = 100.0  # percentage points in a whole


class Students:
    """The students of the lesson and a network in training.

    Attributes:
        train: Students to learn from.
        test: Students whom the network never sees in training.
        run: The run; its `mlp` reads hours in units of their spread.
    """

    def __init__(self, host: Host | None) -> None:
        """Draw the students and prepare the run; the same ones every time."""
        made = make("study", n=STUDENTS, noise=LUCK, seed=SEED)
        self.train, self.test = split(made, LEARN_FROM, SEED)
        self._scale = Scale.of(self.train.x)
        self.run = Run(
            MLP(SIZES, seed=0),
            (self._scale.apply(self.train.x), self.train.t),
            TrainingConfig("binary_cross_entropy", RATE),
            test=(self._scale.apply(self.test.x), self.test.t),
            batch_size=BATCH,
            seed=SEED,
            host=host,
        )

    def train_to(self, epoch: int) -> None:
        """Bring the network to an epoch."""
        bring_to(self.run, epoch)

    def chances(self, hours: Grid) -> Grid:
        """The chance of passing (n,) that the network gives to students with hours (n, 2)."""
        return self.run.predict(self._scale.apply(hours))[:, 0]

    def per_hour(self, hours: Grid) -> Grid:
        """Percentage points (n, 2) that an hour more of each is worth, by the slope at hours."""
        slopes = input_slopes(self.run.mlp, self._scale.apply(hours)) / self._scale.spread
        return POINTS * slopes

    def activations(self, hours: Grid) -> list[list[float]]:
        """The activations of each layer for one student (1, 2)."""
        trace = self.run.mlp.forward(self._scale.apply(hours))
        return [layer[0].tolist() for layer in trace.a]

    def path_shares(self) -> list[float]:
        """Of all paths through the network, the share that begins at each input.

        A path is as strong as the product of its weights, whatever their signs.
        """
        first, second = (abs(layer.weights) for layer in self.run.mlp.layers)
        strengths = (second @ first)[0]
        return [float(share) for share in strengths / strengths.sum()]
