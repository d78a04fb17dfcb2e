"""Bad arguments meet a sentence with the argument's name, its value and the rule."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from pycore import checks


@pytest.mark.parametrize("value", ["x", None, True, np.nan, np.inf, -1, 0, 10**400, [1], 1j, "1"])
def test_number_refuses_with_name_value_and_rule(value: object) -> None:
    with pytest.raises(ValueError, match=r"^rate must be a finite number above 0, not "):
        checks.number("rate", value, above=0)


def test_number_knows_both_kinds_of_bounds() -> None:
    assert checks.number("p", 1, at_least=0, at_most=1) == 1.0
    with pytest.raises(ValueError, match="at least 0 and below 1, not 1"):
        checks.number("p", 1, at_least=0, below=1)
    assert checks.number("p", np.float32(0.5)) == 0.5


@pytest.mark.parametrize("value", [2.0, "2", None, True, 0, 10, np.nan])
def test_integer_refuses_with_name_value_and_rule(value: object) -> None:
    with pytest.raises(ValueError, match=r"^n must be a whole number, at least 1, at most 9, not"):
        checks.integer("n", value, at_least=1, at_most=9)


def test_integer_takes_numpy_integers() -> None:
    assert checks.integer("n", np.int64(3)) == 3


def test_choice_lists_what_is_allowed() -> None:
    assert checks.choice("loss", "mse", ["mse"]) == "mse"
    with pytest.raises(ValueError, match="loss must be one of mse, other; not 3"):
        checks.choice("loss", 3, ["mse", "other"])


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ([], r"x must hold at least one number"),
        ([1.0, np.nan], r"x must hold finite numbers only, not nan"),
        ([-np.inf], r"x must hold finite numbers only, not -inf"),
        (["a"], r"x must hold real numbers"),
        ([[1], [1, 2]], r"x must hold real numbers in rows of one length"),
        ([[1.0]], r"x must have shape \(n,\), not \(1, 1\)"),
    ],
)
def test_array_says_what_is_wrong(value: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        checks.array("x", value, shape=("n",))


def test_array_accepts_whole_numbers_and_booleans() -> None:
    assert checks.array("x", [True, 2]).tolist() == [1.0, 2.0]


@pytest.mark.parametrize("value", [1.0, [1.0], [[1.0]], np.ones((1, 1, 2)), np.ones((2, 3))])
def test_samples_names_both_shapes(value: Any) -> None:
    with pytest.raises(ValueError, match=r"x must have shape \(2,\) or \(n, 2\), not"):
        checks.samples("x", value, width=2)


def test_samples_refuses_a_table_without_rows() -> None:
    with pytest.raises(ValueError, match="x must hold at least one number"):
        checks.samples("x", np.ones((0, 2)), width=2)


def test_a_generator_is_used_and_a_seed_starts_one() -> None:
    rng = np.random.default_rng(1)
    assert checks.generator(rng) is rng
    assert checks.generator(3).random() == np.random.default_rng(3).random()


@pytest.mark.parametrize("seed", [-1, 0.5, None, "0"])
def test_a_bad_seed_is_refused(seed: Any) -> None:
    with pytest.raises(ValueError, match="seed must be a whole number, at least 0"):
        checks.generator(seed)


@pytest.mark.parametrize("value", [[1, 2], (1, 2), range(1, 3), np.array([1, 2])])
def test_entries_takes_what_has_an_order(value: object) -> None:
    assert checks.entries("pair", value, "two numbers", count=2) == [1, 2]


@pytest.mark.parametrize("value", [None, 5, "ab", {1, 2}, {1: 2}, np.array(5), [1], [1, 2, 3]])
def test_entries_refuses_with_name_value_and_rule(value: object) -> None:
    with pytest.raises(ValueError, match=r"^pair must be two numbers; not "):
        checks.entries("pair", value, "two numbers", count=2)


def test_long_values_are_shortened() -> None:
    assert len(checks.shown(list(range(1000)))) <= 40


def test_numbers_come_out_as_floats_of_their_own() -> None:
    for value in (Decimal("0.5"), Fraction(1, 2), np.array(0.5), np.float32(0.5)):
        assert type(checks.number("p", value)) is float


@pytest.mark.parametrize("value", [np.array([0.5]), np.array("1"), np.complex128(1), b"1"])
def test_what_only_looks_like_a_number_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="p must be a finite number, not"):
        checks.number("p", value)


def test_a_masked_array_is_refused_since_some_of_its_numbers_do_not_count() -> None:
    with pytest.raises(ValueError, match="x must be a plain array, not a masked one"):
        checks.floats("x", np.ma.array([1.0, 2.0], mask=[True, False]))


@pytest.mark.filterwarnings("ignore:the matrix subclass:PendingDeprecationWarning")
def test_a_matrix_becomes_a_plain_array() -> None:
    assert type(checks.floats("x", np.matrix([[1.0, 2.0]]))) is np.ndarray


def test_a_value_of_any_size_is_shown_shortly() -> None:
    assert "int" in checks.shown(10**5000)  # too many digits to be written out
    assert checks.shown(range(10**9)) == "range(0, 1000000000)"
    assert len(checks.shown([0] * 10**6)) <= 40


@pytest.mark.parametrize("value", [b"ab", range(10**9), np.ma.array([1, 2])])
def test_entries_are_few_enough_to_be_looked_at(value: object) -> None:
    with pytest.raises(ValueError, match=r"^sizes must be whole numbers; not "):
        checks.entries("sizes", value, "whole numbers")
