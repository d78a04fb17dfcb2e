"""The digits: all there, as their source describes them; other writers apart; shifted copies."""

from typing import Any

import numpy as np
import pytest

from pycore.datasets import make
from pycore.datasets.digits import (
    BLACK,
    DIGITS,
    WRITERS,
    half_cell_copies,
    load_digits,
    other_writers,
    read_digits,
)

# Class distribution of optdigits.tes, from optdigits.names beside it.
PER_CLASS = [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]


def file() -> bytes:
    """The bytes of the file, made anew from what was read."""
    digits = load_digits()
    greys = (digits.x.ravel() * BLACK).astype(np.uint8)
    return greys.tobytes() + digits.t.astype(np.uint8).tobytes()


def test_the_digits_are_those_of_their_source() -> None:
    digits = load_digits()
    assert digits.x.shape == (1797, 1, 8, 8)
    assert list(digits.counts().values()) == PER_CLASS
    assert list(digits.counts()) == list("0123456789")


def test_greys_go_from_white_to_black_in_sixteenths() -> None:
    x = load_digits().x
    assert (x.min(), x.max()) == (0.0, 1.0)
    np.testing.assert_array_equal(np.unique(x), np.arange(17) / 16)


def test_the_first_picture_is_the_zero_that_many_books_show() -> None:
    # The first line of digits.csv.
    first = [[0, 0, 5, 13, 9, 1, 0, 0], [0, 0, 13, 15, 10, 15, 5, 0]]
    assert (load_digits().x[0, 0, :2] * BLACK).tolist() == first
    assert load_digits().t[0, 0] == 0


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_any_kind_of_bytes_can_be_read(kind: type) -> None:
    assert read_digits(kind(file())).x.tobytes() == load_digits().x.tobytes()


@pytest.mark.parametrize("place", [0, 60_000, DIGITS * 64 + 5])
def test_one_changed_bit_anywhere_is_noticed(place: int) -> None:
    data = bytearray(file())
    data[place] ^= 1
    with pytest.raises(ValueError, match="as they are installed; these are damaged"):
        read_digits(bytes(data))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "data must be the 116,805 bytes of digits.bin, not 0 bytes"),
        (b"x" * 116_804, "data must be the 116,805 bytes of digits.bin, not 116,804 bytes"),
        ("text", "data must be the 116,805 bytes of digits.bin; not 'text'"),
        (None, "data must be the 116,805 bytes of digits.bin; not None"),
    ],
)
def test_other_data_meet_a_sentence(data: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        read_digits(data)


def test_a_border_between_writers_is_where_the_order_of_digits_begins_anew() -> None:
    labels = load_digits().t[:, 0]
    beginning = labels[:60]
    agreement = [np.mean(labels[i : i + 60] == beginning) for i in range(1, DIGITS - 60)]
    borders = 1 + np.flatnonzero(np.array(agreement) > 0.7)
    assert WRITERS in borders
    assert len(borders) < 20


def test_no_digit_of_other_writers_is_trained_on() -> None:
    digits = load_digits()
    train, test = other_writers(digits)
    assert (len(train), len(test)) == (1287, 510)
    assert train.x.tobytes() + test.x.tobytes() == digits.x.tobytes()
    assert min(test.counts().values()) > 40


def test_only_all_digits_can_be_parted_by_writers() -> None:
    with pytest.raises(ValueError, match="digits must be all 1,797, in the order of their file"):
        other_writers(load_digits().take([1, 2]))
    wrong: Any = [1]
    with pytest.raises(ValueError, match="digits must be the data set of read_digits"):
        other_writers(wrong)


def test_half_a_cell_away_each_pixel_is_the_mean_of_two_neighbours() -> None:
    digits = load_digits().take([3, 4])
    x = np.pad(digits.x, [(0, 0), (0, 0), (0, 0), (2, 2)])
    as_it_is, left, right = half_cell_copies(digits).x.reshape(3, 2, 1, 8, 8)
    np.testing.assert_array_equal(as_it_is, digits.x)
    np.testing.assert_array_equal(left, (x[..., 2:-2] + x[..., 3:-1]) / 2)
    np.testing.assert_array_equal(right, (x[..., 2:-2] + x[..., 1:-3]) / 2)


def test_copies_keep_their_digits() -> None:
    digits = load_digits().take([3, 4, 5])
    copies = half_cell_copies(digits)
    assert copies.t[:, 0].tolist() == digits.t[:, 0].tolist() * 3
    assert copies.classes == digits.classes


def test_copies_are_made_of_pictures_alone() -> None:
    with pytest.raises(ValueError, match=r"pictures must have shape .*, not \(8, 2\)"):
        half_cell_copies(make("eight"))
