"""The lesson "Loss and backpropagation", worked through as a reader would, by keyboard.

Longer than other files: the tasks of one lesson, on one page that stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import OpenPage, Site, Watch, wait_live
from tests.browser.reader import check_quiz, part, picture, redrawn, reset, slider, tick

LESSON = "backpropagation.html"

LINK = "backpropagation.html#"


@pytest.fixture
def page(lesson: tuple[Page, Watch]) -> Iterator[Page]:
    """Every test starts with all widgets reset, and fails if the page reported anything."""
    page, watch = lesson
    reset(page)
    expect(part(page, "backprop-1", "operation-name")).to_contain_text("Nothing computed yet")
    expect(part(page, "backprop-1", "chain-numbers")).to_have_text("= – × – × (−1)")
    expect(part(page, "loss-map-1", "loss-now")).to_have_text("3.409")
    yield page
    watch.check()


def press(page: Page, widget: str, action: str) -> None:
    """A button, by keyboard."""
    page.locator(f'#{widget} [data-action="{action}"]').press("Enter")


def test_the_four_steps_by_keyboard(page: Page) -> None:
    before = picture(page, "backprop-1", "network")
    for step, result in (
        ("forward", "y ≈ 0.825"),
        ("loss", "L ≈ 0.681"),
        ("backward", "largest |∂| ≈ 0.238"),
    ):
        press(page, "backprop-1", step)
        expect(part(page, "backprop-1", f"{step}-result")).to_have_text(result)
        expect(part(page, "backprop-1", f"{step}-step")).to_have_attribute("aria-current", "step")
    press(page, "backprop-1", "update")
    expect(part(page, "backprop-1", "status")).to_contain_text("Cycle 1 complete.")
    expect(slider(page, "backprop-1", "op")).to_have_value("13")
    redrawn(page, "backprop-1", "network", before)


def test_ten_cycles_and_back_to_where_they_began(page: Page) -> None:
    page.locator("#backprop-1 select[name=speed]").select_option("fast")
    at_rest = re.compile(r"backprop-1\.op=13")  # recorded when it came to rest
    expect(page).not_to_have_url(at_rest)  # by the test before this one
    press(page, "backprop-1", "cycle")
    expect(page).to_have_url(at_rest)
    expect(part(page, "backprop-1", "status")).to_contain_text("Cycle 1 complete.")
    table = part(page, "backprop-1", "parameters")
    kept = table.text_content()
    press(page, "backprop-1", "ten")
    expect(part(page, "backprop-1", "status")).to_contain_text("Cycle 11 complete.")
    assert table.text_content() != kept
    page.locator("#backprop-1").get_by_role("button", name="Undo").press("Enter")
    expect(slider(page, "backprop-1", "cycle")).to_have_value("0")
    expect(slider(page, "backprop-1", "op")).to_have_value("13")
    expect(table).to_have_text(kept or "")


def test_any_weight_by_the_arrow_keys_of_the_picture_and_by_its_list(page: Page) -> None:
    frame = page.locator("#backprop-1 .frame[data-keys]").first
    frame.press("End")
    expect(part(page, "backprop-1", "weight-name")).to_have_text("weight h₂ → y")
    expect(part(page, "backprop-1", "chain")).to_have_text("∂L/∂w = ∂L/∂y × ∂y/∂z × ∂z/∂w")
    frame.press("ArrowLeft")
    expect(page.locator("#backprop-1 select[name=picked]")).to_have_value("w1.2.1")
    page.locator("#backprop-1 select[name=picked]").select_option("b2.1")
    expect(part(page, "backprop-1", "weight-name")).to_have_text("bias of y")
    expect(part(page, "backprop-1", "chain-numbers")).to_have_text("= – × – × 1")
    press(page, "backprop-1", "backward")
    expect(part(page, "backprop-1", "chain-numbers")).to_have_text("= 1.65 × 0.144 × 1 ≈ 0.238")


def test_a_tap_on_an_edge_picks_it(page: Page) -> None:
    canvas = page.locator('#backprop-1 canvas[data-part="network"]')
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    inset, columns = 26 * 1.9, (box["width"] - 92 - 2 * 26 * 1.9) / 2
    middle = 8 + (box["height"] - 8) / 2
    x, y = inset + 1.5 * columns, middle + (box["height"] - 8) / 8
    canvas.click(position={"x": x, "y": y})
    expect(part(page, "backprop-1", "weight-name")).to_have_text("weight h₂ → y")


def test_all_gradients_are_checked_by_nudging(page: Page) -> None:
    expect(part(page, "backprop-1", "proof")).to_be_hidden()
    slider(page, "backprop-1", "check").press("Space")
    expect(part(page, "backprop-1", "check-all")).to_contain_text("✓ All agree: 9 gradients")
    expect(part(page, "backprop-1", "measured").locator("tr")).to_have_count(6)


def test_another_network_and_another_loss(page: Page) -> None:
    page.locator("#backprop-1 select[name=speed]").select_option("fast")
    page.locator("#backprop-1 select[name=hidden]").select_option("2-2-2")
    expect(part(page, "backprop-1", "parameters").locator("tr")).to_have_count(21)
    page.locator("#backprop-1 input[value=binary_cross_entropy]").check()
    page.locator("#backprop-1 select[name=activation]").select_option("sigmoid")
    press(page, "backprop-1", "update")
    expect(part(page, "backprop-1", "status")).to_contain_text("Cycle 1 complete.")
    expect(part(page, "backprop-1", "factors")).to_contain_text("paths through h₂₁, h₂₂")


def test_losses_of_the_same_predictions_are_compared_by_keyboard(page: Page) -> None:
    press(page, "loss-1", "keep")
    expect(part(page, "loss-1", "comparison").locator("tr")).to_have_count(2)
    for name, key in (("y1", "End"), ("y2", "End"), ("y3", "Home"), ("y4", "Home")):
        slider(page, "loss-1", name).press(key)
    expect(tick(page, "loss-1", "same")).to_have_text("✓ done")
    expect(part(page, "loss-1", "accuracy")).to_have_text("4 of 4 right, 100 %")
    slider(page, "loss-1", "y1").press("Home")
    expect(tick(page, "loss-1", "one")).to_have_text("✓ done")
    page.locator('#loss-1 input[name=picked][value="1"]').press("ArrowRight")
    expect(part(page, "loss-1", "picked-name")).to_have_text("y₂, target 1")


def test_the_ring_of_the_map_is_moved_by_keys_and_trained_from_there(page: Page) -> None:
    frame = page.locator("#loss-map-1 .frame[data-keys]")
    before = picture(page, "loss-map-1", "map")
    frame.press("ArrowRight")
    expect(part(page, "loss-map-1", "place")).to_have_text("x₁ → y = −2.9, bias of y = 3")
    press(page, "loss-map-1", "ten")
    expect(slider(page, "loss-map-1", "step")).to_have_value("10")
    expect(tick(page, "loss-map-1", "down")).to_have_text("✓ done")
    redrawn(page, "loss-map-1", "map", before)
    press(page, "loss-map-1", "back")
    expect(part(page, "loss-map-1", "status")).to_contain_text("Step 9:")
    press(page, "loss-map-1", "start")
    expect(part(page, "loss-map-1", "place")).to_have_text("x₁ → y = −2.9, bias of y = 3")


def test_a_larger_network_has_more_than_its_map(page: Page) -> None:
    page.locator("#loss-map-1 select[name=net]").select_option("four")
    expect(part(page, "loss-map-1", "size")).to_contain_text("17.")
    page.locator("#loss-map-1 input[value=random]").check()
    expect(part(page, "loss-map-1", "place")).to_contain_text("direction 1")
    slider(page, "loss-map-1", "step").press("PageUp")
    slider(page, "loss-map-1", "step").press("PageUp")
    expect(part(page, "loss-map-1", "status")).to_contain_text("Step 20:")
    expect(page.locator("#loss-map-1 select[name=second]")).to_be_disabled()
    page.locator("#loss-map-1 input[value=weights]").check()
    page.locator("#loss-map-1 select[name=second]").select_option("w2.1.4")
    expect(page).to_have_url(re.compile(r"loss-map-1\.second=w2\.1\.4"))
    expect(part(page, "loss-map-1", "place")).to_contain_text("h₄ → y")
    page.locator("#loss-map-1").get_by_role("button", name="Reset").press("Enter")
    expect(page.locator("#loss-map-1 select[name=second]")).to_have_value("b1.1")
    expect(page).not_to_have_url(re.compile("loss-map-1"))


def test_a_link_leads_into_the_middle(open_page: OpenPage, site: Site) -> None:
    other, watch = open_page()
    settings = {
        "backprop-1.cycle": "3",
        "backprop-1.op": "10",
        "backprop-1.picked": "b1.2",
        "loss-1.kept": "0.800_0.600_0.400_0.100",
        "loss-map-1.weights": "2_-1.5",
        "loss-map-1.step": "5",
    }
    other.goto(site.url + LINK + "&".join(f"{name}={value}" for name, value in settings.items()))
    wait_live(other)
    expect(part(other, "backprop-1", "status")).to_contain_text("Cycle 4, backward pass")
    expect(part(other, "backprop-1", "weight-name")).to_have_text("bias of h₂")
    expect(part(other, "loss-1", "comparison").locator("tr")).to_have_count(2)
    expect(part(other, "loss-map-1", "status")).to_contain_text("Step 5:")
    other.context.close()
    watch.check()


def test_a_link_of_before_opens_what_it_showed_and_a_new_one_names_its_start(
    open_page: OpenPage, site: Site
) -> None:
    """The default start was 8 once, and such links leave it out."""
    for link, start, answer in (
        ("backpropagation.html#backprop-1.op=3", "8", "y ≈ 0.355"),
        ("backpropagation.html#backprop-1.op=3&backprop-1.seed=76", "76", "y ≈ 0.825"),
        ("embed.html?widget=backprop&op=3", "8", "y ≈ 0.355"),
        ("embed.html?widget=backprop", "76", "–"),
    ):
        other, watch = open_page()
        other.goto(site.url + link)
        wait_live(other)
        expect(slider(other, "backprop-1", "seed")).to_have_value(start)
        expect(part(other, "backprop-1", "forward-result")).to_have_text(answer)
        other.context.close()
        watch.check()


def test_the_address_names_the_start_as_soon_as_it_names_anything(page: Page) -> None:
    expect(page).not_to_have_url(re.compile("backprop-1"))
    slider(page, "backprop-1", "rate").press("ArrowRight")
    expect(page).to_have_url(re.compile(r"backprop-1\.rate=1\.1.*backprop-1\.seed=76"))
    slider(page, "backprop-1", "rate").press("ArrowLeft")
    expect(page).not_to_have_url(re.compile("backprop-1"))


def test_the_quiz_explains_every_answer(page: Page) -> None:
    check_quiz(page, at_least=6)
