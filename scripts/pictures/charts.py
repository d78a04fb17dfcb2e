"""Pictures with curves: activation functions, a descent, a loss."""

from __future__ import annotations

import numpy as np

from kit.pen.scales import Scale
from pycore import ACTIVATIONS, MLP, Trainer, TrainingConfig
from pycore.datasets import make
from pycore.descent import Function, descend
from pycore.optimisers import Momentum
from scripts.pictures.sheet import DASH, SHEET, curve
from scripts.pictures.svg import SvgPen
from scripts.pictures.svg_path import attributes

ENDS = 5.0
TOUCHED = 0.9
HALF_TANGENT = 1.9


def activations(pen: SvgPen) -> None:
    """Sigmoid and ReLU, and the slope of the sigmoid at one place."""
    sigmoid, relu = ACTIVATIONS["sigmoid"], ACTIVATIONS["relu"]
    across, up = Scale(-ENDS, ENDS, 14, 306), Scale(0, 1, 140, 36)
    pen.line([(8, 140), (312, 140)], "line")
    pen.line([(160, 12), (160, 170)], "line")
    z = np.linspace(-ENDS, ENDS, 121)
    lines = ((relu, 1 / 4, "b-fill", DASH), (sigmoid, 1.0, "a-fill", ()))
    for function, scale, colour, dash in lines:
        heights = (scale * function.value(z)).tolist()
        curve(
            pen,
            [(across(a), up(b)) for a, b in zip(z.tolist(), heights, strict=True)],
            colour,
            4.5,
            dash,
        )
    height, slope = (float(one(np.array(TOUCHED))) for one in (sigmoid.value, sigmoid.derivative))
    ends = [
        (across(TOUCHED + side), up(height + side * slope))
        for side in (-HALF_TANGENT, HALF_TANGENT)
    ]
    pen.line(ends, "ink", 2.5)
    pen.circle((across(TOUCHED), up(height)), 8, fill="card", width=3)


LONG, TURN = 5.0, np.radians(-18.0)
MIDDLE, PIXELS = (186.0, 92.0), 34.0
RINGS = (0.55, 1.1, 1.75, 2.5, 3.4, 4.5, 5.9)
START = (-4.1, 0.65)


def descent(pen: SvgPen) -> None:
    """A heavy ball rolls into a long valley, over it, and back."""
    turn = np.array([[np.cos(TURN), -np.sin(TURN)], [np.sin(TURN), np.cos(TURN)]])
    steep = np.array([1.0, LONG])
    valley = Function(lambda p: float(p @ (steep * p)) / 2, lambda p: steep * p)
    path = descend(valley, START, rate=0.09, steps=26, optimiser=Momentum(0.72)).path
    places = [tuple(at) for at in (path @ turn.T * PIXELS + MIDDLE).tolist()]
    for ring in reversed(RINGS):
        radii = {"rx": ring * PIXELS, "ry": ring * PIXELS / np.sqrt(LONG)}
        place = {"cx": MIDDLE[0], "cy": MIDDLE[1], **radii}
        spin = f"rotate({np.degrees(TURN):.0f} {MIDDLE[0]:.0f} {MIDDLE[1]:.0f})"
        look = {"fill": pen.colour("ink"), "fill-opacity": ".05", "stroke": pen.colour("line")}
        pen.context.add(f"<ellipse{attributes({**place, 'transform': spin, **look})}/>")
    pen.line(places, "ink", 2.5)
    pen.marks(places[1:9], 3.5, square=False, fill="ink", outline=None)
    pen.circle(places[0], 11, fill="mark", width=3)
    pen.circle(places[-1], 5, fill="card", width=3)


EPOCHS, HERE = 120, 24


def training(pen: SvgPen) -> None:
    """The loss of a run on points it learns from and on others, and where the reader is."""
    known, other = (make("moons", n=30, noise=0.35, seed=seed) for seed in (1, 8))
    network = MLP((2, 12, 1), "tanh", "sigmoid", seed=2)
    config = TrainingConfig("binary_cross_entropy", 0.03, "adam")
    run = Trainer(network, known.x, known.t, config, test=(other.x, other.t), batch_size=30, seed=1)
    run.run(EPOCHS)
    losses = [record.train_loss for record in run.history]
    tests = [record.test_loss or 0.0 for record in run.history]
    across, up = Scale(0, EPOCHS, 30, 306), Scale(0, max(losses[0], tests[0]), 152, 26)
    kept = [(across(epoch), up(loss)) for epoch, loss in enumerate(losses)]
    curve(pen, kept, "a-fill", 4.5, ground=("a-soft", up(0)))
    curve(pen, [(across(epoch), up(loss)) for epoch, loss in enumerate(tests)], "ink", 3, DASH)
    pen.line([(30, 14), (30, 152), (SHEET.width - 10, 152)], "line", 2)
    pen.line([(across(HERE), 20), (across(HERE), 152)], "ink", 2, (3, 5))
    pen.circle(kept[HERE], 8, fill="card", width=3)
