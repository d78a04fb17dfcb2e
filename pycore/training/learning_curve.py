"""What a run's loss curve says: has the network learnt, is it learning, does it memorise."""

from collections.abc import Sequence
from dataclasses import dataclass

from pycore import checks
from pycore.training.history import Record

WINDOW = 10
"""Records that count as the present."""

RISE = 1.5
"""A training loss this many times its best is not an accident of the last mini-batch."""

GAP = 0.1
"""A test loss that rose by this share of where it began does not only tremble."""

STILL = 0.99
"""A loss that keeps this share of its value through the window has stopped falling."""

GOOD_SHARE = 0.3
"""A good fit has brought the loss below this share of where it began, ..."""

GOOD_ACCURACY = 0.9
"""... and classifies this share rightly."""

STATES = ("overfitting", "unstable", "good fit", "learning", "underfitting")
"""The states, in the order in which they are looked for."""


@dataclass(frozen=True)
class CurveDiagnosis:
    """The state of a run and the figures that it was told from.

    Attributes:
        state: One of `STATES`.
        reason: One sentence with the figures.
    """

    state: str
    reason: str

    def __str__(self) -> str:
        """Return state and reason."""
        return f"{self.state}: {self.reason}"


def diagnose_curve(history: Sequence[Record]) -> CurveDiagnosis:
    """Return the state of a run from its records, of which the last is the present.

    In the order in which they are looked for; the limits are our choice:

    Overfitting: the test loss was best before the last 10 records and rose since, by over a
    tenth of where it began, while the training loss fell (Goodfellow, Bengio and Courville,
    "Deep Learning", 2016, section 7.8). Unstable: within the last 10 records the training loss
    rose over 1.5 times its best. Good fit: it is below 0.3 times its start, and 90 % are right.
    Learning: it fell by over 1 % within the last 10 records. Underfitting: none of these.

    Raises:
        ValueError: there are no records, other things among them, or a loss that is not finite.

    >>> print(diagnose_curve([Record(0, 0.7), Record(1, 0.6)]))
    learning: the training loss fell from 0.7 to 0.6 within the last 1 epoch.
    """
    given = checks.entries("history", history, "a list of records, at least one")
    if not given or not all(isinstance(record, Record) for record in given):
        raise ValueError(f"history must hold records, at least one; not {checks.shown(history)}")
    records = [record for record in given if isinstance(record, Record)]
    for record in records:
        if not record.is_finite():
            raise ValueError(f"history must hold finite losses only, not those of {record}")
    return _overfitting(records) or _unstable(records) or _by_level(records)


def _overfitting(history: Sequence[Record]) -> CurveDiagnosis | None:
    tested = [(record.test_loss, record) for record in history if record.test_loss is not None]
    if len(tested) <= WINDOW:
        return None
    lowest, best = min(tested, key=lambda pair: pair[0])
    highest, now = tested[-1]
    recent = any(best is record for _, record in tested[-WINDOW:])
    risen = highest - lowest > GAP * tested[0][0]
    if recent or not risen or now.train_loss >= best.train_loss:
        return None
    falling = f"since epoch {best.epoch} the training loss fell to {now.train_loss:.3g}"
    rising = f"the test loss rose from {lowest:.3g} to {highest:.3g}"
    return CurveDiagnosis("overfitting", f"{falling} while {rising}.")


def _unstable(history: Sequence[Record]) -> CurveDiagnosis | None:
    lowest = float("inf")
    for record in history[-WINDOW:]:
        lowest = min(lowest, record.train_loss)
        if record.train_loss > RISE * lowest:
            rise = f"the training loss rose from {lowest:.3g} to {record.train_loss:.3g}"
            return CurveDiagnosis("unstable", f"{rise} by epoch {record.epoch}.")
    return None


def _by_level(history: Sequence[Record]) -> CurveDiagnosis:
    first, now, before = history[0], history[-1], history[-WINDOW:][0]
    right = now.train_accuracy is None or now.train_accuracy >= GOOD_ACCURACY
    if now.train_loss <= GOOD_SHARE * first.train_loss and right:
        fallen = f"the training loss fell from {first.train_loss:.3g} to {now.train_loss:.3g}"
        share = "" if now.train_accuracy is None else f", and {now.train_accuracy:.0%} are right"
        return CurveDiagnosis("good fit", f"{fallen}{share}.".replace("%", " %"))
    epochs = now.epoch - before.epoch
    span = f"within the last {epochs} epoch" + ("" if epochs == 1 else "s")
    if now.train_loss < STILL * before.train_loss:
        falls = f"the training loss fell from {before.train_loss:.3g} to {now.train_loss:.3g}"
        return CurveDiagnosis("learning", f"{falls} {span}.")
    return CurveDiagnosis("underfitting", f"{_level(before.train_loss, now.train_loss, span)}.")


def _level(before: float, now: float, span: str) -> str:
    """Tell of a loss that did not fall, or by so little that it does not count."""
    if f"{before:.3g}" == f"{now:.3g}":
        return f"the training loss stays at {now:.3g}"
    word = "hardly" if now < before else "not"
    return f"the training loss has {word} fallen: it went from {before:.3g} to {now:.3g} {span}"
