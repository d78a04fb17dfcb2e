"""Taking a network elsewhere, and bringing one in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from kit.messages import Settings
from pycore import MLP, from_json, to_json, to_npz, to_python
from pycore.features import FEATURES
from widgets.playground.recipe import MOST_LAYERS, MOST_NEURONS
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
            content = json.loads(to_json(mlp)) | {"inputs": list(bench.recipe.net.inputs)}
            content["past"] = past
            return "network.json", json.dumps(content, indent=1) + "\n", "application/json"
        case "npz":
            return "network.npz", to_npz(mlp), "application/octet-stream"
    return "network.py", python_of(bench), "text/x-python"


def python_of(bench: Workbench) -> str:
    """The network as one NumPy function, and another that makes its inputs of points."""
    columns = ", ".join(CODE[name] for name in bench.recipe.net.inputs)
    units = bench.recipe.data.units
    named = f" of {' and '.join(map(str, units.inputs))}" if units.inputs else ""
    factor, shift = (repr(part.tolist()) for part in units.scale)
    scaled = f" * np.array({factor}) + np.array({shift})" if units.inputs else ""
    return (
        f"{to_python(bench.run.mlp)}\n\n"
        "def answer(points):\n"
        f'    """What the network answers at points (n, 2){named}."""\n'
        f"    x1, x2 = (np.asarray(points, dtype=float){scaled}).T\n"
        f"    return network(np.column_stack([{columns}]))\n"
    )


def read_network(text: str) -> tuple[MLP, Settings]:
    """The network of a JSON file, and the settings of the form that it needs.

    Raises:
        ValueError: no network, or one that the playground cannot show; the message says why.
    """
    try:
        mlp = from_json(text)
    except ValueError as error:
        raise ValueError(f"This file is not a network saved here: {_plain(error)}") from None
    names = json.loads(text).get("inputs")
    inputs = names if _are_inputs(names) else list(FEATURES)[: mlp.sizes[0]]
    hidden, activations = mlp.sizes[1:-1], [layer.activation.name for layer in mlp.layers]
    if len(inputs) != mlp.sizes[0]:
        raise ValueError(f"the network has {mlp.sizes[0]} inputs, and the playground has seven")
    if len(hidden) > MOST_LAYERS or any(count > MOST_NEURONS for count in hidden):
        raise ValueError(
            f"the network has more than {MOST_LAYERS} hidden layers of {MOST_NEURONS} neurons"
        )
    if len(set(activations[:-1])) > 1:
        raise ValueError("its hidden layers have different activations; the playground has one")
    settings: Settings = {name: name in inputs for name in FEATURES}
    settings["sizes"] = "-".join(map(str, hidden))
    if hidden:
        settings["activation"] = activations[0]
    return mlp, settings


def check_output(mlp: MLP, output: str) -> None:
    """Refuse a network that cannot answer what the data ask.

    Raises:
        ValueError: it does not end in one neuron of this activation.
    """
    if mlp.sizes[-1] != 1 or mlp.layers[-1].activation.name != output:
        raise ValueError(f"the network must end in one {output} neuron, as these data need")


def _plain(error: ValueError) -> str:
    """Why a text is no network, for a reader who knows nothing of its format."""
    told = str(error)
    if told.startswith("text must be JSON nested"):
        return "its brackets are nested too deeply"
    if told.startswith("text must be JSON"):
        return "it is not JSON, or part of it is missing"
    if told.startswith("text must be a network"):
        return "it is JSON, but of another kind"
    return told


def _are_inputs(names: object) -> bool:
    """Whether these are names of inputs, each once and in the order of the form."""
    return isinstance(names, list) and names == [name for name in FEATURES if name in names]
