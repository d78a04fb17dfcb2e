"""What the form of the playground asks for: data, a network, and a way to train it."""

from __future__ import annotations

from dataclasses import dataclass

from kit.messages import Settings
from pycore.datasets import DATASETS, REGRESSION
from pycore.datasets.features import FEATURES
from widgets.playground.data.points import parse_points
from widgets.playground.data.units import Units

BINARY, SQUARED = "binary_cross_entropy", "mse"
OWN, OWN_HEIGHTS = "own", "own-heights"
HEIGHTS = (*(made.name for made in DATASETS.values() if made.task == REGRESSION), OWN_HEIGHTS)
RATES = (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
MOST_LAYERS, MOST_NEURONS = 6, 16
LABELS = {
    "x1": "x₁",
    "x2": "x₂",
    "x1_squared": "x₁²",
    "x2_squared": "x₂²",
    "product": "x₁x₂",
    "sin_x1": "sin x₁",
    "sin_x2": "sin x₂",
}


@dataclass(frozen=True)
class DataRecipe:
    """Which samples: the same recipe gives the same samples."""

    name: str
    noise: float
    count: int
    share: int
    seed: int
    own: str = ""

    @classmethod
    def of(cls, settings: Settings) -> DataRecipe:
        """What the form says; settings that this data set does not use are left out."""
        name, seed = settings["data"], int(settings["dataseed"])
        share = int(settings["share"])
        if name in (OWN, OWN_HEIGHTS):
            return cls(name, 0.0, 0, share, seed, settings["own"])
        count = 8 if name == "eight" else int(settings["count"])
        return cls(name, round(settings["noise"], 3), count, share, seed)

    @property
    def task(self) -> str:
        """The kind of question: a class or a height."""
        return REGRESSION if self.name in HEIGHTS else "classification"

    @property
    def units(self) -> Units:
        """What the plane's two directions and its two colours mean."""
        if not self.is_own:
            return Units.of(self.name)
        units = parse_points(self.own).units
        return units if units.suits(self.task) else units.without_targets()

    @property
    def is_own(self) -> bool:
        """Whether the points are the reader's."""
        return self.name in (OWN, OWN_HEIGHTS)


@dataclass(frozen=True)
class NetRecipe:
    """Which network, with which start."""

    inputs: tuple[str, ...]
    hidden: tuple[int, ...]
    activation: str
    start: str
    seed: int
    task: str

    @classmethod
    def of(cls, settings: Settings, task: str) -> NetRecipe:
        """What the form says; a network without any input is given x₁."""
        inputs = tuple(name for name in FEATURES if settings[name]) or ("x1",)
        hidden = tuple(int(count) for count in settings["sizes"].split("-") if count)
        start, seed = settings["start"], int(settings["seed"])
        return cls(inputs, hidden, settings["activation"], start, seed, task)

    @property
    def sizes(self) -> tuple[int, ...]:
        """Neurons a layer, inputs first."""
        return len(self.inputs), *self.hidden, 1

    @property
    def output(self) -> str:
        """The activation of the output neuron."""
        return "linear" if self.task == REGRESSION else "sigmoid"

    @property
    def loss(self) -> str:
        """The loss that goes with it."""
        return SQUARED if self.task == REGRESSION else BINARY


@dataclass(frozen=True)
class Training:
    """How it is trained; the learning rate is not here, since it may change on the way."""

    optimiser: str
    batch: int
    l1: float
    l2: float

    @classmethod
    def of(cls, settings: Settings) -> Training:
        """What the form says; a mini-batch of 0 means all samples."""
        l1, l2 = float(settings["l1"]), float(settings["l2"])
        return cls(settings["optimiser"], int(settings["batch"]), l1, l2)


@dataclass(frozen=True)
class Recipe:
    """All of it. Another recipe is another run; see `Training` for what is not in it."""

    data: DataRecipe
    net: NetRecipe
    training: Training

    @classmethod
    def of(cls, settings: Settings) -> Recipe:
        """What the form says."""
        data = DataRecipe.of(settings)
        return cls(data, NetRecipe.of(settings, data.task), Training.of(settings))


def deepened(sizes: str, change: int) -> str:
    """The hidden layers with one more of the same width, or without the last.

    >>> deepened("8-3", 1), deepened("8-3", -1), deepened("", 1), deepened("", -1)
    ('8-3-3', '8', '4', '')
    """
    hidden = sizes.split("-") if sizes else []
    if change < 0:
        return "-".join(hidden[:-1])
    return "-".join([*hidden, *(hidden[-1:] or ["4"])][:MOST_LAYERS])


def widened(sizes: str, layer: int, change: int) -> str:
    """The hidden layers with one of them (from 0) wider or narrower by some neurons.

    >>> widened("8-3", 1, 1), widened("16-1", 0, 1), widened("16-1", 1, -1), widened("4", 3, 1)
    ('8-4', '16-1', '16-1', '4')
    """
    hidden = [int(count) for count in sizes.split("-") if count]
    if layer < len(hidden):
        hidden[layer] = min(max(hidden[layer] + change, 1), MOST_NEURONS)
    return "-".join(map(str, hidden))
