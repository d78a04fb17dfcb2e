"""Right calls of `pycore.training.trainer`."""

from __future__ import annotations

from itertools import count
from typing import Any

from pycore import Trainer
from pycore.training.log import TrainingLog
from tests.unit.hostile.calls_nn import OPTIONAL, T, X, mlp
from tests.unit.hostile.calls_training import checkpoint, restore, settings, trained, trainer
from tests.unit.hostile.judge import Call

ENDLESS = ("1000000", "1000000000", "huge")
"""Of epochs: the run takes as long as it is told."""


def ticks() -> Any:
    """A clock that goes a second on with each look."""
    times = count()
    return lambda: float(next(times))


def changed(rate: float) -> Any:
    run = trainer()
    run.change_rate(rate)
    return trained(run, {})


def run(epochs: int, on_epoch: Any) -> Any:
    one = trainer()
    one.run(epochs, on_epoch)
    return trained(one, {})


def run_for(seconds: float, clock: Any, until: int) -> Any:
    one = trainer()
    return one.run_for(seconds, clock, until), trained(one, {})


CALLS = {
    "training.trainer.Trainer": Call(
        lambda: Trainer,
        lambda: {
            "network": mlp(),
            "x": X,
            "t": T,
            "config": settings(),
            "test": (X, T),
            "batch_size": 2,
            "seed": 3,
            "task": "classification",
            "record_every": 1,
            "checkpoint_every": 1,
            "fresh": lambda rng: (X, T),
            "textbook": True,
            "host": None,
            "log": TrainingLog(),
        },
        then=trained,
        takes={
            "config": OPTIONAL,
            "test": OPTIONAL,
            "fresh": (*OPTIONAL, "type", "function"),
            "host": (*OPTIONAL, "type", "function"),
            "log": OPTIONAL,
        },
        called={"network": "x"},
    ),
    "training.trainer.Trainer.record": Call(lambda: trainer().record, dict),
    "training.trainer.Trainer.step": Call(
        lambda: trainer().step, lambda: {"count": 2}, spare={"count": ENDLESS}
    ),
    "training.trainer.Trainer.reset": Call(lambda: trainer().reset, dict),
    "training.trainer.Trainer.change_rate": Call(lambda: changed, lambda: {"rate": 0.5}),
    "training.trainer.Trainer.run": Call(
        lambda: run,
        lambda: {"epochs": 2, "on_epoch": lambda run: None},
        takes={"on_epoch": (*OPTIONAL, "function")},
        spare={"epochs": ENDLESS, "on_epoch": ("type",)},
    ),
    "training.trainer.Trainer.run_for": Call(
        lambda: run_for,
        lambda: {"seconds": 3.0, "clock": ticks(), "until": 5},
        takes={"until": OPTIONAL},
        spare={"clock": ("type",)},
    ),
    "training.trainer.Trainer.predict": Call(lambda: trainer().predict, lambda: {"x": X}),
    "training.trainer.Trainer.restore": Call(lambda: restore, lambda: {"checkpoint": checkpoint()}),
}
