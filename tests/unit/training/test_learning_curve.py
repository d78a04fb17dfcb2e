"""The state of a run, told from its figures."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from pycore import MLP, Record, Trainer, TrainingConfig, diagnose_curve


def records(train: list[float], test: list[float] | None = None) -> list[Record]:
    tested: Sequence[float | None] = test or [None] * len(train)
    return [Record(i, *pair) for i, pair in enumerate(zip(train, tested, strict=True))]


@pytest.mark.parametrize(
    ("history", "state"),
    [
        (records([0.7]), "underfitting"),
        (records([0.7] * 30), "underfitting"),
        (records([0.7 - 0.01 * i for i in range(20)]), "learning"),
        (records([0.7 * 0.9**i for i in range(20)]), "good fit"),
        (records([0.7, 0.5, 0.2, 0.5]), "unstable"),
        (records([1 / i for i in range(1, 20)], [0.5, 0.4, *[0.6] * 17]), "overfitting"),
        (records([1 / i for i in range(1, 20)], [1.2 / i for i in range(1, 20)]), "good fit"),
        (records([1 / i for i in range(1, 20)], [0.5, 0.001, *[0.004] * 17]), "good fit"),
        (records([0.7, 0.4, 0.2, 0.1], [0.7, 0.4, 0.5, 0.6]), "good fit"),
        (records([0.0, 0.0]), "good fit"),
    ],
)
def test_the_curve_tells_the_state(history: list[Record], state: str) -> None:
    assert diagnose_curve(history).state == state
    assert diagnose_curve(history).reason.endswith(".")


def test_a_low_loss_with_wrong_answers_is_no_good_fit() -> None:
    history = [Record(0, 1.0, train_accuracy=0.5), Record(1, 0.2, train_accuracy=0.7)]
    assert diagnose_curve(history).state == "learning"


@pytest.mark.parametrize(
    ("losses", "reason"),
    [
        ([0.7], "stays at 0.7."),
        ([0.7, 0.7001], "stays at 0.7."),
        ([1.0, 1.4], "has not fallen: it went from 1 to 1.4 within the last 1 epoch."),
        ([1, 0.999, 0.996], "has hardly fallen: it went from 1 to 0.996 within the last 2 epochs."),
    ],
)
def test_a_loss_that_does_not_fall_is_told_as_it_went(losses: list[float], reason: str) -> None:
    told = diagnose_curve(records(losses))
    assert told.state == "underfitting"
    assert told.reason == f"the training loss {reason}"


def test_an_old_rise_is_forgiven() -> None:
    rise_long_ago = [0.7, 0.2, 0.7, *[0.7 * 0.9**i for i in range(20)]]
    assert diagnose_curve(records(rise_long_ago)).state == "good fit"


def test_a_real_run_is_told() -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(40, 2))
    rule = TrainingConfig("binary_cross_entropy", rate=0.5)
    trainer = Trainer(MLP([2, 4, 1]), x, (x[:, 0] > 0).astype(float), rule)
    trainer.run(30)
    assert diagnose_curve(trainer.history).state == "good fit"


@pytest.mark.parametrize("history", [[], None, 5, [None], Record(0, 1.0)])
def test_what_holds_no_records_is_refused(history: Any) -> None:
    with pytest.raises(ValueError, match=r"history must .* records, at least one; not"):
        diagnose_curve(history)


@pytest.mark.parametrize("loss", [np.nan, np.inf])
def test_a_curve_that_left_the_finite_numbers_is_not_judged(loss: float) -> None:
    with pytest.raises(
        ValueError, match="history must hold finite losses only, not those of epoch"
    ):
        diagnose_curve([Record(0, 0.5), Record(1, loss)])
