"""Optimisers: what makes of parameters and their gradient better parameters.

They train networks, whose parameters are one vector, and roll balls down any function of a vector.
"""

from pycore.optimisers.adam import Adam
from pycore.optimisers.base import Memory, Optimiser
from pycore.optimisers.plain import Momentum, Plain
from pycore.optimisers.registry import OPTIMISERS, optimiser

__all__ = ["OPTIMISERS", "Adam", "Memory", "Momentum", "Optimiser", "Plain", "optimiser"]
