"""Makes losses.json: losses and gradients of small networks, computed by PyTorch 2.13.0.

    pip install torch==2.13.0
    python tests/reference/recipe_losses.py > tests/reference/losses.json

Every number goes in and out with all its digits. The tests only read the result.
"""

import json
from itertools import pairwise

import torch

torch.set_default_dtype(torch.float64)

CASES = [
    # sizes, hidden, output, loss, samples
    ([2, 3, 1], "tanh", "sigmoid", "binary_cross_entropy", 4),
    ([2, 8, 8, 1], "relu", "sigmoid", "binary_cross_entropy", 10),
    ([3, 4, 2], "sigmoid", "sigmoid", "binary_cross_entropy", 5),
    ([2, 5, 3], "tanh", "softmax", "cross_entropy", 6),
    ([2, 6, 3], "leaky_relu", "softmax", "mse", 6),
    ([3, 4, 4, 2], "leaky_relu", "linear", "mse", 7),
    ([1, 1], "tanh", "tanh", "mse", 1),
]
HIDDEN = {
    "tanh": torch.nn.Tanh,
    "relu": torch.nn.ReLU,
    "sigmoid": torch.nn.Sigmoid,
    "leaky_relu": lambda: torch.nn.LeakyReLU(0.01),
}
OUTPUT = {**HIDDEN, "linear": torch.nn.Identity, "softmax": lambda: torch.nn.Softmax(dim=1)}


def case(sizes: list[int], hidden: str, output: str, loss: str, n: int) -> dict[str, object]:
    """One network with its samples, loss, outputs and gradients."""
    layers = []
    for i, (below, here) in enumerate(pairwise(sizes)):
        layers.append(torch.nn.Linear(below, here))
        if i < len(sizes) - 2:
            layers.append(HIDDEN[hidden]())
    body, head = torch.nn.Sequential(*layers), OUTPUT[output]()
    linear = [layer for layer in layers if isinstance(layer, torch.nn.Linear)]
    with torch.no_grad():
        for layer in linear:
            layer.weight.normal_()
            layer.bias.normal_()
    x = torch.randn(n, sizes[0])
    if loss == "mse":
        t = torch.randn(n, sizes[-1])
    elif loss == "cross_entropy":
        t = torch.nn.functional.one_hot(torch.randint(sizes[-1], (n,)), sizes[-1]).double()
    else:
        t = torch.randint(2, (n, sizes[-1])).double()
    z = body(x)
    if loss == "mse":
        value = torch.nn.functional.mse_loss(head(z), t)
    elif loss == "cross_entropy":
        value = torch.nn.functional.cross_entropy(z, t)
    else:
        value = torch.nn.functional.binary_cross_entropy(head(z), t)
    value.backward()
    return {
        "sizes": sizes,
        "hidden": hidden,
        "output": output,
        "loss": loss,
        "x": x.tolist(),
        "t": t.tolist(),
        "weights": [layer.weight.tolist() for layer in linear],
        "biases": [layer.bias.tolist() for layer in linear],
        "y": head(z).tolist(),
        "value": value.item(),
        "weight_gradients": [layer.weight.grad.tolist() for layer in linear],
        "bias_gradients": [layer.bias.grad.tolist() for layer in linear],
    }


def extremes() -> list[dict[str, object]]:
    """Losses from very large sums, where a rounded probability would give infinity."""
    rows = []
    for z in (-1000.0, -50.0, 0.0, 50.0, 1000.0):
        for t in (0.0, 0.3, 1.0):
            pair = torch.tensor([[z]]), torch.tensor([[t]])
            value = torch.nn.functional.binary_cross_entropy_with_logits(*pair)
            rows.append({"z": z, "t": t, "value": value.item()})
    return rows


if __name__ == "__main__":
    torch.manual_seed(0)
    result = {
        "made by": f"PyTorch {torch.__version__}",
        "cases": [case(*arguments) for arguments in CASES],
        "binary cross-entropy from sums": extremes(),
    }
    print(json.dumps(result, indent=1))
