"""How a widget's form stands before anyone has touched it: settings, limits, pictures."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any


@dataclass
class Form(HTMLParser):
    """Reads a form as `web/stage/form/form.js` does."""

    text: str
    settings: dict[str, Any] = field(default_factory=dict)
    limits: dict[str, dict[str, Any]] = field(default_factory=dict)
    pictures: list[str] = field(default_factory=list)
    _select: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what the element says."""
        here = {name: value or "" for name, value in attrs}
        if tag == "canvas":
            self.pictures.append(here["data-part"])
        elif tag == "select" and "data-choose" not in here:
            self._select, self.settings[here["name"]] = here["name"], ""
            if "data-open" not in here:
                self.limits[self._select] = {"choices": []}
        elif tag == "option" and self._select:
            self._choice(self._select, here["value"], chosen="selected" in here)
        elif tag == "input" and "name" in here:
            self._input(here)

    def handle_endtag(self, tag: str) -> None:
        """A select ends: what follows are not its choices."""
        if tag == "select":
            self._select = ""

    def _choice(self, name: str, value: str, *, chosen: bool) -> None:
        if name in self.limits:
            self.limits[name]["choices"].append(value)
        if chosen:
            self.settings[name] = value

    def _input(self, here: dict[str, str]) -> None:
        name, kind = here["name"], here["type"]
        if kind == "radio":
            self.limits.setdefault(name, {"choices": []})
            self._choice(name, here["value"], chosen="checked" in here)
        elif kind == "checkbox":
            self.settings[name] = "checked" in here
        elif kind == "range":
            self.settings[name] = float(here["value"])
            low, high = float(here["min"]), float(here.get("data-most", here["max"]))
            self.limits[name] = {"low": low, "high": high, "step": float(here["step"])}
        else:
            self.settings[name] = here.get("value", "")
            if "data-numbers" in here:
                low, high = map(float, here["data-numbers"].split())
                self.limits[name] = {"low": low, "high": high}
