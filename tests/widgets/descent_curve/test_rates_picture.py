"""All rates at once: each is a run of the engine, and words and picture say the same."""

from __future__ import annotations

import pytest

from pycore.descent import descend
from pycore.descent.verdict import verdict
from pycore.landscapes import landscape
from tests.widgets.fake_stage import FakeStage, FullForm
from widgets.common.descent.words import arrival
from widgets.descent_curve.rates_picture import COLOURS, COUNT, ranges, told, tried

CURVES = pytest.mark.parametrize("curve", FullForm("descent-curve").choices["curve"])


@CURVES
def test_the_rates_are_those_of_the_slider_and_the_runs_those_of_the_engine(curve: str) -> None:
    stage, ground = FakeStage("descent-curve"), landscape(curve)
    largest = stage.form.ends[f"rate_{curve.replace('-', '_')}"][1]
    rates = tried(curve, ground.start, largest, 100)
    assert len(rates) == COUNT
    assert rates[-1].rate == pytest.approx(largest)
    for one in rates[::7]:
        run = descend(ground, ground.start, rate=one.rate, steps=100)
        assert (one.arrived, one.verdict) == (arrival(ground, run), verdict(run).name)
        assert one.verdict in COLOURS
    stage.change(curve=curve, all=True)
    assert stage.text["rates-told"] == told(rates)


def test_neighbours_with_one_verdict_are_one_range() -> None:
    rates = tried("parabola", (-3.0,), 2.5, 100)
    assert [name for name, *_ in ranges(rates)] == ["just right", "too large", "diverged"]
    assert told(rates) == (
        "Just right from 0.05 to 1.95; too large at 2; diverged from 2.05 to 2.5. "
        "Soonest is 0.95, which reaches a minimum after 1 step."
    )


def test_when_no_rate_arrives_the_words_say_so() -> None:
    rates = tried("parabola", (-3.0,), 0.01, 10)
    assert told(rates).endswith("None of these rates reaches a minimum.")


def test_the_picture_is_shown_and_computed_only_when_it_is_wanted() -> None:
    stage, hidden = FakeStage("descent-curve"), ("all-rates", "hidden")
    assert stage.attributes[hidden] is True
    assert "rates-told" not in stage.text
    stage.change(all=True)
    assert stage.attributes[hidden] is False
    assert {"your rate", "2 / λ", "just right", "diverged"} <= set(stage.words("rates"))
    assert "×" in stage.words("rates")


@CURVES
def test_every_curve_is_drawn_wherever_the_ball_starts(curve: str) -> None:
    stage = FakeStage("descent-curve", curve=curve, all=True)
    for w in (*landscape(curve).view[0], 0.0):
        stage.change(**{f"w_{curve.replace('-', '_')}": w})
        assert not stage.errors
        assert stage.text["rates-told"]
    assert ("2 / λ" in stage.words("rates")) == (curve == "parabola")
