"""Handwritten digits, 8 x 8 pixels: 1,797 pictures by 13 people, for whoever reads digits.

The pictures lie in a file of their own. It is installed with the package, where `load_digits` reads
it; the course's site has it as `data/digits.bin`, and a page passes its bytes to `read_digits`.
"""

from zlib import crc32

import numpy as np

from pycore import checks
from pycore.datasets.dataset import CLASSIFICATION, Dataset

SOURCE = (
    "Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak, "
    "UCI Machine Learning Repository, 1998, doi 10.24432/C50P49, CC BY 4.0"
)
"""Where the pictures come from, and their licence: this line stands wherever they are shown."""

DIGITS = 1797
"""Pictures: all of the source's second file, the one that it tests with."""

SIDE = 8
"""Pixels of a picture along each side."""

BLACK = 16
"""The darkest grey: a pixel counts how many of 4 x 4 dots had ink."""

CLASSES = tuple("0123456789")
"""The names of the classes."""

WRITERS = 1287
"""Pictures before those that `other_writers` keeps for the test."""

_SIZE = DIGITS * SIDE * SIDE + DIGITS
_SUM = 0xB89DAEA8  # of the file that the recipe in tests/reference makes


def read_digits(data: bytes) -> Dataset:
    """Return the digits from the bytes of their file: pictures (1797, 1, 8, 8), 0 white to 1 black.

    The file holds a byte per pixel, picture after picture and row after row, and then a byte per
    picture: its digit.

    Raises:
        ValueError: other bytes, too few or damaged ones, or no bytes.

    >>> read_digits(b"<!doctype html>")
    Traceback (most recent call last):
    ValueError: data must be the 116,805 bytes of digits.bin, not 15 bytes
    """
    rule = f"the {_SIZE:,} bytes of digits.bin"
    checks.instance("data", data, (bytes, bytearray, memoryview), rule)
    if len(data) != _SIZE:
        raise ValueError(f"data must be {rule}, not {len(data):,} bytes")
    if crc32(data) != _SUM:
        raise ValueError(f"data must be {rule} as they are installed; these are damaged")
    values = np.frombuffer(data, np.uint8).astype(np.float64)
    pixels, digits = values[:-DIGITS], values[-DIGITS:]
    x = pixels.reshape(DIGITS, 1, SIDE, SIDE) / BLACK
    return Dataset("digits", x, digits[:, None], (), CLASSIFICATION, CLASSES)


def load_digits() -> Dataset:
    """Return the digits from the file that is installed with the package.

    Raises:
        FileNotFoundError: the file is not there, as in the page, which calls `read_digits`.

    >>> load_digits()
    digits: 1797 samples of shape (1, 8, 8), classification: 10 classes
    """
    from importlib import resources  # here, since no page uses it: the boot is lighter

    return read_digits((resources.files("pycore.datasets") / "data" / "digits.bin").read_bytes())


def other_writers(digits: Dataset) -> tuple[Dataset, Dataset]:
    """Return the first 1,287 digits to train with and the last 510, by other people, to test with.

    After a shuffle each person's digits would be in both sets, and a network would seem to read
    better than it does for somebody new. The file names no writers, but the order of its digits
    repeats with each of them, and the 1,287th picture ends such a round.

    Raises:
        ValueError: another set than all the digits.

    >>> [len(part) for part in other_writers(load_digits())]
    [1287, 510]
    """
    checks.instance("digits", digits, Dataset, "the data set of read_digits")
    if digits.x.shape != (DIGITS, 1, SIDE, SIDE):
        raise ValueError(f"digits must be all {DIGITS:,}, in the order of their file, not {digits}")
    rows = np.arange(DIGITS)
    return digits.take(rows[:WRITERS]), digits.take(rows[WRITERS:])


def half_cell_copies(pictures: Dataset) -> Dataset:
    """Return pictures as they are, then half a cell to the left, then half a cell to the right.

    A picture half a cell away is the mean of itself and itself one cell away. Whoever draws into a
    box does not meet its middle as exactly as the set does, so a network that has seen such copies
    reads more drawings.

    Raises:
        ValueError: no pictures (n, channels, h, w).

    >>> zero = load_digits().take([0])
    >>> (16 * half_cell_copies(zero).x[:, 0, 0]).tolist()  # its upper row
    [[0.0, 0.0, 5.0, 13.0, 9.0, 1.0, 0.0, 0.0],
     [0.0, 2.5, 9.0, 11.0, 5.0, 0.5, 0.0, 0.0],
     [0.0, 0.0, 2.5, 9.0, 11.0, 5.0, 0.5, 0.0]]
    """
    checks.instance("pictures", pictures, Dataset, "a data set of pictures")
    x = pictures.x
    if x.ndim != 4:
        raise ValueError(f"pictures must have shape (n, channels, h, w), not {x.shape}")
    around = np.pad(x, [(0, 0), (0, 0), (0, 0), (1, 1)])
    left, right = (x + around[..., 2:]) / 2, (x + around[..., :-2]) / 2
    every, t = np.concatenate([x, left, right]), np.tile(pictures.t, (3, 1))
    return Dataset(pictures.name, every, t, (), pictures.task, pictures.classes)
