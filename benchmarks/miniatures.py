"""What a whole run of each miniature of `pycore.models` costs, in CPython and in Pyodide.

    python3 -m benchmarks.miniatures [rounds]

Every run is that of seed 0, from making its data to its last epoch. Printed are the parameters,
what the run reaches, and the CPU seconds that it takes: the median of the rounds. Pyodide runs
under Node.js, whose threads are all counted, those that compile WebAssembly too. NumPy uses one
thread.

A new miniature is one entry of `MINIATURES`.
"""

from __future__ import annotations

import json
import platform
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from pycore import Trainer, mean_loss
from pycore.datasets.digits import half_cell_copies, load_digits, other_writers
from pycore.datasets.words import encode, load_words, split_words
from pycore.models import digits, induction, language, memory, pronoun, reverse, strokes

ROUNDS = 3
SEED = 0
GOAL = 3.0  # seconds in Pyodide
GOAL_OF_LANGUAGE = 10.0

Row = dict[str, float]


def tested(trainer: Trainer) -> Row:
    """The share of test samples that the network gets right."""
    return {"test": trainer.history[-1].test_accuracy or 0.0}


def fresh(trainer: Trainer) -> Row:
    """The share of right answers on the samples that tell its figures, and that it never learns."""
    return {"new": trainer.history[-1].train_accuracy or 0.0}


def held_out(trainer: Trainer) -> Row:
    """The loss of a letter on names that the network has not seen."""
    words = split_words(load_words("dinosaurs"), SEED)[1]
    return {"loss": mean_loss(trainer.network, *encode(words), "cross_entropy")}


@dataclass(frozen=True)
class Miniature:
    """A run to be measured: how it starts, how many epochs it takes, what it has reached then.

    `steps` are made in place of epochs where a run is told by them; `goal` is in seconds.
    """

    name: str
    start: Callable[[], Trainer]
    epochs: int
    figures: Callable[[Trainer], Row] = tested
    steps: int = 0
    goal: float = GOAL


def reading(*, dense: bool, copies: bool = False) -> Callable[[], Trainer]:
    """A run on digits, tested on those of other writers."""

    def start() -> Trainer:
        train, test = other_writers(load_digits())
        return digits.trainer(SEED, half_cell_copies(train) if copies else train, test, dense=dense)

    return start


MINIATURES = (
    Miniature("strokes, filters", lambda: strokes.trainer(SEED), strokes.EPOCHS),
    Miniature("strokes, dense", lambda: strokes.trainer(SEED, dense=True), strokes.EPOCHS),
    Miniature("digits, filters", reading(dense=False), digits.EPOCHS),
    Miniature("digits, dense", reading(dense=True), digits.EPOCHS),
    Miniature("digits, filters, copies", reading(dense=False, copies=True), digits.COPIES_EPOCHS),
    Miniature("digits, dense, copies", reading(dense=True, copies=True), digits.COPIES_EPOCHS),
    Miniature("memory, plain", lambda: memory.trainer(SEED, "plain"), memory.EPOCHS, fresh),
    Miniature("memory, LSTM", lambda: memory.trainer(SEED, "lstm"), memory.EPOCHS, fresh),
    Miniature("reverse", lambda: reverse.trainer(SEED), reverse.EPOCHS, fresh),
    Miniature("pronoun", lambda: pronoun.trainer(SEED), pronoun.EPOCHS),
    Miniature("induction", lambda: induction.trainer(SEED), induction.EPOCHS, fresh),
    Miniature("induction, one layer", lambda: induction.trainer(SEED, 1), induction.EPOCHS, fresh),
    Miniature(
        "language",
        lambda: language.trainer(split_words(load_words("dinosaurs"), SEED)[0], SEED),
        epochs=0,
        figures=held_out,
        steps=language.TRAINING_STEPS,
        goal=GOAL_OF_LANGUAGE,
    ),
)


def cpu_seconds() -> float:
    """The CPU time of this process so far; Pyodide knows only that of the clock on the wall."""
    if platform.system() != "Emscripten":
        return time.process_time()
    from js import process

    used = process.cpuUsage()
    return float(used.user + used.system) / 1e6


def measured(miniature: Miniature, rounds: int) -> Row:
    """Parameters, seconds and figures of a miniature."""
    seconds = []
    for _ in range(rounds):
        begin = cpu_seconds()
        trainer = miniature.start()
        trainer.run(miniature.epochs)
        if miniature.steps:
            trainer.step(miniature.steps)
        seconds.append(cpu_seconds() - begin)
    cost = {"parameters": trainer.network.size, "seconds": statistics.median(seconds)}
    return cost | miniature.figures(trainer)


def measure(rounds: int) -> str:
    """All miniatures, as JSON."""
    return json.dumps({one.name: measured(one, rounds) for one in MINIATURES})


def table(cpython: dict[str, Row], pyodide: dict[str, Row]) -> None:
    """Print a row for each miniature; those that cost more than the goal have a mark."""
    print("| miniature | parameters | CPython s | Pyodide s | figures (CPython; Pyodide) |")
    print("|---|---|---|---|---|")
    goals = {miniature.name: miniature.goal for miniature in MINIATURES}
    for name, row in cpython.items():
        other = pyodide[name]
        mark = " (!)" if other["seconds"] > goals[name] else ""
        print(f"| {name} | {row['parameters']:,.0f} | {row['seconds']:.2f} ", end="")
        print(f"| {other['seconds']:.2f}{mark} | {figures(row)}; {figures(other)} |")


def figures(row: Row) -> str:
    """What a run reached, as a text."""
    reached = {key: row[key] for key in row if key not in ("parameters", "seconds")}
    return ", ".join(f"{key} {value:.3f}" for key, value in reached.items())


def main(rounds: int) -> None:
    """Measure in both Pythons and print the table."""
    from benchmarks import in_node

    print(
        f"{in_node.about()}, {rounds} rounds, medians; "
        f"goal {GOAL:g} s, of language {GOAL_OF_LANGUAGE:g} s",
        flush=True,
    )
    call = f"from benchmarks.miniatures import measure; print(measure({rounds}))"
    table(json.loads(in_node.cpython(call)), json.loads(in_node.pyodide(call)))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
