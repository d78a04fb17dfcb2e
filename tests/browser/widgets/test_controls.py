"""Controls: sliders show a sign, icons have words, targets are large, rings are seen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.embed.test_embedding import embed
from tests.browser.harness import Site, wait_live, widget_names

SMALL = ".small, .stepper button, .depth button, .columns button"
"""Buttons that stand many together, and may be smaller."""

IS_FILLED = """([range, look]) => Object.entries(look).every(
    ([name, value]) => range.style.getPropertyValue(`--${name}`) === value)"""

BUTTONS = """small => [...document.querySelectorAll("button, .button")]
    .filter(one => one.checkVisibility())
    .map(one => ({
        words: (one.getAttribute("aria-label") ?? one.textContent).trim(),
        height: one.getBoundingClientRect().height,
        width: one.getBoundingClientRect().width,
        small: one.matches(small),
        icons: [...one.querySelectorAll("svg")].map(svg => svg.getAttribute("aria-hidden")),
    }))"""


def wait_filled(range_: Locator, **look: str) -> None:
    """Wait until a slider is filled so: `from`, `to`, `zero`, `tone`."""
    range_.page.wait_for_function(IS_FILLED, arg=[range_.element_handle(), look])


def slider(page: Page, name: str) -> Locator:
    return page.locator(f"#neuron-1 [name={name}]")


def open_without_python(page: Page, site: Site, tool: str, **settings: str) -> None:
    page.context.route("**/runtime/**", lambda route: None)
    page.goto(embed(site.url, tool, **settings))
    page.wait_for_function("() => document.querySelector('[data-widget]')?.dataset.state")


def test_a_slider_shows_its_sign_whoever_moves_it(page: Page, site: Site) -> None:
    page.goto(f"{site.url}neuron.html")
    wait_live(page)
    x1, x2 = slider(page, "x1"), slider(page, "x2")
    negative, positive = ({"zero": "0.5", "tone": f"var(--{side}-fill)"} for side in "ba")
    wait_filled(x2, **{"from": "0.375"}, to="0.5", **negative)
    x2.press("Home")
    wait_filled(x2, **{"from": "0"}, to="0.5", **negative)
    x2.press("End")
    wait_filled(x2, **{"from": "0.5"}, to="1", **positive)
    page.locator("#neuron-1 [data-do=undo]").press("Enter")
    wait_filled(x2, **{"from": "0"}, to="0.5", **negative)
    wait_filled(x1, **{"from": "0.5"}, to="0.8", **positive)
    plane = page.locator("#neuron-1 canvas[data-part=plane]")
    plane.scroll_into_view_if_needed()
    plane.click(position={"x": 60, "y": 60})
    wait_filled(x1, to="0.5", **negative)
    page.locator("#neuron-1 button[type=reset]").press("Enter")
    wait_filled(x1, **{"from": "0.5"}, to="0.8", **positive)


def test_a_reset_moves_and_fills_a_slider_at_once(page: Page, site: Site) -> None:
    open_without_python(page, site, "neuron")
    x1 = slider(page, "x1")
    x1.press("Home")
    wait_filled(x1, to="0.5")
    look = page.evaluate(
        """() => {
            document.querySelector("button[type=reset]").click();
            const range = document.querySelector("[name=x1]");
            return [range.value, range.style.getPropertyValue("--to")];
        }"""
    )
    assert look == ["1.2", "0.8"]


def test_a_slider_whose_end_moves_is_filled_anew(page: Page, site: Site) -> None:
    page.goto(f"{site.url}playground.html")
    wait_live(page)
    step = page.locator("[name=step]")
    wait_filled(step, **{"from": "-1"}, to="0", zero="", tone="var(--ink)")
    page.locator("[data-action=epoch]").press("Enter")
    expect(step).to_have_value("1")
    wait_filled(step, to="1")


@pytest.mark.parametrize("width", [1000, 360])
def test_buttons_are_large_and_their_icons_have_words(page: Page, site: Site, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for tool in widget_names():
        open_without_python(page, site, tool)
        found = page.evaluate(BUTTONS, SMALL)
        assert found
        for button in found:
            least = 24 if button["small"] else 44
            assert min(button["height"], button["width"]) >= least, (tool, button)
            assert button["words"], (tool, button)
            assert set(button["icons"]) <= {"true"}, (tool, button)


def test_words_of_quiet_buttons_are_seen_where_there_is_room(page: Page, site: Site) -> None:
    word = page.locator("[data-do=undo] span")
    page.set_viewport_size({"width": 1000, "height": 900})
    open_without_python(page, site, "neuron")
    assert word.evaluate("word => word.getBoundingClientRect().width") > 20
    page.set_viewport_size({"width": 600, "height": 900})
    assert word.evaluate("word => word.getBoundingClientRect().width") <= 1


def test_a_pill_shows_the_focus_and_what_is_chosen(page: Page, site: Site) -> None:
    open_without_python(page, site, "neuron")
    chosen = page.locator("[name=count][value='2']")
    look = """input => {
        const look = getComputedStyle(input.closest("label"));
        return [look.backgroundColor, look.outlineStyle, look.outlineWidth];
    }"""
    before = chosen.evaluate(look)
    assert before[1] == "none"
    page.locator(".widget-tools button").last.focus()
    page.keyboard.press("Tab")
    expect(chosen).to_be_focused()
    assert chosen.evaluate(look) == [before[0], "solid", "3px"]
    page.keyboard.press("ArrowRight")
    following = page.locator("[name=count][value='3']")
    expect(following).to_be_checked()
    page.wait_for_function(
        "([input, was]) => getComputedStyle(input.closest('label')).backgroundColor === was",
        arg=[following.element_handle(), before[0]],
    )


def test_a_link_that_is_refused_is_told_with_the_one_way_out(page: Page, site: Site) -> None:
    page.context.route("**/runtime/**", lambda route: None)
    page.goto(f"{site.url}neuron.html#neuron-1.w1=77&neuron-1.x1=0.5")
    note = page.locator("#neuron-1 [data-part=note]")
    expect(note).to_contain_text("The link was not followed in part: w1 must be a number from")
    expect(note).to_have_attribute("data-kind", "bad")
    assert "✗" in note.evaluate("note => getComputedStyle(note, '::before').content")
    expect(slider(page, "x1")).to_have_value("0.5")
    page.get_by_role("button", name="Start without the link").click()
    expect(slider(page, "x1")).to_have_value("1.2")
    expect(note).to_be_empty()
    expect(page.get_by_role("button", name="Start without the link")).to_have_count(0)
    assert page.evaluate("document.activeElement.closest('#neuron-1') !== null")


@pytest.mark.parametrize(
    ("name", "tool", "refused"),
    [
        ("neuron", "neuron", "w1=77"),
        ("playground", "playground", "rate=x"),
        ("index", "hero", "x1=99"),
    ],
)
def test_the_way_out_of_a_refused_link_leads_to_the_first_control_in_sight(
    page: Page, site: Site, name: str, tool: str, refused: str
) -> None:
    page.context.route("**/runtime/**", lambda route: None)
    page.goto(f"{site.url}{name}.html#{tool}-1.{refused}")
    page.get_by_role("button", name="Start without the link").press("Enter")
    assert page.evaluate(
        """() => document.activeElement.matches("form :is(input, select, button)")
            && document.activeElement.checkVisibility()"""
    )


@pytest.mark.parametrize(("typed", "value"), [("1e999", "3"), ("\u22124", "-3")])
def test_a_number_beyond_a_slider_s_ends_is_the_end_and_is_told(
    page: Page, site: Site, typed: str, value: str
) -> None:
    open_without_python(page, site, "neuron")
    field = page.get_by_label("Weight w1, as a number")
    field.fill(typed)
    field.press("Enter")
    expect(slider(page, "w1")).to_have_value(value)
    expect(page.locator("[data-part=note]")).to_contain_text("goes from \u22123 to 3; it is now")
