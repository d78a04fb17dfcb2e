"""Pictures made ahead: files of SVG that the build puts into pages.

`python -m scripts.pictures` draws them; `serve.py` needs no NumPy and only reads them. A picture
takes its colours from the page around it, so it stands in the page and is no file of the site.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from scripts.pages.elements import Element, Handler, Selector, Visit
from scripts.pages.markup import read_source
from scripts.pages.widget_folders import name_of

FOLDER = "pictures"
_PLACE = Selector("svg", "data-picture")
_CANVAS = Selector("canvas", "data-part")


def read_pictures(web: Path) -> dict[str, str]:
    """Return the pictures of a web folder by their paths below `pictures`, as in "path/neuron".

    Raises:
        GlassboxError: One is not UTF-8 text.
    """
    folder = web / FOLDER
    return {
        path.relative_to(folder).with_suffix("").as_posix(): read_source(path).text.strip()
        for path in sorted(folder.rglob("*.svg"))
    }


def handlers(pictures: Mapping[str, str]) -> tuple[Handler, ...]:
    """Return what puts pictures into pages, and structures into forms.

    A picture stands in the place of `<svg data-picture="KEY"></svg>`. A structure is shown until
    Python has drawn: it stands before the canvas of its widget and part.
    """

    def put(element: Element, visit: Visit) -> str:
        key = element["data-picture"]
        if key not in pictures:
            known = ", ".join(pictures) or "none"
            raise element.error(f"there is no picture {key!r}; there are: {known}.")
        if not element.is_empty or len(element.attributes) > 1:
            raise element.error(f"the place of the picture {key!r} must be empty and say no more.")
        return pictures[key]

    def show(element: Element, visit: Visit) -> str | None:
        widget = name_of(element.source.path.parent.name)
        structure = pictures.get(f"structures/{widget}/{element['data-part']}")
        if structure is None:
            return None
        return structure + visit.start_tag(element) + visit.end_tag(element)

    return Handler(_PLACE, put), Handler(_CANVAS, show)
