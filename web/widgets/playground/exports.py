"""Taking a network elsewhere: in a file with all it needs to answer in the reader's units."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

import numpy as np

from pycore import to_json, to_npz, to_python
from widgets.playground.data.axis import FILLED, Axis
from widgets.playground.data.points import parse_points
from widgets.playground.data.units import Units
from widgets.playground.workbench import Workbench

CODE = {
    "x1": "x1",
    "x2": "x2",
    "x1_squared": "x1 * x1",
    "x2_squared": "x2 * x2",
    "product": "x1 * x2",
    "sin_x1": "np.sin(x1)",
    "sin_x2": "np.sin(x2)",
}

File = tuple[str, str | bytes, str]
"""A name, the content and its media type."""


def export(bench: Workbench, kind: str, past: Mapping[str, Any]) -> File:
    """The network as a file: "json", with the past of its run, "npz" or "python".

    Raises:
        ValueError: a parameter is infinite.
    """
    mlp = bench.run.mlp
    match kind:
        case "json":
            content = json.loads(to_json(mlp)) | context(bench) | {"past": past}
            return "network.json", json.dumps(content, indent=1) + "\n", "application/json"
        case "npz":
            return "network.npz", _npz(bench), "application/octet-stream"
    return "network.py", python_of(bench), "text/x-python"


def context(bench: Workbench) -> dict[str, Any]:
    """What a network's numbers need to mean something: inputs, units, classes, own points."""
    data = bench.recipe.data
    units = parse_points(data.own).units if data.is_own else data.units  # those of the points
    found: dict[str, Any] = {"inputs": list(bench.recipe.net.inputs), "data": data.name}
    if units.inputs:
        found["axes"] = axes_of(units)
    if units.classes:
        found["classes"] = list(units.classes)
    if units.height is not None:
        found["height"] = _axis(units.height)
    if data.is_own:
        found["points"] = [list(row) for row in parse_points(data.own).rows]
    return found


def axes_of(units: Units) -> list[dict[str, Any]]:
    """Names, units and ranges of the inputs; a range becomes -5 to 5 before the network sees it."""
    return [_axis(one) for one in units.inputs]


def _axis(one: Axis) -> dict[str, Any]:
    return {"name": one.name, "unit": one.unit, "low": one.low, "high": one.high}


def _npz(bench: Workbench) -> bytes:
    """The network as pycore writes it, and beside it the same context as in the JSON."""
    with np.load(io.BytesIO(to_npz(bench.run.mlp)), allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    found = context(bench)
    axes = [*found.pop("axes", []), *([found.pop("height")] if "height" in found else [])]
    for key in ("name", "unit", "low", "high") if axes else ():
        arrays[f"axis_{key}s"] = np.array([axis[key] for axis in axes])
    arrays |= {name: np.array(value) for name, value in found.items()}
    packed = io.BytesIO()
    np.savez(packed, **arrays)
    return packed.getvalue()


def python_of(bench: Workbench) -> str:
    """The network as one NumPy function, and one that takes and gives the reader's own units."""
    columns = ", ".join(CODE[name] for name in bench.recipe.net.inputs)
    units = bench.recipe.data.units
    output = f"network(np.column_stack([{columns}]))"
    return (
        f"{to_python(bench.run.mlp)}\n\n"
        "def answer(points):\n"
        f'    """{_docstring(units)}"""\n'
        f"    x1, x2 = {_scaled(units)}.T\n"
        f"    return {_unscaled(output, units.height)}\n"
    )


def _docstring(units: Units) -> str:
    named = f" of {' and '.join(map(_called, units.inputs))}" if units.inputs else ""
    told = f"What the network answers at points (n, 2){named}."
    if units.height is not None:
        return f"{told} It is {_called(units.height)}."
    if all(units.classes) and units.classes:
        orange, blue = map(_quoted, units.classes)
        return f"{told} Near 1 it is {blue}, near 0 {orange}."
    return told


def _scaled(units: Units) -> str:
    """Code that brings points to the plane."""
    points = "np.asarray(points, dtype=float)"
    if not units.inputs:
        return points
    starts, factors = [one.start for one in units.inputs], [one.factor for one in units.inputs]
    return f"(({points} - np.array({starts})) * np.array({factors}) - {FILLED})"


def _unscaled(output: str, height: Axis | None) -> str:
    """Code that brings an answer to its own unit."""
    if height is None:
        return output
    return f"({output} + {height.reach}) / {height.factor!r} + {height.start!r}"


def _called(one: Axis) -> str:
    return _quoted(f"{one.name} ({one.unit})" if one.unit else one.name)


def _quoted(name: str) -> str:
    """A name that somebody else wrote, for a docstring: it neither ends it nor escapes."""
    return name.replace("\\", "/").replace('"', "'")
