"""Lists of words: those that come with the course, and those that a reader brings."""

import re
import unicodedata
from dataclasses import dataclass
from importlib.resources import files

from pycore import checks
from pycore.datasets.words import LETTERS, LONGEST, WORD

LISTS = ("dinosaurs", "elements")
"""The lists that come with the course."""

MOST_CHARACTERS = 1_000_000
"""More text than anybody's list: a hundred thousand words."""

_SPLIT = re.compile(r"[\s,;]+")
# Letters that are no other letter with an accent, as those who have not got them write them.
_SPELT = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
)


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
    return "".join(part for part in parts if not unicodedata.combining(part))


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
