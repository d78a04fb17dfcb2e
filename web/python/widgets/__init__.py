"""The widgets of the course, by the names that pages use: `<div data-widget="neuron">`."""

from kit.widget import Widget
from widgets.activations.activations import Activations
from widgets.activations.dead_relu import DeadRelu
from widgets.activations.softmax import Softmax
from widgets.activations.vanishing import Vanishing
from widgets.backpropagation.backprop import Backprop
from widgets.backpropagation.backward_by_hand import BackwardByHand
from widgets.backpropagation.loss import LossWidget
from widgets.backpropagation.loss_map import LossMap
from widgets.descent.descent_curve import DescentCurve
from widgets.descent.descent_landscape import DescentLandscape
from widgets.descent.optimisers import Optimisers
from widgets.layers.forward import Forward
from widgets.layers.spam_by_hand import SpamByHand
from widgets.neuron.gates import Gates
from widgets.neuron.neuron import NeuronWidget
from widgets.neuron.two_layers import TwoLayers
from widgets.passing import PassOrFail
from widgets.playground import Playground
from widgets.training import Overfitting, TrainingLoop

WIDGETS: dict[str, type[Widget]] = {
    "activations": Activations,
    "backprop": Backprop,
    "backward-by-hand": BackwardByHand,
    "dead-relu": DeadRelu,
    "descent-curve": DescentCurve,
    "descent-landscape": DescentLandscape,
    "forward": Forward,
    "gates": Gates,
    "loss": LossWidget,
    "loss-map": LossMap,
    "neuron": NeuronWidget,
    "optimisers": Optimisers,
    "overfitting": Overfitting,
    "pass-or-fail": PassOrFail,
    "playground": Playground,
    "softmax": Softmax,
    "spam-by-hand": SpamByHand,
    "training-loop": TrainingLoop,
    "two-layers": TwoLayers,
    "vanishing": Vanishing,
}
