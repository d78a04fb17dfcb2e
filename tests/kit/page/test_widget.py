"""What every widget can do: move a control of its form."""

from __future__ import annotations

import pytest

from kit.page.limits import Limits
from kit.page.view import View
from kit.page.widget import Widget


def widget() -> Widget:
    return Widget(View({}, limits={"rate": Limits(0.0, 1.0)}), {"rate": 0.1})


def test_a_control_is_moved_in_the_settings_and_on_the_page() -> None:
    here = widget()
    here.set("rate", 0.3)
    assert here.settings == {"rate": 0.3}
    assert here.view.take() == {"values": {"rate": 0.3}}


def test_a_control_that_stands_there_already_is_no_news() -> None:
    here = widget()
    here.set("rate", 0.1)
    assert here.view.take() == {}


@pytest.mark.parametrize(("pulled", "there"), [(0.256, 0.26), (7.0, 1.0), (-0.001, 0.0)])
def test_a_drag_is_rounded_and_ends_at_the_ends_of_the_slider(pulled: float, there: float) -> None:
    here = widget()
    here.drag("rate", pulled)
    assert here.settings["rate"] == there
