"""The loss picture: where its axes end, what it writes, and that no loss can break it."""

from __future__ import annotations

import math
from typing import Any

import pytest

from kit.messages import Size
from kit.pen.pen import Pen
from kit.pen.scales import Box
from kit.pictures.loss_curve import LossAxes, LossCurve, draw_loss_curve
from pycore.training.history import Record
from tests.widgets.fake_stage import TOKENS, FakeBitmap, FakeCanvas

Call = tuple[str, tuple[Any, ...], dict[str, Any]]


def falling(n: int, test: bool = True) -> list[Record]:
    return [Record(i, 1 / (1 + i), 1.5 / (1 + i) if test else None) for i in range(n)]


def draw(curve: LossCurve, width: float = 400.0) -> list[Call]:
    pen = Pen(canvas := FakeCanvas(), FakeBitmap)
    pen.tokens = TOKENS
    pen.resize(Size(width, 220.0))
    draw_loss_curve(pen, curve)
    calls = canvas.context.calls
    numbers = [one for _, args, _ in calls for one in args if isinstance(one, int | float)]
    assert all(math.isfinite(one) for one in numbers)
    return calls


def words(calls: list[Call]) -> list[str]:
    return [args[0] for name, args, _ in calls if name == "fillText"]


def test_the_axes_are_written_in_round_numbers_and_the_lines_are_named() -> None:
    said = words(draw(LossCurve(falling(101), epoch=100)))
    assert {"0", "0.5", "1", "1.5", "50", "100", "training", "test"} <= set(said)
    assert "pinned run" not in said
    assert "test" not in words(draw(LossCurve(falling(11, test=False))))
    assert "pinned run" in words(draw(LossCurve(falling(11), pinned=falling(31))))


def test_the_test_line_is_dashed_and_the_training_line_is_not() -> None:
    calls = draw(LossCurve(falling(101), epoch=100))
    dashes = [args[0] for name, args, _ in calls if name == "setLineDash"]
    assert [6.0, 4.0] in dashes
    assert [] in dashes


@pytest.mark.parametrize("logarithmic", [False, True])
@pytest.mark.parametrize(
    "losses",
    [[0.0], [0.0, 0.0], [1e300, 1e-300], [0.5, 1e9, 0.4], [1e-12, 1e-13], [3.0, 0.0]],
)
def test_any_losses_can_be_drawn(losses: list[float], logarithmic: bool) -> None:
    history = [Record(i, loss) for i, loss in enumerate(losses)]
    draw(LossCurve(history, logarithmic=logarithmic))
    draw(LossCurve([]))


def test_a_spike_does_not_flatten_the_rest() -> None:
    history = [Record(0, 0.7), Record(1, 5000.0), Record(2, 0.6)]
    assert LossCurve(history).span == pytest.approx((0.0, 2 * 0.7 * 1.05))


def test_the_cursor_is_drawn_where_a_rewound_run_is() -> None:
    curve = LossCurve(falling(101), epoch=40)
    x = LossAxes(Box(0, 0, 400, 220), curve).across(40)
    assert any(name == "moveTo" and args[0] == x for name, args, _ in draw(curve))
    assert LossAxes(Box(0, 0, 400, 220), curve).epoch_at(x) == 40


def test_a_long_run_is_drawn_with_few_points() -> None:
    calls = draw(LossCurve(falling(1200), epoch=1199))
    assert sum(name == "lineTo" for name, *_ in calls) < 400


def test_a_logarithmic_axis_ends_at_powers_of_ten() -> None:
    assert LossCurve(falling(101), logarithmic=True).span == (0.001, 10.0)
    assert {"10⁻²", "10⁻¹", "1"} <= set(words(draw(LossCurve(falling(101), logarithmic=True))))
