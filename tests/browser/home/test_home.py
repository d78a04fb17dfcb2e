"""The home page: trained, asked and moved by keyboard alone, and led to from old addresses."""

from __future__ import annotations

import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from kit.words.numbers import number, percent
from pycore import MLP, Trainer, TrainingConfig
from pycore.datasets import make
from tests.browser.gates import checks
from tests.browser.harness import OpenPage, Site, report, wait_live
from tests.browser.reader import button, in_ink, part

HERO = "hero-1"
TRAINED = 150


def open_home(page: Page, site: Site, more: str = "") -> None:
    page.goto(f"{site.url}index.html{more}")
    wait_live(page, HERO)


def train(page: Page) -> None:
    """Press Train it by keyboard, and wait for the end."""
    button(page, HERO, "Train it").press("Enter")
    expect(part(page, HERO, "epoch")).to_have_text(str(TRAINED))


def engine() -> tuple[MLP, Trainer]:
    """The same run in CPython."""
    points, mlp = make("moons", n=120, noise=0.2, seed=3), MLP((2, 4, 3, 1), seed=12)
    config = TrainingConfig("binary_cross_entropy", 0.006, "adam")
    trainer = Trainer(mlp, points.x, points.t, config, batch_size=10, seed=12)
    trainer.run(TRAINED)
    return mlp, trainer


def test_it_is_trained_by_keyboard_alone_and_the_numbers_are_pycores(
    page: Page, site: Site
) -> None:
    check_journey(page, site)


def check_journey(page: Page, site: Site) -> None:
    """Train, move the ring, send its point through: by keys, with the numbers of CPython."""
    mlp, trainer = engine()
    first, last = trainer.history[0], trainer.history[-1]
    open_home(page, site)
    expect(part(page, HERO, "loss")).to_have_text(number(first.train_loss))
    expect(part(page, HERO, "right")).to_have_text(percent(first.train_accuracy or 0.0))
    train(page)
    expect(part(page, HERO, "loss")).to_have_text(number(last.train_loss))
    expect(part(page, HERO, "right")).to_have_text("100 %")
    expect(button(page, HERO, "Train it")).to_be_hidden()
    expect(part(page, HERO, "forget")).to_be_focused()  # beside the button that went away
    frame = page.locator(f"#{HERO} .frame")
    button(page, HERO, "Send the point through").press("Enter")
    for key in ("ArrowLeft", "ArrowLeft", "ArrowUp", "Shift+ArrowUp"):
        frame.press(key)
    answer = float(mlp.predict(np.array([2.3, -0.5]))[0])
    expect(part(page, HERO, "status")).to_contain_text(
        f"x₁ = 2.3 and x₂ = −0.5, the output is {number(answer)}"
    )
    page.wait_for_function("() => location.hash.includes('hero-1.x1=2.3')")


def test_a_link_holds_the_ring_and_the_epoch(page: Page, site: Site) -> None:
    open_home(page, site, "#hero-1.x1=-1.5&hero-1.x2=1&hero-1.step=40&hero-1.seed=13")
    expect(part(page, HERO, "epoch")).to_have_text("40")
    expect(part(page, HERO, "status")).to_contain_text("x₁ = −1.5 and x₂ = 1")


def test_undo_takes_a_whole_run_back_and_another_start_is_another_network(
    page: Page, site: Site
) -> None:
    """Pressed while the lenses still fill, too: what moves already must not hide the run."""
    open_home(page, site)
    train(page)
    loss = part(page, HERO, "loss").inner_text()
    button(page, HERO, "Forget and train again").press("Enter")
    expect(part(page, HERO, "loss")).not_to_have_text(loss)
    expect(part(page, HERO, "epoch")).to_have_text(str(TRAINED))
    assert part(page, HERO, "loss").inner_text() != loss
    page.locator(f"#{HERO} summary").press("Enter")
    button(page, HERO, "Undo").press("Enter")
    expect(part(page, HERO, "loss")).to_have_text(loss)
    button(page, HERO, "Undo").press("Enter")
    expect(part(page, HERO, "epoch")).to_have_text("0")


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_what_is_pressed_on_the_output_is_where_the_ring_goes(
    open_page: OpenPage, site: Site, width: int
) -> None:
    """The style sheet lays the points, which hear the pointer, just over the lens that is drawn."""
    page, watch = open_page(viewport={"width": width, "height": 900})
    open_home(page, site)
    frame = page.locator(f"#{HERO} .frame").bounding_box()
    points = page.locator(f"#{HERO} canvas[data-part=points]").bounding_box()
    assert frame is not None
    assert points is not None
    radius = 0.176 * frame["width"]
    assert points["width"] == pytest.approx(2 * radius, abs=1)
    assert points["height"] == pytest.approx(points["width"], abs=1)
    right = frame["x"] + 0.992 * frame["width"]
    assert points["x"] + points["width"] == pytest.approx(right, abs=1)
    middle = frame["y"] + (frame["height"] - 28) / 2
    assert points["y"] + points["height"] / 2 == pytest.approx(middle, abs=1)
    page.mouse.click(points["x"] + radius, points["y"] + radius)
    expect(part(page, HERO, "status")).to_contain_text("x₁ = 0 and x₂ = 0")
    assert page.evaluate("document.querySelector('main').scrollWidth") <= width
    watch.check()


def test_a_finger_beside_the_output_scrolls_the_page(page: Page, site: Site) -> None:
    open_home(page, site)
    touch = page.locator(f"#{HERO} canvas").evaluate_all(
        "(all) => all.map((e) => [e.dataset.part, getComputedStyle(e).touchAction])"
    )
    assert dict(touch) == {"network": "auto", "points": "none", "moving": "auto"}
    assert (
        page.locator(f"#{HERO} canvas[data-part=moving]").evaluate(
            "(e) => getComputedStyle(e).pointerEvents"
        )
        == "none"
    )


def test_the_picture_follows_the_theme(page: Page, site: Site) -> None:
    page.emulate_media(color_scheme="light")
    open_home(page, site)
    in_ink(page, HERO, "network")
    page.emulate_media(color_scheme="dark")
    in_ink(page, HERO, "network")


@pytest.mark.parametrize("sign", ["#", "?"])
def test_an_old_address_of_the_neuron_that_stood_here_is_answered(
    page: Page, site: Site, sign: str
) -> None:
    page.goto(f"{site.url}index.html{sign}neuron-1.w1=2&neuron-1.activation=tanh")
    page.wait_for_url("**/neuron.html*")
    expect(page.locator("#neuron-1 input[name=w1]")).to_have_value("2")
    expect(page.locator("#neuron-1 [name=activation]:checked, #neuron-1 select")).to_have_value(
        "tanh"
    )


def test_an_old_link_followed_on_the_open_page_leads_on_too(page: Page, site: Site) -> None:
    open_home(page, site)
    page.evaluate("location.hash = 'neuron-1.b=1'")
    page.wait_for_url(re.compile(r"neuron\.html#neuron-1\.b=1$"))


def test_the_path_leads_to_every_lesson_and_each_has_its_picture(page: Page, site: Site) -> None:
    open_home(page, site)
    cards = page.locator(".path li")
    links = [card.locator("a").get_attribute("href") for card in cards.all()]
    assert len(links) == len(set(links)) >= 8
    assert page.locator(".path svg.picture").count() == len(links)
    heights = page.locator(".path li").evaluate_all("(all) => all.map((e) => e.offsetHeight)")
    assert min(heights) > 100
    report(checks.axe(page))


def test_nothing_below_the_network_moves_while_it_trains(page: Page, site: Site) -> None:
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        open_home(page, site)
        place = "() => document.querySelector('.proofs').getBoundingClientRect().top + scrollY"
        before = page.evaluate(place)
        button(page, HERO, "Train it").press("Enter")
        expect(part(page, HERO, "forget")).to_be_visible()
        assert page.evaluate(place) == pytest.approx(before, abs=1), width
