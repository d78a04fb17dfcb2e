"""The descent-landscape widget: a ball on a map, its slope arrow, its whole path, and fog."""

from __future__ import annotations

from math import hypot

from kit.words.calculations import worked
from kit.words.numbers import equals, number
from kit.words.sentences import point
from pycore.descent import Descent
from pycore.descent.verdict import verdict
from pycore.landscapes import Landscape
from widgets.common.descent.descending import rolled
from widgets.common.descent.grounds import LEVELS, SHORT
from widgets.common.descent.on_a_map import OnAMap
from widgets.common.descent.pictures import draw_heights
from widgets.common.descent.words import (
    arrival,
    ending,
    height_words,
    judged,
    limit,
    move,
    opinion,
    seen,
)
from widgets.descent_landscape.picture import Options, draw_landscape

HIDDEN = "Hidden by the fog until the run is over."


class DescentLandscape(OnAMap):
    """Two weights, six landscapes, one learning rate; seen whole, or only near the ball."""

    def draw(self) -> None:
        """Roll the ball with the present start and rate; map, words and table show that run."""
        ground = self.ground
        short, steps = SHORT[ground.name], int(self.settings["steps"])
        run = rolled(ground.name, self.start, "plain", self.settings[f"rate_{short}"], steps)
        self.roll(run.steps)
        for name in LEVELS:
            self.view.attribute(f"controls-{name}", "hidden", name != ground.name)
        fog = self.settings["fog"] and not self._over(run)
        self._say(ground, run, fog)
        self._tabulate(run)
        step, share, pens = self.player.step, self.player.share, self.view.pens
        options = Options(fog, bool(self.settings["gradient"]), self.crossed)
        draw_landscape(pens["map"], ground, run, step, share, options)
        draw_heights(pens["heights"], ground, run, step, share, steps, fog)

    def _over(self, run: Descent) -> bool:
        """Whether the reader has followed the ball to where it stays."""
        return self.player.step >= run.steps

    def _say(self, ground: Landscape, run: Descent, fog: bool) -> None:
        view, k = self.view, self.player.step
        (here, slope, height), found = seen(run, k), verdict(run)
        view.text("about", ground.about)
        view.text("gradient", f"{_gradient(slope)}: {_uphill(slope)}")
        view.text("height", height_words(ground, here, height))
        for name, place, tilt in zip("xy", here, slope, strict=True):
            view.text(f"move-{name}", self._move(run, name, place, tilt))
        view.text("ending", HIDDEN if fog else ending(ground, run))
        view.text("verdict", f"Verdict: {HIDDEN}" if fog else judged(found, ground, run))
        bad = found.name == "diverged" and not fog
        view.attribute("verdict", "data-kind", "bad" if bad else None)
        view.text("limit", limit(ground, run.rate))
        new = self.reach(**self._goals(ground, run, found.name))
        praise = "✓ You have reached a goal. " if new else ""
        told = "The fog hides the rest." if fog else f"This rate is {opinion(found.name)}."
        view.status(f"{praise}Step {k}: at {point(here)}, height {number(height)}. {told}")

    def _move(self, run: Descent, name: str, place: float, tilt: float) -> str:
        if self.player.step < run.steps:
            return move(name, place, run.rate, tilt)
        return f"{name} {equals(place)}, the end of the run."

    def _goals(self, ground: Landscape, run: Descent, found: str) -> dict[str, bool]:
        arrived = arrival(ground, run)
        end = ground.place(run.path[-1])
        return {
            "once": ground.name == "bowl" and arrived == 1 and hypot(*self.start) >= 1,
            "valley": ground.name == "valley"
            and arrived is not None
            and abs(run.path[0, 1]) >= 1
            and arrived < 40,
            "higher": ground.name == "two-minima"
            and end == "higher minimum"
            and float(run.path[0, 0]) < 0,
            "saddle": ground.name == "saddle" and end == "saddle" and run.stop == "rest",
            "diverge": found == "diverged",
            "fog": bool(self.settings["fog"]) and self._over(run) and (arrived or 0) > 0,
        }

    def _tabulate(self, run: Descent) -> None:
        """The present step with some before and after it; in fog only those already made."""
        last = self.player.step if self.settings["fog"] else run.steps
        rows = []
        for k in self.around(last):
            mark = " (here)" if k == self.player.step else ""
            place, slopes, height = seen(run, k)
            rows.append([f"{k}{mark}", *map(number, [*place, *slopes, height])])
        self.view.rows("table", rows)


def _gradient(slope: list[float]) -> str:
    """Both slopes and the length of their arrow."""
    across, up = worked(slope, lambda sides: hypot(*sides))
    return f"({across}, {up}), length {equals(hypot(*slope))}"


def _uphill(slope: list[float]) -> str:
    if not any(slope):
        return "level ground."
    return "it points uphill, the step goes the opposite way."
