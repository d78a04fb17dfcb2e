"""Pictures of whole planes: what a trained network answers everywhere, and the samples."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

import numpy as np

from kit.pen.pen import Point
from kit.pen.scales import Scale as Along
from kit.pictures.contours import Grid
from pycore import MLP, Trainer, TrainingConfig
from pycore.datasets import Scale, make, split
from scripts.pictures.areas import areas, thinned
from scripts.pictures.sheet import INSIDE, SHEET, grid
from scripts.pictures.svg import BANDS, SvgPen

COLUMNS, ROWS = 65, 37  # five pixels apart
COARSE = 1.0  # pixels
GAP = 23.0  # pixels between two samples, at least
MOST_OF_A_KIND = 14
TICK = (((-4.5, 0.5), (-1.0, 4.0)), ((-1.0, 4.0), (4.5, -4.0)))
CROSS = (((-3.6, -3.6), (3.6, 3.6)), ((-3.6, 3.6), (3.6, -3.6)))  # neither is a class of the map


def pass_or_fail(pen: SvgPen) -> None:
    """Hours of study across, hours of sleep upwards: who passes, and what the network expects."""
    made = make("study", n=200, noise=0.2, seed=3)
    known, _ = split(made, 0.6, 3)
    scale = Scale.of(known.x)
    network = MLP((2, 3, 1), seed=32)
    config = TrainingConfig("binary_cross_entropy", 0.03)
    Trainer(network, scale.apply(known.x), known.t, config, batch_size=10, seed=3).run(60)
    low, high = known.x.min(axis=0), known.x.max(axis=0)
    points, shape = grid(COLUMNS, ROWS, tuple(low), tuple(high))
    _map(pen, network.predict(scale.apply(points)).reshape(shape))
    x, y = Along(low[0], high[0], 0, SHEET.width), Along(low[1], high[1], SHEET.height, 0)
    passed, failed = _apart(
        [
            [(x(a), y(b)) for a, b in known.x[known.t.ravel() == target].tolist()]
            for target in (1.0, 0.0)
        ]
    )
    pen.marks([*passed, *failed], 9, square=False, fill="card", outline=None)
    pen.segments([line for at in passed for line in _lines(at, TICK)], "good", 2.6)
    pen.segments([line for at in failed for line in _lines(at, CROSS)], "bad", 2.6)


def _apart(groups: list[list[Point]]) -> list[list[Point]]:
    """Samples that cover neither each other nor the edge of the picture."""
    free: list[Point] = []
    kept: list[list[Point]] = [[] for _ in groups]
    for group, places in zip(groups, kept, strict=True):
        for x, y in group:
            inside = GAP / 2 < x < SHEET.width - GAP / 2 and GAP / 2 < y < SHEET.height - GAP / 2
            if inside and all(hypot(x - a, y - b) > GAP for a, b in free):
                free.append((x, y))
                places.append((x, y))
    return [places[:MOST_OF_A_KIND] for places in kept]


def _lines(at: Point, sign: tuple[tuple[Point, Point], ...]) -> list[tuple[Point, Point]]:
    x, y = at
    return [((x + a, y + b), (x + c, y + d)) for (a, b), (c, d) in sign]


NETWORK, EPOCHS = (2, 8, 8, 1), 800
ROUND, SIZE = 1.08, 2.0  # room around the samples; how far out they lie when they are learnt


def playground(pen: SvgPen) -> None:
    """Two spirals, and a network that has learnt to tell them apart."""
    made = make("spiral", n=120, seed=2)
    x = SIZE * made.x / np.abs(made.x).max()
    network = MLP(NETWORK, "tanh", "sigmoid", seed=1)
    config = TrainingConfig("binary_cross_entropy", 0.02, "adam", l2=3e-4)
    Trainer(network, x, made.t, config, batch_size=len(x), seed=1).run(EPOCHS)
    high = ROUND * SIZE
    wide = high * SHEET.width / SHEET.height
    points, shape = grid(COLUMNS, ROWS, (-wide, -high), (wide, high))
    _map(pen, network.predict(points).reshape(shape), each=2)  # nine bands would be more than 4 KB
    across, up = Along(-wide, wide, 0, SHEET.width), Along(-high, high, SHEET.height, 0)
    shown = [
        [(across(a), up(b)) for a, b in x[made.t.ravel() == kind].tolist()] for kind in (1.0, 0.0)
    ]
    for kind, places in zip("ab", _apart(shown), strict=True):
        pen.marks(places, 5, square=kind == "b", fill=kind, outline="card", width=2)


def _map(pen: SvgPen, chances: Grid, each: int = BANDS) -> None:
    """The answers as bands, and in ink the line where they change."""
    shares = 2 * chances - 1
    rows, columns = shares.shape
    x, y = np.linspace(0, SHEET.width, columns), np.linspace(0, SHEET.height, rows)
    pen.rectangle(INSIDE, fill="card", outline=None)
    pen.areas(shares, x, y, tolerance=COARSE, each=each)
    for loop in areas(shares, x, y, 0.0):
        for line in _inside(loop):
            pen.line(thinned(line, COARSE), "ink", 2)


def _inside(loop: list[Point]) -> list[list[Point]]:
    """Those parts of an outline that are no edge of the sheet."""
    lines: list[list[Point]] = [[]]
    for before, at in pairwise([*loop, loop[0]]):
        if _on_edge(before) and _on_edge(at):
            lines.append([])
            continue
        lines[-1] += [before, at] if not lines[-1] else [at]
    if len(lines) > 1 and not _on_edge(loop[0]):
        lines[0] = lines.pop() + lines[0]  # the outline began in the middle of a line
    return [line for line in lines if len(line) > 1]


def _on_edge(at: Point) -> bool:
    return at[0] in (0, SHEET.width) or at[1] in (0, SHEET.height)
