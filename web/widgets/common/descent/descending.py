"""What the widgets of the descent lesson share: a run that is played step by step, and its keys."""

from __future__ import annotations

from functools import lru_cache

from kit.kinds.played import Played
from kit.messages import Key, Pointer, Settings
from kit.page.view import View
from pycore.descent import Descent, descend
from pycore.landscapes import landscape
from pycore.optimisers import Adam, Momentum, Plain

KEYS = {"Enter": "step", "Space": "play"}
ROWS_BEFORE, ROWS_AFTER = 2, 7
GLIDE_MS = 300.0  # a step that is made alone
LONGEST_PLAY_MS = 8000.0  # a whole run takes no longer than this, however many steps it has


class Descending(Played):
    """A widget with one or more runs that are played together.

    The step that is shown is a text setting, `step`; so a link, undo and reset need nothing more.
    """

    play_word = "Run"

    def __init__(self, view: View, settings: Settings) -> None:
        """Start with a ball that nobody holds."""
        super().__init__(view, settings)
        self._let_go = False

    def hold(self, pointer: Pointer) -> bool:
        """Whether a pointer holds the ball, which waits at its start; let go, it rolls."""
        if pointer.phase == "down":
            self.jump(0)
        self._let_go = pointer.phase == "up"
        return pointer.phase in ("down", "move")

    def press(self, key: Key) -> None:
        """Make a step with Enter; run or pause with the space bar."""
        if key.key in KEYS:
            self.act(KEYS[key.key])

    def go(self, place: int) -> None:
        """Let the form name another step."""
        self.set("step", str(place))

    def roll(self, steps: int) -> None:
        """Show the settings' step of a run with `steps` steps; what rolls goes on rolling.

        A ball that was let go rolls from its start; where nothing may move it is at the end.
        """
        step_ms = min(GLIDE_MS, LONGEST_PLAY_MS / max(steps, 1))
        self.follow(steps, step_ms)
        if self._let_go:
            self._let_go = False
            self.player.run_to(steps)
            self.keep()
            self.follow(steps, step_ms)

    def around(self, last: int) -> range:
        """The steps that a table shows: the present one with some before and after it."""
        first = max(min(self.player.step - ROWS_BEFORE, last - ROWS_AFTER), 0)
        return range(first, min(first + ROWS_BEFORE + ROWS_AFTER, last) + 1)


@lru_cache(maxsize=8)  # three runs, and a frame of playing asks for the same ones again
def rolled(
    name: str,
    start: tuple[float, ...],
    rule: str | Plain | Momentum | Adam,
    rate: float,
    steps: int,
) -> Descent:
    """The run of a ball down the landscape of this name."""
    return descend(landscape(name), start, rule, rate=rate, steps=steps)
