"""A progress bar on a terminal, plain lines anywhere else."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from typing import TextIO

_REDRAW_SECONDS = 0.1
_BAR_CHARACTERS = 24
_MEGABYTE = 1_000_000


class Progress:
    """Bytes done out of bytes planned; the plan may change on the way.

    Args:
        stream: Where to write; a bar is drawn only if it is a terminal.
        clock: Seconds from any start, so that tests need not wait.
    """

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._bar = stream.isatty()
        self._drawn_at = float("-inf")
        self._line = ""
        self._label = ""
        self.done = 0
        self.total = 0

    def plan(self, size: int) -> None:
        """Expect `size` bytes more (fewer, if negative)."""
        self.total += size

    def begin(self, label: str) -> None:
        """Say what is being fetched now, and from where."""
        self._label = label
        if self._bar:
            self._draw(at_once=True)
        else:
            print(f"Fetching {label}", file=self._stream, flush=True)

    def advance(self, size: int) -> None:
        """Count `size` bytes as done (take them back, if negative)."""
        self.done += size
        if self._bar:
            self._draw(at_once=False)

    def close(self) -> None:
        """Leave the terminal's line empty for what comes next."""
        if self._line:
            self._write("")
            self._stream.write("\r")
            self._stream.flush()

    def _draw(self, *, at_once: bool) -> None:
        now = self._clock()
        if at_once or now - self._drawn_at >= _REDRAW_SECONDS:
            self._drawn_at = now
            self._write(self._text())

    def _text(self) -> str:
        share = min(self.done / self.total, 1.0) if self.total else 0.0
        full = round(share * _BAR_CHARACTERS)
        bar = "#" * full + "-" * (_BAR_CHARACTERS - full)
        amount = f"{self.done / _MEGABYTE:.1f} of {self.total / _MEGABYTE:.1f} MB"
        return f"[{bar}] {amount}  {self._label}"

    def _write(self, line: str) -> None:
        line = line[: shutil.get_terminal_size().columns - 1]
        self._stream.write("\r" + line.ljust(len(self._line)))
        self._stream.flush()
        self._line = line
