"""Sentences: they read well, the pronoun means one noun, and held-out names meet only in tests."""

from typing import Any

import numpy as np
import pytest

from pycore.datasets.sentences import (
    FEMALE,
    MALE,
    NOUNS,
    ORDER,
    PLACE,
    PRONOUNS,
    THINGS,
    WORDS,
    numbers,
    pronoun_sentences,
    text,
)
from pycore.datasets.sequences import Samples


def drawn(n: int = 500, held_out: bool = False) -> Samples:
    return pronoun_sentences(n, np.random.default_rng(0), held_out)


def words_of(x: Any) -> list[list[str]]:
    return [[WORDS[int(number)] for number in row] for row in x]


def test_there_are_25_words_and_each_stands_where_it_may() -> None:
    assert len(set(WORDS)) == 25
    for words in words_of(drawn()[0]):
        assert len(words) == 8
        assert all(word in allowed for word, allowed in zip(words, ORDER, strict=True))


@pytest.mark.parametrize("held_out", [False, True])
def test_the_pronoun_means_the_noun_of_its_kind(held_out: bool) -> None:
    x, t = drawn(held_out=held_out)
    kinds = dict(zip(PRONOUNS, (FEMALE, MALE, THINGS), strict=True))
    for words, answers in zip(words_of(x), t.tolist(), strict=True):
        meant = NOUNS[int(answers[PLACE])]
        assert meant in words
        assert meant in kinds[words[PLACE]]
        assert sum(word in kinds[words[PLACE]] for word in words) == 1
        assert answers[:PLACE] + answers[PLACE + 1 :] == [-1.0] * 7


@pytest.mark.parametrize("held_out", [False, True])
def test_names_of_one_number_meet_in_held_out_sentences_only(held_out: bool) -> None:
    for words in words_of(drawn(held_out=held_out)[0]):
        she = next(FEMALE.index(word) for word in words if word in FEMALE)
        he = next(MALE.index(word) for word in words if word in MALE)
        assert (she == he) is held_out


def test_everything_that_may_vary_does() -> None:
    x, _ = drawn(2000)
    for place, allowed in enumerate(ORDER):
        found = {WORDS[int(number)] for number in x[:, place]}
        assert found == set(allowed)
    assert 0.45 < (x[:, 0] < 4).mean() < 0.55


def test_a_sentence_is_read_back_as_it_was_written() -> None:
    for sentence in ("Zoe saw Max with the ball and she left", "Lea met Mia near the car"):
        assert text(numbers(sentence)[0]) == sentence


def test_capitals_and_articles_do_not_matter() -> None:
    assert numbers("ZOE saw max").tolist() == numbers("The Zoe saw Max").tolist()


@pytest.mark.parametrize(
    ("sentence", "complaint"),
    [
        ("Zoe likes Max", "sentence must be made of Anna, .*, it; not 'likes'"),
        ("", "the number of words in sentence must be .* at least 1, .* not 0"),
        ("the", "the number of words in sentence must be .* not 0"),
        ("Zoe " * 1001, "the number of words in sentence must be .* at most 1000, not 1001"),
        (["Zoe"], r"sentence must be made of Anna, .*; not \['Zoe'\]"),
    ],
)
def test_unknown_words_meet_a_sentence(sentence: Any, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        numbers(sentence)


@pytest.mark.parametrize(
    ("x", "complaint"),
    [
        ([25.0], "x must hold whole numbers from 0 to 24, not 25"),
        ([-1.0], "x must hold whole numbers from 0 to 24, not -1"),
        ([0.5], "x must hold whole numbers from 0 to 24, not 0.5"),
        ([[0.0]], r"x must have shape \(words,\), not \(1, 1\)"),
    ],
)
def test_numbers_of_no_word_meet_a_sentence(x: Any, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        text(x)


def test_bad_arguments_meet_a_sentence() -> None:
    with pytest.raises(ValueError, match="n must be a whole number, at least 1"):
        pronoun_sentences(0, np.random.default_rng(0))
    with pytest.raises(ValueError, match="rng must be a random generator"):
        pronoun_sentences(1, None)  # type: ignore[arg-type]
