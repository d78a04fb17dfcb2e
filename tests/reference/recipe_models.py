"""Makes models.json: convolution, pooling, recurrent cells and attention as PyTorch computes them.

Recipe, with PyTorch 2.13.0 (CPU): python tests/reference/recipe_models.py
"""

import json
from pathlib import Path

import torch
from torch.nn import functional

Case = dict[str, object]


def convolutions() -> Case:
    image, kernel = torch.randn(7, 6), torch.randn(3, 2)
    cases = []
    for stride, padding in [(1, 0), (1, 1), (2, 0), (2, 1), (3, 2)]:
        out = functional.conv2d(image[None, None], kernel[None, None], None, stride, padding)
        cases.append({"stride": stride, "padding": padding, "output": out[0, 0].tolist()})
    return {"image": image.tolist(), "kernel": kernel.tolist(), "cases": cases}


def pools() -> Case:
    image = torch.randn(7, 6)
    cases = []
    for size, stride in [(2, 2), (3, 3), (3, 1), (2, 3)]:
        largest = functional.max_pool2d(image[None, None], size, stride)[0, 0]
        mean = functional.avg_pool2d(image[None, None], size, stride)[0, 0]
        case = {"size": size, "stride": stride, "max": largest.tolist(), "mean": mean.tolist()}
        cases.append(case)
    return {"image": image.tolist(), "cases": cases}


def recurrent() -> Case:
    cell, sequence = torch.nn.RNN(3, 4), torch.randn(6, 3)
    outputs, _ = cell(sequence)
    return _weights(cell) | {"sequence": sequence.tolist(), "h": outputs.tolist()}


def lstm() -> Case:
    cell, sequence = torch.nn.LSTMCell(3, 4), torch.randn(6, 3)
    h = c = torch.zeros(1, 4)
    outputs, memories = [], []
    for x in sequence:
        h, c = cell(x[None], (h, c))
        outputs.append(h[0].tolist())
        memories.append(c[0].tolist())
    return _weights(cell) | {"sequence": sequence.tolist(), "h": outputs, "c": memories}


def attention() -> Case:
    q, k, v = torch.randn(5, 4), torch.randn(5, 4), torch.randn(5, 3)
    plain = functional.scaled_dot_product_attention(q, k, v)
    causal = functional.scaled_dot_product_attention(q, k, v, is_causal=True)
    inputs = {"queries": q.tolist(), "keys": k.tolist(), "values": v.tolist()}
    return inputs | {"plain": plain.tolist(), "causal": causal.tolist()}


def _weights(cell: torch.nn.Module) -> Case:
    """PyTorch has two biases, which are added; ours is their sum. Its gates: i, f, g, o."""
    w, u, b1, b2 = (p.detach() for p in cell.parameters())
    return {"w": w.tolist(), "u": u.tolist(), "b": (b1 + b2).tolist()}


def main() -> None:
    torch.set_default_dtype(torch.float64)
    torch.manual_seed(1997)
    with torch.no_grad():
        content: Case = {
            "made_with": f"PyTorch {torch.__version__}",
            "conv2d": convolutions(),
            "pool": pools(),
            "recurrent": recurrent(),
            "lstm": lstm(),
            "attention": attention(),
        }
    Path(__file__).with_name("models.json").write_text(json.dumps(content) + "\n")


if __name__ == "__main__":
    main()
