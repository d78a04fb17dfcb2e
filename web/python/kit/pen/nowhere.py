"""Where a picture is drawn that has no room: a hidden one, or one in a frame that is not shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from kit.messages import Size

Context: TypeAlias = Any  # a canvas's 2-D context, which Python has no type for
Metrics: TypeAlias = Any  # the browser's TextMetrics

ROOM = 16
"""CSS pixels: a picture that is lower or narrower has no room."""

ANYWHERE = Size(420, 300)
"""What has no room is laid out in this size, for the words that follow from its layout."""


class Nowhere:
    """A canvas's context that draws nothing; words are measured all the same."""

    font: str

    def __init__(self, context: Context) -> None:
        """Take the context that measures."""
        self._context = context

    def __getattr__(self, name: str) -> Callable[..., None]:
        """Answer to every deed, and do nothing."""
        return lambda *_: None

    def measureText(self, words: str) -> Metrics:  # noqa: N802 - the browser's name
        """Measure words in the font that was set last."""
        self._context.font = self.font
        return self._context.measureText(words)
