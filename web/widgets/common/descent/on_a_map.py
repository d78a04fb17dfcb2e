"""What the two widgets with a map share: a landscape, and a start that is placed on it."""

from __future__ import annotations

from kit.messages import ARROWS, Key, Pointer, Settings
from kit.page.view import View
from pycore.landscapes import Landscape, landscape
from widgets.common.descent.descending import Descending
from widgets.common.descent.grounds import SHORT
from widgets.descent_landscape.picture import relief

KEY_STEP = 0.1


class OnAMap(Descending):
    """A widget whose start is a place on the picture `map`.

    Every landscape has controls of its own, as `x_bowl` and `y_bowl`; so each keeps its start,
    and its sliders have the limits and steps that suit it.
    """

    def __init__(self, view: View, settings: Settings) -> None:
        """Start without a cross-hair."""
        super().__init__(view, settings)
        self.crossed = False
        """Whether the picture has the keyboard's focus, and shows a cross-hair at the start."""

    @property
    def ground(self) -> Landscape:
        """The chosen landscape."""
        return landscape(self.settings["ground"])

    @property
    def start(self) -> tuple[float, float]:
        """Where the ball begins."""
        short = SHORT[self.settings["ground"]]
        return self.settings[f"x_{short}"], self.settings[f"y_{short}"]

    def point(self, pointer: Pointer) -> None:
        """Drag the start over the map, or tap where it should be; let go, the ball rolls."""
        if pointer.part == "map" and self.hold(pointer):
            axes = relief(self.view.pens["map"], self.ground).axes
            self._place(axes.x.invert(pointer.x), axes.y.invert(pointer.y))

    def press(self, key: Key) -> None:
        """Move the start with the arrow keys; the other keys are those of the player."""
        if key.key in ("Focus", "Blur"):
            self.crossed = key.key == "Focus"
        elif key.key in ARROWS:
            size = KEY_STEP / (10 if key.shift else 1)
            (x, y), (right, up) = self.start, ARROWS[key.key]
            self._place(x + right * size, y + up * size)
        else:
            super().press(key)

    def _place(self, x: float, y: float) -> None:
        self.drag(f"x_{SHORT[self.ground.name]}", x)
        self.drag(f"y_{SHORT[self.ground.name]}", y)
