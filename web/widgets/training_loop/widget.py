"""The training-loop widget: one run on eight points, to scrub through, to play, to slow down."""

from __future__ import annotations

from kit.kinds.by_epochs import ByEpochs
from kit.messages import Pointer, Settings
from kit.page.view import View
from kit.pictures.loss_curve import LossAxes, LossCurve, draw_loss_curve
from kit.words.numbers import percent
from pycore import CurveDiagnosis
from widgets.training_loop.choices import choice_words, state_words
from widgets.training_loop.loop import PHASES, marked
from widgets.training_loop.picture import draw_confidence, draw_map, draw_thoughts, nearest
from widgets.training_loop.story import Story
from widgets.training_loop.words import (
    at_epoch,
    at_moment,
    confidence,
    figures,
    moment_words,
    table,
)

EPOCH_MS, MOMENT_MS = 90.0, 900.0


class TrainingLoop(ByEpochs):
    """A run, and where in it the reader is: an epoch, and in slow motion a moment of it."""

    def __init__(self, view: View, settings: Settings) -> None:
        """Nothing is trained before it is shown."""
        super().__init__(view, settings)
        self._stories: dict[tuple[str, str], Story] = {}

    def draw(self) -> None:
        """Show the run at the present epoch, or at a moment of it."""
        story, slow = self._story(), self.settings["slow"]
        length = story.last * (story.moments if slow else 1)
        self.follow(length, MOMENT_MS if slow else EPOCH_MS)
        if not slow and self.settings["moment"] != "0":
            self.set("moment", "0")
        epoch, moment = min(int(self.settings["step"]), story.last), self._moment()
        chosen = int(self.settings["point"]) - 1
        view = self.view
        if slow and epoch < story.last:
            mlp, done = story.slowly(epoch, moment)
            texts = at_moment(story, epoch, moment, mlp, done)
            view.text("now", moment_words(story, moment, done))
            view.text("code", marked(done.phase))
            batch = done.batch if done.phase in PHASES else None
        else:
            mlp, batch = story.network(epoch), None
            texts = at_epoch(story, epoch, chosen)
            view.text("now", "Tick “line by line” to follow the loop.")
            view.text("code", marked(""))
        for phase, words in texts.items():
            view.text(phase, words)
        chances = mlp.predict(story.x)[:, 0]
        sure = confidence(float(chances[chosen]), float(story.classes[chosen]))
        found = story.state(epoch)
        view.text("figures", figures(story.record(epoch)))
        view.text("choice", choice_words(self.settings["depth"], self.settings["pace"]))
        view.text("fit", state_words(self.settings["depth"], epoch, found))
        view.text("sure", f"{percent(sure)} for the true class of {story.names[chosen]}")
        view.rows("table", table(story, chances, chosen))
        draw_map(view.pens["map"], story, mlp, chosen, batch)
        draw_confidence(view.pens["confidence"], story, epoch, chosen)
        draw_thoughts(view.pens["network"], mlp, story.x[chosen])
        draw_loss_curve(view.pens["curve"], LossCurve(story.records, epoch=epoch))
        new = self.reach(**self._goals(story, epoch, moment, found))
        praise = "✓ You have reached a goal. " if new else ""
        view.status(f"{praise}Epoch {epoch} of {story.last}: loss {figures(story.record(epoch))}.")

    def place(self) -> int:
        """The epoch, or in slow motion the moment, counted from the start of the run."""
        epoch = int(self.settings["step"])
        return epoch * self._story().moments + self._moment() if self.settings["slow"] else epoch

    def go(self, place: int) -> None:
        """Let the form name another epoch and moment."""
        epoch, moment = (
            divmod(place, self._story().moments) if self.settings["slow"] else (place, 0)
        )
        self.set("step", float(epoch))
        self.set("moment", str(moment))

    def point(self, pointer: Pointer) -> None:
        """Highlight the point that is pressed; go to the epoch that is pressed on the curve."""
        if pointer.phase != "down":
            return
        story = self._story()
        if pointer.part == "map":
            chosen = nearest(self.view.pens["map"], story, pointer.x, pointer.y)
            self.set("point", str(chosen + 1))
        elif pointer.part == "curve":
            curve = LossCurve(story.records)
            epoch = LossAxes(self.view.pens["curve"].box, curve).epoch_at(pointer.x)
            self.set("step", float(min(max(epoch, 0), story.last)))
            self.set("moment", "0")

    def _story(self) -> Story:
        key = self.settings["depth"], self.settings["pace"]
        if key not in self._stories:
            self._stories[key] = Story(*key, self.view.host)
        return self._stories[key]

    def _moment(self) -> int:
        """The moment of the epoch; only slow motion has any."""
        return min(int(self.settings["moment"]), self._story().moments - 1)

    def _goals(
        self, story: Story, epoch: int, moment: int, found: CurveDiagnosis
    ) -> dict[str, bool]:
        return {
            "first": epoch > 0 and epoch == story.first_all_right(),
            "unstable": epoch > 0 and found.state == "unstable",
            "under": epoch > 1 and found.state == "underfitting",
            "batch": bool(self.settings["slow"]) and moment >= len(PHASES),
        }
