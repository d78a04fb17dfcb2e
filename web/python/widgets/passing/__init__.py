"""Pass or fail: a network learns from study and sleep who passes an examination.

students  the data, the network, its run, and what it says of a student
picture   the map of all students, and the network
widget    the widget itself
"""

from widgets.passing.widget import PassOrFail

__all__ = ["PassOrFail"]
