"""What the tests of miniatures ask of a run."""

import numpy as np

from pycore import Network, Trainer
from pycore.numerics import Array


def share_right(network: Network, x: Array, t: Array) -> float:
    """The share of right answers, from 0 to 1, where t has a class and not -1."""
    found = network.predict(x).argmax(axis=-1) == t
    return float(found[t >= 0].mean())


def rewinds_to_the_bit(run: Trainer) -> bool:
    """Whether a new run makes the same steps again from each of its first checkpoints."""
    run.run(3)
    end, checkpoints, history = run.network.parameters.copy(), run.checkpoints[:], run.history[:]
    for checkpoint in checkpoints[:-1]:
        run.restore(checkpoint)
        run.run(3 - checkpoint.epoch)
        if run.network.parameters.tobytes() != end.tobytes() or run.history != history:
            return False
    return len(checkpoints) == 4 and bool(np.any(end != checkpoints[0].parameters))
