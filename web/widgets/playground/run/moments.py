"""What Undo gives back: the run as it was, under the number that the page has given that time."""

from __future__ import annotations

from dataclasses import dataclass

from kit.run.runs import Moment
from pycore.numerics import Array
from widgets.playground.recipe import Recipe

MOST = 100
"""Times that are kept; the page's list of what can be undone is no longer."""


@dataclass(frozen=True, eq=False)
class Remembered:
    """A recipe, the start that the reader made for it, if any, and the run at that time."""

    recipe: Recipe
    by_hand: Array | None
    run: Moment


class Moments:
    """Scenes by number. A higher number is a later time."""

    def __init__(self) -> None:
        self._scenes: dict[int, Remembered] = {}

    def keep(self, mark: int, scene: Remembered) -> None:
        """Keep a scene; what was kept of later times is undone, and of long ago forgotten."""
        kept = {number: old for number, old in self._scenes.items() if mark - MOST < number < mark}
        self._scenes = {**kept, mark: scene}

    def find(self, mark: int) -> Remembered | None:
        """The scene of this number, if it is kept."""
        return self._scenes.get(mark)
