"""Pooling: against PyTorch, by differences, and by hand."""

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from pycore import Layer, Network, check_backward
from pycore.layers import AveragePool, Conv2D, Flatten, GlobalMax, MaxPool, average_pool, max_pool
from pycore.numerics import Array
from tests import places
from tests.unit.layers.agreement import (
    apart,
    assert_as_in_pytorch,
    assert_slopes,
    draws,
    flag,
    size,
    way_back,
)

POOL = json.loads((places.REFERENCE / "models.json").read_text("utf-8"))["pool"]


@pytest.mark.parametrize("case", POOL["cases"])
def test_pooling_is_the_one_of_pytorch(case: dict[str, Any]) -> None:
    image, size, stride = POOL["image"], case["size"], case["stride"]
    assert max_pool(image, size, stride).tolist() == case["max"]
    np.testing.assert_allclose(average_pool(image, size, stride), case["mean"], rtol=1e-13)


def test_pooling_leaves_out_a_border_too_narrow_for_a_window() -> None:
    assert max_pool(np.arange(9.0).reshape(3, 3)).tolist() == [[4.0]]
    assert average_pool(np.arange(9.0).reshape(3, 3)).tolist() == [[2.0]]


def test_huge_pixels_raise_no_warning() -> None:
    assert average_pool(np.full((2, 2), 1e308)).shape == (1, 1)
    assert Network([AveragePool(2)]).predict(np.full((1, 1, 2, 2), 1e308)).shape == (1, 1, 1, 1)


@pytest.mark.parametrize(
    ("case", "layer"),
    [
        ("max pool", lambda: MaxPool(2)),
        ("max pool, overlapping", lambda: MaxPool(3, stride=1)),
        ("average pool", lambda: AveragePool(2)),
        ("average pool, overlapping", lambda: AveragePool(3, stride=1)),
        ("global max", GlobalMax),
    ],
)
def test_a_layer_and_its_slopes_are_those_of_pytorch(case: str, layer: Callable[[], Layer]) -> None:
    assert_as_in_pytorch(case, layer())


def test_slopes_of_pools_are_those_measured_with_numbers_apart() -> None:
    for number, rng in enumerate(draws(40)):
        side, stride = size(rng, 1, 3), size(rng, 1, 3)
        kind = MaxPool if number % 2 else AveragePool
        x = apart(rng, size(rng, 1, 2), size(rng, 1, 2), size(rng, side, 4), size(rng, side, 4))
        layers: list[Layer] = [kind(side, stride if flag(rng) else None)]
        if flag(rng):  # another pool: what it receives are some of the same numbers
            layers.append(MaxPool(1))
        assert_slopes(rng, layers, x)


def test_slopes_of_the_largest_of_all_are_those_measured_with_numbers_apart() -> None:
    for rng in draws(10):
        places_ = [size(rng, 1, 3) for _ in range(size(rng, 1, 2))]
        x = apart(rng, size(rng, 1, 2), size(rng, 1, 2), *places_)
        assert_slopes(rng, [GlobalMax()], x)


def clear_of_kinks(network: Network, x: Array) -> bool:
    """Whether sums of the first layer are a thousandth from 0, and answers from each other."""
    trace = network.forward(x)
    answers = np.sort(trace.a[0], axis=None)
    return bool(np.abs(trace.kept[0].z).min() > 1e-3 and np.diff(answers).min() > 1e-3)


def test_slopes_through_filters_and_pools_are_those_measured() -> None:
    """The function is leaky ReLU, whose answers are never equal as two zeros of ReLU are.

    Numbers are drawn anew until all sums are a thousandth away from its kink and all answers as
    far from each other: a nudge of 6e-6 then crosses nothing.
    """
    for rng in draws(15):
        pools: list[Layer] = [GlobalMax()] if flag(rng) else [MaxPool(2, 1), Flatten()]
        layers = [Conv2D(1, 2, 2, activation="leaky_relu"), *pools]
        network, x = Network(layers), np.zeros((1, 1, 3, 3))
        while not clear_of_kinks(network, x):
            network.parameters = rng.standard_normal(network.size)
            x = rng.standard_normal(x.shape)
        check = check_backward(network, x, rng.standard_normal(network.predict(x).shape))
        assert check.passed, f"{network}: {check}"


@pytest.mark.parametrize(("size", "stride"), [(2, None), (3, 1), (1, 2), (2, 3)])
def test_layers_do_to_each_channel_what_the_functions_do_to_a_picture(
    size: int, stride: int | None
) -> None:
    x = np.random.default_rng(2).standard_normal((2, 3, 5, 4))
    largest = Network([MaxPool(size, stride)]).predict(x)
    means = Network([AveragePool(size, stride)]).predict(x)
    for sample, channel in np.ndindex(2, 3):
        picture = x[sample, channel]
        assert largest[sample, channel].tolist() == max_pool(picture, size, stride).tolist()
        np.testing.assert_allclose(means[sample, channel], average_pool(picture, size, stride))


def test_of_equal_numbers_the_first_gets_the_slope() -> None:
    for layer, by_y in ((MaxPool(2), np.ones((1, 1, 1, 1))), (GlobalMax(), np.ones((1, 1)))):
        network = Network([layer])
        by_x, _ = way_back(network, network.forward(np.ones((1, 1, 2, 2))), by_y)
        assert by_x.tolist() == [[[[1.0, 0.0], [0.0, 0.0]]]]


def test_a_border_that_is_left_out_has_no_slope() -> None:
    for layer in (MaxPool(2), AveragePool(2)):
        network, x = Network([layer]), np.arange(9.0).reshape(1, 1, 3, 3)
        by_x, _ = way_back(network, network.forward(x), np.ones((1, 1, 1, 1)))
        assert not by_x[..., 2].any()
        assert not by_x[..., 2, :].any()
        assert by_x.sum() == 1.0


def test_the_largest_of_sequences_is_that_of_each_row() -> None:
    x = [[[1.0, 5.0, 2.0], [-3.0, -1.0, -2.0]]]
    assert Network([GlobalMax()]).predict(x).tolist() == [[5.0, -1.0]]


@pytest.mark.parametrize("shape", [(3, 3), (1, 3, 3), (1, 1, 1, 3), (1, 1, 3, 1)])
@pytest.mark.parametrize("kind", [MaxPool, AveragePool])
def test_pictures_that_do_not_fit_name_the_layer(
    kind: Callable[[int], Layer], shape: tuple[int, ...]
) -> None:
    sentence = (
        r"x must have shape \(n, channels, h, w\) with h and w from 2 for .*Pool\(2, stride=2\)"
    )
    with pytest.raises(ValueError, match=sentence):
        Network([kind(2)]).predict(np.ones(shape))


def test_rows_without_channels_have_no_largest_of_each() -> None:
    with pytest.raises(ValueError, match=r"x must have shape \(n, channels, ...\) for GlobalMax"):
        Network([GlobalMax()]).predict(np.ones((2, 3)))


@pytest.mark.parametrize("pool", [MaxPool, AveragePool])
def test_a_bad_layer_is_refused(pool: Callable[..., Layer]) -> None:
    with pytest.raises(ValueError, match="size must be a whole number, at least 1, not 0"):
        pool(0)
    with pytest.raises(ValueError, match="stride must be a whole number, at least 1, not 0"):
        pool(2, 0)


@pytest.mark.parametrize("pool", [max_pool, average_pool])
def test_bad_windows_meet_a_sentence(pool: Callable[..., Array]) -> None:
    image = np.ones((4, 4))
    with pytest.raises(ValueError, match="size must be a whole number, at least 1, not 0"):
        pool(image, 0)
    with pytest.raises(ValueError, match=r"^size must be .* at most 4, not 5"):
        pool(image, 5)
    with pytest.raises(ValueError, match="stride must be a whole number, at least 1, not 0"):
        pool(image, 2, 0)
