"""Where attention looks: its weights, found in what a forward pass kept."""

from collections.abc import Iterator

from pycore import checks
from pycore.layers.attention import Looks
from pycore.nn.layer import Kept
from pycore.nn.network import Trace
from pycore.numerics import Array


def attention_weights(trace: Trace) -> list[Array]:
    """Return per layer of attention its weights (n, steps, steps): row i shows where token i looks.

    Layers inside of residual layers count too. The weights show where values are mixed from, and
    not why (Jain and Wallace, "Attention is not explanation", 2019).

    Raises:
        ValueError: no trace, or one without such a layer.

    >>> from pycore import Network
    >>> from pycore.layers import Residual, SelfAttention
    >>> trace = Network([Residual([SelfAttention(2)])]).forward([[[1.0, 0.0]]])
    >>> attention_weights(trace)[0].tolist()
    [[[1.0]]]
    """
    checks.instance("trace", trace, Trace, "what the network's forward returned")
    found = [looks.weights for looks in _looks(trace.kept)]
    if not found:
        raise ValueError("trace must come from a network with attention, and this one has none")
    return found


def _looks(kept: Kept) -> Iterator[Looks]:
    """Find what attention kept, also where a layer made of layers kept it."""
    if isinstance(kept, Looks):
        yield kept
    elif isinstance(kept, tuple):
        for one in kept:
            yield from _looks(one)
