"""The backprop widget: the four steps of learning on a real network, forwards and back."""

from __future__ import annotations

from kit.messages import Key, Pointer, Settings
from kit.page.view import View
from kit.page.widget import Widget
from kit.pictures.network_layout import NetworkLayout, Spot
from kit.pictures.network_picture import name_of
from kit.pictures.parameters import spots_of
from kit.run.players import Player
from widgets.backprop import weight
from widgets.backprop.flights import Frame, layout_of
from widgets.backprop.picture import draw_curve, draw_moment, draw_plane
from widgets.backprop.report import Report
from widgets.backprop.run import LONGEST, Cycle, Cycles, CycleSetup
from widgets.backprop.steps import Phase, Position, end_of, operations, start_of

STEP_MS = 800.0  # an operation at the usual speed
SPEEDS = {"slow": 0.5, "normal": 1.0, "fast": 12.0}
SPRINT_MS = 4000.0  # ten cycles take so long, whatever the speed


class Backprop(Widget):
    """A network, its training in single operations, and the gradient of any weight."""

    sprint = False
    """Whether ten cycles were asked for, which go by quickly."""

    def __init__(self, view: View, settings: Settings) -> None:
        """Start where the form stands."""
        super().__init__(view, settings)
        self.player = Player(0, STEP_MS)
        self.report = Report(view, self.reach)
        self.run: Cycles | None = None
        self.drawn: dict[str, tuple[object, ...]] = {}

    def draw(self) -> None:
        """Bring the run to where the form stands; pictures and words speak of that place."""
        run = self._prepare()
        position = Position.at(self.player.step, run.sizes)
        cycle = run.cycle(position.cycle)
        spot = self._picked(run)
        reasons = weight.reasons(cycle, spot, position)
        self._draw_network(run, cycle, position, spot, weight.badges(reasons))
        self._draw_around(run, cycle, position)
        self.report.tell_position(run, cycle, position, self.player.running)
        self.report.tell_weight(cycle, position, spot, reasons, check=self.settings["check"])
        self.report.judge(run, cycle, position, spot)
        self.view.running(self.player.running)

    def recall(self, mark: int) -> None:
        """Stand still: what plays belongs to the settings before."""
        self.player.halt()

    def tick(self, elapsed: float) -> None:
        """Let the run go on; the form's two counters follow."""
        run = self._prepare()
        length = len(operations(run.sizes))
        speed = SPEEDS[self.settings["speed"]]
        if self.sprint:
            speed = 10 * length * STEP_MS / SPRINT_MS
        self.player.tick(elapsed, speed)
        self._follow(run)

    def act(self, action: str) -> None:
        """Obey a button: one of the four steps, or a way forwards or back."""
        run = self._prepare()
        length = len(operations(run.sizes))
        now, place = self.player.step, Position.at(self.player.step, run.sizes)
        self.sprint = action == "ten"
        match action:
            case "forward" | "loss" | "backward" | "update":
                self._go_to_step(action, place)
            case "operation":
                self._run_to(now + 1)
            case "cycle":
                self._run_to((now // length + 1) * length)
            case "ten":
                self._run_to((now // length + 10) * length)
            case "play":
                self._run_to(now if self.player.running else self.player.length)
            case "back":
                self.player.jump(now - 1 if self.player.share == 0 else now)
            case "back-cycle":
                self.player.jump((now - 1) // length * length)
            case "start":
                self.player.jump(0)
            case _:
                super().act(action)
        self._follow(run)

    def point(self, pointer: Pointer) -> None:
        """Pick the weight or bias under a tap; a neuron stands for its bias."""
        run = self._prepare()
        spot = layout_of(self.view.pens["network"], run.sizes).spot_at(pointer.x, pointer.y)
        if pointer.phase == "down" and spot is not None and spot.layer > 0:
            bias = Spot("b", spot.layer, spot.target)
            self.set("picked", (bias if spot.kind == "n" else spot).name)

    def press(self, key: Key) -> None:
        """Go from weight to weight with the arrow keys."""
        if key.key not in ("Focus", "Blur"):
            run = self._prepare()
            layout = NetworkLayout(self.view.pens["network"].box, run.sizes)
            self.set("picked", weight.next_spot(layout, self._picked(run), key.key).name)

    def _prepare(self) -> Cycles:
        """The run that the form describes, with the player where the form says."""
        s = self.settings
        hidden = tuple(int(size) for size in s["hidden"].split("-"))
        plan = CycleSetup(s["data"], hidden, s["activation"], s["loss"], s["rate"], int(s["seed"]))
        if self.run is None or self.run.plan != plan:
            self.run = Cycles(plan)
            self.player = Player(0, STEP_MS)
            self._offer(self.run)
        run, length = self.run, len(operations(self.run.sizes))
        self.player.still = self.view.still
        step = int(s["cycle"]) * length + min(int(s["op"]), length)
        run.losses(min(-(-step // length), LONGEST) + 1)
        self.player.resize(run.length * length)
        self.player.seek(min(step, self.player.length))
        return run

    def _offer(self, run: Cycles) -> None:
        """List the weights of this network."""
        spots = spots_of(run.sizes)
        self.view.options("picked", [(spot.name, name_of(spot, run.sizes)) for spot in spots])
        self.set("picked", self._picked(run).name)

    def _picked(self, run: Cycles) -> Spot:
        spot = Spot.of(self.settings["picked"])
        layout = NetworkLayout(self.view.pens["network"].box, run.sizes)
        return spot if spot is not None and spot in layout.edges else Spot("w", 1, 0, 0)

    def _go_to_step(self, phase: Phase, place: Position) -> None:
        """Play a step of this cycle, or of the next one when this is complete."""
        length = len(operations(place.sizes))
        base = place.finished * length
        goal, start = base + end_of(phase, place.sizes), base + start_of(phase, place.sizes)
        if goal <= self.player.step:
            self.player.jump(start)
        self._run_to(goal)

    def _run_to(self, step: int) -> None:
        """Go there at the reader's speed; at once if nothing is to move."""
        player = self.player
        player.goal = float(min(max(step, 0), player.length))
        if player.still and step - player.step <= 10 * player.length // LONGEST:
            player.position = player.goal
        if player.goal <= player.position:
            player.position = player.goal

    def _follow(self, run: Cycles) -> None:
        """Let the two counters of the form say where the player is."""
        place = Position.at(self.player.step, run.sizes)
        self.set("cycle", place.cycle)
        self.set("op", str(place.done))

    def _draw_network(
        self, run: Cycles, cycle: Cycle, place: Position, spot: Spot, badges: dict[Spot, str]
    ) -> None:
        upcoming = operations(run.sizes)
        complete = place.done == len(upcoming)
        now = run.cycle(place.cycle + 1) if complete and self.player.share else cycle
        at = Position(place.cycle + 1, 0, run.sizes) if now is not cycle else place
        coming = upcoming[at.done] if at.done < len(upcoming) else None
        moment = Frame(now, at, coming, self.player.share, spot, badges)
        draw_moment(self.view.pens["network"], moment)

    def _draw_around(self, run: Cycles, cycle: Cycle, place: Position) -> None:
        """The curve and the plane, when they have changed."""
        network = cycle.after if place.finished > place.cycle else cycle.before
        for part in ("curve", "plane"):
            pen = self.view.pens[part]
            state = (run, place.finished, cycle.sample)
            surface = (pen.size, pen.tokens)  # others as soon as the picture was wiped
            before, *wiped = self.drawn.get(part, (None, *surface))
            if before == state and all(a is b for a, b in zip(wiped, surface, strict=True)):
                continue
            self.drawn[part] = (state, *surface)
            if part == "curve":
                draw_curve(pen, run.losses(place.finished), "mean loss")
            else:
                draw_plane(pen, run, cycle, network)
