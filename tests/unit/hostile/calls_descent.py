"""Right calls of `pycore.optimisers`, `pycore.landscapes` and `pycore.descent`."""

from __future__ import annotations

from typing import Any

import numpy as np

from pycore.descent import Function, descend, sweep
from pycore.descent.verdict import verdict
from pycore.landscapes import landscape
from pycore.landscapes.one_variable import tilted_well_stops
from pycore.optimisers import Adam, Memory, Momentum, Optimiser, Plain, optimiser
from pycore.optimisers.base import blank
from tests.unit.hostile.judge import Call, always

POINT, SLOPE = [3.0, -1.0], [0.5, 0.25]


def stepped(rule: Optimiser) -> Any:
    """A step of an optimiser, as a function that returns what it changed."""

    def step(memory: Any, parameters: Any, gradient: Any, rate: Any) -> Any:
        rule.step(memory, parameters, gradient, rate)
        return memory, parameters

    return step


def square() -> Function:
    return Function(lambda p: p @ p, lambda p: 2 * p)


RULES: dict[str, Optimiser] = {
    "adam.Adam": Adam(),
    "plain.Plain": Plain(),
    "plain.Momentum": Momentum(),
}

CALLS = {
    **{
        f"optimisers.{name}.start": Call(always(rule.start), always({"size": 2}))
        for name, rule in RULES.items()
    },
    **{
        f"optimisers.{name}.step": Call(
            always(stepped(rule)),
            always(
                {
                    "memory": rule.start(2),
                    "parameters": np.array(POINT),
                    "gradient": np.array(SLOPE),
                    "rate": 0.5,
                }
            ),
        )
        for name, rule in RULES.items()
    },
    "optimisers.adam.Adam": Call(
        lambda: Adam, lambda: {"beta1": 0.5, "beta2": 0.75, "epsilon": 0.125}
    ),
    "optimisers.plain.Momentum": Call(lambda: Momentum, lambda: {"beta": 0.5}),
    "optimisers.plain.Plain": Call(lambda: Plain, dict),
    "optimisers.base.Memory": Call(
        lambda: Memory, lambda: {"rows": np.array([[1.0, 2.0]]), "steps": 3}
    ),
    "optimisers.base.Memory.copy": Call(lambda: Momentum().start(2).copy, dict),
    "optimisers.base.blank": Call(
        lambda: blank,
        lambda: {"rows": 1, "size": 2},
    ),
    "optimisers.registry.optimiser": Call(
        lambda: optimiser,
        lambda: {"chosen": "plain"},
        called={"chosen": "optimiser"},
        takes={"chosen": ("adam",)},
    ),
    "landscapes.landscape": Call(
        lambda: landscape, lambda: {"name": "bowl"}, called={"name": "landscape"}
    ),
    "landscapes.base.Landscape.value": Call(
        lambda: landscape("bowl").value, lambda: {"point": POINT}
    ),
    "landscapes.base.Landscape.gradient": Call(
        lambda: landscape("bowl").gradient, lambda: {"point": POINT}
    ),
    "landscapes.base.Landscape.place": Call(
        lambda: landscape("bowl").place, lambda: {"point": [0.0, 0.0], "within": 0.5}
    ),
    "landscapes.one_variable.tilted_well_stops": Call(
        lambda: tilted_well_stops, lambda: {"tilt": 0.5}
    ),
    "descent.rates.sweep": Call(
        lambda: sweep,
        lambda: {"ground": landscape("bowl"), "start": POINT, "rates": [0.5, 0.25], "steps": 3},
    ),
    "descent.run.Function": Call(
        lambda: Function,
        lambda: {"value": lambda p: p @ p, "gradient": lambda p: 2 * p},
        takes={"value": ("function", "type"), "gradient": ("function", "type")},
    ),
    "descent.run.descend": Call(
        lambda: descend,
        lambda: {
            "function": square(),
            "start": POINT,
            "optimiser": "adam",
            "rate": 0.5,
            "steps": 3,
            "limit": 10.0,
        },
        takes={"optimiser": ("adam",)},
    ),
    "descent.verdict.verdict": Call(
        lambda: verdict, lambda: {"run": descend(square(), POINT, rate=0.25, steps=9)}
    ),
}
