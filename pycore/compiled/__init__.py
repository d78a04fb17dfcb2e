"""Training without NumPy's cost per call: a network's own WebAssembly, written by Python.

The textbook step (`pycore.training.textbook_step`) is the definition, and what runs where this
cannot: layers that are not dense, and hosts without WebAssembly's vectors.

    encoding          the bytes of a module
    expressions       expressions that are their own machine code
    memory            arrays in the module's memory, seen from any side
    function          variables, memory and loops in the writing
    activations       tanh and its kin, without calling anything
    product           the product of two matrices
    softmax           exp, and probabilities of classes
    request, plan     what is to be compiled, and where it lies
    network, update   forward, backward, update: the module is written here
    host, native      what runs it, an argument; for `native_host` install wasmtime
    compiled_network  arrays in, training steps out
"""

from pycore.compiled.compiled_network import CompiledNetwork, Orders
from pycore.compiled.host import Host, HostError, Machine
from pycore.compiled.native import native_host
from pycore.compiled.network import emit
from pycore.compiled.request import Request

__all__ = [
    "CompiledNetwork",
    "Host",
    "HostError",
    "Machine",
    "Orders",
    "Request",
    "emit",
    "native_host",
]
