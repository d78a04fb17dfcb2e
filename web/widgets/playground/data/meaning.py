"""What the numbers of a reader's points mean, as a text for the form and for links."""

from __future__ import annotations

import base64
import binascii
import math

from widgets.playground.data.axis import Axis
from widgets.playground.data.units import Units
from widgets.playground.table.numbers import LARGEST


def write_units(units: Units) -> str:
    """The units of a table as a text; "" without one."""
    if not units.inputs:
        return ""
    height = units.height or Axis("", "", 0.0, 0.0)
    orange, blue = units.classes or ("", "")
    parts = [orange, blue]
    for one in (*units.inputs, height):
        parts += [one.name, one.unit, repr(one.low), repr(one.high)]
    packed = base64.b64encode("\n".join(parts).encode("utf-8"), b"-.")
    return packed.decode("ascii").rstrip("=")


def read_units(text: str) -> Units | None:
    """The units that `write_units` wrote; None if they are damaged."""
    if not text:
        return Units()
    try:
        whole = base64.b64decode(text + "=" * (-len(text) % 4), b"-.", validate=True)
        orange, blue, *rest = whole.decode("utf-8").split("\n")
        first, second, height = (_axis(*rest[at : at + 4]) for at in (0, 4, 8))
    except (ValueError, TypeError, binascii.Error):
        return None
    classes = (orange, blue) if orange or blue else ()
    tall = Axis(height.name, height.unit, height.low, height.high, 1.0) if height.name else None
    return Units((first, second), classes, tall, is_table=True)


def _axis(name: str, unit: str, low: str, high: str) -> Axis:
    ends = float(low), float(high)
    if not all(map(math.isfinite, ends)) or not -LARGEST <= ends[0] <= ends[1] <= LARGEST:
        raise ValueError("a range must go from a number to a larger one")
    return Axis(name, unit, *ends)
