"""The descent-curve widget: a ball on a curve, and the arithmetic of each of its steps."""

from __future__ import annotations

import inspect
import textwrap

from kit.figures import equals, figure
from kit.messages import Key, Pointer
from kit.sentences import MINUS
from pycore.descent import Plain, Run
from pycore.landscapes import Landscape, landscape
from pycore.verdict import verdict
from widgets.descending import Descending, rolled
from widgets.descent_curve_picture import curve_axes, draw_curve
from widgets.descent_pictures import draw_heights
from widgets.descent_words import arrival, ending, judged, limit, move, opinion

CURVES = ("parabola", "double-well", "shelf", "flat-floor")
STEPS = 100
FAST = 10  # steps: the goal is to arrive in fewer
KEY_STEP = 0.1
ROWS_BEFORE, ROWS_AFTER = 2, 7


class DescentCurve(Descending):
    """One weight, one curve, one learning rate; the whole path at once, and step by step."""

    def draw(self) -> None:
        """Roll the ball with the present start and rate; curve, words and table show that run."""
        name = self.settings["curve"]
        ground = landscape(name)
        start, rate = self.settings[f"w_{_key(name)}"], self.settings[f"rate_{_key(name)}"]
        run = rolled(name, (start,), "plain", rate, STEPS)
        self.follow(run.steps)
        for curve in CURVES:
            self.view.attribute(f"controls-{curve}", "hidden", curve != name)
        self.view.text("formula", f"L(w) = {_formula(ground)}")
        self._say(ground, run)
        self._tabulate(run)
        pens, share = self.view.pens, self.player.share
        draw_curve(pens["curve"], ground, run, self.player.step, share)
        draw_heights(pens["heights"], ground, run, self.player.step, share, STEPS)

    def point(self, pointer: Pointer) -> None:
        """Drag the start along the curve, or tap where it should be."""
        if pointer.part == "curve" and pointer.phase in ("down", "move"):
            axes = curve_axes(self.view.pens["curve"], landscape(self.settings["curve"]))
            self._place(axes.x.invert(pointer.x))

    def press(self, key: Key) -> None:
        """Move the start with the arrow keys, step with Enter, run with the space bar."""
        match key.key:
            case "ArrowLeft" | "ArrowRight":
                size = KEY_STEP / (10 if key.shift else 1)
                name = f"w_{_key(self.settings['curve'])}"
                self._place(self.settings[name] + (size if key.key == "ArrowRight" else -size))
            case "Enter" | "Space":
                self.act("step" if key.key == "Enter" else "play")

    def _place(self, w: float) -> None:
        curve = self.settings["curve"]
        low, high = landscape(curve).view[0]
        name = f"w_{_key(curve)}"
        self.settings[name] = round(min(max(w, low), high), 2)
        self.view.value(name, self.settings[name])

    def _say(self, ground: Landscape, run: Run) -> None:
        k, view = self.player.step, self.view
        w, slope, height = _at(run, k)
        found = verdict(run)
        view.text("slope", _slope(slope))
        view.text("move", self._move(run, k))
        view.text("height", f"L({figure(w)}) {equals(height)}")
        view.text("ending", ending(ground, run))
        view.text("verdict", judged(found))
        view.text("limit", limit(ground, run.rate))
        view.text("code", textwrap.dedent(inspect.getsource(Plain.step)).rstrip())
        new = self.tick_goals(self._goals(ground, run, found.name))
        praise = "✓ You have reached a goal. " if new else ""
        here = f"Step {k}: w is {figure(w)}, height {figure(height)}."
        view.status(f"{praise}{here} This rate is {opinion(found.name)}.")

    def _move(self, run: Run, k: int) -> str:
        w, slope, _ = _at(run, k)
        if k < run.steps:
            return move("w", w, run.rate, slope)
        if run.stop == "rest":
            return "The ball rests: slope and step are smaller than a billionth."
        return f"Here the run ends, after {run.steps} steps."

    def _goals(self, ground: Landscape, run: Run, found: str) -> dict[str, bool]:
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

    def _tabulate(self, run: Run) -> None:
        """The present step with some before and after it."""
        first = max(min(self.player.step - ROWS_BEFORE, run.steps - ROWS_AFTER), 0)
        rows = []
        for k in range(first, min(first + ROWS_BEFORE + ROWS_AFTER, run.steps) + 1):
            w, slope, height = _at(run, k)
            change = figure(float(run.path[k + 1, 0]) - w) if k < run.steps else "–"
            mark = " (here)" if k == self.player.step else ""
            rows.append([f"{k}{mark}", figure(w), figure(slope), change, figure(height)])
        self.view.rows("table", rows)


def _at(run: Run, k: int) -> tuple[float, float, float]:
    return float(run.path[k, 0]), float(run.gradients[k, 0]), float(run.values[k])


def _key(name: str) -> str:
    """A landscape's name as part of a control's name."""
    return name.replace("-", "_")


def _formula(ground: Landscape) -> str:
    powers = ground.formula.replace("^2", "²").replace("^4", "⁴")
    return powers.replace("x", "w").replace("-", MINUS)


def _slope(slope: float) -> str:
    value = f"L′(w) {equals(slope)}"
    if slope == 0:
        return f"{value}: level ground."
    return f"{value}: uphill is to the {'right' if slope > 0 else 'left'}."
