"""Saving a network and loading it again, exactly: as JSON text, or as the bytes of an .npz file."""

import io
import json
import re
from collections.abc import Mapping
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.nn.layout import MOST, Layout
from pycore.nn.mlp import MLP, checked_mlp

FORMAT = "glassbox network 1"
"""Stands in every saved network; the number changes when the format does."""

LISTS = ("sizes", "activations")

DEEPEST = 20
"""Brackets open at once; a saved network needs five."""

LARGEST = 8 * MOST + 2**20
"""Bytes of all arrays of an .npz file: the parameters of the largest network, and a little more."""


def to_json(mlp: MLP) -> str:
    """Return a network as JSON: sizes, activations, and weights and biases per layer.

    Python writes each number with as many digits as it needs to be read back exactly.

    Raises:
        ValueError: no MLP, or a parameter is inf or NaN, for which JSON has no word.

    >>> from_json(to_json(MLP([2, 3, 1], seed=4)))
    MLP 2 → 3 → 1 (tanh, sigmoid), 13 parameters
    """
    checked_mlp(mlp)
    checks.array("parameters", mlp.parameters)
    layers = [
        {"weights": layer.weights.tolist(), "biases": layer.biases.tolist()} for layer in mlp.layers
    ]
    names = [layer.activation.name for layer in mlp.layers]
    content = {"format": FORMAT, "sizes": mlp.sizes, "activations": names, "layers": layers}
    return json.dumps(content, indent=1)


def from_json(text: str) -> MLP:
    """Return the network that `to_json` wrote.

    Raises:
        ValueError: the text is no JSON, or no network of this format; the message says where.

    >>> mlp = MLP([1, 1], seed=4)
    >>> from_json(to_json(mlp)).parameters.tolist() == mlp.parameters.tolist()
    True
    """
    if not isinstance(text, str):
        raise ValueError(f"text must be a text, not {checks.shown(text)}")
    _check_depth(text)
    try:
        content = json.loads(text)
    except ValueError as error:
        raise ValueError(f"text must be JSON, but {error}") from None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise ValueError(f'text must be a network saved here, with "format": "{FORMAT}"')
    count, layers = len(_listed(content, "sizes")) - 1, _entry(content, "layers")
    if not isinstance(layers, list) or (count > 0 and len(layers) != count):
        raise ValueError(f"layers must be a list of {count}, as the sizes say")
    mlp = _network(content, most=len(text) // 2)  # the shortest number has a digit and a comma
    for number, (layer, saved) in enumerate(zip(mlp.layers, layers, strict=True)):
        for name, target in (("weights", layer.weights), ("biases", layer.biases)):
            where = f"layers[{number}]"
            values = cast(npt.ArrayLike, _entry(saved, name, where))
            target[:] = checks.array(f"{where}.{name}", values, shape=target.shape)
    return mlp


def to_npz(mlp: MLP) -> bytes:
    """Return a network as the bytes of a NumPy .npz file: four arrays, no Python objects.

    Raises:
        ValueError: no MLP, or a parameter is inf or NaN.

    >>> len(from_npz(to_npz(MLP([2, 3, 1]))).parameters)
    13
    """
    checked_mlp(mlp)
    file = io.BytesIO()
    np.savez(
        file,
        format=np.array(FORMAT),
        sizes=np.array(mlp.sizes),
        activations=np.array([layer.activation.name for layer in mlp.layers]),
        parameters=checks.array("parameters", mlp.parameters),
    )
    return file.getvalue()


def from_npz(data: bytes) -> MLP:
    """Return the network that `to_npz` wrote.

    Raises:
        ValueError: the bytes are no .npz file, or no network of this format.

    >>> mlp = MLP([1, 1], seed=4)
    >>> from_npz(to_npz(mlp)).parameters.tolist() == mlp.parameters.tolist()
    True
    """
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as file:
            _check_unpacked(file.zip)
            content: dict[str, npt.NDArray[Any]] = {name: file[name] for name in file.files}
    except Exception as error:  # damage has many: of zip, of zlib, of headers, of memory
        raise ValueError(f"data must be the bytes of an .npz file, but {error}") from None
    if "format" not in content or content["format"].tolist() != FORMAT:
        raise ValueError(f'data must be a network saved here, with format "{FORMAT}"')
    saved = content.get("parameters", np.array([]))
    mlp = _network({name: content[name].tolist() for name in LISTS if name in content}, saved.size)
    values = checks.array("parameters", saved, shape=(mlp.layout.size,))
    mlp.parameters[:] = values
    return mlp


def _check_depth(text: str) -> None:
    """Refuse deep nesting before parsing: in Pyodide it would overflow the stack and end Python."""
    depth = 0
    for bracket in re.findall(r"[\[\]{}]", text):
        depth += 1 if bracket in "[{" else -1
        if depth > DEEPEST:
            raise ValueError(f"text must be JSON nested at most {DEEPEST} deep")


def _check_unpacked(archive: Any) -> None:  # noqa: ANN401 - a ZipFile, which is imported late
    """Refuse a small file that unpacks to gigabytes, before it is unpacked."""
    size = sum(member.file_size for member in archive.infolist())
    if size > LARGEST:
        raise ValueError(f"it unpacks to {size:,} bytes, and a network has at most {LARGEST:,}")


def _network(content: Mapping[str, object], most: int) -> MLP:
    """Return a network of zeros with the sizes and activations saved, and at most so many numbers.

    Sizes are a few characters, so they alone should not make anybody build a large network.
    """
    sizes, names = _listed(content, "sizes"), _listed(content, "activations")
    if len(names) != len(sizes) - 1:
        raise ValueError(f"activations must be {len(sizes) - 1} names, not {checks.shown(names)}")
    if not names:
        raise ValueError(f"sizes must be two numbers at least, not {checks.shown(sizes)}")
    needed = Layout(cast(list[int], sizes)).size
    if needed > most:
        raise ValueError(f"sizes ask for {needed:,} parameters, and fewer are saved")
    *hidden, output = cast(list[str], names)
    return MLP(cast(list[int], sizes), hidden=hidden, output=output, init="zeros")


def _listed(content: Mapping[str, object], name: str) -> list[object]:
    values = _entry(content, name)
    if not isinstance(values, list):
        raise ValueError(f"{name} must be a list, not {checks.shown(values)}")
    return values


def _entry(content: object, name: str, where: str = "the network") -> object:
    if not isinstance(content, Mapping) or name not in content:
        raise ValueError(f"{where} must have an entry {name}")
    return cast(object, content[name])
