"""One widget in somebody else's page: address, height, limits, and the page for teachers."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Frame, Locator, Page, Route, expect

from tests.browser.harness import OpenPage, Site, Watch, next_frame, wait_answer, wait_live

HOSTS = Path(__file__).parent / "hosts"

# In a frame: it is as tall as its content.
FITS = "() => Math.abs(innerHeight - document.documentElement.getBoundingClientRect().height) < 3"


def embed(url: str, widget: str, **options: str) -> str:
    return f"{url}embed.html?{urlencode({'widget': widget, **options})}"


def open_host(page: Page, site: Site, body: str, script: str = "") -> None:
    """Open a page of another origin with `body` in it."""
    text = f"""<!doctype html><html lang="en"><meta charset="utf-8"><title>A host</title>
<link rel="icon" href="data:,"><h1>Another's page</h1>{body}<script>{script}</script></html>"""
    (site.grounds / "host.html").write_text(text, encoding="utf-8")
    page.goto(site.grounds_url + "host.html")


def frame_of(page: Page) -> Frame:
    frame = page.locator("iframe").element_handle().content_frame()
    assert frame is not None
    return frame


def frame_tag(address: str, attributes: str = "") -> str:
    escaped = address.replace("&", "&amp;")
    return (
        f'<iframe name="tool" id="tool" title="A tool" src="{escaped}" '
        f'style="width: 40rem; height: 200px; border: 0" {attributes}></iframe>'
    )


@pytest.fixture
def anywhere(page: Page, watch: Watch, site: Site) -> Page:
    """A page that may have frames of another host in it: our second server stands for one."""
    watch.around = urlsplit(site.root_url).netloc
    return page


def test_a_widget_stands_alone_as_the_address_sets_it(page: Page, site: Site) -> None:
    page.goto(embed(site.url, "neuron", w1="2.5", activation="tanh"))
    wait_live(page)
    expect(page.locator("[data-part=sum]")).to_contain_text("2.5 × 1.2")
    expect(page.locator("[data-part=output]")).to_contain_text("tanh")
    expect(page).to_have_title("What does one neuron compute? – One tool – Glassbox")
    expect(page.locator("[aria-level='2']")).to_have_text("What does one neuron compute?")
    page.get_by_role("slider", name="Weight w1").press("ArrowRight")
    page.get_by_role("button", name="Reset").press("Enter")
    expect(page.get_by_role("slider", name="Weight w1")).to_have_value("2.5")


@pytest.mark.parametrize("query", ["", "?widget=", "?widget=../../x", "?widget=<b>"])
def test_an_address_that_names_nothing_says_where_to_find_a_right_one(
    page: Page, site: Site, query: str
) -> None:
    page.goto(f"{site.url}embed.html{query}")
    expect(page.get_by_text("This address names no tool of the course.")).to_be_visible()
    expect(page.get_by_role("link", name="page for teachers")).to_be_visible()


DRAWN = """(canvas) => {
    const small = new OffscreenCanvas(canvas.width, canvas.height);
    const context = small.getContext("2d");
    context.drawImage(canvas, 0, 0);
    return context.getImageData(0, 0, small.width, small.height).data.some(Boolean);
}"""


@pytest.mark.parametrize("framed", [True, False])
def test_a_widget_in_a_hidden_place_draws_when_it_is_shown(
    anywhere: Page, site: Site, framed: bool
) -> None:
    """As behind a tab that is not chosen; a frame is shown until it has begun."""
    hides = "tab.style.display = 'none';"
    if framed:
        open_host(
            anywhere, site, f"<div id='tab'>{frame_tag(embed(site.root_url, 'forward'))}</div>"
        )
        place: Page | Frame = frame_of(anywhere)
        place.locator("[data-state=waiting]").wait_for()
        anywhere.evaluate(hides)
    else:
        tool = "<link rel='stylesheet' href='a/course/css/widget.css'>"
        tool += "<script src='a/course/stage/stand-ins.js'></script>"
        tool += "<script type='module' src='a/course/stage/stage.js'></script>"
        tool += "<div id='tab'><div data-widget='forward'></div></div>"
        open_host(anywhere, site, tool, hides)
        place = anywhere
    place.locator("[data-widget]:is([data-state=live], [data-state=failed])").wait_for(
        state="attached"
    )
    expect(place.locator("[data-part=status]")).to_contain_text("The inputs are set")
    place.locator("[data-action=more-1]").dispatch_event("click")
    expect(place.locator("[name=sizes]")).to_have_value("2,4,1")
    anywhere.evaluate("tab.style.display = 'block'")
    wait_live(place)
    picture = place.locator("canvas[data-part=network]").element_handle()
    place.wait_for_function(DRAWN, arg=picture)


def test_settings_that_do_not_fit_are_declined_in_words(page: Page, site: Site) -> None:
    page.goto(embed(site.url, "neuron", w1="99", onclick="alert(1)", lock="nonsense"))
    wait_live(page)
    note = page.locator("[data-part=note]")
    expect(note).to_contain_text("w1 must be a number from −3 to 3")
    expect(note).to_contain_text("there is no setting called onclick")
    expect(note).to_contain_text("there is nothing called nonsense")


def test_long_names_and_long_texts_reach_a_frame_and_longer_ones_are_declined(
    page: Page, site: Site
) -> None:
    page.context.route("**/runtime/**", lambda route: None)  # the form needs no Python for this
    points = "_".join(["-2.25*1.75*1"] * 1200)
    page.goto(embed(site.url, "playground", x1_squared="true", sin_x1="true", own=points))
    place = page.locator("#playground-1")
    expect(place.locator("[name=x1_squared]")).to_be_checked()
    expect(place.locator("[name=sin_x1]")).to_be_checked()
    expect(place.locator("[name=x2_squared]")).not_to_be_checked()
    expect(place.locator("[name=own]")).to_have_value(points)
    expect(place.locator("[data-part=note]")).to_have_text("")
    page.goto(embed(site.url, "playground", own="1" * 40_001, sizes="3"))
    expect(place.locator("[data-part=note]")).to_contain_text("own is longer than 40,000 char")
    expect(place.locator("[name=own]")).to_have_value("-2*-2*0_2*2*1")
    expect(place.locator("[name=sizes]")).to_have_value("3")


def test_a_fixed_control_stays_whatever_the_reader_does(page: Page, site: Site) -> None:
    page.goto(embed(site.url, "neuron", x1="1", lock="x1 w1") + "#neuron-1.w1=3")
    wait_live(page)
    expect(page.get_by_role("slider", name="Weight w1")).to_be_disabled()
    expect(page.locator("[data-part=note]")).to_contain_text("w1 is fixed on this page")
    plane = page.locator("canvas[data-part=plane]")
    plane.click(position={"x": 60, "y": 60})
    x2 = page.get_by_role("slider", name="Input x2")
    expect(x2).not_to_have_value("-0.5")
    expect(page.locator("[data-part=sum]")).to_contain_text("0.8 × 1 + ")
    expect(page.get_by_role("slider", name="Input x1")).to_have_value("1")


def test_a_fixed_network_says_so_when_a_button_would_change_it(page: Page, site: Site) -> None:
    page.goto(embed(site.url, "playground", lock="sizes"))
    wait_live(page)
    page.get_by_role("button", name="One layer more").press("Enter")
    expect(page.locator("[data-part=note]")).to_have_text(
        "Fixed on this page: The layers and their neurons."
    )
    expect(page.locator("[data-part=depth]")).to_have_text("2 hidden layers")


def test_what_is_hidden_goes_on_by_itself(page: Page, site: Site) -> None:
    page.goto(embed(site.url, "playground", hide="step optimiser epoch", speed="full"))
    wait_live(page)
    expect(page.get_by_text("Optimiser", exact=True)).to_be_hidden()
    expect(page.get_by_role("button", name="1 epoch")).to_be_hidden()
    page.get_by_role("button", name="Train").press("Enter")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(page.locator("[data-part=status]")).not_to_contain_text("At epoch 0 ")


def test_what_is_hidden_is_out_of_sight(page: Page, site: Site) -> None:
    page.goto(embed(site.url, "neuron", hide="w2,toolbar,goals,details"))
    wait_live(page)
    expect(page.get_by_role("slider", name="Weight w2")).to_be_hidden()
    for name in ("Reset", "Undo", "Copy link"):
        expect(page.get_by_role("button", name=name)).to_be_hidden()
    expect(page.get_by_text("Try this")).to_be_hidden()
    expect(page.locator("details")).to_have_count(2)
    for details in page.locator("details").all():
        expect(details).to_be_hidden()


@pytest.mark.parametrize("host", ["h5p", "canvas", "iframe-resizer", "wordpress", "glassbox"])
def test_the_frame_gets_the_height_of_its_content(anywhere: Page, site: Site, host: str) -> None:
    secret = "#?secret=abc123" if host == "wordpress" else ""
    address = embed(site.root_url, "gates") + secret
    script = (
        (HOSTS / f"{host}.js")
        .read_text(encoding="utf-8")
        .replace("EMBED", f"{site.root_url}embed.js")
    )
    open_host(anywhere, site, frame_tag(address), script)
    frame = frame_of(anywhere)
    wait_live(frame)
    frame.wait_for_function(FITS)
    assert anywhere.locator("#tool").bounding_box()["height"] > 500  # type: ignore[index]
    frame.locator("summary").first.click()
    frame.wait_for_function(FITS)
    anywhere.evaluate("() => { dispatchEvent(new Event('resize')); }")  # some hosts ask again
    for width in (20, 30):
        anywhere.locator("#tool").evaluate("(e, n) => { e.style.width = `${n}rem`; }", width)
        frame.wait_for_function("(n) => innerWidth === 16 * n", arg=width)
        frame.wait_for_function(FITS)


def test_our_script_may_come_when_the_frame_has_spoken(anywhere: Page, site: Site) -> None:
    open_host(anywhere, site, frame_tag(embed(site.root_url, "gates")))
    frame = frame_of(anywhere)
    wait_live(frame)
    assert not frame.evaluate(FITS)
    anywhere.add_script_tag(url=f"{site.root_url}embed.js")
    frame.wait_for_function(FITS)


@pytest.mark.parametrize(
    "attributes",
    ['sandbox="allow-scripts"', 'sandbox="allow-scripts allow-same-origin"', 'width="300"'],
    ids=["opaque", "cross-origin", "narrow"],
)
def test_a_frame_of_any_kind_comes_alive(anywhere: Page, site: Site, attributes: str) -> None:
    style = ' style="width: 300px"' if "300" in attributes else ""
    open_host(anywhere, site, frame_tag(embed(site.root_url, "gates"), attributes + style))
    frame = frame_of(anywhere)
    wait_answer(frame)
    wide = frame.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0


def test_a_frame_far_down_the_page_loads_nothing_heavy(anywhere: Page, site: Site) -> None:
    asked: list[str] = []
    anywhere.on("request", lambda request: asked.append(request.url))
    open_host(
        anywhere,
        site,
        f'<div style="height: 9000px"></div>{frame_tag(embed(site.root_url, "gates"))}',
    )
    frame = frame_of(anywhere)
    frame.wait_for_selector("[data-state=waiting]")
    expect(frame.locator("[aria-level='2']")).to_be_visible()
    assert not [url for url in asked if "/runtime/" in url and not url.endswith("quick/index.js")]
    anywhere.locator("#tool").scroll_into_view_if_needed()
    wait_live(frame)
    assert [url for url in asked if url.endswith("pyodide.asm.wasm")]


def test_the_teachers_page_makes_a_snippet_of_what_was_set_up(page: Page, site: Site) -> None:
    page.goto(site.url + "teachers.html")
    page.get_by_label("Tool", exact=True).select_option("neuron")
    preview = page.frame_locator(".preview")
    expect(preview.locator("[data-state=live]")).to_be_visible()
    preview.get_by_role("slider", name="Weight w1").press("End")
    snippet = page.get_by_label("The snippet")
    expect(snippet).to_have_value(_contains("w1=3"))
    page.get_by_text("Fix or hide controls").click()
    page.get_by_label("Readers may, with Bias b").select_option("lock")
    expect(snippet).to_have_value(_contains("lock=b"))
    expect(preview.get_by_role("slider", name="Bias b")).to_be_disabled()
    expect(snippet).to_have_value(_contains("w1=3"))
    made = snippet.input_value()
    page.get_by_label("a link").check()
    link = snippet.input_value()
    assert link.startswith(site.url + "embed.html?widget=neuron")
    body = made.replace("<iframe", '<iframe name="tool"')
    (site.grounds / "pasted.html").write_text(_pasted(body), encoding="utf-8")
    page.goto(site.grounds_url + "pasted.html")
    frame = frame_of(page)
    wait_live(frame)
    expect(frame.locator("[data-part=sum]")).to_contain_text("3 × 1.2")
    expect(frame.get_by_role("slider", name="Bias b")).to_be_disabled()


def test_of_two_tools_that_are_chosen_quickly_the_last_is_shown(page: Page, site: Site) -> None:
    held: list[Route] = []
    page.context.route("**/runtime/**", lambda route: None)  # the forms need no Python for this
    page.context.route("**/widgets/gates.html", lambda route: held.append(route))
    page.goto(site.url + "teachers.html")
    tools = page.get_by_label("Tool", exact=True)
    with page.expect_request("**/widgets/gates.html"):
        tools.select_option("gates")
    tools.select_option("neuron")
    offered = page.get_by_label("Readers may, with Bias b")
    expect(offered).to_be_attached()
    with page.expect_response("**/widgets/gates.html") as late:
        held[0].continue_()
    late.value.finished()
    next_frame(page)
    expect(page.get_by_label("Readers may, with Gate")).to_have_count(0)
    expect(offered).to_be_attached()


def test_the_snippet_for_the_course_s_own_host_needs_no_frame(page: Page, site: Site) -> None:
    page.goto(site.url + "teachers.html")
    expect(page.frame_locator(".preview").locator("[data-state=live]")).to_be_visible()
    page.get_by_label("a page on the host of the course").check()
    snippet = page.get_by_label("The snippet")
    expect(snippet).to_have_value(_contains("data-widget="))
    assert '<link rel="stylesheet"' in snippet.input_value()
    body = snippet.input_value()
    (site.grounds / "own.html").write_text(_pasted(body), encoding="utf-8")
    page.goto(site.grounds_url + "own.html")
    wait_live(page)


def test_copying_the_snippet_says_so(open_page: OpenPage, site: Site) -> None:
    page, watch = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(site.url + "teachers.html")
    snippet: Locator = page.get_by_label("The snippet")
    expect(page.frame_locator(".preview").locator("[data-state=live]")).to_be_visible()
    expect(snippet).to_have_value(_contains("<iframe"))
    page.get_by_role("button", name="Copy the snippet").press("Enter")
    expect(page.locator("[data-copied]")).to_have_text("✓ The snippet is copied.")
    assert page.evaluate("navigator.clipboard.readText()") == snippet.input_value()
    watch.check()


def _contains(part: str) -> re.Pattern[str]:
    return re.compile(re.escape(part))


def _pasted(body: str) -> str:
    head = '<meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,">'
    return f'<!doctype html><html lang="en">{head}{body}</html>'
