"""What widgets that play something share: a player and its buttons."""

from __future__ import annotations

from kit.messages import Settings
from kit.page.view import View
from kit.page.widget import Widget
from kit.run.players import Player


class Played(Widget):
    """A widget that plays something, one step of its player at a time.

    The step that is shown is a control of the form, `step`; so undo, reset and a link need nothing
    more. The form's parts `play`, `on` and `back` are buttons with the actions of a player.
    """

    play_word = "Train"
    """What the button `play` says while nothing plays."""

    def __init__(self, view: View, settings: Settings) -> None:
        """Start at the step of the settings."""
        super().__init__(view, settings)
        self.player = Player(length=1, step_ms=100.0)

    def act(self, action: str) -> None:
        """Play, go a step on or back; pause at a whole step; "start" returns to the first place."""
        if action == "start":
            self.player.jump(0)
        elif action == "play" and self.player.running:
            self.player.halt()
        else:
            self.player.act(action)
        self.keep()

    def tick(self, elapsed: float) -> None:
        """Let time pass while something is played."""
        self.player.tick(elapsed)
        self.keep()

    def recall(self, mark: int) -> None:
        """Stand still: what plays belongs to the settings before."""
        self.player.halt()

    def keep(self) -> None:
        """Make the step that is complete a setting of the form."""
        if self.player.step != self.place():
            self.go(self.player.step)

    def jump(self, step: int) -> None:
        """Stand still at a step, wherever the player was."""
        self.player.jump(step)
        self.keep()

    def place(self) -> int:
        """The step that the form names."""
        return int(self.settings["step"])

    def go(self, place: int) -> None:
        """Let the form name another step."""
        self.set("step", float(place))

    def follow(self, length: int, step_ms: float) -> int:
        """Stand at the form's step, of `length`; what is played goes on. Return the step."""
        player = self.player
        player.still, player.step_ms = self.view.still, step_ms
        player.resize(length)
        player.seek(min(self.place(), length))
        self.view.running(player.running)
        self.view.text("play", "Pause" if player.running else self.play_word)
        for part, at_end in (("on", player.step >= length), ("back", player.position == 0)):
            self.view.attribute(part, "aria-disabled", str(at_end).lower())
        return player.step
