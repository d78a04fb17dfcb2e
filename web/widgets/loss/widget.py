"""The loss widget: the same predictions, judged by squared error, cross-entropy and accuracy."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import log

import numpy as np

from kit.messages import Pointer, Settings
from kit.page.view import View
from kit.page.widget import Widget
from kit.words.calculations import product, worked
from kit.words.numbers import equals, number, percent
from kit.words.sentences import named
from pycore.nn.losses import LOSSES
from pycore.nn.objective import accuracy
from pycore.numerics import Array
from widgets.loss.picture import Columns, curve_graph, draw_columns, draw_curve

TARGETS = (1.0, 1.0, 0.0, 0.0)
TWICE = 2.0  # how much larger a loss must be at the same accuracy
MOST = 0.9  # the share of the whole cross-entropy that one mistake should have


@dataclass(frozen=True)
class Assessment:
    """How predictions are judged.

    Attributes:
        y: The predictions (n,).
        squared: Squared error of each (n,).
        entropy: Cross-entropy of each (n,).
        accuracy: Share on the right side of 0.5.
    """

    y: Array
    squared: Array
    entropy: Array
    accuracy: float

    @classmethod
    def of(cls, y: Array) -> Assessment:
        """Judge four predictions by the engine."""
        outputs, wanted = y[:, None], np.array(TARGETS)[:, None]
        each = [LOSSES[name].each(outputs, wanted) for name in ("mse", "binary_cross_entropy")]
        return cls(y, each[0], each[1], accuracy(y, TARGETS))

    @property
    def right(self) -> list[bool]:
        """Which predictions are on the right side; 0.5 counts as no."""
        return [(y > 0.5) == (t > 0.5) for y, t in zip(self.y.tolist(), TARGETS, strict=True)]

    def row(self, name: str) -> list[str]:
        """A line of the comparison."""
        shown = ", ".join(number(y) for y in self.y.tolist())
        means = [number(float(losses.mean())) for losses in (self.squared, self.entropy)]
        return [name, shown, percent(self.accuracy), *means]


class LossWidget(Widget):
    """Four predictions that the reader moves, and what each loss makes of them."""

    def __init__(self, view: View, settings: Settings) -> None:
        """Start where the form stands."""
        super().__init__(view, settings)
        self.held: int | None = None

    def draw(self) -> None:
        """Judge the predictions once; pictures, words and tables speak of that."""
        verdict, picked = Assessment.of(self._predictions()), int(self.settings["picked"]) - 1
        draw_columns(self.view.pens["points"], verdict.y, verdict.squared, verdict.entropy, picked)
        prediction, target = float(verdict.y[picked]), TARGETS[picked]
        draw_curve(self.view.pens["curve"], prediction, target, self._tallest)
        self._tabulate(verdict)
        self._say(verdict, picked)
        kept = self._kept()
        rows = [verdict.row("now")]
        self.view.rows("comparison", rows if kept is None else [kept.row("kept"), *rows])
        self._judge(verdict, kept)

    def point(self, pointer: Pointer) -> None:
        """Drag a prediction up and down in its column, or along its loss curves."""
        pen = self.view.pens[pointer.part]
        if pointer.phase == "up":
            self.held = None
        elif pointer.part == "curve":
            graph = curve_graph(pen, self._tallest)
            self._move(int(self.settings["picked"]), graph.x.invert(pointer.x))
        else:
            columns = Columns(pen.box, len(TARGETS))
            if pointer.phase == "down":
                self.held = columns.nearest(pointer.x)
                self.set("picked", str(self.held + 1))
            if self.held is not None and pointer.y <= columns.frame.bottom + 12:
                self._move(self.held + 1, columns.y.invert(pointer.y))

    def act(self, action: str) -> None:
        """Keep these predictions, to compare others with them."""
        if action != "keep":
            super().act(action)
        kept = "_".join(f"{y:.3f}" for y in self._predictions().tolist())
        self.set("kept", kept)

    @property
    def _tallest(self) -> float:
        """The largest cross-entropy that the sliders reach."""
        return -log(self.limits["y1"].low)

    def _predictions(self) -> Array:
        return np.array([self.settings[f"y{i}"] for i in range(1, len(TARGETS) + 1)])

    def _kept(self) -> Assessment | None:
        kept = [float(text) for text in re.findall(r"[\d.]+", self.settings["kept"])]
        if len(kept) != len(TARGETS) or not all(map(self.limits["y1"].takes, kept)):
            return None
        return Assessment.of(np.array(kept))

    def _move(self, sample: int, value: float) -> None:
        self.drag(f"y{sample}", value)

    def _tabulate(self, verdict: Assessment) -> None:
        rows, (squared, entropy) = [], map(_terms, (verdict.squared, verdict.entropy))
        for i, (y, t, right) in enumerate(
            zip(verdict.y.tolist(), TARGETS, verdict.right, strict=True)
        ):
            mark = "✓ yes" if right else "✗ no"
            row = [
                named("y", i + 1),
                number(t),
                number(y),
                mark,
                squared[i],
                entropy[i],
            ]
            rows.append(row)
        self.view.rows("samples", rows)

    def _say(self, verdict: Assessment, picked: int) -> None:
        view, y, t = self.view, float(verdict.y[picked]), TARGETS[picked]
        count = sum(verdict.right)
        view.text("accuracy", f"{count} of {len(TARGETS)} right, {percent(verdict.accuracy)}")
        for part, losses in (("squared", verdict.squared), ("entropy", verdict.entropy)):
            terms = " + ".join(_terms(losses))
            view.text(part, f"({terms}) / {len(TARGETS)} {equals(float(losses.mean()))}")
        name = named("y", picked + 1)
        view.text("picked-name", f"{name}, target {number(t)}")
        view.text("one-squared", f"({number(y)} − {number(t)})² {equals((y - t) ** 2)}")
        share, words = (y, f"−ln {number(y)}") if t else (1 - y, f"−ln(1 − {number(y)})")
        view.text("one-entropy", f"{words} {equals(-log(share))}")
        pull = [2 * (y - t), y, 1 - y]
        slope = float(np.prod(pull))
        view.text("pull-squared", f"2 (y − t) · y · (1 − y) = {product(pull)} {equals(slope)}")
        view.text("pull-entropy", f"y − t = {number(y)} − {number(t)} {equals(y - t)}")

    def _judge(self, verdict: Assessment, kept: Assessment | None) -> None:
        """Tick the goals, and say the outcome; a goal once reached stays reached."""
        entropy, total = float(verdict.entropy.mean()), float(verdict.entropy.sum())
        now = {
            "same": kept is not None
            and kept.accuracy == verdict.accuracy
            and _ratio(entropy, float(kept.entropy.mean())) > TWICE,
            "better": kept is not None
            and verdict.accuracy < kept.accuracy
            and entropy < float(kept.entropy.mean()),
            "one": float(verdict.entropy.max()) > MOST * total,
        }
        new = self.reach(**now)
        means = f"squared error {number(float(verdict.squared.mean()))}"
        praise = "✓ You have reached a goal. " if new else ""
        self.view.status(
            f"{praise}Accuracy {percent(verdict.accuracy)}, mean {means}, "
            f"mean cross-entropy {number(entropy)}."
        )


def _terms(losses: Array) -> list[str]:
    """Losses as text, in as many digits as their mean needs."""
    return worked(losses.tolist(), lambda each: sum(each) / len(each))


def _ratio(one: float, other: float) -> float:
    """The larger of two positive numbers over the smaller."""
    return max(one, other) / min(one, other)
