"""What pointer and keys do on the pictures: picking parts, reading the map, drawing points."""

from __future__ import annotations

from collections.abc import Callable
from math import hypot
from typing import Any

from kit.messages import ARROWS, Key, Pointer, Settings
from kit.pen.pen import Pen
from kit.pictures.network_layout import Spot
from kit.pictures.plane import Plane
from pycore.datasets import CLASSIFICATION
from widgets.playground.data.points import EDGE, MOST_POINTS, Own, parse_points, write_points
from widgets.playground.pictures.network import MapLayout
from widgets.playground.pictures.scene import SPAN
from widgets.playground.pictures.show import Looking
from widgets.playground.run.session import Session

FINE, COARSE = 0.1, 0.5
"""How far an arrow key moves the cross-hair, with Shift and without."""

NEAR = 0.5
"""A point this near to a press is the one that is meant."""


class Gestures:
    """Turns presses into settings; `put` moves a control of the form."""

    def __init__(self, session: Session, looking: Looking, put: Callable[[str, Any], None]) -> None:
        self._session = session
        self._looking = looking
        self._put = put

    def on_network(self, layout: MapLayout, pointer: Pointer, settings: Settings) -> None:
        """Look at a part while the pointer is over it; a press picks it, or lets it go."""
        spot = layout.spot_at(pointer.x, pointer.y)
        if pointer.phase == "leave":
            self._looking.spot = None
        elif pointer.phase == "hover":
            self._looking.spot = spot
        elif pointer.phase == "down":
            name = spot.name if spot else ""
            self._put("picked", "" if name == settings["picked"] else name)

    def key_on_network(self, layout: MapLayout, key: Key, settings: Settings) -> bool:
        """Go from part to part; True if the reader wants to edit the one that is picked."""
        picked = Spot.of(settings["picked"])
        picked = picked if picked is not None and self._session.has(picked) else None
        if key.key in ("Enter", "Space"):
            return picked is not None and picked.kind != "n"
        if key.key not in ("Focus", "Blur"):
            spot = layout.neighbour(picked, key.key)
            self._put("picked", spot.name if spot else "")
        return False

    def on_map(self, pen: Pen, pointer: Pointer, settings: Settings) -> None:
        """Read the map under the pointer; a press draws or erases one of the reader's points."""
        plane, looking = Plane(pen, *SPAN), self._looking
        inside = (
            plane.frame.left <= pointer.x <= plane.frame.right
            and plane.frame.top <= pointer.y <= plane.frame.bottom
        )
        at = (plane.x.invert(pointer.x), plane.y.invert(pointer.y))
        if pointer.phase == "leave" or not inside:
            looking.point = None
        elif pointer.phase == "hover":
            looking.point = at
        elif pointer.phase == "down":
            data = self._session.bench.recipe.data
            looking.point, looking.cross = at, None if data.is_own else at  # a finger leaves
            is_class = data.task == CLASSIFICATION
            self._mark(at, settings, erase=is_class and settings["brush"] == "erase")

    def key_on_map(self, key: Key, settings: Settings) -> None:
        """Move the cross-hair; Enter or Space draws a point there, Delete erases the nearest.

        It appears with the first key, not with the focus, which a press of the mouse brings too.
        """
        looking = self._looking
        if key.key == "Blur":
            looking.cross = None
            return
        x1, x2 = looking.cross or (0.0, 0.0)
        step = FINE if key.shift else COARSE
        across, up = ARROWS.get(key.key, (0, 0))
        x1, x2 = (round(min(max(n, -EDGE), EDGE), 2) for n in (x1 + across * step, x2 + up * step))
        looking.cross, looking.point = (x1, x2), None
        if key.key in ("Enter", "Space", "Delete", "Backspace"):
            self._mark((x1, x2), settings, erase=key.key in ("Delete", "Backspace"))

    def _mark(self, at: tuple[float, float], settings: Settings, *, erase: bool) -> None:
        """Draw a point of the reader's own, or erase the one that is near."""
        data = self._session.bench.recipe.data
        if not data.is_own:
            return
        own = parse_points(settings["own"])
        rows = list(own.rows)
        if erase:
            places = enumerate(own.on_plane())
            near = [(hypot(x1 - at[0], x2 - at[1]), i) for i, (x1, x2, _) in places]
            distance, index = min(near, default=(NEAR + 1, 0))
            if distance <= NEAR and len(rows) > 1:
                del rows[index]
        elif len(rows) < MOST_POINTS:
            is_class = data.task == CLASSIFICATION
            target = float(settings["brush"] == "blue") if is_class else settings["height"]
            rows.append(own.units.drawn(round(at[0], 2), round(at[1], 2), target))
        self._put("own", write_points(Own(tuple(rows), own.units)))
