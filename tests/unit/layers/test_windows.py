"""Windows over pictures: how many, what is in them, and the way back."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pycore.layers import output_size, sliding_windows
from pycore.layers.windows import overlaid, view_windows


def test_a_window_shows_what_the_filter_sees_there() -> None:
    image = np.arange(20.0).reshape(4, 5)
    every = sliding_windows(image, (2, 3), stride=2)
    assert every.shape == (2, 2, 2, 3)
    assert every[1, 1].tolist() == image[2:4, 2:5].tolist()


def test_padding_puts_zeros_around() -> None:
    every = sliding_windows([[5.0]], (3, 3), padding=1)
    assert every[0, 0].tolist() == [[0, 0, 0], [0, 5, 0], [0, 0, 0]]


@given(
    size=st.integers(1, 9),
    window=st.integers(1, 9),
    stride=st.integers(1, 4),
    pad=st.integers(0, 4),
)
def test_the_places_are_those_that_can_be_counted(
    size: int, window: int, stride: int, pad: int
) -> None:
    counted = len(range(0, size + 2 * pad - window + 1, stride))
    if counted:
        assert output_size(size, window, stride, pad) == counted
    else:
        with pytest.raises(ValueError, match="window must be a whole number, at least 1, at most"):
            output_size(size, window, stride, pad)


@given(
    h=st.integers(2, 5),
    w=st.integers(2, 5),
    window=st.tuples(st.integers(1, 2), st.integers(1, 2)),
    stride=st.integers(1, 3),
    padding=st.integers(0, 2),
)
@settings(max_examples=40)
def test_overlaying_is_the_transpose_of_looking(
    h: int, w: int, window: tuple[int, int], stride: int, padding: int
) -> None:
    rng = np.random.default_rng(h * w)
    x = rng.standard_normal((2, 3, h, w))
    every = view_windows(x, window, stride, padding)
    slopes = rng.standard_normal(every.shape)
    back = overlaid(slopes, x.shape, stride, padding)
    assert back.shape == x.shape
    np.testing.assert_allclose((every * slopes).sum(), (x * back).sum(), rtol=1e-11, atol=1e-11)


def test_bad_windows_meet_a_sentence() -> None:
    image = np.ones((4, 4))
    with pytest.raises(ValueError, match=r"shape must be two lengths; not \(2,\)"):
        sliding_windows(image, (2,))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="shape must be two lengths; not 2"):
        sliding_windows(image, 2)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"shape\[1\] must be .* at most 4, not 5"):
        sliding_windows(image, (4, 5))
    with pytest.raises(ValueError, match="window must be a whole number, at least 1, at most 4"):
        output_size(4, window=5)
