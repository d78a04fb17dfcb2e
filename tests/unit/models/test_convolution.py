"""Convolution and pooling: against PyTorch, against the plain double loop, and by hand."""

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pycore.models import FILTERS, average_pool, conv2d, max_pool, output_size, windows
from pycore.numerics import Array
from tests import places

REFERENCE = json.loads((places.REFERENCE / "models.json").read_text())
CONV, POOL = REFERENCE["conv2d"], REFERENCE["pool"]
sides = st.integers(1, 7)


@pytest.mark.parametrize("case", CONV["cases"])
def test_convolution_is_the_one_of_pytorch(case: dict[str, Any]) -> None:
    ours = conv2d(CONV["image"], CONV["kernel"], case["stride"], case["padding"])
    np.testing.assert_allclose(ours, case["output"], rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("case", POOL["cases"])
def test_pooling_is_the_one_of_pytorch(case: dict[str, Any]) -> None:
    image, size, stride = POOL["image"], case["size"], case["stride"]
    assert max_pool(image, size, stride).tolist() == case["max"]
    np.testing.assert_allclose(average_pool(image, size, stride), case["mean"], rtol=1e-13)


@given(image=st.tuples(sides, sides), kernel=st.tuples(sides, sides), data=st.data())
@settings(max_examples=60)
def test_convolution_is_the_double_loop(
    image: tuple[int, int], kernel: tuple[int, int], data: st.DataObject
) -> None:
    lacking = max(k - i for k, i in zip(kernel, image, strict=True))
    padding = data.draw(st.integers(max(0, -(-lacking // 2)), 4))
    stride = data.draw(st.integers(1, 3))
    rng = np.random.default_rng(7)
    pixels, weights = rng.standard_normal(image), rng.standard_normal(kernel)
    expected = _double_loop(np.pad(pixels, padding), weights, stride)
    ours = conv2d(pixels, weights, stride, padding)
    np.testing.assert_allclose(ours, expected, rtol=1e-12, atol=1e-13)
    assert ours.shape == tuple(
        output_size(i, k, stride, padding) for i, k in zip(image, kernel, strict=True)
    )


def test_the_sobel_filter_finds_an_upright_edge_and_no_level_one() -> None:
    image = np.repeat([[0.0, 0.0, 1.0, 1.0]], 4, axis=0)
    assert conv2d(image, FILTERS["upright edges"]).tolist() == [[4.0, 4.0], [4.0, 4.0]]
    assert conv2d(image, FILTERS["level edges"]).tolist() == [[0.0, 0.0], [0.0, 0.0]]


@pytest.mark.parametrize(("name", "total"), [("same", 1), ("blur", 1), ("sharpen", 1)])
def test_filters_that_keep_brightness_sum_to_one(name: str, total: float) -> None:
    np.testing.assert_allclose(FILTERS[name].sum(), total)


@pytest.mark.parametrize("name", ["outline", "upright edges", "level edges"])
def test_filters_that_find_changes_see_nothing_on_an_even_ground(name: str) -> None:
    assert not conv2d(np.full((5, 5), 3.0), FILTERS[name]).any()


def test_the_filter_same_returns_the_image() -> None:
    image = np.arange(12.0).reshape(3, 4)
    assert conv2d(image, FILTERS["same"], padding=1).tolist() == image.tolist()


def test_a_window_shows_what_the_filter_sees_there() -> None:
    image = np.arange(20.0).reshape(4, 5)
    every = windows(image, (2, 3), stride=2)
    assert every.shape == (2, 2, 2, 3)
    assert every[1, 1].tolist() == image[2:4, 2:5].tolist()


def test_pooling_leaves_out_a_border_too_narrow_for_a_window() -> None:
    assert max_pool(np.arange(9.0).reshape(3, 3)).tolist() == [[4.0]]
    assert average_pool(np.arange(9.0).reshape(3, 3)).tolist() == [[2.0]]


def test_huge_pixels_raise_no_warning() -> None:
    assert conv2d([[1e308, 1e308]], [[1e308, 1e308]]).tolist() == [[np.inf]]
    assert average_pool(np.full((2, 2), 1e308)).shape == (1, 1)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"image": [1.0]}, r"image must have shape \(h, w\), not \(1,\)"),
        ({"image": [[np.nan]]}, "image must hold finite numbers only, not nan"),
        ({"image": np.zeros((0, 3))}, "image must hold at least one number"),
        ({"kernel": 1.0}, r"kernel must have shape \(kh, kw\), not \(\)"),
        (
            {"kernel": np.ones((3, 3))},
            "the height of kernel must be a whole number, at least 1, at most 2, not 3",
        ),
        (
            {"kernel": np.ones((1, 3))},
            "the width of kernel must be a whole number, at least 1, at most 2, not 3",
        ),
        ({"stride": 0}, "stride must be a whole number, at least 1, not 0"),
        ({"padding": -1}, "padding must be a whole number, at least 0, not -1"),
        ({"padding": 0.5}, "padding must be a whole number, at least 0, not 0.5"),
    ],
)
def test_bad_arguments_meet_a_sentence(arguments: dict[str, Any], sentence: str) -> None:
    usual: dict[str, Any] = {"image": np.ones((2, 2)), "kernel": np.ones((1, 1))}
    with pytest.raises(ValueError, match=sentence):
        conv2d(**(usual | arguments))


def test_bad_windows_meet_a_sentence() -> None:
    image = np.ones((4, 4))
    for pool in (max_pool, average_pool):
        with pytest.raises(ValueError, match="size must be a whole number, at least 1, not 0"):
            pool(image, 0)
        with pytest.raises(ValueError, match=r"^size must be .* at most 4, not 5"):
            pool(image, 5)
        with pytest.raises(ValueError, match="stride must be a whole number, at least 1, not 0"):
            pool(image, 2, 0)
    with pytest.raises(ValueError, match=r"shape must be two lengths; not \(2,\)"):
        windows(image, (2,))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="shape must be two lengths; not 2"):
        windows(image, 2)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"shape\[1\] must be .* at most 4, not 5"):
        windows(image, (4, 5))
    with pytest.raises(ValueError, match="window must be a whole number, at least 1, at most 4"):
        output_size(4, window=5)


def _double_loop(image: Array, kernel: Array, stride: int) -> list[list[float]]:
    (h, w), (kh, kw) = image.shape, kernel.shape
    return [
        [(image[i : i + kh, j : j + kw] * kernel).sum() for j in range(0, w - kw + 1, stride)]
        for i in range(0, h - kh + 1, stride)
    ]
