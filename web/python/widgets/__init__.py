"""The widgets of the course, by the names that pages use: `<div data-widget="neuron">`."""

from kit.widget import Widget
from widgets.descent_curve import DescentCurve
from widgets.descent_landscape import DescentLandscape
from widgets.gates import Gates
from widgets.neuron import NeuronWidget
from widgets.optimisers import Optimisers
from widgets.two_layers import TwoLayers

WIDGETS: dict[str, type[Widget]] = {
    "descent-curve": DescentCurve,
    "descent-landscape": DescentLandscape,
    "gates": Gates,
    "neuron": NeuronWidget,
    "optimisers": Optimisers,
    "two-layers": TwoLayers,
}
