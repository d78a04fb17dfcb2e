"""Words as numbers and back, split in two, and what is refused."""

from typing import Any

import numpy as np
import pytest

from pycore.datasets.words import LETTERS, STEPS, checked_prefix, decode, encode, split_words

WORDS = ["ox", "tyrannosaurus", "a", "abcdefghijklmno"]


def test_a_word_is_read_from_the_stop_and_asked_up_to_the_stop() -> None:
    x, t = encode(["cab"])
    assert x[0].tolist() == [0, 3, 1, 2] + [0] * 12
    assert t[0].tolist() == [3, 1, 2, 0] + [-1] * 12


def test_the_longest_word_fills_its_row() -> None:
    x, t = encode(["abcdefghijklmno"])
    assert x.shape == t.shape == (1, STEPS)
    assert (x[0, 1:] > 0).all()
    assert t[0, -1] == 0


def test_what_is_asked_is_what_comes_next() -> None:
    x, t = encode(WORDS)
    later = t[:, :-1] > 0
    np.testing.assert_array_equal(x[:, 1:][later], t[:, :-1][later])
    assert (t >= 0).sum(axis=1).tolist() == [len(word) + 1 for word in WORDS]


def test_words_come_back_from_their_tokens() -> None:
    assert decode(encode(WORDS)[0]) == WORDS


def test_a_word_ends_at_its_first_stop() -> None:
    assert decode([[0, 15, 24, 0, 1, 2], [0, 0, 1, 1, 1, 1]]) == ["ox", ""]


def test_there_are_27_signs() -> None:
    assert len(LETTERS) == len(set(LETTERS)) == 27


def test_every_word_is_either_learnt_or_held_out() -> None:
    words = [f"{one}{two}" for one in "abcdefghij" for two in "klmno"]
    learnt, held = split_words(words, seed=3)
    assert (len(learnt), len(held)) == (45, 5)
    assert sorted(learnt + held) == sorted(words)


def test_a_seed_splits_words_the_same_way() -> None:
    words = list("abcdefghij")
    assert split_words(words, seed=1) == split_words(words, seed=1)
    assert split_words(words, seed=1) != split_words(words, seed=2)


def test_one_word_at_least_is_held_out() -> None:
    assert [len(part) for part in split_words(["ox", "fox"], seed=0)] == [1, 1]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "words must hold at least one word, not an empty list"),
        ("ox", "words must be a list of words of 1 to 15 letters from a to z; not 'ox'"),
        (5, "words must be a list of words of 1 to 15 letters from a to z; not 5"),
        (["ox", ""], "words must hold words of 1 to 15 letters from a to z, not ''"),
        (["Ox"], "words must hold words of 1 to 15 letters from a to z, not 'Ox'"),
        (["ox\n"], r"words must hold words of 1 to 15 letters from a to z, not 'ox\\n'"),
        (["abcdefghijklmnop"], "words must hold words of 1 to 15 letters"),
        ([3], "words must hold words of 1 to 15 letters from a to z, not 3"),
    ],
)
def test_words_that_cannot_be_written_meet_a_sentence(words: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        encode(words)


@pytest.mark.parametrize("tokens", [[[27]], [[-1]], [[0.5]]])
def test_tokens_that_are_no_letters_meet_a_sentence(tokens: Any) -> None:
    with pytest.raises(ValueError, match="tokens must be whole numbers from 0 to 26"):
        decode(tokens)


def test_a_list_that_cannot_be_split_meets_a_sentence() -> None:
    with pytest.raises(ValueError, match="words must hold at least two words to be split, not 1"):
        split_words(["ox"], seed=0)
    with pytest.raises(ValueError, match="held must be a finite number above 0 and below 1, not 1"):
        split_words(["ox", "fox"], seed=0, held=1)
    with pytest.raises(ValueError, match="seed must be a whole number, at least 0, not -1"):
        split_words(["ox", "fox"], seed=-1)


@pytest.mark.parametrize("prefix", ["Tyr", "a b", "abcdefghijklmnop", None, 3])
def test_a_prefix_that_cannot_be_written_meets_a_sentence(prefix: Any) -> None:
    with pytest.raises(ValueError, match="prefix must be at most 15 letters from a to z, not"):
        checked_prefix(prefix)
