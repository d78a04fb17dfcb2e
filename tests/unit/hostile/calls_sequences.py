"""Right calls of the models that read sequences, and of their data."""

from __future__ import annotations

from typing import Any

import numpy as np

from pycore import Trainer
from pycore.datasets import sentences, sequences
from pycore.models import induction, looking, memory, pronoun, reverse
from tests.unit.hostile.judge import Arguments, Call, always

RNG = np.random.default_rng(0)
BITS = np.eye(4)[[[0, 1, 2], [3, 0, 1]]]
TOKENS = [[2.0, 6.0, 4.0, 7.0, 6.0], [1.0, 6.0, 4.0, 7.0, 1.0]]


def ready(run: Trainer, _: Arguments) -> Any:
    return run.network, run.history


PRONOUNS = pronoun.draw(np.random.default_rng(0))
PRONOUN_TRACE = pronoun.network().forward(PRONOUNS[0])
INDUCTION_TRACE = induction.network().forward(induction.draw(np.random.default_rng(0))[0])
REVERSE_TRACE = reverse.network().forward(reverse.draw(np.random.default_rng(0))[0])

CALLS = {
    "datasets.sequences.remembered": Call(
        always(sequences.remembered), always({"n": 2, "rng": RNG, "steps": 3})
    ),
    "datasets.sequences.flipped": Call(always(sequences.flipped), always({"x": BITS, "step": 1})),
    "datasets.sequences.reversed_tokens": Call(
        always(sequences.reversed_tokens), always({"n": 2, "rng": RNG, "steps": 3, "kinds": 4})
    ),
    "datasets.sequences.varied": Call(
        always(sequences.varied), always({"n": 2, "rng": RNG, "steps": 4, "kinds": 4})
    ),
    "datasets.sequences.answers_place": Call(
        always(sequences.answers_place), always({"x": TOKENS})
    ),
    "datasets.sequences.checked_draw": Call(
        always(sequences.checked_draw), always({"n": 2, "rng": RNG})
    ),
    "datasets.sentences.pronoun_sentences": Call(
        always(sentences.pronoun_sentences), always({"n": 2, "rng": RNG, "held_out": True})
    ),
    "datasets.sentences.numbers": Call(
        always(sentences.numbers), always({"sentence": sentences.text(PRONOUNS[0][0])})
    ),
    "datasets.sentences.text": Call(always(sentences.text), always({"x": PRONOUNS[0][0]})),
    "models.looking.attention_weights": Call(
        always(looking.attention_weights), always({"trace": REVERSE_TRACE})
    ),
    "models.induction.network": Call(always(induction.network), always({"seed": 1, "layers": 2})),
    "models.induction.draw": Call(always(induction.draw), always({"rng": RNG})),
    "models.induction.trainer": Call(
        always(induction.trainer), always({"seed": 1, "layers": 1}), then=ready
    ),
    "models.induction.on_previous": Call(
        always(induction.on_previous), always({"trace": INDUCTION_TRACE})
    ),
    "models.induction.on_answer": Call(
        always(induction.on_answer), always({"trace": INDUCTION_TRACE})
    ),
    "models.memory.network": Call(
        always(memory.network), always({"seed": 1, "kind": "lstm", "forget_bias": 0.5})
    ),
    "models.memory.draw_of": Call(
        always(memory.draw_of),
        always({"steps": 3}),
        then=lambda draw, _: draw(np.random.default_rng(0)),
    ),
    "models.memory.trainer": Call(
        always(memory.trainer),
        always({"seed": 1, "kind": "plain", "steps": 3, "forget_bias": 0.5}),
        then=ready,
    ),
    "models.memory.slopes_by_state": Call(
        always(memory.slopes_by_state),
        always({"net": memory.network(kind="plain"), "x": BITS, "t": [0.0, 1.0]}),
    ),
    "models.pronoun.network": Call(always(pronoun.network), always({"seed": 1})),
    "models.pronoun.draw": Call(always(pronoun.draw), always({"rng": RNG})),
    "models.pronoun.trainer": Call(always(pronoun.trainer), always({"seed": 1}), then=ready),
    "models.pronoun.on_its_noun": Call(
        always(pronoun.on_its_noun), always({"trace": PRONOUN_TRACE, "t": PRONOUNS[1]})
    ),
    "models.reverse.network": Call(always(reverse.network), always({"seed": 1, "places": True})),
    "models.reverse.draw": Call(always(reverse.draw), always({"rng": RNG})),
    "models.reverse.trainer": Call(
        always(reverse.trainer), always({"seed": 1, "places": True}), then=ready
    ),
    "models.reverse.on_mirrored": Call(
        always(reverse.on_mirrored), always({"trace": REVERSE_TRACE})
    ),
}
