"""The descent-curve widget: a ball on a curve, and the arithmetic of each of its steps."""

from __future__ import annotations

import inspect
import textwrap
from functools import cache

from kit.messages import Key, Pointer
from kit.words.calculations import added, digits_needed, worked
from kit.words.numbers import MINUS, equals, number
from pycore.descent import Descent
from pycore.descent.verdict import verdict
from pycore.landscapes import Landscape, landscape
from pycore.optimisers import Plain
from widgets.common.descent.descending import Descending, rolled
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
from widgets.descent_curve.picture import curve_axes, draw_curve
from widgets.descent_curve.rates_picture import draw_rates, told, tried

STEPS = 100
FAST = 10  # steps: the goal is to arrive in fewer
ARROWS = {"ArrowLeft": -1, "ArrowRight": 1}
KEY_STEP = 0.1


class DescentCurve(Descending):
    """One weight, one curve, one learning rate; the whole path at once, and step by step."""

    def draw(self) -> None:
        """Roll the ball with the present start and rate; curve, words and table show that run."""
        name = self.settings["curve"]
        ground = landscape(name)
        start, rate = (self.settings[self._control(quantity)] for quantity in ("w", "rate"))
        run = rolled(name, (start,), "plain", rate, STEPS)
        self.roll(run.steps)
        for curve in self.limits["curve"].choices:
            self.view.attribute(f"controls-{curve}", "hidden", curve != name)
        self.view.text("formula", f"L(w) = {_formula(ground)}")
        self._say(ground, run)
        self._tabulate(run)
        self._try_rates(ground, run)
        pens, share = self.view.pens, self.player.share
        draw_curve(pens["curve"], ground, run, self.player.step, share)
        draw_heights(pens["heights"], ground, run, self.player.step, share, STEPS)

    def point(self, pointer: Pointer) -> None:
        """Drag the start along the curve, or tap where it should be; let go, the ball rolls."""
        if pointer.part == "curve" and self.hold(pointer):
            axes = curve_axes(self.view.pens["curve"], landscape(self.settings["curve"]))
            self._place(axes.x.invert(pointer.x))

    def press(self, key: Key) -> None:
        """Move the start with the arrow keys; the other keys are those of the player."""
        if key.key in ARROWS:
            size = KEY_STEP / (10 if key.shift else 1)
            self._place(self.settings[self._control("w")] + ARROWS[key.key] * size)
        else:
            super().press(key)

    def _place(self, w: float) -> None:
        self.drag(self._control("w"), w)

    def _control(self, quantity: str) -> str:
        """The name of a control of the chosen curve; each curve has its own."""
        return f"{quantity}_{self.settings['curve'].replace('-', '_')}"

    def _say(self, ground: Landscape, run: Descent) -> None:
        k, view = self.player.step, self.view
        w, slope, height = _at(run, k)
        found = verdict(run)
        view.text("slope", _slope(slope))
        view.text("move", self._move(run, k))
        view.text("height", height_words(ground, [w], height))
        view.text("ending", ending(ground, run))
        view.text("verdict", judged(found, ground, run))
        view.attribute("verdict", "data-kind", "bad" if found.name == "diverged" else None)
        view.text("limit", limit(ground, run.rate))
        view.text("code", code())
        new = self.reach(**self._goals(ground, run, found.name))
        praise = "✓ You have reached a goal. " if new else ""
        here = f"Step {k}: w is {number(w)}, height {number(height)}."
        view.status(f"{praise}{here} This rate is {opinion(found.name)}.")

    def _move(self, run: Descent, k: int) -> str:
        w, slope, _ = _at(run, k)
        if k < run.steps:
            return move("w", w, run.rate, slope)
        if run.stop == "rest":
            return "The ball rests: slope and step are smaller than a billionth."
        return f"Here the run ends, after {run.steps} steps."

    def _goals(self, ground: Landscape, run: Descent, found: str) -> dict[str, bool]:
        arrived = arrival(ground, run)
        over = ground.name == "double-well" and run.path[0, 0] > ground.unstable[0][0]
        return {
            "fast": ground.name == "parabola"
            and abs(run.path[0, 0]) >= 2
            and arrived is not None
            and arrived < FAST,
            "diverge": found == "diverged",
            "leap": over and ground.place(run.path[-1]) == "minimum" and arrived is not None,
        }

    def _try_rates(self, ground: Landscape, run: Descent) -> None:
        """Show every rate at once, if the reader wants it; it takes as long as fifty runs."""
        wanted = bool(self.settings["all"])
        self.view.attribute("all-rates", "hidden", not wanted)
        if wanted:
            start = (float(run.path[0, 0]),)
            rates = tried(ground.name, start, self.limits[self._control("rate")].high, STEPS)
            self.view.text("rates-told", told(rates))
            draw_rates(self.view.pens["rates"], ground, rates, run.rate, STEPS)

    def _tabulate(self, run: Descent) -> None:
        """The present step with some before and after it."""
        rows = []
        for k in self.around(run.steps):
            w, slope, height = _at(run, k)
            texts = [number(w), number(slope), "–"]
            if k < run.steps:
                change = -run.rate * slope
                digits = digits_needed([w, change], added)
                (tilt,) = worked([slope], lambda slopes: -run.rate * slopes[0], digits)
                texts = [number(w, digits), tilt, number(change, digits)]
            mark = " (here)" if k == self.player.step else ""
            rows.append([f"{k}{mark}", *texts, number(height)])
        self.view.rows("table", rows)


@cache  # reading a source takes longer than a whole run
def code() -> str:
    """The lines of the engine that make a step."""
    return textwrap.dedent(inspect.getsource(Plain.step)).rstrip()


def _at(run: Descent, k: int) -> tuple[float, float, float]:
    (w,), (slope,), height = seen(run, k)
    return w, slope, height


def _formula(ground: Landscape) -> str:
    powers = ground.formula.replace("^2", "²").replace("^4", "⁴")
    return powers.replace("x", "w").replace("-", MINUS)


def _slope(slope: float) -> str:
    value = f"L′(w) {equals(slope)}"
    if slope == 0:
        return f"{value}: level ground."
    return f"{value}: uphill is to the {'right' if slope > 0 else 'left'}."
