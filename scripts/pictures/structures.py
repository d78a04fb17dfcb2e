"""What of a widget's pictures is known before Python has computed anything: axes, edges, rims.

The widget itself draws its pictures, at the settings of its form, with a pen that keeps the
structure and drops the rest: no map, no curve, no sample, and no word, since a picture is scaled to
its frame and a phone would shrink words. Each is drawn for a wide card and for a narrow one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec

from kit.messages import Message, Size
from kit.page.dispatcher import Dispatcher
from kit.pen.nowhere import ANYWHERE
from scripts import ROOT
from scripts.pages import choices, forms
from scripts.pages.widget_folders import folder_of
from scripts.pictures.forms import Form
from scripts.pictures.sheet import light
from scripts.pictures.sizes import SIZES
from scripts.pictures.skeleton import Skeleton
from scripts.pictures.svg import SvgPen
from scripts.pictures.svg_context import SvgContext
from widgets import WIDGETS


def structures() -> dict[str, str]:
    """Return the structures by widget and part, each in both of its layouts.

    A widget whose `picture.py` has a function `draw_structure(pen)` has drawn its own; of any other
    the structure is what the skeleton keeps.
    """
    texts, found = _forms(), {}
    for name in dict.fromkeys(key.partition("/")[0] for key in SIZES):
        layouts = [_draw(name, Form(texts[name]), layout) for layout in ("wide", "narrow")]
        for part in layouts[0]:
            found[f"{name}/{part}"] = "".join(layout[part] for layout in layouts)
    return found


def _forms() -> dict[str, str]:
    folder = ROOT / "web/widgets"
    return forms.fragments(forms.read_forms(folder), [choices.handler(folder)])


def _draw(name: str, form: Form, layout: str) -> dict[str, str]:
    """The structures of a widget's pictures, in one layout, by their parts."""
    own = _own(name)
    pens = {
        part: SvgPen(_size(name, part, layout), light(), SvgContext() if own else Skeleton())
        for part in form.pictures
    }
    if own is None:
        _open(name, form, pens)
    else:
        for part, pen in pens.items():
            if f"{name}/{part}" in SIZES:
                own(pen)
    return {
        part: pen.svg(class_=f"structure {layout}", aria_hidden="true")
        for part, pen in pens.items()
        if f"{name}/{part}" in SIZES
    }


def _own(name: str) -> Callable[[SvgPen], None] | None:
    module = f"widgets.{folder_of(name)}.picture"
    if find_spec(module) is None:
        return None
    return getattr(import_module(module), "draw_structure", None)


def _size(name: str, part: str, layout: str) -> Size:
    if f"{name}/{part}" not in SIZES:
        return ANYWHERE
    sizes = SIZES[f"{name}/{part}"]
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
