"""Training: learns, repeats itself to the last bit, and says so when it fails.

Longer than other files: one class, with each loss and optimiser.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pycore import MLP, Network, loss_of_parameters
from pycore.compiled import Host
from pycore.datasets import make
from pycore.descent import descend
from pycore.nn.losses import one_hot
from pycore.optimisers import OPTIMISERS, Adam, Momentum
from pycore.training.config import TrainingConfig
from pycore.training.divergence import Divergence, find_divergence
from pycore.training.history import Checkpoint
from pycore.training.textbook_step import textbook_step
from pycore.training.trainer import Trainer

XOR = ([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])
BINARY = "binary_cross_entropy"


def noise(n: int, outputs: int = 1, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, 2)), rng.integers(0, 2, (n, outputs)).astype(float)


class Clock:
    """Counts how often it was read: a second for each."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 1.0
        return self.now


def right(trainer: Trainer) -> float:
    """The share of the training points that are right at the end."""
    share = trainer.history[-1].train_accuracy
    assert share is not None
    return share


def trained(epochs: int = 5, **settings: Any) -> Trainer:
    trainer = Trainer(MLP([2, 4, 1]), *noise(23), TrainingConfig(BINARY, rate=0.1), **settings)
    trainer.run(epochs)
    return trainer


def test_it_learns_xor() -> None:
    trainer = Trainer(MLP([2, 4, 1], seed=3), *XOR, TrainingConfig(BINARY, rate=1.0), batch_size=4)
    trainer.run(500)
    assert trainer.history[0].epoch == 0
    assert trainer.history[-1].epoch == 500
    assert trainer.history[-1].train_loss < 0.05 < trainer.history[0].train_loss
    assert trainer.history[-1].train_accuracy == 1.0


@pytest.mark.parametrize("optimiser", [Momentum(), Adam()])
def test_other_optimisers_learn_it_too(optimiser: Any) -> None:
    config = TrainingConfig(BINARY, rate=0.05, optimiser=optimiser)
    trainer = Trainer(MLP([2, 4, 1], seed=3), *XOR, config, batch_size=4)
    trainer.run(300)
    assert trainer.history[-1].train_accuracy == 1.0


def test_it_learns_three_classes_and_a_plane() -> None:
    x, _ = noise(60)
    labels = (x[:, 0] > 0).astype(int) + (x[:, 1] > 0)
    trainer = Trainer(
        MLP([2, 8, 3], output="softmax"),
        x,
        one_hot(labels, 3),
        TrainingConfig("cross_entropy", rate=0.3),
    )
    trainer.run(100)
    assert right(trainer) > 0.9
    plane = x @ [0.5, -1.0] + 0.25
    trainer = Trainer(
        MLP([2, 1], output="linear"), x, plane, TrainingConfig(rate=0.1), task="regression"
    )
    trainer.run(60)
    assert trainer.history[-1].train_loss < 1e-9
    assert trainer.history[-1].train_accuracy is None


def test_the_same_seed_gives_the_same_numbers_to_the_last_bit() -> None:
    first, second = trained(seed=7), trained(seed=7)
    np.testing.assert_array_equal(first.network.parameters, second.network.parameters)
    assert first.history == second.history
    assert (first.network.parameters != trained(seed=8).network.parameters).any()


@settings(max_examples=15)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=8))
def test_slices_of_any_length_give_the_same_numbers(slices: list[int]) -> None:
    sliced = Trainer(MLP([2, 4, 1]), *noise(23), TrainingConfig(BINARY, rate=0.1), batch_size=4)
    for seconds in slices:
        sliced.run_for(seconds, Clock(), until=3)
    while sliced.epoch < 3:
        sliced.run_for(1, Clock(), until=3)
    whole = trained(3, batch_size=4)
    np.testing.assert_array_equal(sliced.network.parameters, whole.network.parameters)
    assert sliced.history == whole.history


def test_a_slice_ends_when_its_time_is_over() -> None:
    trainer = trained(0)
    assert trainer.run_for(5.0, Clock()) == 5
    assert trainer.run_for(0.5, Clock()) == 1
    assert trainer.epoch == 2  # 23 samples in tens are 3 mini-batches


def test_a_slice_ends_at_the_epoch_asked_for() -> None:
    trainer = trained(0)
    assert trainer.run_for(1000.0, Clock(), until=2) == 6
    assert trainer.epoch == 2
    assert trainer.run_for(1000.0, Clock(), until=2) == 0


def test_every_step_is_the_textbook_s(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []

    def counting(network: Network, *rest: Any) -> None:
        made.append(network.size)
        textbook_step(network, *rest)

    monkeypatch.setattr("pycore.training.trainer.textbook_step", counting)
    trainer = Trainer(MLP([2, 3, 1]), *noise(23), TrainingConfig(BINARY), textbook=True)
    trainer.run(5)
    assert len(made) == 15  # three mini-batches an epoch


@pytest.mark.parametrize("name", ["plain", "momentum", "adam"])
def test_a_ball_rolling_down_the_loss_and_a_training_network_go_the_same_way(name: str) -> None:
    x, t = noise(9)
    mlp = MLP([2, 3, 1], seed=1)
    ball = descend(loss_of_parameters(mlp, x, t, BINARY), mlp.parameters, name, rate=0.1, steps=9)
    config = TrainingConfig(BINARY, rate=0.1, optimiser=OPTIMISERS[name])
    trainer = Trainer(mlp, x, t, config, batch_size=9)
    trainer.run(9)
    np.testing.assert_allclose(mlp.parameters, ball.path[-1], rtol=1e-9, atol=1e-12)
    assert trainer.history[-1].train_loss == pytest.approx(ball.values[-1])


def test_softmax_with_squared_error_trains_by_the_textbook() -> None:
    x, _ = noise(20)
    mlp = MLP([2, 2], output="softmax")
    trainer = Trainer(mlp, x, one_hot(x[:, 0] > 0, 2), TrainingConfig(rate=0.5))
    trainer.run(30)
    assert right(trainer) > 0.9


@pytest.mark.parametrize(
    ("n", "size", "batches"), [(23, 10, 3), (20, 10, 2), (3, 10, 1), (1, 1, 1)]
)
def test_every_sample_is_met_once_per_epoch(n: int, size: int, batches: int) -> None:
    x, t = noise(n)
    trainer = Trainer(MLP([2, 1]), x, t, TrainingConfig(BINARY), batch_size=size)
    trainer.run(2)
    assert trainer.batches == batches
    order = trainer._batches.order
    assert sorted(order.tolist()) == list(range(n))
    met = np.vstack([trainer._batches.rows(i)[0] for i in range(batches)])
    np.testing.assert_array_equal(met, x[order])


def test_the_order_changes_from_epoch_to_epoch() -> None:
    trainer = trained(1)
    first = trainer._batches.order.copy()
    trainer.run(1)
    assert (trainer._batches.order != first).any()


def test_a_last_batch_counts_its_own_samples_only() -> None:
    x, t = np.array([[1.0], [1.0], [1.0]]), np.array([[1.0], [1.0], [1.0]])
    mlp = MLP([1, 1], output="linear", init="zeros")
    Trainer(mlp, x, t, TrainingConfig(rate=0.25), batch_size=2, task="regression").run(1)
    # Each step halves the bias's and the weight's distance: y goes 0, 1, 1.
    assert mlp.predict([1.0]) == pytest.approx([1.0])


def test_restoring_a_checkpoint_repeats_the_run_exactly() -> None:
    config = TrainingConfig(BINARY, rate=0.05, optimiser=Adam())
    trainer = Trainer(MLP([2, 4, 1]), *noise(23), config, checkpoint_every=2)
    trainer.run(7)
    assert [kept.epoch for kept in trainer.checkpoints] == [0, 2, 4, 6]
    parameters, history = trainer.network.parameters.copy(), list(trainer.history)
    trainer.restore(trainer.checkpoints[1])
    assert (trainer.epoch, len(trainer.history)) == (2, 3)
    trainer.run(5)
    np.testing.assert_array_equal(trainer.network.parameters, parameters)
    assert trainer.history == history
    assert [kept.epoch for kept in trainer.checkpoints] == [0, 2, 4, 6]


def test_reset_returns_to_the_beginning() -> None:
    trainer = trained(0)
    start = trainer.network.parameters.copy()
    trainer.run(2)
    trainer.step()
    trainer.reset()
    np.testing.assert_array_equal(trainer.network.parameters, start)
    assert (trainer.epoch, len(trainer.history)) == (0, 1)
    trainer.run(2)
    np.testing.assert_array_equal(trainer.network.parameters, trained(2).network.parameters)


def test_many_steps_are_as_many_single_ones() -> None:
    single, many = trained(0), trained(0)
    for _ in range(7):
        single.step()
    many.step(7)
    np.testing.assert_array_equal(many.network.parameters, single.network.parameters)
    assert many.steps == single.steps == 7
    assert many.epoch == 7 // many.batches


def test_compiled_steps_are_counted_as_well(host: Host) -> None:
    trainer = trained(0, host=host)
    trainer.step(7)
    assert trainer.refusal is None
    assert (trainer.steps, trainer.epoch) == (7, 7 // trainer.batches)
    with pytest.raises(ValueError, match="count must be a whole number, at least 0, not -1"):
        trainer.step(-1)


def test_records_come_as_often_as_asked_and_with_test_figures() -> None:
    trainer = trained(6, record_every=3, test=noise(9, seed=1))
    assert [record.epoch for record in trainer.history] == [0, 3, 6]
    for record in trainer.history:
        assert record.test_accuracy is not None
        assert 0 <= record.test_accuracy <= 1
        assert record.test_loss is not None
        assert record.test_loss > 0


def test_it_calls_back_after_every_epoch() -> None:
    epochs = []
    trained(0).run(3, on_epoch=lambda trainer: epochs.append(trainer.epoch))
    assert epochs == [1, 2, 3]


def test_the_rate_may_change_on_the_way() -> None:
    trainer = trained(1)
    before = trainer.network.parameters.copy()
    trainer.change_rate(1e-12)
    trainer.run(1)
    np.testing.assert_allclose(trainer.network.parameters, before, atol=1e-10)
    with pytest.raises(ValueError, match="rate must be a finite number above 0, not 0"):
        trainer.change_rate(0)


def test_reset_returns_to_the_first_rate_too() -> None:
    trainer = trained(0)
    trainer.change_rate(0.7)
    trainer.run(1)
    trainer.change_rate(0.9)
    trainer.run(1)
    trainer.reset()
    assert trainer.config == TrainingConfig(BINARY, rate=0.1)
    trainer.run(2)
    np.testing.assert_array_equal(trainer.network.parameters, trained(2).network.parameters)


def foreign(sizes: list[int], optimiser: str, rng: np.random.Generator) -> Checkpoint:
    mlp = MLP(sizes)
    memory = OPTIMISERS[optimiser].start(mlp.layout.size)
    return Checkpoint.of(0, mlp, memory, rng)


@pytest.mark.parametrize(
    ("checkpoint", "difference"),
    [
        (foreign([2, 1], "plain", np.random.default_rng(0)), "3 parameters"),
        (foreign([2, 4, 1], "adam", np.random.default_rng(0)), r"memory of shape \(2, 17\)"),
        (foreign([2, 4, 1], "plain", np.random.Generator(np.random.MT19937(0))), "MT19937"),
    ],
)
def test_a_checkpoint_of_another_run_is_refused(checkpoint: Checkpoint, difference: str) -> None:
    trainer = trained(1)
    before = trainer.network.parameters.copy()
    with pytest.raises(
        ValueError, match=f"checkpoint must come from this run .*, not .*{difference}"
    ):
        trainer.restore(checkpoint)
    np.testing.assert_array_equal(trainer.network.parameters, before)
    assert trainer.epoch == 1


def test_run_completes_an_epoch_begun_by_single_steps() -> None:
    trainer = trained(0)
    trainer.step()
    trainer.run(1)
    assert trainer.epoch == 1
    np.testing.assert_array_equal(trainer.network.parameters, trained(1).network.parameters)


def diverging(rate: float = 1e6, **settings: Any) -> Trainer:
    mlp = MLP([2, 3, 1], hidden="relu", output="linear", seed=1)
    x, t = noise(23)
    return Trainer(mlp, x, t, TrainingConfig(rate=rate), task="regression", **settings)


def test_divergence_is_reported_with_epoch_batch_layer_and_quantity() -> None:
    trainer = diverging()
    trainer.run(100)
    report = trainer.divergence
    assert report is not None
    assert report.epoch == trainer.epoch + 1
    assert report.batch in {1, 2, 3}
    assert report.quantity in {"weighted sum", "activation", "loss", "delta", "gradient"}
    assert str(report).startswith(f"The run diverged in epoch {report.epoch}, mini-batch ")


@pytest.mark.parametrize(
    ("quantity", "words"), [("activation", "an activation"), ("delta", "a delta")]
)
def test_the_report_of_a_divergence_is_a_sentence(quantity: str, words: str) -> None:
    report = Divergence(epoch=2, batch=1, layer=0, quantity=quantity)
    assert f": {words} in layer 1 left the finite numbers." in str(report)


def test_after_divergence_all_that_is_left_is_finite() -> None:
    trainer = diverging()
    trainer.run(100)
    assert np.isfinite(trainer.network.parameters).all()
    assert all(math.isfinite(record.train_loss) for record in trainer.history)
    assert trainer.history[-1].epoch == trainer.epoch


def test_diagnosis_leaves_network_and_memory_alone() -> None:
    mlp, config = MLP([2, 1]), TrainingConfig(optimiser=Momentum())
    memory = config.optimiser.start(mlp.layout.size)
    parameters = mlp.parameters.copy()
    report = find_divergence(mlp, [noise(3), noise(4)], config, memory, epoch=5)
    assert (report.epoch, report.batch, report.quantity) == (5, None, "loss")
    assert memory.steps == 0
    assert not memory.rows.any()
    np.testing.assert_array_equal(mlp.parameters, parameters)


def test_after_divergence_nothing_moves_until_reset() -> None:
    trainer = diverging()
    trainer.run(100)
    parameters, report = trainer.network.parameters.copy(), trainer.divergence
    trainer.step()
    trainer.run(3)
    assert trainer.run_for(1.0, Clock()) == 0
    np.testing.assert_array_equal(trainer.network.parameters, parameters)
    assert trainer.divergence is report
    trainer.reset()
    assert trainer.divergence is None


def test_slices_report_divergence_at_once() -> None:
    trainer = diverging(rate=1e300)
    while trainer.divergence is None:
        trainer.run_for(1.0, Clock())
        assert np.isfinite(trainer.network.parameters).all()
    assert trainer.epoch <= 1


def test_the_first_quantity_is_found_in_a_planted_case() -> None:
    mlp = MLP([1, 1, 1], hidden="linear", output="linear")
    mlp.parameters[:] = [1.0, 0.0, 1e300, 0.0]
    trainer = Trainer(mlp, [[1e10]], [0.0], TrainingConfig(), task="regression")
    assert trainer.history == []
    assert str(trainer.divergence) == (
        "The run diverged in epoch 0, mini-batch 1: "
        "a weighted sum in layer 2 left the finite numbers."
    )


def test_a_loss_that_overflows_on_test_data_alone_is_reported() -> None:
    mlp = MLP([1, 1], output="linear")
    far = ([[1e200]], [0.0])
    trainer = Trainer(mlp, [[1.0]], [0.0], TrainingConfig(), test=far, task="regression")
    assert str(trainer.divergence) == (
        "The run diverged in epoch 0: the loss left the finite numbers."
    )


def test_one_class_and_one_sample_will_do() -> None:
    trainer = Trainer(MLP([2, 1]), [[0.5, 0.5]], [1.0], TrainingConfig(BINARY, rate=1.0))
    trainer.run(20)
    assert trainer.history[-1].train_accuracy == 1.0


def test_targets_of_minus_one_and_one_are_judged_around_zero() -> None:
    mlp = MLP([1, 1], output="tanh")
    mlp.parameters[:] = [0.3, 0.0]
    trainer = Trainer(mlp, [[1.0], [-1.0]], [1.0, -1.0], TrainingConfig())
    assert trainer.history[0].train_accuracy == 1.0


def test_the_data_are_copied() -> None:
    x, t = noise(5)
    trainer = Trainer(MLP([2, 1]), x, t, TrainingConfig(BINARY))
    x[:], t[:] = np.nan, np.nan
    trainer.run(1)
    assert trainer.divergence is None


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"x": []}, r"^x must have shape"),
        ({"x": [[1.0, np.nan]] * 4}, "x must hold finite numbers only, not nan"),
        ({"x": np.zeros((0, 2)), "t": []}, "x must hold at least one number"),
        ({"t": [0, 1]}, r"t must have shape \(4,\) or \(4, 1\), not \(2,\)"),
        ({"t": [0, 1, 2, 3]}, "t must hold numbers from 0 to 1, not 2"),
        ({"test": ([[1.0]], [0])}, r"x of test must have shape \(2,\) or \(n, 2\)"),
        ({"test": ([[1.0, 2.0]], [0, 1])}, r"^t of test must have shape \(1,\) or \(1, 1\), not"),
        ({"test": ([[1.0, 2.0]], [2])}, "^t of test must hold numbers from 0 to 1, not 2"),
        ({"test": ([[1.0, 2.0]], [np.nan])}, "^t of test must hold finite numbers only"),
        (
            {"test": make("eight")},
            r"test must be a pair \(x, t\), as \(d.x, d.t\) of a data set",
        ),
        (
            {"test": ([[1.0, 2.0]],)},
            r"test must be a pair \(x, t\), as .* not \(\[\[1.0, 2",
        ),
        ({"test": 5}, r"test must be a pair \(x, t\), as .*; not 5"),
        ({"batch_size": 0}, "batch_size must be a whole number, at least 1, not 0"),
        ({"seed": "a"}, "seed must be"),
        ({"task": "clustering"}, "task must be one of classification, regression"),
        ({"record_every": 0}, "record_every must be"),
        ({"checkpoint_every": -1}, "checkpoint_every must be"),
    ],
)
def test_bad_arguments_are_refused(change: dict[str, Any], sentence: str) -> None:
    arguments: dict[str, Any] = {
        "x": XOR[0],
        "t": XOR[1],
        "config": TrainingConfig(BINARY),
    } | change
    with pytest.raises(ValueError, match=sentence):
        Trainer(MLP([2, 1]), **arguments)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"rate": 0}, "rate must be a finite number above 0, not 0"),
        ({"rate": np.nan}, "rate must be a finite number above 0, not nan"),
        ({"loss": "hinge"}, "loss must be one of"),
        ({"optimiser": "fast"}, "optimiser must be one of plain, momentum, adam; not 'fast'"),
        (
            {"optimiser": Adam},
            r"optimiser must be one of .*, or an optimiser such as Adam",
        ),
        ({"l1": -1}, "l1 must be a finite number at least 0, not -1"),
        ({"l2": "much"}, "l2 must be a finite number at least 0, not 'much'"),
    ],
)
def test_a_bad_rule_is_refused(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        TrainingConfig(**change)


def test_a_rule_takes_an_optimiser_by_name() -> None:
    named: Any = "adam"  # a config makes an optimiser of it
    assert TrainingConfig(optimiser=named) == TrainingConfig(optimiser=Adam())
    trainer = Trainer(
        MLP([2, 4, 1], seed=3), *XOR, TrainingConfig(BINARY, 0.05, named), batch_size=4
    )
    trainer.run(300)
    assert trainer.history[-1].train_accuracy == 1.0


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda trainer: trainer.run(-1), "epochs must be"),
        (lambda trainer: trainer.run_for(0, Clock()), "seconds must be"),
        (lambda trainer: trainer.run_for(1, Clock(), until=-1), "until must be"),
    ],
)
def test_bad_amounts_of_work_are_refused(call: Callable[..., Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        call(trained(0))


def test_what_would_take_effect_nowhere_cannot_be_set() -> None:
    run = Trainer(MLP([2, 1]), [[0.0, 1.0]], [1.0])
    for name in ("config", "rule", "batch_size"):
        with pytest.raises(AttributeError):
            setattr(run, name, None)
