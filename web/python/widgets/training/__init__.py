"""The training loop: eight points, one run to scrub through, line by line if you like.

loop     one epoch of training as a loop that is written to be read
story    a whole run with what was true after every epoch
words    the four texts, the state of the run, the table
picture  the map, the confidence in one point, the network
widget   the widget itself
"""

from widgets.training.widget import TrainingLoop

__all__ = ["TrainingLoop"]
