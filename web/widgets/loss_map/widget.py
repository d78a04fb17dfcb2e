"""The loss map widget: two of a network's numbers as a landscape that training walks over.

Longer than other files: the place on the map and the place in the run move each other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kit.kinds.played import Played
from kit.messages import ARROWS, Key, Pointer, Settings
from kit.page.view import View
from kit.pictures.network_layout import Spot
from kit.pictures.network_picture import name_of
from kit.pictures.parameters import index_of, spots_of
from kit.words.numbers import number, percent
from pycore.nn.mlp import MLP
from pycore.numerics import Array
from widgets.loss_map.picture import MapPicture
from widgets.loss_map.run import LONGEST, MapRun, MapSetup, Slice

STEP_MS = 90.0
SHOWN = 6  # rows of the table of steps
NUDGE = 0.02  # of the map's half width: an arrow key; a fifth of it with Shift
FLAT, HIGH = 0.02, 0.4  # a slope so small at a loss so large: a goal
HALF = 0.5


@dataclass(frozen=True, eq=False)
class Present:
    """The network now: its place in the run and on the map."""

    step: int
    network: MLP
    part: Slice
    loss: float
    gradient: Array

    @property
    def place(self) -> tuple[float, float]:
        """Its coordinates on the map."""
        return self.part.coordinates([self.network.parameters])[0]


class LossMap(Played):
    """A slice of the loss, the trail of training over it, and a point to be dragged."""

    def __init__(self, view: View, settings: Settings) -> None:
        """Start where the form stands."""
        super().__init__(view, settings)
        self.run: MapRun | None = None

    def draw(self) -> None:
        """Draw the slice through the present network, and say where it stands."""
        run = self._prepare()
        now = self._present(run)
        path = run.path(now.step)
        picture = self._picture()
        finely = now.part.steps is None and not self.player.running
        picture.draw(run, now.part.plane, now.part.names, finely=finely)
        picture.trail(now.part.coordinates(path))
        if now.part.steps is not None:
            first, second = now.part.steps
            picture.arrow(now.place, (float(now.gradient[first]), float(now.gradient[second])))
        picture.ring(now.place)
        self._offer_what_counts(now)
        self._say(run, now, path)
        self._judge(run, now, path)

    def tick(self, elapsed: float) -> None:
        """Let training go on."""
        self._prepare()
        super().tick(elapsed)

    def act(self, action: str) -> None:
        """Obey a button."""
        self._prepare()
        if action == "ten":
            self.player.run_to(self.player.step + 10)
            self.keep()
        else:
            super().act(action)

    def point(self, pointer: Pointer) -> None:
        """Drag the network over the map: that sets its weights, and a new run starts there."""
        if pointer.phase in ("down", "move"):
            picture = self._picture()
            self._move(picture.x.invert(pointer.x), picture.y.invert(pointer.y))

    def press(self, key: Key) -> None:
        """Move the network with the arrow keys."""
        if key.key in ARROWS:
            step = self.settings["reach"] * NUDGE * (0.2 if key.shift else 1.0)
            u, v = self._present(self._prepare()).place
            du, dv = ARROWS[key.key]
            self._move(u + du * step, v + dv * step)

    def _move(self, u: float, v: float) -> None:
        now, reach = self._present(self._prepare()), self.settings["reach"]
        moved = now.part.parameters(*(float(np.clip(c, -reach, reach)) for c in (u, v)))
        # Those that are not on the map may have run far away.
        within = np.clip(moved, *self.limits["weights"].ends).tolist()
        self.set("weights", "_".join(f"{w:.4g}" for w in within))
        self.jump(0)

    def _picture(self) -> MapPicture:
        return MapPicture(self.view.pens["map"], self.settings["reach"])

    def _prepare(self) -> MapRun:
        """The run that the form describes, with the player where the form says."""
        s = self.settings
        weights = tuple(float(text) for text in s["weights"].split("_") if text)
        plan = MapSetup(s["net"], s["loss"], s["rate"], int(s["seed"]), weights)
        if self.run is None or self.run.plan != plan:
            if self.run is None or self.run.plan.net != plan.net:
                self._offer(plan)
            self.run = MapRun(plan)
            self.player.jump(0)
        run = self.run
        run.path(self.place() + 1)
        self.follow(run.length, STEP_MS)
        return run

    def _offer(self, plan: MapSetup) -> None:
        """List the weights of this network as axes of the map; two different ones are chosen."""
        network = MapRun(plan).mlp
        choices = [(spot.name, name_of(spot, network.sizes)) for spot in spots_of(network.sizes)]
        for control, spot in zip(("first", "second"), self._axes(network), strict=True):
            self.view.options(control, choices)
            self.set(control, spot.name)

    def _present(self, run: MapRun) -> Present:
        network = run.at(self.player.step)
        if self.settings["plane"] == "random" and run.plan.net != "one":
            part = Slice.random(run, network, run.plan.seed)
        else:
            first, second = self._axes(run.mlp)
            names = name_of(first, run.mlp.sizes), name_of(second, run.mlp.sizes)
            part = Slice.through(
                network, index_of(network, first), index_of(network, second), names
            )
        return Present(self.player.step, network, part, run.loss(network), run.gradient(network))

    def _axes(self, network: MLP) -> tuple[Spot, Spot]:
        """The two chosen parameters; where one is missing or both are the same, the first ones."""
        spots = spots_of(network.sizes)
        first, second = (Spot.of(self.settings[name]) for name in ("first", "second"))
        one = first if first in spots else spots[0]
        other = second if second in spots and second != one else None
        assert one is not None
        return one, other or next(spot for spot in spots if spot != one)

    def _offer_what_counts(self, now: Present) -> None:
        """Two numbers are the whole map; random directions leave no numbers to choose."""
        self.view.attribute("shows", "hidden", now.network.layout.size == 2)
        for part in ("across", "upwards"):
            self.view.attribute(part, "disabled", now.part.steps is None)

    def _say(self, run: MapRun, now: Present, path: list[Array]) -> None:
        view, size = self.view, now.network.layout.size
        view.text("loss-now", number(now.loss))
        view.text("place", _place(now))
        view.text("slope", _slopes(now))
        view.text("size", _size(size, now))
        if len(path) > 1:
            share = percent(now.part.share(path[-1] - path[-2]))
            view.text("within", f"{share} of the last step’s length lies in this map.")
        else:
            view.text("within", "No step was made yet.")
        first = max(0, len(path) - SHOWN)
        view.rows("steps", [self._row(run, now, i, path[i]) for i in range(first, len(path))])

    def _row(self, run: MapRun, now: Present, step: int, parameters: Array) -> list[str]:
        network = run.mlp.with_parameters(parameters)
        (place,) = now.part.coordinates([parameters])
        length = float(np.linalg.norm(run.gradient(network)))
        numbers = [*place, run.loss(network), length]
        return [str(step), *(number(value) for value in numbers)]

    def _judge(self, run: MapRun, now: Present, path: list[Array]) -> None:
        """Tick the goals, and say the outcome; a goal once reached stays reached."""
        length = float(np.linalg.norm(now.gradient))
        start = run.loss(run.mlp.with_parameters(path[0]))
        hidden = len(path) > 1 and now.part.share(path[-1] - path[-2]) < HALF
        goals = {
            "flat": run.plan.loss == "mse" and length < FLAT and now.loss > HIGH,
            "down": now.loss < HALF * start,
            "hidden": hidden,
        }
        new = self.reach(**goals)
        praise = "✓ You have reached a goal. " if new else ""
        self.view.status(
            f"{praise}Step {now.step}: {_place(now)}, loss {number(now.loss)}, "
            f"length of the gradient {number(length)}.{_end(run, now)}"
        )


def _place(now: Present) -> str:
    """Where the ring is, in the words of the axes."""
    named = zip(now.part.names, now.place, strict=True)
    return ", ".join(f"{name} = {number(value)}" for name, value in named)


def _end(run: MapRun, now: Present) -> str:
    """Why there is no next step, where there is none."""
    if now.step < run.length:
        return ""
    if run.length == LONGEST:
        return f" The run ends after {LONGEST} steps."
    return " The run ends here: the next numbers would be infinite."


def _slopes(now: Present) -> str:
    if now.part.steps is None:
        return f"length {number(float(np.linalg.norm(now.gradient)))}"
    across, up = (float(now.gradient[index]) for index in now.part.steps)
    sideways = "left" if across < 0 else "right"
    upright = "downwards" if up < 0 else "upwards"
    return f"{number(abs(across))} to the {sideways}, {number(abs(up))} {upright}"


def _size(size: int, now: Present) -> str:
    if size == 2:
        return "2, and both are on the map: it is the whole truth."
    return (
        f"{size}. The map is a slice through the present network: when the others move, it changes."
    )
