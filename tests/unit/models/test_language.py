"""The small language model learns to write names: the figures that the course shows.

`GLASSBOX_ALL_SEEDS=1` tries all five seeds.
"""

from typing import Any

import numpy as np
import pytest

from pycore import numerical_entry
from pycore.analysis.parameter_loss import loss_of_parameters
from pycore.datasets.words import LETTERS, encode, load_words, split_words
from pycore.models.language import TRAINING_STEPS, TUNING_STEPS, network, sight, trainer, tuner
from pycore.models.sampling import sample_words
from tests.unit.models.trained_language import SEEDS, learnt, loss_of, short_sighted

EACH_SEED = pytest.mark.parametrize("seed", SEEDS)
FEW = ["tyrannosaurus", "rex", "zuniceratops"]

VARIANTS: dict[str, dict[str, Any]] = {
    "default": {},
    "one letter": {"sees": 1},
    "no places": {"places": False},
    "no norm": {"norm": False},
    "untied": {"tied": False},
    "two blocks": {"blocks": 2},
}


def test_it_has_8040_parameters() -> None:
    assert network().size == 8040


@pytest.mark.parametrize(
    ("variant", "size"),
    [
        ("one letter", 8040),
        ("no places", 8040 - 16 * 24),
        ("no norm", 8040),
        ("untied", 8040 + 27 * 24),
        ("two blocks", 8040 + 4 * 24 * 24 + 25 * 96 + 96 * 24),
    ],
)
def test_a_part_taken_away_or_added_shows_in_its_size(variant: str, size: int) -> None:
    assert network(**VARIANTS[variant]).size == size


@pytest.mark.parametrize("variant", VARIANTS)
def test_its_gradient_is_what_trying_measures(variant: str) -> None:
    model, (x, t) = network(1, **VARIANTS[variant]), encode(FEW)
    function, at = loss_of_parameters(model, x, t, "cross_entropy"), model.parameters.copy()
    claimed = np.asarray(function.gradient(at))
    for index in np.random.default_rng(0).choice(len(at), 60, replace=False):
        measured = numerical_entry(function.value, at, int(index))
        assert abs(measured - claimed[index]) <= 1e-6 * max(1e-3, abs(measured))


@pytest.mark.parametrize("letters", [1, 2, 3, 16])
def test_a_letter_further_back_than_it_sees_changes_nothing(letters: int) -> None:
    model = network(2, sees=letters)
    x = encode(["abcdefghijklmno"])[0]
    y = model.predict(x)[0]
    for place in range(16):
        x[0, place] = 26
        changed = (model.predict(x)[0] != y).any(axis=1)
        x[0, place] = place
        assert changed.nonzero()[0].tolist() == list(range(place, min(16, place + letters)))


def test_a_sight_of_all_is_that_of_a_causal_mask() -> None:
    np.testing.assert_array_equal(sight(16), np.tril(np.ones((16, 16))) > 0)


@EACH_SEED
def test_at_the_start_every_letter_is_as_likely(seed: int) -> None:
    assert abs(learnt(seed).losses[0] - np.log(27)) < 0.3


@EACH_SEED
def test_after_100_steps_it_knows_the_letters(seed: int) -> None:
    assert learnt(seed).losses[100] < 2.15


@EACH_SEED
def test_after_700_steps_it_beats_the_trigram(seed: int) -> None:
    assert learnt(seed).losses[700] < learnt(seed).trigram


@EACH_SEED
def test_in_the_end_it_beats_the_trigram_clearly(seed: int) -> None:
    assert learnt(seed).losses[TRAINING_STEPS] < learnt(seed).trigram - 0.08


def test_the_mean_gain_on_the_trigram() -> None:
    gains = [learnt(seed).trigram - learnt(seed).losses[TRAINING_STEPS] for seed in SEEDS]
    assert np.mean(gains) > 0.11


@EACH_SEED
def test_it_finds_the_vowels(seed: int) -> None:
    embedding: Any = learnt(seed).network.layers[0]
    vectors = embedding.vectors[1:] - embedding.vectors[1:].mean(axis=0)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    vowels = [LETTERS.index(vowel) - 1 for vowel in "aeiou"]
    nearest = np.argsort(-(vectors[vowels] @ vectors.T), axis=1)[:, 1:5]
    assert np.isin(nearest, vowels).mean() >= 0.8


@EACH_SEED
def test_its_words_are_new_and_half_of_them_end_in_saurus(seed: int) -> None:
    model = learnt(seed)
    invented = sample_words(model.network, 300, seed=3, temperature=0.8)
    assert np.mean([word not in model.words for word in invented]) >= 0.95
    assert 0.3 < np.mean([word.endswith("saurus") for word in invented]) < 0.7


@EACH_SEED
def test_attention_looks_at_the_letter_before(seed: int) -> None:
    x, t = encode(learnt(seed).held_out)
    attention = learnt(seed).network.forward(x).kept[2][1].weights
    word, place = ((t >= 0) & (np.arange(16) >= 3)).nonzero()
    before, itself = (attention[word, place, place - back].mean() for back in (1, 0))
    assert before > 0.25
    assert before > itself


@EACH_SEED
def test_with_one_letter_in_sight_it_is_the_bigram(seed: int) -> None:
    assert loss_of(short_sighted(seed), learnt(seed).held_out) == pytest.approx(
        learnt(seed).bigram, abs=0.02
    )


@EACH_SEED
def test_fine_tuning_on_elements_beats_learning_them_from_scratch(seed: int) -> None:
    words, held_out = split_words(load_words("elements"), seed, held=30 / 118)
    assert len(words) == 88
    tuned, scratch = tuner(learnt(seed).network, words, seed), trainer(words, seed, TUNING_STEPS)
    for run in (tuned, scratch):
        run.step(TUNING_STEPS)
    assert loss_of(tuned.network, held_out) < loss_of(scratch.network, held_out)
    assert loss_of(tuned.network, held_out) <= 2.2
    assert loss_of(tuned.network, held_out) < loss_of(learnt(seed).network, held_out) - 0.5


def test_fine_tuning_leaves_the_network_that_it_starts_from() -> None:
    base = network()
    before = base.parameters.copy()
    tuner(base, FEW).step(3)
    np.testing.assert_array_equal(base.parameters, before)


def test_the_rate_rises_for_20_steps_and_falls_to_nothing() -> None:
    config = trainer(FEW).config
    assert config.rate_at(0) == pytest.approx(0.015 / 20)
    assert config.rate_at(19) == pytest.approx(0.015, rel=0.02)
    assert config.rate_at(750) == pytest.approx(0.0075)
    assert config.rate_at(TRAINING_STEPS - 1) == pytest.approx(0.00001)


def test_the_same_seed_gives_the_same_network_to_the_bit() -> None:
    one, two, other = (trainer(FEW, seed) for seed in (4, 4, 5))
    for run in (one, two, other):
        run.step(5)
    assert one.network.parameters.tobytes() == two.network.parameters.tobytes()
    assert (one.network.parameters != other.network.parameters).any()


def test_words_held_out_are_judged_in_its_records() -> None:
    run = trainer(FEW, held_out=["allosaurus"])
    assert run.history[0].test_loss == pytest.approx(loss_of(run.network, ["allosaurus"]))


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"sees": 0}, "sees must be a whole number, at least 1, at most 16, not 0"),
        ({"sees": 17}, "sees must be a whole number, at least 1, at most 16, not 17"),
        ({"blocks": 0}, "blocks must be a whole number, at least 1, at most 8, not 0"),
        ({"seed": -1}, "seed must be a whole number, at least 0, not -1"),
    ],
)
def test_settings_that_make_no_network_meet_a_sentence(
    settings: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        network(**settings)


def test_a_run_that_cannot_be_made_meets_a_sentence() -> None:
    with pytest.raises(ValueError, match="words must hold at least one word"):
        trainer([])
    with pytest.raises(ValueError, match=r"steps must be a whole number, at least 1, .*not 0"):
        trainer(FEW, steps=0)
    with pytest.raises(ValueError, match="rate must be a finite number above 0, not 0"):
        trainer(FEW, rate=0)
