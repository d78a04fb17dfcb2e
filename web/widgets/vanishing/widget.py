"""The vanishing widget: what is left of a gradient after many layers, for three activations."""

from __future__ import annotations

from math import prod

from kit.messages import Pointer
from kit.page.widget import Widget
from kit.words.calculations import worked
from kit.words.numbers import equals, number, raised
from pycore.nn.activations import ACTIVATIONS
from widgets.vanishing.backward_paths import COMPARED, Shares, chain, factors, network
from widgets.vanishing.picture import MILLIONTH, draw_paths, layer_at

HELD = 1e-9  # a product this near to 1 counts as 1
SMALL, LARGE = 1e-3, 1e3  # what we call vanished and exploded
SHALLOWEST = 5  # a chain on which holding the product at 1 shows something


class Vanishing(Widget):
    """A product of slopes and weights, layer by layer, on a plain or a logarithmic scale."""

    peek: int | None = None  # the layer that the pointer passes over

    def draw(self) -> None:
        """Compute the shares once; bars, equations and table all speak of them."""
        depth = int(self.settings["depth"])
        chained = self.settings["source"] == "chain"
        paths = {name: self._shares(name, depth) for name in COMPARED}
        for part, hidden in (("z", not chained), ("weight", not chained), ("seed", chained)):
            self.view.attribute(f"control-{part}", "hidden", hidden)
        for name, shares in paths.items():
            words = self._equation(name, shares) if chained else _range(shares)
            self.view.text(f"product-{name}", words)
        self._tabulate(paths)
        self._judge(paths, chained)
        logarithmic = self.settings["scale"] == "log"
        peek = self.peek if self.peek and self.peek <= depth else None
        draw_paths(self.view.pens["bars"], paths, logarithmic, peek)
        notes = [_about_relu(self.settings["z"]) if chained else ""]
        notes += [_about_zero(paths) if logarithmic else ""]
        self.view.text("notes", " ".join(filter(None, notes)))

    def point(self, pointer: Pointer) -> None:
        """Point at a layer to read its three shares above the bars."""
        box, depth = self.view.pens["bars"].box, int(self.settings["depth"])
        inside = pointer.phase in ("down", "move", "hover")
        self.peek = layer_at(box, len(COMPARED), depth, pointer.x) if inside else None

    def _shares(self, name: str, depth: int) -> Shares:
        if self.settings["source"] == "chain":
            return chain(name, self.settings["z"], self.settings["w"], depth)
        return network(name, depth, int(self.settings["seed"]))

    def _equation(self, name: str, shares: Shares) -> str:
        slope = float(ACTIVATIONS[name].derivative(self.settings["z"]))
        depth = len(shares)
        weight, slope_text = worked([self.settings["w"], slope], lambda pair: prod(pair) ** depth)
        return f"({weight} × {slope_text}){raised(depth)} {equals(shares[0])}"

    def _tabulate(self, paths: dict[str, Shares]) -> None:
        rows = [
            [str(layer), *(number(share) for share in shares)]
            for layer, shares in enumerate(zip(*paths.values(), strict=True), start=1)
        ]
        self.view.rows("table", rows)

    def _judge(self, paths: dict[str, Shares], chained: bool) -> None:
        """Tick the goals, and say the outcome; a goal once reached stays reached."""
        new = chained and self.reach(**self._goals(paths))
        verdicts = [
            f"{ACTIVATIONS[name].label} {_verdict(shares[0])}" for name, shares in paths.items()
        ]
        praise = "✓ You have reached a goal. " if new else ""
        layers = "1 layer" if len(paths["relu"]) == 1 else f"{len(paths['relu'])} layers"
        self.view.status(f"{praise}After {layers}: {', '.join(verdicts)}.")

    def _goals(self, paths: dict[str, Shares]) -> dict[str, bool]:
        z, w = self.settings["z"], self.settings["w"]
        shares = paths["sigmoid"]
        before = (*shares, 1.0)[1]  # one layer fewer
        return {
            "millionth": z == 0 and w == 1 and shares[0] < MILLIONTH <= before,
            "best": z == 0 and w == 1,
            "held": len(shares) >= SHALLOWEST and abs(shares[0] - 1) < HELD,
            "exploded": paths["relu"][0] > 1 / MILLIONTH,
        }


def _verdict(share: float) -> str:
    """A share in words, with its number; what has a slope of 0 lets nothing pass at any depth."""
    if share == 0:
        return "lets nothing pass (0)"
    if share < SMALL:
        return f"has vanished ({number(share)})"
    if share > LARGE:
        return f"has exploded ({number(share)})"
    return f"{'keeps' if share <= 1 + HELD else 'grows to'} {number(share)}"


def _range(shares: Shares) -> str:
    """The factors of a network, which differ from layer to layer."""
    steps = factors(shares)
    low, high = number(min(steps)), number(max(steps))
    if len(steps) == 1:
        return f"one factor, {low}"
    return f"factors from {low} to {high}; their product {equals(shares[0])}"


def _about_zero(paths: dict[str, Shares]) -> str:
    if all(share for shares in paths.values() for share in shares):
        return ""
    return "A share of exactly 0 has no place on a logarithmic scale; it is written out."


def _about_relu(z: float) -> str:
    """Why ReLU lets nothing through, where that is so."""
    if z > 0:
        return ""
    if z < 0:
        return "At a negative sum ReLU is silent: its slope is 0."
    return "z = 0 is ReLU’s corner; its slope there is taken as 0. Just above 0 it is 1."
