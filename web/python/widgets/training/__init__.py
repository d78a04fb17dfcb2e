"""The training loop and what can go wrong in it.

loop, story, words, picture, widget  eight points, one run to scrub through, line by line
lab, overfitting                     noisy points learnt by heart, and remedies to try
"""

from widgets.training.overfitting import Overfitting
from widgets.training.widget import TrainingLoop

__all__ = ["Overfitting", "TrainingLoop"]
