"""A player: what plays, pauses, goes on by a step and back, and knows nothing of what it plays."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor

ACTIONS = ("play", "step", "back", "replay")


@dataclass
class Player:
    """A position that runs from 0 to `length`, one unit a step.

    The whole number below `position` is a control of the form, so that a reader can scrub, undo and
    share it. What is between two whole numbers lives here alone, for things that glide.

    >>> player = Player(length=3, step_ms=1000)
    >>> player.act("step")
    >>> player.tick(400)
    >>> player.position, player.running
    (0.4, True)
    >>> player.tick(800)
    >>> player.position, player.running
    (1.0, False)
    """

    length: int
    step_ms: float
    position: float = 0.0
    goal: float = 0.0
    still: bool = False
    """Whether a step is a jump, for readers who want no motion; playing waits between jumps."""

    @property
    def running(self) -> bool:
        """Whether time moves the position."""
        return self.position < self.goal

    @property
    def step(self) -> int:
        """Steps that are complete."""
        return floor(self.position)

    @property
    def share(self) -> float:
        """How far the present step has come, from 0 to 1 (excluded)."""
        return 0.0 if self.still else self.position - self.step

    def resize(self, length: int) -> None:
        """Another scene, with `length` steps."""
        self.length = length
        self.position, self.goal = min(self.position, length), min(self.goal, length)

    def seek(self, step: float) -> None:
        """Stand still at a step, unless the player is just passing it."""
        if step != self.step:
            self.jump(step)

    def jump(self, step: float) -> None:
        """Stand still at a step, wherever the player was."""
        self.position = self.goal = float(min(max(step, 0), self.length))

    def halt(self) -> None:
        """Stand still at the last whole step."""
        self.jump(self.step)

    def run_to(self, step: int) -> None:
        """Play on to a step, or go back to it at once."""
        self.goal = float(min(max(step, 0), self.length))
        if self.still or self.position > self.goal:
            self.position = self.goal

    def act(self, action: str) -> None:
        """Obey a button: "play" also pauses, and starts again at the end; "step", "back", "replay".

        Raises:
            ValueError: no such button.
        """
        match action:
            case "play" if self.running:
                self.goal = self.position
            case "play":
                self.position = 0.0 if self.position >= self.length else self.position
                self.goal = float(self.length)
            case "step":
                self.goal = float(min(floor(self.position) + 1, self.length))
                self.position = self.goal if self.still else self.position
            case "back":
                self.jump(ceil(self.position) - 1)
            case "replay":
                self.position, self.goal = 0.0, float(self.length)
            case _:
                raise ValueError(f"action {action!r} must be one of {', '.join(ACTIONS)}")

    def tick(self, elapsed: float, speed: float = 1.0) -> None:
        """Let `elapsed` milliseconds pass, at a multiple of the usual speed."""
        if self.running:
            self.position = min(self.position + elapsed * speed / self.step_ms, self.goal)
