"""Opening a network that was saved here: with its data if it has some of its own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kit.messages import Settings
from kit.words.sentences import counted
from pycore import MLP, from_json
from pycore.datasets.features import FEATURES
from widgets.playground.data.axis import FILLED, Axis
from widgets.playground.data.points import MOST_POINTS, Own, are_points, example, write_points
from widgets.playground.data.units import STORIES, Units
from widgets.playground.exports import axes_of
from widgets.playground.pictures.thumbnails import SETS
from widgets.playground.recipe import (
    HEIGHTS,
    MOST_LAYERS,
    MOST_NEURONS,
    OWN,
    OWN_HEIGHTS,
    DataRecipe,
)
from widgets.playground.table.columns import split_unit
from widgets.playground.table.numbers import LARGEST


@dataclass(frozen=True)
class Opened:
    """A network out of a file.

    Attributes:
        mlp: The network.
        settings: What the form must say for it.
        words: What the reader should know; "" if nothing.
        is_reordered: Whether its inputs stood in another order than the form's.
    """

    mlp: MLP
    settings: Settings
    words: str
    is_reordered: bool


def read_network(text: str, present: DataRecipe) -> Opened:
    """The network of a JSON file, with the data for which it was saved.

    Raises:
        ValueError: no network, or one that the playground cannot show; the message says why.
    """
    try:
        mlp = from_json(text)
    except ValueError as error:
        raise ValueError(f"This file is not a network saved here: {_plain(error)}") from None
    content = json.loads(text)
    data, words = _data(content, present)
    inputs = _take_inputs(mlp, content)
    _check_shape(mlp, _output(data.get("data", present.name)))
    names = content.get("inputs", inputs)
    settings: Settings = {name: name in inputs for name in FEATURES}
    hidden = mlp.sizes[1:-1]
    settings["sizes"] = "-".join(map(str, hidden))
    if hidden:
        settings["activation"] = mlp.layers[0].activation.name
    return Opened(mlp, data | settings, words, is_reordered=names != inputs)


def _take_inputs(mlp: MLP, content: Mapping[str, Any]) -> list[str]:
    """The names of the inputs in the form's order; the first layer's columns follow them."""
    count, names = mlp.sizes[0], content.get("inputs")
    if count > len(FEATURES):
        raise ValueError(f"the network has {count} inputs, and the playground has seven")
    if names is None:
        return list(FEATURES)[:count]
    known = isinstance(names, list) and all(isinstance(one, str) for one in names)
    if not known or not set(names) <= set(FEATURES):
        raise ValueError("its inputs have names that the playground does not know")
    if len(set(names)) != len(names) or len(names) != count:
        raise ValueError(
            f"it names {counted(len(set(names)), 'input')}, and the network has {count}"
        )
    order = [names.index(name) for name in FEATURES if name in names]
    weights = mlp.layers[0].weights
    weights[:] = weights[:, order]
    return [names[place] for place in order]


def _check_shape(mlp: MLP, output: str) -> None:
    hidden, activations = mlp.sizes[1:-1], [layer.activation.name for layer in mlp.layers]
    if mlp.sizes[-1] != 1 or activations[-1] != output:
        raise ValueError(f"the network must end in one {output} neuron, as these data need")
    if len(hidden) > MOST_LAYERS or any(count > MOST_NEURONS for count in hidden):
        raise ValueError(
            f"the network has more than {MOST_LAYERS} hidden layers of {MOST_NEURONS} neurons"
        )
    if len(set(activations[:-1])) > 1:
        raise ValueError("its hidden layers have different activations; the playground has one")


def _output(data: str) -> str:
    return "linear" if data in HEIGHTS else "sigmoid"


def _data(content: Mapping[str, Any], present: DataRecipe) -> tuple[Settings, str]:
    """The data set to be chosen for a network, and a sentence where it was made for other data."""
    name, axes = content.get("data"), content.get("axes")
    if name in STORIES:
        if axes != axes_of(Units.of(name)):
            raise ValueError("its inputs are scaled in another way than this data set's")
        return {"data": name}, ""
    if name in (OWN, OWN_HEIGHTS):
        return {"data": name, "own": write_points(_own(content))}, ""
    if content.get("past") is not None and isinstance(name, str) and name in SETS:
        return {"data": name}, ""
    if axes is not None:
        raise ValueError("its inputs have a scale, but it does not say of which data")
    if present.units.inputs:
        named = " and ".join(str(one.name) for one in present.units.inputs)
        return {}, f"It was made for other data, whose inputs are not {named}."
    return {}, ""


def _own(content: Mapping[str, Any]) -> Own:
    """The points of a file, in the units that it has."""
    try:
        units = _units(content)
        rows = content.get("points", [list(row) for row in example(units)])
        if not 1 <= len(rows) <= MOST_POINTS or not are_points(rows, units):
            raise ValueError
    except (ValueError, TypeError, KeyError, OverflowError):
        raise ValueError("its points or their units cannot be read") from None
    return Own(tuple((float(x1), float(x2), float(t)) for x1, x2, t in rows), units)


def _units(content: Mapping[str, Any]) -> Units:
    """The units of a file; whatever is not as it was written raises an error of some kind."""
    if content.get("axes") is None:
        return Units()
    first, second = (_axis(one, FILLED) for one in content["axes"])
    height = content.get("height")
    classes = tuple(_name(one) for one in content.get("classes", ()))
    if len(classes) not in (0, 2):
        raise ValueError
    tall = _axis(height, 1.0) if height is not None else None
    return Units((first, second), classes, tall, is_table=True)


def _axis(saved: Mapping[str, Any], reach: float) -> Axis:
    low, high = saved["low"], saved["high"]
    if type(low) not in (int, float) or type(high) not in (int, float):
        raise TypeError
    if not -LARGEST <= low <= high <= LARGEST:
        raise ValueError
    return Axis(_name(saved["name"]), _name(saved["unit"]), float(low), float(high), reach)


def _name(text: object) -> str:
    """A name as one short line, as a table's are."""
    if not isinstance(text, str):
        raise TypeError
    name, unit = split_unit(text)
    return f"{name} ({unit})" if unit else name


def _plain(error: ValueError) -> str:
    """Why a text is not a network, for a reader who knows nothing of its format."""
    told = str(error)
    if told.startswith("text must be JSON nested"):
        return "its brackets are nested too deeply"
    if told.startswith("text must be JSON"):
        return "it is not JSON, or part of it is missing"
    if told.startswith("text must be a network"):
        return "it is JSON, but of another kind"
    return told
