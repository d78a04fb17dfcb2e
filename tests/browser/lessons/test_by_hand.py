"""The exercises by hand, worked through by keyboard, on a page that shows nothing else.

Longer than other files: both exercises are worked through by the same hands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.gates import checks
from tests.browser.harness import OpenPage, Site, Watch, report, wait_live
from tests.browser.reader import picture, redrawn

SPAM, BACKWARD = "spam-by-hand", "backward-by-hand"
STYLES = "".join(
    f'<link rel="stylesheet" href="./css/{name}.css">' for name in ("tokens", "page", "widget")
)
PAGE = f"""<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>By hand</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<meta name="color-scheme" content="light dark">{STYLES}
<script src="./stage/stand-ins.js"></script>
<script type="module" src="./stage/stage.js"></script>
<main><h1>By hand</h1><h2>Exercises</h2>
<div data-widget="{SPAM}"></div><div data-widget="{BACKWARD}"></div></main></html>"""


@pytest.fixture(scope="module")
def opened(open_page: OpenPage, site: Site) -> Iterator[tuple[Page, Watch]]:
    page, watch = open_page(permissions=["clipboard-write"])

    def answer(route: Route) -> None:
        route.fulfill(body=PAGE, content_type="text/html")

    page.route(site.url + "by-hand-alone.html", answer)
    page.goto(site.url + "by-hand-alone.html")
    wait_live(page)
    yield page, watch
    page.context.close()


@pytest.fixture
def page(opened: tuple[Page, Watch]) -> Iterator[Page]:
    """The page with its widgets reset; anything it reports fails the test."""
    page, watch = opened
    checks.resize(page, checks.DESKTOP)
    for widget in (SPAM, BACKWARD):
        page.locator(f"#{widget}-1 button[type=reset]").press("Enter")
        expect(part(page, "status", widget)).to_have_text(re.compile(r"^A worked example: .+\.$"))
    yield page
    watch.check()


def part(page: Page, name: str, widget: str = SPAM) -> Locator:
    return page.locator(f'#{widget}-1 [data-part="{name}"]')


def choose(page: Page, level: str, widget: str = SPAM) -> None:
    page.locator(f'#{widget}-1 input[name=level][value="{level}"]').check()
    expect_state(page, 6, "locked", widget)


def expect_state(page: Page, step: int, state: str, widget: str = SPAM) -> None:
    expect(part(page, f"step-{step}", widget)).to_have_attribute("data-state", state)


def printed(page: Page, widget: str = SPAM) -> list[list[float]]:
    """The table of numbers: weights and biases, each neuron a column."""
    rows = part(page, "numbers", widget).locator("tr").all()[:3]
    return [
        [
            float(cell.split(" = ")[1].replace("−", "-"))
            for cell in row.locator("td").all_inner_texts()
        ]
        for row in rows
    ]


def worked_out(page: Page) -> list[str]:
    """The answers, from what the page prints, in plain arithmetic."""
    first, second, bias = printed(page)
    x1, x2 = map(float, re.findall(r"\d+", part(page, "story").inner_text()))
    z = [first[i] * x1 + second[i] * x2 + bias[i] for i in (0, 1)]
    h = [max(value, 0.0) for value in z]
    y = first[2] * h[0] + second[2] * h[1] + bias[2]
    return [f"{value:.2f}" for value in (z[0], h[0], z[1], h[1], y)] + [
        "spam" if y > 0.5 else "not"
    ]


def test_the_whole_exercise_by_keyboard_alone(page: Page) -> None:
    page.locator(f"#{SPAM}-1 input[name=level]:checked").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect_state(page, 1, "blank")
    answers = worked_out(page)
    page.keyboard.press("Tab")
    for step, typed in enumerate(answers[:5], start=1):
        expect(part(page, f"field-{step}")).to_be_focused()
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
        expect_state(page, step, "right")
    expect(part(page, "field-6")).to_be_focused()
    page.keyboard.press("s" if answers[5] == "spam" else "n")
    page.keyboard.press("Tab")
    expect(part(page, "check-6")).to_be_focused()
    page.keyboard.press("Enter")
    expect(part(page, "new")).to_be_focused()
    expect(part(page, "status")).to_contain_text("✓ Done: 6 right.")
    page.keyboard.press("Enter")
    expect_state(page, 1, "blank")
    expect(part(page, "field-1")).to_have_value("")
    expect(part(page, "field-1")).to_be_focused()


def backwards(page: Page) -> list[str]:
    """The answers of the backward step, from what the page prints, in plain arithmetic."""
    first, second, bias = printed(page, BACKWARD)
    story = part(page, "story", BACKWARD).inner_text().replace("−", "-")
    x1, x2, y, t, _, rate = map(float, re.findall(r"-?\d+(?:\.\d+)?", story))
    z = [first[i] * x1 + second[i] * x2 + bias[i] for i in (0, 1)]
    delta = 2 * (y - t)
    hidden = [delta * v * (z_i > 0) for v, z_i in zip((first[2], second[2]), z, strict=True)]
    gradient = hidden[0] * x1
    values = (delta, delta, delta * z[0], *hidden, gradient, first[0] - rate * gradient)
    return [f"{value:.3f}" for value in values]


def test_the_backward_step_by_keyboard_alone(page: Page) -> None:
    page.locator(f"#{BACKWARD}-1 input[name=level]:checked").focus()
    page.keyboard.press("ArrowUp")
    expect_state(page, 1, "blank", BACKWARD)
    answers = backwards(page)
    page.keyboard.press("Tab")
    for step, typed in enumerate(answers, start=1):
        expect(part(page, f"field-{step}", BACKWARD)).to_be_focused()
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
        expect_state(page, step, "right", BACKWARD)
    expect(part(page, "new", BACKWARD)).to_be_focused()
    expect(part(page, "status", BACKWARD)).to_contain_text("✓ Done: 7 right.")


def test_a_wrong_answer_is_met_beside_its_field_and_aloud(page: Page) -> None:
    choose(page, "all")
    field = part(page, "field-1")
    field.press_sequentially("99")
    expect(part(page, "verdict-1")).to_be_empty()
    field.press("Enter")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(re.compile("^✗ Not 99. Go piece by piece: "))
    expect(part(page, "status")).to_contain_text("For z₁: ✗ Not 99.")
    expect(part(page, "numbers-1")).to_be_visible()
    field.fill(worked_out(page)[0])
    part(page, "check-1").press("Enter")
    expect_state(page, 1, "right")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    expect(part(page, "field-2")).to_be_focused()


def test_show_me_goes_on_and_undo_takes_it_back(page: Page) -> None:
    choose(page, "all")
    part(page, "show-1").press("Enter")
    expect_state(page, 1, "shown")
    expect(part(page, "field-2")).to_be_focused()
    value = worked_out(page)[0]
    assert float(part(page, "field-1").input_value().replace("−", "-")) == float(value)
    page.locator(f"#{SPAM}-1").get_by_role("button", name="Undo").press("Enter")
    expect_state(page, 1, "blank")
    expect(part(page, "field-1")).to_have_value("")


def test_the_picture_answers_a_right_number(page: Page) -> None:
    choose(page, "all")
    before = picture(page, f"{SPAM}-1", "network")
    part(page, "field-1").fill(worked_out(page)[0])
    part(page, "field-1").press("Enter")
    expect_state(page, 1, "right")
    redrawn(page, f"{SPAM}-1", "network", before)


def test_a_link_restores_answers_and_their_verdicts(
    page: Page, open_page: OpenPage, site: Site
) -> None:
    choose(page, "all")
    part(page, "field-1").fill("99")
    part(page, "field-1").press("Enter")
    expect_state(page, 1, "wrong")
    page.wait_for_function("() => decodeURIComponent(location.hash).includes('.all=1;=99;')")
    other, watch = open_page()
    other.route(
        site.url + "by-hand-alone.html*",
        lambda route: route.fulfill(body=PAGE, content_type="text/html"),
    )
    other.goto(page.evaluate("() => location.href"))
    wait_live(other)
    expect_state(other, 1, "wrong")
    expect(part(other, "field-1")).to_have_value("99")
    other.context.close()
    watch.check()


def in_the_middle(page: Page) -> None:
    """In both exercises one step right, one wrong, one blank, the others locked."""
    for widget, right in ((SPAM, worked_out), (BACKWARD, backwards)):
        choose(page, "all", widget)
        for step, state in ((1, "right"), (2, "wrong")):
            field = part(page, f"field-{step}", widget)
            field.fill(right(page)[0] if state == "right" else "99")
            field.press("Enter")
            expect_state(page, step, state, widget)


@pytest.mark.parametrize("look", checks.LOOKS)
@pytest.mark.parametrize("used", [False, True], ids=["before use", "after use"])
def test_axe_finds_nothing(page: Page, look: str, used: bool) -> None:
    if used:
        in_the_middle(page)
    checks.look(page, look)
    try:
        report(checks.axe(page))
    finally:
        checks.look(page, "light")


def test_it_fits_320_px_and_every_target_is_large_enough(page: Page) -> None:
    in_the_middle(page)
    checks.resize(page, checks.NARROW)
    report(checks.overflow(page) + checks.targets(page) + checks.small_text(page))


def test_tab_walks_through_it_and_back(page: Page) -> None:
    in_the_middle(page)
    page.locator("h1").click()  # Tab goes on from where the reader was last
    report(checks.tab_walk(page))


def test_the_picture_has_a_name_a_caption_and_a_table(page: Page) -> None:
    report(checks.graphics(page) + checks.headings(page))
