"""A canvas's 2-D context that writes SVG: what the pictures made ahead ask of one.

Coordinates are rounded to tenths of a pixel, each from where it lies and not from the one before.
Words and maps are left out: a picture is scaled to its frame, and a phone would shrink its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import cos, pi, sin

from scripts.pictures.svg_path import Part, attributes, path_data, written


@dataclass
class Painted:
    """A path with its paint."""

    parts: list[Part]
    fill: str = ""
    stroke: dict[str, str] = field(default_factory=dict)
    opacity: float = 1.0


@dataclass
class Metrics:
    """How wide words are."""

    width: float


class SvgContext:
    """Writes down what is drawn as elements of SVG."""

    fillStyle: str = "currentColor"  # noqa: N815 - these are the browser's names
    strokeStyle: str = "currentColor"  # noqa: N815
    lineWidth: float = 1.0  # noqa: N815
    lineCap: str = "butt"  # noqa: N815
    lineJoin: str = "miter"  # noqa: N815

    def __init__(self) -> None:
        """Begin with nothing."""
        self._clear()

    def _clear(self) -> None:
        self._elements: list[Painted | str] = []
        self._parts: list[Part] = []
        self._dash: tuple[float, ...] = ()

    def markup(self) -> str:
        """Return the elements drawn since the picture was wiped."""
        return "".join(one if isinstance(one, str) else _element(one) for one in self._elements)

    def add(self, drawn: Painted | str) -> None:
        """Add a path with its paint, or an element as it is."""
        self._elements.append(drawn)

    # The whole picture.

    def setTransform(self, *_: float) -> None:  # noqa: N802
        """Units are CSS pixels already."""

    def clearRect(self, *_: float) -> None:  # noqa: N802
        """Wipe the whole picture: pens wipe no part of it."""
        self._clear()

    # Paths.

    def beginPath(self) -> None:  # noqa: N802
        """Forget the path; a new one begins."""
        self._parts = []

    def moveTo(self, x: float, y: float) -> None:  # noqa: N802
        """Begin a line."""
        self._parts.append(("M", (x, y)))

    def lineTo(self, x: float, y: float) -> None:  # noqa: N802
        """Go on straight."""
        self._parts.append(("L" if self._parts else "M", (x, y)))

    def bezierCurveTo(self, *numbers: float) -> None:  # noqa: N802
        """Go on in a curve with two control points."""
        self._parts.append(("C", numbers))

    def closePath(self) -> None:  # noqa: N802
        """Go back to where the line began."""
        self._parts.append(("Z", ()))

    def rect(self, left: float, top: float, width: float, height: float) -> None:
        """Add a rectangle."""
        self.roundRect(left, top, width, height, 0)

    def roundRect(  # noqa: N802
        self, left: float, top: float, width: float, height: float, radius: float
    ) -> None:
        """Add a rectangle with round corners."""
        most = min(width, height) / 2
        self._parts.append(("R", (left, top, width, height, min(radius, most))))

    def arc(self, x: float, y: float, radius: float, start: float, end: float) -> None:
        """Add a circle, or a part of one."""
        if end - start >= 2 * pi:
            if self._parts and self._parts[-1] == ("M", (x + radius, y)):
                self._parts.pop()  # the way to where the circle begins
            self._parts.append(("O", (x, y, radius)))
            return
        self.lineTo(x + radius * cos(start), y + radius * sin(start))
        tip = x + radius * cos(end), y + radius * sin(end)
        self._parts.append(("A", (radius, float(end - start > pi), 1.0, *tip)))

    # Paint.

    def setLineDash(self, dash: Sequence[float]) -> None:  # noqa: N802
        """Dash what is stroked from now on."""
        self._dash = tuple(dash)

    def fill(self) -> None:
        """Fill the path."""
        self.add(Painted(self._parts, self.fillStyle))

    def stroke(self) -> None:
        """Stroke the path; one that was just filled stays one element."""
        last = self._elements[-1] if self._elements else ""
        if not isinstance(last, Painted) or last.parts is not self._parts or last.stroke:
            last = Painted(self._parts)
            self.add(last)
        last.stroke = {"stroke": self.strokeStyle, "stroke-width": written(self.lineWidth)}
        if self.lineCap != "butt":
            last.stroke["stroke-linecap"] = self.lineCap
        if self.lineJoin != "miter":
            last.stroke["stroke-linejoin"] = self.lineJoin
        if self._dash:
            last.stroke["stroke-dasharray"] = " ".join(map(written, self._dash))

    # What waits for Python.

    def measureText(self, words: str) -> Metrics:  # noqa: N802
        """No width: a neuron is as wide as without its number."""
        return Metrics(0.0)

    def strokeText(self, words: str, x: float, y: float) -> None:  # noqa: N802
        """Write no halo."""

    def fillText(self, words: str, x: float, y: float) -> None:  # noqa: N802
        """Write no words."""

    def drawImage(self, *_: object) -> None:  # noqa: N802
        """Draw no map."""


def _element(painted: Painted) -> str:
    """One path as an element: a circle, a rectangle, dots, or whatever it is."""
    parts, stroke = painted.parts, painted.stroke
    if not parts:
        return ""
    paint: dict[str, str | float] = {"fill": painted.fill or "none", **stroke}
    if painted.opacity < 1:
        paint["opacity"] = f"{painted.opacity:g}"
    kind, numbers = parts[0]
    if len(parts) == 1 and kind == "O":
        return f"<circle{attributes(dict(zip(('cx', 'cy', 'r'), numbers, strict=True)) | paint)}/>"
    if len(parts) == 1 and kind == "R":
        names = ("x", "y", "width", "height", *(("rx",) if numbers[4] else ()))
        return f"<rect{attributes(dict(zip(names, numbers, strict=False)) | paint)}/>"
    return f'<path d="{path_data(parts)}"{attributes(paint)}/>'
