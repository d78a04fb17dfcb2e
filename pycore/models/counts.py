"""A language model that only counts: which letter came how often after the last few.

Where few words tell, the counts after fewer letters are mixed in, after Witten and Bell, "The
zero-frequency problem" (1991), in the form of Chen and Goodman, "An empirical study of smoothing
techniques for language modeling" (1999), section 2.5, with one strength for all.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pycore import checks
from pycore.datasets.words import LETTERS, checked_prefix, checked_words
from pycore.numerics import Array

STRENGTHS = (0.1, 0.3, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0)
"""Strengths that `best_counts` tries."""

LONGEST_CONTEXT = 8
"""Letters looked at, at most, with the one to guess: longer ones are found in one word alone."""

_STOP = LETTERS[0]


@dataclass(frozen=True, eq=False)
class Counts:
    """How often each letter came after which letters before it.

    Attributes:
        tables: For contexts of 0, 1, 2 ... letters, from the context to the counts (27,) of what
            came next. Before a word stand stops.
        strength: How many guesses of the shorter context count as much as one letter seen.
    """

    tables: tuple[dict[str, Array], ...]
    strength: float = 1.0

    @property
    def n(self) -> int:
        """Letters that it looks at, the one to guess included: 2 is a bigram, 3 a trigram."""
        return len(self.tables)

    def next_letter(self, prefix: str = "") -> Array:
        """Return the chance of the stop and of each letter, a to z, to come after a prefix: (27,).

        Raises:
            ValueError: a prefix that is not up to 15 letters from a to z.

        >>> count(["ox", "or"], n=2).next_letter("o")[LETTERS.index("x")].round(3)
        np.float64(0.383)
        """
        chances = np.full(len(LETTERS), 1.0 / len(LETTERS))
        context = _STOP * (self.n - 1) + checked_prefix(prefix)
        for order, table in enumerate(self.tables):
            counts = table.get(context[len(context) - order :])
            if counts is not None:
                chances = (counts + self.strength * chances) / (counts.sum() + self.strength)
        return chances

    def loss(self, words: Sequence[str]) -> float:
        """Return the mean of -ln of the chance of each letter and of the ends, in nats.

        Raises:
            ValueError: no words, or words that `encode` cannot write.

        >>> round(count(["ox"], n=2).loss(["ox"]), 2)
        0.46
        """
        chances = [
            self.next_letter(word[:place])[LETTERS.index(letter)]
            for word in checked_words("words", words)
            for place, letter in enumerate(word + _STOP)
        ]
        return float(-np.log(chances).mean())


def count(words: Sequence[str], n: int, strength: float = 1.0) -> Counts:
    """Return the counts of n letters in a row, and of fewer, in a list of words.

    Raises:
        ValueError: words that `encode` cannot write, an n that is not from 1 to 8, a strength that
            is not above 0.

    >>> count(["ox", "or"], n=2).tables[1]["o"][LETTERS.index("x")]
    np.float64(1.0)
    """
    n = checks.integer("n", n, at_least=1, at_most=LONGEST_CONTEXT)
    strength = checks.number("strength", strength, above=0)
    tables: tuple[dict[str, Array], ...] = tuple({} for _ in range(n))
    for word in checked_words("words", words):
        text = _STOP * (n - 1) + word + _STOP
        for place in range(n - 1, len(text)):
            for order, table in enumerate(tables):
                row = table.setdefault(text[place - order : place], np.zeros(len(LETTERS)))
                row[LETTERS.index(text[place])] += 1.0
    return Counts(tables, strength)


def best_counts(words: Sequence[str], held_out: Sequence[str], n: int) -> Counts:
    """Return the counts of words with the strength that guesses words held out best.

    To be chosen on the words that judge is in their favour, a little; so a network that beats them
    has really beaten them.

    Raises:
        ValueError: as `count`.

    >>> best_counts(["ox", "fox", "box"], ["pox"], n=2).strength
    4.0
    """
    counts = count(words, n)
    tried = [replace(counts, strength=strength) for strength in STRENGTHS]
    return min(tried, key=lambda one: one.loss(held_out))
