"""The forward widget: a network of the reader's own, and the signal that travels through it.

Longer than other files: whatever the reader may pick, build or play meets in one class.
"""

from __future__ import annotations

from kit.messages import Key, Pointer, Settings
from kit.page.view import View
from kit.page.widget import Widget
from kit.pictures.network_layout import NetworkLayout, Spot
from kit.pictures.network_picture import draw_network, weight_of
from kit.run.players import ACTIONS, Player
from widgets.forward import network as made
from widgets.forward.goals import reached
from widgets.forward.picture import run_back, scene_of
from widgets.forward.show import show_network, show_part, show_player, show_tour
from widgets.forward.state import Pass
from widgets.forward.tables import progress
from widgets.forward.tour import STOPS, stop
from widgets.forward.words import words_for

STEP_MS = 1600.0
ECHO_MS = 1100.0


class Forward(Widget):
    """A network whose layers are computed one after the other; everything in it can be picked."""

    def __init__(self, view: View, settings: Settings) -> None:
        """Start with nothing computed beyond what the form says."""
        super().__init__(view, settings)
        self._player = Player(length=1, step_ms=STEP_MS)
        self._echo = Player(length=0, step_ms=ECHO_MS)
        self._hovered: Spot | None = None
        self._speaks_of_pick = False
        self._glides = False
        self._now = self._pass()
        self._said: tuple[Settings, Spot | None] = ({}, None)

    def draw(self) -> None:
        """Compute the network once; picture, equation, tables and code all speak of it."""
        if not self._glides:
            self._now = self._pass()
            self._say(self._now)
            self._said = dict(self.settings), self._hovered
        self._glides = False
        if self.settings["tour"] != str(len(STOPS)):
            self._echo.seek(self._echo.length)
        self.view.running(self._player.running or self._echo.running)
        pen, numbers = self.view.pens["network"], self.settings["numbers"]
        shown = self._hovered or self._picked
        scene = scene_of(self._now, self._layout, self._player.share, shown, numbers)
        if self._echo.running:
            run_back(scene, self._now, self._layout, self._echo.position)
        pen.clear()
        missing = draw_network(pen, self._layout, self._now.network, scene)
        written = len(scene.labels) + len(scene.notes)  # a note covers the number of a bias
        whole = not missing and written == len(self._layout.edges)
        self.view.attribute("missing", "hidden", whole or not numbers)

    def _say(self, now: Pass) -> None:
        new = self.reach(**reached(now, self._picked))
        show_network(self.view, now, self._layout)
        show_player(self.view, now, self._player)
        show_part(self.view, now, self._hovered or self._picked, self._picked)
        show_tour(self.view, now, int(self.settings["tour"]))
        self.view.status(self._status(now, new))

    def act(self, action: str) -> None:
        """Obey the buttons: the player's, the network's and the tour's."""
        sizes = made.sizes_of(self.settings["sizes"])
        name, _, slot = action.partition("-")
        match name:
            case _ if action in ACTIONS:
                self._pass()  # brings the player to where the reader has put it
                self._player.act(action)
                self.set("step", self._player.step)
                self._speaks_of_pick = False
            case "more" | "fewer":
                self._rebuild(made.resized(sizes, int(slot), 1 if name == "more" else -1))
            case "deeper":
                self._rebuild(made.deepened(sizes))
            case "flatter":
                self._rebuild(made.flattened(sizes))
            case "weights":
                self._draw_weights()
            case "tour":
                self._go_on_tour(slot)
            case _:
                super().act(action)

    def point(self, pointer: Pointer) -> None:
        """Pick what is under the pointer; show what it passes over."""
        spot = self._layout.spot_at(pointer.x, pointer.y)
        match pointer.phase:
            case "down":
                self._hovered = None
                self._pick(spot)
            case "hover":
                self._hovered = spot
            case "leave":
                self._hovered = None

    def press(self, key: Key) -> None:
        """Walk through the network with the keys; Enter computes the next layer."""
        match key.key:
            case "Focus" | "Blur":
                self._speaks_of_pick = self._speaks_of_pick or self._picked is not None
            case "Enter":
                self.act("step")
            case "Space":
                self.act("play")
            case _:
                self._pick(self._layout.neighbour(self._picked, key.key))

    def recall(self, mark: int) -> None:
        """Stand still: what plays belongs to the settings before."""
        self._player.halt()
        self._echo.halt()

    def tick(self, elapsed: float) -> None:
        """Let the signal travel on; between two layers only the picture changes."""
        before = self._player.step
        self._player.tick(elapsed, float(self.settings["speed"]))
        self.set("step", self._player.step)
        self._echo.tick(elapsed)
        unchanged = self._said == (self.settings, self._hovered)
        running = self._player.running or self._echo.running
        self._glides = unchanged and running and self._player.step == before

    def _pass(self) -> Pass:
        """The forward pass as far as it has come; the player is brought to the form's step."""
        network = made.build(self.settings)
        self._player.still = self.view.still
        self._player.resize(len(network.layers))
        self._player.seek(self.settings["step"])
        self.set("step", self._player.step)
        x = [self.settings[f"x{i}"] for i in range(1, network.sizes[0] + 1)]
        return Pass(network, network.forward(x), self._player.step)

    def _status(self, now: Pass, praise: bool) -> str:
        tour = int(self.settings["tour"])
        if tour:
            words = f"Guided tour, stop {tour} of {len(STOPS)}: {STOPS[tour - 1]}."
        elif self._speaks_of_pick and self._picked:
            part = words_for(now, self._picked)
            words = f"{part.title}: {part.equation}"
        else:
            words = progress(now)
        return f"✓ You have reached a goal. {words}" if praise else words

    @property
    def _layout(self) -> NetworkLayout:
        return NetworkLayout(self.view.pens["network"].box, made.sizes_of(self.settings["sizes"]))

    @property
    def _picked(self) -> Spot | None:
        spot = Spot.of(self.settings["picked"])
        return spot if self._layout.has(spot) else None

    def _pick(self, spot: Spot | None) -> None:
        self._keep_slider()
        self.set("picked", spot.name if spot else "")
        self._bring_slider()
        self._speaks_of_pick = True

    def _rebuild(self, sizes: made.Sizes) -> None:
        """Give the network other sizes; what the reader has set stays where it still can."""
        self._keep_slider()
        before = made.sizes_of(self.settings["sizes"])
        edits = made.edits_of(self.settings["edits"])
        if len(before) != len(sizes):
            edits = made.moved(edits, before, sizes)
        self.set("sizes", ",".join(map(str, sizes)))
        self.set("edits", made.written(edits))
        self._hovered, self._speaks_of_pick = None, False
        self.set("picked", self._picked.name if self._picked else "")
        self._bring_slider()

    def _draw_weights(self) -> None:
        self.set("seed", str(int(self.settings["seed"]) % made.MOST_SEEDS + 1))
        self.set("edits", "")
        self._bring_slider()

    def _keep_slider(self) -> None:
        """Write the weight under the slider down, before the slider goes to another one."""
        spot, value = self._picked, float(self.settings["weight"])
        if spot is None or spot.kind == "n":
            return
        if weight_of(made.untouched(self.settings), spot) != value:
            edits = made.edits_of(self.settings["edits"]) | {spot: value}
            self.set("edits", made.written(edits))

    def _bring_slider(self) -> None:
        spot = self._picked
        if spot and spot.kind != "n":
            self.set("weight", weight_of(made.untouched(self.settings), spot))

    def _go_on_tour(self, deed: str) -> None:
        """Start, go on, go back or leave; the reader's place goes with the tour."""
        here = int(self.settings["tour"])
        there = {"start": 1, "next": (here + 1) % (len(STOPS) + 1), "back": max(here - 1, 1)}
        self.set("tour", str(there.get(deed, 0)))
        if self.settings["tour"] == "0":
            self.view.focus("tour-start")
            return
        chosen = stop(self._pass(), int(self.settings["tour"]))
        self._pick(chosen.spot)
        self._player.run_to(chosen.step)
        if self.settings["tour"] == str(len(STOPS)):
            self._player.seek(chosen.step)  # nothing runs back before it has come
            self._echo = Player(length=chosen.step, step_ms=ECHO_MS, still=self.view.still)
            self._echo.run_to(chosen.step)
        self.set("step", self._player.step)
        self.view.focus("tour")
