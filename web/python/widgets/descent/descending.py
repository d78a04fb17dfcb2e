"""What the widgets of the descent lesson share: a run that is played step by step."""

from __future__ import annotations

from functools import lru_cache

from kit.messages import Key, Settings
from kit.players import Player
from kit.view import View
from kit.widget import Widget
from pycore.descent import Adam, Momentum, Plain, Run, descend
from pycore.landscapes import landscape

KEYS = {"Enter": "step", "Space": "play"}
ROWS_BEFORE, ROWS_AFTER = 2, 7
GLIDE_MS = 300.0  # a step that is made alone
LONGEST_PLAY_MS = 8000.0  # a whole run takes no longer than this, however many steps it has


class Descending(Widget):
    """A widget with one or more runs that are played together.

    The step that is shown is a text setting, `step`; so a link, undo and reset need nothing more.
    """

    def __init__(self, view: View, settings: Settings) -> None:
        """Start at the step of the settings."""
        super().__init__(view, settings)
        self.player = Player(length=1, step_ms=GLIDE_MS)

    def act(self, action: str) -> None:
        """Play, go a step on or back; pause at a whole step; "start" returns to the first place."""
        if action == "start" or (action == "play" and self.player.running):
            self.player.position = self.player.goal = 0.0 if action == "start" else self.player.step
        else:
            self.player.act(action)
        self._keep()

    def press(self, key: Key) -> None:
        """Make a step with Enter; run or pause with the space bar."""
        if key.key in KEYS:
            self.act(KEYS[key.key])

    def tick(self, elapsed: float) -> None:
        """Let the ball roll on."""
        self.player.tick(elapsed)
        self._keep()

    def follow(self, steps: int) -> None:
        """Show the settings' step of a run with `steps` steps; what rolls goes on rolling."""
        player = self.player
        player.still = self.view.still
        player.resize(steps)
        player.seek(min(int(self.settings["step"]), steps))
        player.step_ms = min(GLIDE_MS, LONGEST_PLAY_MS / max(steps, 1))
        self.view.running(player.running)
        self.view.text("play", "Pause" if player.running else "Run")
        for part, at_end in (("on", player.step >= steps), ("back", player.position == 0)):
            self.view.attribute(part, "aria-disabled", str(at_end).lower())

    def around(self, last: int) -> range:
        """The steps that a table shows: the present one with some before and after it."""
        first = max(min(self.player.step - ROWS_BEFORE, last - ROWS_AFTER), 0)
        return range(first, min(first + ROWS_BEFORE + ROWS_AFTER, last) + 1)

    def _keep(self) -> None:
        """Make the step that is complete a setting of the form."""
        step = str(self.player.step)
        if step != self.settings["step"]:
            self.set("step", step)

    def set(self, control: str, value: float | str) -> None:
        """Move a control of the form, here and on the page."""
        self.settings[control] = value
        self.view.value(control, value)


@lru_cache(maxsize=8)  # three runs, and a frame of playing asks for the same ones again
def rolled(
    name: str,
    start: tuple[float, ...],
    rule: str | Plain | Momentum | Adam,
    rate: float,
    steps: int,
) -> Run:
    """The run of a ball down the landscape of this name."""
    return descend(landscape(name), start, rule, rate=rate, steps=steps)
