"""Scaled dot-product attention: each token gathers from the others what it looks for.

From Vaswani and others, "Attention is all you need" (2017), section 3.2.1.
"""

from math import sqrt
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.nn.softmax import softmax
from pycore.numerics import Array, quiet


class Attention(NamedTuple):
    """What attention gives, and how it came about.

    Attributes:
        scores: How well each query fits each key, (n, m); -inf where the mask forbids to look.
        weights: The scores as shares, (n, m); each row sums to 1.
        output: The values, mixed by these shares, (n, e).
    """

    scores: Array
    weights: Array
    output: Array


def causal_mask(n: int) -> npt.NDArray[np.bool_]:
    """Return the mask (n, n) that lets each token look at itself and at those before it.

    Raises:
        ValueError: `n` is not a whole number from 1.

    >>> causal_mask(3).astype(int).tolist()
    [[1, 0, 0], [1, 1, 0], [1, 1, 1]]
    """
    n = checks.integer("n", n, at_least=1)
    return np.tril(np.ones((n, n), dtype=np.bool_))


@quiet
def attention(
    queries: npt.ArrayLike,
    keys: npt.ArrayLike,
    values: npt.ArrayLike,
    mask: npt.ArrayLike | None = None,
) -> Attention:
    """Return softmax(queries keys^T / sqrt(d)) values, with its scores and weights.

    Queries are (n, d), keys (m, d) and values (m, e): one row per token. Without the division,
    large d would give scores so large that softmax looks at one token alone. The `mask` (n, m)
    is True where a query may look at a key; each query must see at least one.

    Raises:
        ValueError: numbers that are not finite, shapes that do not fit together, a mask of other
            things than True and False, or with a row without True.

    >>> two_words = [[4.0, 0.0], [0.0, 4.0]]
    >>> attention(two_words, two_words, values=[[1.0], [2.0]]).output.round(3).tolist()
    [[1.0], [2.0]]
    """
    q = checks.array("queries", queries, shape=("n", "d"))
    k = checks.array("keys", keys, shape=("m", q.shape[1]))
    v = checks.array("values", values, shape=(len(k), "e"))
    scores = q @ k.T / sqrt(q.shape[1])  # (n, m)
    if mask is not None:
        scores = np.where(_checked_mask(mask, (len(q), len(k))), scores, -np.inf)
    weights = softmax(scores)
    return Attention(scores, weights, weights @ v)


@quiet
def self_attention(
    x: npt.ArrayLike,
    wq: npt.ArrayLike,
    wk: npt.ArrayLike,
    wv: npt.ArrayLike,
    mask: npt.ArrayLike | None = None,
) -> Attention:
    """Return the attention of tokens x (n, d) to each other.

    Queries are x wq, keys x wk and values x wv, with wq and wk (d, k) and wv (d, e): one column
    per number made, as in the paper.

    Raises:
        ValueError: as `attention`.

    >>> eye = np.eye(2)
    >>> self_attention(eye, eye, eye, eye).weights.round(2).tolist()
    [[0.67, 0.33], [0.33, 0.67]]
    """
    tokens = checks.array("x", x, shape=("n", "d"))
    width = tokens.shape[1]
    query_weights = checks.array("wq", wq, shape=(width, "k"))
    key_weights = checks.array("wk", wk, shape=query_weights.shape)
    value_weights = checks.array("wv", wv, shape=(width, "e"))
    return attention(tokens @ query_weights, tokens @ key_weights, tokens @ value_weights, mask)


def _checked_mask(mask: npt.ArrayLike, shape: tuple[int, int]) -> npt.NDArray[np.bool_]:
    allowed = np.asarray(mask)
    if allowed.dtype != np.bool_ or allowed.shape != shape:
        rule = f"mask must hold True and False in shape {shape}"
        raise ValueError(f"{rule}, not {allowed.dtype} in shape {allowed.shape}")
    if not allowed.any(axis=1).all():
        row = int(np.argmin(allowed.any(axis=1)))
        raise ValueError(f"mask must let each query see a key; row {row} sees none")
    return allowed
