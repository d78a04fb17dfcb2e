"""The lesson "Layers and the forward pass", worked through as a reader would, mostly by keyboard.

What plays, pictures that hear keys, and settings that are text are proved here for every widget.

Longer than other files: the tasks of one lesson, on one page that stays open.
"""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.gates import checks
from tests.browser.harness import TIMEOUT_MS, OpenPage, Site, Watch, next_frame, report, wait_live
from tests.browser.reader import check_quiz, redrawn, reset, tick

LESSON = "layers.html"

ID = "forward-1"


@pytest.fixture
def page(lesson: tuple[Page, Watch]) -> Iterator[Page]:
    """Every test starts with the widget reset, and fails if the page reported anything."""
    page, watch = lesson
    page.emulate_media(reduced_motion="no-preference")
    reset(page)
    expect(rows(page, "neurons")).to_have_count(6)
    expect(rows(page, "neurons").nth(0)).to_have_text("x₁input–1.2")
    expect(rows(page, "neurons").nth(2)).to_contain_text("not yet")
    expect(part(page, "part-title")).to_have_text("Nothing is picked")
    yield page
    watch.check()


def part(page: Page, name: str) -> Locator:
    return page.locator(f'#{ID} [data-part="{name}"]')


def rows(page: Page, name: str) -> Locator:
    return part(page, name).locator("tr")


def button(page: Page, name: str) -> Locator:
    return page.locator(f"#{ID}").get_by_role("button", name=name, exact=True)


def control(page: Page, name: str) -> Locator:
    return page.locator(f"#{ID} [name={name}]")


def network(page: Page) -> Locator:
    return page.locator(f"#{ID} [data-keys]")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        network(page).press(key)


def show_all(page: Page) -> None:
    """Compute every layer, by keyboard."""
    control(page, "step").press("End")
    expect(part(page, "status")).to_contain_text("The forward pass is complete")


def picture(page: Page) -> bytes:
    canvas = network(page).locator("canvas")
    canvas.scroll_into_view_if_needed()
    next_frame(page)
    return canvas.screenshot()


def wait_still(page: Page) -> None:
    """Wait until two looks at the picture agree; one that goes on changing fails."""
    end, last = monotonic() + TIMEOUT_MS / 1000, picture(page)
    while (now := picture(page)) != last:
        assert monotonic() < end, "the picture goes on changing"
        last = now


def place(page: Page, column: float, row: float) -> tuple[float, float]:
    """A place on the picture, as shares of its width and height, in the window."""
    canvas = network(page).locator("canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    return box["x"] + box["width"] * column, box["y"] + box["height"] * row


# --- what plays ---------------------------------------------------------------------------------


def test_the_signal_travels_to_the_end_and_stops(page: Page) -> None:
    before = picture(page)
    control(page, "speed").select_option("0.5")
    button(page, "Forward pass").press("Enter")
    expect(part(page, "play")).to_have_text("Pause")
    control(page, "speed").select_option("2")
    expect(part(page, "status")).to_have_text("The forward pass is complete: y ≈ 0.638.")
    expect(part(page, "play")).to_have_text("Forward pass")
    assert control(page, "step").input_value() == "2"
    expect(rows(page, "neurons").nth(5)).to_have_text("youtput0.5680.638")
    redrawn(page, ID, "network", before)
    wait_still(page)


def test_pause_keeps_the_place_and_the_rest_follows(page: Page) -> None:
    control(page, "speed").select_option("0.5")
    play = part(page, "play")
    play.press("Enter")
    expect(control(page, "step")).to_have_value("1")
    play.press("Enter")
    expect(play).to_have_text("Go on")
    wait_still(page)
    expect(rows(page, "neurons").nth(2)).to_contain_text("0.62")
    expect(rows(page, "neurons").nth(5)).to_contain_text("not yet")
    control(page, "speed").select_option("2")
    play.press("Enter")
    expect(control(page, "step")).to_have_value("2")


def test_step_back_replay_and_scrubbing(page: Page) -> None:
    control(page, "speed").select_option("2")
    button(page, "Step").press("Enter")
    expect(control(page, "step")).to_have_value("1")
    expect(part(page, "play")).to_have_text("Go on")
    expect(part(page, "status")).to_contain_text("Layer 1 of 2 is computed: h₁ = 0.62")
    button(page, "Step back").press("Enter")
    expect(control(page, "step")).to_have_value("0")
    expect(button(page, "Step back")).to_have_attribute("aria-disabled", "true")
    control(page, "step").press("ArrowRight")
    expect(part(page, "status")).to_contain_text("Layer 1 of 2 is computed")
    control(page, "step").press("Shift+ArrowRight")  # a count knows no tenths
    expect(part(page, "status")).to_contain_text("The forward pass is complete")
    assert control(page, "step").input_value() == "2"
    control(page, "speed").select_option("0.5")
    button(page, "Replay").press("Enter")
    expect(control(page, "step")).to_have_value("0")
    control(page, "speed").select_option("2")
    expect(control(page, "step")).to_have_value("2")


def test_undo_goes_back_to_before_the_play_in_one(page: Page) -> None:
    control(page, "x1").press("ArrowRight")
    control(page, "speed").select_option("2")
    part(page, "play").press("Enter")
    expect(control(page, "step")).to_have_value("2")
    page.wait_for_function("() => location.hash.includes('forward-1.step=2')")
    button(page, "Undo").press("Enter")
    expect(control(page, "step")).to_have_value("0")
    assert float(control(page, "x1").input_value()) == 1.3
    expect(rows(page, "neurons").nth(2)).to_contain_text("not yet")


def test_without_motion_the_layers_jump(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    button(page, "Step").press("Enter")
    expect(control(page, "step")).to_have_value("1")
    expect(part(page, "play")).to_have_text("Go on")
    seen = page.evaluate(
        """() => new Promise((done) => {
            const texts = new Set();
            const play = document.querySelector('#forward-1 [data-part="play"]');
            const step = document.querySelector('#forward-1 [name="step"]');
            new MutationObserver(() => {
                texts.add(play.textContent);
                if (step.value === "2" && play.textContent === "Forward pass") done([...texts]);
            }).observe(play, { childList: true, characterData: true, subtree: true });
            document.querySelector('#forward-1 [data-action="step"]').click();
        })"""
    )
    assert seen == ["Forward pass"], "a step without motion plays nothing"


# --- the picture --------------------------------------------------------------------------------


def test_arrow_keys_walk_through_the_network_and_its_words_follow(page: Page) -> None:
    show_all(page)
    network(page).focus()
    press(page, "ArrowRight")
    expect(part(page, "status")).to_have_text("Input x₁: x₁ = 1.2")
    press(page, "ArrowRight")
    expect(part(page, "status")).to_have_text("Weight x₁ → h₁: 1.1 × 1.2 = 1.32")
    press(page, "ArrowDown", "ArrowDown")
    expect(part(page, "status")).to_have_text("Bias of h₂: 0.6 × 1 = 0.6")
    press(page, "ArrowRight")
    expect(part(page, "part-equation")).to_have_text(
        "h₂ = ReLU((−0.6) × 1.2 + (−0.9) × (−0.5) + 0.6) = ReLU(0.33) = 0.33"
    )
    expect(network(page)).to_be_focused()
    press(page, "End")
    expect(part(page, "part-title")).to_have_text("Output neuron y")
    press(page, "Escape")
    expect(part(page, "part-title")).to_have_text("Nothing is picked")
    expect(network(page)).to_be_focused()


@pytest.mark.parametrize("place", ["tour", "tour-next", "network", "step"])
def test_escape_leaves_the_tour_wherever_the_reader_stands(page: Page, place: str) -> None:
    button(page, "Guided tour").press("Enter")
    expect(part(page, "tour")).to_be_focused()
    button(page, "Next stop").press("Enter")
    expect(part(page, "tour-title")).to_have_text("Stop 2 of 7: Weights")
    expect(part(page, "tour")).to_be_focused()
    stand = network(page) if place == "network" else part(page, place)
    stand.focus()
    page.keyboard.press("Escape")
    expect(part(page, "tour")).to_be_hidden()
    expect(part(page, "tour-start")).to_be_focused()
    expect(part(page, "part-title")).to_have_text("Weight x₁ → h₁")  # it ends the tour, no more
    press(page, "Escape")
    expect(part(page, "part-title")).to_have_text("Nothing is picked")


def test_enter_on_the_picture_computes_a_layer_and_tab_leaves_it(page: Page) -> None:
    control(page, "speed").select_option("2")
    press(page, "Enter")
    expect(control(page, "step")).to_have_value("1")
    page.keyboard.press("Tab")
    expect(part(page, "play")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(network(page)).to_be_focused()


def test_the_mouse_shows_what_it_passes_over_and_picks_what_it_presses(page: Page) -> None:
    show_all(page)
    page.mouse.move(*place(page, 0.5, 0.5))
    expect(part(page, "part-title")).to_have_text("Neuron h₂ of hidden layer 1")
    assert control(page, "picked").input_value() == ""
    page.mouse.move(*place(page, 0.5, -0.1))
    expect(part(page, "part-title")).to_have_text("Nothing is picked")
    page.mouse.click(*place(page, 0.5, 0.5))
    expect(control(page, "picked")).to_have_value("n1.2")
    page.mouse.move(*place(page, 0.5, -0.1))
    expect(part(page, "part-title")).to_have_text("Neuron h₂ of hidden layer 1")
    page.mouse.click(*place(page, 0.75, 0.05))
    expect(part(page, "part-title")).to_have_text("Nothing is picked")


def test_a_picked_weight_can_be_changed_and_the_change_undone(page: Page) -> None:
    show_all(page)
    press(page, "ArrowRight", "ArrowRight")
    slider = control(page, "weight")
    expect(slider).to_be_visible()
    expect(slider).to_have_value("1.1")
    page.wait_for_function("() => location.hash.includes('forward-1.picked=w1.1.1')")
    slider.press("PageDown")
    expect(part(page, "part-equation")).to_have_text("0.1 × 1.2 = 0.12")
    expect(rows(page, "weights").nth(1)).to_have_text("x₁ → h₁0.11.20.12")
    press(page, "ArrowDown")
    expect(part(page, "part-title")).to_have_text("Weight x₂ → h₁")
    expect(slider).to_have_value("0.2")
    page.wait_for_function("() => location.hash.includes('forward-1.edits=w1.1.1%3D0.1')")
    button(page, "Undo").press("Enter")
    expect(part(page, "part-equation")).to_have_text("0.1 × 1.2 = 0.12")
    button(page, "Undo").press("Enter")
    expect(part(page, "part-equation")).to_have_text("1.1 × 1.2 = 1.32")


# --- the network --------------------------------------------------------------------------------


def test_neurons_and_layers_come_and_go(page: Page) -> None:
    button(page, "One neuron more in hidden layer 1").press("Enter")
    expect(part(page, "parameters")).to_have_text(
        "17 parameters: 2 × 4 + 4 × 1 weights and 5 biases"
    )
    button(page, "One input more").press("Enter")
    expect(control(page, "x3")).to_be_visible()
    expect(button(page, "One input more")).to_have_attribute("aria-disabled", "true")
    button(page, "Add a layer").press("Enter")
    expect(part(page, "slot-2")).to_be_visible()
    expect(control(page, "step")).to_have_attribute("max", "3")
    button(page, "One output more").press("Enter")
    expect(rows(page, "neurons")).to_have_count(3 + 4 + 3 + 2)
    for _ in range(2):
        button(page, "Remove a layer").press("Enter")
    expect(part(page, "parameters")).to_have_text("8 parameters: 3 × 2 weights and 2 biases")
    button(page, "Undo").press("Enter")
    expect(part(page, "slot-1")).to_be_visible()


def test_new_weights_and_other_activations(page: Page) -> None:
    show_all(page)
    before = part(page, "weights").text_content() or ""
    button(page, "New weights").press("Enter")
    expect(part(page, "weights")).not_to_have_text(before)
    button(page, "Undo").press("Enter")
    expect(rows(page, "neurons").nth(4)).to_have_text("h₃hidden 1−1.770")
    control(page, "activation").select_option("tanh")
    expect(rows(page, "neurons").nth(4)).to_contain_text("−1.77−0.944")
    control(page, "output").select_option("linear")
    press(page, "Home", "End")
    expect(part(page, "part-equation")).to_contain_text("linear(")


def test_numbers_can_be_hidden(page: Page) -> None:
    before = picture(page)
    control(page, "numbers").press("Space")
    expect(control(page, "numbers")).not_to_be_checked()
    page.wait_for_function("() => location.hash.includes('numbers=false')")
    redrawn(page, ID, "network", before)


# --- tasks --------------------------------------------------------------------------------------


def test_all_goals_can_be_reached_by_keyboard(page: Page) -> None:
    show_all(page)
    press(page, "Home", "ArrowRight", "ArrowRight")
    expect(tick(page, ID, "largest")).to_have_text("✓ done")
    press(page, "Home", "ArrowDown", "ArrowRight")
    expect(tick(page, ID, "against")).to_have_text("✓ done")
    page.locator(f"#{ID}").get_by_role("textbox", name="Input x1, as a number").fill("-0.2")
    page.locator(f"#{ID}").get_by_role("textbox", name="Input x2, as a number").fill("1.5")
    expect(tick(page, ID, "silent")).to_have_text("✓ done")
    button(page, "Add a layer").press("Enter")
    expect(tick(page, ID, "parameters")).to_have_text("✓ done")
    expect(part(page, "status")).to_contain_text("Layer 2 of 3 is computed")


def test_the_tour_takes_the_reader_s_place_along(page: Page) -> None:
    control(page, "speed").select_option("2")
    start, tour = button(page, "Guided tour"), part(page, "tour")
    expect(tour).to_be_hidden()
    start.press("Enter")
    names = ["Inputs", "Weights", "Bias", "Activation", "Output", "Loss", "Backward"]
    for number, name in enumerate(names, start=1):
        expect(part(page, "tour-title")).to_have_text(f"Stop {number} of 7: {name}")
        expect(tour).to_be_focused()
        expect(tour).to_have_accessible_name(f"Stop {number} of 7: {name}")
        expect(tour).to_have_accessible_description(part(page, "tour-words").inner_text())
        assert len(control(page, "picked").input_value()) >= 4
        page.keyboard.press("Tab")
        expect(part(page, "tour-next")).to_be_focused()
        page.keyboard.press("Enter")
    expect(tour).to_be_hidden()
    expect(start).to_be_focused()
    expect(control(page, "step")).to_have_value("2")


def test_the_tour_goes_back_and_can_be_left(page: Page) -> None:
    button(page, "Guided tour").press("Enter")
    button(page, "Next stop").press("Enter")
    expect(part(page, "tour-title")).to_have_text("Stop 2 of 7: Weights")
    report(checks.axe(page))
    button(page, "Previous stop").press("Enter")
    expect(part(page, "tour-title")).to_have_text("Stop 1 of 7: Inputs")
    expect(part(page, "tour")).to_be_focused()
    button(page, "Leave the tour").press("Enter")
    expect(part(page, "tour")).to_be_hidden()
    expect(button(page, "Guided tour")).to_be_focused()


def test_the_quiz_explains_every_answer(page: Page) -> None:
    check_quiz(page, 5)


def test_a_prediction_is_shown_beside_the_result(page: Page) -> None:
    page.locator("[data-predict=parameters]").get_by_label("9").check()
    expect(page.locator("[data-prediction=parameters]")).to_have_text("You predicted: 9.")


def test_the_link_restores_network_place_and_pick(
    page: Page, open_page: OpenPage, site: Site
) -> None:
    button(page, "Add a layer").press("Enter")
    expect(part(page, "slot-2")).to_be_visible()
    show_all(page)
    press(page, "ArrowRight", "ArrowRight")
    expect(control(page, "weight")).to_be_visible()
    control(page, "weight").press("End")
    expect(part(page, "part-equation")).to_have_text("3 × 1.2 = 3.6")
    button(page, "Copy link").press("Enter")
    expect(part(page, "note")).to_contain_text("copied")
    link = page.evaluate("navigator.clipboard.readText()")
    other, watch = open_page()
    other.goto(link)
    wait_live(other)
    expect(part(other, "part-equation")).to_have_text("3 × 1.2 = 3.6")
    expect(part(other, "neurons")).to_have_text(part(page, "neurons").text_content() or "")
    expect(control(other, "step")).to_have_value("3")
    other.context.close()
    watch.check()


def test_a_finger_picks_and_the_picture_stays_in_view(open_page: OpenPage, site: Site) -> None:
    page, watch = open_page(viewport={"width": 390, "height": 844}, has_touch=True)
    page.goto(site.url + "layers.html")
    wait_live(page)
    page.touchscreen.tap(*place(page, 0.5, 0.5))
    expect(control(page, "picked")).to_have_value("n1.2")
    control(page, "x2").scroll_into_view_if_needed()
    expect(network(page)).to_be_in_viewport(ratio=0.9)
    page.context.close()
    watch.check()
