"""The widgets of the course, by the names that pages use: `<div data-widget="neuron">`."""

from kit.widget import Widget
from widgets.backprop import Backprop
from widgets.gates import Gates
from widgets.neuron import NeuronWidget
from widgets.two_layers import TwoLayers

WIDGETS: dict[str, type[Widget]] = {
    "backprop": Backprop,
    "gates": Gates,
    "neuron": NeuronWidget,
    "two-layers": TwoLayers,
}
