"""Counts of letters: shares worked out by hand, and how well they guess."""

from typing import Any

import numpy as np
import pytest

from pycore.datasets.words import LETTERS, load_words, split_words
from pycore.models.counts import STRENGTHS, best_counts, count


def chance(counts: Any, prefix: str, letter: str) -> float:
    return float(counts.next_letter(prefix)[LETTERS.index(letter)])


def test_single_letters_are_mixed_with_chance() -> None:
    counts = count(["ox"], n=1, strength=2.0)  # o, x and the end, once each
    assert chance(counts, "", "o") == pytest.approx((1 + 2 / 27) / (3 + 2))
    assert chance(counts, "", "a") == pytest.approx((2 / 27) / (3 + 2))


def test_pairs_are_mixed_with_single_letters() -> None:
    counts = count(["ox", "or"], n=2)
    single = (1 + 1 / 27) / (6 + 1)
    assert chance(counts, "o", "x") == pytest.approx((1 + single) / (2 + 1))


def test_what_was_never_seen_before_is_left_to_fewer_letters() -> None:
    counts = count(["ox", "or"], n=3)
    np.testing.assert_array_equal(counts.next_letter("zzo"), counts.next_letter("zo"))


def test_only_the_last_letters_matter() -> None:
    counts = count(load_words("elements"), n=3)
    np.testing.assert_array_equal(counts.next_letter("abium"), counts.next_letter("ium"))
    assert (counts.next_letter("ium") != counts.next_letter("iud")).any()


@pytest.mark.parametrize("prefix", ["", "q", "tyrannosaurus"])
def test_chances_sum_to_one_and_nothing_is_impossible(prefix: str) -> None:
    chances = count(["ox", "fox"], n=4).next_letter(prefix)
    assert chances.sum() == pytest.approx(1.0)
    assert chances.min() > 0


def test_the_loss_is_the_mean_surprise_of_letters_and_end() -> None:
    counts = count(["ox", "fox"], n=2)
    each = [chance(counts, *pair) for pair in (("", "o"), ("o", "x"), ("ox", "."))]
    assert counts.loss(["ox"]) == pytest.approx(-np.log(each).mean())


def test_more_letters_guess_dinosaurs_better() -> None:
    words, held_out = split_words(load_words("dinosaurs"), seed=0)
    losses = [best_counts(words, held_out, n).loss(held_out) for n in (1, 2, 3, 4)]
    assert losses == pytest.approx([2.80, 2.14, 1.78, 1.66], abs=0.03)


def test_the_best_strength_is_none_of_the_worse_ones() -> None:
    words, held_out = split_words(load_words("elements"), seed=0)
    best = best_counts(words, held_out, n=3)
    losses = [count(words, 3, strength).loss(held_out) for strength in STRENGTHS]
    assert best.loss(held_out) == min(losses)
    assert best.n == 3


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((["ox"], 0), "n must be a whole number, at least 1, at most 8, not 0"),
        ((["ox"], 9), "n must be a whole number, at least 1, at most 8, not 9"),
        ((["ox"], 2, 0), "strength must be a finite number above 0, not 0"),
        (([], 2), "words must hold at least one word"),
        ((["Ox"], 2), "words must hold words of 1 to 15 letters from a to z, not 'Ox'"),
    ],
)
def test_what_cannot_be_counted_meets_a_sentence(arguments: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        count(*arguments)


def test_a_prefix_of_other_signs_meets_a_sentence() -> None:
    with pytest.raises(ValueError, match="prefix must be at most 15 letters from a to z, not '!'"):
        count(["ox"], n=2).next_letter("!")
