"""Scales: data and pixels meet here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """A linear scale from data [low, high] to pixels [start, end].

    >>> Scale(0, 10, 100, 200)(5)
    150.0
    >>> Scale(0, 10, 100, 200).invert(150)
    5.0
    """

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The pixel of a value; an empty domain maps to the middle of the range."""
        if self.low == self.high:
            return (self.start + self.end) / 2
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def invert(self, pixel: float) -> float:
        """The value at a pixel, kept inside the domain."""
        if self.start == self.end:
            return (self.low + self.high) / 2
        share = (pixel - self.start) / (self.end - self.start)
        return self.low + min(max(share, 0.0), 1.0) * (self.high - self.low)


@dataclass(frozen=True)
class Box:
    """A rectangle of a picture, in CSS pixels."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height
