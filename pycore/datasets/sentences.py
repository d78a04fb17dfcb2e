"""Sentences of eight words in which a pronoun means one of three nouns.

"Zoe saw Max with the ball and she left": whom does "she" mean? A person, another of the other sex,
and a thing, each named once, so that the pronoun tells which of them is meant. Words are numbered
as they stand in `WORDS`; the article is left out. The task is in the spirit of Winograd schemas
(Levesque, Davis and Morgenstern, "The Winograd schema challenge", 2012), and far easier.
"""

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.datasets.sequences import checked_draw
from pycore.numerics import Array

FEMALE, MALE = ("Anna", "Mia", "Zoe", "Lea"), ("Tom", "Ben", "Max", "Leo")
THINGS = ("ball", "dog", "car", "book")
NOUNS = (*FEMALE, *MALE, *THINGS)
"""What a pronoun may mean; the place in this list is the number of the class."""

MEETINGS, NEARNESS, LINKS = ("saw", "met"), ("with", "near"), ("and", "while")
VERBS = ("smiled", "fell", "left", "slept")
PRONOUNS = ("she", "he", "it")
"""One for each kind of noun, in the order of `NOUNS`."""

WORDS = (*NOUNS, *MEETINGS, *NEARNESS, *LINKS, *VERBS, *PRONOUNS)
"""All 25 words; the place in this list is a word's number."""

ORDER = (FEMALE + MALE, MEETINGS, FEMALE + MALE, NEARNESS, THINGS, LINKS, PRONOUNS, VERBS)
"""The words that may stand in each of the eight places, for readers who build a sentence."""

PLACE = 6
"""Where the pronoun stands, counted from 0."""

ARTICLE = "the"
"""Stands before a thing in a sentence that is read, and has no number."""

_NUMBERS = {word.lower(): number for number, word in enumerate(WORDS)}
_MOST_WORDS = 1000


def pronoun_sentences(
    n: int, rng: np.random.Generator, held_out: bool = False
) -> tuple[Array, Array]:
    """Draw sentences x (n, 8), words as numbers; t (n, 8) is the noun meant, at the pronoun only.

    A female and a male name of the same number (Anna and Tom, Mia and Ben, ...) never meet, unless
    `held_out` is true: then they always do. Who learns from the former and is right on the latter
    has learnt what links a pronoun to its noun, and not which names go together.

    Raises:
        ValueError: n or the generator is out of range or something else.

    >>> x, t = pronoun_sentences(1, np.random.default_rng(1), held_out=True)
    >>> text(x[0]), NOUNS[int(t[0, PLACE])]
    ('Ben saw Mia with the car while it slept', 'car')
    """
    n, rng = checked_draw(n, rng)
    held_out = checks.truth("held_out", held_out)
    she, thing = rng.integers(0, 4, n), rng.integers(0, 4, n)
    he = she if held_out else (she + rng.integers(1, 4, n)) % 4
    nouns = np.column_stack([she, 4 + he, 8 + thing])  # (n, 3)
    pronoun = rng.integers(0, 3, n)
    first = rng.integers(0, 2, n)  # which person comes first
    columns = [
        nouns[np.arange(n), first],
        _any_of(MEETINGS, n, rng),
        nouns[np.arange(n), 1 - first],
        _any_of(NEARNESS, n, rng),
        nouns[:, 2],
        _any_of(LINKS, n, rng),
        WORDS.index(PRONOUNS[0]) + pronoun,
        _any_of(VERBS, n, rng),
    ]
    t = np.full((n, len(columns)), -1.0)
    t[:, PLACE] = nouns[np.arange(n), pronoun]
    return np.column_stack(columns).astype(np.float64), t


def _any_of(words: tuple[str, ...], n: int, rng: np.random.Generator) -> npt.NDArray[np.int64]:
    """Draw n of these words, as numbers (n,)."""
    return WORDS.index(words[0]) + rng.integers(0, len(words), n)


def numbers(sentence: str) -> Array:
    """Return the words of a sentence as numbers, one sample x (1, words).

    Capitals and articles do not matter.

    Raises:
        ValueError: no text, no word or too many, or a word that is not in `WORDS`.

    >>> numbers("Zoe saw Max with the ball and she left").tolist()
    [[2.0, 12.0, 6.0, 14.0, 8.0, 16.0, 22.0, 20.0]]
    >>> numbers("Zoe likes Max")
    Traceback (most recent call last):
    ValueError: sentence must be made of Anna, Mia, ..., it; not 'likes'
    """
    rule = f"made of {', '.join(WORDS)}"
    checks.instance("sentence", sentence, str, rule)
    words = [word for word in sentence.split() if word.lower() != ARTICLE]
    checks.integer("the number of words in sentence", len(words), at_least=1, at_most=_MOST_WORDS)
    for word in words:
        if word.lower() not in _NUMBERS:
            raise ValueError(f"sentence must be {rule}; not {checks.shown(word)}")
    return np.array([[float(_NUMBERS[word.lower()]) for word in words]])


def text(x: npt.ArrayLike) -> str:
    """Return a sentence, given as numbers of its words (words,), as it is read.

    Raises:
        ValueError: another shape, or a number that no word has.

    >>> text([6.0, 12.0, 8.0])
    'Max saw the ball'
    """
    words = []
    for number in checks.array("x", x, shape=("words",)):
        if number not in range(len(WORDS)):
            rule = f"x must hold whole numbers from 0 to {len(WORDS) - 1}"
            raise ValueError(f"{rule}, not {float(number):g}")
        words.append(WORDS[int(number)])
    return " ".join(f"{ARTICLE} {word}" if word in THINGS else word for word in words)
