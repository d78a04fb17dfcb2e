"""The lesson "Gradient descent", worked through as a reader would, mostly by keyboard.

Longer than other files: the tasks of one lesson, on one page that stays open.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import OpenPage, Site, Watch, wait_live
from tests.browser.hostile.test_addresses import foreign
from tests.browser.reader import button, check_quiz, choose, done, part, picture, redrawn, reset

LESSON = "gradient-descent.html"

CURVE, LAND, RACE = "descent-curve-1", "descent-landscape-1", "optimisers-1"


@pytest.fixture
def page(lesson: tuple[Page, Watch]) -> Iterator[Page]:
    """Every test starts with all widgets reset, and fails if the page reported anything."""
    page, watch = lesson
    reset(page)
    expect(part(page, CURVE, "move")).to_have_text("w ← −3 − 0.02 × (−3) = −2.94")
    expect(part(page, LAND, "height")).to_have_text("L(−3, 2) = 6.5")
    expect(part(page, RACE, "now")).to_have_text("At step 0")
    yield page
    watch.check()


def type_number(page: Page, widget: str, name: str, text: str) -> None:
    """Type into the number field of a slider, key by key."""
    field = page.locator(f"#{widget} input[name={name}] + input.number")
    expect(field).to_be_visible()  # Python shows the controls of what was chosen
    field.press("Control+a")
    field.press_sequentially(text)
    field.press("Enter")


def tick(page: Page, widget: str, name: str) -> None:
    page.locator(f"#{widget} input[name={name}]").press("Space")


def test_the_tasks_of_the_curve_by_keyboard(page: Page) -> None:
    before = picture(page, CURVE, "curve")
    type_number(page, CURVE, "rate_parabola", "0.5")
    done(page, CURVE, "fast")
    expect(part(page, CURVE, "ending")).to_contain_text("reaches the minimum after 5 steps")
    expect(part(page, CURVE, "verdict")).to_contain_text("✓ Just right.")
    redrawn(page, CURVE, "curve", before)
    type_number(page, CURVE, "rate_parabola", "2.1")
    done(page, CURVE, "diverge")
    expect(part(page, CURVE, "limit")).to_contain_text("Your rate, 2.1, is beyond it")
    choose(page, CURVE, "curve", "double-well")
    expect(page.locator(f"#{CURVE} input[name=rate_parabola]")).to_be_hidden()
    type_number(page, CURVE, "rate_double_well", "0.2")
    done(page, CURVE, "leap")


def test_all_rates_are_shown_at_once_when_they_are_wanted(page: Page) -> None:
    chart = page.locator(f'#{CURVE} canvas[data-part="rates"]')
    expect(chart).to_be_hidden()
    tick(page, CURVE, "all")
    expect(chart).to_be_visible()
    expect(part(page, CURVE, "rates-told")).to_contain_text("too large at 2; diverged from 2.05")
    before = picture(page, CURVE, "rates")
    type_number(page, CURVE, "rate_parabola", "1.5")
    expect(part(page, CURVE, "move")).to_have_text("w ← −3 − 1.5 × (−3) = 1.5")
    redrawn(page, CURVE, "rates", before)


def test_the_first_tasks_of_the_landscape_by_keyboard(page: Page) -> None:
    type_number(page, LAND, "rate_bowl", "1")
    done(page, LAND, "once")
    type_number(page, LAND, "rate_bowl", "2.1")
    done(page, LAND, "diverge")
    choose(page, LAND, "ground", "valley")
    expect(part(page, LAND, "limit")).to_contain_text("2 / λ = 0.08")
    type_number(page, LAND, "rate_valley", "0.075")
    done(page, LAND, "valley")


def test_a_start_is_placed_with_the_arrow_keys_on_the_map(page: Page) -> None:
    choose(page, LAND, "ground", "saddle")
    before = picture(page, LAND, "map")
    frame = part(page, LAND, "map").locator("..")
    frame.press("Shift+ArrowDown")  # from 0.01 to 0
    expect(page.locator(f"#{LAND} input[name=y_saddle]")).to_have_js_property("value", "0")
    done(page, LAND, "saddle")
    expect(part(page, LAND, "ending")).to_contain_text("at the saddle, which is level but no")
    redrawn(page, LAND, "map", before)
    choose(page, LAND, "ground", "two-minima")
    type_number(page, LAND, "x_two_minima", "-1.7")
    type_number(page, LAND, "y_two_minima", "0")
    type_number(page, LAND, "rate_two_minima", "0.2")
    done(page, LAND, "higher")


def test_the_way_down_is_found_in_fog_by_keyboard(page: Page) -> None:
    clear = picture(page, LAND, "map")
    tick(page, LAND, "fog")
    expect(part(page, LAND, "verdict")).to_contain_text("Hidden by the fog")
    redrawn(page, LAND, "map", clear)
    type_number(page, LAND, "rate_bowl", "0.9")
    frame = part(page, LAND, "map").locator("..")
    frame.press("Enter")
    expect(part(page, LAND, "status")).to_contain_text("Step 1: at (−0.3, 0.2)")
    expect(part(page, LAND, "ending")).to_contain_text("Hidden by the fog")
    frame.press("Space")
    done(page, LAND, "fog")
    expect(part(page, LAND, "ending")).to_contain_text("reaches the minimum after 2 steps")
    expect(button(page, LAND, "Run")).to_be_visible()


def test_the_tasks_of_the_optimisers_by_keyboard(page: Page) -> None:
    before = picture(page, RACE, "race")
    type_number(page, RACE, "beta", "0")
    type_number(page, RACE, "momentum_valley", "0.07")
    done(page, RACE, "same")
    type_number(page, RACE, "beta", "0.44")
    type_number(page, RACE, "momentum_valley", "0.11")
    done(page, RACE, "fast")
    redrawn(page, RACE, "race", before)
    choose(page, RACE, "ground", "rosenbrock")
    select = page.locator(f"#{RACE} select[name=steps]")
    select.press("ArrowDown")
    select.press("ArrowDown")
    expect(select).to_have_value("1000")
    type_number(page, RACE, "momentum_rosenbrock", "0.0015")
    done(page, RACE, "banana")


def test_undo_after_some_steps_returns_to_the_bit(page: Page) -> None:
    type_number(page, CURVE, "rate_parabola", "0.07")
    expect(part(page, CURVE, "move")).to_have_text("w ← −3 − 0.07 × (−3) = −2.79")
    page.wait_for_function("() => location.hash.includes('rate_parabola=0.07')")
    expect(part(page, CURVE, "status")).to_contain_text("This rate is just right")
    shown = [
        part(page, CURVE, name) for name in ("move", "slope", "height", "ending", "table", "status")
    ]
    before = [place.text_content() for place in shown]
    for step in (1, 2, 3):
        button(page, CURVE, "Step").press("Enter")
        page.wait_for_function(f"() => location.hash.includes('{CURVE}.step={step}')")
    expect(part(page, CURVE, "status")).to_contain_text("Step 3")
    for _ in range(3):
        button(page, CURVE, "Undo").press("Enter")
    for place, words in zip(shown, before, strict=True):
        expect(place).to_have_text(words or "")
    button(page, CURVE, "Undo").press("Enter")
    expect(part(page, CURVE, "move")).to_have_text("w ← −3 − 0.02 × (−3) = −2.94")


def test_run_pauses_at_a_whole_step_and_back_goes_back(page: Page) -> None:
    button(page, LAND, "Run").press("Enter")
    expect(button(page, LAND, "Pause")).to_be_visible()
    page.wait_for_function(
        f"() => Number(document.querySelector('#{LAND} [name=step]').value) >= 3"
    )
    button(page, LAND, "Pause").press("Enter")
    expect(button(page, LAND, "Run")).to_be_visible()
    step = int(page.locator(f"#{LAND} input[name=step]").input_value())
    expect(part(page, LAND, "status")).to_contain_text(f"Step {step}:")
    button(page, LAND, "Back").press("Enter")
    expect(part(page, LAND, "status")).to_contain_text(f"Step {step - 1}:")
    button(page, LAND, "To start").press("Enter")
    expect(part(page, LAND, "status")).to_contain_text("Step 0: at (−3, 2)")
    expect(button(page, LAND, "Back")).to_have_attribute("aria-disabled", "true")


@pytest.mark.parametrize("widget", [LAND, RACE])
def test_the_start_is_dragged_and_the_whole_path_follows(page: Page, widget: str) -> None:
    canvas = page.locator(f'#{widget} canvas[data-part="map"]')
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    name = "x_bowl" if widget == LAND else "x_valley"
    x = page.locator(f"#{widget} input[name={name}]")
    start, before = x.input_value(), picture(page, widget, "map")
    box = canvas.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.4, steps=4)
    expect(x).not_to_have_js_property("value", start)
    expect(part(page, widget, "status")).to_contain_text("Step 0")
    redrawn(page, widget, "map", before)
    page.mouse.up()
    page.wait_for_function(
        "([widget, name]) => document.querySelector(`#${widget} [name=${name}]`).value > 0",
        arg=[widget, name],
    )


def test_without_motion_a_step_is_a_jump(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    try:
        button(page, CURVE, "Step").press("Enter")
        expect(part(page, CURVE, "status")).to_contain_text("Step 1: w is −2.94")
        seen = page.evaluate(
            """() => new Promise((done) => {
                const texts = new Set();
                const play = document.querySelector("#descent-curve-1 [data-part=play]");
                const status = document.querySelector("#descent-curve-1 [data-part=status]");
                const look = { childList: true, characterData: true, subtree: true };
                new MutationObserver(() => texts.add(play.textContent)).observe(play, look);
                new MutationObserver(() => {
                    if (status.textContent.includes("Step 2")) done([...texts]);
                }).observe(status, look);
                document.querySelector("#descent-curve-1 [data-action=step]").click();
            })"""
        )
        assert seen == [], "a step without motion plays nothing"
    finally:
        page.emulate_media(reduced_motion="no-preference")


@pytest.mark.parametrize(
    ("name", "choice", "answer"),
    [
        ("rate", "Fewer and fewer", "You predicted: fewer and fewer."),
        ("valley", "Mostly across the valley", "As you predicted:"),
        ("momentum", "It stops there", "You predicted: it stops there."),
    ],
)
def test_a_prediction_is_shown_beside_the_result(
    page: Page, name: str, choice: str, answer: str
) -> None:
    page.locator(f"[data-predict={name}]").get_by_label(choice).check()
    expect(page.locator(f"[data-prediction={name}]")).to_have_text(answer)


def test_the_quiz_explains_every_answer(page: Page) -> None:
    check_quiz(page, at_least=6)


def test_the_link_restores_the_settings(page: Page, open_page: OpenPage, site: Site) -> None:
    choose(page, LAND, "ground", "valley")
    type_number(page, LAND, "rate_valley", "0.05")
    button(page, LAND, "Step").press("Enter")
    page.wait_for_function("() => location.hash.includes('descent-landscape-1.step=1')")
    button(page, LAND, "Copy link").press("Enter")
    expect(part(page, LAND, "note").last).to_contain_text("copied")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(site.url)
    shown = part(page, LAND, "gradient").text_content() or ""
    other, watch = open_page()
    other.goto(link)
    wait_live(other)
    expect(part(other, LAND, "gradient")).to_have_text(shown)
    other.context.close()
    watch.check()


def test_the_widgets_stand_in_pages_of_somebody_else(open_page: OpenPage, site: Site) -> None:
    other, watch = open_page(site.grounds_url.split("/")[2])
    land = '<div data-widget="descent-landscape" data-ground="valley" data-x_valley="2"></div>'
    race = '<div data-widget="optimisers" data-ground="saddle" data-beta="0.5"></div>'
    foreign(other, site, f'{land}<div data-widget="descent-curve" data-all="true"></div>{race}')
    wait_live(other)
    expect(part(other, LAND, "gradient")).to_contain_text("(2, 37.5)")
    expect(part(other, CURVE, "rates-told")).to_contain_text("Just right from 0.05")
    expect(part(other, RACE, "about")).to_contain_text("A pass between two valleys")
    wide = other.evaluate(
        """() => [...document.querySelectorAll("form")].flatMap((form) => {
            const edge = form.getBoundingClientRect().right;
            const parts = [...form.querySelectorAll("*")];
            return parts.filter((part) => part.getBoundingClientRect().right > edge);
        }).length"""
    )
    assert wide == 0, "parts of a widget stick out of its frame"
    other.context.close()
    watch.check()
