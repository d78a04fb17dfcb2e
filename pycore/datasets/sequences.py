"""Sequences to learn from: a symbol to remember, tokens to reverse, a pattern to find again.

Each function draws n new samples with a random generator, and returns x and t. Tokens are whole
numbers from 0, as floats; so are the class numbers in t, with -1 where nothing is asked.
"""

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.numerics import Array

MOST_SAMPLES, MOST_STEPS, MOST_KINDS = 100_000, 1000, 1000
"""More than a page can train with."""

ARRAYS = 4
"""Arrays of a number for each step that there are at a time: together they must find room."""

MESSAGES, DISTRACTORS = 2, 2
"""Symbols that may have to be remembered, and others that only stand between: A and B, x and y."""

SYMBOLS = "ABxy"
"""How the symbols of `remembered` are written, messages first."""

Samples = tuple[Array, Array]


def remembered(n: int, rng: np.random.Generator, steps: int = 40) -> Samples:
    """Draw sequences x (n, steps, 4), of which the first symbol is asked at the end, t (n,).

    The first symbol is A or B, all others are x or y, and each is one-hot. The task is of the kind
    of Hochreiter and Schmidhuber, "Long short-term memory" (1997), section 5.2: nothing but the
    first symbol tells the answer, and it stands as far back as can be.

    Raises:
        ValueError: n, the generator or the number of steps is out of range or something else, or
            there is no room for so many.

    >>> x, t = remembered(3, np.random.default_rng(0), steps=5)
    >>> x.shape, (x[:, 0].argmax(axis=1) == t).all()
    ((3, 5, 4), np.True_)
    """
    n, rng = checked_draw(n, rng)
    steps = checks.integer("steps", steps, at_least=1, at_most=MOST_STEPS)
    checks.room("n", n, steps, len(SYMBOLS))
    message = rng.integers(0, MESSAGES, n)
    others = MESSAGES + rng.integers(0, DISTRACTORS, (n, steps - 1))
    symbols = np.column_stack([message, others])  # (n, steps)
    return np.eye(MESSAGES + DISTRACTORS)[symbols], message.astype(np.float64)


def flipped(x: npt.ArrayLike, step: int) -> Array:
    """Return sequences of `remembered`, (n, steps, 4), with the other symbol of its kind at a step.

    At step 0 it is the message that changes, A to B or B to A; later a distractor.

    Raises:
        ValueError: another shape, or no such step.

    >>> x, t = remembered(1, np.random.default_rng(0), steps=3)
    >>> (flipped(x, step=0)[:, 0].argmax(axis=1) == 1 - t).all()
    np.True_
    """
    copy = checks.array("x", x, shape=("n", "steps", len(SYMBOLS))).copy()
    step = checks.integer("step", step, at_least=0, at_most=copy.shape[1] - 1)
    copy[:, step] = copy[:, step, [1, 0, 3, 2]]
    return copy


def reversed_tokens(n: int, rng: np.random.Generator, steps: int = 8, kinds: int = 8) -> Samples:
    """Draw tokens x (n, steps), of so many kinds; t (n, steps) are the same, last to first.

    Raises:
        ValueError: n, the generator or a number is out of range or something else.

    >>> x, t = reversed_tokens(2, np.random.default_rng(0))
    >>> (x[:, 0] == t[:, 7]).all()
    np.True_
    """
    n, rng = checked_draw(n, rng)
    steps = checks.integer("steps", steps, at_least=1, at_most=MOST_STEPS)
    kinds = checks.integer("kinds", kinds, at_least=2, at_most=MOST_KINDS)
    checks.room("n", ARRAYS, n, steps)
    x = rng.integers(0, kinds, (n, steps)).astype(np.float64)
    return x, x[:, ::-1].copy()


def varied(n: int, rng: np.random.Generator, steps: int = 12, kinds: int = 8) -> Samples:
    """Draw tokens x (n, steps) that end in one seen before: what followed it then, follows now?

    The last token stands in one other place, which varies from sample to sample: at a fixed
    distance the place alone would tell the answer. It is asked at the last step only, in t
    (n, steps). From Olsson and others, "In-context learning and induction heads" (2022).

    Raises:
        ValueError: n, the generator or a number is out of range or something else; the steps must
            be at least 3.

    >>> x, t = varied(1, np.random.default_rng(0), steps=5)
    >>> x.tolist(), t.tolist()
    ([[2.0, 6.0, 1.0, 7.0, 6.0]], [[-1.0, -1.0, -1.0, -1.0, 1.0]])
    """
    n, rng = checked_draw(n, rng)
    steps = checks.integer("steps", steps, at_least=3, at_most=MOST_STEPS)
    kinds = checks.integer("kinds", kinds, at_least=2, at_most=MOST_KINDS)
    checks.room("n", ARRAYS, n, steps)
    every = np.arange(n)
    asked, place = rng.integers(0, kinds, n), rng.integers(0, steps - 2, n)
    x = (asked[:, None] + rng.integers(1, kinds, (n, steps))) % kinds  # any token but the asked
    x[every, place] = x[:, -1] = asked
    t = np.full((n, steps), -1.0)
    t[:, -1] = x[every, place + 1]
    return x.astype(np.float64), t


def answers_place(x: npt.ArrayLike) -> npt.NDArray[np.intp]:
    """Return where in tokens of `varied`, (n, steps), the answer stands (n,): after the first find.

    Raises:
        ValueError: no rows of two steps or more, or numbers that are not finite.

    >>> answers_place(np.array([[2.0, 6.0, 4.0, 7.0, 6.0]])).tolist()
    [2]
    """
    tokens = checks.array("x", x, shape=("n", "steps"))
    found: npt.NDArray[np.intp] = (tokens == tokens[:, -1:]).argmax(axis=1)
    return found + 1


def checked_draw(n: int, rng: np.random.Generator) -> tuple[int, np.random.Generator]:
    """Return what every draw is asked with: a number of samples, and a random generator.

    Raises:
        ValueError: not from 1 to a hundred thousand samples, or no generator.

    >>> checked_draw(0, np.random.default_rng(0))
    Traceback (most recent call last):
    ValueError: n must be a whole number, at least 1, at most 100000, not 0
    """
    n = checks.integer("n", n, at_least=1, at_most=MOST_SAMPLES)
    rule = "a random generator, such as numpy.random.default_rng(0)"
    checks.instance("rng", rng, np.random.Generator, rule)
    return n, rng
