"""What a widget shows: collects text, rows, attributes and values, and sends what has changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kit.messages import Message
from kit.page.limits import Limits
from kit.pen.pen import Pen
from pycore.compiled import Host

Shown = str | Mapping[str, str | bool | None]
"""What a part of an item shows: a text, or attributes (as in `View.attribute`) and a `text`."""

Item = Mapping[str, Shown]
"""An item of a list: what its parts show, by their `data-part`."""


class View:
    """The widget's side of its form on the page.

    A widget states everything it wants to be seen, every time; the view remembers what the page
    shows already and passes on only the difference.
    """

    def __init__(
        self,
        pens: Mapping[str, Pen],
        host: Host | None = None,
        limits: Mapping[str, Limits] | None = None,
    ) -> None:
        """Start with the pictures of the form, by the names of their canvases."""
        self.pens = dict(pens)
        self.host = host
        """What runs compiled training (`pycore.Trainer`); None where NumPy does it all."""
        self.limits = dict(limits or {})
        """What the form's sliders and choices take, by the names of their controls."""
        self.still = False
        """Whether the reader wants things to jump instead of gliding (reduced motion)."""
        self._shown: dict[tuple[str, ...], Any] = {("running",): False}
        self._patch: Message = {}

    def text(self, part: str, text: str) -> None:
        """Show `text` in the element whose `data-part` is `part`."""
        if self._is_new(("text", part), text):
            self._patch.setdefault("text", {})[part] = text

    def rows(self, part: str, rows: Sequence[Sequence[str]]) -> None:
        """Show `rows` of cells in a table body; the first cell of a row is its header."""
        cells = [list(row) for row in rows]
        if self._is_new(("rows", part), cells):
            self._patch.setdefault("rows", {})[part] = cells

    def items(self, part: str, items: Mapping[str, Item]) -> None:
        """Show these items, by key and in this order, in a list whose form has a `<template>`."""
        shown = [
            [key, {name: _shown(what) for name, what in item.items()}]
            for key, item in items.items()
        ]
        if self._is_new(("items", part), shown):
            self._patch.setdefault("items", {})[part] = shown

    def attribute(self, part: str, name: str, value: str | bool | None) -> None:
        """Set an attribute; True is the bare attribute, False or None takes it away."""
        if self._is_new(("attribute", part, name), value):
            self._patch.setdefault("attributes", {}).setdefault(part, {})[name] = value

    def value(self, control: str, value: float | str | bool) -> None:
        """Move a control of the form, as when the reader drags a point on a picture."""
        self._patch.setdefault("values", {})[control] = value

    def options(self, control: str, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these choices, each (value, label), in a select with `data-open`."""
        if self._is_new(("options", control), list(choices)):
            self._patch.setdefault("options", {})[control] = [list(choice) for choice in choices]

    def choose(self, part: str, choices: Sequence[tuple[str, str]], value: str) -> None:
        """Offer choices, each (value, label), in a select that is not a setting (`data-choose`)."""
        shown = {"choices": [list(choice) for choice in choices], "value": value}
        if self._is_new(("choose", part), shown):
            self._patch.setdefault("choices", {})[part] = shown

    def focus(self, part: str) -> None:
        """Bring the reader's place to a part; only in answer to something the reader did."""
        self._patch["focus"] = part

    def download(self, name: str, content: str | bytes, kind: str) -> None:
        """Offer the reader a file to keep; `kind` is its media type."""
        self._patch["download"] = {"name": name, "content": content, "type": kind}

    def running(self, running: bool) -> None:
        """Say whether something moves: while it does, `Widget.tick` is called for each frame."""
        if self._is_new(("running",), running):
            self._patch["running"] = running

    def stopped(self) -> None:
        """The page has stopped what moved of its own accord; it is told anew if it goes on."""
        self._shown["running",] = False
        self._patch.pop("running", None)

    def status(self, sentence: str) -> None:
        """Say one sentence in the widget's live region."""
        if self._is_new(("status",), sentence):
            self._patch["status"] = sentence

    def result(
        self,
        task: str,
        *,
        kind: str = "goal",
        done: bool,
        score: tuple[float, float] | None = None,
    ) -> None:
        """Report what came of a task; `score` is what was got, and of how much."""
        marks = None if score is None else list(score)
        news = {"task": task, "kind": kind, "done": done, "score": marks}
        self._patch.setdefault("results", []).append(news)

    def take(self) -> Message:
        """What has changed since the last call."""
        patch, self._patch = self._patch, {}
        return patch

    def _is_new(self, key: tuple[str, ...], value: object) -> bool:
        if key in self._shown and self._shown[key] == value:
            return False
        self._shown[key] = value
        return True


def _shown(what: Shown) -> str | dict[str, str | bool | None]:
    return what if isinstance(what, str) else dict(what)
