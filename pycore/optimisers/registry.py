"""The list of optimisers, and the one way to choose one."""

from pycore import checks
from pycore.optimisers.adam import Adam
from pycore.optimisers.base import Optimiser
from pycore.optimisers.plain import Momentum, Plain

OPTIMISERS: dict[str, Optimiser] = {entry.name: entry for entry in (Plain(), Momentum(), Adam())}
"""The optimisers with their usual settings, by name."""


def optimiser(chosen: str | Optimiser) -> Optimiser:
    """Return the optimiser of this name, with its usual settings; or the one given.

    Raises:
        ValueError: there is none of this name; or a class, or what else is no optimiser.

    >>> optimiser("adam")
    Adam(beta1=0.9, beta2=0.999, epsilon=1e-08)
    >>> optimiser(Momentum(beta=0.5))
    Momentum(beta=0.5)
    """
    if isinstance(chosen, str):
        return OPTIMISERS[checks.choice("optimiser", chosen, OPTIMISERS)]
    if isinstance(chosen, type) or not isinstance(chosen, Optimiser):
        rule = f"one of {', '.join(OPTIMISERS)}, or an optimiser such as Adam()"
        raise ValueError(f"optimiser must be {rule}; not {checks.shown(chosen)}")
    return chosen
