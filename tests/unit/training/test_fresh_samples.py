"""Training on samples that are drawn anew for each epoch."""

import numpy as np
import pytest

from pycore import MLP, Trainer, TrainingConfig
from pycore.layers import Dense
from pycore.nn.network import Network
from pycore.numerics import Array
from pycore.training.batches import Draw


def sides(rng: np.random.Generator) -> tuple[Array, Array]:
    x = rng.normal(size=(40, 2))
    return x, (x[:, 0] > x[:, 1]).astype(float)


def trainer(fresh: Draw | None = sides, checkpoint_every: int = 1) -> Trainer:
    return Trainer(
        MLP([2, 4, 1], seed=1),
        *sides(np.random.default_rng(9)),
        TrainingConfig("binary_cross_entropy", 0.02, "adam"),
        seed=3,
        fresh=fresh,
        checkpoint_every=checkpoint_every,
    )


def test_each_epoch_has_samples_of_its_own_and_learns_from_them() -> None:
    run, met = trainer(), []
    for _ in range(30):
        run.run(1)
        met.append(run._batches.x.tobytes())
    assert len(set(met)) == 30
    assert run.history[-1].train_loss < 0.3 * run.history[0].train_loss


def test_the_figures_are_those_of_the_samples_given() -> None:
    run = trainer()
    run.run(2)
    x, t = sides(np.random.default_rng(9))
    assert run.record().train_accuracy == np.mean((run.network.predict(x)[:, 0] > 0.5) == t)


def test_a_checkpoint_brings_the_same_samples_again_to_the_bit() -> None:
    run = trainer()
    run.run(6)
    late, kept = run.network.parameters.copy(), run.checkpoints[2]
    run.step()  # within an epoch, too
    run.restore(kept)
    run.run(4)
    np.testing.assert_array_equal(run.network.parameters, late)


@pytest.mark.parametrize(
    ("fresh", "sentence"),
    [
        (lambda _: 5, r"what fresh returns must be a pair \(x, t\)"),
        (lambda r: (r.normal(size=(40, 3)), np.ones(40)), r"x of fresh must have shape"),
        (
            lambda r: (r.normal(size=(40, 2)), np.full(40, 2.0)),
            "t of fresh must hold",
        ),
    ],
)
def test_samples_that_do_not_fit_meet_a_sentence(fresh: Draw, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        trainer(fresh)


def test_as_many_samples_are_wanted_for_every_epoch() -> None:
    sizes = iter([40, 40, 30])

    def fewer(rng: np.random.Generator) -> tuple[Array, Array]:
        x, t = sides(rng)
        size = next(sizes)
        return x[:size], t[:size]

    run = trainer(fewer)
    run.run(1)
    with pytest.raises(ValueError, match="fresh must return x and t of shapes"):
        run.run(1)


def test_the_figures_may_be_of_fewer_samples_than_an_epoch_has() -> None:
    x, t = sides(np.random.default_rng(9))
    run = Trainer(MLP([2, 1]), x[:5], t[:5], fresh=sides, batch_size=8)
    assert run.batches == 5
    run.run(1)
    assert run.record().train_accuracy in {0.0, 0.2, 0.4, 0.6, 0.8, 1.0}


def test_fresh_samples_are_not_compiled_and_the_trainer_says_so() -> None:
    def host(*_: object) -> object:
        raise AssertionError("nothing is to be compiled")

    x, t = sides(np.random.default_rng(9))
    network = Network([Dense(2, 1, "sigmoid")])
    config = TrainingConfig("binary_cross_entropy")
    with pytest.warns(RuntimeWarning, match="fresh samples cannot be compiled"):
        run = Trainer(network, x, t, config, fresh=sides, host=host)  # type: ignore[arg-type]
    assert run.refusal == "fresh samples cannot be compiled"
