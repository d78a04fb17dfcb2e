"""What a descent says: arithmetic, arrivals, endings, limits."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pycore.descent import descend
from pycore.descent.verdict import VERDICTS, verdict
from pycore.landscapes import LANDSCAPES, landscape
from widgets.common.descent.words import (
    STAY,
    arrival,
    curvature,
    ending,
    judged,
    limit,
    move,
    opinion,
)

EVERY = pytest.mark.parametrize("name", LANDSCAPES)


def test_a_step_is_worked_out_in_numbers() -> None:
    assert move("w", 1.2, 0.1, 2.4) == "w ← 1.2 − 0.1 × 2.4 = 0.96"
    assert move("x", -1.0, 0.05, -3.3333) == "x ← −1 − 0.05 × (−3.333) ≈ −0.833"


@EVERY
@settings(max_examples=15, deadline=None)
@given(st.floats(-3, 0.7), st.integers(1, 60))
def test_the_arrival_is_the_step_from_which_the_engine_names_a_minimum(
    name: str, power: float, steps: int
) -> None:
    ground = landscape(name)
    run = descend(ground, ground.start, rate=ground.rate * 10**power, steps=steps)
    found = arrival(ground, run)
    minima = [ground.place(point) in ("minimum", "higher minimum") for point in run.path]
    if run.stop in ("out of range", "not finite"):
        assert found is None
    elif found is None:
        assert run.stop != "rest"
        assert not all(minima[-STAY - 1 :]) or run.steps < STAY or _leapt(ground.minima, run.path)
    else:
        assert all(minima[found:])
        assert found == 0 or not minima[found - 1] or _leapt(ground.minima, run.path)


def _leapt(minima: tuple[tuple[float, ...], ...], path: np.ndarray) -> bool:
    """Whether the ball has been near several minima."""
    near = [int(np.argmin(np.linalg.norm(np.array(minima) - here, axis=1))) for here in path]
    return len(set(near)) > 1


@pytest.mark.parametrize(
    ("name", "start", "rate", "words"),
    [
        ("parabola", [-3.0], 1.0, "It reaches the minimum after 1 step, and stays."),
        ("parabola", [-3.0], 3.0, "The ball is lost after 19 steps"),
        ("double-well", [1.6], 0.05, "It reaches the higher minimum after 2 steps"),
        ("double-well", [-1.6], 0.05, "It reaches the lower minimum after"),
        ("saddle", [-1.8, 0.01], 0.3, "It reaches one of the two minima after 20 steps"),
        ("saddle", [-1.8, 0.0], 0.3, "it is at the saddle, which is level but no minimum"),
        ("saddle", [0.0, 0.0], 0.3, "The ball stays where it is: the ground is level"),
        ("parabola", [-3.0], 0.001, "it is at −2.714, and has reached no minimum"),
        ("parabola", [-3.0], 0.029, "it has come close to the minimum, but has not stayed there"),
        ("parabola", [1.1], 0.025, "and stays: slow, but it arrives."),
        ("parabola", [0.1], 1.9966, "It overshoots, but it arrives: it reaches the minimum"),
        (
            "flat-floor",
            [-2.0],
            0.05,
            "has almost come to rest at −0.308, short of the minimum at 0",
        ),
        ("shelf", [-1.4], 1.0468, "but now each step ends higher"),
        ("double-well", [-1.3], 0.3195, "close to the lower minimum, but has not stayed there yet"),
        ("rosenbrock", [-1.2, 1.0], 1e200, "The ball is lost after 0 steps"),
    ],
)
def test_where_a_run_ends_is_said(name: str, start: list[float], rate: float, words: str) -> None:
    ground = landscape(name)
    assert words in ending(ground, descend(ground, start, rate=rate, steps=100))


@pytest.mark.parametrize(("name", "steepest"), [("parabola", 1.0), ("bowl", 1.0), ("valley", 25.0)])
def test_the_limit_of_a_bowl_is_where_its_verdict_turns(name: str, steepest: float) -> None:
    ground = landscape(name)
    assert curvature(ground) == pytest.approx(steepest)
    for share, diverges in ((0.99, False), (1.01, True)):
        rate = share * 2 / steepest
        found = verdict(descend(ground, ground.start, rate=rate, steps=400))
        assert (found.name == "diverged") == diverges
        assert ("beyond it" in limit(ground, rate)) == diverges
    assert "exactly at it: 100 %" in limit(ground, 2 / steepest)


@EVERY
def test_only_bowls_have_one_curvature(name: str) -> None:
    known = curvature(landscape(name)) is not None
    assert known == (name in ("parabola", "bowl", "valley"))
    assert ("No single limit" in limit(landscape(name), 0.1)) == (not known)


def test_being_near_by_chance_at_the_end_is_no_arrival() -> None:
    ground = landscape("parabola")
    run = descend(ground, [-3.0], rate=0.1, steps=29)  # 0.9^28 × 3 = 0.157 is the first below 0.16
    assert arrival(ground, run) is None
    assert arrival(ground, descend(ground, [-3.0], rate=0.1, steps=31)) == 28


def test_every_verdict_fits_into_a_sentence() -> None:
    assert [opinion(name) for name in VERDICTS][:3] == ["too small", "just right", "too large"]
    assert all("diverged" not in opinion(name) for name in VERDICTS)


@EVERY
@settings(max_examples=15, deadline=None)
@given(st.floats(-3, 0.7), st.integers(1, 100))
def test_a_tick_stands_only_where_the_ending_says_that_a_minimum_is_reached(
    name: str, power: float, steps: int
) -> None:
    ground = landscape(name)
    run = descend(ground, ground.start, rate=ground.rate * 10**power, steps=steps)
    found = verdict(run)
    words = judged(found, ground, run)
    assert words.startswith("✓") == (
        found.name == "just right" and ending(ground, run).startswith("It reaches")
    )
    assert words.removeprefix("✓ ").startswith(found.name.capitalize())


@EVERY
@settings(max_examples=25, deadline=None)
@given(st.floats(-3, 0.7), st.integers(1, 100))
def test_verdict_and_ending_speak_of_one_step_and_never_contradict(
    name: str, power: float, steps: int
) -> None:
    ground = landscape(name)
    run = descend(ground, ground.start, rate=ground.rate * 10**power, steps=steps)
    words, end = judged(verdict(run), ground, run), ending(ground, run)
    arrived = re.search(
        r"It reaches .* after (\d+) steps?, and stays|: it reaches .* after (\d+)", end
    )
    told = re.search(r"Since step (\d+)", words)
    if told is not None:
        assert arrived is not None
        assert told[1] in arrived.groups()
    if arrived is not None and "0" not in arrived.groups():
        assert told is not None
        assert "on its way" not in words


def test_the_parabola_at_rest_is_dated_once() -> None:
    ground = landscape("parabola")
    run = descend(ground, [-3.0], rate=0.1, steps=100)
    assert ending(ground, run) == "It reaches the minimum after 28 steps, and stays."
    assert judged(verdict(run), ground, run) == (
        "✓ Just right. Since step 28 the ball has stayed at the minimum."
    )


def test_rest_at_a_saddle_is_no_success() -> None:
    ground = landscape("saddle")
    run = descend(ground, [-1.8, 0.0], rate=0.3, steps=100)
    assert judged(verdict(run), ground, run) == (
        "Just right, but the ball came to rest at a place that is no minimum."
    )
