"""Stands in for web/python/main.py: trains on request, in the worker where the course has Python.

Three ways: "numpy" and "trainer" are `Trainer.run`, which shuffles before every epoch, without and
with compiled steps; "compiled" makes the steps alone, in one order, as the other libraries do.
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
from pycore.compiled import CompiledNetwork, Request, emit
from pycore.numerics import Array

NEVER = 10**9
RULE = TrainingConfig("mse", rate=0.03)
TOKENS = {
    "a": "rgb(0, 0, 255)",
    "a-soft": "rgb(128, 128, 255)",
    "b": "rgb(255, 0, 0)",
    "b-soft": "rgb(255, 128, 128)",
    "surface": "rgb(255, 255, 255)",
}
runs: dict[str, Callable[[int], object]] = {}


def network(sizes: list[int]) -> MLP:
    """The network that all libraries train."""
    return MLP(sizes, hidden="tanh", output="tanh", seed=0)


def fixed_order(mlp: MLP, x: Array, t: Array, batch: int) -> Callable[[int], object]:
    """Return what trains for so many epochs, always in the order given."""
    compiled = CompiledNetwork(Request.of(mlp, RULE, len(x), batch), browser_host)
    compiled.load(x, t)
    compiled.set_rate(RULE.rate)
    memory = RULE.optimiser.start(mlp.layout.size)
    most, batches = compiled.request.most_epochs, compiled.request.batches
    orders = np.tile(np.arange(len(x)), (most, 1))

    def run(epochs: int) -> None:
        for start in range(0, epochs, most):
            count = min(most, epochs - start)
            compiled.train(mlp.parameters, memory, orders[:count], 0, count * batches)

    return run


def make(way: str, sizes: list[int], batch: int, samples: Array) -> None:
    """Make one of the three ways ready."""
    x, t = samples[:, :-1], samples[:, -1:]
    if way == "compiled":
        runs[way] = fixed_order(network(sizes), x, t, batch)
        return
    host = browser_host if way == "trainer" else None
    trainer = Trainer(network(sizes), x, t, RULE, batch_size=batch, record_every=NEVER, host=host)
    assert trainer.refusal is None, trainer.refusal
    runs[way] = trainer.run


def start(sizes: list[int], batch: int) -> float:
    """Return the milliseconds from a request to a network ready to train, written anew."""
    emit.cache_clear()
    request = Request.of(network(sizes), RULE, samples=250, batch_size=batch)
    begin = perf_counter()
    CompiledNetwork(request, browser_host)
    return 1000 * (perf_counter() - begin)


def calls(sizes: list[int], batch: int) -> list[float]:
    """Return the milliseconds of single calls of full length, those on fresh code first."""
    mlp, rng = network(sizes), np.random.default_rng(0)
    compiled = CompiledNetwork(Request.of(mlp, RULE, 250, batch), browser_host)
    compiled.load(rng.uniform(-1, 1, (250, sizes[0])), np.ones((250, 1)))
    compiled.set_rate(RULE.rate)
    memory = RULE.optimiser.start(mlp.layout.size)
    count = compiled.request.most_steps
    orders = np.tile(np.arange(250), (-(-count // compiled.request.batches), 1))
    taken = []
    for _ in range(20):
        begin = perf_counter()
        compiled.train(mlp.parameters, memory, orders, 0, count)
        taken.append(1000 * (perf_counter() - begin))
    return taken


def maps(sizes: list[int], times: int) -> list[float]:
    """Return the milliseconds of each map: evaluated, coloured, and drawn at 400 by 400 pixels."""
    mlp = network(sizes)
    compiled = CompiledNetwork(Request.of(mlp, RULE, samples=250, batch_size=10), browser_host)
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
