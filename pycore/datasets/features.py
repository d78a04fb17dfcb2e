"""What a network may be given of a point in the plane: its coordinates and functions of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.numerics import Array, quiet


@dataclass(frozen=True)
class Feature:
    """One input made from a point: its name, and the function from x1 and x2 (n,) to it (n,)."""

    name: str
    label: str
    value: Callable[[Array, Array], Array]


FEATURES: dict[str, Feature] = {
    entry.name: entry
    for entry in [
        Feature("x1", "x1", lambda x1, x2: x1),
        Feature("x2", "x2", lambda x1, x2: x2),
        Feature("x1_squared", "x1^2", lambda x1, x2: x1 * x1),
        Feature("x2_squared", "x2^2", lambda x1, x2: x2 * x2),
        Feature("product", "x1 x2", lambda x1, x2: x1 * x2),
        Feature("sin_x1", "sin(x1)", lambda x1, x2: np.sin(x1)),
        Feature("sin_x2", "sin(x2)", lambda x1, x2: np.sin(x2)),
    ]
}
"""The features by name, as in TensorFlow Playground (Smilkov et al., 2017)."""


@quiet
def features(x: npt.ArrayLike, names: Sequence[str]) -> Array:
    """Return the named features of points: (n, 2) to (n, number of names).

    Raises:
        ValueError: points of another shape or not finite, no name, or an unknown one.

    >>> features([[2.0, 3.0]], ["x1", "product"]).tolist()
    [[2.0, 6.0]]
    """
    points = checks.samples("x", x, width=2)
    rule = "a list of features, at least one"
    given = checks.entries("names", names, rule)
    if not given:
        raise ValueError(f"names must be {rule}; not {checks.shown(names)}")
    chosen = [FEATURES[checks.choice("names", name, FEATURES)] for name in given]
    return np.column_stack([feature.value(*points.T) for feature in chosen])
