"""What the tests of the exercises by hand share: a reader, and a look at the numbers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from kit.kinds.exercise import Step, exact
from tests.widgets.fake_stage import FakeStage


class Reader:
    """Works at an exercise, typing into a field and pressing Enter."""

    def __init__(self, widget: str, level: str = "all", **settings: Any) -> None:
        self.stage = FakeStage(widget, level=level, **settings)

    def answer(self, step: int, text: str) -> str:
        """Type, press Enter; what is said beside the field."""
        self.stage.change(**{f"a{step}": text}).act("check")
        assert not self.stage.errors
        return self.stage.text[f"verdict-{step}"]

    def states(self) -> list[str]:
        """The state of each step, from the first."""
        found = self.stage.attributes.items()
        return [str(value) for (_, name), value in sorted(found, key=str) if name == "data-state"]

    def meet(self, step: int, typed: str) -> str:
        """Let every step before be shown, then give a wrong answer; what is said."""
        for before in range(1, step):
            self.stage.act(f"show-{before}")
        words = self.answer(step, typed)
        assert words.startswith("✗ Not ")
        assert self.states()[step - 1] == "wrong"
        assert self.stage.focus == f"field-{step}"
        assert self.stage.attributes[f"field-{step}", "aria-invalid"] == "true"
        assert words in self.stage.status
        return words


def narrowest_gap(steps: Sequence[Step]) -> float:
    """How near a likely mistake comes to the right number of its step or to another mistake."""
    gaps = []
    values: dict[str, float] = {}
    for step in steps:
        values[step.name] = exact(step.value(values))
        slips = [slip.value for slip in step.slips(values)]
        assert slips, f"no mistake is likely in {step.name}"
        gaps += [above - below for below, above in pairwise(sorted([values[step.name], *slips]))]
    return min(gaps)
