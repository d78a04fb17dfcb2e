"""The forms of the widgets, and their places in a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scripts.pages.elements import WIDGET, Element, Handler, Selector, Values, Visit
from scripts.pages.links import Anchors
from scripts.pages.markup import Source, read_source, walk
from scripts.pages.widget_folders import FORM, name_of

_PLACE = Selector("div", WIDGET.attribute)


@dataclass(frozen=True)
class Form:
    """A widget's form: its source, and what several forms have alike, by names like `$toolbar`."""

    source: Source
    common: Mapping[str, Source]

    def values(self, instance: str) -> Values:
        """Return what its `$names` stand for; `$id` is the name of this one widget of the page."""
        return {"id": instance, **self.common}

    @property
    def heading(self) -> str:
        """The form's own heading, or nothing."""
        node = next((one for one in walk(self.source.nodes) if one.tag == "h3"), None)
        return "" if node is None else self.source.text[node.inner : node.close]


class _Count(Counter[str]):
    """How often each widget stands on the page so far."""


def read_forms(folder: Path) -> dict[str, Form]:
    """Return the forms by the names of their widgets; the folder `common` has what they share."""
    shared = sorted((folder / "common").glob("*.html"))
    common = {path.stem: read_source(path).stripped() for path in shared}
    return {
        name_of(path.parent.name): Form(read_source(path).stripped(), common)
        for path in sorted(folder.glob(f"*/{FORM}"))
    }


def fragments(forms: Mapping[str, Form], handlers: Sequence[Handler]) -> dict[str, str]:
    """Return the forms as files of the site, whole but for their `$id`: other pages fetch them."""
    return {
        name: Visit(handlers).render(form.source, form.values("$id")) + "\n"
        for name, form in forms.items()
    }


def places(forms: Mapping[str, Form]) -> Handler:
    """Return the handler that puts the forms into their places."""

    def place(element: Element, visit: Visit) -> str:
        name = element["data-widget"]
        if name not in forms:
            known = ", ".join(forms) or "none"
            raise element.error(f"there is no widget {name!r}; there are: {known}.")
        if not element.is_empty or "id" in element.attributes:
            raise element.error(f"the place of {name!r} must be an empty div without an id.")
        count = visit.of(_Count)
        count[name] += 1
        return _placed(forms[name], f"{name}-{count[name]}", element, visit)

    return Handler(_PLACE, place)


def _placed(form: Form, instance: str, element: Element, visit: Visit) -> str:
    visit.of(Anchors).add(instance, element)
    named = replace(element, attributes={**element.attributes, "id": instance})
    content = visit.render(form.source, form.values(instance), named)
    tag = visit.start_tag(element).replace("<div", f'<div id="{instance}"', 1)
    return f"{tag}\n{content}\n</div>"
