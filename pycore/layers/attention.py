"""Scaled dot-product attention: each token gathers from the others what it looks for.

From Vaswani and others, "Attention is all you need" (2017), section 3.2.1.

Longer than other files: the function and the layer that trains it are read side by side.
"""

from math import sqrt
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.nn.dense import slopes_by_weights
from pycore.nn.layer import Layer
from pycore.nn.softmax import softmax, softmax_backward
from pycore.nn.views import Views
from pycore.numerics import Array, quiet

LONGEST = 10_000
"""Tokens of a sequence: a mask over more takes gigabytes."""


ARRAYS = 4
"""Arrays of one number for each query and key that there are at a time."""


class Attention(NamedTuple):
    """What attention gives, and how it came about; of many sequences all is (..., n, m).

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
        ValueError: `n` is not a whole number from 1 to 10,000.

    >>> causal_mask(3).astype(int).tolist()
    [[1, 0, 0], [1, 1, 0], [1, 1, 1]]
    """
    n = checks.integer("n", n, at_least=1, at_most=LONGEST)
    return np.tril(np.ones((n, n), dtype=np.bool_))


@quiet
def scaled_dot_product_attention(
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
        ValueError: numbers that are not finite, shapes that do not fit together, so many tokens
            that their scores find no room, a mask of other things than True and False, or with a
            row without True.

    >>> two_words = [[4.0, 0.0], [0.0, 4.0]]
    >>> found = scaled_dot_product_attention(two_words, two_words, values=[[1.0], [2.0]])
    >>> found.output.round(3).tolist()
    [[1.0], [2.0]]
    """
    q = checks.array("queries", queries, shape=("n", "d"))
    k = checks.array("keys", keys, shape=("m", q.shape[1]))
    v = checks.array("values", values, shape=(len(k), "e"))
    checks.room("queries and keys", ARRAYS, len(q), len(k))
    allowed = None if mask is None else _checked_mask(mask, (len(q), len(k)))
    return attend(q, k, v, allowed, 1.0 / sqrt(q.shape[1]))


@quiet
def attend(
    q: Array, k: Array, v: Array, allowed: npt.NDArray[np.bool_] | None, scale: float
) -> Attention:
    """Return softmax(scale q k^T) v for queries (..., n, d), keys (..., m, d), values (..., m, e).

    >>> eye = np.eye(2)
    >>> attend(eye, eye, eye, causal_mask(2), scale=1.0).weights[0].tolist()
    [1.0, 0.0]
    """
    scores = scale * (q @ k.swapaxes(-1, -2))  # (..., n, m)
    if allowed is not None:
        scores = np.where(allowed, scores, -np.inf)
    weights = softmax(scores)  # along the keys
    return Attention(scores, weights, weights @ v)  # (..., n, m) @ (..., m, e)


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
        ValueError: as `scaled_dot_product_attention`.

    >>> eye = np.eye(2)
    >>> self_attention(eye, eye, eye, eye).weights.round(2).tolist()
    [[0.67, 0.33], [0.33, 0.67]]
    """
    tokens = checks.array("x", x, shape=("n", "d"))
    width = tokens.shape[1]
    query_weights = checks.array("wq", wq, shape=(width, "k"))
    key_weights = checks.array("wk", wk, shape=query_weights.shape)
    value_weights = checks.array("wv", wv, shape=(width, "e"))
    return scaled_dot_product_attention(
        tokens @ query_weights, tokens @ key_weights, tokens @ value_weights, mask
    )


def _checked_mask(mask: npt.ArrayLike, shape: tuple[int, int]) -> npt.NDArray[np.bool_]:
    allowed = checks.plain("mask", mask, "True and False")
    if allowed.dtype != np.bool_ or allowed.shape != shape:
        rule = f"mask must hold True and False in shape {shape}"
        raise ValueError(f"{rule}, not {allowed.dtype} in shape {allowed.shape}")
    if not allowed.any(axis=1).all():
        row = int(np.argmin(allowed.any(axis=1)))
        raise ValueError(f"mask must let each query see a key; row {row} sees none")
    return allowed


class Looks(NamedTuple):
    """What a forward pass through self-attention computed.

    Attributes:
        x: The tokens (n, steps, inputs).
        q: Their queries (n, steps, width).
        k: Their keys (n, steps, width).
        v: Their values (n, steps, width).
        scores: How well each query fits each key (n, steps, steps); -inf where it may not look.
        weights: The scores as shares (n, steps, steps): row i shows where token i looks.
    """

    x: Array
    q: Array
    k: Array
    v: Array
    scores: Array
    weights: Array


class SelfAttention(Layer):
    """Each token of a sequence gathers from the others what it looks for: one head of attention.

    softmax(q k^T / sqrt(width)) v, with queries q, keys k and values v made of the tokens by three
    matrices (Vaswani and others, "Attention is all you need", 2017, section 3.2.1).

    Args:
        inputs: Numbers of a token.
        width: Numbers of a query, a key and a value; None takes as many as `inputs`.
        mask: Who may look at whom: None for everybody at everybody; "causal" for each at itself and
            those before it; or True and False (steps, steps), row by row.
        scale: By what scores are multiplied; None takes 1 / sqrt(width).

    Attributes:
        queries: The matrix that makes them (width, inputs).
        keys: Likewise.
        values: Likewise.

    Raises:
        ValueError: sizes below 1, a mask of another kind, or a scale that is not finite.

    >>> from pycore import Network
    >>> network = Network([SelfAttention(2, mask="causal")])
    >>> network.forward([[[1.0, 0.0], [0.0, 1.0]]]).kept[0].weights[0, 0].tolist()
    [1.0, 0.0]
    """

    queries: Array
    keys: Array
    values: Array

    def __init__(
        self,
        inputs: int,
        width: int | None = None,
        mask: str | npt.ArrayLike | None = None,
        scale: float | None = None,
    ) -> None:
        self.inputs = checks.integer("inputs", inputs, at_least=1)
        self.width = self.inputs if width is None else checks.integer("width", width, at_least=1)
        self.scale = 1.0 / sqrt(self.width) if scale is None else checks.number("scale", scale)
        self.mask = _named_mask(mask)
        self.shapes = dict.fromkeys(("queries", "keys", "values"), (self.width, self.inputs))

    def start(self, rng: np.random.Generator) -> None:
        """Draw the three matrices with standard deviation 1 / sqrt(inputs)."""
        for matrix in (self.queries, self.keys, self.values):
            matrix[:] = rng.normal(0.0, 1.0 / sqrt(self.inputs), matrix.shape)

    def forward(self, x: Array) -> tuple[Array, Looks]:
        """Return what each token gathers (n, steps, width) from tokens x (n, steps, inputs)."""
        if x.ndim != 3 or x.shape[2] != self.inputs:
            raise self._refuse(x, f"(n, steps, {self.inputs})")
        checks.room("x", ARRAYS, len(x), x.shape[1], x.shape[1])
        q = x @ self.queries.T  # (n, steps, inputs) @ (inputs, width)
        k = x @ self.keys.T  # (n, steps, width)
        v = x @ self.values.T  # (n, steps, width)
        scores, weights, found = attend(q, k, v, self._allowed(x.shape[1]), self.scale)
        return found, Looks(x, q, k, v, scores, weights)

    def _allowed(self, steps: int) -> npt.NDArray[np.bool_] | None:
        """Return who may look at whom in a sequence of so many steps; None lets everybody."""
        if self.mask is None or isinstance(self.mask, str):
            return None if self.mask is None else causal_mask(steps)
        if len(self.mask) < steps:
            raise ValueError(f"x must have at most {len(self.mask)} steps, as the mask of {self!r}")
        return _checked_mask(self.mask[:steps, :steps], (steps, steps))

    def backward(self, kept: Looks, delta: Array, gradient: Views) -> Array:
        """Return the slope by x (n, steps, inputs) from delta (n, steps, width)."""
        by_v = kept.weights.swapaxes(-1, -2) @ delta  # (n, steps, width)
        by_weights = delta @ kept.v.swapaxes(-1, -2)  # (n, steps, steps)
        by_products = self.scale * softmax_backward(kept.weights, by_weights)  # by each q k^T
        by_q = by_products @ kept.k  # (n, steps, steps) @ (n, steps, width)
        by_k = by_products.swapaxes(-1, -2) @ kept.q  # (n, steps, width)
        gradient.queries += slopes_by_weights(by_q, kept.x)  # (width, inputs)
        gradient.keys += slopes_by_weights(by_k, kept.x)  # (width, inputs)
        gradient.values += slopes_by_weights(by_v, kept.x)  # (width, inputs)
        return by_q @ self.queries + by_k @ self.keys + by_v @ self.values  # (n, steps, inputs)

    def __repr__(self) -> str:
        """Return the layer as in code."""
        settings = f"mask={checks.shown(self.mask)}, scale={self.scale:g}"
        return f"SelfAttention({self.inputs}, {self.width}, {settings})"


def _named_mask(mask: str | npt.ArrayLike | None) -> str | npt.NDArray[np.bool_] | None:
    if mask is None or (isinstance(mask, str) and mask == "causal"):
        return mask
    shape = checks.plain("mask", mask, "True and False").shape
    if len(shape) != 2 or shape[0] != shape[1]:
        rule = 'mask must be None, "causal", or True and False in a square'
        raise ValueError(f"{rule}; not {checks.shown(mask)}")
    return _checked_mask(mask, shape).copy()
