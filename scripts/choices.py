"""Choices that forms take from lists: a form has one, the build repeats it for the others."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from scripts.errors import GlassboxError

Lists: TypeAlias = Mapping[str, Mapping[str, str]]
"""By the names of the lists, the words of each value."""

_REPEATED = re.compile(r'<(option|label)\b[^>]* data-choices="([^"]*)".*?</\1>', re.DOTALL)
_VALUE = re.compile(r' value="([^"]*)"')
_CHOSEN = re.compile(r" (?:selected|checked)\b")


def read_lists(folder: Path) -> Lists:
    """Return the lists of a folder of forms; `python -m scripts.make_choices` writes the file."""
    path = folder / "choices.json"
    lists: Lists = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return lists


def fill_choices(form: str, lists: Lists, path: Path) -> str:
    """Return a form in which what has `data-choices="LIST"` stands once for each of its choices.

    Raises:
        GlassboxError: there is no such list, or what stands in the form is not one of it.

    >>> form = '<option data-choices="f" value="b" selected>B</option>'
    >>> print(fill_choices(form, {"f": {"a": "A", "b": "B"}}, Path("a.html")))
    <option value="a">A</option>
    <option value="b" selected>B</option>
    """
    return _REPEATED.sub(lambda found: "\n".join(_repeated(found, lists, path)), form)


def _repeated(found: re.Match[str], lists: Lists, path: Path) -> list[str]:
    name, value = found[2], _VALUE.search(found[0])
    if name not in lists:
        known = ", ".join(lists) or "none"
        raise GlassboxError(f"{path}: there is no list of choices {name!r}; there are: {known}.")
    words = {key: html.escape(label, quote=True) for key, label in lists[name].items()}
    here = value[1] if value else ""
    if here not in words or words[here] not in found[0]:
        raise GlassboxError(
            f"{path}: {here!r} with its words must be one of the choices {name!r}: "
            f"{', '.join(f'{key} ({label})' for key, label in words.items())}."
        )
    one = found[0].replace(f' data-choices="{name}"', "")
    return [_one(one if key == here else _CHOSEN.sub("", one), here, key, words) for key in words]


def _one(text: str, here: str, there: str, words: Mapping[str, str]) -> str:
    """The same element for another choice."""
    value = f' value="{here}"'
    swapped = {value: f' value="{there}"', words[here]: words[there]}
    either = re.compile(f"{re.escape(value)}|{re.escape(words[here])}")
    return either.sub(lambda found: swapped[found[0]], text)
