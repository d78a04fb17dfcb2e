"""Words, letter by letter: the numbers that a language model reads."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.numerics import Array

LETTERS = ".abcdefghijklmnopqrstuvwxyz"
"""The letters, at their numbers; the stop, number 0, stands before and behind every word."""

LONGEST = 15
"""Letters of the longest word: with the stop before it, it fills the 16 places of a row."""

STEPS = LONGEST + 1
"""Places of a row: before each letter of the longest word, and before the stop behind it."""

_NUMBERS = {letter: number for number, letter in enumerate(LETTERS)}
WORD = re.compile(rf"[a-z]{{1,{LONGEST}}}")
"""A word that can be written with these numbers."""


def encode(words: Sequence[str]) -> tuple[Array, Array]:
    """Return words as rows of tokens x (n, 16) and what is asked after each, t (n, 16).

    x begins with the stop and goes on with the letters; t has the letters, then the stop, and -1 in
    the places behind it, where nothing is asked. Both hold whole numbers, as floats.

    Raises:
        ValueError: no words, or one that is empty, too long, or has other signs than a to z.

    >>> x, t = encode(["ox"])
    >>> x[0, :4].tolist(), t[0, :4].tolist()
    ([0.0, 15.0, 24.0, 0.0], [15.0, 24.0, 0.0, -1.0])
    """
    checked = checked_words("words", words)
    x, t = np.zeros((len(checked), STEPS)), np.full((len(checked), STEPS), -1.0)
    for row, word in enumerate(checked):
        numbers = [_NUMBERS[letter] for letter in word]
        x[row, 1 : len(word) + 1] = numbers
        t[row, : len(word) + 1] = [*numbers, 0]
    return x, t


def decode(tokens: npt.ArrayLike) -> list[str]:
    """Return the words in rows of tokens (n, steps), as in x of `encode`: each up to a stop.

    Raises:
        ValueError: no rows, or tokens that are not whole numbers from 0 to 26.

    >>> decode(encode(["ox", "antelope"])[0])
    ['ox', 'antelope']
    """
    numbers = checks.array("tokens", tokens, shape=("n", "steps"))
    if not np.isin(numbers, range(len(LETTERS))).all():
        raise ValueError(f"tokens must be whole numbers from 0 to {len(LETTERS) - 1}")
    rows = ["".join(LETTERS[int(number)] for number in row[1:]) for row in numbers]
    return [row.partition(LETTERS[0])[0] for row in rows]


def checked_words(name: str, words: object) -> list[str]:
    """Return a list of words as it is, if `encode` can write every one of them.

    Raises:
        ValueError: it is no list, is empty, or a word is empty, too long or of other signs.

    >>> checked_words("words", ["ox", "Ox"])
    Traceback (most recent call last):
    ValueError: words must hold words of 1 to 15 letters from a to z, not 'Ox'
    """
    rule = f"words of 1 to {LONGEST} letters from a to z"
    given = checks.entries(name, words, f"a list of {rule}")
    for word in given:
        if not (isinstance(word, str) and WORD.fullmatch(word)):
            raise ValueError(f"{name} must hold {rule}, not {checks.shown(word)}")
    if not given:
        raise ValueError(f"{name} must hold at least one word, not an empty list")
    return [str(word) for word in given]


def checked_prefix(prefix: object) -> str:
    """Return the beginning of a word as it is: nothing, or up to 15 letters.

    Raises:
        ValueError: it is no text, is too long, or has other signs.

    >>> checked_prefix("tyr")
    'tyr'
    """
    if isinstance(prefix, str) and (prefix == "" or WORD.fullmatch(prefix)):
        return prefix
    rule = f"at most {LONGEST} letters from a to z"
    raise ValueError(f"prefix must be {rule}, not {checks.shown(prefix)}")


def split_words(
    words: Sequence[str], seed: int | np.random.Generator, held: float = 0.1
) -> tuple[list[str], list[str]]:
    """Return words in random order in two lists: those to learn from, and those held out.

    `held` is the share held out, rounded down, but one word at least.

    Raises:
        ValueError: not even two words, words that `encode` cannot write, a share that is not
            between 0 and 1, a seed below 0.

    >>> [len(part) for part in split_words(list("abcdefghijklmnopqrstuvwxyz"), seed=0)]
    [24, 2]
    """
    checked = checked_words("words", words)
    if len(checked) < 2:
        raise ValueError(f"words must hold at least two words to be split, not {len(checked)}")
    order = checks.generator(seed).permutation(len(checked))
    count = max(1, int(len(checked) * checks.number("held", held, above=0, below=1)))
    mixed = [checked[number] for number in order]
    return mixed[count:], mixed[:count]
