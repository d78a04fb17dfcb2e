"""Pictures of strokes: whole, where they should lie, and to a filter the same on both sides."""

from typing import Any

import numpy as np
import pytest

from pycore.datasets.strokes import (
    CLASSES,
    LEFT,
    RIGHT,
    STROKES,
    stroke_pictures,
    stroke_samples,
)
from pycore.layers import sliding_windows
from pycore.numerics import Array

HALVES = pytest.mark.parametrize("columns", [LEFT, RIGHT])


def clear(n: int, columns: tuple[int, int]) -> tuple[Array, Array]:
    """Pictures without noise, (n, 12, 12), and the numbers of their strokes (n,)."""
    x, t = stroke_samples(n, np.random.default_rng(1), columns, noise=0.0)
    return x[:, 0], t[:, 0]


@HALVES
def test_each_picture_has_one_whole_stroke_of_its_class(columns: tuple[int, int]) -> None:
    pictures, numbers = clear(200, columns)
    for picture, number in zip(pictures, numbers, strict=True):
        windows = sliding_windows(picture, (3, 3))
        found = (windows == STROKES[int(number)]).all(axis=(2, 3))
        assert found.sum() == 1
        assert picture.sum() == 3.0


@HALVES
def test_strokes_lie_in_their_columns_anywhere_and_never_touch_the_border(
    columns: tuple[int, int],
) -> None:
    pictures, _ = clear(1000, columns)
    rows, across = pictures.any(axis=(0, 2)), pictures.any(axis=(0, 1))
    assert np.flatnonzero(rows).tolist() == list(range(1, 11))
    assert np.flatnonzero(across).tolist() == list(range(columns[0], columns[1] + 1))


def test_a_filter_sees_the_same_windows_on_both_sides() -> None:
    seen = []
    for columns in (LEFT, RIGHT):
        windows = [sliding_windows(p, (3, 3)).reshape(-1, 9) for p in clear(500, columns)[0]]
        seen.append({row.tobytes() for row in np.concatenate(windows)})
    assert seen[0] == seen[1]
    assert len(seen[0]) > 20


def test_noise_is_never_negative_and_has_its_spread() -> None:
    x, _ = stroke_samples(500, np.random.default_rng(2), LEFT, noise=0.3)
    empty = x[:, 0, :, RIGHT[0] :]
    assert empty.min() >= 0.0
    np.testing.assert_allclose(np.sqrt((empty**2).mean()), 0.3, rtol=0.02)


def test_all_four_strokes_come_in_fair_shares() -> None:
    counts = stroke_pictures(1000, np.random.default_rng(3)).counts()
    assert tuple(counts) == CLASSES
    assert min(counts.values()) > 200


def test_the_same_seed_draws_the_same_pictures() -> None:
    one, two = (stroke_pictures(20, np.random.default_rng(4)) for _ in range(2))
    assert one.x.tobytes() == two.x.tobytes()
    assert one.t.tobytes() == two.t.tobytes()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"n": 0}, "n must be a whole number, at least 1, at most 10000, not 0"),
        ({"n": 10**6}, "n must be a whole number, at least 1, at most 10000, not 1000000"),
        ({"columns": 3}, "columns must be the first and the last column, as in .1, 5.; not 3"),
        ({"columns": (0, 5)}, r"columns\[0\] must be a whole number, at least 1, at most 8, not 0"),
        ({"columns": (1, 2)}, r"columns\[1\] must be .* at least 3, at most 10, not 2"),
        ({"columns": (1, 11)}, r"columns\[1\] must be .* at least 3, at most 10, not 11"),
        ({"noise": -1}, "noise must be a finite number at least 0 and at most 1, not -1"),
        ({"rng": 3}, "rng must be a NumPy random generator; not 3"),
    ],
)
def test_what_cannot_be_drawn_meets_a_sentence(changes: dict[str, Any], sentence: str) -> None:
    usual: dict[str, Any] = {"n": 5, "rng": np.random.default_rng(0)}
    with pytest.raises(ValueError, match=sentence):
        stroke_pictures(**(usual | changes))
