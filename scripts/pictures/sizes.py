"""How large the pictures of widgets are: a structure is drawn for these sizes and then scaled."""

from __future__ import annotations

SIZES: dict[str, tuple[int, int, int, int]] = {
    "hero/network": (714, 525, 358, 358),
    "neuron/diagram": (503, 347, 324, 249),
    "neuron/plane": (347, 347, 324, 202),
    "gates/plane": (425, 425, 324, 202),
    "two-layers/diagram": (364, 243, 324, 249),
    "two-layers/network": (235, 235, 154, 123),
    "two-layers/single": (235, 235, 154, 123),
    "activations/graph": (503, 347, 324, 202),
    "vanishing/bars": (866, 394, 324, 202),
    "dead-relu/relu": (425, 327, 154, 123),
    "dead-relu/leaky_relu": (425, 327, 154, 123),
    "dead-relu/losses": (866, 241, 324, 180),
    "forward/network": (866, 444, 324, 269),
    "spam-by-hand/network": (401, 272, 324, 272),
    "loss/curve": (347, 347, 324, 249),
    "backprop/network": (557, 392, 324, 248),
    "backprop/curve": (293, 225, 156, 156),
    "backprop/plane": (293, 225, 156, 156),
    "backward-by-hand/network": (401, 272, 324, 272),
    "loss-map/map": (503, 503, 324, 248),
    "descent-curve/curve": (472, 472, 324, 269),
    "descent-curve/heights": (378, 291, 324, 135),
    "descent-landscape/map": (472, 472, 324, 269),
    "descent-landscape/heights": (425, 327, 324, 135),
    "optimisers/map": (472, 472, 324, 269),
    "optimisers/race": (378, 378, 324, 249),
    "training-loop/map": (425, 425, 324, 269),
    "training-loop/confidence": (425, 193, 324, 249),
    "training-loop/curve": (425, 193, 324, 249),
    "training-loop/network": (425, 218, 324, 309),
    "overfitting/map": (425, 425, 324, 269),
    "overfitting/curve": (425, 193, 324, 249),
    "pass-or-fail/map": (425, 425, 324, 269),
    "pass-or-fail/network": (425, 218, 324, 309),
    "playground/network": (430, 400, 340, 400),
    "playground/points": (400, 400, 340, 251),
    "playground/curve": (656, 240, 340, 240),
}
"""By widget and part: width and height in a lesson at 1280 pixels, and the same at 390.

A picture that is not here has no structure: all that is in it has to be computed.
"""
