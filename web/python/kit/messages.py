"""What travels between the page and Python, as plain dictionaries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

Message: TypeAlias = dict[str, Any]
Settings: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Pointer:
    """Where the reader points on a picture, in CSS pixels from its top left corner.

    "hover" and "out" come from pictures with `data-pointer="hover"` alone: a mouse passes over
    them without a button, and leaves.
    """

    part: str
    phase: Literal["down", "move", "up", "hover", "out"]
    x: float
    y: float


@dataclass(frozen=True)
class Size:
    """The size of a picture in CSS pixels, and how many device pixels make one of them."""

    width: float
    height: float
    ratio: float = 1.0
