"""The one pass over a page: every element is shown to the handlers that ask for it.

What no handler replaces is passed through byte for byte. A handler is one entry of the list in
`render.py`: which elements it asks for, and a function that is given the element and the
visit. The function returns the text that comes into the element's place; or None, where it only
wanted to see it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from string import Template
from typing import Any, TypeVar

from scripts.errors import GlassboxError
from scripts.pages.markup import Node, Source

Value = str | Source
"""What a `$name` of a source stands for: a text that is done, or a source to be visited in turn."""

Values = Mapping[str, Value]
Kept = TypeVar("Kept")


@dataclass(frozen=True)
class Selector:
    """Which elements: those of this tag, with this attribute and this class; "" is any."""

    tag: str = ""
    attribute: str = ""
    named: str = ""

    def chooses(self, node: Node) -> bool:
        """Tell whether the element is one of them."""
        return (
            self.tag in ("", node.tag)
            and (not self.attribute or self.attribute in node.attributes)
            and (not self.named or self.named in node.classes)
        )


WIDGET = Selector(attribute="data-widget")
"""A widget's place in a page; its `id` is the name of this one."""


@dataclass(frozen=True)
class Element:
    """An element as a handler meets it: its attributes are filled in, and it knows its line."""

    node: Node
    source: Source
    values: Values
    attributes: Mapping[str, str]

    def __getitem__(self, attribute: str) -> str:
        return self.attributes.get(attribute, "")

    @property
    def is_empty(self) -> bool:
        """Whether nothing but white space stands inside."""
        return not self.source.text[self.node.inner : self.node.close].strip()

    def error(self, words: str) -> GlassboxError:
        """Return an error that names the file and the line of the element."""
        return self.source.error(self.node.start, words)


@dataclass(frozen=True)
class Handler:
    """What is done with the elements of a selector."""

    selector: Selector
    make: Callable[[Element, Visit], str | None]


class Visit:
    """One pass over a page, its layout and all that is put into it."""

    def __init__(self, handlers: Sequence[Handler]) -> None:
        self._handlers = tuple(handlers)
        self._open: list[Element] = []
        self._kept: dict[type, Any] = {}

    def of(self, kind: type[Kept]) -> Kept:
        """Return the one object of this class in which handlers keep what they find."""
        kept: Kept = self._kept.setdefault(kind, kind())
        return kept

    def nearest(self, selector: Selector) -> Element | None:
        """Return the innermost element around the present one that the selector chooses."""
        return next((one for one in reversed(self._open) if selector.chooses(one.node)), None)

    def render(self, source: Source, values: Values, inside: Element | None = None) -> str:
        """Return a source with its `$names` filled in and its elements handled.

        `inside` is the element that it is put into, if it does not stand there itself.
        """
        around = [] if inside is None else [inside]
        return self._within(around, source, values, source.begin, source.until, source.nodes)

    def inside(self, element: Element) -> str:
        """Return what stands inside the element, handled."""
        node, source = element.node, element.source
        return self._within(
            [element], source, element.values, node.inner, node.close, node.children
        )

    def start_tag(self, element: Element) -> str:
        """Return the start tag as it is written."""
        return self._fill(element.source, element.values, element.node.start, element.node.inner)

    def end_tag(self, element: Element) -> str:
        """Return the end tag as it is written; nothing, where there is none."""
        return element.source.text[element.node.close : element.node.end]

    def _within(
        self,
        around: list[Element],
        source: Source,
        values: Values,
        start: int,
        end: int,
        nodes: list[Node],
    ) -> str:
        self._open += around
        parts = []
        for node in nodes:
            parts.append(self._fill(source, values, start, node.start))
            parts.append(self._handle(self._element(node, source, values)))
            start = node.end
        parts.append(self._fill(source, values, start, end))
        del self._open[len(self._open) - len(around) :]
        return "".join(parts)

    def _element(self, node: Node, source: Source, values: Values) -> Element:
        self._fill(source, values, node.start, node.inner)  # a mistake is told with its line
        filled = {
            name: self._fill(replace(source, text=value), values, 0, len(value))
            if "$" in value
            else value
            for name, value in node.attributes.items()
        }
        return Element(node, source, values, filled)

    def _handle(self, element: Element) -> str:
        for handler in self._handlers:
            if handler.selector.chooses(element.node):
                text = handler.make(element, self)
                if text is not None:
                    return text
        return self.start_tag(element) + self.inside(element) + self.end_tag(element)

    def _fill(self, source: Source, values: Values, start: int, end: int) -> str:
        """Put the values into a stretch of a source, strictly."""
        parts = []
        for found in Template.pattern.finditer(source.text, start, end):
            parts.append(source.text[start : found.start()])
            name = found["named"] or found["braced"]
            parts.append(
                "$" if found["escaped"] else self._value(source, values, name, found.start())
            )
            start = found.end()
        parts.append(source.text[start:end])
        return "".join(parts)

    def _value(self, source: Source, values: Values, name: str | None, at: int) -> str:
        if name is None:
            raise source.error(at, "a dollar sign itself is written $$.")
        if name not in values:
            allowed = ", ".join(f"${one}" for one in values)
            raise source.error(at, f"${name} is unknown; the names here are {allowed}.")
        value = values[name]
        if isinstance(value, str):
            return value
        return self.render(value, {key: one for key, one in values.items() if key != name})
