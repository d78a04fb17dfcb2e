"""What the doctor reads off a loss curve: a trend over a share of the run, never its trembling."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pycore.training.history import Record
from widgets.playground.doctor.trend import trend


def records(train: list[float], test: list[float] | None = None) -> list[Record]:
    tests: Sequence[float | None] = test or [None] * len(train)
    return [
        Record(epoch, loss, tested)
        for epoch, (loss, tested) in enumerate(zip(train, tests, strict=True))
    ]


def test_a_healthy_run_that_trembles_has_nothing_wrong() -> None:
    falling = [3.6 * 0.97**epoch * (1.6 if epoch % 7 == 0 else 1.0) for epoch in range(300)]
    assert all(trend(records(falling[:end])) is None for end in range(1, 301))


def test_a_level_end_far_below_the_start_is_no_stall() -> None:
    assert trend(records([3.6, 1.0, 0.1, *[0.008, 0.011] * 50])) is None


@pytest.mark.parametrize(
    ("train", "words"),
    [
        ([0.7] * 81, "Over the last 40 epochs the training loss has stayed near 0.7."),
        (
            [0.7] * 61 + [0.699] * 20,
            "Over the last 40 epochs the training loss has hardly fallen: its median was 0.7 in "
            "their first half and 0.699 in the second.",
        ),
        (
            [0.7] * 61 + [0.71] * 20,
            "Over the last 40 epochs the training loss has not fallen: its median was 0.7 in "
            "their first half and 0.71 in the second.",
        ),
    ],
)
def test_a_run_that_stands_still_is_stalled(train: list[float], words: str) -> None:
    found = trend(records(train))
    assert found is not None
    assert (found.kind, found.words) == ("stalled", words)
    assert trend(records(train[:40])) is None, "too early to say"


def test_a_run_that_lost_what_it_had_gained_is_unstable() -> None:
    found = trend(records([1.0, 0.5] + [0.9] * 60))
    assert found is not None
    assert found.kind == "unstable"
    assert found.words == (
        "The training loss was 0.5 at epoch 1. In half of the last 20 epochs it was 0.9 or more."
    )


def test_a_test_loss_that_rose_for_long_is_overfitting() -> None:
    train = [0.7 * 0.95**epoch for epoch in range(101)]
    test = [0.7, 0.3, *[0.4] * 99]
    found = trend(records(train, test))
    assert found is not None
    assert found.kind == "overfitting"
    assert found.words == (
        "The test loss was lowest at epoch 1: 0.3. In half of the last 25 epochs it was 0.4 or "
        "more, while the training loss fell further."
    )
    assert trend(records(train, [0.7, *[0.3] * 99, 0.4])) is None, "one bad epoch at the end"
