"""A network: layers one after the other, with all that they learn in one flat vector.

Longer than other files: the network and the trace that it makes are read side by side.
"""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any, Self, cast

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.nn.layer import Kept, Layer, check_new, checked_layers
from pycore.nn.layout import MOST
from pycore.nn.views import Views
from pycore.numerics import Array, quiet


@dataclass(frozen=True, eq=False)
class Trace:
    """Everything a forward pass computed for n samples.

    Attributes:
        x: The inputs (n, ...).
        a: Per layer what it gives (n, ...), of dense layers the activations (n, out).
        kept: Per layer what it keeps for the way back: sums, gates, the weights of attention.
        form: The network's form in words: only with one of the same form is the trace of use.
    """

    x: Array
    a: tuple[Array, ...]
    kept: tuple[Kept, ...]
    form: str

    @property
    def y(self) -> Array:
        """The outputs of the network: what its last layer gives (n, ...)."""
        return self.a[-1]

    @property
    def z(self) -> tuple[Array, ...]:
        """Per layer the weighted sums (n, out); only layers that end in an activation have them.

        Raises:
            AttributeError: there is another layer among them; the message has its number.

        >>> from pycore import MLP
        >>> [z.shape for z in MLP([2, 3, 1]).forward([0.1, 0.2]).z]
        [(1, 3), (1, 1)]
        """
        for number, kept in enumerate(self.kept):
            if not hasattr(kept, "z"):
                raise AttributeError(f"layer {number} has no sums z: it ends in no activation")
        return tuple(cast(Array, kept.z) for kept in self.kept)

    def below(self, layer: int) -> Array:
        """Return what layer number `layer`, from 0, received (n, in): x, or the a beneath it.

        Raises:
            ValueError: there is no such layer.

        >>> from pycore import MLP
        >>> MLP([2, 3, 1]).forward([0.1, 0.2]).below(layer=1).shape
        (1, 3)
        """
        layer = checks.integer("layer", layer, at_least=0, at_most=len(self.a) - 1)
        return self.a[layer - 1] if layer > 0 else self.x


class Network:
    """Layers one after the other; what they learn lies in one flat vector.

    Args:
        layers: The layers, from the input on; each new, since it becomes part of this network.
        seed: Seed or random generator for the starting numbers.

    Attributes:
        layers: As given.
        parameters: All that the layers learn (size,); write into it, or assign a vector, which is
            copied into it.
        size: How many numbers that is.

    Raises:
        ValueError: no layers, layers that are part of a network already, over ten million
            parameters, a seed below 0.

    >>> from pycore.layers import Conv2D, Dense, Flatten, MaxPool
    >>> reader = Network([Conv2D(1, 8, 3, activation="relu"), MaxPool(2), Flatten(),
    ...                   Dense(72, 10, "softmax")])
    >>> reader.predict(np.zeros((5, 1, 8, 8))).shape
    (5, 10)
    >>> reader
    Network of Conv2D, MaxPool, Flatten, Dense: 810 parameters
    """

    def __init__(self, layers: Sequence[Layer], seed: int | np.random.Generator = 0) -> None:
        """Give every layer its part of the vector, and let it draw its starting numbers."""
        self.layers = checked_layers("layers", layers)
        check_new(self.layers)
        self._form = f"layers {', '.join(map(repr, self.layers))}"  # every trace has it
        rng = checks.generator(seed)
        ends = [0, *accumulate(layer.size for layer in self.layers)]
        if ends[-1] > MOST:
            raise ValueError(f"layers must have at most {MOST:,} parameters, not {ends[-1]:,}")
        self._slices = [slice(*pair) for pair in pairwise(ends)]
        self._sources = [self._source(layer) for layer in self.layers]
        self._parameters: Array = np.zeros(ends[-1])
        for layer, views in zip(self.layers, self.views(self._parameters), strict=True):
            layer.bind(views)
        for layer in self.layers:
            layer.start(rng)

    def _source(self, layer: Layer) -> int:
        """Return the number of the layer whose numbers this one uses: its own, or a shared one."""
        owner = layer.shares or layer
        for number, other in enumerate(self.layers):
            if other is owner:
                return number
        raise ValueError(f"layers must contain the layer whose numbers {layer!r} shares")

    @property
    def size(self) -> int:
        """How many numbers the network learns."""
        return len(self._parameters)

    @property
    def form(self) -> str:
        """The layers in words; networks of one form differ in their parameters alone."""
        return self._form

    @property
    def parameters(self) -> Array:
        """All that the layers learn (size,), of which their arrays are views.

        A vector assigned is copied into it. It may hold inf or NaN, as after a divergence.

        Raises:
            ValueError: a vector of another shape.

        >>> from pycore import MLP
        >>> mlp = MLP([2, 1])
        >>> mlp.parameters = [1.0, 2.0, 3.0]
        >>> mlp.layers[0].weights.tolist(), mlp.layers[0].biases.tolist()
        ([[1.0, 2.0]], [3.0])
        """
        return self._parameters

    @parameters.setter
    def parameters(self, vector: npt.ArrayLike) -> None:
        self._parameters[:] = self._checked("parameters", vector)

    def _checked(self, name: str, vector: npt.ArrayLike) -> Array:
        values = checks.floats(name, vector)
        if values.shape != (self.size,):
            raise ValueError(f"{name} must have shape ({self.size},), not {values.shape}")
        return values

    def part(self, vector: Array, layer: int) -> Array:
        """Return what belongs to layer number `layer`, from 0, in a vector (size,), as a view.

        Raises:
            ValueError: a vector of another shape, or there is no such layer.

        >>> from pycore import MLP
        >>> MLP([2, 3, 1]).part(np.zeros(13), layer=1).shape
        (4,)
        """
        layer = checks.integer("layer", layer, at_least=0, at_most=len(self.layers) - 1)
        return checks.vector("vector", vector, self.size)[self._slices[layer]]

    def views(self, vector: Array) -> list[Views]:
        """Return per layer its arrays as views into a vector (size,), such as a gradient.

        Raises:
            ValueError: a vector of another shape.

        >>> from pycore.layers import Projection
        >>> [views.weights.tolist() for views in Network([Projection(1, 1)]).views(np.ones(1))]
        [[[1.0]]]
        """
        checks.vector("vector", vector, self.size)
        own = [
            layer.views(vector[part]) for layer, part in zip(self.layers, self._slices, strict=True)
        ]
        return [own[source] for source in self._sources]

    @quiet
    def forward(self, x: npt.ArrayLike) -> Trace:
        """Return what all layers make of samples x (n, ...); the network is not changed.

        Raises:
            ValueError: a shape that a layer does not take, no sample, or numbers that are not
                finite.

        >>> from pycore import MLP
        >>> trace = MLP([2, 3, 1]).forward([[0.1, 0.2], [0.3, 0.4]])
        >>> [a.shape for a in trace.a]
        [(2, 3), (2, 1)]
        """
        a = x = np.array(self.samples(x))  # a copy: what the caller does with x changes nothing
        activations, keeps = [], []
        for layer in self.layers:
            a, kept = layer.forward(a)
            activations.append(a)
            keeps.append(kept)
        return Trace(x, tuple(activations), tuple(keeps), self.form)

    def samples(self, x: npt.ArrayLike, name: str = "x") -> Array:
        """Return samples x (n, ...) as the first layer takes them; `name` stands for x in messages.

        Raises:
            ValueError: no sample, a single number, or numbers that are not finite.
        """
        samples = checks.array(name, x)
        if samples.ndim == 0:
            rule = f"{name} must have shape (n, ...), one row per sample"
            raise ValueError(f"{rule}, not {samples.shape}")
        return samples

    def predict(self, x: npt.ArrayLike) -> Array:
        """Return the outputs y only, for samples x (n, ...).

        Raises:
            ValueError: as `forward`.
        """
        return self.forward(x).y

    @cached_property
    def _weight_mask(self) -> Array:
        mask = np.ones(self.size)
        for layer, views in zip(self.layers, self.views(mask), strict=True):
            layer.spare_biases(views)
        mask.flags.writeable = False
        return mask

    def with_parameters(self, vector: npt.ArrayLike) -> Self:
        """Return a network of the same form with these parameters (size,), copied.

        They may be inf or NaN, as they are in a network that has diverged.

        Raises:
            ValueError: another shape.

        >>> from pycore import MLP
        >>> MLP([1, 1], output="linear").with_parameters([2.0, 1.0]).predict([3.0]).tolist()
        [7.0]
        """
        values = self._checked("vector", vector)
        twin = deepcopy(self)
        twin.parameters = values
        return twin

    def __copy__(self) -> Self:
        return deepcopy(self)

    def __reduce__(self) -> tuple[Any, ...]:
        """Copy and pickle as a whole, so that the arrays of the copy are views as well."""
        made_anew = ("layers", "_slices", "_sources", "_parameters")
        own = {name: value for name, value in vars(self).items() if name not in made_anew}
        return _rebuilt, (type(self), self.layers, self.parameters), own

    def __repr__(self) -> str:
        """Return the network as a sentence."""
        names = ", ".join(type(layer).__name__ for layer in self.layers)
        return f"Network of {names}: {self.size} parameters"


def _rebuilt(kind: type[Network], layers: tuple[Layer, ...], parameters: Array) -> Network:
    network = kind.__new__(kind)
    Network.__init__(network, layers)
    network.parameters = parameters
    return network


def checked_network(network: object) -> None:
    """Refuse what is no network.

    Raises:
        ValueError: it is none.

    >>> checked_network("adam")
    Traceback (most recent call last):
    ValueError: network must be a network, such as MLP([2, 3, 1]); not 'adam'
    """
    checks.instance("network", network, Network, "a network, such as MLP([2, 3, 1])")


def weight_mask(network: Network) -> Array:
    """Return 1 for every weight and 0 for every bias, in the order of the parameters; read only.

    Raises:
        ValueError: no network.

    >>> from pycore import MLP
    >>> weight_mask(MLP([2, 1])).tolist()
    [1.0, 1.0, 0.0]
    """
    checked_network(network)
    return network._weight_mask
