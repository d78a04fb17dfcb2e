"""What of a widget's pictures is known before Python has computed anything: axes, edges, rims.

The widget itself draws its pictures, at the settings of its form, with a pen that keeps the
structure and drops the rest: no map, no curve, no sample, and no word, since a picture is scaled to
its frame and a phone would shrink words. Each is drawn for a wide card and for a narrow one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise

from kit.messages import Message, Size
from kit.page.dispatcher import Dispatcher
from kit.pen.nowhere import ANYWHERE
from kit.pen.svg import SvgPen
from kit.pen.svg_context import Measure, SvgContext
from kit.pen.svg_path import Part, attributes, path_data
from scripts import ROOT
from scripts.pages import choices, forms
from scripts.pages.widget_folders import folder_of
from scripts.pictures.forms import Form
from scripts.pictures.sheet import light
from scripts.pictures.sizes import SIZES
from widgets import WIDGETS

THIN = 1.2  # pixels: what is thinner is a grid behind the data
GROUNDS = ("var(--bg)", "var(--card)")
SMALL_MAP = 64.0  # a smaller frame without a fill is that of a map in a neuron
LEAST = 24.0  # pixels: what is smaller is a mark or a sample, and no neuron


class Skeleton(SvgContext):
    """Keeps edges, axes and rims of neurons; all else is left out."""

    def __init__(self, measure: Measure, prefix: str) -> None:
        """Begin with nothing."""
        super().__init__(_no_width, prefix)
        self._filled: list[Part] | None = None

    def _clear(self) -> None:
        super()._clear()
        self.edges: list[Part] = []
        self.axes: list[Part] = []
        self.rims: list[Part] = []
        self._seams: list[list[Part]] = []

    def clip(self) -> None:
        """What is cut off at a frame is data."""
        self._closing.append("")

    def fill(self) -> None:
        """Remember which path is filled: a rim has something inside."""
        self._filled = self._parts

    def stroke(self) -> None:
        """Keep those parts of the path that belong to the structure."""
        for parts in _pieces(self._parts):
            if not self._closing:
                self._sort(parts)

    def _sort(self, parts: list[Part]) -> None:
        kinds = "".join(kind for kind, _ in parts)
        if self.strokeStyle in GROUNDS or parts in self._seams:
            self._seams.append(parts)  # a line with a seam lies on a map, and is data
        elif kinds in ("R", "O"):
            breadth = _breadth(parts[0])
            if breadth >= LEAST and (self._filled is self._parts or breadth < SMALL_MAP):
                self.rims += parts
            elif kinds == "R" and breadth >= SMALL_MAP:
                self.axes += parts
        elif set(kinds) == {"M", "L"} and _is_upright(parts):
            if self.lineWidth >= THIN and not self._dash:
                self.axes += parts
        elif kinds in ("ML", "MC"):  # straight, or one curve
            self.edges += parts

    def strokeText(self, words: str, x: float, y: float) -> None:  # noqa: N802
        """Words wait for Python."""

    def fillText(self, words: str, x: float, y: float) -> None:  # noqa: N802
        """Words wait for Python."""

    def add(self, markup: str) -> None:
        """Maps wait for Python."""

    def markup(self) -> str:
        """Edges below, then axes, then rims."""
        layers = (
            (self.edges, "none", "hair", "1.5"),
            (self.axes, "none", "hair", "1.5"),
            (self.rims, "var(--card)", "line", "1.5"),
        )
        return "".join(_layer(parts, *look) for parts, *look in layers if parts)


def _no_width(words: str, font: str) -> float:
    """A neuron is as wide as without its number."""
    return 0.0


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


class Wordless(SvgContext):
    """Keeps all but words, of a picture that is a structure already."""

    def strokeText(self, words: str, x: float, y: float) -> None:  # noqa: N802
        """Words wait for Python."""

    def fillText(self, words: str, x: float, y: float) -> None:  # noqa: N802
        """Words wait for Python."""


def structures() -> dict[str, str]:
    """Return the structures by widget and part, each in both of its layouts.

    A widget whose `picture.py` has a function `draw_structure(pen)` has drawn its own; of any other
    the structure is what the skeleton keeps.
    """
    texts, found = _forms(), {}
    for name in dict.fromkeys(key.rpartition("-")[0] for key in SIZES):
        layouts = [_draw(name, Form(texts[name]), layout) for layout in ("wide", "narrow")]
        for part in layouts[0]:
            found[f"{name}-{part}"] = "".join(layout[part] for layout in layouts)
    return found


def _forms() -> dict[str, str]:
    folder = ROOT / "web/widgets"
    return forms.fragments(forms.read_forms(folder), [choices.handler(folder)])


def _draw(name: str, form: Form, layout: str) -> dict[str, str]:
    """The structures of a widget's pictures, in one layout, by their parts."""
    own = _own(name)
    pens = {
        part: SvgPen(_size(name, part, layout), light(), context=Wordless if own else Skeleton)
        for part in form.pictures
    }
    if own is None:
        _open(name, form, pens)
    else:
        for part, pen in pens.items():
            if f"{name}-{part}" in SIZES:
                own(pen)
    return {
        part: pen.svg(class_=f"structure {layout}", aria_hidden="true")
        for part, pen in pens.items()
        if f"{name}-{part}" in SIZES
    }


def _own(name: str) -> Callable[[SvgPen], None] | None:
    module = f"widgets.{folder_of(name)}.picture"
    if find_spec(module) is None:
        return None
    return getattr(import_module(module), "draw_structure", None)


def _size(name: str, part: str, layout: str) -> Size:
    if f"{name}-{part}" not in SIZES:
        return ANYWHERE
    sizes = SIZES[f"{name}-{part}"]
    return Size(*(sizes[:2] if layout == "wide" else sizes[2:]))


def _open(name: str, form: Form, pens: Mapping[str, SvgPen]) -> None:
    """Let a widget draw its pictures once."""
    problems: list[Message] = []
    page = Dispatcher(WIDGETS, problems.append, lambda part: pens[part])
    sizes = {part: (pen.size.width, pen.size.height, 1.0) for part, pen in pens.items()}
    mount = {"type": "mount", "id": name, "widget": name, "tokens": light(), "sizes": sizes}
    mount |= {"settings": form.settings, "limits": form.limits}
    page.receive({**mount, "canvases": {part: part for part in pens}})
    for answer in problems:
        if answer["type"] == "error":
            raise RuntimeError(f"{name} did not draw: {answer['detail']}")
