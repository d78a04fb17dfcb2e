"""The sheet that pictures of the path are drawn on, and what several of them show."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from kit.messages import Size
from kit.pen.pen import Point
from kit.pen.scales import Box
from kit.pictures.contours import Grid
from kit.pictures.diagram import sign_fill, thickness
from kit.pictures.lens_layout import bow
from scripts import ROOT
from scripts.pictures.areas import thinned
from scripts.pictures.svg import SvgPen
from scripts.tokens import read_colours, rgb

SHEET = Size(320, 180)
INSIDE = Box(0, 0, SHEET.width, SHEET.height)
DASH = (9, 7)  # longer than in widgets, for these pictures are shown small
SMOOTH = 0.25  # pixels that the corners of a curve may miss it by

Draw = Callable[[SvgPen], None]


def light() -> dict[str, str]:
    """The tokens of the light theme: what mixtures are told by."""
    colours = read_colours(ROOT / "web/css/tokens.css")
    return {name: rgb(colour) for name, (colour, _) in colours.items()}


def picture(draw: Draw) -> str:
    """Return a picture as the file that pages take in."""
    pen = SvgPen(SHEET, light())
    draw(pen)
    return pen.svg(class_="picture", aria_hidden="true") + "\n"


def edge(pen: SvgPen, start: Point, end: Point, weight: float, largest: float) -> None:
    """A connection in a curve: how thick is how strong, colour and dash are the sign."""
    dash = () if weight >= 0 else DASH
    pen.curves([bow(start, end)], sign_fill(weight), thickness(weight, largest), dash)


def curve(
    pen: SvgPen,
    points: list[Point],
    colour: str,
    width: float = 4,
    dash: tuple[float, ...] = (),
    ground: tuple[str, float] | None = None,
) -> None:
    """A smooth line with few corners; `ground` colours what lies between it and a height."""
    kept = thinned(points, SMOOTH)
    if ground:
        colour_below, floor = ground
        pen.area([(kept[0][0], floor), *kept, (kept[-1][0], floor)], colour_below)
    pen.line(kept, colour, width, dash)


def lens(pen: SvgPen, centre: Point, radius: float, shares: Grid) -> None:
    """A round glass with its own map of values (cells, cells) from -1 to 1."""
    x, y = centre
    pen.circle(centre, radius + 4, fill="sunk", outline=None)
    cells = shares.shape[0]
    across, down = (np.linspace(middle - radius, middle + radius, cells) for middle in centre)
    within = 1 - np.hypot(*np.meshgrid(across - x, down - y)) / radius
    pen.circle(centre, radius, fill="card", outline=None)
    pen.areas(shares, across, down, within * cells)
    pen.circle(centre, radius, outline="ink", width=2.5)
    context = pen.context
    context.beginPath()
    context.arc(x, y, radius * 0.78, -2.75, -1.95)
    context.lineCap, context.lineWidth = "round", 3.5
    context.strokeStyle = f"light-dark({pen.colour('card')},{pen.colour('ink')})"  # always bright
    context.stroke()


def grid(columns: int, rows: int, low: Point, high: Point) -> tuple[Grid, tuple[int, int]]:
    """Samples (rows x columns, 2) over a part of the plane, the highest row first."""
    x = np.linspace(low[0], high[0], columns)
    y = np.linspace(high[1], low[1], rows)
    across, up = np.meshgrid(x, y)
    return np.column_stack([across.ravel(), up.ravel()]), (rows, columns)
