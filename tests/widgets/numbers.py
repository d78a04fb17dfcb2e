"""Numbers as the widgets write them, read back."""

from __future__ import annotations

import pytest

RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def read(text: str) -> float:
    """The number in words like "−9.54 × 10⁻⁷" or "> 0.999", to the digits shown."""
    digits, _, power = text.strip("<>≈= ").replace("−", "-").partition(" × 10")
    return float(f"{digits}e{power.translate(RAISED) or 0}")


def close(value: float) -> object:
    """Equal to three significant digits, or to the three decimals of smaller outputs."""
    return pytest.approx(value, rel=5.1e-3, abs=5.1e-4)


def near(value: float) -> object:
    """Equal to three significant digits, however small."""
    return pytest.approx(value, rel=5.1e-3, abs=0)
