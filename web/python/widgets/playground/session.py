"""What happens between the form and the run: settings are followed, buttons obeyed, time passes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from kit.messages import Settings
from kit.network_layout import Spot
from kit.network_picture import weight_of
from kit.runs import Run
from kit.stops import Stop
from pycore.compiled import Host
from pycore.numerics import Array
from widgets.playground.recipe import Recipe
from widgets.playground.sharing import from_text, to_text
from widgets.playground.workbench import Workbench

SLICE = 0.010
"""Seconds of training between two pictures."""

EPOCHS_A_SECOND = {"ten": 10.0, "one": 1.0, "batch": 2.0}
"""The slow speeds; the last one counts mini-batches."""

GROWING, FIRST, DOUBLING = "growing", 10.0, 1.0
"""The speed that a reader meets first: 10 epochs a second, doubled every second."""

FULL = 1000.0
"""Epochs a second at which a growing speed is as good as the full one."""

MOST_WORK = 200_000_000
"""Parameters times samples times epochs that are trained again at once: about a second or two."""

LARGEST_WEIGHT = 1000.0
OWN = ("trained", "step", "rate", "weight")
"""Controls that the run moves by itself; another value in them is the reader's wish."""


class Session:
    """A workbench that follows the form.

    Attributes:
        bench: The samples, the network and its run, as the form asks for.
        playing: Whether time trains.
        objection: Why something was refused, in words; "" if nothing was.
    """

    def __init__(self, settings: Settings, host: Host | None) -> None:
        """Build what the form asks for, in the state that a link may name."""
        self._host = host
        self.bench = Workbench(Recipe.of(settings), float(settings["rate"]), host)
        self.playing = False
        self.objection = ""
        self._stop = Stop()
        self._due = 0.0
        self._hurried = False
        self._played = 0.0  # seconds since the button was pressed
        self._by_hand: Array | None = None  # a start that the reader made
        if settings["trained"]:
            self._take_state(settings["trained"])
        self._shown = self.form(settings)
        if settings["trained"] and not self.objection:  # its epoch counts, whatever the form says
            self._shown = {name: settings[name] for name in OWN}

    @property
    def run(self) -> Run:
        """The run of the present workbench."""
        return self.bench.run

    def form(self, settings: Settings) -> Settings:
        """What the form should say of the run."""
        spot = Spot.of(settings["picked"])
        editable = self.has(spot) and spot is not None and spot.kind != "n"
        weight = weight_of(self.run.mlp, spot) if editable and spot is not None else 0.0
        return {
            "trained": "" if self._is_fresh() else to_text(self.run.state),
            "step": float(self.run.epoch),
            "rate": f"{self.run.rate:g}",
            "weight": round(float(np.clip(weight, -LARGEST_WEIGHT, LARGEST_WEIGHT)), 2),
        }

    def show(self, settings: Settings) -> Settings:
        """As `form`, but only what has changed since the last time."""
        now = self.form(settings)
        news = {name: value for name, value in now.items() if settings[name] != value}
        self._shown = now
        return news

    def has(self, spot: Spot | None) -> bool:
        """Whether the network has this part."""
        if spot is None:
            return False
        sizes = self.run.mlp.sizes
        if spot.layer >= len(sizes) or not 0 <= spot.target < sizes[spot.layer]:
            return False
        if spot.kind == "n":
            return True
        return spot.layer > 0 and 0 <= spot.source < sizes[spot.layer - 1]

    def is_too_long(self) -> bool:
        """Whether the network has been trained or edited, and is too large for an address."""
        return not self._is_fresh() and not self._shown["trained"]

    def follow(self, settings: Settings) -> None:
        """Do what the form asks for since the last time."""
        self.objection = ""
        recipe, rate = Recipe.of(settings), float(settings["rate"])
        wishes = {name for name in OWN if settings[name] != self._shown[name]}
        if recipe != self.bench.recipe:
            self._rebuild(recipe, rate)
            if "trained" in wishes:  # a link, or Undo
                self.playing = False
                if settings["trained"]:
                    self._take_state(settings["trained"])
            return
        if "trained" in wishes:
            self._take_state(settings["trained"])
        elif "step" in wishes:
            self._go_to(int(settings["step"]))
        elif "weight" in wishes and (spot := Spot.of(settings["picked"])):
            self._edit(spot, settings["weight"])
        if "rate" in wishes and rate != self.run.rate:
            self.run.change_rate(rate)

    def take_start(self, parameters: Array) -> None:
        """Begin the run with parameters that come from elsewhere."""
        self.playing = False
        self.run.seek(0)
        self.run.edit(parameters)
        self._by_hand = self.run.mlp.parameters.copy()

    def play(self, settings: Settings) -> None:
        """Train, or pause. What has been reached already does not stop the run."""
        self.playing = not self.playing and self.run.divergence is None
        self._due, self._played, self._hurried = 0.0, 0.0, False
        epoch, loss = int(settings["stopepoch"]), float(settings["stoploss"])
        now = self.run.record
        self._stop = Stop(
            epoch if epoch > now.epoch else None,
            loss if 0 < loss <= now.train_loss else None,
        )

    def one_epoch(self) -> None:
        """Train to the end of the present epoch, or one more."""
        self.playing = False
        self.run.train(epochs=1)

    def one_batch(self) -> None:
        """Train on one mini-batch."""
        self.playing = False
        self.run.step()

    def restart(self) -> None:
        """Go back to epoch 0."""
        self.playing = False
        self.run.seek(0)

    def pass_time(self, elapsed: float, speed: str, clock: Callable[[], float]) -> None:
        """Train for a frame, at full speed or at a slow one."""
        if not self.playing:
            return
        pace = self._epochs_a_second(speed)
        self._played += elapsed / 1000
        if pace >= FULL:
            self.playing = self.run.advance(SLICE, clock, self._stop)
            return
        self._due += elapsed / 1000 * pace
        end = clock() + SLICE
        while self._due >= 1 and self.playing:
            self._due -= 1
            if speed == "batch":
                self.run.step()
            else:
                self.run.train(1)
            met = self.run.batch == 0 and self._stop.met(self.run.record)
            self.playing = self.run.divergence is None and not met
            if speed == GROWING and clock() >= end:
                self._due = 0.0  # this is as fast as it goes here

    def _epochs_a_second(self, speed: str) -> float:
        """The speed now; training up to an epoch that a link names is done at full speed."""
        if self._hurried:
            return FULL
        if speed == GROWING:
            return min(FIRST * float(2.0 ** (self._played / DOUBLING)), FULL)
        return EPOCHS_A_SECOND.get(speed, FULL)

    def _go_to(self, epoch: int) -> None:
        """Go to an epoch; one that lies ahead of the run, as in a link, is trained for.

        A link may name an epoch long before the state that it brings. Nothing is kept between them.
        """
        known = [record.epoch for record in self.run.history if record.epoch <= epoch]
        again = min(epoch, self.run.last) - max(known, default=0)
        if again * self.run.mlp.layout.size * len(self.bench.train) > MOST_WORK:
            self.objection = f"Epoch {epoch} was not visited: it is too far from all that is kept."
            return
        ahead = epoch - self.run.last
        self.run.seek(epoch)
        self.playing, self._stop, self._hurried = ahead > 1, Stop(epoch), True
        if ahead == 1:
            self.run.train(epochs=1)

    def _rebuild(self, recipe: Recipe, rate: float) -> None:
        same_net = recipe.net == self.bench.recipe.net
        self.bench = Workbench(recipe, rate, self._host)
        self._by_hand = self._by_hand if same_net else None
        if self._by_hand is not None:
            self.run.edit(self._by_hand)

    def _is_fresh(self) -> bool:
        """Whether the network is as its seed makes it, so that nothing has to be kept."""
        return self.run.epoch == 0 and np.array_equal(self.run.state.parameters, self.bench.start)

    def _take_state(self, text: str) -> None:
        """Go to a state of this run, or on from one of another; "" is the start by the seed."""
        self.playing = False
        if text == "":
            self.run.seek(0)
            self._by_hand = None
            if not self._is_fresh():
                self.run.edit(self.bench.start)
            return
        try:
            state = from_text(text, like=self.run.state)
        except ValueError as error:
            self.objection = f"The link was not followed in part: {error}."
            return
        if state.epoch <= self.run.last:
            self.run.seek(state.epoch)
            if np.array_equal(self.run.mlp.parameters, state.parameters):
                return
        self.run.adopt(state)
        self._by_hand = state.parameters.copy() if state.epoch == 0 else self._by_hand

    def _edit(self, spot: Spot, value: float) -> None:
        if not self.has(spot) or spot.kind == "n":
            return
        mlp = self.run.mlp
        source = spot.source if spot.kind == "w" else None
        changed = mlp.parameters.copy()
        changed[mlp.layout.index(spot.layer - 1, spot.target, source)] = value
        self.run.edit(changed)
        if self.run.epoch == 0:
            self._by_hand = changed
