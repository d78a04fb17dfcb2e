"""Right calls of the language model, of its words and of what only counts."""

from __future__ import annotations

from typing import Any

from pycore.datasets import words
from pycore.models import counts, language, sampling
from tests.unit.hostile.calls_nn import OPTIONAL
from tests.unit.hostile.calls_sequences import ready
from tests.unit.hostile.judge import Call, always

WORDS = ["ox", "fox", "box"]
NETWORK = language.network()
COUNTS = counts.count(WORDS, 2)
TEXT = ("text", "adam")


def stepped(run: Any, arguments: Any) -> Any:
    run.step(1)
    return ready(run, arguments)


CALLS = {
    "datasets.words.encode": Call(
        always(words.encode), always({"words": WORDS}), takes={"words": ("texts",)}
    ),
    "datasets.words.decode": Call(always(words.decode), always({"tokens": words.encode(WORDS)[0]})),
    "datasets.words.read_words": Call(
        always(words.read_words),
        always({"data": "Zoë, Björn"}),
        takes={"data": (*TEXT, "bytes", "text in bytes")},
    ),
    "datasets.words.split_words": Call(
        always(words.split_words),
        always({"words": WORDS, "seed": 1, "held": 0.5}),
        takes={"words": ("texts",)},
    ),
    "models.counts.Counts.next_letter": Call(
        always(COUNTS.next_letter), always({"prefix": "b"}), takes={"prefix": TEXT}
    ),
    "models.counts.Counts.loss": Call(
        always(COUNTS.loss), always({"words": WORDS}), takes={"words": ("texts",)}
    ),
    "models.counts.count": Call(
        always(counts.count),
        always({"words": WORDS, "n": 2, "strength": 0.5}),
        takes={"words": ("texts",)},
    ),
    "models.counts.best_counts": Call(
        always(counts.best_counts),
        always({"words": WORDS, "held_out": ["fix"], "n": 2}),
        takes={"words": ("texts",), "held_out": ("texts",)},
        called={"held_out": "words"},
    ),
    "models.language.network": Call(
        always(language.network),
        always({"seed": 1, "sees": 3, "places": True, "norm": True, "tied": True, "blocks": 1}),
    ),
    "models.language.sight": Call(
        always(language.sight), always({"letters": 3}), called={"letters": "sees"}
    ),
    "models.language.trainer": Call(
        always(language.trainer),
        always(
            {
                "words": WORDS,
                "seed": 1,
                "steps": 30,
                "start": NETWORK,
                "held_out": ["fix"],
                "rate": 0.5,
                "record_every": 2,
            }
        ),
        then=stepped,
        takes={"words": ("texts",), "held_out": (*OPTIONAL, "texts"), "start": OPTIONAL},
        called={"start": "x", "held_out": "words"},
    ),
    "models.language.tuner": Call(
        always(language.tuner),
        always({"base": NETWORK, "words": WORDS, "seed": 1, "steps": 5}),
        then=stepped,
        takes={"words": ("texts",)},
        called={"base": "x"},
    ),
    "models.sampling.next_letter": Call(
        always(sampling.next_letter),
        always({"network": NETWORK, "prefix": "b", "temperature": 0.5, "top": 3}),
        takes={"prefix": TEXT},
        called={"network": "x"},
    ),
    "models.sampling.sample_words": Call(
        always(sampling.sample_words),
        always(
            {
                "network": NETWORK,
                "count": 2,
                "seed": 1,
                "temperature": 0.5,
                "top": 3,
                "prefix": "b",
            }
        ),
        takes={"prefix": TEXT},
        called={"network": "x"},
    ),
    "models.sampling.surprise": Call(
        always(sampling.surprise),
        always({"network": NETWORK, "word": "box"}),
        takes={"word": TEXT},
        called={"network": "x"},
    ),
}

FROM_FILES = {
    "datasets.words.load_words": Call(always(words.load_words), always({"name": "elements"})),
}
"""In CPython alone: a page has the file elsewhere."""
