"""What the doctor says: what is wrong, in words, and what helps."""

from __future__ import annotations

from dataclasses import dataclass, field

from kit.messages import Settings
from kit.words.numbers import number
from widgets.playground.recipe import RATES

NOTHING_LEFT = "Nothing is left to advise here; this may be as far as it goes."


@dataclass(frozen=True)
class Remedy:
    """One thing that may help.

    Attributes:
        button: What the button says that applies it.
        settings: Settings to change; a `step` of 0 starts the run again.
        why: A sentence that stands before it; "" where what is wrong says enough.
    """

    button: str
    settings: Settings
    why: str = ""


@dataclass(frozen=True)
class Trouble:
    """What is wrong, and what may help, the best first; a remedy that is None does not apply.

    Attributes:
        kind: A word for it, in tests.
        words: What is wrong, in one or two sentences.
        remedies: What may help.
    """

    kind: str
    words: str
    remedies: tuple[Remedy | None, ...] = ()


@dataclass(frozen=True)
class Finding:
    """What the reader is told, with the one remedy that is left to try first.

    Attributes:
        kind: A word for it, in tests.
        words: What the reader is told.
        button: What the button says that applies the remedy; "" if there is none.
        remedy: Settings to change.
    """

    kind: str
    words: str
    button: str = ""
    remedy: Settings = field(default_factory=dict)


def at_rate(button: str, rate: float | None, why: str = "", *, anew: bool = False) -> Remedy | None:
    """Another learning rate, from here on or from the start; None if there is no such rate."""
    if rate is None:
        return None
    settings: Settings = {"rate": f"{rate:g}"} | ({"step": 0.0} if anew else {})
    return Remedy(f"{button} {number(rate, 4)}", settings, why)


def slower(rate: float) -> float | None:
    """The rate of the list that is about a third of this one; None below the least."""
    return max((one for one in RATES if one < rate * 0.5), default=None)


def faster(rate: float) -> float | None:
    """The rate of the list that is about three times this one; None above the largest."""
    return min((one for one in RATES if one > rate * 2), default=None)


def another_start(seed: int, why: str = "") -> Remedy:
    """Other weights to start with."""
    return Remedy("New start", {"seed": seed % 999 + 1.0}, why)
