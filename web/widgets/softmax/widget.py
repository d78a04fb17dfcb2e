"""The softmax widget: four scores and a temperature become probabilities that sum to 1."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

import numpy as np

from kit.messages import Pointer, Settings
from kit.page.view import View
from kit.page.widget import Widget
from kit.pictures.contours import Grid
from kit.words.calculations import digits_needed, worked
from kit.words.foremost import foremost, together
from kit.words.numbers import bracketed, number, shown
from pycore.nn.softmax import softmax
from widgets.softmax.picture import CLASSES, BarsLayout, draw_shares, printed

SURE, EVEN, TIED = 0.95, 0.3, 0.4
FINE = 6  # decimals of a sum of rounded numbers
DRAG = 1  # decimals of a score set by dragging


class Softmax(Widget):
    """Scores to set, a temperature to divide them by, and the shares that come out."""

    def __init__(self, view: View, settings: Settings) -> None:
        """Remember the scores as they are found: some goals ask not to touch them."""
        super().__init__(view, settings)
        self._found = _scores(settings)
        self._held: int | None = None  # the row whose ring the pointer has taken

    def draw(self) -> None:
        """Compute the shares once; bars, equation and table all speak of them."""
        scores, temperature = np.array(_scores(self.settings)), self.settings["temperature"]
        scaled = scores / temperature
        shares = softmax(scaled)
        self._say(scores, scaled, shares)
        self._judge(shares)
        ends = self.limits["z1"].ends
        draw_shares(self.view.pens["bars"], scores.tolist(), shares.tolist(), ends)

    def point(self, pointer: Pointer) -> None:
        """Drag a score's ring to and fro in its row."""
        at = BarsLayout.of(self.view.pens["bars"].box, self.limits["z1"].ends)
        if pointer.phase == "up":
            self._held = None
        elif pointer.phase == "down":
            self._held = at.ring_near(pointer.x, pointer.y)
        if self._held is None:
            return
        self.drag(f"z{self._held + 1}", at.score.invert(pointer.x), DRAG)

    def _say(self, scores: Grid, scaled: Grid, shares: Grid) -> None:
        view, powers = self.view, np.exp(scaled)
        whole = float(powers.sum())
        best = int(shares.argmax())
        temperature = number(self.settings["temperature"])
        digits = digits_needed(powers.tolist(), _shares_and_sum)
        written = [number(power, digits) for power in powers.tolist()]
        top = f"e^({number(scores[best])} / {temperature})"
        fraction = f"{written[best]} / ({' + '.join(map(bracketed, written))})"
        share = printed(shares[best])
        result = share if share.startswith(">") else f"≈ {share}"
        view.text("equation", f"p({CLASSES[best]}) = {top} / … = {fraction} {result}")
        exponents = [worked([z], lambda one: exp(one[0]), digits)[0] for z in scaled.tolist()]
        rows = [
            [name, number(z), exponent, power, printed(share)]
            for name, z, exponent, power, share in zip(
                CLASSES, scores.tolist(), exponents, written, shares.tolist(), strict=True
            )
        ]
        view.rows("table", rows)
        view.text("powers", number(whole))
        view.text("total", number(float(shares.sum())))
        view.text("rounding", _rounding(shares.tolist()))
        view.text("odds", _odds(shares))

    def _judge(self, shares: Grid) -> None:
        """Tick the goals, and say the outcome; a goal once reached stays reached."""
        untouched = _scores(self.settings) == self._found
        first, second = sorted(shares.tolist(), reverse=True)[:2]
        now = {
            "sure": untouched and first > SURE,
            "even": untouched and first < EVEN,
            "tied": first == second and first > TIED,
        }
        new = self.reach(**now)
        praise = "✓ You have reached a goal. " if new else ""
        best = [CLASSES[index] for index in foremost(shares.tolist())]
        outcome = f"Largest probability: {together(best)}, {printed(first)}"
        if len(best) > 1:
            outcome += " each"
        if len(best) == len(CLASSES):
            outcome = f"All {len(best)} are equally probable, {printed(first)} each"
        temperature = number(self.settings["temperature"])
        self.view.status(f"{praise}{outcome}, at temperature {temperature}.")


def _scores(settings: Settings) -> list[float]:
    return [float(settings[f"z{index}"]) for index in range(1, len(CLASSES) + 1)]


def _shares_and_sum(powers: Sequence[float]) -> list[float]:
    whole = sum(powers)
    return [*(power / whole for power in powers), whole]


def _rounding(shares: list[float]) -> str:
    """Whether the rounded numbers add up to 1 as well; where they do not, by how much."""
    if any(printed(share).startswith(">") for share in shares):
        return "A probability near 1 is shown as a bound, so the shown numbers cannot be added."
    total = number(sum(map(shown, shares)), FINE)
    if total == "1":
        return "The rounded numbers in the column add up to 1 as well."
    return f"Rounding: the shown numbers add up to {total}; those behind them add up to 1."


def _odds(shares: Grid) -> str:
    """How the first compares with the second: what a difference of scores means."""
    order = np.argsort(-shares, kind="stable")
    first, second = (int(index) for index in order[:2])
    if shares[second] == 0:
        return f"{CLASSES[first]} has all of it"
    ratio = number(float(shares[first] / shares[second]))
    if shares[first] == shares[second]:
        return f"{CLASSES[first]} and {CLASSES[second]} are equally probable"
    return f"{CLASSES[first]} is {ratio} times as probable as {CLASSES[second]}"
