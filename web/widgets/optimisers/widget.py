"""The optimisers widget: plain descent, momentum and Adam from one start, side by side."""

from __future__ import annotations

import inspect
from functools import cache

import numpy as np

from kit.words.numbers import number
from kit.words.sentences import counted, point
from pycore.descent import Descent
from pycore.descent.verdict import verdict
from pycore.landscapes import Landscape
from pycore.optimisers import Adam, Momentum, Plain
from widgets.common.descent.descending import rolled
from widgets.common.descent.grounds import SHORT
from widgets.common.descent.on_a_map import OnAMap
from widgets.common.descent.words import LOST, arrival, seen
from widgets.optimisers.picture import draw_map, draw_race

GROUNDS = ("valley", "saddle", "plateau", "rosenbrock")
FAST = 20  # steps: the goal is to arrive in fewer


class Optimisers(OnAMap):
    """Three rules of the step, the same start, each with a rate of its own."""

    def draw(self) -> None:
        """Roll all three balls; the map, the chart and the table show the same runs."""
        ground = self.ground
        runs = self._runs(ground)
        self.roll(max(run.steps for run in runs))
        for name in GROUNDS:
            for part in (f"start-{name}", f"rates-{name}"):
                self.view.attribute(part, "hidden", name != ground.name)
        self._say(ground, runs)
        self._tabulate(ground, runs)
        step, share = self.player.step, self.player.share
        draw_map(self.view.pens["map"], ground, runs, step, share, self.crossed)
        draw_race(self.view.pens["race"], ground, runs, step, share, int(self.settings["steps"]))

    def _runs(self, ground: Landscape) -> list[Descent]:
        short, steps = SHORT[ground.name], int(self.settings["steps"])
        rules: list[Plain | Momentum | Adam] = [Plain(), Momentum(self.settings["beta"]), Adam()]
        return [
            rolled(ground.name, self.start, rule, self.settings[f"{rule.name}_{short}"], steps)
            for rule in rules
        ]

    def _say(self, ground: Landscape, runs: list[Descent]) -> None:
        self.view.text("about", ground.about)
        self.view.text("code", code())
        new = self.reach(**self._goals(ground, runs))
        praise = "✓ You have reached a goal. " if new else ""
        told = [f"{_label(run)} {number(_height(run, self.player.step))}" for run in runs]
        self.view.status(f"{praise}Step {self.player.step}, heights: {', '.join(told)}.")

    def _goals(self, ground: Landscape, runs: list[Descent]) -> dict[str, bool]:
        plain, momentum, _ = runs
        arrivals = [arrival(ground, run) for run in runs]
        x, y = np.abs(plain.path[0])
        fast = arrivals[1] is not None and arrivals[1] < FAST
        return {
            "fast": ground.name == "valley" and x >= 2 and y >= 1 and fast,
            "same": plain.steps > 0 and np.array_equal(plain.path, momentum.path),
            "banana": ground.name == "rosenbrock"
            and plain.path[0, 0] < 0
            and any(found is not None for found in arrivals),
        }

    def _tabulate(self, ground: Landscape, runs: list[Descent]) -> None:
        step = self.player.step
        rows = []
        for run in runs:
            k = min(step, run.steps)
            judgement = [_arrived(ground, run), verdict(run).name]
            numbers = [number(_height(run, step)), point(seen(run, k)[0]), number(run.rate)]
            rows.append([_label(run), *judgement, *numbers])
        self.view.rows("table", rows)
        self.view.text("now", f"At step {step}")


@cache  # reading a source takes longer than a whole run
def code() -> str:
    """The engine's own text of the two optimisers with a memory."""
    return "\n\n".join(inspect.getsource(rule) for rule in (Momentum, Adam)).rstrip()


def _label(run: Descent) -> str:
    return {"plain": "● plain", "momentum": "■ momentum", "adam": "▲ Adam"}[run.optimiser]


def _height(run: Descent, step: int) -> float:
    return seen(run, min(step, run.steps))[2]


def _arrived(ground: Landscape, run: Descent) -> str:
    """After how many steps the ball is near a minimum for good, in the cell of a table."""
    if run.stop in LOST:
        return f"lost after {counted(run.steps, 'step')}"
    found = arrival(ground, run)
    return "not in this run" if found is None else f"after {counted(found, 'step')}"
