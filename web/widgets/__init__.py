"""The widgets of the course, by the names that pages use: `<div data-widget="neuron">`."""

from kit.page.widget import Widget
from widgets.activations.widget import Activations
from widgets.backprop.widget import Backprop
from widgets.backward_by_hand.widget import BackwardByHand
from widgets.dead_relu.widget import DeadRelu
from widgets.descent_curve.widget import DescentCurve
from widgets.descent_landscape.widget import DescentLandscape
from widgets.forward.widget import Forward
from widgets.gates.widget import Gates
from widgets.hero.widget import Hero
from widgets.loss.widget import LossWidget
from widgets.loss_map.widget import LossMap
from widgets.neuron.widget import NeuronWidget
from widgets.optimisers.widget import Optimisers
from widgets.overfitting.widget import Overfitting
from widgets.pass_or_fail.widget import PassOrFail
from widgets.playground import Playground
from widgets.softmax.widget import Softmax
from widgets.spam_by_hand.widget import SpamByHand
from widgets.training_loop.widget import TrainingLoop
from widgets.two_layers.widget import TwoLayers
from widgets.vanishing.widget import Vanishing

WIDGETS: dict[str, type[Widget]] = {
    "activations": Activations,
    "backprop": Backprop,
    "backward-by-hand": BackwardByHand,
    "dead-relu": DeadRelu,
    "descent-curve": DescentCurve,
    "descent-landscape": DescentLandscape,
    "forward": Forward,
    "gates": Gates,
    "hero": Hero,
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
