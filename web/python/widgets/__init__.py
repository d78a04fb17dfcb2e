"""The widgets of the course, by the names that pages use: `<div data-widget="neuron">`."""

from kit.widget import Widget
from widgets.backprop import Backprop
from widgets.gates import Gates
from widgets.loss import LossWidget
from widgets.loss_map import LossMap
from widgets.neuron import NeuronWidget
from widgets.two_layers import TwoLayers

WIDGETS: dict[str, type[Widget]] = {
    "backprop": Backprop,
    "gates": Gates,
    "loss": LossWidget,
    "loss-map": LossMap,
    "neuron": NeuronWidget,
    "two-layers": TwoLayers,
}
