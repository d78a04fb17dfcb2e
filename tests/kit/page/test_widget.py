"""What every widget can do: move a control of its form."""

from __future__ import annotations

from kit.page.view import View
from kit.page.widget import Widget


def widget() -> Widget:
    return Widget(View({}), {"rate": 0.1})


def test_a_control_is_moved_in_the_settings_and_on_the_page() -> None:
    here = widget()
    here.set("rate", 0.3)
    assert here.settings == {"rate": 0.3}
    assert here.view.take() == {"values": {"rate": 0.3}}


def test_a_control_that_stands_there_already_is_no_news() -> None:
    here = widget()
    here.set("rate", 0.1)
    assert here.view.take() == {}
