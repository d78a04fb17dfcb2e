"""The widgets of the course, by the names that pages use: `<div data-widget="neuron">`."""

from kit.widget import Widget
from widgets.forward import Forward
from widgets.gates import Gates
from widgets.neuron import NeuronWidget
from widgets.two_layers import TwoLayers

WIDGETS: dict[str, type[Widget]] = {
    "forward": Forward,
    "gates": Gates,
    "neuron": NeuronWidget,
    "two-layers": TwoLayers,
}
