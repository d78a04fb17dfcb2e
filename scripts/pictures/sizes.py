"""How large the pictures of widgets are: a structure is drawn for these sizes and then scaled."""

from __future__ import annotations

SIZES: dict[str, tuple[int, int, int, int]] = {
    "hero/network": (714, 525, 358, 358),
    "neuron/diagram": (494, 340, 324, 249),
    "neuron/plane": (340, 340, 324, 202),
    "gates/plane": (417, 417, 324, 202),
    "two-layers/diagram": (357, 238, 324, 249),
    "two-layers/network": (230, 230, 154, 123),
    "two-layers/single": (230, 230, 154, 123),
    "activations/graph": (494, 340, 324, 202),
    "vanishing/bars": (850, 386, 324, 202),
    "dead-relu/relu": (417, 321, 154, 123),
    "dead-relu/leaky_relu": (417, 321, 154, 123),
    "dead-relu/losses": (850, 236, 324, 180),
    "forward/network": (850, 436, 324, 269),
    "spam-by-hand/network": (393, 272, 324, 272),
    "loss/curve": (340, 340, 324, 249),
    "backprop/network": (546, 385, 324, 248),
    "backprop/curve": (288, 221, 156, 156),
    "backprop/plane": (288, 221, 156, 156),
    "backward-by-hand/network": (393, 272, 324, 272),
    "loss-map/map": (494, 494, 324, 248),
    "descent-curve/curve": (463, 463, 324, 269),
    "descent-curve/heights": (371, 285, 324, 135),
    "descent-landscape/map": (463, 463, 324, 269),
    "descent-landscape/heights": (417, 321, 324, 135),
    "optimisers/map": (463, 463, 324, 269),
    "optimisers/race": (371, 371, 324, 249),
    "training-loop/map": (417, 417, 324, 269),
    "training-loop/confidence": (417, 190, 324, 249),
    "training-loop/curve": (417, 190, 324, 249),
    "training-loop/network": (417, 214, 324, 309),
    "overfitting/map": (417, 417, 324, 269),
    "overfitting/curve": (417, 190, 324, 249),
    "pass-or-fail/map": (417, 417, 324, 269),
    "pass-or-fail/network": (417, 214, 324, 309),
    "playground/network": (414, 400, 324, 400),
    "playground/points": (400, 400, 324, 239),
    "playground/curve": (647, 240, 324, 240),
}
"""By widget and part: width and height in a lesson at 1280 pixels, and the same at 390.

A picture that is not here has no structure: all that is in it has to be computed.
"""
