"""What a run keeps, and when; and that it can be handed over."""

import pytest

from pycore import MLP, Trainer
from pycore.training.log import TrainingLog

DATA = ([[0.0], [1.0]], [0.0, 1.0])


def test_records_and_checkpoints_come_at_their_own_pace() -> None:
    trainer = Trainer(MLP([1, 1]), *DATA, record_every=2, checkpoint_every=3)
    trainer.run(7)
    assert [record.epoch for record in trainer.history] == [0, 2, 4, 6]
    assert [kept.epoch for kept in trainer.checkpoints] == [0, 3, 6]


def test_what_is_taken_is_not_there_a_second_time() -> None:
    log = TrainingLog(record_every=1, checkpoint_every=1)
    trainer = Trainer(MLP([1, 1]), *DATA, log=log)
    records, states = log.take()
    assert ([r.epoch for r in records], [s.epoch for s in states]) == ([0], [0])
    trainer.run(2)
    records, states = log.take()
    assert ([r.epoch for r in records], [s.epoch for s in states]) == ([1, 2], [1, 2])
    assert trainer.history == []
    assert trainer.checkpoints == []


def test_a_reset_needs_nothing_that_was_taken() -> None:
    log = TrainingLog()
    trainer = Trainer(MLP([1, 1], seed=4), *DATA, log=log)
    start = trainer.network.parameters.copy()
    trainer.run(3)
    log.take()
    trainer.reset()
    assert trainer.epoch == 0
    assert trainer.network.parameters.tolist() == start.tolist()


@pytest.mark.parametrize(("record_every", "checkpoint_every"), [(0, 0), (1, -1), (1.5, 0)])
def test_a_pace_is_a_whole_number_of_epochs(record_every: int, checkpoint_every: int) -> None:
    with pytest.raises(ValueError, match="must be a whole number, at least"):
        TrainingLog(record_every, checkpoint_every)
