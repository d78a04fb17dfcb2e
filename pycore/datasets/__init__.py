"""Data sets: the points a network learns from, made from a seed or brought by the reader.

To add a data set, write one function and one entry of `_RECIPES` in `registry`.
"""

from pycore.datasets.dataset import CLASSIFICATION, REGRESSION, Dataset, Input
from pycore.datasets.points import from_points
from pycore.datasets.registry import DATASETS, Recipe, make
from pycore.datasets.scaling import Scale
from pycore.datasets.splitting import split

__all__ = [
    "CLASSIFICATION",
    "DATASETS",
    "REGRESSION",
    "Dataset",
    "Input",
    "Recipe",
    "Scale",
    "from_points",
    "make",
    "split",
]
