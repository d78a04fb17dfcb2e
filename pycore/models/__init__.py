"""Other architectures in miniature: convolution, recurrence and attention, small and exact.

Numbers too large to be computed become inf or NaN in the results, as everywhere in `pycore`.
"""

from pycore.models.attention import Attention, attention, causal_mask, self_attention
from pycore.models.convolution import FILTERS, average_pool, conv2d, max_pool, output_size, windows
from pycore.models.recurrent import LSTMCell, LSTMState, RecurrentCell

__all__ = [
    "FILTERS",
    "Attention",
    "LSTMCell",
    "LSTMState",
    "RecurrentCell",
    "attention",
    "average_pool",
    "causal_mask",
    "conv2d",
    "max_pool",
    "output_size",
    "self_attention",
    "windows",
]
