"""The lesson "Activation functions", worked through as a reader would, mostly by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import OpenPage, Site, Watch, wait_live
from tests.browser.hostile.test_addresses import foreign
from tests.browser.reader import (
    check_dark_pictures,
    check_quiz,
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

WIDGETS = ("activations-1", "vanishing-1", "dead-relu-1", "softmax-1")


@pytest.fixture
def page(lesson: tuple[Page, Watch]) -> Iterator[Page]:
    """Every test starts with all widgets reset, and fails if the page reported anything."""
    page, watch = lesson
    reset(page)
    expect(part(page, "activations-1", "value")).to_have_text("f(1.3) ≈ 0.786")
    expect(part(page, "softmax-1", "equation")).to_contain_text("≈ 0.609")
    yield page
    watch.check()


def choose_by_keys(page: Page, name: str) -> None:
    """Pick an activation in the list with the keyboard: a list jumps to what is typed."""
    field = page.locator("#activations-1 select")
    field.focus()
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    expect(part(page, "activations-1", "status")).to_contain_text(f"{name}: z")


# --- the curves ---


def test_a_key_moves_the_cross_hair_the_numbers_and_both_pictures(page: Page) -> None:
    before = {name: picture(page, "activations-1", name) for name in ("graph", "gallery")}
    slider(page, "activations-1", "z").press("PageDown")
    expect(part(page, "activations-1", "value")).to_have_text("f(0.3) ≈ 0.5744")
    expect(part(page, "activations-1", "slope")).to_have_text("f′(0.3) ≈ 0.244")
    for name, old in before.items():
        redrawn(page, "activations-1", name, old)


def test_the_tasks_of_the_curves_are_done_by_keyboard(page: Page) -> None:
    z = slider(page, "activations-1", "z")
    choose_by_keys(page, "tanh")
    press(z, ("ArrowRight", 6))
    expect(tick(page, "activations-1", "saturated")).to_have_text("✓ done")
    choose_by_keys(page, "sigmoid")
    press(z, ("Home", 1), ("PageUp", 6))
    expect(tick(page, "activations-1", "steepest")).to_have_text("✓ done")
    choose_by_keys(page, "leaky ReLU")
    press(z, ("PageDown", 3))
    expect(tick(page, "activations-1", "leak")).to_have_text("✓ done")


def test_the_slope_is_overlaid_with_the_space_key(page: Page) -> None:
    before = picture(page, "activations-1", "graph")
    page.locator("#activations-1 input[name=slope]").press("Space")
    page.wait_for_function("() => location.hash.includes('activations-1.slope=true')")
    slider(page, "activations-1", "z").press("ArrowRight")
    expect(part(page, "activations-1", "value")).to_have_text("f(1.4) ≈ 0.802")
    slider(page, "activations-1", "z").press("ArrowLeft")
    expect(part(page, "activations-1", "value")).to_have_text("f(1.3) ≈ 0.786")
    redrawn(page, "activations-1", "graph", before)


def test_the_formula_of_the_chosen_curve_is_mathml_in_view(page: Page) -> None:
    choose_by_keys(page, "step")
    formulas = page.locator("#activations-1 .formulas math:visible")
    expect(formulas).to_have_count(2)
    assert "if z < 0" in (formulas.first.text_content() or "")
    expect(part(page, "activations-1", "formula-step")).to_contain_text("In words:")


def test_the_cross_hair_is_dragged_and_a_mouse_that_passes_over_only_peeks(page: Page) -> None:
    box = place(page, "activations-1", "graph")
    before = picture(page, "activations-1", "graph")
    across, down = box["x"] + box["width"] * 0.3, box["y"] + box["height"] / 2
    page.mouse.move(across, down)
    press_without_scrolling(slider(page, "activations-1", "z"), "ArrowRight")
    expect(part(page, "activations-1", "value")).to_have_text("f(1.4) ≈ 0.802")
    press_without_scrolling(slider(page, "activations-1", "z"), "ArrowLeft")
    expect(part(page, "activations-1", "value")).to_have_text("f(1.3) ≈ 0.786")
    redrawn(page, "activations-1", "graph", before)
    page.mouse.move(across, down)
    page.mouse.down()
    page.mouse.move(across + 40, down, steps=4)
    page.mouse.up()
    page.wait_for_function(
        """() => {
            const z = Number(document.querySelector("#activations-1 input[name=z]").value);
            const shown = document.querySelector('#activations-1 [data-part="value"]').textContent;
            const height = Number(shown.split(" ").at(-1));
            return z < 0 && Math.abs(height - 1 / (1 + Math.exp(-z))) < 6e-4;
        }"""
    )


def test_a_small_graph_is_pressed_to_see_it_in_large(page: Page) -> None:
    box = place(page, "activations-1", "gallery")
    page.mouse.click(box["x"] + box["width"] * 0.75, box["y"] + box["height"] * 0.15)
    expect(part(page, "activations-1", "status")).to_contain_text("ReLU: z 1.3")
    assert page.locator("#activations-1 select").input_value() == "relu"


def test_a_finger_moves_the_cross_hair(open_page: OpenPage, site: Site) -> None:
    page, watch = open_page(has_touch=True, viewport={"width": 390, "height": 800})
    page.goto(site.url + "activations.html")
    wait_live(page, "activations-1")
    box = place(page, "activations-1", "graph")
    page.touchscreen.tap(box["x"] + box["width"] / 4, box["y"] + box["height"] / 2)
    expect(part(page, "activations-1", "value")).to_contain_text("f(−")
    page.context.close()
    watch.check()


@pytest.mark.parametrize(
    ("typed", "value"),
    [("2", "f(2) ≈ 0.881"), ("-2,5", "f(−2.5) ≈ 0.0759"), (".5", "f(0.5) ≈ 0.622"),
     ("−6", "f(−6) ≈ 0.002473"), ("0", "f(0) = 0.5")],
)  # fmt: skip
def test_a_number_can_be_typed(page: Page, typed: str, value: str) -> None:
    z = field(page, "activations-1", "Sum z")
    z.press("Control+a")
    z.press_sequentially(typed)
    z.press("Enter")
    expect(part(page, "activations-1", "value")).to_have_text(value)


# --- the page ---


@pytest.mark.parametrize("name", ["slope", "depth", "dead", "temperature"])
def test_a_prediction_is_shown_beside_the_result(page: Page, name: str) -> None:
    question = page.locator(f"[data-predict={name}]")
    question.locator("input[data-right]").check()
    expect(question.get_by_role("status")).to_contain_text("Noted")
    expect(page.locator(f"[data-prediction={name}]")).to_have_text("As you predicted:")


def test_the_quiz_explains_every_answer(page: Page) -> None:
    check_quiz(page, 5)


def test_undo_goes_back_after_a_press_on_a_picture(page: Page) -> None:
    undo = page.locator("#activations-1").get_by_role("button", name="Undo")
    box = place(page, "activations-1", "gallery")
    page.mouse.click(box["x"] + box["width"] * 0.75, box["y"] + box["height"] * 0.15)
    page.wait_for_function("() => location.hash.includes('activations-1.activation=relu')")
    undo.press("Enter")
    expect(part(page, "activations-1", "value")).to_have_text("f(1.3) ≈ 0.786")
    assert page.locator("#activations-1 select").input_value() == "sigmoid"


def test_the_widgets_work_on_somebody_s_page_with_settings_of_its_own(
    open_page: OpenPage, site: Site
) -> None:
    page, watch = open_page(urlsplit(site.grounds_url).netloc)
    foreign(
        page,
        site,
        '<div data-widget="activations" data-activation="tanh" data-slope="true"></div>'
        '<div data-widget="vanishing" data-depth="10" data-z="0"></div>'
        '<div data-widget="dead-relu" data-steps="400"></div>'
        '<div data-widget="softmax" data-temperature="10"></div>',
    )
    wait_live(page)
    expect(part(page, "activations-1", "value")).to_have_text("f(1.3) ≈ 0.862")
    expect(tick(page, "vanishing-1", "millionth")).to_have_text("✓ done")
    expect(tick(page, "dead-relu-1", "alive")).to_have_text("✓ done")
    expect(tick(page, "softmax-1", "even")).to_have_text("✓ done")
    page.context.close()
    watch.check()


def test_the_pictures_follow_the_colour_scheme(page: Page) -> None:
    first = ("graph", "bars", "relu", "bars")
    check_dark_pictures(page, list(zip(WIDGETS, first, strict=True)))
