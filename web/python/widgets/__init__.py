"""The widgets of the course, by the names that pages use: `<div data-widget="neuron">`."""

from kit.widget import Widget
from widgets.backward_by_hand import BackwardByHand
from widgets.gates import Gates
from widgets.neuron import NeuronWidget
from widgets.spam_by_hand import SpamByHand
from widgets.two_layers import TwoLayers

WIDGETS: dict[str, type[Widget]] = {
    "backward-by-hand": BackwardByHand,
    "gates": Gates,
    "neuron": NeuronWidget,
    "spam-by-hand": SpamByHand,
    "two-layers": TwoLayers,
}
