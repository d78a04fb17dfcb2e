"""The dispatcher: turns the page's messages into calls of widgets, and their words into patches."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from typing import Any

from kit.messages import Key, Message, Pointer, Size
from kit.page.limits import limits_of
from kit.page.view import View
from kit.page.widget import Widget
from kit.pen.pen import Pen
from pycore.compiled import Host

MISSING = (
    "This step needs a part of Python’s library that could not be fetched, so it was not made. "
    "Nothing else is lost, and it is tried again at your next step."
)


class Dispatcher:
    """Keeps the widgets of one page.

    It knows no browser: `send` carries a message to the page, and `make_pen` turns whatever the
    page calls a canvas into a pen.
    """

    def __init__(
        self,
        widgets: Mapping[str, type[Widget]],
        send: Callable[[Message], None],
        make_pen: Callable[[Any], Pen],
        host: Host | None = None,
    ) -> None:
        """Remember which widgets exist, how to reach the page, and what runs compiled training."""
        self._classes = widgets
        self._send = send
        self._make_pen = make_pen
        self._host = host
        self._open: dict[str, Widget] = {}

    def receive(self, message: Message) -> None:
        """Obey one message; what goes wrong in a widget is reported to its place on the page."""
        try:
            self._obey(message)
        except Exception as error:
            self._report(message, error)

    def _obey(self, message: Message) -> None:
        match message["type"]:
            case "mount":
                self._mount(message)
            case "turn":
                self._turn(message)
            case "unmount":
                self._open.pop(message["id"]).close()
            case other:
                raise ValueError(f"a message must mount, turn or unmount a widget, not {other!r}")

    def _mount(self, message: Message) -> None:
        name = message["widget"]
        if name not in self._classes:
            raise ValueError(f"there is no widget called {name!r}")
        pens = {part: self._make_pen(canvas) for part, canvas in message["canvases"].items()}
        view = View(pens, self._host, limits_of(message.get("limits", {})))
        widget = self._classes[name](view, message["settings"])
        widget.reached = frozenset(message.get("reached", ()))
        self._open[message["id"]] = widget
        self._prepare(widget, message)
        self._answer(message, widget)

    def _turn(self, message: Message) -> None:
        widget = self._open[message["id"]]
        self._prepare(widget, message)
        if "keep" in message:
            widget.remember(message["keep"])
        widget.settings = message.get("settings", widget.settings)
        if "recall" in message:
            widget.recall(message["recall"])
        for action in message["actions"]:
            widget.act(action)
        for text in message.get("texts", ()):
            if "problem" in text:
                widget.miss(text["name"], text["problem"])
            else:
                widget.hear(text["name"], text["text"])
        for pointer in message["pointers"]:
            widget.point(Pointer(**pointer))
        for key in message["keys"]:
            widget.press(Key(**key))
        if "elapsed" in message:
            widget.tick(message["elapsed"])
        if message.get("share"):
            widget.share()
        self._answer(message, widget)

    def _prepare(self, widget: Widget, message: Message) -> None:
        for part, size in message.get("sizes", {}).items():
            widget.view.pens[part].resize(Size(*size))
        widget.view.still = message.get("still", widget.view.still)
        if message.get("fonts"):
            for pen in widget.view.pens.values():
                pen.renew_fonts()
        if "tokens" in message:
            for pen in widget.view.pens.values():
                pen.tokens = message["tokens"]

    def _answer(self, message: Message, widget: Widget) -> None:
        widget.draw()
        self._send({"type": "patch", **_address(message), **widget.view.take()})

    def _report(self, message: Message, error: Exception) -> None:
        """Say what went wrong; a module that could not be fetched stops what moves, and no more."""
        news: Message = {"type": "error", **_address(message)}
        news["detail"] = "".join(traceback.format_exception(error))
        news["message"] = f"{type(error).__name__}: {error}."
        if isinstance(error, ImportError):
            news["message"] = MISSING
        if isinstance(error, ImportError) and message["type"] == "turn":
            self._open[message["id"]].view.stopped()
            news["type"] = "missing"
        self._send(news)


def _address(message: Message) -> Message:
    return {"id": message["id"], "turn": message.get("turn", 0)}
