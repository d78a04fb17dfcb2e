"""What travels over the picture of backpropagation: activations forwards, slopes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kit.pen.pen import Pen, Point
from kit.pen.scales import Box
from kit.pictures.diagram import along
from kit.pictures.network_layout import NetworkLayout, Spot
from kit.pictures.network_picture import weight_of
from kit.pictures.parameters import into
from widgets.backprop.run import Cycle
from widgets.backprop.steps import Operation, Position
from widgets.backprop.words import gradient_of

LOSS_ROOM = 92.0  # pixels at the right, where the loss stands; a narrow picture has less
NARROW, NARROW_LOSS_ROOM = 420.0, 66.0
LOSS_HALF = 27.0


@dataclass(frozen=True)
class Frame:
    """What the picture shows: a cycle, how far it has come, and how far the next operation is."""

    cycle: Cycle
    position: Position
    coming: Operation | None
    share: float
    picked: Spot
    badges: Mapping[Spot, str]


def layout_of(pen: Pen, sizes: tuple[int, ...]) -> NetworkLayout:
    """Where the network stands: the loss has its place at the right."""
    room = LOSS_ROOM if pen.box.width > NARROW else NARROW_LOSS_ROOM
    box = Box(0, 8, max(pen.box.width - room, 1), max(pen.box.height - 8, 1))
    return NetworkLayout(box, sizes)


def loss_place(layout: NetworkLayout) -> Point:
    """The middle of the box in which the loss stands."""
    wide = layout.box.width > NARROW - NARROW_LOSS_ROOM
    right = layout.box.right + (LOSS_ROOM if wide else NARROW_LOSS_ROOM)
    return right - LOSS_HALF - 6, layout.neuron(len(layout.sizes) - 1, 0)[1]


def flights(
    layout: NetworkLayout, moment: Frame, operation: Operation
) -> list[tuple[Point, Point, float]]:
    """What is on its way during an operation: from where, to where, and which number."""
    cycle, (layer, neuron) = moment.cycle, (operation.layer, operation.neuron)
    here = layout.neuron(layer, neuron)
    spots = into(cycle.before.sizes, layer, neuron)
    ends = {spot: layout.ends(spot) for spot in spots}
    match operation.kind:
        case "activation":
            return [(*ends[spot], weight_of(cycle.before, spot)) for spot in spots]
        case "loss":
            x, y = loss_place(layout)
            t = float(cycle.t[0, 0])
            return [(here, (x, y), float(cycle.trace.y[0, 0])), ((x, y - 67), (x, y), t)]
        case "delta" if layer == len(layout.sizes) - 1:
            return [(loss_place(layout), here, cycle.delta(layer, neuron))]
        case "delta":
            upper = [Spot("w", layer + 1, up, neuron) for up in range(layout.sizes[layer + 1])]
            return [
                (*layout.ends(spot)[::-1], cycle.delta(layer + 1, spot.target)) for spot in upper
            ]
        case "gradient":
            delta = cycle.delta(layer, neuron)
            back = [(end, along(start, end, 0.5), delta) for start, end in ends.values()]
            return back + [
                (start, along(start, end, 0.5), gradient_of(cycle, spot))
                for spot, (start, end) in ends.items()
            ]
    return []
