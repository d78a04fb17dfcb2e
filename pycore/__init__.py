"""The engine of Glassbox: neural networks in NumPy, written to be read.

One alphabet serves every module:

    x  input      w  weight      b  bias       z  weighted sum
    a  activation t  target      y  output     n  number of samples

Arrays hold one sample per row, (n, features), and weights one neuron per row, (out, in).
Randomness is always an argument: a seed, or a NumPy random generator. Input that makes no
sense meets a ValueError that names the argument, its value and what is allowed.

The modules lie in folders, and form a ladder; each rung stands on those above it:

    nn.activations, softmax         what a neuron does with its weighted sum
    nn.neuron                       one neuron
    nn.layout, initial, layer, mlp  a network, its parameters in one flat vector
    nn.losses, objective, penalty   how wrong a network is, and what large weights cost
    nn.backprop                     how the loss depends on each weight
    nn.features, save               what a network sees of its inputs; keeping a network
    landscapes, descent             going downhill, on any function of a vector
    training.rule, textbook_step    one step of training, as the books have it
    training.engine, kernels,       the same step with few NumPy calls, unless it is to be read
        fast_step
    training.epoch                  the samples as mini-batches, and the steps on them
    training.evaluation, history,   the figures of a run, and where it went wrong
        divergence
    compiled                        many such steps in a call, in WebAssembly of their own
    training.journal, steps,        the run itself
        trainer
    training.fit                    what its curve says
    datasets                        what a network learns from
    analysis.explain, sensitivity   why the loss depends on a weight, and the output on an input
    analysis.parameter_loss,        a loss as a function of a vector, and slopes by trying
        gradient_check
    analysis.collapse,              why stacked linear layers are one; a network taken elsewhere
        network_code
    analysis.surfaces,              a network and its loss as pictures made of numbers
        loss_surface
    models                          convolution, recurrence and attention in small
"""

from pycore.analysis.collapse import equivalent_layer
from pycore.analysis.explain import Explanation, explain
from pycore.analysis.gradient_check import (
    GradientCheck,
    check_backward,
    check_gradient,
    numerical_entry,
    numerical_gradient,
)
from pycore.analysis.loss_surface import (
    Plane,
    loss_rows,
    loss_surface,
    parameter_plane,
    path_plane,
    random_plane,
)
from pycore.analysis.network_code import to_python
from pycore.analysis.parameter_loss import loss_of_parameters
from pycore.analysis.sensitivity import input_slopes
from pycore.analysis.surfaces import NeuronMaps, Surface, decision_map, neuron_maps
from pycore.nn.activations import ACTIVATIONS, SOFTMAX, Activation, activation
from pycore.nn.backprop import Gradients, backward
from pycore.nn.features import FEATURES, features
from pycore.nn.initial import INITIALISERS
from pycore.nn.layer import Layer, Trace
from pycore.nn.layout import Layout, Place
from pycore.nn.losses import LOSSES, Loss, loss, one_hot
from pycore.nn.mlp import MLP
from pycore.nn.neuron import Neuron
from pycore.nn.objective import accuracy, mean_loss
from pycore.nn.penalty import penalty, penalty_gradient
from pycore.nn.save import from_json, from_npz, to_json, to_npz
from pycore.nn.softmax import softmax, softmax_jacobian
from pycore.training.divergence import Divergence
from pycore.training.fit import Fit, fit
from pycore.training.history import Checkpoint, Record
from pycore.training.rule import Rule
from pycore.training.trainer import Trainer

__all__ = [
    "ACTIVATIONS",
    "FEATURES",
    "INITIALISERS",
    "LOSSES",
    "MLP",
    "SOFTMAX",
    "Activation",
    "Checkpoint",
    "Divergence",
    "Explanation",
    "Fit",
    "GradientCheck",
    "Gradients",
    "Layer",
    "Layout",
    "Loss",
    "Neuron",
    "NeuronMaps",
    "Place",
    "Plane",
    "Record",
    "Rule",
    "Surface",
    "Trace",
    "Trainer",
    "accuracy",
    "activation",
    "backward",
    "check_backward",
    "check_gradient",
    "decision_map",
    "equivalent_layer",
    "explain",
    "features",
    "fit",
    "from_json",
    "from_npz",
    "input_slopes",
    "loss",
    "loss_of_parameters",
    "loss_rows",
    "loss_surface",
    "mean_loss",
    "neuron_maps",
    "numerical_entry",
    "numerical_gradient",
    "one_hot",
    "parameter_plane",
    "path_plane",
    "penalty",
    "penalty_gradient",
    "random_plane",
    "softmax",
    "softmax_jacobian",
    "to_json",
    "to_npz",
    "to_python",
]
