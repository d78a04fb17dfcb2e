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
    nn.layer, dense, views          a layer: forward, and the way back
    nn.network, mlp, layout         layers one after the other, their parameters in one flat vector
    nn.losses, objective, penalty   how wrong a network is, and what large weights cost
    nn.backprop                     how the loss depends on each weight
    nn.save                         keeping a network
    optimisers                      from a gradient to better parameters
    landscapes, descent             going downhill, on any function of a vector
    training.config, textbook_step  one step of training, as the books have it
    training.batches, evaluation,   the samples as mini-batches, the figures of a run, and where
        history, divergence             it went wrong
    compiled                        many steps of dense networks in a call, in WebAssembly
    training.log, trainer           the run itself
    training.learning_curve         what its curve says
    datasets                        what a network learns from
    layers                          convolution, recurrence, attention and what goes with them
    models                          networks of such layers, small enough to be watched
    analysis                        why the loss depends on a weight, and the output on an input;
                                    slopes by trying; networks and losses as pictures of numbers
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
from pycore.analysis.loss_surface import loss_rows, loss_surface
from pycore.analysis.network_code import to_python
from pycore.analysis.parameter_loss import loss_of_parameters
from pycore.analysis.planes import Plane, parameter_plane, path_plane, random_plane
from pycore.analysis.sensitivity import input_slopes
from pycore.analysis.surfaces import NeuronMaps, Surface, decision_map, neuron_maps
from pycore.compiled.native import native_host
from pycore.datasets.features import FEATURES, features
from pycore.nn.activations import ACTIVATIONS, SOFTMAX, Activation, activation
from pycore.nn.backprop import Gradients, backward
from pycore.nn.initial import INITIALISERS
from pycore.nn.layer import Layer
from pycore.nn.layout import Layout, Place
from pycore.nn.losses import LOSSES, Loss, loss, one_hot
from pycore.nn.mlp import MLP
from pycore.nn.network import Network, Trace
from pycore.nn.neuron import Neuron
from pycore.nn.objective import accuracy, mean_loss
from pycore.nn.penalty import penalty, penalty_gradient
from pycore.nn.save import from_json, from_npz, to_json, to_npz
from pycore.nn.softmax import softmax, softmax_jacobian
from pycore.training.config import LinearSchedule, TrainingConfig
from pycore.training.divergence import Divergence
from pycore.training.history import Checkpoint, Record
from pycore.training.learning_curve import CurveDiagnosis, diagnose_curve
from pycore.training.trainer import Trainer

__version__ = "0.1.0"
"""The version of the engine and of the course; pyproject.toml reads it here."""

__all__ = [
    "ACTIVATIONS",
    "FEATURES",
    "INITIALISERS",
    "LOSSES",
    "MLP",
    "SOFTMAX",
    "Activation",
    "Checkpoint",
    "CurveDiagnosis",
    "Divergence",
    "Explanation",
    "GradientCheck",
    "Gradients",
    "Layer",
    "Layout",
    "LinearSchedule",
    "Loss",
    "Network",
    "Neuron",
    "NeuronMaps",
    "Place",
    "Plane",
    "Record",
    "Surface",
    "Trace",
    "Trainer",
    "TrainingConfig",
    "accuracy",
    "activation",
    "backward",
    "check_backward",
    "check_gradient",
    "decision_map",
    "diagnose_curve",
    "equivalent_layer",
    "explain",
    "features",
    "from_json",
    "from_npz",
    "input_slopes",
    "loss",
    "loss_of_parameters",
    "loss_rows",
    "loss_surface",
    "mean_loss",
    "native_host",
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
