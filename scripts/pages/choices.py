"""Choices that forms take from lists: a form has one, the build repeats it for the others."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from scripts.pages.elements import Element, Handler, Selector, Visit

Lists: TypeAlias = Mapping[str, Mapping[str, str]]
"""By the names of the lists, the words of each value."""

_REPEATED = Selector(attribute="data-choices")
_VALUE = re.compile(r' value="([^"]*)"')
_CHOSEN = re.compile(r" (?:selected|checked)\b")


def handler(folder: Path) -> Handler:
    """Return what repeats an element with `data-choices="LIST"` once for each of its choices.

    The lists are in `choices.json` of the folder of forms; `python -m scripts.pages.make_choices`
    writes it. The element is told by an error if there is no such list, or if what stands in the
    form is not one of it.
    """
    path = folder / "choices.json"
    lists: Lists = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}

    def repeat(element: Element, visit: Visit) -> str:
        inside = visit.inside(element)
        return _repeated(element, visit.start_tag(element), inside + visit.end_tag(element), lists)

    return Handler(_REPEATED, repeat)


def _repeated(element: Element, tag: str, rest: str, lists: Lists) -> str:
    name = element["data-choices"]
    if name not in lists:
        known = ", ".join(lists) or "none"
        raise element.error(f"there is no list of choices {name!r}; there are: {known}.")
    one = tag.replace(f' data-choices="{name}"', "") + rest
    words = {key: html.escape(label, quote=True) for key, label in lists[name].items()}
    value = _VALUE.search(one)
    here = value[1] if value else ""
    if here not in words or words[here] not in one:
        known = ", ".join(f"{key} ({label})" for key, label in words.items())
        raise element.error(
            f"{here!r} with its words must be one of the choices {name!r}: {known}."
        )
    others = _CHOSEN.sub("", one)
    return "\n".join(_one(one if key == here else others, here, key, words) for key in words)


def _one(text: str, here: str, there: str, words: Mapping[str, str]) -> str:
    """The same element for another choice."""
    value = f' value="{here}"'
    swapped = {value: f' value="{there}"', words[here]: words[there]}
    either = re.compile(f"{re.escape(value)}|{re.escape(words[here])}")
    return either.sub(lambda found: swapped[found[0]], text)
