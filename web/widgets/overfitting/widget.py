"""The overfitting widget: two losses that part company, and three remedies to try."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from kit.kinds.by_epochs import ByEpochs
from kit.messages import Pointer, Settings
from kit.page.view import View
from kit.pen.marks import samples
from kit.pen.pen import Pen
from kit.pictures.loss_curve import LossAxes, LossCurve, draw_loss_curve
from kit.pictures.plane import Plane
from kit.words.numbers import number, percent
from pycore import Record
from pycore.datasets import Dataset
from widgets.overfitting.lab import UNTREATED, Remedies, Trial, learns, overfits, unseen

STEP_MS = 30.0
EDGE, TICKS = 6.0, (-6.0, -3.0, 0.0, 3.0, 6.0)
LOW = 0.5
"""A test loss below it is a success: without a remedy the run ends far above."""

STUCK = 0.6
"""A training loss above it: hardly better than a coin, which has 0.69."""


class Overfitting(ByEpochs):
    """A run on few noisy points or many, with a network that is small or large."""

    def __init__(self, view: View, settings: Settings) -> None:
        """Nothing is trained before it is shown."""
        super().__init__(view, settings)
        self._trials: dict[Remedies, Trial] = {}

    def draw(self) -> None:
        """Show the run at the present epoch."""
        trial = self._trial(self._remedies())
        epoch = self.follow(trial.last, STEP_MS)
        record, view = trial.records[epoch], self.view
        draw_answers(view.pens["map"], trial, epoch, self.settings["showtest"])
        draw_loss_curve(view.pens["curve"], LossCurve(trial.records, epoch=epoch))
        view.text("gap", gap(record))
        view.text("judgement", judgement(trial, epoch))
        view.text("size", f"{trial.parameters} weights and biases, {len(trial.train)} points")
        view.rows(
            "table",
            [
                [f"Now, epoch {epoch}", *figures(record)],
                [f"Lowest test loss, epoch {trial.best.epoch}", *figures(trial.best)],
                [f"At the end, epoch {trial.last}", *figures(trial.records[-1])],
            ],
        )
        new = self.reach(**self._goals(trial, epoch))
        praise = "✓ You have reached a goal. " if new else ""
        view.status(f"{praise}Epoch {epoch}: {gap(record)}")

    def act(self, action: str) -> None:
        """Stop early: go to the epoch with the lowest test loss."""
        if action == "best":
            best = self._trial(self._remedies()).best.epoch
            self.jump(best)
        else:
            super().act(action)

    def point(self, pointer: Pointer) -> None:
        """Go to the epoch that is pressed on the curve."""
        if pointer.part == "curve" and pointer.phase == "down":
            trial = self._trial(self._remedies())
            axes = LossAxes(self.view.pens["curve"].box, LossCurve(trial.records))
            self.jump(axes.epoch_at(pointer.x))

    def _remedies(self) -> Remedies:
        chosen = self.settings
        return Remedies(chosen["size"], int(chosen["points"]), float(chosen["l2"]))

    def _trial(self, remedies: Remedies) -> Trial:
        if remedies not in self._trials:
            self._trials[remedies] = Trial(remedies, self.view.host)
        return self._trials[remedies]

    def _goals(self, trial: Trial, epoch: int) -> dict[str, bool]:
        remedies, end = self._remedies(), epoch == trial.last
        untreated = remedies == UNTREATED
        penalised = remedies.l2 > 0 and replace(remedies, l2=0.0) == UNTREATED
        return {
            "over": overfits(trial.records[: epoch + 1]),
            "early": untreated and epoch == trial.best.epoch,
            "l2": end and penalised and unseen(trial.records[-1]) < LOW,
            "under": end and trial.records[-1].train_loss > STUCK,
        }


def gap(record: Record) -> str:
    """Both losses and what lies between them."""
    known, new = record.train_loss, unseen(record)
    return (
        f"training loss {number(known)}, test loss {number(new)}; "
        f"the gap is {number(abs(new - known))}."
    )


def judgement(trial: Trial, epoch: int) -> str:
    """Whether the run overfits at an epoch, and since when."""
    best = trial.best
    if epoch == 0:
        return "Not trained yet: both losses are those of chance."
    past = trial.records[: epoch + 1]
    if overfits(past):
        lowest = min(past, key=unseen)
        rise = f"from {number(unseen(lowest))} to {number(unseen(trial.records[epoch]))}"
        return f"Overfitting: since epoch {lowest.epoch} the test loss rose {rise}."
    if past[-1].train_loss > STUCK:
        if learns(past):
            return "Learning: little is learnt yet, but the training loss falls."
        return "Underfitting: not even the training points are learnt."
    if epoch == best.epoch:
        return "Here the test loss is lowest: stop here."
    return "No overfitting so far: the test loss has not risen clearly."


def figures(record: Record) -> list[str]:
    """Cells of a table: both losses, both shares of right answers."""
    return [
        number(record.train_loss),
        number(unseen(record)),
        percent(record.train_accuracy or 0.0),
        percent(record.test_accuracy or 0.0),
    ]


def draw_answers(pen: Pen, trial: Trial, epoch: int, with_test: bool) -> None:
    """Draw what the network answers everywhere, and the points; test points are hollow."""
    pen.clear()
    plane = Plane(pen, -EDGE, EDGE)
    outputs = trial.outputs(epoch, plane.grid()[1])
    plane.colour(2.0 * outputs - 1.0)
    plane.boundary(outputs - 0.5)
    plane.axes(TICKS)
    with pen.clipped(plane.frame):
        if with_test:
            _draw_points(pen, plane, trial.test, solid=False)
        _draw_points(pen, plane, trial.train, solid=True)


def _draw_points(pen: Pen, plane: Plane, points: Dataset, *, solid: bool) -> None:
    size = (6.0 if len(points) < 100 else 4.0) if solid else 3.5
    kinds: tuple[tuple[float, Literal["a", "b"]], ...] = ((1.0, "a"), (0.0, "b"))
    for target, name in kinds:
        places = [plane.at(x, y) for x, y in points.x[points.t[:, 0] == target].tolist()]
        samples(pen, places, name, size, hollow=not solid)
