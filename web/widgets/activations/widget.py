"""The activations widget: six curves, a cross-hair that reads them, and where they are flat."""

from __future__ import annotations

from kit.messages import Pointer
from kit.page.widget import Widget
from kit.pictures.graph import Span
from kit.words.numbers import equals, number
from pycore.nn.activations import ACTIVATIONS, Activation
from widgets.activations.flat_zones import flat_zones, is_flat, zones_in_words
from widgets.activations.picture import (
    draw_gallery,
    draw_main,
    main_graph,
    panel_at,
    small_graph,
)
from widgets.activations.readings import equals_height, height

NUDGE = 0.1  # how far z is pushed to show what a slope means
LEAKED = -0.03  # the output that the leaky goal asks for
EXACT = 1e-9
DECIMALS = 2  # a drag lands on hundredths, the finest step of the slider


class Activations(Widget):
    """One activation function at a time in large, all six in small, at one z."""

    peek: float | None = None  # where the pointer passes over the graph
    peeked: tuple[Activation, float] | None = None  # and over which of the small ones

    def draw(self) -> None:
        """Read the six curves at z; graph, words and table all speak of these numbers."""
        chosen = ACTIVATIONS[self.settings["activation"]]
        z = float(self.settings["z"])
        for name in ACTIVATIONS:
            self.view.attribute(f"formula-{name}", "hidden", name != chosen.name)
        self._say(chosen, z)
        self._tabulate(z)
        self._judge(chosen, z)
        pens, window, slope = self.view.pens, self._window, bool(self.settings["slope"])
        draw_main(pens["graph"], chosen, z, window, with_slope=slope, peek=self.peek)
        draw_gallery(pens["gallery"], chosen, z, window, self.peeked)

    def point(self, pointer: Pointer) -> None:
        """Drag the cross-hair, pass over the graph to peek, or pick one of the small graphs."""
        self.peek = self.peeked = None
        if pointer.part == "gallery":
            self._over_gallery(pointer)
        elif pointer.phase in ("down", "move", "hover"):
            chosen = ACTIVATIONS[self.settings["activation"]]
            graph = main_graph(self.view.pens["graph"], chosen, self._window)
            z = round(graph.x.invert(pointer.x), DECIMALS)
            if pointer.phase == "hover":
                self.peek = z
            else:
                self.set("z", z)

    @property
    def _window(self) -> Span:
        """What the graphs show: all that the slider of z reaches."""
        return self.limits["z"].ends

    def _over_gallery(self, pointer: Pointer) -> None:
        """Read a small graph; pick it on release, so that a finger that scrolls picks nothing."""
        pen = self.view.pens["gallery"]
        found = panel_at(pen, pointer.x, pointer.y)
        if found is None:
            return
        activation, panel = found
        if pointer.phase == "up":
            self.set("activation", activation.name)
        elif pointer.phase == "hover":
            z = small_graph(pen, panel, self._window).x.invert(pointer.x)
            self.peeked = activation, round(z, DECIMALS)

    def _say(self, chosen: Activation, z: float) -> None:
        view = self.view
        slope = float(chosen.derivative(z))
        view.text("value", f"f({number(z)}) {equals_height(chosen, z)}")
        taken = f"is taken as {number(slope)}" if _break(chosen, z) else equals(slope)
        view.text("slope", f"f′({number(z)}) {taken}")
        view.text("meaning", _meaning(chosen, z))
        view.text("state", _state(chosen, z))
        low, high = self._window
        zones = zones_in_words(flat_zones(chosen, self._window), self._window)
        view.text("zones", f"{zones} (between {number(low)} and {number(high)})")
        view.text("used-for", chosen.used_for)
        view.text("fails-when", chosen.fails_when)

    def _tabulate(self, z: float) -> None:
        rows = []
        for activation in ACTIVATIONS.values():
            slope = number(float(activation.derivative(z)))
            saturated = "yes" if is_flat(activation, z) else "no"
            rows.append([activation.label, height(activation, z), slope, saturated])
        self.view.rows("table", rows)
        self.view.text("table-z", number(z))

    def _judge(self, chosen: Activation, z: float) -> None:
        """Tick the goals, and say the outcome; a goal once reached stays reached."""
        value, slope = float(chosen.value(z)), float(chosen.derivative(z))
        leaks = chosen.name == "leaky_relu" and abs(value - LEAKED) < EXACT
        now = {
            "saturated": chosen.name == "tanh" and is_flat(chosen, z),
            "steepest": chosen.name == "sigmoid" and slope == float(chosen.derivative(0)),
            "leak": leaks,
        }
        new = self.reach(**now)
        praise = "✓ You have reached a goal. " if new else ""
        outcome = f"{chosen.label}: z {number(z)}, f {height(chosen, z)}"
        self.view.status(f"{praise}{outcome}, {_slope(chosen, z)}.")


def _break(chosen: Activation, z: float) -> str:
    """What the curve has at z where it has no slope."""
    if z != 0:
        return ""
    return {"relu": "corner", "leaky_relu": "corner", "step": "jump"}.get(chosen.name, "")


def _slope(chosen: Activation, z: float) -> str:
    slope = number(float(chosen.derivative(z)))
    if kind := _break(chosen, z):
        return f"a {kind}, where the slope is taken as {slope}"
    return f"slope {slope}, {'saturated' if is_flat(chosen, z) else 'not saturated'}"


def _meaning(chosen: Activation, z: float) -> str:
    """The slope as a promise: what a small push of z does, and what the slope foretold."""
    before, after = chosen.value([z, z + NUDGE]).tolist()
    foretold = NUDGE * float(chosen.derivative(z))
    push = f"Push z up by {number(NUDGE)} and f moves by {number(_clean(after - before))}"
    promise = f"{push}; the slope foretold {number(_clean(foretold))}."
    kind = _break(chosen, z)
    return (
        f"There is a {kind} here, so no slope holds on both sides. {promise}" if kind else promise
    )


def _clean(value: float) -> float:
    """A difference without the noise of binary fractions."""
    return round(value, 12)


def _state(chosen: Activation, z: float) -> str:
    slope = number(abs(float(chosen.derivative(z))))
    if kind := _break(chosen, z):
        return f"At 0 there is a {kind}, so no slope exists; the engine uses {slope}."
    if is_flat(chosen, z):
        return f"Saturated: the slope, {slope}, is below 0.1."
    return f"Not saturated: the slope, {slope}, is 0.1 or more."
