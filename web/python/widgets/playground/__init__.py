"""The playground: any small network on any data in the plane, trained, rewound, edited, shared.

recipe      what the form asks for: data, network, way to train
workbench   what is made of it: samples, network, run, maps
sharing     the state of a run as a text for the address
points      a reader's own points: drawn, pasted, from a file
doctor      what went wrong in a run, why, and what helps
picture     the network with a map in every neuron
scene       the decision map, the points, the cross-hair
words       status, figures, tables
playground  the widget itself
"""

from widgets.playground.playground import Playground

__all__ = ["Playground"]
