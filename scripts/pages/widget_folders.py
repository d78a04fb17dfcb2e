"""Where a widget lies: the folder of its form, its class, its picture and its words."""

from __future__ import annotations

FORM = "form.html"


def folder_of(name: str) -> str:
    """Return the folder of a widget, which is a Python package, from its name in pages and links.

    >>> folder_of("loss-map")
    'loss_map'
    """
    return name.replace("-", "_")


def name_of(folder: str) -> str:
    """Return a widget's name from that of its folder.

    >>> name_of("loss_map")
    'loss-map'
    """
    return folder.replace("_", "-")
