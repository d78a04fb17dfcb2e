"""The past of a run as something to be told: in a link or a file, and made again from there.

A run follows from its settings and from the changes that the reader made on the way. A link names
them, `0*rate*0.003_4*rate*1_8`: the rate was 0.003, from epoch 4 on 1, and the run went to epoch 8.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from kit.pictures.network_layout import Spot
from kit.pictures.parameters import index_of
from kit.run.changes import RATE, WEIGHTS, Change
from kit.run.runs import Run
from pycore.nn.mlp import MLP
from widgets.playground.recipe import RATES
from widgets.playground.run.sharing import LARGEST, MOST_EPOCHS

LOST = "lost"
"""In a link: neither the past nor the network found room in it."""

MOST_CHANGES = 40
"""Changes of the rate that a link holds, besides the rate at the start."""

MOST_WORK = 2_000_000_000
"""Parameters times samples times epochs that opening a link may cost: some ten seconds."""

ENTRY = re.compile(r"(\d{1,7})\*rate\*([\d.]+)")
DAMAGED = "the past of the network is damaged"


@dataclass(frozen=True)
class Story:
    """What the reader did to a run, and how far it went.

    >>> Story.read("0*rate*0.003_4*rate*1_8").end
    8
    """

    changes: tuple[Change, ...]
    end: int

    @classmethod
    def of(cls, run: Run) -> Story:
        """The story of a run, up to its farthest epoch."""
        return cls(tuple(run.changes), run.last)

    @classmethod
    def read(cls, text: str) -> Story:
        """The story that `text` wrote.

        Raises:
            ValueError: it is damaged.
        """
        *entries, end = text.split("_")
        found = [ENTRY.fullmatch(entry) for entry in entries]
        if not end.isdecimal() or not all(found) or len(found) > MOST_CHANGES + 1:
            raise ValueError(DAMAGED)
        changes = [Change(int(entry[1]), RATE, _float(entry[2])) for entry in found if entry]
        return cls(checked(changes, int(end), None), int(end))

    @property
    def text(self) -> str:
        """The story for a link; "" if it is too long, or weights were edited in it."""
        if len(self.changes) > MOST_CHANGES + 1 or any(c.setting != RATE for c in self.changes):
            return ""
        entries = [f"{change.epoch}*rate*{change.value:g}" for change in self.changes]
        return "_".join([*entries, str(self.end)])

    @property
    def rate(self) -> float:
        """The learning rate at the start."""
        first = self.changes[0].value
        assert isinstance(first, float)
        return first


def checked(changes: Sequence[Change], end: int, network: MLP | None) -> tuple[Change, ...]:
    """The changes of a story that came from elsewhere, if a run could have them.

    Without a network, changes of weights cannot be.

    Raises:
        ValueError: they are not in order, or a value is one that nobody can set.
    """
    epochs = [change.epoch for change in changes]
    in_order = all(one <= other for one, other in pairwise([*epochs, end]))
    begins = bool(changes) and changes[0].setting == RATE
    if not (begins and in_order and epochs[0] >= 0 and end <= MOST_EPOCHS):
        raise ValueError(DAMAGED)
    if not all(_is_possible(change, network) for change in changes):
        raise ValueError(DAMAGED)
    return tuple(changes)


def _is_possible(change: Change, network: MLP | None) -> bool:
    value = change.value
    if change.setting == RATE:
        return value in RATES
    if network is None:
        return False
    if isinstance(value, tuple):
        fits = change.setting == WEIGHTS and len(value) == network.layout.size
        return fits and bool((np.abs(value) <= LARGEST).all())
    return place_of(network, change.setting) is not None and abs(value) <= LARGEST


def place_of(network: MLP, name: str) -> int | None:
    """Where a weight or bias stands among the parameters; None if there is none of this name."""
    spot, sizes = Spot.of(name), network.sizes
    if spot is None or spot.kind == "n" or not 1 <= spot.layer < len(sizes):
        return None
    if not 0 <= spot.target < sizes[spot.layer] or not 0 <= spot.source < sizes[spot.layer - 1]:
        return None
    return index_of(network, spot)


def make(run: Run, change: Change) -> None:
    """Do to a run what a reader did to one like it."""
    if change.setting == RATE:
        assert isinstance(change.value, float)
        run.change_rate(change.value)
    elif change.setting == WEIGHTS:
        run.edit(change.value)
    else:
        parameters = run.mlp.parameters.copy()
        parameters[place_of(run.mlp, change.setting)] = change.value
        run.edit(parameters, change.setting)


def _float(text: str) -> float:
    """The number; one that is none is nobody's rate."""
    try:
        return float(text)
    except ValueError:
        return 0.0


def work(run: Run, samples: int, epochs: int) -> int:
    """Parameters times samples times epochs: what training costs."""
    return epochs * run.mlp.layout.size * samples


def listed(changes: Sequence[Change]) -> list[list[Any]]:
    """Changes as JSON has them."""
    return [[change.epoch, change.setting, change.value] for change in changes]
