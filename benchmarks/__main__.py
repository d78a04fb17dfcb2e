"""Run every benchmark: `python -m benchmarks`."""

from __future__ import annotations

import json

from benchmarks import boot, in_pyodide, page, training_step

for where, measure in {"CPython": training_step.measure, "Pyodide": in_pyodide.measure}.items():
    print(f"A training step in {where}:")
    print(json.dumps(measure(), indent=2))
page.main(page.VISITS)
boot.main(boot.ROUNDS)
