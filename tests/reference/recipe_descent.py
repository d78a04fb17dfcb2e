"""Makes descent.json: the paths of PyTorch's optimisers down Rosenbrock's function.

Recipe, with PyTorch 2.13.0 (CPU): python tests/reference/recipe_descent.py
"""

import json
from pathlib import Path

import torch

START = [-1.2, 1.0]
STEPS = 25


def rosenbrock(p: torch.Tensor) -> torch.Tensor:
    return (1 - p[0]) ** 2 + 100 * (p[1] - p[0] ** 2) ** 2


def path(optimiser: type[torch.optim.Optimizer], **settings: float) -> list[list[float]]:
    p = torch.tensor(START, dtype=torch.float64, requires_grad=True)
    rule = optimiser([p], **settings)
    points = [p.tolist()]
    for _ in range(STEPS):
        rule.zero_grad()
        rosenbrock(p).backward()
        rule.step()
        points.append(p.tolist())
    return points


def main() -> None:
    paths = {
        "plain": {"rate": 0.001, "path": path(torch.optim.SGD, lr=0.001)},
        "momentum": {"rate": 0.0005, "path": path(torch.optim.SGD, lr=0.0005, momentum=0.9)},
        "adam": {"rate": 0.1, "path": path(torch.optim.Adam, lr=0.1)},
    }
    content = {"made_with": f"PyTorch {torch.__version__}", "start": START, "runs": paths}
    Path(__file__).with_name("descent.json").write_text(json.dumps(content) + "\n")


if __name__ == "__main__":
    main()
