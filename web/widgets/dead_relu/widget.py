"""The dead-ReLU widget: the same neuron trained with ReLU and with leaky ReLU, side by side."""

from __future__ import annotations

from functools import lru_cache

from kit.messages import Pointer, Settings
from kit.page.view import View
from kit.page.widget import Widget
from kit.run.players import Player
from kit.words.numbers import equals, number
from kit.words.sentences import joined
from pycore.nn.activations import ACTIVATIONS
from widgets.dead_relu.one_neuron_run import NeuronRun, State, T, X
from widgets.dead_relu.picture import draw_losses, draw_neuron, step_at

NAMES = ("relu", "leaky_relu")
STEP_MS = 15.0  # so that all of them pass in six seconds
LEARNT = 0.05  # a loss that only an active, well placed neuron reaches


class DeadRelu(Widget):
    """Two runs of gradient descent from one start; only the activation differs."""

    def __init__(self, view: View, settings: Settings) -> None:
        """Stand still at the step that the form names."""
        super().__init__(view, settings)
        self._player = Player(length=int(self.limits["steps"].high), step_ms=STEP_MS)

    def draw(self) -> None:
        """Train as far as the slider says; pictures, words and tables show that state."""
        s = self.settings
        step = int(s["steps"])
        self._player.seek(step)
        self.view.running(self._player.running)
        self.view.text("play", "Pause" if self._player.running else "Train")
        runs = {name: _run(name, s["w"], s["b"], s["rate"]).until(step) for name in NAMES}
        for name, states in runs.items():
            self._say(name, states[-1])
            draw_neuron(self.view.pens[name], name, states[-1])
        self._tabulate(runs)
        self._judge(runs, step)
        draw_losses(self.view.pens["losses"], runs, self._player.length)

    def point(self, pointer: Pointer) -> None:
        """Drag along the losses: that moves the slider of steps."""
        if pointer.phase in ("down", "move"):
            step = step_at(self.view.pens["losses"].box, self._player.length, pointer.x)
            self.set("steps", step)

    def act(self, action: str) -> None:
        """Train, or pause; without motion the training is there at once."""
        if action != "play":
            super().act(action)
        self._player.seek(int(self.settings["steps"]))
        self._player.act(action)
        if self.view.still:
            self._player.jump(self._player.goal)
        self.set("steps", self._player.step)

    def recall(self, mark: int) -> None:
        """Stand still: what plays belongs to the settings before."""
        self._player.halt()

    def tick(self, elapsed: float) -> None:
        """Go on training as long as nobody pauses or moves the slider."""
        self._player.seek(int(self.settings["steps"]))
        self._player.tick(elapsed)
        self.set("steps", self._player.step)

    def _say(self, name: str, state: State) -> None:
        label = ACTIVATIONS[name].label
        weight, bias = state.line
        line = joined([f"{weight} x", bias])
        self.view.text(f"neuron-{name}", f"y = {label}({line})")
        by_weight, by_bias = state.gradient
        slopes = f"∂L/∂w {equals(by_weight)}, ∂L/∂b {equals(by_bias)}"
        self.view.text(f"gradient-{name}", slopes)
        self.view.text(f"verdict-{name}", _verdict(state))

    def _tabulate(self, runs: dict[str, list[State]]) -> None:
        now = {name: states[-1] for name, states in runs.items()}
        rows = [
            [
                ACTIVATIONS[name].label,
                *state.line,
                f"{state.active} of {len(X)}",
                number(state.loss),
                *(number(slope) for slope in state.gradient),
            ]
            for name, state in now.items()
        ]
        self.view.rows("neurons", rows)
        plain, leaky = (now[name] for name in NAMES)
        columns = zip(X[:, 0], T[:, 0], plain.z, plain.slope, leaky.z, leaky.slope, strict=True)
        self.view.rows("samples", [[number(float(value)) for value in row] for row in columns])

    def _judge(self, runs: dict[str, list[State]], step: int) -> None:
        """Tick the goals, and say the outcome; a goal once reached stays reached."""
        plain, leaky = (runs[name] for name in NAMES)
        was_dead = not plain[0].active
        now = {
            "alive": was_dead and not plain[-1].active and leaky[-1].active > 0,
            "killed": not was_dead and not plain[-1].active,
            "learnt": plain[-1].loss < LEARNT,
        }
        new = self.reach(**now)
        praise = "✓ You have reached a goal. " if new else ""
        said = [f"{ACTIVATIONS[name].label} {_short(states[-1])}" for name, states in runs.items()]
        self.view.status(f"{praise}After {step} {_steps(step)}: {', '.join(said)}.")


@lru_cache(maxsize=8)  # moving the steps slider goes on with the same two runs
def _run(name: str, weight: float, bias: float, rate: float) -> NeuronRun:
    return NeuronRun(name, weight, bias, rate)


def _steps(count: int) -> str:
    return "step" if count == 1 else "steps"


def _short(state: State) -> str:
    return f"has {state.active} of {len(X)} samples active, loss {number(state.loss)}"


def _verdict(state: State) -> str:
    """What the present state means for learning."""
    if not state.active and not any(state.gradient):
        return "Dead: no sample reaches it, every slope is 0, so no step will ever move it."
    if not state.active:
        return "Asleep: no sample has a positive sum, but slopes of 0.01 still pull it along."
    if state.active < len(X):
        return f"Alive: {state.active} of {len(X)} samples have a positive sum and teach it."
    return "Alive: every sample has a positive sum and teaches it."
