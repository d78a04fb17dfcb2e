"""The verdict: against the exact limit on bowls, and on a grid of rates for every landscape."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pycore.descent import Descent, Function, descend
from pycore.descent.verdict import VERDICTS, verdict
from pycore.landscapes import LANDSCAPES, Landscape, landscape
from pycore.numerics import Array

EVERY = pytest.mark.parametrize("ground", list(LANDSCAPES.values()), ids=list(LANDSCAPES))
curvatures = st.lists(st.floats(0.1, 10), min_size=1, max_size=4)


@given(curvatures=curvatures, share=st.sampled_from([0.1, 0.5, 0.9, 0.99, 1.01, 1.1, 2.0, 50.0]))
@settings(max_examples=60)
def test_a_bowl_diverges_just_beyond_two_over_its_greatest_curvature(
    curvatures: list[float], share: float
) -> None:
    run = _bowl_run(np.array(curvatures), rate=share * 2 / max(curvatures), steps=400)
    assert (verdict(run).name == "diverged") == (share > 1)


@given(curvatures=curvatures)
@settings(max_examples=30)
def test_the_best_rate_of_a_bowl_is_just_right(curvatures: list[float]) -> None:
    best = 2 / (min(curvatures) + max(curvatures))
    assert verdict(_bowl_run(np.array(curvatures), best, steps=400)).name == "just right"


@pytest.mark.parametrize("curvature", [0.01, 1.0, 1e4])
@pytest.mark.parametrize(
    ("share", "name"),
    [
        (1e-4, "too small"),
        (0.01, "too small"),
        (0.05, "just right"),
        (0.5, "just right"),
        (0.9, "just right"),
        (0.995, "too large"),
        (1.0, "too large"),
        (1.005, "diverged"),
        (10.0, "diverged"),
    ],
)
def test_only_the_rate_as_a_share_of_the_limit_counts(
    curvature: float, share: float, name: str
) -> None:
    run = _bowl_run(np.array([curvature]), rate=share * 2 / curvature, steps=100)
    assert verdict(run).name == name


@EVERY
def test_the_usual_rate_of_a_landscape_is_just_right_and_finds_a_minimum(ground: Landscape) -> None:
    run = descend(ground, ground.start, rate=ground.rate, steps=ground.steps)
    assert verdict(run).name == "just right"
    assert ground.place(run.path[-1]) in {"minimum", "higher minimum"}


@EVERY
def test_from_small_rates_to_large_the_verdicts_come_in_order(ground: Landscape) -> None:
    steps = min(ground.steps, 3000)
    rates = np.geomspace(1e-5, 100, 22)
    names = [_verdict(ground, "plain", rate, steps) for rate in rates]
    assert names == sorted(names, key=VERDICTS.index)
    assert {"too small", "just right"} < set(names)
    assert names[-1] in {"too large", "diverged"}


@EVERY
@pytest.mark.parametrize("optimiser", ["momentum", "adam"])
def test_other_optimisers_have_a_rate_that_is_just_right(ground: Landscape, optimiser: str) -> None:
    steps = min(ground.steps, 2000)
    tiny, *others = [
        _verdict(ground, optimiser, rate, steps) for rate in (1e-6, 1e-3, 0.02, 0.1, 0.3)
    ]
    assert tiny == "too small"
    assert "just right" in others


def test_a_ball_that_bounces_for_ever_between_two_walls_is_too_fast() -> None:
    found = verdict(descend(landscape("shelf"), [-4.0], rate=2.0, steps=200))
    assert found.name == "too large"
    assert found.overshoot > 0.25


def test_a_ball_thrown_up_onto_the_plateau_is_too_fast_though_it_lies_still() -> None:
    """Its first move is huge; after it the ground is so level that nothing happens."""
    run = descend(landscape("shelf"), [-0.5], rate=1e4, steps=100)
    assert abs(run.path[-1, 0]) > 1000
    assert verdict(run).name == "too large"


def test_a_ball_that_never_moves_is_not_judged() -> None:
    found = verdict(descend(landscape("saddle"), [0.0, 0.0], rate=0.1))
    assert (found.name, found.overshoot) == ("undecided", 0.0)
    assert "level" in found.reason


def test_one_step_is_enough_for_a_first_opinion() -> None:
    parabola = landscape("parabola")
    assert verdict(descend(parabola, [3.0], rate=0.1, steps=1)).name == "too small"
    assert verdict(descend(parabola, [3.0], rate=1.5, steps=1)).name == "too large"
    assert verdict(descend(parabola, [3.0], rate=3.0, steps=1)).name == "too large"
    assert verdict(descend(parabola, [3.0], rate=1e9, steps=1)).name == "diverged"


def test_a_slope_without_end_is_left_by_falling_and_the_reason_says_so() -> None:
    endless = Function(value=lambda p: -p[0], gradient=lambda p: -np.ones(1))
    found = verdict(descend(endless, [0.0], rate=1e5))
    assert found.name == "diverged"
    assert "lower than" in found.reason


def test_the_reason_of_a_number_too_large_names_the_last_good_step() -> None:
    found = verdict(descend(landscape("rosenbrock"), [-1.2, 1.0], rate=1e150))
    assert str(found) == "diverged: After step 0 the next numbers are too large to be computed."


def test_steps_too_small_to_change_the_numbers_are_too_small() -> None:
    found = verdict(descend(landscape("bowl"), [3.0, 2.0], rate=1e-300, steps=20))
    assert (found.name, found.overshoot) == ("too small", 0.0)


def test_a_leap_to_the_end_of_the_numbers_is_judged() -> None:
    linear = Function(value=lambda p: p[0], gradient=lambda p: np.ones(1))
    found = verdict(descend(linear, [0.0], rate=1e300))
    assert (found.name, found.overshoot) == ("diverged", 0.0)


@EVERY
@pytest.mark.parametrize("rate", [1e-300, 1e300])
def test_extreme_rates_raise_no_warning(ground: Landscape, rate: float) -> None:
    found = verdict(descend(ground, ground.start, rate=rate, steps=20))
    assert found.name in VERDICTS
    assert 0.0 <= found.overshoot <= 1.0
    assert found.reason.endswith(".")


def _verdict(ground: Landscape, optimiser: str, rate: float, steps: int) -> str:
    return verdict(descend(ground, ground.start, optimiser, rate=rate, steps=steps)).name


def _bowl_run(curvatures: Array, rate: float, steps: int) -> Descent:
    bowl = Function(
        value=lambda p: (curvatures * p**2).sum() / 2, gradient=lambda p: curvatures * p
    )
    return descend(bowl, np.ones(len(curvatures)), rate=rate, steps=steps)
