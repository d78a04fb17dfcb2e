"""One widget in somebody else's page: address, height, limits, and the page for teachers.

Longer than other files: hosts, heights, limits and settings meet in one frame, and share its
helpers.
"""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser.harness import HOSTS, Site, Watch, wait_answer, wait_live

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


def ask_for_its_height(page: Page) -> None:
    """Ask the frame as our host script does, without handing over a line."""
    message = "{ context: 'glassbox', action: 'tell' }"
    page.evaluate(f"document.getElementById('tool').contentWindow.postMessage({message}, '*')")


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
    page.goto(embed(site.url, "playground", past="1" * 40_001, sizes="3"))
    expect(place.locator("[data-part=note]")).to_contain_text("past is longer than 40,000 char")
    expect(place.locator("[name=past]")).to_have_value("")
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


def test_a_border_that_counts_into_the_height_takes_nothing_away(
    anywhere: Page, site: Site
) -> None:
    script = (HOSTS / "glassbox.js").read_text("utf-8").replace("EMBED", f"{site.root_url}embed.js")
    style = "<style>* { box-sizing: border-box; } #tool { border: 9px solid !important; }</style>"
    open_host(anywhere, site, style + frame_tag(embed(site.root_url, "gates")), script)
    frame = frame_of(anywhere)
    wait_live(frame)
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


ELSEWHERE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Elsewhere</title>
<link rel="icon" href="data:,"><script>
const say = (height) => parent.postMessage({ context: "glassbox", height }, "*");
addEventListener("message", ({ ports }) => { ports[0]?.postMessage(900); say(901); });
say(902);
</script><p>Another's page</p></html>"""


@pytest.mark.parametrize(
    "attributes",
    ["", 'sandbox="allow-scripts"', 'sandbox="allow-scripts allow-same-origin"'],
    ids=["plain", "opaque", "same origin"],
)
def test_a_frame_that_was_led_elsewhere_has_no_say_in_its_height(
    anywhere: Page, site: Site, attributes: str
) -> None:
    script = (HOSTS / "glassbox.js").read_text("utf-8").replace("EMBED", f"{site.root_url}embed.js")
    heard = "const heard = []; addEventListener('message', ({ data }) => heard.push(data.height));"
    tag = frame_tag(embed(site.root_url, "gates"), attributes)
    open_host(anywhere, site, tag, heard + script)
    frame = frame_of(anywhere)
    wait_live(frame)
    frame.wait_for_function(FITS)
    height = anywhere.locator("#tool").evaluate("(e) => e.style.height")
    (site.grounds / "led-elsewhere.html").write_text(ELSEWHERE, encoding="utf-8")
    address = site.grounds_url + "led-elsewhere.html"
    frame.evaluate("(address) => { location.href = address; }", address)
    anywhere.wait_for_function("() => heard.includes(902)")
    ask_for_its_height(anywhere)
    anywhere.wait_for_function("() => heard.includes(901)")
    assert anywhere.locator("#tool").evaluate("(e) => e.style.height") == height


def test_a_page_that_claims_to_have_no_origin_is_not_heard_in_a_frame_that_has_one(
    anywhere: Page, site: Site
) -> None:
    heard = "const heard = []; addEventListener('message', ({ data }) => heard.push(data.height));"
    script = (HOSTS / "glassbox.js").read_text("utf-8").replace("EMBED", f"{site.root_url}embed.js")
    anywhere.context.route(
        "**/embed.html*",
        lambda route: route.fulfill(
            body=ELSEWHERE,
            headers={
                "content-type": "text/html",
                "content-security-policy": "sandbox allow-scripts",
            },
        ),
    )
    open_host(anywhere, site, frame_tag(embed(site.root_url, "gates")), heard + script)
    anywhere.wait_for_function("() => heard.includes(902)")
    ask_for_its_height(anywhere)
    anywhere.wait_for_function("() => heard.includes(901)")
    assert anywhere.locator("#tool").evaluate("(e) => e.style.height") == "200px"
