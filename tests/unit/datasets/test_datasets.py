"""Data sets: each obeys its rule, comes back from its seed, and is refused when out of bounds.

Longer than other files: what must hold of every data set, and of each.
"""

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pycore.datasets import CLASSIFICATION, DATASETS, REGRESSION, Dataset, Input, make, split
from pycore.numerics import Array
from tests import places

REFERENCE = json.loads((places.REFERENCE / "datasets.json").read_text())
EVERY = pytest.mark.parametrize("name", list(DATASETS))
AXIS = Input("x1", "", -1.0, 1.0)


@EVERY
@given(seed=st.integers(0, 2**32), noise=st.integers(0, 10).map(lambda n: n / 10))
@settings(max_examples=10)
def test_the_same_seed_gives_the_same_samples_to_the_last_bit(
    name: str, seed: int, noise: float
) -> None:
    one, two = (make(name, noise=noise, seed=seed) for _ in range(2))
    assert one.x.tobytes() == two.x.tobytes()
    assert one.t.tobytes() == two.t.tobytes()


@EVERY
def test_a_seed_means_the_same_samples_on_every_platform(name: str) -> None:
    dataset = make(name, noise=REFERENCE["noise"], seed=REFERENCE["seed"])
    first = REFERENCE[name]["x"]
    np.testing.assert_allclose(dataset.x[: len(first)], first, rtol=1e-12)
    np.testing.assert_allclose(dataset.t[: len(first)], REFERENCE[name]["t"], rtol=1e-12)


@EVERY
def test_another_seed_gives_other_samples(name: str) -> None:
    assert (make(name, noise=0.2, seed=1).x != make(name, noise=0.2, seed=2).x).any()


@EVERY
def test_a_generator_is_used_on(name: str) -> None:
    rng = np.random.default_rng(5)
    one, two = make(name, noise=0.2, seed=rng), make(name, noise=0.2, seed=rng)
    assert one.x.tobytes() == make(name, noise=0.2, seed=5).x.tobytes()
    assert (one.x != two.x).any()


@EVERY
def test_every_number_of_samples_has_its_shapes(name: str) -> None:
    recipe = DATASETS[name]
    for n in (1, 2, 7, recipe.n):
        dataset = make(name, n=n, noise=0.5)
        assert len(dataset) == n
        assert dataset.x.shape == (n, len(recipe.inputs))
        assert dataset.t.shape == (n, 1)
        assert np.isfinite(dataset.x).all()


@EVERY
def test_both_classes_are_there_in_fair_shares(name: str) -> None:
    dataset = make(name, noise=0.3)
    shares = [count / len(dataset) for count in dataset.counts().values()]
    if dataset.task == CLASSIFICATION:
        assert min(shares) >= 0.4
        assert sum(shares) == 1.0
        assert set(np.unique(dataset.t)) == {0.0, 1.0}
    else:
        assert shares == []
        assert np.abs(dataset.t).max() < 3


@EVERY
def test_without_noise_the_samples_lie_within_the_axes(name: str) -> None:
    dataset = make(name)
    for column, axis in zip(dataset.x.T, dataset.inputs, strict=True):
        assert axis.low <= column.min() < column.max() <= axis.high
        assert column.max() - column.min() > (axis.high - axis.low) / 3


def test_circles_are_a_disc_in_a_ring() -> None:
    dataset = make("circles", n=500)
    radius, inside = np.hypot(*dataset.x.T), dataset.t[:, 0] == 1
    assert radius[inside].max() <= 2.5
    assert (radius[~inside].min() >= 3.5) & (radius[~inside].max() <= 5)


@pytest.mark.parametrize("name", ["xor", "eight"])
def test_xor_is_true_where_the_signs_differ(name: str) -> None:
    dataset = make(name)
    np.testing.assert_array_equal(dataset.x.prod(axis=1) < 0, dataset.t[:, 0] == 1)
    corners = np.unique(np.sign(dataset.x), axis=0, return_counts=True)
    assert len(corners[0]) == 4
    assert np.abs(dataset.x).min() >= 0.3


def test_the_eight_points_are_always_the_same_without_noise() -> None:
    assert make("eight", seed=1).x.tobytes() == make("eight", seed=2).x.tobytes()
    assert len(np.unique(make("eight").x, axis=0)) == 8
    assert make("eight", n=4).counts() == {"A": 2, "B": 2}


def test_gaussians_have_their_centres_and_their_width() -> None:
    for noise, width in [(0.0, 0.7), (1.0, 2.7)]:
        dataset = make("gaussians", n=4000, noise=noise)
        for number, centre in [(0, -2), (1, 2)]:
            cloud = dataset.x[dataset.t[:, 0] == number]
            np.testing.assert_allclose(cloud.mean(axis=0), centre, atol=0.15)
            np.testing.assert_allclose(cloud.std(axis=0), width, rtol=0.05)


def test_moons_lie_on_two_half_circles() -> None:
    dataset = make("moons")
    upper, lower = (dataset.x[dataset.t[:, 0] == number] for number in (0, 1))
    np.testing.assert_allclose(np.hypot(*(upper - [-1.5, -0.75]).T), 3)
    np.testing.assert_allclose(np.hypot(*(lower - [1.5, 0.75]).T), 3)
    assert (upper[:, 1] >= -0.75 - 1e-12).all()
    assert (lower[:, 1] <= 0.75 + 1e-12).all()


def test_the_arms_of_the_spiral_are_each_other_turned_half_round() -> None:
    dataset = make("spiral", n=1000)
    radius = np.hypot(*dataset.x.T)
    turned = np.arctan2(dataset.x[:, 1], dataset.x[:, 0]) - 1.75 * 2 * np.pi * radius / 5
    along = np.cos(turned - np.pi * dataset.t[:, 0])
    np.testing.assert_allclose(along, 1.0, atol=1e-9)
    assert radius.min() >= 0.25


def test_the_plane_is_a_plane() -> None:
    dataset = make("plane")
    np.testing.assert_allclose(dataset.t[:, 0], dataset.x.sum(axis=1) / 12, atol=1e-15)
    assert dataset.task == REGRESSION


def test_the_hills_are_one_high_and_alternate() -> None:
    dataset = make("hills", n=5000)
    for x1, x2, height in [(-4, 2.5, 1), (0, 2.5, -1), (0, -2.5, 1), (4, -2.5, -1)]:
        near = np.hypot(*(dataset.x - [x1, x2]).T) < 0.3
        np.testing.assert_allclose(dataset.t[near], height, atol=0.15)


@pytest.mark.parametrize("name", ["plane", "hills"])
def test_noise_on_a_height_has_its_spread(name: str) -> None:
    clear, noisy = make(name, n=4000, seed=3), make(name, n=4000, noise=1.0, seed=3)
    assert clear.x.tobytes() == noisy.x.tobytes()
    np.testing.assert_allclose((noisy.t - clear.t).std(), 0.5, rtol=0.05)


def test_study_counts_twice_as_much_as_sleep() -> None:
    dataset = make("study", n=1000)
    study, sleep = dataset.x.T
    np.testing.assert_array_equal(2 * study + sleep > 16.5, dataset.t[:, 0] == 1)
    assert [str(axis) for axis in dataset.inputs] == ["study (h)", "sleep (h)"]
    assert _correlation(study, dataset.t) > 2 * _correlation(sleep, dataset.t) > 0


def test_spam_is_counted_in_whole_words_and_links() -> None:
    dataset = make("spam", n=1000)
    words, links = dataset.x.T
    np.testing.assert_array_equal(dataset.x, np.round(dataset.x))
    np.testing.assert_array_equal(words + 2 * links > 11.5, dataset.t[:, 0] == 1)
    assert set(words) == set(range(13))
    assert set(links) == set(range(7))
    assert dataset.classes == ("not spam", "spam")


@pytest.mark.parametrize("name", ["study", "spam"])
def test_noise_lets_luck_decide_some(name: str) -> None:
    clear, noisy = make(name, n=1000, seed=3), make(name, n=1000, noise=1.0, seed=3)
    assert clear.x.tobytes() == noisy.x.tobytes()
    assert 0.1 < (clear.t != noisy.t).mean() < 0.4


def test_samples_cannot_be_written_to() -> None:
    source = np.zeros((2, 1))
    dataset = Dataset("mine", source, np.array([[0.0], [1.0]]), (AXIS,), CLASSIFICATION, ("A", "B"))
    source[0] = 5.0
    assert dataset.x[0] == 0.0
    with pytest.raises(ValueError, match="read-only"):
        dataset.x[0] = 1.0


def test_a_dataset_prints_as_a_sentence() -> None:
    assert repr(make("plane", n=3)) == "plane: 3 samples of 2 inputs (x1, x2), regression"
    one = Dataset("mine", np.zeros((1, 1)), np.ones((1, 1)), (AXIS,), CLASSIFICATION, ("A", "B"))
    assert repr(one) == "mine: 1 sample of 1 input (x1), classification: 0 A, 1 B"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"name": "circle"}, "name must be one of circles, xor, .*; not 'circle'"),
        ({"n": 0}, "n must be a whole number, at least 1, at most 10000, not 0"),
        ({"n": 10**9}, "n must be a whole number, at least 1, at most 10000, not 1000000000"),
        ({"name": "eight", "n": 9}, "n must be a whole number, at least 1, at most 8, not 9"),
        ({"noise": 1.5}, "noise must be a finite number at least 0 and at most 1, not 1.5"),
        ({"noise": np.nan}, "noise must be a finite number at least 0 and at most 1, not nan"),
        ({"seed": -1}, "seed must be a whole number, at least 0, not -1"),
        ({"seed": "x"}, "seed must be a whole number, at least 0, not 'x'"),
    ],
)
def test_make_refuses_what_is_out_of_bounds(arguments: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        make(**({"name": "xor"} | arguments))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"x": np.zeros((2, 2))}, r"x must have shape \(n, 1\), not \(2, 2\)"),
        ({"x": np.zeros((0, 1))}, "x must hold at least one number"),
        ({"x": np.full((2, 1), np.nan)}, "x must hold finite numbers only, not nan"),
        ({"t": np.zeros((3, 1))}, r"t must have shape \(2, 1\), not \(3, 1\)"),
        ({"t": np.array([[0.0], [2.0]])}, "t must be 0 or 1 for classification, not 2"),
        ({"task": "sorting"}, "task must be one of classification, regression; not 'sorting'"),
        ({"classes": ("A",)}, "classes must be 2 different names for classification"),
        ({"classes": ("A", "A")}, "classes must be 2 different names for classification"),
        ({"classes": None}, "classes must be 2 different names for classification; not None"),
        ({"task": REGRESSION}, "classes must be 0 different names for regression"),
        ({"classes": ("A", "B", "B")}, "classes must be 3 different names for classification"),
        ({"classes": ("A", "B", 3)}, "classes must be 3 different names for classification"),
        (
            {"classes": tuple("ABC"), "t": np.array([[0.0], [3.0]])},
            "t must be a whole number from 0 to 2 for classification, not 3",
        ),
        (
            {"classes": tuple("ABC"), "t": np.array([[0.5], [1.0]])},
            "t must be a whole number from 0 to 2 for classification, not 0.5",
        ),
        ({"inputs": (), "x": np.zeros(2)}, r"x must have shape \(n, ...\), .* not \(2,\)"),
        ({"inputs": (), "x": np.zeros((3, 1, 2, 2))}, r"t must have shape \(3, 1\), not \(2, 1\)"),
    ],
)
def test_a_dataset_refuses_what_does_not_fit(changes: dict[str, Any], sentence: str) -> None:
    usual: dict[str, Any] = {
        "name": "mine",
        "x": np.zeros((2, 1)),
        "t": np.array([[0.0], [1.0]]),
        "inputs": (AXIS,),
        "task": CLASSIFICATION,
        "classes": ("A", "B"),
    }
    with pytest.raises(ValueError, match=sentence):
        Dataset(**(usual | changes))


def pictures(n: int, k: int) -> Dataset:
    """So many small pictures, whose class numbers go round."""
    x = np.arange(n * 4.0).reshape(n, 1, 2, 2)
    t = (np.arange(n) % k)[:, None].astype(np.float64)
    return Dataset("pictures", x, t, (), CLASSIFICATION, tuple("ABCDEFGH"[:k]))


@pytest.mark.parametrize("k", [2, 3, 8])
def test_one_hot_rows_name_the_class_of_each_sample(k: int) -> None:
    dataset = pictures(20, k)
    rows = dataset.one_hot()
    assert rows.shape == (20, k)
    np.testing.assert_array_equal(rows.sum(axis=1), 1.0)
    np.testing.assert_array_equal(rows.argmax(axis=1), dataset.t[:, 0])


def test_heights_have_no_one_hot_rows() -> None:
    with pytest.raises(ValueError, match="task must be classification to have one-hot rows, not"):
        make("plane").one_hot()


def test_pictures_of_three_classes_are_counted_taken_and_split() -> None:
    dataset = pictures(9, 3)
    assert dataset.counts() == {"A": 3, "B": 3, "C": 3}
    assert dataset.take([4]).x.tolist() == [[[[16.0, 17.0], [18.0, 19.0]]]]
    train, test = split(dataset, 0.7)
    assert (train.x.shape, test.x.shape) == ((6, 1, 2, 2), (3, 1, 2, 2))
    assert sorted([*train.x[:, 0, 0, 0], *test.x[:, 0, 0, 0]]) == [4.0 * i for i in range(9)]


def test_pictures_print_their_shape_and_many_classes_only_their_number() -> None:
    assert repr(pictures(3, 3)) == (
        "pictures: 3 samples of shape (1, 2, 2), classification: 1 A, 1 B, 1 C"
    )
    assert (
        repr(pictures(1, 8)) == "pictures: 1 sample of shape (1, 2, 2), classification: 8 classes"
    )


def test_an_axis_must_have_a_length() -> None:
    with pytest.raises(ValueError, match="low must be a finite number below 1, not 1"):
        Input("x", "", 1, 1)
    with pytest.raises(ValueError, match="high must be a finite number, not inf"):
        Input("x", "", 0, np.inf)


@given(
    n=st.integers(2, 60), ratio=st.integers(1, 99).map(lambda p: p / 100), seed=st.integers(0, 9)
)
@settings(max_examples=40)
def test_a_split_keeps_every_sample_once(n: int, ratio: float, seed: int) -> None:
    dataset = make("spam", n=n, seed=1)
    train, test = split(dataset, ratio, seed)
    assert len(train) + len(test) == n
    assert abs(len(train) - ratio * n) <= 1
    assert min(len(train), len(test)) >= 1
    together = np.vstack([np.hstack([part.x, part.t]) for part in (train, test)])
    whole = np.hstack([dataset.x, dataset.t])
    assert sorted(map(tuple, together)) == sorted(map(tuple, whole))


def test_a_split_follows_its_seed_and_shuffles() -> None:
    dataset = make("circles", n=50)
    one, two, other = (split(dataset, 0.5, seed)[0].x.tobytes() for seed in (1, 1, 2))
    assert one == two != other
    assert split(dataset, 0.5)[0].x.tobytes() != dataset.x[:25].tobytes()


def test_bad_splits_and_rows_meet_a_sentence() -> None:
    dataset = make("xor", n=4)
    for ratio in (0, 1, -0.1, np.nan):
        with pytest.raises(ValueError, match="ratio must be a finite number above 0 and below 1"):
            split(dataset, ratio)
    with pytest.raises(ValueError, match="dataset must have at least 2 samples"):
        split(make("xor", n=1))
    wrong: list[Any] = [[], [0.5], [[0]], 3]
    for rows in wrong:
        with pytest.raises(ValueError, match="rows must be whole numbers, at least one"):
            dataset.take(rows)
    for rows in ([4], [-1]):
        with pytest.raises(ValueError, match="rows must lie from 0 to 3"):
            dataset.take(rows)


def _correlation(x: Array, t: Array) -> float:
    return float(np.corrcoef(x, t[:, 0])[0, 1])
