"""The picture of a run's loss: readable axes, training and test lines, a cursor, a pinned run.

Lines are told apart by their dash and by words at their ends; hue belongs to the data.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil, floor, log10

from kit.pen.axes import Axes
from kit.pen.pen import Pen
from kit.pen.scales import Box
from kit.pen.ticks import Tick, powers_of_ten, ticks
from pycore.training.history import Record

LEFT, RIGHT, TOP, BOTTOM = 50.0, 14.0, 32.0, 28.0
POINTS = 160
"""Points of a line: at two or three pixels each nobody sees more."""

FEWEST_EPOCHS = 10
HEADROOM = 1.05
SPIKE = 2.0
"""A loss above this many times the first one leaves the picture, or it would flatten the rest."""

LOWEST = 1e-4
"""Where a logarithmic axis ends at the latest: below it, losses are nearly nothing."""

TEST_DASH = (6.0, 4.0)
NARROW = 240.0  # pixels; a narrower picture has fewer numbers below


@dataclass(frozen=True)
class LossCurve:
    """What the picture shows.

    Attributes:
        history: The records of the run.
        epoch: Where the run is now: a vertical line, unless it is at the end.
        pinned: The records of a run to compare with, drawn thin.
        limit: A loss to be reached: a horizontal line.
        logarithmic: Whether each step of the upward axis is a factor of ten.
    """

    history: Sequence[Record]
    epoch: int = 0
    pinned: Sequence[Record] = field(default=())
    limit: float | None = None
    logarithmic: bool = False

    @cached_property
    def last(self) -> int:
        """The end of the axis of epochs."""
        ends = [records[-1].epoch for records in (self.history, self.pinned) if records]
        return max([FEWEST_EPOCHS, *ends])

    @cached_property
    def losses(self) -> list[float]:
        """Every loss to be shown."""
        records = [*self.history, *self.pinned]
        tests = [record.test_loss for record in records if record.test_loss is not None]
        return [record.train_loss for record in records] + tests

    @cached_property
    def span(self) -> tuple[float, float]:
        """The ends of the axis of losses."""
        first = [records[0] for records in (self.history, self.pinned) if records]
        starts = [max(record.train_loss, record.test_loss or 0.0) for record in first]
        top = max(min(max(self.losses, default=1.0), SPIKE * max(starts, default=1.0)), LOWEST)
        if not self.logarithmic:
            return 0.0, top * HEADROOM
        low = max(min((loss for loss in self.losses if loss > 0), default=LOWEST), LOWEST)
        return 10.0 ** floor(log10(low)), 10.0 ** max(ceil(log10(top)), floor(log10(low)) + 1)


class LossAxes:
    """Where epochs and losses lie on a picture."""

    def __init__(self, box: Box, curve: LossCurve) -> None:
        """Fit the axes of a curve into a box."""
        width, height = box.width - LEFT - RIGHT, box.height - TOP - BOTTOM
        self.frame = Box(box.left + LEFT, box.top + TOP, max(width, 1.0), max(height, 1.0))
        self.logarithmic = curve.logarithmic
        low, high = (log10(end) if self.logarithmic else end for end in curve.span)
        self.axes = Axes.of(self.frame, (0, curve.last), (low, high))
        self.across = self.axes.x
        self.low = curve.span[0]

    def up(self, loss: float) -> float:
        """The pixel of a loss; one below the end of a logarithmic axis lies on it."""
        return self.axes.y(log10(max(loss, self.low)) if self.logarithmic else loss)

    def epoch_at(self, x: float) -> int:
        """The epoch at a pixel, for a reader who points at the curve to go there."""
        return round(self.across.invert(x))


def draw_loss_curve(pen: Pen, curve: LossCurve) -> None:
    """Draw axes, lines, their names, and where the run is."""
    pen.clear()
    axes = LossAxes(pen.box, curve)
    _draw_axes(pen, axes, curve)
    with pen.clipped(axes.frame):
        for records, colour, width in ((curve.pinned, "line", 1.5), (curve.history, "ink", 2.5)):
            _draw_line(pen, axes, records, colour, width, test=True)
            _draw_line(pen, axes, records, colour, width, test=False)
        if curve.limit is not None:
            y = axes.up(curve.limit)
            pen.line([(axes.frame.left, y), (axes.frame.right, y)], "good", 1.5, (2, 4))
    if curve.history and curve.epoch < curve.history[-1].epoch:
        x = axes.across(curve.epoch)
        pen.line([(x, axes.frame.top), (x, axes.frame.bottom)], "live", 2)
    _name_lines(pen, axes, curve)


def _draw_axes(pen: Pen, axes: LossAxes, curve: LossCurve) -> None:
    most = 5 if axes.frame.width > NARROW else 3
    places = [place for place, _ in ticks(0, curve.last, most) if place == int(place)]
    epochs = [(place, f"{int(place):,}") for place in places]
    axes.axes.draw(pen, epochs, _loss_ticks(axes), grid=True)


def _loss_ticks(axes: LossAxes) -> list[Tick]:
    up = axes.axes.y
    return powers_of_ten(up.low, up.high) if axes.logarithmic else ticks(up.low, up.high)


def _draw_line(
    pen: Pen, axes: LossAxes, records: Sequence[Record], colour: str, width: float, *, test: bool
) -> None:
    points = []
    for record in _sample(records):
        loss = record.test_loss if test else record.train_loss
        if loss is not None:
            points.append((axes.across(record.epoch), axes.up(loss)))
    if len(points) > 1:
        pen.line(points, colour, width, TEST_DASH if test else ())


def _sample(records: Sequence[Record]) -> list[Record]:
    """Few enough records for a line, the first and the last among them."""
    stride = -(-len(records) // POINTS) or 1
    chosen = list(records[::stride])
    return chosen if not records or chosen[-1] is records[-1] else [*chosen, records[-1]]


def _name_lines(pen: Pen, axes: LossAxes, curve: LossCurve) -> None:
    """What the dashes mean, in a row above the picture, where no line can run through it."""
    names = [("training", "ink", ()), ("test", "ink", TEST_DASH)]
    if not any(record.test_loss is not None for record in curve.history):
        names = names[:1]
    if curve.pinned:
        names.append(("pinned run", "line", ()))
    x, y = axes.frame.left, axes.frame.top - 16
    for name, colour, dash in names:
        pen.line([(x, y), (x + 28, y)], colour, 2.5, dash)
        pen.text(name, (x + 34, y), "ink", align="left", size=14)
        x += 34 + pen.width_of(name) + 18
