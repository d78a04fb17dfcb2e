"""What the text of the lesson claims, computed; and the forms' own numbers."""

from __future__ import annotations

import html
import re

import numpy as np
import pytest

from pycore.descent import descend
from pycore.descent.verdict import verdict
from pycore.landscapes import landscape
from pycore.optimisers import Momentum
from tests.places import WEB, form_of
from widgets.common.descent.words import arrival

pytestmark = pytest.mark.cpython_only("the text of the page is not shipped with the tests")

FORMS = ("descent-curve", "descent-landscape", "optimisers")


@pytest.fixture(scope="module")
def lesson() -> str:
    """The text of the lesson without its markup."""
    page = (WEB / "content/pages/gradient-descent.html").read_text("utf-8")
    return html.unescape(re.sub(r"<[^>]+>", "", page))


def steps_to_arrive(name: str, rule: str | Momentum, rate: float, steps: int = 100) -> int | None:
    ground = landscape(name)
    return arrival(ground, descend(ground, ground.start, rule, rate=rate, steps=steps))


def test_on_the_parabola_1_is_one_step_2_is_for_ever_and_beyond_is_lost(lesson: str) -> None:
    assert "On the parabola a larger rate helps only up to 1." in lesson
    parabola = landscape("parabola")
    assert descend(parabola, [-3.0], rate=1.0).path[1] == 0
    assert descend(parabola, [-3.0], rate=2.0, steps=4).path.ravel().tolist() == [-3, 3, -3, 3, -3]
    assert verdict(descend(parabola, [-3.0], rate=2.01, steps=400)).name == "diverged"
    slower = [steps_to_arrive("parabola", "plain", rate) or 0 for rate in (1.0, 1.5, 1.9)]
    assert slower == sorted(slower)


def test_in_the_valley_the_steepest_way_leads_across(lesson: str) -> None:
    assert "In the narrow valley the steepest way leads across" in lesson
    x, y = landscape("valley").gradient(landscape("valley").start)
    assert abs(y) > 10 * abs(x)


def test_a_thousand_steps_are_too_few_for_the_banana_all_over_the_slider(lesson: str) -> None:
    assert "even 1,000 steps are too few from the start shown" in lesson
    for rate in np.arange(1, 81, 3) / 10_000:
        assert steps_to_arrive("rosenbrock", "plain", float(rate), 1000) is None


def test_a_start_a_little_to_the_side_ends_in_the_higher_minimum() -> None:
    ground = landscape("two-minima")
    ends = [ground.place(descend(ground, [x, 1.0], rate=0.05).path[-1]) for x in (0.0, 0.2)]
    assert ends == ["minimum", "higher minimum"]


def test_momentum_with_half_a_memory_takes_a_rate_that_is_too_much_for_plain_descent(
    lesson: str,
) -> None:
    assert "a β of about a half lets the ball take a rate that would make plain" in lesson
    assert (
        verdict(descend(landscape("valley"), [-3.0, 1.5], rate=0.11, steps=100)).name == "diverged"
    )
    with_half = steps_to_arrive("valley", Momentum(0.5), 0.11)
    rates = np.arange(1, 151, 2) / 1000
    usual = [steps_to_arrive("valley", Momentum(0.9), float(rate)) for rate in rates]
    assert with_half is not None
    assert with_half < min(found for found in usual if found is not None)


def test_on_the_saddle_plain_descent_beats_adam_and_a_long_memory(lesson: str) -> None:
    assert "plain descent with a good rate needs far fewer steps than Adam" in lesson
    assert "or than momentum with β = 0.9." in lesson
    best = {}
    for rule, highest in (("plain", 2.5), ("momentum", 1.5), ("adam", 1.0)):
        rates = np.arange(0.01, highest, 0.02)
        found = [steps_to_arrive("saddle", rule, float(rate)) for rate in rates]
        best[rule] = min(steps for steps in found if steps is not None)
    assert 5 * best["plain"] < min(best["momentum"], best["adam"])


@pytest.mark.parametrize("name", FORMS)
def test_every_slider_starts_on_one_of_its_own_steps(name: str) -> None:
    """A browser moves a value between two steps to the nearer one before any script runs."""
    form = form_of(name).read_text("utf-8")
    sliders = re.findall(r'<input type="range"[^>]*>', form)
    assert len(sliders) >= 8
    for slider in sliders:
        low, high, step, value = (
            float(re.search(rf'{what}="([^"]+)"', slider)[1])  # type: ignore[index]
            for what in ("min", "max", "step", "value")
        )
        assert low <= value <= high
        assert (value - low) / step == pytest.approx(round((value - low) / step), abs=1e-6), slider
        assert (high - low) / step == pytest.approx(round((high - low) / step), abs=1e-6), slider
