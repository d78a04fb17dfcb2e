from __future__ import annotations

from typing import Any

import pytest

from kit.page.view import View
from tests.widgets.fake_stage import FakeStage


def test_items_are_sent_by_key_and_in_their_order() -> None:
    view = View({})
    view.items("layers", {"b": {"name": "B"}, "a": {"name": {"text": "A", "hidden": True}}})
    assert view.take() == {
        "items": {"layers": [["b", {"name": "B"}], ["a", {"name": {"text": "A", "hidden": True}}]]}
    }


def test_items_are_sent_again_when_one_of_them_or_their_order_is_another() -> None:
    view = View({})
    for items, sent in (
        ({"a": {"x": "1"}, "b": {}}, True),
        ({"a": {"x": "1"}, "b": {}}, False),
        ({"b": {}, "a": {"x": "1"}}, True),
        ({"b": {}, "a": {"x": "2"}}, True),
        ({}, True),
    ):
        view.items("list", items)
        assert bool(view.take()) is sent


def test_what_a_widget_changes_later_in_its_own_mapping_is_another_item() -> None:
    view, shown = View({}), {"hidden": True}
    view.items("list", {"a": {"x": shown}})
    shown["hidden"] = False
    view.items("list", {"a": {"x": shown}})
    assert view.take()["items"]["list"] == [["a", {"x": {"hidden": False}}]]


@pytest.mark.parametrize(
    ("part", "items"),
    [
        ("depth", []),
        ("layers", [("layer-7", {})]),
        ("layers", [("layer-1", {}), ("layer-1", {})]),
        ("layers", [("layer-1", {"stone": "x"})]),
    ],
    ids=["no list", "no such key", "a key twice", "no such part"],
)
def test_the_fake_stage_refuses_what_the_form_does_not_have(part: str, items: Any) -> None:
    stage = FakeStage("playground")
    with pytest.raises(AssertionError):
        stage._apply({"items": {part: items}})
