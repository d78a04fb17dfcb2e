"""Powers: every digit and the minus sign are raised."""

from __future__ import annotations

from kit.powers import power_of_ten, raised


def test_exponents_are_raised() -> None:
    assert power_of_ten(-10) == "10⁻¹⁰"
    assert raised(1234567890) == "¹²³⁴⁵⁶⁷⁸⁹⁰"
