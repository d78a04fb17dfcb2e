"""What keeps the structure of a picture while it is drawn, and lets the rest go."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from scripts.pictures.svg_context import SvgContext
from scripts.pictures.svg_path import Part, attributes, path_data

THIN = 1.2  # pixels: what is thinner is a grid behind the data
LOOK_HERE = "var(--mark)"  # what is marked has been chosen or computed
GROUNDS = ("var(--bg)", "var(--card)")
SMALL_MAP = 64.0  # a smaller frame without a fill is that of a map in a neuron
LEAST = 24.0  # pixels: what is smaller is a mark or a sample, and no neuron


class Skeleton(SvgContext):
    """Keeps edges, axes and rims of neurons; all else is left out."""

    def _clear(self) -> None:
        super()._clear()
        self._filled: list[Part] | None = None
        self._clips = 0
        self.edges: list[Part] = []
        self.axes: list[Part] = []
        self.rims: list[Part] = []
        self._seams: list[list[Part]] = []

    def save(self) -> None:
        """Pens save a state to cut off at a frame, and what is cut off is data."""
        self._clips += 1

    def clip(self) -> None:
        """Cut off nothing: it is left out."""

    def restore(self) -> None:
        """Come back from what is cut off."""
        self._clips -= 1

    def fill(self) -> None:
        """Remember which path is filled: a rim has something inside."""
        self._filled = None if self.fillStyle == LOOK_HERE else self._parts

    def stroke(self) -> None:
        """Keep those parts of the path that belong to the structure."""
        for parts in _pieces(self._parts):
            if not self._clips:
                self._sort(parts)

    def _sort(self, parts: list[Part]) -> None:
        kinds = "".join(kind for kind, _ in parts)
        if self.strokeStyle in GROUNDS or parts in self._seams:
            self._seams.append(parts)  # a line with a seam lies on a map, and is data
        elif kinds in ("R", "O"):
            self._sort_frame(parts, is_round=kinds == "O" or parts[0][1][4] > 0)
        elif set(kinds) == {"M", "L"} and _is_upright(parts):
            if self.lineWidth >= THIN and not self._dash:
                self.axes += parts
        elif kinds in ("ML", "MC"):  # straight, or one curve
            self.edges += parts

    def _sort_frame(self, parts: list[Part], *, is_round: bool) -> None:
        breadth = _breadth(parts[0])
        if breadth < LEAST:
            return
        if self._filled is self._parts or (breadth < SMALL_MAP and not is_round):
            self.rims += parts
        elif not is_round:  # a ring around nothing marks something that is computed
            self.axes += parts

    def markup(self) -> str:
        """Edges below, then axes, then rims."""
        layers = (
            (self.edges, "none", "hair", "1.5"),
            (self.axes, "none", "hair", "1.5"),
            (self.rims, "var(--card)", "line", "1.5"),
        )
        return "".join(_layer(parts, *look) for parts, *look in layers if parts)


def _pieces(parts: list[Part]) -> Iterator[list[Part]]:
    """The pieces of a path, each from where the pen was put down."""
    starts = [index for index, (kind, _) in enumerate(parts) if kind in "MOR"]
    for start, end in pairwise([*starts, len(parts)]):
        yield parts[start:end]


def _is_upright(parts: list[Part]) -> bool:
    """Whether a line goes across and down alone, as axes do."""
    places = [numbers for _, numbers in parts]
    return all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(places))


def _layer(parts: list[Part], fill: str, stroke: str, width: str) -> str:
    look = {"fill": fill, "stroke": f"var(--{stroke})", "stroke-width": width}
    return f'<path d="{path_data(parts)}"{attributes(look)} vector-effect="non-scaling-stroke"/>'


def _breadth(part: Part) -> float:
    kind, numbers = part
    return 2 * numbers[2] if kind == "O" else min(numbers[2:4])
