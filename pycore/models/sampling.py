"""Words from a language model: what comes next, invented words, and how a word surprises it."""

import numpy as np

from pycore import checks
from pycore.datasets.words import LETTERS, LONGEST, checked_prefix, checked_words, decode, encode
from pycore.nn.network import Network
from pycore.nn.objective import losses, targets
from pycore.nn.softmax import softmax
from pycore.numerics import Array, quiet

COLDEST = 0.01
"""The lowest temperature: there the likeliest letter is as good as certain."""

MOST_WORDS = 10_000
"""Words that are invented in one go."""


def next_letter(
    network: Network, prefix: str = "", temperature: float = 1.0, top: int = len(LETTERS)
) -> Array:
    """Return the chance of the stop and of each letter, a to z, to come after a prefix: (27,).

    At a `temperature` below 1 the likely ones become likelier still; only the `top` likeliest are
    possible (Fan, Lewis and Dauphin, "Hierarchical neural story generation", 2018, section 5.1).

    Args:
        network: A network of `pycore.models.language`.
        prefix: What stands already, up to 15 letters from a to z; nothing is the start of a word.
        temperature: From 0.01; 1 takes the chances as the network gives them.
        top: How many letters are possible, from 1 to 27.

    Raises:
        ValueError: another prefix, temperature or top.

    >>> from pycore.models.language import network
    >>> next_letter(network(), "ox", top=1).round().sum()
    np.float64(1.0)
    """
    chances: Array = _next_letters(network, _started(prefix, 1), temperature, top)[0]
    return chances


def sample_words(
    network: Network,
    count: int,
    seed: int | np.random.Generator,
    *,
    temperature: float = 0.8,
    top: int = len(LETTERS),
    prefix: str = "",
) -> list[str]:
    """Return so many words, written letter by letter with dice; at 15 letters a word ends.

    The dice are thrown first, one for each letter of each word: with one seed a network meets the
    same dice at each stage of its training, and its words are seen being repaired. A word may be
    empty.

    Raises:
        ValueError: a count that is not from 1 to 10,000, a seed below 0, or as `next_letter`.

    >>> from pycore.models.language import network
    >>> [word[:2] for word in sample_words(network(), 3, seed=0, prefix="ox")]
    ['ox', 'ox', 'ox']
    """
    count = checks.integer("count", count, at_least=1, at_most=MOST_WORDS)
    dice = checks.generator(seed).random((count, LONGEST))
    tokens = _started(prefix, count)  # (count, letters so far + 1)
    for place in range(len(prefix), LONGEST):
        chances = _next_letters(network, tokens, temperature, top).cumsum(axis=1)  # (count, 27)
        thrown = dice[:, place, None] * chances[:, -1:]  # their sum is 1 but for rounding
        letters = (thrown < chances).argmax(axis=1)  # the first whose share reaches the dice
        tokens = np.column_stack([tokens, letters])
    return decode(tokens)


def surprise(network: Network, word: str) -> Array:
    """Return how unexpected each letter of a word was, and then its end: -ln of its chance.

    In nats, (letters + 1,); their mean is the loss on this word.

    Raises:
        ValueError: a word that is not of 1 to 15 letters from a to z.

    >>> from pycore.models.language import network
    >>> surprise(network(), "ox").shape
    (3,)
    """
    checks.instance("network", network, Network, "a network of pycore.models.language")
    word = checked_words("word", [word])[0]
    x, t = encode([word])
    trace = network.forward(x)
    each = losses(
        network, trace, targets(network, t, "cross_entropy", trace.y.shape), "cross_entropy"
    )
    return each[0, : len(word) + 1]


def _started(prefix: str, count: int) -> Array:
    """Return rows of tokens (count, letters + 1) of words that begin so."""
    row = [0.0, *(float(LETTERS.index(letter)) for letter in checked_prefix(prefix))]
    return np.array([row] * count)


@quiet
def _next_letters(network: Network, tokens: Array, temperature: float, top: int) -> Array:
    """Return the chances (n, 27) after rows of tokens (n, steps)."""
    temperature = checks.number("temperature", temperature, at_least=COLDEST)
    top = checks.integer("top", top, at_least=1, at_most=len(LETTERS))
    checks.instance("network", network, Network, "a network of pycore.models.language")
    scores = np.log(network.predict(tokens)[:, -1]) / temperature  # (n, 27)
    least = np.sort(scores, axis=1)[:, -top, None]  # the lowest that is among the likeliest
    return softmax(np.where(scores < least, -np.inf, scores))
