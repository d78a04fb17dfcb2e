"""Many rates at once: exactly the runs that `descend` makes one by one."""

import numpy as np
import pytest

from pycore.descent import descend, sweep
from pycore.descent.verdict import verdict
from pycore.landscapes import LANDSCAPES, Landscape, landscape

EVERY = pytest.mark.parametrize("ground", list(LANDSCAPES.values()), ids=list(LANDSCAPES))


@EVERY
def test_each_run_is_the_one_that_descend_makes(ground: Landscape) -> None:
    rates = np.geomspace(1e-4, 1e3, 40)
    stops = set()
    for rate, run in zip(rates, sweep(ground, ground.start, rates, steps=120), strict=True):
        alone = descend(ground, ground.start, rate=rate, steps=120)
        assert (run.stop, run.steps, run.rate) == (alone.stop, alone.steps, rate)
        assert run.optimiser == alone.optimiser
        # A ball that bounces about makes much of the last bit; there the first steps must do.
        seen = 10 if verdict(alone).name == "too large" else 121
        for ours, theirs in (
            (run.path, alone.path),
            (run.values, alone.values),
            (run.gradients, alone.gradients),
        ):
            np.testing.assert_allclose(ours[:seen], theirs[:seen], rtol=1e-9)
        assert verdict(run).name == verdict(alone).name
        stops.add(run.stop)
    assert "steps" in stops
    assert len(stops) > 1


def test_all_four_ends_are_told_apart() -> None:
    bowl = landscape("bowl")
    assert [run.stop for run in sweep(bowl, [3.0, 1.0], [0.01, 0.9, 4.0, 1e200])] == [
        "steps",
        "rest",
        "out of range",
        "not finite",
    ]
    (lost,) = sweep(landscape("rosenbrock"), [-1.2, 1.0], [1e150])
    assert (lost.stop, lost.steps) == ("not finite", 0)
    (still,) = sweep(bowl, [0.0, 0.0], [0.1])
    assert (still.stop, still.steps) == ("rest", 0)


@pytest.mark.parametrize(
    ("start", "rates", "steps", "words"),
    [
        ([1.0], [0.1], 10, r"start must have shape \(2,\)"),
        ([1e7, 0.0], [0.1], 10, "start must lie within 1e\\+06 of zero"),
        ([1.0, 0.0], [], 10, "rates must hold at least one number"),
        ([1.0, 0.0], [0.1, 0.0], 10, "rates must be a finite number above 0, not 0.0"),
        ([1.0, 0.0], [np.nan], 10, "rates must hold finite numbers only"),
        ([1.0, 0.0], [0.1], 0, "steps must be a whole number, at least 1"),
    ],
)
def test_bad_input_meets_a_sentence(
    start: list[float], rates: list[float], steps: int, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        sweep(landscape("bowl"), start, rates, steps=steps)
