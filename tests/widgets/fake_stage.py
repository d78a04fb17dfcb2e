"""The page and the browser as the widgets see them, in plain CPython.

A `FakeStage` reads the widget's own HTML fragment: names, defaults and limits of the settings come
from the form there and nowhere else, and a patch may only speak of parts that the fragment has.

Longer than other files: form, canvas and page stand in for a browser together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from typing import Any

import numpy as np

from kit.messages import Message, Settings
from kit.page.dispatcher import Dispatcher
from kit.pen.pen import Pen
from scripts.pages import choices, forms
from tests import places
from tests.hosts import host_here
from tests.tokens import tokens
from widgets import WIDGETS

TOKENS = tokens("light")


@cache
def fragments() -> dict[str, str]:
    """The forms as the build makes them."""
    return forms.fragments(forms.read_forms(places.WIDGETS), [choices.handler(places.WIDGETS)])


@dataclass
class Fragment(HTMLParser):
    """The settings, parts and pictures that a fragment declares."""

    name: str
    settings: Settings = field(default_factory=dict)
    limits: dict[str, tuple[float, float]] = field(default_factory=dict)
    patterns: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    parts: set[str] = field(default_factory=set)
    goals: dict[str, str] = field(default_factory=dict)
    pictures: set[str] = field(default_factory=set)
    deeds: dict[str, str] = field(default_factory=dict)
    told: dict[str, Message] = field(default_factory=dict)
    """The limits that the page sends: `limitsOf` in `web/stage/form/form.js`."""
    lists: dict[str, set[str]] = field(default_factory=dict)
    """The parts of an item, by the part that is the list."""
    keys: dict[str, str] = field(default_factory=dict)
    latest: str = ""
    """The part that began last: the template of a list is the first thing in it."""
    inside: set[str] | None = None
    select: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(fragments()[self.name])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        here = {name: value or "" for name, value in attrs}
        if tag == "template":
            self.keys[self.latest] = here["data-key"]
            self.inside = self.lists.setdefault(self.latest, set())
        elif "data-part" in here and self.inside is not None:
            self.inside.add(here["data-part"])
        elif "data-part" in here:
            self.latest = here["data-part"]
            (self.pictures if tag == "canvas" else self.parts).add(here["data-part"])
        if "data-goal" in here:
            self.goals[here["data-goal"]] = here.get("data-tick", "✓ done")
        if tag == "select" and "data-choose" in here:
            self.deeds[here["data-part"]] = here["data-choose"]
        elif tag == "select":
            self.select = here["name"]
            self.choices[self.select] = []
            if "data-open" not in here:
                self.told[self.select] = {"choices": self.choices[self.select]}
            else:
                self.patterns[self.select] = here["data-open"]
                self.settings[self.select] = ""
        elif tag == "option":
            self.choices[self.select].append(here["value"])
            if "selected" in here:
                self.settings[self.select] = here["value"]
        elif tag == "input" and here["type"] == "radio":
            self.choices.setdefault(here["name"], []).append(here["value"])
            self.told[here["name"]] = {"choices": self.choices[here["name"]]}
            if "checked" in here:
                self.settings[here["name"]] = here["value"]
        elif tag == "input" and here["type"] == "checkbox":
            self.settings[here["name"]] = "checked" in here
        elif tag == "input" and here["type"] == "text" and "name" in here:
            self.settings[here["name"]] = here.get("value", "")
            self.patterns[here["name"]] = here["pattern"]
            if "data-numbers" in here:
                low, high = map(float, here["data-numbers"].split())
                self.told[here["name"]] = {"low": low, "high": high}
        elif tag == "input" and here["type"] == "range":
            self.settings[here["name"]] = float(here["value"])
            low, high = float(here["min"]), float(here.get("data-most", here["max"]))
            self.limits[here["name"]] = low, high
            self.told[here["name"]] = {"low": low, "high": high, "step": float(here["step"])}

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self.inside = None


def runs(stage: FakeStage) -> bool:
    """Whether something moves now: asked by a call, since it changes from one deed to the next."""
    return stage.running


class FakeContext:
    """A 2-D context that writes down what is drawn."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []

    def __getattr__(self, name: str) -> Any:
        style = {key: value for key, value in vars(self).items() if key != "calls"}
        return lambda *args: self.calls.append((name, args, style))

    def measureText(self, words: str) -> Any:  # noqa: N802 - the browser's name
        return type("TextMetrics", (), {"width": 8.0 * len(words)})


class FakeCanvas:
    """A canvas with a recording context."""

    def __init__(self) -> None:
        self.context = FakeContext()
        self.width = self.height = 0

    def getContext(self, kind: str) -> FakeContext:  # noqa: N802 - the browser's name
        assert kind == "2d"
        return self.context


class FakeBitmap:
    """Pixels, kept for a test to look at."""

    def __init__(self, width: int, height: int) -> None:
        self.canvas = self
        self.shape = height, width
        self.pixels = np.zeros(self.shape, np.uint32)

    def put(self, pixels: np.ndarray) -> None:
        assert pixels.shape == self.shape
        assert pixels.dtype == np.uint32
        self.pixels = pixels.copy()


class FakeStage:
    """One widget on a page that is made of dictionaries."""

    def __init__(
        self,
        name: str,
        size: tuple[float, float] = (420.0, 300.0),
        compiled: bool = True,
        reached: Sequence[str] = (),
        **settings: Any,
    ) -> None:
        self.fragment = Fragment(name)
        self.settings = {**self.fragment.settings, **settings}
        self.text: dict[str, str] = {}
        self.results: list[Message] = []
        self.ticks = dict.fromkeys(self.fragment.goals, "")
        self.ticks |= {goal: self.fragment.goals[goal] for goal in reached}
        self.rows: dict[str, list[list[str]]] = {}
        self.attributes: dict[tuple[str, str], Any] = {}
        self.items: dict[str, dict[str, Message]] = {}
        self.chosen: dict[str, Message] = {}
        self.status = ""
        self.running = False
        self.focus = ""
        self.downloads: list[Message] = []
        self.errors: list[Message] = []
        self.patches: list[Message] = []
        self.canvases = {part: FakeCanvas() for part in self.fragment.pictures}
        self._dispatcher = Dispatcher(
            WIDGETS,
            self._receive,
            lambda canvas: Pen(canvas, FakeBitmap),
            host_here() if compiled else None,
        )
        self._turn = 0
        mount = {"widget": name, "canvases": self.canvases, "tokens": TOKENS}
        mount |= {"limits": self.fragment.told, "reached": list(reached)}
        self._send(type="mount", sizes=self._sizes(size), **mount)

    def change(self, **settings: Any) -> FakeStage:
        """The reader moves controls of the form."""
        assert settings.keys() <= self.fragment.settings.keys(), "no such control in the form"
        self.settings |= settings
        self._send(type="turn")
        return self

    def point(self, part: str, x: float, y: float, phase: str = "down") -> FakeStage:
        """The reader points at a picture."""
        pointer = {"part": part, "phase": phase, "x": x, "y": y}
        self._send(type="turn", pointers=[pointer])
        return self

    def press(self, part: str, key: str, shift: bool = False) -> FakeStage:
        """The reader presses a key on a picture."""
        self._send(type="turn", keys=[{"part": part, "key": key, "shift": shift}])
        return self

    def act(self, action: str) -> FakeStage:
        """The reader presses a button."""
        self._send(type="turn", actions=[action])
        return self

    def choose(self, part: str, value: str) -> FakeStage:
        """The reader chooses in a select that is no setting."""
        assert value in dict(self.chosen[part]["choices"]), "no such choice"
        return self.act(f"{self.fragment.deeds[part]} {value}")

    def fail_to_hand_over(self, name: str, problem: str) -> FakeStage:
        """The page cannot read a file, or a text is too long."""
        self._send(type="turn", texts=[{"name": name, "problem": problem}])
        return self

    def before(self) -> tuple[int, Settings]:
        """The page is about to begin a deed: what Undo needs to come back to now."""
        mark = self._turn
        self._send(type="turn", keep=mark)
        return mark, dict(self.settings)

    def undo(self, before: tuple[int, Settings]) -> FakeStage:
        """The reader presses Undo, and is back at that time."""
        mark, settings = before
        self.settings = dict(settings)
        self._send(type="turn", recall=mark)
        return self

    def follow_link(self, **settings: Any) -> FakeStage:
        """The reader opens a link on the open page; without settings it is a reset."""
        self.settings = {**self.fragment.settings, **settings}
        self._send(type="turn", recall=0)
        return self

    def resize(self, size: tuple[float, float]) -> FakeStage:
        """Every picture gets another size on the page."""
        self._send(type="turn", sizes=self._sizes(size))
        return self

    def prefer_stillness(self) -> FakeStage:
        """The reader asks for reduced motion."""
        self._send(type="turn", still=True)
        return self

    def tell(self, name: str, text: str) -> FakeStage:
        """The reader chooses a file, or sends what was pasted."""
        self._send(type="turn", texts=[{"name": name, "text": text}])
        return self

    def share(self) -> FakeStage:
        """The reader presses Copy link while something moves."""
        self._send(type="turn", share=True)
        return self

    def tick(self, elapsed: float = 16.0) -> FakeStage:
        """A frame passes."""
        assert self.running, "nothing is running, so the page sends no frames"
        self._send(type="turn", elapsed=elapsed)
        return self

    def play(self, elapsed: float = 16.0, most: int = 10_000) -> FakeStage:
        """Frames pass until nothing runs any more."""
        for _ in range(most):
            if not self.running:
                return self
            self.tick(elapsed)
        raise AssertionError(f"still running after {most} frames")

    def close(self) -> None:
        """The widget leaves the page."""
        self._send(type="unmount")

    def words(self, part: str) -> list[str]:
        """What the last drawing of a picture wrote."""
        calls = self.canvases[part].context.calls
        start = max(i for i, (name, *_) in enumerate(calls) if name == "clearRect")
        return [args[0] for name, args, _ in calls[start:] if name == "fillText"]

    def bitmap(self, part: str) -> FakeBitmap:
        """The map that a picture shows."""
        calls = self.canvases[part].context.calls
        found = [args[0] for name, args, _ in calls if name == "drawImage"][-1]
        assert isinstance(found, FakeBitmap)
        return found

    def _sizes(self, size: tuple[float, float]) -> Message:
        return {part: [*size, 1.0] for part in self.canvases}

    def _send(self, **message: Any) -> None:
        self._turn += 1
        deeds: Message = {"pointers": [], "keys": [], "actions": []}
        settings = dict(self.settings)
        whole = {"id": "here", "turn": self._turn, "settings": settings, **deeds, **message}
        self._dispatcher.receive(whole)

    def _receive(self, message: Message) -> None:
        assert message["id"] == "here"
        assert message["turn"] == self._turn
        if message["type"] != "patch":
            self.errors.append(message)
            return
        self.patches.append(message)
        self._apply(message)

    def _apply(self, patch: Message) -> None:
        named = [*patch.get("text", {}), *patch.get("rows", {}), *patch.get("attributes", {})]
        unknown = set(named) - self.fragment.parts
        assert not unknown, f"{self.fragment.name}.html has no part called {unknown}"
        self.text |= patch.get("text", {})
        self.rows |= patch.get("rows", {})
        self.status = patch.get("status", self.status)
        for part, attributes in patch.get("attributes", {}).items():
            for name, value in attributes.items():
                self.attributes[part, name] = value
        self.running = patch.get("running", self.running)
        self.focus = patch.get("focus", self.focus)
        self.downloads += [patch["download"]] if "download" in patch else []
        assert not self.focus or self.focus in self.fragment.parts
        for result in patch.get("results", []):
            assert result.keys() == {"task", "kind", "done", "score"}
            assert result["task"] in self.fragment.goals, f"no data-goal is {result['task']!r}"
            self.results.append(result)
            self.ticks[result["task"]] = self.fragment.goals[result["task"]]
        for part, shown in patch.get("choices", {}).items():
            assert part in self.fragment.deeds, f"{part} is no select with data-choose"
            assert not shown["choices"] or shown["value"] in dict(shown["choices"])
            self.chosen[part] = shown
        for name, offered in patch.get("options", {}).items():
            self.fragment.choices[name] = [value for value, _ in offered]
        for part, items in patch.get("items", {}).items():
            self._check_items(part, items)
            self.items[part] = dict(items)
        for name, value in patch.get("values", {}).items():
            self._check_value(name, value)
            self.settings[name] = value

    def _check_items(self, part: str, items: list[tuple[str, Message]]) -> None:
        """Refuse what the template of the list does not have."""
        assert part in self.fragment.lists, f"{part} is no list with a template"
        keys = [key for key, _ in items]
        assert len(set(keys)) == len(keys), f"{part} has an item twice: {keys}"
        for key, item in items:
            assert re.fullmatch(self.fragment.keys[part], key), f"{part} has no item called {key}"
            assert item.keys() <= self.fragment.lists[part], f"an item of {part} has not {item}"

    def _check_value(self, name: str, value: Any) -> None:
        """Refuse what the page's form would refuse."""
        if name in self.fragment.limits:
            low, high = self.fragment.limits[name]
            low = float(self.attributes.get((name, "min"), low))
            high = float(self.attributes.get((name, "max"), high))
            assert low <= value <= high, f"{name} = {value} is outside its slider"
        elif name in self.fragment.patterns:
            assert re.fullmatch(self.fragment.patterns[name], value), f"{name} = {value!r}"
        elif name in self.fragment.choices:
            assert value in self.fragment.choices[name], f"{name} = {value!r} is no choice"
        else:
            assert isinstance(value, bool), f"{name} = {value!r}"
            assert name in self.fragment.settings
