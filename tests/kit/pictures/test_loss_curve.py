"""The loss picture: where its axes end, what it writes, and that no loss can break it."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import pytest

from kit.messages import Size
from kit.pen.pen import Pen
from kit.pen.scales import Box
from kit.pictures.loss_curve import LossAxes, LossCurve, draw_loss_curve
from pycore.training.history import Record
from tests.kit.drawn import Sheet
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


def drawn(curve: LossCurve, width: float = 400.0) -> Sheet:
    sheet = Sheet(width, 220.0)
    draw_loss_curve(sheet.pen, curve)
    return sheet


def test_the_training_line_is_solid_over_an_area_and_the_test_line_is_dashed_ink() -> None:
    sheet = drawn(LossCurve(falling(101), epoch=100))
    (train,), (area,) = sheet.strokes("a-fill"), sheet.fills("a-soft")
    assert (train.width, train.dash) == (3, ())
    assert area.points[1:-1] == train.points
    (test,) = (one for one in sheet.strokes("ink") if len(one.points) > 2)
    assert (test.width, bool(test.dash)) == (3, True)


def test_a_cursor_is_dotted_and_its_knob_lies_on_the_training_line() -> None:
    curve = LossCurve(falling(101), epoch=40)
    axes = LossAxes(Box(0, 0, 400, 220), curve)
    sheet = drawn(curve)
    knob = sheet.fills("card")[-1].path[0][1]
    assert knob[:3] == pytest.approx((axes.across(40), axes.up(1 / 41), 7))
    assert any(one.dash and len(one.points) == 2 for one in sheet.strokes("ink"))
    assert not drawn(LossCurve(falling(101), epoch=100)).fills("card")


def test_a_run_that_diverged_ends_in_a_cross_at_its_epoch_with_a_plate() -> None:
    history = [Record(0, 0.7), Record(1, 0.9), Record(2, 40.0)]
    curve = LossCurve(history, epoch=2, diverged=17)
    sheet = drawn(curve)
    assert curve.last == 17
    x = LossAxes(Box(0, 0, 400, 220), curve).across(17)
    cross = sheet.strokes("bad")
    assert len(cross) == 2
    for stroke in cross:
        assert sum(at[0] for at in stroke.points) / 2 == pytest.approx(x)
    assert sheet.words()["✗ epoch 17"][1] == {"bad"}
    (_, (left, _, wide, *_)) = sheet.fills("card")[-1].path[0]
    assert left + wide <= 400
    assert "✗ epoch 17" not in drawn(LossCurve(history, epoch=2)).words()


def test_a_loss_beyond_all_bounds_leaves_the_picture_upwards() -> None:
    """A canvas draws nothing of a line to a place that its numbers cannot hold."""
    sheet = drawn(LossCurve([Record(0, 0.7), Record(1, 1e300)], epoch=1, diverged=2))
    line, *_ = sheet.strokes("a-fill")
    assert -1e5 < line.points[1][1] < 0


def test_names_at_the_ends_of_lines_do_not_cover_each_other() -> None:
    for history in (falling(101), falling(1), [Record(i, 0.5, 0.5) for i in range(30)]):
        calls = drawn(LossCurve(history, pinned=falling(31))).canvas.context.calls
        names = {"training", "test", "pinned run"}
        heights = sorted(
            args[2] for call, args, _ in calls if call == "fillText" and args[0] in names
        )
        assert len(heights) == 3
        assert all(b - a >= 19 for a, b in pairwise(heights))
        assert 0 < heights[0] < heights[-1] < 220


def test_an_axis_has_three_to_five_numbers() -> None:
    for top in (0.3, 0.7, 1.0, 2.4, 9.0):
        said = words(draw(LossCurve([Record(i, top / (1 + i)) for i in range(60)], epoch=59)))
        assert 6 <= len([one for one in said if one[0].isdigit()]) <= 10


def test_a_long_run_is_drawn_with_few_points() -> None:
    calls = draw(LossCurve(falling(1200), epoch=1199))
    assert sum(name == "lineTo" for name, *_ in calls) < 400


def test_a_logarithmic_axis_ends_at_powers_of_ten() -> None:
    assert LossCurve(falling(101), logarithmic=True).span == (0.001, 10.0)
    assert {"10⁻²", "10⁻¹", "1"} <= set(words(draw(LossCurve(falling(101), logarithmic=True))))
