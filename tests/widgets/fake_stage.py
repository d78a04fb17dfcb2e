"""The page and the browser as the widgets see them, in plain CPython.

A `FakeStage` reads the widget's own form: names, defaults and limits of the settings come from
there and nowhere else, and a patch may only speak of parts that the form has.

Longer than other files: form, canvas and page stand in for a browser together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from kit.messages import Message, Settings
from kit.page.dispatcher import Dispatcher
from kit.pen.pen import Pen
from scripts.pages import choices, forms
from scripts.pictures.forms import Form
from tests import places
from tests.hosts import host_here
from tests.tokens import tokens
from widgets import WIDGETS

TOKENS = tokens("light")


@cache
def forms_of_the_site() -> dict[str, str]:
    """The forms as the build makes them."""
    return forms.fragments(forms.read_forms(places.WIDGETS), [choices.handler(places.WIDGETS)])


class FullForm(Form):
    """A widget's form with all that a patch may speak of."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.patterns: dict[str, str] = {}
        self.parts: set[str] = set()
        self.goals: dict[str, str] = {}
        self.deeds: dict[str, str] = {}
        self.lists: dict[str, set[str]] = {}
        """The parts of an item, by the part that is the list."""
        self.keys: dict[str, str] = {}
        self.choices: dict[str, list[str]] = {}
        self._latest = ""
        """The part that began last: the template of a list is the first thing in it."""
        self._inside: set[str] | None = None
        super().__init__(forms_of_the_site()[name])
        self.choices |= {
            one: told["choices"] for one, told in self.limits.items() if "choices" in told
        }
        self.ends = {
            one: (told["low"], told["high"]) for one, told in self.limits.items() if "step" in told
        }
        """Of the sliders alone."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        here = {name: value or "" for name, value in attrs}
        if tag == "template":
            self.keys[self._latest] = here["data-key"]
            self._inside = self.lists.setdefault(self._latest, set())
        elif "data-part" in here and self._inside is not None:
            self._inside.add(here["data-part"])
        elif "data-part" in here:
            self._latest = here["data-part"]
            if tag != "canvas":
                self.parts.add(here["data-part"])
        if "data-goal" in here:
            self.goals[here["data-goal"]] = here.get("data-tick", "✓ done")
        if "data-choose" in here:
            self.deeds[here["data-part"]] = here["data-choose"]
        elif "data-open" in here:
            self.patterns[here["name"]] = here["data-open"]
            self.choices[here["name"]] = []
        elif tag == "option" and self._select in self.patterns:
            self.choices[self._select].append(here["value"])
        elif tag == "input" and here["type"] == "text" and "name" in here:
            self.patterns[here["name"]] = here["pattern"]

    def handle_endtag(self, tag: str) -> None:
        super().handle_endtag(tag)
        if tag == "template":
            self._inside = None


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
        self.form = FullForm(name)
        self.settings = {**self.form.settings, **settings}
        self.text: dict[str, str] = {}
        self.results: list[Message] = []
        self.ticks = dict.fromkeys(self.form.goals, "")
        self.ticks |= {goal: self.form.goals[goal] for goal in reached}
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
        self.canvases = {part: FakeCanvas() for part in self.form.pictures}
        self._dispatcher = Dispatcher(
            WIDGETS,
            self._receive,
            lambda canvas: Pen(canvas, FakeBitmap),
            host_here() if compiled else None,
        )
        self._turn = 0
        mount = {"widget": name, "canvases": self.canvases, "tokens": TOKENS}
        mount |= {"limits": self.form.limits, "reached": list(reached)}
        self._send(type="mount", sizes=self._sizes(size), **mount)

    def change(self, **settings: Any) -> FakeStage:
        """The reader moves controls of the form."""
        assert settings.keys() <= self.form.settings.keys(), "no such control in the form"
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
        return self.act(f"{self.form.deeds[part]} {value}")

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
        self.settings = {**self.form.settings, **settings}
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
        unknown = set(named) - self.form.parts
        assert not unknown, f"{self.form.name}.html has no part called {unknown}"
        self.text |= patch.get("text", {})
        self.rows |= patch.get("rows", {})
        self.status = patch.get("status", self.status)
        for part, attributes in patch.get("attributes", {}).items():
            for name, value in attributes.items():
                self.attributes[part, name] = value
        self.running = patch.get("running", self.running)
        self.focus = patch.get("focus", self.focus)
        self.downloads += [patch["download"]] if "download" in patch else []
        assert not self.focus or self.focus in self.form.parts
        for result in patch.get("results", []):
            assert result.keys() == {"task", "kind", "done", "score"}
            assert result["task"] in self.form.goals, f"no data-goal is {result['task']!r}"
            self.results.append(result)
            self.ticks[result["task"]] = self.form.goals[result["task"]]
        for part, shown in patch.get("choices", {}).items():
            assert part in self.form.deeds, f"{part} is no select with data-choose"
            assert not shown["choices"] or shown["value"] in dict(shown["choices"])
            self.chosen[part] = shown
        for name, offered in patch.get("options", {}).items():
            self.form.choices[name] = [value for value, _ in offered]
        for part, items in patch.get("items", {}).items():
            self._check_items(part, items)
            self.items[part] = dict(items)
        for name, value in patch.get("values", {}).items():
            self._check_value(name, value)
            self.settings[name] = value

    def _check_items(self, part: str, items: list[tuple[str, Message]]) -> None:
        """Refuse what the template of the list does not have."""
        assert part in self.form.lists, f"{part} is no list with a template"
        keys = [key for key, _ in items]
        assert len(set(keys)) == len(keys), f"{part} has an item twice: {keys}"
        for key, item in items:
            assert re.fullmatch(self.form.keys[part], key), f"{part} has no item called {key}"
            assert item.keys() <= self.form.lists[part], f"an item of {part} has not {item}"

    def _check_value(self, name: str, value: Any) -> None:
        """Refuse what the page's form would refuse."""
        if name in self.form.ends:
            low, high = self.form.ends[name]
            low = float(self.attributes.get((name, "min"), low))
            high = float(self.attributes.get((name, "max"), high))
            assert low <= value <= high, f"{name} = {value} is outside its slider"
        elif name in self.form.patterns:
            assert re.fullmatch(self.form.patterns[name], value), f"{name} = {value!r}"
        elif name in self.form.choices:
            assert value in self.form.choices[name], f"{name} = {value!r} is no choice"
        else:
            assert isinstance(value, bool), f"{name} = {value!r}"
            assert name in self.form.settings
