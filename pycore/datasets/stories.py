"""Data sets that tell a story: passing an examination, and finding spam.

Both rules are made up for teaching and are not findings about people or mail. Each function takes
the number of samples, the noise (0 to 1) and a random generator and returns x (n, 2) and t (n, 1).
"""

import numpy as np

from pycore.numerics import Array

HOUR_WEIGHTS, PASS_MARK = np.array([2.0, 1.0]), 16.5
"""An hour of study counts twice an hour of sleep; an average student is just at the mark."""

COUNT_WEIGHTS, SPAM_MARK = np.array([1.0, 2.0]), 11.5
"""A link counts as two suspicious words; no mail lies on the mark, since counts are whole."""

MOST_COUNTS = np.array([12.0, 6.0])
"""The largest counts of suspicious words and of external links."""

Samples = tuple[Array, Array]


def study_sleep(n: int, noise: float, rng: np.random.Generator) -> Samples:
    """Pass when 2 * study + sleep, plus luck, is above 16.5 (hours).

    Study is 0 to 10 h for the examination, sleep 3 to 10 h in the night before, both even.
    At noise 1 the luck has a standard deviation of 5, as much as two and a half hours of study.

    >>> x, t = study_sleep(20, noise=0.0, rng=np.random.default_rng(0))
    >>> bool((t[:, 0] == (2 * x[:, 0] + x[:, 1] > 16.5)).all())
    True
    """
    x = rng.uniform([0, 3], [10, 10], (n, 2))
    luck = 5 * noise * rng.standard_normal(n)
    return x, _above(PASS_MARK, x @ HOUR_WEIGHTS + luck)


def spam(n: int, noise: float, rng: np.random.Generator) -> Samples:
    """Spam when words + 2 * links, with a doubt added, is above 11.5 (counts).

    Suspicious words are 0 to 12, external links 0 to 6, each count as likely as another. At
    noise 1 the doubt has a standard deviation of 5, as much as five words.

    >>> x, t = spam(20, noise=0.0, rng=np.random.default_rng(0))
    >>> bool((t[:, 0] == (x[:, 0] + 2 * x[:, 1] > 11.5)).all())
    True
    """
    x = rng.integers([0, 0], MOST_COUNTS, (n, 2), endpoint=True).astype(np.float64)
    doubt = 5 * noise * rng.standard_normal(n)
    return x, _above(SPAM_MARK, x @ COUNT_WEIGHTS + doubt)


def _above(mark: float, scores: Array) -> Array:
    """Return targets (n, 1): 1 for each score above the mark."""
    return (scores > mark)[:, None].astype(np.float64)
