"""Numbers that need not be stored: a recipe and the tests that read its file make the same ones."""

import math


def made_numbers(shape: tuple[int, ...], start: int) -> list[float]:
    """Return numbers for an array of this shape, in rows: multiples of 1/64, from -0.78 to 0.78.

    They are exact in binary, so PyTorch and the engine begin with the same bits. Up to 101 of them
    are all different, which keeps the largest number of a window from having an equal. `start`
    makes other arrays.
    """
    return [((start + i) * 37 % 101 - 50) / 64 for i in range(math.prod(shape))]
