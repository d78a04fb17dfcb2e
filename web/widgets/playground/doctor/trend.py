"""What the loss curve of a long run says: judged by medians over a share of it, not by one epoch.

Mini-batches make every curve tremble, so one high record, or ten level ones, prove nothing.
`pycore.diagnose_curve` judges the short runs of a lesson; a doctor who speaks up needs more to go
by.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kit.words.numbers import number
from pycore.training.history import Record
from pycore.training.learning_curve import GAP, GOOD_ACCURACY, GOOD_SHARE, RISE

FEWEST = 40
"""Epochs before anything is said, and the least that count as the present."""

LOST = 0.25
"""A run that has lost this share of all it had gained does not only tremble."""

LEVEL, LEVEL_SHARE = 0.02, 0.04
"""A fall below 2 % of the loss, or below 4 % of the fall before it, is hardly one."""


@dataclass(frozen=True)
class Trend:
    """What is wrong with a curve: "overfitting", "unstable" or "stalled", and why, in words."""

    kind: str
    words: str


def trend(
    past: Sequence[Record],
    *,
    since: int = 0,
    right: float | None = None,
    wanted: float = GOOD_ACCURACY,
) -> Trend | None:
    """What is wrong with a run from its records, of which the last is the present.

    The present is the latter half of the run, or the last 40 epochs; its own two halves are
    compared by their medians.

    Args:
        past: The records up to the present.
        since: The epoch from which on the run is as it is now, with its present rate; a run is
            given as long with a new rate as it is given at the start.
        right: How good the network is, from 0 to 1; its share of right answers if None.
        wanted: From where on that is good enough for a curve that has become level.
    """
    if not past or past[-1].epoch - since < FEWEST:  # a link may bring a loss that is not a number
        return None
    end = past[-1].epoch
    span = max(FEWEST, (end - since) // 2)
    early = [record for record in past if end - span < record.epoch <= end - span // 2]
    late = [record for record in past if record.epoch > end - span // 2]
    if not early:  # a run that was opened from a link in the middle
        return None
    halves = (_middle(early), _middle(late))
    share = past[-1].train_accuracy if right is None else right
    is_good = halves[1] <= GOOD_SHARE * past[0].train_loss and (share is None or share >= wanted)
    return (
        _overfitting(past, late, span // 2)
        or _unstable([record for record in past if record.epoch >= since], halves[1], span // 2)
        or (None if is_good else _stalled(past[0].train_loss, halves, span))
    )


def _middle(records: Sequence[Record]) -> float:
    return float(np.median([record.train_loss for record in records]))


def _overfitting(past: Sequence[Record], late: Sequence[Record], epochs: int) -> Trend | None:
    tested = [(record.test_loss, record) for record in past if record.test_loss is not None]
    if not tested:
        return None
    lowest, best = min(tested, key=lambda pair: pair[0])
    usual = float(np.median([record.test_loss or 0.0 for record in late]))
    risen = usual - lowest > GAP * tested[0][0]
    if best.epoch >= late[0].epoch or not risen or _middle(late) >= best.train_loss:
        return None
    was = f"The test loss was lowest at epoch {best.epoch}: {number(lowest)}."
    above = f"In half of the last {epochs} epochs it was {number(usual)} or more"
    return Trend("overfitting", f"{was} {above}, while the training loss fell further.")


def _unstable(past: Sequence[Record], usual: float, epochs: int) -> Trend | None:
    best = min(past, key=lambda record: record.train_loss)
    gained = past[0].train_loss - best.train_loss
    risen = usual - best.train_loss
    if usual <= RISE * best.train_loss or risen <= LOST * gained:
        return None
    was = f"The training loss was {number(best.train_loss)} at epoch {best.epoch}."
    above = f"In half of the last {epochs} epochs it was {number(usual)} or more."
    return Trend("unstable", f"{was} {above}")


def _stalled(first: float, halves: tuple[float, float], span: int) -> Trend | None:
    early, late = halves
    if early - late >= max(LEVEL * early, LEVEL_SHARE * (first - early)):
        return None
    over = f"Over the last {span} epochs the training loss"
    if number(early) == number(late):
        return Trend("stalled", f"{over} has stayed near {number(late)}.")
    fallen = "hardly" if late < early else "not"
    went = f"its median was {number(early)} in their first half and {number(late)} in the second"
    return Trend("stalled", f"{over} has {fallen} fallen: {went}.")
