"""Tables as spreadsheets, programs and people write them: each small, each a likely fault.

One table of cases after another: Longer than other files: since nothing else is in it.
"""

from __future__ import annotations

import pytest

from widgets.playground.data.points import MOST_POINTS, Row
from widgets.playground.table.choice import Choice, first_choice
from widgets.playground.table.columns import read_columns
from widgets.playground.table.reading import Reading, UnreadableLinesError, read_points

CLASSES, HEIGHTS = "classification", "regression"
TWO = ((1.0, 2.0, 1.0), (3.0, 4.0, 0.0))
"""Two points, one of class a, which is blue, and one of b."""


def read(text: str, task: str = CLASSES, *, skip: bool = False) -> Reading:
    table = read_columns(text)
    return read_points(table, first_choice(table, task), task, skip=skip)


def rows_of(text: str, task: str = CLASSES) -> tuple[Row, ...]:
    return read(text, task).own.rows


@pytest.mark.parametrize(
    "text",
    [
        "1,2,a\n3,4,b",
        "1;2;a\n3;4;b\n",
        "1\t2\ta\n3\t4\tb",
        "1|2|a\n3|4|b",
        "1 2 a\n3 4 b",
        "  1   2  a \n 3 4   b",
        "1 \t2 a\n3 4\tb",
        "1, 2, a\n3, 4, b",
        "1 ; 2 ; a\n3 ; 4 ; b",
        "\ufeff1,2,a\n3,4,b\n",
        "1,2,a\r\n3,4,b\r\n",
        "1,2,a\r3,4,b\r",
        "sep=;\nx1;x2;c\n1;2;a\n3;4;b\n",
        "sep=|\n1|2|a\n3|4|b\n",
        '"sep=,"\n1,2,a\n3,4,b\n',
        "1;2;a\n3;4;b\n;;\n",
        "1,2,a,\n3,4,b,\n",
        ",,,\n\n1,2,a,,\n\n3,4,b,,\n,,,,\n",
        "# measured in May\nx,y,kind\n# morning\n1,2,a\n3,4,b\n",
        "#,x,y,kind\n1,1,2,a\n2,3,4,b\n",
        '"1","2","a"\n"3","4","b"',
        "x;y;kind\n1,0;2,0;a\n3,0;4,0;b",
        '"1,0","2,0","a"\n"3,0","4,0","b"\n',
        "1,0 2,0 a\n3,0 4,0 b",
        "1,0\t2,0\ta\n3,0\t4,0\tb",
        "1e0,2E0,a\n+3,4.,b",
        "1,2, a \n3,4,b",
        'x,y,"kind, of two"\n1,2,a\n3,4,b',
        'x,y,"a ""kind"""\n1,2,a\n3,4,b',
        'x,y,kind\n1,2,"a"\n3,4,"b"',
        "height (cm),weight [kg],kind\n1,2,a\n3,4,b",
        "id,x1,x2,class\n1,1,2,a\n2,3,4,b\n",
        "name,x1,x2,class\nAnn,1,2,a\nBob,3,4,b\nCai,1,2,a\n",
        "a,1,2\nb,3,4\n",
        "x,kind,y\n1,a,2\n3,b,4\n",
        "1,2,A\n3,4,B",
        "1,2,a\n3,4,\N{NO-BREAK SPACE}b",
    ],
)
def test_many_ways_of_writing_two_points_are_the_same_two_points(text: str) -> None:
    assert rows_of(text)[:2] == TWO


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("\N{MINUS SIGN}1.5,\N{EN DASH}2,a\n0,0,b", (-1.5, -2.0, 1.0)),
        ("1.234,5;2;a\n0;0;b", (1234.5, 2.0, 1.0)),
        ('"1,234.5",2,a\n0,0,b', (1234.5, 2.0, 1.0)),
        ('"1,234",2,a\n0,0,b', (1234.0, 2.0, 1.0)),
        ("1,234;2;a\n0;0;b", (1.234, 2.0, 1.0)),
        ('"1,234,567",2,a\n0,0,b', (1234567.0, 2.0, 1.0)),
        ("1.234.567;2;a\n0;0;b", (1234567.0, 2.0, 1.0)),
        ("1 234,5;2;a\n0;0;b", (1234.5, 2.0, 1.0)),
        ("1'234.5,2,a\n0,0,b", (1234.5, 2.0, 1.0)),
        ("1\N{NARROW NO-BREAK SPACE}234;2;a\n0;0;b", (1234.0, 2.0, 1.0)),
        ("0,125;2;a\n0;0;b", (0.125, 2.0, 1.0)),
        ("0.1234567890123456,2,a\n0,0,b", (0.1234567890123456, 2.0, 1.0)),
        ("1e-9,2e20,a\n0,0,b", (1e-9, 2e20, 1.0)),
        (".5,5.,a\n0,0,b", (0.5, 5.0, 1.0)),
    ],
)
def test_a_number_is_read_as_its_table_writes_numbers(text: str, row: Row) -> None:
    assert rows_of(text)[0] == row


def test_a_number_that_can_be_two_is_told() -> None:
    assert "The comma in 1,234 was read as a decimal mark." in read("1,234;2;a\n0;0;b").words
    thousand = read('"1,234",2,a\n0,0,b').words
    assert "The comma in 1,234 was read as a mark for thousands." in thousand
    assert "comma" not in read("1,5;2;a\n0;0;b").words


@pytest.mark.parametrize(
    ("text", "task", "words"),
    [
        ("", CLASSES, "There is no line with three values"),
        ("\n# nothing\n,,\n", CLASSES, "There is no line with three values"),
        ("a,b,c", CLASSES, "Line 1 has names, and no line with numbers follows"),
        ("1,2\n3,4", CLASSES, "There are 2 columns, and three are needed"),
        ("1\n2", CLASSES, "There is 1 column, and three are needed"),
        ("a,b,c\nd,e,f", CLASSES, "no other column has any"),
        ("x,y,z\n1,e,f\n2,g,h", CLASSES, "only x has numbers here"),
        ("1,2,a\n1,2,b\n1,2,c", CLASSES, r"There are 3 classes in column 3 \(a, b, c\); the"),
        ("h,w,build\n1,2,tall\n3,4,low", HEIGHTS, "only h and w have numbers here"),
        ('1,2,a\n3,4,"b\n5,6,a', CLASSES, "Line 2 opens a quotation mark that is never closed"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_in_words(text: str, task: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read(text, task)


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("1,,a\n2,3,a\n3,4,b", "Line 1 cannot be read: column 2 is blank", 2),
        ("x,y,k\n1,2,a\n3,4,\n5,6,b", "Line 3 cannot be read: k is blank", 2),
        ("1,2,0\n1,inf,0", "Line 2 cannot be read: column 2 is “inf”, which is no number", 1),
        ("# r\n1,2,a\n\n3,4,b,5\n6,7,a", "Line 4 cannot be read: it has 4 cells, and 3 are", 2),
        ("1,2,a\n3,4\n5,6\n7,8,b\n9,9,a\n0,,a", "Lines 3 and 6 cannot be read either", 3),
        ('1,2,"a\nb"\nx,4,b\n5,6,b', "Line 3 cannot be read: column 1 is “x”", 2),
    ],
)
def test_a_line_that_cannot_be_read_is_named_as_the_file_counts(
    text: str, words: str, left: int
) -> None:
    with pytest.raises(UnreadableLinesError) as refused:
        read(text)
    assert words in str(refused.value)
    assert refused.value.left == left
    assert len(read(text, skip=True).own.rows) == left


def test_lines_that_are_left_out_are_counted_and_named() -> None:
    told = read("1,2,a\n3,,b\n4,5,b\n,6,a", skip=True).words
    assert "2 points read." in told
    assert "2 lines left out: lines 2 and 4." in told


def test_names_are_names_only_where_no_cell_is_a_number() -> None:
    assert read("x,y,kind\n1,2,a\n3,4,b").own.units.inputs[0].name == "x"
    with pytest.raises(UnreadableLinesError, match="Line 1 cannot be read: column 1 is “x”"):
        read("x,2,kind\n1,2,a\n3,4,kind\n5,6,a")


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("0,1.5,2.5\n1,3.5,4.5\n0,1.0,2.0\n1,4.0,4.0", Choice(1, 2, 0)),
        ("0,0,0\n0,1,1\n1,0,1\n1,1,0", Choice(0, 1, 2)),
        ("id,x1,x2,class\n1,1,2,a\n2,3,4,b\n3,2,2,a", Choice(1, 2, 3)),
        ("class,id,x1,x2\na,7,1,2\nb,9,3,4\na,4,2,2", Choice(2, 3, 0)),
        ("x,unit,y,kind\n1,cm,2,a\n3,cm,4,b\n5,cm,2,a", Choice(0, 2, 3)),
        ("k,x,y,z\n7,1,2,a\n7,3,4,b\n7,5,5,a", Choice(1, 2, 3)),
        ("1,2,a", Choice(0, 1, 2)),
        ("1,2,a\n3,4,a\n5,6,a", Choice(0, 1, 2)),
        ("sex,height,weight,note\nf,1,2,q\nm,3,4,w\nf,5,6,e", Choice(1, 2, 0)),
    ],
)
def test_the_first_choice_of_columns_makes_sense(text: str, choice: Choice) -> None:
    assert first_choice(read_columns(text), CLASSES) == choice


def test_a_choice_that_is_not_plain_to_see_is_told() -> None:
    told = read("0,1.5,2.5\n1,3.5,4.5\n0,1.0,2.0\n1,4.0,4.0").words
    assert "Taken as x₁: column 2, as x₂: column 3, as class: column 1." in told
    assert "Taken as" not in read("1,2,a\n3,4,b").words


@pytest.mark.parametrize(
    ("first", "second", "blue"),
    [
        ("blue", "orange", "blue"),
        ("Orange", "Blue", "Blue"),
        ("A", "B", "A"),
        ("1", "0", "1"),
        ("1", "-1", "1"),
        ("\N{MINUS SIGN}1", "1", "1"),
        ("10", "9", "10"),
        ("red", "orange", "red"),
        ("cat", "dog", "dog"),
        ("pass", "fail", "pass"),
        ("Pass", "fail", "Pass"),
        ("pass", "Fail", "pass"),
        ("FAIL", "pass", "pass"),
        ("Positive", "negative", "Positive"),
    ],
)
def test_which_class_is_blue_depends_on_names_alone(first: str, second: str, blue: str) -> None:
    for one, two in ((first, second), (second, first)):
        reading = read(f"1 2 {one}\n-1 -1 {two}")
        assert [row[2] for row in reading.own.rows] == [float(one == blue), float(two == blue)]
        assert f"Blue circles are the class {blue}." in reading.words


def test_case_makes_no_class_and_that_is_told() -> None:
    reading = read("1,2,Yes\n2,1,yes\n3,4,No")
    assert [row[2] for row in reading.own.rows] == [1.0, 1.0, 0.0]
    assert "“Yes” and “yes” count as one class." in reading.words
    assert rows_of("1,2,1\n2,1,1.0\n3,4,0")[1][2] == 1.0
    assert rows_of("1,2,Straße\n2,1,STRASSE\n3,4,other")[0][2] == 1.0


@pytest.mark.parametrize(("name", "target"), [("0", 0.0), ("orange", 0.0), ("blue", 1.0)])
def test_a_single_class_has_the_colour_of_its_name(name: str, target: float) -> None:
    reading = read(f"1 2 {name}\n-1 -1 {name}")
    assert [row[2] for row in reading.own.rows] == [target, target]
    assert "no other class" in reading.words or "one class" in reading.words


def test_one_point_is_one_point() -> None:
    reading = read("1,2,a")
    assert reading.words.startswith("1 point read.")
    assert reading.own.on_plane() == [(0.0, 0.0, 1.0)]


def test_a_tiny_range_fills_the_plane_at_full_precision() -> None:
    own = read("0.001,0.002,a\n0.002,0.001,a\n0.003,0.004,b\n0.004,0.003,b").own
    assert own.rows[2] == (0.003, 0.004, 0.0)
    assert [round(x1, 12) for x1, _, _ in own.on_plane()] == pytest.approx([-5, -5 / 3, 5 / 3, 5])
    assert own.units.sentence().startswith("x₁ goes from 0.001 to 0.004, and")
    assert own.units.place((-5.0, 5.0)) == "x₁ = 0.001, x₂ = 0.004"


def test_heights_are_fitted_however_small_they_are() -> None:
    own = read("1,1,0.01\n2,2,0.02\n3,3,0.03", HEIGHTS).own
    assert [round(t, 12) for _, _, t in own.on_plane()] == [-1.0, 0.0, 1.0]
    assert own.units.answer(0.5) == "height = 0.025"


def test_a_constant_column_is_told_in_true_words() -> None:
    own = read("age,size,kind\n7,1,a\n7,2,b").own
    assert [x1 for x1, _, _ in own.on_plane()] == [0.0, 0.0]
    told = own.units.sentence()
    assert "x₁ is age, 7 for every point" in told
    assert "The network gets x₂ scaled to −5 … 5, and x₁ as 0." in told
    flat = read("1,1,4\n2,3,4", HEIGHTS).own
    assert [t for _, _, t in flat.on_plane()] == [0.0, 0.0]
    assert "Its answer is height, 4 for every point, which it learns as 0." in flat.units.sentence()


def test_an_outlier_keeps_its_place_and_all_others_theirs() -> None:
    own = read("1,1,a\n2,2,b\n100000,3,a").own
    assert own.on_plane()[2][0] == 5.0
    assert own.rows[0][0] == 1.0
    assert own.on_plane()[0][0] < own.on_plane()[1][0]


def test_points_that_coincide_are_counted_and_told() -> None:
    told = read("1,1,a\n1,1,a\n2,2,b\n1,1,b").words
    assert "2 points lie exactly on another one." in told
    assert "3 share their place with a point of the other class." in told
    assert "1 point lies exactly on another one." in read("1,1,a\n1,1,a\n2,2,b").words


def test_two_thousand_rows_are_all_used_and_of_more_a_fair_sample() -> None:
    lines = [f"{i},{i * 7 % 1000},{'a' if i % 4 else 'b'}" for i in range(5000)]
    assert len(rows_of("\n".join(lines[:2000]))) == 2000
    reading = read("\n".join(lines))
    assert len(reading.own.rows) == MOST_POINTS
    assert sum(1 - row[2] for row in reading.own.rows) == 500
    assert reading.words.startswith("5,000 rows read, of which 2,000 are used: a random sample")
    assert reading == read("\n".join(lines)), "always the same sample"
    with pytest.raises(UnreadableLinesError, match="Line 4001 cannot be read"):
        read("\n".join([*lines[:4000], "x,1,a", *lines[4000:]]))


def test_a_column_takes_the_role_of_another_which_takes_its_place() -> None:
    table = read_columns("p,q,r,k\n1,2,3,a\n4,5,6,b")
    choice = first_choice(table, CLASSES).with_role("x1", 2)
    assert choice == Choice(2, 1, 3)
    assert choice.with_role("x2", 2) == Choice(1, 2, 3)
    assert read_points(table, choice, CLASSES).own.rows[0] == (3.0, 2.0, 1.0)
