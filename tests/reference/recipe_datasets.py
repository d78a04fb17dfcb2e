"""Makes datasets.json: the first samples of every data set, from seed 7 with noise.

They are our own numbers and prove no formula. They hold CPython and Pyodide, and later versions of
NumPy, to the same samples, so that a seed on a worksheet means the same everywhere.

Recipe, with NumPy 2.4.3 in CPython: python -m tests.reference.recipe_datasets
"""

import json
from pathlib import Path

import numpy as np

from pycore.datasets import DATASETS, make

SEED, NOISE, FIRST = 7, 0.3, 4


def main() -> None:
    content: dict[str, object] = {
        "made_with": f"NumPy {np.__version__}",
        "seed": SEED,
        "noise": NOISE,
    }
    for name in DATASETS:
        dataset = make(name, noise=NOISE, seed=SEED).take(range(FIRST))
        content[name] = {"x": dataset.x.tolist(), "t": dataset.t.tolist()}
    Path(__file__).with_name("datasets.json").write_text(json.dumps(content) + "\n")


if __name__ == "__main__":
    main()
