"""Right calls of `pycore.training`."""

from __future__ import annotations

from typing import Any

import numpy as np

from pycore import Trainer, TrainingConfig
from pycore.optimisers import Adam, Memory, Momentum
from pycore.training import (
    compiling,
    config,
    evaluation,
    history,
    learning_curve,
    textbook_step,
)
from tests.unit.hostile.calls_nn import OPTIONAL, T, X, mlp
from tests.unit.hostile.judge import Arguments, Call


def settings() -> TrainingConfig:
    return TrainingConfig("mse", 0.25, Momentum(0.5), schedule=config.LinearSchedule(4, 1))


def memory() -> Memory:
    return settings().optimiser.start(13)


def trainer(**more: Any) -> Trainer:
    return Trainer(mlp(), X, T, settings(), **more)


def trained(run: Trainer, _: Arguments) -> Any:
    run.run(2)
    return run.network, run.history


def restore(checkpoint: Any) -> Any:
    one = trainer()
    one.run(1)
    one.restore(checkpoint)
    return trained(one, {})


def put_back(network: Any, memory: Any, rng: Any) -> Any:
    trainer().checkpoints[0].put_back(network, memory, rng)
    return network, memory


def checkpoint() -> history.Checkpoint:
    return trainer().checkpoints[0]


def step(network: Any, x: Any, t: Any, config: Any, memory: Any) -> Any:
    textbook_step.textbook_step(network, x, t, config, memory)
    return network, memory


def records() -> list[history.Record]:
    return [history.Record(i, 0.5 / (i + 1), 0.5, 0.75, 0.75) for i in range(12)]


def evaluator() -> evaluation.Evaluator:
    return evaluation.Evaluator(mlp(), (X, T), (X, T), "mse", "classification")


CALLS = {
    "training.compiling.request_for": Call(
        lambda: compiling.request_for,
        lambda: {"network": mlp(), "config": TrainingConfig(), "samples": 25, "batch_size": 10},
        takes={"network": ("network",)},
    ),
    "training.config.LinearSchedule": Call(
        lambda: config.LinearSchedule,
        lambda: {"steps": 4, "warmup": 2},
        then=lambda made, _: (made, made.factor(1)),
    ),
    "training.config.LinearSchedule.factor": Call(
        lambda: config.LinearSchedule(4, 2).factor, lambda: {"step": 1}
    ),
    "training.config.TrainingConfig": Call(
        lambda: TrainingConfig,
        lambda: {
            "loss": "mse",
            "rate": 0.25,
            "optimiser": Adam(),
            "l1": 0.5,
            "l2": 0.25,
            "weight_decay": 0.125,
            "clip_norm": 2.0,
            "schedule": config.LinearSchedule(4),
        },
        takes={"optimiser": ("adam",), "clip_norm": OPTIONAL, "schedule": OPTIONAL},
    ),
    "training.config.TrainingConfig.rate_at": Call(lambda: settings().rate_at, lambda: {"step": 2}),
    "training.evaluation.Evaluator": Call(
        lambda: evaluation.Evaluator,
        lambda: {
            "network": mlp(),
            "train": (X, T),
            "test": (X, T),
            "loss": "mse",
            "task": "classification",
        },
        then=lambda made, _: made.record(0),
        takes={"test": OPTIONAL},
        called={"network": "x", "train": "x", "test": "x"},
    ),
    "training.evaluation.Evaluator.checked": Call(
        lambda: evaluator().checked, lambda: {"x": X, "t": T}, apart=("where",)
    ),
    "training.evaluation.Evaluator.record": Call(lambda: evaluator().record, lambda: {"epoch": 3}),
    "training.history.Record": Call(
        lambda: history.Record,
        lambda: {
            "epoch": 3,
            "train_loss": 0.25,
            "test_loss": 0.5,
            "train_accuracy": 1.0,
            "test_accuracy": 0.5,
        },
        then=lambda made, _: (made, str(made), made.is_finite()),
        takes={
            "test_loss": (*OPTIONAL, "nan", "inf", "-inf"),
            "train_loss": ("nan", "inf", "-inf"),
            "train_accuracy": OPTIONAL,
            "test_accuracy": OPTIONAL,
        },
    ),
    "training.history.Record.is_finite": Call(lambda: records()[0].is_finite, dict),
    "training.history.Checkpoint": Call(
        lambda: history.Checkpoint,
        lambda: {
            "epoch": 0,
            "parameters": checkpoint().parameters,
            "memory": memory(),
            "random_state": checkpoint().random_state,
        },
        then=lambda made, _: restore(made),
        takes={"parameters": ("list",)},
    ),
    "training.history.Checkpoint.of": Call(
        lambda: history.Checkpoint.of,
        lambda: {"epoch": 0, "network": mlp(), "memory": memory(), "rng": np.random.default_rng(0)},
        takes={"network": ("network",)},
    ),
    "training.history.Checkpoint.put_back": Call(
        lambda: put_back,
        lambda: {"network": mlp(), "memory": memory(), "rng": np.random.default_rng(0)},
        called={"network": "checkpoint", "memory": "checkpoint"},
    ),
    "training.learning_curve.diagnose_curve": Call(
        lambda: learning_curve.diagnose_curve, lambda: {"history": records()}
    ),
    "training.textbook_step.textbook_step": Call(
        lambda: step,
        lambda: {"network": mlp(), "x": X, "t": T, "config": settings(), "memory": memory()},
        called={"network": "x"},
    ),
}
