"""A reader's own points: what is taken, and the sentence that each mistake meets."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pycore.datasets import REGRESSION, from_points
from pycore.datasets.points import HUGE


def test_points_become_samples() -> None:
    dataset = from_points([[1, 2.5, "B"], [-3, 0, 0]], classes=("A", "B"))
    assert dataset.x.tolist() == [[1.0, 2.5], [-3.0, 0.0]]
    assert dataset.t.tolist() == [[1.0], [0.0]]
    assert [axis.name for axis in dataset.inputs] == ["x1", "x2"]


def test_axes_show_all_points_with_some_room() -> None:
    axes = from_points([[0, 5, 0], [10, 5, 1]]).inputs
    assert (axes[0].low, axes[0].high) == (-1.0, 11.0)
    assert (axes[1].low, axes[1].high) == (4.0, 6.0)


def test_regression_takes_any_number_as_target() -> None:
    dataset = from_points([[1, 20.5], [2, -3]], REGRESSION, names=("hours",))
    assert dataset.t.tolist() == [[20.5], [-3.0]]
    assert dataset.classes == ()


def test_one_sample_and_one_class_are_taken_and_counted() -> None:
    assert from_points([[0, 0, 1]]).counts() == {"A": 0, "B": 1}


def test_an_array_will_do() -> None:
    rows: Any = np.array([[0.0, 1.0, 1.0], [2.0, 3.0, 0.0]])
    assert from_points(rows).t.tolist() == [[1.0], [0.0]]


@given(
    rows=st.lists(
        st.tuples(*2 * [st.floats(-HUGE, HUGE)], st.sampled_from([0, 1, "A", "B"])),
        min_size=1,
        max_size=5,
    )
)
@settings(max_examples=30)
def test_every_sane_list_of_points_is_kept_exactly(rows: list[tuple[object, ...]]) -> None:
    dataset = from_points(rows)
    assert [tuple(x) for x in dataset.x.tolist()] == [row[:2] for row in rows]
    for axis, column in zip(dataset.inputs, dataset.x.T, strict=True):
        assert axis.low < column.min() <= column.max() < axis.high


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "rows must hold from 1 to 10000 points, not 0"),
        ([[0, 0, 0]] * 10_001, "rows must hold from 1 to 10000 points, not 10001"),
        (None, "rows must be a list of points, not None"),
        ("0,0,1", "rows must be a list of points, not '0,0,1'"),
        ([[0, 0, 0], [1, 1]], r"row 2 of rows must hold 3 values \(x1, x2 and the target\)"),
        ([[0, 0, 0], 7], "row 2 of rows must hold 3 values .*, not 7"),
        (["abc"], "row 1 of rows must hold 3 values .*, not 'abc'"),
        ([[0, np.nan, 1]], "x2 in row 1 of rows must be a finite number, not nan"),
        ([[np.inf, 0, 1]], "x1 in row 1 of rows must be a finite number, not inf"),
        ([[0, 0, 1], [2e6, 0, 1]], "x1 in row 2 of rows must lie from -1,000,000 to 1,000,000"),
        ([["0", 0, 1]], "x1 in row 1 of rows must be a finite number, not '0'"),
        ([[None, 0, 1]], "x1 in row 1 of rows must be a finite number, not None"),
        ([[0, 0, 2]], "the class in row 1 of rows must be 0, 1, A or B, not 2"),
        ([[0, 0, "C"]], "the class in row 1 of rows must be 0, 1, A or B, not 'C'"),
        ([[0, 0, [1]]], r"the class in row 1 of rows must be 0, 1, A or B, not \[1\]"),
        ([[0, 0, np.nan]], "the class in row 1 of rows must be 0, 1, A or B, not nan"),
    ],
)
def test_each_mistake_meets_its_sentence(rows: list[list[object]], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        from_points(rows)


def test_mistakes_beside_the_rows_meet_theirs() -> None:
    with pytest.raises(ValueError, match="t in row 1 of rows must be a finite number, not 'high'"):
        from_points([[0, 0, "high"]], REGRESSION)
    with pytest.raises(ValueError, match="task must be one of classification, regression"):
        from_points([[0, 0, 0]], "sorting")
    name_lists: list[Any] = [(), ("a", "a"), "xy", (1, 2), None, 5]
    for names in name_lists:
        with pytest.raises(ValueError, match="names must be different names, at least one"):
            from_points([[0, 0, 0]], names=names)
    class_lists: list[Any] = [("A",), ("A", "A"), "AB", ("A", "B", "C"), None, 5, (1, 2)]
    for classes in class_lists:
        with pytest.raises(ValueError, match="classes must be two different names"):
            from_points([[0, 0, 0]], classes=classes)
