"""Convolution: against PyTorch, against the plain double loop, by differences, and by hand."""

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pycore import Network
from pycore.layers import FILTERS, Conv2D, conv2d, output_size
from pycore.numerics import Array
from tests import places
from tests.unit.layers.agreement import assert_as_in_pytorch, assert_slopes, draws, flag, size

CONV = json.loads((places.REFERENCE / "models.json").read_text("utf-8"))["conv2d"]
sides = st.integers(1, 7)


@pytest.mark.parametrize("case", CONV["cases"])
def test_convolution_is_the_one_of_pytorch(case: dict[str, Any]) -> None:
    ours = conv2d(CONV["image"], CONV["kernel"], case["stride"], case["padding"])
    np.testing.assert_allclose(ours, case["output"], rtol=1e-12, atol=1e-14)


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


def test_huge_pixels_raise_no_warning() -> None:
    assert conv2d([[1e308, 1e308]], [[1e308, 1e308]]).tolist() == [[np.inf]]


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


@pytest.mark.parametrize(
    ("case", "layer"),
    [
        ("stride 2, padding 1", lambda: Conv2D(2, 3, 3, stride=2, padding=1, activation="relu")),
        ("stride 1", lambda: Conv2D(1, 2, 2, activation="tanh")),
        ("stride 3, padding 2", lambda: Conv2D(3, 1, 2, 3, 2, activation="sigmoid")),
    ],
)
def test_a_layer_and_its_slopes_are_those_of_pytorch(
    case: str, layer: Callable[[], Conv2D]
) -> None:
    assert_as_in_pytorch(f"convolution, {case}", layer())


def test_slopes_are_those_measured_with_smooth_functions_alone() -> None:
    for rng in draws(30):
        channels, filters, side = size(rng, 1, 2), size(rng, 1, 2), size(rng, 1, 2)
        padding = size(rng, 0, 2)
        x = rng.standard_normal((size(rng, 1, 2), channels, size(rng, 2, 3), 2))
        first = Conv2D(channels, filters, side, size(rng, 1, 3), padding, activation="tanh")
        above = [Conv2D(filters, 1, 1, padding=1, activation="sigmoid")] if flag(rng) else []
        assert_slopes(rng, [first, *above], x)


def test_a_filter_adds_what_it_sees_in_each_channel() -> None:
    layer, rng = Conv2D(3, 2, 2, stride=2, padding=1), np.random.default_rng(0)
    network = Network([layer])
    network.parameters = rng.standard_normal(network.size)
    x = rng.standard_normal((4, 3, 5, 4))
    y = network.predict(x)
    assert y.shape == (4, 2, 3, 3)
    for sample, filter in np.ndindex(4, 2):
        seen = [conv2d(x[sample, c], layer.weights[filter, c], 2, 1) for c in range(3)]
        np.testing.assert_allclose(
            y[sample, filter], np.sum(seen, axis=0) + layer.biases[filter], rtol=1e-12, atol=1e-12
        )


def test_a_picture_moved_is_an_answer_moved() -> None:
    network, x = Network([Conv2D(1, 2, 3)], seed=4), np.zeros((1, 1, 8, 8))
    x[0, 0, 2:4, 2:4] = 1.0
    moved = np.roll(x, (1, 2), axis=(2, 3))
    expected = np.roll(network.predict(x), (1, 2), axis=(2, 3))
    np.testing.assert_allclose(network.predict(moved), expected, atol=1e-14)


def test_the_starting_filters_have_the_spread_of_he_and_no_biases() -> None:
    layer = Conv2D(8, 40, 3)
    Network([layer], seed=1)
    assert layer.weights.std() == pytest.approx(np.sqrt(2 / 72), rel=0.05)
    assert not layer.biases.any()


@pytest.mark.parametrize("shape", [(3, 3), (1, 2, 3, 3), (1, 1, 1, 3), (1, 1, 3, 1), (1, 1, 9)])
def test_pictures_that_do_not_fit_name_the_layer(shape: tuple[int, ...]) -> None:
    sentence = r"x must have shape \(n, 1, h, w\) with h and w from 2 for Conv2D\(1, 2, 2, stride=1"
    with pytest.raises(ValueError, match=sentence):
        Network([Conv2D(1, 2, 2)]).predict(np.ones(shape))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"channels": 0}, "channels must be a whole number, at least 1, not 0"),
        ({"filters": 1.5}, "filters must be a whole number, at least 1, not 1.5"),
        ({"size": 0}, "size must be a whole number, at least 1, not 0"),
        ({"stride": 0}, "stride must be a whole number, at least 1, not 0"),
        ({"padding": -1}, "padding must be a whole number, at least 0, not -1"),
        ({"activation": "softmax"}, "activation must be one of sigmoid, relu.*; not 'softmax'"),
        ({"init": "ones"}, "init must be one of xavier, he, normal, zeros; not 'ones'"),
    ],
)
def test_a_bad_layer_is_refused(arguments: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        Conv2D(**({"channels": 1, "filters": 1, "size": 2} | arguments))


def _double_loop(image: Array, kernel: Array, stride: int) -> list[list[float]]:
    (h, w), (kh, kw) = image.shape, kernel.shape
    return [
        [(image[i : i + kh, j : j + kw] * kernel).sum() for j in range(0, w - kw + 1, stride)]
        for i in range(0, h - kh + 1, stride)
    ]
