"""The failure doctor: names what is wrong in a run, where and why, and what helps.

It looks at the data first, then at the network, then at the loss curve.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kit.messages import Settings
from pycore.datasets import CLASSIFICATION, REGRESSION
from widgets.playground.doctor.curve import by_the_curve, goodness
from widgets.playground.doctor.data import EXPECTED, Limits, limits
from widgets.playground.doctor.finding import NOTHING_LEFT, Finding, Remedy, Trouble
from widgets.playground.doctor.network import dead, diverged, saturated, step_neurons, symmetric
from widgets.playground.workbench import Workbench

SLACK = {CLASSIFICATION: 0.01, REGRESSION: 0.05}
"""Short of what the data allow by so little, a network is as good as they allow."""

REACHED = "This network is about as good as that."


@dataclass
class Obeyed:
    """The advice that was followed, so that none is given twice.

    Attributes:
        buttons: What their buttons said.
        left: Each setting with the value that it had before; no advice leads back to it.
    """

    buttons: set[str] = field(default_factory=set)
    left: set[tuple[str, object]] = field(default_factory=set)

    def allows(self, remedy: Remedy) -> bool:
        """Whether a remedy is new, and undoes none of the others."""
        settings = {pair for pair in remedy.settings.items() if pair[0] != "step"}
        return remedy.button not in self.buttons and not settings & self.left


class Doctor:
    """Looks at a run again and again, and remembers which advice was followed.

    The memory ends where the reader goes another way: with other settings by hand, or by Undo.
    """

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._obeyed = Obeyed()
        self._case: tuple[object, float] | None = None
        self._is_obeying = False
        self._since = 0

    def look(self, bench: Workbench) -> Finding | None:
        """The most important thing that is wrong with a run as it is now; None if it is well."""
        self._follow(bench)
        return examine(bench, self._obeyed, self._since)

    def obey(self, finding: Finding, settings: Settings) -> None:
        """Remember that a finding's remedy is applied now, to these settings."""
        self._obeyed.buttons.add(finding.button)
        self._obeyed.left |= {(name, settings[name]) for name in finding.remedy if name != "step"}
        self._is_obeying = True

    def _follow(self, bench: Workbench) -> None:
        """Notice what has changed since the last look."""
        run, case = bench.run, (bench.recipe, bench.run.rate)
        if self._case is not None and case != self._case:
            self._since = run.epoch if bench.recipe == self._case[0] else 0
            if not self._is_obeying:
                self._obeyed = Obeyed()
            self._is_obeying = False
        self._case = case
        if run.epoch < self._since:  # gone back to before the change
            self._since = 0


def examine(bench: Workbench, obeyed: Obeyed | None = None, since: int = 0) -> Finding | None:
    """The most important thing that is wrong with a run; None if it is well.

    Args:
        bench: The data, the network and its run.
        obeyed: Advice that was followed already.
        since: The epoch from which on the run has had its present rate.
    """
    data = limits(bench.recipe.data)
    is_done = data.is_hopeless or _is_at_the_limit(bench, data)
    trouble = next(_troubles(bench, data, since, is_done=is_done), None)
    if trouble is not None:
        return _advised(trouble, data.words, obeyed or Obeyed())
    if not data.words:
        return None
    return Finding(
        "data", f"{data.words} {REACHED}" if _is_at_the_limit(bench, data) else data.words
    )


def _troubles(bench: Workbench, data: Limits, since: int, *, is_done: bool) -> Iterator[Trouble]:
    """What is wrong with the network and its run, the gravest first."""
    yield from filter(None, (look(bench) for look in (diverged, step_neurons, symmetric)))
    if is_done:
        return
    if not _is_good(bench, data):
        yield from filter(None, (look(bench) for look in (dead, saturated)))
    yield from filter(None, [by_the_curve(bench, since)])


def _is_good(bench: Workbench, data: Limits) -> bool:
    return goodness(bench) >= min(EXPECTED, data.right - SLACK[bench.recipe.data.task])


def _is_at_the_limit(bench: Workbench, data: Limits) -> bool:
    """Whether the data allow no better answer than the network gives."""
    return data.right < EXPECTED and _is_good(bench, data)


def _advised(trouble: Trouble, before: str, obeyed: Obeyed) -> Finding:
    """A trouble with the first remedy that is new, or the honest end."""
    remedy = next((one for one in trouble.remedies if one and obeyed.allows(one)), None)
    told = remedy.why if remedy else NOTHING_LEFT
    words = " ".join(part for part in (before, trouble.words, told) if part)
    if remedy is None:
        return Finding(trouble.kind, words)
    return Finding(trouble.kind, words, remedy.button, remedy.settings)
