"""Pictures made ahead: files of SVG that the build puts into pages.

`python -m scripts.pictures` draws them; `serve.py` needs no NumPy and only reads them. A picture
takes its colours from the page around it, so it stands in the page and is no file of the site.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from scripts.pages.elements import Element, Handler, Selector, Visit
from scripts.pages.markup import read_source
from scripts.pages.widget_folders import name_of

FOLDER = "pictures"
_PLACE = Selector("svg", "data-picture")
_CANVAS = Selector("canvas", "data-part")
_COLOUR = re.compile(r"--([a-z-]+): (?:light-dark\((#[0-9a-f]{6}), #[0-9a-f]{6}\)|(#[0-9a-f]{6}));")
_TOKEN = re.compile(r"var\(--([a-z-]+)\)")
_LIGHT = re.compile(r"light-dark\((#[0-9a-f]{6}),#[0-9a-f]{6}\)")
_MIXTURE = re.compile(r"color-mix\(in srgb,(#[0-9a-f]{6}) (\d+)%,(#[0-9a-f]{6})\)")


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


def tokens_of(sheet: str) -> dict[str, str]:
    """Return the colours of the light theme by their names, out of the text of `tokens.css`."""
    return {name: light or always for name, light, always in _COLOUR.findall(sheet)}


def standalone(picture: str, tokens: Mapping[str, str], ground: str = "card") -> str:
    """Return a picture as a file of its own: no page is around it that knows the tokens.

    Args:
        picture: As a page takes it in.
        tokens: Colours by their names, as `tokens_of` gives them.
        ground: The token of what is behind the picture.
    """
    named = _TOKEN.sub(lambda found: tokens[found[1]], picture.strip())
    text = _MIXTURE.sub(_mixed, _LIGHT.sub(r"\1", named))
    start, end = text.index(">") + 1, len("<svg")
    behind = f'<rect width="100%" height="100%" fill="{tokens[ground]}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg"{text[end:start]}{behind}{text[start:]}'


def _mixed(found: re.Match[str]) -> str:
    share = int(found[2]) / 100
    most, rest = (bytes.fromhex(found[group][1:]) for group in (1, 3))
    mixed = (round(b + (a - b) * share) for a, b in zip(most, rest, strict=True))
    return "#" + bytes(mixed).hex()
