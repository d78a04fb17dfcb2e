"""What both ways of booting run first: NumPy at work, then a word to the page."""

import numpy as np
from polyscript import xworker

xworker.postMessage(float(np.arange(4.0).sum()))
