"""What holds for every table: it is read as it was written, whole and fitted to the plane."""

from __future__ import annotations

import csv
import io
import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from widgets.playground.data.points import Own, complaint, parse_points, write_points
from widgets.playground.data.units import Units
from widgets.playground.table.choice import first_choice
from widgets.playground.table.columns import read_columns
from widgets.playground.table.numbers import CONTINENTAL, ENGLISH
from widgets.playground.table.reading import read_points
from widgets.playground.table.sampling import sample

NUMBER = st.floats(-1e12, 1e12, allow_nan=False).map(lambda value: value + 0.0)
WORD = st.text("abcdefg ,;|\"'\t", min_size=1, max_size=8).map(lambda word: f"k{word}k")
DELIMITER = st.sampled_from([",", ";", "\t", "|"])
POINTS = st.lists(st.tuples(NUMBER, NUMBER), min_size=2, max_size=12)


@given(POINTS, st.tuples(WORD, WORD), DELIMITER, st.booleans())
def test_a_table_that_was_written_is_read(
    points: list[tuple[float, float]], kinds: tuple[str, str], delimiter: str, named: bool
) -> None:
    assume(kinds[0].split() != kinds[1].split())
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter)
    if named:
        writer.writerow(["first, of all", "second", "kind"])
    writer.writerows([repr(x1), repr(x2), kinds[i % 2]] for i, (x1, x2) in enumerate(points))
    table = read_columns(file.getvalue())
    own = read_points(table, first_choice(table, "classification"), "classification").own
    assert sorted(row[:2] for row in own.rows) == sorted(points)
    assert len({row[2] for row in own.rows}) == 2


@given(st.lists(st.tuples(NUMBER, NUMBER, NUMBER), min_size=1, max_size=8))
def test_every_table_lies_on_the_plane_and_comes_back_from_its_text(
    rows: list[tuple[float, float, float]],
) -> None:
    text = "\n".join(",".join(map(repr, row)) for row in rows)
    table = read_columns(text)
    own = read_points(table, first_choice(table, "regression"), "regression").own
    for column, reach in ((0, 5.0), (1, 5.0), (2, 1.0)):
        places = [row[column] for row in own.on_plane()]
        assert max(map(abs, places)) <= reach * (1 + 1e-9)
        values = [row[column] for row in own.rows]
        if max(values) - min(values) > 1e-200:
            assert min(places) == -reach
            assert max(places) == pytest.approx(reach)
    back = parse_points(write_points(own))
    assert (back.rows, back.units, back.missing) == (own.rows, own.units, 0)
    told = own.units.sentence() + own.units.place((1.0, -1.0)) + "".join(own.units.names())
    assert "nan" not in told
    assert "inf" not in told.replace("point", "")


@given(NUMBER)
def test_a_number_is_read_in_either_way_of_writing(value: float) -> None:
    assert ENGLISH.number(repr(value)) == value
    assert CONTINENTAL.number(repr(value).replace(".", ",")) == value
    grouped = f"{value:,.3f}"
    assert ENGLISH.number(grouped) == float(f"{value:.3f}")
    turned = grouped.translate(str.maketrans(",.", ".,"))
    assert CONTINENTAL.number(turned) == float(f"{value:.3f}")


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    for task in ("classification", "regression"):
        try:
            table = read_columns(text)
            own = read_points(table, first_choice(table, task), task, skip=True).own
        except ValueError:
            continue
        assert all(math.isfinite(value) for row in own.on_plane() for value in row)


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=200), st.integers(1, 50))
def test_a_sample_keeps_the_shares_of_classes(classes: list[str], most: int) -> None:
    chosen = sample(classes, most)
    assert len(chosen) == min(most, len(classes)) == len(set(chosen))
    for one in set(classes):
        share = classes.count(one) * len(chosen) / len(classes)
        assert abs(sum(classes[place] == one for place in chosen) - share) < 1


PLACE = st.floats(-6, 6).map(lambda value: round(value, 2) + 0.0)


@given(st.lists(st.tuples(PLACE, PLACE, st.sampled_from([0.0, 1.0])), min_size=1, max_size=9))
def test_a_link_that_is_cut_anywhere_loses_no_point_in_silence(
    rows: list[tuple[float, float, float]],
) -> None:
    text = write_points(Own(tuple(rows)))
    assume(text.startswith("p"))
    for end in range(text.index("_") + 1, len(text)):
        own = parse_points(text[:end])
        whole = len(rows) - own.missing
        assert (own.missing > 0) is (end < len(text) - 1), "the end mark alone is no loss"
        assert (complaint(own) != "") is (own.missing > 0)
        assert whole == 0 or own.rows == tuple(rows[:whole])


@given(st.text(max_size=60))
def test_no_text_in_a_link_breaks_the_points(text: str) -> None:
    own = parse_points(text)
    assert own.rows
    assert all(max(abs(x1), abs(x2), abs(t)) <= 6.001 for x1, x2, t in own.on_plane())
    assert own.units == Units() or own.units.is_table
