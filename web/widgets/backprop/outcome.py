"""What a cycle of the backprop widget did to all samples: it has looked at one of them only."""

from __future__ import annotations

from collections.abc import Sequence

from kit.words.numbers import equals, number
from widgets.backprop.run import Cycle, Cycles

MOST_NAMED = 2  # samples whose losses are told


def outcome(run: Cycles, cycle: Cycle, losses: Sequence[float]) -> str:
    """What a complete cycle did to the mean loss, and to the samples that it did not look at."""
    words = f"Mean loss {equals(losses[-1])}, before it {number(losses[-2])}."
    before, after = (run.each_loss(network) for network in (cycle.before, cycle.after))
    moved = [
        (sample, number(was), number(now))
        for sample, (was, now) in enumerate(zip(before, after, strict=True))
        if now > was
    ]
    worse = [(sample, was, now) for sample, was, now in moved if was != now]
    others = [one for one in worse if one[0] != cycle.sample]
    if len(others) < len(worse):
        own = f"from {number(cycle.loss)} to {number(cycle.loss_after)}"
        words += f" The step was too long even for its own sample: its loss rose {own}."
    if others:
        words += f" {_made_worse(others)}"
    if others and len(others) == len(worse) and losses[-1] > losses[-2]:
        words += " Each step looks at one sample only, so the mean may rise."
    return words


def _made_worse(others: Sequence[tuple[int, str, str]]) -> str:
    """Which other samples have a larger loss now, with the numbers of up to two."""
    if len(others) > MOST_NAMED:
        names = [str(sample + 1) for sample, _, _ in others]
        return f"The step made samples {', '.join(names[:-1])} and {names[-1]} worse."
    named = [f"sample {sample + 1} worse ({was} → {now})" for sample, was, now in others]
    return f"The step made {' and '.join(named)}."
