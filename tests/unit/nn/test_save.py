"""Saved networks come back exactly; damaged ones are refused in a sentence."""

import contextlib
import io
import json
import pickle
from collections.abc import Callable
from typing import Any, ClassVar

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pycore import ACTIVATIONS, MLP
from pycore.analysis.network_code import to_python
from pycore.nn.save import LARGEST, from_json, from_npz, to_json, to_npz
from pycore.numerics import quiet


@st.composite
def networks(draw: st.DrawFn) -> MLP:
    sizes = draw(st.lists(st.integers(1, 5), min_size=2, max_size=4))
    hidden = [draw(st.sampled_from(list(ACTIVATIONS))) for _ in sizes[2:]]
    output = draw(st.sampled_from([*ACTIVATIONS, "softmax"]))
    mlp = MLP(sizes, hidden=hidden, output=output)
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    mlp.parameters[:] = rng.normal(size=mlp.layout.size) * 10.0 ** rng.integers(-9, 3)
    return mlp


@settings(max_examples=40)
@given(networks())
def test_json_and_npz_bring_back_every_bit(mlp: MLP) -> None:
    for twin in (from_json(to_json(mlp)), from_npz(to_npz(mlp))):
        assert repr(twin) == repr(mlp)
        np.testing.assert_array_equal(twin.parameters, mlp.parameters)


@pytest.mark.parametrize("value", [5e-324, 1.7976931348623157e308, 0.1, -0.0, 1 / 3])
def test_extreme_numbers_survive(value: float) -> None:
    mlp = MLP([1, 1])
    mlp.parameters[:] = value
    for twin in (from_json(to_json(mlp)), from_npz(to_npz(mlp))):
        assert twin.parameters.tobytes() == mlp.parameters.tobytes()


@settings(max_examples=40)
@given(networks(), st.integers(0, 99))
def test_the_exported_function_runs_alone_and_agrees(mlp: MLP, seed: int) -> None:
    names: dict[str, Any] = {}
    exec(to_python(mlp), names)
    x = np.random.default_rng(seed).normal(size=(6, mlp.sizes[0]))
    network = quiet(names["network"])
    np.testing.assert_allclose(network(x), mlp.predict(x), rtol=1e-13, atol=1e-15)
    assert network(x[0]).shape == (mlp.sizes[-1],)


@pytest.mark.parametrize("save", [to_json, to_npz, to_python])
def test_a_diverged_network_is_not_saved(save: Callable[..., Any]) -> None:
    mlp = MLP([1, 1])
    mlp.parameters[0] = np.nan
    with pytest.raises(ValueError, match="parameters must hold finite numbers only, not nan"):
        save(mlp)


def changed(**entries: object) -> str:
    return json.dumps(json.loads(to_json(MLP([2, 3, 1]))) | entries)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "text must be JSON, but "),
        ("{", "text must be JSON, but "),
        ("[" * 100_000, "text must be JSON nested at most 20 deep"),
        (None, "text must be a text, not None"),
        ("[]", "text must be a network saved here"),
        ("{}", "text must be a network saved here"),
        (changed(format="other"), "text must be a network saved here"),
        (changed(sizes=None), "sizes must be a list, not None"),
        (changed(sizes=[2, "3", 1]), r"sizes\[1\] must be a whole number"),
        (changed(sizes=[2, 4, 1]), r"layers\[0\].weights must have shape \(4, 2\)"),
        (changed(sizes=[10**5, 10**5, 1]), "sizes must give at most 10,000,000 parameters, not"),
        (changed(sizes=[1], activations=[]), "sizes must be two numbers at least"),
        (changed(activations="tanh"), "activations must be a list"),
        (changed(activations=["tanh"]), "activations must be 2 names"),
        (changed(activations=["tanh", 3]), "output must be one of"),
        (changed(layers=[]), "layers must be a list of 2"),
        (
            changed(sizes=[1] * 50_001, activations=["tanh"] * 50_000),
            "layers must be a list of 50000",
        ),
        (changed(sizes=[3000, 3000, 1]), "sizes ask for 9,006,001 parameters, and fewer are saved"),
        (changed(sizes=[2, 10**400, 1]), "sizes must give at most 10,000,000 parameters, not"),
        (changed(layers=[1, 2]), r"layers\[0\] must have an entry weights"),
        (changed(layers=[{"weights": "x"}] * 2), r"layers\[0\].weights must hold real numbers"),
        (to_json(MLP([1, 1], init="zeros")).replace("0.0", "NaN"), "finite numbers only, not nan"),
    ],
)
def test_damaged_json_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        from_json(text)


def npz(**arrays: Any) -> bytes:
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


GOOD = to_npz(MLP([2, 3, 1]))
KEPT = dict(np.load(io.BytesIO(GOOD)))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "data must be the bytes of an .npz file, but "),
        (b"PK\x03\x04 and nothing", "data must be the bytes of an .npz file, but "),
        (GOOD[:200], "data must be the bytes of an .npz file, but "),
        (GOOD[:-300] + bytes(300), "data must be the bytes of an .npz file, but "),
        ("text", "data must be the bytes of an .npz file, but "),
        (npz(a=np.ones(2)), "data must be a network saved here"),
        (npz(**KEPT | {"format": np.array([1, 2])}), "data must be a network saved here"),
        (npz(**KEPT | {"sizes": np.array(3)}), "sizes must be a list, not 3"),
        (npz(**KEPT | {"parameters": np.ones(14)}), r"parameters must have shape \(13,\), not"),
        (npz(**KEPT | {"parameters": np.ones(4)}), "sizes ask for 13 parameters, and fewer"),
        (npz(**KEPT | {"parameters": np.full(13, np.inf)}), "parameters must hold finite"),
        (npz(**{k: v for k, v in KEPT.items() if k != "sizes"}), "must have an entry sizes"),
    ],
)
def test_a_damaged_npz_is_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        from_npz(data)


class Executed:
    """What runs code when it is unpickled: it appends to `traces`."""

    traces: ClassVar[list[str]] = []

    def __reduce__(self) -> tuple[object, ...]:
        return Executed.traces.append, ("it ran",)


@pytest.mark.parametrize("name", ["parameters", "format", "sizes", "else"])
def test_python_objects_in_an_npz_are_never_unpickled(name: str) -> None:
    with pytest.raises(ValueError, match="Object arrays cannot be loaded"):
        from_npz(npz(**KEPT | {name: np.array([Executed()], dtype=object)}))
    with pytest.raises(ValueError, match=r"data must be the bytes of an \.npz file"):
        from_npz(pickle.dumps(Executed()))
    assert Executed.traces == []


def test_a_small_npz_that_unpacks_to_much_is_refused_before_it_is_unpacked() -> None:
    file = io.BytesIO()
    np.savez_compressed(file, **KEPT, bomb=np.zeros(LARGEST // 8))
    bomb = file.getvalue()
    assert len(bomb) < LARGEST // 500
    with pytest.raises(ValueError, match="it unpacks to 81,"):
        from_npz(bomb)


def test_an_npz_that_claims_a_large_array_is_refused() -> None:
    claimed = GOOD.replace(b"(13,), }" + b" " * 12, b"(13000000000000,), }")
    assert claimed != GOOD
    with pytest.raises(ValueError, match=r"data must be the bytes of an \.npz file, but"):
        from_npz(claimed)


def test_a_bare_array_file_is_refused() -> None:
    file = io.BytesIO()
    np.save(file, np.ones(3))
    with pytest.raises(ValueError, match=r"data must be the bytes of an \.npz file"):
        from_npz(file.getvalue())


def test_python_objects_in_an_npz_are_never_loaded() -> None:
    data = npz(**KEPT | {"parameters": np.array([{}], dtype=object)})
    with pytest.raises(ValueError, match=r"data must be the bytes of an \.npz file"):
        from_npz(data)


@settings(max_examples=60)
@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
def test_one_wrong_byte_is_refused_in_words_or_harmless(place: int, change: int) -> None:
    data = bytearray(GOOD)
    data[place] ^= change
    with contextlib.suppress(ValueError):
        assert np.isfinite(from_npz(bytes(data)).parameters).all()
