"""Copy link: one tool's settings, nobody else's answers, and a word where a link is long."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.harness import Site, wait_live


def copied(page: Page, root: str) -> str:
    """What Copy link of a tool puts on the clipboard."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(f"#{root}").get_by_role("button", name="Copy link").press("Enter")
    expect(page.locator(f"#{root} [data-part=note]")).to_contain_text("is copied.")
    link: str = page.evaluate("() => navigator.clipboard.readText()")
    return link


def settings(link: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(link).fragment))


def test_a_link_carries_its_own_tool_and_the_page_s_address_all(page: Page, site: Site) -> None:
    page.goto(site.url + "neuron.html?gates-1.b=1&theme=x")
    wait_live(page)
    page.locator("#neuron-1 input[name=b]").press("End")
    page.locator("#gates-1 input[name=w1]").press("End")
    page.wait_for_function(
        "() => /neuron-1.b=3/.test(location.hash) && /gates-1.w1=/.test(location.hash)"
    )
    link = copied(page, "neuron-1")
    assert settings(link) == {"neuron-1.b": "3"}
    assert urlsplit(link).query == "theme=x"
    assert "gates-1.w1" in page.evaluate("() => location.hash"), "a reload keeps everything"
    page.goto("about:blank")
    page.goto(link)
    expect(page.locator("#neuron-1 input[name=b]")).to_have_value("3")


def test_typed_answers_go_into_no_link_but_their_own(page: Page, site: Site) -> None:
    page.goto(site.url + "layers.html#spam-by-hand-1.level=all")
    wait_live(page)
    field = page.locator("#spam-by-hand-1 [data-part=field-1]")
    field.fill("0.25")
    field.press("Enter")
    page.wait_for_function("() => location.hash.includes('spam-by-hand-1.a1=0.25')")
    page.locator("#forward-1").get_by_role("slider").first.press("End")
    page.wait_for_function("() => location.hash.includes('forward-1.')")
    assert not [key for key in settings(copied(page, "forward-1")) if "spam" in key]
    assert settings(copied(page, "spam-by-hand-1"))["spam-by-hand-1.a1"] == "0.25"


def test_a_long_link_is_warned_about_and_says_that_its_past_is_missing(
    page: Page, site: Site
) -> None:
    page.goto(site.url + "playground.html#playground-1.picked=w1.1.1")
    wait_live(page)
    root = page.locator("#playground-1")
    root.get_by_role("button", name="1 epoch").press("Enter")
    expect(root.locator("[data-part=epoch]")).to_have_text("1")
    assert len(copied(page, "playground-1")) < 300
    expect(root.locator("[data-part=note]")).to_have_text("The link to these settings is copied.")
    root.get_by_role("slider", name="Value").press("ArrowRight")
    expect(root.locator("[data-part=nolink]")).to_contain_text("since weights were edited")
    link = copied(page, "playground-1")
    assert len(link) > 2000
    note = root.locator("[data-part=note]")
    expect(note).to_contain_text(f"It is long: {len(link)} characters. Some programs cut links")


def test_a_link_that_is_copied_while_a_run_goes_on_leads_to_where_it_was_then(
    page: Page, site: Site
) -> None:
    page.goto(site.url + "playground.html#playground-1.speed=ten")
    wait_live(page)
    root = page.locator("#playground-1")
    root.get_by_role("button", name="Train").press("Enter")
    expect(root.locator("[data-part=epoch]")).not_to_have_text(re.compile(r"^[0-4]?$"))
    link = settings(copied(page, "playground-1"))
    past, step = link["playground-1.past"], link["playground-1.step"]
    assert int(step) > 4
    assert past == f"0*rate*0.03_{step}", "the past reaches as far as the run had come"
    expect(root.get_by_role("button", name="Pause")).to_be_visible()
