"""The lesson "Activation functions": vanishing gradients, the dead neuron and softmax, at work."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import Watch
from tests.browser.reader import (
    field,
    part,
    picture,
    place,
    press,
    press_without_scrolling,
    redrawn,
    reset,
    slider,
    tick,
)

LESSON = "activations.html"


@pytest.fixture
def page(lesson: tuple[Page, Watch]) -> Iterator[Page]:
    """Every test starts with all widgets reset, and fails if the page reported anything."""
    page, watch = lesson
    reset(page)
    expect(part(page, "dead-relu-1", "status")).to_contain_text("After 0 steps")
    expect(part(page, "softmax-1", "equation")).to_contain_text("≈ 0.609")
    yield page
    watch.check()


# --- numbers ---


@pytest.mark.parametrize(
    ("widget", "name", "typed", "kept", "words"),
    [
        ("activations-1", "Sum z", "7", "6", "goes from −6 to 6; it is now 6"),
        ("activations-1", "Sum z", "steep", "1.3", "needs a number; it stays at 1.3"),
        ("vanishing-1", "Depth", "3.4", "3", "takes whole numbers; it is now 3"),
        ("vanishing-1", "Depth", "0", "1", "goes from 1 to 20; it is now 1"),
        ("dead-relu-1", "Rate", "0", "0.01", "goes from 0.01 to 0.5; it is now 0.01"),
        ("softmax-1", "T", "0", "0.1", "goes from 0.1 to 10; it is now 0.1"),
    ],
)
def test_a_number_that_does_not_fit_is_answered_in_words(
    page: Page, widget: str, name: str, typed: str, kept: str, words: str
) -> None:
    box = field(page, widget, name)
    box.press("Control+a")
    box.press_sequentially(typed)
    box.press("Tab")
    expect(box).to_have_value(kept)
    expect(part(page, widget, "note")).to_contain_text(words)


# --- the vanishing gradient ---


def test_the_tasks_of_the_vanishing_gradient_are_done_by_keyboard(page: Page) -> None:
    press(slider(page, "vanishing-1", "z"), ("PageDown", 1))
    expect(tick(page, "vanishing-1", "best")).to_have_text("✓ done")
    press(slider(page, "vanishing-1", "depth"), ("ArrowRight", 6))
    expect(part(page, "vanishing-1", "product-sigmoid")).to_have_text("(1 × 0.25)¹⁰ ≈ 9.54 × 10⁻⁷")
    expect(tick(page, "vanishing-1", "millionth")).to_have_text("✓ done")
    press(slider(page, "vanishing-1", "w"), ("PageUp", 3))
    expect(tick(page, "vanishing-1", "held")).to_have_text("✓ done")
    press(slider(page, "vanishing-1", "z"), ("ArrowRight", 1))
    press(slider(page, "vanishing-1", "w"), ("End", 1))
    expect(tick(page, "vanishing-1", "exploded")).to_have_text("✓ done")


def test_a_depth_has_nothing_finer_than_a_layer(page: Page) -> None:
    depth = slider(page, "vanishing-1", "depth")
    depth.press("Shift+ArrowRight")
    assert depth.input_value() == "5"
    expect(part(page, "vanishing-1", "table").locator("tr")).to_have_count(5)


def test_the_scale_and_the_network_are_chosen_by_keys(page: Page) -> None:
    plain = picture(page, "vanishing-1", "bars")
    page.locator("#vanishing-1 input[name=scale]:checked").press("ArrowRight")
    page.wait_for_function("() => location.hash.includes('vanishing-1.scale=log')")
    page.locator("#vanishing-1 input[name=source]:checked").press("ArrowRight")
    expect(part(page, "vanishing-1", "product-sigmoid")).to_contain_text("factors from")
    redrawn(page, "vanishing-1", "bars", plain)
    expect(slider(page, "vanishing-1", "w")).to_be_hidden()
    before = part(page, "vanishing-1", "product-tanh").inner_text()
    slider(page, "vanishing-1", "seed").press("ArrowRight")
    expect(part(page, "vanishing-1", "product-tanh")).not_to_have_text(before)


# --- the dead neuron ---


def test_the_dead_neuron_stays_and_the_leaky_one_learns(page: Page) -> None:
    before = {name: picture(page, "dead-relu-1", name) for name in ("leaky_relu", "losses")}
    slider(page, "dead-relu-1", "steps").press("End")
    expect(tick(page, "dead-relu-1", "alive")).to_have_text("✓ done")
    expect(part(page, "dead-relu-1", "neuron-relu")).to_have_text("y = ReLU(−0.8 x − 0.2)")
    expect(part(page, "dead-relu-1", "gradient-relu")).to_have_text("∂L/∂w = 0, ∂L/∂b = 0")
    expect(part(page, "dead-relu-1", "verdict-leaky_relu")).to_contain_text("Alive")
    for name, old in before.items():
        redrawn(page, "dead-relu-1", name, old)


def test_a_healthy_neuron_is_trained_and_then_killed_by_keyboard(page: Page) -> None:
    press(slider(page, "dead-relu-1", "w"), ("PageUp", 1), ("ArrowRight", 3))
    press(slider(page, "dead-relu-1", "b"), ("ArrowRight", 2))
    slider(page, "dead-relu-1", "steps").press("End")
    expect(tick(page, "dead-relu-1", "learnt")).to_have_text("✓ done")
    press(slider(page, "dead-relu-1", "rate"), ("PageUp", 2))
    expect(tick(page, "dead-relu-1", "killed")).to_have_text("✓ done")
    expect(part(page, "dead-relu-1", "verdict-relu")).to_contain_text("Dead")


def test_training_is_started_and_paused_with_one_button(page: Page) -> None:
    button = page.locator("#dead-relu-1 [data-part=play]")
    button.press("Enter")
    expect(button).to_have_text("Pause")
    page.wait_for_function("() => document.querySelector('#dead-relu-1 [name=steps]').value > 5")
    button.press("Enter")
    expect(button).to_have_text("Train")
    button.press("Space")
    expect(tick(page, "dead-relu-1", "alive")).to_have_text("✓ done")
    page.wait_for_function(
        "() => document.querySelector('#dead-relu-1 [name=steps]').value === '400'"
    )
    expect(button).to_have_text("Train")


def test_the_steps_are_dragged_along_the_losses(page: Page) -> None:
    box = place(page, "dead-relu-1", "losses")
    page.mouse.move(box["x"] + box["width"] * 0.1, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + box["height"] / 2, steps=5)
    page.mouse.up()
    expect(tick(page, "dead-relu-1", "alive")).to_have_text("✓ done")
    page.wait_for_function("() => document.querySelector('#dead-relu-1 [name=steps]').value > 300")


def test_pointing_at_a_layer_changes_the_picture_and_no_setting(page: Page) -> None:
    before = picture(page, "vanishing-1", "bars")
    box = place(page, "vanishing-1", "bars")
    page.mouse.move(box["x"] + box["width"] * 0.25, box["y"] + box["height"] / 2)
    press_without_scrolling(slider(page, "vanishing-1", "depth"), "ArrowRight")
    expect(part(page, "vanishing-1", "table").locator("tr")).to_have_count(5)
    press_without_scrolling(slider(page, "vanishing-1", "depth"), "ArrowLeft")
    expect(part(page, "vanishing-1", "table").locator("tr")).to_have_count(4)
    redrawn(page, "vanishing-1", "bars", before)
    assert slider(page, "vanishing-1", "z").input_value() == "1"


# --- softmax ---


def test_the_tasks_of_softmax_are_done_by_keyboard(page: Page) -> None:
    temperature = slider(page, "softmax-1", "temperature")
    press(temperature, ("ArrowLeft", 7))
    expect(tick(page, "softmax-1", "sure")).to_have_text("✓ done")
    press(temperature, ("End", 1))
    expect(tick(page, "softmax-1", "even")).to_have_text("✓ done")
    press(temperature, ("Home", 1), ("ArrowRight", 9))
    press(slider(page, "softmax-1", "z2"), ("PageUp", 1))
    expect(tick(page, "softmax-1", "tied")).to_have_text("✓ done")


def test_a_score_is_dragged(page: Page) -> None:
    box = place(page, "softmax-1", "bars")
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.17)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.1, box["y"] + box["height"] * 0.9, steps=4)
    page.mouse.up()
    page.wait_for_function("() => document.querySelector('#softmax-1 [name=z1]').value < -2")
    expect(part(page, "softmax-1", "status")).to_contain_text("dog")
