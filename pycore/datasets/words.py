"""Words, letter by letter: lists of them, and the numbers that a language model reads.

Longer than other files: a reader's list is cleaned by the rules of the numbers that it becomes.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

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

LISTS = ("dinosaurs", "elements")
"""The lists that come with the course."""

MOST_CHARACTERS = 1_000_000
"""More text than anybody's list: a hundred thousand words."""

_NUMBERS = {letter: number for number, letter in enumerate(LETTERS)}
WORD = re.compile(rf"[a-z]{{1,{LONGEST}}}")
"""A word that can be written with these numbers."""
_SPLIT = re.compile(r"[\s,;]+")
# Letters that are no other letter with an accent, as those who have not got them write them.
_SPELT = str.maketrans({"æ": "ae", "œ": "oe", "ß": "ss", "ð": "d", "þ": "th"})
_STROKE = re.compile("LATIN SMALL LETTER ([A-Z]) WITH STROKE")


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
        return str(prefix)
    rule = f"at most {LONGEST} letters from a to z"
    raise ValueError(f"prefix must be {rule}, not {checks.shown(prefix)}")


@dataclass(frozen=True)
class WordList:
    """A reader's list after cleaning, and what became of the rest; it never changes.

    Attributes:
        words: The words, each once, in the order given.
        respelt: Words whose accents or special letters were replaced, as they were given.
        other_signs: Words left out for signs other than letters, or letters of other scripts.
        too_long: Words left out since they have more than 15 letters.
        repeated: Words left out since they stand in the list already, once for each time.
    """

    words: tuple[str, ...]
    respelt: tuple[str, ...] = ()
    other_signs: tuple[str, ...] = ()
    too_long: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()

    @property
    def dropped(self) -> int:
        """How many words were left out, those repeated included."""
        return len(self.other_signs) + len(self.too_long) + len(self.repeated)


def read_words(data: bytes | str) -> WordList:
    """Return the words of a text, cleaned: small letters from a to z, at most 15, each word once.

    Words are parted by white space, commas or semicolons; lines that begin with # are notes.
    Bytes are read as UTF-8. Accents are taken off and special letters spelt (é as e, ß as ss).

    Raises:
        ValueError: neither text nor bytes, bytes that are not UTF-8, a million characters or more,
            no word that can be used, or more words in other scripts than words that can.

    >>> read_words("Zoë, Björn; Zoe, R2D2")
    WordList(words=('zoe', 'bjorn'), respelt=('Zoë', 'Björn'), other_signs=('R2D2',),
             too_long=(), repeated=('Zoe',))
    """
    given = _words_of(_text(data))
    kept: dict[str, str] = {}
    found: dict[str, list[str]] = {"other_signs": [], "too_long": [], "repeated": []}
    for word in given:
        spelt = _spelt(word)
        reason = _reason(spelt) or ("repeated" if spelt in kept else "")
        if reason:
            found[reason].append(word)
        else:
            kept[spelt] = word
    _check_kept(given, len(kept), found["other_signs"])
    respelt = tuple(word for spelt, word in kept.items() if spelt != word.lower())
    return WordList(tuple(kept), respelt, **{name: tuple(kind) for name, kind in found.items()})


def _text(data: object) -> str:
    checks.instance("data", data, (bytes, bytearray, str), "a text, or its bytes in UTF-8")
    try:
        text = data if isinstance(data, str) else bytes(data).decode("utf-8-sig")  # type: ignore[call-overload]
    except UnicodeDecodeError as error:
        raise ValueError(f"data must be text in UTF-8; byte {error.start} is not") from None
    if len(text) >= MOST_CHARACTERS:
        raise ValueError(f"data must have fewer than {MOST_CHARACTERS:,} characters")
    return text


def _words_of(text: str) -> list[str]:
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    return [word for line in lines for word in _SPLIT.split(line) if word]


def _spelt(word: str) -> str:
    """Return a word in small letters, its accents taken off and its special letters spelt."""
    parts = unicodedata.normalize("NFKD", word.lower().translate(_SPELT))
    return "".join(_unstruck(part) for part in parts if not unicodedata.combining(part))


def _unstruck(letter: str) -> str:
    """Return a letter without the stroke through it, as Danes and Poles have it."""
    found = _STROKE.fullmatch(unicodedata.name(letter, ""))
    return found[1].lower() if found else letter


def _reason(spelt: str) -> str:
    """Return why a word is left out, or nothing."""
    if not (spelt.isascii() and spelt.isalpha()):
        return "other_signs"
    return "" if WORD.fullmatch(spelt) else "too_long"


def _check_kept(given: list[str], kept: int, other_signs: list[str]) -> None:
    """Refuse a list that is written in another script, or has nothing that can be used."""
    foreign = [word for word in other_signs if _spelt(word).isalpha()]
    if len(foreign) > kept:
        rule = f"data must be words of the {len(LETTERS) - 1} letters from a to z"
        raise ValueError(f"{rule}: this model knows no other script, as of {foreign[0]!r}")
    if kept == 0:
        rule = f"at least one word of 1 to {LONGEST} letters from a to z"
        raise ValueError(f"data must hold {rule}; of {len(given)} words none is")


def load_words(name: str) -> list[str]:
    """Return a list of words that comes with the course: "dinosaurs" (1,234) or "elements" (118).

    Dinosaurs and their kin are from the npm package `dinosaurs` 1.2.1; 44 % of them end in -saurus.

    Raises:
        ValueError: an unknown name.

    >>> load_words("elements")[:3]
    ['hydrogen', 'helium', 'lithium']
    """
    file = files("pycore.datasets") / "data" / f"{checks.choice('name', name, LISTS)}.txt"
    return list(read_words(file.read_bytes()).words)


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
