"""The widgets of the course, by the names that pages use: `<div data-widget="neuron">`."""

from kit.widget import Widget
from widgets.activations import Activations
from widgets.backprop import Backprop
from widgets.backward_by_hand import BackwardByHand
from widgets.dead_relu import DeadRelu
from widgets.descent_curve import DescentCurve
from widgets.descent_landscape import DescentLandscape
from widgets.forward import Forward
from widgets.gates import Gates
from widgets.loss import LossWidget
from widgets.loss_map import LossMap
from widgets.neuron import NeuronWidget
from widgets.optimisers import Optimisers
from widgets.passing import PassOrFail
from widgets.playground import Playground
from widgets.softmax import Softmax
from widgets.spam_by_hand import SpamByHand
from widgets.training import Overfitting, TrainingLoop
from widgets.two_layers import TwoLayers
from widgets.vanishing import Vanishing

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
