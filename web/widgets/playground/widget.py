"""The playground widget: what the reader does, and when what is drawn.

Longer than other files: every deed of the reader on the largest form of the course is one line
here.
"""

from __future__ import annotations

from time import perf_counter

from kit.messages import Key, Pointer, Settings
from kit.page.view import View
from kit.page.widget import Widget
from kit.pictures.loss_curve import LossAxes
from kit.pictures.network_layout import Spot
from pycore.datasets.features import FEATURES
from widgets.playground import exports, recipe, words
from widgets.playground.data.opening import read_network
from widgets.playground.data.points import START, complaint, parse_points
from widgets.playground.data.tables import Desk, Source
from widgets.playground.doctor.doctor import Doctor
from widgets.playground.doctor.finding import Finding
from widgets.playground.gestures import Gestures
from widgets.playground.pictures import show
from widgets.playground.pictures.loss_map import LossMapView
from widgets.playground.pictures.network import layout_of
from widgets.playground.pictures.show import Looking, Pinned
from widgets.playground.pictures.show_table import show_table
from widgets.playground.pictures.stills import Stills
from widgets.playground.recipe import LABELS
from widgets.playground.run.saved import past_of, read_past
from widgets.playground.run.session import Session

LOOK_MS = 400.0
"""How often the doctor looks and the tables are filled while a run goes on."""

TOLD_MS = 6000.0
"""How long an objection stays readable while a run goes on; the live region speaks every 5 s."""

PACE_SECONDS = 0.5
"""Over about this time the speed is averaged."""

AT_ONCE = 0.1
"""Seconds of training for what a link tells, before its first picture."""


class Playground(Widget):
    """A network of any small shape, on any data in the plane, trained before the reader's eyes."""

    def __init__(self, view: View, settings: Settings) -> None:
        """Build what the form asks for."""
        super().__init__(view, settings)
        self._session = Session(settings, view.host, view.limits)
        self._told = ""
        self._told_ms = 0.0
        self._told_for: Settings | None = None
        self._looking = Looking()
        self._lossmap = LossMapView()
        self._gestures = Gestures(self._session, self._looking, self.set)
        self._desk = Desk()
        self._answered = ""  # of a network's file, for as long as it is told
        self._points = ""  # the last that were looked at, to see whether some are missing
        self._pinned: Pinned | None = None
        self._doctor = Doctor()
        self._finding: Finding | None = None
        self._examined: tuple[object, ...] = ()
        self._stills = Stills()
        self._since_look = 0.0
        self._pace = 0.0
        self._hurry(AT_ONCE)

    def draw(self) -> None:
        """Follow the form, and show everything."""
        view, session = self.view, self._session
        self._forget()
        self._follow()
        if not session.has(self._looking.spot):
            self._looking.spot = None  # it may be gone with its layer
        self._look()
        show.show_form(view, session)
        show_table(view, self._desk.answer(self._source()))
        view.text("networktold", self._answered if self._answered == self._told else "")
        show.show_inspector(view, session, self._looking, self.settings)
        show.show_figures(view, session, self._pace)
        show.show_pictures(view, session, self._looking, self.settings, self._pinned)
        show.show_reading(view, session, self._looking)
        self._stills.draw(view, session, self._looking, self.settings)
        self._lossmap.draw(view, session, self.settings)
        view.running(session.playing or self._lossmap.is_busy)
        told = words.repeating(session.repeating, session.run) or self._told
        figures = words.sentence(session.run, training=session.playing)
        view.status(f"{told} {figures}".strip())
        self._told_for = None if session.playing else dict(self.settings)

    def remember(self, mark: int) -> None:
        """Remember the run as it is, for Undo."""
        self._session.keep(mark)

    def share(self) -> None:
        """Say in the form how the run is now."""
        self._session.pack()

    def recall(self, mark: int) -> None:
        """Bring back the run of that time, or follow a link."""
        self._session.recall(mark, self.settings)
        self._tell(self._session.objection)
        self._hurry(AT_ONCE)

    def tick(self, elapsed: float) -> None:
        """Train for a frame, and measure how fast that goes."""
        before, seconds = self._session.run.epoch, max(elapsed / 1000, 0.001)
        self._session.pass_time(elapsed, self.settings["speed"], perf_counter)
        if self._session.objection:
            self._tell(self._session.objection)
        self._lossmap.work(elapsed, perf_counter, training=self._session.playing)
        pace = max(self._session.run.epoch - before, 0) / seconds
        self._pace += (pace - self._pace) * min(seconds / PACE_SECONDS, 1.0)
        self._since_look += elapsed
        self._told_ms += elapsed

    def act(self, action: str) -> None:
        """Obey a button; what was done before it, in the same turn, comes first."""
        self._tell("")
        self._follow()
        session = self._session
        match action.split(" "):
            case ["train"]:
                session.play(self.settings)
                self._pace = 0.0
            case ["epoch"]:
                session.one_epoch()
            case ["batch"]:
                session.one_batch()
            case ["restart"]:
                session.restart()
            case [("seed" | "dataseed") as seed]:
                self.set(seed, self.settings[seed] % int(self.limits[seed].high) + 1)
            case ["lowest"]:
                self._go_to_the_lowest()
            case ["axis", axis]:
                self._take_axis(axis)
            case ["pin"]:
                self._pin()
            case ["remedy"]:
                self._apply_remedy()
            case ["layer", sign]:
                self.set("sizes", recipe.deepened(self.settings["sizes"], 1 if sign == "+" else -1))
            case ["neurons", sign, layer]:
                change = 1 if sign == "+" else -1
                self.set("sizes", recipe.widened(self.settings["sizes"], int(layer) - 1, change))
            case ["export", kind]:
                past = past_of(session.run, self.settings)
                self.view.download(*exports.export(session.bench, kind, past))
            case ["column", ("x1" | "x2" | "t") as role, column]:
                self._lay(self._desk.choose(self._source(), role, column))
            case ["skip"]:
                self._lay(self._desk.skip(self._source()))
            case ["clear"]:
                self.set("own", START)
            case _:
                super().act(action)

    def hear(self, name: str, text: str) -> None:
        """Read a table of points, or a network."""
        if name == "table":
            task = self._session.bench.recipe.data.task
            self._lay(self._desk.read(self._source(), text, task))
            return
        try:
            self._open_network(text)
        except ValueError as error:
            self._answer(f"Nothing was changed: {str(error).rstrip('.')}.")

    def _open_network(self, text: str) -> None:
        """Open a network that was saved here, with its past if the file has it.

        Raises:
            ValueError: the file cannot be opened; nothing has changed.
        """
        session = self._session
        opened = read_network(text, session.bench.recipe.data)
        saved = None if opened.is_reordered else read_past(text, opened.mlp, self.limits)
        parameters = opened.mlp.parameters
        if saved is None:
            self._put_all(opened.settings)
            self._follow()
            session.take_start(parameters)
            told = "The network was read. It is the start of the run now."
        else:
            wanted = {**saved.settings, **opened.settings}
            session.repeat({**self.settings, **wanted}, saved, parameters)
            self._put_all(wanted)
            told = "The network was read, with the past of its run."
        self._answer(f"{told} {opened.words}".rstrip())
        if saved is not None:
            self._hurry(AT_ONCE)

    def miss(self, name: str, why: str) -> None:
        """Say why a text did not come."""
        if name == "table":
            self._desk.say(self._source(), why)
            self._lay(self._source())
        else:
            self._answer(why)

    def point(self, pointer: Pointer) -> None:
        """Point at the network, the map or the loss curve."""
        pen = self.view.pens[pointer.part]
        if pointer.part == "network":
            layout = layout_of(pen, self._session.run.mlp.sizes)
            self._gestures.on_network(layout, pointer, self.settings)
        elif pointer.part == "points":
            self._gestures.on_map(pen, pointer, self.settings)
        elif pointer.part == "loss":
            self._lossmap.point(pen, pointer)
        elif pointer.phase == "down":
            curve = show.curve_of(self._session, self.settings, self._pinned)
            epoch = LossAxes(pen.box, curve).epoch_at(pointer.x)
            self.set("step", float(min(epoch, self._session.run.last)))

    def press(self, key: Key) -> None:
        """Move through the network, or move the cross-hair, by keys."""
        if key.part == "network":
            layout = layout_of(self.view.pens["network"], self._session.run.mlp.sizes)
            if self._gestures.key_on_network(layout, key, self.settings):
                self.view.focus("weight")
        elif key.part == "loss":
            self._tell(self._lossmap.press(key))
        else:
            self._gestures.key_on_map(key, self.settings)

    def _follow(self) -> None:
        """Let the session do what the form asks for, and the form say what the run did."""
        self._keep_an_input()
        self._session.follow(self.settings)
        if self._session.objection:
            self._tell(self._session.objection)
        self._put_all(self._session.show(self.settings))
        self._miss_points()

    def _source(self) -> Source:
        """The data set and its points, to which an answer about a table belongs."""
        return self.settings["data"], self.settings["own"]

    def _lay(self, source: Source) -> None:
        """Take the points that were made of a table, and say what was said of it."""
        _, own = source
        if own != self.settings["own"]:
            self.set("own", own)
        self._tell(self._desk.answer(source).words)

    def _answer(self, words: str) -> None:
        """Say what became of a file with a network, beside its button too."""
        self._answered = words
        self._tell(words)

    def _miss_points(self) -> None:
        """Say which points a link or the address did not bring."""
        if self.settings["own"] == self._points:
            return
        self._points = self.settings["own"]
        missing = complaint(parse_points(self._points))
        if missing and self._session.bench.recipe.data.is_own:
            self._tell(missing)

    def _hurry(self, seconds: float) -> None:
        """Make a run again for so long, before the next picture."""
        self._session.hurry(seconds, perf_counter)
        if self._session.objection:
            self._tell(self._session.objection)

    def _keep_an_input(self) -> None:
        """Tick again what was unticked last, if no input is left."""
        if any(self.settings[name] for name in FEATURES):
            return
        inputs = self._session.bench.recipe.net.inputs
        for name in inputs:
            self.set(name, True)
        kept = " and ".join(LABELS[name] for name in inputs)
        self._tell(f"A network needs an input, so {kept} stays on. Choose another one first.")

    def _tell(self, words: str) -> None:
        """Say this before the figures, until it is forgotten."""
        self._told, self._told_ms, self._told_for = words, 0.0, None

    def _forget(self) -> None:
        """Say no longer what the reader has left behind, or has heard for a while in training."""
        heard = self._session.playing and self._told_ms >= TOLD_MS
        if heard or self._told_for not in (None, self.settings):
            self._tell("")

    def _put_all(self, values: Settings) -> None:
        for name, value in values.items():
            self.set(name, value)

    def _look(self) -> None:
        """Let the doctor look and fill the tables: when a run rests, or now and then."""
        run = self._session.run
        place = (run.epoch, run.batch, run.rate, run.divergence)
        key = (self._session.bench.recipe, place, run.state.parameters.tobytes())
        if key == self._examined or (self._session.playing and self._since_look < LOOK_MS):
            return
        self._examined, self._since_look = key, 0.0
        self._finding = self._doctor.look(self._session.bench)
        show.show_finding(self.view, self._finding)
        show.show_tables(self.view, self._session)
        show.show_pinned(self.view, self._session, self._pinned)

    def _go_to_the_lowest(self) -> None:
        """Go to the epoch with the lowest test loss, of those that are kept."""
        history = self._session.run.history
        tested = [(r.test_loss, r.epoch) for r in history if r.test_loss is not None]
        if tested:
            self._session.halt()
            self.set("step", float(min(tested)[1]))

    def _take_axis(self, axis: str) -> None:
        """Put the weight or bias that is picked in the network on an axis of the loss map."""
        picked = Spot.of(self.settings["picked"])
        if self._session.has(picked) and picked is not None and picked.kind != "n":
            self.set(axis, picked.name)
        else:
            self._tell("First pick a weight or a bias in the picture of the network.")

    def _pin(self) -> None:
        run = self._session.run
        shown = words.recipe_words(self._session.bench.recipe, run.rate)
        fresh = Pinned(tuple(run.history), run.record, shown)
        self._pinned = None if self._pinned else fresh
        self._examined = ()

    def _apply_remedy(self) -> None:
        if self._finding is None:
            return
        self._doctor.obey(self._finding, self.settings)
        remedy: Settings = dict(self._finding.remedy)
        if "step" in remedy:
            del remedy["step"]
            self._session.restart()
            self.set("step", 0.0)
        self._put_all(remedy)
