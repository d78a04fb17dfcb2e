"""The hero: a small network whose neurons are lenses, to be trained, asked, and trained again."""

from __future__ import annotations

from collections.abc import Sequence

from kit.kinds.by_epochs import ByEpochs
from kit.messages import ARROWS, Key, Pointer, Settings
from kit.page.view import View
from kit.pictures.contours import Grid
from kit.words.numbers import number, percent
from pycore import MLP
from widgets.hero.moving import draw_moving
from widgets.hero.picture import Light, draw_network, draw_points, layout_of, plane
from widgets.hero.training import EPOCHS, SIZES, Training, asked, data, lens_maps
from widgets.hero.waves import FILL_MS, LIGHT_MS, TRAVEL_MS, Wave
from widgets.hero.words import key, sentence, table, words_on

EPOCH_MS = 1000 / 60
COARSE, FINE = 0.5, 0.1
"""How far an arrow key moves the ring, and with Shift."""

MOVING, RESTING = (24, 48), (72, 120)
"""Cells a side of a neuron's map and of the output's, while it trains and at rest."""


class Hero(ByEpochs):
    """The network at one epoch of one run, and a point that can be sent through it."""

    play_word = "Train it"

    def __init__(self, view: View, settings: Settings) -> None:
        """Let the lenses fill from left to right, for they were empty until Python came."""
        super().__init__(view, settings)
        self._training: Training | None = None
        self._sending = Wave(len(SIZES), TRAVEL_MS, LIGHT_MS)
        self._filling = Wave(len(SIZES), 0.0, FILL_MS, first=0)
        self._filling.start()
        self._maps: tuple[object, tuple[Grid, Grid]] | None = None
        self._drawn: dict[str, Sequence[object]] = {}

    def act(self, action: str) -> None:
        """Train and pause; send the point through; forget everything and train again."""
        self._filling.end()
        if action == "send":
            self.jump(self.player.step)
            self._sending.start(stands=self.view.still)
            return
        self._sending.end()
        if action == "forget":
            low, high = self.limits["seed"].ends
            seed = float(self.settings["seed"]) + 1
            self.set("seed", seed if seed <= high else low)
            self.jump(0)
            super().act("play")
        else:
            super().act(action)
        if self.view.still and self.player.running:
            self.jump(EPOCHS)
        elif self.player.running:
            # The first epoch at once: a press of which nothing comes while a wave still runs is no
            # deed, and Undo could not take the run back.
            self.player.tick(EPOCH_MS)
            self.keep()

    def recall(self, mark: int) -> None:
        """Stand still: what moves belongs to the settings before."""
        super().recall(mark)
        self._sending.end()
        self._filling.end()

    def tick(self, elapsed: float) -> None:
        """Let time pass for whatever moves."""
        self._filling.tick(elapsed)
        self._sending.tick(elapsed)
        super().tick(elapsed)

    def point(self, pointer: Pointer) -> None:
        """Drag the ring on the output."""
        if pointer.phase in ("down", "move"):
            axes = plane(self.view.pens["points"].box)
            self.drag("x1", axes.x.invert(pointer.x), decimals=1)
            self.drag("x2", axes.y.invert(pointer.y), decimals=1)

    def press(self, key: Key) -> None:
        """Move the ring with the arrow keys."""
        if key.key in ARROWS:
            step = FINE if key.shift else COARSE
            for name, direction in zip(("x1", "x2"), ARROWS[key.key], strict=True):
                self.drag(name, self.settings[name] + direction * step, decimals=1)

    def draw(self) -> None:
        """Show the network at the present epoch, and what it makes of the point under the ring."""
        if self.view.still:
            self._filling.end()
        epoch = self.follow(EPOCHS, EPOCH_MS)
        training = self._trained()
        record, mlp = training.at(epoch), training.mlp
        self.view.running(self.player.running or self._sending.running or self._filling.running)
        point = float(self.settings["x1"]), float(self.settings["x2"])
        sums, values = asked(mlp, point)
        self._draw_pictures(mlp, (training.seed, epoch), values)
        self._show_buttons(epoch)
        self.view.text("epoch", str(epoch))
        self.view.text("loss", number(record.train_loss))
        self.view.text("right", percent(record.train_accuracy or 0.0))
        self.view.text("key", key(mlp, epoch))
        self.view.rows("table", table(mlp, sums, values))
        self.view.status(sentence(record, len(data()), point, values[-1][0]))

    def _trained(self) -> Training:
        seed = int(self.settings["seed"])
        if self._training is None or self._training.seed != seed:
            self._training = Training(seed, self.view.host)
        return self._training

    def _show_buttons(self, epoch: int) -> None:
        """What is next: training, and after it sending a point, or another start."""
        running = self.player.running
        self.view.text("play", "Pause" if running else "Go on" if epoch else self.play_word)
        self.view.attribute("play", "hidden", epoch >= EPOCHS)
        self.view.attribute("forget", "hidden", epoch == 0 or running)

    def _draw_pictures(self, mlp: MLP, state: tuple[int, int], values: list[list[float]]) -> None:
        """Draw what has changed; the ring and the values always."""
        pens, filling = self.view.pens, self._filling.running
        wave = self._filling if filling else self._sending
        layers = range(len(SIZES))
        light = Light(
            tuple(wave.lit(layer) for layer in layers),
            tuple(self._sending.on_the_way(layer) for layer in layers),
        )
        sides = MOVING if self.player.running else RESTING
        if self._is_news("network", state, sides, light, filling):
            maps = self._maps_of(mlp, state, sides)
            draw_network(pens["network"], mlp, maps, light, filling=filling)
        if self._is_news("points"):
            draw_points(pens["points"], data())
        words = {
            spot: words_on(spot, mlp, values[spot.layer][spot.target])
            for spot in layout_of(pens["moving"].box).neurons
        }
        draw_moving(pens["moving"], mlp, values, words, light)

    def _is_news(self, part: str, *shown: object) -> bool:
        """Whether a picture has to be drawn again: a size that comes has wiped it, like or not.

        With a font or another theme come new tokens, if only of the same colours.
        """
        pen, before = self.view.pens[part], self._drawn.get(part)
        self._drawn[part] = now = (shown, pen.size, pen.tokens)
        return (
            before is None
            or before[0] != now[0]
            or any(old is not new for old, new in zip(before[1:], now[1:], strict=True))
        )

    def _maps_of(
        self, mlp: MLP, state: tuple[int, int], sides: tuple[int, int]
    ) -> tuple[Grid, Grid]:
        if self._maps is None or self._maps[0] != (state, sides):
            self._maps = (state, sides), lens_maps(mlp, *sides)
        return self._maps[1]
