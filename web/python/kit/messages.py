"""What travels between the page and Python, as plain dictionaries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

Message: TypeAlias = dict[str, Any]
Settings: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Pointer:
    """Where the reader points on a picture, in CSS pixels from its top left corner."""

    part: str
    phase: Literal["down", "move", "up", "hover", "leave"]
    x: float
    y: float


ARROWS = {"ArrowLeft": (-1, 0), "ArrowRight": (1, 0), "ArrowUp": (0, 1), "ArrowDown": (0, -1)}
"""Keys with the directions that they mean: to the right, and up."""


@dataclass(frozen=True)
class Key:
    """A key pressed while a picture has the focus, by its browser name ("ArrowLeft", "Space").

    "Focus" and "Blur" tell that the reader's place came to the picture and left it.
    """

    part: str
    key: str
    shift: bool = False


@dataclass(frozen=True)
class Size:
    """The size of a picture in CSS pixels, and how many device pixels make one of them."""

    width: float
    height: float
    ratio: float = 1.0
