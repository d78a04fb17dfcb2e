"""The lesson "The artificial neuron", worked through as a reader would, mostly by keyboard.

Longer than other files: the tasks of one lesson, on one page that stays open.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.harness import OpenPage, Site, Watch, wait_live
from tests.browser.reader import (
    check_dark_pictures,
    check_quiz,
    part,
    picture,
    redrawn,
    reset,
    slider,
    tick,
)

LESSON = "neuron.html"


@pytest.fixture
def page(lesson: tuple[Page, Watch]) -> Iterator[Page]:
    """Every test starts with all widgets reset, and fails if the page reported anything."""
    page, watch = lesson
    reset(page)
    expect(part(page, "neuron-1", "total")).to_have_text("0.51")
    yield page
    watch.check()


def set_by_keys(page: Page, widget: str, name: str, value: float) -> None:
    """Bring a slider to a value with Home and the arrow and page keys alone."""
    control = slider(page, widget, name)
    control.press("Home")
    steps = round((value - float(control.get_attribute("min") or 0)) / 0.1)
    for key, size in (("PageUp", 10), ("ArrowRight", 1)):
        for _ in range(steps // size):
            control.press(key)
        steps %= size
    assert float(control.input_value()) == pytest.approx(value)


def choose(page: Page, widget: str, value: str) -> None:
    page.locator(f'#{widget} input[type=radio][value="{value}"]').check()


def test_a_key_moves_the_numbers_the_picture_and_the_line(page: Page) -> None:
    before = {name: picture(page, "neuron-1", name) for name in ("diagram", "plane")}
    slider(page, "neuron-1", "b").press("PageUp")
    expect(part(page, "neuron-1", "sum")).to_have_text("z = 0.8 × 1.2 + 1.5 × (−0.5) + 1.3 = 1.51")
    expect(part(page, "neuron-1", "output")).to_have_text("y = sigmoid(1.51) ≈ 0.819")
    expect(part(page, "neuron-1", "confidence")).to_have_text("81.9 % positive (the output)")
    expect(part(page, "neuron-1", "status")).to_contain_text("Weighted sum 1.51")
    for name, old in before.items():
        redrawn(page, "neuron-1", name, old)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("ArrowRight", 0.9),
        ("ArrowDown", 0.7),
        ("Shift+ArrowRight", 0.81),
        ("Shift+ArrowLeft", 0.79),
        ("PageUp", 1.8),
        ("PageDown", -0.2),
        ("End", 3.0),
        ("Home", -3.0),
    ],
)
def test_the_keys_of_a_slider(page: Page, key: str, value: float) -> None:
    control = slider(page, "neuron-1", "w1")
    control.press(key)
    assert float(control.input_value()) == pytest.approx(value)
    field = page.locator("#neuron-1").get_by_role("textbox", name="Weight w1, as a number")
    expect(field).to_have_value(control.input_value().replace("-", "−"))


def number_field(page: Page, name: str) -> Locator:
    return page.locator("#neuron-1").get_by_role("textbox", name=f"{name}, as a number")


@pytest.mark.parametrize(
    ("typed", "value"), [("-1.05", "-1.05"), ("0,05", "0.05"), (".5", "0.5"), ("−2", "-2")]
)
def test_a_number_can_be_typed_key_by_key(page: Page, typed: str, value: str) -> None:
    field = number_field(page, "Bias b")
    field.press("Control+a")
    field.press_sequentially(typed)
    expect(field).to_have_value(typed)
    field.press("Enter")
    assert float(slider(page, "neuron-1", "b").input_value()) == float(value)
    shown = f"{0.21 + float(value):.2f}".rstrip("0").rstrip(".").replace("-", "−")
    expect(part(page, "neuron-1", "total")).to_have_text(shown)


@pytest.mark.parametrize(
    ("typed", "kept", "words"),
    [
        ("7", "3", "goes from −3 to 3; it is now 3"),
        ("-99", "−3", "goes from −3 to 3; it is now −3"),
        ("", "0.3", "needs a number; it stays at 0.3"),
        ("1e", "0.3", "needs a number; it stays at 0.3"),
    ],
)
def test_a_number_that_does_not_fit_is_answered_in_words(
    page: Page, typed: str, kept: str, words: str
) -> None:
    field = number_field(page, "Bias b")
    field.press("Control+a")
    field.press_sequentially(typed) if typed else field.fill("")
    field.press("Tab")
    expect(field).to_have_value(kept)
    expect(part(page, "neuron-1", "note")).to_contain_text(words)
    slider(page, "neuron-1", "w1").press("ArrowRight")
    expect(part(page, "neuron-1", "note")).to_be_empty()


def test_a_prediction_is_shown_beside_the_result(page: Page) -> None:
    question = page.locator("[data-predict=bias]")
    question.get_by_label("It turns").check()
    expect(question.get_by_role("status")).to_contain_text("Noted")
    answer = page.locator("[data-prediction=bias]")
    expect(answer).to_have_text("You predicted: it turns.")
    question.get_by_label("It shifts").check()
    expect(answer).to_have_text("As you predicted:")


def test_inputs_can_be_added(page: Page) -> None:
    expect(slider(page, "neuron-1", "w4")).to_be_hidden()
    choose(page, "neuron-1", "4")
    expect(slider(page, "neuron-1", "w4")).to_be_visible()
    expect(part(page, "neuron-1", "total")).to_have_text("−0.37")
    page.locator("#neuron-1 summary", has_text="table").press("Enter")
    rows = part(page, "neuron-1", "terms").locator("tr")
    expect(rows).to_have_count(5)
    expect(rows.nth(3)).to_have_text("x₄−10.4−0.4")


@pytest.mark.parametrize(
    ("activation", "output"),
    [("relu", "ReLU(0.51) = 0.51"), ("tanh", "tanh(0.51) ≈ 0.47"), ("step", "step(0.51) = 1")],
)
def test_the_activation_can_be_chosen(page: Page, activation: str, output: str) -> None:
    before = picture(page, "neuron-1", "plane")
    page.locator("#neuron-1 select").select_option(activation)
    expect(part(page, "neuron-1", "output")).to_have_text(f"y = {output}")
    redrawn(page, "neuron-1", "plane", before)


def test_the_ring_can_be_dragged(page: Page) -> None:
    canvas = page.locator('#neuron-1 canvas[data-part="plane"]')
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] - 30, middle[1] - 30, steps=5)
    page.mouse.up()
    expect(part(page, "neuron-1", "total")).not_to_have_text("0.51")
    page.wait_for_function(
        """() => {
            const control = (name) => document.querySelector(`#neuron-1 [name=${name}]`);
            const value = (name) => Number(control(name).value);
            const shown = document.querySelector('#neuron-1 [data-part="total"]').textContent;
            const z = 0.8 * value("x1") + 1.5 * value("x2") + 0.3;
            const inside = value("x1") > -1.5 && value("x1") < 0.5 && value("x2") > 0;
            return inside && Math.abs(Number(shown.replace("−", "-")) - z) < 6e-4;
        }"""
    )


def test_undo_and_reset_go_back(page: Page) -> None:
    undo = page.locator("#neuron-1").get_by_role("button", name="Undo")
    slider(page, "neuron-1", "b").press("ArrowRight")
    slider(page, "neuron-1", "w1").press("ArrowRight")
    undo.press("Enter")
    assert slider(page, "neuron-1", "w1").input_value() == "0.8"
    assert slider(page, "neuron-1", "b").input_value() == "0.4"
    undo.press("Enter")
    expect(part(page, "neuron-1", "total")).to_have_text("0.51")
    slider(page, "neuron-1", "b").press("End")
    page.locator("#neuron-1").get_by_role("button", name="Reset").press("Enter")
    expect(part(page, "neuron-1", "total")).to_have_text("0.51")


def test_the_goals_are_detected(page: Page) -> None:
    set_by_keys(page, "neuron-1", "b", -0.2)
    slider(page, "neuron-1", "b").press("Shift+ArrowLeft")
    expect(tick(page, "neuron-1", "line")).to_have_text("✓ done")
    set_by_keys(page, "neuron-1", "w2", 0)
    expect(tick(page, "neuron-1", "useless")).to_have_text("✓ done")
    set_by_keys(page, "neuron-1", "w1", 2)
    slider(page, "neuron-1", "b").press("End")
    expect(tick(page, "neuron-1", "certain")).to_have_text("✓ done")


@pytest.mark.parametrize(
    ("gate", "weights"),
    [
        ("AND", {"w1": 1, "w2": 1, "b": -1.5}),
        ("OR", {"w1": 1, "w2": 1, "b": -0.5}),
        ("NOT", {"w1": -1, "b": 0.5}),
    ],
)
def test_a_gate_is_made_by_keyboard(page: Page, gate: str, weights: dict[str, float]) -> None:
    choose(page, "gates-1", gate)
    before = picture(page, "gates-1", "plane")
    for name, value in weights.items():
        set_by_keys(page, "gates-1", name, value)
    expect(part(page, "gates-1", "status")).to_contain_text(f"{gate} is made")
    expect(tick(page, "gates-1", gate.lower())).to_have_text("✓ made")
    redrawn(page, "gates-1", "plane", before)


def test_xor_is_shown_impossible_with_the_reader_s_own_numbers(page: Page) -> None:
    expect(part(page, "gates-1", "impossible")).to_be_hidden()
    choose(page, "gates-1", "XOR")
    expect(part(page, "gates-1", "impossible")).to_be_visible()
    set_by_keys(page, "gates-1", "w1", 2)
    expect(part(page, "gates-1", "mixed")).to_have_text("z(0,1) + z(1,0) = −0.8 + 2.2 = 1.4")
    expect(part(page, "gates-1", "equal")).to_have_text("z(0,0) + z(1,1) = 0.2 + 1.2 = 1.4")
    set_by_keys(page, "gates-1", "w2", 2)
    set_by_keys(page, "gates-1", "b", -1)
    expect(part(page, "gates-1", "status")).to_have_text("3 of 4 rows are right.")


def test_two_linear_layers_collapse_and_relu_prevents_it(page: Page) -> None:
    same = picture(page, "two-layers-1", "network")
    expect(part(page, "two-layers-1", "difference")).to_have_text("0")
    expect(part(page, "two-layers-1", "one")).to_have_text("z = −1 x₁ − 1 x₂ + 1.5")
    slider(page, "two-layers-1", "w11").press("PageUp")
    expect(part(page, "two-layers-1", "one")).to_have_text("z = 0 x₁ − 1 x₂ + 1.5")
    expect(part(page, "two-layers-1", "difference")).to_have_text("0")
    slider(page, "two-layers-1", "w11").press("PageDown")
    choose(page, "two-layers-1", "relu")
    expect(part(page, "two-layers-1", "status")).to_contain_text("✓ The network computes XOR")
    expect(part(page, "two-layers-1", "difference")).to_have_text("3")
    redrawn(page, "two-layers-1", "network", same)


def test_the_quiz_explains_every_answer(page: Page) -> None:
    check_quiz(page, 4)


def test_dark_mode_reaches_the_pictures(page: Page) -> None:
    check_dark_pictures(page, [("neuron-1", "diagram")])


def test_the_link_restores_the_settings(page: Page, open_page: OpenPage, site: Site) -> None:
    slider(page, "neuron-1", "b").press("PageUp")
    page.locator("#neuron-1 select").select_option("tanh")
    choose(page, "gates-1", "OR")
    page.wait_for_function("() => location.hash.includes('gates-1.gate=OR')")
    page.locator("#neuron-1").get_by_role("button", name="Copy link").press("Enter")
    expect(part(page, "neuron-1", "note")).to_contain_text("copied")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(site.url)
    other, watch = open_page()
    other.goto(link)
    wait_live(other)
    expect(part(other, "neuron-1", "output")).to_have_text("y = tanh(1.51) ≈ 0.9069")
    assert not other.locator("#gates-1 input[value=OR]").is_checked(), "that is another tool"
    other.goto("about:blank")
    other.goto(page.evaluate("() => location.href"))
    assert other.locator("#gates-1 input[value=OR]").is_checked(), "a page's address has them all"
    other.context.close()
    watch.check()
