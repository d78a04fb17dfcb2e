"""The loss map on the page: when it is made anew, and what is drawn, read and said of it.

Longer than other files: when a map is made, drawn and read is one question.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from kit.messages import ARROWS, Key, Pointer, Settings
from kit.page.view import View
from kit.pen.pen import Pen
from kit.pictures.parameters import spots_of
from kit.words.numbers import number
from widgets.loss_map.picture import MapPicture
from widgets.playground.pictures.survey import Axes, Place, Survey, chosen_axes
from widgets.playground.run.session import Session
from widgets.playground.words import part_name

PAUSE_MS = 500.0
"""Between the beginnings of two maps while a run goes on."""

RESTING, TRAINING = 0.025, 0.004
"""Seconds of work a frame."""

ROWS = 8
"""Of the table of the trail, at most."""

COARSE, FINE = 0.05, 0.01
"""How far an arrow key moves the cross-hair, in half widths of the map."""

HINT = "Point at the loss map to read a loss there, or use the arrow keys on it."
AUTOMATIC = ("the steepest weight at the start", "the next steepest")


class LossMapView:
    """The training loss over two parameters, drawn when a survey is complete."""

    def __init__(self) -> None:
        """Nothing is surveyed before the reader asks for it."""
        self._making: Survey | None = None
        self._shown: Survey | None = None
        self._drawn: tuple[object, ...] = ()
        self._size: object = None
        self._chosen: tuple[object, ...] = ()
        self._axes: Axes | None = None
        self._offered: tuple[object, ...] = ()
        self._since = PAUSE_MS
        self._cross: Place | None = None
        self._pointed: Place | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a map is in the making."""
        return self._making is not None

    def work(self, elapsed: float, clock: Callable[[], float], *, training: bool) -> None:
        """Go on with the map for a part of a frame."""
        self._since += elapsed
        if self._making is not None:
            self._making.advance(TRAINING if training else RESTING, clock)
            if self._making.done:
                self._shown, self._making = self._making, None

    def draw(self, view: View, session: Session, settings: Settings) -> None:
        """Begin a map where the shown one is out of date, and show what there is."""
        view.attribute("lossmap", "hidden", not settings["lossmap"])
        if not settings["lossmap"]:
            self._making = self._shown = None
            self._drawn = ()
            return
        self._offer(view, session)
        axes = self._axes_of(session, (settings["across"], settings["upwards"]))
        self._follow(session, axes)
        if self._shown is None:
            view.text("losswords", "The map is being computed.")
        else:
            self._show(view, self._shown)

    def point(self, pen: Pen, pointer: Pointer) -> None:
        """Read the map under the pointer; what is pressed stays, since a finger leaves."""
        if self._shown is None:
            return
        picture, frame = _picture(pen, self._shown), _picture(pen, self._shown).frame
        inside = 0 <= pointer.x - frame.left <= frame.width
        inside = inside and 0 <= pointer.y - frame.top <= frame.height
        at = (picture.x.invert(pointer.x), picture.y.invert(pointer.y)) if inside else None
        self._pointed = None if pointer.phase == "leave" else at
        if pointer.phase == "down":
            self._cross = at

    def press(self, key: Key) -> str:
        """Move the cross-hair from the network's own place on; what is read there, in words."""
        if self._shown is None or key.key not in ARROWS:
            self._cross = None if key.key in ("Blur", "Escape") else self._cross
            return ""
        window = self._shown.window
        step = window.reach * (FINE if key.shift else COARSE)
        moved = [
            min(max(at + way * step, middle - window.reach), middle + window.reach)
            for at, way, middle in zip(
                self._cross or self._shown.place, ARROWS[key.key], window.centre, strict=True
            )
        ]
        self._cross, self._pointed = (moved[0], moved[1]), None
        return _reading(self._shown, self._cross)

    def _follow(self, session: Session, axes: Axes) -> None:
        bench, making, shown = session.bench, self._making, self._shown
        if making is not None and (making.bench is not bench or making.axes != axes):
            making = None  # nobody wants it any more
        other = shown is None or shown.bench is not bench or shown.axes != axes
        if other:
            self._cross = self._pointed = None
        due = other or not session.playing or self._since >= PAUSE_MS
        if making is None and due and not (shown is not None and shown.is_of(bench, axes)):
            making, self._since = Survey(bench, axes), 0.0
        self._making = making

    def _axes_of(self, session: Session, names: tuple[str, str]) -> Axes:
        """The two parameters; looked for again only where something has changed."""
        chosen = (session.bench, names)
        if self._axes is None or self._chosen != chosen:
            self._chosen, self._axes = chosen, chosen_axes(session.bench, names)
        return self._axes

    def _offer(self, view: View, session: Session) -> None:
        """List the parameters of this network as axes of the map."""
        net = session.bench.recipe.net
        if self._offered == (net.sizes, net.inputs):
            return
        self._offered = (net.sizes, net.inputs)
        choices = [
            (spot.name, part_name(spot, net.sizes, net.inputs)) for spot in spots_of(net.sizes)
        ]
        for control, first in zip(("across", "upwards"), AUTOMATIC, strict=True):
            view.options(control, [("", first), *choices])

    def _show(self, view: View, survey: Survey) -> None:
        pen, read = view.pens["loss"], self._pointed or self._cross
        view.text("lossreading", _reading(survey, read) if read else HINT)
        key = (survey, read, pen.tokens)
        if key == self._drawn and pen.size is self._size:  # a new size wipes the canvas
            return
        fresh = not self._drawn or self._drawn[0] is not survey
        self._drawn, self._size = key, pen.size
        picture = _picture(pen, survey)
        picture.show(survey.values, _names(survey))
        if read is not None:
            picture.cross(read)
        picture.trail([(u, v) for u, v in survey.places.tolist()])
        picture.arrow(survey.place, survey.slope)
        picture.ring(survey.place)
        if fresh:
            view.text("losswords", _words(survey))
            view.text("lossacross", _names(survey)[0])
            view.text("lossup", _names(survey)[1])
            view.rows("losstrail", _rows(survey))


def _picture(pen: Pen, survey: Survey) -> MapPicture:
    return MapPicture(pen, survey.window.reach, survey.window.centre)


def _names(survey: Survey) -> tuple[str, str]:
    net = survey.bench.recipe.net
    first, second = (part_name(spot, net.sizes, net.inputs) for spot in survey.axes)
    return first, second


def _loss_words(loss: float) -> str:
    """A loss; one that has overflowed, in words."""
    return number(loss) if np.isfinite(loss) else "too large for a number"


def _place_words(survey: Survey, place: Place) -> str:
    named = zip(_names(survey), place, strict=True)
    return ", ".join(f"{name} = {number(value)}" for name, value in named)


def _reading(survey: Survey, place: Place) -> str:
    """The loss at a place of the map, in a sentence."""
    loss = _loss_words(survey.loss_at(place))
    return f"With {_place_words(survey, place)} the training loss is {loss}."


def _words(survey: Survey) -> str:
    """Where the network is, and where the map is lowest."""
    here = f"The ring is at {_place_words(survey, survey.place)}"
    told = f"{here}: training loss {_loss_words(survey.loss)}."
    place, lowest, alone = survey.lowest()
    if not np.isfinite(lowest):
        return told
    where = f"{'' if alone else 'among other places '}at {_place_words(survey, place)}"
    return f"{told} Lowest on the map: {_loss_words(lowest)}, {where}."


def _rows(survey: Survey) -> list[list[str]]:
    """Rows of a table: some epochs of the trail, the first and the last among them."""
    steps = sorted(set(np.linspace(0, len(survey.way) - 1, ROWS).round().astype(int).tolist()))
    rows = []
    for step in steps:
        place: Place = tuple(survey.places[step].tolist())
        losses = [survey.loss_of(step), survey.loss_at(place)]
        numbers = [number(value) for value in place] + [_loss_words(loss) for loss in losses]
        rows.append([str(survey.epochs[step]), *numbers])
    return rows
