"""Pronoun: attention finds the noun, with names too that never met in training.

The figures are those of the course; with `GLASSBOX_ALL_SEEDS=1` there are more seeds.
"""

import numpy as np
import pytest

from pycore import check_backward
from pycore.datasets.sentences import NOUNS, PLACE, numbers, pronoun_sentences
from pycore.models import pronoun
from tests.unit.models.runs import rewinds_to_the_bit, share_right
from tests.unit.models.seeds import seeds

NEW = pronoun_sentences(1000, np.random.default_rng(99), held_out=True)


@pytest.mark.parametrize("seed", seeds(2, 40))
def test_names_that_never_met_are_told_apart_after_300_steps(seed: int) -> None:
    run = pronoun.trainer(seed)
    run.run(pronoun.EPOCHS)
    assert share_right(run.network, *NEW) >= 0.99
    assert pronoun.on_its_noun(run.network.forward(NEW[0]), NEW[1]) > 0.7
    judged = run.history[-1].test_accuracy
    assert judged is not None
    assert judged >= 0.95


def test_before_training_it_guesses() -> None:
    network = pronoun.network(0)
    assert share_right(network, *NEW) < 0.3
    assert pronoun.on_its_noun(network.forward(NEW[0]), NEW[1]) < 0.3


def test_a_sentence_of_ones_own_is_read_after_fifty_steps() -> None:
    run = pronoun.trainer(0)
    run.run(8)
    for sentence, noun in [
        ("Zoe saw Max with the ball and she left", "Zoe"),
        ("Zoe saw Max with the ball and he left", "Max"),
        ("Max met Zoe near the dog while it slept", "dog"),
    ]:
        answer = run.network.predict(numbers(sentence))[0, PLACE]
        assert NOUNS[int(answer.argmax())] == noun


def test_attention_on_the_noun_is_that_of_the_pronoun() -> None:
    x, t = NEW[0][:1], NEW[1][:1]
    trace = pronoun.network(0).forward(x)
    where = x[0].tolist().index(t[0, PLACE])
    np.testing.assert_allclose(
        pronoun.on_its_noun(trace, t), trace.kept[1].weights[0, PLACE, where]
    )


def test_targets_of_other_sentences_meet_a_sentence() -> None:
    trace = pronoun.network(0).forward(NEW[0])
    with pytest.raises(ValueError, match=r"t must have shape \(1000, 8\), not \(3, 8\)"):
        pronoun.on_its_noun(trace, NEW[1][:3])


def test_it_has_as_many_parameters_as_the_page_says() -> None:
    assert pronoun.network().size == 4268


def test_a_step_takes_a_thousandth_of_each_weight() -> None:
    config = pronoun.CONFIG
    assert config.rate * config.weight_decay == pytest.approx(0.001)


def test_its_gradient_is_that_by_trying() -> None:
    x, t = pronoun_sentences(3, np.random.default_rng(0))
    assert check_backward(pronoun.network(0), x, t, "cross_entropy").passed


def test_a_run_goes_back_to_any_epoch_to_the_bit() -> None:
    assert rewinds_to_the_bit(pronoun.trainer(0))
