"""Words from a language model: chances, dice, temperature, and how a word surprises."""

from typing import Any

import numpy as np
import pytest

from pycore.datasets.words import LETTERS
from pycore.models.language import network
from pycore.models.sampling import next_letter, sample_words, surprise
from tests.unit.models.trained_language import learnt, loss_of

SAURUS = {"dinosaur": "u", "brachios": "a", "tyrannosauru": "s", "tyrannosaurus": "."}


@pytest.mark.parametrize("prefix", ["", "a", "tyr", "abcdefghijklmno"])
def test_chances_are_those_of_the_network(prefix: str) -> None:
    model = network(1)
    tokens = [[0.0, *(float(LETTERS.index(letter)) for letter in prefix)]]
    chances = next_letter(model, prefix)
    np.testing.assert_allclose(chances, model.predict(tokens)[0, -1], rtol=1e-12)
    assert chances.sum() == pytest.approx(1.0)


def test_a_low_temperature_makes_the_likely_likelier() -> None:
    model = learnt(0).network
    cold, usual, hot = (next_letter(model, "saur", degree) for degree in (0.5, 1.0, 2.0))
    np.testing.assert_allclose(cold, usual**2 / (usual**2).sum(), rtol=1e-9)
    assert cold.max() > usual.max() > hot.max()


def test_only_the_likeliest_are_possible() -> None:
    usual, three = (next_letter(learnt(0).network, "tyr", top=top) for top in (27, 3))
    kept = np.argsort(usual)[-3:]
    assert np.count_nonzero(three) == 3
    np.testing.assert_allclose(three[kept], usual[kept] / usual[kept].sum(), rtol=1e-9)


@pytest.mark.parametrize("prefix", SAURUS)
def test_it_knows_how_a_dinosaur_goes_on(prefix: str) -> None:
    chances = next_letter(learnt(0).network, prefix)
    assert chances[LETTERS.index(SAURUS[prefix])] > 0.2


def test_the_dice_decide_as_often_as_the_chances_say() -> None:
    model, prefix = network(3), "abcdefghijklmn"  # of which only the last letter is asked
    words = sample_words(model, 2000, seed=1, temperature=1.0, prefix=prefix)
    lasts = [word.removeprefix(prefix) for word in words]
    share = np.array([lasts.count(letter) for letter in ["", *LETTERS[1:]]]) / len(lasts)
    np.testing.assert_allclose(share, next_letter(model, prefix), atol=0.02)


def test_one_seed_throws_the_same_dice_for_every_network() -> None:
    before, after = (sample_words(model, 5, seed=2) for model in (network(0), learnt(0).network))
    assert sample_words(learnt(0).network, 5, seed=2) == after
    assert before != after


def test_more_words_begin_with_the_same_words() -> None:
    few, many = (sample_words(network(0), count, seed=2) for count in (3, 8))
    assert many[:3] == few


def test_words_go_on_from_a_prefix_and_end_at_15_letters() -> None:
    for prefix in ("", "ox", "abcdefghijklmno"):
        words = sample_words(network(0), 50, seed=4, temperature=1.3, prefix=prefix)
        assert all(word.startswith(prefix) and len(word) <= 15 for word in words)


def test_nearly_without_warmth_the_dice_decide_nothing() -> None:
    words = sample_words(learnt(0).network, 20, seed=5, temperature=0.01)
    assert len(set(words)) == 1


def test_the_mean_surprise_is_the_loss() -> None:
    model = learnt(0).network
    for word in ("tyrannosaurus", "ox"):
        each = surprise(model, word)
        assert each.shape == (len(word) + 1,)
        assert each.mean() == pytest.approx(loss_of(model, [word]))


def test_surprise_follows_from_the_chance_of_each_letter() -> None:
    model = learnt(0).network
    each = surprise(model, "rex")
    for place, letter in enumerate("rex."):
        chance = next_letter(model, "rex"[:place])[LETTERS.index(letter)]
        assert each[place] == pytest.approx(-np.log(chance))


def test_a_dinosaur_surprises_less_than_a_table() -> None:
    model = learnt(0).network
    assert surprise(model, "tyrannosaurus").mean() < surprise(model, "table").mean() - 1.0


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"temperature": 0}, "temperature must be a finite number at least 0.01, not 0"),
        ({"top": 0}, "top must be a whole number, at least 1, at most 27, not 0"),
        ({"top": 28}, "top must be a whole number, at least 1, at most 27, not 28"),
        ({"prefix": "Tyr"}, "prefix must be at most 15 letters from a to z, not 'Tyr'"),
        ({"network": 3}, "network must be a network of pycore.models.language; not 3"),
    ],
)
def test_what_cannot_be_done_meets_a_sentence(settings: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        next_letter(**{"network": network(), **settings})
    with pytest.raises(ValueError, match=sentence):
        sample_words(**{"network": network(), "count": 2, "seed": 0, **settings})


def test_a_count_or_a_word_out_of_bounds_meets_a_sentence() -> None:
    with pytest.raises(ValueError, match="count must be a whole number, at least 1"):
        sample_words(network(), 0, seed=0)
    with pytest.raises(ValueError, match="count must be a whole number"):
        sample_words(network(), 10**9, seed=0)
    with pytest.raises(ValueError, match="word must hold words of 1 to 15 letters"):
        surprise(network(), "")
