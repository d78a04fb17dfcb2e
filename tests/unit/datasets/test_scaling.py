"""Scaling: mean 0 and spread 1, back again, and what is refused."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pycore.datasets import Scale, make
from pycore.numerics import Array

samples = arrays(float, (6, 2), elements=st.integers(-1000, 1000).map(lambda n: n / 8))


@given(x=samples)
@settings(max_examples=40)
def test_scaled_inputs_have_mean_0_and_spread_1_unless_they_never_change(x: Array) -> None:
    scaled = Scale.of(x).apply(x)
    np.testing.assert_allclose(scaled.mean(axis=0), 0.0, atol=1e-10)
    expected = (x.max(axis=0) > x.min(axis=0)) * 1.0
    np.testing.assert_allclose(scaled.std(axis=0), expected, atol=1e-10)


@given(x=samples)
@settings(max_examples=40)
def test_undo_undoes(x: Array) -> None:
    scale = Scale.of(x)
    np.testing.assert_allclose(scale.undo(scale.apply(x)), x, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(scale.undo(scale.apply(x[0])), x[0], rtol=1e-12, atol=1e-12)


def test_a_constant_input_is_not_blown_up_by_rounding() -> None:
    x = np.full((3, 1), 0.1)  # their mean, rounded, is 0.10000000000000002
    assert Scale.of(x).spread.tolist() == [1.0]
    assert x.std() > 0
    assert np.abs(Scale.of(x).apply(x)).max() < 1e-15


def test_hours_of_study_and_of_sleep_come_to_one_size() -> None:
    x = make("study").x
    np.testing.assert_allclose(Scale.of(x).apply(x).std(axis=0), 1.0)


def test_bad_samples_meet_a_sentence() -> None:
    with pytest.raises(ValueError, match=r"x must have shape \(n, d\), not \(2,\)"):
        Scale.of([1.0, 2.0])
    with pytest.raises(ValueError, match="x must hold at least one number"):
        Scale.of(np.zeros((0, 2)))
    with pytest.raises(ValueError, match=r"x must lie within 1e\+100 of zero, not reach 1e\+200"):
        Scale.of([[1e200], [1.0]])
    scale = Scale.of([[1.0, 2.0], [3.0, 4.0]])
    for method in (scale.apply, scale.undo):
        with pytest.raises(ValueError, match=r"x must have shape \(2,\) or \(n, 2\), not \(3,\)"):
            method([1.0, 2.0, 3.0])
        with pytest.raises(ValueError, match="x must hold finite numbers only, not nan"):
            method([1.0, np.nan])


@pytest.mark.parametrize(
    ("mean", "spread", "sentence"),
    [
        ([1.0, 2.0], [0.0, 1.0], "spread must be a finite number above 0, not"),
        ([1.0, 2.0], [1.0], r"spread must have shape \(2,\), not \(1,\)"),
        ([np.nan], [1.0], "mean must hold finite numbers only"),
    ],
)
def test_a_scale_that_cannot_be_undone_is_refused(
    mean: list[float], spread: list[float], sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        Scale(np.array(mean), np.array(spread))
