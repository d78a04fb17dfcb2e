"""The operations of one cycle, in order, and the four steps that they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

Phase: TypeAlias = Literal["forward", "loss", "backward", "update"]
Kind: TypeAlias = Literal["activation", "loss", "delta", "gradient", "update"]
PHASES: tuple[Phase, ...] = ("forward", "loss", "backward", "update")
PHASE_OF: dict[Kind, Phase] = {
    "activation": "forward",
    "loss": "loss",
    "delta": "backward",
    "gradient": "backward",
    "update": "update",
}
BACKWARD: tuple[Kind, Kind] = ("delta", "gradient")
TITLES: dict[Phase, str] = {
    "forward": "forward pass",
    "loss": "loss",
    "backward": "backward pass",
    "update": "update",
}


@dataclass(frozen=True)
class Operation:
    """One thing that is computed: at which neuron, layers counted from 1 as on the picture."""

    kind: Kind
    layer: int
    neuron: int

    @property
    def phase(self) -> Phase:
        """The step it belongs to."""
        return PHASE_OF[self.kind]


@lru_cache
def operations(sizes: tuple[int, ...]) -> tuple[Operation, ...]:
    """All operations of a cycle, in the order in which they happen.

    >>> [f"{o.kind} {o.layer}.{o.neuron + 1}" for o in operations((2, 1, 1))]
    ['activation 1.1', 'activation 2.1', 'loss 2.1', 'delta 2.1', 'gradient 2.1',
     'delta 1.1', 'gradient 1.1', 'update 1.1', 'update 2.1']
    """
    last = len(sizes) - 1
    neurons = [(layer, n) for layer in range(1, last + 1) for n in range(sizes[layer])]
    backwards = [(layer, n) for layer in range(last, 0, -1) for n in range(sizes[layer])]
    return (
        *(Operation("activation", *at) for at in neurons),
        Operation("loss", last, 0),
        *(Operation(kind, *at) for at in backwards for kind in BACKWARD),
        *(Operation("update", *at) for at in neurons),
    )


def end_of(phase: Phase, sizes: tuple[int, ...]) -> int:
    """How many operations of a cycle are done when this step is."""
    return max(i for i, op in enumerate(operations(sizes), start=1) if op.phase == phase)


def start_of(phase: Phase, sizes: tuple[int, ...]) -> int:
    """How many operations of a cycle are done when this step begins."""
    return min(i for i, op in enumerate(operations(sizes)) if op.phase == phase)


@dataclass(frozen=True)
class Position:
    """A place in a run: whole cycles before this one, and operations done in it.

    The end of a cycle belongs to it, so that its last numbers can be looked at.
    """

    cycle: int
    done: int
    sizes: tuple[int, ...]

    @classmethod
    def at(cls, step: int, sizes: tuple[int, ...]) -> Position:
        """The place after `step` operations from the start of the run.

        >>> [(p.cycle, p.done) for p in (Position.at(s, (2, 1, 1)) for s in (0, 9, 10))]
        [(0, 0), (0, 9), (1, 1)]
        """
        length = len(operations(sizes))
        cycle = max(step - 1, 0) // length
        return cls(cycle, step - cycle * length, sizes)

    @property
    def step(self) -> int:
        """Operations from the start of the run."""
        return self.cycle * len(operations(self.sizes)) + self.done

    @property
    def last(self) -> Operation | None:
        """The operation done last in this cycle."""
        return operations(self.sizes)[self.done - 1] if self.done else None

    @property
    def finished(self) -> int:
        """Whole cycles that are complete."""
        return self.cycle + (self.done == len(operations(self.sizes)))

    def has(self, kind: Kind, layer: int, neuron: int) -> bool:
        """Whether this operation is done."""
        return Operation(kind, layer, neuron) in self.made

    @property
    def made(self) -> Sequence[Operation]:
        """The operations done in this cycle."""
        return operations(self.sizes)[: self.done]

    def has_reached(self, phase: Phase) -> bool:
        """Whether this step is complete."""
        return self.done >= end_of(phase, self.sizes)
