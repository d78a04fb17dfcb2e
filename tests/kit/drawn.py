"""What a canvas was told to draw, read back as strokes, fills and words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from kit.messages import Size
from kit.pen.pen import Pen
from tests.tokens import tokens
from tests.widgets.fake_stage import FakeBitmap, FakeCanvas

PATH = ("moveTo", "lineTo", "closePath", "arc", "rect", "roundRect")


@dataclass
class Stroke:
    """A path that was stroked or filled: the names of its tokens, its width, dash and calls."""

    colours: set[str]
    width: float = 0.0
    dash: tuple[float, ...] = ()
    path: list[tuple[str, tuple[Any, ...]]] = field(default_factory=list)

    @property
    def points(self) -> list[tuple[float, float]]:
        """Where a line begins, goes and ends."""
        return [args[:2] for name, args in self.path if name in ("moveTo", "lineTo")]

    @property
    def shapes(self) -> int:
        """Circles and rectangles in the path."""
        return sum(name in ("arc", "rect", "roundRect") for name, _ in self.path)


class Sheet:
    """A pen on a canvas that remembers."""

    def __init__(
        self,
        width: float = 400,
        height: float = 300,
        theme: str = "light",
        canvas: FakeCanvas | None = None,
    ) -> None:
        """A new canvas, or one on which something was drawn: its last drawing is read."""
        self.canvas = FakeCanvas()
        self.pen = Pen(self.canvas, FakeBitmap)
        self.pen.tokens = tokens(theme)
        self.pen.resize(Size(width, height))
        self.canvas.context.calls.clear()
        if canvas is not None:
            calls = canvas.context.calls
            start = max(i for i, (name, *_) in enumerate(calls) if name == "clearRect")
            self.canvas.context.calls += calls[start:]

    def strokes(self, colour: str | None = None) -> list[Stroke]:
        """Lines in the order of drawing; those of one colour, if one is named."""
        return self._drawn("stroke", colour)

    def fills(self, colour: str | None = None) -> list[Stroke]:
        """Filled shapes in the order of drawing; those of one colour, if one is named."""
        return self._drawn("fill", colour)

    def words(self) -> dict[str, tuple[str, set[str], set[str]]]:
        """What is written: how it is aligned, and the names of its colour and of its halo's."""
        written, halos = {}, {}
        for name, args, style in self.canvas.context.calls:
            if name == "strokeText":
                halos[args[0]] = self._named(style["strokeStyle"])
            elif name == "fillText":
                colours = self._named(style["fillStyle"])
                written[args[0]] = style["textAlign"], colours, halos.get(args[0], set())
        return written

    def _named(self, colour: str) -> set[str]:
        return {name for name, value in self.pen.tokens.items() if value == colour}

    def _drawn(self, deed: str, colour: str | None) -> list[Stroke]:
        found: list[Stroke] = []
        path: list[tuple[str, tuple[Any, ...]]] = []
        dash: tuple[float, ...] = ()
        for name, args, style in self.canvas.context.calls:
            if name == "beginPath":
                path = []
            elif name == "setLineDash":
                dash = tuple(args[0])
            elif name == deed:
                named = self._named(style[f"{deed}Style"])
                width = style["lineWidth"] if deed == "stroke" else 0.0
                found.append(Stroke(named, width, dash if deed == "stroke" else (), list(path)))
            elif name in PATH:
                path.append((name, args))
        return [one for one in found if colour is None or colour in one.colours]
