"""The picture of a run's loss: readable axes, training and test lines, a cursor, a pinned run.

Lines are told apart by their dash, by the area under the one that is learnt from, and by words at
their ends.

Longer than other files: where words have room depends on every line that is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil, floor, log10

from kit.pen.axes import Axes
from kit.pen.marks import plate
from kit.pen.pen import Pen, Point
from kit.pen.scales import Box
from kit.pen.ticks import Tick, powers_of_ten, ticks
from pycore.training.history import Record

LEFT, RIGHT, TOP, BOTTOM = 50.0, 14.0, 20.0, 28.0
POINTS = 120
"""Points of a line: at four pixels each nobody sees more."""

FEWEST_EPOCHS = 10
HEADROOM = 1.05
SPIKE = 2.0
"""A loss above this many times the first one leaves the picture, or it would flatten the rest."""

LOWEST = 1e-4
"""Where a logarithmic axis ends at the latest: below it, losses are nearly nothing."""

TEST_DASH, DOTS = (6.0, 4.0), (2.0, 4.0)
COLOURS = {"training": "a", "test": "ink", "pinned run": "muted"}  # of the lines' names
NARROW = 240.0  # pixels; a narrower picture has fewer numbers below
KNOB = 7.0
NAME_HEIGHT, ABOVE = 21.0, 15.0  # of a line's name, and how far above the line's end it stands


@dataclass(frozen=True)
class LossCurve:
    """What the picture shows.

    Attributes:
        history: The records of the run.
        epoch: Where the run is now: a vertical line, unless it is at the end.
        pinned: The records of a run to compare with, drawn thin.
        limit: A loss to be reached: a horizontal line.
        logarithmic: Whether each step of the upward axis is a factor of ten.
        diverged: The epoch in which a number left the finite ones, if one did.
    """

    history: Sequence[Record]
    epoch: int = 0
    pinned: Sequence[Record] = field(default=())
    limit: float | None = None
    logarithmic: bool = False
    diverged: int | None = None

    @cached_property
    def last(self) -> int:
        """The end of the axis of epochs."""
        ends = [records[-1].epoch for records in (self.history, self.pinned) if records]
        return max([FEWEST_EPOCHS, *ends, self.diverged or 0])

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
        """The pixel of a loss; one below the end of a logarithmic axis lies on it.

        One that is enormous lies as far above the picture as a canvas can draw.
        """
        return self.axes.at(0, log10(max(loss, self.low)) if self.logarithmic else loss)[1]

    def inside(self, y: float) -> float:
        """The pixel of a height, or of the edge beyond which it lies."""
        return min(max(y, self.frame.top), self.frame.bottom)

    def epoch_at(self, x: float) -> int:
        """The epoch at a pixel, for a reader who points at the curve to go there."""
        return round(self.across.invert(x))


def draw_loss_curve(pen: Pen, curve: LossCurve) -> None:
    """Draw axes, lines, their names, and where the run is."""
    pen.clear()
    axes = LossAxes(pen.box, curve)
    train, test = (_points(axes, curve.history, test=which) for which in (False, True))
    pinned = [_points(axes, curve.pinned, test=which) for which in (False, True)]
    with pen.clipped(axes.frame):
        _draw_area(pen, axes, train)
        _draw_line(pen, pinned[0], "muted", 1.5)
        _draw_line(pen, pinned[1], "muted", 1.5, TEST_DASH)
        _draw_line(pen, train, "a-fill", 3)
        _draw_line(pen, test, "ink", 3, TEST_DASH)
        if curve.limit is not None:
            y = axes.up(curve.limit)
            pen.line([(axes.frame.left, y), (axes.frame.right, y)], "ink", 2, DOTS)
    _draw_axes(pen, axes, curve)
    for points, colour in ((test, "ink"), (train, "a-fill")):
        if len(points) == 1:
            pen.circle(points[0], 4, fill=colour, outline=None)
    _name_lines(pen, axes, {"training": train, "test": test, "pinned run": pinned[0]})
    if curve.diverged is not None and train:
        _draw_end(pen, axes, train[-1], curve.diverged)
    if curve.history and curve.epoch < curve.history[-1].epoch:
        _draw_cursor(pen, axes, curve)


def _draw_axes(pen: Pen, axes: LossAxes, curve: LossCurve) -> None:
    most = 5 if axes.frame.width > NARROW else 3
    places = [place for place, _ in ticks(0, curve.last, most) if place == int(place)]
    epochs = [(place, f"{int(place):,}") for place in places]
    axes.axes.draw(pen, epochs, _loss_ticks(axes))


def _loss_ticks(axes: LossAxes) -> list[Tick]:
    up = axes.axes.y
    return powers_of_ten(up.low, up.high) if axes.logarithmic else ticks(up.low, up.high)


def _points(axes: LossAxes, records: Sequence[Record], *, test: bool) -> list[Point]:
    """Where the losses of a line lie: those of the training points, or those of the test points."""
    points = []
    for record in _sample(records):
        loss = record.test_loss if test else record.train_loss
        if loss is not None:
            points.append((axes.across(record.epoch), axes.up(loss)))
    return points


def _sample(records: Sequence[Record]) -> list[Record]:
    """Few enough records for a line, the first and the last among them."""
    stride = -(-len(records) // POINTS) or 1
    chosen = list(records[::stride])
    return chosen if not records or chosen[-1] is records[-1] else [*chosen, records[-1]]


def _draw_area(pen: Pen, axes: LossAxes, points: Sequence[Point]) -> None:
    """The ground under the line of what is learnt from."""
    if len(points) > 1:
        floor = axes.frame.bottom
        pen.area([(points[0][0], floor), *points, (points[-1][0], floor)], "a-soft")


def _draw_line(
    pen: Pen, points: Sequence[Point], colour: str, width: float, dash: Sequence[float] = ()
) -> None:
    if len(points) > 1:
        pen.line(points, colour, width, dash)


def _draw_cursor(pen: Pen, axes: LossAxes, curve: LossCurve) -> None:
    """Where a rewound run is: a dotted line, and a knob on the line of what is learnt from."""
    x = axes.across(curve.epoch)
    pen.line([(x, axes.frame.top), (x, axes.frame.bottom)], "ink", 2, DOTS)
    here = next((one for one in curve.history if one.epoch == curve.epoch), None)
    if here is not None:
        at = (x, axes.inside(axes.up(here.train_loss)))
        pen.circle(at, KNOB, fill="card", outline="ink", width=3)


def _draw_end(pen: Pen, axes: LossAxes, last: Point, epoch: int) -> None:
    """Where a run diverged: its line leads to a cross, and a plate names the epoch."""
    frame = axes.frame
    x, y = axes.across(epoch), max(axes.inside(last[1]), frame.top + 8)
    pen.line([(last[0], y), (x, y)], "a-fill", 3)
    for lean in (-6, 6):
        pen.line([(x - 6, y - lean), (x + 6, y + lean)], "bad", 3.5, rim="card")
    words = f"✗ epoch {epoch:,}"
    half = pen.width_of(words, bold=True) / 2 + 8
    middle = min(max(x, frame.left + half), pen.box.right - half)
    down = y + 24 if y + 36 < frame.bottom else y - 24
    plate(pen, words, (middle, down), "center", "bad")


def _name_lines(pen: Pen, axes: LossAxes, lines: Mapping[str, Sequence[Point]]) -> None:
    """The name of each line over its end; the names of close ends stand as their lines do."""
    named = []
    for name, points in lines.items():
        if points:
            (x, y), wide = points[-1], pen.width_of(name, bold=True)
            over = min(height for across, height in points if across >= x - wide)
            place = axes.inside(over) - ABOVE, max(x, axes.frame.left + wide + 12), name
            named.append((y, *place))
    named.sort(reverse=True)  # the lowest line first
    half = NAME_HEIGHT / 2
    ends = axes.frame.top - half, axes.frame.bottom - half
    for (*_, x, name), y in zip(named, _stacked([one[1] for one in named], *ends), strict=True):
        pen.text(name, (x, y), COLOURS[name], "right", bold=True, size=14, halo="card")


def _stacked(wanted: Sequence[float], highest: float, lowest: float) -> list[float]:
    """Heights for names, from the lowest up, as near as can be to those that are wanted.

    None covers another; one that would leave the picture pushes those below it down.

    >>> _stacked([90, 85, 20], 10, 100), _stacked([12, 11], 10, 100)
    ([90, 69.0, 20], [31.0, 10])
    """
    places = []
    for place in wanted:
        places.append(min(place, lowest))
        lowest = places[-1] - NAME_HEIGHT
    for index in range(len(places) - 1, -1, -1):
        places[index] = max(places[index], highest)
        highest = places[index] + NAME_HEIGHT
    return places
