"""The dispatcher: what it answers, and what it says when something goes wrong."""

from __future__ import annotations

from typing import Any

from kit.messages import Key, Message, Pointer, Settings
from kit.page.dispatcher import MISSING, Dispatcher
from kit.page.view import View
from kit.page.widget import Widget
from kit.pen.pen import Pen
from tests.widgets.fake_stage import TOKENS, FakeBitmap, FakeCanvas


class Echo(Widget):
    """Says its settings, pointers and actions; breaks when told to."""

    heard: list[str]

    def __init__(self, view: View, settings: Settings) -> None:
        super().__init__(view, settings)
        self.heard = []

    def draw(self) -> None:
        if self.settings.get("broken"):
            raise ZeroDivisionError("planted")
        self.view.running("tick" in self.settings)
        if self.settings.get("tick") == "unfetched":
            raise ImportError("statistics is not here")
        self.view.text("echo", f"{self.settings} {' '.join(self.heard)}")

    def point(self, pointer: Pointer) -> None:
        self.heard.append(f"{pointer.phase}@{pointer.x},{pointer.y}")

    def press(self, key: Key) -> None:
        self.heard.append(key.key)

    def tick(self, elapsed: float) -> None:
        self.heard.append(f"{elapsed}ms")

    def act(self, action: str) -> None:
        self.heard.append(action)

    def hear(self, name: str, text: str) -> None:
        self.heard.append(f"{name}={text}")
        self.view.download("echo.txt", text, "text/plain")

    def share(self) -> None:
        self.heard.append("share")

    def close(self) -> None:
        CLOSED.append("echo")


NOTHING: Message = {"pointers": [], "keys": [], "actions": []}
KEY = {"part": "plane", "key": "ArrowLeft", "shift": False}
CLOSED: list[str] = []


class Page:
    """Sends messages to a dispatcher and keeps its answers."""

    def __init__(self) -> None:
        self.answers: list[Message] = []
        self.canvas = FakeCanvas()
        self.dispatcher = Dispatcher({"echo": Echo}, self.answers.append, self._pen)

    def _pen(self, canvas: Any) -> Pen:
        self.pen = Pen(canvas, FakeBitmap)
        return self.pen

    def send(self, **message: Any) -> Message:
        before = len(self.answers)
        self.dispatcher.receive({"id": "e1", "turn": before + 1, **message})
        return self.answers[-1] if len(self.answers) > before else {}

    def mount(self, **settings: Any) -> Message:
        sizes = {"plane": [300, 200, 2]}
        return self.send(
            type="mount", widget="echo", canvases={"plane": self.canvas}, sizes=sizes,
            tokens=TOKENS, settings=settings,
        )  # fmt: skip


def test_mounting_answers_with_the_first_patch() -> None:
    answer = Page().mount(w=1)
    assert answer == {"type": "patch", "id": "e1", "turn": 1, "text": {"echo": "{'w': 1} "}}


def test_a_canvas_gets_device_pixels_and_the_page_s_colours() -> None:
    page = Page()
    page.mount()
    assert (page.canvas.width, page.canvas.height) == (600, 400)
    assert page.pen.tokens == TOKENS
    page.send(type="turn", **NOTHING, sizes={"plane": [10, 20, 1]}, tokens={"ink": "x"})
    assert (page.canvas.width, page.canvas.height) == (10, 20)
    assert page.pen.tokens == {"ink": "x"}


def test_a_turn_without_settings_keeps_the_ones_before() -> None:
    page = Page()
    page.mount(w=1)
    pointer = {"part": "plane", "phase": "down", "x": 3, "y": 4}
    answer = page.send(type="turn", pointers=[pointer], keys=[KEY], actions=["go"], elapsed=16)
    assert answer["text"]["echo"] == "{'w': 1} go down@3,4 ArrowLeft 16ms"


def test_a_text_of_the_reader_reaches_the_widget_and_a_file_comes_back_once() -> None:
    page = Page()
    page.mount()
    answer = page.send(type="turn", **NOTHING, texts=[{"name": "table", "text": "1,2"}])
    assert answer["text"]["echo"].endswith("table=1,2")
    assert answer["download"] == {"name": "echo.txt", "content": "1,2", "type": "text/plain"}
    assert "download" not in page.send(type="turn", **NOTHING)


def test_an_error_in_a_widget_is_reported_with_its_traceback_and_the_next_turn_works() -> None:
    page = Page()
    page.mount(broken=True)
    error = page.answers[-1]
    assert (error["type"], error["id"], error["turn"]) == ("error", "e1", 1)
    assert error["message"] == "ZeroDivisionError: planted."
    assert "in draw" in error["detail"]
    answer = page.send(type="turn", **NOTHING, settings={"w": 2})
    assert answer["type"] == "patch"


def test_a_module_that_cannot_be_fetched_stops_what_moves_and_no_more() -> None:
    page = Page()
    page.mount()
    page.send(type="turn", **NOTHING, settings={"tick": "unfetched"})
    assert page.answers[-1]["type"] == "missing"
    assert page.answers[-1]["message"] == MISSING
    assert "statistics is not here" in page.answers[-1]["detail"]
    page.send(type="turn", **NOTHING, settings={"tick": "fetched"})
    assert page.answers[-1]["running"] is True


def test_an_unknown_widget_is_named() -> None:
    page = Page()
    answer = page.send(type="mount", widget="toaster", canvases={}, settings={})
    assert "'toaster'" in answer["message"]


def test_an_unknown_message_is_refused_not_obeyed() -> None:
    page = Page()
    page.mount()
    assert "not 'receive'" in page.send(type="receive")["message"]


def test_a_widget_that_leaves_is_closed() -> None:
    page = Page()
    page.mount()
    CLOSED.clear()
    assert page.send(type="unmount") == {}
    assert CLOSED == ["echo"]


def test_a_link_is_asked_for_after_the_frame_that_came_with_it() -> None:
    page = Page()
    page.mount()
    answer = page.send(type="turn", **NOTHING, share=True, elapsed=16)
    assert answer["text"]["echo"].endswith("16ms share")
