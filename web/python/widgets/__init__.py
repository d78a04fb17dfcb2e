"""The widgets of the course, by the names that pages use: `<div data-widget="neuron">`."""

from kit.widget import Widget
from widgets.gates import Gates
from widgets.neuron import NeuronWidget
from widgets.playground import Playground
from widgets.two_layers import TwoLayers

WIDGETS: dict[str, type[Widget]] = {
    "gates": Gates,
    "neuron": NeuronWidget,
    "playground": Playground,
    "two-layers": TwoLayers,
}
