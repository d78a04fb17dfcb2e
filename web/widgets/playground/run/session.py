"""What happens between the form and the run: settings are followed, buttons obeyed, time passes.

Longer than other files: whatever changes the run passes through here, so that form and run agree.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from kit.messages import Settings
from kit.page.limits import Limits
from kit.pictures.network_layout import Spot
from kit.pictures.network_picture import weight_of
from kit.run.changes import RATE
from kit.run.runs import Run
from kit.run.stops import Stop
from pycore.compiled import Host
from pycore.numerics import Array
from widgets.playground.recipe import Recipe
from widgets.playground.run import story as stories
from widgets.playground.run.moments import Moments, Remembered
from widgets.playground.run.replay import Replay, make_steps
from widgets.playground.run.saved import SavedRun
from widgets.playground.run.sharing import from_text, to_text
from widgets.playground.run.story import DAMAGED, LOST, Story
from widgets.playground.workbench import Workbench

SLICE = 0.010
"""Seconds of training between two pictures."""

EPOCHS_A_SECOND = {"ten": 10.0, "one": 1.0, "batch": 2.0}
"""The slow speeds; the last one counts mini-batches."""

GROWING, FIRST, DOUBLING = "growing", 10.0, 1.0
"""The speed that a reader meets first: 10 epochs a second, doubled every second."""

FULL = 1000.0
"""Epochs a second at which a growing speed is as good as the full one."""

MOST_WORK = 200_000_000
"""Parameters times samples times epochs that are trained again at once: about a second or two."""

OWN = ("trained", "past", "within", "step", "rate", "weight")
"""Controls that the run moves by itself; another value in the last three is the reader's wish."""

NOT_FOLLOWED = "The link was not followed in part:"
TOO_MANY = (
    "The weights of this network are too many for a link: it holds the settings alone. "
    "A file saved as JSON, above, holds the weights and the past."
)
TOO_MUCH = "more than 40 changes of the rate, or a very long run, are too much for it"
INSTEAD = "It holds the network as it is now. A file saved as JSON, above, holds the past too."
ANOTHER = (
    "The past in the file leads to another network here, so it was left out: "
    "the network of the file is the start of a run now."
)
NO_ROOM = (
    "The edited weights of this network were too many to be kept in the settings, "
    "so it is at its start."
)


class Session:
    """A workbench that follows the form.

    Attributes:
        bench: The samples, the network and its run, as the form asks for.
        playing: Whether time trains.
        objection: Why something was refused, in words; "" if nothing was.
    """

    def __init__(self, settings: Settings, host: Host | None, limits: Mapping[str, Limits]) -> None:
        """Build what the form asks for, in the state that a link may name."""
        self._host, self._limits = host, limits
        self._moments = Moments()
        self._replay: Replay | None = None
        self._link: tuple[object, object, tuple[str, str]] = (), (), ("", "")
        self.open(settings)

    def open(self, settings: Settings) -> None:
        """Build what a form asks for that comes from elsewhere: a link, a file, a reset."""
        self.objection = ""
        self._stop = Stop()
        self._due = self._played = 0.0  # seconds: of training, and since the button was pressed
        self._hurried = False
        self._by_hand: Array | None = None  # a start that the reader made
        self._expected: Array | None = None  # where the run of a file should lead
        story = self._story_of(settings["past"])
        rate = story.rate if story else float(settings["rate"])
        self.bench = Workbench(Recipe.of(settings), rate, self._host)
        self.playing, self._replay = False, None
        if story is not None:
            self._repeat(story, int(settings["step"]), int(settings["within"] or 0))
        elif settings["trained"]:
            self._take_state(settings)
        self._shown = {name: settings[name] for name in OWN}
        if not (settings["past"] or settings["trained"]):
            self._shown["step"] = 0.0  # an epoch alone is trained up to

    def repeat(self, settings: Settings, saved: SavedRun, parameters: Array) -> None:
        """Build what a file asks for, and make its run again, which leads to these parameters.

        Raises:
            ValueError: the state that it begins with is damaged; nothing has changed.
        """
        before = self.bench, self._by_hand, self._shown
        rate = f"{saved.story.rate:g}"
        begin = {"past": "", "within": "", "step": 0.0, "trained": saved.origin, "rate": rate}
        self.open({**settings, **begin})
        if self.objection:
            self.bench, self._by_hand, self._shown = before
            raise ValueError(DAMAGED)
        self._repeat(saved.story, saved.epoch, saved.within)
        self._expected = parameters
        self._shown = {name: settings[name] for name in OWN}

    def keep(self, mark: int) -> None:
        """Remember the run as it is now, under this number."""
        self._moments.keep(mark, Remembered(self.bench.recipe, self._by_hand, self.run.moment()))

    def recall(self, mark: int, settings: Settings) -> None:
        """Be as at the time of this number; where that is not kept, as the settings alone say."""
        scene = self._moments.find(mark)
        if scene is None or scene.recipe != Recipe.of(settings):
            self.open(settings)
            return
        self.halt()
        if scene.recipe != self.bench.recipe:
            self.bench = Workbench(scene.recipe, scene.run.rate, self._host)
        self.run.return_to(scene.run)
        self._by_hand, self.objection = scene.by_hand, ""
        self._shown = {name: settings[name] for name in OWN}

    @property
    def run(self) -> Run:
        """The run of the present workbench."""
        return self.bench.run

    @property
    def repeating(self) -> Story | None:
        """The story that is being made again, if one is."""
        return self._replay.story if self._replay is not None else None

    def form(self, settings: Settings) -> Settings:
        """What the form should say of the run."""
        spot = Spot.of(settings["picked"])
        editable = self.has(spot) and spot is not None and spot.kind != "n"
        weight = weight_of(self.run.mlp, spot) if editable and spot is not None else 0.0
        past, trained = self._for_link()
        return {
            "trained": trained,
            "past": past,
            "within": str(self.run.batch or ""),
            "step": float(self.run.epoch),
            "rate": f"{self.run.rate:g}",
            "weight": round(self._limits["weight"].nearest(weight), 2),
        }

    def link_words(self) -> str:
        """What a link to this run leaves out, in words; "" if it holds everything."""
        past, trained = self._for_link()
        if past == LOST:
            return TOO_MANY
        if not trained:
            return ""
        if not self.run.rooted:
            return (
                "The past is not in this link: it was not in the one that this network came from."
            )
        edited = any(change.setting != RATE for change in self.run.changes)
        why = "weights were edited" if edited else TOO_MUCH
        return f"The past is not in this link, since {why}. {INSTEAD}"

    def pack(self) -> None:
        """Let the form say next how the run is now, also while it goes on: a link is copied."""
        self._link = (), (), ("", "")

    def _for_link(self) -> tuple[str, str]:
        """The past of the run, or else the network as it is now, as texts for a link.

        While a run goes on they say how it was when it began, or when the reader changed something,
        and the form's step says how far it has come since: the rest is trained again.
        """
        run, samples = self.run, len(self.bench.train)
        long = stories.work(run, samples, run.last) // stories.MOST_WORK
        course = (run, tuple(run.changes), self._replay, long)
        place = (run.state, run.last)
        behind = course != self._link[0] or (place != self._link[1] and not self.playing)
        begins = self.playing and self._link[2] == ("", "")
        if behind or begins:
            self._link = course, place, self._texts_for_link()
        return self._link[2]

    def _texts_for_link(self) -> tuple[str, str]:
        run = self.run
        if self._replay is not None and self._replay.story.text and run.rooted:
            return self._replay.story.text, ""
        if self._is_fresh() and not self.playing:
            return "", ""
        cost = stories.work(run, len(self.bench.train), run.last)
        past = Story.of(run).text if run.rooted and cost <= stories.MOST_WORK else ""
        trained = "" if past else to_text(run.state)
        return past or ("" if trained else LOST), trained

    def show(self, settings: Settings) -> Settings:
        """As `form`, but only what has changed since the last time."""
        now = self.form(settings)
        news = {name: value for name, value in now.items() if settings[name] != value}
        self._shown = now
        return news

    def has(self, spot: Spot | None) -> bool:
        """Whether the network has this part."""
        if spot is None:
            return False
        sizes = self.run.mlp.sizes
        if spot.layer >= len(sizes) or not 0 <= spot.target < sizes[spot.layer]:
            return False
        if spot.kind == "n":
            return True
        return spot.layer > 0 and 0 <= spot.source < sizes[spot.layer - 1]

    def follow(self, settings: Settings) -> None:
        """Do what the form asks for since the last time."""
        self.objection = ""
        recipe, rate = Recipe.of(settings), float(settings["rate"])
        wishes = {name for name in OWN if settings[name] != self._shown[name]}
        if recipe != self.bench.recipe:
            self._rebuild(recipe, rate)
            return
        if wishes & {"step", "weight", "rate"}:
            self._leave_replay()
        if "step" in wishes:
            self._go_to(int(settings["step"]))
        elif "weight" in wishes and (spot := Spot.of(settings["picked"])):
            self._edit(spot, settings["weight"])
        if "rate" in wishes and rate != self.run.rate:
            self.run.change_rate(rate)

    def take_start(self, parameters: Array) -> None:
        """Begin the run with parameters that come from elsewhere."""
        self.halt()
        self.run.seek(0)
        self.run.edit(parameters)
        self._by_hand = self.run.mlp.parameters.copy()

    def play(self, settings: Settings) -> None:
        """Train, or pause. What has been reached already does not stop the run."""
        self.playing, self._replay = not self.playing and self.run.divergence is None, None
        self._due, self._played, self._hurried = 0.0, 0.0, False
        epoch, loss = int(settings["stopepoch"]), float(settings["stoploss"])
        now = self.run.record
        self._stop = Stop(
            epoch if epoch > now.epoch else None,
            loss if 0 < loss <= now.train_loss else None,
        )

    def one_epoch(self) -> None:
        """Train to the end of the present epoch, or one more."""
        self.halt()
        self.run.train(epochs=1)

    def one_batch(self) -> None:
        """Train on one mini-batch."""
        self.halt()
        self.run.step()

    def restart(self) -> None:
        """Go back to epoch 0, or to the first one that is known."""
        self.halt()
        self.run.seek(0)

    def halt(self) -> None:
        """Train no further by itself."""
        self.playing, self._replay = False, None

    def pass_time(self, elapsed: float, speed: str, clock: Callable[[], float]) -> None:
        """Train for a frame, at full speed or at a slow one."""
        if not self.playing:
            return
        if self._replay is not None:
            self.hurry(SLICE, clock)
            return
        pace = self._epochs_a_second(speed)
        self._played += elapsed / 1000
        if pace >= FULL:
            self.playing = self.run.advance(SLICE, clock, self._stop)
            return
        self._due += elapsed / 1000 * pace
        end = clock() + SLICE
        while self._due >= 1 and self.playing:
            self._due -= 1
            if speed == "batch":
                self.run.step()
            else:
                self.run.train(1)
            met = self.run.batch == 0 and self._stop.met(self.run.record)
            self.playing = self.run.divergence is None and not met
            if speed == GROWING and clock() >= end:
                self._due = 0.0  # this is as fast as it goes here

    def hurry(self, seconds: float, clock: Callable[[], float]) -> None:
        """Go on with what a link or a file tells, if there is anything left of it."""
        if self._replay is None:
            return
        self._replay.advance(seconds, clock)
        if self._replay.done:
            self.halt()
            self._compare()

    def _epochs_a_second(self, speed: str) -> float:
        """The speed now; training up to an epoch that a link names is done at full speed."""
        if self._hurried:
            return FULL
        if speed == GROWING:
            return min(FIRST * float(2.0 ** (self._played / DOUBLING)), FULL)
        return EPOCHS_A_SECOND.get(speed, FULL)

    def _go_to(self, epoch: int) -> None:
        """Go to an epoch; one that lies ahead of the run, as in a link, is trained for."""
        if epoch < self.run.first:
            self.objection = no_past(self.run.first)
        again = self.run.again(epoch)
        if stories.work(self.run, len(self.bench.train), again) > MOST_WORK:
            self.objection = f"Epoch {epoch} was not visited: it is too far from all that is kept."
            return
        ahead = epoch - self.run.last
        self.run.seek(epoch)
        self.playing, self._stop, self._hurried = ahead > 1, Stop(epoch), True
        if ahead == 1:
            self.run.train(epochs=1)

    def _rebuild(self, recipe: Recipe, rate: float) -> None:
        self._leave_replay()
        same_net = recipe.net == self.bench.recipe.net
        self.bench = Workbench(recipe, rate, self._host)
        self._by_hand = self._by_hand if same_net else None
        if self._by_hand is not None:
            self.run.edit(self._by_hand)

    def _is_fresh(self) -> bool:
        """Whether the network is as its seed makes it, so that nothing has to be kept."""
        run = self.run
        return run.last == 0 and np.array_equal(run.state.parameters, self.bench.start)

    def _story_of(self, past: str) -> Story | None:
        """The story that a link tells, if it tells one."""
        if past == LOST:
            self.objection = NO_ROOM
        if past in ("", LOST):
            return None
        try:
            return Story.read(past)
        except ValueError as error:
            self.objection = f"{NOT_FOLLOWED} {error}."
            return None

    def _leave_replay(self) -> None:
        """The reader goes a way of their own; a run that is only repeated does not go on there."""
        if self._replay is not None:
            self.halt()

    def _repeat(self, story: Story, goal: int, within: int) -> None:
        """Make a run again; a goal beyond its end is where it has come since that was written."""
        whole = Story(story.changes, max(story.end, goal))
        self._replay, self.playing = Replay(self.run, whole, goal, within), True

    def _compare(self) -> None:
        """Take the network of a file as a start where the past beside it leads to another one."""
        wanted, self._expected = self._expected, None
        if wanted is None or np.allclose(self.run.mlp.parameters, wanted, rtol=1e-6, atol=1e-9):
            return
        self.take_start(wanted)
        self.objection = ANOTHER

    def _take_state(self, settings: Settings) -> None:
        """Go on from a state that a link brings, with no past of its own, to the form's step."""
        try:
            state = from_text(settings["trained"], like=self.run.state)
        except ValueError as error:
            self.objection = f"{NOT_FOLLOWED} {error}."
            return
        self.run.adopt(state)
        self._by_hand = state.parameters.copy() if state.epoch == 0 else None
        step, within = int(settings["step"]), int(settings["within"] or 0)
        if step > state.epoch:
            self._repeat(Story.of(self.run), step, within)
        else:
            make_steps(self.run, within)

    def _edit(self, spot: Spot, value: float) -> None:
        if not self.has(spot) or spot.kind == "n":
            return
        changed = self.run.mlp.parameters.copy()
        changed[stories.place_of(self.run.mlp, spot.name)] = value
        self.run.edit(changed, spot.name)
        if self.run.epoch == 0:
            self._by_hand = changed


def no_past(first: int) -> str:
    """What is said of a run whose past was not in the link that it came with."""
    return f"The past is not in this link: the curve begins at epoch {first}."
