"""Stands in for web/python/main.py: trains on request, in the worker where the course has Python.

Three ways: "textbook" and "trainer" are `Trainer.run`, which shuffles before every epoch, by the
textbook step in NumPy and with compiled steps; "compiled" makes the steps alone, in one order, as
the other libraries do.
"""

from collections.abc import Callable
from time import perf_counter

import js
import numpy as np
from pyodide.ffi import JsProxy, to_js

from kit.page.browser import Bitmap, browser_host, xworker
from kit.pen.colours import diverging, paint
from pycore import MLP, Trainer, TrainingConfig
from pycore.analysis.surfaces import axis, grid_points
from pycore.compiled import CompiledNetwork
from pycore.compiled.network import emitted
from pycore.numerics import Array
from pycore.training.compiling import request_for

NEVER = 10**9
RATE = 0.03
SAMPLES = 250
TOKENS = {
    "a": "rgb(0, 0, 255)",
    "a-soft": "rgb(128, 128, 255)",
    "b": "rgb(255, 0, 0)",
    "b-soft": "rgb(255, 128, 128)",
    "surface": "rgb(255, 255, 255)",
}
runs: dict[str, Callable[[int], object]] = {}


def training(sizes: list[int]) -> tuple[MLP, TrainingConfig]:
    """The network that all libraries train, and how: several outputs choose a class."""
    if sizes[-1] > 1:
        config = TrainingConfig("cross_entropy", RATE)
        return MLP(sizes, hidden="relu", output="softmax", seed=0), config
    return MLP(sizes, hidden="tanh", output="tanh", seed=0), TrainingConfig("mse", RATE)


def compile_for(sizes: list[int], batch: int, samples: int = SAMPLES) -> CompiledNetwork:
    """Write a network's module, and have the browser translate it."""
    return CompiledNetwork(request_for(*training(sizes), samples, batch), browser_host)


def fixed_order(sizes: list[int], x: Array, t: Array, batch: int) -> Callable[[int], object]:
    """Return what trains for so many epochs, always in the order given."""
    compiled, (mlp, config) = compile_for(sizes, batch, len(x)), training(sizes)
    compiled.load(x, t)
    compiled.set_rate(RATE)
    memory = config.optimiser.start(mlp.size)
    most, batches = compiled.request.most_epochs, compiled.request.batches
    orders = np.tile(np.arange(len(x)), (most, 1))

    def run(epochs: int) -> None:
        for start in range(0, epochs, most):
            count = min(most, epochs - start)
            compiled.train(mlp.parameters, memory, orders[:count], 0, count * batches)

    return run


def make(way: str, sizes: list[int], batch: int, samples: Array) -> None:
    """Make one of the three ways ready."""
    x, t = samples[:, : sizes[0]], samples[:, sizes[0] :]
    if way == "compiled":
        runs[way] = fixed_order(sizes, x, t, batch)
        return
    host = browser_host if way == "trainer" else None
    mlp, config = training(sizes)
    trainer = Trainer(mlp, x, t, config, batch_size=batch, record_every=NEVER, host=host)
    assert trainer.refusal is None, trainer.refusal
    runs[way] = trainer.run


def start(sizes: list[int], batch: int) -> float:
    """Return the milliseconds from a request to a network ready to train, written anew."""
    emitted.cache_clear()
    begin = perf_counter()
    compile_for(sizes, batch)
    return 1000 * (perf_counter() - begin)


def calls(sizes: list[int], batch: int) -> list[float]:
    """Return the milliseconds of single calls of full length, those on fresh code first."""
    compiled, (mlp, config) = compile_for(sizes, batch), training(sizes)
    rng, t = np.random.default_rng(0), np.eye(sizes[-1])[np.zeros(SAMPLES, np.intp)]
    compiled.load(rng.uniform(-1, 1, (SAMPLES, sizes[0])), t)
    compiled.set_rate(RATE)
    memory = config.optimiser.start(mlp.size)
    count = compiled.request.most_steps
    orders = np.tile(np.arange(SAMPLES), (-(-count // compiled.request.batches), 1))
    taken = []
    for _ in range(20):
        begin = perf_counter()
        compiled.train(mlp.parameters, memory, orders, 0, count)
        taken.append(1000 * (perf_counter() - begin))
    return taken


def maps(sizes: list[int], times: int) -> list[float]:
    """Return the milliseconds of each map: evaluated, coloured, and drawn at 400 by 400 pixels."""
    compiled, (mlp, _) = compile_for(sizes, batch=10), training(sizes)
    along = axis("span", (-6.0, 6.0), 100)
    points = grid_points(along, along)
    context = js.OffscreenCanvas.new(400, 400).getContext("2d")
    bitmap, palette = Bitmap(100, 100), diverging(TOKENS)
    taken = []
    for _ in range(times):
        begin = perf_counter()
        answers = compiled.predict(mlp.parameters, points)
        bitmap.put(paint(palette, answers.reshape(100, 100)))
        context.drawImage(bitmap.canvas, 0, 0, 400, 400)
        taken.append(1000 * (perf_counter() - begin))
    return taken


def receive(event: JsProxy) -> None:
    """Do what the message asks, and answer."""
    message = event.data.to_py()
    answer: dict[str, object] = {"type": "done"}
    match message["type"]:
        case "make":
            make(message["way"], message["sizes"], message["batch"], np.array(message["samples"]))
        case "train":
            runs[message["way"]](message["epochs"])
        case "start":
            answer["milliseconds"] = start(message["sizes"], message["batch"])
        case "calls":
            answer["milliseconds"] = calls(message["sizes"], message["batch"])
        case "maps":
            answer["milliseconds"] = maps(message["sizes"], message["times"])
    xworker.postMessage(to_js(answer, dict_converter=js.Object.fromEntries))


xworker.onmessage = receive
