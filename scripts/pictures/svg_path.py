"""Paths and attributes as SVG writes them, in tenths of a pixel and as few signs as it takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import TypeAlias

Part: TypeAlias = tuple[str, Sequence[float]]
"""A part of a path, in pixels: M and L (x, y), C (control points, end), A (radius, large, sweep,
end), Z; O is a circle (x, y, radius), R a rectangle (left, top, width, height, radius)."""

Tenths: TypeAlias = tuple[int, int]


def written(number: float) -> str:
    """A number in tenths, without what says nothing."""
    return _short(round(number * 10))


def attributes(values: Mapping[str, str | float]) -> str:
    """Attributes of a start tag, each with a space before it."""
    texts = {key: written(one) if not isinstance(one, str) else one for key, one in values.items()}
    return "".join(f' {key}="{escape(text)}"' for key, text in texts.items())


def path_data(parts: Sequence[Part]) -> str:
    """The `d` of a path."""
    writer = _Writer()
    for kind, numbers in parts:
        writer.add(kind, numbers)
    return "".join(writer.texts)


class _Writer:
    """Writes steps from where the path is; what is rounded is where it goes, and not the step."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._here: Tenths = (0, 0)
        self._start: Tenths = (0, 0)
        self._letter = ""

    def add(self, kind: str, numbers: Sequence[float]) -> None:
        if kind == "M":
            self._begin(_tenths(*numbers))
        elif kind == "L":
            self._line(_tenths(*numbers))
        elif kind == "C":
            points = [_tenths(*pair) for pair in zip(numbers[::2], numbers[1::2], strict=True)]
            steps = [step for point in points for step in self._step(point)]
            self._write("c", map(_short, steps), points[-1])
        elif kind == "A":
            self._arc(*numbers)
        elif kind == "O":
            self._circle(*numbers)
        elif kind == "R":
            self._rectangle(*numbers)
        else:
            self._write("z", (), self._start)

    def _begin(self, at: Tenths) -> None:
        self._letter, self._start = "", at
        self._write("M", map(_short, at), at)

    def _line(self, at: Tenths) -> None:
        across, down = self._step(at)
        if down == 0:
            self._write("h", [_short(across)], at)
        elif across == 0:
            self._write("v", [_short(down)], at)
        else:
            self._write("l", [_short(across), _short(down)], at)

    def _arc(self, radius: float, large: float, sweep: float, x: float, y: float) -> None:
        at, size = _tenths(x, y), written(radius)
        steps = map(_short, self._step(at))
        self._write("a", [size, size, "0", f"{large:.0f}", f"{sweep:.0f}", *steps], at)
        self._letter = ""  # flags of a next arc stand apart

    def _circle(self, x: float, y: float, radius: float) -> None:
        self._begin(_tenths(x - radius, y))
        left, right = self._here, _tenths(x + radius, y)
        for end in (right, left):
            self._arc(radius, 1, 0, end[0] / 10, end[1] / 10)

    def _rectangle(
        self, left: float, top: float, width: float, height: float, radius: float
    ) -> None:
        right, bottom, r = left + width, top + height, radius
        self._begin(_tenths(left + r, top))
        corners = [
            ((right - r, top), (right, top + r)),
            ((right, bottom - r), (right - r, bottom)),
            ((left + r, bottom), (left, bottom - r)),
            ((left, top + r), (left + r, top)),
        ]
        for before, after in corners if r else corners[:3]:
            self._line(_tenths(*before))
            if r:
                self._arc(r, 0, 1, *after)
        self._write("z", (), self._start)

    def _step(self, at: Tenths) -> Tenths:
        return at[0] - self._here[0], at[1] - self._here[1]

    def _write(self, letter: str, numbers: Iterator[str] | Sequence[str], at: Tenths) -> None:
        text = "" if letter == self._letter else letter
        for index, number in enumerate(numbers):
            apart = number[0] != "-" and (index or not text)
            text += f" {number}" if apart else number
        self.texts.append(text)
        self._letter, self._here = letter, at


def _tenths(x: float, y: float) -> Tenths:
    return round(x * 10), round(y * 10)


def _short(tenths: int) -> str:
    text = f"{tenths / 10:.1f}".removesuffix(".0")
    return text.replace("0.", ".", 1) if text.lstrip("-").startswith("0.") else text
