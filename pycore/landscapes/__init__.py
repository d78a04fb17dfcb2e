"""Landscapes: functions of one or two variables for a ball to roll down.

To add one, write its height, its slope and one entry in `one_variable` or `two_variables`.
"""

from pycore import checks
from pycore.landscapes.base import Landscape
from pycore.landscapes.one_variable import ONE_VARIABLE
from pycore.landscapes.two_variables import TWO_VARIABLES

__all__ = ["LANDSCAPES", "Landscape", "landscape"]

LANDSCAPES: dict[str, Landscape] = {entry.name: entry for entry in ONE_VARIABLE + TWO_VARIABLES}
"""All landscapes, by name: those of one variable first."""


def landscape(name: str) -> Landscape:
    """Return the landscape of this name.

    Raises:
        ValueError: there is none; the message lists the names.

    >>> landscape("rosenbrock").minima
    ((1.0, 1.0),)
    """
    return LANDSCAPES[checks.choice("landscape", name, LANDSCAPES)]
