"""The pass-or-fail widget: a network learns from students, and says what would help one."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

import numpy as np

from kit.kinds.by_epochs import ByEpochs
from kit.messages import Key, Pointer, Settings
from kit.page.view import View
from kit.pictures.graph import Span
from kit.words.calculations import digits_needed
from kit.words.numbers import number, percent, signed
from pycore.training.history import Record
from widgets.pass_or_fail.picture import (
    draw_map,
    draw_mind,
    everywhere,
    hours_words,
    map_axes,
)
from widgets.pass_or_fail.students import EPOCHS, Students

STEP_MS = 180.0
MOVES = {
    "ArrowLeft": ("study", -1),
    "ArrowRight": ("study", 1),
    "ArrowDown": ("sleep", -1),
    "ArrowUp": ("sleep", 1),
}
STRIDE, FINE = 0.5, 0.1  # hours
ENOUGH_RIGHT = 0.9
UNDECIDED = 0.01
TIRED, SURE = 4.0, 0.9
STUDIED, SLEPT = (0.0, 2.0, 4.0, 6.0, 8.0, 10.0), (4.0, 6.0, 8.0, 10.0)  # of the table
LITTLE = 1.0  # percentage points an hour


class PassOrFail(ByEpochs):
    """One student on a map of many; the network's answer, and what an hour more is worth."""

    def __init__(self, view: View, settings: Settings) -> None:
        """Draw the students; the network is untrained."""
        super().__init__(view, settings)
        self._students = Students(view.host)

    def draw(self) -> None:
        """Show the student, the network and the map at the present epoch."""
        self._students.train_to(self.follow(EPOCHS, STEP_MS))
        student = self.settings["study"], self.settings["sleep"]
        hours = np.array([student])
        layers = self._students.activations(hours)
        chance = layers[-1][0]
        slopes = self._students.per_hour(hours)[0].tolist()
        everyone = self._students.per_hour(self._students.train.x).mean(axis=0).tolist()
        record = self._students.run.record
        view, train = self.view, self._students.train
        axes = map_axes(view.pens["map"], *self._hours)
        chances = self._students.chances(everywhere(*self._hours))
        crossed = draw_map(view.pens["map"], axes, chances, train, student)
        draw_mind(view.pens["network"], self._students.run.mlp, student, layers)
        view.attribute("judgement", "data-state", "right" if chance >= 0.5 else "wrong")
        view.text("answer", answer(chance))
        view.text("here", worth(*slopes))
        view.text("everyone", for_everyone(*everyone))
        view.text("paths", paths(*self._students.path_shares()))
        view.text("boundary", boundary(crossed))
        view.rows("table", table(self._students))
        view.text("right", right(record, len(train), len(self._students.test)))
        new = self.reach(**goals(record, student, chance, slopes))
        praise = "✓ You have reached a goal. " if new else ""
        who = f"{hours_words(student[0])} of study, {hours_words(student[1])} of sleep"
        view.status(f"{praise}Epoch {record.epoch}. {who}: {answer(chance)}")

    def point(self, pointer: Pointer) -> None:
        """Drag the student over the map."""
        if pointer.part == "map" and pointer.phase in ("down", "move"):
            axes = map_axes(self.view.pens["map"], *self._hours)
            self._move("study", axes.x.invert(pointer.x))
            self._move("sleep", axes.y.invert(pointer.y))

    def press(self, key: Key) -> None:
        """Move the student with the arrow keys."""
        if key.key in MOVES:
            name, direction = MOVES[key.key]
            self._move(name, self.settings[name] + direction * (FINE if key.shift else STRIDE))

    @property
    def _hours(self) -> tuple[Span, Span]:
        """What the map shows: all hours of study and of sleep that the sliders reach."""
        return self.limits["study"].ends, self.limits["sleep"].ends

    def _move(self, name: str, hours: float) -> None:
        self.drag(name, hours, decimals=1)


def table(students: Students) -> list[list[str]]:
    """Rows of chances: one for some hours of study, a column for some hours of sleep."""
    rows = []
    for study in STUDIED:
        chances = students.chances(np.array([[study, sleep] for sleep in SLEPT]))
        cells = [
            f"{'✓' if chance >= 0.5 else '✗'} {percent(chance)}" for chance in chances.tolist()
        ]
        rows.append([f"{number(study)} h", *cells])
    return rows


def answer(chance: float) -> str:
    """What the network says of a student."""
    name = "✓ Pass" if chance >= 0.5 else "✗ Fail"
    return f"{name}. The network gives a chance of {percent(chance)} to pass."


def worth(study: float, sleep: float, digits: int = 1) -> str:
    """What an hour more of each is worth, in percentage points."""
    more, longer = (signed(points, digits) for points in (study, sleep))
    return f"study {more}, sleep {longer} percentage points an hour."


def for_everyone(study: float, sleep: float) -> str:
    """The same on average, so that the comparison follows from the numbers as they are shown."""
    digits = digits_needed([study, sleep], _ratio, 1)
    return f"{worth(study, sleep, digits)} {times(study, sleep)}"


def times(study: float, sleep: float) -> str:
    """How study compares with sleep, where both help."""
    if study <= 0 or sleep <= 0:
        return "As yet the network does not find that both help."
    if number(_ratio([study, sleep]), 1) == "1":
        return "Study counts about as much as sleep."
    name, other = ("Study", "sleep") if study >= sleep else ("Sleep", "study")
    return f"{name} counts {number(_ratio([study, sleep]), 1)} times as much as {other}."


def _ratio(points: Sequence[float]) -> float:
    """How many times as much the larger is."""
    low, high = sorted(map(abs, points))
    return high / low if low else inf


def paths(study: float, sleep: float) -> str:
    """Which share of the paths begins at each input."""
    return f"study {percent(study)}, sleep {percent(sleep)}"


def boundary(crossed: bool) -> str:
    """What the line on the map is, if there is one."""
    if crossed:
        return "On the dividing line the chance is exactly 50 %."
    return "No line yet: the network gives every student the same answer."


def right(record: Record, learnt: int, kept: int) -> str:
    """Of how many students the answer is right."""
    known, unseen = record.train_accuracy or 0.0, record.test_accuracy or 0.0
    return (
        f"{round(known * learnt)} of the {learnt} students it learns from, "
        f"{round(unseen * kept)} of {kept} whom it never saw"
    )


def goals(
    record: Record, student: tuple[float, float], chance: float, slopes: list[float]
) -> dict[str, bool]:
    """Which goals are reached now."""
    trained = record.epoch > 0 and (record.test_accuracy or 0.0) >= ENOUGH_RIGHT
    return {
        "train": trained,
        "edge": trained and abs(chance - 0.5) <= UNDECIDED,
        "tired": trained and student[1] <= TIRED and chance >= SURE,
        "flat": trained and max(abs(slope) for slope in slopes) < LITTLE,
    }
