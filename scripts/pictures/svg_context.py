"""A canvas's 2-D context that writes SVG: what `Pen` asks of a canvas, and nothing else.

Coordinates are rounded to tenths of a pixel, each from where it lies and not from the one before.

Longer than other files: it answers to one face of the browser, name by name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape
from math import cos, pi, sin
from typing import TypeAlias

from kit.pen.svg_path import Part, attributes, path_data, written

Measure: TypeAlias = Callable[[str, str], float]
"""How wide words are, in CSS pixels, in a font as a canvas names it."""

STATE = ("fillStyle", "strokeStyle", "lineWidth", "lineCap", "lineJoin", "globalAlpha", "font")
ANCHORS = {"left": "", "center": "middle", "right": "end"}


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
    globalAlpha: float = 1.0  # noqa: N815
    font: str = "10px sans-serif"
    textAlign: str = "left"  # noqa: N815
    textBaseline: str = "alphabetic"  # noqa: N815

    def __init__(self, measure: Measure, prefix: str) -> None:
        """Take what measures words, and what the names of clipping paths begin with."""
        self._measure, self._prefix = measure, prefix
        self._clear()

    def _clear(self) -> None:
        self._elements: list[Painted | str] = []
        self._parts: list[Part] = []
        self._dash: tuple[float, ...] = ()
        self._halo: dict[str, str] = {}
        self._saved: list[tuple[dict[str, object], int]] = []
        self._closing: list[str] = []
        self._clips = 0

    def markup(self) -> str:
        """Return the elements drawn since the picture was wiped."""
        texts = [one if isinstance(one, str) else element(one) for one in self._elements]
        return "".join([*texts, *self._closing[::-1]])

    def add(self, markup: str) -> None:
        """Add an element as it is."""
        self._elements.append(markup)

    # The picture and its state.

    def setTransform(self, *_: float) -> None:  # noqa: N802
        """Units are CSS pixels already."""

    def clearRect(self, *_: float) -> None:  # noqa: N802
        """Wipe the whole picture: pens wipe no part of it."""
        self._clear()

    def save(self) -> None:
        """Remember the state until `restore`."""
        self._saved.append(({name: getattr(self, name) for name in STATE}, len(self._closing)))

    def restore(self) -> None:
        """Come back to the state of the last `save`, and to its clipping."""
        state, depth = self._saved.pop()
        for name, value in state.items():
            setattr(self, name, value)
        while len(self._closing) > depth:
            self._elements.append(self._closing.pop())

    def clip(self) -> None:
        """Draw nothing outside the path until `restore`."""
        kind, numbers = self._parts[0]
        if len(self._parts) == 1 and kind == "R" and not numbers[4]:
            box = {"x": numbers[0], "y": numbers[1], "width": numbers[2], "height": numbers[3]}
            view = " ".join(written(number) for number in numbers[:4])
            opening = f'<svg{attributes(box)} viewBox="{view}" overflow="hidden">'
            closing = "</svg>"  # a drawing inside a drawing is cut off at its edges
        else:
            self._clips += 1
            name = f"{self._prefix}{self._clips}"
            outline = f'<path d="{path_data(self._parts)}"/>'
            opening = f'<clipPath id="{name}">{outline}</clipPath><g clip-path="url(#{name})">'
            closing = "</g>"
        self._elements.append(opening)
        self._closing.append(closing)

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

    def quadraticCurveTo(self, *numbers: float) -> None:  # noqa: N802
        """Go on in a curve with one control point."""
        self._parts.append(("Q", numbers))

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

    def arc(
        self,
        x: float,
        y: float,
        radius: float,
        start: float,
        end: float,
        backwards: bool = False,
    ) -> None:
        """Add a circle, or a part of one."""
        turn = (start - end if backwards else end - start) % (2 * pi)
        if abs(end - start) >= 2 * pi:
            if self._parts and self._parts[-1] == ("M", (x + radius, y)):
                self._parts.pop()  # the way to where the circle begins
            self._parts.append(("O", (x, y, radius)))
            return
        self.lineTo(x + radius * cos(start), y + radius * sin(start))
        large, sweep = float(turn > pi), float(not backwards)
        tip = x + radius * cos(end), y + radius * sin(end)
        self._parts.append(("A", (radius, large, sweep, *tip)))

    # Paint.

    def setLineDash(self, dash: Sequence[float]) -> None:  # noqa: N802
        """Dash what is stroked from now on."""
        self._dash = tuple(dash)

    def fill(self) -> None:
        """Fill the path."""
        self._elements.append(Painted(self._parts, self.fillStyle, opacity=self.globalAlpha))

    def stroke(self) -> None:
        """Stroke the path; one that was just filled stays one element."""
        last = self._elements[-1] if self._elements else ""
        filled = isinstance(last, Painted) and last.parts is self._parts and not last.stroke
        if not isinstance(last, Painted) or not filled or last.opacity != self.globalAlpha:
            last = Painted(self._parts, opacity=self.globalAlpha)
            self._elements.append(last)
        last.stroke = {"stroke": self.strokeStyle, "stroke-width": written(self.lineWidth)}
        if self.lineCap != "butt":
            last.stroke["stroke-linecap"] = self.lineCap
        if self.lineJoin != "miter":
            last.stroke["stroke-linejoin"] = self.lineJoin
        if self._dash:
            last.stroke["stroke-dasharray"] = " ".join(map(written, self._dash))

    # Words.

    def measureText(self, words: str) -> Metrics:  # noqa: N802
        """Measure words in the present font."""
        return Metrics(self._measure(words, self.font))

    def strokeText(self, words: str, x: float, y: float) -> None:  # noqa: N802
        """Give the words that are filled next a halo."""
        self._halo = {"stroke": self.strokeStyle, "stroke-width": written(self.lineWidth)}
        self._halo |= {"stroke-linejoin": "round", "paint-order": "stroke"}

    def fillText(self, words: str, x: float, y: float) -> None:  # noqa: N802
        """Write words."""
        weight, _, rest = self.font.rpartition("px ")[0].rpartition(" ")
        look: dict[str, str | float] = {
            "x": x,
            "y": y,
            "fill": self.fillStyle,
            "font-size": float(rest),
        }
        if weight:
            look["font-weight"] = weight
        if ANCHORS[self.textAlign]:
            look["text-anchor"] = ANCHORS[self.textAlign]
        if self.textBaseline == "middle":
            look["dominant-baseline"] = "central"
        self._elements.append(f"<text{attributes({**look, **self._halo})}>{escape(words)}</text>")
        self._halo = {}


def element(painted: Painted) -> str:
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
