"""A network of any layers: its parameters, its copies, its trace, and what it refuses.

Longer than other files: one class, each way to copy it, and each sentence that it refuses with.
"""

import copy
import pickle
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from pycore import MLP, Layer, Network, backward
from pycore.layers import (
    LSTM,
    Activate,
    Conv2D,
    Dense,
    Embedding,
    Flatten,
    MaxPool,
    Positions,
    Projection,
    Recurrent,
    Residual,
    RMSNorm,
    SelfAttention,
    Tied,
)
from pycore.nn.network import weight_mask
from pycore.numerics import Array


def language(seed: int = 0) -> Network:
    """All that makes copying hard: numbers that two layers share, and layers within layers."""
    letters = Embedding(5, 4)
    look = Residual([RMSNorm(), SelfAttention(4, mask="causal"), Residual([Dense(4, 4, "relu")])])
    return Network([letters, Positions(3, 4), look, Tied(letters, "softmax")], seed)


TOKENS = [[1, 4, 0], [2, 2, 3]]
TWINS = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": lambda network: pickle.loads(pickle.dumps(network)),
    "with_parameters": lambda network: network.with_parameters(network.parameters),
}
twins = pytest.mark.parametrize("twin", TWINS.values(), ids=TWINS)


@twins
def test_a_copy_gives_the_same_and_has_numbers_of_its_own(twin: Callable[..., Network]) -> None:
    network = language(seed=3)
    other = twin(network)
    before = network.predict(TOKENS)
    assert other.form == network.form
    assert other.predict(TOKENS).tobytes() == before.tobytes()
    other.parameters[:] = 0.0
    assert network.predict(TOKENS).tobytes() == before.tobytes()
    assert np.ptp(other.predict(TOKENS)) < 1e-15


@twins
def test_the_layers_of_a_copy_are_views_of_its_own_numbers(twin: Callable[..., Network]) -> None:
    other = twin(language())
    letters, _, look, scores = other.layers
    assert isinstance(letters, Embedding)
    assert isinstance(look.inner[1], SelfAttention)
    assert scores.shares is letters
    for array in (letters.vectors, look.inner[1].queries):
        assert np.shares_memory(array, other.parameters)
    other.parameters[:] = 7.0
    assert (letters.vectors == 7.0).all()
    assert (look.inner[1].values == 7.0).all()


@twins
def test_a_copy_learns_as_the_network_does(twin: Callable[..., Network]) -> None:
    network = language(seed=3)
    other = twin(network)
    one, two = (
        backward(each, each.forward(TOKENS), TOKENS, "cross_entropy") for each in (network, other)
    )
    assert one.vector.tobytes() == two.vector.tobytes()
    assert one.vector.any()


class Named(Network):
    """A kind of network with something of its own."""

    def __init__(self, name: str, seed: int = 0) -> None:
        self.name = name
        super().__init__([Dense(2, 1)], seed)


@twins
def test_a_copy_is_of_the_same_kind_with_all_that_is_its_own(twin: Callable[..., Any]) -> None:
    other = twin(Named("xor", seed=4))
    assert type(other) is Named
    assert other.name == "xor"
    assert other.parameters.tolist() == Named("", seed=4).parameters.tolist()


def test_with_parameters_copies_the_vector() -> None:
    network, vector = Network([Dense(1, 1)]), np.array([2.0, 1.0])
    other = network.with_parameters(vector)
    vector[:] = 9.0
    assert other.parameters.tolist() == [2.0, 1.0]
    with pytest.raises(ValueError, match=r"vector must have shape \(2,\), not \(3,\)"):
        network.with_parameters(np.zeros(3))


def test_numbers_lie_in_the_order_of_the_layers_and_shared_ones_only_once() -> None:
    letters = Embedding(2, 1)
    network = Network([letters, Projection(1, 1), Tied(letters)])
    assert network.size == 3
    network.parameters = [1.0, 2.0, 3.0]
    assert letters.vectors.tolist() == [[1.0], [2.0]]
    views = network.views(np.arange(3.0))
    assert views[2] is views[0]
    assert network.part(np.arange(3.0), layer=2).tolist() == []
    assert network.predict([[1]]).tolist() == [[[6.0, 12.0]]]


def test_a_vector_of_another_size_has_no_views() -> None:
    with pytest.raises(ValueError, match=r"vector must have shape \(3,\), not \(4,\)"):
        Network([Dense(2, 1)]).views(np.zeros(4))


def test_the_seed_decides_the_numbers() -> None:
    assert language(1).parameters.tobytes() == language(1).parameters.tobytes()
    assert (language(1).parameters != language(2).parameters).any()


def test_the_trace_holds_what_each_layer_gave_and_received() -> None:
    network = Network([Conv2D(1, 2, 2, activation="relu"), MaxPool(2), Flatten(), Dense(2, 3)])
    x = np.random.default_rng(0).standard_normal((4, 1, 3, 3))
    trace = network.forward(x)
    assert [a.shape for a in trace.a] == [(4, 2, 2, 2), (4, 2, 1, 1), (4, 2), (4, 3)]
    assert trace.below(0) is trace.x
    assert trace.below(2) is trace.a[1]
    assert trace.y is trace.a[-1]
    with pytest.raises(ValueError, match="layer must be a whole number, at least 0, at most 3"):
        trace.below(4)
    with pytest.raises(ValueError, match="layer must be a whole number, at least 0, at most 3"):
        trace.below(-1)


def test_only_layers_that_end_in_an_activation_have_sums() -> None:
    sums = Network([Dense(2, 3, "tanh"), Activate("softmax")]).forward([[1.0, 2.0]])
    assert [z.shape for z in sums.z] == [(1, 3), (1, 3)]
    np.testing.assert_array_equal(np.tanh(sums.z[0]), sums.a[0])
    with pytest.raises(AttributeError, match="layer 1 has no sums z: it ends in no activation"):
        _ = Network([Dense(2, 3), RMSNorm()]).forward([[1.0, 2.0]]).z


def test_a_trace_does_not_change_with_what_it_was_made_of() -> None:
    network, x = Network([Dense(2, 1)]), np.ones((1, 2))
    trace = network.forward(x)
    x[:] = 9.0
    assert trace.x.tolist() == [[1.0, 1.0]]
    assert trace.kept[0].x.tolist() == [[1.0, 1.0]]


def test_forward_changes_nothing() -> None:
    network = language()
    before, layers = network.parameters.copy(), [dict(vars(layer)) for layer in network.layers]
    network.forward(TOKENS)
    assert network.parameters.tobytes() == before.tobytes()
    assert [vars(layer) for layer in network.layers] == layers


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (lambda: Recurrent(1, 1), lambda: Recurrent(1, 1, every=True)),
        (lambda: LSTM(1, 1), lambda: LSTM(1, 1, every=True)),
        (lambda: Conv2D(1, 1, 2), lambda: Conv2D(1, 1, 2, stride=2)),
        (lambda: Conv2D(1, 1, 2), lambda: Conv2D(1, 1, 2, padding=1)),
        (lambda: Conv2D(1, 1, 2), lambda: Conv2D(1, 1, 2, activation="relu")),
        (lambda: MaxPool(2), lambda: MaxPool(2, 1)),
        (lambda: SelfAttention(1), lambda: SelfAttention(1, mask="causal")),
        (lambda: SelfAttention(1), lambda: SelfAttention(1, scale=2.0)),
        (lambda: Projection(1, 1), lambda: Projection(1, 1, "tanh")),
    ],
)
def test_layers_that_compute_other_things_are_of_another_form(
    one: Callable[[], Layer], other: Callable[[], Layer]
) -> None:
    assert Network([one()]).form == Network([one()], seed=5).form
    assert Network([one()]).form != Network([other()]).form


def test_a_trace_of_another_form_is_refused() -> None:
    every, last = Network([Recurrent(1, 2, every=True)]), Network([Recurrent(1, 2)])
    trace = every.forward([[[1.0], [2.0]]])
    with pytest.raises(ValueError, match=r"trace must come from a network of layers Recurrent\(1"):
        backward(last, trace, [[1.0, 2.0]])


def mask_of(*layers: Layer) -> Array:
    return weight_mask(Network(layers))


def test_the_mask_spares_biases_and_nothing_else() -> None:
    assert mask_of(Dense(2, 2)).tolist() == [1, 1, 0, 1, 1, 0]
    assert mask_of(Projection(2, 2)).all()
    assert mask_of(Conv2D(1, 2, 2)).tolist() == [1] * 8 + [0] * 2
    assert mask_of(Recurrent(1, 2)).tolist() == [1] * 6 + [0] * 2
    assert mask_of(LSTM(1, 2)).tolist() == [1] * 24 + [0] * 8
    assert mask_of(SelfAttention(2, 3)).all()
    letters = Embedding(3, 2)
    assert mask_of(letters, Positions(2, 2), Tied(letters)).all()
    assert mask_of(Residual([RMSNorm(), Dense(1, 1), Projection(1, 1)])).tolist() == [1, 0, 1]
    assert mask_of(Flatten(), MaxPool(2)).tolist() == []


def test_a_layer_of_another_network_is_refused() -> None:
    layer = Dense(1, 1)
    Network([layer])
    sentence = r"layers must be new, but Dense\(1, 1, 'linear'\) has a place already"
    with pytest.raises(ValueError, match=sentence):
        Network([layer])
    with pytest.raises(ValueError, match=sentence):
        Network([Residual([layer])])


def test_a_layer_twice_in_one_network_is_refused() -> None:
    layer = Dense(1, 1)
    with pytest.raises(ValueError, match="layers must be new"):
        Network([layer, layer])


def test_a_network_that_is_refused_leaves_its_new_layers_new() -> None:
    new, used = Dense(1, 1), Dense(1, 1)
    kept = Network([used])
    with pytest.raises(ValueError, match="layers must be new"):
        Network([new, Residual([used])])
    Network([new]).parameters[:] = 3.0
    assert new.block.tolist() == [[3.0, 3.0]]
    assert np.shares_memory(used.block, kept.parameters)


def test_tied_without_its_embedding_is_refused() -> None:
    letters = Embedding(3, 2)
    sentence = r"layers must contain the layer whose numbers Tied\(Embedding\(3, 2\), 'linear'\) sh"
    with pytest.raises(ValueError, match=sentence):
        Network([Embedding(3, 2), Tied(letters)])


@pytest.mark.parametrize("layers", [[], None, 3, MLP([1, 1]), [Dense(1, 1), "relu"]])
def test_what_is_no_list_of_layers_is_refused(layers: Any) -> None:
    with pytest.raises(ValueError, match="layers must be a list of layers, at least one; not"):
        Network(layers)


def test_more_numbers_than_can_be_trained_are_refused() -> None:
    with pytest.raises(ValueError, match="layers must have at most 10,000,000 parameters, not 10,"):
        Network([Projection(10_000, 1_000), Dense(1_000, 1)])


def test_a_bad_seed_is_refused() -> None:
    with pytest.raises(ValueError, match="seed must be a whole number, at least 0, not -1"):
        Network([Dense(1, 1)], seed=-1)


def test_shapes_that_do_not_fit_name_the_layer_that_meets_them() -> None:
    network = Network([Dense(2, 3), Activate("relu"), Dense(4, 1)])
    with pytest.raises(ValueError, match=r"x must have shape \(n, 4\) for Dense\(4, 1, 'linear'\)"):
        network.predict([[1.0, 2.0]])


@pytest.mark.parametrize("x", [3.0, [], [[np.nan, 1.0]], [["a", "b"]], None, [[1.0], [1.0, 2.0]]])
def test_bad_samples_are_refused(x: Any) -> None:
    with pytest.raises(ValueError, match=r"^x must"):
        Network([Activate("relu")]).predict(x)


def test_a_network_tells_its_layers() -> None:
    assert repr(language()) == (
        f"Network of Embedding, Positions, Residual, Tied: {20 + 12 + 48 + 20} parameters"
    )


def test_a_trace_keeps_its_samples_whatever_becomes_of_the_callers() -> None:
    x = np.array([[1.0, 2.0]])
    trace = MLP([2, 1]).forward(x)
    x[:] = np.nan
    assert trace.x.tolist() == [[1.0, 2.0]]


@pytest.mark.parametrize("layer", [-1, 2, 0.5, True])
def test_a_trace_knows_no_other_layers(layer: Any) -> None:
    with pytest.raises(ValueError, match="layer must be a whole number, at least 0, at most 1"):
        MLP([2, 3, 1]).forward([0.1, 0.2]).below(layer)
