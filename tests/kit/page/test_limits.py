"""What controls take, as the page tells it."""

from __future__ import annotations

from typing import Any

import pytest

from kit.page.limits import Limits, limits_of
from tests.widgets.fake_stage import FakeStage, FullForm

SLIDER = Limits(-1.0, 2.0, 0.5)


def test_the_page_tells_ends_and_step_of_a_slider_and_the_choices_of_a_select() -> None:
    told: dict[str, dict[str, Any]] = {
        "w": {"low": -1.0, "high": 2.0, "step": 0.5},
        "f": {"choices": ["relu", "tanh"]},
    }
    assert limits_of(told) == {"w": SLIDER, "f": Limits(choices=("relu", "tanh"))}


@pytest.mark.parametrize(("value", "nearest"), [(-7.0, -1.0), (0.25, 0.25), (2.01, 2.0)])
def test_the_nearest_number_lies_within_the_ends(value: float, nearest: float) -> None:
    assert SLIDER.nearest(value) == nearest


@pytest.mark.parametrize("value", [-1.0, 2, 0.3])
def test_a_slider_takes_numbers_from_end_to_end(value: float) -> None:
    assert SLIDER.takes(value)


@pytest.mark.parametrize("value", [-1.1, 3, True, "1", None, [1.0], float("nan")])
def test_a_slider_takes_nothing_else(value: Any) -> None:
    assert not SLIDER.takes(value)


@pytest.mark.parametrize(("value", "taken"), [("relu", True), ("step", False), (["relu"], False)])
def test_a_choice_is_one_of_the_choices(value: Any, taken: bool) -> None:
    assert Limits(choices=("relu", "tanh")).takes(value) is taken


def test_a_widget_knows_the_limits_of_its_form() -> None:
    form = FullForm("playground").limits
    assert form["step"]["high"] == 1_000_000
    assert form["weight"] == {"low": -1000.0, "high": 1000.0, "step": 0.1}
    assert "relu" in form["activation"]["choices"]
    other = FullForm("loss-map")
    assert "first" not in other.limits, "its choices come from Python"
    assert other.settings["first"] == "w1.1.1", "and one of them stands in the form"
    assert other.limits["weights"] == {"low": -1000.0, "high": 1000.0}


def test_a_drag_ends_where_the_slider_of_the_form_ends() -> None:
    stage = FakeStage("softmax")
    stage.point("bars", 60.0, 60.0).point("bars", -400.0, 60.0, "move")
    assert stage.settings["z1"] == stage.form.ends["z1"][0]
