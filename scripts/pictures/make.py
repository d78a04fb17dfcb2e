"""All pictures made ahead, by their names."""

from __future__ import annotations

from scripts import ROOT
from scripts.pages.pictures import FOLDER as NAME
from scripts.pictures import charts, maps, networks
from scripts.pictures.sheet import picture
from scripts.pictures.structures import structures

FOLDER = ROOT / "web" / NAME

PATH = {
    "neuron": networks.neuron,
    "activations": charts.activations,
    "layers": networks.layers,
    "backpropagation": networks.backpropagation,
    "gradient-descent": charts.descent,
    "training": charts.training,
    "pass-or-fail": maps.pass_or_fail,
    "playground": maps.playground,
}
"""What draws the picture of each lesson."""


def make() -> dict[str, str]:
    """Return what the files should hold."""
    path = {f"path/{slug}": picture(draw) for slug, draw in PATH.items()}
    return path | {f"structures/{name}": text + "\n" for name, text in structures().items()}
