"""How fast a training step is: four ways to make it, timed side by side in one run.

`measure()` needs NumPy, pycore and what runs WebAssembly, so it runs in CPython with wasmtime and
in Pyodide alike:

    python -m benchmarks.training_step

Times on different machines cannot be compared; the ratios of one run can.
"""

import json
import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter

import numpy as np

from pycore import MLP, Trainer, TrainingConfig, native_host
from pycore.analysis.surfaces import decision_map
from pycore.compiled import Host
from pycore.numerics import Array, quiet
from pycore.training.batches import Batches
from pycore.training.textbook_step import textbook_step

SIZES = (2, 8, 8, 1)
SAMPLES = 250
BATCH_SIZE = 10
ROUNDS = 9
SECONDS = 0.05  # per way and round


class Obvious:
    """The step as one would write it down: one expression a line, new arrays, no checks."""

    def __init__(self, mlp: MLP, rate: float) -> None:
        self.weights = [layer.weights.T.copy() for layer in mlp.layers]  # (in, out)
        self.biases = [layer.biases.copy() for layer in mlp.layers]  # (out,)
        self.rate = rate

    def step(self, x: Array, t: Array) -> None:
        """One step on tanh layers and squared error."""
        a = [x]
        for w, b in zip(self.weights, self.biases, strict=True):
            a.append(np.tanh(a[-1] @ w + b))
        delta = 2 * (a[-1] - t) * (1 - a[-1] ** 2)
        for i in reversed(range(len(self.weights))):
            w_gradient = a[i].T @ delta / len(x)
            b_gradient = delta.mean(axis=0)
            delta = (delta @ self.weights[i].T) * (1 - a[i] ** 2)
            self.weights[i] -= self.rate * w_gradient
            self.biases[i] -= self.rate * b_gradient


def host() -> Host:
    """What runs WebAssembly here."""
    if sys.platform != "emscripten":
        return native_host
    from kit.page.browser import browser_host

    return browser_host


def ways() -> dict[str, Callable[[], object]]:
    """One epoch of each way, on the same data and from the same weights."""
    rng = np.random.default_rng(1)
    x = rng.uniform(-1, 1, (SAMPLES, 2))
    t = np.sign(x[:, :1] * x[:, 1:])
    config = TrainingConfig("mse", rate=0.03)
    networks = [MLP(SIZES, output="tanh", seed=0) for _ in range(4)]
    memory = config.optimiser.start(networks[0].size)
    batches = Batches(x, t, BATCH_SIZE)
    rows = [batches.rows(i) for i in range(len(batches))]
    obvious = Obvious(networks[0], config.rate)
    textbook, compiled = (
        Trainer(mlp, x, t, config, batch_size=BATCH_SIZE, record_every=10**9, host=engine)
        for mlp, engine in zip(networks[2:], (None, host()), strict=True)
    )

    def run_obvious() -> None:
        for pair in rows:
            obvious.step(*pair)

    def run_textbook() -> None:
        for pair in rows:
            textbook_step(networks[1], *pair, config, memory)

    return {
        "obvious": run_obvious,
        "textbook": quiet(run_textbook),
        "trainer": lambda: textbook.run(1),
        "compiled trainer": lambda: compiled.run(1),
    }


def seconds_each(function: Callable[[], object]) -> float:
    """The mean time of a call, over as many calls as fit into SECONDS."""
    start, calls = perf_counter(), 0
    while (passed := perf_counter() - start) < SECONDS:
        function()
        calls += 1
    return passed / calls


def measure() -> dict[str, object]:
    """Times in microseconds per mini-batch, ratios to `obvious`, and the map in milliseconds.

    Every round times all ways one after the other; a ratio is the median of the rounds' ratios.
    """
    epochs = ways()
    batches = -(-SAMPLES // BATCH_SIZE)
    rounds = []
    for _ in range(ROUNDS):
        rounds.append({name: seconds_each(epoch) / batches for name, epoch in epochs.items()})
    mlp = MLP(SIZES, output="tanh")
    maps = [seconds_each(lambda: decision_map(mlp, (-6, 6), (-6, 6), 100)) for _ in range(ROUNDS)]
    return {
        "python": sys.version.split()[0],
        "platform": sys.platform,
        "network": "-".join(map(str, SIZES)),
        "batch size": BATCH_SIZE,
        "microseconds per step": {
            name: round(1e6 * median(times[name] for times in rounds), 2) for name in epochs
        },
        "times as fast as obvious": {
            name: round(median(times["obvious"] / times[name] for times in rounds), 2)
            for name in epochs
        },
        "milliseconds per 100 x 100 map": round(1e3 * median(maps), 3),
    }


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
