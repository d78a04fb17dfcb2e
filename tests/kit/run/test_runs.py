"""Runs for widgets: any epoch comes back to the last bit, whatever the reader did in between.

Longer than other files: what can be done to a run can be done in any order.
"""

from __future__ import annotations

import gc
import tracemalloc
from typing import Any

import numpy as np
import pytest

from kit.run import past
from kit.run.past import MOST_NUMBERS, thinned
from kit.run.runs import Clock, Engine, Run
from kit.run.stops import Stop
from pycore import MLP, TrainingConfig
from pycore.compiled import Host
from pycore.datasets import make, split
from pycore.training.textbook_step import textbook_step
from tests.hosts import host_here

BINARY = "binary_cross_entropy"


@pytest.fixture(params=["numpy", "compiled"])
def host(request: pytest.FixtureRequest) -> Host | None:
    return None if request.param == "numpy" else host_here()


def run_of(
    host: Host | None = None,
    rate: float = 0.1,
    optimiser: str = "adam",
    engine: Engine = "fast",
) -> Run:
    train, test = split(make("moons", n=60, noise=0.1, seed=1), seed=1)
    return Run(
        MLP([2, 4, 1], seed=2),
        (train.x, train.t),
        TrainingConfig(BINARY, rate=rate, optimiser=optimiser),
        test=(test.x, test.t),
        batch_size=7,
        seed=3,
        engine=engine,
        host=host,
    )


@pytest.mark.parametrize("engine", ["fast", "textbook"])
def test_a_run_takes_the_textbook_step_where_its_engine_is_the_textbook(
    host: Host | None, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []

    def counting(mlp: MLP, *rest: Any) -> None:
        made.append(mlp.layout.size)
        textbook_step(mlp, *rest)

    monkeypatch.setattr("pycore.training.trainer.textbook_step", counting)
    run, usual = run_of(host, engine=engine), run_of(None)
    run.train(3)  # of five mini-batches each
    usual.train(3)
    np.testing.assert_allclose(run.mlp.parameters, usual.mlp.parameters, rtol=0, atol=1e-12)
    steps = 15  # of each run that is not compiled
    assert len(made) == steps * (1 if host is not None and engine == "fast" else 2)


def bits(run: Run) -> bytes:
    return run.mlp.parameters.tobytes()


def clock(step: float) -> Clock:
    """A clock that goes on by `step` seconds whenever it is read."""
    ticks = iter(range(1_000_000))
    return lambda: step * next(ticks)


def test_every_epoch_comes_back_exactly_in_any_order(host: Host | None) -> None:
    run = run_of(host)
    seen = [bits(run)]
    for _ in range(25):
        run.train(epochs=1)
        seen.append(bits(run))
    history = list(run.history)
    for epoch in [25, 3, 4, 0, 24, 11, 25]:
        run.seek(epoch)
        assert (run.epoch, run.last) == (epoch, 25)
        assert bits(run) == seen[epoch]
        assert run.record == history[epoch]
    assert run.history == history


def test_it_does_not_matter_how_the_frames_fell(host: Host | None) -> None:
    whole, framed, stepped = run_of(host), run_of(host), run_of(host)
    whole.train(epochs=12)
    while framed.advance(0.01, clock(0.004), Stop(epoch=12)):
        pass
    for _ in range(12 * stepped.batches):
        stepped.step()
    assert bits(whole) == bits(framed) == bits(stepped)
    assert whole.history == framed.history == stepped.history


def test_a_thinned_past_is_still_exact(host: Host | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(past, "MOST_STATES", 8)
    monkeypatch.setattr(past, "MOST_RECORDS", 16)
    run, whole = run_of(host), run_of(host)
    seen = [(bits(whole), whole.record)]
    for _ in range(100):
        whole.train(epochs=1)
        seen.append((bits(whole), whole.record))
    run.train(epochs=100)
    assert len(run.history) <= 16
    assert (run.history[0].epoch, run.history[-1].epoch) == (0, 100)
    for epoch in range(0, 101, 7):
        run.seek(epoch)
        assert (bits(run), run.record) == seen[epoch]


def test_another_rate_and_edited_weights_belong_to_the_past(host: Host | None) -> None:
    run = run_of(host, optimiser="momentum")
    run.train(epochs=5)
    run.change_rate(0.02)
    run.train(epochs=5)
    edited = run.mlp.parameters.copy()
    edited[3] = 2.0
    run.edit(edited)
    assert run.mlp.parameters[3] == 2.0
    run.train(epochs=5)
    end = bits(run)
    run.seek(2)
    assert run.rate == 0.1
    run.seek(10)
    assert run.mlp.parameters[3] == 2.0
    run.seek(15)
    assert bits(run) == end
    assert run.rate == 0.02


def test_training_on_from_the_past_drops_what_came_later() -> None:
    run = run_of()
    run.train(epochs=10)
    end = bits(run)
    run.seek(4)
    assert run.history[-1].epoch == 10
    run.step()
    assert (run.epoch, run.batch, run.last) == (4, 1, 4)
    run.train(epochs=6)
    assert bits(run) == end, "the same settings lead to the same place"


def test_a_state_from_elsewhere_goes_on_as_it_would_have_there(host: Host | None) -> None:
    run, other = run_of(host), run_of(host)
    run.train(epochs=8)
    other.adopt(run.state)
    assert (other.first, other.rooted) == (8, False)
    assert [record.epoch for record in other.history] == [8], "how it arose is not known"
    assert bits(other) == bits(run)
    run.train(epochs=4)
    other.train(epochs=4)
    assert bits(other) == bits(run)
    with pytest.raises(ValueError, match="checkpoint must come from this run"):
        run_of(host, optimiser="plain").adopt(run.state)


def test_stops_are_met_at_their_epoch_and_below_their_loss() -> None:
    run = run_of()
    assert not run.advance(10.0, clock(1e-6), Stop(epoch=6))
    assert run.epoch == 6
    loss = run.record.train_loss * 0.9
    assert not run.advance(10.0, clock(1e-6), Stop(loss=loss))
    assert run.record.train_loss < loss
    assert run.history[-2].train_loss >= loss


def diverged(run: Run) -> bool:
    return run.divergence is not None


def test_a_divergence_ends_the_run_and_is_forgotten_when_its_cause_is_gone() -> None:
    run = run_of(rate=1e308, optimiser="plain")
    assert not run.advance(10.0, clock(1e-6))
    assert diverged(run)
    assert np.isfinite(run.mlp.parameters).all()
    assert all(record.is_finite() for record in run.history)
    assert not run.advance(10.0, clock(1e-6)), "it does not go on"
    run.change_rate(0.1)
    assert not diverged(run)
    assert run.advance(0.01, clock(0.004))


def test_a_rewound_divergence_is_there_again_at_the_end() -> None:
    run = run_of(optimiser="plain")
    run.train(epochs=3)
    run.change_rate(1e308)
    run.train(epochs=1)
    assert run.epoch == 3
    assert diverged(run)
    run.seek(1)
    assert not diverged(run)
    run.seek(3)
    assert diverged(run)


def test_thinning_leaves_even_spaces_however_often() -> None:
    entries = list(range(1001))
    for _ in range(5):
        entries = thinned(entries, lambda n: n, lambda n: n == 77)
    assert entries == sorted({*range(0, 1001, 32), 77, 1000})


def test_a_run_of_any_length_takes_no_more_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(past, "MOST_STATES", 20)
    monkeypatch.setattr(past, "MOST_RECORDS", 40)
    run = run_of()
    run.train(epochs=100)
    tracemalloc.start()
    run.train(epochs=100)  # all that is kept is replaced, so it is traced
    sizes = []
    for _ in range(2):
        run.train(epochs=400)
        gc.collect()
        sizes.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    assert sizes[1] <= 1.2 * sizes[0]


def test_a_run_returns_to_a_moment_to_the_bit_whatever_was_done_since(host: Host | None) -> None:
    run = run_of(host)
    run.train(epochs=3)
    run.change_rate(0.2)
    run.train(epochs=2)
    run.seek(4)
    run.step()
    run.step()
    moment, there = run.moment(), bits(run)
    history, changes = list(run.history), list(run.changes)
    run.train(epochs=9)
    run.edit(np.zeros(run.mlp.layout.size))
    end = bits(run)
    for other in (run, run_of(host)):
        other.return_to(moment)
        assert bits(other) == there
        assert (other.epoch, other.batch, other.last, other.rate) == (4, 2, 4, 0.2)
        assert (other.history, other.changes) == (history, changes)
        other.train(epochs=9)
        other.edit(np.zeros(run.mlp.layout.size))
        assert bits(other) == end


def test_what_the_reader_did_to_a_run_is_written_down_and_forgotten_with_its_epochs() -> None:
    run = run_of()
    assert [(c.epoch, c.setting) for c in run.changes] == [(0, "rate")]
    run.train(epochs=2)
    edited = run.mlp.parameters.copy()
    edited[0] = 1.5
    run.edit(edited, "w1.1.1")
    run.train(epochs=2)
    run.change_rate(0.5)
    told = [(c.epoch, c.setting, c.value) for c in run.changes[1:]]
    assert told == [(2, "w1.1.1", 1.5), (4, "rate", 0.5)]
    run.seek(3)
    run.step()
    assert [c.epoch for c in run.changes] == [0, 2]
    run.edit(np.zeros(run.mlp.layout.size))
    assert [c.setting for c in run.changes] == ["rate", "w1.1.1", "weights"]


def test_the_past_of_a_large_network_is_put_aside_with_few_states_and_can_be_visited() -> None:
    data = make("moons", n=60, noise=0.1, seed=1)
    network = MLP([2, 40, 40, 1], seed=4)
    run = Run(network, (data.x, data.t), TrainingConfig(BINARY, rate=0.01, optimiser="adam"))
    run.train(epochs=60)
    seen = {}
    for epoch in (7, 31, 60):
        run.seek(epoch)
        seen[epoch] = bits(run)
    moment = run.moment()
    numbers = sum(kept.size for kept in moment.past.states)
    assert numbers <= MOST_NUMBERS
    run.edit(np.zeros(run.mlp.layout.size))
    run.return_to(moment)
    for epoch, before in seen.items():
        run.seek(epoch)
        assert bits(run) == before
