"""Write the lists of choices of the forms: python -m scripts.pages.make_choices.

The engine has each activation function and each data set in one place. A form offers them before
Python is there, and `serve.py` builds it without NumPy; so the lists are a file. A test compares.
"""

from __future__ import annotations

import json

import numpy as np

from pycore.datasets import DATASETS
from pycore.nn.activations import ACTIVATIONS, Activation
from scripts import ROOT

FILE = ROOT / "web" / "widgets" / "choices.json"


def main() -> None:
    """Write the file."""
    FILE.write_text(make(), encoding="utf-8")


def make() -> str:
    """Return what the file should hold."""
    lists = {
        "activations": {name: _words(one) for name, one in ACTIVATIONS.items()},
        "trainable": {name: _words(one) for name, one in ACTIVATIONS.items() if _slopes(one)},
        "datasets": {name: recipe.label for name, recipe in DATASETS.items()},
    }
    return json.dumps(lists, indent=2, ensure_ascii=False) + "\n"


def _words(activation: Activation) -> str:
    return "linear (none)" if activation.name == "linear" else activation.label


def _slopes(activation: Activation) -> bool:
    """Whether the function has a slope anywhere, so that something can be learnt through it."""
    return bool(activation.derivative(np.linspace(-1, 1, 21)).any())


if __name__ == "__main__":
    main()
