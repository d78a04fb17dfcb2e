"""Run every benchmark: `python -m benchmarks`."""

from __future__ import annotations

import json

from benchmarks import boot, page, training_step

print(json.dumps(training_step.measure(), indent=2))
page.main(page.VISITS)
boot.main(boot.ROUNDS)
